/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-lifecycle.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "outpost-api.h"
#include "outpost-delete-dialog.h"
#include "outpost-error-words.h"
#include "outpost-export-file.h"
#include "outpost-instructions.h"
#include "outpost-link.h"
#include "outpost-save.h"
#include "outpost-secret-clipboard.h"
#include "outpost-stop-command.h"
#include "outpost-text.h"
#include "outpost-weak.h"

/* One request under way. */
typedef struct
{
  GWeakRef window;
  OutpostAccount *account;
  OutpostWorkspace *workspace;
  char *done;         /* what to say when it went well; NULL: one sees it */
  char *failed;       /* what to say when not */
  char *stop_command; /* offered when it went well; NULL: none */
  char *agent_name;   /* whose credentials are asked for; NULL: nobody's */
  char *build_id;     /* whose credentials are asked for */
} Errand;

static Errand *
errand_new (GtkWidget *widget,
            OutpostAccount *account,
            OutpostWorkspace *workspace)
{
  Errand *self = g_new0 (Errand, 1);

  g_weak_ref_init (&self->window, gtk_widget_get_root (widget));
  self->account = g_object_ref (account);
  self->workspace = g_object_ref (workspace);
  return self;
}

static void
errand_free (gpointer data)
{
  Errand *self = data;

  g_weak_ref_clear (&self->window);
  g_object_unref (self->account);
  g_object_unref (self->workspace);
  g_free (self->done);
  g_free (self->failed);
  g_free (self->stop_command);
  g_free (self->agent_name);
  g_free (self->build_id);
  g_free (self);
}

static void
say (Errand *self,
     const char *words,
     const char *stop_command)
{
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);

  if (window == NULL || words == NULL)
    return;
  if (stop_command != NULL)
    gtk_widget_activate_action (window, "win.offer-copy", "(sss)", words, _("_Copy Stop Command"), stop_command);
  else
    gtk_widget_activate_action (window, "win.toast", "s", words);
}

static void
say_failed (Errand *self,
            const GError *error)
{
  g_autofree char *reason = outpost_error_words_dup_reason (error);
  g_autofree char *sentence = NULL;

  /* Translators: what was not done, and why */
  sentence = g_strdup_printf (_("%s: %s"), self->failed, reason);
  say (self, sentence, NULL);
}

static DexFuture *
answered_cb (DexFuture *completed,
             gpointer data)
{
  Errand *self = data;
  g_autoptr(GError) error = NULL;

  /* Also where it was refused: then something else is true than what is shown. */
  outpost_account_refresh (self->account);
  if (dex_future_get_value (completed, &error) != NULL)
    say (self, self->done, self->stop_command);
  else
    say_failed (self, error);
  return NULL;
}

/* Takes @self. */
static void
send (Errand *self,
      DexFuture *request)
{
  dex_future_disown (dex_future_finally (request, answered_cb, self, errand_free));
}

static void
send_build (Errand *self,
            const char *transition)
{
  send (self, outpost_api_create_build (outpost_account_get_client (self->account), outpost_workspace_get_id (self->workspace),
                                        transition));
}

static char *
dup_name (OutpostWorkspace *workspace)
{
  return outpost_text_dup_visible (outpost_workspace_get_name (workspace));
}

/* ---- Delete ------------------------------------------------------------------------------------------------------ */

char *
outpost_lifecycle_dup_stop_command (OutpostAccount *account,
                                    OutpostWorkspace *workspace)
{
  return outpost_stop_command_dup (workspace, outpost_account_get_url (account));
}

static void
delete_response_cb (AdwAlertDialog *dialog,
                    const char *response,
                    gpointer data)
{
  Errand *self = data;
  g_autofree char *name = dup_name (self->workspace);

  if (!g_str_equal (response, "delete"))
    {
      errand_free (self);
      return;
    }
  /* Translators: %s is the name of a workspace */
  self->done = g_strdup_printf (_("%s is being deleted"), name);
  /* Translators: %s is the name of a workspace */
  self->failed = g_strdup_printf (_("%s was not deleted"), name);
  self->stop_command = outpost_lifecycle_dup_stop_command (self->account, self->workspace);
  if (outpost_delete_dialog_get_only_record (OUTPOST_DELETE_DIALOG (dialog)))
    send (self, outpost_api_orphan_workspace (outpost_account_get_client (self->account),
                                              outpost_workspace_get_id (self->workspace)));
  else
    send_build (self, "delete");
}

AdwDialog *
outpost_lifecycle_delete (GtkWidget *widget,
                          OutpostAccount *account,
                          OutpostWorkspace *workspace)
{
  AdwDialog *dialog = outpost_delete_dialog_new (outpost_account_get_client (account), workspace);

  g_signal_connect (dialog, "response", G_CALLBACK (delete_response_cb), errand_new (widget, account, workspace));
  adw_dialog_present (dialog, widget);
  return dialog;
}

/* ---- Builds ------------------------------------------------------------------------------------------------------ */

static void
build_response_cb (AdwAlertDialog *dialog,
                   const char *response,
                   gpointer data)
{
  Errand *self = data;
  g_autofree char *name = dup_name (self->workspace);

  if (!g_str_equal (response, "build"))
    {
      errand_free (self);
      return;
    }
  /* Translators: %s is the name of a workspace */
  self->failed = g_strdup_printf (_("%s was not built"), name);
  send_build (self, "start");
}

void
outpost_lifecycle_build_again (GtkWidget *widget,
                               OutpostAccount *account,
                               OutpostWorkspace *workspace)
{
  g_autofree char *name = dup_name (workspace);
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  /* Translators: %s is the name of a workspace */
  body = g_strdup_printf (_("%s is built again from the same version with the same parameters. That makes a new token: a machine "
                            "that was attached before must be attached again afterwards."),
                          name);
  dialog = adw_alert_dialog_new (_("Build Again?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "build", _("_Build Again"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "build", ADW_RESPONSE_SUGGESTED);
  /* The token that a machine has now does not come back. */
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (build_response_cb), errand_new (widget, account, workspace));
  adw_dialog_present (dialog, widget);
}

const char *
outpost_lifecycle_find_cancel_obstacle (OutpostAccount *account,
                                        OutpostWorkspace *workspace)
{
  if (!outpost_build_is_active (outpost_workspace_get_latest_build (workspace)) || outpost_workspace_get_allows_cancel (workspace)
      || outpost_account_look_up_site_owner (account) == OUTPOST_YES)
    return NULL;
  return _("The template lets only owners of the deployment cancel a build.");
}

void
outpost_lifecycle_cancel_build (GtkWidget *widget,
                                OutpostAccount *account,
                                OutpostWorkspace *workspace)
{
  Errand *errand = errand_new (widget, account, workspace);
  const char *build_id = outpost_build_get_id (outpost_workspace_get_latest_build (workspace));

  errand->failed = g_strdup (_("The build goes on"));
  send (errand, outpost_api_cancel_build (outpost_account_get_client (account), build_id));
}

/* ---- Favorites --------------------------------------------------------------------------------------------------- */

void
outpost_lifecycle_set_favorite (GtkWidget *widget,
                                OutpostAccount *account,
                                OutpostWorkspace *workspace,
                                gboolean favorite)
{
  Errand *errand = errand_new (widget, account, workspace);

  errand->failed = g_strdup (favorite ? _("Not added to the favorites") : _("Not removed from the favorites"));
  send (errand, outpost_api_set_favorite (outpost_account_get_client (account), outpost_workspace_get_id (workspace), favorite));
}

/* ---- The command ------------------------------------------------------------------------------------------------- */

static DexFuture *
credentials_cb (DexFuture *completed,
                gpointer data)
{
  Errand *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);
  const GValue *value = dex_future_get_value (completed, &error);

  if (window != NULL && value != NULL)
    {
      outpost_secret_clipboard_set (window, ((const OutpostCredentials *) g_value_get_boxed (value))->command);
      outpost_observer_note_token (outpost_account_get_observer (self->account), self->workspace, self->build_id,
                                   g_get_real_time ());
    }
  if (error != NULL)
    say_failed (self, error);
  else
    say (self, _("Command copied"), NULL);
  return NULL;
}

/* The one agent that a machine is attached to; says so where there is none, or several. */
static OutpostAgent *
find_agent (Errand *self)
{
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (outpost_workspace_get_latest_build (self->workspace));

  if (agents->len == 1)
    return g_ptr_array_index (agents, 0); /* the build holds it */
  say (self, agents->len == 0 ? _("There is no command until a build succeeds") : _("It has several agents: open it to choose one"),
       NULL);
  return NULL;
}

/* Takes @self. */
static void
ask_for_credentials (Errand *self,
                     DexFutureCallback answered)
{
  OutpostAgent *agent = find_agent (self);

  if (agent == NULL)
    {
      errand_free (self);
      return;
    }
  self->failed = g_strdup (_("There is no command"));
  self->agent_name = g_strdup (outpost_agent_get_name (agent));
  self->build_id = g_strdup (outpost_build_get_id (outpost_workspace_get_latest_build (self->workspace)));
  dex_future_disown (dex_future_finally (outpost_api_get_credentials (outpost_account_get_client (self->account),
                                                                      outpost_workspace_get_id (self->workspace),
                                                                      self->agent_name),
                                         answered, self, errand_free));
}

void
outpost_lifecycle_copy_command (GtkWidget *widget,
                                OutpostAccount *account,
                                OutpostWorkspace *workspace)
{
  ask_for_credentials (errand_new (widget, account, workspace), credentials_cb);
}

static void
offer_response_cb (AdwAlertDialog *dialog,
                   const char *response,
                   gpointer data)
{
  Errand *self = data;

  if (g_str_equal (response, "copy"))
    ask_for_credentials (self, credentials_cb);
  else
    errand_free (self);
}

void
outpost_lifecycle_offer_command (GtkWidget *widget,
                                 OutpostAccount *account,
                                 OutpostWorkspace *workspace)
{
  g_autofree char *name = dup_name (workspace);
  g_autofree char *body = NULL;
  AdwDialog *dialog;

  /* Translators: %s is the name of a workspace */
  body = g_strdup_printf (_("It attaches a machine to %s. It carries the token: whoever has it can attach one."), name);
  dialog = adw_alert_dialog_new (_("Copy the Command?"), body);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "copy", _("Copy C_ommand"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "copy", ADW_RESPONSE_SUGGESTED);
  /* Whoever pressed Enter in a search presses it twice at times. */
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (offer_response_cb), errand_new (widget, account, workspace));
  adw_dialog_present (dialog, widget);
}

static DexFuture *
exported_cb (DexFuture *completed,
             gpointer data)
{
  Errand *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);
  const GValue *value = dex_future_get_value (completed, &error);
  const char *workspace = outpost_workspace_get_name (self->workspace);

  if (error != NULL)
    say_failed (self, error);
  else if (window != NULL)
    {
      g_autofree char *name = outpost_export_file_dup_name (workspace, self->agent_name);
      char *json = outpost_instructions_dup_json (workspace, self->agent_name, g_value_get_boxed (value));

      outpost_observer_note_token (outpost_account_get_observer (self->account), self->workspace, self->build_id,
                                   g_get_real_time ());
      outpost_save_ask (window, outpost_export_file_take_text (json), _("Export JSON"), name);
    }
  return NULL;
}

void
outpost_lifecycle_export (GtkWidget *widget,
                          OutpostAccount *account,
                          OutpostWorkspace *workspace)
{
  ask_for_credentials (errand_new (widget, account, workspace), exported_cb);
}

/* ---- The deployment's page --------------------------------------------------------------------------------------- */

static void
launched_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  g_autoptr(GtkWidget) window = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  outpost_weak_free (data);
  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) && window != NULL
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    gtk_widget_activate_action (window, "win.toast", "s", _("No browser could be opened"));
}

void
outpost_lifecycle_open_in_browser (GtkWidget *widget,
                                   OutpostAccount *account,
                                   OutpostWorkspace *workspace)
{
  g_autofree char *owner = g_uri_escape_string (outpost_workspace_get_owner_name (workspace), NULL, FALSE);
  g_autofree char *name = g_uri_escape_string (outpost_workspace_get_name (workspace), NULL, FALSE);
  g_autofree char *uri = g_strdup_printf ("%s/@%s/%s", outpost_account_get_url (account), owner, name);
  g_autoptr(GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_uri_launcher_launch (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched_cb, outpost_weak_new (root));
}

void
outpost_lifecycle_copy_link (GtkWidget *widget,
                             OutpostAccount *account,
                             OutpostWorkspace *workspace)
{
  const char *owner = outpost_workspace_get_owner_name (workspace);
  g_autofree char *link
      = outpost_link_dup_workspace (outpost_account_get_url (account), owner, outpost_workspace_get_name (workspace));

  if (link != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), link);
  gtk_widget_activate_action (widget, "win.toast", "s", link != NULL ? _("Link copied: it opens in Outpost") : _("No link can "
                                                                                                                  "lead to this "
                                                                                                                  "workspace"));
}
