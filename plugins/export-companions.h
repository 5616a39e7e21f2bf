/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies beside an exported file, for machines and for people.
 */
#pragma once

#include <libgimp/gimp.h>

#include "disclosure.h"

/* What was exported. */
typedef struct
{
  gint32 image;
  const gchar *title;       /* of the file, without a folder */
  const gchar *mime;        /* its type */
  const gchar *source_type; /* a URI, or NULL where it is not known */
  const RetextureDisclosure *disclosure;
} RetextureExported;

typedef struct
{
  const gchar *parameter;                             /* that asks for it */
  const gchar *ending;                                /* behind the file's whole name */
  gchar *(*make) (const RetextureExported *exported); /* its text */
} RetextureCompanion;

#define RETEXTURE_N_COMPANIONS 2
extern const RetextureCompanion retexture_companions[RETEXTURE_N_COMPANIONS];

/* The file that the image was opened from or last saved to; NULL where there is none. */
gchar *retexture_export_get_image_path (gint32 image);
