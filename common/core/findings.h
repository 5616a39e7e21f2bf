/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a method can say about a picture: sentences, some with a remedy, plots, and small pictures
 * to choose from. Made by a method's inspection, on a thread of its own; shown by the dialog, which
 * knows nothing of their meaning.
 */
#pragma once

#include <gegl.h>

#include "lines.h"

typedef struct
{
  gchar *text; /* a sentence for the user */
  gboolean warning;
  /* A button that sets a parameter, or goes on to another method, such as "noise"; or NULLs. */
  gchar *remedy;
  gchar *parameter, *method;
  gdouble value;
} RetextureNote;

typedef struct
{
  gchar *label;    /* for the legend; NULL: none */
  guint32 colour;  /* 0xRRGGBB */
  gboolean dashed; /* what is made is dashed, what was measured is not */
  gint n;
  gdouble *x, *y;
} RetextureCurve;

typedef struct
{
  gchar *title, *x_label, *y_label;
  GPtrArray *curves; /* of RetextureCurve */
} RetexturePlot;

typedef struct
{
  gchar *parameter;
  gdouble value;
} RetextureSetting;

typedef struct
{
  gchar *label; /* for the tooltip */
  gint width, height;
  guchar *pixels;     /* R'G'B' u8 */
  GeglRectangle area; /* of the edit: outlined in the preview while it is chosen; empty: none */
  gboolean chosen;    /* with the parameters as they are set */
  GArray *settings;   /* of RetextureSetting: what choosing it sets */
} RetextureChoice;

typedef struct
{
  GPtrArray *notes; /* of RetextureNote */
  GPtrArray *plots; /* of RetexturePlot */
  gchar *choices_title;
  GPtrArray *choices;    /* of RetextureChoice */
  RetextureLines *lines; /* to draw over the preview, where asked for; NULL: none */
  gboolean refused;      /* it cannot be done with these values; the first note says why */
} RetextureFindings;

RetextureFindings *retexture_findings_new (void);
void retexture_findings_free (RetextureFindings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RetextureFindings, retexture_findings_free)

/* `text` is taken over. Returns the note, to be given a remedy. */
RetextureNote *retexture_findings_add_note (RetextureFindings *self, gchar *text, gboolean warning);
/* It cannot be done, which is said before all else. */
void retexture_findings_refuse (RetextureFindings *self, const gchar *why);
RetexturePlot *retexture_findings_add_plot (RetextureFindings *self,
                                            const gchar *title,
                                            const gchar *x_label,
                                            const gchar *y_label);
/* A curve of `n` points, all 0, to be filled. */
RetextureCurve *retexture_plot_add_curve (
    RetexturePlot *plot, const gchar *label, guint32 colour, gboolean dashed, gint n);

/* What stands above the choices. */
void retexture_findings_set_choices_title (RetextureFindings *self, const gchar *title);
/* A black picture, to be filled; not chosen, with no area. */
RetextureChoice *retexture_findings_add_choice (RetextureFindings *self,
                                                const gchar *label,
                                                gint width,
                                                gint height);
/* One more parameter that choosing it sets. */
void retexture_choice_set (RetextureChoice *choice, const gchar *parameter, gdouble value);
/* The chosen one, or NULL. */
const RetextureChoice *retexture_findings_get_chosen (const RetextureFindings *self);
