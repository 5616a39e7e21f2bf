/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What our operations share besides their maths: over which area they work, in which format, and
 * how much of the picture around it they need. Called by the files in operations/.
 */
#pragma once

#include <gegl-plugin.h>

/* The extent of "input"; empty where there is none. */
GeglRectangle retexture_frame_of_input (GeglOperation *operation);

/* Where "input" and "aux" overlap; empty where one is missing. */
GeglRectangle retexture_frame_of_overlap (GeglOperation *operation);

/* `area` and `margin` pixels around it. */
GeglRectangle retexture_frame_grow (const GeglRectangle *area, gint margin);

/* Fills an area with a gamma-encoded grey, opaque: what a texture layer holds where there is none.
 */
void retexture_frame_fill (GeglBuffer *output, const GeglRectangle *area, gfloat neutral);

/* Makes the output's format that of "input". */
void retexture_frame_keep_format (GeglOperation *operation);

/* Sets up a class of two pictures, of which the second need not be there, whose output has the
 * format of the first. `process` spreads its own rows over the threads. `around` says how much of
 * either picture an area needs; and as much changes when they do. What differs is set afterwards.
 */
void retexture_frame_set_up (
    gpointer operation_class,
    GeglRectangle (*bounding_box) (GeglOperation *),
    GeglRectangle (*around) (GeglOperation *, const gchar *, const GeglRectangle *),
    gboolean (*process) (
        GeglOperation *, GeglBuffer *, GeglBuffer *, GeglBuffer *, const GeglRectangle *, gint));

/* ---- operations that look at the whole picture first ---- */

/* Whether the analysis is still to be made, from all of the pictures: nobody handed one over in
 * "analysis", and "standalone" is on (operations/analysed-properties.h). */
gboolean retexture_frame_looks_at_all (GeglOperation *operation);

/* Sets up a class of these: else it looks as far around an area as `reach` says, in pixels. */
void retexture_frame_set_up_analysed (gpointer operation_class,
                                      GeglRectangle (*bounding_box) (GeglOperation *),
                                      gint (*reach) (GeglOperation *),
                                      gboolean (*process) (GeglOperation *,
                                                           GeglBuffer *,
                                                           GeglBuffer *,
                                                           GeglBuffer *,
                                                           const GeglRectangle *,
                                                           gint));

typedef GObject *(*RetextureFrameAnalyseFunc) (GeglBuffer *input, GeglBuffer *aux);

/* The analysis that was handed over, or one that is made; to be freed. NULL where there is to be
 * none. */
GObject *retexture_frame_find_analysis (GeglOperation *operation,
                                        GeglBuffer *input,
                                        GeglBuffer *aux,
                                        RetextureFrameAnalyseFunc make);

/* A difference that is to be laid over a picture, with the texture layer's "scale" and "offset"
 * (operations/texture-layer-properties.h). */
typedef struct
{
  GObject *analysis;
  GeglBuffer *input, *aux, *output;
  const GeglRectangle *area;
  gdouble pixel_size; /* of the pictures, in the finished picture's */
  gfloat gain;        /* of the difference, which is laid on `neutral` */
  gfloat neutral;
} RetextureDifference;

/* Has it rendered where there is an analysis; elsewhere nothing changes. FALSE without a picture.
 */
gboolean retexture_frame_lay_difference (GeglOperation *operation,
                                         GeglBuffer *input,
                                         GeglBuffer *aux,
                                         GeglBuffer *output,
                                         const GeglRectangle *area,
                                         RetextureFrameAnalyseFunc make,
                                         void (*render) (GeglOperation *operation,
                                                         const RetextureDifference *difference));
