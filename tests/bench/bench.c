/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plug-in for the benchmark only: a clock for Script-Fu, the separation timed against
 * gegl:gaussian-blur on the same buffer in the same process, and how fast texture is borrowed.
 */
#include <libgimp/gimp.h>

#include "borrowing.h"
#include "gegl.h"
#include "operations.h"
#include "rendering.h"

static gdouble
now (void)
{
  return g_get_monotonic_time () / (gdouble) G_USEC_PER_SEC;
}

/* In bands, as plugins/layers.c renders. */
#define BAND 512

static void
separate (GeglNode *source, gdouble radius_px, GeglBuffer *target)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (target);
  GeglNode *graph = gegl_node_get_parent (source);
  GeglNode *map = gegl_node_new_child (graph, "operation", "retexture:map", "radius", radius_px,
                                       "returned", 1, NULL);

  gegl_node_link (source, map);
  gegl_node_connect_to (source, "output", map, "aux");
  for (gint y = 0; y < extent->height; y += BAND)
    gegl_node_blit_buffer (map, target,
                           GEGL_RECTANGLE (0, y, extent->width, MIN (BAND, extent->height - y)), 0,
                           GEGL_ABYSS_NONE);
}

/* All at once, which suits it best. */
static void
blur (GeglNode *source, gdouble radius_px, GeglBuffer *target)
{
  GeglNode *node
      = gegl_node_new_child (gegl_node_get_parent (source), "operation", "gegl:gaussian-blur",
                             "std-dev-x", radius_px, "std-dev-y", radius_px, NULL);

  gegl_node_link (source, node);
  gegl_node_blit_buffer (node, target, NULL, 0, GEGL_ABYSS_NONE);
}

/* Seconds that one pass over the drawable takes, into a buffer of its format. */
static gdouble
time_pass (gint32 drawable, gdouble radius_px, gboolean ours)
{
  g_autoptr (GeglBuffer) drawable_buffer = gimp_drawable_get_buffer (drawable);
  g_autoptr (GeglBuffer) source = gegl_buffer_dup (drawable_buffer);
  g_autoptr (GeglBuffer) target
      = gegl_buffer_new (gegl_buffer_get_extent (source), gegl_buffer_get_format (source));
  g_autoptr (GeglNode) graph = gegl_node_new ();
  GeglNode *node
      = gegl_node_new_child (graph, "operation", "gegl:buffer-source", "buffer", source, NULL);
  gdouble begin;

  /* Both find the source in memory, and a target not written yet. */
  begin = now ();
  (ours ? separate : blur) (node, radius_px, target);
  return now () - begin;
}

/* Seconds that borrowing takes for all of the drawable, once the donor is known. */
static gdouble
time_borrowing (gint32 drawable)
{
  static const RetextureBlending blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE };
  g_autoptr (GeglBuffer) drawable_buffer = gimp_drawable_get_buffer (drawable);
  g_autoptr (GeglBuffer) source = gegl_buffer_dup (drawable_buffer);
  const GeglRectangle *extent = gegl_buffer_get_extent (source);
  g_autoptr (GeglBuffer) target = gegl_buffer_new (extent, gegl_buffer_get_format (source));
  g_autoptr (RetextureBorrowing) borrowing
      = retexture_borrowing_new (source, NULL, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (RetextureRendering) rendering
      = retexture_rendering_new ("retexture:borrow", &blending, source, NULL, NULL, 1.0);
  g_autoptr (RetextureParameters) parameters = retexture_method_parameters_new ("retexture:borrow");
  GeglNode *node;
  gdouble begin;

  retexture_rendering_set_analysis (rendering, G_OBJECT (borrowing));
  retexture_rendering_set_parameters (rendering, parameters);
  node = retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE);
  begin = now ();
  for (gint y = 0; y < extent->height; y += BAND)
    gegl_node_blit_buffer (node, target,
                           GEGL_RECTANGLE (0, y, extent->width, MIN (BAND, extent->height - y)), 0,
                           GEGL_ABYSS_NONE);
  return now () - begin;
}

/* The floor: what a plug-in has to do whatever it computes, a layer more with the drawable's
 * pixels. */
static void
copy_into_layer (gint32 drawable)
{
  const gint32 image = gimp_item_get_image (drawable);
  const gint32 layer = gimp_layer_new (
      image, "copy", gimp_drawable_width (drawable), gimp_drawable_height (drawable),
      gimp_drawable_type (drawable), 100.0, GIMP_LAYER_MODE_NORMAL);
  g_autoptr (GeglBuffer) from = gimp_drawable_get_buffer (drawable);
  g_autoptr (GeglBuffer) to = gimp_drawable_get_buffer (layer);

  gegl_buffer_copy (from, NULL, GEGL_ABYSS_NONE, to, NULL);
  gegl_buffer_flush (to);
  gimp_image_insert_layer (image, layer, -1, 0);
}

static void
query (void)
{
  static const GimpParamDef pass[] = { { GIMP_PDB_DRAWABLE, "drawable", "" },
                                       { GIMP_PDB_FLOAT, "radius", "" },
                                       { GIMP_PDB_INT32, "ours", "" } };
  static const GimpParamDef seconds[] = { { GIMP_PDB_FLOAT, "seconds", "" } };

  gimp_install_procedure ("bench-clock", "", "", "", "", "", NULL, "", GIMP_PLUGIN, 0, 1, NULL,
                          seconds);
  gimp_install_procedure ("bench-copy", "", "", "", "", "", NULL, "", GIMP_PLUGIN, 1, 1, pass,
                          seconds);
  gimp_install_procedure ("bench-borrow", "", "", "", "", "", NULL, "", GIMP_PLUGIN, 1, 1, pass,
                          seconds);
  gimp_install_procedure ("bench-pass", "", "", "", "", "", NULL, "", GIMP_PLUGIN,
                          G_N_ELEMENTS (pass), 1, pass, seconds);
}

static void
run (const gchar *name, gint n_params, const GimpParam *p, gint *n_results, GimpParam **results)
{
  static GimpParam values[2] = { { .type = GIMP_PDB_STATUS, .data.d_status = GIMP_PDB_SUCCESS },
                                 { .type = GIMP_PDB_FLOAT } };

  *n_results = 2;
  *results = values;
  if (g_str_equal (name, "bench-clock"))
    {
      values[1].data.d_float = now ();
      return;
    }

  gimp_plugin_enable_precision ();
  gegl_init (NULL, NULL);
  if (g_str_equal (name, "bench-copy"))
    {
      copy_into_layer (p[0].data.d_drawable);
      return;
    }
  retexture_operations_register ();
  if (g_str_equal (name, "bench-borrow"))
    {
      values[1].data.d_float = time_borrowing (p[0].data.d_drawable);
      return;
    }
  values[1].data.d_float = time_pass (p[0].data.d_drawable, p[1].data.d_float, p[2].data.d_int32);
}

const GimpPlugInInfo PLUG_IN_INFO = { NULL, NULL, query, run };

MAIN ()
