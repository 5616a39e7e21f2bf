/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ways to make more of a donor's texture; a choice of all operations that borrow.
 */
#pragma once

#include <glib-object.h>

typedef enum
{
  RETEXTURE_ENGINE_AUTOMATIC,  /* what looks more like the target's surroundings */
  RETEXTURE_ENGINE_STOCHASTIC, /* tiling.h */
  RETEXTURE_ENGINE_STRUCTURED  /* quilt.h */
} RetextureEngine;

GType retexture_engine_get_type (void) G_GNUC_CONST;
