/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Labels and letters are a bipartite graph, and an assignment is a matching: Kuhn's method finds a
 * largest one by letting owners of a letter move on to another of theirs.
 */
#include "mnemonics.h"

#include <gdk/gdkkeysyms.h>

typedef struct
{
  GtkLabel *label;
  gunichar *letters; /* lower case, the preferred first, ends with 0 */
  gunichar own;      /* 0: none */
} Candidate;

static void
candidate_free (gpointer data)
{
  Candidate *candidate = data;

  g_free (candidate->letters);
  g_free (candidate);
}

static gboolean
stands_for_control (GtkLabel *label)
{
  GtkWidget *widget = GTK_WIDGET (label);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return gtk_label_get_mnemonic_widget (label) || gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON)
         || (GTK_IS_EXPANDER (parent)
             && gtk_expander_get_label_widget (GTK_EXPANDER (parent)) == widget);
}

static gunichar *
list_letters (GtkLabel *label)
{
  g_autofree gunichar *text = g_utf8_to_ucs4_fast (gtk_label_get_text (label), -1, NULL);
  const guint key = gtk_label_get_mnemonic_keyval (label);
  GArray *letters = g_array_new (TRUE, FALSE, sizeof (gunichar));

  if (key != GDK_KEY_VoidSymbol)
    {
      const gunichar letter = gdk_keyval_to_unicode (gdk_keyval_to_lower (key));

      g_array_append_val (letters, letter);
    }
  for (gunichar *c = text; *c; c++)
    if (g_unichar_isalpha (*c))
      {
        const gunichar letter = g_unichar_tolower (*c);

        g_array_append_val (letters, letter);
      }
  return (gunichar *) g_array_free (letters, FALSE);
}

static void
collect (GtkWidget *widget, gpointer data)
{
  GPtrArray *candidates = data;

  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget) && stands_for_control (GTK_LABEL (widget)))
    {
      Candidate *candidate = g_new0 (Candidate, 1);

      candidate->label = GTK_LABEL (widget);
      candidate->letters = list_letters (candidate->label);
      g_ptr_array_add (candidates, candidate);
    }
  /* A combo box's inside is its own business. */
  else if (GTK_IS_CONTAINER (widget) && !GTK_IS_COMBO_BOX (widget))
    gtk_container_forall (GTK_CONTAINER (widget), collect, candidates);
}

static Candidate *
find_owner (GPtrArray *candidates, gunichar letter)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = g_ptr_array_index (candidates, i);

      if (candidate->own == letter)
        return candidate;
    }
  return NULL;
}

/* `tried` holds the letters already asked for on the way here. */
static gboolean
find_letter (GPtrArray *candidates, Candidate *candidate, GHashTable *tried)
{
  for (gunichar *letter = candidate->letters; *letter; letter++)
    if (!find_owner (candidates, *letter))
      {
        candidate->own = *letter;
        return TRUE;
      }

  for (gunichar *letter = candidate->letters; *letter; letter++)
    if (g_hash_table_add (tried, GUINT_TO_POINTER (*letter))
        && find_letter (candidates, find_owner (candidates, *letter), tried))
      {
        candidate->own = *letter;
        return TRUE;
      }
  return FALSE;
}

static void
write_label (const Candidate *candidate)
{
  const gchar *text = gtk_label_get_text (candidate->label);
  g_autoptr (GString) marked = g_string_new (NULL);
  gboolean found = FALSE;

  for (const gchar *c = text; *c; c = g_utf8_next_char (c))
    {
      const gunichar letter = g_utf8_get_char (c);

      if (letter == '_' || (!found && g_unichar_tolower (letter) == candidate->own))
        g_string_append_c (marked, '_');
      found = found || g_unichar_tolower (letter) == candidate->own;
      g_string_append_unichar (marked, letter);
    }
  gtk_label_set_text_with_mnemonic (candidate->label, marked->str);
}

static gint
chosen_first (gconstpointer a, gconstpointer b)
{
  const Candidate *first = *(Candidate *const *) a, *second = *(Candidate *const *) b;
  const gboolean first_chosen = gtk_label_get_mnemonic_keyval (first->label) != GDK_KEY_VoidSymbol;
  const gboolean second_chosen
      = gtk_label_get_mnemonic_keyval (second->label) != GDK_KEY_VoidSymbol;

  return second_chosen - first_chosen;
}

void
retexture_mnemonics_assign (GtkWidget *dialog)
{
  g_autoptr (GPtrArray) candidates = g_ptr_array_new_with_free_func (candidate_free);

  /* The window itself is shown last. */
  gtk_container_forall (GTK_CONTAINER (dialog), collect, candidates);
  g_ptr_array_sort (candidates, chosen_first);
  for (guint i = 0; i < candidates->len; i++)
    {
      g_autoptr (GHashTable) tried = g_hash_table_new (NULL, NULL);

      find_letter (candidates, g_ptr_array_index (candidates, i), tried);
    }
  for (guint i = 0; i < candidates->len; i++)
    write_label (g_ptr_array_index (candidates, i));
}
