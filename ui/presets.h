/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Named sets of parameters in a key file: one group for each preset, one key for each parameter.
 * Called by the preset bar; knows no widget and no GIMP. Nothing is kept in memory: every call
 * reads the file afresh, so that two dialogs at a time do not lose each other's presets. A file
 * that cannot be read is never written over. A file that is not there yet holds no presets.
 */
#pragma once

#include "parameters.h"

#define RETEXTURE_PRESETS_ERROR (retexture_presets_error_quark ())
GQuark retexture_presets_error_quark (void);

typedef enum
{
  RETEXTURE_PRESETS_ERROR_NAME, /* a name that no preset can have, or that none has */
  RETEXTURE_PRESETS_ERROR_FILE, /* a file that holds no presets of this method, or cannot be used */
} RetexturePresetsError;

/* Where a procedure's presets are, among GIMP's settings in `folder`. */
gchar *retexture_presets_get_file (const gchar *folder, const gchar *procedure);

/* The names in alphabetical order; NULL and an error where the file is broken. */
gchar **retexture_presets_list (const gchar *file, GError **error);

/* Sets all parameters: those the preset does not name to their defaults. A preset with a bad value
 * changes nothing. */
gboolean retexture_presets_load (const gchar *file,
                                 const gchar *name,
                                 RetextureParameters *parameters,
                                 GError **error);

/* Replaces a preset of the same name. Makes the file, and its folder, where there is none. */
gboolean retexture_presets_save (const gchar *file,
                                 const gchar *name,
                                 RetextureParameters *parameters,
                                 GError **error);

gboolean retexture_presets_delete (const gchar *file, const gchar *name, GError **error);

/* Adds the presets of another such file; those of the same name are replaced. Every one of them
 * must suit `parameters`, which stay as they are, else none is taken. */
gboolean retexture_presets_import (const gchar *file,
                                   const gchar *other,
                                   RetextureParameters *parameters,
                                   GError **error);

/* Writes all presets to another file, replacing it. */
gboolean retexture_presets_export (const gchar *file, const gchar *other, GError **error);
