/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "source-type.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* With http, as IPTC asks; it is a name, not an address to call. */
#define VOCABULARY "http://cv.iptc.org/newscodes/digitalsourcetype/"

typedef struct
{
  const gchar *name, *meaning;
  gint ai; /* how much of it generative AI made: 0 none, 1 in part, 2 all of it */
} Term;

static const Term terms[] = {
  { "trainedAlgorithmicMedia", N_ ("Made by generative AI."), 2 },
  { "compositeWithTrainedAlgorithmicMedia", N_ ("Edited with generative AI."), 1 },
  { "compositeSynthetic", N_ ("Put together from parts, some of them made by generative AI."), 1 },
  { "algorithmicallyEnhanced", N_ ("A photograph, enhanced without generative AI."), 0 },
  { "humanEdits", N_ ("A photograph, edited by hand without generative AI."), 0 },
  { "digitalCapture", N_ ("A photograph, as the camera took it."), 0 },
};

static const Term *
find (const gchar *uri)
{
  const gchar *slash = uri ? strrchr (uri, '/') : NULL;

  for (guint i = 0; uri && i < G_N_ELEMENTS (terms); i++)
    if (g_str_equal (terms[i].name, slash ? slash + 1 : uri))
      return &terms[i];
  return NULL;
}

/* By what the user says and what was done; NULL where they do not tell. */
static const gchar *
wanted (RetextureBeneath beneath, RetextureDone done)
{
  switch (beneath)
    {
    case RETEXTURE_BENEATH_GENERATED:
      return "trainedAlgorithmicMedia";
    case RETEXTURE_BENEATH_EDITED:
    case RETEXTURE_BENEATH_PARTLY:
      return "compositeWithTrainedAlgorithmicMedia";
    case RETEXTURE_BENEATH_PHOTOGRAPH:
      return done == RETEXTURE_DONE_BY_HAND        ? "humanEdits"
             : done == RETEXTURE_DONE_BY_ALGORITHM ? "algorithmicallyEnhanced"
                                                   : NULL;
    case RETEXTURE_BENEATH_UNKNOWN:
    default:
      return NULL;
    }
}

gchar *
retexture_source_type_choose (const gchar *existing, RetextureBeneath beneath, RetextureDone done)
{
  const Term *before = find (existing);
  const gchar *name = wanted (beneath, done);

  if (!name || (before && before->ai > 0 && before->ai >= find (name)->ai))
    return existing && *existing ? g_strdup (existing) : NULL;
  return g_strconcat (VOCABULARY, name, NULL);
}

const gchar *
retexture_source_type_describe (const gchar *uri)
{
  const Term *term = find (uri);

  return term ? _ (term->meaning) : NULL;
}

gboolean
retexture_source_type_tells_ai (const gchar *uri)
{
  const Term *term = find (uri);

  return term && term->ai > 0;
}
