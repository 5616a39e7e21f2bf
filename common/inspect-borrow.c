/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-borrow.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "borrowing.h"

/* Side of the small pictures, in pixels. */
#define THUMBNAIL 60

GObject *
retexture_analyse_borrow (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  RetextureBorrowing *borrowing = retexture_borrowing_new (
      retexture_rendering_get_edit (rendering), retexture_rendering_get_original (rendering),
      retexture_rendering_get_marked (rendering), retexture_rendering_get_selection (rendering),
      cancellable);

  return borrowing ? G_OBJECT (borrowing) : NULL;
}

gboolean
retexture_borrow_needs_analysis (RetextureParameters *parameters)
{
  return TRUE;
}

/* The operation that makes the texture, with the values last set. */
static GObject *
operation_of (RetextureRendering *rendering)
{
  GeglNode *node = retexture_rendering_get_node (rendering, RETEXTURE_VIEW_TEXTURE);

  return G_OBJECT (gegl_node_get_gegl_operation (node));
}

gboolean
retexture_check_borrow (RetextureRendering *rendering,
                        RetextureParameters *parameters,
                        GError **error)
{
  RetextureBorrowing *borrowing
      = RETEXTURE_BORROWING (retexture_rendering_get_analysis (rendering));
  g_autoptr (RetextureExemplar) exemplar = NULL;
  RetextureExemplarRecipe recipe;

  if (retexture_parameters_get_number (parameters, RETEXTURE_PARAMETER_MASK)
          == RETEXTURE_MASK_SELECTION
      && !retexture_rendering_get_selection (rendering))
    {
      g_set_error_literal (error, RETEXTURE_DONOR_ERROR, RETEXTURE_DONOR_NO_TARGET,
                           _ ("Nothing is selected. Select the area that lost its texture, or set "
                              "“mask” to white or black."));
      return FALSE;
    }
  if (!retexture_borrowing_read_recipe (borrowing, operation_of (rendering), &recipe, error))
    return FALSE;
  exemplar = retexture_borrowing_get_exemplar (borrowing, &recipe, error);
  return exemplar != NULL;
}

/* ---- what the dialog shows ---- */

static RetextureChoice *
add_region (RetextureFindings *findings,
            RetextureBorrowing *borrowing,
            const GeglRectangle *area,
            gint number)
{
  GeglBuffer *donor = retexture_borrowing_get_donor (borrowing);
  const gdouble zoom = (gdouble) THUMBNAIL / MAX (area->width, area->height);
  const gint width = MAX (1, (gint) (area->width * zoom));
  const gint height = MAX (1, (gint) (area->height * zoom));
  g_autofree gchar *label = g_strdup_printf (_ ("Region %d: %d × %d pixels at %d, %d"), number,
                                             area->width, area->height, area->x, area->y);
  RetextureChoice *choice = retexture_findings_add_choice (findings, label, width, height);

  gegl_buffer_get (
      donor,
      GEGL_RECTANGLE ((gint) floor (area->x * zoom), (gint) floor (area->y * zoom), width, height),
      zoom, babl_format_with_space ("R'G'B' u8", gegl_buffer_get_format (donor)), choice->pixels,
      GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  retexture_choice_set (choice, "choice", number);
  retexture_choice_set (choice, "donor-width", 0);
  retexture_choice_set (choice, "donor-height", 0);
  return choice;
}

RetextureFindings *
retexture_inspect_borrow (RetextureRendering *rendering,
                          RetextureParameters *parameters,
                          GCancellable *cancellable)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  RetextureFindings *findings = retexture_findings_new ();
  RetextureBorrowing *borrowing;
  const GArray *regions;
  RetextureExemplarRecipe recipe = { 0 };

  if (!RETEXTURE_IS_BORROWING (analysis))
    return findings;
  borrowing = RETEXTURE_BORROWING (analysis);
  regions = retexture_borrowing_get_regions (borrowing);
  retexture_borrowing_read_recipe (borrowing, operation_of (rendering), &recipe, NULL);
  retexture_findings_set_choices_title (findings, _ ("Regions to borrow from"));
  for (guint i = 0; i < regions->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const GeglRectangle *region = &g_array_index (regions, RetextureDonorRegion, i).area;
      RetextureChoice *choice = add_region (findings, borrowing, region, i + 1);

      choice->chosen = gegl_rectangle_equal (region, &recipe.area);
      if (retexture_borrowing_is_own (borrowing))
        choice->area = *region;
    }
  return findings;
}
