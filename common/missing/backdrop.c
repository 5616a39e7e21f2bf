/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "backdrop.h"

#include "areas.h"

/* From this on a sample changed; and of the distance to another colour that it surely has by that.
 */
#define CHANGED 0.5f
#define COLOUR 0.5f

/* Shares of the picture from which on an area is a backdrop; and one that reaches its edge. */
#define LARGE 0.1
#define LARGE_AT_EDGE 0.03

/* So many samples beside it belong to it: its edge agrees with what was there. */
#define BESIDE 3

typedef struct
{
  const RetextureLattice *change, *recoloured;
} Samples;

static gboolean
is_other (gint cell, gconstpointer user_data)
{
  const Samples *samples = user_data;

  return samples->change->values[cell] > CHANGED && samples->recoloured->values[cell] > COLOUR;
}

typedef struct
{
  gint size;
  gboolean at_edge;
} Area;

static GArray *
measure_areas (const gint *areas, gint columns, gint rows)
{
  GArray *measured = g_array_new (FALSE, TRUE, sizeof (Area));

  for (gint i = 0; i < columns * rows; i++)
    {
      const gint x = i % columns, y = i / columns;
      Area *area;

      if ((guint) areas[i] >= measured->len)
        g_array_set_size (measured, areas[i] + 1);
      area = &g_array_index (measured, Area, areas[i]);
      area->size++;
      area->at_edge |= x == 0 || y == 0 || x == columns - 1 || y == rows - 1;
    }
  return measured;
}

RetextureLattice *
retexture_backdrop_find (const RetextureLattice *change, const RetextureLattice *recoloured)
{
  const gint n = recoloured->columns * recoloured->rows;
  const Samples samples = { change, recoloured };
  const RetextureCells cells = { recoloured->columns, recoloured->rows, is_other, NULL, &samples };
  RetextureLattice *backdrop = retexture_lattice_new (recoloured->columns, recoloured->rows);
  g_autofree gint *areas = g_new0 (gint, n);
  g_autoptr (GArray) measured = NULL;
  gint size;

  retexture_areas_find_largest (&cells, areas, &size);
  measured = measure_areas (areas, recoloured->columns, recoloured->rows);
  for (gint i = 0; i < n; i++)
    {
      const Area *area = &g_array_index (measured, Area, areas[i]);

      if (areas[i] > 0 && area->size > (area->at_edge ? LARGE_AT_EDGE : LARGE) * n)
        backdrop->values[i] = 1.0f;
    }
  retexture_lattice_spread (backdrop, BESIDE, TRUE);
  return backdrop;
}
