/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preview's hands: mouse and keys on the canvas. Dragging pans, or moves the divider where the
 * drag begins near it; over two panes it changes a value, and only the middle button pans; so it is
 * while something is being drawn; the wheel zooms at the pointer; plus, minus, 1 and 0 zoom and the
 * arrows pan while the canvas has the focus. Called once by the preview.
 */
#pragma once

#include "canvas.h"

typedef enum
{
  RETEXTURE_STROKE_BEGINS,
  RETEXTURE_STROKE_MOVES,
  RETEXTURE_STROKE_ENDS
} RetextureStroke;

/* `begins` once for each drag, with no distance yet; `distance` in pixels, to the right. */
typedef void (*RetextureNavigationFunc) (gboolean begins, gdouble distance, gpointer user_data);
/* The pointer's place in image pixels, also outside the picture. */
typedef void (*RetextureNavigationDrawFunc) (RetextureStroke stroke,
                                             gdouble x,
                                             gdouble y,
                                             gpointer user_data);

void retexture_navigation_attach (RetextureCanvas *canvas,
                                  RetextureNavigationFunc drag_value,
                                  gpointer user_data);

/* From now on dragging draws; NULL: it does what it did before, and a stroke has no end. */
void retexture_navigation_set_draw (RetextureCanvas *canvas,
                                    RetextureNavigationDrawFunc draw,
                                    gpointer user_data);
