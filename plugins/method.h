/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What GIMP must be told about a recovery method. Everything else (PDB arguments and their checks,
 * last values, dialog, presets, help) follows from the properties of its operation. Each
 * plugins/method-NAME.c defines one of these as `retexture_method_NAME`; the Makefile finds it.
 */
#pragma once

#include <glib/gi18n-lib.h>
#include <libgimp/gimp.h>

#include "composition.h"
#include "factory-preset.h"
#include "questions.h"
#include "rendering.h"
#include "texture-source.h"

typedef struct _RetextureJob RetextureJob;

typedef enum
{
  RETEXTURE_SECOND_NONE,
  RETEXTURE_SECOND_REQUIRED, /* a layer that lies over the edit, or in an image of the same size */
  RETEXTURE_SECOND_OPTIONAL, /* such a layer, or none: -1 */
  RETEXTURE_SECOND_SAMPLE,   /* any layer to measure, or none: -1 */
  RETEXTURE_SECOND_DONOR,    /* such a layer, or a channel that marks where; or none: -1 */
  RETEXTURE_SECOND_MARKS     /* a channel of the image that marks where in the edit; or none: -1 */
} RetextureSecondUse;

/* The second picture a method takes, besides the edit. */
typedef struct
{
  RetextureSecondUse use;
  const gchar *name;  /* of the argument */
  const gchar *label; /* N_(): of its chooser */
  const gchar *none;  /* N_(): what the chooser calls none, where it may be none */
  gboolean guessed;   /* one that may be none is looked for even so */
  const gchar *maker; /* by which procedure marks are made that are guessed; NULL: by none */
  const gchar *help;  /* N_(): for the procedure browser, and the chooser's tooltip */
} RetextureSecond;

/* In the dialog, a picture that its parameters can be matched to, by what `inspect` says of it. No
 * argument: scripts have numbers. */
typedef struct
{
  const gchar *label; /* N_(): of its chooser; NULL: there is none */
  const gchar *none;  /* N_(): what the chooser calls none */
  const gchar *help;  /* N_(): its tooltip */
} RetextureMatched;

/* Something that is returned, for the procedure browser. */
typedef struct
{
  const gchar *name, *help;
} RetextureReturned;

#define RETEXTURE_MOST_MEASURES 12

/* For methods that make something else than layers, or measure what they make. */
typedef struct
{
  /* What is made, or -1 and an error; and the numbers that were measured. Called after the
   * analysis. NULL: layers are made; */
  gint32 (*deliver) (const RetextureJob *job,
                     RetextureRendering *rendering,
                     gdouble *measures,
                     GError **error);
  /* and these are the numbers, measured before the image changes. NULL: none. */
  void (*measure) (RetextureRendering *rendering, gdouble *measures);
  RetextureReturned made;                                  /* not used where layers are made */
  RetextureReturned measures[RETEXTURE_MOST_MEASURES + 1]; /* a name of NULL ends them */
} RetextureDelivery;

/* For procedures that make no pixels, and so have no operation. */
typedef struct
{
  /* Adds what they can be told. */
  void (*declare) (RetextureParameters *parameters);
  /* What this image calls for rather than the last one did; NULL: nothing. */
  void (*suggest) (const RetextureJob *job);
  /* In words, what would be done with the job's values; or NULL and an error, also before it is
   * done. */
  gchar *(*foretell) (const RetextureJob *job, GError **error);
  /* Does it, and fills the values that are returned; FALSE and an error. */
  gboolean (*carry_out) (const RetextureJob *job, GimpParam *values, GError **error);
  const GimpParamDef *returned;
  gint n_returned; /* RETEXTURE_MOST_MEASURES at most */
} RetextureErrand;

typedef struct
{
  const gchar *procedure;  /* plug-in-retexture-NAME */
  const gchar *menu_label; /* N_(): with mnemonic and ellipsis */
  const gchar *menu_path;  /* <Image>/Filters/Retexture, or a submenu of it; NULL: in no menu */
  const gchar *operation;  /* NULL: `errand` says what is done */
  const RetextureErrand *errand;
  /* N_(): NULL: the operation's */
  const gchar *title;
  const gchar *description;
  const RetextureFixed *fixed;           /* parameters that are none here; NULL: all are */
  const RetextureFactoryPreset *presets; /* NULL: none */
  const gchar *layer;                    /* N_(): name of the layer with its pixels */
  RetextureTextureSource source;         /* where the texture in its layers is from */
  RetextureSecond second;
  RetextureMatched model; /* label NULL: none */
  RetextureBlending blending;
  RetextureQuestions questions;
  const RetextureDelivery *delivery; /* NULL: layers */
  /* What is to be done once the layers are there; NULL: nothing. */
  void (*finish) (gint32 image, gint32 result, gboolean interactive);
} RetextureMethod;

/* What the method can be told. */
RetextureParameters *retexture_method_get_parameters (const RetextureMethod *method);

/* What comes before its parameters, besides run-mode, image and drawable: a second picture or not.
 */
gboolean retexture_method_takes_second (const RetextureMethod *method);

/* Whether the second picture may be a channel. */
gboolean retexture_method_takes_marks (const RetextureMethod *method);

/* Its procedure's name without what all have in common, such as "recover". */
const gchar *retexture_method_get_name (const gchar *procedure);

#define RETEXTURE_PROCEDURES "plug-in-retexture-"

#define RETEXTURE_MENU "<Image>/Filters/Retexture"
#define RETEXTURE_MENU_PREPARE RETEXTURE_MENU "/Prepare"
#define RETEXTURE_MENU_FINISH RETEXTURE_MENU "/Finish"
#define RETEXTURE_MENU_HAND_OVER RETEXTURE_MENU "/Hand over"
