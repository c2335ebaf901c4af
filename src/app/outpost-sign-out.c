/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sign-out.h"

#include <glib/gi18n.h>

#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-text.h"
#include "outpost-weak.h"

/* An account that somebody is asked about. */
typedef struct
{
  GWeakRef window;
  OutpostAccountStore *store;
  OutpostAccount *account;
} Question;

static void
question_free (gpointer data,
               GClosure *closure)
{
  Question *self = data;

  g_weak_ref_clear (&self->window);
  g_object_unref (self->store);
  g_object_unref (self->account);
  g_free (self);
}

static DexFuture *
signed_out_cb (DexFuture *future,
               gpointer data)
{
  g_autoptr(OutpostWindow) window = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostErrorWords) words = NULL;
  g_autofree char *sentence = NULL;

  if (dex_future_get_value (future, &error) != NULL || window == NULL)
    return NULL;
  words = outpost_error_words_new (error);
  if (outpost_error_is_of_keyring (error))
    /* Translators: %s is what went wrong */
    sentence = g_strdup_printf (_("Not signed out: %s"), words->heading);
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE))
    sentence = g_strdup (_("Signed out, but the list of accounts could not be written: the account is there again next time"));
  else
    /* Translators: %s is what went wrong */
    sentence = g_strdup_printf (_("Signed out here. The key may still be valid on the deployment: %s"), words->heading);
  outpost_window_say (window, sentence);
  return NULL;
}

/* Another window may have been quicker. */
static void
response_cb (AdwAlertDialog *dialog,
             const char *response,
             gpointer data)
{
  Question *question = data;
  g_autoptr(OutpostWindow) window = g_weak_ref_get (&question->window);

  if (g_str_equal (response, "sign-out") && outpost_account_store_has (question->store, question->account))
    dex_future_disown (dex_future_finally (outpost_account_store_sign_out (question->store, question->account), signed_out_cb,
                                           outpost_weak_new (window), outpost_weak_free));
}

/* Takes @dialog, whose response `sign-out` is yes. */
static void
ask (AdwDialog *dialog,
     OutpostWindow *window,
     OutpostAccountStore *store,
     OutpostAccount *account)
{
  Question *question = g_new0 (Question, 1);

  g_weak_ref_init (&question->window, window);
  question->store = g_object_ref (store);
  question->account = g_object_ref (account);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question, question_free, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

void
outpost_sign_out_ask (OutpostWindow *window,
                      OutpostAccountStore *store,
                      OutpostAccount *account)
{
  g_autofree char *label = outpost_text_dup_visible (outpost_account_get_label (account));
  /* Translators: %s is a deployment */
  g_autofree char *heading = g_strdup_printf (_("Sign Out of %s?"), label);
  AdwDialog *dialog
      = adw_alert_dialog_new (heading, _("This removes Outpost’s own key from the deployment and from the keyring, and the list "
                                         "kept on this computer. Workspaces and the machines attached to them stay as they are."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "sign-out", _("_Sign Out"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "sign-out", ADW_RESPONSE_DESTRUCTIVE);
  ask (dialog, window, store, account);
}

void
outpost_sign_out_leave_demo (OutpostWindow *window,
                             OutpostAccountStore *store,
                             OutpostAccount *account)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Leave the Demo?"), _("What was done in it is not kept."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "sign-out", _("_Leave Demo"), NULL);
  ask (dialog, window, store, account);
}
