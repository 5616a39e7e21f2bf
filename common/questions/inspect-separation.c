/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-separation.h"

#include <glib/gi18n-lib.h>

#include "separation-report.h"

/* Rows measured between two looks at whether anybody still wants to know. */
#define SLICE_ROWS 128

/* Shares of the picture, in percent, too small to speak of. */
#define NEGLIGIBLE 0.005

static RetextureSplitSettings
settings_of (RetextureParameters *parameters)
{
  return (RetextureSplitSettings){
    .radius_px = retexture_parameters_get_number (parameters, "radius"),
    .filter = retexture_parameters_get_number (parameters, "filter"),
    .tolerance = retexture_parameters_get_number (parameters, "tolerance") / 100.0,
    .bands = retexture_parameters_get_number (parameters, "bands"),
    .mode = retexture_parameters_get_number (parameters, "mode"),
    .precision = retexture_parameters_get_number (parameters, "precision"),
  };
}

static void
set_remedy (RetextureNote *note, const gchar *label, const gchar *parameter, gdouble value)
{
  note->remedy = g_strdup (label);
  note->parameter = g_strdup (parameter);
  note->value = value;
}

static void
tell_error (RetextureFindings *findings, const RetextureSeparationReport *report)
{
  if (report->largest_error == 0.0)
    retexture_findings_add_note (
        findings, g_strdup (_ ("Exact: the layers add up to the picture, largest error 0.")),
        FALSE);
  else
    retexture_findings_add_note (
        findings,
        g_strdup_printf (_ ("The layers add up to the picture but for an error of at most %.1g %% "
                            "of white."),
                         100.0 * report->largest_error),
        TRUE);
}

static void
tell_clipping (RetextureFindings *findings,
               const RetextureSeparationReport *report,
               const RetextureSplitSettings *settings,
               const Babl *format)
{
  const gdouble percent = 100.0 * report->clipped / MAX (report->pixels, 1);
  const gboolean grain_merge
      = retexture_split_resolve_mode (format, settings->mode) == RETEXTURE_SPLIT_MODE_GRAIN_MERGE;
  RetextureNote *note;

  if (percent < NEGLIGIBLE)
    return;
  note = retexture_findings_add_note (
      findings,
      g_strdup_printf (
          _ ("Clipped: in %.2g %% of the picture the difference leaves the range; what "
             "does not fit stays in Low."),
          percent),
      TRUE);
  if (grain_merge)
    set_remedy (note, _ ("Promote the image to 16 bit"), "precision",
                RETEXTURE_SPLIT_PRECISION_16_BIT);
}

static void
tell_halo (RetextureFindings *findings,
           const RetextureSeparationReport *report,
           const RetextureSplitSettings *settings)
{
  const gdouble percent = 100.0 * report->haloed / MAX (report->pixels, 1);

  if (settings->filter == RETEXTURE_SPLIT_FILTER_EDGE_AWARE)
    retexture_findings_add_note (
        findings,
        g_strdup_printf (_ ("Halos avoided: a Gaussian would ring in %.2g %% of the picture."),
                         percent),
        FALSE);
  else if (percent >= NEGLIGIBLE)
    set_remedy (retexture_findings_add_note (
                    findings,
                    g_strdup_printf (_ ("Halos: the Gaussian rings at strong edges, in %.2g %% of "
                                        "the picture."),
                                     percent),
                    TRUE),
                _ ("Split edge-aware"), "filter", RETEXTURE_SPLIT_FILTER_EDGE_AWARE);
}

RetextureFindings *
retexture_inspect_separation (RetextureRendering *rendering,
                              RetextureParameters *parameters,
                              GCancellable *cancellable)
{
  GeglBuffer *picture = retexture_rendering_get_edit (rendering);
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  const RetextureSplitSettings settings = settings_of (parameters);
  const Babl *format
      = retexture_split_output_format (gegl_buffer_get_format (picture), settings.precision);
  RetextureSeparationReport report = { 0 };
  RetextureFindings *findings;

  for (gint y = 0; y < extent->height; y += SLICE_ROWS)
    {
      const GeglRectangle slice
          = { extent->x, extent->y + y, extent->width, MIN (SLICE_ROWS, extent->height - y) };

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      retexture_separation_measure (picture, &settings, &slice, &report);
    }

  findings = retexture_findings_new ();
  tell_error (findings, &report);
  tell_clipping (findings, &report, &settings, format);
  tell_halo (findings, &report, &settings);
  return findings;
}
