/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "planned-layers.h"

#include "drawables.h"
#include "kept-masks.h"
#include "masks.h"

static const RetextureLayer *
planned_at (const RetextureWork *work, guint i)
{
  return &g_array_index (work->plan->layers, RetextureLayer, i);
}

static RetextureMade *
made_at (const RetextureWork *work, guint i)
{
  return &g_array_index (work->made, RetextureMade, i);
}

static gint32
new_planned (const RetextureWork *work, const RetextureLayer *planned)
{
  return retexture_work_new_layer (work, planned->name, planned->mode, planned->opacity);
}

/* ---- one after the other ---- */

static void
render_pixels (RetextureWork *work)
{
  for (guint i = 0; i < work->made->len; i++)
    if (planned_at (work, i)->content == RETEXTURE_PLAN_PIXELS)
      {
        RetextureMade *made = made_at (work, i);

        made->layer = new_planned (work, planned_at (work, i));
        retexture_work_render_into_layer (
            work, retexture_rendering_get_node (work->rendering, RETEXTURE_VIEW_TEXTURE),
            made->layer);
      }
}

/* ---- parts, all in one pass ---- */

typedef struct
{
  RetextureRendering *rendering;
  GArray *targets;    /* of RetexturePartTarget */
  GPtrArray *buffers; /* theirs */
} Parts;

static void
render_parts_of_band (const GeglRectangle *band, gpointer user_data)
{
  const Parts *parts = user_data;

  retexture_rendering_render_parts (parts->rendering,
                                    (const RetexturePartTarget *) parts->targets->data,
                                    parts->targets->len, band);
}

static void
fill_with_grey (gint32 layer, gdouble grey)
{
  const GimpRGB colour = { grey, grey, grey, 1.0 };

  gimp_context_push ();
  gimp_context_set_foreground (&colour);
  gimp_drawable_fill (layer, GIMP_FILL_FOREGROUND);
  gimp_context_pop ();
}

/* Where the pixels of a part will be: in a layer, or aside until the image has its precision. NULL
 * where GIMP gave no layer. */
static GeglBuffer *
new_pixels (const RetextureWork *work, RetextureMade *made, const RetextureLayer *planned)
{
  if (work->plan->precision != gimp_image_get_precision (work->job->image))
    {
      made->pixels = gegl_buffer_new (
          GEGL_RECTANGLE (0, 0, work->extent.width, work->extent.height), work->plan->format);
      return g_object_ref (made->pixels);
    }
  made->layer = new_planned (work, planned);
  if (made->layer == -1)
    return NULL;
  if (planned->grey > 0.0)
    fill_with_grey (made->layer, planned->grey);
  return gimp_drawable_get_buffer (made->layer);
}

static void
add_target (const RetextureWork *work, Parts *parts, gint part, GeglBuffer *pixels, gboolean filled)
{
  const RetexturePartTarget target
      = { part, retexture_drawables_move_buffer (pixels, work->extent.x, work->extent.y), filled };

  g_ptr_array_add (parts->buffers, target.buffer);
  g_array_append_val (parts->targets, target);
}

static void
render_parts (RetextureWork *work)
{
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (RetexturePartTarget));
  g_autoptr (GPtrArray) buffers = g_ptr_array_new_with_free_func (g_object_unref);
  Parts parts = { work->rendering, targets, buffers };

  for (guint i = 0; i < work->made->len; i++)
    {
      const RetextureLayer *planned = planned_at (work, i);
      RetextureMade *made = made_at (work, i);

      if (planned->content >= RETEXTURE_PART_LOW)
        {
          g_autoptr (GeglBuffer) pixels = new_pixels (work, made, planned);

          if (!pixels)
            return;
          add_target (work, &parts, planned->content, pixels, planned->grey > 0.0);
        }
      if (planned->mask)
        {
          made->mask = retexture_work_new_mask (work);
          add_target (work, &parts, planned->mask, made->mask, FALSE);
        }
    }
  if (targets->len > 0)
    retexture_bands_render (&work->progress, &work->extent, buffers, render_parts_of_band, &parts);
}

/* ---- the plan ---- */

static void
fill_in_rest (RetextureWork *work)
{
  for (guint i = 0; i < work->made->len; i++)
    {
      const RetextureLayer *planned = planned_at (work, i);

      if (planned->content == RETEXTURE_PLAN_COPY)
        made_at (work, i)->layer = gimp_layer_copy (made_at (work, i - 1)->layer);
      else if (planned->content == RETEXTURE_PLAN_WHITE)
        {
          made_at (work, i)->layer = new_planned (work, planned);
          gimp_drawable_fill (made_at (work, i)->layer, GIMP_FILL_WHITE);
        }
    }
}

void
retexture_planned_layers_render (RetextureWork *work)
{
  for (guint i = 0; i < work->plan->layers->len; i++)
    {
      const RetextureMade nothing = { .layer = -1 };

      g_array_append_val (work->made, nothing);
    }
  render_pixels (work);
  render_parts (work);
  fill_in_rest (work);
}

gboolean
retexture_planned_layers_are_made (const RetextureWork *work)
{
  for (guint i = 0; i < work->made->len; i++)
    if (made_at (work, i)->layer == -1 && !made_at (work, i)->pixels
        && planned_at (work, i)->content != RETEXTURE_PLAN_GROUP)
      return FALSE;
  return TRUE;
}

/* ---- into the image ---- */

static void
add_mask (const RetextureWork *work, guint i)
{
  const RetextureMade *made = made_at (work, i);
  const gint part = planned_at (work, i)->mask;
  g_autoptr (GeglBuffer) kept = NULL;

  if (!part)
    return;
  kept = retexture_kept_masks_find_part (work->job, part, work->extent.width, work->extent.height);
  retexture_masks_add (made->layer, kept ? kept : made->mask);
  retexture_kept_masks_note_part (made->layer, part, made->mask);
}

/* With its mask: GIMP shows what is in the image again and again while more is sent. */
static void
insert_layer (const RetextureWork *work, guint i, gint32 parent)
{
  const RetextureLayer *planned = planned_at (work, i);
  RetextureMade *made = made_at (work, i);

  if (made->layer == -1)
    {
      g_autoptr (GeglBuffer) buffer = NULL;

      made->layer = new_planned (work, planned);
      buffer = gimp_drawable_get_buffer (made->layer);
      gegl_buffer_copy (made->pixels, NULL, GEGL_ABYSS_NONE, buffer, NULL);
    }
  add_mask (work, i);
  retexture_work_insert (work, made->layer, parent, 0, work->plan->space);
  gimp_item_set_lock_content (made->layer, planned->locked);
}

gint32
retexture_planned_layers_insert (const RetextureWork *work, gint32 group)
{
  gint32 active = group, inner = group;

  for (guint i = 0; i < work->made->len; i++)
    {
      const RetextureLayer *planned = planned_at (work, i);

      if (planned->content == RETEXTURE_PLAN_GROUP)
        inner = made_at (work, i)->layer
            = retexture_work_insert_group (work, planned->name, planned->mode, group, 0);
      else
        insert_layer (work, i, planned->inside ? inner : group);
      if (planned->active)
        active = made_at (work, i)->layer;
    }
  /* A group's mask has its size only once its layers are there. */
  for (guint i = 0; i < work->made->len; i++)
    if (planned_at (work, i)->content == RETEXTURE_PLAN_GROUP)
      add_mask (work, i);
  return active;
}
