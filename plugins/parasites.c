/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "parasites.h"

#include <libgimp/gimp.h>
#include <string.h>

static GimpParasite *
parasite_new (const gchar *name, const gchar *text)
{
  return gimp_parasite_new (name, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE,
                            strlen (text) + 1, text);
}

/* NULL where there is none. */
static gchar *
take_text (GimpParasite *parasite)
{
  gchar *text;

  if (!parasite)
    return NULL;
  text = g_strndup (gimp_parasite_data (parasite), gimp_parasite_data_size (parasite));
  gimp_parasite_free (parasite);
  return text;
}

void
retexture_parasite_attach (gint32 layer, const gchar *name, const gchar *text)
{
  GimpParasite *parasite = parasite_new (name, text);

  gimp_item_attach_parasite (layer, parasite);
  gimp_parasite_free (parasite);
}

gchar *
retexture_parasite_read (gint32 layer, const gchar *name)
{
  return take_text (gimp_item_get_parasite (layer, name));
}

void
retexture_parasite_attach_to_image (gint32 image, const gchar *name, const gchar *text)
{
  GimpParasite *parasite = parasite_new (name, text);

  gimp_image_attach_parasite (image, parasite);
  gimp_parasite_free (parasite);
}

gchar *
retexture_parasite_read_from_image (gint32 image, const gchar *name)
{
  return take_text (gimp_image_get_parasite (image, name));
}
