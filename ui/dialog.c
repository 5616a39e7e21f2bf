/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "dialog.h"

#include "controls.h"
#include "findings-view.h"
#include "inspection.h"
#include "mnemonics.h"
#include "preset-bar.h"
#include "presets.h"
#include "preview.h"
#include "probe.h"
#include "rectangle.h"
#include "window.h"

#include <glib/gi18n-lib.h>

/* Shows what most methods find without scrolling; on a smaller screen, what is there. */
#define WIDTH 1000
#define HEIGHT 740
#define SCREEN_MARGIN 24

typedef struct
{
  RetextureDialog *dialog;
  GtkWidget *window, *preview, *findings;
  RetextureInspection *inspection;
  gint32 model; /* -1: none */
  GeglBuffer *model_pixels;
} Window;

/* ---- findings ---- */

static void
inspected (gboolean told, RetextureFindings *findings, gpointer user_data)
{
  Window *self = user_data;
  const RetextureChoice *chosen;

  if (told)
    retexture_preview_refresh (self->preview);
  /* After a first look there is nothing to say yet. */
  if (!findings)
    return;
  chosen = retexture_findings_get_chosen (findings);
  retexture_findings_view_show (self->findings, findings);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->window), GTK_RESPONSE_OK,
                                     !findings->refused);
  retexture_preview_set_outline (self->preview, chosen ? &chosen->area : NULL);
  retexture_preview_set_lines (self->preview, findings->lines);
}

static void
show_busy (gboolean busy, gpointer user_data)
{
  Window *self = user_data;

  retexture_findings_view_set_busy (self->findings, busy);
}

/* Closes the dialog. */
static void
go_on (const gchar *method, gpointer user_data)
{
  Window *self = user_data;

  self->dialog->next = g_strdup (method);
  gtk_dialog_response (GTK_DIALOG (self->window), GTK_RESPONSE_CLOSE);
}

/* ---- the second picture ---- */

static void
load (Window *self)
{
  RetextureDialog *dialog = self->dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (RetextureRendering) rendering
      = dialog->load (dialog->second, dialog->user_data, &error);

  if (rendering)
    retexture_rendering_set_model (rendering, self->model_pixels);
  g_set_object (&dialog->rendering, rendering);
  retexture_preview_set_rendering (self->preview, rendering, error ? error->message : NULL);
  /* A rectangle is one of the picture that is lent from. */
  retexture_preview_set_drawable (self->preview, dialog->second == -1);
  retexture_inspection_set_rendering (self->inspection, rendering);
  gtk_dialog_set_response_sensitive (GTK_DIALOG (self->window), GTK_RESPONSE_OK, rendering != NULL);
}

static void
second_chosen (GtkWidget *combo, gpointer data)
{
  Window *self = data;

  /* GIMP is about to be asked. */
  retexture_inspection_set_rendering (self->inspection, NULL);
  /* What was drawn on another picture means nothing on this one. */
  if (retexture_rectangle_is_declared (self->dialog->parameters))
    retexture_rectangle_write (self->dialog->parameters, GEGL_RECTANGLE (0, 0, 0, 0));
  load (self);
}

/* ---- the picture to match ---- */

static void
model_chosen (GtkWidget *combo, gpointer data)
{
  Window *self = data;
  RetextureDialog *dialog = self->dialog;

  retexture_inspection_set_rendering (self->inspection, NULL);
  g_clear_object (&self->model_pixels);
  if (self->model != -1)
    self->model_pixels = gimp_drawable_get_buffer (self->model);
  if (!dialog->rendering)
    return;
  retexture_rendering_set_model (dialog->rendering, self->model_pixels);
  retexture_inspection_set_rendering (self->inspection, dialog->rendering);
}

/* ---- layout ---- */

/* A viewport keeps its child's later wishes for width to itself, such as those of a longer label.
 * There is always room for the scroll bar, which findings may call for at any time. */
static void
keep_width (GtkWidget *column, GtkRequisition *wish, GtkWidget *scroller)
{
  GtkWidget *bar = gtk_scrolled_window_get_vscrollbar (GTK_SCROLLED_WINDOW (scroller));
  GtkRequisition room;
  gint spacing;

  gtk_widget_style_get (scroller, "scrollbar-spacing", &spacing, NULL);
  gtk_widget_size_request (bar, &room);
  gtk_widget_set_size_request (scroller, wish->width + room.width + spacing, -1);
}

/* Scrolls where the screen is too low for all controls; never sideways. */
static GtkWidget *
column_new (Window *self)
{
  RetextureDialog *dialog = self->dialog;
  GtkWidget *column = gtk_vbox_new (FALSE, 12);
  GtkWidget *scroller = gtk_scrolled_window_new (NULL, NULL);
  g_autofree gchar *file = retexture_presets_get_file (gimp_directory (), dialog->procedure);
  g_autofree gchar *memory = g_strconcat (dialog->procedure, "-dialog", NULL);

  gtk_box_pack_start (GTK_BOX (column),
                      retexture_preset_bar_new (dialog->parameters, dialog->presets, file), FALSE,
                      FALSE, 0);
  if (dialog->second_chooser.label)
    gtk_box_pack_start (GTK_BOX (column),
                        retexture_picture_row_new (&dialog->second_chooser, "second",
                                                   dialog->user_data, &dialog->second,
                                                   G_CALLBACK (second_chosen), self),
                        FALSE, FALSE, 0);
  if (dialog->model_chooser.label)
    gtk_box_pack_start (GTK_BOX (column),
                        retexture_picture_row_new (&dialog->model_chooser, "model",
                                                   dialog->user_data, &self->model,
                                                   G_CALLBACK (model_chosen), self),
                        FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (column), retexture_controls_new (dialog->parameters, memory), FALSE,
                      FALSE, 0);
  self->findings = retexture_findings_view_new (dialog->parameters, go_on, self);
  gtk_box_pack_start (GTK_BOX (column), self->findings, FALSE, FALSE, 0);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_add_with_viewport (GTK_SCROLLED_WINDOW (scroller), column);
  g_signal_connect (column, "size-request", G_CALLBACK (keep_width), scroller);
  gtk_viewport_set_shadow_type (GTK_VIEWPORT (gtk_bin_get_child (GTK_BIN (scroller))),
                                GTK_SHADOW_NONE);
  return scroller;
}

static void
fill (Window *self)
{
  RetextureDialog *dialog = self->dialog;
  GtkWidget *box = gtk_hbox_new (FALSE, 12);
  GtkAccelGroup *keys = gtk_accel_group_new ();

  gtk_window_add_accel_group (GTK_WINDOW (self->window), keys);
  self->preview = retexture_preview_new (dialog->parameters, dialog->image, dialog->edit, keys);
  g_object_unref (keys);
  gtk_container_set_border_width (GTK_CONTAINER (box), 12);
  gtk_box_pack_start (GTK_BOX (box), self->preview, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), column_new (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (self->window))), box, TRUE,
                      TRUE, 0);
  gtk_widget_show_all (box);
}

static GtkWidget *
window_new (RetextureDialog *dialog)
{
  GtkWidget *window = retexture_window_new (dialog->procedure, dialog->title);
  GdkScreen *screen = gtk_widget_get_screen (window);

  gtk_window_set_default_size (GTK_WINDOW (window),
                               MIN (WIDTH, gdk_screen_get_width (screen) - SCREEN_MARGIN),
                               MIN (HEIGHT, gdk_screen_get_height (screen) - 2 * SCREEN_MARGIN));
  return window;
}

gboolean
retexture_dialog_run (RetextureDialog *dialog)
{
  Window self = { .dialog = dialog, .model = -1 };
  gboolean agreed;

  gimp_ui_init (dialog->procedure, FALSE);
  self.window = window_new (dialog);
  fill (&self);
  retexture_probe_watch (self.window);
  self.inspection = retexture_inspection_new (dialog->parameters, dialog->questions, inspected,
                                              show_busy, &self);
  load (&self);
  /* Which views there are is known only now. */
  retexture_mnemonics_assign (self.window);

  agreed = retexture_window_ask (self.window, dialog->parameters);

  retexture_inspection_free (self.inspection);
  gtk_widget_destroy (self.window);
  g_clear_object (&self.model_pixels);
  return agreed;
}
