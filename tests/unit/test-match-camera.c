/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Match on what a camera makes: photons and reading noise behind a mosaic of colour filters, two
 * ways to fill in the missing colours, white balance, the gamma curve, and a JPEG.
 */
#include <glib/gstdio.h>

#include "grain-trial.h"

#define WIDTH 2560
#define HEIGHT 1024
#define HALF_WIDTH (WIDTH / 2)

/* Of 1, for a value of 1 and for none. */
#define PHOTONS 1.2e-4
#define READING 4e-7

static const gdouble balance[3] = { 1.9, 1.0, 1.6 };

/* From dark to light and back. */
static gdouble
clean_at (gint x, gint y, gint c)
{
  return 0.16 + 0.012 * c + 0.65 * (HALF_WIDTH - abs (x - HALF_WIDTH)) / HALF_WIDTH;
}

static gdouble
to_linear (gdouble value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static gdouble
to_gamma (gdouble value)
{
  return value <= 0.0031308 ? 12.92 * value : 1.055 * pow (value, 1.0 / 2.4) - 0.055;
}

/* Standard normal, by the central limit of twelve hashes. */
static gdouble
normal_at (gint x, gint y)
{
  gdouble sum = -6.0;

  for (gint k = 0; k < 12; k++)
    sum += noise_at (x + 3001 * k, y + 1009 * k + 7, k + 500);
  return sum;
}

/* R G / G B. */
static gint
filter_at (gint x, gint y)
{
  return y % 2 == 0 ? (x % 2 == 0 ? 0 : 1) : (x % 2 == 0 ? 1 : 2);
}

static gfloat *
expose (void)
{
  gfloat *mosaic = g_new (gfloat, WIDTH * HEIGHT);

  for (gint y = 0; y < HEIGHT; y++)
    for (gint x = 0; x < WIDTH; x++)
      {
        const gint c = filter_at (x, y);
        const gdouble light = to_linear (clean_at (x, y, c)) / balance[c];

        mosaic[y * WIDTH + x] = light + sqrt (PHOTONS * light + READING) * normal_at (x, y);
      }
  return mosaic;
}

static gdouble
mosaic_at (const gfloat *mosaic, gint x, gint y)
{
  /* Mirrored, which keeps the filters' order. */
  x = x < 0 ? -x : x >= WIDTH ? 2 * WIDTH - 2 - x : x;
  y = y < 0 ? -y : y >= HEIGHT ? 2 * HEIGHT - 2 - y : y;
  return mosaic[y * WIDTH + x];
}

/* The mean of the nearest of that colour. */
static gdouble
bilinear (const gfloat *mosaic, gint x, gint y, gint c)
{
  gdouble sum = 0.0;
  gint n = 0;

  if (filter_at (x, y) == c)
    return mosaic_at (mosaic, x, y);
  for (gint k = 0; k < 9; k++)
    {
      const gint dx = k % 3 - 1, dy = k / 3 - 1;

      if (filter_at (x + dx + 2, y + dy + 2) == c && (c != 1 || dx == 0 || dy == 0))
        {
          sum += mosaic_at (mosaic, x + dx, y + dy);
          n++;
        }
    }
  return sum / n;
}

/* And a part of how the colour that is there differs from its own neighbours: H. S. Malvar, L. He
 * and R. Cutler, "High-Quality Linear Interpolation for Demosaicing of Bayer-Patterned Color
 * Images", ICASSP 2004, in its simplest form. */
static gdouble
gradient_corrected (const gfloat *mosaic, gint x, gint y, gint c)
{
  const gint own = filter_at (x, y);
  const gdouble gain = c == 1 ? 0.5 : own == 1 ? 0.625 : 0.75;
  const gdouble around = 0.25
                         * (mosaic_at (mosaic, x - 2, y) + mosaic_at (mosaic, x + 2, y)
                            + mosaic_at (mosaic, x, y - 2) + mosaic_at (mosaic, x, y + 2));

  return bilinear (mosaic, x, y, c) + (own == c ? 0.0 : gain * (mosaic_at (mosaic, x, y) - around));
}

typedef gdouble (*Demosaic) (const gfloat *mosaic, gint x, gint y, gint c);

static GeglBuffer *
develop (Demosaic demosaic)
{
  g_autofree gfloat *mosaic = expose ();
  g_autofree gfloat *rgba = g_new (gfloat, (gsize) 4 * WIDTH * HEIGHT);

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    for (gint c = 0; c < 4; c++)
      rgba[4 * i + c]
          = c == 3 ? 1.0f : to_gamma (balance[c] * demosaic (mosaic, i % WIDTH, i / WIDTH, c));
  return picture_from_pixels ("R'G'B' u8", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

static GeglBuffer *
clean_picture (void)
{
  g_autofree gfloat *rgba = g_new (gfloat, (gsize) 4 * WIDTH * HEIGHT);

  for (gint i = 0; i < WIDTH * HEIGHT; i++)
    for (gint c = 0; c < 4; c++)
      rgba[4 * i + c] = c == 3 ? 1.0f : clean_at (i % WIDTH, i / WIDTH, c);
  return picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
}

/* As a JPEG of quality 95 has it. */
static GeglBuffer *
compressed (GeglBuffer *picture)
{
  g_autofree gchar *path = NULL;
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *source, *save, *load;
  GeglBuffer *back = gegl_buffer_new (gegl_buffer_get_extent (picture), babl_format ("R'G'B' u8"));

  close (g_file_open_tmp ("retexture-XXXXXX.jpg", &path, NULL));
  source = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
  save = gegl_node_new_child (graph, "operation", "gegl:jpg-save", "path", path, "quality", 95,
                              NULL);
  gegl_node_link (source, save);
  gegl_node_process (save);
  load = gegl_node_new_child (graph, "operation", "gegl:jpg-load", "path", path, NULL);
  gegl_node_blit_buffer (load, back, NULL, 0, GEGL_ABYSS_NONE);
  g_unlink (path);
  return back;
}

/* The right half, but for its borders. */
static GArray *
places_of_right_half (void)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (gint y = TILE; y < HEIGHT - TILE; y += TILE)
    for (gint x = HALF_WIDTH + TILE; x < WIDTH - TILE; x += TILE)
      {
        const Place place = { x, y, (gint) (TONES * clean_at (x, y, 1)) };

        g_array_append_val (places, place);
      }
  return places;
}

static void
camera_noise_comes_back (Demosaic demosaic, const gchar *name)
{
  g_autoptr (GeglBuffer) developed = develop (demosaic);
  g_autoptr (GeglBuffer) truth = compressed (developed);
  g_autoptr (GeglBuffer) clean = clean_picture ();
  g_autoptr (GeglBuffer) edit
      = patched (truth, clean, GEGL_RECTANGLE (HALF_WIDTH, 0, HALF_WIDTH, HEIGHT), "R'G'B' u16");
  g_autoptr (GArray) places = places_of_right_half ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RetextureGrain) grain = retexture_grain_measure (edit, NULL, FALSE, NULL, &error);
  Errors e;

  g_assert_no_error (error);
  g_test_message ("measured: a camera, %s", name);
  e = judge (edit, truth, grain, (Place *) places->data, places->len, "grain-merge");
  g_assert_cmpfloat (e.level, <, 0.10);
  g_assert_cmpfloat (e.channel_within_1_db, >=, 0.9);
  g_assert_cmpfloat (e.correlation_by_bands, <, 0.03);
}

static void
bilinear_noise_comes_back (void)
{
  camera_noise_comes_back (bilinear, "bilinear");
}

static void
gradient_corrected_noise_comes_back (void)
{
  camera_noise_comes_back (gradient_corrected, "gradient-corrected");
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/match-camera/" #name, name)
  TEST (bilinear_noise_comes_back);
  if (cases_to_try (2) == 2)
    TEST (gradient_corrected_noise_comes_back);
  return g_test_run ();
}
