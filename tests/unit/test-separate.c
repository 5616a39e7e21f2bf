/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "pictures.h"
#include "split-rendering.h"
#include "separation-report.h"
#include "split-samples.h"
#include "split.h"

#define WIDTH 61
#define HEIGHT 47
#define PIXELS (WIDTH * HEIGHT)

typedef struct
{
  gdouble radius;
  gint filter, bands, mode, precision;
} Values;

static const gchar *models[] = { "R'G'B'", "RGB", "Y'", "Y", "R'G'B'A", "RGBA", "Y'A", "YA" };
static const gchar *types[] = { "u8", "u16", "u32", "half", "float", "double" };

static GeglNode *
separate_node (GeglNode *graph, GeglBuffer *picture, GeglBuffer *edited, const Values *v, gint part)
{
  GeglNode *input
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", picture, NULL);
  GeglNode *separate = gegl_node_new_child (
      graph, "operation", "retexture:separate", "radius", v->radius, "filter", v->filter, "bands",
      v->bands, "mode", v->mode, "precision", v->precision, "part", part, NULL);

  gegl_node_link (input, separate);
  if (edited)
    gegl_node_connect_to (
        gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", edited, NULL),
        "output", separate, "aux");
  return separate;
}

/* A part in its own format, rendered in pieces of `size` pixels or, at 0, whole. */
static GeglBuffer *
part_in_pieces (GeglBuffer *picture, GeglBuffer *edited, const Values *v, gint part, gint size)
{
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *separate = separate_node (graph, picture, edited, v, part);
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  GeglBuffer *result = gegl_buffer_new (
      extent, retexture_split_output_format (gegl_buffer_get_format (picture), v->precision));

  if (size == 0)
    gegl_node_blit_buffer (separate, result, extent, 0, GEGL_ABYSS_NONE);
  else
    for (gint y = extent->y; y < extent->y + extent->height; y += size)
      for (gint x = extent->x; x < extent->x + extent->width; x += size)
        gegl_node_blit_buffer (separate, result, GEGL_RECTANGLE (x, y, size, size), 0,
                               GEGL_ABYSS_NONE);
  return result;
}

static GeglBuffer *
part_of (GeglBuffer *picture, const Values *v, gint part)
{
  return part_in_pieces (picture, NULL, v, part, 0);
}

/* What a buffer stores, as GIMP composites it: integers as their share of white, anything else
 * through babl's conversion. As many components as the buffer's own. */
static gfloat *
numbers_of (GeglBuffer *buffer, gsize *n)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  const gsize n_pixels = (gsize) extent->width * extent->height;
  RetextureSplitSamples samples;
  gfloat *numbers;

  retexture_split_samples_init (&samples, gegl_buffer_get_format (buffer));
  *n = n_pixels * samples.components;
  numbers = g_new (gfloat, *n);
  retexture_split_samples_read (&samples, buffer, extent, numbers);
  if (samples.white)
    for (gsize i = 0; i < *n; i++)
      numbers[i] = (gfloat) ((gint *) numbers)[i] / samples.white;
  else
    retexture_split_samples_see (&samples, numbers, n_pixels);
  return numbers;
}

/* GIMP's clip to backdrop, of one layer that is opaque everywhere. The mode is written out here
 * as it stands in GIMP's source, and not as the code under test has it. */
static void
lay_over (gfloat *stack, GeglBuffer *layer, RetextureSplitMode mode, gboolean addition)
{
  gsize n;
  g_autofree gfloat *top = numbers_of (layer, &n);
  const gboolean has_alpha = babl_format_has_alpha (gegl_buffer_get_format (layer));
  const gint components = babl_format_get_n_components (gegl_buffer_get_format (layer));

  for (gsize i = 0; i < n; i++)
    {
      const gsize alpha = i - i % components + components - 1;
      gfloat sum;

      if (has_alpha && i == alpha)
        {
          g_assert_cmpfloat (top[i], ==, 1.0f);
          continue;
        }
      if (has_alpha && stack[alpha] == 0.0f)
        continue;
      if (addition)
        sum = stack[i] + top[i];
      else if (mode == RETEXTURE_SPLIT_MODE_GRAIN_MERGE)
        sum = CLAMP (stack[i] + top[i] - 128.0 / 255.0, 0.0, 1.0);
      else if (top[i] <= 0.5f)
        sum = stack[i] + 2.0f * top[i] - 1.0f;
      else
        sum = stack[i] + 2.0f * (top[i] - 0.5f);
      stack[i] = sum * 1.0f + stack[i] * (1.0f - 1.0f);
    }
}

/* All layers of a picture, composited. */
static gfloat *
stack_of (GeglBuffer *picture, const Values *v, gsize *n)
{
  const Babl *format
      = retexture_split_output_format (gegl_buffer_get_format (picture), v->precision);
  const RetextureSplitMode mode = retexture_split_resolve_mode (format, v->mode);
  g_autoptr (GeglBuffer) low = part_of (picture, v, RETEXTURE_PART_LOW);
  gfloat *stack = numbers_of (low, n);

  for (gint k = v->bands - 1; k >= 1; k--)
    {
      g_autoptr (GeglBuffer) band = part_of (picture, v, k);

      lay_over (stack, band, mode, FALSE);
    }
  if (retexture_split_needs_rounding (format))
    {
      g_autoptr (GeglBuffer) rounding = part_of (picture, v, RETEXTURE_PART_ROUNDING);

      lay_over (stack, rounding, mode, TRUE);
    }
  return stack;
}

/* What the nearest half is: GIMP rounds to it on writing. */
static gfloat
as_half (gfloat value)
{
  guint16 half;

  babl_process (babl_fish (babl_format ("Y float"), babl_format ("Y half")), &value, &half, 1);
  babl_process (babl_fish (babl_format ("Y half"), babl_format ("Y float")), &half, &value, 1);
  return value;
}

/* Equal as stored: integers and halves are rounded as GIMP does on writing, floats compared bit for
 * bit. */
static void
assert_stack_is (GeglBuffer *picture, const Values *v)
{
  const Babl *format
      = retexture_split_output_format (gegl_buffer_get_format (picture), v->precision);
  g_autoptr (GeglBuffer) wanted = gegl_buffer_new (gegl_buffer_get_extent (picture), format);
  /* babl converts even the rounding layer's double only to seven digits. */
  const gdouble tolerance = babl_format_get_type (format, 0) == babl_type ("double") ? 1e-12 : 0.0;
  RetextureSplitSamples samples;
  gsize n;
  g_autofree gfloat *stack = stack_of (picture, v, &n);
  g_autofree gfloat *truth = NULL;

  gegl_buffer_copy (picture, NULL, GEGL_ABYSS_NONE, wanted, NULL);
  truth = numbers_of (wanted, &n);
  retexture_split_samples_init (&samples, format);
  for (gsize i = 0; samples.numbers == RETEXTURE_SPLIT_HALF && i < n; i++)
    {
      stack[i] = as_half (stack[i]);
      truth[i] = as_half (truth[i]);
    }
  for (gsize i = 0; i < n; i++)
    {
      const gboolean same
          = samples.white ? rintf (stack[i] * samples.white) == rintf (truth[i] * samples.white)
                          : fabsf (stack[i] - truth[i]) <= tolerance || stack[i] == truth[i]
                                || (isnan (stack[i]) && isnan (truth[i]));

      if (!same)
        g_test_message (
            "%s filter %d bands %d mode %d: sample %" G_GSIZE_FORMAT " is %.9g not %.9g",
            babl_get_name (format), v->filter, v->bands, v->mode, i, stack[i], truth[i]);
      g_assert_true (same);
    }
}

/* Colours from black to white with hard edges, fine texture, and, where the format has it, alpha of
 * all degrees. */
static GeglBuffer *
busy_picture (const gchar *format)
{
  gfloat *rgba = g_new (gfloat, PIXELS * 4);
  GeglBuffer *picture;

  for (gint i = 0; i < PIXELS; i++)
    {
      const gint x = i % WIDTH, y = i / WIDTH;

      for (gint c = 0; c < 3; c++)
        {
          const gfloat tone = x < WIDTH / 2 ? 0.02f * c : 0.98f - 0.1f * c * y / HEIGHT;

          rgba[4 * i + c] = CLAMP (tone + 0.3f * (noise_at (x, y, c) - 0.5f), 0.0f, 1.0f);
          if ((x + 2 * y) % 23 == 0)
            rgba[4 * i + c] = noise_at (x, y, 7) < 0.5f ? 0.0f : 1.0f;
        }
      rgba[4 * i + 3] = CLAMP (1.5f * noise_at (x, y, 3) - 0.2f, 0.0f, 1.0f);
    }
  picture = picture_from_pixels (format, GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
  g_free (rgba);
  return picture;
}

static void
the_stack_is_the_picture_in_every_format (void)
{
  static const gint bands[] = { 2, 3, 7 };

  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    for (guint t = 0; t < G_N_ELEMENTS (types); t++)
      {
        g_autofree gchar *format = g_strdup_printf ("%s %s", models[m], types[t]);
        g_autoptr (GeglBuffer) picture = busy_picture (format);

        for (guint b = 0; b < G_N_ELEMENTS (bands); b++)
          for (gint filter = 0; filter < 2; filter++)
            for (gint mode = 0; mode < (t == 0 ? 3 : 1); mode++)
              {
                const Values v = { b == 2 ? 0.7 : 3.0, filter, bands[b], mode, 0 };

                assert_stack_is (picture, &v);
              }
      }
}

static void
parts_have_the_same_bytes_in_any_pieces (void)
{
  static const gchar *formats[]
      = { "R'G'B' u8", "R'G'B'A u8", "RGB u16", "Y' u32", "RGBA half", "R'G'B' float" };
  static const gint parts[] = { RETEXTURE_PART_LOW,
                                1,
                                2,
                                RETEXTURE_PART_ROUNDING,
                                RETEXTURE_PART_HALO,
                                RETEXTURE_PART_CLIPPED,
                                RETEXTURE_PART_JOINED };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    for (gint filter = 0; filter < 2; filter++)
      for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
        {
          const Values v = { 2.5, filter, 3, 0, 0 };
          g_autoptr (GeglBuffer) picture = busy_picture (formats[f]);
          g_autoptr (GeglBuffer) whole = part_of (picture, &v, parts[p]);
          g_autoptr (GeglBuffer) tiled = part_in_pieces (picture, NULL, &v, parts[p], 17);

          assert_same_bytes (whole, tiled, gegl_buffer_get_extent (whole));
        }
}

/* Higher than a slab, so that the renderer's own pieces meet. */
static void
slabs_leave_no_seam (void)
{
  const Values v = { 1.0, RETEXTURE_SPLIT_FILTER_EDGE_AWARE, 2, 0, 0 };
  g_autoptr (GeglBuffer) picture = noise_picture ("R'G'B' u16", -3, -300, 40, 700);
  g_autoptr (GeglBuffer) whole = part_of (picture, &v, 1);
  g_autoptr (GeglBuffer) tiled = part_in_pieces (picture, NULL, &v, 1, 101);

  assert_same_bytes (whole, tiled, gegl_buffer_get_extent (whole));
  assert_stack_is (picture, &v);
}

static void
joined_with_its_own_tone_is_the_picture (void)
{
  for (guint m = 0; m < G_N_ELEMENTS (models); m++)
    for (guint t = 0; t < G_N_ELEMENTS (types); t++)
      for (gint bands = 2; bands <= 4; bands += 2)
        {
          const Values v = { 3.0, t & 1, bands, 0, 0 };
          g_autofree gchar *format = g_strdup_printf ("%s %s", models[m], types[t]);
          g_autoptr (GeglBuffer) picture = busy_picture (format);
          g_autoptr (GeglBuffer) low = part_of (picture, &v, RETEXTURE_PART_LOW);
          g_autoptr (GeglBuffer) joined
              = part_in_pieces (picture, low, &v, RETEXTURE_PART_JOINED, 0);
          gsize n;
          g_autofree gfloat *before = numbers_of (picture, &n);
          g_autofree gfloat *after = numbers_of (joined, &n);

          for (gsize i = 0; i < n; i++)
            {
              if (before[i] != after[i])
                g_test_message ("%s bands %d sample %d: %.9g not %.9g", format, bands, (gint) i,
                                after[i], before[i]);
              g_assert_cmpfloat (before[i], ==, after[i]);
            }
        }
}

static void
joined_with_an_edited_tone_moves_by_the_edit (void)
{
  static const gchar *formats[] = { "R'G'B' u8", "RGB u16", "R'G'B' half", "RGB float" };
  static const gdouble rounding[] = { 0.5 / 255.0, 0.5 / 65535.0, 0x1p-11, 1e-6 };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      const Values v = { 3.0, 0, 3, 0, 0 };
      const gdouble step = 10.0 / 255.0;
      g_autoptr (GeglBuffer) picture = busy_picture (formats[f]);
      g_autoptr (GeglBuffer) low = part_of (picture, &v, RETEXTURE_PART_LOW);
      g_autoptr (GeglBuffer) joined = NULL;
      RetextureSplitSamples samples;
      gsize n;
      g_autofree gfloat *before = numbers_of (picture, &n);
      g_autofree gfloat *tone = numbers_of (low, &n);
      g_autofree gfloat *after = NULL;

      retexture_split_samples_init (&samples, gegl_buffer_get_format (low));
      for (gsize i = 0; i < n; i++)
        if (samples.white)
          ((gint *) tone)[i] = CLAMP (rintf ((tone[i] + step) * samples.white), 0, samples.white);
        else
          tone[i] += step;
      retexture_split_samples_write (&samples, low, gegl_buffer_get_extent (low), tone);

      joined = part_in_pieces (picture, low, &v, RETEXTURE_PART_JOINED, 0);
      after = numbers_of (joined, &n);
      for (gsize i = 0; i < n; i++)
        if (before[i] > 0.1f && before[i] < 0.9f)
          g_assert_cmpfloat (fabs (after[i] - before[i] - step), <=, rounding[f] * 1.0001);
    }
}

static void
joined_keeps_its_own_tone_where_the_edit_is_missing_or_transparent (void)
{
  const Values v = { 3.0, 0, 2, 0, 0 };
  g_autoptr (GeglBuffer) picture = noise_picture ("R'G'B' u8", 0, 0, WIDTH, HEIGHT);
  g_autoptr (GeglBuffer) small = flat_picture ("R'G'B' u8", 20, HEIGHT, 0.5f);
  g_autofree gfloat *clear_rgba = g_new0 (gfloat, PIXELS * 4);
  g_autoptr (GeglBuffer) clear
      = picture_from_pixels ("R'G'B'A u8", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), clear_rgba);
  g_autoptr (GeglBuffer) a = part_in_pieces (picture, small, &v, RETEXTURE_PART_JOINED, 0);
  g_autoptr (GeglBuffer) b = part_in_pieces (picture, clear, &v, RETEXTURE_PART_JOINED, 0);
  g_autofree gfloat *before = pixels_of (picture), *after = pixels_of (a);

  assert_same_bytes (picture, b, gegl_buffer_get_extent (picture));
  for (gint i = 0; i < PIXELS; i++)
    if (i % WIDTH >= 20)
      g_assert_cmpmem (before + 4 * i, 16, after + 4 * i, 16);
}

static void
a_checkerboard_of_black_and_white_adds_up (void)
{
  g_autofree gfloat *rgba = g_new (gfloat, PIXELS * 4);

  for (gint i = 0; i < PIXELS * 4; i++)
    rgba[i] = i % 4 == 3 || (i / 4 % WIDTH + i / 4 / WIDTH) % 2;
  for (guint t = 0; t < G_N_ELEMENTS (types); t++)
    for (gint mode = 0; mode < 3; mode++)
      {
        const Values v = { 4.0, 0, 3, mode, 0 };
        g_autofree gchar *format = g_strdup_printf ("R'G'B' %s", types[t]);
        g_autoptr (GeglBuffer) picture
            = picture_from_pixels (format, GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);

        assert_stack_is (picture, &v);
      }
}

static void
higher_precision_adds_up_and_no_precision_is_lowered (void)
{
  static const gchar *got[][3] = { { "R'G'B'A u8", "R'G'B'A u16", "R'G'B'A float" },
                                   { "Y u16", "Y u16", "Y float" },
                                   { "RGB half", "RGB half", "RGB float" },
                                   { "R'G'B' u32", "R'G'B' u32", "R'G'B' u32" },
                                   { "Y'A double", "Y'A double", "Y'A double" } };

  for (guint f = 0; f < G_N_ELEMENTS (got); f++)
    for (gint precision = 0; precision < 3; precision++)
      {
        const Values v = { 4.0, 0, 2, 0, precision };
        g_autoptr (GeglBuffer) picture = busy_picture (got[f][0]);
        g_autoptr (GeglBuffer) low = part_of (picture, &v, RETEXTURE_PART_LOW);

        g_assert_true (gegl_buffer_get_format (low) == babl_format (got[f][precision]));
        assert_stack_is (picture, &v);
      }
}

static void
pictures_in_their_own_colour_space_add_up (void)
{
  const Babl *space = babl_space ("ProPhoto");
  static const gchar *names[] = { "R'G'B' u8", "RGBA u16", "R'G'B' float" };

  for (guint f = 0; f < G_N_ELEMENTS (names); f++)
    {
      const Values v = { 4.0, 1, 3, 0, f == 0 ? 1 : 0 };
      const Babl *format = babl_format_with_space (names[f], space);
      g_autoptr (GeglBuffer) srgb = busy_picture ("R'G'B'A float");
      g_autoptr (GeglBuffer) picture = gegl_buffer_new (gegl_buffer_get_extent (srgb), format);
      g_autoptr (GeglBuffer) low = NULL;

      gegl_buffer_copy (srgb, NULL, GEGL_ABYSS_NONE, picture, NULL);
      low = part_of (picture, &v, RETEXTURE_PART_LOW);
      g_assert_true (babl_format_get_space (gegl_buffer_get_format (low)) == space);
      assert_stack_is (picture, &v);
    }
}

static void
transparent_pixels_do_not_bleed (void)
{
  for (gint filter = 0; filter < 2; filter++)
    {
      const Values v = { 3.0, filter, 2, 0, 0 };
      g_autofree gfloat *lows[2] = { NULL, NULL };

      for (gint round = 0; round < 2; round++)
        {
          g_autoptr (GeglBuffer) noise = noise_picture ("R'G'B'A float", 0, 0, WIDTH, HEIGHT);
          g_autofree gfloat *rgba = pixels_of (noise);
          g_autoptr (GeglBuffer) picture = NULL;
          g_autoptr (GeglBuffer) low = NULL;

          for (gint i = 0; i < PIXELS; i++)
            if (i % WIDTH >= WIDTH / 2)
              {
                rgba[4 * i] = rgba[4 * i + 1] = round ? 50.0f : 0.0f;
                rgba[4 * i + 3] = 0.0f;
              }
          picture
              = picture_from_pixels ("R'G'B'A float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
          low = part_of (picture, &v, RETEXTURE_PART_LOW);
          lows[round] = pixels_of (low);
        }
      for (gint i = 0; i < PIXELS * 4; i++)
        if (i / 4 % WIDTH < WIDTH / 2)
          g_assert_cmpfloat (lows[0][i], ==, lows[1][i]);
    }
}

static void
nan_and_infinity_stay_where_they_are (void)
{
  for (gint filter = 0; filter < 2; filter++)
    {
      const Values v = { 3.0, filter, 3, 0, 0 };
      const gint spot = 4 * (20 * WIDTH + 30);
      g_autoptr (GeglBuffer) noise = noise_picture ("R'G'B' float", 0, 0, WIDTH, HEIGHT);
      g_autofree gfloat *rgba = pixels_of (noise);
      g_autoptr (GeglBuffer) picture = NULL;
      g_autofree gfloat *stack = NULL;
      gsize n, strange = 0;

      rgba[spot] = NAN;
      rgba[spot + 1] = INFINITY;
      rgba[spot + 6] = -INFINITY;
      picture = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
      assert_stack_is (picture, &v);
      for (gint part = 0; part < v.bands; part++)
        {
          g_autoptr (GeglBuffer) layer = part_of (picture, &v, part);
          g_autofree gfloat *numbers = numbers_of (layer, &n);

          for (gsize i = 0; i < n; i++)
            g_assert_true (isfinite (numbers[i]));
        }
      stack = stack_of (picture, &v, &n);
      for (gsize i = 0; i < n; i++)
        strange += !isfinite (stack[i]);
      g_assert_cmpuint (strange, ==, 3);
    }
}

static void
alpha_belongs_to_the_tone (void)
{
  const Values v = { 3.0, 0, 2, 0, 0 };
  g_autoptr (GeglBuffer) picture = busy_picture ("R'G'B'A u8");
  g_autoptr (GeglBuffer) low = part_of (picture, &v, RETEXTURE_PART_LOW);
  g_autoptr (GeglBuffer) high = part_of (picture, &v, 1);
  g_autoptr (GeglBuffer) halo = part_of (picture, &v, RETEXTURE_PART_HALO);
  g_autofree gfloat *a = pixels_of (picture), *b = pixels_of (low), *c = pixels_of (high),
                    *d = pixels_of (halo);

  for (gint i = 3; i < PIXELS * 4; i += 4)
    {
      g_assert_cmpfloat (a[i], ==, b[i]);
      g_assert_cmpfloat (c[i], ==, 1.0f);
      g_assert_cmpfloat (d[i], ==, 1.0f);
    }
}

/* The properties as GEGL declares them refuse these; nothing reaches the renderer. */
static void
bad_values_are_refused (void)
{
  static const struct
  {
    const gchar *name;
    gdouble value;
  } bad[] = { { "radius", 0.0 }, { "radius", 101.0 }, { "tolerance", 0.0 }, { "tolerance", 21.0 },
              { "bands", 1 },    { "bands", 8 },      { "part", -2 },       { "part", 103 } };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      GParamSpec *spec = gegl_operation_find_property ("retexture:separate", bad[i].name);
      g_auto (GValue) value = G_VALUE_INIT;

      g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (spec));
      if (G_IS_PARAM_SPEC_INT (spec))
        g_value_set_int (&value, (gint) bad[i].value);
      else
        g_value_set_double (&value, bad[i].value);
      g_assert_true (g_param_value_validate (spec, &value));
    }
}

/* ---- what the report says ---- */

static RetextureSeparationReport
report_on (GeglBuffer *picture, const Values *v)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);
  const RetextureSplitSettings settings
      = { v->radius, v->filter, 0.04, v->bands, v->mode, v->precision };
  RetextureSeparationReport report = { 0 };

  for (gint y = 0; y < extent->height; y += 16)
    retexture_separation_measure (
        picture, &settings,
        GEGL_RECTANGLE (extent->x, extent->y + y, extent->width, MIN (16, extent->height - y)),
        &report);
  g_assert_cmpuint (report.pixels, ==, (guint64) extent->width * extent->height);
  return report;
}

/* White dots on black, far apart: their tone is nearly black, and 255 is more than 127 above it. */
static void
clipped_texture_is_counted (void)
{
  g_autofree gfloat *rgba = g_new0 (gfloat, PIXELS * 4);
  gint dots = 0;

  for (gint y = 5; y < HEIGHT; y += 20)
    for (gint x = 5; x < WIDTH; x += 20, dots++)
      for (gint c = 0; c < 3; c++)
        rgba[4 * (y * WIDTH + x) + c] = 1.0f;

  for (gint mode = 0; mode < 3; mode++)
    {
      const Values v = { 4.0, 0, 2, mode, 0 };
      g_autoptr (GeglBuffer) picture
          = picture_from_pixels ("R'G'B' u8", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
      const RetextureSeparationReport report = report_on (picture, &v);

      g_assert_cmpuint (report.clipped, ==, mode == RETEXTURE_SPLIT_MODE_LINEAR_LIGHT ? 0 : dots);
      g_assert_cmpfloat (report.largest_error, ==, 0.0);
    }
}

static void
the_report_finds_no_error (void)
{
  static const gchar *formats[] = { "R'G'B'A u8", "RGB u16", "Y' u32", "YA half", "RGBA float" };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      const Values v = { 2.0, f & 1, 3, 0, 0 };
      g_autoptr (GeglBuffer) picture = busy_picture (formats[f]);

      g_assert_cmpfloat (report_on (picture, &v).largest_error, ==, 0.0);
    }
}

/* The meter's values, of a picture that has `tone (x)` in every row, and noise of an amplitude. */
static gfloat *
meter_of (gfloat (*tone) (gint x), gfloat amplitude)
{
  const Values v = { 3.0, 0, 2, 0, 0 };
  g_autofree gfloat *rgba = g_new (gfloat, PIXELS * 4);
  g_autoptr (GeglBuffer) picture = NULL;
  g_autoptr (GeglBuffer) halo = NULL;

  for (gint i = 0; i < PIXELS * 4; i++)
    rgba[i] = i % 4 == 3 ? 1.0f
                         : tone (i / 4 % WIDTH)
                               + amplitude * (noise_at (i / 4 % WIDTH, i / 4 / WIDTH, 0) - 0.5f);
  picture = picture_from_pixels ("R'G'B' float", GEGL_RECTANGLE (0, 0, WIDTH, HEIGHT), rgba);
  halo = part_of (picture, &v, RETEXTURE_PART_HALO);
  return pixels_of (halo);
}

static gfloat
ramp (gint x)
{
  return 0.2f + 0.6f * x / WIDTH;
}

static gfloat
flat (gint x)
{
  return 0.5f;
}

static gfloat
step (gint x)
{
  return x < WIDTH / 2 ? 0.2f : 0.8f;
}

static void
the_meter_is_dark_on_ramps_and_texture (void)
{
  g_autofree gfloat *on_ramp = meter_of (ramp, 0.0f);
  g_autofree gfloat *on_texture = meter_of (flat, 0.3f);

  gdouble sum = 0.0;

  /* Noise of 0.3 has a deviation of 0.09, twice the tolerance: strong texture, and no edge. Here
   * and there chance makes one of it. */
  for (gint i = 0; i < PIXELS; i++)
    {
      g_assert_cmpfloat (on_ramp[4 * i], <, 0.02);
      sum += on_texture[4 * i];
    }
  g_assert_cmpfloat (sum / PIXELS, <, 0.02);
}

static void
the_meter_is_light_beside_a_step (void)
{
  g_autofree gfloat *halo = meter_of (step, 0.0f);
  const gfloat *row = halo + 4 * (HEIGHT / 2) * WIDTH;

  for (gint x = WIDTH / 2 - 3; x < WIDTH / 2 + 3; x++)
    g_assert_cmpfloat (row[4 * x], >, 0.8);
  g_assert_cmpfloat (row[4 * (WIDTH / 2 - 12)], <, 0.02);
  g_assert_cmpfloat (row[4 * (WIDTH / 2 + 12)], <, 0.02);
}

/* Layers are made together, previews one by one. */
static void
parts_made_together_are_those_made_alone (void)
{
  static const gchar *formats[] = { "R'G'B' u8", "R'G'B'A u16", "R'G'B'A float" };
  const GeglRectangle extent = { -3, 5, 90, 70 };

  for (guint f = 0; f < G_N_ELEMENTS (formats); f++)
    {
      const RetextureSplitSettings settings = { .radius_px = 2.0, .tolerance = 0.04, .bands = 4 };
      const Babl *format = babl_format (formats[f]);
      const gint parts[] = { RETEXTURE_PART_LOW, 3, 2, 1, RETEXTURE_PART_ROUNDING };
      RetexturePartTarget targets[G_N_ELEMENTS (parts)];
      g_autoptr (GeglBuffer) picture
          = noise_picture (formats[f], extent.x, extent.y, extent.width, extent.height);

      for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
        targets[p] = (RetexturePartTarget){ parts[p], gegl_buffer_new (&extent, format) };
      retexture_split_render_parts (picture, NULL, targets, G_N_ELEMENTS (parts), &extent,
                                    &settings);
      for (guint p = 0; p < G_N_ELEMENTS (parts); p++)
        {
          g_autoptr (GeglBuffer) together = targets[p].buffer;
          g_autoptr (GeglBuffer) alone = gegl_buffer_new (&extent, format);

          retexture_split_render (picture, NULL, alone, &extent, &settings, parts[p]);
          assert_same_bytes (together, alone, &extent);
        }
    }
}

int
main (int argc, char **argv)
{
  begin_tests (&argc, &argv);
#define TEST(name) g_test_add_func ("/separate/" #name, name)
  TEST (the_stack_is_the_picture_in_every_format);
  TEST (parts_have_the_same_bytes_in_any_pieces);
  TEST (slabs_leave_no_seam);
  TEST (joined_with_its_own_tone_is_the_picture);
  TEST (joined_with_an_edited_tone_moves_by_the_edit);
  TEST (joined_keeps_its_own_tone_where_the_edit_is_missing_or_transparent);
  TEST (a_checkerboard_of_black_and_white_adds_up);
  TEST (higher_precision_adds_up_and_no_precision_is_lowered);
  TEST (pictures_in_their_own_colour_space_add_up);
  TEST (transparent_pixels_do_not_bleed);
  TEST (nan_and_infinity_stay_where_they_are);
  TEST (alpha_belongs_to_the_tone);
  TEST (bad_values_are_refused);
  TEST (clipped_texture_is_counted);
  TEST (the_report_finds_no_error);
  TEST (the_meter_is_dark_on_ramps_and_texture);
  TEST (the_meter_is_light_beside_a_step);
  TEST (parts_made_together_are_those_made_alone);
  return g_test_run ();
}
