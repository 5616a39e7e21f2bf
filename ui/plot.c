/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot.h"

#include <math.h>

#define WIDTH 250
#define HEIGHT 150
#define GAP 4
#define LINE_WIDTH 1.5
#define LEGEND_LINE 14

/* About how many numbers an axis carries. */
#define TICKS 4

typedef struct
{
  gdouble low, high, step;
} Axis;

/* Where the curves are drawn, in pixels, and what they span. */
typedef struct
{
  gdouble left, top, width, height;
  Axis x, y;
} Frame;

/* ---- numbers ---- */

/* 1, 2 or 5 times a power of ten: numbers people like to read. */
static gdouble
nice_step (gdouble span)
{
  const gdouble rough = span / TICKS;
  const gdouble power = pow (10.0, floor (log10 (rough)));
  const gdouble factor = rough / power;

  return power * (factor < 1.5 ? 1.0 : factor < 3.5 ? 2.0 : factor < 7.5 ? 5.0 : 10.0);
}

static Axis
axis_of (const RetexturePlot *plot, gboolean horizontal)
{
  Axis axis = { G_MAXDOUBLE, -G_MAXDOUBLE, 1.0 };

  for (guint i = 0; i < plot->curves->len; i++)
    {
      const RetextureCurve *curve = g_ptr_array_index (plot->curves, i);
      const gdouble *values = horizontal ? curve->x : curve->y;

      for (gint k = 0; k < curve->n; k++)
        {
          axis.low = MIN (axis.low, values[k]);
          axis.high = MAX (axis.high, values[k]);
        }
    }
  /* Strengths are compared with none at all. */
  if (!horizontal)
    axis.low = MIN (axis.low, 0.0);
  if (!(axis.high > axis.low))
    axis.high = axis.low + 1.0;
  axis.step = nice_step (axis.high - axis.low);
  if (!horizontal)
    {
      axis.low = floor (axis.low / axis.step) * axis.step;
      axis.high = ceil (axis.high / axis.step) * axis.step;
    }
  return axis;
}

static gdouble
place_x (const Frame *frame, gdouble value)
{
  return frame->left + frame->width * (value - frame->x.low) / (frame->x.high - frame->x.low);
}

static gdouble
place_y (const Frame *frame, gdouble value)
{
  return frame->top
         + frame->height * (1.0 - (value - frame->y.low) / (frame->y.high - frame->y.low));
}

/* ---- drawing ---- */

/* `across` and `down`: which part of the text lies at the point, 0 to 1. Returns its size. */
static PangoRectangle
draw_text (cairo_t *cr,
           GtkWidget *widget,
           const gchar *text,
           gdouble x,
           gdouble y,
           gdouble across,
           gdouble down,
           gboolean bold)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  g_autofree gchar *markup
      = g_markup_printf_escaped (bold ? "<b>%s</b>" : "<small>%s</small>", text);
  PangoRectangle size;

  pango_layout_set_markup (layout, markup, -1);
  pango_layout_get_pixel_extents (layout, NULL, &size);
  cairo_move_to (cr, rint (x - across * size.width), rint (y - down * size.height));
  pango_cairo_show_layout (cr, layout);
  return size;
}

static void
draw_line (cairo_t *cr, gdouble x0, gdouble y0, gdouble x1, gdouble y1)
{
  cairo_move_to (cr, floor (x0) + 0.5, floor (y0) + 0.5);
  cairo_line_to (cr, floor (x1) + 0.5, floor (y1) + 0.5);
  cairo_stroke (cr);
}

static void
draw_axis (cairo_t *cr, GtkWidget *widget, const Frame *frame, gboolean horizontal)
{
  const Axis *axis = horizontal ? &frame->x : &frame->y;
  const gdouble bottom = frame->top + frame->height, right = frame->left + frame->width;

  for (gdouble v = ceil (axis->low / axis->step - 1e-6) * axis->step;
       v <= axis->high + 1e-6 * axis->step; v += axis->step)
    {
      g_autofree gchar *text = g_strdup_printf ("%.4g", fabs (v) < 1e-9 ? 0.0 : v);

      cairo_push_group (cr);
      if (horizontal)
        draw_line (cr, place_x (frame, v), frame->top, place_x (frame, v), bottom);
      else
        draw_line (cr, frame->left, place_y (frame, v), right, place_y (frame, v));
      cairo_pop_group_to_source (cr);
      cairo_paint_with_alpha (cr, 0.15);
      gdk_cairo_set_source_color (cr, &gtk_widget_get_style (widget)->text[GTK_STATE_NORMAL]);
      if (horizontal)
        draw_text (cr, widget, text, place_x (frame, v), bottom + GAP / 2, 0.5, 0.0, FALSE);
      else
        draw_text (cr, widget, text, frame->left - GAP, place_y (frame, v), 1.0, 0.5, FALSE);
    }
}

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 255) / 255.0, (colour >> 8 & 255) / 255.0,
                        (colour & 255) / 255.0);
}

static void
set_dashes (cairo_t *cr, gboolean dashed)
{
  const gdouble dashes[] = { 4.0, 3.0 };

  cairo_set_dash (cr, dashes, dashed ? G_N_ELEMENTS (dashes) : 0, 0.0);
}

static void
draw_curve (cairo_t *cr, const Frame *frame, const RetextureCurve *curve)
{
  cairo_save (cr);
  cairo_rectangle (cr, frame->left, frame->top - 1, frame->width, frame->height + 2);
  cairo_clip (cr);
  for (gint i = 0; i < curve->n; i++)
    cairo_line_to (cr, place_x (frame, curve->x[i]), place_y (frame, curve->y[i]));
  set_colour (cr, curve->colour);
  set_dashes (cr, curve->dashed);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* One row of samples and names, under the title. */
static void
draw_legend (cairo_t *cr, GtkWidget *widget, const RetexturePlot *plot, gdouble x, gdouble y)
{
  for (guint i = 0; i < plot->curves->len; i++)
    {
      const RetextureCurve *curve = g_ptr_array_index (plot->curves, i);

      if (!curve->label)
        continue;
      set_colour (cr, curve->colour);
      set_dashes (cr, curve->dashed);
      cairo_set_line_width (cr, LINE_WIDTH);
      cairo_move_to (cr, x, rint (y) + 0.5);
      cairo_rel_line_to (cr, LEGEND_LINE, 0.0);
      cairo_stroke (cr);
      gdk_cairo_set_source_color (cr, &gtk_widget_get_style (widget)->text[GTK_STATE_NORMAL]);
      x += LEGEND_LINE + GAP;
      x += draw_text (cr, widget, curve->label, x, y, 0.0, 0.5, FALSE).width + 2 * GAP;
    }
}

static void
draw (cairo_t *cr, GtkWidget *widget, const RetexturePlot *plot, gint width, gint height)
{
  const GtkStyle *style = gtk_widget_get_style (widget);
  PangoRectangle line;
  Frame frame;

  gdk_cairo_set_source_color (cr, &style->base[GTK_STATE_NORMAL]);
  cairo_paint (cr);
  gdk_cairo_set_source_color (cr, &style->text[GTK_STATE_NORMAL]);
  line = draw_text (cr, widget, plot->title, 2 * GAP, GAP, 0.0, 0.0, TRUE);
  draw_text (cr, widget, plot->y_label, width - GAP, GAP, 1.0, 0.0, FALSE);
  draw_text (cr, widget, plot->x_label, width - GAP, height - GAP / 2, 1.0, 1.0, FALSE);
  draw_legend (cr, widget, plot, 2 * GAP, GAP + 1.5 * line.height);

  frame.left = 2.4 * line.height;
  frame.top = 2.4 * line.height;
  frame.width = width - frame.left - 3 * GAP;
  frame.height = height - frame.top - 2.1 * line.height;
  frame.x = axis_of (plot, TRUE);
  frame.y = axis_of (plot, FALSE);
  cairo_set_line_width (cr, 1.0);
  set_dashes (cr, FALSE);
  gdk_cairo_set_source_color (cr, &style->text[GTK_STATE_NORMAL]);
  draw_axis (cr, widget, &frame, TRUE);
  draw_axis (cr, widget, &frame, FALSE);
  for (guint i = 0; i < plot->curves->len; i++)
    draw_curve (cr, &frame, g_ptr_array_index (plot->curves, i));
}

static gboolean
expose (GtkWidget *widget, GdkEventExpose *event, RetexturePlot *plot)
{
  cairo_t *cr = gdk_cairo_create (event->window);
  GtkAllocation allocation;

  gtk_widget_get_allocation (widget, &allocation);
  gdk_cairo_region (cr, event->region);
  cairo_clip (cr);
  draw (cr, widget, plot, allocation.width, allocation.height);
  cairo_destroy (cr);
  return TRUE;
}

GtkWidget *
retexture_plot_widget_new (const RetexturePlot *plot)
{
  GtkWidget *widget = gtk_drawing_area_new ();
  GtkWidget *frame = gtk_frame_new (NULL);
  /* The copy lives in findings of its own. */
  RetextureFindings *keeper = retexture_findings_new ();
  RetexturePlot *copy
      = retexture_findings_add_plot (keeper, plot->title, plot->x_label, plot->y_label);

  for (guint i = 0; i < plot->curves->len; i++)
    {
      const RetextureCurve *curve = g_ptr_array_index (plot->curves, i);
      RetextureCurve *added
          = retexture_plot_add_curve (copy, curve->label, curve->colour, curve->dashed, curve->n);

      memcpy (added->x, curve->x, curve->n * sizeof (gdouble));
      memcpy (added->y, curve->y, curve->n * sizeof (gdouble));
    }
  gtk_widget_set_size_request (widget, WIDTH, HEIGHT);
  atk_object_set_name (gtk_widget_get_accessible (widget), plot->title);
  g_object_set_data_full (G_OBJECT (widget), "retexture-plot", keeper,
                          (GDestroyNotify) retexture_findings_free);
  g_signal_connect (widget, "expose-event", G_CALLBACK (expose), copy);
  gtk_frame_set_shadow_type (GTK_FRAME (frame), GTK_SHADOW_IN);
  gtk_container_add (GTK_CONTAINER (frame), widget);
  return frame;
}
