/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "hair-mass.h"

#include <math.h>

#include "areas.h"

/* Hair has so many times the lines of the face's skin, but these at least, which healthy skin
 * beside a plastic face has not, and sure ones at most; and where there is no face, sure ones. */
#define OF_SKIN 2.5
#define LEAST_LINES 0.018
#define SURE_LINES 0.024

/* What has the colour of skin has these at least. */
#define SKIN_LINES 0.02f

/* What is beside hair and like it has this part of its lines: in shade there are fewer. */
#define OF_HAIR 0.5f

/* Colours, without the tone, that hang together; and that are the hair's. */
#define ONE_COLOUR 0.3f

/* Less is nobody's hair: of the picture, or of the square of the face's height. */
#define LEAST_SHARE 0.004
#define LEAST_OF_FACE 0.05

/* Holes and notches of so many cells are hair, too. */
#define CLOSED 2

typedef struct
{
  const RetextureLattice *lines, *skin;
  RetextureLattice *const *colours;
  const RetextureFaceCells *face; /* NULL: none */
  gfloat least;
} Search;

static gboolean
is_of_colour (const Search *search, gint i, const gfloat colour[3])
{
  gfloat square = 0.0f;

  for (gint c = 0; c < 3; c++)
    square += powf (search->colours[c]->values[i] - colour[c], 2.0f);
  return sqrtf (square) < ONE_COLOUR;
}

static gboolean
is_in_face (const Search *search, gint i)
{
  return search->face && search->face->inside->values[i] > 0.0f;
}

/* What has the colour of skin must be full of lines; what is `beside` hair need not be, else. */
static gboolean
has_lines (const Search *search, gint i, gboolean beside)
{
  const gfloat least = search->skin->values[i] > 0.5f ? MAX (search->least, SKIN_LINES)
                       : beside                       ? OF_HAIR * search->least
                                                      : search->least;

  return search->lines->values[i] > least && !is_in_face (search, i);
}

static gboolean
is_lined (gint i, gconstpointer user_data)
{
  return has_lines (user_data, i, FALSE);
}

static gboolean
are_of_one_colour (gint one, gint other, gconstpointer user_data)
{
  const Search *search = user_data;
  const gfloat colour[3] = { search->colours[0]->values[other], search->colours[1]->values[other],
                             search->colours[2]->values[other] };

  return is_of_colour (search, one, colour);
}

/* Hair is above the middle of the face, and around it; where there is none, anywhere. */
static gboolean
is_at_head (const Search *search, gint i)
{
  const gdouble x = i % search->lines->columns, y = i / search->lines->columns;

  return !search->face
         || (y < search->face->y
             && hypot (x - search->face->x, y - search->face->y) < search->face->height);
}

/* The area with the most cells at the head; 0 where there is none of any size. */
static gint
choose_area (const Search *search, const gint *areas)
{
  const gint n = search->lines->columns * search->lines->rows;
  g_autofree gint *counts = g_new0 (gint, n + 1);
  const gdouble least
      = search->face ? LEAST_OF_FACE * pow (search->face->height, 2.0) : LEAST_SHARE * n;
  gint best = 0;

  for (gint i = 0; i < n; i++)
    if (areas[i] && is_at_head (search, i) && ++counts[areas[i]] > counts[best])
      best = areas[i];
  return counts[best] >= least ? best : 0;
}

/* What hangs on to the mass and has its colour, and some lines. */
static void
grow (const Search *search, RetextureLattice *mass)
{
  const gint columns = mass->columns, n = columns * mass->rows;
  g_autofree gint *queue = g_new (gint, n);
  gfloat colour[3] = { 0.0f };
  gint end = 0;

  for (gint i = 0; i < n; i++)
    if (mass->values[i] > 0.0f)
      queue[end++] = i;
  for (gint i = 0; i < end; i++)
    for (gint c = 0; c < 3; c++)
      colour[c] += search->colours[c]->values[queue[i]] / end;
  for (gint begin = 0; begin < end; begin++)
    for (gint k = 0; k < 4; k++)
      {
        const gint x = queue[begin] % columns + (k == 0) - (k == 1);
        const gint to = queue[begin] / columns * columns + x + columns * ((k == 2) - (k == 3));

        if (x < 0 || x >= columns || to < 0 || to >= n || mass->values[to] > 0.0f
            || !has_lines (search, to, TRUE) || !is_of_colour (search, to, colour))
          continue;
        mass->values[to] = 1.0f;
        queue[end++] = to;
      }
}

RetextureLattice *
retexture_hair_mass_find (const RetextureLinedCells *lined, const RetextureFaceCells *face)
{
  const gint columns = lined->lines->columns, rows = lined->lines->rows, n = columns * rows;
  RetextureLattice *mass = retexture_lattice_new (columns, rows);
  g_autofree gint *areas = g_new0 (gint, n);
  Search search = { lined->lines, lined->skin, lined->colours, face, SURE_LINES };
  const RetextureCells cells = { columns, rows, is_lined, are_of_one_colour, &search };
  gint size, chosen;

  if (face)
    search.least = CLAMP (OF_SKIN * face->lines, LEAST_LINES, SURE_LINES);
  retexture_areas_find_largest (&cells, areas, &size);
  chosen = choose_area (&search, areas);
  for (gint i = 0; chosen && i < n; i++)
    mass->values[i] = areas[i] == chosen ? 1.0f : 0.0f;
  grow (&search, mass);
  retexture_lattice_spread (mass, CLOSED, TRUE);
  retexture_lattice_spread (mass, CLOSED, FALSE);
  for (gint i = 0; i < n; i++)
    if (is_in_face (&search, i))
      mass->values[i] = 0.0f;
  return mass;
}
