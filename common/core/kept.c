/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "kept.h"

void
retexture_kept_init (RetextureKept *self, guint most, GDestroyNotify unref)
{
  g_queue_init (&self->items);
  self->most = most;
  self->unref = unref;
}

void
retexture_kept_clear (RetextureKept *self)
{
  g_queue_clear_full (&self->items, self->unref);
}

gpointer
retexture_kept_find (RetextureKept *self,
                     gboolean (*is_for) (gconstpointer item, gconstpointer values),
                     gconstpointer values)
{
  for (GList *link = self->items.head; link; link = link->next)
    if (is_for (link->data, values))
      {
        g_queue_unlink (&self->items, link);
        g_queue_push_head_link (&self->items, link);
        return link->data;
      }
  return NULL;
}

void
retexture_kept_add (RetextureKept *self, gpointer item)
{
  g_queue_push_head (&self->items, item);
  if (self->items.length > self->most)
    self->unref (g_queue_pop_tail (&self->items));
}
