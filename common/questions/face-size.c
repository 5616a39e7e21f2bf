/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "face-size.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#define SIZE "size"

void
retexture_face_size_add (RetextureFindings *findings, gdouble set_px, gdouble found_px)
{
  RetextureNote *note;

  if (set_px > 0.0)
    return;
  note = retexture_findings_add_note (
      findings, g_strdup_printf (_ ("The face is taken to be %.0f pixels high."), found_px), FALSE);
  note->remedy = g_strdup (_ ("Set it"));
  note->parameter = g_strdup (SIZE);
  note->value = found_px;
}

gboolean
retexture_surface_is_there (gdouble share, GError **error)
{
  if (share >= RETEXTURE_LEAST_SURFACE)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       _ ("Nothing of this “surface” was found. Choose another, or everything."));
  return FALSE;
}
