/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a difference is stored in a texture layer, for all operations that make one. Included among
 * their properties, each time that gegl-op.h reads those: hence no guard.
 */

/* A list of declarations, which is no C yet. */
/* clang-format off */

#ifndef RETEXTURE_USUAL_SCALE
#define RETEXTURE_USUAL_SCALE 2.0
#endif

property_double (scale, _ ("Scale"), RETEXTURE_USUAL_SCALE)
  description (_ ("Divisor of the stored difference; higher keeps stronger contrasts from clipping, in coarser steps"))
  value_range (1.0, 4.0)
  ui_meta ("role", "advanced")

property_double (offset, _ ("Offset"), 128.0)
  description (_ ("Grey level, 0 to 255, that stands for no texture in the texture layer; higher makes that layer lighter, not the result"))
  value_range (0.0, 255.0)
  ui_digits (0)
  ui_meta ("role", "advanced")
