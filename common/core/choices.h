/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A choice that several operations offer, or that none declares, as an enumeration of its own.
 */
#pragma once

#include <glib-object.h>

/* `values` ends with nothing and stays, its names in the user's language. Asked again, the same
 * type. */
GType retexture_choices_register (const gchar *name, GEnumValue *values);
