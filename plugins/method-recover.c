/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Recover: align, return what is missing, borrow what does not belong, match the grain.
 */
#include "inspect-recover.h"
#include "method.h"
#include "recover-report.h"

static const RetextureFactoryPreset presets[] = {
  { N_ ("Natural portrait"), "surface=skin" },
  { N_ ("Beauty portrait"), "surface=skin\namount=70\ntone=luminance" },
  { N_ ("Jewellery, macro"), "surface=metal\nengine=structured\nfollow=TRUE\ntone=luminance" },
  { N_ ("Cloth and product"), "surface=cloth\nengine=structured\npatch=48" },
  { NULL },
};

/* As recover-report.h has them. */
static const RetextureDelivery delivery = {
  .measure = retexture_recover_report,
  .measures = {
    { "radius", "Where texture was taken to end, in pixels" },
    { "displacement", "By how much the original was moved at most, in its pixels; -1 without one" },
    { "lost", "How much of the picture lost texture, in percent; -1 without an original" },
    { "returned", "To how much of it the original's texture returned, in percent" },
    { "borrowed", "How much of it got borrowed texture, in percent" },
    { "grain", "How much of it got grain, in percent" },
    { "finest", "Texture energy where the original's returned, in percent of the original's: details finer "
      "than 0.7 pixels; -1 without an original" },
    { "finer", "Up to 1.4 pixels" },
    { "fine", "Up to 2.8 pixels" },
    { "tone-shift", "By how much tone and colour moved, CIEDE2000 of the blurred pictures" },
    { "overshoot", "By how much 999 of 1000 places at strong edges overshoot less, in percent of the edge's "
      "height; -1 without an original" },
    { "seconds", "What aligning, looking at the pictures and rendering took, less what a dialog had found already" },
  },
};

const RetextureMethod retexture_method_recover = {
  .procedure = "plug-in-retexture-recover",
  .menu_label = N_ ("_Recover…"),
  .menu_path = RETEXTURE_MENU,
  .operation = "retexture:recover",
  .presets = presets,
  .second = {
    .use = RETEXTURE_SECOND_OPTIONAL,
    .name = "original",
    .label = N_ ("Original"),
    .none = N_ ("None: borrow and match grain"),
    .guessed = TRUE,
    .help = N_ ("The untouched original: a layer of this or another open image; -1 for none, and texture "
            "is borrowed where the selection or the plastic map says"),
  },
  .blending = { .composition = RETEXTURE_COMPOSITION_NORMAL },
  .questions = {
    .analyse = retexture_analyse_recover,
    .check = retexture_check_recover,
    .inspect = retexture_inspect_recover,
  },
  .delivery = &delivery,
};
