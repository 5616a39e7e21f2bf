/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What kind of surface a place shows, by its colour: a likelihood, no more.
 */
#pragma once

#include "survey.h"

/* In the order of the choices offered. */
typedef enum
{
  RETEXTURE_SURFACE_ANY,
  RETEXTURE_SURFACE_SKIN,
  RETEXTURE_SURFACE_METAL,
  RETEXTURE_SURFACE_CLOTH
} RetextureSurface;

GType retexture_surface_get_type (void) G_GNUC_CONST;

/* Of a kind of surface is what is as likely as this. */
#define RETEXTURE_SURFACE_LIKELY 0.3f

/* 0 to 1; 0 where the block is clipped or not in the picture. */
gfloat retexture_surface_likelihood (RetextureSurface surface, const RetextureBlock *block);
