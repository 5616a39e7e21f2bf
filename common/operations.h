/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Makes the operations of common/operations/ known to GEGL. Called once, after gegl_init (), by
 * every program that carries them. The list itself is made by the Makefile from the files that are
 * there.
 */
#pragma once

/* Registers all operations; calling it again does nothing. */
void retexture_operations_register (void);
