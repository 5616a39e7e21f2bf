/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The last few things that were made for certain values, of which the oldest goes when there are
 * too many. Whoever asks from several threads holds a lock meanwhile.
 */
#pragma once

#include <glib.h>

typedef struct
{
  GQueue items; /* the last used first */
  guint most;
  GDestroyNotify unref;
} RetextureKept;

void retexture_kept_init (RetextureKept *self, guint most, GDestroyNotify unref);
void retexture_kept_clear (RetextureKept *self);

/* The one that was made for the values, by `is_for`; NULL where it is not kept. It stays its own.
 */
gpointer retexture_kept_find (RetextureKept *self,
                              gboolean (*is_for) (gconstpointer item, gconstpointer values),
                              gconstpointer values);

/* Takes over a reference. */
void retexture_kept_add (RetextureKept *self, gpointer item);
