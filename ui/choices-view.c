/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "choices-view.h"

#include "probe.h"

#include <string.h>

#define PARAMETERS "retexture-parameters"
#define SETTINGS "retexture-settings"
#define BUTTONS "retexture-buttons"

#define IN_A_ROW 4
#define SPACING 2
#define LARGEST 64

/* Width of the frame around the chosen one, in pixels. */
#define MARK 5

/* ---- choosing ---- */

static void clicked (GtkButton *button, GPtrArray *buttons);

/* One is pressed, as of radio buttons; but there may also be none. */
static void
press_only (GtkButton *chosen, GPtrArray *buttons)
{
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkToggleButton *button = g_ptr_array_index (buttons, i);

      g_signal_handlers_block_by_func (button, clicked, buttons);
      gtk_toggle_button_set_active (button, GTK_BUTTON (button) == chosen);
      g_signal_handlers_unblock_by_func (button, clicked, buttons);
    }
}

static void
clicked (GtkButton *button, GPtrArray *buttons)
{
  RetextureParameters *parameters = g_object_get_data (G_OBJECT (button), PARAMETERS);
  GArray *settings = g_object_get_data (G_OBJECT (button), SETTINGS);

  press_only (button, buttons);
  for (guint i = 0; i < settings->len; i++)
    {
      const RetextureSetting *setting = &g_array_index (settings, RetextureSetting, i);

      retexture_parameters_set_number (parameters, setting->parameter, setting->value, NULL);
    }
}

/* ---- buttons ---- */

/* What the theme leaves for a picture when the buttons share a row. */
static gint
find_room (GtkWidget *button, gint width)
{
  GtkRequisition frame;

  gtk_widget_size_request (button, &frame);
  return CLAMP ((width - (IN_A_ROW - 1) * SPACING) / IN_A_ROW - frame.width, 1, LARGEST);
}

/* In many themes a pressed button can hardly be told from another: a white frame in a black one. */
static void
mark (GdkPixbuf *picture)
{
  const gint width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  const gint stride = gdk_pixbuf_get_rowstride (picture);
  guchar *pixels = gdk_pixbuf_get_pixels (picture);

  for (gint y = 0; y < height; y++)
    for (gint x = 0; x < width; x++)
      {
        const gint inside = MIN (MIN (x, y), MIN (width - 1 - x, height - 1 - y));

        if (inside < MARK)
          memset (pixels + y * stride + 3 * x, inside == 0 || inside == MARK - 1 ? 0 : 255, 3);
      }
}

static GtkWidget *
picture_new (const RetextureChoice *choice, gint room)
{
  const gdouble scale = MIN (1.0, (gdouble) room / MAX (1, MAX (choice->width, choice->height)));
  g_autoptr (GdkPixbuf) pixels
      = gdk_pixbuf_new_from_data (choice->pixels, GDK_COLORSPACE_RGB, FALSE, 8, choice->width,
                                  choice->height, 3 * choice->width, NULL, NULL);
  /* Makes a copy in any case: the findings do not last. */
  g_autoptr (GdkPixbuf) picture
      = gdk_pixbuf_scale_simple (pixels, MAX (1, (gint) (scale * choice->width)),
                                 MAX (1, (gint) (scale * choice->height)), GDK_INTERP_BILINEAR);

  if (choice->chosen)
    mark (picture);
  return gtk_image_new_from_pixbuf (picture);
}

static GtkWidget *
button_new (RetextureParameters *parameters, const RetextureChoice *choice, gint width)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_container_add (GTK_CONTAINER (button), picture_new (choice, find_room (button, width)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), choice->chosen);
  gtk_widget_set_tooltip_text (button, choice->label);
  atk_object_set_name (gtk_widget_get_accessible (button), choice->label ? choice->label : "");
  g_object_set_data (G_OBJECT (button), PARAMETERS, parameters);
  g_object_set_data_full (G_OBJECT (button), SETTINGS, g_array_ref (choice->settings),
                          (GDestroyNotify) g_array_unref);
  return button;
}

static GtkWidget *
title_new (const gchar *text, gint width)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_size_request (label, width, -1);
  gtk_misc_set_alignment (GTK_MISC (label), 0.0, 0.0);
  return label;
}

GtkWidget *
retexture_choices_view_new (RetextureParameters *parameters,
                            const RetextureFindings *findings,
                            gint width)
{
  GtkWidget *column = gtk_vbox_new (FALSE, 4);
  GtkWidget *table = gtk_table_new (1, IN_A_ROW, FALSE);
  GPtrArray *buttons = g_ptr_array_new ();

  g_object_set_data_full (G_OBJECT (column), BUTTONS, buttons, (GDestroyNotify) g_ptr_array_unref);
  gtk_table_set_col_spacings (GTK_TABLE (table), SPACING);
  gtk_table_set_row_spacings (GTK_TABLE (table), SPACING);
  for (guint i = 0; i < findings->choices->len; i++)
    {
      GtkWidget *button = button_new (parameters, g_ptr_array_index (findings->choices, i), width);
      g_autofree gchar *name = g_strdup_printf ("choice-%u", i + 1);
      const guint x = i % IN_A_ROW, y = i / IN_A_ROW;

      g_ptr_array_add (buttons, button);
      g_signal_connect (button, "clicked", G_CALLBACK (clicked), buttons);
      gtk_table_attach (GTK_TABLE (table), retexture_probe_name (button, name), x, x + 1, y, y + 1,
                        GTK_FILL, GTK_FILL, 0, 0);
    }

  if (findings->choices_title)
    gtk_box_pack_start (GTK_BOX (column), title_new (findings->choices_title, width), FALSE, FALSE,
                        0);
  gtk_box_pack_start (GTK_BOX (column), table, FALSE, FALSE, 0);
  return column;
}

/* ---- focus ---- */

gint
retexture_choices_view_get_focus (GtkWidget *view)
{
  GPtrArray *buttons = g_object_get_data (G_OBJECT (view), BUTTONS);

  for (guint i = 0; i < buttons->len; i++)
    if (gtk_widget_is_focus (g_ptr_array_index (buttons, i)))
      return i;
  return -1;
}

void
retexture_choices_view_set_focus (GtkWidget *view, gint index)
{
  GPtrArray *buttons = g_object_get_data (G_OBJECT (view), BUTTONS);

  if (index >= 0 && index < (gint) buttons->len)
    gtk_widget_grab_focus (g_ptr_array_index (buttons, index));
}
