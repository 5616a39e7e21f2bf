/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Edits that were bent, place by place: how far is what is found from what was done?
 */
#include "alignment.h"
#include "moved-edits.h"
#include "quantile.h"

#define SIZE 640

/* ---- the field itself ---- */

static RetextureField *
wavy_field (gdouble height, gdouble spacing)
{
  RetextureField *field = retexture_field_new (400, 300, spacing);

  for (gint row = 0; row < field->u->rows; row++)
    for (gint column = 0; column < field->u->columns; column++)
      {
        const gsize node = (gsize) row * field->u->columns + column;
        gdouble x, y;

        retexture_field_node (field, column, row, &x, &y);
        field->u->values[node] = (gfloat) (height * sin (y / 30.0));
        field->v->values[node] = (gfloat) (height * cos (x / 40.0));
      }
  return field;
}

/* Nodes cover the picture; between them a constant stays one, and a slope goes on evenly. */
static void
a_spline_keeps_slopes (void)
{
  g_autoptr (RetextureField) field = retexture_field_new (400, 300, 20.0);

  g_assert_cmpint (field->u->columns, ==, 21);
  g_assert_cmpint (field->u->rows, ==, 16);
  for (gint row = 0; row < field->u->rows; row++)
    for (gint column = 0; column < field->u->columns; column++)
      {
        const gsize node = (gsize) row * field->u->columns + column;
        gdouble x, y;

        retexture_field_node (field, column, row, &x, &y);
        field->u->values[node] = 3.0f;
        field->v->values[node] = (gfloat) (0.01 * x - 0.02 * y);
      }
  for (gdouble x = -170.0; x < 170.0; x += 13.7)
    {
      gdouble u, v;

      retexture_field_at (field, x, 0.5 * x, &u, &v);
      g_assert_cmpfloat (fabs (u - 3.0), <, 1e-5);
      g_assert_cmpfloat (fabs (v - (0.01 * x - 0.01 * x)), <, 1e-5);
      retexture_field_at (field, x, 20.0, &u, &v);
      g_assert_cmpfloat (fabs (v - (0.01 * x - 0.4)), <, 1e-5);
    }
}

/* Wherever it is asked, two places keep their order. */
static void
a_flattened_field_cannot_fold (void)
{
  g_autoptr (RetextureField) field = wavy_field (60.0, 20.0);
  g_autoptr (RetextureField) gentle = wavy_field (1.0, 20.0);
  g_autoptr (RetextureField) same = retexture_field_copy (gentle);
  gdouble steepest = 0.0;

  retexture_field_flatten (field, 1.0);
  for (gdouble y = -150.0; y < 149.0; y += 1.0)
    for (gdouble x = -200.0; x < 199.0; x += 1.0)
      {
        gdouble u, v, right_u, right_v, below_u, below_v;

        retexture_field_at (field, x, y, &u, &v);
        retexture_field_at (field, x + 1.0, y, &right_u, &right_v);
        retexture_field_at (field, x, y + 1.0, &below_u, &below_v);
        steepest = MAX (steepest,
                        MAX (hypot (right_u - u, right_v - v), hypot (below_u - u, below_v - v)));
      }
  g_assert_cmpfloat (steepest, <=, RETEXTURE_FIELD_STEEPEST);
  g_assert_cmpfloat (retexture_field_most (field), >, 1.0);
  /* One that is gentle already stays. */
  retexture_field_flatten (gentle, 1.0);
  for (gint i = 0; i < same->u->columns * same->u->rows; i++)
    g_assert_cmpfloat (gentle->u->values[i], ==, same->u->values[i]);
}

static void
an_inverse_leads_back (void)
{
  g_autoptr (RetextureField) field = wavy_field (3.0, 5.0);
  const RetextureMotion motion = { { { 1.9, 0.05, -0.04, 2.1 }, { 12.0, -7.0 } }, field };
  RetextureMotion back;
  gdouble worst = 0.0;

  retexture_field_flatten (field, 2.0);
  back = retexture_motion_inverted (&motion, 820, 640);
  for (gdouble y = -140.0; y <= 140.0; y += 7.0)
    for (gdouble x = -190.0; x <= 190.0; x += 7.0)
      {
        gdouble u, v, again_x, again_y;

        retexture_motion_apply (&motion, x, y, &u, &v);
        retexture_motion_apply (&back, u, v, &again_x, &again_y);
        worst = MAX (worst, hypot (again_x - x, again_y - y));
      }
  retexture_field_free (back.field);
  g_test_message ("back to within %.3f pixels", worst);
  /* The spline rounds off what its nodes hold, the less the denser they are. */
  g_assert_cmpfloat (worst, <, 0.02);
}

/* ---- what is found ---- */

typedef struct
{
  gdouble median, worst_tenth;
} Errors;

/* Over a grid of places of the edit, but for its rim, which has nothing around it. */
static Errors
errors_of (const RetextureAlignment *found, const Case *c, GeglBuffer *edit)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (edit);
  const RetextureTransform truth = truth_of (c);
  gdouble errors[41 * 41];
  guint n = 0;

  for (gint j = 0; j <= 40; j++)
    for (gint i = 0; i <= 40; i++)
      {
        const gdouble x = extent->width * (i / 40.0 - 0.5) * 0.92;
        const gdouble y = extent->height * (j / 40.0 - 0.5) * 0.92;
        const gboolean changed = x > 0.0 && y > 0.1 * extent->height;
        gdouble u, v, true_u, true_v, bend_u, bend_v;

        if (changed && c->change != NONE)
          continue;
        retexture_motion_apply (&found->motion, x, y, &u, &v);
        retexture_transform_apply (&truth, x, y, &true_u, &true_v);
        bend_of (c, x, y, &bend_u, &bend_v);
        errors[n++] = hypot (u - true_u - bend_u, v - true_v - bend_v);
      }
  return (Errors){ retexture_quantile (errors, n, 0.5), retexture_quantile (errors, n, 0.9) };
}

static void
try_bent (GeglBuffer *original, const gchar *name, const Case *c)
{
  g_autoptr (GeglBuffer) edit = edit_of (original, c);
  RetextureAlignment stiff = retexture_alignment_find (edit, original, RETEXTURE_MODEL_TRANSLATION,
                                                       RETEXTURE_MODEL_AFFINE, NULL, NULL);
  RetextureAlignment found = retexture_alignment_find (edit, original, RETEXTURE_MODEL_TRANSLATION,
                                                       RETEXTURE_MODEL_LOCAL, NULL, NULL);
  const Errors before = errors_of (&stiff, c, edit);
  const Errors after = errors_of (&found, c, edit);

  g_test_message ("%s, %s: error %.3f px, a tenth beyond %.3f; without the field %.3f, %.3f; "
                  "correlation %.3f, without %.3f",
                  name, c->name, after.median, after.worst_tenth, before.median, before.worst_tenth,
                  found.after, stiff.after);
  g_assert_cmpint (found.model, ==, c->model);
  g_assert_cmpfloat (after.median, <, c->largest);
  g_assert_cmpfloat (after.worst_tenth, <, MAX (5.0 * c->largest, 1.02 * before.worst_tenth));
  retexture_alignment_clear (&stiff);
  retexture_alignment_clear (&found);
}

/* The reach: 0.3 of a pixel, median over the picture. */
static const Case bent[] = {
  { "bent by 3 pixels", 0, 0, 1.0, 0.0, 0.0, 0.4, -0.3, 1.5, NONE, 0.3, RETEXTURE_MODEL_LOCAL,
    3.0 },
  { "bent, turned and scaled", 0, 0, 1.01, 0.8, 0.0, 5.3, -3.1, 1.5, NONE, 0.3,
    RETEXTURE_MODEL_LOCAL, 4.0 },
  { "bent and a fifth repainted", 0, 0, 1.0, 0.0, 0.0, 1.2, 2.1, 1.5, REPAINTED, 0.3,
    RETEXTURE_MODEL_LOCAL, 3.0 },
};

static void
bent_edits_are_followed (void)
{
  g_autoptr (GeglBuffer) original = noise_of_all_scales (SIZE, SIZE, 1);

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (bent)); i++)
    try_bent (original, "noise", &bent[i]);
}

/* Chance is not followed: an edit that only was smoothed, and repainted, needs no field. */
static void
straight_edits_are_left_straight (void)
{
  static const Case straight[] = {
    { "straight", 0, 0, 1.0, 0.0, 0.0, 3.3, -1.2, 2.0, NONE, 0.1, RETEXTURE_MODEL_TRANSLATION,
      0.0 },
    { "repainted", 0, 0, 1.0, 0.0, 0.0, -3.2, 5.1, 2.0, REPAINTED, 0.1, -1, 0.0 },
  };
  g_autoptr (GeglBuffer) original = noise_of_all_scales (SIZE, SIZE, 1);

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (straight)); i++)
    {
      g_autoptr (GeglBuffer) edit = edit_of (original, &straight[i]);
      RetextureAlignment found = retexture_alignment_find (
          edit, original, RETEXTURE_MODEL_TRANSLATION, RETEXTURE_MODEL_LOCAL, NULL, NULL);
      const Errors errors = errors_of (&found, &straight[i], edit);

      g_test_message ("%s: model %d, error %.3f px, a tenth beyond %.3f", straight[i].name,
                      found.model, errors.median, errors.worst_tenth);
      g_assert_cmpint (found.model, !=, RETEXTURE_MODEL_LOCAL);
      g_assert_cmpfloat (errors.median, <, straight[i].largest);
      retexture_alignment_clear (&found);
    }
}

static void
bent_photographs_are_followed (void)
{
  static const struct
  {
    const gchar *name;
    GeglRectangle part;
  } photos[] = { { "patdavid-nikki-before-2048.jpg", { 500, 200, 700, 800 } },
                 { "pcb-macro-gold-terminals-2048.jpg", { 300, 100, 700, 700 } } };

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (photos)); i++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (photos[i].name, &photos[i].part);

      if (!photo)
        {
          g_test_skip ("the photographs are not here");
          return;
        }
      for (guint k = 0; k < G_N_ELEMENTS (bent); k++)
        try_bent (photo, photos[i].name, &bent[k]);
    }
}

/* ---- how sure ---- */

/* The mean confidence in the fifth of the edit that was changed, and in the rest; but for a rim
 * between them. */
static void
confidences_of (const RetextureAlignment *found, GeglBuffer *edit, gdouble *changed, gdouble *rest)
{
  const gint width = gegl_buffer_get_width (edit), height = gegl_buffer_get_height (edit);
  g_autofree gfloat *values = g_new (gfloat, (gsize) width * height);
  gdouble sums[2] = { 0.0 }, n[2] = { 0.0 };

  retexture_lattice_read (found->confidence, &found->places, GEGL_RECTANGLE (0, 0, width, height),
                          values);
  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        const gint across = x - width / 2, down = y - (gint) (height * 0.6);
        const gboolean is_changed = across > 30 && down > 30;

        if (!is_changed && across > -30 && down > -30)
          continue;
        sums[is_changed] += values[y * width + x];
        n[is_changed] += 1.0;
      }
  *rest = sums[0] / n[0];
  *changed = sums[1] / n[1];
}

/* What was repainted, or moved by 5 pixels, is doubted; what was only smoothed, recoloured or moved
 * as a whole is not. */
static void
doubt_is_where_it_should_be (void)
{
  static const Case cases[] = {
    { "smoothed", 0, 0, 1.0, 0.0, 0.0, 3.3, -1.2, 3.5, NONE },
    { "repainted", 0, 0, 1.0, 0.0, 0.0, -3.2, 5.1, 1.5, REPAINTED },
    { "displaced", 0, 0, 1.0, 0.0, 0.0, -3.2, 5.1, 1.5, DISPLACED },
  };
  static const GeglRectangle part = { 500, 200, 700, 800 };
  g_autoptr (GeglBuffer) noise = noise_of_all_scales (SIZE, SIZE, 1);
  g_autoptr (GeglBuffer) photo = load_photo ("patdavid-nikki-before-2048.jpg", &part);
  GeglBuffer *originals[] = { noise, photo };

  for (guint o = 0; o < G_N_ELEMENTS (originals) && originals[o]; o++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      {
        g_autoptr (GeglBuffer) edit = edit_of (originals[o], &cases[i]);
        RetextureAlignment found = retexture_alignment_find (
            edit, originals[o], RETEXTURE_MODEL_TRANSLATION, RETEXTURE_MODEL_AFFINE, NULL, NULL);
        gdouble changed, rest;

        confidences_of (&found, edit, &changed, &rest);
        g_test_message ("%s, %s: confidence %.3f, where it was changed %.3f",
                        o ? "photograph" : "noise", cases[i].name, rest, changed);
        g_assert_cmpfloat (rest, >, 0.95);
        if (cases[i].change == NONE)
          g_assert_cmpfloat (changed, >, 0.93);
        else
          g_assert_cmpfloat (changed, <, o ? 0.75 : 0.4);
        retexture_alignment_clear (&found);
      }
  if (!photo)
    g_test_skip ("the photographs are not here");
}

/* ---- far ---- */

#define FAR_WIDTH 1600
#define FAR_HEIGHT 1200
#define FAR 32.0
#define FAR_SIGMA 340.0

/* Of the middle, with soft edges. */
static gdouble
far_at (gdouble x, gdouble y)
{
  const gdouble r = hypot (x - 0.5 * FAR_WIDTH, y - 0.5 * FAR_HEIGHT) / FAR_SIGMA;

  return FAR * exp (-0.5 * pow (r, 4.0));
}

/* A head may be somewhere else while what is around stays. */
static void
a_part_that_moved_far_is_found (void)
{
  const GeglRectangle extent = { 0, 0, FAR_WIDTH, FAR_HEIGHT };
  g_autoptr (GeglBuffer) original = noise_of_all_scales (FAR_WIDTH, FAR_HEIGHT, 9);
  g_autoptr (GeglBuffer) edit = NULL;
  g_autofree gfloat *source = pixels_of (original);
  g_autofree gfloat *moved = g_memdup2 (source, 4 * sizeof (gfloat) * FAR_WIDTH * FAR_HEIGHT);
  RetextureAlignment found;
  gdouble errors[31 * 31];
  gint n = 0;

  for (gint y = 0; y < FAR_HEIGHT; y++)
    for (gint x = 0; x < FAR_WIDTH; x++)
      {
        const gdouble from = MIN (x + far_at (x, y), FAR_WIDTH - 2.0);
        const gint left = (gint) from;
        const gsize at = 4 * ((gsize) y * FAR_WIDTH + left);

        for (gint c = 0; c < 3; c++)
          moved[4 * ((gsize) y * FAR_WIDTH + x) + c]
              = source[at + c] + (from - left) * (source[at + 4 + c] - source[at + c]);
      }
  edit = picture_from_pixels ("R'G'B' u8", &extent, moved);
  found = retexture_alignment_find (edit, original, RETEXTURE_MODEL_TRANSLATION,
                                    RETEXTURE_MODEL_LOCAL, NULL, NULL);
  g_assert_cmpint (found.model, ==, RETEXTURE_MODEL_LOCAL);
  for (gint y = 300; y <= 900; y += 20)
    for (gint x = 500; x <= 1100; x += 20)
      {
        const gdouble middle_x = x + 0.5 - 0.5 * FAR_WIDTH, middle_y = y + 0.5 - 0.5 * FAR_HEIGHT;
        gdouble u, v;

        retexture_motion_apply (&found.motion, middle_x, middle_y, &u, &v);
        errors[n++] = hypot (u - middle_x - far_at (x, y), v - middle_y);
      }
  g_test_message ("measured: moved by %.0f pixels, %.2f off, at most %.2f", FAR,
                  retexture_quantile (errors, n, 0.5), retexture_quantile (errors, n, 1.0));
  g_assert_cmpfloat (retexture_quantile (errors, n, 0.5), <, 0.15);
  g_assert_cmpfloat (retexture_quantile (errors, n, 1.0), <, 2.0);
  retexture_alignment_clear (&found);
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/field/" #name, name)
  TEST (a_spline_keeps_slopes);
  TEST (a_flattened_field_cannot_fold);
  TEST (an_inverse_leads_back);
  TEST (bent_edits_are_followed);
  TEST (straight_edits_are_left_straight);
  TEST (bent_photographs_are_followed);
  TEST (doubt_is_where_it_should_be);
  TEST (a_part_that_moved_far_is_found);
  return g_test_run ();
}
