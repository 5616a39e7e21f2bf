/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an image knows of its own making: its metadata, and the suite's steps.
 */
#pragma once

#include <gexiv2/gexiv2.h>
#include <libgimp/gimp.h>

#include "disclosure.h"

typedef struct
{
  GExiv2Metadata *metadata; /* empty where the image has none */
  GPtrArray *all, *seen;    /* steps: all there are, and those in the picture */
  gchar *host, *system, *system_version;
  RetextureDisclosure said; /* with what the metadata say of an AI system, and nothing of what lies
                             * beneath */
} RetextureKnown;

void retexture_known_find (RetextureKnown *self, gint32 image);
void retexture_known_clear (RetextureKnown *self);
