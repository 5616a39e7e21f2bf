/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "arguments.h"

static const GimpParamDef first_arguments[] = {
  { GIMP_PDB_INT32, "run-mode",
    "The run mode { RUN-INTERACTIVE (0), RUN-NONINTERACTIVE (1), RUN-WITH-LAST-VALS (2) }" },
  { GIMP_PDB_IMAGE, "image", "The image" },
  { GIMP_PDB_DRAWABLE, "drawable",
    "The edit that lost its texture, or a layer made from it before" },
};

static const GimpParamDef layer_result
    = { GIMP_PDB_LAYER, "layer",
        "The layer or group made; the edit itself where it was changed in place" };

static gint
n_drawable_arguments (const RetextureMethod *method)
{
  return G_N_ELEMENTS (first_arguments) + (retexture_method_takes_second (method) ? 1 : 0);
}

static GimpPDBArgType
argument_type (GParamSpec *spec)
{
  if (G_IS_PARAM_SPEC_DOUBLE (spec))
    return GIMP_PDB_FLOAT;
  if (G_IS_PARAM_SPEC_STRING (spec))
    return GIMP_PDB_STRING;
  return GIMP_PDB_INT32;
}

static gchar *
describe_range (GParamSpec *spec)
{
  if (G_IS_PARAM_SPEC_DOUBLE (spec))
    return g_strdup_printf (" (%g to %g, default %g)", G_PARAM_SPEC_DOUBLE (spec)->minimum,
                            G_PARAM_SPEC_DOUBLE (spec)->maximum,
                            G_PARAM_SPEC_DOUBLE (spec)->default_value);
  if (G_IS_PARAM_SPEC_INT (spec))
    return g_strdup_printf (" (%d to %d, default %d)", G_PARAM_SPEC_INT (spec)->minimum,
                            G_PARAM_SPEC_INT (spec)->maximum,
                            G_PARAM_SPEC_INT (spec)->default_value);
  if (G_IS_PARAM_SPEC_ENUM (spec))
    {
      GEnumClass *choices = G_PARAM_SPEC_ENUM (spec)->enum_class;
      GString *text = g_string_new (" {");

      for (guint i = 0; i < choices->n_values; i++)
        g_string_append_printf (text, "%s %s (%d)", i ? "," : "", choices->values[i].value_nick,
                                choices->values[i].value);
      g_string_append (text, " }");
      return g_string_free (text, FALSE);
    }
  return g_strdup ("");
}

static GimpParamDef
argument_from_spec (GParamSpec *spec)
{
  g_autofree gchar *range = describe_range (spec);
  const GimpParamDef argument = { argument_type (spec), (gchar *) spec->name,
                                  g_strconcat (g_param_spec_get_blurb (spec), range, NULL) };

  return argument;
}

static GimpParamDef
result_of (GimpPDBArgType type, const RetextureReturned *returned)
{
  return (GimpParamDef){ type, (gchar *) returned->name, (gchar *) returned->help };
}

static GArray *
list_results (const RetextureMethod *method)
{
  const RetextureDelivery *delivery = method->delivery;
  GArray *results = g_array_new (FALSE, FALSE, sizeof (GimpParamDef));
  GimpParamDef result = delivery && delivery->deliver
                            ? result_of (GIMP_PDB_DRAWABLE, &delivery->made)
                            : layer_result;

  if (method->errand)
    return g_array_append_vals (results, method->errand->returned, method->errand->n_returned);
  g_array_append_val (results, result);
  for (gint i = 0; delivery && delivery->measures[i].name; i++)
    {
      result = result_of (GIMP_PDB_FLOAT, &delivery->measures[i]);
      g_array_append_val (results, result);
    }
  return results;
}

void
retexture_arguments_install (const RetextureMethod *method)
{
  g_autoptr (RetextureParameters) parameters = retexture_method_get_parameters (method);
  const gchar *description = method->description
                                 ? _ (method->description)
                                 : gegl_operation_get_key (method->operation, "description");
  const GimpParamDef second
      = { GIMP_PDB_DRAWABLE, (gchar *) method->second.name, (gchar *) method->second.help };
  g_autoptr (GArray) results = list_results (method);
  g_autoptr (GArray) arguments = g_array_new (FALSE, FALSE, sizeof (GimpParamDef));

  g_array_append_vals (arguments, first_arguments, G_N_ELEMENTS (first_arguments));
  if (retexture_method_takes_second (method))
    g_array_append_val (arguments, second);
  for (guint i = 0; i < retexture_parameters_get_n (parameters); i++)
    {
      const GimpParamDef argument
          = argument_from_spec (retexture_parameters_get_spec (parameters, i));

      g_array_append_val (arguments, argument);
    }

  gimp_install_procedure (
      method->procedure, description, description, "Retexture", "The Retexture developers", "2026",
      method->menu_label, "RGB*, GRAY*", GIMP_PLUGIN, arguments->len, results->len,
      (const GimpParamDef *) arguments->data, (const GimpParamDef *) results->data);
  if (method->menu_path)
    gimp_plugin_menu_register (method->procedure, method->menu_path);

  for (guint i = n_drawable_arguments (method); i < arguments->len; i++)
    g_free (g_array_index (arguments, GimpParamDef, i).description);
}

void
retexture_arguments_read_drawables (RetextureJob *job, gint n_params, const GimpParam *params)
{
  job->image = n_params > 1 ? params[1].data.d_image : -1;
  job->edit = n_params > 2 ? params[2].data.d_drawable : -1;
  job->second
      = n_drawable_arguments (job->method) > 3 && n_params > 3 ? params[3].data.d_drawable : -1;
}

gboolean
retexture_arguments_read_parameters (RetextureJob *job,
                                     gint n_params,
                                     const GimpParam *params,
                                     GError **error)
{
  const gint before = n_drawable_arguments (job->method);
  const gint expected = before + (gint) retexture_parameters_get_n (job->parameters);

  if (n_params != expected)
    {
      g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT,
                   _ ("%s takes %d arguments, not %d."), job->method->procedure, expected,
                   n_params);
      return FALSE;
    }

  for (gint i = before; i < expected; i++)
    {
      GParamSpec *spec = retexture_parameters_get_spec (job->parameters, i - before);
      gboolean accepted;

      if (params[i].type == GIMP_PDB_STRING)
        {
          g_auto (GValue) text = G_VALUE_INIT;

          g_value_init (&text, G_TYPE_STRING);
          g_value_set_string (&text, params[i].data.d_string);
          accepted = retexture_parameters_set_value (job->parameters, spec->name, &text, error);
        }
      else
        accepted = retexture_parameters_set_number (
            job->parameters, spec->name,
            params[i].type == GIMP_PDB_FLOAT ? params[i].data.d_float : params[i].data.d_int32,
            error);
      if (!accepted)
        return FALSE;
    }
  return TRUE;
}
