/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With an original, healthy texture is the original's own, outside what was changed; how strong it
 * is around a place is what the original shows there, since that returns. Without one it is the
 * edit's, outside what is plastic.
 */
#include "recovery.h"

#include <math.h>
#include <string.h>

#include "healthy-grain.h"
#include "kept.h"
#include "kept-energy.h"
#include "plastic.h"

/* Pixels, where the pictures do not say. */
#define USUAL_RADIUS 4.0

/* Setups kept: of the final size and of a few values tried. */
#define KEPT 4

/* A block wants borrowed texture from this weight on. */
#define WANTED 0.15f

/* More than this would be noise. */
#define MOST_SHARPENING 1.5

/* Less cannot be told from none. */
#define LEAST_LEFT 0.25

/* From this share of skin on skin is what is meant: of a picture, and of what was selected. */
#define SKIN_SHARE 0.03
#define SKIN_SHARE_SELECTED 0.3

/* Less of a block is not covered. */
#define OPAQUE 0.999

#define SURFACES (RETEXTURE_SURFACE_CLOTH + 1)

struct _RetextureRecovery
{
  GObject parent;

  GeglRectangle frame;
  RetextureMissing *missing;
  RetextureMissingRange *range; /* of the radius that was found; NULL without an original */
  RetextureAligned *aligned;
  RetextureLattice *uncovered;
  RetextureSurvey *survey;         /* of the edit */
  GeglBuffer *healthy;             /* the picture that texture is borrowed from, */
  RetextureSurvey *healthy_survey; /* whose blocks are the edit's, */
  RetextureLattice *lost;          /* and how much of its own texture each has lost, or never had */
  gfloat *selected;                /* share of each block; NULL: all */
  RetextureGrain *grain;
  RetextureLattice *grain_around; /* NULL where nothing is lost, or without grain */
  gdouble radius;
  gdouble kept; /* of the energy of the original's finest band, by aligning */

  GMutex lock;
  RetextureLenders *lenders[SURFACES]; /* NULL where they are not known yet */
  RetextureKept setups;
};

G_DEFINE_TYPE (RetextureRecovery, retexture_recovery, G_TYPE_OBJECT)

static gint
count (const RetextureRecovery *self)
{
  return self->survey->columns * self->survey->rows;
}

static void
retexture_recovery_finalize (GObject *object)
{
  RetextureRecovery *self = RETEXTURE_RECOVERY (object);

  retexture_kept_clear (&self->setups);
  for (gint i = 0; i < SURFACES; i++)
    g_clear_pointer (&self->lenders[i], retexture_lenders_unref);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->range, retexture_missing_range_free);
  g_clear_object (&self->missing);
  g_clear_object (&self->aligned);
  g_clear_object (&self->grain);
  g_clear_object (&self->healthy);
  g_clear_pointer (&self->grain_around, retexture_lattice_free);
  g_clear_pointer (&self->lost, retexture_lattice_free);
  g_clear_pointer (&self->uncovered, retexture_lattice_free);
  g_clear_pointer (&self->healthy_survey, retexture_survey_unref);
  g_clear_pointer (&self->survey, retexture_survey_unref);
  g_free (self->selected);
  G_OBJECT_CLASS (retexture_recovery_parent_class)->finalize (object);
}

static void
retexture_recovery_class_init (RetextureRecoveryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_recovery_finalize;
}

static void
retexture_recovery_init (RetextureRecovery *self)
{
  g_mutex_init (&self->lock);
  retexture_kept_init (&self->setups, KEPT, (GDestroyNotify) retexture_recovery_setup_unref);
}

/* ---- the pictures ---- */

/* Whether all of a block that is in the picture is also in an area, and opaque. */
static gboolean
is_covered (const RetextureSurvey *survey, gint i, const GeglRectangle *area)
{
  const gdouble block = RETEXTURE_BLOCK * RETEXTURE_BLOCK;
  GeglRectangle inside = retexture_survey_block_area (survey, i);

  gegl_rectangle_intersect (&inside, &inside, &survey->extent);
  return gegl_rectangle_contains (area, &inside)
         && survey->blocks[i].opaque * block > OPAQUE * inside.width * inside.height;
}

/* Where the original does not reach, in blocks of the edit; NULL: nowhere. There it lends nothing
 * either. */
static RetextureLattice *
find_uncovered (RetextureSurvey *survey, GeglBuffer *original)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (original);
  RetextureLattice *uncovered = retexture_lattice_new (survey->columns, survey->rows);
  gboolean any = FALSE;

  for (gint i = 0; i < survey->columns * survey->rows; i++)
    if (!is_covered (survey, i, extent))
      {
        uncovered->values[i] = 1.0f;
        survey->blocks[i].opaque = 0.0f;
        any = TRUE;
      }
  if (!any)
    g_clear_pointer (&uncovered, retexture_lattice_free);
  return uncovered;
}

/* What a place is of, the edit says, whatever lay there before, and whatever became of its light.
 */
static void
take_colours (RetextureSurvey *survey, const RetextureSurvey *edit)
{
  for (gint i = 0; i < edit->columns * edit->rows; i++)
    memcpy (survey->blocks[i].colour, edit->blocks[i].colour, sizeof survey->blocks[i].colour);
}

/* Where the original is not what the edit shows it has no texture of that, in blocks. */
static RetextureLattice *
find_strange (const RetextureRecovery *self)
{
  static const gdouble block = RETEXTURE_BLOCK;
  const GeglRectangle overlap = retexture_missing_get_overlap (self->missing);
  RetextureLattice *strange = retexture_lattice_new (self->survey->columns, self->survey->rows);
  const gint level = self->range->change_level;
  const RetextureLatticePlace place = {
    .step = ldexp (block, -level),
    .x0 = ldexp (0.5 * (block - 1.0) + self->frame.x - overlap.x, -level),
    .y0 = ldexp (0.5 * (block - 1.0) + self->frame.y - overlap.y, -level),
  };

  retexture_lattice_read (self->range->change, &place,
                          GEGL_RECTANGLE (0, 0, strange->columns, strange->rows), strange->values);
  return strange;
}

/* Its blocks are to be the edit's, wherever it lies. */
static gboolean
look_at_original (RetextureRecovery *self,
                  GeglBuffer *edit,
                  GeglBuffer *original,
                  GCancellable *cancellable)
{
  self->healthy = gegl_buffer_create_sub_buffer (original, &self->frame);
  self->missing = retexture_missing_new (edit, original, cancellable);
  self->healthy_survey = self->missing ? retexture_survey_new (self->healthy, cancellable) : NULL;
  if (!self->healthy_survey)
    return FALSE;
  take_colours (self->healthy_survey, self->survey);
  self->uncovered = find_uncovered (self->healthy_survey, original);
  self->radius = retexture_missing_get_radius (self->missing);
  if (self->radius <= 0.0)
    self->radius = USUAL_RADIUS;
  self->range = retexture_missing_range_new (self->missing, self->radius);
  self->lost = find_strange (self);
  return TRUE;
}

static void
look_at_edit (RetextureRecovery *self, GeglBuffer *edit)
{
  self->radius = USUAL_RADIUS;
  self->healthy = g_object_ref (edit);
  self->healthy_survey = retexture_survey_ref (self->survey);
  self->lost = retexture_plastic_find_lost (self->survey, RETEXTURE_SURFACE_ANY);
}

/* What was resampled lost some of its finest detail. */
static void
find_kept (RetextureRecovery *self, GeglBuffer *original, GeglBuffer *given)
{
  gdouble kept[RETEXTURE_KEPT_BANDS] = { 1.0, 1.0, 1.0 };

  if (self->aligned && original && given)
    retexture_kept_energy_find (given, original, &self->frame,
                                &retexture_aligned_get_alignment (self->aligned)->motion, kept);
  self->kept = kept[0];
}

/* The photograph's own, where it is of the edit's scale; else as it lies under the edit, or as the
 * edit has it where nothing was done to it. */
static void
measure_grain (RetextureRecovery *self,
               GeglBuffer *original,
               GeglBuffer *given,
               GCancellable *cancellable)
{
  const gdouble scale = self->aligned ? retexture_transform_scale (
                            &retexture_aligned_get_alignment (self->aligned)->motion.transform)
                                      : 1.0;
  GeglBuffer *photograph = given && fabs (scale - 1.0) < 0.05 ? given : original;
  const gfloat *selected = original ? NULL : self->selected;
  g_autoptr (RetextureLattice) lost = NULL;

  if (photograph)
    {
      lost = retexture_healthy_grain_find_strange (self->lost);
      self->grain = retexture_healthy_grain_of_photograph (photograph, self->healthy, self->survey,
                                                           lost, cancellable);
    }
  else
    {
      lost = retexture_lattice_copy (self->lost);
      self->grain = retexture_healthy_grain_measure (self->healthy, self->survey, lost, selected,
                                                     cancellable);
    }
  if (lost && self->grain)
    self->grain_around = retexture_healthy_grain_find_around (self->grain, self->healthy,
                                                              self->healthy_survey, lost, selected);
}

RetextureRecovery *
retexture_recovery_new (GeglBuffer *edit,
                        GeglBuffer *original,
                        RetextureAligned *aligned,
                        GeglBuffer *given,
                        GeglBuffer *selection,
                        GCancellable *cancellable)
{
  g_autoptr (RetextureRecovery) self = g_object_new (RETEXTURE_TYPE_RECOVERY, NULL);

  self->frame = *gegl_buffer_get_extent (edit);
  if (original && !gegl_rectangle_intersect (NULL, &self->frame, gegl_buffer_get_extent (original)))
    original = NULL;
  g_set_object (&self->aligned, aligned);
  self->survey = retexture_survey_new (edit, cancellable);
  if (!self->survey || (original && !look_at_original (self, edit, original, cancellable)))
    return NULL;
  if (!original)
    look_at_edit (self, edit);
  if (selection)
    self->selected = retexture_survey_cover (self->survey, selection);
  find_kept (self, original, given);
  measure_grain (self, original, given, cancellable);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&self);
}

gboolean
retexture_recovery_has_original (RetextureRecovery *self)
{
  return self->missing != NULL;
}

void
retexture_recovery_read_contrast (RetextureRecovery *self,
                                  const GeglRectangle *area,
                                  gfloat *values)
{
  if (self->missing)
    {
      const GeglRectangle overlap = retexture_missing_get_overlap (self->missing);
      const RetextureLatticePlace place = retexture_lattice_place_over (
          &overlap, 1.0, ldexp (RETEXTURE_BAND_CELL, RETEXTURE_BAND_COARSE), RETEXTURE_BAND_FIRST);

      retexture_lattice_read (retexture_missing_get_contrast (self->missing), &place, area, values);
    }
  else
    for (gint i = 0; i < area->width * area->height; i++)
      values[i] = 1.0f;
}

gdouble
retexture_recovery_get_radius (RetextureRecovery *self)
{
  return self->radius;
}

gfloat
retexture_recovery_get_sharpening (RetextureRecovery *self)
{
  /* The band overlaps with the next, which lost less: all of it would be too much there. */
  return CLAMP (pow (MAX (self->kept, 0.01), -1.0 / 3.0), 1.0, MOST_SHARPENING);
}

gdouble
retexture_recovery_get_faded (RetextureRecovery *self)
{
  return CLAMP (sqrt (self->kept), LEAST_LEFT, 1.0);
}

RetextureGrain *
retexture_recovery_get_grain (RetextureRecovery *self)
{
  return self->grain;
}

const RetextureLattice *
retexture_recovery_get_grain_around (RetextureRecovery *self)
{
  return self->grain_around;
}

const RetextureLattice *
retexture_recovery_get_lost (RetextureRecovery *self)
{
  return self->lost;
}

/* ---- what wants texture ---- */

/* All of a block that is touched at all, and its neighbours, so that between them nothing is less
 * than whole inside the selection, which limits the result itself. */
static RetextureLattice *
find_selected (const RetextureRecovery *self)
{
  const gint columns = self->survey->columns, rows = self->survey->rows;
  RetextureLattice *wanted = retexture_lattice_new (columns, rows);

  for (gint i = 0; i < columns * rows; i++)
    if (self->selected[i] > 0.0f)
      for (gint k = 0; k < 9; k++)
        {
          const gint x = CLAMP (i % columns + k % 3 - 1, 0, columns - 1);
          const gint y = CLAMP (i / columns + k / 3 - 1, 0, rows - 1);

          wanted->values[y * columns + x] = 1.0f;
        }
  return wanted;
}

static gfloat
likelihood (const RetextureRecovery *self, RetextureSurface surface, gint i)
{
  return retexture_surface_likelihood (surface, self->survey->blocks + i);
}

/* What was changed is known from the original, whatever it is. Without one a picture of somebody
 * is looked at for skin, where nothing else is asked for; but not what somebody selected beside. */
static RetextureSurface
resolve (const RetextureRecovery *self, RetextureSurface surface)
{
  const gdouble least = self->selected ? SKIN_SHARE_SELECTED : SKIN_SHARE;
  gdouble skin = 0.0, all = 0.0;

  if (surface != RETEXTURE_SURFACE_ANY || self->missing)
    return surface;
  for (gint i = 0; i < count (self); i++)
    {
      const gdouble weight = self->selected ? self->selected[i] : 1.0;

      all += weight;
      if (likelihood (self, RETEXTURE_SURFACE_SKIN, i) > RETEXTURE_SURFACE_LIKELY)
        skin += weight;
    }
  return skin > least * all ? RETEXTURE_SURFACE_SKIN : RETEXTURE_SURFACE_ANY;
}

static RetextureSourceWeights *
find_weights (const RetextureRecovery *self,
              gdouble radius_px,
              const RetextureMissingRange *range,
              gboolean protect,
              RetextureSurface surface)
{
  g_autoptr (RetextureLattice) plastic = NULL;
  RetextureSourceFacts facts = {
    .frame = self->frame, .missing = self->missing, .range = range, .uncovered = self->uncovered
  };

  if (self->aligned)
    facts.alignment = retexture_aligned_get_alignment (self->aligned);
  if (!self->missing)
    facts.plastic = plastic = self->selected ? find_selected (self)
                                             : retexture_plastic_find_lost (self->survey, surface);
  return retexture_source_weights_new (&facts, radius_px, protect);
}

/* ---- lenders ---- */

/* Blocks of the target, of which each weighs as much as it wants borrowed texture. */
static gfloat *
find_target (const RetextureRecovery *self, RetextureSurface surface)
{
  g_autoptr (RetextureSourceWeights) weights
      = find_weights (self, self->radius, self->range, TRUE, surface);
  gfloat *cover
      = retexture_source_weights_get_blocks (weights, self->survey->columns, self->survey->rows);

  for (gint i = 0; i < count (self); i++)
    {
      if (self->selected)
        cover[i] *= self->selected[i];
      if (cover[i] < WANTED || likelihood (self, surface, i) < RETEXTURE_SURFACE_LIKELY)
        cover[i] = 0.0f;
    }
  return cover;
}

/* ---- setups ---- */

static void
setup_clear (gpointer data)
{
  RetextureRecoverySetup *setup = data;

  g_clear_pointer (&setup->range, retexture_missing_range_free);
  retexture_wanted_cells_free (setup->lent);
  retexture_wanted_cells_free (setup->grained);
  retexture_source_weights_free (setup->weights);
  retexture_lenders_unref (setup->lenders);
}

void
retexture_recovery_setup_unref (RetextureRecoverySetup *self)
{
  g_atomic_rc_box_release_full (self, setup_clear);
}

static RetextureRecoverySetup *
setup_new (RetextureRecovery *self, gdouble radius_px, gboolean protect, RetextureSurface surface)
{
  RetextureRecoverySetup *setup = g_atomic_rc_box_new0 (RetextureRecoverySetup);
  const RetextureSurface meant = resolve (self, surface);
  RetextureLenders **lenders = self->lenders + meant;

  if (!*lenders)
    *lenders = retexture_lenders_find (self->survey, self->healthy, self->healthy_survey,
                                       find_target (self, meant), meant, self->lost->values);
  setup->radius_px = radius_px;
  setup->protect = protect;
  setup->surface = surface;
  if (self->missing)
    setup->range = retexture_missing_range_new (self->missing, radius_px);
  setup->weights = find_weights (self, radius_px, setup->range, protect, meant);
  if ((*lenders)->anywhere)
    retexture_source_weights_limit (setup->weights, (*lenders)->anywhere);
  setup->lent = retexture_wanted_cells_new (setup->weights, setup->weights->borrowed, 1);
  setup->grained = retexture_wanted_cells_new (setup->weights, setup->weights->grain, 0);
  setup->lenders = retexture_lenders_ref (*lenders);
  return setup;
}

static gboolean
is_for (gconstpointer item, gconstpointer values)
{
  const RetextureRecoverySetup *setup = item, *wanted = values;

  return setup->radius_px == wanted->radius_px && setup->protect == wanted->protect
         && setup->surface == wanted->surface;
}

RetextureRecoverySetup *
retexture_recovery_get_setup (RetextureRecovery *self,
                              gdouble radius_px,
                              gboolean protect,
                              RetextureSurface surface)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const RetextureRecoverySetup wanted
      = { .radius_px = radius_px, .protect = protect, .surface = surface };
  RetextureRecoverySetup *setup = retexture_kept_find (&self->setups, is_for, &wanted);

  if (!setup)
    {
      setup = setup_new (self, radius_px, protect, surface);
      retexture_kept_add (&self->setups, setup);
    }
  return g_atomic_rc_box_acquire (setup);
}
