/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "number-row.h"

#include "probe.h"

#include <gegl-paramspecs.h>
#include <glib/gi18n-lib.h>

#include <math.h>

#define SLIDER_WIDTH 130
#define SLIDER_STEPS 100

/* What a declaration says about the control of its number. */
typedef struct
{
  gdouble lower, upper;       /* what can be typed */
  gdouble ui_lower, ui_upper; /* what the slider covers */
  gdouble gamma;              /* above 1.0: finer towards the slider's lower end */
  gdouble step, page;
  gint digits;
} Scale;

typedef struct
{
  RetextureParameters *parameters;
  GParamSpec *spec;
  Scale scale;
  GtkAdjustment *slider; /* 0.0 to 1.0; NULL where there is none */
  GtkAdjustment *spin;
  gboolean updating;
} Row;

gboolean
retexture_number_row_accepts (GParamSpec *spec)
{
  return G_IS_PARAM_SPEC_DOUBLE (spec) || G_IS_PARAM_SPEC_INT (spec) || G_IS_PARAM_SPEC_UINT (spec);
}

/* ---- from the declaration ---- */

static Scale
describe_double (GParamSpec *spec)
{
  const GParamSpecDouble *range = G_PARAM_SPEC_DOUBLE (spec);
  const gdouble span = range->maximum - range->minimum;
  Scale scale = { range->minimum,
                  range->maximum,
                  range->minimum,
                  range->maximum,
                  1.0,
                  span / 100.0,
                  span / 10.0,
                  2 };

  if (GEGL_IS_PARAM_SPEC_DOUBLE (spec))
    {
      const GeglParamSpecDouble *ui = GEGL_PARAM_SPEC_DOUBLE (spec);

      scale.ui_lower = MAX (ui->ui_minimum, range->minimum);
      scale.ui_upper = MIN (ui->ui_maximum, range->maximum);
      scale.gamma = ui->ui_gamma;
      scale.step = ui->ui_step_small;
      scale.page = ui->ui_step_big;
      scale.digits = MAX (0, ui->ui_digits);
    }
  return scale;
}

static Scale
describe_int (GParamSpec *spec)
{
  const GParamSpecInt *range = G_PARAM_SPEC_INT (spec);
  Scale scale
      = { range->minimum, range->maximum, range->minimum, range->maximum, 1.0, 1.0, 10.0, 0 };

  if (GEGL_IS_PARAM_SPEC_INT (spec))
    {
      const GeglParamSpecInt *ui = GEGL_PARAM_SPEC_INT (spec);

      scale.ui_lower = MAX (ui->ui_minimum, range->minimum);
      scale.ui_upper = MIN (ui->ui_maximum, range->maximum);
      scale.gamma = ui->ui_gamma;
      scale.step = ui->ui_step_small;
      scale.page = ui->ui_step_big;
    }
  return scale;
}

static Scale
describe_uint (GParamSpec *spec)
{
  const GParamSpecUInt *range = G_PARAM_SPEC_UINT (spec);

  return (
      Scale){ range->minimum, range->maximum, range->minimum, range->maximum, 1.0, 1.0, 10.0, 0 };
}

static Scale
describe (GParamSpec *spec)
{
  return G_IS_PARAM_SPEC_DOUBLE (spec) ? describe_double (spec)
         : G_IS_PARAM_SPEC_INT (spec)  ? describe_int (spec)
                                       : describe_uint (spec);
}

static gdouble
value_at (const Scale *scale, gdouble position)
{
  const gdouble value
      = scale->ui_lower + (scale->ui_upper - scale->ui_lower) * pow (position, scale->gamma);
  const gdouble unit = pow (10.0, scale->digits);

  /* What the spin button shows is what counts. */
  return CLAMP (floor (value * unit + 0.5) / unit, scale->lower, scale->upper);
}

static gdouble
position_of (const Scale *scale, gdouble value)
{
  const gdouble span = scale->ui_upper - scale->ui_lower;
  const gdouble fraction = span > 0.0 ? (value - scale->ui_lower) / span : 0.0;

  return pow (CLAMP (fraction, 0.0, 1.0), 1.0 / scale->gamma);
}

/* ---- binding ---- */

static void
show (Row *row)
{
  const gdouble value = retexture_parameters_get_number (row->parameters, row->spec->name);

  row->updating = TRUE;
  gtk_adjustment_set_value (row->spin, value);
  if (row->slider)
    gtk_adjustment_set_value (row->slider, position_of (&row->scale, value));
  row->updating = FALSE;
}

static void
store (Row *row, gdouble value)
{
  g_autoptr (GError) error = NULL;

  /* Both widgets are bound to the range, so a refusal is rare; the old value comes back then. */
  if (!retexture_parameters_set_number (row->parameters, row->spec->name, value, &error))
    show (row);
}

static void
spin_changed (GtkAdjustment *adjustment, Row *row)
{
  if (!row->updating)
    store (row, gtk_adjustment_get_value (adjustment));
}

static void
slider_changed (GtkAdjustment *adjustment, Row *row)
{
  if (!row->updating)
    store (row, value_at (&row->scale, gtk_adjustment_get_value (adjustment)));
}

static void
parameters_changed (RetextureParameters *parameters, GtkWidget *spin)
{
  show (g_object_get_data (G_OBJECT (spin), "retexture-row"));
}

static void
new_seed (GtkButton *button, Row *row)
{
  store (row, g_random_int_range (0, G_MAXINT));
}

/* ---- widgets ---- */

static const gchar *
unit_symbol (const gchar *unit)
{
  if (g_strcmp0 (unit, "percent") == 0)
    return _ ("%");
  if (g_strcmp0 (unit, "pixel-distance") == 0 || g_strcmp0 (unit, "pixels") == 0)
    return _ ("px");
  if (g_strcmp0 (unit, "degree") == 0)
    return _ ("°");
  return NULL;
}

static GtkWidget *
slider_new (Row *row)
{
  GtkWidget *slider;
  g_autofree gchar *name = g_strconcat (row->spec->name, "-slider", NULL);

  row->slider = GTK_ADJUSTMENT (
      gtk_adjustment_new (0.0, 0.0, 1.0, 1.0 / SLIDER_STEPS, 10.0 / SLIDER_STEPS, 0.0));
  slider = gtk_hscale_new (row->slider);
  gtk_scale_set_draw_value (GTK_SCALE (slider), FALSE);
  gtk_widget_set_size_request (slider, SLIDER_WIDTH, -1);
  gtk_widget_set_tooltip_text (slider, g_param_spec_get_blurb (row->spec));
  atk_object_set_name (gtk_widget_get_accessible (slider), g_param_spec_get_nick (row->spec));
  g_signal_connect (row->slider, "value-changed", G_CALLBACK (slider_changed), row);
  return retexture_probe_name (slider, name);
}

/* A seed's range is too wide for a slider, and its values mean nothing: a button draws another. */
static GtkWidget *
seed_button_new (Row *row)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("New seed"));
  g_autofree gchar *name = g_strconcat (row->spec->name, "-new", NULL);

  gtk_widget_set_tooltip_text (button, _ ("Draws another random pattern"));
  g_signal_connect (button, "clicked", G_CALLBACK (new_seed), row);
  return retexture_probe_name (button, name);
}

static GtkWidget *
spin_new (Row *row)
{
  const Scale *scale = &row->scale;
  GtkWidget *spin;

  row->spin = GTK_ADJUSTMENT (
      gtk_adjustment_new (scale->lower, scale->lower, scale->upper, scale->step, scale->page, 0.0));
  spin = gtk_spin_button_new (row->spin, 0.0, scale->digits);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_entry_set_alignment (GTK_ENTRY (spin), 1.0);
  gtk_widget_set_tooltip_text (spin, g_param_spec_get_blurb (row->spec));
  g_signal_connect (row->spin, "value-changed", G_CALLBACK (spin_changed), row);
  return retexture_probe_name (spin, row->spec->name);
}

void
retexture_number_row_attach (GtkTable *table,
                             guint index,
                             RetextureParameters *parameters,
                             GParamSpec *spec)
{
  const gchar *unit = unit_symbol (retexture_parameters_get_key (parameters, spec->name, "unit"));
  Row *row = g_new0 (Row, 1);
  GtkWidget *spin, *label, *left;

  row->parameters = parameters;
  row->spec = spec;
  row->scale = describe (spec);
  spin = spin_new (row);
  left = GEGL_IS_PARAM_SPEC_SEED (spec) ? seed_button_new (row) : slider_new (row);
  g_object_set_data_full (G_OBJECT (spin), "retexture-row", row, g_free);
  g_signal_connect_object (parameters, "changed", G_CALLBACK (parameters_changed), spin, 0);

  label = gtk_label_new (g_param_spec_get_nick (spec));
  gtk_misc_set_alignment (GTK_MISC (label), 0.0, 0.5);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), spin);
  gtk_table_attach (table, label, 0, 1, index, index + 1, GTK_FILL, GTK_FILL, 0, 0);
  gtk_table_attach (table, left, 1, 2, index, index + 1, GTK_EXPAND | GTK_FILL, GTK_FILL, 0, 0);
  gtk_table_attach (table, spin, 2, 3, index, index + 1, GTK_FILL, GTK_FILL, 0, 0);
  if (unit)
    {
      GtkWidget *symbol = gtk_label_new (unit);

      gtk_misc_set_alignment (GTK_MISC (symbol), 0.0, 0.5);
      gtk_table_attach (table, symbol, 3, 4, index, index + 1, GTK_FILL, GTK_FILL, 0, 0);
    }
  show (row);
}
