/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "preset-bar.h"

#include "message.h"
#include "presets.h"
#include "probe.h"

#include <libgimp/gimp.h>
#include <libgimp/gimpui.h>

#include <glib/gi18n-lib.h>

/* The combo box lists the defaults, the presets that come with the method, the user's own, and what
 * is none of them. */
#define DEFAULTS 0

typedef struct
{
  RetextureParameters *parameters;
  gchar *file;
  GtkWidget *bar, *combo, *delete_item, *export_item;
  guint n_factory;  /* the first presets are those that come with the method */
  GPtrArray *names; /* of all presets */
  GPtrArray *texts; /* their parameters as text, NULL for one that cannot be read */
  gchar *defaults;
  gboolean updating;
} PresetBar;

static void
preset_bar_free (gpointer data)
{
  PresetBar *self = data;

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->texts);
  g_free (self->defaults);
  g_free (self->file);
  g_free (self);
}

static void
report (PresetBar *self, GError *error)
{
  retexture_message_show (self->bar, _ ("The presets are as they were."), error->message);
}

/* ---- what the combo box shows ---- */

static gint
find_text (PresetBar *self, const gchar *text)
{
  if (g_strcmp0 (self->defaults, text) == 0)
    return DEFAULTS;
  for (guint i = 0; i < self->texts->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->texts, i), text) == 0)
      return DEFAULTS + 1 + i;
  return DEFAULTS + 1 + self->names->len;
}

static gint
get_index (PresetBar *self)
{
  return gtk_combo_box_get_active (GTK_COMBO_BOX (self->combo)) - DEFAULTS - 1;
}

/* One of the user's own, or NULL. */
static const gchar *
get_chosen (PresetBar *self)
{
  const gint index = get_index (self);

  return index >= (gint) self->n_factory && index < (gint) self->names->len
             ? g_ptr_array_index (self->names, index)
             : NULL;
}

/* Two presets may have the same values: the chosen one stays chosen. */
static void
show (PresetBar *self)
{
  g_autofree gchar *text = retexture_parameters_to_text (self->parameters);
  const gint index = get_index (self);
  const gboolean still = index >= 0 && index < (gint) self->texts->len
                         && g_strcmp0 (g_ptr_array_index (self->texts, index), text) == 0;

  self->updating = TRUE;
  if (!still)
    gtk_combo_box_set_active (GTK_COMBO_BOX (self->combo), find_text (self, text));
  self->updating = FALSE;
  gtk_widget_set_sensitive (self->delete_item, get_chosen (self) != NULL);
  gtk_widget_set_sensitive (self->export_item, self->names->len > self->n_factory);
}

static void
read_texts (PresetBar *self)
{
  g_auto (GStrv) names = retexture_presets_list (self->file, NULL);
  g_autoptr (RetextureParameters) preset = retexture_parameters_copy (self->parameters);

  g_ptr_array_set_size (self->names, self->n_factory);
  g_ptr_array_set_size (self->texts, self->n_factory);
  for (guint i = 0; names && names[i]; i++)
    {
      const gboolean good = retexture_presets_load (self->file, names[i], preset, NULL);

      g_ptr_array_add (self->names, g_strdup (names[i]));
      g_ptr_array_add (self->texts, good ? retexture_parameters_to_text (preset) : NULL);
    }
}

static void
read_factory (PresetBar *self, const RetextureFactoryPreset *factory)
{
  g_autoptr (RetextureParameters) preset = retexture_parameters_copy (self->parameters);

  for (guint i = 0; factory && factory[i].name; i++)
    {
      g_autoptr (GError) error = NULL;

      retexture_parameters_reset (preset);
      if (!retexture_parameters_from_text (preset, factory[i].values, &error))
        g_error ("%s: %s", factory[i].name, error->message);
      g_ptr_array_add (self->names, g_strdup (_ (factory[i].name)));
      g_ptr_array_add (self->texts, retexture_parameters_to_text (preset));
    }
  self->n_factory = self->names->len;
}

static void
refill (PresetBar *self, const gchar *chosen)
{
  GtkComboBoxText *combo = GTK_COMBO_BOX_TEXT (self->combo);

  read_texts (self);
  self->updating = TRUE;
  gtk_list_store_clear (GTK_LIST_STORE (gtk_combo_box_get_model (GTK_COMBO_BOX (combo))));
  gtk_combo_box_text_append_text (combo, _ ("Defaults"));
  for (guint i = 0; i < self->names->len; i++)
    {
      gtk_combo_box_text_append_text (combo, g_ptr_array_index (self->names, i));
      if (i >= self->n_factory && g_strcmp0 (g_ptr_array_index (self->names, i), chosen) == 0)
        gtk_combo_box_set_active (GTK_COMBO_BOX (combo), DEFAULTS + 1 + i);
    }
  gtk_combo_box_text_append_text (combo, _ ("Custom"));
  self->updating = FALSE;
  show (self);
}

static void
chosen (GtkComboBox *combo, PresetBar *self)
{
  const gchar *name = get_chosen (self);
  const gint index = get_index (self);
  g_autoptr (GError) error = NULL;

  if (self->updating)
    return;

  if (name && !retexture_presets_load (self->file, name, self->parameters, &error))
    retexture_message_show (self->bar, _ ("The preset cannot be used."), error->message);
  else if (index >= 0 && index < (gint) self->n_factory)
    retexture_parameters_from_text (self->parameters, g_ptr_array_index (self->texts, index), NULL);
  else if (index < 0)
    retexture_parameters_reset (self->parameters);
  show (self);
}

/* ---- saving and deleting ---- */

static gboolean
is_known (PresetBar *self, const gchar *name)
{
  for (guint i = self->n_factory; i < self->names->len; i++)
    if (g_str_equal (g_ptr_array_index (self->names, i), name))
      return TRUE;
  return FALSE;
}

static void
save (PresetBar *self, const gchar *given)
{
  g_autofree gchar *name = g_strstrip (g_strdup (given));
  g_autofree gchar *question = g_strdup_printf (_ ("Replace the preset “%s”?"), name);
  g_autoptr (GError) error = NULL;

  if (is_known (self, name) && !retexture_message_confirm (self->bar, question, _ ("_Replace")))
    return;
  if (!retexture_presets_save (self->file, name, self->parameters, &error))
    report (self, error);
  refill (self, name);
}

static GtkWidget *
name_dialog_new (PresetBar *self, GtkWidget **entry)
{
  GtkWidget *window = gtk_widget_get_toplevel (self->bar);
  GtkWidget *dialog = gtk_dialog_new_with_buttons (
      _ ("Save preset"), GTK_WINDOW (window), GTK_DIALOG_MODAL | GTK_DIALOG_NO_SEPARATOR,
      GTK_STOCK_CANCEL, GTK_RESPONSE_CANCEL, GTK_STOCK_SAVE, GTK_RESPONSE_OK, NULL);
  GtkWidget *box = gtk_hbox_new (FALSE, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_ ("_Name"));

  *entry = retexture_probe_name (gtk_entry_new (), "preset-name");
  gtk_entry_set_text (GTK_ENTRY (*entry), get_chosen (self) ? get_chosen (self) : "");
  gtk_entry_set_activates_default (GTK_ENTRY (*entry), TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), *entry);
  gtk_container_set_border_width (GTK_CONTAINER (box), 12);
  gtk_box_pack_start (GTK_BOX (box), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), *entry, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (dialog))), box, FALSE,
                      FALSE, 0);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  gtk_dialog_set_alternative_button_order (GTK_DIALOG (dialog), GTK_RESPONSE_OK,
                                           GTK_RESPONSE_CANCEL, -1);
  gtk_widget_show_all (box);
  return dialog;
}

static void
save_activated (GtkWidget *item, PresetBar *self)
{
  GtkWidget *entry;
  GtkWidget *dialog = name_dialog_new (self, &entry);
  g_autofree gchar *name = NULL;

  if (gtk_dialog_run (GTK_DIALOG (dialog)) == GTK_RESPONSE_OK)
    name = g_strdup (gtk_entry_get_text (GTK_ENTRY (entry)));
  gtk_widget_destroy (dialog);
  if (name)
    save (self, name);
}

static void
delete_activated (GtkWidget *item, PresetBar *self)
{
  const gchar *name = get_chosen (self);
  g_autofree gchar *question = g_strdup_printf (_ ("Delete the preset “%s”?"), name);
  g_autoptr (GError) error = NULL;

  if (!name || !retexture_message_confirm (self->bar, question, _ ("_Delete")))
    return;
  if (!retexture_presets_delete (self->file, name, &error))
    report (self, error);
  refill (self, NULL);
}

/* ---- other files ---- */

static gchar *
ask_file (PresetBar *self, GtkFileChooserAction action, const gchar *title, const gchar *accept)
{
  GtkWidget *window = gtk_widget_get_toplevel (self->bar);
  GtkWidget *dialog
      = gtk_file_chooser_dialog_new (title, GTK_WINDOW (window), action, GTK_STOCK_CANCEL,
                                     GTK_RESPONSE_CANCEL, accept, GTK_RESPONSE_OK, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  gchar *file = NULL;

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_OK);
  gtk_dialog_set_alternative_button_order (GTK_DIALOG (dialog), GTK_RESPONSE_OK,
                                           GTK_RESPONSE_CANCEL, -1);
  gtk_file_chooser_set_do_overwrite_confirmation (chooser, TRUE);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    {
      g_autofree gchar *name = g_path_get_basename (self->file);

      gtk_file_chooser_set_current_name (chooser, name);
    }
  if (gtk_dialog_run (GTK_DIALOG (dialog)) == GTK_RESPONSE_OK)
    file = gtk_file_chooser_get_filename (chooser);
  gtk_widget_destroy (dialog);
  return file;
}

static void
import_activated (GtkWidget *item, PresetBar *self)
{
  g_autofree gchar *other
      = ask_file (self, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Import presets"), GTK_STOCK_OPEN);
  g_autofree gchar *chosen_name = g_strdup (get_chosen (self));
  g_autoptr (GError) error = NULL;

  if (!other)
    return;
  if (!retexture_presets_import (self->file, other, self->parameters, &error))
    report (self, error);
  refill (self, chosen_name);
}

static void
export_activated (GtkWidget *item, PresetBar *self)
{
  g_autofree gchar *other
      = ask_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Export presets"), GTK_STOCK_SAVE);
  g_autoptr (GError) error = NULL;

  if (other && !retexture_presets_export (self->file, other, &error))
    retexture_message_show (self->bar, _ ("The presets were not exported."), error->message);
}

/* ---- widgets ---- */

static void
place_menu (GtkMenu *menu, gint *x, gint *y, gboolean *push_in, gpointer button)
{
  GtkAllocation allocation;

  gtk_widget_get_allocation (button, &allocation);
  gdk_window_get_origin (gtk_widget_get_window (button), x, y);
  *x += allocation.x;
  *y += allocation.y + allocation.height;
  *push_in = TRUE;
}

static void
pop_up (GtkWidget *button, GtkMenu *menu)
{
  gtk_menu_popup (menu, NULL, NULL, place_menu, button, 0, gtk_get_current_event_time ());
  gtk_menu_shell_select_first (GTK_MENU_SHELL (menu), FALSE);
}

static GtkWidget *
add_item (
    GtkWidget *menu, const gchar *label, const gchar *name, GCallback activated, PresetBar *self)
{
  GtkWidget *item = gtk_menu_item_new_with_mnemonic (label);

  g_signal_connect (item, "activate", activated, self);
  gtk_menu_shell_append (GTK_MENU_SHELL (menu), item);
  gtk_widget_show (item);
  return retexture_probe_name (item, name);
}

static GtkWidget *
menu_button_new (PresetBar *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *menu = gtk_menu_new ();

  gtk_container_add (GTK_CONTAINER (button), gtk_arrow_new (GTK_ARROW_DOWN, GTK_SHADOW_NONE));
  gtk_widget_set_tooltip_text (button, _ ("Saves, deletes, imports and exports presets"));
  atk_object_set_name (gtk_widget_get_accessible (button), _ ("Manage presets"));
  gtk_menu_attach_to_widget (GTK_MENU (menu), button, NULL);
  g_signal_connect (button, "clicked", G_CALLBACK (pop_up), menu);

  add_item (menu, _ ("_Save…"), "preset-save", G_CALLBACK (save_activated), self);
  self->delete_item
      = add_item (menu, _ ("_Delete…"), "preset-delete", G_CALLBACK (delete_activated), self);
  add_item (menu, _ ("_Import…"), "preset-import", G_CALLBACK (import_activated), self);
  self->export_item
      = add_item (menu, _ ("_Export…"), "preset-export", G_CALLBACK (export_activated), self);
  return retexture_probe_name (button, "preset-menu");
}

static void
parameters_changed (RetextureParameters *parameters, GtkWidget *bar)
{
  show (g_object_get_data (G_OBJECT (bar), "retexture-preset-bar"));
}

GtkWidget *
retexture_preset_bar_new (RetextureParameters *parameters,
                          const RetextureFactoryPreset *factory,
                          const gchar *file)
{
  PresetBar *self = g_new0 (PresetBar, 1);
  g_autoptr (RetextureParameters) defaults = retexture_parameters_copy (parameters);
  GtkWidget *label = gtk_label_new (_ ("Presets"));

  retexture_parameters_reset (defaults);
  self->defaults = retexture_parameters_to_text (defaults);
  self->parameters = parameters;
  self->file = g_strdup (file);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->bar = gtk_hbox_new (FALSE, 6);
  self->combo = retexture_probe_name (gtk_combo_box_text_new (), "presets");
  gtk_widget_set_tooltip_text (self->combo, _ ("Sets all values at once"));
  g_object_set_data_full (G_OBJECT (self->bar), "retexture-preset-bar", self, preset_bar_free);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->combo);
  gtk_box_pack_start (GTK_BOX (self->bar), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self->bar), self->combo, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->bar), menu_button_new (self), FALSE, FALSE, 0);
  read_factory (self, factory);
  refill (self, NULL);
  g_signal_connect (self->combo, "changed", G_CALLBACK (chosen), self);
  g_signal_connect_object (parameters, "changed", G_CALLBACK (parameters_changed), self->bar, 0);
  return self->bar;
}
