/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "wording.h"

/* Norway: Marketing Control Act § 2; France: Code de la santé publique, art. L2133-2, and law
 * 2023-451, art. 5. A law's words are not translated. */
static const gchar *const words[] = {
  [RETEXTURE_WORDING_RETOUCHED] = "Retouched photograph",
  [RETEXTURE_WORDING_AI] = "Edited with AI",
  [RETEXTURE_WORDING_NORWAY] = "Retusjert person",
  [RETEXTURE_WORDING_FRANCE_PHOTOGRAPH] = "Photographie retouchée",
  [RETEXTURE_WORDING_FRANCE_IMAGES] = "Images retouchées",
  [RETEXTURE_WORDING_FRANCE_VIRTUAL] = "Images virtuelles",
};

const gchar *
retexture_wording_get (RetextureWording wording, const gchar *own)
{
  return wording == RETEXTURE_WORDING_OWN ? own : words[wording];
}
