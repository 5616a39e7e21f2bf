/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What Align Original leaves: one of the two pictures as a new layer where the other lies. Called
 * by method-align.c in place of layers.
 */
#pragma once

#include "job.h"

extern const RetextureDelivery retexture_align_delivery;
