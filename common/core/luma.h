/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How light a colour is: Photoshop's luminosity, which is also what W3C's blend modes and the
 * retouchers' recipes mean by it.
 */
#pragma once

#include <glib.h>

/* Of gamma-encoded R'G'B', with or without alpha behind it. */
static inline gfloat
retexture_luma (const gfloat *rgb)
{
  return 0.30f * rgb[0] + 0.59f * rgb[1] + 0.11f * rgb[2];
}
