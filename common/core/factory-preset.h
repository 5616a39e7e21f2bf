/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A set of parameters that comes with a method, under a name.
 */
#pragma once

typedef struct
{
  const gchar *name;   /* N_(); NULL ends a list of them */
  const gchar *values; /* as retexture_parameters_from_text () reads them; the rest are defaults */
} RetextureFactoryPreset;
