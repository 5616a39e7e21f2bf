/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Renders the parts of a Frequency Separation. Called by the operation and by the report.
 */
#pragma once

#include "parts.h"
#include "split.h"

/* Renders `area` of a part (one of parts.h, or the number of a band) of `source` into the
 * same area of `target`, which has the format retexture_split_output_format () says. `source` must
 * hold the area and retexture_split_reach () pixels around it, as far as the picture goes.
 * `edited` may be NULL; joined, it stands in for the tone layer as far as it is there and opaque.
 */
void retexture_split_render (GeglBuffer *source,
                             GeglBuffer *edited,
                             GeglBuffer *target,
                             const GeglRectangle *area,
                             const RetextureSplitSettings *settings,
                             gint part);

/* The same of several parts in one pass, each into the same area of its buffer. Neither the joined
 * picture nor the halo meter may be among them, and rounding comes last. */
void retexture_split_render_parts (GeglBuffer *source,
                                   GeglBuffer *edited,
                                   const RetexturePartTarget *targets,
                                   guint n_targets,
                                   const GeglRectangle *area,
                                   const RetextureSplitSettings *settings);

/* The low pass that makes one of the two sides of a split. */
void retexture_split_blur (GeglBuffer *source,
                           GeglBuffer *target,
                           const GeglRectangle *area,
                           RetextureSplitFilter filter,
                           gdouble radius_px,
                           gdouble tolerance);
