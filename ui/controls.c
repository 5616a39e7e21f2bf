/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "controls.h"

#include "choice-row.h"
#include "number-row.h"
#include "probe.h"
#include "sensitivity.h"
#include "text-row.h"
#include "tones.h"

#include <libgimp/gimp.h>

#include <glib/gi18n-lib.h>

#define MEMORY "retexture-memory"

typedef struct
{
  const gchar *role;  /* NULL: always in sight */
  const gchar *label; /* of the expander */
} Group;

static const Group groups[] = {
  { NULL, NULL },
  { "tones", N_ ("Tone range") },
  { "advanced", N_ ("Advanced") },
};

/* ---- which expanders are open ---- */

static guint32
recall (const gchar *memory)
{
  guint32 open = 0;

  if (gimp_get_data_size (memory) == sizeof open)
    gimp_get_data (memory, &open);
  return open;
}

/* Once the dialog is closed: until then a thread may be reading pictures (inspection.h). */
static void
remember (GtkExpander *expander, gpointer bit)
{
  const gchar *memory = g_object_get_data (G_OBJECT (expander), MEMORY);
  guint32 open = recall (memory);

  if (gtk_expander_get_expanded (expander))
    open |= GPOINTER_TO_UINT (bit);
  else
    open &= ~GPOINTER_TO_UINT (bit);
  gimp_set_data (memory, &open, sizeof open);
}

static GtkWidget *
expander_new (const Group *group, GtkWidget *child, const gchar *memory, guint32 bit)
{
  GtkWidget *expander = gtk_expander_new (_ (group->label));

  gtk_expander_set_expanded (GTK_EXPANDER (expander), (recall (memory) & bit) != 0);
  g_object_set_data_full (G_OBJECT (expander), MEMORY, g_strdup (memory), g_free);
  g_signal_connect (expander, "destroy", G_CALLBACK (remember), GUINT_TO_POINTER (bit));
  gtk_container_add (GTK_CONTAINER (expander), child);
  return retexture_probe_name (expander, group->role);
}

/* ---- rows ---- */

static GtkWidget *
table_new (void)
{
  GtkWidget *table = gtk_table_new (1, RETEXTURE_ROW_COLUMNS, FALSE);

  gtk_table_set_col_spacings (GTK_TABLE (table), 6);
  gtk_table_set_row_spacings (GTK_TABLE (table), 6);
  return table;
}

/* A role nobody here knows does not hide its parameter. */
static gboolean
belongs_to (const Group *group, const gchar *role)
{
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++)
    if (g_strcmp0 (groups[i].role, role) == 0)
      return group == &groups[i];
  return group->role == NULL;
}

static GPtrArray *
list_group (const Group *group, RetextureParameters *parameters)
{
  GPtrArray *specs = g_ptr_array_new ();

  for (guint i = 0; i < retexture_parameters_get_n (parameters); i++)
    {
      GParamSpec *spec = retexture_parameters_get_spec (parameters, i);

      if (belongs_to (group, retexture_parameters_get_key (parameters, spec->name, "role")))
        g_ptr_array_add (specs, spec);
    }
  return specs;
}

/* Greys all widgets of a row out together. */
static void
follow_conditions (GtkTable *table, guint row, RetextureParameters *parameters, GParamSpec *spec)
{
  g_autoptr (GList) widgets = gtk_container_get_children (GTK_CONTAINER (table));

  for (GList *item = widgets; item; item = item->next)
    {
      guint top;

      gtk_container_child_get (GTK_CONTAINER (table), item->data, "top-attach", &top, NULL);
      if (top == row)
        retexture_sensitivity_attach (item->data, parameters, spec->name);
    }
}

static GtkWidget *
group_new (const Group *group, RetextureParameters *parameters, GPtrArray *specs)
{
  GtkWidget *table = table_new ();
  guint row = 0;

  if (g_strcmp0 (group->role, "tones") == 0 && specs->len >= 2)
    retexture_tones_attach (GTK_TABLE (table), row++, parameters, specs->pdata[0], specs->pdata[1]);
  for (guint i = 0; i < specs->len; i++)
    {
      GParamSpec *spec = specs->pdata[i];

      if (retexture_number_row_accepts (spec))
        retexture_number_row_attach (GTK_TABLE (table), row, parameters, spec);
      else if (retexture_choice_row_accepts (spec))
        retexture_choice_row_attach (GTK_TABLE (table), row, parameters, spec);
      else if (retexture_text_row_accepts (spec))
        retexture_text_row_attach (GTK_TABLE (table), row, parameters, spec);
      else
        continue;
      follow_conditions (GTK_TABLE (table), row++, parameters, spec);
    }
  return table;
}

GtkWidget *
retexture_controls_new (RetextureParameters *parameters, const gchar *memory)
{
  GtkWidget *column = gtk_vbox_new (FALSE, 12);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      g_autoptr (GPtrArray) specs = list_group (&groups[i], parameters);
      GtkWidget *group;

      if (!specs->len)
        continue;
      group = group_new (&groups[i], parameters, specs);
      if (groups[i].role)
        group = expander_new (&groups[i], group, memory, 1u << i);
      gtk_box_pack_start (GTK_BOX (column), group, FALSE, FALSE, 0);
    }
  return column;
}
