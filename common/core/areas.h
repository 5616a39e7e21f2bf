/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Areas of cells that hang together, across and down.
 */
#pragma once

#include <glib.h>

typedef struct
{
  gint columns, rows;
  /* Whether a cell belongs to any area. */
  gboolean (*belongs) (gint cell, gconstpointer user_data);
  /* Whether two cells beside each other, which both belong to one, hang together; NULL: they do. */
  gboolean (*hang_together) (gint one, gint other, gconstpointer user_data);
  gconstpointer user_data;
} RetextureCells;

/* The number of the largest, 0 where there is none. `areas`, of all cells and 0 before, gets the
 * number of each cell's area, from 1 on; `size` how many cells the largest has. */
gint retexture_areas_find_largest (const RetextureCells *cells, gint *areas, gint *size);
