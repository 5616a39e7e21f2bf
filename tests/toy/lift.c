/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lift: a toy, to prove that an operation and the few lines of toy-method.c make a whole procedure.
 */
#include <glib/gi18n-lib.h>

#ifdef GEGL_PROPERTIES

/* clang-format off */

property_double (lift, _ ("Lift"), 25.0)
  description (_ ("How much lighter, in percent of white; higher is lighter"))
  value_range (0.0, 100.0)

/* clang-format on */

#else
#define GEGL_OP_POINT_FILTER
#define GEGL_OP_NAME lift
#define GEGL_OP_C_SOURCE lift.c
#include "gegl-op.h"

static void
prepare (GeglOperation *operation)
{
  gegl_operation_set_format (operation, "input", babl_format ("R'G'B'A float"));
  gegl_operation_set_format (operation, "output", babl_format ("R'G'B'A float"));
}

static gboolean
process (
    GeglOperation *operation, void *in, void *out, glong n, const GeglRectangle *area, gint level)
{
  for (glong i = 0; i < 4 * n; i++)
    ((gfloat *) out)[i]
        = ((gfloat *) in)[i] + (i % 4 < 3 ? GEGL_PROPERTIES (operation)->lift / 100 : 0);
  return TRUE;
}

static void
gegl_op_class_init (GeglOpClass *klass)
{
  GEGL_OPERATION_CLASS (klass)->prepare = prepare;
  GEGL_OPERATION_POINT_FILTER_CLASS (klass)->process = process;
  gegl_operation_class_set_keys (GEGL_OPERATION_CLASS (klass), "name", "toy:lift", "title",
                                 _ ("Lift"), "categories", "toy", "description",
                                 _ ("Makes a picture lighter"), NULL);
}
#endif
