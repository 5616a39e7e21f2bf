/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "areas.h"

/* Numbers the area that hangs together with its first cell; how many cells it has. `stack` has room
 * for all cells. */
static gint
fill_area (const RetextureCells *cells, gint first, gint number, gint *areas, gint *stack)
{
  const gint columns = cells->columns, n = columns * cells->rows;
  gint depth = 0, size = 0;

  areas[first] = number;
  stack[depth++] = first;
  while (depth > 0)
    {
      const gint at = stack[--depth], x = at % columns;
      const gint beside[]
          = { x > 0 ? at - 1 : -1, x < columns - 1 ? at + 1 : -1, at - columns, at + columns };

      size++;
      for (gint k = 0; k < 4; k++)
        {
          const gint to = beside[k];

          if (to < 0 || to >= n || areas[to] || !cells->belongs (to, cells->user_data)
              || (cells->hang_together && !cells->hang_together (at, to, cells->user_data)))
            continue;
          areas[to] = number;
          stack[depth++] = to;
        }
    }
  return size;
}

gint
retexture_areas_find_largest (const RetextureCells *cells, gint *areas, gint *size)
{
  const gint n = cells->columns * cells->rows;
  g_autofree gint *stack = g_new (gint, n);
  gint largest = 0, found = 0;

  *size = 0;
  for (gint first = 0; first < n; first++)
    {
      gint count;

      if (areas[first] || !cells->belongs (first, cells->user_data))
        continue;
      count = fill_area (cells, first, ++found, areas, stack);
      if (count > *size)
        {
          *size = count;
          largest = found;
        }
    }
  return largest;
}
