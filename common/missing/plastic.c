/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Without an original: what is out of focus keeps its camera's noise, what was smoothed has neither
 * texture nor noise in the finest band; and where it was smoothed less, that band falls off from
 * the next more steeply than it does in other blocks of the same kind of surface.
 */
#include "plastic.h"

#include <math.h>
#include <string.h>

#include "missing.h"
#include "quantile.h"
#include "smooth-step.h"

/* From the first share of lost texture on, at the usual sensitivity, a place counts as plastic. */
#define LOSS_FROM 0.2f
#define LOSS_ALL 0.55f

/* Without an original, in octaves of energy: a finest band as faint as this, half a level of 8 bit,
 * holds neither texture nor any camera's noise. */
#define FAINT_FROM 17.2f
#define FAINT_ALL 18.4f

/* Or it is so much fainter than is usual, and falls off from the next band by so much more. */
#define WEAKER_FROM 2.0f
#define WEAKER_ALL 3.5f
#define STEEPER_FROM 2.0f
#define STEEPER_ALL 3.0f

/* What is usual is more than in this share of the blocks, of which there must be so many. */
#define USUAL_SHARE 0.75
#define LEAST_BLOCKS 24

/* What full sensitivity adds. */
#define OCTAVES 2.0f

/* Energy below any that is told apart. */
#define LEAST_ENERGY 1e-7f

struct _RetexturePlastic
{
  GObject parent;

  /* One of them: with an original, and without. */
  RetextureMissing *missing;
  RetextureSurvey *survey;
};

G_DEFINE_TYPE (RetexturePlastic, retexture_plastic, G_TYPE_OBJECT)

static void
retexture_plastic_finalize (GObject *object)
{
  RetexturePlastic *self = RETEXTURE_PLASTIC (object);

  g_clear_object (&self->missing);
  g_clear_pointer (&self->survey, retexture_survey_unref);
  G_OBJECT_CLASS (retexture_plastic_parent_class)->finalize (object);
}

static void
retexture_plastic_class_init (RetexturePlasticClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_plastic_finalize;
}

static void
retexture_plastic_init (RetexturePlastic *self)
{
}

RetexturePlastic *
retexture_plastic_new (GeglBuffer *edit, GeglBuffer *original, GCancellable *cancellable)
{
  g_autoptr (RetexturePlastic) self = g_object_new (RETEXTURE_TYPE_PLASTIC, NULL);

  if (original)
    self->missing = retexture_missing_new (edit, original, cancellable);
  else
    self->survey = retexture_survey_new (edit, cancellable);
  return self->missing || self->survey ? g_steal_pointer (&self) : NULL;
}

RetextureLattice *
retexture_plastic_find_lost (RetextureSurvey *survey, RetextureSurface surface)
{
  const RetexturePlasticRecipe usual
      = { .kind = RETEXTURE_PLASTIC_LOST, .surface = surface, .sensitivity = 0.5 };
  g_autoptr (RetexturePlastic) self = g_object_new (RETEXTURE_TYPE_PLASTIC, NULL);
  g_autoptr (RetexturePlasticMap) map = NULL;

  self->survey = retexture_survey_ref (survey);
  map = retexture_plastic_find (self, &usual);
  return g_steal_pointer (&map->lattice);
}

gboolean
retexture_plastic_has_original (RetexturePlastic *self)
{
  return self->missing != NULL;
}

/* ---- with an original ---- */

static void
compare_with (RetexturePlastic *self,
              const RetexturePlasticRecipe *recipe,
              RetexturePlasticMap *map)
{
  const gfloat less = 1.5 - recipe->sensitivity;
  gint level;

  map->extent = retexture_missing_get_overlap (self->missing);
  if (recipe->kind == RETEXTURE_PLASTIC_CHANGED)
    {
      map->lattice = retexture_missing_find_change (self->missing, recipe->radius_px, &level);
      map->cell = 1 << level;
      map->at_corners = TRUE;
      return;
    }
  map->lattice = retexture_missing_find_loss (self->missing, recipe->radius_px);
  map->cell = RETEXTURE_BAND_CELL;
  for (gsize i = 0; i < (gsize) map->lattice->columns * map->lattice->rows; i++)
    map->lattice->values[i]
        = retexture_smooth_step (less * LOSS_FROM, less * LOSS_ALL, map->lattice->values[i]);
}

/* ---- without ---- */

/* Binary logarithm of a band's energy. */
static gfloat
strength (const RetextureBlock *block, gint band)
{
  return log2f (block->energy[band] + LEAST_ENERGY);
}

static gfloat
fall_off (const RetextureBlock *block)
{
  return strength (block, 1) - strength (block, 0);
}

/* What is usual of blocks that are likely enough. */
typedef struct
{
  gboolean known;
  gdouble strength, fall_off;
} Usual;

static Usual
find_usual (const RetextureSurvey *survey, const gfloat *likelihood)
{
  const gint n = survey->columns * survey->rows;
  g_autofree gdouble *strengths = g_new (gdouble, n);
  g_autofree gdouble *falls = g_new (gdouble, n);
  guint found = 0;

  for (gint i = 0; i < n; i++)
    if (likelihood[i] > RETEXTURE_SURFACE_LIKELY)
      {
        strengths[found] = strength (survey->blocks + i, 0);
        falls[found++] = fall_off (survey->blocks + i);
      }
  return (Usual){
    .known = found >= LEAST_BLOCKS,
    .strength = retexture_quantile (strengths, found, USUAL_SHARE),
    .fall_off = retexture_quantile (falls, found, 1.0 - USUAL_SHARE),
  };
}

/* `more` octaves are added to what is missing: sensitivity. */
static gfloat
judge (const RetextureBlock *block, const Usual *usual, gfloat more)
{
  const gfloat faint = retexture_smooth_step (FAINT_FROM, FAINT_ALL, more - strength (block, 0));
  const gfloat weaker = retexture_smooth_step (WEAKER_FROM, WEAKER_ALL,
                                               more + usual->strength - strength (block, 0));
  const gfloat steeper = retexture_smooth_step (STEEPER_FROM, STEEPER_ALL,
                                                more + fall_off (block) - usual->fall_off);

  return usual->known ? MAX (faint, weaker * steeper) : faint;
}

static RetextureLattice *
find_smooth (const RetextureSurvey *survey, const gfloat *likelihood, gfloat more)
{
  RetextureLattice *smooth = retexture_lattice_new (survey->columns, survey->rows);
  const Usual usual = find_usual (survey, likelihood);

  for (gint i = 0; i < survey->columns * survey->rows; i++)
    if (likelihood[i] > RETEXTURE_SURFACE_LIKELY)
      smooth->values[i] = judge (survey->blocks + i, &usual, more);
  return smooth;
}

static void
compare_within (RetexturePlastic *self,
                const RetexturePlasticRecipe *recipe,
                RetexturePlasticMap *map)
{
  const RetextureSurvey *survey = self->survey;
  const gint n = survey->columns * survey->rows;
  const gfloat more = OCTAVES * (2.0 * recipe->sensitivity - 1.0);
  g_autofree gfloat *likelihood = g_new (gfloat, n);

  map->extent = survey->extent;
  map->cell = RETEXTURE_BLOCK;
  if (recipe->kind == RETEXTURE_PLASTIC_CHANGED)
    {
      map->lattice = retexture_lattice_new (survey->columns, survey->rows);
      return;
    }
  for (gint i = 0; i < n; i++)
    likelihood[i] = retexture_surface_likelihood (recipe->surface, survey->blocks + i);
  map->lattice = find_smooth (survey, likelihood, more);
  retexture_lattice_smooth (map->lattice, 1);
}

/* ---- the map ---- */

RetexturePlasticRecipe
retexture_plastic_read_recipe (GObject *operation)
{
  RetexturePlasticRecipe recipe;
  gdouble sensitivity;
  gint kind, surface;

  memset (&recipe, 0, sizeof recipe);
  g_object_get (operation, "what", &kind, "surface", &surface, "radius", &recipe.radius_px,
                "sensitivity", &sensitivity, NULL);
  recipe.kind = kind;
  recipe.surface = surface;
  recipe.sensitivity = sensitivity / 100.0;
  return recipe;
}

RetexturePlasticMap *
retexture_plastic_find (RetexturePlastic *self, const RetexturePlasticRecipe *recipe)
{
  RetexturePlasticMap *map = g_new0 (RetexturePlasticMap, 1);

  if (self->missing)
    compare_with (self, recipe, map);
  else
    compare_within (self, recipe, map);
  return map;
}

void
retexture_plastic_map_free (RetexturePlasticMap *self)
{
  if (self)
    retexture_lattice_free (self->lattice);
  g_free (self);
}

void
retexture_plastic_map_read (const RetexturePlasticMap *self,
                            gdouble pixel_size,
                            const GeglRectangle *area,
                            gfloat *values)
{
  const gdouble centre = self->at_corners ? 0.0 : 0.5 / self->cell - 0.5;
  const RetextureLatticePlace place
      = retexture_lattice_place_over (&self->extent, pixel_size, self->cell, centre);

  retexture_lattice_read (self->lattice, &place, area, values);
}

gdouble
retexture_plastic_map_get_share (const RetexturePlasticMap *self)
{
  const gsize n = (gsize) self->lattice->columns * self->lattice->rows;
  gdouble sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += self->lattice->values[i];
  return n ? sum / n : 0.0;
}
