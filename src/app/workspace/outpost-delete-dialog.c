/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-delete-dialog.h"

#include <glib/gi18n.h>

#include "outpost-announce.h"
#include "outpost-api-templates.h"
#include "outpost-text.h"
#include "outpost-weak.h"
#include "outpost-words.h"

/* Says what deleting takes away and what it leaves. Where a machine is connected, or more goes than the record, the workspace's
 * name is typed first. */
struct _OutpostDeleteDialog
{
  AdwAlertDialog parent_instance;

  OutpostWorkspace *workspace;
  GtkWidget *list;        /* NULL: nothing is asked beside the question */
  GtkWidget *only_record; /* NULL: it is not offered */
  GtkWidget *name_row;    /* NULL: it was never asked for */
  DexFuture *asking;      /* whether the record alone may be offered */
  DexFuture *asking_kind; /* whether the workspace is external */
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

static gboolean
has_typed (OutpostDeleteDialog *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  return g_ascii_strcasecmp (typed, outpost_workspace_get_name (self->workspace)) == 0;
}

static void
typed_cb (OutpostDeleteDialog *self)
{
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "delete", has_typed (self));
}

static void
add_row (OutpostDeleteDialog *self,
         GtkWidget *row)
{
  if (self->list == NULL)
    {
      self->list = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (self->list, "boxed-list");
      adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (self), self->list);
    }
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
add_name_entry (OutpostDeleteDialog *self)
{
  self->name_row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->name_row), _("Name of the Workspace"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (self->name_row), TRUE);
  g_signal_connect_object (self->name_row, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  add_row (self, self->name_row);
}

/* Nothing is taken away from under somebody who types already. */
static gboolean
is_typing (OutpostDeleteDialog *self)
{
  return self->name_row != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->name_row)) != '\0';
}

/* ---- What goes --------------------------------------------------------------------------------------------------- */

static GString *
new_body (OutpostDeleteDialog *self,
          gboolean external)
{
  GString *body = g_string_new (NULL);
  g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (self->workspace));
  g_autofree char *others = outpost_words_dup_others (outpost_workspace_get_n_others (self->workspace));

  if (external)
    /* Translators: %s is the name of a workspace */
    g_string_append_printf (body, _("The record and the token of %s are removed from the deployment. The machine is left as it is: "
                                    "an agent that runs there goes on trying to connect until it is stopped."),
                            name);
  else
    /* Translators: %s is the name of a workspace */
    g_string_append_printf (body, _("The deployment removes %s and everything that it made for it."), name);
  if (external && others != NULL)
    g_string_append_printf (body, "\n\n%s", others);
  return body;
}

static void
show_kind (OutpostDeleteDialog *self,
           gboolean external)
{
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (self);
  g_autoptr(GString) body = new_body (self, external);
  gboolean connected = external && has_machine (self->workspace);
  gboolean typed = !external || connected || outpost_workspace_get_n_others (self->workspace) > 0 || is_typing (self);

  if (typed)
    g_string_append_printf (body, "\n\n%s",
                            connected ? _("A machine is connected. Type the name to delete the workspace anyway.")
                                      : _("Type the name to delete it."));
  if (typed && self->name_row == NULL)
    add_name_entry (self);
  if (self->name_row != NULL)
    {
      gtk_widget_set_visible (self->list, typed || self->only_record != NULL);
      gtk_widget_set_visible (self->name_row, typed);
    }
  adw_alert_dialog_set_response_enabled (alert, "delete", !typed || has_typed (self));
  adw_alert_dialog_set_default_response (alert, typed ? "delete" : "cancel");
  adw_alert_dialog_set_body (alert, body->str);
}

/* ---- Only the record --------------------------------------------------------------------------------------------- */

/* Not permitted, or not known: then it is not offered, and nothing is said. */
static DexFuture *
answered_cb (DexFuture *completed,
             gpointer data)
{
  g_autoptr(OutpostDeleteDialog) self = g_weak_ref_get (data);
  const GValue *value = dex_future_get_value (completed, NULL);

  if (self == NULL || value == NULL || !g_value_get_boolean (value))
    return NULL;
  self->only_record = adw_switch_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->only_record), _("Only Remove the _Record"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (self->only_record), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->only_record),
                               _("For when deleting fails. What the template made is not undone: it stays where it is."));
  add_row (self, self->only_record);
  gtk_widget_set_visible (self->list, TRUE);
  return NULL;
}

/* ---- What is asked ----------------------------------------------------------------------------------------------- */

/* Not known, or an ordinary one: the careful words stay. */
static DexFuture *
kind_known_cb (DexFuture *completed,
               gpointer data)
{
  g_autoptr(OutpostDeleteDialog) self = g_weak_ref_get (data);
  const GValue *value = dex_future_get_value (completed, NULL);
  const OutpostTemplateVersion *version = value != NULL ? g_value_get_boxed (value) : NULL;

  if (self == NULL || version == NULL || version->has_external_agent != OUTPOST_YES)
    return NULL;
  show_kind (self, TRUE);
  outpost_announce (GTK_WIDGET (self), adw_alert_dialog_get_body (ADW_ALERT_DIALOG (self)),
                    GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return NULL;
}

/* After a build that failed the deployment does not say what the workspace is, but of the version that it was built of it does.
 * Deleting in the ordinary way may fail too then; the deployment knows who may do otherwise. */
static void
ask (OutpostDeleteDialog *self,
     OutpostClient *client)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);

  if (outpost_workspace_is_external (self->workspace) == OUTPOST_UNKNOWN)
    self->asking_kind = dex_future_finally (
        outpost_api_get_template_version (client, outpost_build_get_template_version_id (build)), kind_known_cb,
        outpost_weak_new (self), outpost_weak_free);
  if (outpost_build_get_status (build) != OUTPOST_BUILD_FAILED)
    return;
  self->asking = dex_future_finally (outpost_api_manages_template (client, outpost_workspace_get_template_id (self->workspace)),
                                     answered_cb, outpost_weak_new (self), outpost_weak_free);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_delete_dialog_dispose (GObject *object)
{
  OutpostDeleteDialog *self = OUTPOST_DELETE_DIALOG (object);

  dex_clear (&self->asking);
  dex_clear (&self->asking_kind);
  g_clear_object (&self->workspace);
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
outpost_delete_dialog_new (OutpostClient *client,
                           OutpostWorkspace *workspace)
{
  OutpostDeleteDialog *self = g_object_new (OUTPOST_TYPE_DELETE_DIALOG, NULL);
  AdwAlertDialog *alert = ADW_ALERT_DIALOG (self);

  self->workspace = g_object_ref (workspace);
  /* The name stands in the body: a heading of one long word does not fit into a narrow window. */
  adw_alert_dialog_set_heading (alert, _("Delete Workspace?"));
  adw_alert_dialog_add_responses (alert, "cancel", _("_Cancel"), "delete", _("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (alert, "cancel");
  show_kind (self, outpost_workspace_is_external (workspace) == OUTPOST_YES);
  ask (self, client);
  return ADW_DIALOG (self);
}

gboolean
outpost_delete_dialog_get_only_record (OutpostDeleteDialog *self)
{
  return self->only_record != NULL && adw_switch_row_get_active (ADW_SWITCH_ROW (self->only_record));
}
