/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * RETEXTURE_VECTOR marks a pixel loop that is worth compiling once for each instruction set; the
 * one that fits the machine is chosen when the program starts. Sanitizers cannot follow that
 * choice.
 */
#pragma once

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)                                \
    && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define RETEXTURE_VECTOR                                                                           \
  __attribute__ ((target_clones ("arch=x86-64-v4", "arch=x86-64-v3", "default"), optimize ("O3")))
#else
#define RETEXTURE_VECTOR
#endif
