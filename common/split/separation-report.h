/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a Frequency Separation is worth, in numbers: whether the layers really add up, how much
 * texture did not fit into them, and where the Gaussian rings. For a dialog, which runs over the
 * picture in slices of rows, on a thread that may stop between two of them, and for tests.
 */
#pragma once

#include "split.h"

/* A pixel is haloed where the meter shows more than this: a halo of 2 % of full scale. */
#define RETEXTURE_SEPARATION_HALO_THRESHOLD 0.2

/* Sums, so that slices add up; all 0 before the first. */
typedef struct
{
  guint64 pixels;
  guint64 clipped;       /* pixels of which some texture had to stay in a lower layer */
  guint64 haloed;        /* pixels where the Gaussian of this radius rings */
  gdouble largest_error; /* of the recomposed stack, 0 to 1 of full scale; 0 is exact */
} RetextureSeparationReport;

/* Adds `area` of `picture` to the report. The error is found by rendering the layers as they are
 * stored and adding them up with GIMP's own arithmetic; 8 and 16 bit are then rounded as GIMP
 * stores them. */
void retexture_separation_measure (GeglBuffer *picture,
                                   const RetextureSplitSettings *settings,
                                   const GeglRectangle *area,
                                   RetextureSeparationReport *report);
