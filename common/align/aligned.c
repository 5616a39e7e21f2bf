/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "aligned.h"

#include <glib/gi18n-lib.h>

#include "warp.h"

/* Rows that are made at a time; between them a cancellation is noticed. */
#define BAND 256

/* More confidence than this is none that has to be shown. */
#define NO_DOUBT 0.97f

struct _RetextureAligned
{
  GObject parent;

  GeglRectangle frame; /* of the edit */
  RetextureAlignment alignment;
  GeglBuffer *buffer;
  GMutex lock; /* of what is made when it is first asked for */
  gboolean has_confidence;
  GeglBuffer *confidence;
};

G_DEFINE_TYPE (RetextureAligned, retexture_aligned, G_TYPE_OBJECT)
G_DEFINE_QUARK (retexture - aligned - error - quark, retexture_aligned_error)

static void
retexture_aligned_finalize (GObject *object)
{
  g_clear_object (&RETEXTURE_ALIGNED (object)->buffer);
  g_clear_object (&RETEXTURE_ALIGNED (object)->confidence);
  g_mutex_clear (&RETEXTURE_ALIGNED (object)->lock);
  retexture_alignment_clear (&RETEXTURE_ALIGNED (object)->alignment);
  G_OBJECT_CLASS (retexture_aligned_parent_class)->finalize (object);
}

static void
retexture_aligned_class_init (RetextureAlignedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = retexture_aligned_finalize;
}

static void
retexture_aligned_init (RetextureAligned *self)
{
  g_mutex_init (&self->lock);
}

/* ---- what cannot be aligned ---- */

static gboolean
is_small (GeglBuffer *picture)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (picture);

  return MIN (extent->width, extent->height) < RETEXTURE_ALIGNMENT_LEAST;
}

static gboolean
check_sizes (GeglBuffer *edit, GeglBuffer *original, GError **error)
{
  if (!is_small (edit) && !is_small (original))
    return TRUE;
  g_set_error (error, RETEXTURE_ALIGNED_ERROR, RETEXTURE_ALIGNED_ERROR_SMALL,
               is_small (edit)
                   ? _ ("“drawable” is too small to be aligned with. It takes %d pixels "
                        "each way.")
                   : _ ("“original” is too small to be aligned. It takes %d pixels "
                        "each way."),
               RETEXTURE_ALIGNMENT_LEAST);
  return FALSE;
}

/* ---- the picture ---- */

/* Resampled values need more steps than the 8 bit of those they are made of. */
static const Babl *
resampled_format (GeglBuffer *original, gboolean alpha)
{
  const Babl *format = gegl_buffer_get_format (original);
  const gchar *type = babl_get_name (babl_format_get_type (format, 0));
  g_autofree gchar *name
      = g_strdup_printf ("R'G'B'%s %s", alpha || babl_format_has_alpha (format) ? "A" : "",
                         g_str_equal (type, "u8") ? "u16" : type);

  return babl_format_with_space (name, format);
}

static GeglBuffer *
resample (GeglBuffer *original,
          const GeglRectangle *frame,
          const RetextureMotion *motion,
          GCancellable *cancellable)
{
  const GeglRectangle *extent = gegl_buffer_get_extent (original);
  const GeglRectangle area = retexture_warp_reach (extent, frame, motion);
  const gboolean covered = retexture_warp_covers (extent, &area, frame, motion);
  GeglBuffer *buffer = gegl_buffer_new (&area, resampled_format (original, !covered));

  for (gint y = 0; y < area.height && !g_cancellable_is_cancelled (cancellable); y += BAND)
    retexture_warp_render (
        original, buffer,
        GEGL_RECTANGLE (area.x, area.y + y, area.width, MIN (BAND, area.height - y)), frame,
        motion);
  return buffer;
}

/* Moved as a whole it needs no pixels of its own. */
static GeglBuffer *
make_buffer (GeglBuffer *original,
             const GeglRectangle *frame,
             const RetextureMotion *motion,
             GCancellable *cancellable)
{
  gint x, y;

  if (!retexture_warp_is_whole (gegl_buffer_get_extent (original), frame, motion, &x, &y))
    return resample (original, frame, motion, cancellable);
  return g_object_new (GEGL_TYPE_BUFFER, "source", original, "shift-x", x - frame->x, "shift-y",
                       y - frame->y, NULL);
}

/* ---- how sure ---- */

static gfloat
least_of (const RetextureLattice *lattice)
{
  gfloat least = G_MAXFLOAT;

  for (gint i = 0; i < lattice->columns * lattice->rows; i++)
    least = MIN (least, lattice->values[i]);
  return least;
}

static GeglBuffer *
make_confidence (const RetextureAlignment *found, const GeglRectangle *frame)
{
  const Babl *format = babl_format ("Y float");
  GeglBuffer *buffer;
  g_autofree gfloat *values = NULL;

  if (least_of (found->confidence) > NO_DOUBT)
    return NULL;
  buffer = gegl_buffer_new (frame, babl_format ("Y u8"));
  values = g_new (gfloat, (gsize) frame->width * BAND);
  for (gint y = 0; y < frame->height; y += BAND)
    {
      const GeglRectangle band = { 0, y, frame->width, MIN (BAND, frame->height - y) };

      retexture_lattice_read (found->confidence, &found->places, &band, values);
      gegl_buffer_set (buffer, GEGL_RECTANGLE (frame->x, frame->y + y, band.width, band.height), 0,
                       format, values, GEGL_AUTO_ROWSTRIDE);
    }
  return buffer;
}

RetextureAligned *
retexture_aligned_new (GeglBuffer *edit,
                       GeglBuffer *original,
                       RetextureModel model,
                       RetextureProgressFunc progress,
                       GCancellable *cancellable,
                       GError **error)
{
  /* A field is laid on the simplest map, too. */
  const gboolean chooses = model == RETEXTURE_MODEL_ANY || model == RETEXTURE_MODEL_LOCAL;
  g_autoptr (RetextureAligned) self = g_object_new (RETEXTURE_TYPE_ALIGNED, NULL);

  if (!check_sizes (edit, original, error))
    return NULL;
  self->alignment = retexture_alignment_find (
      edit, original, chooses ? RETEXTURE_MODEL_TRANSLATION : model,
      model == RETEXTURE_MODEL_ANY ? RETEXTURE_MODEL_AFFINE : model, progress, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  if (self->alignment.verdict == RETEXTURE_ALIGNMENT_UNRELATED)
    {
      g_set_error_literal (error, RETEXTURE_ALIGNED_ERROR, RETEXTURE_ALIGNED_ERROR_UNRELATED,
                           _ ("“original” does not show the same as the edit, or too little of it, "
                              "so the two cannot be aligned. Choose the photograph it was made "
                              "from."));
      return NULL;
    }
  self->buffer
      = make_buffer (original, gegl_buffer_get_extent (edit), &self->alignment.motion, cancellable);
  self->frame = *gegl_buffer_get_extent (edit);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&self);
}

const RetextureAlignment *
retexture_aligned_get_alignment (RetextureAligned *self)
{
  return &self->alignment;
}

GeglBuffer *
retexture_aligned_get_buffer (RetextureAligned *self)
{
  return self->buffer;
}

GeglBuffer *
retexture_aligned_get_confidence (RetextureAligned *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->has_confidence)
    self->confidence = make_confidence (&self->alignment, &self->frame);
  self->has_confidence = TRUE;
  return self->confidence;
}
