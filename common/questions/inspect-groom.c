/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-groom.h"

#include <glib/gi18n-lib.h>

#include "groom-analysis.h"
#include "groom-rendering.h"

static RetextureGroomSetup *
setup_of (RetextureRendering *rendering)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);
  const RetextureGroomValues values
      = retexture_groom_values_read (retexture_rendering_get_operation (rendering));

  return RETEXTURE_IS_GROOM (analysis)
             ? retexture_groom_get_setup (RETEXTURE_GROOM (analysis), &values)
             : NULL;
}

GObject *
retexture_analyse_groom (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  GeglBuffer *edit = retexture_rendering_get_edit (rendering);
  GeglBuffer *marked = retexture_rendering_get_marked (rendering);
  RetextureGroom *groom
      = marked ? retexture_groom_new_marked (edit, marked)
               : retexture_groom_new (edit, retexture_rendering_get_selection (rendering),
                                      cancellable);

  return groom ? G_OBJECT (groom) : NULL;
}

static gboolean
refuse (GError **error, const gchar *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, sentence);
  return FALSE;
}

static gboolean
changes_selection_only (RetextureParameters *parameters)
{
  return retexture_parameters_get_number (parameters, RETEXTURE_PARAMETER_OUTPUT)
             == RETEXTURE_OUTPUT_IN_PLACE
         || retexture_parameters_get_number (parameters, RETEXTURE_PARAMETER_MASK)
                == RETEXTURE_MASK_SELECTION;
}

gboolean
retexture_check_groom (RetextureRendering *rendering,
                       RetextureParameters *parameters,
                       GError **error)
{
  g_autoptr (RetextureGroomSetup) setup = setup_of (rendering);

  if (setup && setup->is_marked)
    return setup->share > 0.0
           || refuse (error,
                      _ ("“marks” has nothing white over this layer. Paint white where hairs "
                         "are to go."));
  if (setup && setup->values.selected && changes_selection_only (parameters))
    return refuse (
        error,
        _ ("“output” in place, and the mask “selection”, change only what is selected, which "
           "is the hair here. Choose layers, or a single layer, and another mask."));
  if (!setup || setup->has_mass)
    return TRUE;
  return refuse (
      error,
      setup->values.selected
          ? _ ("Select the hair, of which single ones fly away: “mass” is to be what is selected.")
          : _ (
              "No mass of hair was found. Select it roughly, and set “mass” to what is selected."));
}

/* In the edit's coordinates, of which the hairs' are counted from its corner. */
static RetextureLines *
lines_new (const RetextureHairs *hairs, const GeglRectangle *extent)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (RetextureLinesPoint));

  for (guint i = 0; i < hairs->hairs->len; i++)
    {
      const RetextureHair *hair = &g_array_index (hairs->hairs, RetextureHair, i);

      for (gint k = 0; k < hair->n; k++)
        {
          const RetextureHairPoint *at
              = &g_array_index (hairs->points, RetextureHairPoint, hair->first + k);
          const RetextureLinesPoint point = { extent->x + at->x, extent->y + at->y, k == 0 };

          g_array_append_val (points, point);
        }
    }
  return retexture_lines_new_paths (points, _ ("Show hairs"));
}

RetextureFindings *
retexture_inspect_groom (RetextureRendering *rendering,
                         RetextureParameters *parameters,
                         GCancellable *cancellable)
{
  g_autoptr (RetextureGroomSetup) setup = setup_of (rendering);
  RetextureFindings *findings = retexture_findings_new ();
  gint n_hairs;

  if (!setup || !setup->has_mass)
    return findings;
  if (setup->is_marked)
    {
      retexture_findings_add_note (
          findings,
          g_strdup_printf (_ ("What the channel marks goes, %.2f %% of the picture. How hairs are "
                              "found makes no difference then."),
                           100.0 * setup->share),
          FALSE);
      return findings;
    }
  n_hairs = (gint) setup->hairs->hairs->len;
  retexture_findings_add_note (
      findings,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d flyaway hair, %.2f %% of the picture.",
                                    "%d flyaway hairs, %.2f %% of the picture.", n_hairs),
                       n_hairs, 100.0 * setup->share),
      FALSE);
  findings->lines
      = lines_new (setup->hairs, gegl_buffer_get_extent (retexture_rendering_get_edit (rendering)));
  return findings;
}

GeglBuffer *
retexture_groom_find_marks (RetextureRendering *rendering)
{
  g_autoptr (RetextureGroomSetup) setup = setup_of (rendering);
  GeglBuffer *edit = retexture_rendering_get_edit (rendering);
  GeglBuffer *marks = gegl_buffer_new (gegl_buffer_get_extent (edit), babl_format ("Y u8"));

  retexture_groom_render (
      &(RetextureGroomRecipe){
          .setup = setup, .amount = 1.0f, .pixel_size = 1.0, .as_marks = TRUE },
      edit, marks, gegl_buffer_get_extent (edit));
  return marks;
}

void
retexture_groom_report (RetextureRendering *rendering, gdouble *numbers)
{
  g_autoptr (RetextureGroomSetup) setup = setup_of (rendering);

  numbers[0] = setup->hairs->hairs->len;
  numbers[1] = 100.0 * setup->share;
}
