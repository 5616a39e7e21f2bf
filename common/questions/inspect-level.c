/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspect-level.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "level-report.h"
#include "face-size.h"
#include "level-rendering.h"

#define LEVEL "level"
#define RAISE "raise"

/* Side of the small pictures, in pixels of the picture. */
#define THUMBNAIL 60

/* A place is of the surface with this weight. */
#define WHOLLY 0.9f

static RetextureImperfection *
analysis_of (RetextureRendering *rendering)
{
  GObject *analysis = retexture_rendering_get_analysis (rendering);

  return RETEXTURE_IS_IMPERFECTION (analysis) ? RETEXTURE_IMPERFECTION (analysis) : NULL;
}

static RetextureLevelValues
values_of (RetextureRendering *rendering)
{
  return retexture_level_values_read (retexture_rendering_get_operation (rendering));
}

/* What stands in for an original where none was given; NULL: nothing. */
static GeglBuffer *
stand_in_of (RetextureRendering *rendering)
{
  return retexture_rendering_get_given (rendering) ? NULL
                                                   : retexture_rendering_get_original (rendering);
}

GObject *
retexture_analyse_level (RetextureRendering *rendering, GCancellable *cancellable, GError **error)
{
  RetextureImperfection *imperfection = retexture_imperfection_new (
      retexture_rendering_get_edit (rendering), retexture_rendering_get_original (rendering),
      retexture_rendering_get_selection (rendering), cancellable);

  if (imperfection && stand_in_of (rendering))
    retexture_imperfection_set_made (imperfection);
  return imperfection ? G_OBJECT (imperfection) : NULL;
}

/* ---- what cannot be done ---- */

gboolean
retexture_check_level (RetextureRendering *rendering,
                       RetextureParameters *parameters,
                       GError **error)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  const RetextureLevelValues values = values_of (rendering);

  return !imperfection
         || retexture_surface_is_there (retexture_imperfection_get_share (imperfection, &values),
                                        error);
}

/* ---- what there is to say ---- */

static void
add_size (RetextureFindings *findings,
          RetextureImperfection *imperfection,
          const RetextureLevelValues *values)
{
  g_autoptr (RetextureLevelSetup) setup = retexture_imperfection_get_setup (imperfection, values);

  retexture_face_size_add (findings, values->size_px, setup->mask->size);
}

/* What to say where there is nothing to compare with. */
static gchar *
describe_alone (gdouble level, gboolean changes)
{
  return changes ? g_strdup_printf (_ ("This layer measures about level %.1f, an estimate without "
                                       "its original. Level 5 leaves it as it is."),
                                    level)
                 : g_strdup_printf (_ ("This layer measures about level %.1f: an estimate, without "
                                       "its original."),
                                    level);
}

/* `changes` is FALSE for who only measures. */
static void
add_level (RetextureFindings *findings,
           RetextureRendering *rendering,
           const RetextureLevelMeasure *measure,
           gboolean changes)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  GeglBuffer *stand_in = stand_in_of (rendering);
  const gboolean alone = !retexture_imperfection_has_original (imperfection);
  const gdouble level = retexture_level_judge (imperfection, measure);
  RetextureNote *note;
  gchar *text;

  if (level < 0.0)
    text = g_strdup (_ ("Too little of this surface is seen to tell its level."));
  else if (alone)
    text = describe_alone (level, changes);
  else if (stand_in == retexture_rendering_get_edit (rendering))
    text = g_strdup (_ ("Nothing plastic was found, so this layer is taken for level 5."));
  else if (stand_in)
    text = g_strdup_printf (_ ("The healthy texture that is borrowed measures about level %.1f. "
                               "Against it this layer has level %.1f."),
                            measure->reference_alone, level);
  else
    text = g_strdup_printf (_ ("Measured against its original, this layer has level %.1f."), level);
  note = retexture_findings_add_note (findings, text, level < 0.0);
  if (alone && changes && level >= 0.0 && level < values_of (rendering).level)
    {
      note->remedy = g_strdup (_ ("Borrow texture"));
      note->parameter = g_strdup (RAISE);
      note->value = 1.0;
    }
}

/* A level that the dialog shows as it is set is not offered again. */
#define SAME_LEVEL 0.005

/* The level that gives this picture the texture of another. */
static void
add_match (RetextureFindings *findings, RetextureRendering *rendering, GCancellable *cancellable)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  const RetextureLevelValues values = values_of (rendering);
  GeglBuffer *picture = retexture_rendering_get_model (rendering);
  g_autoptr (RetextureImperfection) model
      = picture ? retexture_imperfection_get_model (imperfection, picture, cancellable) : NULL;
  RetextureNote *note;
  gdouble level;

  if (!model)
    return;
  level = retexture_imperfection_match (imperfection, &values, model);
  if (level < 0.0)
    {
      retexture_findings_add_note (
          findings, g_strdup (_ ("The picture to match shows too little of this surface.")), TRUE);
      return;
    }
  note = retexture_findings_add_note (
      findings,
      level >= RETEXTURE_LEVEL_MOST - SAME_LEVEL
          ? g_strdup (_ ("The picture to match has as much texture as level 5, or more."))
          : g_strdup_printf (_ ("Level %.1f gives the texture of the picture to match."), level),
      FALSE);
  if (fabs (level - values.level) < SAME_LEVEL)
    return;
  note->remedy = g_strdup (_ ("Match"));
  note->parameter = g_strdup (LEVEL);
  note->value = level;
}

/* Deviations, in 8-bit levels, by size: of the layer, and of levels 1, 3 and 5. */
static void
add_plot (RetextureFindings *findings,
          RetextureImperfection *imperfection,
          const RetextureLevelMeasure *measure)
{
  static const guint32 colours[] = { 0xc03030, 0xc08000, 0x308030 };
  const gboolean compared = retexture_imperfection_has_original (imperfection);
  RetexturePlot *plot
      = retexture_findings_add_plot (findings, _ ("Texture by size"), _ ("Parts of the face, 1/x"),
                                     _ ("Deviation, levels of 255"));

  for (gint row = -1; row < 3; row++)
    {
      const gdouble level = 1.0 + 2.0 * row;
      g_autofree gchar *label
          = row < 0 ? g_strdup (_ ("This layer")) : g_strdup_printf (_ ("Level %.0f"), level);
      RetextureCurve *curve = retexture_plot_add_curve (
          plot, label, row < 0 ? 0x3060c0 : colours[row], row >= 0, measure->n);

      for (gint k = 0; k < measure->n; k++)
        {
          const gdouble size = measure->sizes[k];
          const gdouble whole
              = compared ? measure->reference[k] : retexture_level_raw (size) * measure->tone;

          curve->x[k] = 1.0 / size;
          curve->y[k]
              = 255.0
                * (row < 0 ? measure->edit[k] : whole * retexture_level_gain (level, size, FALSE));
        }
    }
}

static RetextureFindings *
inspect (RetextureRendering *rendering, gboolean changes)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  const RetextureLevelValues values = values_of (rendering);
  RetextureFindings *findings = retexture_findings_new ();
  RetextureLevelMeasure measure;

  if (!imperfection)
    return findings;
  retexture_imperfection_measure (imperfection, &values, &measure);
  if (measure.share < RETEXTURE_LEAST_SURFACE)
    return findings;
  add_level (findings, rendering, &measure, changes);
  add_size (findings, imperfection, &values);
  if (measure.n > 1)
    add_plot (findings, imperfection, &measure);
  return findings;
}

RetextureFindings *
retexture_inspect_measure (RetextureRendering *rendering,
                           RetextureParameters *parameters,
                           GCancellable *cancellable)
{
  return inspect (rendering, FALSE);
}

/* ---- all levels, to choose from ---- */

/* The lightest place that is wholly of the surface, as far around it as there is one, in the edit's
 * coordinates. */
static GeglRectangle
find_place (RetextureImperfection *imperfection, const RetextureLevelMask *mask)
{
  const GeglRectangle frame = retexture_imperfection_get_frame (imperfection);
  const RetextureLattice *inner = mask->weight;
  gint best = 0;
  GeglRectangle place = { 0, 0, THUMBNAIL, THUMBNAIL };

  for (gint octave = RETEXTURE_LEVEL_OCTAVES - 1; octave >= 0; octave--)
    {
      gfloat most = 0.0f;

      if (!mask->inner[octave])
        continue;
      inner = mask->inner[octave];
      for (gint i = 0; i < inner->columns * inner->rows; i++)
        most = MAX (most, inner->values[i]);
      if (most > WHOLLY)
        break;
    }
  for (gint i = 1; i < inner->columns * inner->rows; i++)
    if (inner->values[i] * mask->tone->values[i] > inner->values[best] * mask->tone->values[best])
      best = i;
  place.x = (mask->x + best % mask->weight->columns) * mask->step - THUMBNAIL / 2;
  place.y = (mask->y + best / mask->weight->columns) * mask->step - THUMBNAIL / 2;
  place.x = CLAMP (place.x, frame.x, MAX (frame.x, frame.x + frame.width - THUMBNAIL));
  place.y = CLAMP (place.y, frame.y, MAX (frame.y, frame.y + frame.height - THUMBNAIL));
  gegl_rectangle_intersect (&place, &place, &frame);
  return place;
}

/* The place at a level. */
static void
fill_choice (RetextureRendering *rendering,
             const RetextureLevelValues *values,
             const GeglRectangle *place,
             RetextureChoice *choice)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  GeglBuffer *edit = retexture_rendering_get_edit (rendering);
  const Babl *format = babl_format_with_space ("R'G'B'A float", gegl_buffer_get_format (edit));
  const gsize n = (gsize) place->width * place->height;
  g_autoptr (RetextureLevelSetup) setup = retexture_imperfection_get_setup (imperfection, values);
  g_autoptr (GeglBuffer) layer = gegl_buffer_new (place, format);
  g_autofree gfloat *pixels = g_new (gfloat, 4 * n);
  g_autofree gfloat *texture = g_new (gfloat, 4 * n);
  const GeglRectangle frame = retexture_imperfection_get_frame (imperfection);
  RetexturePicturePair pair;

  retexture_picture_pair_init (&pair, retexture_imperfection_get_reference (imperfection), edit,
                               &frame);
  retexture_level_render (
      &(RetextureLevelRecipe){ .setup = setup, .pixel_size = 1.0, .gain = 1.0, .neutral = 0.0 },
      &pair, layer, place);
  retexture_picture_pair_clear (&pair);
  gegl_buffer_get (edit, place, 1.0, format, pixels, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_CLAMP);
  gegl_buffer_get (layer, place, 1.0, format, texture, GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  for (gsize i = 0; i < n; i++)
    for (gint c = 0; c < 3; c++)
      choice->pixels[3 * i + c]
          = CLAMP (255.0f * (pixels[4 * i + c] + texture[4 * i + c]) + 0.5f, 0.0f, 255.0f);
}

static void
add_choices (RetextureFindings *findings, RetextureRendering *rendering, GCancellable *cancellable)
{
  RetextureImperfection *imperfection = analysis_of (rendering);
  RetextureLevelValues values = values_of (rendering);
  g_autoptr (RetextureLevelSetup) setup = retexture_imperfection_get_setup (imperfection, &values);
  const GeglRectangle place = find_place (imperfection, setup->mask);
  const gdouble chosen = values.level;

  retexture_findings_set_choices_title (findings, _ ("Levels 1 to 5"));
  for (gint level = 1; level <= 5 && !g_cancellable_is_cancelled (cancellable); level++)
    {
      g_autofree gchar *label = g_strdup_printf (_ ("Level %d"), level);
      RetextureChoice *choice
          = retexture_findings_add_choice (findings, label, place.width, place.height);

      values.level = level;
      fill_choice (rendering, &values, &place, choice);
      retexture_choice_set (choice, LEVEL, level);
      choice->chosen = chosen == level;
      choice->area = place;
    }
}

/* ---- the result ---- */

static void
add_result (RetextureFindings *findings, RetextureRendering *rendering, GCancellable *cancellable)
{
  const gboolean alone = !retexture_imperfection_has_original (analysis_of (rendering));
  RetextureLevelMeasure measure;

  if (!retexture_level_measure_result (rendering, cancellable, &measure) || measure.level < 0.0)
    return;
  retexture_findings_add_note (
      findings,
      g_strdup_printf (alone ? _ ("Against this layer, the result measures level %.1f.")
                             : _ ("The result measures level %.1f."),
                       measure.level),
      FALSE);
}

RetextureFindings *
retexture_inspect_level (RetextureRendering *rendering,
                         RetextureParameters *parameters,
                         GCancellable *cancellable)
{
  RetextureFindings *findings = inspect (rendering, TRUE);

  if (!analysis_of (rendering) || !retexture_check_level (rendering, parameters, NULL))
    return findings;
  add_match (findings, rendering, cancellable);
  add_choices (findings, rendering, cancellable);
  add_result (findings, rendering, cancellable);
  return findings;
}
