/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * demo-measure BEFORE EDIT RECIPE RECOVERED CROPS: prints how much texture the edit lost and how
 * much came back, by frequency band, by the recipe and by what is missing; what happened where
 * nothing was lost; and whether the tone moved. Writes to CROPS the places worth looking at, those
 * that lost most, one `width height x y` a line.
 */
#include <gegl.h>
#include <stdio.h>

#include "measures.h"
#include "operations.h"
#include "overshoot.h"

#define PICTURES 4
#define CROP_WIDTH 256
#define CROP_HEIGHT 192
#define CROPS 2

/* What counts as smoothed: blocks of so many pixels that kept less than this share; as untouched,
 * those that kept more than the other. */
#define BLOCK 32
#define LOST 0.5
#define KEPT 0.95

enum
{
  BEFORE,
  EDIT,
  RECIPE,
  RECOVERED
};

static GeglBuffer *
load (const gchar *path)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *source = gegl_node_new_child (graph, "operation", "gegl:load", "path", path, NULL);
  GeglBuffer *buffer = NULL;
  GeglNode *sink
      = gegl_node_new_child (graph, "operation", "gegl:buffer-sink", "buffer", &buffer, NULL);

  gegl_node_link (source, sink);
  gegl_node_process (sink);
  return buffer;
}

/* The finest two bands' energy of the original and of the edit at a place. */
static void
fine_energy (GeglBuffer *const *pictures, const GeglRectangle *place, gdouble energy[2])
{
  RetextureBand bands[2][RETEXTURE_N_BANDS];

  retexture_measures_bands (pictures, 2, NULL, place, bands);
  for (gint i = 0; i < 2; i++)
    energy[i] = bands[i][0].energy + bands[i][1].energy;
}

/* White on the blocks whose share of fine texture kept lies between two: the edges that the edit
 * kept would outweigh all texture where it smoothed. */
static GeglBuffer *
find_blocks (GeglBuffer *const *pictures,
             const GeglRectangle *area,
             gdouble least,
             gdouble most,
             gdouble *share)
{
  const Babl *format = babl_format ("Y float");
  GeglBuffer *weight = gegl_buffer_new (area, format);
  GeglColor *white = gegl_color_new ("white");
  gint found = 0, blocks = 0;

  for (gint y = area->y; y < area->y + area->height; y += BLOCK)
    for (gint x = area->x; x < area->x + area->width; x += BLOCK)
      {
        GeglRectangle block = { x, y, BLOCK, BLOCK };
        gdouble energy[2];

        gegl_rectangle_intersect (&block, &block, area);
        fine_energy (pictures, &block, energy);
        blocks++;
        if (energy[EDIT] < least * energy[BEFORE] || energy[EDIT] > most * energy[BEFORE])
          continue;
        gegl_buffer_set_color (weight, &block, white);
        found++;
      }
  g_object_unref (white);
  *share = (gdouble) found / blocks;
  return weight;
}

static void
print_lost (GeglBuffer *const *pictures, const GeglRectangle *area)
{
  static const gdouble radii[] = RETEXTURE_BAND_RADII;
  RetextureBand bands[PICTURES][RETEXTURE_N_BANDS];
  gdouble share;
  g_autoptr (GeglBuffer) smoothed = find_blocks (pictures, area, 0.0, LOST, &share);

  retexture_measures_bands (pictures, PICTURES, smoothed, area, bands);
  printf ("\nTexture energy by band where the edit smoothed, %.0f %% of the picture\n"
          "                             came back               correlation with the original\n"
          "  detail up to   edit lost   the recipe   Recover   the recipe   Recover\n",
          100.0 * share);
  for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
    {
      printf ("  %4.1f px        %7.1f %%", radii[j],
              100.0 * retexture_measures_share_lost (&bands[BEFORE][j], &bands[EDIT][j]));
      for (gint i = RECIPE; i <= RECOVERED; i++)
        printf ("   %8.1f %%", 100.0
                                   * retexture_measures_share_recovered (
                                       &bands[BEFORE][j], &bands[EDIT][j], &bands[i][j]));
      printf ("   %8.3f   %8.3f\n", bands[RECIPE][j].correlation, bands[RECOVERED][j].correlation);
    }
}

static void
print_kept (GeglBuffer *const *pictures, const GeglRectangle *area)
{
  RetextureBand bands[PICTURES][RETEXTURE_N_BANDS];
  gdouble share, energy[PICTURES] = { 0.0 };
  g_autoptr (GeglBuffer) kept = find_blocks (pictures, area, KEPT, G_MAXDOUBLE, &share);

  if (share == 0.0)
    return;
  retexture_measures_bands (pictures, PICTURES, kept, area, bands);
  for (gint i = 0; i < PICTURES; i++)
    for (gint j = 0; j < RETEXTURE_N_BANDS; j++)
      energy[i] += bands[i][j].energy;
  printf ("\nWhere it did not, %.0f %% of the picture, energy becomes\n"
          "  the recipe %.2f times, Recover %.2f times what it was\n",
          100.0 * share, energy[RECIPE] / energy[EDIT], energy[RECOVERED] / energy[EDIT]);
}

static void
print_halo (GeglBuffer *const *pictures, const GeglRectangle *area)
{
  printf (
      "\nOvershoot at strong edges, in percent of their height\n  the recipe %.1f, Recover %.1f\n",
      100.0
          * retexture_measures_overshoot (pictures[BEFORE], pictures[EDIT], pictures[RECIPE], area),
      100.0
          * retexture_measures_overshoot (pictures[BEFORE], pictures[EDIT], pictures[RECOVERED],
                                          area));
}

static void
print_tone (const gchar *what, GeglBuffer *one, GeglBuffer *other, const GeglRectangle *area)
{
  const RetextureToneShift shift = retexture_measures_tone_shift (one, other, area);

  printf ("  %-28s %6.3f on average, %6.3f at most\n", what, shift.mean, shift.maximum);
}

static gboolean
overlaps_any (const GeglRectangle *place, const GeglRectangle *chosen, gint n)
{
  for (gint i = 0; i < n; i++)
    if (gegl_rectangle_intersect (NULL, place, &chosen[i]))
      return TRUE;
  return FALSE;
}

static GeglRectangle
find_crop (GeglBuffer *const *pictures,
           const GeglRectangle *area,
           const GeglRectangle *chosen,
           gint n)
{
  GeglRectangle best
      = { area->x, area->y, MIN (CROP_WIDTH, area->width), MIN (CROP_HEIGHT, area->height) };
  gdouble most = -G_MAXDOUBLE;
  GeglRectangle place = best;
  /* A dozen places along each side are enough to choose from. */
  const gint step_x = MAX (CROP_WIDTH / 4, (area->width - place.width) / 12);
  const gint step_y = MAX (CROP_HEIGHT / 4, (area->height - place.height) / 12);

  for (place.y = area->y; place.y + place.height <= area->y + area->height; place.y += step_y)
    for (place.x = area->x; place.x + place.width <= area->x + area->width; place.x += step_x)
      {
        gdouble energy[2];

        if (overlaps_any (&place, chosen, n))
          continue;
        fine_energy (pictures, &place, energy);
        if (energy[BEFORE] - energy[EDIT] > most)
          {
            most = energy[BEFORE] - energy[EDIT];
            best = place;
          }
      }
  return best;
}

int
main (int argc, char **argv)
{
  GeglBuffer *pictures[PICTURES];
  GeglRectangle area, crops[CROPS];
  FILE *list;

  gegl_init (NULL, NULL);
  retexture_operations_register ();
  if (argc != PICTURES + 2)
    {
      fprintf (stderr, "usage: %s BEFORE EDIT RECIPE RECOVERED CROPS\n", argv[0]);
      return 1;
    }
  for (gint i = 0; i < PICTURES; i++)
    if (!(pictures[i] = load (argv[i + 1])))
      return 1;
  gegl_rectangle_intersect (&area, gegl_buffer_get_extent (pictures[BEFORE]),
                            gegl_buffer_get_extent (pictures[EDIT]));

  print_lost (pictures, &area);
  print_kept (pictures, &area);
  print_halo (pictures, &area);
  printf ("\nTone shift, ΔE2000 of the blurred pictures\n");
  print_tone ("edit against original", pictures[BEFORE], pictures[EDIT], &area);
  print_tone ("recovered against edit", pictures[EDIT], pictures[RECOVERED], &area);

  list = fopen (argv[PICTURES + 1], "w");
  if (!list)
    return 1;
  for (gint i = 0; i < CROPS; i++)
    {
      crops[i] = find_crop (pictures, &area, crops, i);
      fprintf (list, "%d %d %d %d\n", crops[i].width, crops[i].height, crops[i].x, crops[i].y);
    }
  fclose (list);
  for (gint i = 0; i < PICTURES; i++)
    g_object_unref (pictures[i]);
  return 0;
}
