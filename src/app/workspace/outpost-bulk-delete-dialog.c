/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-bulk-delete-dialog.h"

#include <glib/gi18n.h>

#include "outpost-reason-list.h"
#include "outpost-text.h"
#include "outpost-words.h"

/* Says of several workspaces what deleting takes away and leaves. Where machines are connected, or more goes than records, a number
 * is typed first. */
struct _OutpostBulkDeleteDialog
{
  AdwAlertDialog parent_instance;

  guint n_going;
};

G_DEFINE_FINAL_TYPE (OutpostBulkDeleteDialog, outpost_bulk_delete_dialog, ADW_TYPE_ALERT_DIALOG)

/* How many of them are of which kind. */
typedef struct
{
  guint n_asked;
  guint n_going;
  guint n_external;
  guint n_ordinary;
  gint64 n_others;       /* that go with external ones; -1: not known of one of them */
  guint n_connected;     /* machines */
  gboolean is_connected; /* one of them, or what runs inside of one */
} Census;

static gboolean
is_connected (OutpostWorkspace *workspace,
              guint *n_machines)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  gboolean found = FALSE;

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);

      if (outpost_agent_get_state (agent) != OUTPOST_AGENT_CONNECTED)
        continue;
      found = TRUE;
      *n_machines += outpost_agent_is_sub_agent (agent) ? 0 : 1;
    }
  return found;
}

/* What is not known is taken for one whose machine goes with it. */
static gboolean
is_ordinary (OutpostWorkspace *workspace)
{
  return outpost_workspace_is_external (workspace) != OUTPOST_YES;
}

static gint64
add_others (gint64 n_others,
            OutpostWorkspace *workspace)
{
  gint64 more = outpost_workspace_get_n_others (workspace);

  return n_others < 0 || more < 0 ? -1 : n_others + more;
}

static Census
take_census (GPtrArray *workspaces)
{
  Census census = { .n_asked = workspaces->len };

  for (guint i = 0; i < workspaces->len; i++)
    {
      OutpostWorkspace *workspace = g_ptr_array_index (workspaces, i);

      if (!outpost_bulk_delete_dialog_can_go (workspace))
        continue;
      census.n_going++;
      if (is_ordinary (workspace))
        census.n_ordinary++;
      else
        {
          census.n_external++;
          census.n_others = add_others (census.n_others, workspace);
          census.is_connected |= is_connected (workspace, &census.n_connected);
        }
    }
  return census;
}

/* ---- What is said ------------------------------------------------------------------------------------------------ */

static char *
dup_reason (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autofree char *agents = NULL;
  guint n_connected = 0;

  if (outpost_build_is_deleting (build) || outpost_build_get_status (build) == OUTPOST_BUILD_DELETED)
    return g_strdup (_("Already being deleted"));
  if (!outpost_bulk_delete_dialog_can_go (workspace))
    return g_strdup (_("Stays: a build is running"));
  if (is_ordinary (workspace))
    return g_strdup (_("Everything that the deployment made for it is removed too"));
  agents = outpost_words_dup_agents (workspace, g_get_real_time ());
  /* A stopped one keeps its agents, which wait in vain (correction 41). */
  if (*agents == '\0' || (outpost_build_get_status (build) != OUTPOST_BUILD_STARTED && !is_connected (workspace, &n_connected)))
    return outpost_words_dup_status (workspace);
  return g_steal_pointer (&agents);
}

static GtkWidget *
new_list (GPtrArray *workspaces)
{
  GtkWidget *list = outpost_reason_list_new (_("Workspaces"));

  for (guint i = 0; i < workspaces->len; i++)
    {
      OutpostWorkspace *workspace = g_ptr_array_index (workspaces, i);
      g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (workspace));
      g_autofree char *reason = dup_reason (workspace);

      outpost_reason_list_add (OUTPOST_REASON_LIST (list), name, reason);
    }
  return list;
}

static void
append_paragraph (GString *body,
                  const char *words)
{
  if (body->len > 0)
    g_string_append (body, "\n\n");
  g_string_append (body, words);
}

static char *
dup_body (const Census *census)
{
  GString *body = g_string_new (NULL);
  g_autofree char *connected = NULL;
  g_autofree char *others = outpost_words_dup_others (census->n_others);

  if (census->n_going == 0)
    append_paragraph (body, ngettext ("It cannot be deleted now.", "None of them can be deleted now.", census->n_asked));
  if (census->n_external > 0)
    append_paragraph (body, _("The record and the token of each are removed from the deployment. The machines are left as they "
                              "are: an agent that runs there goes on trying to connect until it is stopped."));
  if (others != NULL)
    append_paragraph (body, others);
  if (census->n_ordinary > 0)
    append_paragraph (body, _("Of ordinary ones the deployment removes everything that it made for them."));
  if (census->n_connected > 0)
    {
      connected = g_strdup_printf (ngettext ("%'u machine is connected.", "%'u machines are connected.", census->n_connected),
                                   census->n_connected);
      append_paragraph (body, connected);
    }
  else if (census->is_connected)
    append_paragraph (body, _("An agent inside of a machine is connected."));
  return g_string_free (body, FALSE);
}

/* ---- The number -------------------------------------------------------------------------------------------------- */

static void
typed_cb (OutpostBulkDeleteDialog *self,
          GtkEditable *entry)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  g_autofree char *wanted = g_strdup_printf ("%u", self->n_going);

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "delete", g_str_equal (typed, wanted));
}

static GtkWidget *
new_number_entry (OutpostBulkDeleteDialog *self)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *title = NULL;

  /* Translators: %u is how many workspaces are deleted */
  title = g_strdup_printf (_("Type %u to Delete Them"), self->n_going);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_dialog_set_focus (ADW_DIALOG (self), row);
  return list;
}

static void
outpost_bulk_delete_dialog_class_init (OutpostBulkDeleteDialogClass *klass)
{
}

static void
outpost_bulk_delete_dialog_init (OutpostBulkDeleteDialog *self)
{
}

gboolean
outpost_bulk_delete_dialog_can_go (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);

  return !outpost_build_is_active (build) && outpost_build_get_status (build) != OUTPOST_BUILD_DELETED;
}

AdwDialog *
outpost_bulk_delete_dialog_new (GPtrArray *workspaces)
{
  OutpostBulkDeleteDialog *self = g_object_new (OUTPOST_TYPE_BULK_DELETE_DIALOG, NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (self);
  Census census = take_census (workspaces);
  g_autofree char *heading = NULL;
  g_autofree char *body = dup_body (&census);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->n_going = census.n_going;
  heading = g_strdup_printf (ngettext ("Delete %'u Workspace?", "Delete %'u Workspaces?", census.n_going), census.n_going);
  adw_alert_dialog_set_heading (alert, census.n_going > 0 ? heading : _("Not Possible Now"));
  adw_alert_dialog_set_body (alert, body);
  adw_alert_dialog_set_prefer_wide_layout (alert, TRUE);
  gtk_box_append (GTK_BOX (box), new_list (workspaces));
  adw_alert_dialog_set_extra_child (alert, box);
  adw_alert_dialog_add_responses (alert, "cancel", census.n_going > 0 ? _("_Cancel") : _("_Close"), NULL);
  adw_alert_dialog_set_close_response (alert, "cancel");
  if (census.n_going == 0)
    return ADW_DIALOG (self);
  adw_alert_dialog_add_responses (alert, "delete", _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "cancel");
  if (census.is_connected || census.n_ordinary > 0 || census.n_others != 0)
    {
      gtk_box_append (GTK_BOX (box), new_number_entry (self));
      adw_alert_dialog_set_response_enabled (alert, "delete", FALSE);
      adw_alert_dialog_set_default_response (alert, "delete");
    }
  return ADW_DIALOG (self);
}
