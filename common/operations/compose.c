/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Compose: lays what a method made ("aux") over the edit ("input") through a mask ("aux2"),
 *
 *   texture:  result = edit + (aux - offset) * scale * opacity * mask
 *   others:   result = edit + (mode (edit, aux) - edit) * opacity * mask
 *
 * in gamma-encoded values. This is the arithmetic of the layers a procedure leaves behind, for the
 * preview and for those who want no layers. The edit's alpha stays. No mask is a white one; outside
 * the extent of "aux", and where it is transparent, the edit stays.
 */
#include "composition.h"

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

property_enum (composition, "Composition", RetextureComposition, retexture_composition, RETEXTURE_COMPOSITION_TEXTURE)
  description ("How the pixels are laid over the edit")

property_double (opacity, "Opacity", 100.0)
  description ("Strength of the whole, in percent")
  value_range (0.0, 100.0)

property_double (scale, "Scale", 2.0)
  description ("Factor of the stored difference; higher makes the texture stronger")
  value_range (1.0, 4.0)

property_double (offset, "Offset", 128.0)
  description ("Grey level, 0 to 255, that stands for no texture")
  value_range (0.0, 255.0)

/* clang-format on */

#else

#define GEGL_OP_POINT_COMPOSER3
#define GEGL_OP_NAME compose
#define GEGL_OP_C_SOURCE compose.c

#include "gegl-op.h"

#include "operation-frame.h"
#include "blend-modes.h"
#include "neutral.h"
#include "vector.h"

static void
prepare (GeglOperation *operation)
{
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const Babl *colour = babl_format_with_space ("R'G'B'A float", space);

  gegl_operation_set_format (operation, "input", colour);
  gegl_operation_set_format (operation, "aux", colour);
  gegl_operation_set_format (operation, "aux2", babl_format_with_space ("Y float", space));
  gegl_operation_set_format (operation, "output", colour);
}

/* The tests on the weight keep NaN from leaking through a black mask. */
RETEXTURE_VECTOR static void
compose_texture (const gfloat *edit,
                 const gfloat *texture,
                 const gfloat *mask,
                 gfloat *result,
                 glong n,
                 gfloat opacity,
                 gfloat neutral,
                 gfloat scale)
{
  for (glong i = 0; i < n; i++)
    {
      const gfloat weight = opacity * texture[4 * i + 3] * (mask ? mask[i] : 1.0f);

      for (gint c = 0; c < 3; c++)
        {
          const gfloat difference = scale * (texture[4 * i + c] - neutral) * weight;

          result[4 * i + c] = edit[4 * i + c] + (weight > 0.0f ? difference : 0.0f);
        }
      result[4 * i + 3] = edit[4 * i + 3];
    }
}

/* `alpha` is the layer's, in whole pixels of it. */
RETEXTURE_VECTOR static void
mix (const gfloat *edit,
     const gfloat *blended,
     const gfloat *alpha,
     const gfloat *mask,
     gfloat *result,
     glong n,
     gfloat opacity)
{
  for (glong i = 0; i < n; i++)
    {
      const gfloat weight = opacity * alpha[4 * i + 3] * (mask ? mask[i] : 1.0f);

      for (gint c = 0; c < 3; c++)
        {
          const gfloat mixed = edit[4 * i + c] * (1.0f - weight) + blended[4 * i + c] * weight;

          result[4 * i + c] = weight > 0.0f ? mixed : edit[4 * i + c];
        }
      result[4 * i + 3] = edit[4 * i + 3];
    }
}

static gboolean
process (GeglOperation *operation,
         void *edit,
         void *aux,
         void *mask,
         void *result,
         glong n,
         const GeglRectangle *area,
         gint level)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const Babl *stored = gegl_operation_get_source_format (operation, "aux");
  const gfloat opacity = o->opacity / 100.0;

  if (!aux)
    memcpy (result, edit, n * 4 * sizeof (gfloat));
  else if (o->composition == RETEXTURE_COMPOSITION_TEXTURE)
    compose_texture (edit, aux, mask, result, n, opacity,
                     retexture_neutral_value (stored, o->offset), o->scale);
  else if (o->composition == RETEXTURE_COMPOSITION_NORMAL)
    mix (edit, aux, aux, mask, result, n, opacity);
  else
    {
      gfloat *blended = gegl_scratch_new (gfloat, 4 * n);

      retexture_blend_modes_apply (o->composition, gegl_operation_get_format (operation, "output"),
                                   stored, edit, aux, blended, n);
      mix (edit, blended, aux, mask, result, n, opacity);
      gegl_scratch_free (blended);
    }

  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);
  GeglOperationPointComposer3Class *composer_class = GEGL_OPERATION_POINT_COMPOSER3_CLASS (klass);

  operation_class->prepare = prepare;
  operation_class->get_bounding_box = retexture_frame_of_input;
  composer_class->process = process;

  gegl_operation_class_set_keys (operation_class, "name", "retexture:compose", "title",
                                 "Compose Texture", "categories", "hidden", "description",
                                 "Lays recovered texture over an edit through a mask", NULL);
}

#endif
