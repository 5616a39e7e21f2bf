/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is to be done with each picture: `recover preset=…; disclose beneath=edited`, methods with
 * their settings, one after the other.
 */
#pragma once

#include <json-glib/json-glib.h>

/* `text`, or what stands in the file of that name: steps are separated by semicolons or lines,
 * unless those are quoted; a line that begins with # is a remark. A list of {"method", "settings"},
 * or NULL and an error. */
JsonArray *batch_steps_read (const gchar *text, GError **error);
