/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "source-map.h"

#include "changes.h"
#include "kept-masks.h"
#include "parts.h"
#include "record.h"

#include <string.h>

/* A level of 8 bits is 1/255; less is rounding. */
#define LEAST (0.5f / 255.0f)

/* ---- the layers that the suite made ---- */

typedef struct
{
  gint32 layer;
  RetextureTextureSource source;
} Unit;

static void
add_unit (GArray *units, gint32 layer, RetextureTextureSource source)
{
  const Unit unit = { layer, source };

  g_array_append_val (units, unit);
}

/* By the mask's number, as plan.c gave it; -1 for what is none of Recover's textures. */
static gint
source_of_part (gint part)
{
  switch (part)
    {
    case RETEXTURE_PART_RECOVERED_MASK:
      return RETEXTURE_SOURCE_PHOTOGRAPHED;
    case RETEXTURE_PART_BORROWED_MASK:
      return RETEXTURE_SOURCE_BORROWED;
    case RETEXTURE_PART_GRAIN_MASK:
      return RETEXTURE_SOURCE_SYNTHESISED;
    default:
      return -1;
    }
}

/* The source of a layer of several, or of the first in a group that is one. */
static gint
find_part (gint32 layer)
{
  gint n = 0;
  g_autofree gint *children
      = gimp_item_is_group (layer) ? gimp_item_get_children (layer, &n) : NULL;
  gint source = source_of_part (retexture_kept_masks_get_part (layer));

  for (gint i = 0; source < 0 && i < n; i++)
    source = find_part (children[i]);
  return source;
}

/* A layer made by a run; or, where it is a group of several textures, each of them. */
static void
add_made (GArray *units, gint32 layer)
{
  gint n = 0;
  g_autofree gint *children
      = gimp_item_is_group (layer) ? gimp_item_get_children (layer, &n) : NULL;
  const guint before = units->len;

  for (gint i = 0; i < n; i++)
    {
      const gint source = gimp_item_get_visible (children[i]) ? find_part (children[i]) : -1;

      if (source >= 0)
        add_unit (units, children[i], source);
    }
  if (units->len == before)
    add_unit (units, layer, retexture_record_get_source (layer));
}

static void
add_layers (GArray *units, const gint *layers, gint n)
{
  for (gint i = 0; i < n; i++)
    if (gimp_item_get_visible (layers[i]))
      {
        gint n_children = 0;
        g_autofree gint *children = gimp_item_is_group (layers[i])
                                        ? gimp_item_get_children (layers[i], &n_children)
                                        : NULL;

        if (retexture_record_is_there (layers[i]))
          add_made (units, layers[i]);
        else
          add_layers (units, children, n_children);
      }
}

static GArray *
find_units (gint32 image)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (Unit));
  gint n;
  g_autofree gint *layers = gimp_image_get_layers (image, &n);

  add_layers (units, layers, n);
  return units;
}

gint32
retexture_source_map_get_before (gint32 image)
{
  const gint32 copy = gimp_image_duplicate (image);
  g_autoptr (GArray) units = find_units (copy);

  for (guint i = 0; i < units->len; i++)
    gimp_item_set_visible (g_array_index (units, Unit, i).layer, FALSE);
  return copy;
}

/* ---- what each changes ---- */

/* What can be seen of an image, in a layer that is not in it. */
static gint32
take_visible (gint32 image)
{
  return gimp_layer_new_from_visible (image, image, "visible");
}

typedef struct
{
  RetextureSourceMap *map;
  RetextureChanges *most;    /* the largest changes so far */
  RetextureChanges *changes; /* those of one layer */
} Search;

/* The strongest texture counts. One that was only adjusted is still where it was from. */
static void
count_cell (guint8 *there, gfloat *most, gfloat change, RetextureTextureSource source)
{
  const gboolean adjusted = source == RETEXTURE_SOURCE_ADJUSTED;

  if (change <= LEAST)
    return;
  if (*there == RETEXTURE_SOURCE_UNTOUCHED || (*there == RETEXTURE_SOURCE_ADJUSTED && !adjusted)
      || (!adjusted && change > *most))
    *there = source;
  *most = MAX (*most, change);
}

static void
compare (const Search *search, gint32 all, gint32 without, RetextureTextureSource source)
{
  g_autoptr (GeglBuffer) one = gimp_drawable_get_buffer (all);
  g_autoptr (GeglBuffer) other = gimp_drawable_get_buffer (without);
  const gsize n = (gsize) search->map->columns * search->map->rows;

  retexture_changes_find (search->changes, one, other);
  for (gsize i = 0; i < n; i++)
    count_cell (search->map->sources + i, search->most->cells + i, search->changes->cells[i],
                source);
}

static void
find_changes (const Search *search, gint32 image)
{
  const gint32 copy = gimp_image_duplicate (image);
  g_autoptr (GArray) units = find_units (copy);
  const gint32 all = take_visible (copy);

  for (guint i = 0; i < units->len; i++)
    {
      const Unit *unit = &g_array_index (units, Unit, i);
      gint32 without;

      gimp_item_set_visible (unit->layer, FALSE);
      without = take_visible (copy);
      gimp_item_set_visible (unit->layer, TRUE);
      if (all != -1 && without != -1)
        compare (search, all, without, unit->source);
      if (without != -1)
        gimp_item_delete (without);
      gimp_progress_update ((i + 1.0) / units->len);
    }
  if (all != -1)
    gimp_item_delete (all);
  gimp_image_delete (copy);
}

/* ---- what is said of them ---- */

static void
count_shares (RetextureSourceMap *self)
{
  const gsize n = (gsize) self->columns * self->rows;

  for (gsize i = 0; i < n; i++)
    self->shares[self->sources[i]] += 1.0 / n;
}

RetextureSourceMap *
retexture_source_map_new (gint32 image, gint detail_width, gint detail_height)
{
  RetextureSourceMap *self = g_new0 (RetextureSourceMap, 1);
  const gint width = gimp_image_width (image), height = gimp_image_height (image);
  g_autoptr (RetextureChanges) most = retexture_changes_new (width, height);
  g_autoptr (RetextureChanges) changes = retexture_changes_new (width, height);

  self->columns = most->columns;
  self->rows = most->rows;
  self->sources = g_malloc ((gsize) self->columns * self->rows);
  memset (self->sources, RETEXTURE_SOURCE_UNTOUCHED, (gsize) self->columns * self->rows);
  find_changes (&(Search){ self, most, changes }, image);
  count_shares (self);
  self->detail = retexture_changes_find_most (most, detail_width, detail_height);
  return self;
}

void
retexture_source_map_free (RetextureSourceMap *self)
{
  g_free (self->sources);
  g_free (self);
}
