/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "blocks.h"

typedef struct
{
  const GeglRectangle *area;
  gint columns, rows; /* of a block */
  gint across;        /* blocks in a row of them */
  RetextureBlockFunc func;
  gpointer user_data;
} Job;

static void
make_some (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const GeglRectangle *area = job->area;

  for (gsize i = offset; i < offset + size; i++)
    {
      const gint x = (gint) (i % job->across) * job->columns;
      const gint y = (gint) (i / job->across) * job->rows;

      job->func (GEGL_RECTANGLE (area->x + x, area->y + y, MIN (job->columns, area->width - x),
                                 MIN (job->rows, area->height - y)),
                 job->user_data);
    }
}

void
retexture_blocks_make (
    const GeglRectangle *area, gint columns, gint rows, RetextureBlockFunc func, gpointer user_data)
{
  Job job = { area, columns, rows, (area->width + columns - 1) / columns, func, user_data };

  gegl_parallel_distribute_range ((gsize) job.across * ((area->height + rows - 1) / rows), 1.0,
                                  make_some, &job);
}
