/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-workspace-page.h"

#include <glib/gi18n.h>

#include "api/outpost-api.h"
#include "live/outpost-workspace-watch.h"
#include "outpost-agent-row.h"
#include "outpost-attach-group.h"
#include "outpost-builds-group.h"
#include "outpost-connections-group.h"
#include "outpost-create-dialog.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-focus-keeper.h"
#include "outpost-lifecycle.h"
#include "outpost-on-screen.h"
#include "outpost-rename-dialog.h"
#include "outpost-status-group.h"
#include "outpost-text.h"
#include "outpost-toast.h"
#include "outpost-token-banner.h"
#include "outpost-weak.h"
#include "outpost-words.h"

#define TICK_SECONDS 10

/* One workspace: what it is, in which state its agents are, and how a machine is attached to it. */
struct _OutpostWorkspacePage
{
  AdwNavigationPage parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  OutpostTokenBanner *token_banner;
  AdwBanner *offline_banner;
  GtkStack *stack;
  GtkBox *groups;
  OutpostStatusGroup *status_group;
  AdwPreferencesGroup *pending_group;
  AdwActionRow *pending_row;
  GtkImage *pending_icon;
  GtkWidget *pending_spinner;
  GtkWidget *stop_command_button;
  AdwPreferencesGroup *agents_group;
  OutpostConnectionsGroup *connections_group;
  OutpostBuildsGroup *builds_group;

  OutpostAccount *account;
  OutpostWorkspace *workspace;
  OutpostWorkspaceWatch *watch;
  DexFuture *refresh;
  gint64 refresh_asked_at;
  GPtrArray *attach_groups; /* of OutpostAttachGroup, borrowed from the box */
  GPtrArray *agent_rows;    /* of OutpostAgentRow, borrowed from agents_group */
  char *stop_command;       /* for the machine that was attached; NULL: none was */
  gint64 known_at;          /* when the workspace was last known to be as shown */
  guint tick_source;
  guint news_source;
  gboolean deleted;
};

G_DEFINE_FINAL_TYPE (OutpostWorkspacePage, outpost_workspace_page, ADW_TYPE_NAVIGATION_PAGE)

static void
outpost_workspace_page_show_title (OutpostWorkspacePage *self)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);
  const char *display_name = outpost_workspace_get_template_display_name (self->workspace);
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (self->workspace));
  g_autofree char *raw = NULL;
  g_autofree char *subtitle = NULL;

  if (*display_name == '\0')
    display_name = outpost_workspace_get_template_name (self->workspace);
  /* Translators: a template and its version */
  raw = g_strdup_printf (_("%s · %s"), display_name, outpost_build_get_template_version_name (build));
  subtitle = outpost_text_dup_visible (raw);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  adw_window_title_set_title (self->window_title, name);
  adw_window_title_set_subtitle (self->window_title, subtitle);
}

static gboolean
outpost_workspace_page_has_groups_for (OutpostWorkspacePage *self,
                                       GPtrArray *names)
{
  if (self->attach_groups->len != names->len)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    if (strcmp (outpost_attach_group_get_agent_name (self->attach_groups->pdata[i]), names->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

static void
outpost_workspace_page_make_groups (OutpostWorkspacePage *self,
                                    GPtrArray *names)
{
  GtkWidget *after = GTK_WIDGET (self->status_group);

  if (outpost_workspace_page_has_groups_for (self, names))
    return;
  for (guint i = 0; i < self->attach_groups->len; i++)
    gtk_box_remove (self->groups, self->attach_groups->pdata[i]);
  g_ptr_array_set_size (self->attach_groups, 0);
  for (guint i = 0; i < names->len; i++)
    {
      GtkWidget *group = outpost_attach_group_new (self->account, self->workspace, names->pdata[i]);

      gtk_box_insert_child_after (self->groups, group, after);
      g_ptr_array_add (self->attach_groups, group);
      after = group;
    }
}

static void
outpost_workspace_page_show_groups (OutpostWorkspacePage *self,
                                    gint64 now)
{
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (outpost_workspace_get_latest_build (self->workspace));
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < agents->len; i++)
    g_ptr_array_add (names, (gpointer) outpost_agent_get_name (agents->pdata[i]));
  outpost_workspace_page_make_groups (self, names);
  for (guint i = 0; i < self->attach_groups->len; i++)
    outpost_attach_group_update (self->attach_groups->pdata[i], now);
}

/* The agents that no machine is attached to by hand: of ordinary resources, and those inside another agent. */
static void
outpost_workspace_page_show_agents (OutpostWorkspacePage *self,
                                    gint64 now)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);
  guint n_rows = 0;

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);

      if (outpost_agent_is_external (agent))
        continue;
      if (n_rows == self->agent_rows->len)
        {
          g_ptr_array_add (self->agent_rows, outpost_agent_row_new ());
          adw_preferences_group_add (self->agents_group, self->agent_rows->pdata[n_rows]);
        }
      outpost_agent_row_show (self->agent_rows->pdata[n_rows++], self->workspace, agent, TRUE, now);
    }
  while (self->agent_rows->len > n_rows)
    adw_preferences_group_remove (self->agents_group, g_ptr_array_steal_index (self->agent_rows, self->agent_rows->len - 1));
  adw_preferences_group_set_title (self->agents_group, self->attach_groups->len > 0 ? _("Other Agents") : _("Agents"));
  gtk_widget_set_visible (GTK_WIDGET (self->agents_group), n_rows > 0);
}

static void
outpost_workspace_page_say_pending (OutpostWorkspacePage *self,
                                    const char *title,
                                    const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->pending_row), title);
  adw_action_row_set_subtitle (self->pending_row, subtitle);
}

/* A build that runs or failed has no agents: the command's place says why it is empty. */
static void
outpost_workspace_page_show_pending (OutpostWorkspacePage *self)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);
  gboolean active = outpost_build_is_active (build);
  gboolean empty = self->attach_groups->len == 0 && outpost_workspace_is_external (self->workspace) != OUTPOST_NO;

  gtk_widget_set_visible (GTK_WIDGET (self->pending_group), empty);
  gtk_widget_set_visible (self->pending_spinner, active);
  gtk_widget_set_visible (GTK_WIDGET (self->pending_icon), !active);
  gtk_image_set_from_icon_name (self->pending_icon, "dialog-information-symbolic");
  if (active && g_str_equal (outpost_build_get_transition (build), "delete"))
    outpost_workspace_page_say_pending (self, _("The workspace is being deleted"), _("Its record and its token go with it."));
  else if (active)
    outpost_workspace_page_say_pending (self, _("The build is running"), _("The command comes when it is done."));
  else if (outpost_build_get_status (build) == OUTPOST_BUILD_FAILED)
    outpost_workspace_page_say_pending (self, _("No command yet"),
                                        _("The last build failed: there is no command until a build succeeds."));
  else
    outpost_workspace_page_say_pending (self, _("No external agent"),
                                        _("The last build has no agent that a machine could be attached to."));
}

static void
outpost_workspace_page_show_deleted (OutpostWorkspacePage *self)
{
  static const char *lost[] = { "workspace.open-in-browser", "workspace.refresh", "workspace.add-favorite",
                                "workspace.remove-favorite", "workspace.delete", "workspace.update", "workspace.rename" };

  outpost_token_banner_hide (self->token_banner);
  adw_banner_set_revealed (self->offline_banner, FALSE);
  outpost_focus_keeper_turn (self->stack, "deleted");
  gtk_widget_set_visible (self->stop_command_button, self->stop_command != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lost); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), lost[i], FALSE);
}

static void
outpost_workspace_page_show_actions (OutpostWorkspacePage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean mine = g_strcmp0 (outpost_workspace_get_owner_id (self->workspace), outpost_account_get_user_id (self->account)) == 0;
  gboolean favorite = outpost_workspace_get_favorite (self->workspace);
  gboolean active = outpost_build_is_active (outpost_workspace_get_latest_build (self->workspace));
  char *stop_command = outpost_lifecycle_dup_stop_command (self->account, self->workspace);

  gtk_widget_action_set_enabled (widget, "workspace.copy-link", !outpost_account_is_demo (self->account));
  gtk_widget_action_set_enabled (widget, "workspace.add-favorite", mine && !favorite);
  gtk_widget_action_set_enabled (widget, "workspace.remove-favorite", mine && favorite);
  gtk_widget_action_set_enabled (widget, "workspace.delete", !active);
  gtk_widget_action_set_enabled (widget, "workspace.update", !active);
  gtk_widget_action_set_enabled (widget, "workspace.rename", outpost_workspace_get_allow_renames (self->workspace));
  /* Once deleted there is no agent any more to tell it by. */
  if (stop_command != NULL)
    {
      g_free (self->stop_command);
      self->stop_command = stop_command;
    }
}

static void
outpost_workspace_page_show_status (OutpostWorkspacePage *self,
                                    gint64 now)
{
  const char *obstacle = outpost_lifecycle_find_cancel_obstacle (self->account, self->workspace);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "workspace.cancel-build", obstacle == NULL);
  outpost_status_group_show (self->status_group, self->workspace, obstacle, now);
}

static void
outpost_workspace_page_show (OutpostWorkspacePage *self)
{
  gint64 now = g_get_real_time ();

  if (self->deleted || outpost_build_get_status (outpost_workspace_get_latest_build (self->workspace)) == OUTPOST_BUILD_DELETED)
    {
      outpost_workspace_page_show_deleted (self);
      return;
    }
  outpost_workspace_page_show_title (self);
  outpost_workspace_page_show_actions (self);
  outpost_workspace_page_show_status (self, now);
  outpost_workspace_page_show_groups (self, now);
  outpost_workspace_page_show_agents (self, now);
  outpost_workspace_page_show_pending (self);
  outpost_connections_group_show (self->connections_group, self->account, self->workspace);
  outpost_builds_group_show (self->builds_group, self->account, self->workspace);
  outpost_token_banner_show (self->token_banner, self->workspace);
}

/* It was read. */
static void
outpost_workspace_page_see (OutpostWorkspacePage *self)
{
  outpost_observer_see (outpost_account_get_observer (self->account), self->workspace,
                        outpost_workspace_get_known_at (self->workspace), g_get_real_time ());
}

/* What is shown is so at this moment only while the stream is open: it would have told of anything else. */
static void
outpost_workspace_page_see_live (OutpostWorkspacePage *self)
{
  if (self->watch != NULL && outpost_workspace_watch_get_state (self->watch) == OUTPOST_STREAM_OPEN
      && !outpost_workspace_is_from_disk (self->workspace))
    outpost_observer_see (outpost_account_get_observer (self->account), self->workspace, g_get_monotonic_time (),
                          g_get_real_time ());
}

static void
outpost_workspace_page_retry_groups (OutpostWorkspacePage *self)
{
  for (guint i = 0; i < self->attach_groups->len; i++)
    outpost_attach_group_retry (self->attach_groups->pdata[i]);
}

static void
outpost_workspace_page_show_connection (OutpostWorkspacePage *self)
{
  OutpostStreamState state;
  g_autofree char *clock = NULL;
  g_autofree char *words = NULL;

  if (self->watch == NULL || self->deleted)
    return;
  state = outpost_workspace_watch_get_state (self->watch);
  if (state == OUTPOST_STREAM_OPEN)
    {
      self->known_at = 0;
      adw_banner_set_revealed (self->offline_banner, FALSE);
    }
  if (state != OUTPOST_STREAM_WAITING || adw_banner_get_revealed (self->offline_banner))
    return;
  if (self->known_at == 0)
    self->known_at = g_get_real_time ();
  clock = outpost_words_dup_clock (self->known_at, g_get_real_time ());
  /* Translators: %s is a time of day */
  words = g_strdup_printf (_("No live connection. Showing what was known at %s."), clock);
  adw_banner_set_title (self->offline_banner, words);
  adw_banner_set_revealed (self->offline_banner, TRUE);
}

static gboolean
outpost_workspace_page_news_cb (gpointer data)
{
  OutpostWorkspacePage *self = data;

  self->news_source = 0;
  outpost_workspace_page_see_live (self);
  outpost_workspace_page_show (self);
  outpost_workspace_page_show_connection (self);
  return G_SOURCE_REMOVE;
}

/* Several things that the watch tells in one turn are shown once. */
static void
outpost_workspace_page_queue_news (OutpostWorkspacePage *self)
{
  if (self->news_source == 0)
    self->news_source = g_idle_add_full (G_PRIORITY_DEFAULT, outpost_workspace_page_news_cb, self, NULL);
}

static void
outpost_workspace_page_deleted_cb (OutpostWorkspacePage *self)
{
  self->deleted = TRUE;
  outpost_workspace_page_queue_news (self);
}

static gboolean
outpost_workspace_page_tick_cb (gpointer data)
{
  outpost_workspace_page_see_live (data);
  outpost_workspace_page_show (data);
  return G_SOURCE_CONTINUE;
}

static void
outpost_workspace_page_stop_watch (OutpostWorkspacePage *self)
{
  if (self->watch == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->watch, self);
  outpost_workspace_watch_stop (self->watch);
  g_clear_object (&self->watch);
}

static void
outpost_workspace_page_start_watch (OutpostWorkspacePage *self)
{
  outpost_workspace_page_stop_watch (self);
  self->watch = outpost_workspace_watch_new (outpost_account_get_client (self->account), self->workspace);
  g_signal_connect_object (self->watch, "deleted", G_CALLBACK (outpost_workspace_page_deleted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "read", G_CALLBACK (outpost_workspace_page_see), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "notify::state", G_CALLBACK (outpost_workspace_page_queue_news), self,
                           G_CONNECT_SWAPPED);
}

/* Signed in again: what was refused before is asked for once more. */
static void
outpost_workspace_page_account_state_cb (OutpostWorkspacePage *self)
{
  if (outpost_account_get_state (self->account) != OUTPOST_ACCOUNT_SIGNED_IN || !outpost_on_screen_is_seen (GTK_WIDGET (self)))
    return;
  outpost_workspace_page_start_watch (self);
  outpost_workspace_page_retry_groups (self);
}

static DexFuture *
outpost_workspace_page_refreshed_cb (DexFuture *future,
                                     gpointer data)
{
  g_autoptr(OutpostWorkspacePage) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->refresh == NULL)
    return NULL;
  if (value != NULL)
    {
      OutpostWorkspace *newer = g_value_get_object (value);
      gboolean same_build = g_strcmp0 (outpost_build_get_id (outpost_workspace_get_latest_build (self->workspace)),
                                       outpost_build_get_id (outpost_workspace_get_latest_build (newer)))
                            == 0;

      outpost_workspace_update (self->workspace, newer, self->refresh_asked_at);
      outpost_workspace_page_see (self);
      outpost_workspace_page_show (self);
      /* Those of a new build ask by themselves. */
      if (same_build)
        outpost_workspace_page_retry_groups (self);
    }
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    outpost_workspace_page_deleted_cb (self);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

      outpost_toast_say (GTK_WIDGET (self->toasts), words->heading);
    }
  return NULL;
}

static void
outpost_workspace_page_refresh (OutpostWorkspacePage *self)
{
  GWeakRef *weak = outpost_weak_new (self);

  dex_clear (&self->refresh);
  self->refresh_asked_at = g_get_monotonic_time ();
  self->refresh = dex_future_finally (outpost_api_get_workspace (outpost_account_get_client (self->account),
                                                                 outpost_workspace_get_id (self->workspace)),
                                      outpost_workspace_page_refreshed_cb, weak, outpost_weak_free);
}

static void
refresh_action (GtkWidget *widget,
                const char *action,
                GVariant *parameter)
{
  outpost_workspace_page_refresh (OUTPOST_WORKSPACE_PAGE (widget));
}

static void
copy_name_action (GtkWidget *widget,
                  const char *action,
                  GVariant *parameter)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), outpost_workspace_get_name (self->workspace));
  outpost_toast_say (GTK_WIDGET (self->toasts), _("Name copied"));
}

/* Somebody has the credentials of a build now. */
static void
token_shown_action (GtkWidget *widget,
                    const char *action,
                    GVariant *parameter)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);

  outpost_observer_note_token (outpost_account_get_observer (self->account), self->workspace,
                               g_variant_get_string (parameter, NULL), g_get_real_time ());
}

/* ---- What can be done to it -------------------------------------------------------------------------------------- */

static const struct
{
  const char *action;
  void (*run) (GtkWidget *widget, OutpostAccount *account, OutpostWorkspace *workspace);
} lifecycle[] = {
  { "workspace.open-in-browser", outpost_lifecycle_open_in_browser },
  { "workspace.copy-link", outpost_lifecycle_copy_link },
  { "workspace.cancel-build", outpost_lifecycle_cancel_build },
  { "workspace.build-again", outpost_lifecycle_build_again },
};

static void
lifecycle_action (GtkWidget *widget,
                  const char *action,
                  GVariant *parameter)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);

  for (guint i = 0; i < G_N_ELEMENTS (lifecycle); i++)
    if (g_str_equal (lifecycle[i].action, action))
      lifecycle[i].run (widget, self->account, self->workspace);
}

static void
delete_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);

  outpost_lifecycle_delete (widget, self->account, self->workspace);
}

static void
update_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);
  AdwDialog *dialog = outpost_create_dialog_new_update (self->account, self->workspace);

  g_signal_connect_object (dialog, "created", G_CALLBACK (outpost_workspace_page_take_focus), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
rename_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);

  adw_dialog_present (outpost_rename_dialog_new (self->account, self->workspace), widget);
}

static void
favorite_action (GtkWidget *widget,
                 const char *action,
                 GVariant *parameter)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);

  outpost_lifecycle_set_favorite (widget, self->account, self->workspace, !outpost_workspace_get_favorite (self->workspace));
}

static void
copy_stop_command_action (GtkWidget *widget,
                          const char *action,
                          GVariant *parameter)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), self->stop_command);
  outpost_toast_say (GTK_WIDGET (self->toasts), _("Command copied"));
}

static void
show_command_cb (OutpostWorkspacePage *self)
{
  if (self->attach_groups->len > 0)
    outpost_attach_group_open (self->attach_groups->pdata[0]);
}

static void
retry_cb (OutpostWorkspacePage *self)
{
  adw_banner_set_revealed (self->offline_banner, FALSE);
  outpost_workspace_page_start_watch (self);
  outpost_workspace_page_refresh (self);
}

/* What nobody sees is not kept up to date. */
static void
outpost_workspace_page_seen_cb (GtkWidget *widget)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (widget);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  outpost_workspace_page_stop_watch (self);
  if (!outpost_on_screen_is_seen (widget))
    return;
  outpost_workspace_page_show (self);
  outpost_workspace_page_start_watch (self);
  self->tick_source = g_timeout_add_seconds (TICK_SECONDS, outpost_workspace_page_tick_cb, self);
}

static void
outpost_workspace_page_dispose (GObject *object)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (object);

  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_handle_id (&self->news_source, g_source_remove);
  outpost_workspace_page_stop_watch (self);
  dex_clear (&self->refresh);
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->account);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (outpost_workspace_page_parent_class)->dispose (object);
  /* After the parent, which owns the child that this would take from it. */
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_WORKSPACE_PAGE);
}

static void
outpost_workspace_page_finalize (GObject *object)
{
  OutpostWorkspacePage *self = OUTPOST_WORKSPACE_PAGE (object);

  g_ptr_array_unref (self->attach_groups);
  g_ptr_array_unref (self->agent_rows);
  g_free (self->stop_command);
  G_OBJECT_CLASS (outpost_workspace_page_parent_class)->finalize (object);
}

static void
outpost_workspace_page_bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (OUTPOST_TYPE_STATUS_GROUP);
  g_type_ensure (OUTPOST_TYPE_CONNECTIONS_GROUP);
  g_type_ensure (OUTPOST_TYPE_BUILDS_GROUP);
  g_type_ensure (OUTPOST_TYPE_TOKEN_BANNER);
  gtk_widget_class_set_template_from_resource (klass, "/io/github/outpost_app/Outpost/workspace/outpost-workspace-page.ui");
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, toasts);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, window_title);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, token_banner);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, offline_banner);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, stack);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, groups);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, status_group);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, pending_group);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, pending_row);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, pending_icon);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, pending_spinner);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, agents_group);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, connections_group);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, builds_group);
  gtk_widget_class_bind_template_child (klass, OutpostWorkspacePage, stop_command_button);
  gtk_widget_class_bind_template_callback (klass, show_command_cb);
  gtk_widget_class_bind_template_callback (klass, retry_cb);
}

static void
outpost_workspace_page_class_init (OutpostWorkspacePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = outpost_workspace_page_dispose;
  object_class->finalize = outpost_workspace_page_finalize;
  outpost_workspace_page_bind_template (widget_class);
  for (guint i = 0; i < G_N_ELEMENTS (lifecycle); i++)
    gtk_widget_class_install_action (widget_class, lifecycle[i].action, NULL, lifecycle_action);
  gtk_widget_class_install_action (widget_class, "workspace.copy-name", NULL, copy_name_action);
  gtk_widget_class_install_action (widget_class, "workspace.token-shown", "s", token_shown_action);
  gtk_widget_class_install_action (widget_class, "workspace.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "workspace.add-favorite", NULL, favorite_action);
  gtk_widget_class_install_action (widget_class, "workspace.remove-favorite", NULL, favorite_action);
  gtk_widget_class_install_action (widget_class, "workspace.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "workspace.update", NULL, update_action);
  gtk_widget_class_install_action (widget_class, "workspace.rename", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "workspace.copy-stop-command", NULL, copy_stop_command_action);
}

static void
outpost_workspace_page_init (OutpostWorkspacePage *self)
{
  self->attach_groups = g_ptr_array_new ();
  self->agent_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  outpost_on_screen_watch (GTK_WIDGET (self), outpost_workspace_page_seen_cb);
}

/**
 * outpost_workspace_page_new:
 * @account: through whom @workspace is seen
 * @workspace: what the page shows; kept up to date by the page while that is on the screen
 *
 * Returns: (transfer floating): a page for an #AdwNavigationView
 */
AdwNavigationPage *
outpost_workspace_page_new (OutpostAccount *account,
                            OutpostWorkspace *workspace)
{
  OutpostWorkspacePage *self;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (OUTPOST_IS_WORKSPACE (workspace), NULL);

  self = g_object_new (OUTPOST_TYPE_WORKSPACE_PAGE, NULL);
  self->account = g_object_ref (account);
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (outpost_workspace_page_queue_news), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::state", G_CALLBACK (outpost_workspace_page_account_state_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (account, "notify::site-owner", G_CALLBACK (outpost_workspace_page_queue_news), self, G_CONNECT_SWAPPED);
  outpost_observer_mark (outpost_account_get_observer (account), workspace);
  outpost_workspace_page_show (self);
  return ADW_NAVIGATION_PAGE (self);
}

void
outpost_workspace_page_take_focus (OutpostWorkspacePage *self)
{
  g_return_if_fail (OUTPOST_IS_WORKSPACE_PAGE (self));

  outpost_workspace_page_show (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  show_command_cb (self);
}

OutpostWorkspace *
outpost_workspace_page_get_workspace (OutpostWorkspacePage *self)
{
  g_return_val_if_fail (OUTPOST_IS_WORKSPACE_PAGE (self), NULL);
  return self->workspace;
}
