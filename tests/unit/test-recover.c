/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover, against pairs of which the truth is known: what returns, what stays removed and has
 * texture even so, and what is left alone.
 */
#include "aligned.h"
#include "inspect-recover.h"
#include "measures.h"
#include "neutral.h"
#include "overshoot.h"
#include "parts.h"
#include "moved-edits.h"
#include "recover-report.h"
#include "recover-trial.h"

/* What covers one half of a picture: its colour, and the deviation of its texture. */
typedef struct
{
  const gchar *name;
  gfloat colour[3], strength;
} Half;

static const Half skin_and_cloth[2]
    = { { "skin", { 0.75f, 0.55f, 0.45f }, 0.02f }, { "cloth", { 0.4f, 0.5f, 0.75f }, 0.06f } };
static const Half sharp_and_blurred[2]
    = { { "skin", { 0.75f, 0.55f, 0.45f }, 0.04f },
        { "skin out of focus", { 0.75f, 0.55f, 0.45f }, 0.008f } };

/* The halves side by side, and a spot removed from each. The picture before there were any is
 * written to `truth`. */
static Trial
trial_of_halves (const Half halves[2], gfloat **truth)
{
  const GeglRectangle extent = { 0, 0, 640, 480 };
  const gsize n = (gsize) extent.width * extent.height;
  g_autofree gfloat *left = texture_new (TEXTURE_PORES, 3, extent.width, extent.height);
  g_autofree gfloat *right = texture_new (TEXTURE_PORES, 4, extent.width, extent.height);
  g_autofree gfloat *original = g_new (gfloat, 4 * n), *edit = g_new (gfloat, 4 * n);
  g_autoptr (GeglBuffer) edited = NULL, spotted = NULL;

  *truth = g_new (gfloat, 4 * n);
  for (gsize i = 0; i < 4 * n; i++)
    {
      const gint x = i / 4 % extent.width, y = i / 4 / extent.width, side = x >= 320;
      const gfloat texture = halves[side].strength * (side ? right : left)[i / 4];
      const gfloat spot = soft_ellipse (x, y, side ? 480.0 : 160.0, 240.0, 48.0, 48.0, 4.0);
      const gfloat colour = i % 4 < 3 ? halves[side].colour[i % 4] : 1.0f;

      (*truth)[i] = original[i] = edit[i] = colour;
      if (i % 4 == 3)
        continue;
      (*truth)[i] += texture;
      original[i] += texture - 0.25f * spot;
      edit[i] += (1.0f - spot) * texture;
    }
  edited = picture_from_pixels ("R'G'B' u16", &extent, edit);
  spotted = picture_from_pixels ("R'G'B' u16", &extent, original);
  return trial_new (edited, spotted, NULL, "align-first=never\nmatch-grain=FALSE\nradius=4\n");
}

/* ---- in another host ---- */

/* As anything else that uses GEGL would put it into a graph. */
static GeglBuffer *
alone_in_a_graph (GeglBuffer *edit, GeglBuffer *original, gboolean standalone)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edit, NULL);
  GeglNode *aux
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", original, NULL);
  GeglNode *recover = gegl_node_new_child (graph, "operation", "retexture:recover", "standalone",
                                           standalone, "radius", RADIUS, NULL);
  GeglBuffer *made = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("R'G'B'A float"));

  gegl_node_link (input, recover);
  gegl_node_connect_to (aux, "output", recover, "aux");
  gegl_node_blit_buffer (recover, made, NULL, 0, GEGL_ABYSS_NONE);
  return made;
}

static void
alone_it_does_the_same (void)
{
  g_autoptr (GeglBuffer) photo = textured (TEXTURE_PORES, 5, SIZE, SIZE);
  g_autoptr (KnownLoss) loss = known_loss_new (photo, 2.0, 0.02);
  g_autoptr (GeglBuffer) edit = picture_of (loss, loss->edit);
  g_autoptr (GeglBuffer) original = picture_of (loss, loss->original);
  g_autoptr (GeglBuffer) made = alone_in_a_graph (edit, original, TRUE);
  g_autoptr (GeglBuffer) off = alone_in_a_graph (edit, original, FALSE);
  g_auto (Trial) trial = trial_new (edit, original, NULL, "radius=4\nalign-first=never\n");
  g_autofree gfloat *alone = pixels_of (made), *within = result_of (&trial);
  g_autofree gfloat *untouched = pixels_of (off), *before = pixels_of (edit);

  g_assert_cmpint (memcmp (alone, within, 4 * sizeof (gfloat) * SIZE * SIZE), ==, 0);
  g_assert_cmpint (memcmp (alone, before, 4 * sizeof (gfloat) * SIZE * SIZE), !=, 0);
  g_assert_cmpint (memcmp (untouched, before, 4 * sizeof (gfloat) * SIZE * SIZE), ==, 0);
}

/* ---- where nothing is to be done ---- */

static void
nothing_asked_for_changes_nothing (void)
{
  static const gchar *formats[]
      = { "R'G'B' u8", "R'G'B'A u8", "R'G'B' u16", "R'G'B'A float", "Y' u8", "RGB u16" };
  g_autoptr (GeglBuffer) texture = textured (TEXTURE_PORES, 3, 150, 130);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      const Babl *format = babl_format (formats[i]);
      const GeglRectangle *extent = gegl_buffer_get_extent (texture);
      g_autoptr (GeglBuffer) original = gegl_buffer_new (extent, format);
      g_autoptr (GeglBuffer) edit = gegl_buffer_new (extent, format);
      g_autoptr (GeglBuffer) made = gegl_buffer_new (extent, format);
      g_autoptr (GeglBuffer) smooth = gegl_buffer_new (extent, babl_format ("R'G'B' float"));

      retexture_gaussian_blur (texture, smooth, extent, 2.0);
      gegl_buffer_copy (texture, NULL, GEGL_ABYSS_NONE, original, NULL);
      gegl_buffer_copy (smooth, NULL, GEGL_ABYSS_NONE, edit, NULL);
      {
        g_auto (Trial) trial
            = trial_new (edit, original, NULL, "amount=0\nmatch-grain=FALSE\nalign-first=never\n");

        gegl_node_blit_buffer (
            retexture_rendering_get_part (trial.rendering, RETEXTURE_PART_JOINED), made, NULL, 0,
            GEGL_ABYSS_NONE);
        g_test_message ("%s", formats[i]);
        assert_same_bytes (edit, made, extent);
      }
    }
}

static void
an_edit_that_lost_nothing_stays (void)
{
  g_autoptr (GeglBuffer) original = textured (TEXTURE_PORES, 5, 300, 260);
  g_auto (Trial) trial = trial_new (original, original, NULL, "align-first=never\n");
  g_autofree gfloat *made = result_of (&trial);
  g_autofree gfloat *wanted = pixels_of (original);

  g_assert_cmpfloat (largest_difference (made, wanted, 4 * 300 * 260), ==, 0.0);
}

/* ---- the parts ---- */

static void
parts_add_up_to_the_result (void)
{
  static const gchar *settings[]
      = { "seed=1\n", "scale=2\noffset=100\n", "tone=luminance\nscale=1.5\n" };
  g_autoptr (GeglBuffer) texture = textured (TEXTURE_PORES, 7, SIZE, SIZE);
  g_autoptr (KnownLoss) loss = known_loss_new (texture, 2.0, 0.02);

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_auto (Trial) trial = trial_of (loss, settings[i]);
      GObject *operation = retexture_rendering_get_operation (trial.rendering);
      const Babl *stored = babl_format ("R'G'B' u8");
      g_autofree gfloat *recovered = pixels_of_part (&trial, RETEXTURE_PART_RECOVERED);
      g_autofree gfloat *borrowed = pixels_of_part (&trial, RETEXTURE_PART_BORROWED);
      g_autofree gfloat *grain = pixels_of_part (&trial, RETEXTURE_PART_GRAIN);
      g_autofree gfloat *returned = values_of_mask (&trial, RETEXTURE_PART_RECOVERED_MASK);
      g_autofree gfloat *lent = values_of_mask (&trial, RETEXTURE_PART_BORROWED_MASK);
      g_autofree gfloat *grained = values_of_mask (&trial, RETEXTURE_PART_GRAIN_MASK);
      g_autofree gfloat *joined = pixels_of_part (&trial, RETEXTURE_PART_JOINED);
      g_autofree gfloat *edit = pixels_of (retexture_rendering_get_edit (trial.rendering));
      gdouble scale, offset, neutral, worst = 0.0;

      g_object_get (operation, "scale", &scale, "offset", &offset, NULL);
      neutral = retexture_neutral_value (stored, offset);
      for (gsize k = 0; k < 4 * SIZE * SIZE; k++)
        if (k % 4 < 3)
          {
            const gdouble sum = edit[k]
                                + scale
                                      * (returned[k / 4] * (recovered[k] - neutral)
                                         + lent[k / 4] * (borrowed[k] - neutral)
                                         + grained[k / 4] * (grain[k] - neutral));

            worst = MAX (worst, fabs (CLAMP (sum, 0.0, 1.0) - joined[k]));
          }
      /* The result is rounded to 8 bit. */
      g_assert_cmpfloat (worst, <=, 0.501 / 255.0);
    }
}

static void
bytes_do_not_depend_on_the_region (void)
{
  static const gint parts[] = { RETEXTURE_PART_JOINED, RETEXTURE_PART_RECOVERED_MASK,
                                RETEXTURE_PART_SHARES, RETEXTURE_PART_SOURCES };
  g_autoptr (GeglBuffer) texture = textured (TEXTURE_PORES, 9, 420, 360);
  g_autoptr (KnownLoss) loss = known_loss_new (texture, 2.0, 0.02);
  g_autofree gfloat *truth = NULL;
  g_auto (Trial) one_lender = trial_of (loss, "radius=3\n");
  g_auto (Trial) two_lenders = trial_of_halves (skin_and_cloth, &truth);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (parts); i++)
    {
      const Trial *trial = i % 2 ? &two_lenders : &one_lender;
      g_autoptr (GeglBuffer) whole = part_of (trial, parts[i / 2], "R'G'B' u8");

      assert_same_in_pieces (retexture_rendering_get_part (trial->rendering, parts[i / 2]), whole,
                             97);
    }
}

/* ---- the radius ---- */

/* It decides with which bands one begins; twice or half as much would leave some out. */
static void
the_radius_is_found (void)
{
  static const gdouble blurs[] = { 1.5, 3.0, 6.0 };
  g_autoptr (GeglBuffer) original = noise_of_all_scales (600, 500, 2);

  for (guint i = 0; i < G_N_ELEMENTS (blurs); i++)
    {
      const GeglRectangle *extent = gegl_buffer_get_extent (original);
      g_autoptr (GeglBuffer) edit = gegl_buffer_new (extent, babl_format ("R'G'B' float"));
      g_autoptr (RetextureMissing) missing = NULL;
      gdouble radius;

      retexture_gaussian_blur (original, edit, extent, blurs[i]);
      missing = retexture_missing_new (edit, original, NULL);
      radius = retexture_missing_get_radius (missing);
      g_test_message ("measured: a blur of %.1f is found as %.2f", blurs[i], radius);
      g_assert_cmpfloat (radius, >, 0.7 * blurs[i]);
      g_assert_cmpfloat (radius, <, 1.5 * blurs[i]);
    }
  {
    g_autoptr (RetextureMissing) same = retexture_missing_new (original, original, NULL);

    g_assert_cmpfloat (retexture_missing_get_radius (same), ==, 0.0);
  }
}

/* ---- against the truth ---- */

typedef struct
{
  Distance distance;
  gdouble spots;      /* energy where one was removed, of the truth's there; geometric mean */
  gdouble spots_edit; /* the same of the edit */
  gdouble tone;       /* mean shift against the edit, CIEDE2000 */
  gdouble overshoot;  /* at strong edges, share of their height */
} Outcome;

static gdouble
energy_around (const gfloat *high, gint width, const Blemish *blemish)
{
  const gint reach = (gint) (2.5 * blemish->size);
  gdouble sum = 0.0;

  for (gint y = -reach; y <= reach; y++)
    for (gint x = -reach; x <= reach; x++)
      if (hypot (x, y) < 2.5 * blemish->size)
        {
          const gdouble value = high[(gsize) (blemish->y + y) * width + blemish->x + x];

          sum += value * value;
        }
  return sum;
}

static gdouble
energy_of_spots (const KnownLoss *loss, const gfloat *result)
{
  g_autofree gfloat *truth = high_of (loss->truth, loss->width, loss->height, RADIUS);
  g_autofree gfloat *made = high_of (result, loss->width, loss->height, RADIUS);
  gdouble sum = 0.0;
  gint n = 0;

  for (gint k = 0; k < BLEMISHES; k++)
    {
      const Blemish *blemish = loss->blemishes + k;

      if (loss->smoothed[(gsize) blemish->y * loss->width + blemish->x] < 0.95f)
        continue;
      sum += log (energy_around (made, loss->width, blemish)
                  / energy_around (truth, loss->width, blemish));
      n++;
    }
  g_assert_cmpint (n, >, 3);
  return exp (sum / n);
}

static Outcome
judge (const KnownLoss *loss, const gchar *values)
{
  g_auto (Trial) trial = trial_of (loss, values);
  g_autofree gfloat *made = result_of (&trial);
  const GeglRectangle area = { 0, 0, loss->width, loss->height };
  g_autoptr (GeglBuffer) result = picture_from_pixels ("R'G'B' float", &area, made);
  GeglBuffer *edit = retexture_rendering_get_edit (trial.rendering);
  const GeglRectangle unpainted = { 0, 0, (gint) (0.62 * loss->width), loss->height };

  return (Outcome){
    .tone = retexture_measures_tone_shift (edit, result, &area).mean,
    .overshoot = retexture_measures_overshoot (retexture_rendering_get_original (trial.rendering),
                                               edit, result, &unpainted),
    .distance = distance_of (loss, made, NULL, RADIUS),
    .spots = energy_of_spots (loss, made),
    .spots_edit = energy_of_spots (loss, loss->edit),
  };
}

static void
report (const gchar *what, const Outcome *o)
{
  g_test_message ("measured: %s: correlation %.3f, energy %.3f; untouched %.3f; blemishes %.3f; "
                  "texture where they were %.2f (edit %.2f); tone %.2f, overshoot %.4f",
                  what, o->distance.correlation, o->distance.energy, o->distance.untouched,
                  o->distance.blemishes, o->spots, o->spots_edit, o->tone, o->overshoot);
}

/* What the report says of an edit that was made darker, too. Beside a strong edge contrast is told
 * less exactly. */
static void
the_report_knows_the_edits_light (void)
{
  g_autoptr (GeglBuffer) texture = textured (TEXTURE_PORES, 11, SIZE, SIZE);
  g_autofree gfloat *original = pixels_of (texture);
  const GeglRectangle *extent = gegl_buffer_get_extent (texture);
  const gint n = extent->width * extent->height;
  gdouble numbers[2][RETEXTURE_REPORT_NUMBERS];

  /* Something to overshoot at, and tones to tell light by. */
  for (gint i = 0; i < 4 * n; i++)
    if (i % 4 < 3)
      original[i] *= 0.7 + (i / 4 % extent->width > extent->width / 2 ? 0.3 : 0.0)
                     + 0.25 * sin (i / 4 / extent->width / 60.0);
  for (gint darker = 0; darker < 2; darker++)
    {
      g_autofree gfloat *edit = blurred_pixels (original, extent->width, extent->height, 2.0);
      g_autoptr (GeglBuffer) photo = picture_from_pixels ("R'G'B' u8", extent, original);
      g_autoptr (GeglBuffer) edited = NULL;

      for (gint i = 0; i < 4 * n && darker; i++)
        if (i % 4 < 3)
          edit[i] *= 0.6f;
      edited = picture_from_pixels ("R'G'B' u8", extent, edit);
      {
        g_auto (Trial) trial = trial_new (edited, photo, NULL, "radius=4\nmatch-grain=FALSE\n");

        retexture_recover_report (trial.rendering, numbers[darker]);
      }
      g_test_message ("measured: %s: finest %.1f, finer %.1f, overshoot %.1f",
                      darker ? "darker" : "as light", numbers[darker][RETEXTURE_REPORT_FINEST],
                      numbers[darker][RETEXTURE_REPORT_FINER],
                      numbers[darker][RETEXTURE_REPORT_OVERSHOOT]);
    }
  for (gint i = RETEXTURE_REPORT_FINEST; i <= RETEXTURE_REPORT_FINE; i++)
    g_assert_cmpfloat_with_epsilon (numbers[1][i], numbers[0][i], 6.0);
  g_assert_cmpfloat (numbers[1][RETEXTURE_REPORT_OVERSHOOT], <,
                     numbers[0][RETEXTURE_REPORT_OVERSHOOT] + 3.0);
}

static void
lost_texture_returns_and_spots_stay_removed (void)
{
  for (gint warp = 0; warp <= 3; warp += 3)
    {
      g_autoptr (GeglBuffer) texture = textured (TEXTURE_PORES, 11, 2 * SIZE, 2 * SIZE);
      g_autoptr (KnownLoss) loss = warped_loss_new (texture, 2.0, 0.02, warp);
      const Outcome outcome = judge (loss, "radius=4\nmatch-grain=FALSE\n");

      report (warp ? "pores, original bent by 3 pixels" : "pores", &outcome);
      /* Texture resampled at a fraction of a pixel lacks some of its finest. */
      g_assert_cmpfloat (outcome.distance.correlation, >=, warp ? 0.93 : 0.975);
      g_assert_cmpfloat (outcome.distance.energy, >=, 0.9);
      g_assert_cmpfloat (outcome.distance.energy, <=, 1.1);
      g_assert_cmpfloat (outcome.distance.untouched, <=, 1.03);
      g_assert_cmpfloat (outcome.distance.blemishes, <=, 0.05);
      /* Their texture is another one than the truth's, of the same strength. */
      g_assert_cmpfloat (outcome.spots, >=, 0.8);
      g_assert_cmpfloat (outcome.spots, <=, 1.25);
      g_assert_cmpfloat (outcome.spots_edit, <=, 0.3);
    }
}

static void
without_borrowing_spots_stay_smooth (void)
{
  g_autoptr (GeglBuffer) texture = textured (TEXTURE_PORES, 11, 2 * SIZE, 2 * SIZE);
  g_autoptr (KnownLoss) loss = warped_loss_new (texture, 2.0, 0.02, 0.0);
  const Outcome without = judge (loss, "radius=4\nborrow=FALSE\nmatch-grain=FALSE\n");
  const Outcome unprotected
      = judge (loss, "radius=4\nprotect=FALSE\nborrow=FALSE\nmatch-grain=FALSE\n");

  g_assert_cmpfloat (without.spots, <=, 0.4);
  g_assert_cmpfloat (without.distance.blemishes, <=, 0.05);
  /* And unprotected they come back. */
  g_assert_cmpfloat (unprotected.distance.blemishes, >=, 0.2);
}

static const struct
{
  const gchar *name;
  GeglRectangle part;
} photos[] = {
  { "patdavid-nikki-unretouched-crop-1144.jpg", { 0, 0, 1144, 1144 } },
  { "clic25-man-wet-skin-2048.png", { 0, 200, 1364, 1400 } },
  { "patdavid-mairi-deux-2048.jpg", { 400, 100, 1300, 1300 } },
  { "pcb-macro-gold-terminals-2048.jpg", { 300, 100, 1400, 1300 } },
};

static void
photographs_get_their_texture_back (void)
{
  gint found = 0;

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (photos)); i++)
    for (gint warp = 0; warp <= 3; warp += 3)
      {
        g_autoptr (GeglBuffer) photo = load_photo (photos[i].name, &photos[i].part);
        g_autoptr (KnownLoss) loss = NULL;
        Outcome outcome;

        if (!photo)
          continue;
        found++;
        loss = warped_loss_new (photo, 2.0, 0.03, warp);
        outcome = judge (loss, "align-first=always\n");
        report (photos[i].name, &outcome);
        g_assert_cmpfloat (outcome.distance.correlation, >=, warp ? 0.92 : 0.97);
        g_assert_cmpfloat (outcome.distance.energy, >=, 0.8);
        g_assert_cmpfloat (outcome.distance.energy, <=, 1.1);
        g_assert_cmpfloat (outcome.distance.untouched, <=, 1.03);
        g_assert_cmpfloat (outcome.distance.blemishes, <=, 0.1);
        g_assert_cmpfloat (outcome.spots, >=, 0.55);
        g_assert_cmpfloat (outcome.spots, <=, 1.35);
        g_assert_cmpfloat (outcome.tone, <=, 0.5);
        /* The edit's tone drifts by that much against the original's, and the texture with it; and
         * what was bent lies a tenth of a pixel off. */
        g_assert_cmpfloat (outcome.overshoot, <=, warp ? 0.05 : 0.03);
      }
  if (!found)
    g_test_skip ("photographs are not here");
}

/* ---- an original that does not reach everywhere ---- */

static void
where_the_original_ends_texture_is_borrowed (void)
{
  const GeglRectangle left = { 0, 0, 300, 400 };
  g_autoptr (GeglBuffer) texture = textured (TEXTURE_PORES, 13, 600, 400);
  const GeglRectangle *extent = gegl_buffer_get_extent (texture);
  g_autoptr (GeglBuffer) edit = gegl_buffer_new (extent, babl_format ("R'G'B' u8"));
  g_autoptr (GeglBuffer) original = gegl_buffer_new (&left, babl_format ("R'G'B' u8"));
  g_autofree gfloat *made = NULL, *high = NULL, *truth = NULL, *wanted = NULL;
  g_autofree gfloat *returned = NULL, *lent = NULL;
  gdouble there = 0.0, whole = 0.0, own = 0.0;

  retexture_gaussian_blur (texture, edit, extent, 2.0);
  gegl_buffer_copy (texture, &left, GEGL_ABYSS_NONE, original, &left);
  {
    g_auto (Trial) trial = trial_new (edit, original, NULL, "radius=4\nalign-first=never\n");

    made = result_of (&trial);
    returned = values_of_mask (&trial, RETEXTURE_PART_RECOVERED_MASK);
    lent = values_of_mask (&trial, RETEXTURE_PART_BORROWED_MASK);
  }
  truth = pixels_of (texture);
  high = high_of (made, 600, 400, RADIUS);
  wanted = high_of (truth, 600, 400, RADIUS);
  for (gint i = 0; i < 600 * 400; i++)
    {
      const gint x = i % 600;

      if (x < 250)
        own += returned[i] / (250 * 400);
      if (x < 350)
        continue;
      g_assert_cmpfloat (returned[i], ==, 0.0);
      g_assert_cmpfloat (lent[i], >, 0.99);
      there += high[i] * high[i];
      whole += wanted[i] * wanted[i];
    }
  g_test_message ("measured: %.3f returned, energy borrowed beyond the original %.2f", own,
                  there / whole);
  g_assert_cmpfloat (own, >, 0.97);
  g_assert_cmpfloat (there / whole, >, 0.75);
  g_assert_cmpfloat (there / whole, <, 1.25);
}

/* What the dialog says of it holds a word. */
static gboolean
is_said (const Trial *trial, const gchar *words)
{
  g_autoptr (RetextureParameters) parameters
      = retexture_method_parameters_new ("retexture:recover");
  g_autoptr (RetextureFindings) findings
      = retexture_inspect_recover (trial->rendering, parameters, NULL);

  for (guint i = 0; i < findings->notes->len; i++)
    if (strstr (((RetextureNote *) findings->notes->pdata[i])->text, words))
      return TRUE;
  return FALSE;
}

/* A roof of beams, of which one was taken away: its edges are not to be strewn about. */
static void
edges_are_no_texture (void)
{
  const GeglRectangle extent = { 0, 0, 500, 400 };
  g_autofree gfloat *rgba = g_new (gfloat, 4 * 500 * 400);
  g_autoptr (GeglBuffer) original = NULL;
  g_autoptr (GeglBuffer) edit = NULL;
  RetextureRecoverySetup *setup;

  for (gint i = 0; i < 500 * 400; i++)
    for (gint c = 0; c < 4; c++)
      {
        const gint beam = (i % 500 + 2 * (i / 500)) / 11;

        rgba[4 * i + c]
            = c == 3 ? 1.0f : 0.3f + 0.3f * noise_at (beam, 7, 0) + 0.01f * noise_at (i, 3, 1);
      }
  original = picture_from_pixels ("R'G'B' u8", &extent, rgba);
  for (gint y = 150; y < 250; y++)
    for (gint x = 200; x < 300; x++)
      for (gint c = 0; c < 3; c++)
        rgba[4 * (y * 500 + x) + c] = 0.45f;
  edit = picture_from_pixels ("R'G'B' u8", &extent, rgba);
  {
    g_auto (Trial) trial = trial_new (edit, original, NULL, "align-first=never\n");

    setup = retexture_recovery_get_setup (trial.recovery, 4.0, TRUE, RETEXTURE_SURFACE_ANY);
    g_assert_nonnull (setup->lenders->all[0].borrowing);
    g_assert_cmpint (retexture_borrowing_get_regions (setup->lenders->all[0].borrowing)->len, ==,
                     0);
    retexture_recovery_setup_unref (setup);
    g_assert_true (is_said (&trial, "grain alone"));
  }
  {
    g_auto (Trial) trial
        = trial_new (edit, original, NULL, "align-first=never\nmatch-grain=FALSE\n");

    g_assert_true (is_said (&trial, "stay as they are"));
    g_assert_false (is_said (&trial, "grain alone"));
  }
}

/* Texture of two places differs by a tenth; that of the halves by a factor of three and more. */
static void
assert_spots_have_texture (const Half halves[2], gdouble least, gdouble most)
{
  g_autofree gfloat *truth = NULL;
  g_auto (Trial) trial = trial_of_halves (halves, &truth);
  g_autofree gfloat *made = result_of (&trial);

  for (gint side = 0; side < 2; side++)
    {
      gdouble wanted = 0.0, found = 0.0, share;

      for (gint y = 215; y < 265; y++)
        for (gint x = 135 + 320 * side; x < 185 + 320 * side; x++)
          {
            const gsize i = 4 * ((gsize) y * 640 + x) + 1;

            wanted += pow (truth[i] - halves[side].colour[1], 2.0);
            found += pow (made[i] - halves[side].colour[1], 2.0);
          }
      share = sqrt (found / wanted);
      g_test_message ("measured: a spot on %s has texture %.2f times as strong as was hidden",
                      halves[side].name, share);
      g_assert_cmpfloat (share, >, least);
      g_assert_cmpfloat (share, <, most);
    }
}

/* Each gets what its own neighbours have, and not the other's. */
static void
each_material_lends_its_own (void)
{
  assert_spots_have_texture (skin_and_cloth, 0.75, 1.25);
}

/* What the original shows around a place is what it has, however little that is; the farther half
 * has some say in it. */
static void
faint_texture_gets_faint_texture (void)
{
  assert_spots_have_texture (sharp_and_blurred, 0.6, 1.35);
}

/* ---- at the edges ---- */

static void
cancelled_it_gives_nothing (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GeglBuffer) original = textured (TEXTURE_PORES, 19, 300, 200);

  g_cancellable_cancel (cancellable);
  g_assert_null (retexture_recovery_new (original, original, NULL, original, NULL, cancellable));
  g_assert_null (retexture_recovery_new (original, NULL, NULL, NULL, NULL, cancellable));
}

static void
an_original_elsewhere_is_none (void)
{
  g_autoptr (GeglBuffer) edit = noise_picture ("R'G'B' u8", 0, 0, 90, 80);
  g_autoptr (GeglBuffer) original = noise_picture ("R'G'B' u8", 90, 0, 90, 80);
  g_auto (Trial) trial = trial_new (edit, original, NULL, "align-first=never\n");

  g_assert_false (retexture_recovery_has_original (trial.recovery));
}

static void
small_pictures_do_no_harm (void)
{
  static const gint sizes[][2] = { { 1, 1 }, { 1, 50 }, { 3, 2 }, { 40, 17 }, { 300, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GeglBuffer) original
          = noise_picture ("R'G'B'A u8", 5, -3, sizes[i][0], sizes[i][1]);
      g_auto (Trial) trial = trial_new (original, original, NULL, "align-first=never\n");
      g_auto (Trial) alone = trial_new (original, NULL, NULL, "align-first=never\n");
      g_autofree gfloat *made = result_of (&trial);
      g_autofree gfloat *made_alone = result_of (&alone);
      g_autofree gfloat *wanted = pixels_of (original);

      g_assert_cmpfloat (largest_difference (made, wanted, 4 * sizes[i][0] * sizes[i][1]), ==, 0.0);
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  g_test_add_func ("/recover/alone-it-does-the-same", alone_it_does_the_same);
  g_test_add_func ("/recover/nothing-asked-for-changes-nothing", nothing_asked_for_changes_nothing);
  g_test_add_func ("/recover/an-edit-that-lost-nothing-stays", an_edit_that_lost_nothing_stays);
  g_test_add_func ("/recover/parts-add-up-to-the-result", parts_add_up_to_the_result);
  g_test_add_func ("/recover/bytes-do-not-depend-on-the-region", bytes_do_not_depend_on_the_region);
  g_test_add_func ("/recover/the-radius-is-found", the_radius_is_found);
  g_test_add_func ("/recover/the-report-knows-the-edits-light", the_report_knows_the_edits_light);
  g_test_add_func ("/recover/lost-texture-returns-and-spots-stay-removed",
                   lost_texture_returns_and_spots_stay_removed);
  g_test_add_func ("/recover/without-borrowing-spots-stay-smooth",
                   without_borrowing_spots_stay_smooth);
  g_test_add_func ("/recover/photographs-get-their-texture-back",
                   photographs_get_their_texture_back);
  g_test_add_func ("/recover/where-the-original-ends-texture-is-borrowed",
                   where_the_original_ends_texture_is_borrowed);
  g_test_add_func ("/recover/edges-are-no-texture", edges_are_no_texture);
  g_test_add_func ("/recover/each-material-lends-its-own", each_material_lends_its_own);
  g_test_add_func ("/recover/faint-texture-gets-faint-texture", faint_texture_gets_faint_texture);
  g_test_add_func ("/recover/cancelled-it-gives-nothing", cancelled_it_gives_nothing);
  g_test_add_func ("/recover/an-original-elsewhere-is-none", an_original_elsewhere_is_none);
  g_test_add_func ("/recover/small-pictures-do-no-harm", small_pictures_do_no_harm);

  return g_test_run ();
}
