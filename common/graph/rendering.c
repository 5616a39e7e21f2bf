/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "rendering.h"

#include <glib/gi18n-lib.h>

#include "automatic-mask.h"
#include "parts.h"
#include "plastic.h"

#include <math.h>

#define TONE_MASK "retexture:tone-mask"
#define COMPOSE "retexture:compose"

/* By which an operation says with which mask it usually is used. */
#define KEY_MASK "mask"

/* Where texture ends, for methods that have a radius. */
#define RADIUS "radius"

/* Properties of operations that the program sets itself. */
#define PART "part"
#define PIXEL_SIZE "pixel-size"
#define STANDALONE "standalone"

struct _RetextureRendering
{
  GObject parent;

  gchar *operation;
  const RetextureBlending *blending;
  GeglBuffer *edit_buffer, *original_buffer, *selection_buffer, *marked_buffer;
  gdouble zoom;
  RetextureMask mask;
  RetextureComposition composition;
  gdouble opacity;
  RetextureParameters *parameters; /* a copy of those last set; NULL before */
  GObject *analysis, *plastic;

  GeglNode *graph;   /* owns the nodes below */
  GHashTable *parts; /* node by number */
  GeglNode *edit, *original, *method, *base_mask, *selection, *tone_mask, *compose, *unmasked;
  RetextureAutomaticMask automatic; /* NULLs before it is asked for */
};

G_DEFINE_TYPE (RetextureRendering, retexture_rendering, G_TYPE_OBJECT)

/* ---- the parameters every method has ---- */

static GEnumValue masks[] = {
  { RETEXTURE_MASK_WHITE, N_ ("White: everywhere"), "white" },
  { RETEXTURE_MASK_BLACK, N_ ("Black: to paint in"), "black" },
  { RETEXTURE_MASK_SELECTION, N_ ("Selection"), "selection" },
  { RETEXTURE_MASK_AUTOMATIC, N_ ("Automatic: where texture is lost"), "automatic" },
  { 0, NULL, NULL },
};

static GEnumValue outputs[] = {
  { RETEXTURE_OUTPUT_LAYERS, N_ ("Layers"), "layers" },
  { RETEXTURE_OUTPUT_SINGLE, N_ ("Single layer"), "single" },
  { RETEXTURE_OUTPUT_IN_PLACE, N_ ("In place"), "in-place" },
  { 0, NULL, NULL },
};

/* The type of that name, with its choices translated when it is first asked for. */
static GType
choices_type (const gchar *name, GEnumValue *choices)
{
  const GType type = g_type_from_name (name);

  if (type)
    return type;
  for (GEnumValue *choice = choices; choice->value_name; choice++)
    choice->value_name = _ (choice->value_name);
  return g_enum_register_static (name, choices);
}

RetextureParameters *
retexture_rendering_parameters_new (const gchar *operation)
{
  RetextureParameters *parameters = retexture_parameters_new ();
  const GType mask_type = choices_type ("RetextureMask", masks);
  g_autoptr (GEnumClass) mask_class = g_type_class_ref (mask_type);
  const gchar *mask = gegl_operation_get_key (operation, KEY_MASK);

  retexture_parameters_add_operation (parameters, operation);
  retexture_parameters_add_operation (parameters, TONE_MASK);
  retexture_parameters_add (
      parameters,
      g_param_spec_enum (
          RETEXTURE_PARAMETER_MASK, _ ("Mask"),
          _ ("Where the texture returns at first; the layer mask can be painted later"), mask_type,
          mask ? g_enum_get_value_by_nick (mask_class, mask)->value : RETEXTURE_MASK_WHITE,
          G_PARAM_READWRITE));
  retexture_parameters_add (
      parameters, g_param_spec_enum (RETEXTURE_PARAMETER_OUTPUT, _ ("Output"),
                                     _ ("Layers stay editable; a single layer holds the finished "
                                        "picture; in place changes the edit itself"),
                                     choices_type ("RetextureOutput", outputs),
                                     RETEXTURE_OUTPUT_LAYERS, G_PARAM_READWRITE));
  return parameters;
}

/* ---- the graph ---- */

static void
retexture_rendering_finalize (GObject *object)
{
  RetextureRendering *self = RETEXTURE_RENDERING (object);

  g_hash_table_unref (self->parts);
  g_object_unref (self->graph);
  g_clear_object (&self->parameters);
  g_clear_object (&self->analysis);
  g_clear_object (&self->plastic);
  g_object_unref (self->edit_buffer);
  g_clear_object (&self->original_buffer);
  g_clear_object (&self->selection_buffer);
  g_clear_object (&self->marked_buffer);
  g_free (self->operation);
  G_OBJECT_CLASS (retexture_rendering_parent_class)->finalize (object);
}

static void
retexture_rendering_class_init (RetextureRenderingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_rendering_finalize;
}

static void
retexture_rendering_init (RetextureRendering *self)
{
  self->graph = gegl_node_new ();
  self->parts = g_hash_table_new (NULL, NULL);
}

static GeglNode *
source (RetextureRendering *self, GeglBuffer *buffer)
{
  return gegl_node_new_child (self->graph, "operation", "gegl:buffer-source", "buffer", buffer,
                              NULL);
}

/* The method's operation, once more, between the same pictures. */
static GeglNode *
new_method (RetextureRendering *self)
{
  GeglNode *node = gegl_node_new_child (self->graph, "operation", self->operation, NULL);

  gegl_node_link (self->edit, node);
  if (self->original)
    gegl_node_connect_to (self->original, "output", node, "aux");
  return node;
}

static GeglNode *
new_composition (RetextureRendering *self)
{
  GeglNode *node = gegl_node_new_child (self->graph, "operation", COMPOSE, NULL);

  gegl_node_link (self->edit, node);
  gegl_node_connect_to (self->method, "output", node, "aux");
  return node;
}

RetextureRendering *
retexture_rendering_new (const gchar *operation,
                         const RetextureBlending *blending,
                         GeglBuffer *edit,
                         GeglBuffer *original,
                         GeglBuffer *selection,
                         gdouble zoom)
{
  RetextureRendering *self = g_object_new (RETEXTURE_TYPE_RENDERING, NULL);

  self->operation = g_strdup (operation);
  self->blending = blending;
  g_set_object (&self->edit_buffer, edit);
  g_set_object (&self->original_buffer, original);
  g_set_object (&self->selection_buffer, selection);
  self->zoom = zoom;
  self->edit = source (self, edit);
  self->original = original ? source (self, original) : NULL;
  self->selection = selection ? source (self, selection) : NULL;
  self->method = new_method (self);
  self->base_mask = gegl_node_new_child (self->graph, "operation", "gegl:color", NULL);
  self->tone_mask = gegl_node_new_child (self->graph, "operation", TONE_MASK, NULL);
  self->compose = new_composition (self);
  self->unmasked = new_composition (self);
  gegl_node_link (self->edit, self->tone_mask);

  return self;
}

GObject *
retexture_rendering_get_analysis (RetextureRendering *self)
{
  return self->analysis;
}

RetextureRendering *
retexture_rendering_copy (RetextureRendering *self)
{
  RetextureRendering *copy
      = retexture_rendering_new (self->operation, self->blending, self->edit_buffer,
                                 self->original_buffer, self->selection_buffer, self->zoom);

  retexture_rendering_set_analysis (copy, self->analysis);
  retexture_rendering_set_plastic (copy, self->plastic);
  retexture_rendering_set_marked (copy, self->marked_buffer);
  return copy;
}

RetextureRendering *
retexture_rendering_new_of (RetextureRendering *self, GeglBuffer *edit)
{
  RetextureRendering *other
      = retexture_rendering_new (self->operation, self->blending, edit, NULL, NULL, 1.0);

  retexture_rendering_set_analysis (other, self->analysis);
  return other;
}

/* `area` of a buffer, in full-size pixels, read at a lower zoom into a buffer of its own. Its
 * format stays, since the neutral value of textures depends on it. */
static GeglBuffer *
read_zoomed (GeglBuffer *buffer, const GeglRectangle *area, gdouble zoom)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (buffer);
  const Babl *format = gegl_buffer_get_format (buffer);
  GeglRectangle part, small;
  GeglBuffer *zoomed;
  g_autofree guchar *pixels = NULL;

  gegl_rectangle_intersect (&part, area, extent);
  small.x = (gint) floor (part.x * zoom);
  small.y = (gint) floor (part.y * zoom);
  small.width = (gint) ceil ((part.x + part.width) * zoom) - small.x;
  small.height = (gint) ceil ((part.y + part.height) * zoom) - small.y;
  zoomed = gegl_buffer_new (&small, format);
  if (small.width <= 0 || small.height <= 0)
    return zoomed;

  pixels = g_malloc ((gsize) small.width * small.height * babl_format_get_bytes_per_pixel (format));
  gegl_buffer_get (buffer, &small, zoom, format, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  gegl_buffer_set (zoomed, &small, 0, format, pixels, GEGL_AUTO_ROWSTRIDE);
  return zoomed;
}

RetextureRendering *
retexture_rendering_new_zoomed (RetextureRendering *full, const GeglRectangle *area, gdouble zoom)
{
  g_autoptr (GeglBuffer) edit = read_zoomed (full->edit_buffer, area, zoom);
  g_autoptr (GeglBuffer) original
      = full->original_buffer ? read_zoomed (full->original_buffer, area, zoom) : NULL;
  g_autoptr (GeglBuffer) selection
      = full->selection_buffer ? read_zoomed (full->selection_buffer, area, zoom) : NULL;
  RetextureRendering *zoomed;

  zoomed
      = retexture_rendering_new (full->operation, full->blending, edit, original, selection, zoom);
  retexture_rendering_set_analysis (zoomed, full->analysis);
  retexture_rendering_set_plastic (zoomed, full->plastic);
  return zoomed;
}

GeglBuffer *
retexture_rendering_get_edit (RetextureRendering *self)
{
  return self->edit_buffer;
}

GeglBuffer *
retexture_rendering_get_original (RetextureRendering *self)
{
  return self->original_buffer;
}

GeglBuffer *
retexture_rendering_get_selection (RetextureRendering *self)
{
  return self->selection_buffer;
}

void
retexture_rendering_set_marked (RetextureRendering *self, GeglBuffer *marked)
{
  if (marked)
    g_object_ref (marked);
  g_clear_object (&self->marked_buffer);
  self->marked_buffer = marked;
}

GeglBuffer *
retexture_rendering_get_marked (RetextureRendering *self)
{
  return self->marked_buffer;
}

void
retexture_rendering_leave_selection (RetextureRendering *self)
{
  self->selection = NULL;
}

/* ---- values ---- */

/* Tells a node of the method's operation all it must know. */
static void
set_up_method (RetextureRendering *self, GeglNode *node)
{
  if (self->parameters)
    retexture_parameters_apply (self->parameters, node, self->zoom);
  if (gegl_node_find_property (node, RETEXTURE_PROPERTY_ANALYSIS))
    gegl_node_set (node, RETEXTURE_PROPERTY_ANALYSIS, self->analysis, NULL);
  if (gegl_node_find_property (node, STANDALONE))
    gegl_node_set (node, STANDALONE, FALSE, NULL);
  if (gegl_node_find_property (node, PIXEL_SIZE))
    gegl_node_set (node, PIXEL_SIZE, 1.0 / self->zoom, NULL);
}

static void
set_up_methods (RetextureRendering *self)
{
  GHashTableIter iter;
  gpointer node;

  set_up_method (self, self->method);
  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    set_up_method (self, node);
}

void
retexture_rendering_set_analysis (RetextureRendering *self, GObject *analysis)
{
  g_set_object (&self->analysis, analysis);
  set_up_methods (self);
}

GObject *
retexture_rendering_find_plastic (RetextureRendering *self, GCancellable *cancellable)
{
  RetexturePlastic *plastic;

  if (self->mask != RETEXTURE_MASK_AUTOMATIC || self->plastic)
    return NULL;
  plastic = retexture_plastic_new (
      self->edit_buffer,
      retexture_automatic_mask_compares (self->operation) ? self->original_buffer : NULL,
      cancellable);
  return plastic ? G_OBJECT (plastic) : NULL;
}

void
retexture_rendering_set_plastic (RetextureRendering *self, GObject *plastic)
{
  g_set_object (&self->plastic, plastic);
  if (self->automatic.detect)
    retexture_automatic_mask_set_plastic (&self->automatic, plastic);
}

static GeglNode *
get_automatic_mask (RetextureRendering *self)
{
  RetextureAutomaticMask *mask = &self->automatic;

  if (!mask->detect)
    {
      *mask = retexture_automatic_mask_new (self->graph, self->operation, self->edit,
                                            self->original, self->selection, self->zoom);
      retexture_automatic_mask_set_plastic (mask, self->plastic);
    }
  if (retexture_parameters_find (self->parameters, RADIUS))
    retexture_automatic_mask_set_radius (
        mask, retexture_parameters_get_number (self->parameters, RADIUS));
  return mask->output;
}

/* What the mask is before tones limit it. */
static GeglNode *
get_base_mask (RetextureRendering *self)
{
  if (self->mask == RETEXTURE_MASK_AUTOMATIC)
    return get_automatic_mask (self);
  return self->mask == RETEXTURE_MASK_SELECTION && self->selection ? self->selection
                                                                   : self->base_mask;
}

/* In place GIMP itself limits what changes to the selection. */
static RetextureMask
effective_mask (RetextureParameters *parameters)
{
  const RetextureMask mask = retexture_parameters_get_number (parameters, RETEXTURE_PARAMETER_MASK);
  const RetextureOutput output
      = retexture_parameters_get_number (parameters, RETEXTURE_PARAMETER_OUTPUT);

  return output == RETEXTURE_OUTPUT_IN_PLACE && mask == RETEXTURE_MASK_WHITE
             ? RETEXTURE_MASK_SELECTION
             : mask;
}

static void
set_up_composition (RetextureRendering *self, GeglNode *node)
{
  const RetextureBlending *blending = self->blending;

  self->composition = blending->composition;
  if (blending->parameter)
    self->composition = blending->choices[(gint) retexture_parameters_get_number (
        self->parameters, blending->parameter)];
  self->opacity
      = blending->opacity
            ? retexture_parameters_get_number (self->parameters, blending->opacity) / 100.0
            : 1.0;
  retexture_parameters_apply (self->parameters, node, self->zoom);
  gegl_node_set (node, "composition", self->composition, "opacity", 100.0 * self->opacity, NULL);
}

void
retexture_rendering_set_parameters (RetextureRendering *self, RetextureParameters *parameters)
{
  GeglColor *colour;

  g_clear_object (&self->parameters);
  self->parameters = retexture_parameters_copy (parameters);
  self->mask = effective_mask (parameters);
  set_up_methods (self);
  set_up_composition (self, self->compose);
  set_up_composition (self, self->unmasked);
  retexture_parameters_apply (parameters, self->tone_mask, self->zoom);

  colour = gegl_color_new (self->mask == RETEXTURE_MASK_BLACK ? "black" : "white");
  gegl_node_set (self->base_mask, "value", colour, NULL);
  g_object_unref (colour);
  gegl_node_connect_to (get_base_mask (self), "output", self->tone_mask, "aux");

  if (retexture_rendering_mask_is_flat (self, NULL) && self->mask != RETEXTURE_MASK_BLACK)
    gegl_node_disconnect (self->compose, "aux2");
  else
    gegl_node_connect_to (self->tone_mask, "output", self->compose, "aux2");
}

GeglNode *
retexture_rendering_get_node (RetextureRendering *self, RetextureView view)
{
  switch (view)
    {
    case RETEXTURE_VIEW_UNMASKED:
      return self->unmasked;
    case RETEXTURE_VIEW_TEXTURE:
      return retexture_rendering_has_parts (self)
                 ? retexture_rendering_get_part (self, RETEXTURE_PART_TEXTURE)
                 : self->method;
    case RETEXTURE_VIEW_TONE:
      return retexture_rendering_get_part (self, RETEXTURE_PART_LOW);
    case RETEXTURE_VIEW_HALO:
      return retexture_rendering_get_part (self, RETEXTURE_PART_HALO);
    case RETEXTURE_VIEW_MASK:
      return self->tone_mask;
    case RETEXTURE_VIEW_EDIT:
      return self->edit;
    default:
      return self->compose;
    }
}

GObject *
retexture_rendering_get_operation (RetextureRendering *self)
{
  return G_OBJECT (gegl_node_get_gegl_operation (self->method));
}

gboolean
retexture_rendering_has_parts (RetextureRendering *self)
{
  return gegl_node_find_property (self->method, PART) != NULL;
}

GeglNode *
retexture_rendering_get_part (RetextureRendering *self, gint part)
{
  GeglNode *node = g_hash_table_lookup (self->parts, GINT_TO_POINTER (part));

  if (!node)
    {
      node = new_method (self);
      gegl_node_set (node, PART, part, NULL);
      set_up_method (self, node);
      g_hash_table_insert (self->parts, GINT_TO_POINTER (part), node);
    }
  return node;
}

void
retexture_rendering_render_parts (RetextureRendering *self,
                                  const RetextureSplitTarget *targets,
                                  guint n_targets,
                                  const GeglRectangle *area)
{
  const RetextureSplitSettings settings
      = retexture_split_settings_of (retexture_rendering_get_operation (self));

  retexture_split_render_parts (self->edit_buffer, self->original_buffer, targets, n_targets, area,
                                &settings);
}

RetextureComposition
retexture_rendering_get_composition (RetextureRendering *self, gdouble *opacity)
{
  *opacity = self->opacity;
  return self->composition;
}

GeglRectangle
retexture_rendering_get_extent (RetextureRendering *self)
{
  return gegl_node_get_bounding_box (self->method);
}

gboolean
retexture_rendering_mask_is_flat (RetextureRendering *self, gdouble *value)
{
  gdouble low, high;

  gegl_node_get (self->tone_mask, "tone-low", &low, "tone-high", &high, NULL);
  if (value)
    *value = self->mask == RETEXTURE_MASK_BLACK ? 0.0 : 1.0;

  return self->mask == RETEXTURE_MASK_BLACK
         || (low <= 0.0 && high >= 100.0
             && (self->mask == RETEXTURE_MASK_WHITE
                 || (self->mask == RETEXTURE_MASK_SELECTION && !self->selection)));
}
