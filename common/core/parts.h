/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts a method can split a picture into, by number: the value of its operation's internal
 * property "part". Bands count from 1, the finest.
 */
#pragma once

#define RETEXTURE_PART_JOINED -1 /* all of them put together again */
#define RETEXTURE_PART_LOW 0     /* tone, with the picture's alpha */
#define RETEXTURE_PART_FINEST 1
#define RETEXTURE_PART_TEXTURE 99   /* all bands together, to look at */
#define RETEXTURE_PART_ROUNDING 100 /* what floating point left of the sum */
#define RETEXTURE_PART_HALO 101     /* where a Gaussian rings; white is a tenth of full scale */
#define RETEXTURE_PART_CLIPPED 102  /* white where texture had to stay in a lower layer */
