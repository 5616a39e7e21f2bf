/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Align Original: the original ("aux") as it lies under the edit ("input"), transparent where it
 * does not reach. Within the suite the rendering has aligned it already (rendering.h), and it
 * passes as it is; standalone, it is aligned here. Where the two cannot be aligned the output is
 * transparent.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

/* As in alignment.h: identity stands for any. */
enum_start (retexture_align_model)
  enum_value (RETEXTURE_ALIGN_AUTOMATIC, "automatic", N_ ("Automatic: the simplest that fits"))
  enum_value (RETEXTURE_ALIGN_TRANSLATION, "translation", N_ ("Shift"))
  enum_value (RETEXTURE_ALIGN_SIMILARITY, "similarity", N_ ("Shift, scale and turn"))
  enum_value (RETEXTURE_ALIGN_AFFINE, "affine", N_ ("Shift, scale, turn and shear"))
  enum_value (RETEXTURE_ALIGN_LOCAL, "local", N_ ("Each place by itself, too"))
enum_end (RetextureAlignModel)

enum_start (retexture_align_result)
  enum_value (RETEXTURE_ALIGN_ORIGINAL, "original", N_ ("Original, under the edit"))
  enum_value (RETEXTURE_ALIGN_EDIT, "edit", N_ ("Edit, under the original"))
enum_end (RetextureAlignResult)

property_enum (model, _ ("Motion"), RetextureAlignModel, retexture_align_model, RETEXTURE_ALIGN_AUTOMATIC)
  description (_ ("How the edit may have moved against the original; sizes that differ are always made up for"))

property_enum (result, _ ("Result"), RetextureAlignResult, retexture_align_result, RETEXTURE_ALIGN_ORIGINAL)
  description (_ ("The original as a new layer of the edit's size and place; or the edit as a new layer of the original's, in the original's image"))

property_boolean (confidence, _ ("Confidence as a channel"), FALSE)
  description (_ ("A channel in the edit's image says where both show the same: white where they do, black where not"))

property_boolean (standalone, "Standalone", TRUE)
  description ("The original is aligned here; off, it lies as it should already")
  ui_meta ("role", "internal")

/* clang-format on */

#else

#define GEGL_OP_COMPOSER
#define GEGL_OP_NAME align
#define GEGL_OP_C_SOURCE align.c

#include "gegl-op.h"

#include "aligned.h"
#include "operation-frame.h"

static void
prepare (GeglOperation *operation)
{
  gegl_operation_set_format (
      operation, "output",
      babl_format_with_space ("R'G'B'A float", gegl_operation_get_source_space (operation, "aux")));
}

/* All of both has to be seen where they are still to be aligned. */
static GeglRectangle
get_required_for_output (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  const GeglRectangle *whole = gegl_operation_source_get_bounding_box (operation, pad);

  if (!whole)
    return *GEGL_RECTANGLE (0, 0, 0, 0);
  return GEGL_PROPERTIES (operation)->standalone ? *whole : *area;
}

static GeglRectangle
get_cached_region (GeglOperation *operation, const GeglRectangle *area)
{
  return GEGL_PROPERTIES (operation)->standalone ? retexture_frame_of_input (operation) : *area;
}

static GeglRectangle
get_invalidated_by_change (GeglOperation *operation, const gchar *pad, const GeglRectangle *area)
{
  return get_cached_region (operation, area);
}

static gboolean
process (GeglOperation *operation,
         GeglBuffer *input,
         GeglBuffer *aux,
         GeglBuffer *output,
         const GeglRectangle *area,
         gint level)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  g_autoptr (RetextureAligned) aligned = NULL;

  if (aux && o->standalone)
    {
      aligned = retexture_aligned_new (input, aux, (RetextureModel) o->model, NULL, NULL, NULL);
      aux = aligned ? retexture_aligned_get_buffer (aligned) : NULL;
    }
  if (aux)
    gegl_buffer_copy (aux, area, GEGL_ABYSS_NONE, output, area);
  else
    gegl_buffer_clear (output, area);
  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);

  retexture_frame_set_up (klass, retexture_frame_of_input, get_required_for_output, process);
  operation_class->prepare = prepare;
  operation_class->get_invalidated_by_change = get_invalidated_by_change;
  operation_class->get_cached_region = get_cached_region;

  gegl_operation_class_set_keys (
      operation_class, "name", "retexture:align", "title", _ ("Align Original"), "categories",
      "retexture", "original", "aux", "description",
      _ ("Finds where an edit has its original, to a fraction of a pixel, and lays one under the "
         "other"),
      NULL);
}

#endif
