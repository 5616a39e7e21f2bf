/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "borrowing-private.h"

#include <math.h>
#include <string.h>

#include "donor-looks.h"
#include "form-field.h"
#include "smooth-step.h"
#include "surroundings.h"
#include "target-ring.h"
#include "tone-response.h"

/* Regions whose looks are compared; the best of them are offered. */
#define CANDIDATES 16

/* What is laid so many times over its target and more, and how far it may be in the end. */
#define OFTEN_FROM 50.0
#define OFTEN_ALL 200.0
#define OFTEN_FARTHEST 1.2

/* Exemplars kept: of the final size and a few zoomed previews. */
#define KEPT 6

G_DEFINE_TYPE (RetextureBorrowing, retexture_borrowing, G_TYPE_OBJECT)

static void
free_other (gpointer one, gpointer other, GDestroyNotify destroy)
{
  if (one && one != other)
    destroy (one);
}

static void
retexture_borrowing_finalize (GObject *object)
{
  RetextureBorrowing *self = RETEXTURE_BORROWING (object);

  retexture_kept_clear (&self->quilts);
  retexture_kept_clear (&self->exemplars);
  g_mutex_clear (&self->lock);
  free_other (self->donor_form, self->edit_form, (GDestroyNotify) retexture_block_field_free);
  free_other (self->donor_survey, self->edit_survey, (GDestroyNotify) retexture_survey_unref);
  g_clear_pointer (&self->edit_form, retexture_block_field_free);
  g_clear_pointer (&self->edit_survey, retexture_survey_unref);
  g_clear_pointer (&self->regions, g_array_unref);
  g_clear_object (&self->donor);
  g_free (self->cover);
  g_free (self->unfit);
  g_free (self->ring);
  G_OBJECT_CLASS (retexture_borrowing_parent_class)->finalize (object);
}

static void
retexture_borrowing_class_init (RetextureBorrowingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_borrowing_finalize;
}

static void
retexture_borrowing_init (RetextureBorrowing *self)
{
  g_mutex_init (&self->lock);
  retexture_kept_init (&self->exemplars, KEPT, (GDestroyNotify) retexture_exemplar_unref);
  retexture_kept_init (&self->quilts, KEPT, (GDestroyNotify) retexture_quilt_unref);
}

/* The one region the user marked. */
static GArray *
marked_region (const RetextureSurvey *survey, GeglBuffer *marked)
{
  const RetextureDonorRegion region
      = { .area = retexture_donor_regions_largest (survey, marked), .score = 1.0 };
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (RetextureDonorRegion));

  if (!gegl_rectangle_is_empty (&region.area))
    g_array_append_val (regions, region);
  return regions;
}

static GArray *
find_regions (const RetextureBorrowing *self, RetextureBlockTest is_usable)
{
  const RetextureSurvey *survey = self->donor_survey;
  const gint n = survey->columns * survey->rows;
  g_autofree gfloat *forbidden = g_new (gfloat, n);

  for (gint i = 0; i < n; i++)
    if (is_usable && !is_usable (survey->blocks + i))
      forbidden[i] = 1.0f;
    else
      forbidden[i] = self->is_own ? self->unfit[i] : 0.0f;
  return retexture_donor_regions_rank (survey, forbidden, &self->target, CANDIDATES);
}

gdouble
retexture_borrowing_farthest (const RetextureBorrowing *self,
                              const GeglRectangle *area,
                              gdouble farthest)
{
  const gdouble side = 2.0 * self->target.reach;
  const gdouble times = side * side / ((gdouble) area->width * area->height);
  const gdouble often
      = retexture_smooth_step (log (OFTEN_FROM), log (OFTEN_ALL), log (times + 1.0));

  return farthest - often * MAX (farthest - OFTEN_FARTHEST, 0.0);
}

/* Leaves those that are at most so far from what is wanted. */
static void
keep_near (RetextureBorrowing *self, gdouble farthest)
{
  for (guint i = self->regions->len; i-- > 0;)
    {
      const RetextureDonorRegion *region = &g_array_index (self->regions, RetextureDonorRegion, i);

      if (region->fit.distance > retexture_borrowing_farthest (self, &region->area, farthest))
        g_array_remove_index (self->regions, i);
    }
}

/* What follows from the surveys and the target. */
static void
look (RetextureBorrowing *self,
      GeglBuffer *edit,
      GeglBuffer *marked,
      const gfloat *lost,
      RetextureBlockTest is_usable,
      gdouble farthest)
{
  self->knows_lost = lost != NULL;
  self->unfit = g_new (gfloat, self->edit_survey->columns * self->edit_survey->rows);
  self->ring = retexture_target_ring_find (self->edit_survey, self->cover, lost, self->unfit);
  self->target = retexture_material_of (self->edit_survey, self->cover, self->ring);
  self->knows_around = retexture_donor_looks_around (edit, self->edit_survey, self->unfit,
                                                     &self->target, &self->around);
  if (!self->is_own)
    self->target.reach = 0.0;
  self->regions
      = marked ? marked_region (self->donor_survey, marked) : find_regions (self, is_usable);
  retexture_donor_looks_sort (self->regions, self->donor,
                              self->knows_around ? &self->around : NULL);
  if (self->knows_around && isfinite (farthest))
    keep_near (self, farthest);
  g_array_set_size (self->regions, MIN (self->regions->len, RETEXTURE_BORROWING_REGIONS));
  self->edit_form = retexture_form_field_new (self->edit_survey, RETEXTURE_SURVEY_FORM);
  self->donor_form = self->donor_survey != self->edit_survey
                         ? retexture_form_field_new (self->donor_survey, RETEXTURE_SURVEY_FORM)
                         : self->edit_form;
}

RetextureBorrowing *
retexture_borrowing_new (GeglBuffer *edit,
                         GeglBuffer *donor,
                         GeglBuffer *marked,
                         GeglBuffer *target,
                         RetextureBlockTest is_usable,
                         RetextureLostFunc find_lost,
                         GCancellable *cancellable)
{
  g_autoptr (RetextureLattice) lost = NULL;
  g_autoptr (RetextureBorrowing) self = g_object_new (RETEXTURE_TYPE_BORROWING, NULL);

  self->is_own = donor == NULL;
  self->is_marked = marked != NULL;
  self->donor = g_object_ref (donor ? donor : edit);
  self->edit_survey = retexture_survey_new (edit, cancellable);
  self->donor_survey
      = donor && self->edit_survey ? retexture_survey_new (donor, cancellable) : self->edit_survey;
  if (!self->donor_survey)
    return NULL;

  self->cover = retexture_survey_cover (self->edit_survey, target);
  if (find_lost)
    lost = find_lost (edit, self->edit_survey, self->cover);
  look (self, edit, marked, lost ? lost->values : NULL, is_usable, INFINITY);
  return g_steal_pointer (&self);
}

RetextureBorrowing *
retexture_borrowing_new_within (GeglBuffer *picture,
                                RetextureSurvey *survey,
                                gfloat *cover,
                                const gfloat *lost,
                                gdouble farthest)
{
  RetextureBorrowing *self = g_object_new (RETEXTURE_TYPE_BORROWING, NULL);

  self->is_own = TRUE;
  self->donor = g_object_ref (picture);
  self->edit_survey = self->donor_survey = retexture_survey_ref (survey);
  self->cover = cover;
  look (self, picture, NULL, lost, NULL, farthest);
  return self;
}

GeglBuffer *
retexture_borrowing_get_donor (RetextureBorrowing *self)
{
  return self->donor;
}

gboolean
retexture_borrowing_is_own (RetextureBorrowing *self)
{
  return self->is_own;
}

gboolean
retexture_borrowing_knows_around (RetextureBorrowing *self)
{
  return self->knows_around;
}

const GArray *
retexture_borrowing_get_regions (RetextureBorrowing *self)
{
  return self->regions;
}

gdouble
retexture_borrowing_get_healthy (RetextureBorrowing *self)
{
  return self->target.texture;
}

const RetextureSurvey *
retexture_borrowing_get_survey (RetextureBorrowing *self)
{
  return self->edit_survey;
}

const RetextureSurvey *
retexture_borrowing_get_donor_survey (RetextureBorrowing *self)
{
  return self->donor_survey;
}

/* ---- exemplars ---- */

static gboolean
is_of_recipe (gconstpointer item, gconstpointer values)
{
  const RetextureExemplarRecipe *one = &((const RetextureExemplar *) item)->recipe;
  const RetextureExemplarRecipe *other = values;

  return gegl_rectangle_equal (&one->area, &other->area) && one->radius == other->radius
         && one->size == other->size && one->pixel_size == other->pixel_size
         && one->colour == other->colour && one->gaussian == other->gaussian
         && one->patch == other->patch && one->turned == other->turned
         && one->mirrored == other->mirrored
         && memcmp (one->others, other->others, sizeof one->others) == 0;
}

/* What is known of the target's surroundings goes before what the donor itself shows. */
static void
look_around (RetextureBorrowing *self, RetextureExemplar *exemplar)
{
  const RetextureSurroundings surroundings = { .edit = self->edit_survey,
                                               .donor = self->donor_survey,
                                               .ring = self->ring,
                                               .target = self->target,
                                               .knows_lost = self->knows_lost };

  if (self->is_own && self->target.known)
    {
      const RetextureToneResponse response = retexture_tone_response_find (
          self->edit_survey, self->unfit, &self->target, exemplar->response);

      exemplar->response = response.power;
      exemplar->darkest = response.darkest;
    }
  exemplar->surroundings = retexture_surroundings_find (&surroundings, exemplar);
}

RetextureExemplar *
retexture_borrowing_get_exemplar (RetextureBorrowing *self,
                                  const RetextureExemplarRecipe *recipe,
                                  GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  RetextureExemplar *exemplar = retexture_kept_find (&self->exemplars, is_of_recipe, recipe);

  if (!exemplar)
    {
      exemplar = retexture_exemplar_new (self->donor, recipe, error);
      if (!exemplar)
        return NULL;
      look_around (self, exemplar);
      retexture_kept_add (&self->exemplars, exemplar);
    }
  return retexture_exemplar_ref (exemplar);
}

typedef struct
{
  const RetextureExemplar *exemplar;
  guint32 seed;
  gint patch;
  const GeglRectangle *extent;
} QuiltWanted;

static gboolean
is_quilt_for (gconstpointer item, gconstpointer values)
{
  const QuiltWanted *wanted = values;

  return retexture_quilt_is_for (item, wanted->exemplar, wanted->seed, wanted->patch,
                                 wanted->extent);
}

RetextureQuilt *
retexture_borrowing_get_quilt (RetextureBorrowing *self,
                               RetextureExemplar *exemplar,
                               guint32 seed,
                               gint patch,
                               const GeglRectangle *extent)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const QuiltWanted wanted = { exemplar, seed, patch, extent };
  RetextureQuilt *quilt = retexture_kept_find (&self->quilts, is_quilt_for, &wanted);

  if (!quilt)
    {
      quilt = retexture_quilt_new (exemplar, seed, patch, extent,
                                   exemplar->recipe.turned ? retexture_turning_at : NULL,
                                   retexture_borrowing_get_turning (self, exemplar), g_free);
      retexture_kept_add (&self->quilts, quilt);
    }
  return retexture_quilt_ref (quilt);
}

/* ---- direction ---- */

struct _RetextureTurning
{
  const RetextureBlockField *form; /* the borrowing's */
  gdouble donor;                   /* radians */
  gdouble pixel_size;
};

RetextureTurning *
retexture_borrowing_get_turning (RetextureBorrowing *self, const RetextureExemplar *exemplar)
{
  RetextureTurning *turning = g_new (RetextureTurning, 1);

  turning->form = self->edit_form;
  turning->donor = retexture_form_field_angle_in (self->donor_form, &exemplar->recipe.area);
  turning->pixel_size = exemplar->recipe.pixel_size;
  return turning;
}

gint
retexture_turning_at (gdouble x, gdouble y, gpointer user_data)
{
  const RetextureTurning *turning = user_data;
  const gdouble angle = retexture_form_field_angle_at (turning->form, x * turning->pixel_size,
                                                       y * turning->pixel_size);

  return (gint) floor ((angle - turning->donor) / G_PI * RETEXTURE_TURNS + 0.5);
}
