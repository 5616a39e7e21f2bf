/* Retexture: SPDX-License-Identifier: GPL-3.0-or-later */
#include "help.h"

#include "message.h"

#include <glib/gi18n-lib.h>

static gchar *
find_page (const gchar *procedure)
{
  g_autofree gchar *executable = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree gchar *folder = executable ? g_path_get_dirname (executable) : g_strdup (".");
  g_autofree gchar *file = g_strconcat (procedure, ".html", NULL);

  return g_build_filename (folder, "help", file, NULL);
}

void
retexture_help_show (const gchar *procedure, gpointer dialog)
{
  g_autofree gchar *page = find_page (procedure);
  g_autofree gchar *shown = g_filename_display_name (page);
  g_autofree gchar *uri = g_filename_to_uri (page, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_test (page, G_FILE_TEST_EXISTS))
    {
      retexture_message_show (dialog, _ ("The help page is not installed."), shown);
      return;
    }
  if (uri
      && gtk_show_uri (gtk_widget_get_screen (dialog), uri, gtk_get_current_event_time (), &error))
    return;

  retexture_message_show (
      dialog, _ ("No program could open the help page. It can be read in any browser."), shown);
}
