/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rebuild Metal Grain without Match (test-metal-match.c): the recipe's arithmetic, directions,
 * light, focus, colour.
 */
#include "blend-modes.h"
#include "hammer-marks.h"
#include "measures.h"
#include "metal-analysis.h"
#include "metals.h"

enum
{
  SCRATCHES,
  HAMMERED,
  NOISE
};

#define OVERLAY RETEXTURE_COMPOSITION_OVERLAY
#define SIZE 320

static GeglBuffer *
middle_grey (void)
{
  return flat_picture ("R'G'B' float", SIZE, SIZE, 0.5f);
}

/* A picture of a function of the place. */
static GeglBuffer *
picture_of (const gchar *format,
            gint width,
            gint height,
            void (*colour) (gdouble, gdouble, gfloat *))
{
  g_autofree gfloat *rgba = g_new (gfloat, 4 * (gsize) width * height);

  for (gint i = 0; i < width * height; i++)
    {
      colour (i % width + 0.5, i / width + 0.5, rgba + 4 * i);
      rgba[4 * i + 3] = 1.0f;
    }
  return picture_from_pixels (format, GEGL_RECTANGLE (0, 0, width, height), rgba);
}

static GeglBuffer *
result_of (GeglBuffer *edit, gint texture, gdouble amount)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();

  return composite_of (metal_node (graph, edit, "texture", texture, "amount", amount, "direction",
                                   RETEXTURE_DIRECTION_ANGLE, NULL),
                       edit, OVERLAY);
}

/* ---- the recipe ---- */

static void
wide_tones (gdouble x, gdouble y, gfloat *pixel)
{
  pixel[0] = x / SIZE;
  pixel[1] = 0.5 + 0.4 * sin (x / 31.0);
  pixel[2] = 1.0 - x / SIZE;
}

static GeglNode *
recipe_node (GeglNode *graph, GeglBuffer *edit, gdouble amount, gdouble radius, gdouble threshold)
{
  return metal_node (graph, edit, "texture", NOISE, "amount", 2.0, "specular", 0.0, "protection",
                     0.0, "preserve", FALSE, "sharpen-amount", amount, "sharpen-radius", radius,
                     "sharpen-threshold", threshold, NULL);
}

/* One channel of the recipe's layer, row by row. */
static gdouble *
recipe_layer (GeglBuffer *edit, gdouble amount, gdouble radius, gdouble threshold)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) layer
      = layer_of (recipe_node (graph, edit, amount, radius, threshold), edit);
  g_autofree gfloat *pixels = pixels_of (layer);
  gdouble *values = g_new (gdouble, SIZE * SIZE);

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      g_assert_cmpfloat (pixels[4 * i], ==, pixels[4 * i + 1]);
      g_assert_cmpfloat (pixels[4 * i], ==, pixels[4 * i + 2]);
      values[i] = pixels[4 * i];
    }
  return values;
}

static void
recipe_is_gaussian_monochromatic_noise_on_grey (void)
{
  g_autoptr (GeglBuffer) edit = picture_of ("R'G'B' float", SIZE, SIZE, wide_tones);
  g_autofree gdouble *values = recipe_layer (edit, 0.0, 1.0, 0.0);
  const gint n = SIZE * SIZE;
  gdouble mean = 0.0, second = 0.0, fourth = 0.0, beside = 0.0;

  for (gint i = 0; i < n; i++)
    mean += values[i] / n;
  for (gint i = 0; i < n - 1; i++)
    {
      second += pow (values[i] - mean, 2) / n;
      fourth += pow (values[i] - mean, 4) / n;
      beside += (values[i] - mean) * (values[i + 1] - mean) / n;
    }
  g_assert_cmpfloat (fabs (mean - 0.5), <, 0.0003);
  g_assert_cmpfloat (fabs (sqrt (second) / 0.02 - 1.0), <, 0.01);
  g_assert_cmpfloat (fabs (fourth / (second * second) - 3.0), <, 0.1);
  g_assert_cmpfloat (fabs (beside / second), <, 0.01);
}

/* A Gaussian of the definition, over the pixels' squares, in double precision. */
static gdouble
blurred_at (const gdouble *values, gint at, gdouble radius)
{
  const gint reach = (gint) ceil (5.0 * radius);
  gdouble sum = 0.0, whole = 0.0;

  for (gint y = -reach; y <= reach; y++)
    for (gint x = -reach; x <= reach; x++)
      {
        const gdouble weight = exp (-0.5 * (x * x + y * y) / (radius * radius));

        sum += weight * values[at + y * SIZE + x];
        whole += weight;
      }
  return sum / whole;
}

/* The recipe by hand: grey, noise, unsharp mask, Overlay. */
static void
recipe_equals_its_arithmetic (void)
{
  static const gdouble settings[][3]
      = { { 120.0, 1.0, 0.0 }, { 250.0, 2.5, 0.0 }, { 120.0, 1.0, 4.0 }, { 500.0, 6.0, 2.0 } };
  g_autoptr (GeglBuffer) edit = picture_of ("R'G'B' float", SIZE, SIZE, wide_tones);
  g_autofree gfloat *base = pixels_of (edit);
  g_autofree gdouble *noise = recipe_layer (edit, 0.0, 1.0, 0.0);

  for (guint s = 0; s < G_N_ELEMENTS (settings); s++)
    {
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) result = composite_of (
          recipe_node (graph, edit, settings[s][0], settings[s][1], settings[s][2]), edit, OVERLAY);
      g_autofree gfloat *pixels = pixels_of (result);
      gdouble largest = 0.0;

      for (gint y = 40; y < SIZE - 40; y += 7)
        for (gint x = 40; x < SIZE - 40; x++)
          {
            const gint i = y * SIZE + x;
            const gdouble detail = noise[i] - blurred_at (noise, i, settings[s][1]);
            /* Next to the threshold the last bit decides. */
            const gdouble beyond = 255.0 * fabs (detail) - settings[s][2];
            const gdouble layer = CLAMP (
                noise[i] + (beyond > 0.0 ? settings[s][0] / 100.0 * detail : 0.0), 0.0, 1.0);

            for (gint c = 0; c < 3 && fabs (beyond) > 0.01; c++)
              {
                const gdouble b = base[4 * i + c];
                const gdouble wanted
                    = b < 0.5 ? 2.0 * b * layer : 1.0 - 2.0 * (1.0 - b) * (1.0 - layer);

                largest = MAX (largest, fabs (pixels[4 * i + c] - wanted));
              }
          }
      g_test_message ("measured: amount %.0f %%, radius %.1f, threshold %.0f: off by %.2g",
                      settings[s][0], settings[s][1], settings[s][2], largest);
      g_assert_cmpfloat (largest, <, 0.0005);
    }
}

/* ---- strength ---- */

static void
contrast_is_the_deviation_in_middle_grey (void)
{
  static const gchar *names[] = { "scratches", "hammer marks", "noise" };
  g_autoptr (GeglBuffer) edit = middle_grey ();

  for (gint texture = SCRATCHES; texture <= NOISE; texture++)
    for (gdouble amount = 1.0; amount < 6.0; amount *= 2.5)
      {
        g_autoptr (GeglBuffer) result = result_of (edit, texture, amount);
        const Metal metal = metal_of (result, gegl_buffer_get_extent (result), 0.0);

        g_test_message ("measured: %s at %.1f %%: %.2f %%", names[texture], amount,
                        100.0 * metal.deviation);
        g_assert_cmpfloat (fabs (100.0 * metal.deviation / amount - 1.0), <, 0.08);
        g_assert_cmpfloat (fabs (metal.mean - 0.5), <, 0.002);
      }
}

static void
hammer_marks_have_deviation_1 (void)
{
  const GeglRectangle area = { -100, 50, 600, 600 };
  g_autofree gfloat *values = g_new (gfloat, 600 * 600);

  for (gdouble size = 12.0; size < 50.0; size *= 2.0)
    {
      const RetextureHammerMarks marks = { .size = size, .light = 0.6, .seed = 3 };
      Metal metal;

      retexture_hammer_marks_render (&marks, &area, values);
      metal = metal_of_plane (values, area.width, area.height);
      g_test_message ("measured: marks of %.0f pixels: mean %.3f, deviation %.3f", size, metal.mean,
                      metal.deviation);
      g_assert_cmpfloat (fabs (metal.deviation - 1.0), <, 0.06);
      g_assert_cmpfloat (fabs (metal.mean), <, 0.06);
    }
}

/* ---- directions ---- */

#define TILE 64

static gdouble
angle_in_tile (GeglBuffer *picture, gint x, gint y)
{
  return metal_of (picture, GEGL_RECTANGLE (x - TILE / 2, y - TILE / 2, TILE, TILE), 4.0).angle;
}

static void
scratches_run_at_the_angle (void)
{
  g_autoptr (GeglBuffer) edit = middle_grey ();

  for (gdouble angle = -80.0; angle < 100.0; angle += 35.0)
    {
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) result = composite_of (
          metal_node (graph, edit, "direction", RETEXTURE_DIRECTION_ANGLE, "angle", angle, NULL),
          edit, OVERLAY);
      const Metal metal = metal_of (result, gegl_buffer_get_extent (result), 4.0);

      g_assert_cmpfloat (angle_between (metal.angle, angle), <, 1.5);
      g_assert_cmpfloat (metal.anisotropy, >, 6.0);
    }
}

/* Around a centre beside the middle. A tile holds a few strong scratches, and turns by 20 degrees
 * within: single ones are off by more than all are in the mean. */
static void
scratches_run_in_circles_and_rays (void)
{
  static const RetextureDirectionKind kinds[]
      = { RETEXTURE_DIRECTION_CONCENTRIC, RETEXTURE_DIRECTION_RADIAL };
  g_autoptr (GeglBuffer) edit = flat_picture ("R'G'B' float", 640, 500, 0.5f);
  const gdouble x = 0.4 * 640, y = 0.55 * 500;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) result
          = composite_of (metal_node (graph, edit, "direction", kinds[k], "centre-x", 40.0,
                                      "centre-y", 55.0, "length", 30.0, NULL),
                          edit, OVERLAY);
      gdouble sum = 0.0;

      for (gdouble turn = 0.0; turn < 360.0; turn += 24.0)
        for (gdouble far = 110.0; far < 200.0; far += 40.0)
          {
            const gdouble angle = turn / 180.0 * G_PI;
            const gdouble wanted = turn + (k == 0 ? 90.0 : 0.0);

            sum += angle_between (
                angle_in_tile (result, x + far * cos (angle), y + far * sin (angle)), wanted);
          }
      g_test_message ("measured: %s off by %.1f degrees", k == 0 ? "circles" : "rays", sum / 45);
      g_assert_cmpfloat (sum / 45, <, 2.5);
    }
}

/* Rings of light and dark about (200, 200), as on a turned disc; a plain middle. */
static void
turned_disc (gdouble x, gdouble y, gfloat *pixel)
{
  const gdouble far = hypot (x - 200.0, y - 200.0);

  pixel[0] = pixel[1] = pixel[2]
      = far > 130.0 && far < 150.0 ? 0.5 + 0.02 * sin (far) : 0.5 + 0.12 * sin (far / 17.0);
}

static void
scratches_follow_the_form (void)
{
  g_autoptr (GeglBuffer) edit = picture_of ("R'G'B' float", 400, 400, turned_disc);
  g_autoptr (RetextureMetal) metal = retexture_metal_new (edit, NULL, NULL, NULL, NULL);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) flat = flat_picture ("R'G'B' float", 400, 400, 0.5f);
  g_autoptr (GeglBuffer) result = composite_of (
      metal_node (graph, flat, "analysis", metal, "focus", 0.0, NULL), flat, OVERLAY);
  gdouble largest = 0.0;

  for (gdouble turn = 0.0; turn < 360.0; turn += 30.0)
    {
      const gdouble angle = turn / 180.0 * G_PI;

      largest = MAX (largest, angle_between (angle_in_tile (result, 200 + 140 * cos (angle),
                                                            200 + 140 * sin (angle)),
                                             turn + 90.0));
    }
  g_test_message ("measured: off the form by %.1f degrees", largest);
  g_assert_cmpfloat (largest, <, 6.0);
}

/* Correlation of luma with itself, moved along x. */
static gdouble
correlation_along (GeglBuffer *picture, gint distance)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  g_autofree gfloat *plane = texture_of_area (picture, extent, 0.0);
  const gdouble mean = metal_of_plane (plane, extent->width, extent->height).mean;
  gdouble product = 0.0, square = 0.0;

  for (gint y = 0; y < extent->height; y++)
    for (gint x = 0; x + distance < extent->width; x++)
      {
        const gfloat *here = plane + (gsize) y * extent->width + x;

        product += (here[0] - mean) * (here[distance] - mean);
        square += (here[0] - mean) * (here[0] - mean);
      }
  return product / square;
}

static gdouble
measure (const gchar *name, gdouble value, gboolean kurtosis)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) edit = middle_grey ();
  g_autoptr (GeglBuffer) result = composite_of (
      metal_node (graph, edit, "direction", RETEXTURE_DIRECTION_ANGLE, name, value, NULL), edit,
      OVERLAY);
  g_autofree gfloat *plane = texture_of_area (result, gegl_buffer_get_extent (result), 0.0);
  gdouble second = 0.0, fourth = 0.0;

  if (!kurtosis)
    return correlation_along (result, 5);
  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      second += pow (plane[i] - 0.5, 2) / (SIZE * SIZE);
      fourth += pow (plane[i] - 0.5, 4) / (SIZE * SIZE);
    }
  return fourth / (second * second);
}

static void
length_width_and_density_do_what_they_say (void)
{
  g_autoptr (GeglBuffer) edit = middle_grey ();
  gdouble fine[2];

  g_assert_cmpfloat (measure ("length", 60.0, FALSE), >, 0.8);
  g_assert_cmpfloat (measure ("length", 12.0, FALSE), >, 0.3);
  g_assert_cmpfloat (measure ("length", 12.0, FALSE), <, 0.8);
  g_assert_cmpfloat (measure ("length", 2.0, FALSE), <, 0.2);
  g_assert_cmpfloat (measure ("density", 20.0, TRUE), >, 8.0);
  g_assert_cmpfloat (measure ("density", 1000.0, TRUE), <, 5.0);
  for (gint k = 0; k < 2; k++)
    {
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) result
          = composite_of (metal_node (graph, edit, "direction", RETEXTURE_DIRECTION_ANGLE, "angle",
                                      90.0, "width", k == 0 ? 0.5 : 2.5, NULL),
                          edit, OVERLAY);

      fine[k] = correlation_along (result, 2);
    }
  g_assert_cmpfloat (fine[0], <, 0.2);
  g_assert_cmpfloat (fine[1], >, 0.5);
}

/* ---- light ---- */

/* A polished bar: dark, a slope of light, and a burnt-out highlight along its middle. */
static void
polished_bar (gdouble x, gdouble y, gfloat *pixel)
{
  const gdouble far = fabs (y - 160.0);
  const gdouble light = far < 24.0 ? 1.3 : 0.3 + 1.0 * exp (-(far - 24.0) / 18.0);

  pixel[0] = MIN (light, 1.0);
  pixel[1] = MIN (0.9 * light, 1.0);
  pixel[2] = MIN (0.8 * light, 1.0);
}

static void
clipped_highlights_stay_as_they_are (void)
{
  g_autoptr (GeglBuffer) edit = picture_of ("R'G'B' float", SIZE, SIZE, polished_bar);
  g_autofree gfloat *before = pixels_of (edit);

  for (gint texture = SCRATCHES; texture <= HAMMERED; texture++)
    {
      g_autoptr (GeglBuffer) result = result_of (edit, texture, 4.0);
      g_autofree gfloat *after = pixels_of (result);
      gdouble change[2] = { 0.0, 0.0 }, energy[2] = { 0.0, 0.0 };
      gint clipped = 0;

      for (gint i = 0; i < SIZE * SIZE; i++)
        {
          const gfloat *pixel = before + 4 * i;
          const gdouble luma = 0.30 * pixel[0] + 0.59 * pixel[1] + 0.11 * pixel[2];

          const gboolean is_white = MIN (MIN (pixel[0], pixel[1]), pixel[2]) == 1.0f;

          for (gint c = 0; c < 3 && is_white; c++)
            g_assert_cmpfloat (after[4 * i + c], ==, 1.0);
          clipped += is_white;
          for (gint c = 0; c < 3 && luma > 0.85; c++)
            {
              energy[0] += pixel[c];
              energy[1] += after[4 * i + c];
            }
          change[luma > 0.5] += fabs (after[4 * i + 1] - pixel[1]);
        }
      g_assert_cmpint (clipped, >, 1000);
      g_assert_cmpfloat (change[1], >, 0.0);
      g_test_message ("measured: energy of the highlights %+.3f %%",
                      100.0 * (energy[1] / energy[0] - 1.0));
      g_assert_cmpfloat (fabs (energy[1] / energy[0] - 1.0), <, 0.01);
    }
}

/* Steps of light from middle grey to a lighter one, and flat parts of the same tones. */
static void
bands_of_light (gdouble x, gdouble y, gfloat *pixel)
{
  const gdouble slope = CLAMP ((x - 150.0) / 20.0, 0.0, 1.0);

  pixel[0] = pixel[1] = pixel[2] = 0.45 + 0.3 * slope;
}

static gdouble
change_in (GeglBuffer *edit, gdouble specular, const GeglRectangle *area)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) result = composite_of (
      metal_node (graph, edit, "direction", RETEXTURE_DIRECTION_ANGLE, "specular", specular, NULL),
      edit, OVERLAY);
  g_autofree gfloat *before = texture_of_area (edit, area, 0.0);
  g_autofree gfloat *after = texture_of_area (result, area, 0.0);
  gdouble square = 0.0;

  for (gint i = 0; i < area->width * area->height; i++)
    square += pow (after[i] - before[i], 2) / (area->width * area->height);
  return sqrt (square);
}

static void
texture_is_strongest_beside_highlights (void)
{
  g_autoptr (GeglBuffer) edit = picture_of ("R'G'B' float", SIZE, SIZE, bands_of_light);
  const GeglRectangle slope = { 158, 0, 8, SIZE }, flat = { 20, 0, 80, SIZE };
  const gdouble flat_0 = change_in (edit, 0.0, &flat), flat_1 = change_in (edit, 100.0, &flat);
  const gdouble slope_0 = change_in (edit, 0.0, &slope), slope_1 = change_in (edit, 100.0, &slope);

  g_test_message ("measured: on the flat %.4f, on the slope %.4f; without %.4f, %.4f", flat_1,
                  slope_1, flat_0, slope_0);
  g_assert_cmpfloat (fabs (flat_1 / flat_0 - 1.0), <, 0.01);
  g_assert_cmpfloat (slope_1, >, 1.25 * slope_0);
  g_assert_cmpfloat (slope_1, >, 1.2 * flat_1);
}

/* ---- colour ---- */

static void
gold (gdouble x, gdouble y, gfloat *pixel)
{
  const gdouble light = 0.35 + 0.5 * (0.5 + 0.5 * sin (x / 40.0)) * (0.5 + 0.5 * cos (y / 55.0));

  pixel[0] = light;
  pixel[1] = 0.78 * light;
  pixel[2] = 0.36 * light;
}

static void
gold_stays_gold (void)
{
  static const gchar *formats[] = { "R'G'B' u8", "R'G'B' float" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (gint texture = SCRATCHES; texture <= NOISE; texture++)
      for (gint tinted = 0; tinted < 2; tinted++)
        {
          g_autoptr (GeglBuffer) edit = picture_of (formats[f], SIZE, SIZE, gold);
          g_autoptr (GeglNode) graph = gegl_node_new ();
          g_autoptr (GeglBuffer) result
              = composite_of (metal_node (graph, edit, "texture", texture, "tinted", tinted,
                                          "direction", RETEXTURE_DIRECTION_ANGLE, NULL),
                              edit, OVERLAY);
          const RetextureToneShift shift
              = retexture_measures_tone_shift (edit, result, gegl_buffer_get_extent (edit));

          g_test_message ("measured: %s, texture %d%s: tone shift %.3f", formats[f], texture,
                          tinted ? ", tinted" : "", shift.mean);
          g_assert_cmpfloat (shift.mean, <, 0.5);
        }
}

/* The same change in all channels, or one in the metal's own proportions. */
static void
only_lightness_changes_or_the_metals_colour (void)
{
  g_autoptr (GeglBuffer) edit = picture_of ("R'G'B' float", SIZE, SIZE, gold);
  g_autofree gfloat *before = pixels_of (edit);

  for (gint tinted = 0; tinted < 2; tinted++)
    {
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) result = composite_of (
          metal_node (graph, edit, "tinted", tinted, "direction", RETEXTURE_DIRECTION_ANGLE, NULL),
          edit, OVERLAY);
      g_autofree gfloat *after = pixels_of (result);
      gdouble largest = 0.0;

      for (gint i = 0; i < SIZE * SIZE; i++)
        for (gint c = 0; c < 3; c++)
          {
            const gfloat *b = before + 4 * i, *a = after + 4 * i;
            const gdouble wanted = tinted ? (a[0] / b[0] - 1.0) * b[c] : a[0] - b[0];

            largest = MAX (largest, fabs (a[c] - b[c] - wanted));
          }
      g_assert_cmpfloat (largest, <, 1e-5);
    }
}

/* ---- focus ---- */

/* Bars with sharp edges on the left, with soft ones on the right. */
static void
half_in_focus (gdouble x, gdouble y, gfloat *pixel)
{
  const gdouble phase = fmod (y, 64.0) - 32.0, softness = x < 320.0 ? 0.4 : 4.0;

  pixel[0] = pixel[1] = pixel[2] = 0.5 + 0.15 * erf ((16.0 - fabs (phase)) / (G_SQRT2 * softness));
}

static void
texture_gets_softer_out_of_focus (void)
{
  g_autoptr (GeglBuffer) edit = picture_of ("R'G'B' float", 640, 320, half_in_focus);
  g_autoptr (GeglBuffer) flat = flat_picture ("R'G'B' float", 640, 320, 0.5f);
  g_autoptr (RetextureMetal) metal = retexture_metal_new (edit, NULL, NULL, NULL, NULL);
  const gdouble sharp = retexture_metal_get_blur (metal, 100.0, 160.0);
  const gdouble soft = retexture_metal_get_blur (metal, 540.0, 160.0);
  gdouble kept[2];

  g_test_message ("measured: %.2f pixels in focus, %.2f out of it", sharp, soft);
  g_assert_cmpfloat (sharp, <, 0.5);
  g_assert_cmpfloat (fabs (soft - 4.0), <, 1.0);
  for (gint k = 0; k < 2; k++)
    {
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) result = composite_of (
          metal_node (graph, flat, "analysis", metal, "focus", k == 0 ? 0.0 : 100.0, NULL), flat,
          OVERLAY);

      kept[k] = metal_of (result, GEGL_RECTANGLE (500, 60, 100, 200), 0.0).deviation
                / metal_of (result, GEGL_RECTANGLE (40, 60, 100, 200), 0.0).deviation;
    }
  g_assert_cmpfloat (fabs (kept[0] - 1.0), <, 0.12);
  g_assert_cmpfloat (kept[1], <, 0.3);
}

/* ---- places ---- */

static void
whole_and_tiled_are_the_same_bytes (void)
{
  g_autoptr (GeglBuffer) edit = picture_of ("R'G'B' float", 400, 400, turned_disc);
  g_autoptr (RetextureMetal) metal = retexture_metal_new (edit, NULL, NULL, NULL, NULL);

  for (gint texture = SCRATCHES; texture <= NOISE; texture++)
    for (gint direction = RETEXTURE_DIRECTION_FORM; direction <= RETEXTURE_DIRECTION_RADIAL;
         direction++)
      {
        g_autoptr (GeglNode) graph = gegl_node_new ();
        GeglNode *node = metal_node (graph, edit, "analysis", metal, "texture", texture,
                                     "direction", direction, "length", 40.0, NULL);
        g_autoptr (GeglBuffer) whole = layer_of (node, edit);

        assert_same_in_pieces (node, whole, 96);
        assert_same_in_pieces (node, whole, 37);
      }
}

static void
a_seed_is_a_pattern (void)
{
  g_autoptr (GeglBuffer) edit = middle_grey ();

  for (gint texture = SCRATCHES; texture <= NOISE; texture++)
    {
      g_autofree gfloat *layers[3] = { NULL };
      gdouble product = 0.0, square = 0.0;

      for (gint k = 0; k < 3; k++)
        {
          g_autoptr (GeglNode) graph = gegl_node_new ();
          g_autoptr (GeglBuffer) layer
              = layer_of (metal_node (graph, edit, "texture", texture, "seed", k == 2 ? 8 : 7,
                                      "direction", RETEXTURE_DIRECTION_ANGLE, NULL),
                          edit);

          layers[k] = texture_of_area (layer, gegl_buffer_get_extent (layer), 0.0);
        }
      for (gint i = 0; i < SIZE * SIZE; i++)
        {
          product += (layers[0][i] - 0.5) * (layers[2][i] - 0.5);
          square += (layers[0][i] - 0.5) * (layers[0][i] - 0.5);
        }
      g_assert_cmpmem (layers[0], SIZE * SIZE * sizeof (gfloat), layers[1],
                       SIZE * SIZE * sizeof (gfloat));
      g_assert_cmpfloat (fabs (product / square), <, 0.1);
      g_free (layers[0]);
      g_free (layers[1]);
      layers[0] = layers[1] = NULL;
    }
}

/* A sheet has 512 pixels, yet nothing comes again. */
static void
scratches_do_not_repeat (void)
{
  g_autoptr (GeglBuffer) edit = flat_picture ("R'G'B' float", 1200, 128, 0.5f);
  g_autoptr (GeglBuffer) result = result_of (edit, SCRATCHES, 2.0);

  for (gint distance = 64; distance < 1100; distance += 8)
    g_assert_cmpfloat (fabs (correlation_along (result, distance)), <, 0.12);
}

/* A preview at half the size shows what the finished picture shows when it is halved. */
static void
a_reduced_preview_is_as_strong_as_the_picture_is (void)
{
  g_autoptr (GeglBuffer) edit = flat_picture ("R'G'B' float", 2 * SIZE, 2 * SIZE, 0.5f);
  g_autoptr (GeglBuffer) small = middle_grey ();

  for (gint texture = SCRATCHES; texture <= NOISE; texture++)
    {
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) whole = composite_of (
          metal_node (graph, edit, "texture", texture, "direction", RETEXTURE_DIRECTION_ANGLE,
                      "length", 24.0, "width", 1.0, NULL),
          edit, OVERLAY);
      g_autoptr (GeglBuffer) preview = composite_of (
          metal_node (graph, small, "texture", texture, "direction", RETEXTURE_DIRECTION_ANGLE,
                      "length", 24.0, "width", 1.0, "pixel-size", 2.0, NULL),
          small, OVERLAY);
      g_autofree gfloat *pixels = texture_of_area (whole, gegl_buffer_get_extent (whole), 0.0);
      g_autofree gfloat *halved = g_new (gfloat, SIZE * SIZE);
      g_autofree gfloat *shown = texture_of_area (preview, gegl_buffer_get_extent (preview), 0.0);
      gdouble a, b;

      for (gint i = 0; i < SIZE * SIZE; i++)
        {
          const gfloat *here = pixels + 2 * (i / SIZE) * 2 * SIZE + 2 * (i % SIZE);

          halved[i] = 0.25f * (here[0] + here[1] + here[2 * SIZE] + here[2 * SIZE + 1]);
        }
      a = metal_of_plane (halved, SIZE, SIZE).deviation;
      b = metal_of_plane (shown, SIZE, SIZE).deviation;
      g_test_message ("measured: halved %.4f, in the preview %.4f", a, b);
      g_assert_cmpfloat (fabs (b / a - 1.0), <, texture == NOISE ? 0.5 : 0.15);
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/metal/" #name, name)
  TEST (recipe_is_gaussian_monochromatic_noise_on_grey);
  TEST (recipe_equals_its_arithmetic);
  TEST (contrast_is_the_deviation_in_middle_grey);
  TEST (hammer_marks_have_deviation_1);
  TEST (scratches_run_at_the_angle);
  TEST (scratches_run_in_circles_and_rays);
  TEST (scratches_follow_the_form);
  TEST (length_width_and_density_do_what_they_say);
  TEST (clipped_highlights_stay_as_they_are);
  TEST (texture_is_strongest_beside_highlights);
  TEST (gold_stays_gold);
  TEST (only_lightness_changes_or_the_metals_colour);
  TEST (texture_gets_softer_out_of_focus);
  TEST (whole_and_tiled_are_the_same_bytes);
  TEST (a_seed_is_a_pattern);
  TEST (scratches_do_not_repeat);
  TEST (a_reduced_preview_is_as_strong_as_the_picture_is);
  return g_test_run ();
}
