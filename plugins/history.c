/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "history.h"

#include "parasites.h"
#include "record.h"
#include "settings.h"

#define PARASITE "retexture-steps"

/* ---- noting ---- */

static gchar *
now (void)
{
  g_autoptr (GDateTime) time = g_date_time_new_now_utc ();

  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
drop (GPtrArray *steps, gint tattoo)
{
  for (guint i = steps->len; i > 0; i--)
    if (((const RetextureStep *) steps->pdata[i - 1])->tattoo == tattoo)
      g_ptr_array_remove_index (steps, i - 1);
}

gchar *
retexture_history_add (const RetextureJob *job, gint32 layer)
{
  g_autofree gchar *before = retexture_parasite_read_from_image (job->image, PARASITE);
  g_autoptr (GPtrArray) steps = retexture_steps_from_text (before);
  g_autofree gchar *settings = retexture_settings_to_text (job->parameters);
  g_autofree gchar *after = NULL;
  gchar *when = now ();

  if (job->previous != -1)
    drop (steps, gimp_item_get_tattoo (job->previous));
  g_ptr_array_add (steps, retexture_step_new (retexture_method_get_name (job->method->procedure),
                                              RETEXTURE_VERSION, when, settings,
                                              layer != -1 ? gimp_item_get_tattoo (layer) : 0));
  after = retexture_steps_to_text (steps);
  retexture_parasite_attach_to_image (job->image, PARASITE, after);
  return when;
}

/* ---- collecting ---- */

/* By itself, and in all groups around it. */
static gboolean
is_visible (gint32 layer)
{
  for (; layer != -1; layer = gimp_item_get_parent (layer))
    if (!gimp_item_get_visible (layer) || gimp_layer_get_opacity (layer) == 0.0)
      return FALSE;
  return TRUE;
}

static RetextureStep *
find_same (GPtrArray *steps, const RetextureStep *step)
{
  for (guint i = 0; i < steps->len; i++)
    {
      RetextureStep *other = steps->pdata[i];

      if (other->tattoo == step->tattoo || retexture_step_is_same (other, step))
        return other;
    }
  return NULL;
}

/* What layers tell counts more than what was noted; of copies, that one can be seen. */
static void
add_layers (GPtrArray *steps, const gint *layers, gint n)
{
  for (gint i = 0; i < n; i++)
    {
      gint n_children = 0;
      g_autofree gint *children
          = gimp_item_is_group (layers[i]) ? gimp_item_get_children (layers[i], &n_children) : NULL;
      RetextureStep *step = retexture_record_get_step (layers[i]);
      RetextureStep *noted = step ? find_same (steps, step) : NULL;
      const RetextureStepState state
          = is_visible (layers[i]) ? RETEXTURE_STEP_VISIBLE : RETEXTURE_STEP_HIDDEN;

      if (noted && noted->state != RETEXTURE_STEP_VISIBLE)
        noted->state = state;
      if (noted)
        g_clear_pointer (&step, retexture_step_free);
      if (step)
        {
          step->state = state;
          g_ptr_array_add (steps, step);
        }
      add_layers (steps, children, n_children);
    }
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(RetextureStep *const *) a)->when, (*(RetextureStep *const *) b)->when);
}

/* As its dialog is called, where it is a method of this build. */
static void
find_title (gpointer data, gpointer user_data)
{
  RetextureStep *step = data;
  g_autofree gchar *operation = g_strconcat ("retexture:", step->method, NULL);

  if (!gegl_has_operation (operation))
    return;
  g_free (step->title);
  step->title = g_strdup (gegl_operation_get_key (operation, "title"));
}

GPtrArray *
retexture_history_collect (gint32 image)
{
  g_autofree gchar *noted = retexture_parasite_read_from_image (image, PARASITE);
  GPtrArray *steps = retexture_steps_from_text (noted);
  gint n;
  g_autofree gint *layers = gimp_image_get_layers (image, &n);

  add_layers (steps, layers, n);
  g_ptr_array_sort (steps, compare_times);
  g_ptr_array_foreach (steps, find_title, NULL);
  return steps;
}
