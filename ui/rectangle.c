/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "rectangle.h"

#include "sensitivity.h"

#include <math.h>

enum
{
  X,
  Y,
  WIDTH,
  HEIGHT,
  N_SIDES
};

static const gchar *const keys[N_SIDES] = { "x", "y", "width", "height" };

/* The parameters' names; FALSE unless there are all of them. */
static gboolean
find_names (RetextureParameters *parameters, const gchar **names)
{
  guint found = 0;

  for (guint i = 0; i < retexture_parameters_get_n (parameters); i++)
    {
      GParamSpec *spec = retexture_parameters_get_spec (parameters, i);
      const gchar *key = retexture_parameters_get_key (parameters, spec->name, "rectangle");

      for (guint side = 0; side < N_SIDES && G_IS_PARAM_SPEC_INT (spec); side++)
        if (g_strcmp0 (key, keys[side]) == 0)
          {
            names[side] = spec->name;
            found |= 1u << side;
          }
    }
  return found == (1u << N_SIDES) - 1;
}

gboolean
retexture_rectangle_is_declared (RetextureParameters *parameters)
{
  const gchar *names[N_SIDES];

  return find_names (parameters, names);
}

gboolean
retexture_rectangle_matters (RetextureParameters *parameters)
{
  const gchar *names[N_SIDES];

  return find_names (parameters, names) && retexture_sensitivity_is_met (parameters, names[WIDTH]);
}

gboolean
retexture_rectangle_read (RetextureParameters *parameters, GeglRectangle *rectangle)
{
  const gchar *names[N_SIDES];
  gint values[N_SIDES] = { 0 };

  if (find_names (parameters, names))
    for (guint side = 0; side < N_SIDES; side++)
      values[side] = (gint) retexture_parameters_get_number (parameters, names[side]);
  *rectangle = *GEGL_RECTANGLE (values[X], values[Y], values[WIDTH], values[HEIGHT]);
  if (rectangle->width > 0 && rectangle->height > 0)
    return TRUE;
  *rectangle = *GEGL_RECTANGLE (0, 0, 0, 0);
  return FALSE;
}

gboolean
retexture_rectangle_write (RetextureParameters *parameters, const GeglRectangle *rectangle)
{
  const gchar *names[N_SIDES];
  g_autofree gchar *text = NULL;

  if (!find_names (parameters, names))
    return FALSE;
  /* As text, because setting one after the other would tell of rectangles nobody asked for. */
  text = g_strdup_printf ("%s=%d\n%s=%d\n%s=%d\n%s=%d\n", names[X], rectangle->x, names[Y],
                          rectangle->y, names[WIDTH], rectangle->width, names[HEIGHT],
                          rectangle->height);
  return retexture_parameters_from_text (parameters, text, NULL);
}

GeglRectangle
retexture_rectangle_between (
    gdouble x1, gdouble y1, gdouble x2, gdouble y2, const GeglRectangle *extent)
{
  const gint left = (gint) floor (MIN (x1, x2)), top = (gint) floor (MIN (y1, y2));
  GeglRectangle rectangle
      = { left, top, (gint) ceil (MAX (x1, x2)) - left, (gint) ceil (MAX (y1, y2)) - top };

  gegl_rectangle_intersect (&rectangle, &rectangle, extent);
  return rectangle;
}
