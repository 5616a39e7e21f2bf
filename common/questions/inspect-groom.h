/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Groom must know beforehand, and what its dialog says: how many hairs there are, and how much
 * of the picture is made anew. Match the types of questions.h.
 */
#pragma once

#include "questions.h"

GObject *
retexture_analyse_groom (RetextureRendering *rendering, GCancellable *cancellable, GError **error);
gboolean retexture_check_groom (RetextureRendering *rendering,
                                RetextureParameters *parameters,
                                GError **error);
RetextureFindings *retexture_inspect_groom (RetextureRendering *rendering,
                                            RetextureParameters *parameters,
                                            GCancellable *cancellable);

/* How many hairs, and of how much of the picture, in percent. */
/* Where what was found would go (Y, 0 to 1), of the edit's extent. After the analysis. */
GeglBuffer *retexture_groom_find_marks (RetextureRendering *rendering);

/* What is reported, for RetextureDelivery's measures. */
#define RETEXTURE_GROOM_MEASURES                                                                   \
  { "hairs", "How many flyaway hairs were found" },                                                \
  {                                                                                                \
    "share", "How much of the picture they are, with what is softened beside them, in percent"     \
  }
void retexture_groom_report (RetextureRendering *rendering, gdouble *numbers);
