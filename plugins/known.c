/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "known.h"

#include "history.h"
#include "xmp.h"

#define AGENT "Retexture"

void
retexture_known_find (RetextureKnown *self, gint32 image)
{
  GimpMetadata *held = gimp_image_get_metadata (image);

  self->metadata = GEXIV2_METADATA (held ? held : gimp_metadata_new ());
  self->all = retexture_history_collect (image);
  self->seen = retexture_steps_in_picture (self->all);
  self->host = g_strconcat ("GIMP ", gimp_version (), NULL);
  retexture_xmp_get_system (self->metadata, &self->system, &self->system_version);
  self->said = (RetextureDisclosure){ .beneath = RETEXTURE_BENEATH_UNKNOWN,
                                      .system = self->system,
                                      .system_version = self->system_version,
                                      .steps = self->seen,
                                      .agent = AGENT,
                                      .version = RETEXTURE_VERSION,
                                      .host = self->host };
}

void
retexture_known_clear (RetextureKnown *self)
{
  g_object_unref (self->metadata);
  g_ptr_array_unref (self->seen);
  g_ptr_array_unref (self->all);
  g_free (self->host);
  g_free (self->system);
  g_free (self->system_version);
}
