/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "metal-analysis.h"

#include <string.h>

#include "focus.h"

/* Of a block of metal: luma, and the energy of its three finest bands. */
#define DARKEST 0.2
#define LARGEST_ENERGY (0.06 * 0.06)

struct _RetextureMetal
{
  GObject parent;

  RetextureBorrowing *borrowing;
  RetextureFocus *focus;
  RetextureBlockField *form, *donor_form; /* the same one where the donor is the edit */

  GMutex lock;
  RetextureMetalSample *sample; /* the last one measured */
  RetextureSpecular specular;   /* with this light */
};

G_DEFINE_TYPE (RetextureMetal, retexture_metal, G_TYPE_OBJECT)

static void
retexture_metal_finalize (GObject *object)
{
  RetextureMetal *self = RETEXTURE_METAL (object);

  if (self->donor_form != self->form)
    retexture_block_field_free (self->donor_form);
  g_clear_pointer (&self->form, retexture_block_field_free);
  g_clear_object (&self->borrowing);
  g_clear_pointer (&self->focus, retexture_focus_free);
  g_clear_pointer (&self->sample, g_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (retexture_metal_parent_class)->finalize (object);
}

static void
retexture_metal_class_init (RetextureMetalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_metal_finalize;
}

static void
retexture_metal_init (RetextureMetal *self)
{
  g_mutex_init (&self->lock);
}

/* Metal's own texture is faint; what is dark or contrasty is background, print or an edge. */
static gboolean
is_metal (const RetextureBlock *block)
{
  return retexture_block_tone (block) > DARKEST && retexture_block_texture (block) < LARGEST_ENERGY;
}

RetextureMetal *
retexture_metal_new (GeglBuffer *edit,
                     GeglBuffer *donor,
                     GeglBuffer *marked,
                     GeglBuffer *target,
                     GCancellable *cancellable)
{
  g_autoptr (RetextureMetal) self = g_object_new (RETEXTURE_TYPE_METAL, NULL);
  const RetextureSurvey *survey, *donor_survey;

  self->borrowing
      = retexture_borrowing_new (edit, donor, marked, target, is_metal, NULL, cancellable);
  if (!self->borrowing)
    return NULL;
  survey = retexture_borrowing_get_survey (self->borrowing);
  donor_survey = retexture_borrowing_get_donor_survey (self->borrowing);
  self->focus = retexture_focus_new (survey);
  self->form = retexture_form_field_new (survey, 0);
  self->donor_form
      = donor_survey == survey ? self->form : retexture_form_field_new (donor_survey, 0);
  return g_steal_pointer (&self);
}

RetextureBorrowing *
retexture_metal_get_borrowing (RetextureMetal *self)
{
  return self->borrowing;
}

gdouble
retexture_metal_get_blur (RetextureMetal *self, gdouble x, gdouble y)
{
  return retexture_focus_blur_at (self->focus, x, y);
}

gdouble
retexture_metal_get_donor_angle (RetextureMetal *self, const GeglRectangle *area)
{
  return retexture_form_field_angle_in (self->donor_form, area);
}

static gboolean
is_measured (RetextureMetal *self,
             const GeglRectangle *area,
             gdouble radius,
             const RetextureSpecular *specular)
{
  return self->sample && gegl_rectangle_equal (&self->sample->area, area)
         && self->sample->radius == radius && self->specular.beside == specular->beside
         && self->specular.protection == specular->protection;
}

RetextureMetalSample *
retexture_metal_measure (RetextureMetal *self, GObject *operation, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const RetextureSpecular specular = retexture_metal_read_specular (operation);
  GeglRectangle area;
  gdouble radius;

  if (!retexture_borrowing_read_area (self->borrowing, operation, &area, error))
    return NULL;
  g_object_get (operation, "radius", &radius, NULL);
  if (!is_measured (self, &area, radius, &specular))
    {
      RetextureMetalSample *sample = retexture_metal_sample_new (
          retexture_borrowing_get_donor (self->borrowing), &area, radius, &specular, error);

      if (!sample)
        return NULL;
      g_free (self->sample);
      self->sample = sample;
      self->specular = specular;
    }
  return g_memdup2 (self->sample, sizeof *self->sample);
}

RetextureDirection
retexture_metal_read_direction (RetextureMetal *self,
                                GObject *operation,
                                const GeglRectangle *extent)
{
  gdouble angle, x, y;
  gint kind;

  if (self)
    extent = &retexture_borrowing_get_survey (self->borrowing)->extent;
  g_object_get (operation, "direction", &kind, "angle", &angle, "centre-x", &x, "centre-y", &y,
                NULL);
  return (RetextureDirection){
    .kind = kind,
    .form = self ? self->form : NULL,
    .turn = angle / 180.0 * G_PI,
    .x = extent->x + x / 100.0 * extent->width,
    .y = extent->y + y / 100.0 * extent->height,
  };
}

RetextureSpecular
retexture_metal_read_specular (GObject *operation)
{
  gdouble specular, protection;

  g_object_get (operation, "specular", &specular, "protection", &protection, NULL);
  return (RetextureSpecular){ .beside = specular / 100.0,
                              .protection = protection / 100.0,
                              .by_tone = TRUE };
}
