/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one value that means "no texture" in a texture layer.
 */
#pragma once

#include <babl/babl.h>
#include <glib.h>

/* The gamma-encoded value, 0 to 1, that a picture of `format` holds when asked to store `offset`
 * (0 to 255, in 8-bit levels; 128 is middle grey). In 8 bit that is offset / 255; in the other
 * precisions middle grey is 0.5, as near as they come to it. */
gdouble retexture_neutral_value (const Babl *format, gdouble offset);
