/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawables.h"

#include "channel.h"
#include "glance.h"
#include "record.h"

static gboolean
refuse (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT, sentence);
  return FALSE;
}

/* `sentence` has a %s for the second picture's argument. */
static gboolean
refuse_second (const RetextureJob *job, GError **error, const gchar *sentence)
{
  g_set_error (error, RETEXTURE_ERROR, RETEXTURE_ERROR_ARGUMENT, sentence,
               job->method->second.name);
  return FALSE;
}

static gboolean
is_plain_layer (gint32 item)
{
  return gimp_item_is_valid (item) && gimp_item_is_layer (item) && !gimp_item_is_group (item);
}

gboolean
retexture_drawables_check_edit (const RetextureJob *job, GError **error)
{
  if (!gimp_item_is_valid (job->edit) || gimp_item_get_image (job->edit) != job->image)
    return refuse (error, _ ("“drawable” is not a layer of this image."));
  if (!gimp_item_is_layer (job->edit))
    return refuse (error,
                   _ ("“drawable” must be a layer, not a channel or a mask. Select the edit's "
                      "layer itself."));
  if (gimp_item_is_group (job->edit))
    return refuse (error,
                   _ ("“drawable” is a layer group. Select a single layer, or merge the group "
                      "first."));
  if (gimp_drawable_is_indexed (job->edit))
    return refuse (error,
                   _ ("“drawable” is in indexed colors, which cannot hold texture. Convert the "
                      "image to RGB or grayscale first (Image ▸ Mode)."));
  if (gimp_item_get_lock_content (job->edit)
      && retexture_parameters_get_number (job->parameters, RETEXTURE_PARAMETER_OUTPUT)
             == RETEXTURE_OUTPUT_IN_PLACE)
    return refuse (error, _ ("“drawable” is locked, so it cannot be changed in place. Unlock its "
                             "pixels, or choose layers as the output."));
  return TRUE;
}

static gboolean
has_size_of (gint32 image, gint32 other)
{
  return gimp_image_width (image) == gimp_image_width (other)
         && gimp_image_height (image) == gimp_image_height (other);
}

/* Whether the second picture only lends something, and need not lie over the edit. */
static gboolean
is_lent (const RetextureJob *job)
{
  return job->method->second.use == RETEXTURE_SECOND_SAMPLE
         || job->method->second.use == RETEXTURE_SECOND_DONOR;
}

/* A saved selection, which marks a place in a layer. */
static gboolean
is_mark (const RetextureJob *job, gint32 second)
{
  return retexture_method_takes_marks (job->method) && gimp_item_is_valid (second)
         && gimp_item_is_channel (second) && !gimp_item_is_layer_mask (second);
}

/* The layer that a channel marks a place in: the edit, or the one selected in another image. */
static gint32
marked_layer (const RetextureJob *job, gint32 channel)
{
  const gint32 image = gimp_item_get_image (channel);

  return image == job->image ? job->edit : gimp_image_get_active_layer (image);
}

static gboolean
check_second (const RetextureJob *job, gint32 second, GError **error)
{
  const RetextureSecondUse use = job->method->second.use;

  if (use == RETEXTURE_SECOND_NONE || (second == -1 && use != RETEXTURE_SECOND_REQUIRED))
    return TRUE;
  if (use == RETEXTURE_SECOND_MARKS)
    return (is_mark (job, second) && gimp_item_get_image (second) == job->image)
           || refuse_second (
               job, error,
               _ ("“%s” must be a channel of this image, which marks what is meant, or "
                  "-1."));
  if (is_mark (job, second))
    {
      second = marked_layer (job, second);
      if (!is_plain_layer (second))
        return refuse_second (job, error,
                              _ ("“%s” is a channel of an image in which no single layer is "
                                 "selected. Select the layer it marks a place in."));
    }
  if (second == job->edit && !is_lent (job))
    return refuse_second (job, error, _ ("“%s” is the edit itself. Choose another layer."));
  if (!is_plain_layer (second))
    return refuse_second (
        job, error,
        use == RETEXTURE_SECOND_REQUIRED
            ? _ ("“%s” is missing. Open the untouched photograph as a layer (File ▸ Open as "
                 "Layers) and choose it; a layer group will not do.")
        : use == RETEXTURE_SECOND_DONOR
            ? _ ("“%s” must be a layer or a channel of an open image; a layer group will not do.")
            : _ ("“%s” must be a layer of an open image; a layer group will not do."));
  if (gimp_drawable_is_indexed (second))
    return refuse_second (job, error,
                          _ ("“%s” is in indexed colors, which cannot hold texture. "
                             "Open the photograph it was made from."));
  if (!is_lent (job) && !retexture_parameters_find (job->parameters, RETEXTURE_PARAMETER_ALIGN)
      && !has_size_of (gimp_item_get_image (job->edit), gimp_item_get_image (second)))
    return refuse_second (job, error,
                          _ ("“%s” is in an image of another size. Open it as a layer of this "
                             "image and line the two up."));
  return TRUE;
}

gboolean
retexture_drawables_check (const RetextureJob *job, GError **error)
{
  return retexture_drawables_check_edit (job, error) && check_second (job, job->second, error);
}

gboolean
retexture_drawables_accept_second (const RetextureJob *job, gint32 layer)
{
  return layer != job->edit && check_second (job, layer, NULL)
         && retexture_record_find (layer) == -1;
}

gboolean
retexture_drawables_accept_model (const RetextureJob *job, gint32 layer)
{
  const gint32 made = retexture_record_find (layer);

  /* Of what the suite made, only what holds a finished picture. */
  return layer != job->edit && is_plain_layer (layer) && !gimp_drawable_is_indexed (layer)
         && (made == -1
             || (made == layer && gimp_layer_get_mode (layer) == GIMP_LAYER_MODE_NORMAL));
}

/* All layers of an image from the bottom up, those in groups among them. */
static void
list_layers (GArray *list, const gint *layers, gint n)
{
  for (gint i = n - 1; i >= 0; i--)
    if (gimp_item_is_group (layers[i]))
      {
        gint n_children;
        g_autofree gint *children = gimp_item_get_children (layers[i], &n_children);

        list_layers (list, children, n_children);
      }
    else
      g_array_append_val (list, layers[i]);
}

static GArray *
layers_of (gint32 image)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (gint));
  gint n;
  g_autofree gint *layers = gimp_image_get_layers (image, &n);

  list_layers (list, layers, n);
  return list;
}

/* A stranger that happens to be open is nobody's original. */
static gboolean
may_be_guessed (const RetextureJob *job, gint32 layer)
{
  return job->method->second.use == RETEXTURE_SECOND_REQUIRED
         || gimp_item_get_image (layer) == job->image
         || retexture_glance_is_alike (job->edit, layer);
}

static gint32
guess_in_image (const RetextureJob *job, gint32 image)
{
  g_autoptr (GArray) layers = layers_of (image);
  gint position = (gint) layers->len;
  gint32 guess = -1;

  for (guint i = 0; i < layers->len; i++)
    if (g_array_index (layers, gint, i) == job->edit)
      position = (gint) i;
  for (gint i = 0; i < (gint) layers->len; i++)
    {
      const gint32 layer = g_array_index (layers, gint, i);

      if (i > position && guess != -1)
        break;
      if (retexture_drawables_accept_second (job, layer) && may_be_guessed (job, layer))
        guess = layer;
    }
  return guess;
}

static gint32
guess_in_other_images (const RetextureJob *job, gboolean of_same_size)
{
  gint n;
  g_autofree gint *images = gimp_image_list (&n);
  gint32 guess = -1;

  for (gint i = 0; i < n && guess == -1; i++)
    if (images[i] != job->image && has_size_of (job->image, images[i]) == of_same_size)
      guess = guess_in_image (job, images[i]);
  return guess;
}

gint32
retexture_drawables_guess_second (const RetextureJob *job)
{
  gint32 guess;

  if (job->method->second.maker)
    return retexture_channel_find (job->image, job->method->second.maker);
  if (job->method->second.use != RETEXTURE_SECOND_REQUIRED && !job->method->second.guessed)
    return -1;
  guess = guess_in_image (job, job->image);
  if (guess == -1)
    guess = guess_in_other_images (job, TRUE);
  if (guess == -1)
    guess = guess_in_other_images (job, FALSE);
  return guess;
}

GeglBuffer *
retexture_drawables_move_buffer (GeglBuffer *buffer, gint dx, gint dy)
{
  return g_object_new (GEGL_TYPE_BUFFER, "source", buffer, "shift-x", -dx, "shift-y", -dy, NULL);
}

static GeglBuffer *
selection_buffer (gint32 image, gint dx, gint dy)
{
  const gint32 selection = gimp_image_get_selection (image);
  g_autoptr (GeglBuffer) buffer = NULL;

  if (gimp_selection_is_empty (image))
    return NULL;
  buffer = gimp_drawable_get_buffer (selection);
  return retexture_drawables_move_buffer (buffer, dx, dy);
}

/* The second picture, where there is one, in the edit's coordinates; one that is lent from keeps
 * its own. A donor that is the edit is no second picture. */
static GeglBuffer *
second_buffer (const RetextureJob *job, gint32 second, gint edit_x, gint edit_y)
{
  g_autoptr (GeglBuffer) buffer = NULL;
  gint x, y;

  if (second == -1 || job->method->second.use == RETEXTURE_SECOND_NONE
      || job->method->second.use == RETEXTURE_SECOND_MARKS)
    return NULL;
  if (is_mark (job, second))
    second = marked_layer (job, second);
  if (job->method->second.use == RETEXTURE_SECOND_DONOR)
    return second == job->edit ? NULL : gimp_drawable_get_buffer (second);
  gimp_drawable_offsets (second, &x, &y);
  buffer = gimp_drawable_get_buffer (second);
  return retexture_drawables_move_buffer (buffer, x - edit_x, y - edit_y);
}

/* What a channel marks, in the coordinates of its layer. */
static GeglBuffer *
marked_buffer (const RetextureJob *job, gint32 second)
{
  g_autoptr (GeglBuffer) buffer = NULL;
  gint x, y;

  if (!is_mark (job, second))
    return NULL;
  gimp_drawable_offsets (marked_layer (job, second), &x, &y);
  buffer = gimp_drawable_get_buffer (second);
  return retexture_drawables_move_buffer (buffer, -x, -y);
}

guint64
retexture_drawables_glance (const RetextureJob *job, gint32 second)
{
  const gint32 drawables[] = { job->edit, second, gimp_image_get_selection (job->image) };

  return retexture_glance_sum (drawables, G_N_ELEMENTS (drawables));
}

RetextureRendering *
retexture_drawables_load (const RetextureJob *job, gint32 second, GError **error)
{
  const RetextureMethod *method = job->method;
  g_autoptr (GeglBuffer) edit = NULL;
  g_autoptr (GeglBuffer) other = NULL;
  g_autoptr (GeglBuffer) selected = NULL;
  g_autoptr (GeglBuffer) marked = NULL;
  g_autoptr (RetextureRendering) rendering = NULL;
  gboolean apart;
  GeglRectangle extent;
  gint edit_x, edit_y;

  if (!check_second (job, second, error))
    return NULL;
  gimp_drawable_offsets (job->edit, &edit_x, &edit_y);
  edit = gimp_drawable_get_buffer (job->edit);
  other = second_buffer (job, second, edit_x, edit_y);
  selected = selection_buffer (job->image, -edit_x, -edit_y);
  marked = marked_buffer (job, second);

  rendering
      = retexture_rendering_new (method->operation, &method->blending, edit, other, selected, 1.0);
  retexture_rendering_set_marked (rendering, marked);
  apart = other && !is_lent (job) && !has_size_of (job->image, gimp_item_get_image (second));
  retexture_rendering_set_apart (rendering, apart);
  extent = retexture_rendering_get_extent (rendering);
  if (!apart && gegl_rectangle_is_empty (&extent))
    {
      refuse_second (job, error,
                     _ ("“%s” and the edit do not overlap, so there is nothing to return. Move one "
                        "over the other."));
      return NULL;
    }
  return g_steal_pointer (&rendering);
}
