/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-delete-dialog.h"

#include <glib/gi18n.h>

#include "outpost-text.h"

/* Says what deleting takes away and what it leaves. Where a machine is connected its workspace's name is typed first. */
struct _OutpostDeleteDialog
{
  AdwAlertDialog parent_instance;

  OutpostWorkspace *workspace;
};

G_DEFINE_FINAL_TYPE (OutpostDeleteDialog, outpost_delete_dialog, ADW_TYPE_ALERT_DIALOG)

static gboolean
has_machine (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgentState state = outpost_agent_get_state (outpost_build_get_agent (build, i));

      if (state == OUTPOST_AGENT_CONNECTED)
        return TRUE;
    }
  return FALSE;
}

static void
typed_cb (OutpostDeleteDialog *self,
          GtkEditable *entry)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  gboolean same = g_ascii_strcasecmp (typed, outpost_workspace_get_name (self->workspace)) == 0;

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "delete", same);
}

static GtkWidget *
new_name_entry (OutpostDeleteDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Name of the Workspace"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

static void
outpost_delete_dialog_dispose (GObject *object)
{
  g_clear_object (&OUTPOST_DELETE_DIALOG (object)->workspace);
  G_OBJECT_CLASS (outpost_delete_dialog_parent_class)->dispose (object);
}

static void
outpost_delete_dialog_class_init (OutpostDeleteDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_delete_dialog_dispose;
}

static void
outpost_delete_dialog_init (OutpostDeleteDialog *self)
{
}

AdwDialog *
outpost_delete_dialog_new (OutpostWorkspace *workspace)
{
  OutpostDeleteDialog *self = g_object_new (OUTPOST_TYPE_DELETE_DIALOG, NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (self);
  gboolean external = outpost_workspace_is_external (workspace) != OUTPOST_NO;
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (workspace));
  g_autoptr(GString) body = g_string_new (NULL);

  self->workspace = g_object_ref (workspace);
  /* The name stands in the body: a heading of one long word does not fit into a narrow window. */
  adw_alert_dialog_set_heading (alert, _("Delete Workspace?"));
  if (external)
    /* Translators: %s is the name of a workspace */
    g_string_append_printf (body, _("The record and the token of %s are removed from the deployment. The machine is left as it is: "
                                    "an agent that runs there goes on trying to connect until it is stopped."),
                            name);
  else
    /* Translators: %s is the name of a workspace */
    g_string_append_printf (body, _("The deployment removes %s and everything that it made for it."), name);
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (alert, "cancel");
  if (!external || has_machine (workspace))
    {
      g_string_append_printf (body, "\n\n%s",
                              external ? _("A machine is connected. Type the name to delete the workspace all the same.")
                                       : _("Type the name to delete it."));
      adw_alert_dialog_set_extra_child (alert, new_name_entry (self));
      adw_alert_dialog_set_response_enabled (alert, "delete", FALSE);
      adw_alert_dialog_set_default_response (alert, "delete");
    }
  adw_alert_dialog_set_body (alert, body->str);
  return ADW_DIALOG (self);
}
