/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a method can be asked about its pictures: the questions' types, which each method's
 * inspect-* answers, a dialog asks, and a run without one, too.
 */
#pragma once

#include <gio/gio.h>

#include "findings.h"
#include "rendering.h"

/* What a method can measure beforehand, good for all values of its parameters. */
typedef GObject *(*RetextureAnalyseFunc) (RetextureRendering *rendering,
                                          GCancellable *cancellable,
                                          GError **error);

/* Whether it cannot render without that with these values; NULL: with none. */
typedef gboolean (*RetextureNeedsAnalysisFunc) (RetextureParameters *parameters);

/* Whether it can be done with these values and pictures, beyond what their ranges say; else an
 * error, worded for the user. Called after the analysis. */
typedef gboolean (*RetextureCheckFunc) (RetextureRendering *rendering,
                                        RetextureParameters *parameters,
                                        GError **error);

/* What there is to say with the parameters as they are set. Called on a thread, with a rendering of
 * that thread's own; NULL when cancelled. */
typedef RetextureFindings *(*RetextureInspectFunc) (RetextureRendering *rendering,
                                                    RetextureParameters *parameters,
                                                    GCancellable *cancellable);

/* The slow questions a method has about its pictures; NULLs where it has none. */
typedef struct
{
  RetextureAnalyseFunc analyse;
  RetextureNeedsAnalysisFunc needs_analysis;
  RetextureCheckFunc check;
  RetextureInspectFunc inspect;
} RetextureQuestions;

static inline gboolean
retexture_questions_need_analysis (const RetextureQuestions *self, RetextureParameters *parameters)
{
  return self->analyse && (!self->needs_analysis || self->needs_analysis (parameters));
}
