/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thread has a graph and parameters of its own.
 */
#include "inspection.h"

#include "inspect-aligned.h"

/* A slider that is being moved is not asked about. */
#define DELAY_MS 250

/* One round: made and taken apart in the main loop, worked on in the thread. */
typedef struct
{
  RetextureInspection *owner;
  RetextureRendering *rendering;
  RetextureParameters *parameters;
  GCancellable *cancellable;
  gboolean provisional; /* of the original as it lies, before it is aligned: a first look */

  GObject *aligned, *analysis, *plastic; /* newly found */
  GeglBuffer *stand_in;
  RetextureFindings *findings;
} Round;

struct _RetextureInspection
{
  RetextureParameters *parameters;
  const RetextureQuestions *questions;
  RetextureInspectionFunc done;
  RetextureInspectionBusyFunc busy;
  gpointer user_data;

  RetextureRendering *rendering;
  gulong handler;
  guint delay;
  GThread *thread;
  Round *round; /* the thread's */
  gboolean again;
};

static void
round_free (Round *round)
{
  g_object_unref (round->rendering);
  g_object_unref (round->parameters);
  g_object_unref (round->cancellable);
  g_clear_object (&round->aligned);
  g_clear_object (&round->analysis);
  g_clear_object (&round->plastic);
  g_clear_object (&round->stand_in);
  g_clear_pointer (&round->findings, retexture_findings_free);
  g_free (round);
}

/* ---- the thread ---- */

/* What there is to compare with. FALSE where it cannot be used. */
static gboolean
find_original (Round *round, GError **error)
{
  round->aligned
      = retexture_rendering_find_aligned (round->rendering, NULL, round->cancellable, error);
  if (round->aligned)
    retexture_rendering_set_aligned (round->rendering, round->aligned);
  if (!*error)
    round->stand_in
        = retexture_rendering_find_stand_in (round->rendering, round->cancellable, error);
  if (round->stand_in)
    retexture_rendering_set_stand_in (round->rendering, round->stand_in);
  return !*error;
}

static void
analyse (Round *round, GError **error)
{
  const RetextureQuestions *questions = round->owner->questions;

  round->plastic = retexture_rendering_find_plastic (round->rendering, round->cancellable);
  if (!questions->analyse || retexture_rendering_get_analysis (round->rendering))
    return;
  round->analysis = questions->analyse (round->rendering, round->cancellable, error);
  if (round->analysis)
    retexture_rendering_set_analysis (round->rendering, round->analysis);
}

static void
check (Round *round, GError **error)
{
  const RetextureQuestions *questions = round->owner->questions;

  if (questions->check && !*error && !g_cancellable_is_cancelled (round->cancellable))
    questions->check (round->rendering, round->parameters, error);
}

static void
inspect (Round *round, gboolean usable)
{
  const RetextureQuestions *questions = round->owner->questions;

  if (usable && questions->inspect && !g_cancellable_is_cancelled (round->cancellable))
    round->findings = questions->inspect (round->rendering, round->parameters, round->cancellable);
  if (!round->findings)
    round->findings = retexture_findings_new ();
  retexture_inspect_aligned (round->rendering, round->findings);
}

static void start (RetextureInspection *self);

/* Whether there was anything new. */
static gboolean
tell (RetextureRendering *rendering, const Round *round)
{
  const gboolean withdrawn
      = !round->provisional && retexture_rendering_is_provisional (rendering) && !round->aligned;

  /* What cannot be aligned is not to be seen either. */
  if (withdrawn)
    retexture_rendering_set_provisional (rendering, FALSE);
  if (round->aligned)
    retexture_rendering_set_aligned (rendering, round->aligned);
  if (round->stand_in)
    retexture_rendering_set_stand_in (rendering, round->stand_in);
  if (round->analysis)
    retexture_rendering_set_analysis (rendering, round->analysis);
  if (round->plastic)
    retexture_rendering_set_plastic (rendering, round->plastic);
  return withdrawn || round->aligned || round->stand_in || round->analysis || round->plastic;
}

static gboolean
finish (gpointer data)
{
  RetextureInspection *self = data;
  Round *round = g_steal_pointer (&self->round);
  const gboolean wanted = !g_cancellable_is_cancelled (round->cancellable);

  g_thread_join (g_steal_pointer (&self->thread));
  if (wanted)
    {
      self->busy (round->provisional, self->user_data);
      self->done (tell (self->rendering, round), round->findings, self->user_data);
    }
  if (self->again || (wanted && round->provisional))
    start (self);
  round_free (round);
  return G_SOURCE_REMOVE;
}

static gpointer
work (gpointer data)
{
  Round *round = data;
  const RetextureQuestions *questions = round->owner->questions;
  g_autoptr (GError) problem = NULL;
  gboolean usable;

  retexture_rendering_set_parameters (round->rendering, round->parameters);
  if (round->provisional)
    {
      analyse (round, &problem);
      g_idle_add (finish, round->owner);
      return NULL;
    }
  usable = find_original (round, &problem);
  if (usable)
    {
      analyse (round, &problem);
      check (round, &problem);
    }
  inspect (round, usable);
  if (problem && (!usable || retexture_questions_need_analysis (questions, round->parameters)))
    retexture_findings_refuse (round->findings, problem->message);
  g_idle_add (finish, round->owner);
  return NULL;
}

/* ---- the main loop ---- */

static void
start (RetextureInspection *self)
{
  self->again = FALSE;
  if (!self->rendering)
    return;
  if (self->thread)
    {
      g_cancellable_cancel (self->round->cancellable);
      self->again = TRUE;
      return;
    }

  /* Which original the copy sees depends on the values. */
  retexture_rendering_set_parameters (self->rendering, self->parameters);
  self->round = g_new0 (Round, 1);
  self->round->owner = self;
  self->round->rendering = retexture_rendering_copy (self->rendering);
  self->round->parameters = retexture_parameters_copy (self->parameters);
  self->round->cancellable = g_cancellable_new ();
  self->round->provisional
      = retexture_rendering_is_provisional (self->rendering)
        && retexture_questions_need_analysis (self->questions, self->parameters)
        && !retexture_rendering_get_analysis (self->rendering);
  self->busy (TRUE, self->user_data);
  self->thread = g_thread_new ("inspection", work, self->round);
}

static gboolean
delay_over (gpointer data)
{
  RetextureInspection *self = data;

  self->delay = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
ask (RetextureInspection *self)
{
  if (self->round)
    g_cancellable_cancel (self->round->cancellable);
  g_clear_handle_id (&self->delay, g_source_remove);
  self->delay = g_timeout_add (DELAY_MS, delay_over, self);
}

RetextureInspection *
retexture_inspection_new (RetextureParameters *parameters,
                          const RetextureQuestions *questions,
                          RetextureInspectionFunc done,
                          RetextureInspectionBusyFunc busy,
                          gpointer user_data)
{
  RetextureInspection *self = g_new0 (RetextureInspection, 1);

  self->parameters = g_object_ref (parameters);
  self->questions = questions;
  self->done = done;
  self->busy = busy;
  self->user_data = user_data;
  self->handler = g_signal_connect_swapped (parameters, "changed", G_CALLBACK (ask), self);
  return self;
}

static void
stop (RetextureInspection *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  self->again = FALSE;
  if (!self->thread)
    return;
  g_cancellable_cancel (self->round->cancellable);
  g_thread_join (g_steal_pointer (&self->thread));
  g_idle_remove_by_data (self);
  g_clear_pointer (&self->round, round_free);
}

void
retexture_inspection_set_rendering (RetextureInspection *self, RetextureRendering *rendering)
{
  stop (self);
  g_set_object (&self->rendering, rendering);
  if (rendering)
    retexture_rendering_set_provisional (rendering, TRUE);
  ask (self);
}

void
retexture_inspection_free (RetextureInspection *self)
{
  g_signal_handler_disconnect (self->parameters, self->handler);
  stop (self);
  g_clear_object (&self->rendering);
  g_object_unref (self->parameters);
  g_free (self);
}
