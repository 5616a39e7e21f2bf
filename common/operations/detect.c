/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Plastic Map: where the edit ("input") lost its texture, or was changed, against the original
 * ("aux"), or without one as a hint. The output is a colour whose alpha is the map, to lay over the
 * edit; or, as a mask, the map itself. What has to be known of the pictures is in `analysis`, a
 * RetexturePlastic.
 */
#include <glib/gi18n-lib.h>

#include "surface.h"

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

/* As in plastic.h. */
enum_start (retexture_detect_what)
  enum_value (RETEXTURE_DETECT_LOST, "lost", N_ ("Lost texture"))
  enum_value (RETEXTURE_DETECT_CHANGED, "changed", N_ ("Changed picture"))
enum_end (RetextureDetectWhat)

enum_start (retexture_detect_result)
  enum_value (RETEXTURE_DETECT_CHANNEL, "channel", N_ ("Channel"))
  enum_value (RETEXTURE_DETECT_LAYER_MASK, "layer-mask", N_ ("Layer mask"))
  enum_value (RETEXTURE_DETECT_SELECTION, "selection", N_ ("Selection"))
enum_end (RetextureDetectResult)

property_enum (what, _ ("Find"), RetextureDetectWhat, retexture_detect_what, RETEXTURE_DETECT_LOST)
  description (_ ("Where texture was lost; or, with an original, where the picture itself was changed, such as a spot that was removed"))

property_double (radius, _ ("Radius"), 4.0)
  description (_ ("Where texture ends and tone begins, as standard deviation in pixels; higher looks at coarser detail, too"))
  value_range (0.3, 100.0)
  ui_gamma (3.0)
  ui_meta ("unit", "pixels")

property_enum (surface, _ ("Surface"), RetextureSurface, retexture_surface, RETEXTURE_SURFACE_SKIN)
  description (_ ("Without an original, only this kind of surface is looked at, recognised by its colour"))

property_double (sensitivity, _ ("Sensitivity"), 50.0)
  description (_ ("How little lost texture counts, in percent; higher finds more"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("sensitive", "what {lost}")

property_enum (result, _ ("Result"), RetextureDetectResult, retexture_detect_result, RETEXTURE_DETECT_CHANNEL)
  description (_ ("A channel to keep, a mask on the edit, or the selection"))

property_double (overlay, "Overlay", 60.0)
  description ("How strongly the map is shown, in percent")
  value_range (0.0, 100.0)

property_boolean (standalone, "Standalone", TRUE)
  description ("Without an analysis, it is made of the whole pictures; off, nothing is found then")
  ui_meta ("role", "internal")

property_boolean (as_mask, "As a mask", FALSE)
  description ("The map itself, not a colour")
  ui_meta ("role", "internal")

#include "analysed-properties.h"

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME detect
#define GEGL_OP_C_SOURCE detect.c

#include "gegl-op.h"

#include "operation-frame.h"
#include "plastic.h"

#include <string.h>

/* Rows that are filled at a time. */
#define ROWS 64

/* Of what was lost, and of what was changed. */
static const gfloat colours[][3] = { { 1.0f, 0.1f, 0.1f }, { 0.1f, 0.5f, 1.0f } };

/* What is kept from one rendering to the next. */
typedef struct
{
  RetexturePlastic *plastic;
  RetexturePlasticRecipe recipe;
  RetexturePlasticMap *map;
} Kept;

static void
kept_free (Kept *kept)
{
  g_clear_object (&kept->plastic);
  retexture_plastic_map_free (kept->map);
  g_free (kept);
}

static const RetexturePlasticMap *
keep_up (GObject *operation, GeglBuffer *input, GeglBuffer *aux)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  Kept *kept = o->user_data;
  RetexturePlasticRecipe recipe;
  g_autoptr (RetexturePlastic) plastic = NULL;

  if (o->analysis)
    plastic = g_object_ref (RETEXTURE_PLASTIC (o->analysis));
  else if (o->standalone)
    plastic = retexture_plastic_new (input, aux, NULL);
  if (!plastic)
    return NULL;

  recipe = retexture_plastic_read_recipe (operation);
  if (!kept || kept->plastic != plastic || memcmp (&kept->recipe, &recipe, sizeof recipe) != 0)
    {
      g_clear_pointer (&kept, kept_free);
      kept = g_new0 (Kept, 1);
      g_set_object (&kept->plastic, plastic);
      kept->recipe = recipe;
      kept->map = retexture_plastic_find (plastic, &recipe);
      o->user_data = kept;
    }
  return kept->map;
}

static void
prepare (GeglOperation *operation)
{
  const Babl *space = gegl_operation_get_source_space (operation, "input");

  gegl_operation_set_format (
      operation, "output",
      babl_format_with_space (GEGL_PROPERTIES (operation)->as_mask ? "Y float" : "R'G'B'A float",
                              space));
}

/* With an original, what lies over it. */
static GeglRectangle
get_bounding_box (GeglOperation *operation)
{
  return gegl_operation_source_get_bounding_box (operation, "aux")
             ? retexture_frame_of_overlap (operation)
             : retexture_frame_of_input (operation);
}

static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglRectangle *whole = gegl_operation_source_get_bounding_box (operation, pad);

  return whole && retexture_frame_looks_at_all (operation) ? *whole : *GEGL_RECTANGLE (0, 0, 0, 0);
}

static GeglRectangle
get_whole (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  return get_bounding_box (operation);
}

static GeglRectangle
get_cached_region (GeglOperation *operation, const GeglRectangle *area)
{
  return retexture_frame_looks_at_all (operation) ? get_bounding_box (operation) : *area;
}

static void
fill (const GeglProperties *o,
      const RetexturePlasticMap *map,
      GeglBuffer *output,
      const GeglRectangle *rows)
{
  const gsize n = (gsize) rows->width * rows->height;
  gfloat *values = gegl_scratch_new (gfloat, n);
  gfloat *pixels = gegl_scratch_new (gfloat, 4 * n);

  if (map)
    retexture_plastic_map_read (map, o->pixel_size, rows, values);
  else
    memset (values, 0, n * sizeof (gfloat));
  for (gsize i = 0; i < n; i++)
    {
      memcpy (pixels + 4 * i, colours[o->what], sizeof colours[0]);
      pixels[4 * i + 3] = values[i];
    }
  gegl_buffer_set (output, rows, 0, gegl_buffer_get_format (output), o->as_mask ? values : pixels,
                   GEGL_AUTO_ROWSTRIDE);
  gegl_scratch_free (pixels);
  gegl_scratch_free (values);
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *aux,
         GeglBuffer *output,
         const GeglRectangle *area,
         gint level)
{
  GeglProperties *o = GEGL_PROPERTIES (operation);
  const RetexturePlasticMap *map = keep_up (G_OBJECT (operation), input, aux);

  for (gint y = 0; y < area->height; y += ROWS)
    fill (o, map, output,
          GEGL_RECTANGLE (area->x, area->y + y, area->width, MIN (ROWS, area->height - y)));

  return TRUE;
}

static void
finalize (GObject *object)
{
  GeglProperties *o = GEGL_PROPERTIES (object);

  g_clear_pointer ((Kept **) &o->user_data, kept_free);
  G_OBJECT_CLASS (gegl_op_parent_class)->finalize (object);
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = finalize;
  retexture_frame_set_up (klass, get_bounding_box, get_required_for_output, process);
  operation_class->prepare = prepare;
  operation_class->get_invalidated_by_change = get_whole;
  operation_class->get_cached_region = get_cached_region;

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:detect", "title", _ ("Plastic Map"), "categories",
      "retexture", "original", "aux", "description",
      _ ("Finds where an edit lost its texture, or changed the picture, as a channel, a mask or the "
         "selection"),
      NULL);
}

#endif
