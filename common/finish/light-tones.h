/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tone of a picture's surface, at the sizes that matter for the light on it.
 */
#pragma once

#include "tone-picture.h"

typedef enum
{
  RETEXTURE_FINISH_NATURAL,
  RETEXTURE_FINISH_LUMINOUS, /* light diffused in the skin, red furthest */
  RETEXTURE_FINISH_DEWY,     /* highlights lifted, as on moist skin or polished metal */
  RETEXTURE_FINISH_MATTE     /* and lowered, as on powdered skin or satin metal */
} RetextureFinish;

/* What is asked for. */
typedef struct
{
  gdouble even;      /* how much of the blotches goes, 0 to 1 */
  gdouble shape;     /* of the large light and shade: -1 takes them away, 1 doubles them */
  gdouble finish;    /* how much of it, 0 to 1 */
  gdouble key;       /* of a light from one side, 0 to 1 */
  gdouble angle;     /* where that comes from: radians, 0 the right, counter-clockwise */
  gdouble radius_px; /* where texture ends */
  gdouble size_px;   /* height of the face or object; 0: found */
  RetextureFinish kind;
  RetextureSurface surface;
} RetextureLightValues;

/* The tone of a picture's surface at the sizes that matter; found once for a radius. */
typedef struct
{
  RetextureTonePicture *picture;
  RetextureSurface surface;   /* of which, */
  gdouble size_px, radius_px; /* by which values */
  RetexturePlane fine[3];     /* texture taken off, */
  RetexturePlane modelled[3]; /* blotches as well, */
  RetexturePlane bright;      /* luma without what is as small as a highlight, */
  RetexturePlane shade;       /* luma of light and shade, */
  RetexturePlane level;       /* and without them */
  RetexturePlane diffused[3]; /* linear; NULLs until it is asked for */
  RetextureLattice *subject;  /* the surface, and what it encloses */
  gfloat tones[2];            /* between which a tone of the surface begins to be bright */
  gdouble x, y;               /* the surface's middle, in samples */
} RetextureLightTones;

RetextureLightTones *retexture_light_tones_new (GeglBuffer *picture,
                                                const RetextureLightValues *values);
void retexture_light_tones_unref (RetextureLightTones *self);

/* How many samples there are. */
static inline gint
retexture_light_tones_count (const RetextureLightTones *self)
{
  return self->level.width * self->level.height;
}
