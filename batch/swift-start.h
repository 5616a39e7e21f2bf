/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GIMP starts a process for each picture that is loaded, and one for each that is saved. Half of
 * such a process's time goes by before it begins: babl clears its tables page by page, and GEGL
 * loads FFmpeg's libraries for two operations that no picture needs.
 */
#pragma once

#include <gio/gio.h>

/* Has what is launched start without either; but where the user has set how memory is to be had, it
 * is had so. */
void batch_swift_start_prepare (GSubprocessLauncher *launcher);
