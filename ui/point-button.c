/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "point-button.h"

#include "draw-button.h"
#include "probe.h"
#include "sensitivity.h"

#include <glib/gi18n-lib.h>

#define SETTING "retexture-setting"

typedef struct
{
  RetextureCanvas *canvas;
  RetextureParameters *parameters;
  GParamSpec *x, *y; /* NULLs where there is no point */
} Setting;

static GParamSpec *
find (RetextureParameters *parameters, const gchar *axis)
{
  for (guint i = 0; i < retexture_parameters_get_n (parameters); i++)
    {
      GParamSpec *spec = retexture_parameters_get_spec (parameters, i);
      const gchar *key = retexture_parameters_get_key (parameters, spec->name, "point");

      if (g_strcmp0 (key, axis) == 0 && G_IS_PARAM_SPEC_DOUBLE (spec))
        return spec;
    }
  return NULL;
}

static gchar *
line_of (GParamSpec *spec, gdouble place, gint begin, gint size)
{
  const GParamSpecDouble *range = G_PARAM_SPEC_DOUBLE (spec);
  const gdouble percent = 100.0 * (place - begin) / MAX (size, 1);
  gchar number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.2f", CLAMP (percent, range->minimum, range->maximum));
  return g_strdup_printf ("%s=%s\n", spec->name, number);
}

/* It moves with the pointer. Both values at once: one after the other would tell of points nobody
 * asked for. */
static void
moved (RetextureStroke stroke, gdouble x, gdouble y, gpointer user_data)
{
  const Setting *self = user_data;
  const GeglRectangle *extent = &retexture_canvas_get_viewport (self->canvas)->extent;
  g_autofree gchar *across = line_of (self->x, x, extent->x, extent->width);
  g_autofree gchar *down = line_of (self->y, y, extent->y, extent->height);
  g_autofree gchar *text = g_strconcat (across, down, NULL);

  retexture_parameters_from_text (self->parameters, text, NULL);
}

static void
state_changed (GtkWidget *button, GtkStateType before, gpointer user_data)
{
  if (!gtk_widget_is_sensitive (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
}

GtkWidget *
retexture_point_button_new (RetextureCanvas *canvas, RetextureParameters *parameters)
{
  Setting *self = g_new (Setting, 1);
  GtkWidget *button = retexture_draw_button_new (canvas, _ ("Set centre"), moved, self);

  *self = (Setting){ canvas, parameters, find (parameters, "x"), find (parameters, "y") };
  g_object_set_data_full (G_OBJECT (button), SETTING, self, g_free);
  gtk_widget_set_tooltip_text (
      button, _ ("Click into the picture where circles and rays have their centre"));
  gtk_widget_set_no_show_all (button, TRUE);
  if (self->x && self->y)
    {
      gtk_widget_show (gtk_bin_get_child (GTK_BIN (button)));
      gtk_widget_show (button);
      retexture_sensitivity_attach (button, parameters, self->x->name);
      g_signal_connect (button, "state-changed", G_CALLBACK (state_changed), NULL);
    }
  return retexture_probe_name (button, "set-point");
}
