/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a layer of noise must hold, so that GIMP's layer modes give the look that is wanted. Called
 * by the noise operation; all values are gamma-encoded, 0 to 1.
 */
#pragma once

#include <glib.h>

#include "composition.h"

/* The value of a layer in `mode` (Soft Light, Overlay or Grain Merge) that makes of `base` what
 * Photoshop makes of it with the layer value 1/2 + noise. Its Soft Light is W3C's ("Compositing and
 * Blending Level 1", section 9.1.12); GIMP's is another formula. `neutral`: Grain Merge's. */
gfloat
retexture_noise_layer_look (RetextureComposition mode, gfloat base, gfloat noise, gfloat neutral);

/* The value that makes of `base` exactly base + change, as far as the mode and 0 to 1 reach. */
gfloat retexture_noise_layer_change (RetextureComposition mode,
                                     gfloat base,
                                     gfloat change,
                                     gfloat neutral);

/* The share of the noise that a tone gets: `shadows` at 0, `midtones` at 1/2, `highlights` at 1,
 * and smooth between them. */
gfloat
retexture_noise_layer_response (gfloat tone, gfloat shadows, gfloat midtones, gfloat highlights);
