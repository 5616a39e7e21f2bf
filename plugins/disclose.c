/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "disclose.h"

#include "choices.h"
#include "job.h"
#include "known.h"
#include "label.h"
#include "wording.h"
#include "xmp.h"

/* ---- what it can be told ---- */

static GEnumValue beneath_choices[] = {
  { RETEXTURE_BENEATH_UNKNOWN, N_ ("Not known"), "unknown" },
  { RETEXTURE_BENEATH_PHOTOGRAPH, N_ ("A photograph, without generative AI"), "photograph" },
  { RETEXTURE_BENEATH_EDITED, N_ ("A photograph edited with generative AI"), "edited" },
  { RETEXTURE_BENEATH_PARTLY, N_ ("A picture of which AI generated parts"), "partly-generated" },
  { RETEXTURE_BENEATH_GENERATED, N_ ("A picture that AI generated"), "generated" },
  { 0, NULL, NULL },
};

static GEnumValue statement_choices[] = {
  { RETEXTURE_STATEMENT_NOWHERE, N_ ("Nowhere"), "nowhere" },
  { RETEXTURE_STATEMENT_DESCRIPTION, N_ ("In the description"), "description" },
  { RETEXTURE_STATEMENT_INSTRUCTIONS, N_ ("In the instructions"), "instructions" },
  { RETEXTURE_STATEMENT_DESCRIPTION | RETEXTURE_STATEMENT_INSTRUCTIONS, N_ ("In both"), "both" },
  { 0, NULL, NULL },
};

static GEnumValue label_choices[] = {
  { RETEXTURE_WORDING_NONE, N_ ("None"), "none" },
  { RETEXTURE_WORDING_OWN, N_ ("Own wording"), "own" },
  { RETEXTURE_WORDING_RETOUCHED, N_ ("Retouched photograph"), "retouched" },
  { RETEXTURE_WORDING_AI, N_ ("Edited with AI"), "ai" },
  { RETEXTURE_WORDING_NORWAY, N_ ("Norway: Retusjert person"), "norway" },
  { RETEXTURE_WORDING_FRANCE_PHOTOGRAPH, N_ ("France: Photographie retouchée"),
    "france-photographie" },
  { RETEXTURE_WORDING_FRANCE_IMAGES, N_ ("France: Images retouchées"), "france-images" },
  { RETEXTURE_WORDING_FRANCE_VIRTUAL, N_ ("France: Images virtuelles"), "france-virtuelles" },
  { 0, NULL, NULL },
};

static GEnumValue corner_choices[] = {
  { RETEXTURE_CORNER_TOP_LEFT, N_ ("Top left"), "top-left" },
  { RETEXTURE_CORNER_TOP_RIGHT, N_ ("Top right"), "top-right" },
  { RETEXTURE_CORNER_BOTTOM_LEFT, N_ ("Bottom left"), "bottom-left" },
  { RETEXTURE_CORNER_BOTTOM_RIGHT, N_ ("Bottom right"), "bottom-right" },
  { 0, NULL, NULL },
};

#define LABELLED                                                                                   \
  "label {own,retouched,ai,norway,france-photographie,france-images,france-virtuelles}"

static void
add_choice (RetextureParameters *parameters,
            const gchar *name,
            const gchar *nick,
            const gchar *blurb,
            const gchar *type,
            GEnumValue *choices,
            const gchar *sensitive)
{
  GParamSpec *spec
      = g_param_spec_enum (name, nick, blurb, retexture_choices_register (type, choices),
                           choices[0].value, G_PARAM_READWRITE);

  retexture_parameters_add (parameters, spec);
  g_param_spec_set_qdata (spec, g_quark_from_static_string ("sensitive"), (gpointer) sensitive);
}

static void
add_text (RetextureParameters *parameters,
          const gchar *name,
          const gchar *nick,
          const gchar *blurb,
          const gchar *sensitive)
{
  GParamSpec *spec = g_param_spec_string (name, nick, blurb, "", G_PARAM_READWRITE);

  retexture_parameters_add (parameters, spec);
  g_param_spec_set_qdata (spec, g_quark_from_static_string ("sensitive"), (gpointer) sensitive);
}

static void
declare (RetextureParameters *parameters)
{
  GParamSpec *size;

  add_choice (parameters, "beneath", _ ("What lies beneath"),
              _ ("What the picture was before Retexture: only you can know. Not known leaves "
                 "what the metadata say of it as it is"),
              "RetextureBeneath", beneath_choices, NULL);
  add_text (parameters, "system", _ ("AI system"),
            _ ("The generative AI that was used, if you want to name it"),
            "beneath {edited,partly-generated,generated}");
  add_text (parameters, "system-version", _ ("Its version"),
            _ ("The AI's version, if you want to name it"),
            "beneath {edited,partly-generated,generated}");
  add_choice (parameters, "statement", _ ("In plain words"),
              _ ("Where the metadata get sentences for people, too, below what stands there"),
              "RetextureStatement", statement_choices, NULL);
  add_choice (parameters, "label", _ ("Label"),
              _ ("A text layer over the picture, for where a law or a platform asks for it"),
              "RetextureWording", label_choices, NULL);
  add_text (parameters, "label-text", _ ("Own wording"), _ ("What a label of your own says"),
            "label {own}");
  size = g_param_spec_double ("label-size", _ ("Label size"),
                              _ ("Height of the label's letters, in percent of the image's short "
                                 "side; higher is larger, as far as it fits"),
                              1.0, 30.0, 4.0, G_PARAM_READWRITE);
  retexture_parameters_add (parameters, size);
  g_param_spec_set_qdata (size, g_quark_from_static_string ("sensitive"), (gpointer) LABELLED);
  add_choice (parameters, "label-corner", _ ("Corner"), _ ("Where the label stands"),
              "RetextureCorner", corner_choices, LABELLED);
}

static gint
get_choice (const RetextureJob *job, const gchar *name)
{
  return (gint) retexture_parameters_get_number (job->parameters, name);
}

/* ---- what there is to say ---- */

/* With the user's answers. */
static void
collect (const RetextureJob *job, RetextureKnown *self)
{
  const RetextureBeneath beneath = get_choice (job, "beneath");
  const gboolean ai = beneath >= RETEXTURE_BENEATH_EDITED;

  retexture_known_find (self, job->image);
  self->said.beneath = beneath;
  self->said.system = ai ? retexture_parameters_get_text (job->parameters, "system") : "";
  self->said.system_version
      = ai ? retexture_parameters_get_text (job->parameters, "system-version") : "";
}

static gchar *
choose_source_type (const RetextureKnown *known)
{
  g_autofree gchar *before = retexture_xmp_get_source_type (known->metadata);

  return retexture_source_type_choose (before, known->said.beneath,
                                       retexture_disclosure_get_done (&known->said));
}

/* ---- the errand ---- */

static gboolean
check (const RetextureJob *job, GError **error)
{
  if (get_choice (job, "label") != RETEXTURE_WORDING_OWN
      || *retexture_parameters_get_text (job->parameters, "label-text"))
    return TRUE;
  g_set_error_literal (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT,
                       _ ("“label-text” is empty. Say what the label is to say, or choose another "
                          "wording."));
  return FALSE;
}

static gchar *
foretell (const RetextureJob *job, GError **error)
{
  RetextureKnown known;
  g_autofree gchar *source_type = NULL;
  g_autofree gchar *statement = NULL;
  GString *text;

  if (!check (job, error))
    return NULL;
  collect (job, &known);
  source_type = choose_source_type (&known);
  statement = retexture_disclosure_to_statement (&known.said, source_type);
  text = g_string_new (statement);
  g_string_append_printf (text, "\n\n%s %s\n%s %u", _ ("Digital Source Type:"),
                          source_type ? strrchr (source_type, '/') + 1 : _ ("none, not known"),
                          _ ("Steps in the history:"), known.seen->len);
  if (known.seen->len < known.all->len)
    g_string_append_printf (text, "\n%s", _ ("Hidden layers are left out."));
  retexture_known_clear (&known);
  return g_string_free (text, FALSE);
}

static gboolean
lay_label (const RetextureJob *job, GError **error)
{
  const gchar *words = retexture_wording_get (
      get_choice (job, "label"), retexture_parameters_get_text (job->parameters, "label-text"));

  return !words
         || retexture_label_lay (job->image, words,
                                 retexture_parameters_get_number (job->parameters, "label-size"),
                                 get_choice (job, "label-corner"), error);
}

/* The label first: what it may be refused changes nothing yet. */
static gboolean
carry_out (const RetextureJob *job, GimpParam *values, GError **error)
{
  RetextureKnown known;
  g_autofree gchar *source_type = NULL;
  gboolean done;

  collect (job, &known);
  source_type = choose_source_type (&known);
  gimp_image_undo_group_start (job->image);
  done = lay_label (job, error)
         && retexture_xmp_write (known.metadata, &known.said, get_choice (job, "statement"), error);
  if (done)
    gimp_image_set_metadata (job->image, GIMP_METADATA (known.metadata));
  gimp_image_undo_group_end (job->image);

  values[0].type = GIMP_PDB_STRING;
  values[0].data.d_string = g_strdup (source_type ? source_type : "");
  values[1].type = GIMP_PDB_STRING;
  values[1].data.d_string = retexture_disclosure_to_statement (&known.said, source_type);
  values[2].type = GIMP_PDB_INT32;
  values[2].data.d_int32 = known.seen->len;
  retexture_known_clear (&known);
  return done;
}

static const GimpParamDef returned[] = {
  { GIMP_PDB_STRING, "source-type", "The Digital Source Type's URI; empty where it is not known" },
  { GIMP_PDB_STRING, "statement", "What was done, in plain sentences" },
  { GIMP_PDB_INT32, "steps", "How many steps of the suite are or may be part of the picture" },
};

const RetextureErrand retexture_disclose = {
  .declare = declare,
  .foretell = foretell,
  .carry_out = carry_out,
  .returned = returned,
  .n_returned = G_N_ELEMENTS (returned),
};
