/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that is to be said of a picture: what the user answered, and what the suite did.
 */
#pragma once

#include "source-type.h"
#include "steps.h"

G_BEGIN_DECLS

typedef struct
{
  RetextureBeneath beneath;
  const gchar *system, *system_version; /* of the AI, as the user typed them; "" where not given */
  GPtrArray *steps;                     /* of RetextureStep, those in the picture, oldest first */
  const gchar *agent, *version;         /* the program, and the version that speaks now */
  const gchar *host;                    /* what it ran in */
} RetextureDisclosure;

/* Which program did a step, with its version: "Retexture 0.1.0 (GIMP 2.10.34)". */
gchar *retexture_disclosure_agent_of (const RetextureDisclosure *self, const RetextureStep *step);

RetextureDone retexture_disclosure_get_done (const RetextureDisclosure *self);

/* In plain sentences, in the user's language: what lies beneath, and what was done, without
 * settings. What is not known is said to be. */
gchar *retexture_disclosure_to_statement (const RetextureDisclosure *self,
                                          const gchar *source_type);

G_END_DECLS
