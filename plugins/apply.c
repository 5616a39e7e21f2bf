/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "apply.h"

#include "drawables.h"
#include "presets.h"
#include "record.h"
#include "run.h"
#include "settings.h"

/* Among the settings, what stands for several of them. */
#define SETTING_PRESET "preset"

static void
declare (RetextureParameters *parameters)
{
  retexture_parameters_add (
      parameters, g_param_spec_string ("method", _ ("Method"),
                                       _ ("The method's name, such as recover, map or disclose"),
                                       "recover", G_PARAM_READWRITE));
  retexture_parameters_add (
      parameters,
      g_param_spec_string ("settings", _ ("Settings"),
                           _ ("What it is told, such as radius=6 tone=luminance "
                              "preset='Jewellery, macro'; what is left out has its default"),
                           "", G_PARAM_READWRITE));
}

/* ---- the method ---- */

static gboolean
is_itself (const RetextureMethod *method)
{
  return method->errand == &retexture_apply;
}

static gchar *
list_methods (const RetextureJob *job)
{
  GString *names = g_string_new (NULL);

  for (const RetextureMethod *const *method = job->methods; *method; method++)
    if (!is_itself (*method))
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              retexture_method_get_name ((*method)->procedure));
  return g_string_free (names, FALSE);
}

/* NULL and an error where there is none of that name. */
static const RetextureMethod *
find_method (const RetextureJob *job, const gchar *name, GError **error)
{
  const gchar *asked = retexture_method_get_name (name);
  g_autofree gchar *names = NULL;

  for (const RetextureMethod *const *method = job->methods; *method; method++)
    if (!is_itself (*method)
        && g_str_equal (retexture_method_get_name ((*method)->procedure), asked))
      return *method;
  names = list_methods (job);
  g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT,
               _ ("“method”: there is no “%s”, only %s."), asked, names);
  return NULL;
}

/* ---- its settings ---- */

static gboolean
load_factory_preset (const RetextureMethod *method,
                     const gchar *name,
                     RetextureParameters *parameters)
{
  for (const RetextureFactoryPreset *preset = method->presets; preset && preset->name; preset++)
    if (g_str_equal (preset->name, name) || g_str_equal (_ (preset->name), name))
      {
        retexture_parameters_reset (parameters);
        return retexture_parameters_from_text (parameters, preset->values, NULL);
      }
  return FALSE;
}

/* By its English or translated name, or one of the user's own. */
static gboolean
load_preset (const RetextureMethod *method,
             const gchar *name,
             RetextureParameters *parameters,
             GError **error)
{
  g_autofree gchar *file = retexture_presets_get_file (gimp_directory (), method->procedure);

  return load_factory_preset (method, name, parameters)
         || retexture_presets_load (file, name, parameters, error);
}

static gboolean
apply_settings (const RetextureMethod *method,
                const gchar *text,
                RetextureParameters *parameters,
                GError **error)
{
  g_autofree gchar *preset = NULL;
  g_autofree gchar *rest = retexture_settings_take (text, SETTING_PRESET, &preset, error);

  retexture_parameters_reset (parameters);
  return rest && (!preset || load_preset (method, preset, parameters, error))
         && retexture_settings_apply (parameters, rest, error);
}

/* ---- the run ---- */

/* The one picture that is given to all methods, where it is of use to this one. */
static gint32
second_for (const RetextureJob *job, const RetextureMethod *method)
{
  const gboolean layers_are_of_no_use = method->second.use == RETEXTURE_SECOND_MARKS;

  return retexture_method_takes_second (method)
                 && !(layers_are_of_no_use && gimp_item_is_valid (job->second)
                      && gimp_item_is_layer (job->second))
             ? job->second
             : -1;
}

/* The run of a method that is asked for, on the job's drawables, with nothing but its defaults; its
 * parameters are to be freed. FALSE and an error. */
static gboolean
find_run (const RetextureJob *job, const gchar *name, RetextureJob *asked, GError **error)
{
  const RetextureMethod *method = find_method (job, name, error);

  if (!method)
    return FALSE;
  *asked = (RetextureJob){ .methods = job->methods,
                           .method = method,
                           .interactive = job->interactive,
                           .image = job->image,
                           .edit = job->edit,
                           .second = second_for (job, method),
                           .previous = -1,
                           .parameters = retexture_method_get_parameters (method) };
  return TRUE;
}

static gboolean
prepare (const RetextureJob *job, RetextureJob *asked, GError **error)
{
  if (!find_run (job, retexture_parameters_get_text (job->parameters, "method"), asked, error))
    return FALSE;
  if (job->interactive && asked->second == -1)
    asked->second = retexture_drawables_guess_second (asked);
  if ((asked->method->errand || !gimp_item_is_valid (job->edit)
       || retexture_record_resume (asked, error))
      && apply_settings (asked->method, retexture_parameters_get_text (job->parameters, "settings"),
                         asked->parameters, error))
    return TRUE;
  g_clear_object (&asked->parameters);
  return FALSE;
}

static gchar *
foretell (const RetextureJob *job, GError **error)
{
  RetextureJob asked;
  g_autofree gchar *settings = NULL;
  gchar *text;

  if (!prepare (job, &asked, error))
    return NULL;
  settings = retexture_settings_to_text (asked.parameters);
  text = g_strdup_printf ("%s: %s", retexture_job_get_title (&asked), settings);
  g_object_unref (asked.parameters);
  return text;
}

static void
append_number (GString *report, const gchar *name, gdouble number)
{
  gchar text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (report, "%s%s=%s", report->len > 0 ? " " : "", name,
                          g_ascii_formatd (text, sizeof text, "%.6g", number));
}

static gboolean
run_method (RetextureJob *asked, gint32 *made, GString *report, GError **error)
{
  const RetextureDelivery *delivery = asked->method->delivery;
  gdouble measures[RETEXTURE_MOST_MEASURES] = { 0.0 };

  *made = retexture_run_method (asked, measures, error);
  if (*made == -1)
    return FALSE;
  for (gint i = 0; delivery && delivery->measures[i].name; i++)
    append_number (report, delivery->measures[i].name, measures[i]);
  return TRUE;
}

static gboolean
run_errand (const RetextureJob *asked, GString *report, GError **error)
{
  const RetextureErrand *errand = asked->method->errand;
  GimpParam values[RETEXTURE_MOST_MEASURES];

  if (!retexture_run_errand (asked, values, error))
    return FALSE;
  for (gint i = 0; i < errand->n_returned; i++)
    if (values[i].type == GIMP_PDB_STRING)
      {
        g_autofree gchar *quoted = g_shell_quote (values[i].data.d_string);

        g_string_append_printf (report, "%s%s=%s", report->len > 0 ? " " : "",
                                errand->returned[i].name, quoted);
        g_free (values[i].data.d_string);
      }
    else
      append_number (report, errand->returned[i].name, values[i].data.d_int32);
  return TRUE;
}

/* What it returns, as name=value; NULL and an error. Frees the parameters. */
static gchar *
run (RetextureJob *asked, gint32 *made, GError **error)
{
  g_autoptr (GString) report = g_string_new (NULL);
  const gboolean done = asked->method->errand ? run_errand (asked, report, error)
                                              : run_method (asked, made, report, error);

  g_clear_object (&asked->parameters);
  return done ? g_strdup (report->str) : NULL;
}

static gboolean
carry_out (const RetextureJob *job, GimpParam *values, GError **error)
{
  RetextureJob asked;
  gint32 made = -1;
  gchar *report = prepare (job, &asked, error) ? run (&asked, &made, error) : NULL;

  values[0].type = GIMP_PDB_DRAWABLE;
  values[0].data.d_drawable = made;
  values[1].type = GIMP_PDB_STRING;
  values[1].data.d_string = report;
  return report != NULL;
}

/* ---- for the batch ---- */

gboolean
retexture_apply_check (const RetextureJob *job,
                       const gchar *method,
                       const gchar *settings,
                       GError **error)
{
  RetextureJob asked;
  gboolean good;

  if (!find_run (job, method, &asked, error))
    return FALSE;
  good = apply_settings (asked.method, settings, asked.parameters, error);
  g_object_unref (asked.parameters);
  return good;
}

gchar *
retexture_apply_in_place (const RetextureJob *job,
                          gint32 image,
                          gint32 edit,
                          gint32 second,
                          const gchar *method,
                          const gchar *settings,
                          GError **error)
{
  RetextureJob here = *job, asked;
  g_autofree gchar *output = NULL;
  g_autofree gchar *rest = NULL;
  gint32 made;

  here.image = image;
  here.edit = edit;
  here.second = second;
  if (!find_run (&here, method, &asked, error))
    return NULL;
  rest = retexture_settings_take (settings, RETEXTURE_PARAMETER_OUTPUT, &output, NULL);
  if (apply_settings (asked.method, settings, asked.parameters, error))
    {
      if (!output && retexture_parameters_find (asked.parameters, RETEXTURE_PARAMETER_OUTPUT))
        retexture_parameters_set_number (asked.parameters, RETEXTURE_PARAMETER_OUTPUT,
                                         RETEXTURE_OUTPUT_IN_PLACE, NULL);
      return run (&asked, &made, error);
    }
  g_object_unref (asked.parameters);
  return NULL;
}

static const GimpParamDef returned[] = {
  { GIMP_PDB_DRAWABLE, "result", "What the method returns first; -1 where it makes no pixels" },
  { GIMP_PDB_STRING, "report", "The rest of what it returns, as name=value" },
};

const RetextureErrand retexture_apply = {
  .declare = declare,
  .foretell = foretell,
  .carry_out = carry_out,
  .returned = returned,
  .n_returned = G_N_ELEMENTS (returned),
};
