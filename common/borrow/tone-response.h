/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the strength of a material's texture goes with tone: less in the shade, mostly, where pores
 * are lit from all sides. Called by borrowing.c only.
 */
#pragma once

#include "donor-regions.h"

typedef struct
{
  gdouble power;   /* of tone that it goes with, -1 to 2 */
  gdouble darkest; /* tone that was seen; below it nothing is known */
} RetextureToneResponse;

/* By the intact blocks of the target's material around it; with the power `usual` where those are
 * all of one tone. */
RetextureToneResponse retexture_tone_response_find (const RetextureSurvey *survey,
                                                    const gfloat *cover,
                                                    const RetextureMaterial *target,
                                                    gdouble usual);
