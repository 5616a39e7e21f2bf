/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "tones.h"

#include "number-row.h"
#include "probe.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const gchar *label;
  gdouble low, high;
} Range;

/* Shadows and highlights are a third of the scale each; midtones reach into both, as light and dark
 * skin do, and fade there. */
static const Range ranges[] = {
  { N_ ("All tones"), 0.0, 100.0 },
  { N_ ("Shadows"), 0.0, 33.0 },
  { N_ ("Midtones"), 25.0, 75.0 },
  { N_ ("Highlights"), 67.0, 100.0 },
};

#define CUSTOM ((gint) G_N_ELEMENTS (ranges))

typedef struct
{
  RetextureParameters *parameters;
  const gchar *low, *high;
} Limits;

static void
show (RetextureParameters *parameters, GtkComboBox *combo)
{
  const Limits *limits = g_object_get_data (G_OBJECT (combo), "retexture-limits");
  const gdouble low = retexture_parameters_get_number (parameters, limits->low);
  const gdouble high = retexture_parameters_get_number (parameters, limits->high);
  gint active = CUSTOM;

  for (gint i = 0; i < CUSTOM; i++)
    if (ranges[i].low == low && ranges[i].high == high)
      active = i;
  gtk_combo_box_set_active (combo, active);
}

/* Both limits in one go: one change, one new picture. */
static void
chosen (GtkComboBox *combo, Limits *limits)
{
  const gint active = gtk_combo_box_get_active (combo);
  g_autofree gchar *text = NULL;

  if (active < 0 || active >= CUSTOM)
    return;

  text = g_strdup_printf ("%s=%d\n%s=%d\n", limits->low, (gint) ranges[active].low, limits->high,
                          (gint) ranges[active].high);
  retexture_parameters_from_text (limits->parameters, text, NULL);
}

void
retexture_tones_attach (
    GtkTable *table, guint row, RetextureParameters *parameters, GParamSpec *low, GParamSpec *high)
{
  Limits *limits = g_new0 (Limits, 1);
  GtkWidget *combo = gtk_combo_box_text_new ();
  GtkWidget *label = gtk_label_new (_ ("Tones"));

  *limits = (Limits){ parameters, low->name, high->name };
  g_object_set_data_full (G_OBJECT (combo), "retexture-limits", limits, g_free);
  for (gint i = 0; i < CUSTOM; i++)
    gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ (ranges[i].label));
  gtk_combo_box_text_append_text (GTK_COMBO_BOX_TEXT (combo), _ ("Custom"));
  gtk_widget_set_tooltip_text (combo, _ ("Sets both limits below to a usual range"));
  retexture_probe_name (combo, "tones");
  show (parameters, GTK_COMBO_BOX (combo));
  g_signal_connect (combo, "changed", G_CALLBACK (chosen), limits);
  g_signal_connect_object (parameters, "changed", G_CALLBACK (show), combo, 0);

  gtk_misc_set_alignment (GTK_MISC (label), 0.0, 0.5);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), combo);
  gtk_table_attach (table, label, 0, 1, row, row + 1, GTK_FILL, GTK_FILL, 0, 0);
  gtk_table_attach (table, combo, 1, RETEXTURE_ROW_COLUMNS, row, row + 1, GTK_EXPAND | GTK_FILL,
                    GTK_FILL, 0, 0);
}
