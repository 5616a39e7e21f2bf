/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page for people about one picture: before and after, where its texture is from, and each step.
 * One file of HTML with its pictures in it.
 */
#pragma once

#include "disclosure.h"
#include "texture-source.h"

G_BEGIN_DECLS

typedef struct
{
  const gchar *title;                  /* of the file, without a folder */
  const gchar *source_type;            /* a URI, or NULL where it is not known */
  gdouble shares[RETEXTURE_N_SOURCES]; /* of the picture, adding up to 1 */
  gboolean incomplete; /* steps that are no longer layers changed it where nobody can know */
  /* Pictures, as files of JPEG or PNG: whole and small, at full size where most changed, and where
   * texture is from. */
  GBytes *before, *after, *before_detail, *after_detail, *map;
} RetexturePage;

gchar *retexture_page_to_html (const RetexturePage *self, const RetextureDisclosure *disclosure);

G_END_DECLS
