/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the program tells an operation that works from something found out about the whole pictures
 * beforehand, and that must know how much a preview was reduced. To be included among an
 * operation's properties; no include guard, because gegl-op.h reads them several times.
 */

/* A list of declarations, which is no C yet. */
/* clang-format off */

property_object (analysis, "Analysis", G_TYPE_OBJECT)
  description ("What is known of the pictures")
  ui_meta ("role", "internal")

property_double (pixel_size, "Pixel size", 1.0)
  description ("Of what size, in pixels of the finished picture, a reduced preview's pixels are")
  value_range (1.0, 1000.0)
  ui_meta ("role", "internal")

    /* clang-format on */
