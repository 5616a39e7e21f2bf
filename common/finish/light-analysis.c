/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "light-analysis.h"

#include "kept.h"

/* Kept: of a few values that are tried, and of the surfaces and radii among them. */
#define KEPT 4
#define KEPT_TONES 2

struct _RetextureLight
{
  GObject parent;

  GeglBuffer *edit;
  GMutex mutex;
  RetextureKept setups, tones;
};

G_DEFINE_TYPE (RetextureLight, retexture_light, G_TYPE_OBJECT)

static void
setup_clear (gpointer data)
{
  RetextureLightSetup *self = data;

  retexture_tone_fields_free (self->fields);
  retexture_light_tones_unref (self->tones);
}

void
retexture_light_setup_unref (RetextureLightSetup *self)
{
  g_atomic_rc_box_release_full (self, setup_clear);
}

static void
retexture_light_finalize (GObject *object)
{
  RetextureLight *self = RETEXTURE_LIGHT (object);

  retexture_kept_clear (&self->setups);
  retexture_kept_clear (&self->tones);
  g_clear_object (&self->edit);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (retexture_light_parent_class)->finalize (object);
}

static void
retexture_light_class_init (RetextureLightClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_light_finalize;
}

static void
retexture_light_init (RetextureLight *self)
{
  g_mutex_init (&self->mutex);
  retexture_kept_init (&self->setups, KEPT, (GDestroyNotify) retexture_light_setup_unref);
  retexture_kept_init (&self->tones, KEPT_TONES, (GDestroyNotify) retexture_light_tones_unref);
}

RetextureLight *
retexture_light_new (GeglBuffer *edit)
{
  RetextureLight *self = g_object_new (RETEXTURE_TYPE_LIGHT, NULL);

  self->edit = g_object_ref (edit);
  return self;
}

/* ---- what is kept ---- */

static gboolean
tones_are_for (gconstpointer item, gconstpointer wanted)
{
  const RetextureLightTones *tones = item;
  const RetextureLightValues *values = wanted;

  return tones->surface == values->surface && tones->size_px == values->size_px
         && tones->radius_px == values->radius_px;
}

/* NULL when cancelled. */
static RetextureLightTones *
find_tones (RetextureLight *self, const RetextureLightValues *values, GCancellable *cancellable)
{
  RetextureLightTones *tones = retexture_kept_find (&self->tones, tones_are_for, values);

  if (!tones && !g_cancellable_is_cancelled (cancellable))
    {
      tones = retexture_light_tones_new (self->edit, values);
      retexture_kept_add (&self->tones, tones);
    }
  return tones;
}

static gboolean
setup_is_for (gconstpointer item, gconstpointer wanted)
{
  const RetextureLightValues *one = &((const RetextureLightSetup *) item)->values;
  const RetextureLightValues *other = wanted;

  return one->even == other->even && one->shape == other->shape && one->finish == other->finish
         && one->key == other->key && one->angle == other->angle
         && one->radius_px == other->radius_px && one->size_px == other->size_px
         && one->kind == other->kind && one->surface == other->surface;
}

RetextureLightSetup *
retexture_light_get_setup (RetextureLight *self,
                           const RetextureLightValues *values,
                           GCancellable *cancellable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  RetextureLightSetup *setup = retexture_kept_find (&self->setups, setup_is_for, values);
  RetextureLightTones *tones = setup ? setup->tones : find_tones (self, values, cancellable);

  if (!tones)
    return NULL;
  if (!setup)
    {
      setup = g_atomic_rc_box_new0 (RetextureLightSetup);
      *setup = (RetextureLightSetup){ *values, g_atomic_rc_box_acquire (tones),
                                      retexture_light_fields_new (tones, values) };
      retexture_kept_add (&self->setups, setup);
    }
  return g_atomic_rc_box_acquire (setup);
}

gdouble
retexture_light_setup_get_share (const RetextureLightSetup *self)
{
  return retexture_tone_picture_get_share (self->tones->picture);
}

RetextureLightValues
retexture_light_values_read (GObject *operation)
{
  RetextureLightValues values;
  gint kind, surface;

  g_object_get (operation, "even", &values.even, "shape", &values.shape, "finish", &kind,
                "strength", &values.finish, "key", &values.key, "angle", &values.angle, "radius",
                &values.radius_px, "size", &values.size_px, "surface", &surface, NULL);
  values.even /= 100.0;
  values.shape /= 100.0;
  values.finish /= 100.0;
  values.key /= 100.0;
  values.angle *= G_PI / 180.0;
  values.kind = (RetextureFinish) kind;
  values.surface = (RetextureSurface) surface;
  return values;
}
