/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "preview.h"

#include "canvas.h"
#include "most-change.h"
#include "lines-button.h"
#include "navigation.h"
#include "point-button.h"
#include "probe.h"
#include "rectangle-button.h"
#include "renderer.h"
#include "zoom-buttons.h"

#include <glib/gi18n-lib.h>

#include <math.h>

#define CANVAS_WIDTH 360
#define CANVAS_HEIGHT 280
#define PREVIEW "retexture-preview"
#define CHOICE "retexture-choice"

/* A value is doubled by dragging this many pixels to the right. */
#define DOUBLING_DISTANCE 100.0

#define N_VIEWS (RETEXTURE_PREVIEW_SOURCES + 1)

typedef struct
{
  RetextureCanvas *canvas;
  RetextureRenderer *renderer;
  RetextureSearch *search;
  RetextureParameters *parameters;
  GtkWidget *status, *search_button, *rectangle, *lines;
  GtkWidget *views[N_VIEWS];
  gdouble dragged_from; /* the dragged value, when the drag began */
  GtkAdjustment *across, *down;
  gboolean scrolling;
  gint32 image, edit;
  gboolean placed; /* at what the user has selected, once */
} Preview;

/* ---- status line ---- */

static gchar *
describe_pointer (Preview *self)
{
  const guchar *value;
  gint x, y;

  if (!retexture_canvas_get_pointer (self->canvas, &x, &y, &value))
    return g_strdup ("");
  if (!value)
    return g_strdup_printf (_ ("x %d, y %d"), x, y);
  if (retexture_canvas_get_view (self->canvas) == RETEXTURE_PREVIEW_MASK)
    return g_strdup_printf (_ ("x %d, y %d: %d"), x, y, value[0]);
  return g_strdup_printf (_ ("x %d, y %d: R %d, G %d, B %d"), x, y, value[0], value[1], value[2]);
}

static void
show_status (Preview *self)
{
  const gdouble percent = 100.0 * retexture_canvas_get_viewport (self->canvas)->zoom;
  g_autofree gchar *pointer = describe_pointer (self);
  g_autofree gchar *text = g_strdup_printf (
      percent < 10.0 ? _ ("%.1f %%   %s") : _ ("%.0f %%   %s"), percent, pointer);

  if (!self->search)
    gtk_label_set_text (GTK_LABEL (self->status), text);
}

/* ---- search ---- */

static void
stop_search (Preview *self)
{
  g_clear_pointer (&self->search, retexture_search_cancel);
}

static void
search_progressed (gdouble fraction, gpointer user_data)
{
  Preview *self = user_data;
  g_autofree gchar *text = g_strdup_printf (_ ("Searching… %.0f %%"), 100.0 * fraction);

  gtk_label_set_text (GTK_LABEL (self->status), text);
}

static void
search_done (gdouble change, gint x, gint y, gpointer user_data)
{
  Preview *self = user_data;

  self->search = NULL;
  if (change > 0.0)
    retexture_canvas_go_to (self->canvas, x, y);
  else
    gtk_label_set_text (GTK_LABEL (self->status), _ ("With these values nothing changes."));
}

static void
search_clicked (GtkButton *button, Preview *self)
{
  RetextureRendering *rendering = retexture_renderer_get_current (self->renderer);

  stop_search (self);
  if (rendering)
    self->search = retexture_search_start (rendering, search_done, search_progressed, self);
}

/* ---- pictures ---- */

static void
picture_done (RetexturePicture *picture, gint64 asked_at, gpointer user_data)
{
  Preview *self = user_data;

  retexture_canvas_set_picture (self->canvas, picture);
  retexture_probe_picture (self->canvas, asked_at);
}

static void
show_range (GtkAdjustment *adjustment, gint value, gint lower, gint size, gint page)
{
  const gboolean all = size <= page;

  gtk_adjustment_configure (adjustment, all ? 0 : value, all ? 0 : lower, all ? page : lower + size,
                            page / 10.0, page / 2.0, page);
}

static void
view_changed (RetextureCanvas *canvas, Preview *self)
{
  const RetextureViewport *viewport = retexture_canvas_get_viewport (canvas);
  const GeglRectangle total = retexture_viewport_get_total (viewport);
  const RetextureShot shot = {
    .view = retexture_canvas_get_view (canvas),
    .scale = retexture_viewport_get_scale (viewport),
    .area = retexture_viewport_get_visible (viewport),
  };

  self->scrolling = TRUE;
  show_range (self->across, viewport->x, total.x, total.width, viewport->width);
  show_range (self->down, viewport->y, total.y, total.height, viewport->height);
  self->scrolling = FALSE;
  retexture_renderer_show (self->renderer, &shot);
}

static void
scrolled (GtkAdjustment *adjustment, Preview *self)
{
  const RetextureViewport *viewport = retexture_canvas_get_viewport (self->canvas);
  const gint value = (gint) floor (gtk_adjustment_get_value (adjustment) + 0.5);

  if (self->scrolling)
    return;
  if (adjustment == self->across)
    retexture_canvas_scroll (self->canvas, value, viewport->y);
  else
    retexture_canvas_scroll (self->canvas, viewport->x, value);
}

/* Some views are for some methods only. */
static void
show_views (Preview *self, gboolean split, gboolean sources)
{
  for (guint i = RETEXTURE_PREVIEW_PANES; i < N_VIEWS; i++)
    {
      gtk_widget_set_no_show_all (self->views[i], TRUE);
      gtk_widget_set_visible (self->views[i], i == RETEXTURE_PREVIEW_SOURCES ? sources : split);
    }
}

/* What is selected is what the user wants to see. */
static void
go_to_selection (Preview *self)
{
  gboolean selected;
  gint left, top, right, bottom, x, y;

  gimp_selection_bounds (self->image, &selected, &left, &top, &right, &bottom);
  gimp_drawable_offsets (self->edit, &x, &y);
  if (selected && !self->placed)
    retexture_canvas_go_to (self->canvas, (left + right) / 2 - x, (top + bottom) / 2 - y);
  self->placed = TRUE;
}

void
retexture_preview_set_rendering (GtkWidget *preview,
                                 RetextureRendering *rendering,
                                 const gchar *message)
{
  Preview *self = g_object_get_data (G_OBJECT (preview), PREVIEW);

  stop_search (self);
  retexture_renderer_set_rendering (self->renderer, rendering);
  retexture_canvas_set_message (self->canvas, rendering ? NULL : message);
  gtk_widget_set_sensitive (self->search_button, rendering != NULL);
  if (rendering && retexture_rendering_has_sources (rendering))
    show_views (self, FALSE, TRUE);
  if (rendering && retexture_rendering_splits (rendering)
      && !gtk_widget_get_visible (self->views[RETEXTURE_PREVIEW_PANES]))
    {
      show_views (self, TRUE, FALSE);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->views[RETEXTURE_PREVIEW_PANES]), TRUE);
    }
  if (rendering)
    {
      const GeglRectangle extent = gegl_node_get_bounding_box (
          retexture_rendering_get_node (rendering, RETEXTURE_VIEW_EDIT));

      retexture_canvas_set_extent (self->canvas, &extent);
      go_to_selection (self);
    }
}

void
retexture_preview_refresh (GtkWidget *preview)
{
  Preview *self = g_object_get_data (G_OBJECT (preview), PREVIEW);

  stop_search (self);
  retexture_renderer_refresh (self->renderer);
}

void
retexture_preview_set_drawable (GtkWidget *preview, gboolean drawable)
{
  Preview *self = g_object_get_data (G_OBJECT (preview), PREVIEW);

  retexture_rectangle_button_set_usable (self->rectangle, drawable);
}

void
retexture_preview_set_outline (GtkWidget *preview, const GeglRectangle *area)
{
  Preview *self = g_object_get_data (G_OBJECT (preview), PREVIEW);

  retexture_rectangle_button_set_suggested (self->rectangle, area);
}

void
retexture_preview_set_lines (GtkWidget *preview, RetextureLines *lines)
{
  Preview *self = g_object_get_data (G_OBJECT (preview), PREVIEW);

  retexture_lines_button_set_lines (self->lines, lines);
}

/* ---- the value dragged on the panes ---- */

/* The radius of the split: the first length in pixels. */
static GParamSpec *
find_length (RetextureParameters *parameters)
{
  for (guint i = 0; i < retexture_parameters_get_n (parameters); i++)
    {
      GParamSpec *spec = retexture_parameters_get_spec (parameters, i);
      const gchar *unit = retexture_parameters_get_key (parameters, spec->name, "unit");

      if (g_strcmp0 (unit, "pixel-distance") == 0 && G_IS_PARAM_SPEC_DOUBLE (spec))
        return spec;
    }
  return NULL;
}

static void
value_dragged (gboolean begins, gdouble distance, gpointer user_data)
{
  Preview *self = user_data;
  GParamSpec *spec = find_length (self->parameters);

  if (!spec)
    return;
  if (begins)
    self->dragged_from = retexture_parameters_get_number (self->parameters, spec->name);
  else
    retexture_parameters_set_number (
        self->parameters, spec->name,
        CLAMP (self->dragged_from * pow (2.0, distance / DOUBLING_DISTANCE),
               G_PARAM_SPEC_DOUBLE (spec)->minimum, G_PARAM_SPEC_DOUBLE (spec)->maximum),
        NULL);
}

/* ---- widgets ---- */

static void
view_chosen (GtkToggleButton *button, Preview *self)
{
  if (gtk_toggle_button_get_active (button))
    retexture_canvas_set_view (self->canvas,
                               GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), CHOICE)));
}

static GtkWidget *
view_bar_new (Preview *self)
{
  static const struct
  {
    const gchar *label, *tooltip, *name;
  } views[] = {
    [RETEXTURE_PREVIEW_RESULT]
    = { N_ ("Result"), N_ ("Shows the finished picture"), "view-result" },
    [RETEXTURE_PREVIEW_SPLIT]
    = { N_ ("Split"), N_ ("Shows the edit before and after, with a line to drag"), "view-split" },
    [RETEXTURE_PREVIEW_TEXTURE]
    = { N_ ("Texture"), N_ ("Shows the pixels that are laid over the edit"), "view-texture" },
    [RETEXTURE_PREVIEW_MASK]
    = { N_ ("Mask"), N_ ("Shows where they count: white fully, black not"), "view-mask" },
    [RETEXTURE_PREVIEW_PANES]
    = { N_ ("Low | High"),
        N_ ("Shows tone and texture of the same place; drag to the right for a larger radius, with "
            "the middle button to move"),
        "view-panes" },
    [RETEXTURE_PREVIEW_HALO]
    = { N_ ("Halos"), N_ ("Shows where the Gaussian rings at edges: the lighter, the more"),
        "view-halo" },
    [RETEXTURE_PREVIEW_SOURCES]
    = { N_ ("Sources"),
        N_ ("Shows where texture comes from: green the original, orange borrowed, violet grain"),
        "view-sources" },
  };
  GtkWidget *bar = gtk_hbox_new (FALSE, 6);
  GtkWidget *choices = gtk_hbox_new (FALSE, 0);
  GtkWidget *radio = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      radio = gtk_radio_button_new_with_label_from_widget (radio ? GTK_RADIO_BUTTON (radio) : NULL,
                                                           _ (views[i].label));
      gtk_widget_set_tooltip_text (radio, _ (views[i].tooltip));
      g_object_set_data (G_OBJECT (radio), CHOICE, GINT_TO_POINTER (i));
      g_signal_connect (radio, "toggled", G_CALLBACK (view_chosen), self);
      retexture_probe_name (radio, views[i].name);
      gtk_box_pack_start (GTK_BOX (choices), radio, FALSE, FALSE, 0);
      gtk_widget_show (radio);
      self->views[i] = radio;
    }
  show_views (self, FALSE, FALSE);
  gtk_box_pack_start (GTK_BOX (bar), choices, FALSE, FALSE, 0);

  self->search_button = gtk_button_new_with_label (_ ("Most change"));
  gtk_widget_set_tooltip_text (self->search_button,
                               _ ("Goes to the spot that changes most, at 100 %"));
  g_signal_connect (self->search_button, "clicked", G_CALLBACK (search_clicked), self);
  retexture_probe_name (self->search_button, "most-change");
  gtk_box_pack_end (GTK_BOX (bar), self->search_button, FALSE, FALSE, 0);
  self->lines = retexture_lines_button_new (self->canvas);
  gtk_box_pack_end (GTK_BOX (bar), self->lines, FALSE, FALSE, 0);
  return bar;
}

static GtkWidget *
zoom_bar_new (Preview *self, GtkAccelGroup *keys)
{
  GtkWidget *bar = gtk_hbox_new (FALSE, 0);
  GtkWidget *zooms = retexture_zoom_buttons_new (self->canvas, keys);

  gtk_box_pack_start (GTK_BOX (bar), zooms, FALSE, FALSE, 0);
  self->status = retexture_probe_name (gtk_label_new (NULL), "status");
  gtk_misc_set_alignment (GTK_MISC (self->status), 0.0, 0.5);
  gtk_label_set_ellipsize (GTK_LABEL (self->status), PANGO_ELLIPSIZE_END);
  gtk_box_pack_start (GTK_BOX (bar), self->status, TRUE, TRUE, 6);
  self->rectangle = retexture_rectangle_button_new (self->canvas, self->parameters);
  gtk_box_pack_start (GTK_BOX (bar), retexture_point_button_new (self->canvas, self->parameters),
                      FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (bar), self->rectangle, FALSE, FALSE, 0);
  return bar;
}

static GtkWidget *
canvas_frame_new (Preview *self)
{
  GtkWidget *table = gtk_table_new (2, 2, FALSE);
  GtkWidget *frame = gtk_frame_new (NULL);
  GtkWidget *canvas = GTK_WIDGET (self->canvas);
  GtkWidget *across = gtk_hscrollbar_new (NULL);
  GtkWidget *down = gtk_vscrollbar_new (NULL);

  self->across = gtk_range_get_adjustment (GTK_RANGE (across));
  self->down = gtk_range_get_adjustment (GTK_RANGE (down));
  gtk_widget_set_size_request (canvas, CANVAS_WIDTH, CANVAS_HEIGHT);
  atk_object_set_name (gtk_widget_get_accessible (canvas), _ ("Preview"));
  retexture_probe_name (canvas, "preview");
  retexture_navigation_attach (self->canvas, value_dragged, self);
  gtk_frame_set_shadow_type (GTK_FRAME (frame), GTK_SHADOW_IN);
  gtk_container_add (GTK_CONTAINER (frame), canvas);
  gtk_table_attach (GTK_TABLE (table), frame, 0, 1, 0, 1, GTK_EXPAND | GTK_FILL,
                    GTK_EXPAND | GTK_FILL, 0, 0);
  gtk_table_attach (GTK_TABLE (table), across, 0, 1, 1, 2, GTK_FILL, GTK_FILL, 0, 0);
  gtk_table_attach (GTK_TABLE (table), down, 1, 2, 0, 1, GTK_FILL, GTK_FILL, 0, 0);

  g_signal_connect (canvas, "view-changed", G_CALLBACK (view_changed), self);
  g_signal_connect_swapped (canvas, "pointer-moved", G_CALLBACK (show_status), self);
  g_signal_connect (self->across, "value-changed", G_CALLBACK (scrolled), self);
  g_signal_connect (self->down, "value-changed", G_CALLBACK (scrolled), self);
  return table;
}

static void
parameters_changed (RetextureParameters *parameters, GtkWidget *box)
{
  Preview *self = g_object_get_data (G_OBJECT (box), PREVIEW);

  stop_search (self);
  show_status (self);
}

/* While the dialog is taken down nothing may run any more. */
static void
destroyed (GtkWidget *box, Preview *self)
{
  stop_search (self);
  retexture_renderer_set_rendering (self->renderer, NULL);
}

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_object_unref (self->renderer);
  g_free (self);
}

GtkWidget *
retexture_preview_new (RetextureParameters *parameters,
                       gint32 image,
                       gint32 edit,
                       GtkAccelGroup *keys)
{
  Preview *self = g_new0 (Preview, 1);
  GtkWidget *box = gtk_vbox_new (FALSE, 6);
  const Babl *space = babl_format_get_space (gimp_drawable_get_format (edit));

  self->parameters = parameters;
  self->image = image;
  self->edit = edit;
  self->renderer = retexture_renderer_new (parameters, space, picture_done, self);
  self->canvas = retexture_canvas_new (image);
  g_object_set_data_full (G_OBJECT (box), PREVIEW, self, preview_free);
  gtk_box_pack_start (GTK_BOX (box), view_bar_new (self), FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (box), canvas_frame_new (self), TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), zoom_bar_new (self, keys), FALSE, FALSE, 0);
  g_signal_connect (box, "destroy", G_CALLBACK (destroyed), self);
  g_signal_connect_object (parameters, "changed", G_CALLBACK (parameters_changed), box, 0);
  return box;
}
