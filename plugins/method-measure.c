/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measure Imperfection: which level a layer has, and what it has of each kind of texture. It
 * changes nothing.
 */
#include "inspect-level.h"
#include "job.h"
#include "level-report.h"

static const RetextureFixed fixed[] = {
  { "level", 5.0 },
  { "keep", 100.0 },
  { "raise", 0.0 },
  { "scale", 2.0 },
  { "offset", 128.0 },
  { "tone-low", 0.0 },
  { "tone-high", 100.0 },
  { "tone-softness", 0.0 },
  { RETEXTURE_PARAMETER_MASK, RETEXTURE_MASK_SELECTION },
  { RETEXTURE_PARAMETER_OUTPUT, RETEXTURE_OUTPUT_LAYERS },
  { NULL },
};

static gint32
deliver (const RetextureJob *job, RetextureRendering *rendering, gdouble *measures, GError **error)
{
  retexture_level_report (rendering, measures);
  return job->edit;
}

/* As level-report.h has them. */
static const RetextureDelivery delivery = {
  .deliver = deliver,
  .made = { "layer", "The layer that was measured" },
  .measures = {
    { "level", "Its level against the original, 1 to 5; without one, an estimate; -1 where it cannot be told" },
    { "size", "What height of the face was taken, in pixels" },
    { "share", "How much of the picture is of the surface, in percent" },
    { "noise", "What it has of the original's noise, in percent; without one, of what skin usually has; -1 where "
      "the picture does not show it" },
    { "pores", "And of pores" },
    { "lines", "Fine lines" },
    { "blotches", "Blotches" },
  },
};

const RetextureMethod retexture_method_measure = {
  .procedure = "plug-in-retexture-measure",
  .menu_label = N_ ("Measure I_mperfection…"),
  .menu_path = RETEXTURE_MENU_PREPARE,
  .operation = "retexture:level",
  .title = N_ ("Measure Imperfection"),
  .description
  = N_ ("Says which level of imperfection a layer has, and what it has of pores, lines and blotches"),
  .fixed = fixed,
  .second = {
    .use = RETEXTURE_SECOND_OPTIONAL,
    .name = "original",
    .label = N_ ("Original"),
    .none = N_ ("None: an estimate by this layer alone"),
    .guessed = TRUE,
    .help = N_ ("The untouched photograph, whose texture is level 5: a layer of this or another open image; -1 "
            "for none, and an estimate by what skin usually has"),
  },
  .blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE },
  .questions = {
    .analyse = retexture_analyse_level,
    .check = retexture_check_level,
    .inspect = retexture_inspect_measure,
  },
  .delivery = &delivery,
};
