/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "probe.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gstdio.h>

#define NAMED "retexture-named"
#define LOOK_EVERY_MS 100

GtkWidget *
retexture_probe_name (GtkWidget *widget, const gchar *name)
{
  gtk_widget_set_name (widget, name);
  g_object_set_data (G_OBJECT (widget), NAMED, GINT_TO_POINTER (TRUE));
  return widget;
}

/* ---- where the controls are ---- */

/* The key that goes to a control with Alt: as a control of its own, at its code. */
static void
describe_key (GtkWidget *widget, GString *map)
{
  GList *labels = gtk_widget_list_mnemonic_labels (widget);
  const guint key = labels ? gtk_label_get_mnemonic_keyval (labels->data) : GDK_KEY_VoidSymbol;

  if (key != GDK_KEY_VoidSymbol)
    g_string_append_printf (map, "key-of-%s %u 0 0 0\n", gtk_widget_get_name (widget),
                            gdk_keyval_to_unicode (key));
  g_list_free (labels);
}

static void
describe (GtkWidget *widget, gpointer data)
{
  GString *map = data;

  if (!gtk_widget_get_mapped (widget))
    return;

  if (g_object_get_data (G_OBJECT (widget), NAMED))
    {
      GtkAllocation allocation;
      gint x, y;

      gtk_widget_get_allocation (widget, &allocation);
      gdk_window_get_origin (gtk_widget_get_window (widget), &x, &y);
      if (!gtk_widget_get_has_window (widget))
        {
          x += allocation.x;
          y += allocation.y;
        }
      g_string_append_printf (map, "%s %d %d %d %d\n", gtk_widget_get_name (widget), x, y,
                              allocation.width, allocation.height);
      describe_key (widget, map);
    }
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), describe, map);
}

static gboolean
look (gpointer data)
{
  g_autofree gchar *last = g_object_steal_data (data, "retexture-map");
  GList *toplevels = gtk_window_list_toplevels ();
  GString *map = g_string_new (NULL);
  gchar *text;

  for (GList *toplevel = toplevels; toplevel; toplevel = toplevel->next)
    describe (toplevel->data, map);
  g_list_free (toplevels);

  text = g_string_free (map, FALSE);
  if (g_strcmp0 (text, last) != 0)
    g_file_set_contents (g_getenv ("RETEXTURE_DIALOG_MAP"), text, -1, NULL);
  g_object_set_data_full (data, "retexture-map", text, g_free);
  return G_SOURCE_CONTINUE;
}

static void
stop_looking (GtkWidget *dialog, gpointer source)
{
  g_source_remove (GPOINTER_TO_UINT (source));
  g_unlink (g_getenv ("RETEXTURE_DIALOG_MAP"));
}

void
retexture_probe_watch (GtkWidget *dialog)
{
  if (g_getenv ("RETEXTURE_DIALOG_MAP"))
    g_signal_connect (dialog, "destroy", G_CALLBACK (stop_looking),
                      GUINT_TO_POINTER (g_timeout_add (LOOK_EVERY_MS, look, dialog)));
}

/* ---- what the preview holds ---- */

/* The split view as it is on the screen: before on one side, after on the other. */
static void
dump (RetextureCanvas *canvas, const gchar *file)
{
  static const gchar *const views[] = { "result", "split", "texture", "mask", "panes", "halo" };
  const RetextureViewport *viewport = retexture_canvas_get_viewport (canvas);
  const RetexturePicture *picture = retexture_canvas_get_picture (canvas);
  const RetextureShot *shot = &picture->shot;
  const gint divider = retexture_canvas_get_divider (canvas);
  g_autoptr (GString) ppm = g_string_new ("P6\n");
  gchar zoom[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (ppm, "# %d %d %s %s\n%d %d\n255\n", (gint) (shot->area.x / shot->scale),
                          (gint) (shot->area.y / shot->scale),
                          g_ascii_dtostr (zoom, sizeof zoom, viewport->zoom), views[shot->view],
                          shot->area.width, shot->area.height);
  for (gint y = 0; y < shot->area.height; y++)
    for (gint x = 0; x < shot->area.width; x++)
      {
        const gdouble place = (shot->area.x + x) * viewport->zoom / shot->scale - viewport->x;
        const guchar *pixels
            = picture->before && place < divider ? picture->before : picture->pixels;

        g_string_append_len (ppm, (const gchar *) pixels + 4 * ((gsize) y * shot->area.width + x),
                             3);
      }
  g_file_set_contents (file, ppm->str, ppm->len, NULL);
}

void
retexture_probe_picture (RetextureCanvas *canvas, gint64 asked_at)
{
  const gchar *file = g_getenv ("RETEXTURE_PREVIEW_DUMP");
  g_autofree gchar *times = g_strdup_printf ("%s.times", file);
  FILE *stream;

  if (!file)
    return;

  gdk_window_process_updates (gtk_widget_get_window (GTK_WIDGET (canvas)), TRUE);
  stream = asked_at ? g_fopen (times, "a") : NULL;
  if (stream)
    {
      fprintf (stream, "%.1f\n", (g_get_monotonic_time () - asked_at) / 1000.0);
      fclose (stream);
    }
  dump (canvas, file);
}
