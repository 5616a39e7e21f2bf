/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "gate.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  gchar *name;
  gchar relation; /* < or > */
  gdouble limit;
} Criterion;

struct _BatchGate
{
  GArray *criteria;
};

static const struct
{
  const gchar *name, *measure;
} aliases[] = {
  { "halo", "overshoot" },
  { "tone", "tone-shift" },
  { "recovered", "finer" },
};

static void
criterion_clear (gpointer criterion)
{
  g_free (((Criterion *) criterion)->name);
}

static gboolean
add (BatchGate *self, const gchar *word)
{
  const gsize length = strcspn (word, "<>");
  Criterion criterion = { .relation = word[length] };
  gchar *end;

  if (length == 0 || !word[length] || !word[length + 1])
    return FALSE;
  criterion.limit = g_ascii_strtod (word + length + 1, &end);
  if (*end)
    return FALSE;
  criterion.name = g_strndup (word, length);
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (criterion.name, aliases[i].name))
      {
        g_free (criterion.name);
        criterion.name = g_strdup (aliases[i].measure);
      }
  g_array_append_val (self->criteria, criterion);
  return TRUE;
}

BatchGate *
batch_gate_new (const gchar *text, GError **error)
{
  g_autoptr (BatchGate) self = g_new0 (BatchGate, 1);
  g_auto (GStrv) words = g_strsplit_set (text ? text : "", " \t\n,", -1);

  self->criteria = g_array_new (FALSE, FALSE, sizeof (Criterion));
  g_array_set_clear_func (self->criteria, criterion_clear);
  for (guint i = 0; words[i]; i++)
    if (*words[i] && !add (self, words[i]))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                     _ ("--gate: “%s” is nothing like halo<1."), words[i]);
        return NULL;
      }
  return g_steal_pointer (&self);
}

void
batch_gate_free (BatchGate *self)
{
  g_array_unref (self->criteria);
  g_free (self);
}

/* Of the last step that returns it; FALSE where none does. */
static gboolean
find_number (JsonObject *report, const gchar *name, gdouble *number)
{
  g_autoptr (GList) members = report ? json_object_get_members (report) : NULL;
  g_autofree gchar *suffix = g_strconcat (".", name, NULL);
  gboolean found = FALSE;

  for (GList *item = members; item; item = item->next)
    if (g_str_equal (item->data, name) || g_str_has_suffix (item->data, suffix))
      {
        JsonNode *node = json_object_get_member (report, item->data);

        if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING)
          {
            *number = json_node_get_double (node);
            found = TRUE;
          }
      }
  return found;
}

/* A measure of -1 is one that could not be taken. */
gchar *
batch_gate_judge (const BatchGate *self, JsonObject *report)
{
  for (guint i = 0; i < self->criteria->len; i++)
    {
      const Criterion *criterion = &g_array_index (self->criteria, Criterion, i);
      gdouble number = 0.0;

      if (!find_number (report, criterion->name, &number) || number == -1.0)
        return g_strdup_printf (_ ("%s was not measured"), criterion->name);
      if (criterion->relation == '<' ? number >= criterion->limit : number <= criterion->limit)
        return g_strdup_printf (_ ("%s is %.3g, not %c %g"), criterion->name, number,
                                criterion->relation, criterion->limit);
    }
  return NULL;
}
