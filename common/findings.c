/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

static void
note_free (gpointer data)
{
  RetextureNote *note = data;

  g_free (note->text);
  g_free (note->remedy);
  g_free (note->parameter);
  g_free (note);
}

static void
curve_free (gpointer data)
{
  RetextureCurve *curve = data;

  g_free (curve->label);
  g_free (curve->x);
  g_free (curve->y);
  g_free (curve);
}

static void
plot_free (gpointer data)
{
  RetexturePlot *plot = data;

  g_free (plot->title);
  g_free (plot->x_label);
  g_free (plot->y_label);
  g_ptr_array_unref (plot->curves);
  g_free (plot);
}

RetextureFindings *
retexture_findings_new (void)
{
  RetextureFindings *self = g_new0 (RetextureFindings, 1);

  self->notes = g_ptr_array_new_with_free_func (note_free);
  self->plots = g_ptr_array_new_with_free_func (plot_free);
  return self;
}

void
retexture_findings_free (RetextureFindings *self)
{
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->plots);
  g_free (self);
}

RetextureNote *
retexture_findings_add_note (RetextureFindings *self, gchar *text, gboolean warning)
{
  RetextureNote *note = g_new0 (RetextureNote, 1);

  note->text = text;
  note->warning = warning;
  g_ptr_array_add (self->notes, note);
  return note;
}

RetexturePlot *
retexture_findings_add_plot (RetextureFindings *self,
                             const gchar *title,
                             const gchar *x_label,
                             const gchar *y_label)
{
  RetexturePlot *plot = g_new0 (RetexturePlot, 1);

  plot->title = g_strdup (title);
  plot->x_label = g_strdup (x_label);
  plot->y_label = g_strdup (y_label);
  plot->curves = g_ptr_array_new_with_free_func (curve_free);
  g_ptr_array_add (self->plots, plot);
  return plot;
}

RetextureCurve *
retexture_plot_add_curve (
    RetexturePlot *plot, const gchar *label, guint32 colour, gboolean dashed, gint n)
{
  RetextureCurve *curve = g_new0 (RetextureCurve, 1);

  curve->label = g_strdup (label);
  curve->colour = colour;
  curve->dashed = dashed;
  curve->n = n;
  curve->x = g_new0 (gdouble, n);
  curve->y = g_new0 (gdouble, n);
  g_ptr_array_add (plot->curves, curve);
  return curve;
}
