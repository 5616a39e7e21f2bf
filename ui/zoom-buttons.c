/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "zoom-buttons.h"

#include "probe.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gi18n-lib.h>

#define CHOICE "retexture-choice"

static void
zoom_clicked (GtkButton *button, RetextureCanvas *canvas)
{
  const RetextureViewport *viewport = retexture_canvas_get_viewport (canvas);

  retexture_canvas_zoom (canvas, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), CHOICE)),
                         viewport->width / 2.0, viewport->height / 2.0);
}

GtkWidget *
retexture_zoom_buttons_new (RetextureCanvas *canvas, GtkAccelGroup *keys)
{
  static const struct
  {
    const gchar *icon, *tooltip, *name;
    RetextureZoom zoom;
    guint keys[3]; /* with Ctrl */
  } zooms[] = {
    { GIMP_ICON_ZOOM_OUT,
      N_ ("Zooms out (Ctrl and minus)"),
      "zoom-out",
      RETEXTURE_ZOOM_OUT,
      { GDK_KEY_minus, GDK_KEY_KP_Subtract } },
    { GIMP_ICON_ZOOM_IN,
      N_ ("Zooms in (Ctrl and plus)"),
      "zoom-in",
      RETEXTURE_ZOOM_IN,
      { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add } },
    { GIMP_ICON_ZOOM_ORIGINAL,
      N_ ("Shows the final pixels, at 100 % (Ctrl and 1)"),
      "zoom-100",
      RETEXTURE_ZOOM_FULL,
      { GDK_KEY_1, GDK_KEY_KP_1 } },
    { GIMP_ICON_ZOOM_FIT_BEST,
      N_ ("Shows the whole picture (Ctrl and 0)"),
      "zoom-fit",
      RETEXTURE_ZOOM_FIT,
      { GDK_KEY_0, GDK_KEY_KP_0 } },
  };
  GtkWidget *bar = gtk_hbox_new (FALSE, 0);

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      GtkWidget *button = gtk_button_new ();

      gtk_container_add (GTK_CONTAINER (button),
                         gtk_image_new_from_icon_name (zooms[i].icon, GTK_ICON_SIZE_MENU));
      gtk_button_set_relief (GTK_BUTTON (button), GTK_RELIEF_NONE);
      gtk_widget_set_tooltip_text (button, _ (zooms[i].tooltip));
      atk_object_set_name (gtk_widget_get_accessible (button), _ (zooms[i].tooltip));
      g_object_set_data (G_OBJECT (button), CHOICE, GINT_TO_POINTER (zooms[i].zoom));
      g_signal_connect (button, "clicked", G_CALLBACK (zoom_clicked), canvas);
      for (guint k = 0; k < G_N_ELEMENTS (zooms[i].keys) && zooms[i].keys[k]; k++)
        gtk_widget_add_accelerator (button, "clicked", keys, zooms[i].keys[k], GDK_CONTROL_MASK, 0);
      retexture_probe_name (button, zooms[i].name);
      gtk_box_pack_start (GTK_BOX (bar), button, FALSE, FALSE, 0);
    }
  return bar;
}
