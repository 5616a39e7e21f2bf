/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A rectangle of the edit that is kept in four parameters. An operation declares them, all integers
 * in the edit's pixels, with ui_meta ("rectangle", "x"), "y", "width" and "height"; a width of 0 is
 * no rectangle.
 */
#pragma once

#include "parameters.h"

gboolean retexture_rectangle_is_declared (RetextureParameters *parameters);

/* Whether it has an effect with the other parameters as they are. */
gboolean retexture_rectangle_matters (RetextureParameters *parameters);

/* FALSE, and an empty one, where there is none. */
gboolean retexture_rectangle_read (RetextureParameters *parameters, GeglRectangle *rectangle);
/* All four at once, or nothing where one is out of its range. */
gboolean retexture_rectangle_write (RetextureParameters *parameters,
                                    const GeglRectangle *rectangle);

/* All pixels of `extent` that a drag from one point to another touches. */
GeglRectangle retexture_rectangle_between (
    gdouble x1, gdouble y1, gdouble x2, gdouble y2, const GeglRectangle *extent);
