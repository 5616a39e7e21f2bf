/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "donor-choices.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Side of the small pictures, in pixels. */
#define THUMBNAIL 60

static RetextureChoice *
add_region (RetextureFindings *findings,
            RetextureBorrowing *borrowing,
            const GeglRectangle *area,
            gboolean drawn,
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
  if (drawn)
    {
      retexture_choice_set (choice, "donor-width", 0);
      retexture_choice_set (choice, "donor-height", 0);
    }
  return choice;
}

void
retexture_donor_choices_add (RetextureFindings *findings,
                             RetextureBorrowing *borrowing,
                             const GeglRectangle *chosen,
                             gboolean drawn,
                             const gchar *title,
                             GCancellable *cancellable)
{
  const GArray *regions = retexture_borrowing_get_regions (borrowing);

  retexture_findings_set_choices_title (findings, title);
  for (guint i = 0; i < regions->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const GeglRectangle *region = &g_array_index (regions, RetextureDonorRegion, i).area;
      RetextureChoice *choice = add_region (findings, borrowing, region, drawn, i + 1);

      choice->chosen = gegl_rectangle_equal (region, chosen);
      if (retexture_borrowing_is_own (borrowing))
        choice->area = *region;
    }
}

void
retexture_donor_choices_add_for (RetextureFindings *findings,
                                 RetextureBorrowing *borrowing,
                                 GObject *operation,
                                 const gchar *title,
                                 GCancellable *cancellable)
{
  GeglRectangle area = { 0, 0, 0, 0 };

  retexture_borrowing_read_area (borrowing, operation, &area, NULL);
  retexture_donor_choices_add (findings, borrowing, &area, TRUE, title, cancellable);
}

void
retexture_donor_choices_offer_noise (RetextureFindings *findings)
{
  RetextureNote *note = retexture_findings_add_note (
      findings, g_strdup (_ ("Plain noise needs no healthy texture.")), FALSE);

  note->remedy = g_strdup (_ ("Noise & Blend…"));
  note->method = g_strdup ("noise");
}
