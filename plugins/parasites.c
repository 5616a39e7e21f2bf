/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "parasites.h"

#include <libgimp/gimp.h>
#include <string.h>

void
retexture_parasite_attach (gint32 layer, const gchar *name, const gchar *text)
{
  GimpParasite *parasite = gimp_parasite_new (
      name, GIMP_PARASITE_PERSISTENT | GIMP_PARASITE_UNDOABLE, strlen (text) + 1, text);

  gimp_item_attach_parasite (layer, parasite);
  gimp_parasite_free (parasite);
}

gchar *
retexture_parasite_read (gint32 layer, const gchar *name)
{
  GimpParasite *parasite = gimp_item_get_parasite (layer, name);
  gchar *text;

  if (!parasite)
    return NULL;
  text = g_strndup (gimp_parasite_data (parasite), gimp_parasite_data_size (parasite));
  gimp_parasite_free (parasite);
  return text;
}
