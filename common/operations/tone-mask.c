/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tone Mask: the luminosity mask of the manual method. White where the luma of "input" lies within
 * a range, with soft limits, multiplied by another mask ("aux") where there is one:
 *
 *   mask = aux * S ((luma - low) / softness + 1/2) * S ((high - luma) / softness + 1/2)
 *
 * with S (t) = 3 t^2 - 2 t^3 on 0 to 1. A limit at the end of the scale does not limit: 0 to 100 is
 * white everywhere.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* A list of declarations, which is no C yet. */
/* clang-format off */

property_double (tone_low, _ ("Darkest"), 0.0)
  description (_ ("Darkest tone that gets texture, in percent of white; higher spares more of the shadows"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "tones")

property_double (tone_high, _ ("Lightest"), 100.0)
  description (_ ("Lightest tone that gets texture, in percent of white; higher includes more of the highlights"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "tones")

property_double (tone_softness, _ ("Softness"), 40.0)
  description (_ ("Width of the transition at both limits, in percent of the scale; higher fades more gently"))
  value_range (0.0, 100.0)
  ui_meta ("unit", "percent")
  ui_meta ("role", "tones")

/* clang-format on */

#else

#define GEGL_OP_POINT_COMPOSER
#define GEGL_OP_NAME tone_mask
/* clang-format off */
#define GEGL_OP_C_SOURCE tone-mask.c
/* clang-format on */

#include "gegl-op.h"

#include "operation-frame.h"
#include "luma.h"
#include "smooth-step.h"

static void
prepare (GeglOperation *operation)
{
  const Babl *space = gegl_operation_get_source_space (operation, "input");
  const Babl *mask = babl_format_with_space ("Y float", space);

  gegl_operation_set_format (operation, "input", babl_format_with_space ("R'G'B' float", space));
  gegl_operation_set_format (operation, "aux", mask);
  gegl_operation_set_format (operation, "output", mask);
}

static gboolean
process (GeglOperation *operation,
         void *input,
         void *aux,
         void *output,
         glong n,
         const GeglRectangle *area,
         gint level)
{
  const GeglProperties *o = GEGL_PROPERTIES (operation);
  const gfloat *colour = input;
  const gfloat *other = aux;
  gfloat *mask = output;
  const gfloat low = o->tone_low / 100.0, high = o->tone_high / 100.0;
  const gfloat sharpness = 100.0 / MAX (o->tone_softness, 1e-3);
  const gboolean limited_below = o->tone_low > 0.0, limited_above = o->tone_high < 100.0;

  for (glong i = 0; i < n; i++)
    {
      const gfloat luma = retexture_luma (colour + 3 * i);
      gfloat value = other ? other[i] : 1.0f;

      if (limited_below)
        value *= retexture_smooth_step (0.0f, 1.0f, (luma - low) * sharpness + 0.5f);
      if (limited_above)
        value *= retexture_smooth_step (0.0f, 1.0f, (high - luma) * sharpness + 0.5f);
      mask[i] = value;
    }

  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GeglOperationClass *operation_class = GEGL_OPERATION_CLASS (klass);
  GeglOperationPointComposerClass *composer_class = GEGL_OPERATION_POINT_COMPOSER_CLASS (klass);

  operation_class->prepare = prepare;
  operation_class->get_bounding_box = retexture_frame_of_input;
  composer_class->process = process;

  gegl_operation_class_set_keys (operation_class, "name", "retexture:tone-mask", "title",
                                 _ ("Tone Mask"), "categories", "hidden", "description",
                                 _ ("White where a picture's tone lies within a range"), NULL);
}

#endif
