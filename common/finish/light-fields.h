/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What light is to become, as fields over a picture that vary slowly: how much brighter its tone
 * is made, and what is added to its colours. All of it is worked out on the tone band of the
 * surface, so what is finer than the radius has no part in it.
 */
#pragma once

#include "light-tones.h"
#include "tone-fields.h"

RetextureToneFields *retexture_light_fields_new (RetextureLightTones *tones,
                                                 const RetextureLightValues *values);
