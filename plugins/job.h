/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run of one method: what to do, to which drawables, with which values. Filled by plug-in.c
 * from the run mode, checked by drawables.c, carried out by layers.c.
 */
#pragma once

#include <libgimp/gimp.h>

#include "method.h"
#include "parameters.h"
#include "rendering.h"

#define RETEXTURE_ERROR (retexture_error_quark ())
GQuark retexture_error_quark (void);

typedef enum
{
  RETEXTURE_ERROR_ARGUMENT, /* a drawable or image the method cannot work on */
  RETEXTURE_ERROR_REFUSED   /* GIMP would not make or change something */
} RetextureError;

struct _RetextureJob
{
  const RetextureMethod *method;
  const RetextureMethod *const *methods; /* all there are, ending with NULL */
  gboolean interactive;                  /* FALSE: a script said all there is to say */
  gint32 image;
  gint32 edit;
  gint32 second; /* the original or what else the method takes; -1 where there is none */
  /* The layer or group of an earlier run, to be replaced; -1 where there is none. */
  gint32 previous;
  RetextureParameters *parameters;
  /* The dialog's, with what it found out of the pictures, and their glance when it was made; NULL
   * where there was none. */
  RetextureRendering *known;
  guint64 seen;
  gchar *next; /* the method that the user rather went on to, such as "noise"; NULL: none */
};

/* The method's name for the user: translated, without mnemonic or ellipsis. */
const gchar *retexture_job_get_title (const RetextureJob *job);
