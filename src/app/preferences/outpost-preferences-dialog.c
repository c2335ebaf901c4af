/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-preferences-dialog.h"

#include <glib/gi18n.h>

#include "outpost-announce.h"
#include "outpost-text.h"
#include "outpost-weak.h"

#define HEIGHT 400

static void
switched_cb (AdwSwitchRow *row,
             GParamSpec *pspec,
             OutpostPreferences *preferences)
{
  outpost_preferences_set_notify (preferences, g_object_get_data (G_OBJECT (row), "account"), adw_switch_row_get_active (row));
}

static char *
dup_title (OutpostAccount *account)
{
  return outpost_account_is_demo (account) ? g_strdup (_("Demo")) : outpost_text_dup_visible (outpost_account_get_label (account));
}

static GtkWidget *
new_group (OutpostPreferences *preferences,
           OutpostAccount *account)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_switch_row_new ();
  g_autofree char *title = dup_title (account);
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), markup);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Notify When a Machine Is Lost or Back"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("For your own workspaces"));
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), outpost_preferences_get_notify (preferences, account));
  g_object_set_data_full (G_OBJECT (row), "account", g_object_ref (account), g_object_unref);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (switched_cb), preferences, G_CONNECT_DEFAULT);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

/* What the desktop answered stays to be read, above the switch; also for who comes back later. */
static void
show_words (AdwPreferencesGroup *group)
{
  g_autoptr(OutpostPreferences) preferences = g_weak_ref_get (g_object_get_data (G_OBJECT (group), "preferences"));
  g_autoptr(OutpostBackground) background = g_weak_ref_get (g_object_get_data (G_OBJECT (group), "background"));
  g_autofree char *markup = NULL;
  const char *words;

  if (preferences == NULL || background == NULL)
    return;
  words = outpost_background_get_words (background);
  if (words == NULL)
    words = outpost_preferences_get_watch (preferences) ? _("Machines are watched even while no window is open.")
                                                        : _("Machines are watched only while a window is on the screen.");
  markup = g_markup_escape_text (words, -1);
  adw_preferences_group_set_description (group, markup);
}

static void
words_cb (AdwPreferencesGroup *group,
          GParamSpec *pspec,
          OutpostBackground *background)
{
  const char *words = outpost_background_get_words (background);

  show_words (group);
  if (words != NULL)
    outpost_announce (GTK_WIDGET (group), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Without a deployment that is real there is nothing to keep watching. */
static gboolean
is_offered (OutpostBackground *background,
            GListModel *accounts)
{
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (accounts, i);

      if (!outpost_account_is_demo (account))
        return TRUE;
    }
  return outpost_background_get_active (background);
}

static GtkWidget *
new_watch_group (OutpostPreferences *preferences,
                 OutpostBackground *background)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Keep Watching When the Window Is Closed"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Each deployment is asked once a minute, over a metered network every five "
                                                       "minutes"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  g_object_bind_property (background, "active", row, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_object_set_data_full (G_OBJECT (group), "preferences", outpost_weak_new (preferences), outpost_weak_free);
  g_object_set_data_full (G_OBJECT (group), "background", outpost_weak_new (background), outpost_weak_free);
  g_signal_connect_object (background, "notify::words", G_CALLBACK (words_cb), group, G_CONNECT_SWAPPED);
  g_signal_connect_object (preferences, "changed", G_CALLBACK (show_words), group, G_CONNECT_SWAPPED);
  show_words (ADW_PREFERENCES_GROUP (group));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

/* Two accounts of one deployment share what is chosen. */
static gboolean
is_told_before (GListModel *accounts,
                guint position)
{
  g_autoptr(OutpostAccount) account = g_list_model_get_item (accounts, position);

  for (guint i = 0; i < position; i++)
    {
      g_autoptr(OutpostAccount) other = g_list_model_get_item (accounts, i);

      if (g_str_equal (outpost_account_get_url (other), outpost_account_get_url (account)))
        return TRUE;
    }
  return FALSE;
}

AdwDialog *
outpost_preferences_dialog_new (OutpostPreferences *preferences,
                                OutpostAccountStore *accounts,
                                OutpostBackground *background)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();
  GtkWidget *page = adw_preferences_page_new ();
  guint n = g_list_model_get_n_items (G_LIST_MODEL (accounts));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      if (!is_told_before (G_LIST_MODEL (accounts), i))
        adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (new_group (preferences, account)));
    }
  if (background != NULL && is_offered (background, G_LIST_MODEL (accounts)))
    {
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (new_watch_group (preferences, background)));
      adw_dialog_set_content_height (dialog, HEIGHT);
    }
  if (n == 0)
    {
      GtkWidget *group = adw_preferences_group_new ();

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                             _("Each deployment that you are signed in to has its preferences here."));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
    }
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (page));
  return dialog;
}
