/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings-view.h"

#include "choices-view.h"
#include "plot.h"
#include "probe.h"

#include <glib/gi18n-lib.h>

#define VIEW "retexture-view"

/* Sentences wrap at this width, so that the column keeps its own. */
#define TEXT_WIDTH 270

typedef struct
{
  RetextureParameters *parameters;
  RetextureGoOnFunc go_on;
  gpointer user_data;
  GtkWidget *spinner, *list;
  GtkWidget *choices;
  gint focus; /* the choice that had it before the list was greyed out, or -1 */
} View;

typedef struct
{
  View *view;
  gchar *parameter, *method;
  gdouble value;
} Remedy;

static void
remedy_free (gpointer data, GClosure *closure)
{
  Remedy *remedy = data;

  g_free (remedy->parameter);
  g_free (remedy->method);
  g_free (remedy);
}

static void
remedy_clicked (GtkButton *button, Remedy *remedy)
{
  const View *view = remedy->view;

  if (remedy->method)
    view->go_on (remedy->method, view->user_data);
  else
    retexture_parameters_set_number (view->parameters, remedy->parameter, remedy->value, NULL);
}

static GtkWidget *
remedy_new (View *self, const RetextureNote *note)
{
  GtkWidget *button = gtk_button_new_with_label (note->remedy);
  Remedy *remedy = g_new (Remedy, 1);

  *remedy = (Remedy){ self, g_strdup (note->parameter), g_strdup (note->method), note->value };
  g_signal_connect_data (button, "clicked", G_CALLBACK (remedy_clicked), remedy, remedy_free, 0);
  return retexture_probe_name (button, "remedy");
}

static GtkWidget *
note_new (View *self, const RetextureNote *note)
{
  GtkWidget *box = gtk_hbox_new (FALSE, 6);
  GtkWidget *column = gtk_vbox_new (FALSE, 4);
  GtkWidget *label = gtk_label_new (note->text);

  if (note->warning)
    {
      GtkWidget *icon = gtk_image_new_from_stock (GTK_STOCK_DIALOG_WARNING, GTK_ICON_SIZE_MENU);

      gtk_misc_set_alignment (GTK_MISC (icon), 0.5, 0.0);
      gtk_box_pack_start (GTK_BOX (box), icon, FALSE, FALSE, 0);
    }
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_size_request (label, TEXT_WIDTH, -1);
  gtk_misc_set_alignment (GTK_MISC (label), 0.0, 0.0);
  retexture_probe_name (label, note->warning ? "warning" : "note");
  gtk_box_pack_start (GTK_BOX (column), label, FALSE, FALSE, 0);
  if (note->remedy)
    gtk_box_pack_start (GTK_BOX (column), remedy_new (self, note), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), column, TRUE, TRUE, 0);
  return box;
}

static void
show_choices (View *self, const RetextureFindings *findings)
{
  self->choices = NULL;
  if (!findings->choices->len)
    return;
  self->choices = retexture_choices_view_new (self->parameters, findings, TEXT_WIDTH);
  gtk_box_pack_start (GTK_BOX (self->list), self->choices, FALSE, FALSE, 0);
}

/* Unless the user has gone on to another control. */
static void
return_focus (View *self)
{
  GtkWidget *window = gtk_widget_get_toplevel (self->list);

  if (self->choices && self->focus >= 0 && GTK_IS_WINDOW (window)
      && !gtk_window_get_focus (GTK_WINDOW (window)))
    retexture_choices_view_set_focus (self->choices, self->focus);
  self->focus = -1;
}

void
retexture_findings_view_show (GtkWidget *view, const RetextureFindings *findings)
{
  View *self = g_object_get_data (G_OBJECT (view), VIEW);
  g_autoptr (GList) old = gtk_container_get_children (GTK_CONTAINER (self->list));

  for (GList *item = old; item; item = item->next)
    gtk_widget_destroy (item->data);
  for (guint i = 0; i < findings->notes->len; i++)
    gtk_box_pack_start (GTK_BOX (self->list), note_new (self, findings->notes->pdata[i]), FALSE,
                        FALSE, 0);
  show_choices (self, findings);
  for (guint i = 0; i < findings->plots->len; i++)
    {
      GtkWidget *plot = retexture_plot_widget_new (findings->plots->pdata[i]);

      gtk_box_pack_start (GTK_BOX (self->list), retexture_probe_name (plot, "plot"), FALSE, FALSE,
                          0);
    }
  gtk_widget_show_all (self->list);
  return_focus (self);
}

void
retexture_findings_view_set_busy (GtkWidget *view, gboolean busy)
{
  View *self = g_object_get_data (G_OBJECT (view), VIEW);

  if (busy && self->choices && self->focus < 0)
    self->focus = retexture_choices_view_get_focus (self->choices);
  /* What was found with other values is out of date until the new is there. */
  gtk_widget_set_sensitive (self->list, !busy);
  gtk_widget_set_visible (self->spinner, busy);
  if (busy)
    gtk_spinner_start (GTK_SPINNER (gtk_bin_get_child (GTK_BIN (self->spinner))));
  else
    gtk_spinner_stop (GTK_SPINNER (gtk_bin_get_child (GTK_BIN (self->spinner))));
}

GtkWidget *
retexture_findings_view_new (RetextureParameters *parameters,
                             RetextureGoOnFunc go_on,
                             gpointer user_data)
{
  View *self = g_new0 (View, 1);
  GtkWidget *box = gtk_vbox_new (FALSE, 6);
  GtkWidget *spinner = gtk_spinner_new ();

  self->parameters = parameters;
  self->go_on = go_on;
  self->user_data = user_data;
  self->focus = -1;
  self->list = gtk_vbox_new (FALSE, 6);
  self->spinner = gtk_alignment_new (0.5, 0.5, 0.0, 0.0);
  gtk_container_add (GTK_CONTAINER (self->spinner), spinner);
  gtk_widget_set_size_request (spinner, 16, 16);
  gtk_widget_set_tooltip_text (spinner, _ ("Measuring…"));
  atk_object_set_name (gtk_widget_get_accessible (spinner), _ ("Measuring…"));
  gtk_widget_show (spinner);
  gtk_widget_set_no_show_all (self->spinner, TRUE);
  g_object_set_data_full (G_OBJECT (box), VIEW, self, g_free);
  gtk_box_pack_start (GTK_BOX (box), self->list, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), self->spinner, FALSE, FALSE, 0);
  return box;
}
