/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Skin of any colour is lit blood and melanin: its hue lies between red and yellow, and is what
 * darker and lighter skin have in common (Soriano, Martinkauppi, Huovinen and Laaksonen 2003, the
 * skin locus). Metal is grey, or the yellow of gold and the orange of copper, and not dark. Cloth
 * is of any colour but skin's.
 */
#include "surface.h"

#include <glib/gi18n-lib.h>

#include "choices.h"

/* A trapezoid: 0 up to a, 1 from b to c, 0 from d on. */
typedef struct
{
  gfloat a, b, c, d;
} Range;

/* Of hue in degrees, -180 to 180; of saturation, 1 - least / most; of the most; of redness, 1 -
 * green / red. */
static const Range skin_hue = { -14.0f, 2.0f, 36.0f, 50.0f };
static const Range skin_saturation = { 0.06f, 0.15f, 0.72f, 0.88f };
static const Range skin_value = { 0.05f, 0.12f, 1.1f, 1.2f };
static const Range light_skin_redness = { -1.0f, -0.5f, 0.50f, 0.60f };
static const Range dark_skin_redness = { -1.0f, -0.5f, 0.68f, 0.78f };
static const Range grey_saturation = { -1.0f, -0.5f, 0.12f, 0.22f };
static const Range gold_hue = { 12.0f, 24.0f, 52.0f, 64.0f };
static const Range gold_saturation = { 0.12f, 0.25f, 0.85f, 0.95f };
static const Range metal_value = { 0.12f, 0.25f, 1.1f, 1.2f };

static gfloat
within (const Range *range, gfloat value)
{
  const gfloat up = (value - range->a) / (range->b - range->a);
  const gfloat down = (range->d - value) / (range->d - range->c);

  return CLAMP (MIN (up, down), 0.0f, 1.0f);
}

/* Skin is the redder the less light there is on it: what is as red in the light is cloth, or paint.
 * From dark to light between these values of the most. */
#define DARK 0.3f
#define LIGHT 0.5f

static gfloat
skin_reddish (const gfloat *c)
{
  const gfloat light = CLAMP ((c[0] - DARK) / (LIGHT - DARK), 0.0f, 1.0f);
  const gfloat redness = 1.0f - c[1] / MAX (c[0], 1e-3f);

  return light * within (&light_skin_redness, redness)
         + (1.0f - light) * within (&dark_skin_redness, redness);
}

static gfloat
hue_of (const gfloat *c, gfloat most, gfloat least)
{
  const gfloat range = MAX (most - least, 1e-6f);
  gfloat hue;

  if (most == c[0])
    hue = 60.0f * (c[1] - c[2]) / range;
  else if (most == c[1])
    hue = 120.0f + 60.0f * (c[2] - c[0]) / range;
  else
    hue = 240.0f + 60.0f * (c[0] - c[1]) / range;
  return hue > 180.0f ? hue - 360.0f : hue;
}

gfloat
retexture_surface_likelihood (RetextureSurface surface, const RetextureBlock *block)
{
  const gfloat *c = block->colour;
  const gfloat most = MAX (MAX (c[0], c[1]), c[2]), least = MIN (MIN (c[0], c[1]), c[2]);
  const gfloat saturation = most > 0.0f ? 1.0f - least / most : 0.0f;
  const gfloat hue = hue_of (c, most, least);
  const gfloat seen = block->opaque * CLAMP (1.0f - 4.0f * block->clipped, 0.0f, 1.0f);
  const gfloat skin = within (&skin_hue, hue) * within (&skin_saturation, saturation)
                      * within (&skin_value, most) * skin_reddish (c);
  const gfloat gold = within (&gold_hue, hue) * within (&gold_saturation, saturation);

  switch (surface)
    {
    case RETEXTURE_SURFACE_SKIN:
      return seen * skin;
    case RETEXTURE_SURFACE_METAL:
      return seen * within (&metal_value, most) * MAX (within (&grey_saturation, saturation), gold);
    case RETEXTURE_SURFACE_CLOTH:
      return seen * (1.0f - skin);
    default:
      return seen;
    }
}

GType
retexture_surface_get_type (void)
{
  static GType type = 0;
  static GEnumValue values[] = {
    { RETEXTURE_SURFACE_ANY, N_ ("Everything"), "everything" },
    { RETEXTURE_SURFACE_SKIN, N_ ("Skin"), "skin" },
    { RETEXTURE_SURFACE_METAL, N_ ("Metal"), "metal" },
    { RETEXTURE_SURFACE_CLOTH, N_ ("Cloth"), "cloth" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, retexture_choices_register ("RetextureSurface", values));
  return type;
}
