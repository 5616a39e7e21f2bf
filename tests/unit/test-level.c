/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Imperfection Level: that a level asked for is the level measured, that texture rises with it,
 * that raw is the photograph itself, and that tone and features stay.
 */
#include "imperfection.h"
#include "known-loss.h"
#include "measures.h"
#include "neutral.h"
#include "rendering.h"
#include "skin.h"

#define SCALE 1.0

/* ---- what is made ---- */

static GeglNode *
level_node (GeglNode *graph, GeglBuffer *edit, GeglBuffer *original, gdouble level, gdouble keep)
{
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *node = gegl_node_new_child (graph, "operation", "retexture:level", "level", level,
                                        "keep", keep, "scale", SCALE, NULL);

  gegl_node_link (input, node);
  if (original)
    gegl_node_connect_to (
        gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", original, NULL),
        "output", node, "aux");
  return node;
}

/* The edit with its layer laid over it, as floats that round nothing. */
static GeglBuffer *
at_level (GeglBuffer *edit, GeglBuffer *original, gdouble level, gdouble keep)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  const GeglRectangle *extent = gegl_buffer_get_extent (edit);
  g_autoptr (GeglBuffer) exact = gegl_buffer_new (extent, babl_format ("R'G'B'A float"));
  g_autoptr (GeglBuffer) layer = gegl_buffer_new (extent, babl_format ("R'G'B'A float"));
  g_autofree gfloat *texture = NULL;
  g_autofree gfloat *pixels = NULL;
  const gfloat neutral = retexture_neutral_value (babl_format ("R'G'B'A float"), 128.0);

  gegl_buffer_copy (edit, NULL, GEGL_ABYSS_NONE, exact, NULL);
  gegl_node_blit_buffer (level_node (graph, exact, original, level, keep), layer, NULL, 0,
                         GEGL_ABYSS_NONE);
  texture = pixels_of (layer);
  pixels = pixels_of (exact);
  for (gsize i = 0; i < 4 * (gsize) extent->width * extent->height; i++)
    if (i % 4 < 3)
      pixels[i] += SCALE * (texture[i] - neutral);
  return picture_from_pixels ("R'G'B'A float", extent, pixels);
}

static RetextureLevelMeasure
measure (GeglBuffer *picture, GeglBuffer *original)
{
  g_autoptr (RetextureImperfection) imperfection
      = retexture_imperfection_new (picture, original, NULL, NULL);
  RetextureLevelMeasure found;

  retexture_imperfection_measure (
      imperfection, &(RetextureLevelValues){ 3.0, RETEXTURE_SURFACE_SKIN, 0.0, 0.5 }, &found);
  return found;
}

/* ---- raw ---- */

static void
raw_of_itself_changes_nothing (void)
{
  static const gchar *const formats[]
      = { "R'G'B' u8", "R'G'B'A u16", "Y' u8", "R'G'B' float", "RGB half" };

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (formats)); i++)
    {
      g_autoptr (GeglBuffer) picture = skin_new (formats[i], 1.0f);
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GeglBuffer) layer
          = gegl_buffer_new (gegl_buffer_get_extent (picture), babl_format ("R'G'B'A float"));
      const gfloat neutral = retexture_neutral_value (babl_format (formats[i]), 128.0);
      g_autofree gfloat *texture = NULL;

      gegl_node_blit_buffer (level_node (graph, picture, picture, 5.0, 50.0), layer, NULL, 0,
                             GEGL_ABYSS_NONE);
      texture = pixels_of (layer);
      for (gint k = 0; k < 4 * SKIN_SIZE * SKIN_SIZE; k++)
        if (k % 4 < 3)
          g_assert_cmpfloat_with_epsilon (texture[k], neutral, i == 4 ? 3e-4 : 1e-6);
    }
}

/* ---- what is asked for is what is measured ---- */

static void
check_levels (GeglBuffer *photo, const gchar *name, gdouble step, gdouble largest)
{
  gdouble before[RETEXTURE_BAND_MOST] = { 0.0 };

  for (gdouble level = 1.5; level <= 5.0; level += step)
    {
      g_autoptr (GeglBuffer) made = at_level (photo, NULL, level, 0.0);
      const RetextureLevelMeasure found = measure (made, photo);
      const RetextureToneShift shift
          = retexture_measures_tone_shift (made, photo, gegl_buffer_get_extent (photo));

      g_test_message ("%s at %.1f: measured %.2f, tone %.2f", name, level, found.level, shift.mean);
      g_assert_cmpfloat_with_epsilon (found.level, level, largest);
      g_assert_cmpfloat (shift.mean, <, 1.0);
      g_assert_cmpint (found.n, >=, 3);
      for (gint k = 0; k < found.n; k++)
        {
          g_assert_cmpfloat (found.edit[k], >, before[k]);
          before[k] = found.edit[k];
        }
    }
}

static void
a_level_is_what_is_measured (void)
{
  static const gfloat brightness[] = { 1.0f, 0.4f };

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (brightness)); i++)
    {
      g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' float", brightness[i]);

      check_levels (picture, "made skin", g_test_slow () ? 0.5 : 1.75, 0.1);
    }
}

static const struct
{
  const gchar *name;
  GeglRectangle part;
} portraits[] = {
  { "patdavid-nikki-unretouched-crop-1144.jpg", { 0, 0, 0, 0 } },
  { "patdavid-nikki-before-2048.jpg", { 0, 0, 0, 0 } },
  { "clic25-man-wet-skin-2048.png", { 0, 0, 0, 0 } },
  { "patdavid-mairi-deux-2048.jpg", { 0, 0, 0, 0 } },
  { "kodak-kodim04-woman-red-hat.png", { 0, 0, 0, 0 } },
  { "clic25-man-curly-hair-flyaways-2048.png", { 0, 0, 0, 0 } },
  { "pexels-614810-man-beard-4684x4000.jpg", { 900, 400, 2900, 3000 } },
};

static void
portraits_have_the_level_asked_for (void)
{
  gint found = 0;

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (portraits)); i++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (portraits[i].name, &portraits[i].part);

      if (!photo)
        continue;
      found++;
      check_levels (photo, portraits[i].name, 1.75, 0.15);
    }
  if (found == 0)
    g_test_skip ("the photographs are not here");
}

static gdouble
change_at (const gfloat *one, const gfloat *other, const SkinPlace *place)
{
  const gsize at = 4 * ((gsize) place->y * SKIN_SIZE + place->x);
  gdouble largest = 0.0;

  for (gint c = 0; c < 3; c++)
    largest = MAX (largest, fabs (one[at + c] - other[at + c]));
  return largest;
}

/* ---- up as well as down ---- */

/* An edit that lost its texture and some of its form, of which as much returns as is near texture.
 */
static void
plastic_is_raised (void)
{
  g_autoptr (GeglBuffer) original = skin_new ("R'G'B' float", 1.0f);
  g_autofree gfloat *pixels = pixels_of (original);
  g_autofree gfloat *soft = blurred_pixels (pixels, SKIN_SIZE, SKIN_SIZE, 2.5);
  g_autoptr (GeglBuffer) edit
      = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, SKIN_SIZE, SKIN_SIZE), soft);

  g_assert_cmpfloat (measure (edit, original).level, <, 2.2);
  for (gdouble level = g_test_slow () ? 2.0 : 4.0; level <= 5.0; level += 1.0)
    {
      g_autoptr (GeglBuffer) made = at_level (edit, original, level, 0.0);

      const RetextureLevelMeasure found = measure (made, original);

      g_test_message ("raised to %.1f: measured %.2f", level, found.level);
      g_assert_cmpfloat_with_epsilon (found.level, level, 0.2);
    }
}

/* An edit that smoothed all gets its lashes back at any level, but not a strand that it took out
 * across them. */
static void
what_features_lost_returns (void)
{
  static const SkinPlace lash = { 370, 520 }, strand = { 440, 526 };
  g_autoptr (GeglBuffer) bare = skin_new ("R'G'B' float", 1.0f);
  g_autofree gfloat *before = pixels_of (bare);
  g_autofree gfloat *soft = blurred_pixels (before, SKIN_SIZE, SKIN_SIZE, 1.5);
  g_autoptr (GeglBuffer) edit
      = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, SKIN_SIZE, SKIN_SIZE), soft);
  g_autoptr (GeglBuffer) original = NULL;

  for (gint y = strand.y - 60; y < strand.y + 60; y++)
    for (gint x = strand.x - 1; x <= strand.x + 1; x++)
      for (gint c = 0; c < 3; c++)
        before[4 * (SKIN_SIZE * y + x) + c] *= 0.5f;
  original
      = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, SKIN_SIZE, SKIN_SIZE), before);
  g_assert_cmpfloat (change_at (before, soft, &lash), >, 0.05);
  for (gdouble level = 1.0; level <= 5.0; level += 4.0)
    {
      g_autoptr (GeglBuffer) made = at_level (edit, original, level, 0.0);
      g_autofree gfloat *after = pixels_of (made);

      g_assert_cmpfloat (change_at (before, after, &lash), <, 0.02);
      g_assert_cmpfloat (change_at (soft, after, &strand), <, 0.1);
    }
}

/* The energy of what is finer than a Gaussian of 2 pixels, in the face's middle. */
static gdouble
fine_energy (const gfloat *pixels)
{
  g_autofree gfloat *soft = blurred_pixels (pixels, SKIN_SIZE, SKIN_SIZE, 2.0);
  gdouble sum = 0.0;

  for (gint y = 250; y < 500; y++)
    for (gint x = 250; x < 500; x++)
      {
        const gsize at = 4 * ((gsize) y * SKIN_SIZE + x) + 1;

        sum += (pixels[at] - soft[at]) * (pixels[at] - soft[at]);
      }
  return sum;
}

/* Light and shade over a face, and an edit that lost texture and has another tone curve: a straight
 * line with this slope. */
static void
texture_has_the_edits_contrast (void)
{
  static const gfloat slopes[] = { 0.75f, 1.25f };
  g_autoptr (GeglBuffer) plain = skin_new ("R'G'B' float", 1.0f);
  g_autofree gfloat *pixels = pixels_of (plain);
  g_autofree gfloat *soft = NULL;
  g_autoptr (GeglBuffer) original = NULL;

  for (gint i = 0; i < 4 * SKIN_SIZE * SKIN_SIZE; i++)
    if (i % 4 < 3)
      pixels[i] *= 0.75 + 0.25 * sin (2.0 * G_PI * (i / 4 % SKIN_SIZE) / 150.0);
  original = picture_from_pixels ("R'G'B' float", gegl_buffer_get_extent (plain), pixels);
  soft = blurred_pixels (pixels, SKIN_SIZE, SKIN_SIZE, 1.5);
  for (guint k = 0; k < G_N_ELEMENTS (slopes); k++)
    {
      const gdouble wanted = slopes[k] * slopes[k] * fine_energy (pixels);
      g_autofree gfloat *darker = g_memdup2 (soft, 4 * sizeof (gfloat) * SKIN_SIZE * SKIN_SIZE);
      g_autoptr (GeglBuffer) edit = NULL, made = NULL;
      g_autofree gfloat *after = NULL;

      for (gint i = 0; i < 4 * SKIN_SIZE * SKIN_SIZE; i++)
        if (i % 4 < 3)
          darker[i] = 0.5f + slopes[k] * (darker[i] - 0.5f);
      edit = picture_from_pixels ("R'G'B' float", gegl_buffer_get_extent (plain), darker);
      made = at_level (edit, original, 5.0, 0.0);
      after = pixels_of (made);
      g_test_message ("slope %.2f: %.2f of the energy (edit %.2f)", slopes[k],
                      fine_energy (after) / wanted, fine_energy (darker) / wanted);
      g_assert_cmpfloat (fabs (fine_energy (after) / wanted - 1.0), <, 0.15);
    }
}

/* A darker edit that lost nothing is as raw as its original; and one that did gets back what suits
 * its light, though even skin shows hardly two tones to tell that by. */
static void
light_is_no_level (void)
{
  g_autoptr (GeglBuffer) original = skin_new ("R'G'B' float", 1.0f);
  g_autofree gfloat *pixels = pixels_of (original);
  g_autofree gfloat *soft = NULL, *after = NULL;
  g_autoptr (GeglBuffer) darker = NULL, edit = NULL, made = NULL;

  for (gint i = 0; i < 4 * SKIN_SIZE * SKIN_SIZE; i++)
    if (i % 4 < 3)
      pixels[i] *= 0.7f;
  darker = picture_from_pixels ("R'G'B' float", gegl_buffer_get_extent (original), pixels);
  g_assert_cmpfloat (measure (darker, original).level, >, 4.95);

  soft = blurred_pixels (pixels, SKIN_SIZE, SKIN_SIZE, 1.5);
  edit = picture_from_pixels ("R'G'B' float", gegl_buffer_get_extent (original), soft);
  made = at_level (edit, original, 5.0, 0.0);
  after = pixels_of (made);
  g_test_message ("darker: %.2f of the energy", fine_energy (after) / fine_energy (pixels));
  g_assert_cmpfloat (fabs (fine_energy (after) / fine_energy (pixels) - 1.0), <, 0.15);
}

/* Without an original less texture is a lower level, whatever the exposure. */
static void
alone_it_is_an_estimate (void)
{
  g_autoptr (GeglBuffer) light = skin_new_of ("R'G'B' float", 1.0f, 0.6f);
  g_autoptr (GeglBuffer) dark = skin_new_of ("R'G'B' float", 0.5f, 0.6f);
  g_autoptr (GeglBuffer) smooth = at_level (light, NULL, 1.5, 50.0);
  const gdouble raw = measure (light, NULL).alone, eased = measure (smooth, NULL).alone;

  g_assert_cmpfloat (raw, >, eased + 1.0);
  g_assert_cmpfloat (eased, >=, 1.0);
  g_assert_cmpfloat_with_epsilon (measure (dark, NULL).alone, raw, 0.3);
}

/* ---- the level of another picture ---- */

static gdouble
matched (GeglBuffer *picture, GeglBuffer *original, GeglBuffer *model, gdouble size)
{
  const RetextureLevelValues values = { 3.0, RETEXTURE_SURFACE_SKIN, size, 0.5 };
  g_autoptr (RetextureImperfection) imperfection
      = retexture_imperfection_new (picture, original, NULL, NULL);
  g_autoptr (RetextureImperfection) known
      = retexture_imperfection_get_model (imperfection, model, NULL);
  g_autoptr (RetextureImperfection) again
      = retexture_imperfection_get_model (imperfection, model, NULL);

  g_assert_true (known == again);
  return retexture_imperfection_match (imperfection, &values, known);
}

static GeglBuffer *
scaled (GeglBuffer *picture, gdouble factor)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
  GeglNode *scale = gegl_node_new_child (graph, "operation", "gegl:scale-ratio", "x", factor, "y",
                                         factor, "sampler", GEGL_SAMPLER_CUBIC, NULL);
  GeglRectangle extent;
  GeglBuffer *made;

  gegl_node_link (input, scale);
  extent = gegl_node_get_bounding_box (scale);
  made = gegl_buffer_new (&extent, babl_format ("R'G'B' float"));
  gegl_node_blit_buffer (scale, made, NULL, 0, GEGL_ABYSS_NONE);
  return made;
}

/* Whether it is darker, or smaller, where octaves lie elsewhere and reducing sharpens; and with an
 * original, whose texture it is to have. */
static void
the_level_of_another_is_found (void)
{
  static const gfloat brightness[] = { 1.0f, 0.6f };
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' float", 1.0f);
  g_autoptr (GeglBuffer) plastic = at_level (picture, NULL, 1.2, 50.0);

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (brightness)); i++)
    for (gdouble level = 1.5; level < 4.1; level += g_test_slow () ? 1.25 : 2.5)
      {
        g_autoptr (GeglBuffer) other = skin_new ("R'G'B' float", brightness[i]);
        g_autoptr (GeglBuffer) model = at_level (other, NULL, level, 50.0);
        g_autoptr (GeglBuffer) small = scaled (model, 0.7);

        g_assert_cmpfloat_with_epsilon (matched (picture, NULL, model, 0.0), level, 0.1);
        g_assert_cmpfloat_with_epsilon (matched (plastic, picture, model, 0.0), level, 0.1);
        g_test_message ("level %.1f in a smaller picture: %.2f, %.2f", level,
                        matched (picture, NULL, small, 0.0), matched (picture, NULL, small, 800.0));
        g_assert_cmpfloat_with_epsilon (matched (picture, NULL, small, 0.0), level, 0.5);
        g_assert_cmpfloat_with_epsilon (matched (picture, NULL, small, 800.0), level, 0.5);
      }
}

/* The height that a user sets says how far the estimate is off, of either picture: to set what was
 * estimated makes no difference. */
static void
a_height_that_is_set_counts_for_both (void)
{
  const RetextureLevelValues values = { 3.0, RETEXTURE_SURFACE_SKIN, 0.0, 0.5 };
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' float", 1.0f);
  g_autoptr (GeglBuffer) model = at_level (picture, NULL, 2.75, 50.0);
  g_autoptr (GeglBuffer) small = scaled (model, 0.5);
  g_autoptr (RetextureImperfection) imperfection
      = retexture_imperfection_new (picture, NULL, NULL, NULL);
  g_autoptr (RetextureLevelSetup) setup = retexture_imperfection_get_setup (imperfection, &values);

  g_assert_cmpfloat_with_epsilon (matched (picture, NULL, small, setup->mask->size),
                                  matched (picture, NULL, small, 0.0), 0.02);
}

/* A picture of someone else: what is made looks like it, as an estimate goes. */
static void
portraits_are_made_alike (void)
{
  g_autoptr (GeglBuffer) model = load_photo (portraits[3].name, &portraits[3].part);
  g_autoptr (GeglBuffer) photo = load_photo (portraits[1].name, &portraits[1].part);

  if (!model || !photo)
    {
      g_test_skip ("the photographs are not here");
      return;
    }
  for (gdouble level = 1.5; level < 4.0; level += g_test_slow () ? 1.0 : 3.0)
    {
      g_autoptr (GeglBuffer) eased = at_level (model, NULL, level, 50.0);
      const gdouble found = matched (photo, NULL, eased, 0.0);
      g_autoptr (GeglBuffer) made = at_level (photo, NULL, found, 50.0);

      g_test_message ("like another's level %.1f (alone %.2f): %.2f, alone %.2f (was %.2f)", level,
                      measure (eased, NULL).alone, found, measure (made, NULL).alone,
                      measure (photo, NULL).alone);
      g_assert_cmpfloat_with_epsilon (measure (made, NULL).alone, measure (eased, NULL).alone, 0.3);
    }
}

static void
a_model_without_skin_has_no_level (void)
{
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' u8", 1.0f);
  g_autoptr (GeglBuffer) grey = noise_picture ("R'G'B' u8", 0, 0, 300, 200);
  g_autoptr (GeglBuffer) point = noise_picture ("R'G'B'A u8", 0, 0, 1, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RetextureImperfection) imperfection
      = retexture_imperfection_new (picture, NULL, NULL, NULL);

  g_assert_cmpfloat (matched (picture, NULL, point, 0.0), ==, -1.0);
  g_assert_cmpfloat (matched (point, NULL, picture, 0.0), ==, -1.0);
  g_cancellable_cancel (cancellable);
  g_assert_null (retexture_imperfection_get_model (imperfection, grey, cancellable));
}

/* ---- what stays, and what goes ---- */

static void
features_and_other_surfaces_stay (void)
{
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' float", 1.0f);
  g_autoptr (GeglBuffer) made = at_level (picture, NULL, 1.0, 0.0);
  g_autofree gfloat *before = pixels_of (picture);
  g_autofree gfloat *after = pixels_of (made);

  g_assert_cmpfloat (change_at (before, after, &skin_wall), <, 1e-4);
  g_assert_cmpfloat (change_at (before, after, &skin_lash), <, 0.01);
}

/* Of a mark of 0.1 and more in green. */
static void
marks_go_by_level_and_moles_stay_longer (void)
{
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' float", 1.0f);
  g_autoptr (GeglBuffer) eased = at_level (picture, NULL, 1.0, 0.0);
  g_autoptr (GeglBuffer) kept = at_level (picture, NULL, 1.0, 100.0);
  g_autofree gfloat *before = pixels_of (picture);
  g_autofree gfloat *without = pixels_of (eased);
  g_autofree gfloat *with = pixels_of (kept);

  g_assert_cmpfloat (change_at (before, without, &skin_mole), >, 0.15);
  g_assert_cmpfloat (change_at (before, without, &skin_spot), >, 0.05);
  g_assert_cmpfloat (change_at (before, with, &skin_mole), <, 0.03);
  g_assert_cmpfloat (change_at (before, with, &skin_spot), >, 0.05);
}

/* ---- how it is rendered ---- */

static void
bytes_do_not_depend_on_the_region (void)
{
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' u16", 1.0f);
  g_autoptr (RetextureImperfection) imperfection
      = retexture_imperfection_new (picture, NULL, NULL, NULL);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) whole
      = gegl_buffer_new (gegl_buffer_get_extent (picture), babl_format ("R'G'B' u16"));
  GeglNode *node = level_node (graph, picture, NULL, 2.2, 50.0);

  gegl_node_set (node, "analysis", imperfection, NULL);
  gegl_node_blit_buffer (node, whole, NULL, 0, GEGL_ABYSS_NONE);
  assert_same_in_pieces (node, whole, 117);
}

/* A reduced preview of a part shows what one of the whole shows there. */
static void
a_part_of_a_preview_is_the_same (void)
{
  static const RetextureBlending blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE };
  const GeglRectangle inner = { 192, 192, 70, 70 }, part = { 256, 256, 400, 400 };
  g_autoptr (GeglBuffer) picture = skin_new_of ("R'G'B' float", 1.0f, 0.6f);
  g_autoptr (RetextureImperfection) imperfection
      = retexture_imperfection_new (picture, NULL, NULL, NULL);
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:level");
  g_autoptr (RetextureRendering) full
      = retexture_rendering_new ("retexture:level", &blending, picture, NULL, NULL, 1.0);
  gfloat *texture[2];

  g_assert_true (retexture_parameters_from_text (parameters, "level=1\nsize=600\n", NULL));
  retexture_rendering_set_analysis (full, G_OBJECT (imperfection));
  for (gint i = 0; i < 2; i++)
    {
      g_autoptr (RetextureRendering) zoomed = retexture_rendering_new_zoomed (
          full, i == 0 ? gegl_buffer_get_extent (picture) : &part, 0.5);
      g_autoptr (GeglBuffer) made = gegl_buffer_new (&inner, babl_format ("R'G'B'A float"));

      retexture_rendering_set_parameters (zoomed, parameters);
      gegl_node_blit_buffer (retexture_rendering_get_node (zoomed, RETEXTURE_VIEW_TEXTURE), made,
                             &inner, 0, GEGL_ABYSS_NONE);
      texture[i] = pixels_of (made);
    }
  g_assert_cmpfloat (largest_difference (texture[0], texture[1], 4 * 70 * 70), <, 1e-4);
  for (gint i = 0; i < 2; i++)
    g_free (texture[i]);
}

static void
cancelled_it_gives_nothing (void)
{
  g_autoptr (GeglBuffer) picture = skin_new ("R'G'B' u8", 1.0f);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  g_assert_null (retexture_imperfection_new (picture, NULL, NULL, cancellable));
}

static void
small_pictures_do_no_harm (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 300, 2 }, { 9, 14 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GeglBuffer) picture
          = noise_picture ("R'G'B'A u8", 3, -2, sizes[i][0], sizes[i][1]);
      g_autoptr (GeglBuffer) made = at_level (picture, picture, 1.0, 0.0);
      const RetextureLevelMeasure found = measure (picture, NULL);
      g_autofree gfloat *pixels = pixels_of (made);

      for (gint k = 0; k < 4 * sizes[i][0] * sizes[i][1]; k++)
        g_assert_true (isfinite (pixels[k]));
      g_assert_true (found.level == -1.0 || (found.level >= 1.0 && found.level <= 5.0));
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_func ("/level/raw-of-itself-changes-nothing", raw_of_itself_changes_nothing);
  g_test_add_func ("/level/a-level-is-what-is-measured", a_level_is_what_is_measured);
  g_test_add_func ("/level/portraits-have-the-level-asked-for", portraits_have_the_level_asked_for);
  g_test_add_func ("/level/plastic-is-raised", plastic_is_raised);
  g_test_add_func ("/level/what-features-lost-returns", what_features_lost_returns);
  g_test_add_func ("/level/texture-has-the-edits-contrast", texture_has_the_edits_contrast);
  g_test_add_func ("/level/light-is-no-level", light_is_no_level);
  g_test_add_func ("/level/alone-it-is-an-estimate", alone_it_is_an_estimate);
  g_test_add_func ("/level/the-level-of-another-is-found", the_level_of_another_is_found);
  g_test_add_func ("/level/a-height-that-is-set-counts-for-both",
                   a_height_that_is_set_counts_for_both);
  g_test_add_func ("/level/portraits-are-made-alike", portraits_are_made_alike);
  g_test_add_func ("/level/a-model-without-skin-has-no-level", a_model_without_skin_has_no_level);
  g_test_add_func ("/level/features-and-other-surfaces-stay", features_and_other_surfaces_stay);
  g_test_add_func ("/level/marks-go-by-level-and-moles-stay-longer",
                   marks_go_by_level_and_moles_stay_longer);
  g_test_add_func ("/level/bytes-do-not-depend-on-the-region", bytes_do_not_depend_on_the_region);
  g_test_add_func ("/level/a-part-of-a-preview-is-the-same", a_part_of_a_preview_is_the_same);
  g_test_add_func ("/level/cancelled-it-gives-nothing", cancelled_it_gives_nothing);
  g_test_add_func ("/level/small-pictures-do-no-harm", small_pictures_do_no_harm);

  return g_test_run ();
}
