/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Memory that is touched for the first time is cleared by the kernel, page by page, which takes
 * longer than most of what the plug-in then does with it, and longest when babl sets up its tables
 * at the start.
 */
#pragma once

/* Begins the program anew with the C library asking for large pages and keeping them; at once where
 * it does so already, or cannot. To be called before all else. */
void retexture_huge_pages_use (char *const *arguments);
