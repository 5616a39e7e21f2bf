/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one graph that turns an edit, an original, a selection and parameters into pixels: for the
 * layers a procedure leaves, for single and in-place output, and for the preview. Because all of
 * them pull from here, what the preview shows is what they get.
 *
 *     original ──┐
 *     edit ──► method ──► TEXTURE ──┐
 *       ├───────────────────────► compose ──► RESULT
 *       └──► tone mask ──► MASK ────┘
 *     white, black, selection ─┘
 *     or plastic map
 */
#pragma once

#include <gio/gio.h>

#include "composition.h"
#include "alignment.h"
#include "method-parameters.h"
#include "split-rendering.h"

G_BEGIN_DECLS

typedef enum
{
  RETEXTURE_VIEW_RESULT,   /* the composite; R'G'B'A */
  RETEXTURE_VIEW_UNMASKED, /* the composite where the mask is white; R'G'B'A */
  RETEXTURE_VIEW_TEXTURE,  /* the pixels of the layer, in the edit's format */
  RETEXTURE_VIEW_MASK,     /* the layer mask; Y float, 0 to 1 */
  RETEXTURE_VIEW_EDIT,     /* the edit, untouched */
  /* Only of methods that split the picture: */
  RETEXTURE_VIEW_TONE, /* what remains when texture is taken away */
  RETEXTURE_VIEW_HALO, /* where the split rings; grey, white is worst */
  /* Only of methods that take texture from several sources: */
  RETEXTURE_VIEW_SOURCES /* where each is used, in colours */
} RetextureView;

#define RETEXTURE_TYPE_RENDERING (retexture_rendering_get_type ())
G_DECLARE_FINAL_TYPE (RetextureRendering, retexture_rendering, RETEXTURE, RENDERING, GObject)

/* All buffers share the edit's coordinates. `blending` is kept as a pointer, for as long as the
 * rendering lives. `original` may be NULL for methods that can do without one;
 * `selection` (Y float, 0 to 1) NULL where nothing is selected, which selects everything. The
 * buffers are a picture read at `zoom` (1.0: full size). */
RetextureRendering *retexture_rendering_new (const gchar *operation,
                                             const RetextureBlending *blending,
                                             GeglBuffer *edit,
                                             GeglBuffer *original,
                                             GeglBuffer *selection,
                                             gdouble zoom);

/* The original shares no coordinates with the edit: it must be aligned before it is of any use. */
void retexture_rendering_set_apart (RetextureRendering *self, gboolean apart);

/* Whether the original serves as it lies until it is aligned, where it shares the edit's
 * coordinates: for previews, which show something sooner. And whether that is so now. */
void retexture_rendering_set_provisional (RetextureRendering *self, gboolean lies);
gboolean retexture_rendering_is_provisional (RetextureRendering *self);

/* The same, of `area` (in full-size pixels) read at a lower zoom (below 1.0), for a preview that
 * shows less. Costs one read of the area; the coordinates of its views are full-size ones times
 * `zoom`. */
RetextureRendering *
retexture_rendering_new_zoomed (RetextureRendering *full, const GeglRectangle *area, gdouble zoom);

/* The same buffers in a graph of its own, for another thread. */
RetextureRendering *retexture_rendering_copy (RetextureRendering *self);

/* The same method with the same analysis on another picture, without selection or second picture.
 */
RetextureRendering *retexture_rendering_new_of (RetextureRendering *self, GeglBuffer *edit);

/* The pictures; NULL where there is none. The original as the method sees it: aligned, where that
 * is asked for; and none until then. */
GeglBuffer *retexture_rendering_get_edit (RetextureRendering *self);
GeglBuffer *retexture_rendering_get_original (RetextureRendering *self);
GeglBuffer *retexture_rendering_get_selection (RetextureRendering *self);
/* The original as it was given. */
GeglBuffer *retexture_rendering_get_given (RetextureRendering *self);

/* Where alone the second picture may be looked at (Y float, 0 to 1, in its coordinates); NULL:
 * everywhere. Only analyses ask for it. */
void retexture_rendering_set_marked (RetextureRendering *self, GeglBuffer *marked);
GeglBuffer *retexture_rendering_get_marked (RetextureRendering *self);

/* Another picture, with coordinates of its own, that the result can be matched to; NULL: none. */
void retexture_rendering_set_model (RetextureRendering *self, GeglBuffer *model);
GeglBuffer *retexture_rendering_get_model (RetextureRendering *self);

/* From now on the selection does not limit what changes, because whoever takes the pixels limits it
 * himself. Analyses still see it. */
void retexture_rendering_leave_selection (RetextureRendering *self);

/* What was found out about the pictures beforehand, for operations with a property of this name;
 * zoomed renderings made later share it. */
#define RETEXTURE_PROPERTY_ANALYSIS "analysis"
void retexture_rendering_set_analysis (RetextureRendering *self, GObject *analysis);
GObject *retexture_rendering_get_analysis (RetextureRendering *self);

/* Where the original has to lie, a RetextureAligned, to be found where it is asked for with the
 * values last set, and not known yet; NULL where not, or cancelled, or, with an error worded for
 * the user, where it cannot be aligned, or would have to be. Analyses are of the original as it
 * lies, so they come after it, and are forgotten where that changes. */
GObject *retexture_rendering_find_aligned (RetextureRendering *self,
                                           RetextureProgressFunc progress,
                                           GCancellable *cancellable,
                                           GError **error);
void retexture_rendering_set_aligned (RetextureRendering *self, GObject *aligned);
/* What is in use; NULL where the original lies as it was given. */
GObject *retexture_rendering_get_aligned (RetextureRendering *self);

/* What is to serve as the original where none is given and the values want one, to be found where
 * it is not known yet; NULL where not, or cancelled, or, with an error worded for the user, where
 * it cannot be made. Analyses come after it, as after aligning. */
GeglBuffer *retexture_rendering_find_stand_in (RetextureRendering *self,
                                               GCancellable *cancellable,
                                               GError **error);
void retexture_rendering_set_stand_in (RetextureRendering *self, GeglBuffer *stand_in);

/* What the automatic mask has to know of the pictures (automatic-mask.h), to be found where it is
 * asked for and not known yet; NULL where not, or cancelled. It is kept and shared as the analysis
 * is. */
GObject *retexture_rendering_find_plastic (RetextureRendering *self, GCancellable *cancellable);
void retexture_rendering_set_plastic (RetextureRendering *self, GObject *plastic);

/* Takes over the values; the set is not kept. */
void retexture_rendering_set_parameters (RetextureRendering *self, RetextureParameters *parameters);

/* The node to pull a view from; belongs to the rendering. */
GeglNode *retexture_rendering_get_node (RetextureRendering *self, RetextureView view);

/* The operation that makes the method's pixels, with the values last set; belongs to it. */
GObject *retexture_rendering_get_operation (RetextureRendering *self);

/* Whether the method makes parts, of which each can be pulled by its number (see parts.h), besides
 * the views: it splits the picture into them, or takes texture from several sources. */
gboolean retexture_rendering_splits (RetextureRendering *self);
gboolean retexture_rendering_has_sources (RetextureRendering *self);
GeglNode *retexture_rendering_get_part (RetextureRendering *self, gint part);

/* What pulling `area` of each part would give, in one pass: those that make layers. */
void retexture_rendering_render_parts (RetextureRendering *self,
                                       const RetexturePartTarget *targets,
                                       guint n_targets,
                                       const GeglRectangle *area);

/* How its pixels are laid over the edit with the values last set, and how strongly: 0 to 1. */
RetextureComposition retexture_rendering_get_composition (RetextureRendering *self,
                                                          gdouble *opacity);

/* Seconds since values were last set, when work with them begins. */
gdouble retexture_rendering_get_age (RetextureRendering *self);

/* Where the method changes anything at all: the overlap of edit and original. */
GeglRectangle retexture_rendering_get_extent (RetextureRendering *self);

/* TRUE where the mask is the same everywhere, and that value; cheaper than looking. */
gboolean retexture_rendering_mask_is_flat (RetextureRendering *self, gdouble *value);

G_END_DECLS
