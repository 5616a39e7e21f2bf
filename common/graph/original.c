/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "original.h"

#include <glib/gi18n-lib.h>

#include "stand-in.h"

/* Of which kind an alignment is, for methods that let it be chosen: a RetextureModel. */
#define MODEL "model"

/* By which a method lets the edit's own healthy texture stand in for an original, and on which kind
 * of surface: a RetextureSurface. */
#define RAISE "raise"
#define SURFACE "surface"

void
retexture_original_init (RetextureOriginal *self, GeglBuffer *given, gboolean reduced)
{
  *self = (RetextureOriginal){ .reduced = reduced, .align = RETEXTURE_ALIGN_NEVER };
  g_set_object (&self->given, given);
}

void
retexture_original_copy (RetextureOriginal *self, const RetextureOriginal *from)
{
  retexture_original_clear (self);
  *self = *from;
  if (self->given)
    g_object_ref (self->given);
  if (self->aligned)
    g_object_ref (self->aligned);
  if (self->stand_in)
    g_object_ref (self->stand_in);
}

void
retexture_original_clear (RetextureOriginal *self)
{
  g_clear_object (&self->given);
  g_clear_object (&self->aligned);
  g_clear_object (&self->stand_in);
}

static void
read_stand_in (RetextureOriginal *self, RetextureParameters *parameters)
{
  RetextureSurface surface;

  if (!retexture_parameters_find (parameters, RAISE))
    return;
  self->raises = retexture_parameters_get_number (parameters, RAISE) > 0.0;
  surface = retexture_parameters_get_number (parameters, SURFACE);
  if (surface != self->surface)
    g_clear_object (&self->stand_in);
  self->surface = surface;
}

void
retexture_original_read (RetextureOriginal *self, RetextureParameters *parameters)
{
  RetextureModel model = RETEXTURE_MODEL_ANY;

  read_stand_in (self, parameters);
  if (!retexture_parameters_find (parameters, RETEXTURE_PARAMETER_ALIGN))
    return;
  self->align = retexture_parameters_get_number (parameters, RETEXTURE_PARAMETER_ALIGN);
  if (retexture_parameters_find (parameters, MODEL))
    model = retexture_parameters_get_number (parameters, MODEL);
  if (model != self->model)
    g_clear_object (&self->aligned);
  self->model = model;
}

static gboolean
is_to_align (const RetextureOriginal *self)
{
  return self->given && !self->reduced
         && (self->align == RETEXTURE_ALIGN_ALWAYS
             || (self->align == RETEXTURE_ALIGN_OTHER_SIZE && self->apart));
}

static gboolean
is_to_stand_in (const RetextureOriginal *self)
{
  return !self->given && self->raises;
}

RetextureAligned *
retexture_original_get_aligned (const RetextureOriginal *self)
{
  return is_to_align (self) ? self->aligned : NULL;
}

GeglBuffer *
retexture_original_get_buffer (const RetextureOriginal *self)
{
  if (is_to_align (self) && self->aligned)
    return retexture_aligned_get_buffer (self->aligned);
  if (is_to_stand_in (self))
    return self->stand_in;
  return self->apart || (is_to_align (self) && !self->lies) ? NULL : self->given;
}

gboolean
retexture_original_is_provisional (const RetextureOriginal *self)
{
  return is_to_align (self) && !self->aligned && !self->apart && self->lies;
}

GeglBuffer *
retexture_original_get_confidence (const RetextureOriginal *self)
{
  RetextureAligned *aligned = retexture_original_get_aligned (self);

  return aligned ? retexture_aligned_get_confidence (aligned) : NULL;
}

GeglBuffer *
retexture_original_find_stand_in (const RetextureOriginal *self,
                                  GeglBuffer *edit,
                                  GCancellable *cancellable,
                                  GError **error)
{
  return is_to_stand_in (self) && !self->stand_in
             ? retexture_stand_in_new (edit, self->surface, cancellable, error)
             : NULL;
}

RetextureAligned *
retexture_original_find (const RetextureOriginal *self,
                         GeglBuffer *edit,
                         RetextureProgressFunc progress,
                         GCancellable *cancellable,
                         GError **error)
{
  if (is_to_align (self))
    return self->aligned ? NULL
                         : retexture_aligned_new (edit, self->given, self->model, progress,
                                                  cancellable, error);
  if (self->apart)
    g_set_error_literal (
        error, RETEXTURE_ALIGNED_ERROR, RETEXTURE_ALIGNED_ERROR_APART,
        _ ("“original” is in an image of another size. Let it be aligned first, or "
           "open it as a layer of this image and line the two up."));
  return NULL;
}
