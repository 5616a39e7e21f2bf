/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plug-in for the tests only: what Script-Fu cannot do itself in every precision, namely to fill
 * drawables with known pixels and to compare them. Values are gamma-encoded, 0 to 1.
 */
#include <libgimp/gimp.h>
#include <math.h>
#include <string.h>

#include "gaussian.h"

#define MAX_CHANNELS 4

typedef enum
{
  FILL_FLAT,    /* all pixels `value` */
  FILL_NOISE,   /* hashed noise about a slope; `value` is the seed */
  FILL_RAMP,    /* the channels run through all values, left to right */
  FILL_STRIPES, /* alpha, where there is one: opaque on the left half only */
  FILL_FADE /* alpha, where there is one: a quarter transparent, a quarter opaque, between it fades
             */
} Fill;

static const gchar *
pixel_format (gint32 drawable)
{
  return gimp_drawable_has_alpha (drawable) ? "R'G'B'A float" : "R'G'B' float";
}

static const Babl *
perceptual (gint32 drawable)
{
  return babl_format_with_space (pixel_format (drawable), gimp_drawable_get_format (drawable));
}

/* A well mixed 32-bit hash (Wellons' "lowbias32"), as 0 to 1. */
static gfloat
hash (guint32 n)
{
  n = (n ^ (n >> 16)) * 0x7feb352dU;
  n = (n ^ (n >> 15)) * 0x846ca68bU;
  return (n ^ (n >> 16)) / 4294967296.0f;
}

static gfloat
alpha_value (Fill fill, gint x, gint width)
{
  switch (fill)
    {
    case FILL_STRIPES:
      return x < width / 2;
    case FILL_FADE:
      return CLAMP (2.0f * x / width - 0.5f, 0.0f, 1.0f);
    default:
      return 1.0f;
    }
}

static gfloat
fill_value (Fill fill, gdouble value, gint x, gint y, gint c, gint width)
{
  switch (fill)
    {
    case FILL_NOISE:
      return 0.3f + 0.3f * x / width
             + 0.2f * hash ((guint32) value * 77777u + (guint32) y * 65537u + (guint32) x * 4u + c);
    case FILL_RAMP:
      return (gfloat) ((x + 37 * c) % width) / (width - 1);
    default:
      return value;
    }
}

static void
fill (gint32 drawable, Fill kind, gdouble value)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (drawable);
  const gint width = gimp_drawable_width (drawable), height = gimp_drawable_height (drawable);
  const Babl *format = perceptual (drawable);
  const gint n = babl_format_get_n_components (format);
  const gboolean only_alpha = kind >= FILL_STRIPES;
  g_autofree gfloat *row = g_new (gfloat, width * n);

  for (gint y = 0; y < height; y++)
    {
      const GeglRectangle line = { 0, y, width, 1 };

      if (only_alpha)
        gegl_buffer_get (buffer, &line, 1.0, format, row, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      for (gint x = 0; x < width; x++)
        for (gint c = 0; c < n; c++)
          if (c == 3)
            row[x * n + c] = alpha_value (kind, x, width);
          else if (!only_alpha)
            row[x * n + c] = fill_value (kind, value, x, y, c, width);
      gegl_buffer_set (buffer, &line, 0, format, row, GEGL_AUTO_ROWSTRIDE);
    }
  gegl_buffer_flush (buffer);
  gimp_drawable_update (drawable, 0, 0, width, height);
}

/* Makes `drawable` the true tone of `original`. */
static void
blur (gint32 drawable, gint32 original, gdouble radius_px)
{
  g_autoptr (GeglBuffer) source = gimp_drawable_get_buffer (original);
  g_autoptr (GeglBuffer) target = gimp_drawable_get_buffer (drawable);

  retexture_gaussian_blur (source, target, gegl_buffer_get_extent (target), radius_px);
  gegl_buffer_flush (target);
}

/* A drawable's own format, with alpha. */
static const Babl *
with_alpha (const Babl *own)
{
  const gchar *name = babl_format_get_encoding (own), *type = strrchr (name, ' ');
  g_autofree gchar *model = type ? g_strndup (name, type - name) : NULL;
  g_autofree gchar *name_with = g_strconcat (model, "A", type, NULL);

  return !type || babl_format_has_alpha (own) ? own : babl_format_with_space (name_with, own);
}

/* Reads in the colours of `format_of`, at image coordinates. Babl may take other ways from formats
 * with alpha than from those without, and round otherwise; so all are given one first. */
static void
read_row (gint32 drawable, gint32 format_of, gint x, gint y, gint width, gfloat *row)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (drawable);
  const Babl *own = with_alpha (gegl_buffer_get_format (buffer));
  const Babl *format
      = babl_format_with_space ("R'G'B'A float", gimp_drawable_get_format (format_of));
  g_autofree gpointer pixels = g_malloc_n (width, babl_format_get_bytes_per_pixel (own));
  gint dx, dy;

  gimp_drawable_offsets (drawable, &dx, &dy);
  gegl_buffer_get (buffer, GEGL_RECTANGLE (x - dx, y - dy, width, 1), 1.0, own, pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  babl_process (babl_fish (own, format), pixels, row, width);
}

/* The largest difference of any component within a rectangle of the image; infinite where only one
 * of two values is a number. */
static gdouble
difference (gint32 a, gint32 b, const GeglRectangle *area)
{
  const gint n = area->width * MAX_CHANNELS;
  g_autofree gfloat *row_a = g_new (gfloat, n);
  g_autofree gfloat *row_b = g_new (gfloat, n);
  gdouble largest = 0.0;

  for (gint y = 0; y < area->height; y++)
    {
      read_row (a, a, area->x, area->y + y, area->width, row_a);
      read_row (b, a, area->x, area->y + y, area->width, row_b);
      for (gint i = 0; i < n; i++)
        if (isnan (row_a[i]) != isnan (row_b[i]))
          return INFINITY;
        else if (!isnan (row_a[i]))
          largest = MAX (largest, fabs ((gdouble) row_a[i] - row_b[i]));
    }
  return largest;
}

static void
run (const gchar *name, gint n_params, const GimpParam *p, gint *n_results, GimpParam **results)
{
  static GimpParam values[2] = { { .type = GIMP_PDB_STATUS, .data.d_status = GIMP_PDB_SUCCESS },
                                 { .type = GIMP_PDB_FLOAT } };

  *n_results = 2;
  *results = values;

  if (g_str_equal (name, "test-difference"))
    {
      const GeglRectangle area
          = { p[2].data.d_int32, p[3].data.d_int32, p[4].data.d_int32, p[5].data.d_int32 };

      values[1].data.d_float = difference (p[0].data.d_drawable, p[1].data.d_drawable, &area);
      return;
    }
  if (g_str_equal (name, "test-value"))
    {
      gfloat pixel[MAX_CHANNELS];

      read_row (p[0].data.d_drawable, p[0].data.d_drawable, p[1].data.d_int32, p[2].data.d_int32, 1,
                pixel);
      values[1].data.d_float = pixel[p[3].data.d_int32];
      return;
    }

  *n_results = 1;
  if (g_str_equal (name, "test-fill"))
    fill (p[0].data.d_drawable, p[1].data.d_int32, p[2].data.d_float);
  else
    blur (p[0].data.d_drawable, p[1].data.d_drawable, p[2].data.d_float);
}

static void
install (const gchar *name, const gchar *types, gint n_results)
{
  static const GimpParamDef number[] = { { GIMP_PDB_FLOAT, "number", "" } };
  GimpParamDef arguments[8];
  gint n = 0;

  for (; types[n]; n++)
    {
      arguments[n].type = types[n] == 'd'   ? GIMP_PDB_DRAWABLE
                          : types[n] == 'f' ? GIMP_PDB_FLOAT
                                            : GIMP_PDB_INT32;
      arguments[n].name = arguments[n].description = g_strdup_printf ("argument-%d", n);
    }
  gimp_install_temp_proc (name, "", "", "", "", "", NULL, "", GIMP_TEMPORARY, n, n_results,
                          arguments, n_results ? number : NULL, run);
}

/* An extension stays, so that not every call starts a process and GEGL in it. GIMP starts it. */
static void
run_extension (
    const gchar *name, gint n_params, const GimpParam *p, gint *n_results, GimpParam **results)
{
  static GimpParam status = { .type = GIMP_PDB_STATUS, .data.d_status = GIMP_PDB_SUCCESS };

  *n_results = 1;
  *results = &status;
  gegl_init (NULL, NULL);
  gimp_plugin_enable_precision ();

  install ("test-fill", "dif", 0);
  install ("test-blur", "ddf", 0);
  install ("test-difference", "ddiiii", 1);
  install ("test-value", "diii", 1);

  gimp_extension_ack ();
  while (TRUE)
    gimp_extension_process (0);
}

static void
query (void)
{
  gimp_install_procedure ("extension-test-pixels", "", "", "", "", "", NULL, "", GIMP_EXTENSION, 0,
                          0, NULL, NULL);
}

const GimpPlugInInfo PLUG_IN_INFO = { NULL, NULL, query, run_extension };

MAIN ()
