/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A set of named, typed, range-checked values: what a method can be told. It is made from the
 * properties of GEGL operations and from further GParamSpecs, and owns no declaration itself. PDB
 * arguments, last values, presets, layer records and the dialog's controls are all views of it.
 *
 * Emits "changed" after one or more values changed.
 */
#pragma once

#include <gegl.h>

G_BEGIN_DECLS

#define RETEXTURE_TYPE_PARAMETERS (retexture_parameters_get_type ())
G_DECLARE_FINAL_TYPE (RetextureParameters, retexture_parameters, RETEXTURE, PARAMETERS, GObject)

#define RETEXTURE_PARAMETERS_ERROR (retexture_parameters_error_quark ())
GQuark retexture_parameters_error_quark (void);

typedef enum
{
  RETEXTURE_PARAMETERS_ERROR_RANGE,  /* a value outside its range, or of another type */
  RETEXTURE_PARAMETERS_ERROR_SYNTAX, /* text that holds no parameters */
} RetextureParametersError;

RetextureParameters *retexture_parameters_new (void);

/* Appends all properties of a GEGL operation, in declared order, at their defaults; but not those
 * of the role "internal", which the program sets and no user. */
void retexture_parameters_add_operation (RetextureParameters *self, const gchar *operation);
/* Appends one more; the set takes the floating reference. */
void retexture_parameters_add (RetextureParameters *self, GParamSpec *spec);

/* A value that a method has instead of a parameter. */
typedef struct
{
  const gchar *name; /* NULL ends a list of them */
  gdouble number;
} RetextureFixed;

/* Takes what is fixed out of the set that is listed, asked for and remembered, and gives it its
 * value: only nodes and those who ask for it by name still find it. `fixed` may be NULL. */
void retexture_parameters_fix (RetextureParameters *self, const RetextureFixed *fixed);

/* An independent set with the same values. */
RetextureParameters *retexture_parameters_copy (RetextureParameters *self);

guint retexture_parameters_get_n (RetextureParameters *self);
/* The declaration of the i-th: name, nick (label), blurb (tooltip), range, default. */
GParamSpec *retexture_parameters_get_spec (RetextureParameters *self, guint i);
/* NULL when there is none of that name. */
GParamSpec *retexture_parameters_find (RetextureParameters *self, const gchar *name);
/* Extra facts that are declared ("unit", "role", …), or NULL: by an operation about its property,
 * or as data of a specification, static strings under the key's name. */
const gchar *
retexture_parameters_get_key (RetextureParameters *self, const gchar *name, const gchar *key);

const GValue *retexture_parameters_get_value (RetextureParameters *self, const gchar *name);
/* A text's; "" where it has none. */
const gchar *retexture_parameters_get_text (RetextureParameters *self, const gchar *name);
/* Any numeric value as a double: numbers, booleans (0, 1), enumerations. */
gdouble retexture_parameters_get_number (RetextureParameters *self, const gchar *name);

/* Sets one. Refuses a value that is out of range, not finite, or not one of the choices, with a
 * sentence that names the parameter and its range, and changes nothing then. */
gboolean retexture_parameters_set_value (RetextureParameters *self,
                                         const gchar *name,
                                         const GValue *value,
                                         GError **error);
gboolean retexture_parameters_set_number (RetextureParameters *self,
                                          const gchar *name,
                                          gdouble number,
                                          GError **error);

/* All to their defaults. */
void retexture_parameters_reset (RetextureParameters *self);

/* The values as text, and back: one `name=value` a line, enumerations by nick, numbers independent
 * of the locale. Reading takes any subset of the names and leaves the others as they are; unknown
 * names are passed over, so that older and newer versions read each other; a bad value refuses the
 * whole. */
gchar *retexture_parameters_to_text (RetextureParameters *self);
gboolean
retexture_parameters_from_text (RetextureParameters *self, const gchar *text, GError **error);

/* A text as it stands in there: one line, without a space at its ends. */
gchar *retexture_parameters_escape (const gchar *text);

/* Hands the values to a node's properties of the same names. Lengths in pixels are multiplied by
 * `zoom`, for a picture read at another size. */
void retexture_parameters_apply (RetextureParameters *self, GeglNode *node, gdouble zoom);

G_END_DECLS
