/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "imperfection-private.h"

#include <math.h>

#include "luma.h"

/* Kept: setups of the levels that are shown to choose from and of a few values tried, and masks of
 * a few sizes and surfaces. */
#define KEPT 8
#define KEPT_MASKS 3

typedef struct
{
  RetextureSurface surface;
  gdouble size_px;
  RetextureLevelMask *mask;
  RetextureLattice *contrast; /* as RetextureLevelSetup has it */
} KeptMask;

G_DEFINE_TYPE (RetextureImperfection, retexture_imperfection, G_TYPE_OBJECT)

static void
setup_clear (gpointer data)
{
  RetextureLevelSetup *self = data;

  retexture_level_mask_unref (self->mask);
  g_clear_pointer (&self->contrast, retexture_lattice_free);
  g_clear_pointer (&self->change, retexture_lattice_free);
  for (gint i = 0; i < RETEXTURE_LEVEL_SUMS; i++)
    for (gint c = 0; c < 3; c++)
      g_clear_pointer (&self->coarse[i][c], retexture_lattice_free);
}

void
retexture_level_setup_unref (RetextureLevelSetup *self)
{
  g_atomic_rc_box_release_full (self, setup_clear);
}

static void
kept_mask_free (gpointer data)
{
  KeptMask *kept = data;

  retexture_level_mask_unref (kept->mask);
  g_clear_pointer (&kept->contrast, retexture_lattice_free);
  g_free (kept);
}

static void
retexture_imperfection_finalize (GObject *object)
{
  RetextureImperfection *self = RETEXTURE_IMPERFECTION (object);

  retexture_kept_clear (&self->setups);
  retexture_kept_clear (&self->masks);
  g_clear_object (&self->reference);
  g_clear_object (&self->selection);
  g_clear_object (&self->missing);
  g_clear_object (&self->model);
  for (gint k = 0; k < self->n; k++)
    for (gint i = 0; i < 2; i++)
      retexture_lattice_free (self->energies[k][i]);
  for (gint i = 0; i < 2; i++)
    for (gint c = 0; c < 3; c++)
      g_clear_pointer (&self->coarse[i][c], retexture_lattice_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (retexture_imperfection_parent_class)->finalize (object);
}

static void
retexture_imperfection_class_init (RetextureImperfectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_imperfection_finalize;
}

static void
retexture_imperfection_init (RetextureImperfection *self)
{
  g_mutex_init (&self->mutex);
  retexture_kept_init (&self->setups, KEPT, (GDestroyNotify) retexture_level_setup_unref);
  retexture_kept_init (&self->masks, KEPT_MASKS, kept_mask_free);
}

RetextureImperfection *
retexture_imperfection_new (GeglBuffer *edit,
                            GeglBuffer *original,
                            GeglBuffer *selection,
                            GCancellable *cancellable)
{
  RetextureImperfection *self;
  g_autoptr (RetexturePairEnergies) energies = NULL;
  RetexturePicturePair pair;
  GeglRectangle frame = *gegl_buffer_get_extent (edit);

  if (original && !gegl_rectangle_intersect (&frame, &frame, gegl_buffer_get_extent (original)))
    {
      original = NULL;
      frame = *gegl_buffer_get_extent (edit);
    }
  retexture_picture_pair_init (&pair, original ? original : edit, edit, &frame);
  energies = retexture_pair_energies_new (&pair, cancellable);
  retexture_picture_pair_clear (&pair);
  if (!energies)
    return NULL;

  self = g_object_new (RETEXTURE_TYPE_IMPERFECTION, NULL);
  self->frame = frame;
  self->reference = g_object_ref (original ? original : edit);
  g_set_object (&self->selection, selection);
  self->n = energies->n;
  for (gint k = 0; k < self->n; k++)
    {
      self->energies[k][0] = retexture_lattice_copy (energies->bands[k].original);
      self->energies[k][1] = retexture_lattice_copy (energies->bands[k].edit);
    }
  for (gint i = 0; i < 2; i++)
    for (gint c = 0; c < 3; c++)
      self->coarse[i][c] = retexture_lattice_copy (energies->coarse[i][c]);
  if (original)
    self->missing = retexture_missing_new_from (energies, &frame);
  return self;
}

void
retexture_imperfection_set_made (RetextureImperfection *self)
{
  self->made = TRUE;
}

gboolean
retexture_imperfection_has_original (RetextureImperfection *self)
{
  return self->missing != NULL;
}

GeglBuffer *
retexture_imperfection_get_reference (RetextureImperfection *self)
{
  return self->reference;
}

GeglRectangle
retexture_imperfection_get_frame (RetextureImperfection *self)
{
  return self->frame;
}

RetextureImperfection *
retexture_imperfection_get_model (RetextureImperfection *self,
                                  GeglBuffer *picture,
                                  GCancellable *cancellable)
{
  RetextureImperfection *model = NULL;

  g_mutex_lock (&self->mutex);
  if (self->model && self->model->reference == picture)
    model = g_object_ref (self->model);
  g_mutex_unlock (&self->mutex);
  if (model)
    return model;

  /* Whoever renders meanwhile is not kept waiting. */
  model = retexture_imperfection_new (picture, NULL, NULL, cancellable);
  g_mutex_lock (&self->mutex);
  if (model)
    g_set_object (&self->model, model);
  g_mutex_unlock (&self->mutex);
  return model;
}

/* ---- setups ---- */

static gboolean
mask_is_for (gconstpointer item, gconstpointer wanted)
{
  const KeptMask *kept = item;
  const RetextureLevelValues *values = wanted;

  return kept->surface == values->surface && kept->size_px == values->size_px;
}

/* Takes out what was changed on purpose: amid features only what is just coarser than what was lost
 * tells that. */
static void
leave_out_changed (RetextureImperfection *self, RetextureLevelMask *mask)
{
  const gdouble radius
      = MIN (RETEXTURE_LEVEL_CHANGE * mask->size, retexture_missing_get_radius (self->missing));
  gint level;
  g_autoptr (RetextureLattice) change
      = retexture_missing_find_change (self->missing, radius, &level);
  const RetextureLatticePlace place = retexture_picture_pair_place (
      mask->x, mask->y, mask->step, &self->frame, 0, ldexp (1.0, level), 0.0);
  RetextureLattice *whole = mask->whole;
  const gint n = whole->columns * whole->rows;
  gfloat *changed = gegl_scratch_new (gfloat, n);

  retexture_lattice_read (change, &place, GEGL_RECTANGLE (0, 0, whole->columns, whole->rows),
                          changed);
  for (gint i = 0; i < n; i++)
    whole->values[i] = MAX (whole->values[i] * (1.0f - changed[i]), mask->fine->values[i]);
  gegl_scratch_free (changed);
}

/* What a place shows of contrast is drawn towards 1 where it has hardly two tones (contrast.h):
 * what lies between that and the contrast of all may be either, and what is as far beyond 1 is not.
 */
static gfloat
settle (gfloat excess, gfloat of_all)
{
  const gfloat along = of_all < 0.0f ? -excess : excess;
  const gfloat settled = MAX (along, fabsf (of_all) + 2.0f * MIN (along, 0.0f));

  return of_all < 0.0f ? -settled : settled;
}

/* Nothing where the pictures have the same contrast, so that what is read between cells is nothing,
 * too. */
static RetextureLattice *
find_excess (RetextureImperfection *self, const RetextureLevelMask *mask)
{
  RetextureLattice *excess
      = retexture_lattice_copy (retexture_missing_get_contrast (self->missing));
  const gfloat of_all = retexture_imperfection_find_contrast (self, mask) - 1.0;

  for (gint i = 0; i < excess->columns * excess->rows; i++)
    excess->values[i] = settle (excess->values[i] - 1.0f, of_all);
  return excess;
}

static const KeptMask *
find_mask (RetextureImperfection *self, const RetextureLevelValues *values)
{
  KeptMask *kept = retexture_kept_find (&self->masks, mask_is_for, values);

  if (!kept)
    {
      kept = g_new (KeptMask, 1);
      *kept = (KeptMask){
        values->surface, values->size_px,
        retexture_level_mask_new (self->reference, values->surface, values->size_px), NULL
      };
      if (self->missing)
        retexture_level_mask_find_whole (kept->mask);
      if (self->missing && !self->made)
        {
          leave_out_changed (self, kept->mask);
          kept->contrast = find_excess (self, kept->mask);
        }
      retexture_kept_add (&self->masks, kept);
    }
  return kept;
}

static gint
count_octaves (const RetextureImperfection *self, const RetextureLevelGains *gains)
{
  gint n = 0;

  while (n < self->n && gains->share[n] > 0.0f)
    n++;
  return n;
}

/* The whole picture's coarse level of one channel, or the luma of all three where c is 3. */
static RetextureLevel
read_coarse (RetextureLattice *const coarse[3], gint c, const GeglRectangle *area)
{
  const gsize n = (gsize) area->width * area->height;
  RetextureLevel level = retexture_pyramid_level_new (area);
  gfloat *channels;

  if (c < 3)
    {
      retexture_lattice_read_places (coarse[c], area, level.values);
      return level;
    }
  channels = gegl_scratch_new (gfloat, 3 * n);
  for (gint i = 0; i < 3; i++)
    retexture_lattice_read_places (coarse[i], area, channels + i * n);
  for (gsize i = 0; i < n; i++)
    {
      const gfloat rgb[3] = { channels[i], channels[n + i], channels[2 * n + i] };

      level.values[i] = retexture_luma (rgb);
    }
  gegl_scratch_free (channels);
  return level;
}

static void
keep_coarse (RetextureLevelSetup *setup, gint c, const RetextureLevel *sums)
{
  for (gint i = 0; i < RETEXTURE_LEVEL_SUMS && sums[i].values; i++)
    {
      const gsize n = (gsize) sums[i].area.width * sums[i].area.height;

      /* Lightness, which comes last, goes to all. */
      for (gint to = c < 3 ? c : 0; to < (c < 3 ? c + 1 : 3); to++)
        for (gsize k = 0; k < n; k++)
          setup->coarse[i][to]->values[k] += sums[i].values[k];
      gegl_scratch_free (sums[i].values);
    }
}

static void
find_coarse (RetextureImperfection *self, RetextureLevelSetup *setup)
{
  const RetextureLattice *like = self->coarse[0][0];
  const GeglRectangle own = { 0, 0, like->columns, like->rows };
  RetextureLevelGains gains[2];
  RetextureLevelAreas areas;
  RetextureLevelWeights weights;
  gint n;

  retexture_level_gains_find (setup->values.level, setup->mask->size, 1.0, &gains[0], &gains[1]);
  n = count_octaves (self, &gains[0]);
  for (gint i = 0; i < RETEXTURE_LEVEL_SUMS; i++)
    for (gint c = 0; c < 3; c++)
      setup->coarse[i][c] = retexture_lattice_new (own.width, own.height);
  if (n <= RETEXTURE_BAND_COARSE)
    return;
  retexture_level_areas_init (&areas, RETEXTURE_BAND_COARSE, n, &own);
  retexture_level_weights_read (setup->mask, &areas, self->frame.x, self->frame.y, 1.0, &weights);
  for (gint c = 0; c < 4; c++)
    {
      const GeglRectangle *needed = &areas.needed[RETEXTURE_BAND_COARSE];
      const RetextureLevel reference = read_coarse (self->coarse[0], c, needed);
      const RetextureLevel edit
          = c < 3 ? read_coarse (self->coarse[1], c, needed) : (RetextureLevel){ .values = NULL };
      RetextureLevel sums[RETEXTURE_LEVEL_SUMS];

      retexture_level_bands_put_together (&areas, &gains[c / 3], &weights, &reference,
                                          edit.values ? &edit : NULL, NULL, sums);
      keep_coarse (setup, c, sums);
      gegl_scratch_free (reference.values);
      if (edit.values)
        gegl_scratch_free (edit.values);
    }
  retexture_level_weights_clear (&areas, &weights);
}

static gboolean
setup_is_for (gconstpointer item, gconstpointer wanted)
{
  const RetextureLevelValues *one = &((const RetextureLevelSetup *) item)->values;
  const RetextureLevelValues *other = wanted;

  return one->level == other->level && one->surface == other->surface
         && one->size_px == other->size_px && one->keep == other->keep;
}

static RetextureLevelSetup *
setup_new (RetextureImperfection *self, const RetextureLevelValues *values)
{
  RetextureLevelSetup *setup = g_atomic_rc_box_new0 (RetextureLevelSetup);
  const KeptMask *kept = find_mask (self, values);

  setup->values = *values;
  setup->frame = self->frame;
  setup->mask = retexture_level_mask_ref (kept->mask);
  setup->marks = retexture_level_marks (values->level);
  setup->permanent = MAX (setup->marks, (gfloat) values->keep);
  if (self->missing && !self->made)
    {
      setup->contrast = retexture_lattice_copy (kept->contrast);
      setup->change = retexture_missing_find_change (
          self->missing, RETEXTURE_LEVEL_CHANGE * setup->mask->size, &setup->change_level);
    }
  find_coarse (self, setup);
  return setup;
}

RetextureLevelSetup *
retexture_imperfection_get_setup (RetextureImperfection *self, const RetextureLevelValues *values)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  RetextureLevelSetup *setup = retexture_kept_find (&self->setups, setup_is_for, values);

  if (!setup)
    {
      setup = setup_new (self, values);
      retexture_kept_add (&self->setups, setup);
    }
  return g_atomic_rc_box_acquire (setup);
}

RetextureLevelValues
retexture_level_values_read (GObject *operation)
{
  RetextureLevelValues values;
  gint surface;
  gdouble keep;

  g_object_get (operation, "level", &values.level, "surface", &surface, "size", &values.size_px,
                "keep", &keep, NULL);
  values.surface = (RetextureSurface) surface;
  values.keep = keep / 100.0;
  return values;
}
