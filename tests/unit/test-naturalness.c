/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether borrowed texture would be noticed: photographs' own texture is hidden in places that the
 * program chooses, borrowed anew, and compared with what was there.
 */
#include "borrow-trial.h"
#include "hidden-pictures.h"
#include "hidden-texture.h"
#include "quantile.h"
#include "texture-look.h"

/* Places tried in a photograph, in so many of which what others make of them is tried, too; and
 * over all of them. */
#define PLACES 6
#define OTHERS 2
#define MOST 128

/* How far the hidden texture is smoothed: what Borrow Texture returns by default. */
#define SMOOTHING 4.0
#define AROUND 16.0

static const struct
{
  const gchar *file;
  GeglRectangle part;
} photos[] = {
  { "patdavid-nikki-unretouched-crop-1144.jpg", { 0 } },
  { "patdavid-nikki-before-2048.jpg", { 0 } },
  { "patdavid-mairi-deux-2048.jpg", { 0 } },
  { "clic25-man-wet-skin-2048.png", { 0 } },
  { "clic25-man-curly-hair-flyaways-2048.png", { 0 } },
  { "pexels-614810-man-beard-4684x4000.jpg", { 1400, 1000, 2000, 2000 } },
  { "kodak-kodim04-woman-red-hat.png", { 0 } },
  { "pcb-macro-usb-shell-pins-stacked-2048.jpg", { 0 } },
  { "ambientcg-metal055a-colour-1024.jpg", { 0 } },
  { "polyhaven-fabric-pattern-07-1024.jpg", { 0 } },
  { "cid22-denim-stack-512.png", { 0 } },
  { "cid22-red-velvet-wrinkled-512.png", { 0 } },
  { "pixls-high-iso-noise-cup-800.jpg", { 0 } },
  { "iopaint-roof-lanterns-before-800.jpg", { 0 } },
};

typedef struct
{
  gdouble borrowed[MOST], edited[MOST], neighbours[MOST]; /* distances from the truth */
  guint n, as_strong;             /* of the finest band, its deviation within 15 % */
  gdouble gmic[MOST], ours[MOST]; /* distances of both in the same places */
  guint n_gmic;
} Findings;

/* Where pictures are wanted of it. */
typedef struct
{
  gdouble distance;
  gchar *name;
} Named;

static gint
compare_distances (gconstpointer a, gconstpointer b)
{
  const gdouble one = ((const Named *) a)->distance, other = ((const Named *) b)->distance;

  return (one < other) - (one > other);
}

static void
keep_pictures (const gchar *folder,
               const gchar *name,
               const HiddenPlace *place,
               const Trial *trial,
               gdouble distance,
               GArray *named)
{
  const Named item = { distance, g_strdup_printf ("%s-%d-%d", name, place->area.x, place->area.y) };

  save_place (folder, item.name, place, trial->original, trial->edit, trial->result);
  g_array_append_val (named, item);
}

static void
try_place (GeglBuffer *photo,
           const gchar *name,
           const HiddenPlace *place,
           Findings *findings,
           GArray *named)
{
  const gchar *folder = g_getenv ("RETEXTURE_PICTURES");
  GeglBuffer *mask = hidden_mask_new (photo, &place->area, AROUND);
  GeglBuffer *edit = smoothed_new (photo, mask, SMOOTHING);
  g_auto (Trial) trial = trial_new (g_object_ref (photo), edit, mask);
  const RetextureTextureLook truth = retexture_texture_look_at (photo, &place->area);
  const RetextureTextureLook neighbour = retexture_texture_look_at (photo, &place->neighbour);
  const RetextureTextureLook edited = retexture_texture_look_at (edit, &place->area);
  RetextureTextureLook look;

  set (&trial, "mask", RETEXTURE_MASK_SELECTION);
  render (&trial);
  look = retexture_texture_look_at (trial.result, &place->area);
  findings->borrowed[findings->n] = retexture_texture_look_distance (&look, &truth);
  findings->edited[findings->n] = retexture_texture_look_distance (&edited, &truth);
  findings->neighbours[findings->n++] = retexture_texture_look_distance (&neighbour, &truth);
  findings->as_strong
      += fabs (exp (0.5
                    * (look.numbers[RETEXTURE_LOOK_ENERGY] - truth.numbers[RETEXTURE_LOOK_ENERGY]))
               - 1.0)
         < 0.15;
  if (folder)
    keep_pictures (folder, name, place, &trial, findings->borrowed[findings->n - 1], named);
  if (folder && findings->n <= OTHERS && look_of_gmic (folder, place, edit, mask, &look))
    {
      findings->ours[findings->n_gmic] = findings->borrowed[findings->n - 1];
      findings->gmic[findings->n_gmic++] = retexture_texture_look_distance (&look, &truth);
    }
}

static void
join (Findings *all, const Findings *some)
{
  for (guint i = 0; i < some->n; i++)
    {
      all->borrowed[all->n] = some->borrowed[i];
      all->edited[all->n] = some->edited[i];
      all->neighbours[all->n++] = some->neighbours[i];
    }
  for (guint i = 0; i < some->n_gmic; i++)
    {
      all->ours[all->n_gmic] = some->ours[i];
      all->gmic[all->n_gmic++] = some->gmic[i];
    }
  all->as_strong += some->as_strong;
}

static void
print (const gchar *name, Findings *findings)
{
  g_print (
      "# measured: %s, %u places: from the truth %.2f (nine in ten %.2f, worst %.2f), neighbours %.2f, "
      "smoothed %.2f; as strong: %u\n",
      name, findings->n, retexture_quantile (findings->borrowed, findings->n, 0.5),
      retexture_quantile (findings->borrowed, findings->n, 0.9),
      retexture_quantile (findings->borrowed, findings->n, 1.0),
      retexture_quantile (findings->neighbours, findings->n, 0.5),
      retexture_quantile (findings->edited, findings->n, 0.5), findings->as_strong);
  for (gint i = 0; i < 2 && findings->n_gmic > 0; i++)
    {
      gdouble *distances = i == 0 ? findings->ours : findings->gmic;

      g_print ("# measured:   %u places, %s: %.2f (nine in ten %.2f, worst %.2f)\n",
               findings->n_gmic, i == 0 ? "ours" : "G'MIC's inpaint_matchpatch",
               retexture_quantile (distances, findings->n_gmic, 0.5),
               retexture_quantile (distances, findings->n_gmic, 0.9),
               retexture_quantile (distances, findings->n_gmic, 1.0));
    }
}

/* The five farthest from the truth, whose pictures are to be looked at. */
static void
print_worst (GArray *named)
{
  g_array_sort (named, compare_distances);
  for (guint i = 0; i < MIN (named->len, 5); i++)
    g_print ("# measured: to be looked at: %s, %.2f\n", g_array_index (named, Named, i).name,
             g_array_index (named, Named, i).distance);
  for (guint i = 0; i < named->len; i++)
    g_free (g_array_index (named, Named, i).name);
}

/* In the unit of texture-look.h: what two neighbouring pieces of one material differ by. */
static void
borrowed_texture_is_like_what_was_there (void)
{
  static const gdouble shares[] = { 0.5, 0.75, 0.9 };
  g_autoptr (GArray) named = g_array_new (FALSE, FALSE, sizeof (Named));
  Findings all = { .n = 0 };
  gdouble worst = 0.0;

  for (guint p = 0; p < G_N_ELEMENTS (photos); p++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (photos[p].file, &photos[p].part);
      g_autoptr (GArray) places = photo ? hidden_places_of (photo, PLACES, 1) : NULL;
      Findings findings = { .n = 0 };

      for (guint i = 0; places && i < places->len; i++)
        try_place (photo, photos[p].file, &g_array_index (places, HiddenPlace, i), &findings,
                   named);
      if (findings.n == 0)
        continue;
      print (photos[p].file, &findings);
      worst = MAX (worst, retexture_quantile (findings.borrowed, findings.n, 0.5));
      join (&all, &findings);
    }
  if (all.n < 40)
    {
      g_test_skip ("the photographs are not here");
      return;
    }
  print ("all photographs", &all);
  print_worst (named);
  /* Hardly farther than a neighbour, among the best as among the worst. */
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    g_assert_cmpfloat (retexture_quantile (all.borrowed, all.n, shares[i]), <,
                       1.25 * retexture_quantile (all.neighbours, all.n, shares[i]));
  g_assert_cmpfloat (worst, <, 2.7);
  g_assert_cmpuint (2 * all.as_strong, >, all.n);
  /* The measure itself: a neighbour is as near as it says, plastic is far off. */
  g_assert_cmpfloat (fabs (retexture_quantile (all.neighbours, all.n, 0.5) - 1.0), <, 0.2);
  g_assert_cmpfloat (retexture_quantile (all.edited, all.n, 0.1), >, 2.5);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);

  if (cases_to_try (2) == 2)
    g_test_add_func ("/naturalness/borrowed", borrowed_texture_is_like_what_was_there);
  return g_test_run ();
}
