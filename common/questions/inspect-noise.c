/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-noise.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "grain.h"
#include "healthy-grain.h"
#include "plastic.h"

/* The operation's distribution that needs a measurement. */
#define MATCH 2

/* A picture of flat tones, from black to white, to see what is made of them. */
#define TONES 16
#define TILES_A_TONE 12

/* Power is not plotted below this, in decibels. */
#define LEAST_DECIBELS -30.0

/* Red, green, blue, and both of them for luma; to be told apart on light and dark. */
static const guint32 colours[] = { 0xd04040, 0x3a9a3a, 0x4a6ae0, 0x909090 };

/* The edit's own, where it is neither selected nor seems plastic; or, where that leaves nothing,
 * where the measurement itself finds it. */
static RetextureGrain *
measure_edit (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  GeglBuffer *edit = retexture_rendering_get_edit (rendering);
  GeglBuffer *selection = retexture_rendering_get_selection (rendering);
  g_autoptr (RetextureSurvey) survey = retexture_survey_new (edit, cancellable);
  g_autoptr (RetextureLattice) lost
      = survey ? retexture_plastic_find_lost (survey, RETEXTURE_SURFACE_ANY) : NULL;
  g_autofree gfloat *selected
      = survey && selection ? retexture_survey_cover (survey, selection) : NULL;
  RetextureGrain *grain
      = survey ? retexture_healthy_grain_measure (edit, survey, lost, selected, cancellable) : NULL;

  return grain ? grain : retexture_grain_measure (edit, NULL, FALSE, cancellable, error);
}

GObject *
retexture_analyse_noise (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  GeglBuffer *sample = retexture_rendering_get_original (rendering);
  RetextureGrain *grain = sample ? retexture_grain_measure (sample, NULL, TRUE, cancellable, error)
                                 : measure_edit (rendering, cancellable, error);

  return grain ? G_OBJECT (grain) : NULL;
}

gboolean
retexture_noise_needs_analysis (RetextureParameters *parameters)
{
  return retexture_parameters_get_number (parameters, "distribution") == MATCH;
}

static GeglBuffer *
new_tones (void)
{
  const gint size = RETEXTURE_GRAIN_TILE;
  const Babl *format = babl_format ("R'G'B' float");
  GeglBuffer *picture
      = gegl_buffer_new (GEGL_RECTANGLE (0, 0, TONES * size, TILES_A_TONE * size), format);

  for (gint t = 0; t < TONES; t++)
    {
      GeglColor *colour = gegl_color_new (NULL);
      const gfloat tone = (t + 0.5f) / TONES;
      const gfloat grey[4] = { tone, tone, tone, 1.0f };

      gegl_color_set_pixel (colour, babl_format ("R'G'B'A float"), grey);
      gegl_buffer_set_color (picture, GEGL_RECTANGLE (t * size, 0, size, TILES_A_TONE * size),
                             colour);
      g_object_unref (colour);
    }
  return picture;
}

/* The grain of what these values add, measured as the photograph's is; NULL where there is none. */
static RetextureGrain *
measure_made (RetextureRendering *rendering,
              RetextureParameters *parameters,
              GCancellable *cancellable)
{
  g_autoptr (GeglBuffer) tones = new_tones ();
  g_autoptr (RetextureRendering) flat = retexture_rendering_new_of (rendering, tones);
  g_autoptr (GeglBuffer) made
      = gegl_buffer_new (gegl_buffer_get_extent (tones), babl_format ("R'G'B' float"));

  retexture_rendering_set_parameters (flat, parameters);
  gegl_node_blit_buffer (retexture_rendering_get_node (flat, RETEXTURE_VIEW_UNMASKED), made, NULL,
                         0, GEGL_ABYSS_NONE);
  return retexture_grain_measure (made, NULL, TRUE, cancellable, NULL);
}

static void
plot_levels (RetexturePlot *plot, RetextureGrain *grain, gboolean made)
{
  static const gchar *names[] = { N_ ("Red"), N_ ("Green"), N_ ("Blue") };
  gdouble darkest, lightest;

  retexture_grain_get_tones (grain, &darkest, &lightest);
  for (gint c = 0; c < 3; c++)
    {
      RetextureCurve *curve = retexture_plot_add_curve (plot, made ? NULL : _ (names[c]),
                                                        colours[c], made, RETEXTURE_GRAIN_TONES);

      for (gint i = 0; i < curve->n; i++)
        {
          curve->x[i] = darkest + (lightest - darkest) * i / (curve->n - 1);
          curve->y[i] = 255.0 * retexture_grain_get_level (grain, c, curve->x[i]);
          curve->x[i] *= 100.0;
        }
    }
}

static void
plot_power (RetexturePlot *plot, RetextureGrain *grain, gboolean made)
{
  RetextureCurve *curve = retexture_plot_add_curve (plot, made ? _ ("Added") : _ ("Photograph"),
                                                    colours[3], made, RETEXTURE_GRAIN_FREQUENCIES);

  for (gint i = 0; i < curve->n; i++)
    {
      curve->x[i] = 0.5 * (i + 1) / RETEXTURE_GRAIN_FREQUENCIES;
      curve->y[i] = MAX (10.0 * log10 (retexture_grain_get_power (grain, i + 1)), LEAST_DECIBELS);
    }
}

RetextureFindings *
retexture_inspect_noise (RetextureRendering *rendering,
                         RetextureParameters *parameters,
                         GCancellable *cancellable)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  g_autoptr (RetextureGrain) made = measure_made (rendering, parameters, cancellable);
  RetextureFindings *findings;
  RetexturePlot *levels, *power;

  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  findings = retexture_findings_new ();
  levels = retexture_findings_add_plot (findings, _ ("Strength by tone"), _ ("Tone (%)"),
                                        _ ("8-bit levels"));
  power = retexture_findings_add_plot (findings, _ ("Coarseness"), _ ("Cycles per pixel"),
                                       _ ("Power (dB)"));
  if (analysis)
    {
      plot_levels (levels, RETEXTURE_GRAIN (analysis), FALSE);
      plot_power (power, RETEXTURE_GRAIN (analysis), FALSE);
    }
  if (made)
    {
      plot_levels (levels, made, TRUE);
      plot_power (power, made, TRUE);
    }
  return findings;
}
