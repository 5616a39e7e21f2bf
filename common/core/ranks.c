/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the digits of the numbers, the lowest first (D. E. Knuth, The Art of Computer Programming 3,
 * 5.2.5): ten times as fast as comparing them.
 */
#include "ranks.h"

#include <string.h>

#define BITS 8
#define DIGITS (1 << BITS)

typedef struct
{
  guint32 key, place;
} Item;

/* In the order of the floats: of negative ones all bits are turned round, of others the sign's. */
static guint32
key_of (gfloat value)
{
  guint32 bits;

  memcpy (&bits, &value, sizeof bits);
  return bits ^ (bits >> 31 ? G_MAXUINT32 : 0x80000000u);
}

/* Leaves the order as it is where the digit is the same. */
static void
sort_by_digit (const Item *from, Item *to, gsize n, gint shift)
{
  gsize starts[DIGITS + 1] = { 0 };

  for (gsize i = 0; i < n; i++)
    starts[(from[i].key >> shift) % DIGITS + 1]++;
  for (gint digit = 0; digit < DIGITS; digit++)
    starts[digit + 1] += starts[digit];
  for (gsize i = 0; i < n; i++)
    to[starts[(from[i].key >> shift) % DIGITS]++] = from[i];
}

void
retexture_ranks_find (const gfloat *values, gsize n, guint32 *order)
{
  g_autofree Item *items = g_new (Item, n), *others = g_new (Item, n);

  for (gsize i = 0; i < n; i++)
    items[i] = (Item){ key_of (values[i]), (guint32) i };
  for (gint shift = 0; shift < 32; shift += 2 * BITS)
    {
      sort_by_digit (items, others, n, shift);
      sort_by_digit (others, items, n, shift + BITS);
    }
  for (gsize i = 0; i < n; i++)
    order[i] = items[i].place;
}
