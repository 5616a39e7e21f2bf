/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-metal.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "donor-choices.h"
#include "metal-analysis.h"

/* The operation's textures: these two have a direction, and this one is measured. */
#define SCRATCHES 0
#define MATCH 3

GObject *
retexture_analyse_metal (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  RetextureMetal *metal = retexture_metal_new (
      retexture_rendering_get_edit (rendering), retexture_rendering_get_original (rendering),
      retexture_rendering_get_marked (rendering), retexture_rendering_get_selection (rendering),
      cancellable);

  return metal ? G_OBJECT (metal) : NULL;
}

static gint
texture_of (RetextureParameters *parameters)
{
  return (gint) retexture_parameters_get_number (parameters, "texture");
}

static gboolean
is_directed (RetextureParameters *parameters)
{
  return texture_of (parameters) == SCRATCHES || texture_of (parameters) == MATCH;
}

gboolean
retexture_metal_needs_analysis (RetextureParameters *parameters)
{
  return is_directed (parameters);
}

gboolean
retexture_check_metal (RetextureRendering *rendering,
                       RetextureParameters *parameters,
                       GError **error)
{
  RetextureMetal *metal = RETEXTURE_METAL (retexture_rendering_get_analysis (rendering));
  g_autoptr (RetextureMetalSample) sample = NULL;

  if (texture_of (parameters) != MATCH)
    return TRUE;
  sample = retexture_metal_measure (metal, retexture_rendering_get_operation (rendering), error);
  return sample != NULL;
}

/* ---- what the dialog shows ---- */

typedef struct
{
  RetextureMetal *metal; /* which the direction lasts as long as */
  RetextureDirection direction;
} Lines;

static gdouble
angle_at (gdouble x, gdouble y, gpointer user_data)
{
  return retexture_direction_at (&((const Lines *) user_data)->direction, x, y);
}

static void
lines_free (gpointer data)
{
  Lines *lines = data;

  g_object_unref (lines->metal);
  g_free (lines);
}

static RetextureLines *
lines_new (RetextureMetal *metal, GObject *operation)
{
  Lines *lines = g_new (Lines, 1);

  lines->metal = g_object_ref (metal);
  lines->direction = retexture_metal_read_direction (metal, operation, NULL);
  return retexture_lines_new (angle_at, lines, lines_free);
}

/* What was measured, in words. */
static void
add_measure (RetextureFindings *findings, RetextureMetal *metal, GObject *operation)
{
  g_autoptr (RetextureMetalSample) sample = retexture_metal_measure (metal, operation, NULL);

  if (sample)
    retexture_findings_add_note (
        findings,
        g_strdup_printf (_ ("Intact metal: %.1f %% strong, %.1f times as rough across as along."),
                         100.0 * sample->deviation, sqrt (sample->anisotropy)),
        FALSE);
}

RetextureFindings *
retexture_inspect_metal (RetextureRendering *rendering,
                         RetextureParameters *parameters,
                         GCancellable *cancellable)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  GObject *operation = retexture_rendering_get_operation (rendering);
  RetextureFindings *findings = retexture_findings_new ();
  RetextureMetal *metal;

  if (!RETEXTURE_IS_METAL (analysis))
    return findings;
  metal = RETEXTURE_METAL (analysis);
  if (is_directed (parameters))
    findings->lines = lines_new (metal, operation);
  if (texture_of (parameters) == MATCH)
    {
      add_measure (findings, metal, operation);
      retexture_donor_choices_add_for (findings, retexture_metal_get_borrowing (metal), operation,
                                       _ ("Intact metal"), cancellable);
    }
  return findings;
}
