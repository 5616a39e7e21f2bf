/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "parameters.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  GParamSpec *spec;
  gchar *operation; /* whose property it is, or NULL */
  GValue value;
} Parameter;

struct _RetextureParameters
{
  GObject parent;
  GPtrArray *list;  /* of Parameter, in order */
  GPtrArray *fixed; /* of those that are not listed */
};

G_DEFINE_TYPE (RetextureParameters, retexture_parameters, G_TYPE_OBJECT)
G_DEFINE_QUARK (retexture - parameters - error - quark, retexture_parameters_error)

static guint changed_signal;

static void
parameter_free (gpointer data)
{
  Parameter *parameter = data;

  g_param_spec_unref (parameter->spec);
  g_value_unset (&parameter->value);
  g_free (parameter->operation);
  g_free (parameter);
}

static void
retexture_parameters_finalize (GObject *object)
{
  g_ptr_array_unref (RETEXTURE_PARAMETERS (object)->list);
  g_ptr_array_unref (RETEXTURE_PARAMETERS (object)->fixed);
  G_OBJECT_CLASS (retexture_parameters_parent_class)->finalize (object);
}

static void
retexture_parameters_class_init (RetextureParametersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_parameters_finalize;
  changed_signal = g_signal_new ("changed", RETEXTURE_TYPE_PARAMETERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
retexture_parameters_init (RetextureParameters *self)
{
  self->list = g_ptr_array_new_with_free_func (parameter_free);
  self->fixed = g_ptr_array_new_with_free_func (parameter_free);
}

RetextureParameters *
retexture_parameters_new (void)
{
  return g_object_new (RETEXTURE_TYPE_PARAMETERS, NULL);
}

static Parameter *
parameter_new (GParamSpec *spec, const gchar *operation)
{
  Parameter *parameter = g_new0 (Parameter, 1);

  parameter->spec = g_param_spec_ref_sink (spec);
  parameter->operation = g_strdup (operation);
  g_value_init (&parameter->value, G_PARAM_SPEC_VALUE_TYPE (spec));
  g_param_value_set_default (spec, &parameter->value);
  return parameter;
}

void
retexture_parameters_add (RetextureParameters *self, GParamSpec *spec)
{
  g_ptr_array_add (self->list, parameter_new (spec, NULL));
}

void
retexture_parameters_add_operation (RetextureParameters *self, const gchar *operation)
{
  guint n;
  g_autofree GParamSpec **specs = gegl_operation_list_properties (operation, &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gegl_operation_get_property_key (operation, specs[i]->name, "role"), "internal")
        != 0)
      g_ptr_array_add (self->list, parameter_new (specs[i], operation));
}

static void
copy_list (GPtrArray *from, GPtrArray *to)
{
  for (guint i = 0; i < from->len; i++)
    {
      const Parameter *parameter = g_ptr_array_index (from, i);
      Parameter *added = parameter_new (parameter->spec, parameter->operation);

      g_value_copy (&parameter->value, &added->value);
      g_ptr_array_add (to, added);
    }
}

RetextureParameters *
retexture_parameters_copy (RetextureParameters *self)
{
  RetextureParameters *copy = retexture_parameters_new ();

  copy_list (self->list, copy->list);
  copy_list (self->fixed, copy->fixed);
  return copy;
}

guint
retexture_parameters_get_n (RetextureParameters *self)
{
  return self->list->len;
}

GParamSpec *
retexture_parameters_get_spec (RetextureParameters *self, guint i)
{
  return ((Parameter *) g_ptr_array_index (self->list, i))->spec;
}

static Parameter *
find_in (GPtrArray *list, const gchar *name)
{
  for (guint i = 0; i < list->len; i++)
    {
      Parameter *parameter = g_ptr_array_index (list, i);

      if (g_str_equal (parameter->spec->name, name))
        return parameter;
    }
  return NULL;
}

static Parameter *
find (RetextureParameters *self, const gchar *name)
{
  Parameter *parameter = find_in (self->list, name);

  return parameter ? parameter : find_in (self->fixed, name);
}

void
retexture_parameters_fix (RetextureParameters *self, const RetextureFixed *fixed)
{
  for (; fixed && fixed->name; fixed++)
    {
      Parameter *parameter = find_in (self->list, fixed->name);
      guint index;

      retexture_parameters_set_number (self, fixed->name, fixed->number, NULL);
      g_ptr_array_find (self->list, parameter, &index);
      g_ptr_array_add (self->fixed, g_ptr_array_steal_index (self->list, index));
    }
}

GParamSpec *
retexture_parameters_find (RetextureParameters *self, const gchar *name)
{
  Parameter *parameter = find (self, name);

  return parameter ? parameter->spec : NULL;
}

const gchar *
retexture_parameters_get_key (RetextureParameters *self, const gchar *name, const gchar *key)
{
  Parameter *parameter = find (self, name);

  if (!parameter)
    return NULL;
  return parameter->operation ? gegl_operation_get_property_key (parameter->operation, name, key)
                              : g_param_spec_get_qdata (parameter->spec, g_quark_from_string (key));
}

const GValue *
retexture_parameters_get_value (RetextureParameters *self, const gchar *name)
{
  Parameter *parameter = find (self, name);

  g_return_val_if_fail (parameter != NULL, NULL);
  return &parameter->value;
}

const gchar *
retexture_parameters_get_text (RetextureParameters *self, const gchar *name)
{
  const gchar *text = g_value_get_string (retexture_parameters_get_value (self, name));

  return text ? text : "";
}

gdouble
retexture_parameters_get_number (RetextureParameters *self, const gchar *name)
{
  const GValue *value = retexture_parameters_get_value (self, name);
  g_auto (GValue) number = G_VALUE_INIT;

  /* GLib transforms neither of them into a double. */
  if (G_VALUE_HOLDS_ENUM (value))
    return g_value_get_enum (value);
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_value_get_boolean (value);

  g_value_init (&number, G_TYPE_DOUBLE);
  g_value_transform (value, &number);
  return g_value_get_double (&number);
}

/* ---- what a parameter accepts ---- */

static gchar *
describe_choices (GParamSpec *spec)
{
  GEnumClass *choices = G_PARAM_SPEC_ENUM (spec)->enum_class;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < choices->n_values; i++)
    g_string_append_printf (text, "%s%d (%s)", i ? ", " : "", choices->values[i].value,
                            choices->values[i].value_nick);
  return g_string_free (text, FALSE);
}

static gboolean
refuse (GError **error, GParamSpec *spec, const gchar *given)
{
  if (G_IS_PARAM_SPEC_DOUBLE (spec))
    g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_RANGE,
                 _ ("“%s” must be from %g to %g, not %s."), spec->name,
                 G_PARAM_SPEC_DOUBLE (spec)->minimum, G_PARAM_SPEC_DOUBLE (spec)->maximum, given);
  else if (G_IS_PARAM_SPEC_INT (spec))
    g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_RANGE,
                 _ ("“%s” must be a whole number from %d to %d, not %s."), spec->name,
                 G_PARAM_SPEC_INT (spec)->minimum, G_PARAM_SPEC_INT (spec)->maximum, given);
  else if (G_IS_PARAM_SPEC_ENUM (spec))
    {
      g_autofree gchar *choices = describe_choices (spec);

      g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_RANGE,
                   _ ("“%s” must be one of %s, not %s."), spec->name, choices, given);
    }
  else if (G_IS_PARAM_SPEC_BOOLEAN (spec))
    g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_RANGE,
                 _ ("“%s” must be 0 (no) or 1 (yes), not %s."), spec->name, given);
  else
    g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_RANGE,
                 _ ("“%s” cannot be %s."), spec->name, given);
  return FALSE;
}

/* Fills `value`, of the parameter's type, from a number; FALSE where it accepts no such number. */
static gboolean
value_from_number (GParamSpec *spec, gdouble number, GValue *value)
{
  if (!isfinite (number))
    return FALSE;

  if (G_IS_PARAM_SPEC_DOUBLE (spec))
    g_value_set_double (value, number);
  else if (number != floor (number) || fabs (number) > G_MAXINT)
    return FALSE;
  else if (G_IS_PARAM_SPEC_INT (spec))
    g_value_set_int (value, (gint) number);
  else if (G_IS_PARAM_SPEC_UINT (spec) && number >= 0)
    g_value_set_uint (value, (guint) number);
  else if (G_IS_PARAM_SPEC_BOOLEAN (spec) && (number == 0.0 || number == 1.0))
    g_value_set_boolean (value, number == 1.0);
  else if (G_IS_PARAM_SPEC_ENUM (spec)
           && g_enum_get_value (G_PARAM_SPEC_ENUM (spec)->enum_class, (gint) number))
    g_value_set_enum (value, (gint) number);
  else
    return FALSE;

  return !g_param_value_validate (spec, value);
}

/* Stores without telling; sets `changed` where the value is another than before. */
static void
store (Parameter *parameter, const GValue *value, gboolean *changed)
{
  if (g_param_values_cmp (parameter->spec, &parameter->value, value) == 0)
    return;

  g_value_copy (value, &parameter->value);
  *changed = TRUE;
}

static void
tell (RetextureParameters *self, gboolean changed)
{
  if (changed)
    g_signal_emit (self, changed_signal, 0);
}

gboolean
retexture_parameters_set_value (RetextureParameters *self,
                                const gchar *name,
                                const GValue *value,
                                GError **error)
{
  Parameter *parameter = find (self, name);
  g_auto (GValue) checked = G_VALUE_INIT;
  gboolean changed = FALSE;

  g_return_val_if_fail (parameter != NULL, FALSE);

  g_value_init (&checked, G_PARAM_SPEC_VALUE_TYPE (parameter->spec));
  if (!g_value_transform (value, &checked) || g_param_value_validate (parameter->spec, &checked))
    {
      g_autofree gchar *given = g_strdup_value_contents (value);

      return refuse (error, parameter->spec, given);
    }
  store (parameter, &checked, &changed);
  tell (self, changed);
  return TRUE;
}

gboolean
retexture_parameters_set_number (RetextureParameters *self,
                                 const gchar *name,
                                 gdouble number,
                                 GError **error)
{
  Parameter *parameter = find (self, name);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean changed = FALSE;

  g_return_val_if_fail (parameter != NULL, FALSE);

  g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (parameter->spec));
  if (!value_from_number (parameter->spec, number, &value))
    {
      g_autofree gchar *given = g_strdup_printf ("%g", number);

      return refuse (error, parameter->spec, given);
    }
  store (parameter, &value, &changed);
  tell (self, changed);
  return TRUE;
}

void
retexture_parameters_reset (RetextureParameters *self)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->list->len; i++)
    {
      Parameter *parameter = g_ptr_array_index (self->list, i);

      store (parameter, g_param_spec_get_default_value (parameter->spec), &changed);
    }
  tell (self, changed);
}

/* ---- text ---- */

/* g_strcompress () turns it back. */
gchar *
retexture_parameters_escape (const gchar *text)
{
  g_autofree gchar *escaped = g_strescape (text, NULL);
  const gsize length = strlen (escaped);
  const gboolean first = g_str_has_prefix (escaped, " ");
  const gboolean last = length > 1 && escaped[length - 1] == ' ';

  if (last)
    escaped[length - 1] = '\0';
  return g_strconcat (first ? "\\040" : "", escaped + (first ? 1 : 0), last ? "\\040" : "", NULL);
}

static gchar *
value_to_text (const Parameter *parameter)
{
  const GValue *value = &parameter->value;
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];

  if (G_VALUE_HOLDS_STRING (value))
    return retexture_parameters_escape (g_value_get_string (value) ? g_value_get_string (value)
                                                                   : "");
  if (G_VALUE_HOLDS_ENUM (value))
    return g_strdup (
        g_enum_get_value (G_PARAM_SPEC_ENUM (parameter->spec)->enum_class, g_value_get_enum (value))
            ->value_nick);
  if (G_VALUE_HOLDS_DOUBLE (value))
    return g_strdup (g_ascii_dtostr (number, sizeof number, g_value_get_double (value)));
  return g_strdup_value_contents (value);
}

static gboolean
value_from_text (GParamSpec *spec, const gchar *text, GValue *value)
{
  gchar *end;
  gdouble number;

  if (G_IS_PARAM_SPEC_STRING (spec))
    {
      g_value_take_string (value, g_strcompress (text));
      return TRUE;
    }
  if (G_IS_PARAM_SPEC_BOOLEAN (spec))
    {
      g_value_set_boolean (value, g_str_equal (text, "TRUE"));
      return g_str_equal (text, "TRUE") || g_str_equal (text, "FALSE");
    }
  if (G_IS_PARAM_SPEC_ENUM (spec))
    {
      GEnumValue *choice = g_enum_get_value_by_nick (G_PARAM_SPEC_ENUM (spec)->enum_class, text);

      return choice && value_from_number (spec, choice->value, value);
    }
  number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && value_from_number (spec, number, value);
}

gchar *
retexture_parameters_to_text (RetextureParameters *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->list->len; i++)
    {
      const Parameter *parameter = g_ptr_array_index (self->list, i);
      g_autofree gchar *value = value_to_text (parameter);

      g_string_append_printf (text, "%s=%s\n", parameter->spec->name, value);
    }
  return g_string_free (text, FALSE);
}

/* Reads every line into `self`, which is a copy that the caller throws away on failure. */
static gboolean
read_lines (RetextureParameters *self, const gchar *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean changed = FALSE;

  for (guint i = 0; lines[i]; i++)
    {
      gchar *line = g_strstrip (lines[i]);
      gchar *equals = strchr (line, '=');
      Parameter *parameter;
      g_auto (GValue) value = G_VALUE_INIT;

      if (*line == '\0' || *line == '#')
        continue;
      if (!equals)
        {
          g_set_error (error, RETEXTURE_PARAMETERS_ERROR, RETEXTURE_PARAMETERS_ERROR_SYNTAX,
                       _ ("Line %u holds no parameter: %s"), i + 1, line);
          return FALSE;
        }
      *equals = '\0';
      parameter = find (self, g_strchomp (line));
      if (!parameter)
        continue;

      g_value_init (&value, G_PARAM_SPEC_VALUE_TYPE (parameter->spec));
      if (!value_from_text (parameter->spec, g_strchug (equals + 1), &value))
        return refuse (error, parameter->spec, equals + 1);
      store (parameter, &value, &changed);
    }
  return TRUE;
}

gboolean
retexture_parameters_from_text (RetextureParameters *self, const gchar *text, GError **error)
{
  g_autoptr (RetextureParameters) copy = retexture_parameters_copy (self);
  gboolean changed = FALSE;

  if (!read_lines (copy, text, error))
    return FALSE;

  for (guint i = 0; i < self->list->len; i++)
    store (g_ptr_array_index (self->list, i),
           &((Parameter *) g_ptr_array_index (copy->list, i))->value, &changed);
  tell (self, changed);
  return TRUE;
}

/* As long as it is at a zoom, within what the operation takes: a preview is small. */
static void
apply_length (const Parameter *parameter, GeglNode *node, gdouble zoom)
{
  g_auto (GValue) length = G_VALUE_INIT;

  g_value_init (&length, G_TYPE_DOUBLE);
  g_value_set_double (&length, zoom * g_value_get_double (&parameter->value));
  g_param_value_validate (parameter->spec, &length);
  gegl_node_set_property (node, parameter->spec->name, &length);
}

static void
apply_list (RetextureParameters *self, GPtrArray *list, GeglNode *node, gdouble zoom)
{
  for (guint i = 0; i < list->len; i++)
    {
      const Parameter *parameter = g_ptr_array_index (list, i);
      const gchar *name = parameter->spec->name;

      if (!gegl_node_find_property (node, name))
        continue;
      if (g_strcmp0 (retexture_parameters_get_key (self, name, "unit"), "pixel-distance") == 0)
        apply_length (parameter, node, zoom);
      else
        gegl_node_set_property (node, name, &parameter->value);
    }
}

void
retexture_parameters_apply (RetextureParameters *self, GeglNode *node, gdouble zoom)
{
  apply_list (self, self->list, node, zoom);
  apply_list (self, self->fixed, node, zoom);
}
