/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Luminosity Blend: the edit ("input") with the luminosity of the original ("aux"), as pixels to
 * lay over the edit.
 *
 *   source = original                                      the recipe: all of its light and shade
 *   source = original + Gaussian (edit - original, radius) only what is finer than the radius
 *   output = SetLum (edit, Lum (source))                   for the W3C formula
 *   output = source                                        for GIMP's own modes, which do the rest
 *
 * in gamma-encoded values of the edit's space. The band-limited source has the edit's low
 * frequencies and the original's high ones, so that a removed reflection stays removed. Lum and
 * SetLum are those of W3C, "Compositing and Blending Level 1", section 10.2, which Photoshop and
 * PDF share. The result covers the overlap of both pictures; where the original is transparent it
 * is the edit.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

enum_start (retexture_luminosity_formula)
  enum_value (RETEXTURE_LUMINOSITY_W3C, "w3c", N_ ("Luminosity (as Photoshop)"))
  enum_value (RETEXTURE_LUMINOSITY_LCH_LIGHTNESS, "lch-lightness", N_ ("LCh Lightness"))
  enum_value (RETEXTURE_LUMINOSITY_LUMINANCE, "luminance", N_ ("Luminance"))
  enum_value (RETEXTURE_LUMINOSITY_HSV_VALUE, "hsv-value", N_ ("HSV Value"))
enum_end (RetextureLuminosityFormula)

property_double (amount, _ ("Amount"), 20.0)
  description (_ ("Opacity of the original's luminosity in percent; higher brings more of its light and shade back"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")

property_enum (formula, _ ("Formula"), RetextureLuminosityFormula, retexture_luminosity_formula, RETEXTURE_LUMINOSITY_W3C)
  description (_ ("How lightness is replaced: computed here as Photoshop does, or left to one of GIMP's own layer modes"))

property_boolean (band_limit, _ ("Fine detail only"), TRUE)
  description (_ ("Returns only detail finer than the radius, so that removed reflections stay removed; off, the original's whole luminosity returns"))

property_double (radius, _ ("Radius"), 8.0)
  description (_ ("Where detail ends and light begins, as standard deviation in pixels; higher brings back coarser light and shade"))
  value_range (0.5, 100.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixel-distance")
  ui_meta ("sensitive", "band-limit {TRUE}")

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME luminosity
#define GEGL_OP_C_SOURCE luminosity.c

#include "gegl-op.h"

#include "operation-frame.h"
#include "gaussian-kernel.h"
#include "gaussian.h"
#include "luma.h"
#include "samples.h"
#include "vector.h"

/* Rows computed at a time. */
#define ROWS 32

typedef struct
{
  GeglBuffer *edit, *original;
  GeglBuffer *output;
  const Babl *format; /* R'G'B'A float */
  GeglRectangle area;
  gboolean replace_luminosity;
} Job;

/* SetLum and ClipColor; `wanted` is 0 to 1. */
static void
set_luminosity (const gfloat *colour, gfloat wanted, gfloat *result)
{
  const gfloat shift = wanted - retexture_luma (colour);
  gfloat least = 1.0f, most = 0.0f;

  for (gint c = 0; c < 3; c++)
    {
      result[c] = colour[c] + shift;
      least = MIN (least, result[c]);
      most = MAX (most, result[c]);
    }
  for (gint c = 0; c < 3; c++)
    {
      if (least < 0.0f)
        result[c] = wanted + (result[c] - wanted) * wanted / (wanted - least);
      if (most > 1.0f)
        result[c] = wanted + (result[c] - wanted) * (1.0f - wanted) / (most - wanted);
    }
}

/* Turns the original's pixels into the output's; `low` has their number or is NULL. */
RETEXTURE_VECTOR static void
make_pixels (
    const gfloat *edit, gfloat *original, const gfloat *low, glong n, gboolean replace_luminosity)
{
  for (glong i = 0; i < 4 * n; i += 4)
    {
      const gfloat weight = original[i + 3];
      gfloat source[4], made[4];

      for (gint c = 0; c < 3; c++)
        made[c] = source[c] = original[i + c] + (low ? low[i + c] : 0.0f);
      if (replace_luminosity)
        set_luminosity (edit + i, CLAMP (retexture_luma (source), 0.0f, 1.0f), made);
      for (gint c = 0; c < 3; c++)
        original[i + c]
            = weight > 0.0f ? edit[i + c] + weight * (made[c] - edit[i + c]) : edit[i + c];
      original[i + 3] = 1.0f;
    }
}

/* Called with a range of the area's rows, from several threads. */
static void
make_rows (gsize offset, gsize size, gpointer user_data)
{
  const Job *job = user_data;
  const gsize length = (gsize) 4 * job->area.width * ROWS;
  gfloat *edit = gegl_scratch_new (gfloat, length);
  gfloat *original = gegl_scratch_new (gfloat, length);

  for (gsize y = offset; y < offset + size; y += ROWS)
    {
      const GeglRectangle rows = { job->area.x, job->area.y + (gint) y, job->area.width,
                                   (gint) MIN (ROWS, offset + size - y) };

      retexture_samples_read (job->edit, &rows, job->format, edit);
      retexture_samples_read (job->original, &rows, job->format, original);
      make_pixels (edit, original, NULL, (glong) rows.width * rows.height, job->replace_luminosity);
      retexture_samples_write (job->output, &rows, job->format, original);
    }

  gegl_scratch_free (original);
  gegl_scratch_free (edit);
}

/* With the blurred difference: only what is finer returns. */
static void
make_fine (
    const gfloat *edit, gfloat *original, const gfloat *low, gint n, gpointer replace_luminosity)
{
  make_pixels (edit, original, low, n, GPOINTER_TO_INT (replace_luminosity));
}

/* The difference counts where both pictures are. */
static void
return_fine_detail (const Job *job, gdouble radius)
{
  GeglRectangle both;
  g_autoptr (GeglBuffer) edit = NULL;
  g_autoptr (GeglBuffer) original = NULL;

  gegl_rectangle_intersect (&both, gegl_buffer_get_extent (job->edit),
                            gegl_buffer_get_extent (job->original));
  edit = gegl_buffer_create_sub_buffer (job->edit, &both);
  original = gegl_buffer_create_sub_buffer (job->original, &both);
  retexture_gaussian_render_difference (edit, original, job->output, &job->area, radius, make_fine,
                                        GINT_TO_POINTER (job->replace_luminosity));
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const gint reach = o->band_limit ? retexture_gaussian_reach (o->radius) : 0;

  return retexture_frame_grow (area, reach);
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *aux,
         GeglBuffer *output,
         const GeglRectangle *area,
         gint level)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  Job job = {
    .edit = input,
    .original = aux,
    .output = output,
    .format = babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (output)),
    .area = *area,
    .replace_luminosity = o->formula == RETEXTURE_LUMINOSITY_W3C,
  };

  if (!aux)
    return FALSE;

  if (o->band_limit)
    return_fine_detail (&job, o->radius);
  else
    gegl_parallel_distribute_range (area->height, 1.0, make_rows, &job);

  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up (klass, retexture_frame_of_overlap, get_required_for_output, process);

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:luminosity", "title", _ ("Luminosity Blend"),
      "categories", "retexture", "original", "aux", "confidence", "mask", "description",
      _ ("Lays the original's luminosity over an edit, or only its fine detail"), NULL);
}

#endif
