/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Find Flyaways: the hairs that Groom would take out, as a channel to be painted.
 */
#include "channel.h"
#include "inspect-groom.h"

static const RetextureFixed fixed[] = {
  { "amount", 100.0 },
  { "scale", 2.0 },
  { "offset", 128.0 },
  { "tone-low", 0.0 },
  { "tone-high", 100.0 },
  { "tone-softness", 0.0 },
  { RETEXTURE_PARAMETER_MASK, RETEXTURE_MASK_WHITE },
  { RETEXTURE_PARAMETER_OUTPUT, RETEXTURE_OUTPUT_LAYERS },
  { NULL },
};

static gint32
deliver (const RetextureJob *job, RetextureRendering *rendering, gdouble *measures, GError **error)
{
  g_autoptr (GeglBuffer) marks = retexture_groom_find_marks (rendering);
  gint32 channel;

  retexture_groom_report (rendering, measures);
  gimp_image_undo_group_start (job->image);
  channel = retexture_channel_add (job, marks);
  gimp_image_undo_group_end (job->image);
  return channel;
}

static const RetextureDelivery delivery = {
  .deliver = deliver,
  .made = { "marks", "The channel, white where a hair would go" },
  .measures = { RETEXTURE_GROOM_MEASURES },
};

const RetextureMethod retexture_method_flyaways = {
  .procedure = "plug-in-retexture-flyaways",
  .menu_label = N_ ("Find _Flyaways…"),
  .menu_path = RETEXTURE_MENU_FINISH,
  .operation = "retexture:groom",
  .title = N_ ("Flyaways"),
  .description = N_ ("Marks the hairs that Groom would take out, in a channel that can be painted"),
  .fixed = fixed,
  .blending = { .composition = RETEXTURE_COMPOSITION_TEXTURE },
  .questions = {
    .analyse = retexture_analyse_groom,
    .check = retexture_check_groom,
    .inspect = retexture_inspect_groom,
  },
  .delivery = &delivery,
};
