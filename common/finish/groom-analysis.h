/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The hairs that fly away from a picture's mass of hair, found once for all values as far as they
 * go.
 */
#pragma once

#include "hairs.h"

/* What is asked for. */
typedef struct
{
  gdouble amount;      /* how much of them goes, 0 to 1 */
  gdouble width_px;    /* of the widest */
  gdouble distance_px; /* from the mass, at most; 0: an eighth of the picture's shorter side */
  gdouble sensitivity; /* 0 to 1 */
  gboolean inside;
  gboolean selected; /* the mass is what is selected, and not found */
} RetextureGroomValues;

#define RETEXTURE_TYPE_GROOM (retexture_groom_get_type ())
G_DECLARE_FINAL_TYPE (RetextureGroom, retexture_groom, RETEXTURE, GROOM, GObject)

/* `selection` (Y, 0 to 1) may be NULL. NULL when cancelled. */
RetextureGroom *
retexture_groom_new (GeglBuffer *edit, GeglBuffer *selection, GCancellable *cancellable);

/* No hairs are sought: what is `marked` (Y, 0 to 1) goes, whatever the values. */
RetextureGroom *retexture_groom_new_marked (GeglBuffer *edit, GeglBuffer *marked);

typedef struct
{
  RetextureGroomValues values; /* but for the amount */
  gboolean has_mass;           /* or needs none: */
  gboolean is_marked;          /* it is not found but said what goes */
  gdouble share;               /* of the picture, 0 to 1, that is made anew */
  RetextureHairs *hairs;
  GeglBuffer *sleeves; /* see sleeves.h */
} RetextureGroomSetup;

/* Kept for a while; from several threads. */
RetextureGroomSetup *retexture_groom_get_setup (RetextureGroom *self,
                                                const RetextureGroomValues *values);
void retexture_groom_setup_unref (RetextureGroomSetup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureGroomSetup, retexture_groom_setup_unref)

/* As an operation retexture:groom has them. */
RetextureGroomValues retexture_groom_values_read (GObject *operation);
