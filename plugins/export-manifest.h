/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The manifest of an exported file's Content Credentials, which names what was opened by its bytes.
 */
#pragma once

#include "export-companions.h"

gchar *retexture_export_manifest_make (const RetextureExported *exported);
