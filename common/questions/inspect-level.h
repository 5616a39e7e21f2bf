/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Imperfection Level must know beforehand, and what its dialog says of the pictures: the level
 * they have, band by band, and small pictures of all levels. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_level (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_level_needs_analysis (RetextureParameters *parameters);
gboolean retexture_check_level (RetextureRendering *rendering,
                                RetextureParameters *parameters,
                                GError **error);
RetextureFindings *retexture_inspect_level (RetextureRendering *rendering,
                                            RetextureParameters *parameters,
                                            GCancellable *cancellable);

/* The same without the levels to choose from, for who only measures. */
RetextureFindings *retexture_inspect_measure (RetextureRendering *rendering,
                                              RetextureParameters *parameters,
                                              GCancellable *cancellable);

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
