/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * IPTC's Digital Source Type (NewsCodes 2024-Q3): which of its terms is true of a picture, by what
 * the user says lies beneath and by what the suite did.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the picture was before this suite, by the user's word. */
typedef enum
{
  RETEXTURE_BENEATH_UNKNOWN,
  RETEXTURE_BENEATH_PHOTOGRAPH, /* no generative AI took part */
  RETEXTURE_BENEATH_EDITED,     /* a photograph that generative AI edited */
  RETEXTURE_BENEATH_PARTLY,     /* parts of it were generated */
  RETEXTURE_BENEATH_GENERATED   /* all of it was */
} RetextureBeneath;

/* What was done to it since. */
typedef enum
{
  RETEXTURE_DONE_NOTHING,
  RETEXTURE_DONE_BY_ALGORITHM,
  RETEXTURE_DONE_BY_HAND
} RetextureDone;

/* The term's URI, or NULL where nothing is known that would say which. A term that tells of AI and
 * stands there already (`existing`, a URI, or NULL) is never lowered. Free it. */
gchar *
retexture_source_type_choose (const gchar *existing, RetextureBeneath beneath, RetextureDone done);

/* What a term says, in a sentence for people; NULL for one that is not known here. */
const gchar *retexture_source_type_describe (const gchar *uri);

/* Whether a term tells of generative AI. */
gboolean retexture_source_type_tells_ai (const gchar *uri);

G_END_DECLS
