/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Borrow Texture, whole: a smoothed place of a picture gets texture from the rest.
 */
#include "borrow-trial.h"
#include "hidden-face.h"
#include "luma.h"
#include "texture-look.h"
#include "inspect-borrow.h"
#include "measures.h"
#include "textures.h"

/* An ellipse with a soft edge. */
static GeglBuffer *
ellipse_new (const GeglRectangle *extent, const GeglRectangle *area)
{
  GeglBuffer *mask = gegl_buffer_new (extent, babl_format ("Y float"));
  g_autofree gfloat *values = g_new (gfloat, (gsize) extent->width * extent->height);

  for (gint y = 0; y < extent->height; y++)
    for (gint x = 0; x < extent->width; x++)
      values[(gsize) y * extent->width + x]
          = CLAMP ((1.0
                    - hypot ((extent->x + x - area->x) / (0.5 * area->width) - 1.0,
                             (extent->y + y - area->y) / (0.5 * area->height) - 1.0))
                       * 6.0,
                   0.0, 1.0);
  gegl_buffer_set (mask, extent, 0, babl_format ("Y float"), values, GEGL_AUTO_ROWSTRIDE);
  return mask;
}

static Trial
synthetic_trial (const gchar *format, TextureKind kind)
{
  g_autofree gfloat *texture = texture_new (kind, 9, 512, 400);
  GeglBuffer *original = picture_of_texture (format, texture, 512, 400, 0.55f, 0.03f);
  GeglBuffer *mask
      = ellipse_new (gegl_buffer_get_extent (original), GEGL_RECTANGLE (170, 120, 170, 150));

  return trial_new (original, smoothed_new (original, mask, 8.0), mask);
}

/* The bands within an area: original, edit, result. */
static void
measure_in (const Trial *trial,
            const GeglRectangle *area,
            RetextureBand bands[3][RETEXTURE_N_BANDS])
{
  GeglBuffer *const pictures[3] = { trial->original, trial->edit, trial->result };

  retexture_measures_bands (pictures, 3, NULL, area, bands);
}

/* The same, within the middle of the smoothed place. */
static void
measure_bands (const Trial *trial,
               const GeglRectangle *area,
               RetextureBand bands[3][RETEXTURE_N_BANDS])
{
  measure_in (trial,
              GEGL_RECTANGLE (area->x + area->width / 4, area->y + area->height / 4,
                              area->width / 2, area->height / 2),
              bands);
}

/* Of a band's deviation in the original, that in the edit (1) or the result (2). */
static gdouble
share (RetextureBand bands[3][RETEXTURE_N_BANDS], gint picture, gint band)
{
  return sqrt (bands[picture][band].energy / bands[0][band].energy);
}

/* ---- synthetic pictures ---- */

static void
a_smoothed_place_is_as_textured_as_before (gconstpointer data)
{
  const GeglRectangle area = { 170, 120, 170, 150 };
  g_auto (Trial) trial = synthetic_trial ("R'G'B' u16", TEXTURE_FUZZ);
  RetextureBand bands[3][RETEXTURE_N_BANDS];

  set (&trial, "radius", 8.0);
  set (&trial, "mask", RETEXTURE_MASK_SELECTION);
  set (&trial, "engine", GPOINTER_TO_INT (data));
  render (&trial);
  measure_bands (&trial, &area, bands);
  /* The bands that lie above the radius as a whole; of so small a place they are known to 5 %. */
  for (gint i = 0; i < 3; i++)
    {
      g_assert_cmpfloat (bands[1][i].energy, <, 0.3 * bands[0][i].energy);
      g_assert_cmpfloat (fabs (sqrt (bands[2][i].energy / bands[0][i].energy) - 1.0), <, 0.12);
    }
  g_assert_cmpfloat (retexture_measures_tone_shift (trial.edit, trial.result, &area).mean, <, 0.5);
}

/* A texture of all sizes, smoothed as far as texture is borrowed: about the radius a part of it is
 * left, and with what is borrowed there is as much again as there was, octave by octave. */
static void
no_size_is_missing_at_the_radius (void)
{
  const GeglRectangle area = { 190, 130, 140, 140 };
  g_autofree gfloat *texture = g_new0 (gfloat, 512 * 400);
  g_autofree gfloat *coarse = g_new0 (gfloat, 512 * 400);
  GeglBuffer *original, *mask;
  g_auto (Trial) trial = { NULL };
  RetextureTextureLook truth, made;

  add_noise (texture, 512, 400, 5, 1, 1.0);
  add_noise (coarse, 512, 400, 6, 1, 4.0);
  for (gint i = 0; i < 512 * 400; i++)
    texture[i] += 3.0f * coarse[i];
  original = picture_of_texture ("R'G'B' u16", texture, 512, 400, 0.55f, 0.1f);
  mask = ellipse_new (gegl_buffer_get_extent (original), GEGL_RECTANGLE (150, 90, 220, 220));
  trial = trial_new (original, smoothed_new (original, mask, 4.0), mask);
  set (&trial, "mask", RETEXTURE_MASK_SELECTION);
  set (&trial, "engine", RETEXTURE_ENGINE_STOCHASTIC);
  render (&trial);
  truth = retexture_texture_look_at (trial.original, &area);
  made = retexture_texture_look_at (trial.result, &area);
  for (gint b = 0; b < RETEXTURE_LOOK_BANDS; b++)
    {
      g_assert_cmpfloat (
          fabs (made.numbers[RETEXTURE_LOOK_ENERGY + b] - truth.numbers[RETEXTURE_LOOK_ENERGY + b]),
          <, 0.25);
    }
}

/* What is there is not doubled: borrowed over itself, a picture hardly changes. */
static void
texture_that_is_there_is_not_doubled (void)
{
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 9, 512, 400);
  GeglBuffer *picture = picture_of_texture ("R'G'B' u16", texture, 512, 400, 0.55f, 0.03f);
  g_auto (Trial) trial = trial_new (g_object_ref (picture), picture, NULL);
  RetextureBand bands[3][RETEXTURE_N_BANDS];

  set (&trial, "mask", RETEXTURE_MASK_WHITE);
  render (&trial);
  measure_bands (&trial, GEGL_RECTANGLE (0, 0, 512, 400), bands);
  for (gint i = 0; i < 4; i++)
    g_assert_cmpfloat (bands[2][i].energy, <, 1.15 * bands[0][i].energy);
}

/* Half of the picture is strong: the smoothed place between goes over from one to the other. */
static void
strength_goes_with_the_surroundings (void)
{
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 9, 512, 400);
  const GeglRectangle area = { 130, 100, 250, 200 };
  GeglBuffer *original, *mask;
  RetextureBand left[3][RETEXTURE_N_BANDS], right[3][RETEXTURE_N_BANDS];

  for (gint i = 0; i < 512 * 400; i++)
    texture[i] *= i % 512 < 256 ? 1.3f : 0.65f;
  original = picture_of_texture ("R'G'B' u16", texture, 512, 400, 0.55f, 0.025f);
  mask = ellipse_new (gegl_buffer_get_extent (original), &area);
  {
    g_auto (Trial) trial = trial_new (original, smoothed_new (original, mask, 8.0), mask);
    const GeglRectangle left_area = { 160, 170, 50, 60 }, right_area = { 300, 170, 50, 60 };

    render (&trial);
    measure_in (&trial, &left_area, left);
    measure_in (&trial, &right_area, right);
    g_assert_cmpfloat (left[2][1].energy, >, 1.8 * right[2][1].energy);
    set (&trial, "match", 0.0);
    render (&trial);
    measure_in (&trial, &left_area, left);
    measure_in (&trial, &right_area, right);
    g_assert_cmpfloat (left[2][1].energy, <, 1.4 * right[2][1].energy);
  }
}

/* Highlights that are burnt out stay white, and the tone near them stays. */
static void
clipped_tones_stay (void)
{
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 9, 512, 400);
  GeglBuffer *edit;
  RetextureToneShift shift;

  for (gint i = 0; i < 512 * 400; i++)
    if (i % 512 >= 250)
      texture[i] = (i % 512 - 250) / 20.0f;
  edit = picture_of_texture ("R'G'B' u16", texture, 512, 400, 0.7f, 0.03f);
  {
    GeglBuffer *mask
        = ellipse_new (gegl_buffer_get_extent (edit), GEGL_RECTANGLE (280, 60, 220, 280));
    g_auto (Trial) trial = trial_new (g_object_ref (edit), edit, mask);
    g_autofree gfloat *result = NULL;

    set (&trial, "mask", RETEXTURE_MASK_WHITE);
    render (&trial);
    result = pixels_of (trial.result);
    for (gint y = 0; y < 400; y++)
      g_assert_cmpfloat (result[4 * (512 * y + 508)], ==, 1.0f);
    shift = retexture_measures_tone_shift (trial.edit, trial.result,
                                           GEGL_RECTANGLE (280, 60, 220, 280));
    g_assert_cmpfloat (shift.mean, <, 0.25);
  }
}

static void
no_texture_is_exactly_neutral (void)
{
  g_auto (Trial) trial = synthetic_trial ("R'G'B' u8", TEXTURE_PORES);
  g_autofree gfloat *edit = pixels_of (trial.edit);
  g_autofree gfloat *result = NULL;

  set (&trial, "amount", 0.0);
  render (&trial);
  result = pixels_of (trial.result);
  g_assert_cmpmem (edit, sizeof (gfloat) * 4 * 512 * 400, result, sizeof (gfloat) * 4 * 512 * 400);

  set (&trial, "amount", 100.0);
  retexture_rendering_set_analysis (trial.rendering, NULL);
  render (&trial);
  g_clear_pointer (&result, g_free);
  result = pixels_of (trial.result);
  g_assert_cmpmem (edit, sizeof (gfloat) * 4 * 512 * 400, result, sizeof (gfloat) * 4 * 512 * 400);
}

static void
pieces_give_the_bytes_of_the_whole (gconstpointer data)
{
  g_auto (Trial) trial = synthetic_trial ("R'G'B'A float", TEXTURE_PORES);
  GeglNode *node;
  g_autoptr (GeglBuffer) whole
      = gegl_buffer_new (gegl_buffer_get_extent (trial.edit), gegl_buffer_get_format (trial.edit));

  set (&trial, "engine", GPOINTER_TO_INT (data));
  set (&trial, "follow", 1);
  set (&trial, "colour", 1);
  retexture_rendering_set_parameters (trial.rendering, trial.parameters);
  node = retexture_rendering_get_node (trial.rendering, RETEXTURE_VIEW_TEXTURE);
  gegl_node_blit_buffer (node, whole, NULL, 0, GEGL_ABYSS_NONE);
  assert_same_in_pieces (node, whole, 97);
}

/* Coloured grain: borrowed with its colour, or as light and dark only. */
static void
colour_is_borrowed_only_where_asked (void)
{
  GeglBuffer *original = noise_picture ("R'G'B' float", 0, 0, 400, 300);
  GeglBuffer *mask
      = ellipse_new (gegl_buffer_get_extent (original), GEGL_RECTANGLE (120, 80, 140, 120));
  g_auto (Trial) trial = trial_new (original, smoothed_new (original, mask, 8.0), mask);
  gfloat *textures[2];
  gdouble colour[2] = { 0.0, 0.0 }, luma = 0.0;

  for (gint i = 0; i < 2; i++)
    {
      g_autoptr (GeglBuffer) texture
          = gegl_buffer_new (gegl_buffer_get_extent (trial.edit), babl_format ("R'G'B' float"));

      set (&trial, "colour", i);
      retexture_rendering_set_parameters (trial.rendering, trial.parameters);
      gegl_node_blit_buffer (retexture_rendering_get_node (trial.rendering, RETEXTURE_VIEW_TEXTURE),
                             texture, NULL, 0, GEGL_ABYSS_NONE);
      textures[i] = pixels_of (texture);
    }
  for (gint y = 120; y < 160; y++)
    for (gint x = 170; x < 210; x++)
      {
        const gfloat *grey = textures[0] + 4 * (400 * y + x);
        const gfloat *coloured = textures[1] + 4 * (400 * y + x);

        colour[0] += fabs (grey[0] - grey[2]) / 1600;
        colour[1] += fabs (coloured[0] - coloured[2]) / 1600;
        luma = MAX (luma, fabs (retexture_luma (coloured) - retexture_luma (grey)));
      }
  g_assert_cmpfloat (colour[0], <, 0.05 * colour[1]);
  g_assert_cmpfloat (colour[1], >, 0.02);
  /* The colour comes on top: light and dark are the same. */
  g_assert_cmpfloat (luma, <, 1e-5);
  g_free (textures[0]);
  g_free (textures[1]);
}

/* Of the changes in an area, what green changes by where red changes by 1. */
static gdouble
green_for_red (GeglBuffer *picture, const GeglRectangle *area)
{
  const gint n = area->width * area->height;
  g_autofree gfloat *smooth = g_new (gfloat, 3 * n);
  g_autofree gfloat *pixels = g_new (gfloat, 3 * n);
  const Babl *format = babl_format ("R'G'B' float");
  g_autoptr (GeglBuffer) blurred
      = gegl_buffer_linear_new_from_data (smooth, format, area, GEGL_AUTO_ROWSTRIDE, NULL, NULL);
  gdouble products = 0.0, squares = 0.0;

  retexture_gaussian_blur (picture, blurred, area, 4.0);
  gegl_buffer_get (picture, area, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  for (gint i = 0; i < n; i++)
    {
      const gdouble red = pixels[3 * i] - smooth[3 * i];

      products += red * (pixels[3 * i + 1] - smooth[3 * i + 1]);
      squares += red * red;
    }
  return products / squares;
}

/* Velvet, whose folds are light and shade on its red, and grain, which is as strong in all
 * channels: what is borrowed goes with the place's colour as the donor's does. */
static void
texture_goes_with_the_colour_as_it_did (void)
{
  static const gfloat red[3] = { 0.7f, 0.14f, 0.2f };
  const GeglRectangle area = { 200, 150, 110, 90 };
  g_autofree gfloat *texture = texture_new (TEXTURE_FUZZ, 9, 512, 400);

  for (gint grain = 0; grain < 2; grain++)
    {
      g_autofree gfloat *pixels = g_new (gfloat, 4 * 512 * 400);
      GeglBuffer *original, *mask;
      g_auto (Trial) trial = { NULL };

      for (gint i = 0; i < 4 * 512 * 400; i++)
        pixels[i] = i % 4 == 3 ? 1.0f
                    : grain    ? red[i % 4] + 0.03f * texture[i / 4]
                               : red[i % 4] * (1.0f + 0.09f * texture[i / 4]);
      original = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, 512, 400), pixels);
      mask = ellipse_new (gegl_buffer_get_extent (original), GEGL_RECTANGLE (170, 120, 170, 150));
      trial = trial_new (original, smoothed_new (original, mask, 8.0), mask);
      set (&trial, "radius", 8.0);
      set (&trial, "mask", RETEXTURE_MASK_SELECTION);
      render (&trial);
      g_assert_cmpfloat (
          fabs (green_for_red (trial.result, &area) - green_for_red (trial.original, &area)), <,
          0.1);
    }
}

/* The form of the target runs two pixels across for each one down; on the left it runs across, and
 * there are hairs along it. */
static void
texture_follows_the_form (gconstpointer data)
{
  g_autofree gfloat *texture = texture_new (TEXTURE_FUZZ, 9, 640, 400);
  GeglBuffer *edit;
  g_autoptr (GeglBuffer) made = NULL;
  g_autofree gfloat *pixels = NULL;
  gdouble along = 0.0, other = 0.0;

  for (gint y = 0; y < 400; y++)
    for (gint x = 0; x < 640; x++)
      {
        gfloat *value = texture + 640 * y + x;

        *value = x < 300 ? *value + 6.0f * sinf (y / 40.0f) : 6.0f * sinf ((2 * y - x) / 90.0f);
      }
  edit = picture_of_texture ("R'G'B' float", texture, 640, 400, 0.5f, 0.02f);
  {
    GeglBuffer *mask
        = ellipse_new (gegl_buffer_get_extent (edit), GEGL_RECTANGLE (360, 60, 260, 280));
    g_auto (Trial) trial = trial_new (g_object_ref (edit), edit, mask);

    set (&trial, "engine", GPOINTER_TO_INT (data));
    set (&trial, "follow", 1);
    set (&trial, "mirror", 0);
    set (&trial, "donor-x", 20);
    set (&trial, "donor-y", 60);
    set (&trial, "donor-width", 240);
    set (&trial, "donor-height", 240);
    retexture_rendering_set_parameters (trial.rendering, trial.parameters);
    made = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("R'G'B' float"));
    gegl_node_blit_buffer (retexture_rendering_get_node (trial.rendering, RETEXTURE_VIEW_TEXTURE),
                           made, NULL, 0, GEGL_ABYSS_NONE);
  }
  pixels = pixels_of (made);
  for (gint y = 100; y < 300; y++)
    for (gint x = 400; x < 580; x++)
      {
        const gfloat *here = pixels + 4 * (640 * y + x);

        along += pow (here[4 * (640 + 2)] - here[0], 2);
        other += pow (here[4 * (-640 + 2)] - here[0], 2);
      }
  g_assert_cmpfloat (along, <, 0.7 * other);
}

/* A reduced preview looks as the finished picture does at that size. */
static void
a_reduced_preview_has_the_reduced_texture (void)
{
  g_auto (Trial) trial = synthetic_trial ("R'G'B' u16", TEXTURE_PORES);
  g_autoptr (RetextureRendering) half = NULL;
  g_autoptr (GeglBuffer) small
      = gegl_buffer_new (GEGL_RECTANGLE (0, 0, 256, 200), babl_format ("R'G'B' float"));
  g_autoptr (GeglBuffer) large
      = gegl_buffer_new (GEGL_RECTANGLE (0, 0, 512, 400), babl_format ("R'G'B' float"));
  g_autofree gfloat *got = g_new (gfloat, 3 * 256 * 200);
  g_autofree gfloat *wanted = g_new (gfloat, 3 * 256 * 200);
  gdouble products = 0.0, squares[2] = { 0.0, 0.0 };

  /* Patches are chosen anew in each size, and need not be the same ones. */
  set (&trial, "engine", RETEXTURE_ENGINE_STOCHASTIC);
  retexture_rendering_set_parameters (trial.rendering, trial.parameters);
  half = retexture_rendering_new_zoomed (trial.rendering, GEGL_RECTANGLE (0, 0, 512, 400), 0.5);
  retexture_rendering_set_parameters (half, trial.parameters);
  gegl_node_blit_buffer (retexture_rendering_get_node (half, RETEXTURE_VIEW_TEXTURE), small, NULL,
                         0, GEGL_ABYSS_NONE);
  gegl_node_blit_buffer (retexture_rendering_get_node (trial.rendering, RETEXTURE_VIEW_TEXTURE),
                         large, NULL, 0, GEGL_ABYSS_NONE);
  gegl_buffer_get (small, GEGL_RECTANGLE (0, 0, 256, 200), 1.0, babl_format ("R'G'B' float"), got,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  gegl_buffer_get (large, GEGL_RECTANGLE (0, 0, 256, 200), 0.5, babl_format ("R'G'B' float"),
                   wanted, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gint y = 80; y < 115; y++)
    for (gint x = 105; x < 150; x++)
      {
        const gdouble a = got[3 * (256 * y + x)] - 0.5, b = wanted[3 * (256 * y + x)] - 0.5;

        products += a * b;
        squares[0] += a * a;
        squares[1] += b * b;
      }
  g_assert_cmpfloat (fabs (sqrt (squares[0] / squares[1]) - 1.0), <, 0.25);
  /* Not only as strong: mostly the same pores in the same places. */
  g_assert_cmpfloat (products / sqrt (squares[0] * squares[1]), >, 0.7);
}

/* ---- questions ---- */

static void
what_cannot_be_done_is_refused (void)
{
  g_auto (Trial) trial = synthetic_trial ("R'G'B' u8", TEXTURE_PORES);
  g_autoptr (RetextureRendering) unselected
      = retexture_rendering_new ("retexture:borrow", &blending, trial.edit, NULL, NULL, 1.0);
  g_autoptr (GError) overlap = NULL;
  g_autoptr (GError) nothing = NULL;

  retexture_rendering_set_parameters (trial.rendering, trial.parameters);
  g_assert_true (retexture_check_borrow (trial.rendering, trial.parameters, NULL));
  set (&trial, "donor-x", 200);
  set (&trial, "donor-y", 150);
  set (&trial, "donor-width", 200);
  set (&trial, "donor-height", 200);
  retexture_rendering_set_parameters (trial.rendering, trial.parameters);
  g_assert_false (retexture_check_borrow (trial.rendering, trial.parameters, &overlap));
  g_assert_error (overlap, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_OVERLAPS_TARGET);

  retexture_rendering_set_analysis (unselected, G_OBJECT (trial.borrowing));
  retexture_rendering_set_parameters (unselected, trial.parameters);
  g_assert_false (retexture_check_borrow (unselected, trial.parameters, &nothing));
  g_assert_error (nothing, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_NO_TARGET);
}

static void
regions_are_offered_with_pictures (void)
{
  g_auto (Trial) trial = synthetic_trial ("R'G'B' u8", TEXTURE_PORES);
  g_autoptr (RetextureFindings) findings = NULL;
  const RetextureChoice *chosen;
  gdouble mean = 0.0;

  set (&trial, "choice", 2);
  retexture_rendering_set_parameters (trial.rendering, trial.parameters);
  findings = retexture_inspect_borrow (trial.rendering, trial.parameters, NULL);
  g_assert_cmpuint (findings->choices->len, >=, 2);
  chosen = retexture_findings_get_chosen (findings);
  g_assert_true (chosen == findings->choices->pdata[1]);
  g_assert_cmpint (chosen->area.width, >, 0);
  /* The picture is of the texture's tone, 0.55. */
  for (gint i = 0; i < 3 * chosen->width * chosen->height; i++)
    mean += chosen->pixels[i] / (3.0 * chosen->width * chosen->height);
  g_assert_cmpfloat_with_epsilon (mean, 140.0, 2.0);
}

/* ---- photographs ---- */

typedef struct
{
  const gchar *name, *file;
  GeglRectangle area;
  gint engine;
  GeglRectangle part;  /* of the photograph; empty: all */
  GeglRectangle donor; /* large enough for a spectrum to be compared with it */
} Photo;

static const Photo photos[] = {
  { "cheek",
    "patdavid-nikki-unretouched-crop-1144.jpg",
    { 270, 560, 190, 190 },
    RETEXTURE_ENGINE_STOCHASTIC,
    { 0 },
    { 480, 256, 112, 112 } },
  { "temple",
    "pexels-614810-man-beard-4684x4000.jpg",
    { 1500, 800, 500, 500 },
    RETEXTURE_ENGINE_STOCHASTIC,
    { 1200, 500, 1000, 1700 },
    { 1740, 1740, 224, 224 } },
  { "temple, patches",
    "pexels-614810-man-beard-4684x4000.jpg",
    { 1500, 800, 500, 500 },
    RETEXTURE_ENGINE_STRUCTURED,
    { 1200, 500, 1000, 1700 },
    { 1740, 1740, 224, 224 } },
  /* A donor without stains: what is rare fits in nowhere, and comes back less often. */
  { "worn metal, patches",
    "ambientcg-metal055a-colour-1024.jpg",
    { 400, 300, 260, 260 },
    RETEXTURE_ENGINE_STRUCTURED,
    { 0 },
    { 60, 350, 280, 280 } },
};

static void
a_photograph_gets_its_texture_back (gconstpointer data)
{
  const Photo *photo = data;
  GeglBuffer *original = load_photo (photo->file, &photo->part), *mask;
  RetextureBand bands[3][RETEXTURE_N_BANDS];
  RetextureToneShift shift;

  if (!original)
    {
      g_test_skip ("the photograph is not here");
      return;
    }
  mask = ellipse_new (gegl_buffer_get_extent (original), &photo->area);
  {
    g_auto (Trial) trial = trial_new (original, smoothed_new (original, mask, 6.0), mask);
    RetextureExemplarRecipe recipe;
    g_autoptr (RetextureExemplar) exemplar = NULL;
    g_autofree gfloat *made = NULL;
    const RetexturePlane *plane;
    gsize n_donor;
    GeglNode *node;
    gdouble repetition[2], skew[2], kurtosis[2], decibels;
    g_autoptr (RetextureExemplar) plain = NULL;
    gboolean tiled;

    set (&trial, "engine", photo->engine);
    set (&trial, "donor-x", photo->donor.x);
    set (&trial, "donor-y", photo->donor.y);
    set (&trial, "donor-width", photo->donor.width);
    set (&trial, "donor-height", photo->donor.height);
    render (&trial);
    measure_bands (&trial, &photo->area, bands);
    shift = retexture_measures_tone_shift (trial.edit, trial.result, &photo->area);

    /* The texture as it is made, before strength, beside the donor's. */
    node = retexture_rendering_get_node (trial.rendering, RETEXTURE_VIEW_TEXTURE);
    g_assert_true (retexture_borrowing_read_recipe (
        trial.borrowing, G_OBJECT (gegl_node_get_gegl_operation (node)), &recipe, NULL));
    exemplar = retexture_borrowing_get_exemplar (trial.borrowing, &recipe, NULL);
    tiled = recipe.gaussian;
    recipe.gaussian = FALSE;
    plain = retexture_borrowing_get_exemplar (trial.borrowing, &recipe, NULL);
    plane = retexture_exemplar_get_plane (plain, 0, 0, FALSE);
    made = g_new (gfloat, 512 * 512);
    if (tiled)
      retexture_tiling_render (exemplar, 1, GEGL_RECTANGLE (0, 0, 512, 512), NULL, NULL, made);
    else
      {
        g_autoptr (RetextureQuilt) quilt = retexture_borrowing_get_quilt (
            trial.borrowing, exemplar, 1, 32, GEGL_RECTANGLE (0, 0, 512, 512));

        retexture_quilt_render (quilt, GEGL_RECTANGLE (0, 0, 512, 512), made);
      }
    repetition[0] = repetition_of (plane->values, plane->width, plane->height, 12.0);
    repetition[1] = repetition_of (made, 512, 512, 12.0);
    n_donor = (gsize) plane->width * plane->height;
    decibels = largest_decibels (plane->values, plane->width, plane->height, made, 512, 512);
    skew[0] = skew_of (plane->values, n_donor);
    skew[1] = skew_of (made, 512 * 512);
    kurtosis[0] = kurtosis_of (plane->values, n_donor);
    kurtosis[1] = kurtosis_of (made, 512 * 512);
    g_print (
        "# measured: %s: the bands' deviations are %.2f %.2f %.2f of the original's (edit %.2f "
        "%.2f %.2f), tone shift %.2f\n",
        photo->name, share (bands, 2, 0), share (bands, 2, 1), share (bands, 2, 2),
        share (bands, 1, 0), share (bands, 1, 1), share (bands, 1, 2), shift.mean);
    g_print (
        "# measured:   spectrum within %.2f dB of the donor's, skew %.2f (%.2f), kurtosis %.2f "
        "(%.2f), repetition %.3f (%.3f)\n",
        decibels, skew[1], skew[0], kurtosis[1], kurtosis[0], repetition[1], repetition[0]);
    for (gint i = 0; i < 3; i++)
      g_assert_cmpfloat (fabs (log (share (bands, 2, i))), <,
                         0.5 * fabs (log (share (bands, 1, i))));
    g_assert_cmpfloat (decibels, <, 1.5);
    g_assert_cmpfloat (fabs (skew[1] - skew[0]), <, 0.15);
    g_assert_cmpfloat (fabs (kurtosis[1] / kurtosis[0] - 1.0), <, 0.15);
    g_assert_cmpfloat (shift.mean, <, 0.5);
    g_assert_cmpfloat (repetition[1], <=, 1.2 * repetition[0]);
  }
}

#define FADING_SIDE 640

/* Smoothed in a disc, which fades out over 64 pixels. */
static gfloat
fading (gint x, gint y)
{
  const gdouble from = hypot (x - FADING_SIDE / 2, y - FADING_SIDE / 2);

  return CLAMP ((170.0 - from) / 64.0, 0.0, 1.0);
}

/* Only what was smoothed all the way is selected: what lies beside it has half of its texture, and
 * does not say what is wanted. */
static void
half_smoothed_surroundings_say_nothing (void)
{
  const GeglRectangle extent = { 0, 0, FADING_SIDE, FADING_SIDE };
  const gsize n = (gsize) FADING_SIDE * FADING_SIDE;
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 5, FADING_SIDE, FADING_SIDE);
  GeglBuffer *original
      = picture_of_texture ("R'G'B' u16", texture, FADING_SIDE, FADING_SIDE, 0.55f, 0.03f);
  g_autoptr (GeglBuffer) smoothed = gegl_buffer_new (&extent, babl_format ("Y float"));
  GeglBuffer *selected = gegl_buffer_new (&extent, babl_format ("Y float"));
  g_autofree gfloat *shares = g_new (gfloat, n);
  g_autofree gfloat *truth = NULL, *made = NULL;
  gdouble wanted = 0.0, found = 0.0;

  for (gsize i = 0; i < n; i++)
    shares[i] = fading (i % FADING_SIDE, i / FADING_SIDE);
  gegl_buffer_set (smoothed, &extent, 0, babl_format ("Y float"), shares, GEGL_AUTO_ROWSTRIDE);
  for (gsize i = 0; i < n; i++)
    shares[i] = shares[i] >= 1.0f;
  gegl_buffer_set (selected, &extent, 0, babl_format ("Y float"), shares, GEGL_AUTO_ROWSTRIDE);
  {
    g_auto (Trial) trial = trial_new (original, smoothed_new (original, smoothed, 3.0), selected);

    render (&trial);
    truth = pixels_of (trial.original);
    made = pixels_of (trial.result);
  }
  for (gsize i = 0; i < n; i++)
    if (shares[i] > 0.0f)
      {
        wanted += pow (truth[4 * i + 1] - 0.55, 2.0);
        found += pow (made[4 * i + 1] - 0.55, 2.0);
      }
  g_test_message ("measured: beside what is smoothed by half, %.2f of the energy", found / wanted);
  g_assert_cmpfloat (found, >, 0.75 * wanted);
  g_assert_cmpfloat (found, <, 1.35 * wanted);
}

/* All but a corner is plastic, and a part of that selected: the rest of it neither lends nor says
 * what is usual. */
static void
what_is_plastic_lends_nothing (void)
{
  const GeglRectangle extent = { 0, 0, 640, 480 }, healthy = { 0, 0, 128, 208 };
  const GeglRectangle target = { 432, 192, 96, 96 };
  g_autofree gfloat *texture = texture_new (TEXTURE_PORES, 5, extent.width, extent.height);
  GeglBuffer *original
      = picture_of_texture ("R'G'B' u16", texture, extent.width, extent.height, 0.55f, 0.03f);
  GeglBuffer *edit = gegl_buffer_dup (original);
  GeglBuffer *mask = gegl_buffer_new (&extent, babl_format ("Y float"));
  GeglColor *white = gegl_color_new ("white");
  g_autofree gfloat *truth = NULL, *made = NULL;
  gdouble wanted = 0.0, found = 0.0;
  const GArray *regions;

  gegl_buffer_set_color (mask, &target, white);
  g_object_unref (white);
  retexture_gaussian_blur (original, edit, &extent, 3.0);
  gegl_buffer_copy (original, &healthy, GEGL_ABYSS_NONE, edit, &healthy);
  {
    g_auto (Trial) trial = trial_new (original, edit, mask);

    render (&trial);
    truth = pixels_of (trial.original);
    made = pixels_of (trial.result);
    regions = retexture_borrowing_get_regions (trial.borrowing);
    g_assert_cmpuint (regions->len, >, 0);
    for (guint k = 0; k < regions->len; k++)
      {
        const RetextureDonorRegion *region = &g_array_index (regions, RetextureDonorRegion, k);

        g_assert_true (gegl_rectangle_contains (&healthy, &region->area));
        /* A neighbour's distance is 1. */
        g_assert_cmpfloat (region->fit.distance, <, 1.0);
      }
  }
  for (gint y = target.y; y < target.y + target.height; y++)
    for (gint x = target.x; x < target.x + target.width; x++)
      {
        const gsize i = 4 * ((gsize) y * extent.width + x) + 1;

        wanted += pow (truth[i] - 0.55, 2.0);
        found += pow (made[i] - 0.55, 2.0);
      }
  g_test_message ("measured: amid what is plastic, %.2f of the energy", found / wanted);
  g_assert_cmpfloat (found, >, 0.5 * wanted);
  g_assert_cmpfloat (found, <, 1.5 * wanted);
}

static void
a_face_gets_texture_of_skin (void)
{
  g_autoptr (HiddenFace) face = hidden_face_new ();
  g_autofree gfloat *made = NULL;

  if (!face)
    return;
  {
    g_auto (Trial) trial
        = trial_new (NULL, g_object_ref (face->edit), g_object_ref (face->selection));

    render (&trial);
    made = pixels_of (trial.result);
  }
  hidden_face_assert_returned (face, made, 0.3, 1.25);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_data_func ("/borrow/as-before/stochastic",
                        GINT_TO_POINTER (RETEXTURE_ENGINE_STOCHASTIC),
                        a_smoothed_place_is_as_textured_as_before);
  g_test_add_data_func ("/borrow/as-before/structured",
                        GINT_TO_POINTER (RETEXTURE_ENGINE_STRUCTURED),
                        a_smoothed_place_is_as_textured_as_before);
  g_test_add_func ("/borrow/all-sizes", no_size_is_missing_at_the_radius);
  g_test_add_func ("/borrow/not-doubled", texture_that_is_there_is_not_doubled);
  g_test_add_func ("/borrow/surroundings", strength_goes_with_the_surroundings);
  g_test_add_func ("/borrow/half-smoothed", half_smoothed_surroundings_say_nothing);
  g_test_add_func ("/borrow/clipped", clipped_tones_stay);
  g_test_add_func ("/borrow/neutral", no_texture_is_exactly_neutral);
  g_test_add_data_func ("/borrow/pieces/stochastic", GINT_TO_POINTER (RETEXTURE_ENGINE_STOCHASTIC),
                        pieces_give_the_bytes_of_the_whole);
  g_test_add_data_func ("/borrow/pieces/structured", GINT_TO_POINTER (RETEXTURE_ENGINE_STRUCTURED),
                        pieces_give_the_bytes_of_the_whole);
  g_test_add_func ("/borrow/colour", colour_is_borrowed_only_where_asked);
  g_test_add_func ("/borrow/colour-of-the-place", texture_goes_with_the_colour_as_it_did);
  g_test_add_data_func ("/borrow/form/stochastic", GINT_TO_POINTER (RETEXTURE_ENGINE_STOCHASTIC),
                        texture_follows_the_form);
  g_test_add_data_func ("/borrow/form/structured", GINT_TO_POINTER (RETEXTURE_ENGINE_STRUCTURED),
                        texture_follows_the_form);
  g_test_add_func ("/borrow/preview", a_reduced_preview_has_the_reduced_texture);
  g_test_add_func ("/borrow/refusals", what_cannot_be_done_is_refused);
  g_test_add_func ("/borrow/regions", regions_are_offered_with_pictures);
  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (photos)); i++)
    {
      g_autofree gchar *path = g_strdup_printf ("/borrow/photographs/%u", i);

      g_test_add_data_func (path, &photos[i], a_photograph_gets_its_texture_back);
    }

  g_test_add_func ("/borrow/plastic", what_is_plastic_lends_nothing);
  g_test_add_func ("/borrow/face", a_face_gets_texture_of_skin);

  return g_test_run ();
}
