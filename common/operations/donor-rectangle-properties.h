/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rectangle a user draws around healthy texture, for all operations that look for some.
 * Included among their properties, each time that gegl-op.h reads those: hence no guard.
 * RETEXTURE_DONOR_FOR, where it is defined, is the "sensitive" key of them all.
 */

/* A list of declarations, which is no C yet. */
/* clang-format off */

property_int (donor_x, _ ("Donor left"), 0)
  description (_ ("Left edge of the donor's rectangle in pixels; higher is further right"))
  value_range (-524288, 524288)
  ui_range (0, 10000)
  ui_meta ("role", "advanced")
  ui_meta ("rectangle", "x")
#ifdef RETEXTURE_DONOR_FOR
  ui_meta ("sensitive", RETEXTURE_DONOR_FOR)
#endif

property_int (donor_y, _ ("Donor top"), 0)
  description (_ ("Upper edge of the donor's rectangle in pixels; higher is further down"))
  value_range (-524288, 524288)
  ui_range (0, 10000)
  ui_meta ("role", "advanced")
  ui_meta ("rectangle", "y")
#ifdef RETEXTURE_DONOR_FOR
  ui_meta ("sensitive", RETEXTURE_DONOR_FOR)
#endif

property_int (donor_width, _ ("Donor width"), 0)
  description (_ ("Width of the donor's rectangle in pixels; 0 leaves the choice to the program"))
  value_range (0, 524288)
  ui_range (0, 10000)
  ui_meta ("role", "advanced")
  ui_meta ("rectangle", "width")
#ifdef RETEXTURE_DONOR_FOR
  ui_meta ("sensitive", RETEXTURE_DONOR_FOR)
#endif

property_int (donor_height, _ ("Donor height"), 0)
  description (_ ("Height of the donor's rectangle in pixels; 0 leaves the choice to the program"))
  value_range (0, 524288)
  ui_range (0, 10000)
  ui_meta ("role", "advanced")
  ui_meta ("rectangle", "height")
#ifdef RETEXTURE_DONOR_FOR
  ui_meta ("sensitive", RETEXTURE_DONOR_FOR)
#endif

    /* clang-format on */
