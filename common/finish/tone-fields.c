/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "tone-fields.h"

RetextureToneFields *
retexture_tone_fields_new (const RetextureTonePicture *picture, gdouble radius_px)
{
  RetextureToneFields *self = g_new0 (RetextureToneFields, 1);

  self->mask = retexture_level_mask_ref (picture->mask);
  self->radius_px = radius_px;
  self->room = retexture_lattice_copy (picture->room);
  return self;
}

void
retexture_tone_fields_free (RetextureToneFields *self)
{
  if (!self)
    return;
  retexture_level_mask_unref (self->mask);
  retexture_lattice_free (self->room);
  for (gint c = 0; c < 3; c++)
    {
      g_clear_pointer (&self->gain[c], retexture_lattice_free);
      g_clear_pointer (&self->add[c], retexture_lattice_free);
    }
  g_free (self);
}
