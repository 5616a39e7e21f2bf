/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A plug-in for the tests only: test-fuzz (seed, seconds) calls the suite's procedures, which it
 * finds in the PDB, with random arguments, whose ranges it reads there too, on random pictures.
 * Each call is written to standard error before it is made, and what went wrong after it; the
 * harness (fuzz.sh) looks there for crashes and for what sanitizers and GLib say.
 *
 * Wrong is: a call longer than SLOW; a refusal without a sentence, or after which layers or pixels
 * differ; a success that returns nothing; outputs that disagree.
 */
#include <libgimp/gimp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz-outputs.h"

/* Sanitizers take several times as long. */
#define SLOW 30.0
#define PROCEDURES "^plug-in-retexture-"
#define MOST_ARGUMENTS 64

/* ---- procedures ---- */

typedef struct
{
  const gchar *name;
  gint n;
  GimpParamDef *arguments;
} Procedure;

static Procedure *
find_procedures (gint *n)
{
  gchar **names;
  Procedure *procedures;

  gimp_procedural_db_query (PROCEDURES, ".*", ".*", ".*", ".*", ".*", ".*", n, &names);
  procedures = g_new0 (Procedure, *n);
  for (gint i = 0; i < *n; i++)
    {
      gchar *texts[5];
      GimpPDBProcType type;
      GimpParamDef *results;
      gint n_results;

      procedures[i].name = names[i];
      gimp_procedural_db_proc_info (names[i], texts, texts + 1, texts + 2, texts + 3, texts + 4,
                                    &type, &procedures[i].n, &n_results, &procedures[i].arguments,
                                    &results);
    }
  return procedures;
}

/* The range an argument's description ends with; choices count from 0; else it is a truth value. */
static void
read_range (const gchar *description, gdouble *least, gdouble *most)
{
  const gchar *range = strrchr (description, '(');
  const gchar *choices = strrchr (description, '{');

  *least = 0.0;
  *most = 1.0;
  if (choices)
    {
      *most = -1.0;
      for (const gchar *c = choices; *c; c++)
        *most += *c == '(';
    }
  else if (range)
    sscanf (range, "(%lf to %lf", least, most);
}

/* Mostly valid, often at the ends, sometimes beyond. */
static gdouble
random_value (GRand *rand, const gchar *description, gboolean is_whole)
{
  gdouble least, most, value;

  read_range (description, &least, &most);
  switch (g_rand_int_range (rand, 0, 14))
    {
    case 0:
      value = least;
      break;
    case 1:
      value = most;
      break;
    case 2:
      value = g_rand_boolean (rand) ? most + 1.0 : least - 1.0;
      /* Once in a while only, or no call with many arguments would ever go through. */
      if (g_rand_int_range (rand, 0, 8) > 0)
        value = least;
      break;
    case 3:
    case 4:
    case 5:
      value = least + (most - least) * g_rand_double (rand);
      break;
    default:
      /* Small ones, as users choose. */
      value = least + MIN (most - least, 12.0) * g_rand_double (rand);
    }
  return is_whole ? (gdouble) (gint64) value : value;
}

/* Any procedure's, mostly. */
static gchar *
random_method (GRand *rand)
{
  static const gchar *const names[]
      = { "map",   "luminosity", "noise",    "borrow", "metal",  "light",
          "press", "groom",      "flyaways", "align",  "detect", "measure",
          "level", "disclose",   "export",   "apply",  "" };

  return g_strdup (names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]);
}

static gchar *
random_settings (GRand *rand)
{
  static const gchar *const texts[] = { "",           "amount=50",      "radius=2.5 amount=200",
                                        "radius=900", "mask='black'",   "output=in-place",
                                        "file=x.png", "preset=Nothing", "'",
                                        "=",          "amount" };

  return g_strdup (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
}

/* Names of files among them, which the harness lets lie in a folder of its own. */
static gchar *
random_text (GRand *rand)
{
  static const gchar *const texts[]
      = { "",         "a.jpg",     "-a b.png", "it's \"a\".tif",       "größer.webp",
          "a\nb.jpg", "$(rm).png", "a.xyz",    "no/such/folder/a.jpg", "AI",
          "\\" };

  return g_strdup (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
}

static void
fill_arguments (GRand *rand,
                const Procedure *procedure,
                const Pictures *pictures,
                GimpParam *params)
{
  gint drawables = 0;

  for (gint i = 0; i < procedure->n; i++)
    {
      params[i].type = procedure->arguments[i].type;
      switch (procedure->arguments[i].type)
        {
        case GIMP_PDB_IMAGE:
          params[i].data.d_image = pictures->image;
          break;
        case GIMP_PDB_DRAWABLE:
          params[i].data.d_drawable = random_drawable (rand, pictures, drawables++ == 0);
          break;
        case GIMP_PDB_FLOAT:
          params[i].data.d_float = random_value (rand, procedure->arguments[i].description, FALSE);
          break;
        case GIMP_PDB_STRING:
          params[i].data.d_string
              = g_str_equal (procedure->arguments[i].name, "method")     ? random_method (rand)
                : g_str_equal (procedure->arguments[i].name, "settings") ? random_settings (rand)
                                                                         : random_text (rand);
          break;
        default:
          params[i].data.d_int32
              = i == 0 ? g_rand_int_range (rand, 0, 8) == 0 ? GIMP_RUN_WITH_LAST_VALS
                                                            : GIMP_RUN_NONINTERACTIVE
                       : random_value (rand, procedure->arguments[i].description, TRUE);
        }
    }
}

static void
print_call (gint number,
            const Procedure *procedure,
            const GimpParam *params,
            const Pictures *pictures)
{
  GString *line = g_string_new (NULL);

  g_string_printf (line, "FUZZ call %d: %s, %s:", number, procedure->name, pictures->description);
  for (gint i = 0; i < procedure->n; i++)
    if (procedure->arguments[i].type == GIMP_PDB_FLOAT)
      g_string_append_printf (line, " %s=%g", procedure->arguments[i].name, params[i].data.d_float);
    else if (procedure->arguments[i].type == GIMP_PDB_STRING)
      {
        g_autofree gchar *escaped = g_strescape (params[i].data.d_string, NULL);

        g_string_append_printf (line, " %s=\"%s\"", procedure->arguments[i].name, escaped);
      }
    else
      g_string_append_printf (line, " %s=%d", procedure->arguments[i].name, params[i].data.d_int32);
  g_printerr ("%s\n", line->str);
  g_string_free (line, TRUE);
}

/* ---- one call ---- */

/* Of the argument of that name; -1 where there is none. */
static gint
find_argument (const Procedure *procedure, const gchar *name)
{
  for (gint i = 0; i < procedure->n; i++)
    if (g_str_equal (procedure->arguments[i].name, name))
      return i;
  return -1;
}

static void
complain (const gchar *what)
{
  g_printerr ("FUZZ wrong: %s\n", what);
}

static void
call (GRand *rand, gint number, const Procedure *procedure)
{
  Pictures pictures;
  GimpParam params[MOST_ARGUMENTS];
  GimpParam *values;
  gint n_values;
  gint64 begin;
  guint64 before, after;
  const gint output = find_argument (procedure, "output");

  make_pictures (rand, &pictures);
  fill_arguments (rand, procedure, &pictures, params);
  print_call (number, procedure, params, &pictures);
  if (output >= 0 && params[0].data.d_int32 == GIMP_RUN_NONINTERACTIVE
      && g_rand_int_range (rand, 0, 3) == 0)
    {
      g_autofree gchar *difference
          = compare_outputs (procedure->name, params, procedure->n, output, &pictures);

      if (difference)
        complain (difference);
    }
  before = fingerprint (pictures.image);
  begin = g_get_monotonic_time ();
  values = gimp_run_procedure2 (procedure->name, &n_values, procedure->n, params);
  if (g_get_monotonic_time () - begin > SLOW * G_TIME_SPAN_SECOND)
    complain ("it took too long");
  after = gimp_image_is_valid (pictures.image) ? fingerprint (pictures.image) : 0;

  switch (values[0].data.d_status)
    {
    case GIMP_PDB_SUCCESS:
      g_printerr ("FUZZ done: success\n");
      if (n_values < 2
          || (values[1].type != GIMP_PDB_STRING && find_argument (procedure, "method") < 0
              && !gimp_item_is_valid (values[1].data.d_drawable)))
        complain ("it succeeded, and what it returned is nothing");
      break;
    case GIMP_PDB_CANCEL:
      complain ("it was cancelled by nobody");
      break;
    default:
      g_printerr ("FUZZ done: refused: %s\n",
                  n_values > 1 && values[1].type == GIMP_PDB_STRING ? values[1].data.d_string : "");
      if (n_values < 2 || values[1].type != GIMP_PDB_STRING || !*values[1].data.d_string)
        complain ("it failed without a sentence");
      if (before != after)
        complain ("it refused, and changed the image");
    }
  gimp_destroy_params (values, n_values);
  delete_pictures (&pictures);
}

/* ---- the plug-in ---- */

/* A call can be made again by itself: its number and the seed say all. */
static gint
first_call (void)
{
  const gchar *first = g_getenv ("FUZZ_FIRST");

  return first ? atoi (first) : 0;
}

static void
run (const gchar *name, gint n_params, const GimpParam *p, gint *n_results, GimpParam **results)
{
  static GimpParam values[2]
      = { { GIMP_PDB_STATUS, { .d_status = GIMP_PDB_SUCCESS } }, { .type = GIMP_PDB_INT32 } };
  const gint seed = p[0].data.d_int32;
  const gint64 end = g_get_monotonic_time () + p[1].data.d_int32 * G_TIME_SPAN_SECOND;
  gint n, calls = first_call ();
  Procedure *procedures;

  gegl_init (NULL, NULL);
  gimp_plugin_enable_precision ();
  procedures = find_procedures (&n);
  g_printerr ("FUZZ seed %d, %d procedures\n", seed, n);
  while (g_get_monotonic_time () < end)
    {
      const guint32 both[] = { (guint32) seed, (guint32) calls };
      GRand *rand = g_rand_new_with_seed_array (both, G_N_ELEMENTS (both));

      call (rand, calls++, procedures + g_rand_int_range (rand, 0, n));
      g_rand_free (rand);
    }
  g_printerr ("FUZZ calls: %d\n", calls);
  values[1].data.d_int32 = calls;
  *n_results = 2;
  *results = values;
}

static void
query (void)
{
  static const GimpParamDef arguments[]
      = { { GIMP_PDB_INT32, "seed", "" }, { GIMP_PDB_INT32, "seconds", "" } };
  static const GimpParamDef results[] = { { GIMP_PDB_INT32, "calls", "" } };

  gimp_install_procedure ("test-fuzz", "", "", "", "", "", NULL, "", GIMP_PLUGIN, 2, 1, arguments,
                          results);
}

const GimpPlugInInfo PLUG_IN_INFO = { NULL, NULL, query, run };

MAIN ()
