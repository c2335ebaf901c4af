/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-link-follower.h"

#include <glib/gi18n.h>

#include "outpost-address.h"
#include "outpost-api.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-lifecycle.h"
#include "outpost-link.h"
#include "outpost-sign-in-dialog.h"
#include "outpost-weak.h"

/* From links to what they lead to. */
struct _OutpostLinkFollower
{
  GObject parent_instance;

  OutpostContext *context;
  DexFuture *looking; /* for the workspace of the newest link */
  AdwDialog *refusal; /* nullable, weak: what says that something else has to be finished first */
};

G_DEFINE_FINAL_TYPE (OutpostLinkFollower, outpost_link_follower, G_TYPE_OBJECT)

/* ---- Accounts ---------------------------------------------------------------------------------------------------- */

/* The demo is no deployment that a link could mean: its port is another one each time. */
static gboolean
is_on_host (OutpostAccount *account,
            const char *host)
{
  return !outpost_account_is_demo (account) && outpost_address_is_at (outpost_account_get_url (account), host);
}

static gboolean
is_at_url (OutpostAccount *account,
           const char *url)
{
  return !outpost_account_is_demo (account) && g_str_equal (outpost_account_get_url (account), url);
}

/* The one that is shown where it fits, else the first that does. Borrowed; the store holds it. */
static OutpostAccount *
choose_account (OutpostLinkFollower *self,
                OutpostWindow *window,
                gboolean (*fits) (OutpostAccount *account, const char *what),
                const char *what)
{
  OutpostAccountStore *store = outpost_context_get_accounts (self->context);
  OutpostAccount *shown = outpost_window_get_account (window);

  if (shown != NULL && fits (shown, what))
    return shown;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (fits (account, what))
        return account;
    }
  return NULL;
}

/* ---- A workspace that is asked for ------------------------------------------------------------------------------------ */

/* A workspace that somebody is led to, by ids or by what a link calls it. */
typedef struct
{
  GWeakRef window;
  GWeakRef page; /* that was shown then */
  OutpostAccount *account;
  char *owner; /* nullable: by the id */
  char *name;  /* or the id */
  gboolean offers_command;
} Errand;

static Errand *
errand_new (OutpostWindow *window,
            OutpostAccount *account,
            const char *owner,
            const char *name)
{
  Errand *self = g_rc_box_new0 (Errand);

  g_weak_ref_init (&self->window, window);
  g_weak_ref_init (&self->page, NULL);
  self->account = g_object_ref (account);
  self->owner = g_strdup (owner);
  self->name = g_strdup (name);
  return self;
}

static void
errand_clear (gpointer data)
{
  Errand *self = data;

  g_weak_ref_clear (&self->window);
  g_weak_ref_clear (&self->page);
  g_object_unref (self->account);
  g_free (self->owner);
  g_free (self->name);
}

static void
errand_unref (gpointer data)
{
  g_rc_box_release_full (data, errand_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_unref)

/* Its object in a list of the account, which holds it. */
static OutpostWorkspace *
find_listed (Errand *errand)
{
  OutpostWorkspaceList *list = outpost_account_get_workspaces (errand->account);

  if (errand->owner == NULL)
    return outpost_account_lookup (errand->account, errand->name);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_equal (outpost_workspace_get_name (workspace), errand->name)
          && g_str_equal (outpost_workspace_get_owner_name (workspace), errand->owner))
        return workspace;
    }
  return NULL;
}

static void
arrive (OutpostWindow *window,
        Errand *errand,
        OutpostWorkspace *workspace)
{
  outpost_window_show_workspace (window, errand->account, workspace);
  if (errand->offers_command)
    outpost_lifecycle_offer_command (GTK_WIDGET (window), errand->account, workspace);
}

static void
say_failure (Errand *errand,
             OutpostWindow *window,
             const GError *error)
{
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);
  g_autofree char *sentence = NULL;

  if (errand->owner == NULL && g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    sentence = g_strdup (_("This workspace no longer exists"));
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    /* Translators: a user, the name of a workspace, and the address of a deployment */
    sentence = g_strdup_printf (_("There is no workspace %s/%s on %s"), errand->owner, errand->name,
                                outpost_account_get_label (errand->account));
  else
    /* Translators: %s is what went wrong */
    sentence = g_strdup_printf (_("The workspace could not be opened: %s"), words->heading);
  outpost_window_say (window, sentence);
}

/* Somebody may have gone on to something else meanwhile. */
static gboolean
is_awaited (Errand *errand,
            OutpostWindow *window)
{
  g_autoptr(AdwNavigationPage) page = g_weak_ref_get (&errand->page);

  return !outpost_window_has_dialog (window) && outpost_window_get_account (window) == errand->account
         && outpost_window_get_page (window) == page;
}

static DexFuture *
found_cb (DexFuture *completed,
          gpointer data)
{
  Errand *errand = data;
  g_autoptr(OutpostWindow) window = g_weak_ref_get (&errand->window);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (window == NULL || !is_awaited (errand, window))
    return NULL;
  if (value != NULL)
    arrive (window, errand, g_value_get_object (value));
  /* Without a key the list says what is to be done. */
  else if (outpost_account_get_state (errand->account) == OUTPOST_ACCOUNT_SIGNED_IN)
    say_failure (errand, window, error);
  return NULL;
}

static DexFuture *
ask_cb (DexFuture *unlocked,
        gpointer data)
{
  Errand *errand = data;
  OutpostClient *client = outpost_account_get_client (errand->account);

  if (errand->owner == NULL)
    return outpost_api_get_workspace (client, errand->name);
  return outpost_api_get_workspace_by_name (client, errand->owner, errand->name);
}

/* Unlocking goes on where the list began it; a keyring that stayed locked is not asked again by a link. */
static void
look_for (OutpostLinkFollower *self,
          Errand *errand)
{
  OutpostAccountState state = outpost_account_get_state (errand->account);
  DexFuture *asked;

  dex_clear (&self->looking);
  if (state != OUTPOST_ACCOUNT_SIGNED_IN && state != OUTPOST_ACCOUNT_NO_KEY)
    return;
  asked = dex_future_then (outpost_account_unlock (errand->account), ask_cb, g_rc_box_acquire (errand), errand_unref);
  self->looking = dex_future_finally (asked, found_cb, g_rc_box_acquire (errand), errand_unref);
}

/* Somebody who comes from outside may not notice that it is another deployment. */
static void
show_account (OutpostWindow *window,
              OutpostAccount *account)
{
  g_autofree char *sentence = NULL;

  if (outpost_window_get_account (window) == account)
    return;
  outpost_window_show_account (window, account);
  /* Translators: %s is the address of a deployment */
  sentence = g_strdup_printf (_("Now showing %s"), outpost_account_get_label (account));
  outpost_window_say (window, sentence);
}

static void
set_out (OutpostLinkFollower *self,
         OutpostWindow *window,
         Errand *errand)
{
  OutpostWorkspace *listed;

  show_account (window, errand->account);
  listed = find_listed (errand);
  if (listed != NULL)
    arrive (window, errand, listed);
  else
    {
      g_weak_ref_set (&errand->page, outpost_window_get_page (window));
      look_for (self, errand);
    }
}

static void
go_to_workspace (OutpostLinkFollower *self,
                 OutpostWindow *window,
                 OutpostAccount *account,
                 OutpostLink *link)
{
  g_autoptr(Errand) errand = errand_new (window, account, link->owner, link->name);

  set_out (self, window, errand);
}

/* ---- Links to where nobody is signed in ------------------------------------------------------------------------------- */

/* A link to a workspace that waits for somebody to sign in. */
typedef struct
{
  GWeakRef window;
  char *uri;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *self = data;

  g_weak_ref_clear (&self->window);
  g_free (self->uri);
  g_free (self);
}

/* The dialog is gone: if somebody signed in to that deployment, the link leads on. */
static void
sign_in_closed_cb (AdwDialog *dialog,
                   OutpostLinkFollower *self)
{
  Waiting *waiting = g_object_get_data (G_OBJECT (dialog), "waiting");
  g_autoptr(OutpostWindow) window = g_weak_ref_get (&waiting->window);
  g_autoptr(OutpostLink) link = outpost_link_parse (waiting->uri);
  OutpostAccount *account = window != NULL ? choose_account (self, window, is_on_host, link->host) : NULL;

  if (account != NULL)
    go_to_workspace (self, window, account, link);
}

static void
unknown_response_cb (AdwAlertDialog *dialog,
                     const char *response,
                     OutpostLinkFollower *self)
{
  Waiting *waiting = g_object_get_data (G_OBJECT (dialog), "waiting");
  /* By now the dialog may be in no window any more. */
  g_autoptr(OutpostWindow) window = g_weak_ref_get (&waiting->window);
  g_autoptr(OutpostLink) link = outpost_link_parse (waiting->uri);
  AdwDialog *sign_in;

  if (!g_str_equal (response, "sign-in") || window == NULL)
    return;
  sign_in = outpost_sign_in_dialog_new_at (self->context, link->host);
  g_object_set_data_full (G_OBJECT (sign_in), "waiting", g_object_steal_data (G_OBJECT (dialog), "waiting"), waiting_free);
  g_signal_connect_object (sign_in, "closed", G_CALLBACK (sign_in_closed_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (sign_in, GTK_WIDGET (window));
}

/* On a line of its own, whole however long it is. */
static GtkWidget *
new_host_label (const char *host)
{
  GtkWidget *label = gtk_label_new (host);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "heading");
  return label;
}

static void
ask_to_sign_in (OutpostLinkFollower *self,
                OutpostWindow *window,
                const char *host,
                const char *uri)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Unknown Deployment"),
                                            _("The link leads to a workspace of a deployment that you are not signed in to. Sign "
                                              "in only if you know its address:"));
  Waiting *waiting = g_new0 (Waiting, 1);

  g_weak_ref_init (&waiting->window, window);
  waiting->uri = g_strdup (uri);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), new_host_label (host));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "sign-in", _("_Sign In…"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "waiting", waiting, waiting_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (unknown_response_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

/* ---- What links lead to --------------------------------------------------------------------------------------------- */

static void
follow_to_workspace (OutpostLinkFollower *self,
                     OutpostWindow *window,
                     OutpostLink *link,
                     const char *uri)
{
  OutpostAccount *account = choose_account (self, window, is_on_host, link->host);

  if (account != NULL)
    go_to_workspace (self, window, account, link);
  else
    ask_to_sign_in (self, window, link->host, uri);
}

static void
follow_to_sign_in (OutpostLinkFollower *self,
                   OutpostWindow *window,
                   OutpostLink *link)
{
  OutpostAccount *account = choose_account (self, window, is_at_url, link->address);
  g_autofree char *sentence = NULL;

  if (account == NULL)
    {
      adw_dialog_present (outpost_sign_in_dialog_new_at (self->context, link->address), GTK_WIDGET (window));
      return;
    }
  outpost_window_show_account (window, account);
  if (outpost_account_get_state (account) == OUTPOST_ACCOUNT_SIGNED_OUT
      || outpost_account_get_state (account) == OUTPOST_ACCOUNT_KEY_UNAVAILABLE)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.sign-in", NULL);
      return;
    }
  /* Translators: %s is the address of a deployment */
  sentence = g_strdup_printf (_("You are signed in to %s already"), outpost_account_get_label (account));
  outpost_window_say (window, sentence);
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_link_follower_dispose (GObject *object)
{
  OutpostLinkFollower *self = OUTPOST_LINK_FOLLOWER (object);

  dex_clear (&self->looking);
  g_clear_weak_pointer (&self->refusal);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (outpost_link_follower_parent_class)->dispose (object);
}

static void
outpost_link_follower_class_init (OutpostLinkFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_link_follower_dispose;
}

static void
outpost_link_follower_init (OutpostLinkFollower *self)
{
}

OutpostLinkFollower *
outpost_link_follower_new (OutpostContext *context)
{
  OutpostLinkFollower *self = g_object_new (OUTPOST_TYPE_LINK_FOLLOWER, NULL);

  self->context = g_object_ref (context);
  return self;
}

/* In front of what is open; once, however many come. */
static void
refuse (OutpostLinkFollower *self,
        OutpostWindow *window)
{
  AdwDialog *dialog;

  if (self->refusal != NULL)
    return;
  dialog = adw_alert_dialog_new (_("Not Opened"),
                                 _("What is open here waits for an answer. Finish or close it first, then try again."));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  g_set_weak_pointer (&self->refusal, dialog);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

/* What is open to be answered stays open, and of what it was opened. */
static gboolean
may_go (OutpostLinkFollower *self,
        OutpostWindow *window)
{
  dex_clear (&self->looking);
  if (outpost_window_put_away (window))
    return TRUE;
  refuse (self, window);
  return FALSE;
}

void
outpost_link_follower_follow (OutpostLinkFollower *self,
                              OutpostWindow *window,
                              const char *uri)
{
  g_autoptr(OutpostLink) link = outpost_link_parse (uri);

  g_return_if_fail (OUTPOST_IS_LINK_FOLLOWER (self) && OUTPOST_IS_WINDOW (window));

  if (link == NULL)
    outpost_window_say (window, _("Outpost cannot open this link"));
  else if (!may_go (self, window))
    return;
  else if (link->kind == OUTPOST_LINK_NEW_WORKSPACE)
    outpost_window_begin_workspace (window, link->template_name);
  else if (link->kind == OUTPOST_LINK_WORKSPACE)
    follow_to_workspace (self, window, link, uri);
  else
    follow_to_sign_in (self, window, link);
}

void
outpost_link_follower_open (OutpostLinkFollower *self,
                            OutpostWindow *window,
                            const char *account_id,
                            const char *workspace_id,
                            gboolean offers_command)
{
  OutpostAccount *account;
  g_autoptr(Errand) errand = NULL;

  g_return_if_fail (OUTPOST_IS_LINK_FOLLOWER (self) && OUTPOST_IS_WINDOW (window));

  account = outpost_account_store_lookup (outpost_context_get_accounts (self->context), account_id);
  if (account == NULL || !may_go (self, window))
    return;
  errand = errand_new (window, account, NULL, workspace_id);
  errand->offers_command = offers_command;
  set_out (self, window, errand);
}

void
outpost_link_follower_show_account (OutpostLinkFollower *self,
                                    OutpostWindow *window,
                                    const char *account_id)
{
  OutpostAccount *account;

  g_return_if_fail (OUTPOST_IS_LINK_FOLLOWER (self) && OUTPOST_IS_WINDOW (window));

  account = outpost_account_store_lookup (outpost_context_get_accounts (self->context), account_id);
  if (account != NULL && may_go (self, window))
    show_account (window, account);
}

void
outpost_link_follower_search (OutpostLinkFollower *self,
                              OutpostWindow *window,
                              const char *text)
{
  g_return_if_fail (OUTPOST_IS_LINK_FOLLOWER (self) && OUTPOST_IS_WINDOW (window));

  if (may_go (self, window))
    outpost_window_search (window, text);
}
