/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "press-analysis.h"

#include <math.h>

#include "folds.h"
#include "kept.h"

/* Setups of a few values that are tried; and the folds they have in common. */
#define KEPT 4

/* What is no width of a fold that was asked for: this part of the picture's shorter side. */
#define USUAL_WIDTH (1.0 / 12.0)

/* A fold does not make the light this much stronger or weaker, as a logarithm. */
#define MOST 0.8f

/* Finer than this, in samples, nothing can be told. */
#define LEAST_RADIUS 1.0

struct _RetexturePress
{
  GObject parent;

  GeglBuffer *edit;
  GMutex mutex;
  RetextureKept setups;
  /* Of the values last asked for. */
  RetexturePressValues of;
  gdouble width_px;
  RetextureTonePicture *tone; /* NULL: not known yet */
  RetexturePlane folds[3];
};

G_DEFINE_TYPE (RetexturePress, retexture_press, G_TYPE_OBJECT)

static void
setup_clear (gpointer data)
{
  retexture_tone_fields_free (((RetexturePressSetup *) data)->fields);
}

void
retexture_press_setup_unref (RetexturePressSetup *self)
{
  g_atomic_rc_box_release_full (self, setup_clear);
}

static void
forget (RetexturePress *self)
{
  g_clear_pointer (&self->tone, retexture_tone_picture_free);
  for (gint c = 0; c < 3; c++)
    retexture_plane_clear (&self->folds[c]);
}

static void
retexture_press_finalize (GObject *object)
{
  RetexturePress *self = RETEXTURE_PRESS (object);

  retexture_kept_clear (&self->setups);
  forget (self);
  g_clear_object (&self->edit);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (retexture_press_parent_class)->finalize (object);
}

static void
retexture_press_class_init (RetexturePressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_press_finalize;
}

static void
retexture_press_init (RetexturePress *self)
{
  g_mutex_init (&self->mutex);
  retexture_kept_init (&self->setups, KEPT, (GDestroyNotify) retexture_press_setup_unref);
}

RetexturePress *
retexture_press_new (GeglBuffer *edit)
{
  RetexturePress *self = g_object_new (RETEXTURE_TYPE_PRESS, NULL);

  self->edit = g_object_ref (edit);
  return self;
}

/* ---- what is kept ---- */

static gboolean
have_same_folds (const RetexturePressValues *one, const RetexturePressValues *other)
{
  return one->radius_px == other->radius_px && one->width_px == other->width_px
         && one->surface == other->surface;
}

static void
find_folds (RetexturePress *self, const RetexturePressValues *values)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (self->edit);
  g_autoptr (RetextureLevelMask) mask = NULL;
  g_autoptr (GeglBuffer) reduced = NULL;
  RetextureTonePicture *sharp;
  gdouble radius;

  if (self->tone && have_same_folds (&self->of, values))
    return;
  forget (self);
  self->of = *values;
  self->width_px = values->width_px > 0.0 ? values->width_px
                                          : USUAL_WIDTH * MIN (extent->width, extent->height);
  mask = retexture_level_mask_new_of_surface (self->edit, values->surface, 0.0);
  if (values->surface == RETEXTURE_SURFACE_CLOTH)
    {
      g_autoptr (RetextureLevelMask) skin
          = retexture_level_mask_new_of_surface (self->edit, RETEXTURE_SURFACE_SKIN, 0.0);

      retexture_level_mask_leave_out_person (mask, skin);
    }
  reduced = retexture_tone_picture_reduce (self->edit, mask);
  radius = MAX (values->radius_px / mask->step, LEAST_RADIUS);
  self->tone = retexture_tone_picture_new (reduced, mask, radius);
  sharp = retexture_tone_picture_new (reduced, mask, 0.5 * radius);
  retexture_folds_find (self->tone, sharp, radius, MAX (self->width_px / mask->step, 2.0 * radius),
                        self->folds);
  retexture_tone_picture_free (sharp);
}

static RetextureLattice *
find_gain (const RetextureTonePicture *tone, const RetexturePlane *folds, gfloat amount)
{
  RetextureLattice *gain = retexture_lattice_new (folds->width, folds->height);

  for (gint i = 0; i < folds->width * folds->height; i++)
    gain->values[i]
        = expf (-amount * tone->inside->values[i] * CLAMP (folds->values[i], -MOST, MOST));
  return gain;
}

static RetexturePressSetup *
setup_new (RetexturePress *self, const RetexturePressValues *values)
{
  RetexturePressSetup *setup = g_atomic_rc_box_new0 (RetexturePressSetup);
  const RetextureTonePicture *tone;
  gdouble weight = 0.0, square = 0.0;
  gint n;

  find_folds (self, values);
  tone = self->tone;
  n = tone->luma.width * tone->luma.height;
  setup->values = *values;
  setup->width_px = self->width_px;
  setup->share = retexture_tone_picture_get_share (tone);
  setup->fields = retexture_tone_fields_new (tone, values->radius_px);
  for (gint i = 0; i < n; i++)
    {
      const gfloat fold = self->folds[1].values[i];

      weight += tone->inside->values[i];
      square += tone->inside->values[i] * fold * fold;
    }
  if (values->amount > 0.0)
    for (gint c = 0; c < 3; c++)
      setup->fields->gain[c] = find_gain (tone, &self->folds[c], values->amount);
  setup->strength = weight > 0.0 ? sqrt (square / weight) : 0.0;
  return setup;
}

static gboolean
is_for (gconstpointer item, gconstpointer values)
{
  const RetexturePressSetup *setup = item;

  return setup->values.amount == ((const RetexturePressValues *) values)->amount
         && have_same_folds (&setup->values, values);
}

RetexturePressSetup *
retexture_press_get_setup (RetexturePress *self, const RetexturePressValues *values)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  RetexturePressSetup *setup = retexture_kept_find (&self->setups, is_for, values);

  if (!setup)
    {
      setup = setup_new (self, values);
      retexture_kept_add (&self->setups, setup);
    }
  return g_atomic_rc_box_acquire (setup);
}

RetexturePressValues
retexture_press_values_read (GObject *operation)
{
  RetexturePressValues values;
  gint surface;

  g_object_get (operation, "amount", &values.amount, "radius", &values.radius_px, "width",
                &values.width_px, "surface", &surface, NULL);
  values.amount /= 100.0;
  values.surface = (RetextureSurface) surface;
  return values;
}
