/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was done to a picture, step by step: which method, when, with which settings, and whether
 * that can still be seen. Kept as text with the image; read by all that discloses it.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  RETEXTURE_STEP_VISIBLE,  /* its layer is there */
  RETEXTURE_STEP_IN_PLACE, /* it changed a layer's own pixels */
  RETEXTURE_STEP_HIDDEN,   /* its layer is there and cannot be seen: no part of the picture */
  RETEXTURE_STEP_GONE      /* its layer was merged, or deleted: which, nobody can know */
} RetextureStepState;

typedef struct
{
  gchar *method;   /* such as "recover" */
  gchar *title;    /* what people call it, where that is known; else the method */
  gchar *version;  /* of the suite */
  gchar *when;     /* ISO 8601, in UTC; "" where it was not noted */
  gchar *settings; /* one line, as settings.h writes it */
  gint tattoo;     /* of its layer in the image; 0: it changed a layer in place */
  RetextureStepState state;
} RetextureStep;

/* All strings are copied. */
RetextureStep *retexture_step_new (const gchar *method,
                                   const gchar *version,
                                   const gchar *when,
                                   const gchar *settings,
                                   gint tattoo);
void retexture_step_free (RetextureStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureStep, retexture_step_free)

/* Whether both are the same run; a copied layer's record is. */
gboolean retexture_step_is_same (const RetextureStep *one, const RetextureStep *other);

/* The method and its settings as one line, as a batch would be told. */
gchar *retexture_step_to_line (const RetextureStep *step);

/* A list that frees its steps. */
GPtrArray *retexture_steps_new (void);

/* As text, a line each, and back; `text` may be NULL. A line that cannot be read is left out. */
gchar *retexture_steps_to_text (GPtrArray *steps);
GPtrArray *retexture_steps_from_text (const gchar *text);

/* Those that are or may be part of the picture: all but the hidden ones. Borrowed from `steps`. */
GPtrArray *retexture_steps_in_picture (GPtrArray *steps);

G_END_DECLS
