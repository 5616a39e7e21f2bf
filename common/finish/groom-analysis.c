/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "groom-analysis.h"

#include "hair-cells.h"
#include "kept.h"
#include "sleeves.h"

#define KEPT 4

#define USUAL_DISTANCE (1.0 / 8.0)

struct _RetextureGroom
{
  GObject parent;

  GeglBuffer *marks; /* sleeves of what was marked, and nothing else is known; NULL: nothing was */
  gdouble marked_share;
  RetextureRidges *ridges;
  RetextureLattice *face;             /* NULL: none */
  RetextureLattice *found, *selected; /* distances from the mass; NULL: nothing is selected */
  GMutex mutex;
  RetextureKept setups;
};

G_DEFINE_TYPE (RetextureGroom, retexture_groom, G_TYPE_OBJECT)

static void
setup_clear (gpointer data)
{
  RetextureGroomSetup *self = data;

  retexture_hairs_free (self->hairs);
  g_object_unref (self->sleeves);
}

void
retexture_groom_setup_unref (RetextureGroomSetup *self)
{
  g_atomic_rc_box_release_full (self, setup_clear);
}

static void
retexture_groom_finalize (GObject *object)
{
  RetextureGroom *self = RETEXTURE_GROOM (object);

  retexture_kept_clear (&self->setups);
  g_clear_object (&self->marks);
  g_clear_pointer (&self->ridges, retexture_ridges_free);
  g_clear_pointer (&self->face, retexture_lattice_free);
  g_clear_pointer (&self->found, retexture_lattice_free);
  g_clear_pointer (&self->selected, retexture_lattice_free);
  g_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (retexture_groom_parent_class)->finalize (object);
}

static void
retexture_groom_class_init (RetextureGroomClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_groom_finalize;
}

static void
retexture_groom_init (RetextureGroom *self)
{
  g_mutex_init (&self->mutex);
  retexture_kept_init (&self->setups, KEPT, (GDestroyNotify) retexture_groom_setup_unref);
}

RetextureGroom *
retexture_groom_new (GeglBuffer *edit, GeglBuffer *selection, GCancellable *cancellable)
{
  g_autoptr (RetextureGroom) self = g_object_new (RETEXTURE_TYPE_GROOM, NULL);
  g_autoptr (RetextureLevelMask) skin = NULL;
  g_autoptr (RetextureLattice) mass = NULL;

  self->ridges = retexture_ridges_new (edit, cancellable);
  if (!self->ridges)
    return NULL;
  skin = retexture_level_mask_new_of_surface (edit, RETEXTURE_SURFACE_SKIN, 0.0);
  if (skin->face)
    self->face = retexture_hair_cells_of_mask (self->ridges, skin, skin->face);
  mass = retexture_hair_cells_of_mask (self->ridges, skin, skin->hair);
  self->found = retexture_hair_cells_measure (mass);
  if (selection)
    {
      g_autoptr (RetextureLattice) drawn
          = retexture_hair_cells_of_selection (self->ridges, selection);

      self->selected = retexture_hair_cells_measure (drawn);
    }
  return g_steal_pointer (&self);
}

RetextureGroom *
retexture_groom_new_marked (GeglBuffer *edit, GeglBuffer *marked)
{
  RetextureGroom *self = g_object_new (RETEXTURE_TYPE_GROOM, NULL);

  self->marks
      = retexture_sleeves_new_marked (marked, gegl_buffer_get_extent (edit), &self->marked_share);
  return self;
}

/* ---- setups ---- */

/* But for the amount. */
static gboolean
is_for (gconstpointer item, gconstpointer wanted)
{
  const RetextureGroomValues *one = &((const RetextureGroomSetup *) item)->values;
  const RetextureGroomValues *other = wanted;

  return one->width_px == other->width_px && one->distance_px == other->distance_px
         && one->sensitivity == other->sensitivity && one->inside == other->inside
         && one->selected == other->selected;
}

static gboolean
has_mass (const RetextureLattice *distances)
{
  return distances && distances->values[0] < G_MAXFLOAT;
}

static RetextureGroomSetup *
setup_new_marked (RetextureGroom *self, const RetextureGroomValues *values)
{
  RetextureGroomSetup *setup = g_atomic_rc_box_new0 (RetextureGroomSetup);

  setup->values = *values;
  setup->has_mass = setup->is_marked = TRUE;
  setup->hairs = retexture_hairs_new ();
  setup->sleeves = g_object_ref (self->marks);
  setup->share = self->marked_share;
  return setup;
}

static RetextureGroomSetup *
setup_new (RetextureGroom *self, const RetextureGroomValues *values)
{
  const GeglRectangle *extent = &self->ridges->extent;
  const RetextureLattice *distances = values->selected ? self->selected : self->found;
  RetextureGroomSetup *setup = g_atomic_rc_box_new0 (RetextureGroomSetup);
  RetextureHairLook look
      = { values->width_px, values->distance_px, values->sensitivity, values->inside };

  if (look.distance_px <= 0.0)
    look.distance_px = USUAL_DISTANCE * MIN (extent->width, extent->height);
  setup->values = *values;
  setup->has_mass = has_mass (distances);
  setup->hairs
      = retexture_hairs_find (self->ridges, distances ? distances : self->found, self->face, &look);
  if (!setup->has_mass)
    g_array_set_size (setup->hairs->hairs, 0);
  setup->sleeves = retexture_sleeves_new (self->ridges, setup->hairs, &setup->share);
  return setup;
}

RetextureGroomSetup *
retexture_groom_get_setup (RetextureGroom *self, const RetextureGroomValues *values)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  RetextureGroomSetup *setup = retexture_kept_find (&self->setups, is_for, values);

  if (!setup)
    {
      setup = self->marks ? setup_new_marked (self, values) : setup_new (self, values);
      retexture_kept_add (&self->setups, setup);
    }
  return g_atomic_rc_box_acquire (setup);
}

RetextureGroomValues
retexture_groom_values_read (GObject *operation)
{
  RetextureGroomValues values;
  gint mass;

  g_object_get (operation, "amount", &values.amount, "width", &values.width_px, "distance",
                &values.distance_px, "sensitivity", &values.sensitivity, "inside", &values.inside,
                "mass", &mass, NULL);
  values.amount /= 100.0;
  values.sensitivity /= 100.0;
  values.selected = mass == 1;
  return values;
}
