/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A disclosure in a picture's metadata: IPTC's Digital Source Type and AI system, XMP's history,
 * and where it is wished the sentences for people. What stands there already stays, and what was
 * written before is not written again.
 */
#pragma once

#include <gexiv2/gexiv2.h>

#include "disclosure.h"

G_BEGIN_DECLS

/* Where the sentences go; both may be asked for. */
typedef enum
{
  RETEXTURE_STATEMENT_NOWHERE = 0,
  RETEXTURE_STATEMENT_DESCRIPTION = 1 << 0, /* dc:description */
  RETEXTURE_STATEMENT_INSTRUCTIONS = 1 << 1 /* photoshop:Instructions */
} RetextureStatementPlace;

/* The Digital Source Type that stands there, or NULL. */
gchar *retexture_xmp_get_source_type (GExiv2Metadata *metadata);

/* The AI system that is named there, and its version; "" where it is not. */
void retexture_xmp_get_system (GExiv2Metadata *metadata, gchar **system, gchar **version);

/* FALSE and an error where the metadata take it not. */
gboolean retexture_xmp_write (GExiv2Metadata *metadata,
                              const RetextureDisclosure *disclosure,
                              RetextureStatementPlace places,
                              GError **error);

/* The first of the tags that disclose something which `wanted` has and `metadata` lacks or has
 * otherwise; NULL where all are there. Free it. */
gchar *retexture_xmp_find_missing (GExiv2Metadata *metadata, GExiv2Metadata *wanted);

/* Copies those tags from `source`, over what is there. */
gboolean retexture_xmp_copy (GExiv2Metadata *metadata, GExiv2Metadata *source, GError **error);

G_END_DECLS
