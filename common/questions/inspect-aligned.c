/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-aligned.h"

#include <glib/gi18n-lib.h>

#include "aligned.h"

/* Moves smaller than this, in pixels, are none worth naming. */
#define NO_MOVE 0.05

static gchar *
describe (const RetextureAlignment *found)
{
  if (found->verdict == RETEXTURE_ALIGNMENT_NO_GAIN)
    return g_strdup (_ ("The original already lies as well as it can."));
  if (found->displacement < NO_MOVE)
    return g_strdup (_ ("The original fits once it has the edit's size."));
  return g_strdup_printf (_ ("The original was moved by up to %.1f pixels."), found->displacement);
}

void
retexture_inspect_aligned (RetextureRendering *rendering, RetextureFindings *findings)
{
  GObject *aligned = retexture_rendering_get_aligned (rendering);
  const RetextureAlignment *found;

  if (!aligned)
    return;
  found = retexture_aligned_get_alignment (RETEXTURE_ALIGNED (aligned));
  retexture_findings_add_note (findings, describe (found), FALSE);
  retexture_findings_add_note (
      findings,
      g_strdup_printf (_ ("It shows the same as %.0f %% of the edit; what both share agrees to "
                          "%.0f %%."),
                       100.0 * found->matched, 100.0 * found->after),
      FALSE);
}
