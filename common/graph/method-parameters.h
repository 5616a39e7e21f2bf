/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What every method can be told, besides what its operation declares. Set up here once; read by the
 * rendering and by those that make layers.
 */
#pragma once

#include "parameters.h"

G_BEGIN_DECLS

/* Besides the operation's own and those of the tone mask; ALIGN only where the second picture is
 * the edit's original (the operation's key "original"). */
#define RETEXTURE_PARAMETER_MASK "mask"
#define RETEXTURE_PARAMETER_OUTPUT "output"
#define RETEXTURE_PARAMETER_ALIGN "align-first"

typedef enum
{
  RETEXTURE_MASK_WHITE,
  RETEXTURE_MASK_BLACK,
  RETEXTURE_MASK_SELECTION,
  RETEXTURE_MASK_AUTOMATIC /* the plastic map, within the selection */
} RetextureMask;

typedef enum
{
  RETEXTURE_OUTPUT_LAYERS,
  RETEXTURE_OUTPUT_SINGLE,
  RETEXTURE_OUTPUT_IN_PLACE
} RetextureOutput;

typedef enum
{
  RETEXTURE_ALIGN_OTHER_SIZE, /* where original and edit share no coordinates */
  RETEXTURE_ALIGN_ALWAYS,
  RETEXTURE_ALIGN_NEVER
} RetextureAlignFirst;

/* Whether the operation's second picture is the edit's original. */
gboolean retexture_method_has_original (const gchar *operation);

/* A method's complete set: the operation's properties, the tone range, and these. */
RetextureParameters *retexture_method_parameters_new (const gchar *operation);

G_END_DECLS
