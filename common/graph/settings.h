/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A set of values as one line that people write and read: `radius=6 tone=luminance`, choices by
 * their names, quoted as in a shell where a text needs it. It stands in histories and in scripts;
 * what presets and layers keep is the longer text of parameters.h.
 */
#pragma once

#include "parameters.h"

G_BEGIN_DECLS

/* All values, in declared order. */
gchar *retexture_settings_to_text (RetextureParameters *parameters);

/* Sets what the text names and leaves the rest. Refuses, in words that name it, what is no
 * parameter, named twice, or a bad value, and changes nothing then. */
gboolean
retexture_settings_apply (RetextureParameters *parameters, const gchar *text, GError **error);

/* The text without the setting `name`, and that one's value, or NULL where it is not there. NULL
 * and an error where the text cannot be read, or has it twice. */
gchar *
retexture_settings_take (const gchar *text, const gchar *name, gchar **value, GError **error);

G_END_DECLS
