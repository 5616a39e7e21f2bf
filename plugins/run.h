/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run of a job whose drawables and values are known, without a dialog.
 */
#pragma once

#include "job.h"

/* Of a method that makes layers or else delivers a drawable: that, or -1 and an error; and the
 * numbers that were measured. */
gint32 retexture_run_method (RetextureJob *job, gdouble *measures, GError **error);

/* Of an errand: what it returns, in `values`; FALSE and an error. */
gboolean retexture_run_errand (const RetextureJob *job, GimpParam *values, GError **error);
