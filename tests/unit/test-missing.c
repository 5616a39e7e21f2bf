/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Map Original Texture's “what is missing”, against pairs of which the truth is known.
 */
#include "known-loss.h"
#include "missing.h"
#include "neutral.h"
#include "pyramid.h"
#include "textures.h"
#include "tone-curve.h"

#define RADIUS 4.0

enum
{
  MISSING,
  EVERYTHING
};

/* ---- what is made ---- */

static GeglNode *
map_node (GeglNode *graph, GeglBuffer *edit, GeglBuffer *original, const gchar *first, ...)
{
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *aux
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", original, NULL);
  GeglNode *map = gegl_node_new_child (graph, "operation", "retexture:map", "radius", RADIUS, NULL);
  va_list values;

  va_start (values, first);
  gegl_node_set_valist (map, first, values);
  va_end (values);
  gegl_node_link (input, map);
  gegl_node_connect_to (aux, "output", map, "aux");
  return map;
}

static GeglBuffer *
layer_of (GeglNode *map, GeglBuffer *edit)
{
  const GeglRectangle extent = gegl_node_get_bounding_box (map);
  GeglBuffer *layer = gegl_buffer_new (&extent, gegl_buffer_get_format (edit));

  gegl_node_blit_buffer (map, layer, &extent, 0, GEGL_ABYSS_NONE);
  return layer;
}

/* The finished picture, in the edit's format. */
static GeglBuffer *
result_of (GeglBuffer *edit, GeglBuffer *original, gint returned, gdouble amount, gdouble radius)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *map = map_node (graph, edit, original, "returned", returned, "amount", amount, "radius",
                            radius, NULL);
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *compose = gegl_node_new_child (graph, "operation", "retexture:compose", NULL);
  GeglBuffer *result
      = gegl_buffer_new (gegl_buffer_get_extent (edit), gegl_buffer_get_format (edit));

  gegl_node_link (input, compose);
  gegl_node_connect_to (map, "output", compose, "aux");
  gegl_node_blit_buffer (compose, result, NULL, 0, GEGL_ABYSS_NONE);
  return result;
}

static gfloat *
change_of (GeglBuffer *edit, GeglBuffer *original)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (edit);
  g_autoptr (RetextureMissing) missing = retexture_missing_new (edit, original, NULL);
  gfloat *values = g_new (gfloat, (gsize) extent->width * extent->height);
  gint level;
  g_autoptr (RetextureLattice) change = retexture_missing_find_change (missing, RADIUS, &level);
  const RetextureLatticePlace place = { 1.0 / (1 << level), 0.0, 0.0 };

  retexture_lattice_read (change, &place, extent, values);
  return values;
}

static GeglBuffer *
textured (const gchar *format, guint32 seed, gint width, gint height)
{
  g_autofree gfloat *plane = texture_new (TEXTURE_PORES, seed, width, height);

  return picture_of_texture (format, plane, width, height, 0.55f, 0.04f);
}

static GeglBuffer *
smoothed (GeglBuffer *picture, gdouble radius)
{
  GeglBuffer *result
      = gegl_buffer_new (gegl_buffer_get_extent (picture), gegl_buffer_get_format (picture));

  retexture_gaussian_blur (picture, result, gegl_buffer_get_extent (picture), radius);
  return result;
}

static gdouble
energy_of (GeglBuffer *picture, gdouble radius)
{
  g_autofree gfloat *pixels = pixels_of (picture);
  const gint width = gegl_buffer_get_width (picture), height = gegl_buffer_get_height (picture);
  g_autofree gfloat *high = high_of (pixels, width, height, radius);

  return moment_of (high, (gsize) width * height, 2);
}

/* ---- other tones ---- */

static gdouble
more_contrast (gdouble value, gdouble x)
{
  return value + 0.6 * (value * value * (3.0 - 2.0 * value) - value);
}

static gdouble
less_contrast (gdouble value, gdouble x)
{
  return 0.2 + 0.6 * value;
}

/* From the left. */
static gdouble
other_light (gdouble value, gdouble x)
{
  return value * (1.15 - 0.3 * x);
}

/* The first of them are curves, alike everywhere. */
#define CURVES 3

typedef gdouble (*ToneFunc) (gdouble value, gdouble x);

static GeglBuffer *
toned (GeglBuffer *picture, ToneFunc tone)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  g_autofree gfloat *pixels = pixels_of (picture);

  for (gint i = 0; i < extent->width * extent->height; i++)
    for (gint c = 0; c < 3; c++)
      pixels[4 * i + c] = tone (pixels[4 * i + c], (i % extent->width) / (gdouble) extent->width);
  return picture_from_pixels ("R'G'B'A float", extent, pixels);
}

/* Pores on light and shade. */
static GeglBuffer *
shaded_pores (gint width, gint height)
{
  g_autofree gfloat *pores = texture_new (TEXTURE_PORES, 21, width, height);
  g_autofree gfloat *pixels = g_new (gfloat, 4 * width * height);

  for (gint i = 0; i < width * height; i++)
    for (gint c = 0; c < 4; c++)
      pixels[4 * i + c]
          = c == 3 ? 1.0f
                   : 0.5 + 0.15 * sin (i % width / 40.0) * cos (i / width / 50.0) + 0.03 * pores[i];
  return picture_from_pixels ("R'G'B'A float", GEGL_RECTANGLE (0, 0, width, height), pixels);
}

static gdouble
darker (gdouble value, gdouble x)
{
  return 0.6 * value;
}

static const struct
{
  const gchar *name;
  ToneFunc tone;
} tones[] = { { "more contrast", more_contrast },
              { "darker", darker },
              { "less contrast", less_contrast },
              { "other light", other_light } };

static void
texture_takes_on_the_edits_contrast (void)
{
  g_autoptr (GeglBuffer) original = shaded_pores (400, 320);
  g_autoptr (GeglBuffer) smooth = smoothed (original, 2.0);

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autoptr (GeglBuffer) edit = toned (smooth, tones[i].tone);
      g_autoptr (GeglBuffer) truth = toned (original, tones[i].tone);
      g_autoptr (GeglBuffer) result = result_of (edit, original, MISSING, 100.0, RADIUS);
      const gdouble energy = energy_of (result, RADIUS) / energy_of (truth, RADIUS);

      g_test_message ("measured: %s: energy %.3f of the truth's", tones[i].name, energy);
      g_assert_cmpfloat (energy, >, 0.9);
      g_assert_cmpfloat (energy, <, 1.1);
    }
}

/* An even place has hardly two tones of its own to tell; the picture has. */
static void
even_places_take_on_the_pictures_contrast (void)
{
  const gint width = 480, height = 320, even = 200;
  g_autofree gfloat *pores = texture_new (TEXTURE_PORES, 22, width, height);
  g_autofree gfloat *pixels = g_new (gfloat, 4 * width * height);
  g_autoptr (GeglBuffer) original = NULL;

  for (gint i = 0; i < width * height; i++)
    for (gint c = 0; c < 4; c++)
      {
        const gint x = MAX (i % width - even, 0);

        pixels[4 * i + c] = c == 3 ? 1.0f : 0.55 + 0.2 * sin (x / 40.0) + 0.03 * pores[i];
      }
  original = picture_from_pixels ("R'G'B'A float", GEGL_RECTANGLE (0, 0, width, height), pixels);
  for (guint i = 0; i < CURVES; i++)
    {
      g_autoptr (GeglBuffer) smooth = smoothed (original, 2.0);
      g_autoptr (GeglBuffer) edit = toned (smooth, tones[i].tone);
      g_autoptr (GeglBuffer) truth = toned (original, tones[i].tone);
      g_autoptr (GeglBuffer) result = result_of (edit, original, MISSING, 100.0, RADIUS);
      const GeglRectangle place = { 16, 16, even - 64, height - 32 };
      g_autoptr (GeglBuffer) made = gegl_buffer_create_sub_buffer (result, &place);
      g_autoptr (GeglBuffer) due = gegl_buffer_create_sub_buffer (truth, &place);
      const gdouble energy = energy_of (made, RADIUS) / energy_of (due, RADIUS);

      g_test_message ("measured: %s: energy %.3f of the truth's", tones[i].name, energy);
      g_assert_cmpfloat_with_epsilon (energy, 1.0, 0.07);
    }
}

/* Tones from `middle` - `reach` to `middle` + `reach`, which became that many times themselves. */
static RetextureToneCurve
curve_of (gdouble middle, gdouble reach, gdouble times)
{
  RetextureToneCurve curve;

  retexture_tone_curve_init (&curve);
  for (gint i = 0; i <= 1000; i++)
    {
      const gdouble tone = middle + reach * (i - 500) / 500.0;

      retexture_tone_curve_add (&curve, tone, times * tone, 1.0);
    }
  retexture_tone_curve_fit (&curve);
  return curve;
}

static void
a_curve_is_told_by_many_tones (void)
{
  const RetextureToneCurve wide = curve_of (0.5, 0.3, 0.6), narrow = curve_of (0.5, 0.008, 0.6);

  for (gdouble tone = 0.25; tone < 0.8; tone += 0.05)
    g_assert_cmpfloat_with_epsilon (retexture_tone_curve_get_slope (&wide, tone, 0.6 * tone), 0.6,
                                    0.005);
  /* Beyond the tones there are, away from the curve, and of one tone alone it says nothing. */
  g_assert_cmpfloat (retexture_tone_curve_get_slope (&wide, 0.02, 0.012), ==, 1.0);
  g_assert_cmpfloat (retexture_tone_curve_get_slope (&wide, 0.5, 0.36), ==, 1.0);
  g_assert_cmpfloat (retexture_tone_curve_get_slope (&narrow, 0.5, 0.3), ==, 1.0);
}

static void
what_only_has_other_tones_lost_nothing (void)
{
  g_autoptr (GeglBuffer) original = shaded_pores (400, 320);

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    {
      g_autoptr (GeglBuffer) edit = toned (original, tones[i].tone);
      g_autoptr (GeglBuffer) result = result_of (edit, original, MISSING, 100.0, RADIUS);
      const gdouble energy = energy_of (result, RADIUS) / energy_of (edit, RADIUS);

      g_test_message ("measured: %s, nothing lost: energy %.3f", tones[i].name, energy);
      g_assert_cmpfloat (fabs (energy - 1.0), <, 0.06);
    }
}

/* ---- the pyramid ---- */

static RetextureLevel
new_level (const GeglRectangle *area)
{
  return (RetextureLevel){ *area, g_new0 (gfloat, (gsize) area->width * area->height) };
}

static void
bands_add_up_to_the_picture (void)
{
  const GeglRectangle area = { -7, 12, 61, 40 };
  const GeglRectangle coarse_area = retexture_pyramid_coarser (&area);
  const GeglRectangle fine_area = retexture_pyramid_finer (&coarse_area);
  const RetextureLevel fine = new_level (&fine_area), coarse = new_level (&coarse_area);
  const RetextureLevel band = new_level (&area), wanted = new_level (&area);
  gdouble mean = 0.0;

  for (gint i = 0; i < fine_area.width * fine_area.height; i++)
    fine.values[i] = noise_at (i, 3, 0);
  retexture_pyramid_reduce (&fine, &coarse);
  retexture_pyramid_copy (&fine, &wanted, &area);
  retexture_pyramid_take_band (&fine, &coarse, &band);
  for (gint i = 0; i < area.width * area.height; i++)
    mean += band.values[i] / (area.width * area.height);
  /* Noise of deviation 0.29 over 2440 samples, of which a band keeps next to no mean. */
  g_assert_cmpfloat (fabs (mean), <, 0.005);
  retexture_pyramid_add_expanded (&band, &coarse);
  g_assert_cmpfloat (
      largest_difference (band.values, wanted.values, (gsize) area.width * area.height), <, 1e-6);
  g_free (fine.values);
  g_free (coarse.values);
  g_free (band.values);
  g_free (wanted.values);
}

/* ---- nothing missing ---- */

static const gchar *formats[] = { "R'G'B' u8",     "R'G'B'A u8", "R'G'B' u16", "R'G'B' half",
                                  "R'G'B'A float", "RGB u16",    "Y' u8",      "Y'A u16" };

static void
nothing_is_missing_where_edit_is_original (void)
{
  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (gdouble amount = 100.0; amount <= 200.0; amount += 100.0)
      {
        g_autoptr (GeglBuffer) picture = noise_picture (formats[f], 0, 0, 150, 110);
        g_autoptr (GeglBuffer) result = result_of (picture, picture, MISSING, amount, RADIUS);
        g_autofree gfloat *before = pixels_of (picture);
        g_autofree gfloat *after = pixels_of (result);

        g_assert_cmpmem (before, 150 * 110 * 16, after, 150 * 110 * 16);
      }
}

/* The left half was smoothed; up to its very border nothing else changes. */
static void
equal_pixels_stay_as_they_are (void)
{
  const gint width = 300, height = 200;
  const GeglRectangle left = { 0, 0, 150, height };
  g_autoptr (GeglBuffer) original = textured ("R'G'B' u8", 1, width, height);
  g_autoptr (GeglBuffer) soft = smoothed (original, 2.0);
  g_autoptr (GeglBuffer) edit = gegl_buffer_dup (original);
  g_autoptr (GeglBuffer) result = NULL;
  g_autofree gfloat *o = pixels_of (original);
  g_autofree gfloat *e = NULL;
  g_autofree gfloat *r = NULL;
  gint changed = 0;

  gegl_buffer_copy (soft, &left, GEGL_ABYSS_NONE, edit, &left);
  result = result_of (edit, original, MISSING, 100.0, RADIUS);
  e = pixels_of (edit);
  r = pixels_of (result);
  for (gint i = 0; i < 4 * width * height; i += 4)
    if (memcmp (o + i, e + i, 12) == 0)
      g_assert_cmpmem (e + i, 12, r + i, 12);
    else
      changed += memcmp (e + i, r + i, 12) != 0;
  g_assert_cmpint (changed, >, 150 * height / 2);
}

/* ---- what is missing ---- */

static void
smoothed_texture_comes_back (void)
{
  /* What lies at the radius itself is between texture and tone; and these pores have a few that
   * stand out (kurtosis 12). */
  static const gdouble radii[] = { 1.0, 2.0, 4.0 }, remains[] = { 0.01, 0.06, 0.15 };

  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    {
      g_autoptr (GeglBuffer) original = textured ("R'G'B' float", 2, 400, 300);
      g_autoptr (GeglBuffer) edit = smoothed (original, radii[i]);
      g_autoptr (GeglBuffer) result = result_of (edit, original, MISSING, 100.0, RADIUS);
      g_autofree gfloat *truth = pixels_of (original);
      g_autofree gfloat *made = pixels_of (result);
      g_autofree gfloat *before = pixels_of (edit);
      gdouble error = 0.0, lost = 0.0;

      for (gsize k = 0; k < 4 * 400 * 300; k++)
        {
          error += pow (made[k] - truth[k], 2);
          lost += pow (before[k] - truth[k], 2);
        }
      g_test_message ("measured: smoothed by %.0f pixels: %.1f %% of the loss remains", radii[i],
                      100.0 * error / lost);
      g_assert_cmpfloat (error / lost, <, remains[i]);
    }
}

static void
amount_is_a_factor (void)
{
  g_autoptr (GeglBuffer) original = textured ("R'G'B' float", 3, 200, 150);
  g_autoptr (GeglBuffer) edit = smoothed (original, 2.0);
  g_autoptr (GeglBuffer) once = result_of (edit, original, MISSING, 50.0, RADIUS);
  g_autoptr (GeglBuffer) twice = result_of (edit, original, MISSING, 100.0, RADIUS);
  g_autofree gfloat *e = pixels_of (edit);
  g_autofree gfloat *a = pixels_of (once);
  g_autofree gfloat *b = pixels_of (twice);

  for (gsize i = 0; i < 4 * 200 * 150; i++)
    g_assert_cmpfloat (fabs (2.0 * (a[i] - e[i]) - (b[i] - e[i])), <, 1e-5);
}

static void
coarser_than_the_radius_stays_lost (void)
{
  g_autoptr (GeglBuffer) original = textured ("R'G'B' float", 4, 400, 300);
  g_autoptr (GeglBuffer) edit = smoothed (original, 12.0);
  g_autoptr (GeglBuffer) fine = result_of (edit, original, MISSING, 100.0, 0.5);
  g_autoptr (GeglBuffer) coarse = result_of (edit, original, MISSING, 100.0, 8.0);
  const gdouble whole = energy_of (original, 8.0);
  const gdouble a = energy_of (fine, 8.0) / whole, b = energy_of (coarse, 8.0) / whole;

  g_test_message ("measured: of the energy, radius 0.5 returns %.3f, radius 8 %.3f", a, b);
  g_assert_cmpfloat (a, <, 0.2);
  g_assert_cmpfloat (b, >, 0.9);
}

/* Other texture of the same kind: a face that moved, skin that was painted. */
static void
texture_of_its_own_is_left_alone (void)
{
  g_autoptr (GeglBuffer) original = textured ("R'G'B' float", 5, 400, 300);
  g_autoptr (GeglBuffer) edit = textured ("R'G'B' float", 6, 400, 300);
  g_autoptr (GeglBuffer) result = result_of (edit, original, MISSING, 100.0, RADIUS);
  const gdouble ratio = energy_of (result, RADIUS) / energy_of (edit, RADIUS);

  g_test_message ("measured: energy of other texture becomes %.4f", ratio);
  g_assert_cmpfloat (fabs (ratio - 1.0), <, 0.02);
}

/* A little grain of its own on what was smoothed: that stays, and the original's texture comes on
 * top, to less than the original's energy and more than the edit's. */
static void
faint_texture_of_its_own_is_added_to (void)
{
  g_autoptr (GeglBuffer) original = textured ("R'G'B' float", 11, 400, 300);
  g_autoptr (GeglBuffer) edit = smoothed (original, 6.0);
  g_autoptr (GeglBuffer) grain = textured ("R'G'B' float", 12, 400, 300);
  g_autofree gfloat *e = pixels_of (edit);
  g_autofree gfloat *g = pixels_of (grain);
  g_autoptr (GeglBuffer) grainy = NULL;
  g_autoptr (GeglBuffer) result = NULL;
  gdouble whole, before, after;

  for (gsize i = 0; i < 4 * 400 * 300; i++)
    e[i] += i % 4 < 3 ? 0.6f * (g[i] - 0.55f) : 0.0f;
  grainy = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, 400, 300), e);
  result = result_of (grainy, original, MISSING, 100.0, 2.0);
  whole = energy_of (original, 2.0);
  before = energy_of (grainy, 2.0) / whole;
  after = energy_of (result, 2.0) / whole;
  g_test_message ("measured: with grain of its own: energy %.3f becomes %.3f", before, after);
  g_assert_cmpfloat (after, >, before + 0.1);
  g_assert_cmpfloat (after, <, 1.1);
}

static void
luminance_only_returns_no_colour (void)
{
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' float", 0, 0, 120, 90);
  g_autoptr (GeglBuffer) edit = smoothed (original, 3.0);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) layer = layer_of (map_node (graph, edit, original, "tone", 1, NULL), edit);
  g_autofree gfloat *pixels = pixels_of (layer);
  gdouble deviation = 0.0;

  for (gsize i = 0; i < 4 * 120 * 90; i += 4)
    {
      g_assert_cmpfloat (pixels[i], ==, pixels[i + 1]);
      g_assert_cmpfloat (pixels[i], ==, pixels[i + 2]);
      deviation += pow (pixels[i] - 0.5, 2) / (120 * 90);
    }
  g_assert_cmpfloat (sqrt (deviation), >, 0.02);
}

/* ---- places ---- */

static void
whole_and_tiled_are_the_same_bytes (void)
{
  static const gint sizes[] = { 37, 96, 37 };
  /* The last one has bands that are made once for the whole picture. */
  static const gdouble radii[] = { 4.0, 1.0, 40.0 };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
      {
        g_autoptr (GeglBuffer) original = noise_picture (formats[f], -9, 13, 190, 170);
        g_autoptr (GeglBuffer) edit = noise_picture (formats[f], 5, -4, 180, 150);
        g_autoptr (GeglBuffer) soft = smoothed (edit, 1.5);
        g_autoptr (RetextureMissing) missing = retexture_missing_new (soft, original, NULL);
        g_autoptr (GeglNode) graph = gegl_node_new ();
        GeglNode *map
            = map_node (graph, soft, original, "analysis", missing, "radius", radii[s], NULL);
        g_autoptr (GeglBuffer) whole = layer_of (map, soft);

        assert_same_in_pieces (map, whole, sizes[s]);
      }
}

/* What lies around an area is asked for: operations before it compute no more than that. */
static void
its_sources_may_be_computed (void)
{
  g_autoptr (GeglBuffer) original = textured ("R'G'B' float", 13, 700, 500);
  g_autoptr (GeglBuffer) edit = smoothed (original, 3.0);
  g_autoptr (RetextureMissing) missing = retexture_missing_new (edit, original, NULL);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *map = map_node (graph, edit, original, "analysis", missing, NULL);
  g_autoptr (GeglBuffer) whole = layer_of (map, edit);
  g_autofree gfloat *expected = pixels_of (whole);
  g_autofree gfloat *got = g_new (gfloat, 4 * 90 * 80);
  static const gchar *pads[] = { "input", "aux" };

  for (guint i = 0; i < G_N_ELEMENTS (pads); i++)
    {
      GeglNode *plain = gegl_node_new_child (graph, "operation", "gegl:brightness-contrast", NULL);

      gegl_node_connect_to (gegl_node_get_producer (map, pads[i], NULL), "output", plain, "input");
      gegl_node_connect_to (plain, "output", map, pads[i]);
    }
  gegl_node_blit (map, 1.0, GEGL_RECTANGLE (300, 200, 90, 80), babl_format ("R'G'B'A float"), got,
                  GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
  for (gint i = 0; i < 4 * 90 * 80; i++)
    g_assert_cmpfloat (fabs (got[i] - expected[4 * ((200 + i / 360) * 700 + 300) + i % 360]), <,
                       2e-5);
}

static void
alone_it_finds_out_for_itself (void)
{
  g_autoptr (GeglBuffer) original = textured ("R'G'B' u16", 7, 300, 200);
  g_autoptr (GeglBuffer) edit = smoothed (original, 2.0);
  g_autoptr (RetextureMissing) missing = retexture_missing_new (edit, original, NULL);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *alone = map_node (graph, edit, original, NULL, NULL);
  g_autoptr (GeglBuffer) told
      = layer_of (map_node (graph, edit, original, "analysis", missing, NULL), edit);
  g_autoptr (GeglBuffer) waiting
      = layer_of (map_node (graph, edit, original, "standalone", FALSE, NULL), edit);
  g_autofree gfloat *neutral = pixels_of (waiting);
  const gfloat value = (gfloat) retexture_neutral_value (gegl_buffer_get_format (edit), 128.0);

  assert_same_in_pieces (alone, told, 128);
  for (gsize i = 0; i < 4 * 300 * 200; i++)
    g_assert_cmpfloat (fabs (neutral[i] - (i % 4 == 3 ? 1.0f : value)), <, 1e-6);
}

/* A smaller preview shows what the finished picture shows when it is reduced. */
static void
compare_reduced (gint factor, gdouble smoothing, gdouble radius)
{
  const gint width = 480, height = 360;
  const GeglRectangle half = { 0, 0, width / factor, height / factor };
  g_autoptr (GeglBuffer) original = textured ("R'G'B' float", 8, width, height);
  g_autoptr (GeglBuffer) edit = smoothed (original, smoothing);
  g_autoptr (RetextureMissing) missing = retexture_missing_new (edit, original, NULL);
  g_autoptr (GeglBuffer) result = result_of (edit, original, MISSING, 100.0, radius);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglBuffer *pictures[] = { original, edit, result };
  g_autofree gfloat *halved[3] = { NULL };
  GeglBuffer *small[2];
  GeglNode *map, *input, *compose;
  g_autofree gfloat *shown = g_new (gfloat, 4 * half.width * half.height);
  gdouble error = 0.0, returned = 0.0;

  for (gint k = 0; k < 3; k++)
    {
      halved[k] = g_new (gfloat, 4 * half.width * half.height);
      gegl_buffer_get (pictures[k], &half, 1.0 / factor, babl_format ("R'G'B'A float"), halved[k],
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
      if (k < 2)
        small[k] = picture_from_pixels ("R'G'B' float", &half, halved[k]);
    }
  map = map_node (graph, small[1], small[0], "analysis", missing, "radius", radius / factor,
                  "pixel-size", (gdouble) factor, NULL);
  input = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", small[1], NULL);
  compose = gegl_node_new_child (graph, "operation", "retexture:compose", NULL);
  gegl_node_link (input, compose);
  gegl_node_connect_to (map, "output", compose, "aux");
  gegl_node_blit (compose, 1.0, &half, babl_format ("R'G'B'A float"), shown, GEGL_AUTO_ROWSTRIDE,
                  GEGL_BLIT_DEFAULT);
  for (gsize i = 0; i < 4 * (gsize) half.width * half.height; i++)
    {
      error += pow (shown[i] - halved[2][i], 2);
      returned += pow (halved[2][i] - halved[1][i], 2);
    }
  g_test_message ("measured: radius %.0f: at 1/%d the preview is off by %.1f %% of what returns",
                  radius, factor, 100.0 * sqrt (error / returned));
  /* Reduced so far, hardly anything is left of what returns. */
  g_assert_cmpfloat (error, <, (factor > 8 ? 0.3 : 0.02) * returned);
  for (gint k = 0; k < 3; k++)
    g_clear_pointer (halved + k, g_free);
  g_object_unref (small[0]);
  g_object_unref (small[1]);
}

static void
a_reduced_preview_shows_what_will_be (void)
{
  compare_reduced (2, 2.5, RADIUS);
  compare_reduced (2, 9.0, 16.0);
  compare_reduced (16, 30.0, 60.0);
}

static void
what_is_no_number_does_no_harm (void)
{
  g_autoptr (GeglBuffer) clean = textured ("R'G'B' float", 9, 120, 100);
  g_autoptr (GeglBuffer) edit = smoothed (clean, 2.0);
  g_autofree gfloat *pixels = pixels_of (clean);
  g_autoptr (GeglBuffer) original = NULL;
  g_autoptr (GeglBuffer) result = NULL;
  g_autofree gfloat *after = NULL;

  pixels[4 * (50 * 120 + 60)] = NAN;
  pixels[4 * (20 * 120 + 30)] = INFINITY;
  original = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, 120, 100), pixels);
  result = result_of (edit, original, MISSING, 100.0, RADIUS);
  after = pixels_of (result);
  for (gsize i = 0; i < 4 * 120 * 100; i++)
    g_assert_true (isfinite (after[i]));
}

/* Pictures too small for any band but the finest. */
static void
tiny_pictures_have_little_to_lose (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 300, 2 }, { 13, 11 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GeglBuffer) original
          = noise_picture ("R'G'B'A u8", 3, 4, sizes[i][0], sizes[i][1]);
      g_autoptr (GeglBuffer) edit = smoothed (original, 1.0);
      g_autoptr (GeglBuffer) result = result_of (edit, original, MISSING, 100.0, 100.0);

      g_assert_true (gegl_rectangle_equal (gegl_buffer_get_extent (result),
                                           gegl_buffer_get_extent (original)));
    }
}

/* ---- photographs ---- */

typedef struct
{
  const gchar *name;
  GeglRectangle part;
} Photo;

static const Photo photos[] = {
  { "patdavid-nikki-unretouched-crop-1144.jpg", { 100, 100, 900, 900 } },
  { "clic25-man-wet-skin-2048.png", { 250, 600, 900, 900 } },
  { "patdavid-mairi-deux-2048.jpg", { 600, 300, 900, 900 } },
  { "pexels-614810-man-beard-4684x4000.jpg", { 1800, 1300, 900, 900 } },
};

static void
report (const gchar *what, const Distance *d)
{
  g_test_message ("measured: %s: correlation %.4f, energy %.3f, marked %.3f; untouched %.3f; "
                  "painted %.3f; blemishes %.3f",
                  what, d->correlation, d->energy, d->marked, d->untouched, d->painted,
                  d->blemishes);
}

static void
known_losses_are_made_up_for (void)
{
  static const gdouble smoothings[] = { 1.5, 3.0 };
  gint found = 0;

  for (guint p = 0; p < G_N_ELEMENTS (photos); p++)
    for (guint s = 0; s < G_N_ELEMENTS (smoothings); s++)
      {
        g_autoptr (GeglBuffer) photo = load_photo (photos[p].name, &photos[p].part);
        g_autoptr (KnownLoss) loss = NULL;
        Distance distance, recipe;

        if (!photo)
          continue;
        found++;
        loss = known_loss_new (photo, smoothings[s], 0.03);
        {
          const GeglRectangle area = { 0, 0, loss->width, loss->height };
          g_autoptr (GeglBuffer) original
              = picture_from_pixels ("R'G'B' u8", &area, loss->original);
          g_autoptr (GeglBuffer) edit = picture_from_pixels ("R'G'B' u8", &area, loss->edit);
          g_autoptr (GeglBuffer) ours = result_of (edit, original, MISSING, 100.0, RADIUS);
          g_autoptr (GeglBuffer) theirs = result_of (edit, original, EVERYTHING, 100.0, RADIUS);
          g_autofree gfloat *change = change_of (edit, original);
          g_autofree gfloat *a = pixels_of (ours);
          g_autofree gfloat *b = pixels_of (theirs);

          distance = distance_of (loss, a, change, RADIUS);
          recipe = distance_of (loss, b, NULL, RADIUS);
        }
        report (photos[p].name, &distance);
        report ("  the recipe", &recipe);
        g_assert_cmpfloat (distance.correlation, >=, 0.98);
        g_assert_cmpfloat (distance.energy, >=, 0.9);
        g_assert_cmpfloat (distance.energy, <=, 1.1);
        g_assert_cmpfloat (distance.marked, <=, 0.03);
        g_assert_cmpfloat (distance.untouched, <=, 1.03);
        g_assert_cmpfloat (distance.painted, <=, 0.25);
        g_assert_cmpfloat (distance.blemishes, <=, 0.05);
      }
  if (!found)
    g_test_skip ("photographs are not here");
}

/* Lanterns that an in-painting network took away: where much differs, the share of the original's
 * texture that comes back. */
static void
what_an_edit_removed_stays_removed (void)
{
  g_autoptr (GeglBuffer) original
      = load_photo ("iopaint-roof-lanterns-before-800.jpg", GEGL_RECTANGLE (0, 0, 0, 0));
  g_autoptr (GeglBuffer) edit
      = load_photo ("iopaint-roof-lanterns-removed-800.jpg", GEGL_RECTANGLE (0, 0, 0, 0));
  gdouble share[2], elsewhere[2];

  if (!original || !edit)
    {
      g_test_skip ("the photographs of a removal are not here");
      return;
    }
  for (gint returned = MISSING; returned <= EVERYTHING; returned++)
    {
      const gint width = gegl_buffer_get_width (edit), height = gegl_buffer_get_height (edit);
      g_autoptr (GeglBuffer) result = result_of (edit, original, returned, 100.0, RADIUS);
      g_autofree gfloat *o = pixels_of (original);
      g_autofree gfloat *e = pixels_of (edit);
      g_autofree gfloat *r = pixels_of (result);
      g_autofree gfloat *ho = high_of (o, width, height, RADIUS);
      g_autofree gfloat *he = high_of (e, width, height, RADIUS);
      g_autofree gfloat *hr = high_of (r, width, height, RADIUS);
      gdouble product = 0.0, square = 0.0, kept = 0.0, made = 0.0;

      for (gsize i = 0; i < (gsize) width * height; i++)
        {
          const gdouble d = fabs (retexture_luma (o + 4 * i) - retexture_luma (e + 4 * i));

          if (d > 0.08)
            {
              product += (hr[i] - he[i]) * (ho[i] - he[i]);
              square += (ho[i] - he[i]) * (ho[i] - he[i]);
            }
          else if (d < 0.01)
            {
              kept += he[i] * he[i];
              made += hr[i] * hr[i];
            }
        }
      share[returned] = product / square;
      elsewhere[returned] = made / kept;
    }
  g_test_message ("measured: of what was removed %.3f comes back (the recipe %.3f); energy "
                  "elsewhere %.3f (%.3f)",
                  share[MISSING], share[EVERYTHING], elsewhere[MISSING], elsewhere[EVERYTHING]);
  g_assert_cmpfloat (share[MISSING], <=, 0.03);
  g_assert_cmpfloat (elsewhere[MISSING], <=, 1.03);
}

/* A disc as light as its surroundings, but red, of which only the original knows: what is returned
 * around it must not have the colour that takes red out of the mean. */
static void
a_colour_that_was_removed_leaves_no_ring (void)
{
  const gint width = 400, height = 300;
  g_autoptr (GeglBuffer) truth = textured ("R'G'B'A float", 5, width, height);
  g_autoptr (GeglBuffer) edit = smoothed (truth, 2.0);
  g_autofree gfloat *original = pixels_of (truth);
  g_autofree gfloat *plain = pixels_of (edit);
  g_autofree gfloat *after = NULL;
  g_autoptr (GeglBuffer) picture = NULL, result = NULL;
  gdouble most = 0.0, returned = 0.0;

  for (gint i = 0; i < width * height; i++)
    {
      const gdouble disc = soft_ellipse (i % width, i / width, 200.0, 150.0, 60.0, 60.0, 2.0);
      const gfloat red[3] = { 0.4f, 0.0f, 0.0f };

      for (gint c = 0; c < 3; c++)
        original[4 * i + c] += disc * (red[c] - retexture_luma (red));
    }
  picture = picture_from_pixels ("R'G'B'A float", GEGL_RECTANGLE (0, 0, width, height), original);
  result = result_of (edit, picture, MISSING, 100.0, 8.0);
  after = pixels_of (result);
  for (gint i = 0; i < width * height; i++)
    {
      most = MAX (most, fabs (after[4 * i] - after[4 * i + 1] - plain[4 * i] + plain[4 * i + 1]));
      returned += fabs (after[4 * i + 1] - plain[4 * i + 1]) / (width * height);
    }
  g_test_message ("measured: a red disc that was removed colours its surroundings by %.4f", most);
  g_assert_cmpfloat (most, <, 3.0 / 255.0);
  /* Elsewhere the grey texture is there again. */
  g_assert_cmpfloat (returned, >, 0.005);
}

/* A speck of dust is small and faint beside the edge of something dark, of which the edit has more.
 */
static void
a_speck_beside_an_edge_is_a_change (void)
{
  const GeglRectangle extent = { 0, 0, 256, 256 };
  g_autofree gfloat *original = g_new (gfloat, 4 * 256 * 256), *edit = NULL, *change = NULL;
  g_autofree gfloat *clean = g_new (gfloat, 4 * 256 * 256);
  g_autoptr (GeglBuffer) edited = NULL, dusty = NULL;
  const Blemish speck = { .x = 104, .y = 128, .size = 1.8, .depth = 0.1 };
  gdouble along_the_edge = 0.0;

  for (gint i = 0; i < 4 * 256 * 256; i++)
    {
      const gint x = i / 4 % 256, y = i / 4 / 256;
      const gfloat tone = (x < 128 ? 0.75f : 0.15f) + 0.01f * (noise_at (x, y, 0) - 0.5f);

      clean[i] = i % 4 == 3 ? 1.0f : tone;
      original[i] = i % 4 == 3 ? 1.0f : tone - speck.depth * blemish_at (&speck, x, y);
    }
  edit = blurred_pixels (clean, 256, 256, 1.5);
  edited = picture_from_pixels ("R'G'B' u8", &extent, edit);
  dusty = picture_from_pixels ("R'G'B' u8", &extent, original);
  change = change_of (edited, dusty);
  for (gint y = 32; y < 96; y++)
    for (gint x = 120; x < 136; x++)
      along_the_edge = MAX (along_the_edge, change[256 * y + x]);
  g_test_message ("measured: change at the speck %.2f, along the edge %.2f",
                  change[256 * speck.y + speck.x], along_the_edge);
  g_assert_cmpfloat (change[256 * speck.y + speck.x], >, 0.9);
  g_assert_cmpfloat (along_the_edge, <, 0.1);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/missing/" #name, name)
  TEST (bands_add_up_to_the_picture);
  TEST (nothing_is_missing_where_edit_is_original);
  TEST (equal_pixels_stay_as_they_are);
  TEST (smoothed_texture_comes_back);
  TEST (texture_takes_on_the_edits_contrast);
  TEST (even_places_take_on_the_pictures_contrast);
  TEST (a_curve_is_told_by_many_tones);
  TEST (what_only_has_other_tones_lost_nothing);
  TEST (amount_is_a_factor);
  TEST (coarser_than_the_radius_stays_lost);
  TEST (texture_of_its_own_is_left_alone);
  TEST (faint_texture_of_its_own_is_added_to);
  TEST (luminance_only_returns_no_colour);
  TEST (whole_and_tiled_are_the_same_bytes);
  TEST (its_sources_may_be_computed);
  TEST (alone_it_finds_out_for_itself);
  TEST (a_reduced_preview_shows_what_will_be);
  TEST (what_is_no_number_does_no_harm);
  TEST (tiny_pictures_have_little_to_lose);
  TEST (known_losses_are_made_up_for);
  TEST (what_an_edit_removed_stays_removed);
  TEST (a_colour_that_was_removed_leaves_no_ring);
  TEST (a_speck_beside_an_edge_is_a_change);
  return g_test_run ();
}
