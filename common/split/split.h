/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Frequency Separation: what can be chosen, and what follows from it. A picture becomes a tone
 * layer and one or more texture layers that add up to it exactly, in the numbers its own format
 * stores. Used by the operation, by whoever makes layers of its output, and by the dialog.
 *
 * The stack, from the bottom up: low; bands - 1 down to 1 (1 is the finest), each in the blend mode
 * of retexture_split_resolve_mode (); and, where retexture_split_needs_rounding (), the rounding
 * layer in Addition. Blend and composite space of every layer: RGB (perceptual) for gamma-encoded
 * formats, RGB (linear) for linear ones.
 */
#pragma once

#include <gegl.h>

#include "parts.h"

typedef enum
{
  RETEXTURE_SPLIT_FILTER_GAUSSIAN,
  RETEXTURE_SPLIT_FILTER_EDGE_AWARE
} RetextureSplitFilter;

typedef enum
{
  RETEXTURE_SPLIT_MODE_AUTOMATIC,
  RETEXTURE_SPLIT_MODE_GRAIN_MERGE, /* GIMP's legacy Grain Merge: low + high - 128 */
  RETEXTURE_SPLIT_MODE_LINEAR_LIGHT /* low + 2 high - white */
} RetextureSplitMode;

typedef enum
{
  RETEXTURE_SPLIT_PRECISION_KEEP,
  RETEXTURE_SPLIT_PRECISION_16_BIT,
  RETEXTURE_SPLIT_PRECISION_FLOAT
} RetextureSplitPrecision;

GType retexture_split_filter_get_type (void) G_GNUC_CONST;
GType retexture_split_mode_get_type (void) G_GNUC_CONST;
GType retexture_split_precision_get_type (void) G_GNUC_CONST;

#define RETEXTURE_SPLIT_MAX_BANDS 7

/* The operation's properties, as far as they say what is computed. */
typedef struct
{
  gdouble radius_px; /* standard deviation of the finest split */
  RetextureSplitFilter filter;
  gdouble tolerance; /* 0 to 1: contrasts above stay in tone; edge-aware only */
  gint bands;        /* 2 to RETEXTURE_SPLIT_MAX_BANDS layers, tone included */
  RetextureSplitMode mode;
  RetextureSplitPrecision precision;
} RetextureSplitSettings;

/* As the operation's properties say. */
RetextureSplitSettings retexture_split_settings_of (GObject *operation);

/* The format of all parts of a picture of `format`: same model, space and encoding. The precision
 * is only ever raised. */
const Babl *retexture_split_output_format (const Babl *format, RetextureSplitPrecision precision);

/* The mode that the texture layers of a picture stored in `format` (the output format) are made
 * for; never automatic. */
RetextureSplitMode retexture_split_resolve_mode (const Babl *format, RetextureSplitMode mode);

/* Whether the sum of tone and textures needs the rounding layer to be exact: in formats that GIMP
 * adds up in single precision because they hold more than that, or other values. */
gboolean retexture_split_needs_rounding (const Babl *format);

/* Whether the numbers stored are proportional to light. */
gboolean retexture_split_is_linear (const Babl *format);

/* Standard deviation of the k-th low pass, k from 1 to bands - 1. */
gdouble retexture_split_radius (const RetextureSplitSettings *settings, gint k);

/* How far, in pixels, a part depends on the picture around it. */
gint retexture_split_reach (const RetextureSplitSettings *settings, gint part);
