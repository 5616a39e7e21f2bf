/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "split.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "choices.h"
#include "edge-aware.h"
#include "gaussian-kernel.h"

/* ---- choices ---- */

GType
retexture_split_filter_get_type (void)
{
  static GType type = 0;
  static GEnumValue values[] = {
    { RETEXTURE_SPLIT_FILTER_GAUSSIAN, N_ ("Gaussian"), "gaussian" },
    { RETEXTURE_SPLIT_FILTER_EDGE_AWARE, N_ ("Edge-aware"), "edge-aware" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, retexture_choices_register ("RetextureSplitFilter", values));
  return type;
}

GType
retexture_split_mode_get_type (void)
{
  static GType type = 0;
  static GEnumValue values[] = {
    { RETEXTURE_SPLIT_MODE_AUTOMATIC, N_ ("Automatic"), "automatic" },
    { RETEXTURE_SPLIT_MODE_GRAIN_MERGE, N_ ("Grain Merge"), "grain-merge" },
    { RETEXTURE_SPLIT_MODE_LINEAR_LIGHT, N_ ("Linear Light"), "linear-light" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, retexture_choices_register ("RetextureSplitMode", values));
  return type;
}

GType
retexture_split_precision_get_type (void)
{
  static GType type = 0;
  static GEnumValue values[] = {
    { RETEXTURE_SPLIT_PRECISION_KEEP, N_ ("As the image"), "keep" },
    { RETEXTURE_SPLIT_PRECISION_16_BIT, N_ ("16 bit"), "16-bit" },
    { RETEXTURE_SPLIT_PRECISION_FLOAT, N_ ("32 bit float"), "float" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, retexture_choices_register ("RetextureSplitPrecision", values));
  return type;
}

RetextureSplitSettings
retexture_split_settings_of (GObject *operation)
{
  RetextureSplitSettings settings;

  g_object_get (operation, "radius", &settings.radius_px, "filter", &settings.filter, "tolerance",
                &settings.tolerance, "bands", &settings.bands, "mode", &settings.mode, "precision",
                &settings.precision, NULL);
  settings.tolerance /= 100.0;
  return settings;
}

/* ---- formats ---- */

static gboolean
has_type (const Babl *format, const gchar *type)
{
  return babl_format_get_type (format, 0) == babl_type (type);
}

gboolean
retexture_split_is_linear (const Babl *format)
{
  return !(babl_get_model_flags (format)
           & (BABL_MODEL_FLAG_NONLINEAR | BABL_MODEL_FLAG_PERCEPTUAL));
}

/* The same components in another type. */
static const Babl *
with_type (const Babl *format, const gchar *type)
{
  const gchar *model = babl_get_name (babl_format_get_model (format));
  g_autofree gchar *name = g_strdup_printf ("%.*s %s", (gint) strcspn (model, "-"), model, type);

  return babl_format_with_space (name, format);
}

const Babl *
retexture_split_output_format (const Babl *format, RetextureSplitPrecision precision)
{
  const gboolean is_8_bit = has_type (format, "u8");
  const gboolean is_small = is_8_bit || has_type (format, "u16") || has_type (format, "half");

  if (precision == RETEXTURE_SPLIT_PRECISION_16_BIT && is_8_bit)
    return with_type (format, "u16");
  if (precision == RETEXTURE_SPLIT_PRECISION_FLOAT && is_small)
    return with_type (format, "float");
  return format;
}

/* Legacy Grain Merge has a neutral value in 8 bit gamma only. With alpha it is not a sum where a
 * pixel is partly transparent: it mixes by MIN (in, layer) / new alpha. */
RetextureSplitMode
retexture_split_resolve_mode (const Babl *format, RetextureSplitMode mode)
{
  const gboolean fits = has_type (format, "u8") && !retexture_split_is_linear (format)
                        && !babl_format_has_alpha (format);

  return fits && mode != RETEXTURE_SPLIT_MODE_LINEAR_LIGHT ? RETEXTURE_SPLIT_MODE_GRAIN_MERGE
                                                           : RETEXTURE_SPLIT_MODE_LINEAR_LIGHT;
}

gboolean
retexture_split_needs_rounding (const Babl *format)
{
  return !has_type (format, "u8") && !has_type (format, "u16");
}

/* ---- lengths ---- */

gdouble
retexture_split_radius (const RetextureSplitSettings *settings, gint k)
{
  return ldexp (settings->radius_px, k - 1);
}

gint
retexture_split_reach (const RetextureSplitSettings *settings, gint part)
{
  const gint coarsest = settings->bands - 1;
  const gint k = part >= 1 && part < coarsest ? part : coarsest;
  const gdouble radius_px = retexture_split_radius (settings, k);

  /* The meter compares both filters at the finest split; gradients take one pixel more. */
  if (part == RETEXTURE_PART_HALO)
    return MAX (retexture_gaussian_reach (settings->radius_px),
                retexture_edge_aware_reach (settings->radius_px))
           + 1;
  return settings->filter == RETEXTURE_SPLIT_FILTER_EDGE_AWARE
             ? retexture_edge_aware_reach (radius_px)
             : retexture_gaussian_reach (radius_px);
}
