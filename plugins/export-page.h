/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page about an exported picture, with its pictures.
 */
#pragma once

#include "export-companions.h"

gchar *retexture_export_page_make (const RetextureExported *exported);
