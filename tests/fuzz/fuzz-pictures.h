/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Random pictures for the fuzz runs: sizes, precisions, colour types, alpha, offsets, masks,
 * groups, floating selections, locks, channels, selections, and drawables that are not what is
 * wanted.
 */
#pragma once

#include <libgimp/gimp.h>

typedef struct
{
  gint32 image, other; /* two images of one size */
  gint32 edit, original, group, channel, foreign, deleted;
  gchar *description;
} Pictures;

void make_pictures (GRand *rand, Pictures *self);
void delete_pictures (Pictures *self);

/* Mostly what is wanted: the edit, where it is the first, else the original. */
gint32 random_drawable (GRand *rand, const Pictures *self, gboolean first);

/* Of all that belongs to an image: layers, masks, channels, the selection, and their pixels. */
guint64 fingerprint (gint32 image);
