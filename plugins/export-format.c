/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "export-format.h"

#include <string.h>

/* Of file-jpeg-save and file-tiff-save. */
#define SUBSAMPLING_NONE 2
#define COMPRESSION_LZW 1
#define PNG_COMPRESSION 6

static gboolean
save_by (const gchar *procedure, gint n, const GimpParam *arguments)
{
  gint n_results;
  GimpParam *results = gimp_run_procedure2 (procedure, &n_results, n, arguments);
  const gboolean saved = n_results > 0 && results[0].data.d_status == GIMP_PDB_SUCCESS;

  gimp_destroy_params (results, n_results);
  return saved;
}

#define INT(number)                                                                                \
  {                                                                                                \
    GIMP_PDB_INT32,                                                                                \
    {                                                                                              \
      .d_int32 = (number)                                                                          \
    }                                                                                              \
  }
#define FLOAT(number)                                                                              \
  {                                                                                                \
    GIMP_PDB_FLOAT,                                                                                \
    {                                                                                              \
      .d_float = (number)                                                                          \
    }                                                                                              \
  }
#define TEXT(text)                                                                                 \
  {                                                                                                \
    GIMP_PDB_STRING,                                                                               \
    {                                                                                              \
      .d_string = (gchar *) (text)                                                                 \
    }                                                                                              \
  }
/* What every saver's arguments begin with. */
#define FIRST                                                                                      \
  INT (GIMP_RUN_NONINTERACTIVE), { GIMP_PDB_IMAGE, { .d_image = image } },                         \
      { GIMP_PDB_DRAWABLE, { .d_drawable = layer } }, TEXT (path), TEXT (path)

static gboolean
save_jpeg (gint32 image, gint32 layer, const gchar *path, gint quality)
{
  /* Smoothing, optimised, progressive, comment, subsampling, baseline, restart markers, DCT. */
  const GimpParam arguments[]
      = { FIRST,     FLOAT (quality / 100.0), FLOAT (0.0), INT (1), INT (0),
          TEXT (""), INT (SUBSAMPLING_NONE),  INT (1),     INT (0), INT (0) };

  return save_by ("file-jpeg-save", G_N_ELEMENTS (arguments), arguments);
}

static gboolean
save_png (gint32 image, gint32 layer, const gchar *path, gint quality)
{
  /* Interlaced, compression; background, gamma, offset, resolution and time. */
  const GimpParam arguments[]
      = { FIRST, INT (0), INT (PNG_COMPRESSION), INT (0), INT (0), INT (0), INT (1), INT (0) };

  return save_by ("file-png-save", G_N_ELEMENTS (arguments), arguments);
}

static gboolean
save_tiff (gint32 image, gint32 layer, const gchar *path, gint quality)
{
  const GimpParam arguments[] = { FIRST, INT (COMPRESSION_LZW) };

  return save_by ("file-tiff-save", G_N_ELEMENTS (arguments), arguments);
}

static gboolean
save_webp (gint32 image, gint32 layer, const gchar *path, gint quality)
{
  /* Preset, lossless, quality of colour and transparency; no animation (four); Exif, IPTC, XMP; and
   * two more for animations. */
  const GimpParam arguments[] = { FIRST,           INT (0),       INT (quality == 100),
                                  FLOAT (quality), FLOAT (100.0), INT (0),
                                  INT (0),         INT (0),       INT (0),
                                  INT (1),         INT (1),       INT (1),
                                  INT (0),         INT (0) };

  return save_by ("file-webp-save", G_N_ELEMENTS (arguments), arguments);
}

static const gchar *const jpeg_endings[] = { "jpg", "jpeg", NULL };
static const gchar *const png_endings[] = { "png", NULL };
static const gchar *const tiff_endings[] = { "tif", "tiff", NULL };
static const gchar *const webp_endings[] = { "webp", NULL };

static const RetextureExportFormat formats[] = {
  { jpeg_endings, "image/jpeg", FALSE, FALSE, save_jpeg },
  { png_endings, "image/png", TRUE, TRUE, save_png },
  { tiff_endings, "image/tiff", TRUE, TRUE, save_tiff },
  { webp_endings, "image/webp", TRUE, FALSE, save_webp },
};

const RetextureExportFormat *
retexture_export_format_find (const gchar *name)
{
  const gchar *dot = strrchr (name, '.');
  g_autofree gchar *ending = dot ? g_ascii_strdown (dot + 1, -1) : NULL;

  for (guint i = 0; ending && i < G_N_ELEMENTS (formats); i++)
    if (g_strv_contains (formats[i].endings, ending))
      return &formats[i];
  return NULL;
}

gchar *
retexture_export_format_list (void)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    for (const gchar *const *ending = formats[i].endings; *ending; ending++)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", *ending);
  return g_string_free (list, FALSE);
}
