/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "neutral.h"

#define MIDDLE_GREY 128.0

gdouble
retexture_neutral_value (const Babl *format, gdouble offset)
{
  const gboolean eight_bit = babl_format_get_type (format, 0) == babl_type ("u8");
  const Babl *perceptual = babl_format_with_space ("R'G'B'A float", format);
  const gfloat value = eight_bit ? offset / 255.0 : 0.5 + (offset - MIDDLE_GREY) / 255.0;
  const gfloat wanted[4] = { value, value, value, 1.0f };
  gfloat held[4];
  guchar stored[4 * sizeof (gdouble)];

  /* Only the format itself knows how it rounds, and linear ones do not hold every grey. */
  babl_process (babl_fish (perceptual, format), wanted, stored, 1);
  babl_process (babl_fish (format, perceptual), stored, held, 1);

  return held[0];
}
