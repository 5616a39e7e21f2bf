/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rebuild Metal Grain's Match: what is measured on intact metal is what the plastic gets. Judged by
 * gradients of the pictures themselves (metals.h), of which the measurement knows nothing.
 */
#include "metal-analysis.h"
#include "metals.h"
#include "textures.h"

#define MATCH 3
#define OVERLAY RETEXTURE_COMPOSITION_OVERLAY
#define RADIUS 4.0

/* The reach. */
#define LARGEST_TURN 5.0
#define LARGEST_SHARE 0.10

/* Brushed metal that runs at an angle, in degrees: a plane of streaks along x, turned. Read from
 * one twice as fine, so that turning takes nothing from it. */
static gfloat *
brushed_at (gdouble angle, guint32 seed, gint width, gint height)
{
  const gint side = 4 * MAX (width, height);
  g_autofree gfloat *fine = g_new0 (gfloat, (gsize) side * side);
  const gdouble x = cos (angle / 180.0 * G_PI), y = sin (angle / 180.0 * G_PI);
  gfloat *plane = g_new (gfloat, (gsize) width * height);
  gdouble deviation;

  add_noise (fine, side, side, seed, 36, 1.6);
  for (gint i = 0; i < width * height; i++)
    {
      const gdouble dx = i % width - 0.5 * width, dy = i / width - 0.5 * height;
      const gdouble u = 0.5 * side + 2.0 * (dx * x + dy * y);
      const gdouble v = 0.5 * side + 2.0 * (dy * x - dx * y);
      const gint left = (gint) u, top = (gint) v;
      const gfloat *at = fine + (gsize) top * side + left;
      const gdouble s = u - left, t = v - top;

      plane[i] = (1.0 - t) * ((1.0 - s) * at[0] + s * at[1])
                 + t * ((1.0 - s) * at[side] + s * at[side + 1]);
    }
  deviation = deviation_of (plane, (gsize) width * height);
  for (gint i = 0; i < width * height; i++)
    plane[i] /= deviation;
  return plane;
}

static void
judge (const gchar *name, const Metal *intact, const Metal *made)
{
  g_test_message (
      "measured: %s: intact %.1f degrees, anisotropy %.2f, strength %.4f; made %.1f, %.2f, %.4f",
      name, intact->angle, intact->anisotropy, intact->deviation, made->angle, made->anisotropy,
      made->deviation);
  /* What hardly runs in any direction has none to be off from. */
  if (intact->anisotropy > 1.3)
    g_assert_cmpfloat (angle_between (intact->angle, made->angle), <=, LARGEST_TURN);
  g_assert_cmpfloat (fabs (made->anisotropy / intact->anisotropy - 1.0), <=, LARGEST_SHARE);
  g_assert_cmpfloat (fabs (made->deviation / intact->deviation - 1.0), <=, LARGEST_SHARE);
}

/* The left half is intact, the right half plastic of the same tone; softly, as edits are masked. */
static void
brushed_metal_comes_back_as_it_was (void)
{
  static const gdouble angles[] = { 0.0, 20.0, 65.0, 90.0, 130.0 };
  static const gchar *formats[] = { "R'G'B' u8", "R'G'B' float" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (guint i = 0; i < G_N_ELEMENTS (angles); i++)
      {
        const gint width = 640, height = 320;
        const GeglRectangle left = { 16, 32, 240, 256 }, right = { 368, 32, 240, 256 };
        g_autofree gfloat *plane = brushed_at (angles[i], 5, width, height);
        g_autoptr (GeglBuffer) edit = NULL;
        g_autoptr (RetextureMetal) metal = NULL;
        g_autoptr (GeglNode) graph = gegl_node_new ();
        g_autoptr (GeglBuffer) result = NULL;
        g_autofree gchar *name = g_strdup_printf ("%s at %.0f", formats[f], angles[i]);
        Metal intact, made;

        for (gint k = 0; k < width * height; k++)
          plane[k] *= CLAMP ((336.0 - k % width) / 60.0, 0.0, 1.0);
        edit = picture_of_texture (formats[f], plane, width, height, 0.6f, 0.025f);
        metal = retexture_metal_new (edit, NULL, NULL, NULL, NULL);
        result = composite_of (metal_node (graph, edit, "analysis", metal, "texture", MATCH,
                                           "donor-x", left.x, "donor-y", left.y, "donor-width",
                                           left.width, "donor-height", left.height, NULL),
                               edit, OVERLAY);
        intact = metal_of (edit, &left, RADIUS);
        made = metal_of (result, &right, RADIUS);
        g_assert_cmpfloat (angle_between (intact.angle, angles[i]), <, 2.0);
        judge (name, &intact, &made);
      }
}

/* Match adds what is missing, and nothing to what is there. */
static void
intact_metal_stays_as_it_is (void)
{
  g_autofree gfloat *plane = brushed_at (30.0, 6, 400, 300);
  g_autoptr (GeglBuffer) edit = picture_of_texture ("R'G'B' float", plane, 400, 300, 0.6f, 0.025f);
  g_autoptr (RetextureMetal) metal = retexture_metal_new (edit, NULL, NULL, NULL, NULL);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  g_autoptr (GeglBuffer) result = composite_of (
      metal_node (graph, edit, "analysis", metal, "texture", MATCH, NULL), edit, OVERLAY);
  const GeglRectangle area = { 20, 20, 360, 260 };
  g_autofree gfloat *before = texture_of_area (edit, &area, 0.0);
  g_autofree gfloat *after = texture_of_area (result, &area, 0.0);
  gdouble square = 0.0;

  for (gint i = 0; i < area.width * area.height; i++)
    square += pow (after[i] - before[i], 2) / (area.width * area.height);
  g_test_message ("measured: intact metal of 0.025 changed by %.4f", sqrt (square));
  g_assert_cmpfloat (sqrt (square), <, 0.35 * 0.025);
}

/* A region is asked for where there is none. */
static void
without_intact_metal_it_says_so (void)
{
  g_autoptr (GeglBuffer) flat = flat_picture ("R'G'B' u8", 300, 200, 0.5f);
  g_autoptr (RetextureMetal) metal = retexture_metal_new (flat, NULL, NULL, NULL, NULL);
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *node = metal_node (graph, flat, "analysis", metal, "texture", MATCH, NULL);
  GObject *operation = G_OBJECT (gegl_node_get_gegl_operation (node));
  g_autoptr (GeglBuffer) layer = layer_of (node, flat);
  g_autofree gfloat *pixels = pixels_of (layer);
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) small = NULL;
  g_autoptr (GError) smooth = NULL;

  for (gint i = 0; i < 4 * 300 * 200; i++)
    if (i % 4 < 3)
      g_assert_cmpfloat (pixels[i], ==, pixels[0]);
  g_assert_null (retexture_metal_measure (metal, operation, &none));
  g_assert_error (none, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_NOT_FOUND);
  g_object_set (operation, "donor-width", 10, "donor-height", 10, NULL);
  g_assert_null (retexture_metal_measure (metal, operation, &small));
  g_assert_error (small, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_TOO_SMALL);
  g_object_set (operation, "donor-width", 100, "donor-height", 100, NULL);
  g_assert_null (retexture_metal_measure (metal, operation, &smooth));
  g_assert_error (smooth, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_WITHOUT_TEXTURE);
}

/* ---- photographs ---- */

typedef struct
{
  const gchar *name, *what;
  GeglRectangle intact; /* a patch of metal; empty: the one that is found */
} Photo;

static const Photo photos[] = {
  { "ambientcg-metal055a-colour-1024.jpg", "worn metal", { 100, 100, 400, 400 } },
  { "ambientcg-metal055a-colour-1024.jpg", "worn metal, found", { 0, 0, 0, 0 } },
  { "pcb-macro-gold-terminals-2048.jpg", "gold", { 0, 0, 0, 0 } },
  { "pcb-macro-usb-shell-pins-stacked-2048.jpg", "steel shell", { 0, 0, 0, 0 } },
};

/* What the metal's texture is on plastic of the metal's own tone. */
static void
metal_of_photographs_comes_back_as_it_was (void)
{
  gint found = 0;

  for (guint i = 0; i < cases_to_try (G_N_ELEMENTS (photos)); i++)
    {
      g_autoptr (GeglBuffer) photo = load_photo (photos[i].name, GEGL_RECTANGLE (0, 0, 0, 0));
      g_autoptr (RetextureMetal) metal = NULL;
      g_autoptr (RetextureMetalSample) sample = NULL;
      g_autoptr (GeglBuffer) plastic = NULL;
      g_autoptr (GeglBuffer) result = NULL;
      g_autoptr (GeglNode) graph = gegl_node_new ();
      g_autoptr (GError) error = NULL;
      GeglNode *node;
      Metal intact, made;

      if (!photo)
        continue;
      found++;
      metal = retexture_metal_new (photo, NULL, NULL, NULL, NULL);
      plastic = flat_picture ("R'G'B' float", 512, 512, 0.5f);
      node = metal_node (graph, plastic, "analysis", metal, "texture", MATCH, "focus", 0.0,
                         "direction", RETEXTURE_DIRECTION_ANGLE, "donor-x", photos[i].intact.x,
                         "donor-y", photos[i].intact.y, "donor-width", photos[i].intact.width,
                         "donor-height", photos[i].intact.height, NULL);
      sample
          = retexture_metal_measure (metal, G_OBJECT (gegl_node_get_gegl_operation (node)), &error);
      g_assert_no_error (error);
      intact = metal_of (photo, &sample->area, RADIUS);
      gegl_node_set (node, "angle", intact.angle <= 90.0 ? intact.angle : intact.angle - 180.0,
                     "strength", 100.0 * sample->light, NULL);
      result = composite_of (node, plastic, OVERLAY);
      made = metal_of (result, gegl_buffer_get_extent (result), RADIUS);
      judge (photos[i].what, &intact, &made);
    }
  if (found < (gint) G_N_ELEMENTS (photos))
    g_test_skip ("photographs of metal are not here");
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/metal-match/" #name, name)
  TEST (brushed_metal_comes_back_as_it_was);
  TEST (intact_metal_stays_as_it_is);
  TEST (without_intact_metal_it_says_so);
  TEST (metal_of_photographs_comes_back_as_it_was);
  return g_test_run ();
}
