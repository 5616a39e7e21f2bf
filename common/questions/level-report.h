/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Imperfection Level measures of the edit and of its result, in numbers.
 */
#pragma once

#include "imperfection.h"
#include "rendering.h"

/* Of the edit against what it is compared with, or by itself; -1 where it cannot be told. */
gdouble retexture_level_judge (RetextureImperfection *imperfection,
                               const RetextureLevelMeasure *measure);

/* What is measured of the finished picture, against the same reference; the edit as it was where
 * there is no other. FALSE when cancelled. */
gboolean retexture_level_measure_result (RetextureRendering *rendering,
                                         GCancellable *cancellable,
                                         RetextureLevelMeasure *measure);

/* What is measured of the edit: its level against the original, or an estimate without one; height
 * of the face in pixels; how much of the picture is of the surface, and what it has of noise,
 * pores, lines and blotches, all in percent; -1 where it cannot be told. */
enum
{
  RETEXTURE_MEASURED_LEVEL,
  RETEXTURE_MEASURED_SIZE,
  RETEXTURE_MEASURED_SHARE,
  RETEXTURE_MEASURED_NOISE,
  RETEXTURE_MEASURED_NUMBERS = RETEXTURE_MEASURED_NOISE + 4
};
void retexture_level_report (RetextureRendering *rendering, gdouble *numbers);

/* Level before and after, the latter measured on the finished picture against the original, or the
 * picture before; height of the face, and share of the picture, as above. */
void retexture_level_report_result (RetextureRendering *rendering, gdouble *numbers);
