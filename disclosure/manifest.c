/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "manifest.h"

#include <json-glib/json-glib.h>

/* By which an action names the ingredient. */
#define BEFORE "before"

/* A step is an enhancement by algorithm, whatever lies beneath. */
#define STEP_SOURCE_TYPE "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced"

static void
add (JsonBuilder *json, const gchar *name, const gchar *value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
begin (JsonBuilder *json, const gchar *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
}

static void
begin_list (JsonBuilder *json, const gchar *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
}

static void
add_agent (JsonBuilder *json, const gchar *name, const gchar *version)
{
  begin (json, "softwareAgent");
  add (json, "name", name);
  if (*version)
    add (json, "version", version);
  json_builder_end_object (json);
}

/* ---- ingredients ---- */

/* Named by nothing that could tell where it lay. */
static void
add_ingredient (JsonBuilder *json, const RetextureManifest *self)
{
  json_builder_begin_object (json);
  add (json, "title", "Before Retexture");
  add (json, "relationship", "parentOf");
  add (json, "label", BEFORE);
  add (json, "format", self->before_format ? self->before_format : self->format);
  if (self->before_hash)
    {
      g_autofree gchar *description = g_strconcat ("SHA-256: ", self->before_hash, NULL);

      add (json, "hash", self->before_hash);
      add (json, "description", description);
    }
  json_builder_end_object (json);
}

/* ---- actions ---- */

/* The first one: what there was is opened. */
static void
add_opened (JsonBuilder *json)
{
  json_builder_begin_object (json);
  add (json, "action", "c2pa.opened");
  begin (json, "parameters");
  begin_list (json, "ingredientIds");
  json_builder_add_string_value (json, BEFORE);
  json_builder_end_array (json);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

/* What AI did to it before us, when it is not known. */
static void
add_ai (JsonBuilder *json, const RetextureManifest *self, const RetextureDisclosure *disclosure)
{
  json_builder_begin_object (json);
  add (json, "action", "c2pa.edited");
  add (json, "digitalSourceType", self->source_type);
  add (json, "description", retexture_source_type_describe (self->source_type));
  if (*disclosure->system)
    add_agent (json, disclosure->system, disclosure->system_version);
  json_builder_end_object (json);
}

static void
add_step (JsonBuilder *json, const RetextureDisclosure *disclosure, const RetextureStep *step)
{
  json_builder_begin_object (json);
  add (json, "action", "c2pa.filtered");
  if (*step->when)
    add (json, "when", step->when);
  add_agent (json, disclosure->agent, step->version);
  add (json, "digitalSourceType", STEP_SOURCE_TYPE);
  add (json, "description", step->title);
  begin (json, "parameters");
  add (json, "name", step->method);
  add (json, "org.retexture.settings", step->settings);
  if (step->state == RETEXTURE_STEP_GONE)
    add (json, "org.retexture.layer", "merged or deleted since");
  json_builder_end_object (json);
  json_builder_end_object (json);
}

static void
add_actions (JsonBuilder *json,
             const RetextureManifest *self,
             const RetextureDisclosure *disclosure)
{
  json_builder_begin_object (json);
  add (json, "label", "c2pa.actions.v2");
  begin (json, "data");
  begin_list (json, "actions");
  add_opened (json);
  if (retexture_source_type_tells_ai (self->source_type))
    add_ai (json, self, disclosure);
  for (guint i = 0; i < disclosure->steps->len; i++)
    add_step (json, disclosure, disclosure->steps->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

gchar *
retexture_manifest_to_json (const RetextureManifest *self, const RetextureDisclosure *disclosure)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (json);
  begin_list (json, "claim_generator_info");
  json_builder_begin_object (json);
  add (json, "name", disclosure->agent);
  add (json, "version", disclosure->version);
  json_builder_end_object (json);
  json_builder_end_array (json);
  add (json, "title", self->title);
  add (json, "format", self->format);
  begin_list (json, "ingredients");
  add_ingredient (json, self);
  json_builder_end_array (json);
  begin_list (json, "assertions");
  add_actions (json, self, disclosure);
  json_builder_end_array (json);
  json_builder_end_object (json);

  root = json_builder_get_root (json);
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  return json_generator_to_data (generator, NULL);
}
