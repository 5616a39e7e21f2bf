/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The definition of a C2PA manifest, as c2patool and other tools of its library read it: what the
 * picture was made from and each step, in JSON. It is not signed; that takes a certificate of the
 * user's.
 */
#pragma once

#include "disclosure.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *title;       /* of the file, without a folder */
  const gchar *format;      /* its MIME type */
  const gchar *source_type; /* a URI, or NULL where it is not known */
  /* The file that was opened: its MIME type and SHA-256 in hexadecimal digits; NULL where it is not
   * known. */
  const gchar *before_format, *before_hash;
} RetextureManifest;

gchar *retexture_manifest_to_json (const RetextureManifest *self,
                                   const RetextureDisclosure *disclosure);

G_END_DECLS
