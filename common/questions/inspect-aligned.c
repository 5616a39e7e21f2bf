/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-aligned.h"

#include <glib/gi18n-lib.h>

#include "aligned.h"

void
retexture_inspect_aligned (RetextureRendering *rendering, RetextureFindings *findings)
{
  GObject *aligned = retexture_rendering_get_aligned (rendering);
  const RetextureAlignment *found;

  if (!aligned)
    return;
  found = retexture_aligned_get_alignment (RETEXTURE_ALIGNED (aligned));
  retexture_findings_add_note (
      findings,
      found->verdict == RETEXTURE_ALIGNMENT_NO_GAIN
          ? g_strdup (_ ("The original already lies as well as it can."))
          : g_strdup_printf (_ ("The original was moved by up to %.1f pixels. It shows the same as "
                                "%.0f %% of the edit."),
                             found->displacement, 100.0 * found->matched),
      FALSE);
}
