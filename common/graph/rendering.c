/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "rendering.h"

#include "automatic-mask.h"
#include "original.h"
#include "parts.h"
#include "plastic.h"
#include "recover-rendering.h"

#include <math.h>

#define TONE_MASK "retexture:tone-mask"
#define COMPOSE "retexture:compose"

/* Where texture ends, for methods that have a radius. */
#define RADIUS "radius"

/* By which an operation says that it returns something of the original, which must not be where it
 * does not show the same as the edit. */
#define KEY_CONFIDENCE "confidence"

/* Of which kind the parts are that an operation makes by its property "part". */
#define KEY_PARTS "parts"
#define PARTS_SPLIT "split"
#define PARTS_SOURCES "sources"

/* Properties of operations that the program sets itself. */
#define PART "part"
#define PIXEL_SIZE "pixel-size"
#define STANDALONE "standalone"

struct _RetextureRendering
{
  GObject parent;

  gchar *operation;
  const RetextureBlending *blending;
  GeglBuffer *edit_buffer, *selection_buffer, *marked_buffer, *model_buffer;
  RetextureOriginal second;
  GeglBuffer *original_buffer;   /* the one in use */
  GeglBuffer *confidence_buffer; /* how sure that is; NULL: no doubt */
  gdouble zoom;
  RetextureMask mask;
  RetextureComposition composition;
  gdouble opacity;
  RetextureParameters *parameters; /* a copy of those last set; NULL before */
  GObject *analysis, *plastic;
  gint64 set_at; /* monotonic time, when values were last set */

  GeglNode *graph;   /* owns the nodes below */
  GHashTable *parts; /* node by number */
  GeglNode *edit, *original, *method, *base_mask, *selection, *tone_mask, *compose, *unmasked;
  RetextureAutomaticMask automatic; /* NULLs before it is asked for */
  GeglNode *confidence, *sure;      /* the source, and the mask times it; NULL where not needed */
};

G_DEFINE_TYPE (RetextureRendering, retexture_rendering, G_TYPE_OBJECT)

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
  retexture_original_clear (&self->second);
  g_clear_object (&self->original_buffer);
  g_clear_object (&self->confidence_buffer);
  g_clear_object (&self->selection_buffer);
  g_clear_object (&self->marked_buffer);
  g_clear_object (&self->model_buffer);
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

static void
connect_original (RetextureRendering *self, GeglNode *method)
{
  if (self->original_buffer)
    gegl_node_connect_to (self->original, "output", method, "aux");
  else
    gegl_node_disconnect (method, "aux");
}

/* The method's operation, once more, between the same pictures. */
static GeglNode *
new_method (RetextureRendering *self)
{
  GeglNode *node = gegl_node_new_child (self->graph, "operation", self->operation, NULL);

  gegl_node_link (self->edit, node);
  connect_original (self, node);
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
  retexture_original_init (&self->second, original, zoom < 1.0);
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

static void set_confidence (RetextureRendering *self, GeglBuffer *confidence);
static void update_original (RetextureRendering *self);

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
                                 self->second.given, self->selection_buffer, self->zoom);

  retexture_original_copy (&copy->second, &self->second);
  update_original (copy);
  retexture_rendering_set_analysis (copy, self->analysis);
  retexture_rendering_set_plastic (copy, self->plastic);
  retexture_rendering_set_marked (copy, self->marked_buffer);
  retexture_rendering_set_model (copy, self->model_buffer);
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
  g_autoptr (GeglBuffer) confidence
      = full->confidence_buffer ? read_zoomed (full->confidence_buffer, area, zoom) : NULL;
  RetextureRendering *zoomed;

  zoomed
      = retexture_rendering_new (full->operation, full->blending, edit, original, selection, zoom);
  set_confidence (zoomed, confidence);
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
retexture_rendering_get_given (RetextureRendering *self)
{
  return self->second.given;
}

GeglBuffer *
retexture_rendering_get_selection (RetextureRendering *self)
{
  return self->selection_buffer;
}

void
retexture_rendering_set_marked (RetextureRendering *self, GeglBuffer *marked)
{
  g_set_object (&self->marked_buffer, marked);
}

GeglBuffer *
retexture_rendering_get_marked (RetextureRendering *self)
{
  return self->marked_buffer;
}

void
retexture_rendering_set_model (RetextureRendering *self, GeglBuffer *model)
{
  g_set_object (&self->model_buffer, model);
}

GeglBuffer *
retexture_rendering_get_model (RetextureRendering *self)
{
  return self->model_buffer;
}

void
retexture_rendering_leave_selection (RetextureRendering *self)
{
  self->selection = NULL;
}

/* ---- where the original lies ---- */

static void connect_mask (RetextureRendering *self);

static void
set_confidence (RetextureRendering *self, GeglBuffer *confidence)
{
  g_set_object (&self->confidence_buffer, confidence);
  if (confidence && !self->confidence)
    {
      self->confidence = source (self, confidence);
      self->sure = gegl_node_new_child (self->graph, "operation", "gegl:multiply", NULL);
      gegl_node_connect_to (self->confidence, "output", self->sure, "aux");
    }
  else if (confidence)
    gegl_node_set (self->confidence, "buffer", confidence, NULL);
}

static void
update_original (RetextureRendering *self)
{
  GeglBuffer *original = retexture_original_get_buffer (&self->second);
  GHashTableIter iter;
  gpointer node;

  if (original == self->original_buffer)
    return;
  g_set_object (&self->original_buffer, original);
  if (gegl_operation_get_key (self->operation, KEY_CONFIDENCE))
    set_confidence (self, retexture_original_get_confidence (&self->second));
  if (original && !self->original)
    self->original = source (self, original);
  else if (original)
    gegl_node_set (self->original, "buffer", original, NULL);
  connect_original (self, self->method);
  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    connect_original (self, node);

  self->automatic = (RetextureAutomaticMask){ NULL };
  g_clear_object (&self->plastic);
  retexture_rendering_set_analysis (self, NULL);
  connect_mask (self);
}

void
retexture_rendering_set_apart (RetextureRendering *self, gboolean apart)
{
  self->second.apart = apart;
  update_original (self);
}

void
retexture_rendering_set_provisional (RetextureRendering *self, gboolean lies)
{
  self->second.lies = lies;
  update_original (self);
}

gboolean
retexture_rendering_is_provisional (RetextureRendering *self)
{
  return retexture_original_is_provisional (&self->second);
}

GObject *
retexture_rendering_find_aligned (RetextureRendering *self,
                                  RetextureProgressFunc progress,
                                  GCancellable *cancellable,
                                  GError **error)
{
  RetextureAligned *aligned
      = retexture_original_find (&self->second, self->edit_buffer, progress, cancellable, error);

  return aligned ? G_OBJECT (aligned) : NULL;
}

void
retexture_rendering_set_aligned (RetextureRendering *self, GObject *aligned)
{
  if (aligned)
    g_object_ref (aligned);
  g_clear_object (&self->second.aligned);
  self->second.aligned = aligned ? RETEXTURE_ALIGNED (aligned) : NULL;
  update_original (self);
}

GObject *
retexture_rendering_get_aligned (RetextureRendering *self)
{
  RetextureAligned *aligned = retexture_original_get_aligned (&self->second);

  return aligned ? G_OBJECT (aligned) : NULL;
}

GeglBuffer *
retexture_rendering_find_stand_in (RetextureRendering *self,
                                   GCancellable *cancellable,
                                   GError **error)
{
  return retexture_original_find_stand_in (&self->second, self->edit_buffer, cancellable, error);
}

void
retexture_rendering_set_stand_in (RetextureRendering *self, GeglBuffer *stand_in)
{
  g_set_object (&self->second.stand_in, stand_in);
  update_original (self);
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
      retexture_method_has_original (self->operation) ? self->original_buffer : NULL, cancellable);
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

static void
connect_mask (RetextureRendering *self)
{
  GeglNode *mask = self->parameters ? get_base_mask (self) : NULL;

  if (mask && self->confidence_buffer)
    {
      gegl_node_link (mask, self->sure);
      mask = self->sure;
    }
  if (!mask)
    return;
  gegl_node_connect_to (mask, "output", self->tone_mask, "aux");
  if (retexture_rendering_mask_is_flat (self, NULL) && self->mask != RETEXTURE_MASK_BLACK)
    gegl_node_disconnect (self->compose, "aux2");
  else
    gegl_node_connect_to (self->tone_mask, "output", self->compose, "aux2");
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

  self->set_at = g_get_monotonic_time ();
  g_clear_object (&self->parameters);
  self->parameters = retexture_parameters_copy (parameters);
  self->mask = effective_mask (parameters);
  retexture_original_read (&self->second, parameters);
  update_original (self);
  set_up_methods (self);
  set_up_composition (self, self->compose);
  set_up_composition (self, self->unmasked);
  retexture_parameters_apply (parameters, self->tone_mask, self->zoom);

  colour = gegl_color_new (self->mask == RETEXTURE_MASK_BLACK ? "black" : "white");
  gegl_node_set (self->base_mask, "value", colour, NULL);
  g_object_unref (colour);
  connect_mask (self);
}

GeglNode *
retexture_rendering_get_node (RetextureRendering *self, RetextureView view)
{
  switch (view)
    {
    case RETEXTURE_VIEW_UNMASKED:
      return self->unmasked;
    case RETEXTURE_VIEW_TEXTURE:
      return retexture_rendering_splits (self) || retexture_rendering_has_sources (self)
                 ? retexture_rendering_get_part (self, RETEXTURE_PART_TEXTURE)
                 : self->method;
    case RETEXTURE_VIEW_TONE:
      return retexture_rendering_get_part (self, RETEXTURE_PART_LOW);
    case RETEXTURE_VIEW_HALO:
      return retexture_rendering_get_part (self, RETEXTURE_PART_HALO);
    case RETEXTURE_VIEW_SOURCES:
      return retexture_rendering_get_part (self, RETEXTURE_PART_SOURCES);
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

static gboolean
has_parts (RetextureRendering *self, const gchar *kind)
{
  return g_strcmp0 (gegl_operation_get_key (self->operation, KEY_PARTS), kind) == 0;
}

gboolean
retexture_rendering_splits (RetextureRendering *self)
{
  return has_parts (self, PARTS_SPLIT);
}

gboolean
retexture_rendering_has_sources (RetextureRendering *self)
{
  return has_parts (self, PARTS_SOURCES);
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
                                  const RetexturePartTarget *targets,
                                  guint n_targets,
                                  const GeglRectangle *area)
{
  GObject *operation = retexture_rendering_get_operation (self);

  if (retexture_rendering_splits (self))
    {
      const RetextureSplitSettings settings = retexture_split_settings_of (operation);

      retexture_split_render_parts (self->edit_buffer, self->original_buffer, targets, n_targets,
                                    area, &settings);
    }
  else
    {
      RetextureRecoverRecipe recipe = retexture_recover_read_recipe (operation);

      retexture_recover_render (&recipe, self->edit_buffer, self->original_buffer, targets,
                                n_targets, area);
      retexture_recover_recipe_clear (&recipe);
    }
}

RetextureComposition
retexture_rendering_get_composition (RetextureRendering *self, gdouble *opacity)
{
  *opacity = self->opacity;
  return self->composition;
}

gdouble
retexture_rendering_get_age (RetextureRendering *self)
{
  return (g_get_monotonic_time () - self->set_at) / (gdouble) G_USEC_PER_SEC;
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
         || (low <= 0.0 && high >= 100.0 && !self->confidence_buffer
             && (self->mask == RETEXTURE_MASK_WHITE
                 || (self->mask == RETEXTURE_MASK_SELECTION && !self->selection)));
}
