/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts a method can split a picture into, by number: the value of its operation's internal
 * property "part". Bands count from 1, the finest.
 */
#pragma once

#include <gegl.h>

/* A part, and where it goes. */
typedef struct
{
  gint part;
  GeglBuffer *buffer;
  gboolean filled; /* with what stands for nothing, which needs not be written */
} RetexturePartTarget;

#define RETEXTURE_PART_JOINED -1 /* all of them put together again */

/* Of Frequency Separation, whose parts add up to the picture. */
#define RETEXTURE_PART_LOW 0 /* tone, with the picture's alpha */
#define RETEXTURE_PART_FINEST 1
#define RETEXTURE_PART_TEXTURE 99   /* all bands together, to look at */
#define RETEXTURE_PART_ROUNDING 100 /* what floating point left of the sum */
#define RETEXTURE_PART_HALO 101     /* where a Gaussian rings; white is a tenth of full scale */
#define RETEXTURE_PART_CLIPPED 102  /* white where texture had to stay in a lower layer */

/* Of Recover, whose textures are laid over the edit, each through a mask of its own. */
#define RETEXTURE_PART_RECOVERED 1
#define RETEXTURE_PART_BORROWED 2
#define RETEXTURE_PART_GRAIN 3
#define RETEXTURE_PART_RECOVERED_MASK 11
#define RETEXTURE_PART_BORROWED_MASK 12
#define RETEXTURE_PART_GRAIN_MASK 13
#define RETEXTURE_PART_SHARES 20  /* red, green, blue: how far each of the three counts there */
#define RETEXTURE_PART_SOURCES 21 /* the same as a map in colours over the grey edit */
