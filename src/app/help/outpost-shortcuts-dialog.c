/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-shortcuts-dialog.h"

#include <glib/gi18n.h>

/* What a key does. The keys are those of an action, or said here where the toolkit has them. */
typedef struct
{
  const char *title;
  const char *action;
  const char *keys;
} Shortcut;

static const Shortcut general[] = {
  { NC_("shortcut", "Help"), "app.help", NULL },
  { NC_("shortcut", "Keyboard shortcuts"), "app.shortcuts", NULL },
  { NC_("shortcut", "Main menu"), NULL, "F10" },
  { NC_("shortcut", "Preferences"), "app.preferences", NULL },
  { NC_("shortcut", "New window"), "app.new-window", NULL },
  { NC_("shortcut", "Close window"), "window.close", NULL },
  { NC_("shortcut", "Quit"), "app.quit", NULL },
};

static const Shortcut workspaces[] = {
  { NC_("shortcut", "New workspace"), "win.new-workspace", NULL },
  { NC_("shortcut", "Search"), "win.search", NULL },
  { NC_("shortcut", "Refresh"), "win.refresh", NULL },
  { NC_("shortcut", "Open the workspace"), NULL, "Return" },
  { NC_("shortcut", "Menu of the workspace"), NULL, "Menu <Shift>F10" },
  { NC_("shortcut", "Select the workspace"), NULL, "space" },
  { NC_("shortcut", "Select all workspaces"), NULL, "<Control>a" },
  { NC_("shortcut", "End the selection"), NULL, "Escape" },
  { NC_("shortcut", "Back to the list"), NULL, "Escape <Alt>Left" },
};

static char **
dup_keys (const Shortcut *shortcut,
          GtkApplication *app)
{
  if (shortcut->action != NULL)
    return gtk_application_get_accels_for_action (app, shortcut->action);
  return g_strsplit (shortcut->keys, " ", -1);
}

static char *
dup_key_label (const char *accelerator)
{
  guint key = 0;
  GdkModifierType modifiers = 0;

  gtk_accelerator_parse (accelerator, &key, &modifiers);
  return gtk_accelerator_get_label (key, modifiers);
}

/* All keys of one row, as words. */
static char *
dup_text (const Shortcut *shortcut,
          GtkApplication *app)
{
  g_auto(GStrv) keys = dup_keys (shortcut, app);
  char *text = NULL;

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *name = dup_key_label (keys[i]);
      g_autofree char *before = text;

      /* Translators: two keys that do the same, such as “F5 or Ctrl+R” */
      text = before == NULL ? g_steal_pointer (&name) : g_strdup_printf (C_("shortcut", "%s or %s"), before, name);
    }
  return text;
}

static GtkWidget *
row_new (const Shortcut *shortcut,
         GtkApplication *app)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = dup_text (shortcut, app);
  GtkWidget *keys = gtk_label_new (text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_dpgettext2 (NULL, "shortcut", shortcut->title));
  gtk_widget_add_css_class (keys, "dimmed");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  return row;
}

static void
add_group (AdwPreferencesPage *page,
           const char *title,
           const Shortcut *shortcuts,
           gsize n,
           GtkApplication *app)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (gsize i = 0; i < n; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (&shortcuts[i], app));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
}

AdwDialog *
outpost_shortcuts_dialog_new (GtkApplication *app)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();

  add_group (ADW_PREFERENCES_PAGE (page), _("General"), general, G_N_ELEMENTS (general), app);
  add_group (ADW_PREFERENCES_PAGE (page), _("Workspaces"), workspaces, G_N_ELEMENTS (workspaces), app);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 480);
  adw_dialog_set_content_height (dialog, 640);
  adw_dialog_set_child (dialog, view);
  return dialog;
}
