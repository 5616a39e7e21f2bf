/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * PDB arguments: run-mode, image, drawable, the second picture where the method takes one, then the
 * method's parameters in declared order. Knows types and order; values are checked by
 * RetextureParameters.
 */
#pragma once

#include "job.h"

/* Installs the method's procedure and its menu entry. */
void retexture_arguments_install (const RetextureMethod *method);

/* Fills the drawables of a job from as many arguments as there are; a caller from a menu gives
 * three. */
void retexture_arguments_read_drawables (RetextureJob *job, gint n_params, const GimpParam *params);

/* Fills the job's parameters; refuses a wrong number of arguments and values out of range. */
gboolean retexture_arguments_read_parameters (RetextureJob *job,
                                              gint n_params,
                                              const GimpParam *params,
                                              GError **error);
