/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover where an edit shows something else over a large part, such as another backdrop, or the
 * same in other colours.
 */
#include "recover-trial.h"

#define EDGE 3.0

/* The edge's own blur, and of its surroundings what is changed along with it; pixels. */
#define INSIDE 14.0
#define OUTSIDE 24.0

typedef struct
{
  gint width, height;
  gfloat *original, *edit, *truth; /* R'G'B'A */
  gfloat *inside;                  /* pixels from the subject's edge; below 0 outside it */
} Pair;

static void
pair_clear (Pair *pair)
{
  g_free (pair->original);
  g_free (pair->edit);
  g_free (pair->truth);
  g_free (pair->inside);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

/* An ellipse, by its middle and its radii, in shares of the picture. */
typedef struct
{
  gdouble x, y, a, b;
} Shape;

static const Shape middle = { 0.5, 0.55, 0.3, 0.4 };

static Pair
pair_new (GeglBuffer *photo, const Shape *shape)
{
  Pair pair = { .width = gegl_buffer_get_width (photo), .height = gegl_buffer_get_height (photo) };

  pair.original = pixels_of (photo);
  pair.edit = blurred_pixels (pair.original, pair.width, pair.height, 2.0);
  pair.truth = pixels_of (photo);
  pair.inside = g_new (gfloat, (gsize) pair.width * pair.height);
  for (gint i = 0; i < pair.width * pair.height; i++)
    {
      const gdouble u = (gdouble) (i % pair.width) / pair.width - shape->x;
      const gdouble v = (gdouble) (i / pair.width) / pair.height - shape->y;

      pair.inside[i] = (1.0 - hypot (u / shape->a, v / shape->b))
                       * MIN (shape->a * pair.width, shape->b * pair.height);
    }
  return pair;
}

/* Plain ones, with a slow gradient: their colours, and by how much they change downwards. The last
 * two are what skin and hair are like. */
static const struct
{
  gdouble colour[3], down[3];
} backdrops[] = {
  { { 0.25, 0.3, 0.5 }, { 0.35, 0.3, 0.0 } },
  { { 0.3, 0.22, 0.23 }, { 0.1, 0.1, 0.0 } },
  { { 0.72, 0.55, 0.46 }, { 0.1, 0.1, 0.1 } },
};

/* R'G'B'A, in the edit and the truth. */
static void
put_behind (const Pair *pair, const gfloat *backdrop)
{
  for (gint i = 0; i < pair->width * pair->height; i++)
    {
      const gfloat share = 1.0 - CLAMP (pair->inside[i] / EDGE + 0.5, 0.0, 1.0);

      for (gint c = 0; c < 3; c++)
        {
          gfloat *edit = pair->edit + 4 * i + c, *truth = pair->truth + 4 * i + c;

          *edit += share * (backdrop[4 * i + c] - *edit);
          *truth += share * (backdrop[4 * i + c] - *truth);
        }
    }
}

static void
replace_backdrop (const Pair *pair, guint kind)
{
  const gint n = pair->width * pair->height;
  g_autofree gfloat *backdrop = g_new0 (gfloat, 4 * n);

  for (gint i = 0; i < n; i++)
    for (gint c = 0; c < 3; c++)
      backdrop[4 * i + c]
          = backdrops[kind].colour[c] + backdrops[kind].down[c] * (i / pair->width) / pair->height;
  put_behind (pair, backdrop);
}

static Trial
trial_of_pair (const Pair *pair, const gchar *values)
{
  const GeglRectangle area = { 0, 0, pair->width, pair->height };
  g_autoptr (GeglBuffer) edit = picture_from_pixels ("R'G'B' u8", &area, pair->edit);
  g_autoptr (GeglBuffer) original = picture_from_pixels ("R'G'B' u8", &area, pair->original);

  return trial_new (edit, original, NULL, values);
}

typedef struct
{
  gdouble radius;
  gdouble correlation, energy; /* of the subject, with the truth and of it */
  gdouble added;               /* outside, deviation of what was laid, in levels of 8 bits */
  gdouble old;                 /* of what was laid there, the share of the old one's */
  gdouble borrowed;            /* mean weight there */
} Outcome;

static Outcome
judge (const Pair *pair, const gchar *values)
{
  g_auto (Trial) trial = trial_of_pair (pair, values);
  const gint width = pair->width, height = pair->height;
  g_autofree gfloat *made = result_of (&trial);
  g_autofree gfloat *weights = values_of_mask (&trial, RETEXTURE_PART_BORROWED_MASK);
  g_autofree gfloat *high = high_of (made, width, height, RADIUS);
  g_autofree gfloat *truth = high_of (pair->truth, width, height, RADIUS);
  g_autofree gfloat *edit = high_of (pair->edit, width, height, RADIUS);
  g_autofree gfloat *old = high_of (pair->original, width, height, RADIUS);
  gdouble tt = 0.0, mm = 0.0, tm = 0.0, dd = 0.0, oo = 0.0, od = 0.0, borrowed = 0.0;
  gint outside = 0;
  Outcome outcome;

  for (gint i = 0; i < width * height; i++)
    if (pair->inside[i] > INSIDE)
      {
        tt += truth[i] * truth[i];
        mm += high[i] * high[i];
        tm += truth[i] * high[i];
      }
    else if (pair->inside[i] < -OUTSIDE)
      {
        const gdouble d = high[i] - edit[i];

        dd += d * d;
        oo += old[i] * old[i];
        od += old[i] * d;
        borrowed += weights[i];
        outside++;
      }
  outcome = (Outcome){ .radius = retexture_recovery_get_radius (trial.recovery),
                       .correlation = tm / sqrt (tt * mm),
                       .energy = mm / tt,
                       .added = 255.0 * sqrt (dd / MAX (outside, 1)),
                       .old = oo > 0.0 ? od / oo : 0.0,
                       .borrowed = borrowed / MAX (outside, 1) };
  g_test_message (
      "measured: radius %.2f; subject correlation %.3f, energy %.3f; outside %.2f levels "
      "added, %.4f of the old texture, borrowed %.3f",
      outcome.radius, outcome.correlation, outcome.energy, outcome.added, outcome.old,
      outcome.borrowed);
  return outcome;
}

/* A head of pores with some form before cloth; `strength` is the weave's; all of it under grain of
 * that deviation. */
static GeglBuffer *
grainy_head_before_cloth (const gdouble *cloth, gdouble strength, gdouble pore, gdouble grain)
{
  static const gdouble skin[3] = { 0.75, 0.55, 0.45 };
  const GeglRectangle area = { 0, 0, SIZE, SIZE };
  g_autofree gfloat *pores = texture_new (TEXTURE_PORES, 5, SIZE, SIZE);
  g_autofree gfloat *weave = texture_new (TEXTURE_WEAVE, 6, SIZE, SIZE);
  g_autofree gfloat *pixels = g_new (gfloat, 4 * SIZE * SIZE);

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      const gdouble u = (i % SIZE) / (gdouble) SIZE, v = (i / SIZE) / (gdouble) SIZE;
      const gdouble head = soft_ellipse (u, v, middle.x, middle.y, middle.a, middle.b, EDGE / SIZE);
      const gdouble form = 0.08 * sin (11.0 * u) * cos (9.0 * v);

      for (gint c = 0; c < 3; c++)
        pixels[4 * i + c] = head * skin[c] * (1.0 + form + pore * pores[i])
                            + (1.0 - head) * cloth[c] * (1.0 + 2.0 * form + strength * weave[i]);
      pixels[4 * i + 3] = 1.0f;
    }
  if (grain > 0.0)
    {
      g_autofree gfloat *noise = g_new0 (gfloat, SIZE * SIZE);
      gdouble deviation;

      add_noise (noise, SIZE, SIZE, 8, 1, 0.6);
      deviation = deviation_of (noise, SIZE * SIZE);
      for (gint k = 0; k < 4 * SIZE * SIZE; k++)
        if (k % 4 < 3)
          pixels[k] += grain * noise[k / 4] / deviation;
    }
  return picture_from_pixels ("R'G'B' float", &area, pixels);
}

static GeglBuffer *
head_before_cloth (const gdouble *cloth, gdouble strength)
{
  return grainy_head_before_cloth (cloth, strength, 0.05, 0.0);
}

/* Without grain, which is a question of its own. */
static const gchar *const alone = "align-first=always\nmatch-grain=FALSE\n";
static const gchar *const with_grain = "align-first=always\n";
static const gdouble red[3] = { 0.6, 0.22, 0.2 };

/* The old one's texture has no place on it, nor has anybody else's. */
static void
another_backdrop_stays_plain (void)
{
  g_autoptr (GeglBuffer) photo = head_before_cloth (red, 0.2);

  for (guint k = 0; k < G_N_ELEMENTS (backdrops); k++)
    {
      g_auto (Pair) pair = pair_new (photo, &middle);
      Outcome outcome;

      replace_backdrop (&pair, k);
      outcome = judge (&pair, alone);
      g_assert_cmpfloat (fabs (outcome.old), <, 0.02);
      g_assert_cmpfloat (outcome.added, <, 1.5);
      g_assert_cmpfloat (outcome.borrowed, <, 0.05);
      g_assert_cmpfloat (outcome.correlation, >, 0.95);
      g_assert_cmpfloat (outcome.energy, >, 0.8);
      g_assert_cmpfloat (outcome.energy, <, 1.1);
    }
}

/* To the original, within the subject or outside it. */
static void
add_blotches (const Pair *pair, gboolean inside, gdouble radius_px, gdouble strength)
{
  const gsize n = (gsize) pair->width * pair->height;
  g_autofree gfloat *blotches = g_new0 (gfloat, n);
  gdouble deviation;

  add_noise (blotches, pair->width, pair->height, 7, 1, radius_px);
  deviation = deviation_of (blotches, n);
  for (gsize i = 0; i < n; i++)
    for (gint c = 0; c < 3 && (pair->inside[i] > 0.0f) == inside; c++)
      pair->original[4 * i + c] += strength * blotches[i] / deviation;
}

/* Of the same colour, but what one could see from afar is gone. */
static void
a_structured_wall_made_plain_stays_so (void)
{
  g_autoptr (GeglBuffer) photo = head_before_cloth (red, 0.2);
  g_auto (Pair) pair = pair_new (photo, &middle);
  Outcome outcome;

  add_blotches (&pair, FALSE, 10.0, 0.05);
  for (gint i = 0; i < SIZE * SIZE; i++)
    for (gint c = 0; c < 3 && pair.inside[i] <= 0.0f; c++)
      pair.edit[4 * i + c] = pair.truth[4 * i + c] = red[c];
  outcome = judge (&pair, alone);
  g_assert_cmpfloat (fabs (outcome.old), <, 0.2);
  g_assert_cmpfloat (outcome.correlation, >, 0.9);
}

static void
the_radius_is_the_rests (void)
{
  g_autoptr (GeglBuffer) photo = head_before_cloth (red, 0.2);
  g_auto (Pair) pair = pair_new (photo, &middle), other = pair_new (photo, &middle);
  const Outcome before = judge (&pair, alone);
  Outcome after;

  replace_backdrop (&other, 0);
  after = judge (&other, alone);
  g_assert_cmpfloat (after.radius, >, before.radius / 1.3);
  g_assert_cmpfloat (after.radius, <, before.radius * 1.3);
}

/* And not the cloth's weave that the photograph had there, as if that were grain. */
static void
another_backdrop_gets_the_photographs_grain (void)
{
  static const gdouble grain = 0.012;
  g_autoptr (GeglBuffer) photo = grainy_head_before_cloth (red, 0.2, 0.0, grain);
  g_auto (Pair) pair = pair_new (photo, &middle);
  Outcome outcome;

  replace_backdrop (&pair, 0);
  outcome = judge (&pair, with_grain);
  g_assert_cmpfloat (outcome.added, >, 0.6 * 255.0 * grain);
  g_assert_cmpfloat (outcome.added, <, 1.2 * 255.0 * grain);
  g_assert_cmpfloat (fabs (outcome.old), <, 0.01);
}

/* What is rough all over has no grain that could be told; but the cloth's weave is none for sure.
 */
static void
another_backdrop_gets_no_weave_for_grain (void)
{
  g_autoptr (GeglBuffer) photo = head_before_cloth (red, 0.2);
  g_auto (Pair) pair = pair_new (photo, &middle);

  replace_backdrop (&pair, 0);
  g_assert_cmpfloat (judge (&pair, with_grain).added, <, 9.0);
}

/* Red becomes blue. What it shows is the same, however light it has become. */
static void
recolour (const Pair *pair, gfloat *pixels)
{
  for (gint i = 0; i < pair->width * pair->height; i++)
    if (pair->inside[i] < 0.0f)
      {
        const gfloat swapped = pixels[4 * i];

        pixels[4 * i] = pixels[4 * i + 2];
        pixels[4 * i + 2] = swapped;
      }
}

static void
recoloured_cloth_keeps_its_weave (void)
{
  g_autoptr (GeglBuffer) photo = head_before_cloth (red, 0.2);
  g_auto (Pair) pair = pair_new (photo, &middle);
  Outcome outcome;

  recolour (&pair, pair.edit);
  recolour (&pair, pair.truth);
  /* What counts is the cloth. */
  for (gint i = 0; i < SIZE * SIZE; i++)
    pair.inside[i] = -pair.inside[i];
  outcome = judge (&pair, alone);
  g_assert_cmpfloat (outcome.correlation, >, 0.95);
  g_assert_cmpfloat (outcome.energy, >, 0.8);
}

/* Without colour, or in other light, everything has another colour than before. */
static void
a_look_for_the_whole_is_no_other_thing (void)
{
  g_autoptr (GeglBuffer) photo = head_before_cloth (red, 0.2);
  g_auto (Pair) grey = pair_new (photo, &middle), warm = pair_new (photo, &middle);

  for (gint i = 0; i < SIZE * SIZE; i++)
    {
      gfloat *edit = grey.edit + 4 * i, *truth = grey.truth + 4 * i;

      edit[0] = edit[1] = edit[2] = retexture_luma (edit);
      truth[0] = truth[1] = truth[2] = retexture_luma (truth);
      warm.edit[4 * i + 2] *= 0.6f;
      warm.truth[4 * i + 2] *= 0.6f;
    }
  g_assert_cmpfloat (judge (&grey, alone).correlation, >, 0.97);
  g_assert_cmpfloat (judge (&warm, alone).correlation, >, 0.97);
}

/* The backdrop, by a blur that nobody would take for a loss. */
static void
put_out_of_focus (const Pair *pair, gdouble radius_px)
{
  g_autofree gfloat *blurred
      = blurred_pixels (pair->original, pair->width, pair->height, radius_px);

  put_behind (pair, blurred);
}

static void
what_was_put_out_of_focus_stays_so (void)
{
  g_autoptr (GeglBuffer) photo = head_before_cloth (red, 0.2);
  g_auto (Pair) pair = pair_new (photo, &middle);
  Outcome outcome;

  put_out_of_focus (&pair, 14.0);
  outcome = judge (&pair, alone);
  g_assert_cmpfloat (fabs (outcome.old), <, 0.1);
  g_assert_cmpfloat (outcome.borrowed, <, 0.1);
  g_assert_cmpfloat (outcome.correlation, >, 0.97);
  g_assert_cmpfloat (outcome.energy, >, 0.85);
}

/* Blotches that were evened out are no focus, however much coarser than the rest they are. */
static void
evened_skin_gets_its_pores (void)
{
  g_autoptr (GeglBuffer) photo = head_before_cloth (red, 0.05);
  g_auto (Pair) pair = pair_new (photo, &middle);
  Outcome outcome;

  add_blotches (&pair, TRUE, 8.0, 0.008);
  outcome = judge (&pair, alone);
  g_assert_cmpfloat (outcome.correlation, >, 0.93);
  g_assert_cmpfloat (outcome.energy, >, 0.9);
}

static const struct
{
  const gchar *name;
  Shape shape;
  guint backdrop;
} photos[] = {
  { "kodak-kodim04-woman-red-hat.png", { 0.5, 0.6, 0.36, 0.55 }, 1 },
  { "patdavid-mairi-deux-2048.jpg", { 0.5, 0.6, 0.36, 0.55 }, 2 },
  { "patdavid-nikki-before-2048.jpg", { 0.5, 0.5, 0.3, 0.62 }, 0 },
};

static void
photographs_get_another_backdrop (void)
{
  gint found = 0;

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (photos)); i++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (photos[i].name, GEGL_RECTANGLE (0, 0, 0, 0));
      g_auto (Pair) pair = { 0 };
      Outcome outcome;

      if (!photo)
        continue;
      found++;
      pair = pair_new (photo, &photos[i].shape);
      replace_backdrop (&pair, photos[i].backdrop);
      outcome = judge (&pair, with_grain);
      g_assert_cmpfloat (fabs (outcome.old), <, 0.02);
      g_assert_cmpfloat (outcome.added, <, 3.5);
      g_assert_cmpfloat (outcome.borrowed, <, 0.1);
      g_assert_cmpfloat (outcome.correlation, >, 0.96);
      g_assert_cmpfloat (outcome.energy, >, 0.85);
      g_assert_cmpfloat (outcome.energy, <, 1.1);
    }
  if (!found)
    g_test_skip ("photographs are not here");
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
  g_test_add_func ("/replaced/another-backdrop-stays-plain", another_backdrop_stays_plain);
  g_test_add_func ("/replaced/a-structured-wall-made-plain-stays-so",
                   a_structured_wall_made_plain_stays_so);
  g_test_add_func ("/replaced/the-radius-is-the-rests", the_radius_is_the_rests);
  g_test_add_func ("/replaced/another-backdrop-gets-the-photographs-grain",
                   another_backdrop_gets_the_photographs_grain);
  g_test_add_func ("/replaced/another-backdrop-gets-no-weave-for-grain",
                   another_backdrop_gets_no_weave_for_grain);
  g_test_add_func ("/replaced/recoloured-cloth-keeps-its-weave", recoloured_cloth_keeps_its_weave);
  g_test_add_func ("/replaced/what-was-put-out-of-focus-stays-so",
                   what_was_put_out_of_focus_stays_so);
  g_test_add_func ("/replaced/evened-skin-gets-its-pores", evened_skin_gets_its_pores);
  g_test_add_func ("/replaced/a-look-for-the-whole-is-no-other-thing",
                   a_look_for_the_whole_is_no_other_thing);
  g_test_add_func ("/replaced/photographs-get-another-backdrop", photographs_get_another_backdrop);

  return g_test_run ();
}
