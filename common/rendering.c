/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "rendering.h"

#include <glib/gi18n-lib.h>

#include <math.h>

#define TONE_MASK "retexture:tone-mask"
#define COMPOSE "retexture:compose"

struct _RetextureRendering
{
  GObject parent;

  gchar *operation;
  RetextureComposition composition;
  GeglBuffer *edit_buffer, *original_buffer, *selection_buffer;
  gdouble zoom;
  RetextureMask mask;

  GeglNode *graph; /* owns the nodes below */
  GeglNode *edit, *method, *base_mask, *selection, *tone_mask, *compose, *unmasked;
};

G_DEFINE_TYPE (RetextureRendering, retexture_rendering, G_TYPE_OBJECT)

/* ---- the parameters every method has ---- */

static GEnumValue masks[] = {
  { RETEXTURE_MASK_WHITE, N_ ("White: everywhere"), "white" },
  { RETEXTURE_MASK_BLACK, N_ ("Black: to paint in"), "black" },
  { RETEXTURE_MASK_SELECTION, N_ ("Selection"), "selection" },
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

  retexture_parameters_add_operation (parameters, operation);
  retexture_parameters_add_operation (parameters, TONE_MASK);
  retexture_parameters_add (
      parameters,
      g_param_spec_enum (
          RETEXTURE_PARAMETER_MASK, _ ("Mask"),
          _ ("Where the texture returns at first; the layer mask can be painted later"),
          choices_type ("RetextureMask", masks), RETEXTURE_MASK_WHITE, G_PARAM_READWRITE));
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

  g_object_unref (self->graph);
  g_object_unref (self->edit_buffer);
  g_clear_object (&self->original_buffer);
  g_clear_object (&self->selection_buffer);
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
}

static GeglNode *
source (RetextureRendering *self, GeglBuffer *buffer)
{
  return gegl_node_new_child (self->graph, "operation", "gegl:buffer-source", "buffer", buffer,
                              NULL);
}

static GeglNode *
new_composition (RetextureRendering *self, RetextureComposition composition)
{
  GeglNode *node
      = gegl_node_new_child (self->graph, "operation", COMPOSE, "composition", composition, NULL);

  gegl_node_link (self->edit, node);
  gegl_node_connect_to (self->method, "output", node, "aux");
  return node;
}

RetextureRendering *
retexture_rendering_new (const gchar *operation,
                         RetextureComposition composition,
                         GeglBuffer *edit,
                         GeglBuffer *original,
                         GeglBuffer *selection,
                         gdouble zoom)
{
  RetextureRendering *self = g_object_new (RETEXTURE_TYPE_RENDERING, NULL);

  self->operation = g_strdup (operation);
  self->composition = composition;
  g_set_object (&self->edit_buffer, edit);
  g_set_object (&self->original_buffer, original);
  g_set_object (&self->selection_buffer, selection);
  self->zoom = zoom;
  self->edit = source (self, edit);
  self->method = gegl_node_new_child (self->graph, "operation", operation, NULL);
  self->base_mask = gegl_node_new_child (self->graph, "operation", "gegl:color", NULL);
  self->selection = selection ? source (self, selection) : NULL;
  self->tone_mask = gegl_node_new_child (self->graph, "operation", TONE_MASK, NULL);
  self->compose = new_composition (self, composition);
  self->unmasked = new_composition (self, composition);

  gegl_node_link (self->edit, self->method);
  if (original)
    gegl_node_connect_to (source (self, original), "output", self->method, "aux");
  gegl_node_link (self->edit, self->tone_mask);

  return self;
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

  return retexture_rendering_new (full->operation, full->composition, edit, original, selection,
                                  zoom);
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

void
retexture_rendering_set_parameters (RetextureRendering *self, RetextureParameters *parameters)
{
  GeglNode *base;
  GeglColor *colour;

  self->mask = effective_mask (parameters);
  retexture_parameters_apply (parameters, self->method, self->zoom);
  retexture_parameters_apply (parameters, self->tone_mask, self->zoom);
  retexture_parameters_apply (parameters, self->compose, self->zoom);
  retexture_parameters_apply (parameters, self->unmasked, self->zoom);

  colour = gegl_color_new (self->mask == RETEXTURE_MASK_BLACK ? "black" : "white");
  gegl_node_set (self->base_mask, "value", colour, NULL);
  g_object_unref (colour);
  base = self->mask == RETEXTURE_MASK_SELECTION && self->selection ? self->selection
                                                                   : self->base_mask;
  gegl_node_connect_to (base, "output", self->tone_mask, "aux");

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
      return self->method;
    case RETEXTURE_VIEW_MASK:
      return self->tone_mask;
    case RETEXTURE_VIEW_EDIT:
      return self->edit;
    default:
      return self->compose;
    }
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
             && (self->mask == RETEXTURE_MASK_WHITE || !self->selection));
}
