/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which layers a job leaves in its group, as data: what each holds, and how GIMP shows it. Made
 * from the job's values by plan.c, carried out by layers.c.
 */
#pragma once

#include "job.h"

/* What a planned layer holds, besides the parts of parts.h. */
#define RETEXTURE_PLAN_PIXELS -2 /* the method's pixels */
#define RETEXTURE_PLAN_WHITE -3
#define RETEXTURE_PLAN_COPY -4  /* the same as the layer below */
#define RETEXTURE_PLAN_GROUP -5 /* a group of those that follow and are inside */

typedef struct
{
  gchar *name;
  gint content;
  GimpLayerMode mode;
  gdouble opacity; /* percent */
  gint mask;       /* the part that is its mask; 0: it has none */
  gboolean inside; /* the group before it, not the result itself */
  gdouble grey;    /* filled with that beforehand, by GIMP, which is faster at it; 0: not */
  gboolean locked;
  gboolean active; /* selected afterwards, instead of the group */
} RetextureLayer;

typedef struct
{
  GArray *layers; /* of RetextureLayer, from the bottom up */
  GimpLayerMode group_mode;
  GimpLayerColorSpace space; /* in which all of them are mixed */
  GimpPrecision precision;   /* of the image afterwards */
  const Babl *format;        /* of the parts of a split picture */
} RetexturePlan;

/* `rendering` has the job's parameters set. */
RetexturePlan *retexture_plan_new (const RetextureJob *job, RetextureRendering *rendering);
void retexture_plan_free (RetexturePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetexturePlan, retexture_plan_free)
