/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "findings.h"

static void
note_free (gpointer data)
{
  RetextureNote *note = data;

  g_free (note->text);
  g_free (note->remedy);
  g_free (note->parameter);
  g_free (note->method);
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

static void
setting_clear (gpointer data)
{
  g_free (((RetextureSetting *) data)->parameter);
}

static void
choice_free (gpointer data)
{
  RetextureChoice *choice = data;

  g_free (choice->label);
  g_free (choice->pixels);
  g_array_unref (choice->settings);
  g_free (choice);
}

RetextureFindings *
retexture_findings_new (void)
{
  RetextureFindings *self = g_new0 (RetextureFindings, 1);

  self->notes = g_ptr_array_new_with_free_func (note_free);
  self->plots = g_ptr_array_new_with_free_func (plot_free);
  self->choices = g_ptr_array_new_with_free_func (choice_free);
  return self;
}

void
retexture_findings_free (RetextureFindings *self)
{
  g_clear_pointer (&self->lines, retexture_lines_unref);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->plots);
  g_ptr_array_unref (self->choices);
  g_free (self->choices_title);
  g_free (self);
}

static RetextureNote *
insert_note (RetextureFindings *self, gint at, gchar *text, gboolean warning)
{
  RetextureNote *note = g_new0 (RetextureNote, 1);

  note->text = text;
  note->warning = warning;
  g_ptr_array_insert (self->notes, at, note);
  return note;
}

RetextureNote *
retexture_findings_add_note (RetextureFindings *self, gchar *text, gboolean warning)
{
  return insert_note (self, -1, text, warning);
}

void
retexture_findings_refuse (RetextureFindings *self, const gchar *why)
{
  insert_note (self, 0, g_strdup (why), TRUE);
  self->refused = TRUE;
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

void
retexture_findings_set_choices_title (RetextureFindings *self, const gchar *title)
{
  g_free (self->choices_title);
  self->choices_title = g_strdup (title);
}

RetextureChoice *
retexture_findings_add_choice (RetextureFindings *self, const gchar *label, gint width, gint height)
{
  RetextureChoice *choice = g_new0 (RetextureChoice, 1);

  choice->label = g_strdup (label);
  choice->width = width;
  choice->height = height;
  choice->pixels = g_malloc0 (3 * (gsize) width * height);
  choice->settings = g_array_new (FALSE, FALSE, sizeof (RetextureSetting));
  g_array_set_clear_func (choice->settings, setting_clear);
  g_ptr_array_add (self->choices, choice);
  return choice;
}

void
retexture_choice_set (RetextureChoice *choice, const gchar *parameter, gdouble value)
{
  const RetextureSetting setting = { g_strdup (parameter), value };

  g_array_append_val (choice->settings, setting);
}

const RetextureChoice *
retexture_findings_get_chosen (const RetextureFindings *self)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const RetextureChoice *choice = g_ptr_array_index (self->choices, i);

      if (choice->chosen)
        return choice;
    }
  return NULL;
}
