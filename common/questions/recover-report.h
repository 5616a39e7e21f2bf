/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Recover did, in numbers, measured on the finished picture.
 */
#pragma once

#include "rendering.h"

/* In this order; percent where nothing else is said. Without an original, those that compare with
 * it are -1. */
enum
{
  RETEXTURE_REPORT_RADIUS,       /* pixels */
  RETEXTURE_REPORT_DISPLACEMENT, /* pixels of the original */
  RETEXTURE_REPORT_LOST,         /* of the picture */
  RETEXTURE_REPORT_RETURNED,
  RETEXTURE_REPORT_BORROWED,
  RETEXTURE_REPORT_GRAIN,
  RETEXTURE_REPORT_FINEST, /* energy where the original's returns, of the original's in the edit's
                              light, by band */
  RETEXTURE_REPORT_FINER,
  RETEXTURE_REPORT_FINE,
  RETEXTURE_REPORT_TONE,      /* CIEDE2000, mean */
  RETEXTURE_REPORT_OVERSHOOT, /* of an edge's height */
  RETEXTURE_REPORT_SECONDS,   /* that aligning, looking and rendering took */
  RETEXTURE_REPORT_NUMBERS
};

/* Looks at up to 16 places of the picture, strewn evenly. */
void retexture_recover_report (RetextureRendering *rendering, gdouble *numbers);
