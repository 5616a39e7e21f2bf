/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a dialog says of methods that tell detail apart by the height of a face, their "size".
 */
#pragma once

#include "findings.h"

/* That a height was found, and the offer to set it; nothing where it is `set_px` already. */
void retexture_face_size_add (RetextureFindings *findings, gdouble set_px, gdouble found_px);

/* Less of a picture than this share is nothing of its surface. */
#define RETEXTURE_LEAST_SURFACE 0.0005

/* Whether so much of the picture is of it; else an error, worded for the user. */
gboolean retexture_surface_is_there (gdouble share, GError **error);
