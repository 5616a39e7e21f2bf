/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a label on a picture says, where a country or a platform asks for one.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  RETEXTURE_WORDING_NONE, /* no label */
  RETEXTURE_WORDING_OWN,  /* the user's */
  RETEXTURE_WORDING_RETOUCHED,
  RETEXTURE_WORDING_AI,
  RETEXTURE_WORDING_NORWAY,
  RETEXTURE_WORDING_FRANCE_PHOTOGRAPH,
  RETEXTURE_WORDING_FRANCE_IMAGES,
  RETEXTURE_WORDING_FRANCE_VIRTUAL
} RetextureWording;

/* The words, in the language they must be in; `own` where they are the user's, NULL where there is
 * no label. */
const gchar *retexture_wording_get (RetextureWording wording, const gchar *own);

G_END_DECLS
