/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-group.h"

#include <glib/gi18n.h>

#include "attach/outpost-attach-panel.h"
#include "attach/outpost-check-page.h"
#include "attach/outpost-form-row.h"
#include "attach/outpost-machine-row.h"
#include "outpost-agent-row.h"
#include "log/outpost-startup-row.h"
#include "outpost-announce.h"
#include "outpost-text.h"

/* An external agent with its way in: open as long as no machine is attached, folded to one row when one is. */
struct _OutpostAttachGroup
{
  AdwPreferencesGroup parent_instance;

  OutpostWorkspace *workspace;
  char *agent_name;
  OutpostAccount *account;
  OutpostAgentRow *agent_row;
  OutpostStartupRow *startup_row;
  AdwExpanderRow *again_row;
  OutpostMachineRow *machine_row;
  OutpostFormRow *form_row;
  GtkWidget *panel_row;
  GPtrArray *command_rows; /* of those three, owned: they move between the group and again_row */
  GtkWidget *check_row;    /* owned, to stay the last one */
  OutpostAttachPanel *panel;
  char *agent_id;
  OutpostAgentState state;
  OutpostPlatform own;
  gboolean refused; /* there is no command to be had */
  gboolean placed;
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (OutpostAttachGroup, outpost_attach_group, ADW_TYPE_PREFERENCES_GROUP)

static OutpostAgent *
outpost_attach_group_find_agent (OutpostAttachGroup *self,
                                 guint *n_external)
{
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (outpost_workspace_get_latest_build (self->workspace));
  OutpostAgent *found = NULL;

  *n_external = agents->len;
  for (guint i = 0; i < agents->len; i++)
    if (strcmp (outpost_agent_get_name (agents->pdata[i]), self->agent_name) == 0)
      found = agents->pdata[i]; /* the build holds it */
  return found;
}

/* Where the focus was inside the command it follows to the row that it folds to: focus that falls off a page is lost. */
static void
outpost_attach_group_place (OutpostAttachGroup *self,
                            gboolean folded)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = FALSE;

  if (self->placed && self->folded == folded)
    return;
  for (guint i = 0; i < self->command_rows->len; i++)
    {
      GtkWidget *row = self->command_rows->pdata[i];

      had_focus = had_focus || (focus != NULL && (focus == row || gtk_widget_is_ancestor (focus, row)));
      if (self->placed && self->folded)
        adw_expander_row_remove (self->again_row, row);
      else if (self->placed)
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
      if (folded)
        adw_expander_row_add_row (self->again_row, row);
      else
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
  /* It stays the last one. */
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->check_row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->check_row);
  adw_expander_row_set_expanded (self->again_row, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->again_row), folded);
  self->placed = TRUE;
  self->folded = folded;
  if (had_focus)
    gtk_widget_child_focus (folded ? GTK_WIDGET (self->again_row) : self->panel_row, GTK_DIR_TAB_FORWARD);
}

static void
outpost_attach_group_show_heading (OutpostAttachGroup *self,
                                   gboolean connected,
                                   guint n_external)
{
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (self->workspace));
  g_autofree char *agent = outpost_text_dup_visible (self->agent_name);
  g_autofree char *title = NULL;
  g_autofree char *description = NULL;
  OutpostBuildStatus status = outpost_build_get_status (outpost_workspace_get_latest_build (self->workspace));

  if (n_external > 1)
    title = g_markup_printf_escaped (connected ? _("Machine of “%s”") : _("Attach a Machine to “%s”"), agent);
  else
    title = g_strdup (connected ? _("Machine") : _("Attach a Machine"));
  if (!connected && !self->refused && status == OUTPOST_BUILD_STOPPED)
    description = g_markup_printf_escaped (_("%s is stopped. Update… in the menu builds it again, with a new token."), name);
  else if (!connected && !self->refused)
    description = n_external > 1
                      ? g_markup_printf_escaped (_("Run this on the machine to attach as “%s” of %s"), agent, name)
                      : g_markup_printf_escaped (_("Run this on the machine to attach as %s"), name);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), description);
}

/* Without a command there is nothing to choose. */
static void
outpost_attach_group_show_choice (OutpostAttachGroup *self,
                                  OutpostAgent *agent,
                                  gboolean connected)
{
  OutpostPlatform own
      = outpost_platform_find (outpost_agent_get_operating_system (agent), outpost_agent_get_architecture (agent));
  gboolean choosable = !self->refused && own != OUTPOST_N_PLATFORMS;

  self->own = own;
  outpost_machine_row_set_own (self->machine_row, own);
  gtk_widget_set_visible (GTK_WIDGET (self->machine_row), choosable);
  gtk_widget_set_visible (GTK_WIDGET (self->form_row), choosable);
  gtk_widget_set_visible (self->check_row, !self->refused && !connected);
}

static void
chosen_cb (OutpostAttachGroup *self)
{
  OutpostPlatform platform = outpost_machine_row_get_platform (self->machine_row);

  outpost_form_row_set_platform (self->form_row, platform);
  if (self->own == OUTPOST_N_PLATFORMS)
    outpost_attach_panel_set_choice (self->panel, OUTPOST_N_PLATFORMS, OUTPOST_ATTACH_ONCE);
  else
    outpost_attach_panel_set_choice (self->panel, platform, outpost_form_row_get_form (self->form_row));
}

static void
check_cb (OutpostAttachGroup *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  g_autofree char *address = outpost_attach_panel_dup_address (self->panel);
  guint n_external;
  OutpostAgent *agent = outpost_attach_group_find_agent (self, &n_external);

  if (view != NULL && agent != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              outpost_check_page_new (outpost_machine_row_get_platform (self->machine_row), address,
                                                      outpost_agent_get_troubleshooting_url (agent)));
}

/* Only what happens to the same agent is news: a new build's agents are new ones, and have their banner. */
static void
outpost_attach_group_announce (OutpostAttachGroup *self,
                               OutpostAgent *agent)
{
  OutpostAgentState state = outpost_agent_get_state (agent);
  gboolean same = g_strcmp0 (self->agent_id, outpost_agent_get_id (agent)) == 0;
  g_autofree char *name = outpost_text_dup_visible (self->agent_name);
  g_autofree char *words = NULL;

  if (same && self->state != state && state == OUTPOST_AGENT_CONNECTED)
    words = g_strdup_printf (_("%s is connected"), name);
  else if (same && self->state == OUTPOST_AGENT_CONNECTED)
    words = g_strdup_printf (_("%s is lost"), name);
  if (words != NULL)
    outpost_announce (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  self->state = state;
  g_set_str (&self->agent_id, outpost_agent_get_id (agent));
}

static void
outpost_attach_group_dispose (GObject *object)
{
  OutpostAttachGroup *self = OUTPOST_ATTACH_GROUP (object);

  g_clear_pointer (&self->command_rows, g_ptr_array_unref);
  g_clear_object (&self->check_row);
  g_clear_object (&self->workspace);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (outpost_attach_group_parent_class)->dispose (object);
}

static void
outpost_attach_group_finalize (GObject *object)
{
  OutpostAttachGroup *self = OUTPOST_ATTACH_GROUP (object);

  g_free (self->agent_name);
  g_free (self->agent_id);
  G_OBJECT_CLASS (outpost_attach_group_parent_class)->finalize (object);
}

static void
outpost_attach_group_class_init (OutpostAttachGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = outpost_attach_group_dispose;
  object_class->finalize = outpost_attach_group_finalize;
}

static GtkWidget *
check_row_new (void)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("It Does Not Connect"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Checks to run on the machine"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
outpost_attach_group_init (OutpostAttachGroup *self)
{
  self->agent_row = OUTPOST_AGENT_ROW (outpost_agent_row_new ());
  self->startup_row = OUTPOST_STARTUP_ROW (outpost_startup_row_new ());
  self->again_row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->again_row), _("Attach again or move to another machine"));
  gtk_widget_set_visible (GTK_WIDGET (self->again_row), FALSE);
  self->check_row = g_object_ref_sink (check_row_new ());
  g_signal_connect_object (self->check_row, "activated", G_CALLBACK (check_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->agent_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->startup_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->again_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->check_row);
}

static void
refused_cb (OutpostAttachGroup *self)
{
  g_object_get (self->panel, "refused", &self->refused, NULL);
  outpost_attach_group_update (self, g_get_real_time ());
}

static void
outpost_attach_group_make_choice (OutpostAttachGroup *self)
{
  self->machine_row = OUTPOST_MACHINE_ROW (outpost_machine_row_new ());
  self->form_row = OUTPOST_FORM_ROW (outpost_form_row_new ());
  self->command_rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->command_rows, g_object_ref_sink (self->machine_row));
  g_ptr_array_add (self->command_rows, g_object_ref_sink (self->form_row));
  g_ptr_array_add (self->command_rows, g_object_ref_sink (self->panel_row));
  g_signal_connect_object (self->machine_row, "notify::platform", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form_row, "notify::form", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
outpost_attach_group_new (OutpostAccount *account,
                          OutpostWorkspace *workspace,
                          const char *agent_name)
{
  OutpostAttachGroup *self = g_object_new (OUTPOST_TYPE_ATTACH_GROUP, NULL);

  self->account = g_object_ref (account);
  self->workspace = g_object_ref (workspace);
  self->agent_name = g_strdup (agent_name);
  self->panel = OUTPOST_ATTACH_PANEL (outpost_attach_panel_new (account, workspace, agent_name));
  g_signal_connect_object (self->panel, "notify::refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->panel), "attach-panel");
  self->panel_row = adw_preferences_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->panel_row), _("Command"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->panel_row), GTK_WIDGET (self->panel));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->panel_row), FALSE);
  gtk_widget_set_focusable (self->panel_row, FALSE);
  outpost_attach_group_make_choice (self);
  return GTK_WIDGET (self);
}

const char *
outpost_attach_group_get_agent_name (OutpostAttachGroup *self)
{
  g_return_val_if_fail (OUTPOST_IS_ATTACH_GROUP (self), NULL);
  return self->agent_name;
}

void
outpost_attach_group_update (OutpostAttachGroup *self,
                             gint64 now)
{
  OutpostAgent *agent;
  guint n_external;
  gboolean connected;

  g_return_if_fail (OUTPOST_IS_ATTACH_GROUP (self));

  agent = outpost_attach_group_find_agent (self, &n_external);
  if (agent == NULL)
    return;
  connected = outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED;
  outpost_attach_group_announce (self, agent);
  outpost_agent_row_show (self->agent_row, self->workspace, agent, !self->refused, now);
  outpost_startup_row_show (self->startup_row, outpost_account_get_client (self->account), agent);
  outpost_attach_group_show_heading (self, connected, n_external);
  outpost_attach_group_show_choice (self, agent, connected);
  outpost_attach_group_place (self, connected);
  outpost_attach_panel_update (self->panel);
}

void
outpost_attach_group_open (OutpostAttachGroup *self)
{
  g_return_if_fail (OUTPOST_IS_ATTACH_GROUP (self));

  if (self->folded)
    adw_expander_row_set_expanded (self->again_row, TRUE);
  outpost_attach_panel_take_focus (self->panel);
}

void
outpost_attach_group_retry (OutpostAttachGroup *self)
{
  g_return_if_fail (OUTPOST_IS_ATTACH_GROUP (self));
  outpost_attach_panel_retry (self->panel);
}
