/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The parts a method can split a picture into, by number: the value of its operation's internal
 * property "part". Bands count from 1, the finest.
 */
#pragma once

#define RETEXTURE_PART_JOINED -1
#define RETEXTURE_PART_LOW 0
#define RETEXTURE_PART_FINEST 1
#define RETEXTURE_PART_TEXTURE 99 /* all bands together, to look at */
#define RETEXTURE_PART_ROUNDING 100
#define RETEXTURE_PART_HALO 101
