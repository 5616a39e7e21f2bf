/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "label.h"

#include "job.h"
#include "parasites.h"

#include <glib/gi18n-lib.h>

/* By which a label is known again. */
#define PARASITE "retexture-label"
#define FONT "Sans Bold"

/* Below it, black and white letters stand out equally: (L + 0.05) / 0.05 = 1.05 / (L + 0.05)
 * (WCAG 2.1, contrast ratio). */
#define MIDDLE_LUMINANCE 0.179
#define PROBES 5

static void
remove_earlier (gint32 image)
{
  gint n;
  g_autofree gint *layers = gimp_image_get_layers (image, &n);

  for (gint i = 0; i < n; i++)
    {
      g_autofree gchar *mark = retexture_parasite_read (layers[i], PARASITE);

      if (mark)
        gimp_image_remove_layer (image, layers[i]);
    }
}

static gint32
make_text (gint32 image, const gchar *text, gdouble height)
{
  const gint32 layer = gimp_text_layer_new (image, text, FONT, height, GIMP_UNIT_PIXEL);

  if (layer != -1 && !gimp_image_insert_layer (image, layer, 0, 0))
    return -1;
  return layer;
}

static void
fit (gint32 layer, gdouble height, gint room)
{
  const gint width = gimp_drawable_width (layer);

  if (width > room)
    gimp_text_layer_set_font_size (layer, height * room / width, GIMP_UNIT_PIXEL);
}

static void
place (gint32 image, gint32 layer, RetextureCorner corner, gint margin)
{
  const gboolean right
      = corner == RETEXTURE_CORNER_TOP_RIGHT || corner == RETEXTURE_CORNER_BOTTOM_RIGHT;
  const gboolean bottom
      = corner == RETEXTURE_CORNER_BOTTOM_LEFT || corner == RETEXTURE_CORNER_BOTTOM_RIGHT;

  gimp_layer_set_offsets (
      layer, right ? gimp_image_width (image) - gimp_drawable_width (layer) - margin : margin,
      bottom ? gimp_image_height (image) - gimp_drawable_height (layer) - margin : margin);
}

/* Of what can be seen under a layer, which itself is hidden meanwhile. */
static gdouble
luminance_beneath (gint32 image, gint32 layer)
{
  const gint width = gimp_drawable_width (layer);
  const gint height = gimp_drawable_height (layer);
  gdouble sum = 0.0;
  gint x, y, n = 0;

  gimp_drawable_offsets (layer, &x, &y);
  gimp_item_set_visible (layer, FALSE);
  for (gint i = 0; i < PROBES; i++)
    {
      GimpRGB color;

      if (gimp_image_pick_color (
              image, layer,
              CLAMP (x + (2 * i + 1) * width / (2 * PROBES), 0, gimp_image_width (image) - 1),
              CLAMP (y + height / 2, 0, gimp_image_height (image) - 1), TRUE, TRUE,
              MAX (1, height / 2), &color))
        {
          sum += gimp_rgb_luminance (&color);
          n++;
        }
    }
  gimp_item_set_visible (layer, TRUE);
  return n > 0 ? sum / n : 0.0;
}

static void
color (gint32 image, gint32 layer)
{
  GimpRGB ink = { 1.0, 1.0, 1.0, 1.0 };

  if (luminance_beneath (image, layer) > MIDDLE_LUMINANCE)
    gimp_rgb_set (&ink, 0.0, 0.0, 0.0);
  gimp_text_layer_set_color (layer, &ink);
}

gboolean
retexture_label_lay (
    gint32 image, const gchar *text, gdouble size, RetextureCorner corner, GError **error)
{
  const gint side = MIN (gimp_image_width (image), gimp_image_height (image));
  const gdouble height = MAX (1.0, size / 100.0 * side);
  const gint margin = height / 2.0;
  const gint32 active = gimp_image_get_active_layer (image);
  gint32 layer;

  remove_earlier (image);
  layer = make_text (image, text, height);
  if (layer == -1)
    {
      g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_REFUSED,
                   _ ("GIMP would not make the label's text: %s"), gimp_get_pdb_error ());
      return FALSE;
    }
  retexture_parasite_attach (layer, PARASITE, text);
  fit (layer, height, MAX (1, gimp_image_width (image) - 2 * margin));
  place (image, layer, corner, margin);
  color (image, layer);
  gimp_item_set_name (layer, _ ("Label"));
  if (gimp_item_is_valid (active))
    gimp_image_set_active_layer (image, active);
  return TRUE;
}
