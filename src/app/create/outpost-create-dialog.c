/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-create-dialog.h"

#include <glib/gi18n.h>

#include "outpost-api.h"
#include "outpost-build-page.h"
#include "outpost-create-words.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-linking-page.h"
#include "outpost-name-page.h"
#include "outpost-parameters-page.h"
#include "outpost-review-page.h"
#include "outpost-sheet-focus.h"
#include "outpost-template-check.h"
#include "outpost-template-page.h"
#include "outpost-text.h"
#include "outpost-update-page.h"
#include "outpost-weak.h"

/* The wizard: which page follows which, and what a refusal leads back to. */
struct _OutpostCreateDialog
{
  AdwDialog parent_instance;

  OutpostAccount *account;
  OutpostCreation *creation;
  AdwNavigationView *view;
  OutpostTemplatePage *template_page; /* of a new workspace */
  OutpostNamePage *name_page;         /* of a new workspace */
  OutpostUpdatePage *update_page;     /* of an update */
  OutpostParametersPage *parameters_page;
  OutpostLinkingPage *linking_page;
  OutpostReviewPage *review_page;
  OutpostBuildPage *build_page;
  OutpostWorkspace *workspace; /* once it is made */
  AdwDialog *alert;            /* weak: what closing asks */
  DexFuture *step;
  gint64 asked_at; /* for the workspace with its new build, monotonic */
  gboolean submitting;
  gboolean closed;
};

static guint created_signal;

G_DEFINE_FINAL_TYPE (OutpostCreateDialog, outpost_create_dialog, ADW_TYPE_DIALOG)

static void
push (OutpostCreateDialog *self,
      gpointer page)
{
  if (adw_navigation_view_get_visible_page (self->view) != page)
    adw_navigation_view_push (self->view, page);
}

/* Back to a page that was passed. */
static void
return_to (OutpostCreateDialog *self,
           gpointer page)
{
  adw_navigation_view_pop_to_page (self->view, page);
}

static OutpostWizardPage *
get_visible (OutpostCreateDialog *self)
{
  return OUTPOST_WIZARD_PAGE (adw_navigation_view_get_visible_page (self->view));
}

/* ---- Forward ----------------------------------------------------------------------------------------------------- */

static DexFuture *
chosen_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(OutpostCreateDialog) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return NULL;
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self->template_page), NULL);
  if (dex_future_get_value (completed, &error) == NULL)
    outpost_wizard_page_refuse (OUTPOST_WIZARD_PAGE (self->template_page), error, NULL);
  else
    push (self, self->name_page);
  return NULL;
}

static void
template_next_cb (OutpostCreateDialog *self)
{
  OutpostTemplateList *list = outpost_template_page_get_list (self->template_page);
  OutpostTemplate *template = outpost_template_page_get_template (self->template_page);
  OutpostTemplate *before = outpost_creation_get_template (self->creation);

  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self->template_page), NULL);
  if (template == NULL)
    {
      outpost_template_list_load (list);
      return;
    }
  if (before != NULL && g_str_equal (before->id, template->id)
      && g_str_equal (before->active_version_id, template->active_version_id))
    {
      push (self, self->name_page);
      return;
    }
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self->template_page), _("Reading the Template…"));
  dex_clear (&self->step);
  self->step = dex_future_finally (outpost_creation_choose (self->creation, template, NULL), chosen_cb, outpost_weak_new (self),
                                   outpost_weak_free);
}

static void
ask_cb (OutpostCreateDialog *self)
{
  push (self, self->parameters_page);
}

/* Of what is made, or updated. */
static const char *
get_name (OutpostCreateDialog *self)
{
  return self->name_page != NULL ? outpost_name_page_get_name (self->name_page) : outpost_workspace_get_name (self->workspace);
}

static void
review (OutpostCreateDialog *self)
{
  gboolean several = self->template_page != NULL
                     && outpost_template_list_has_several_organizations (outpost_template_page_get_list (self->template_page));

  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self->review_page), NULL);
  outpost_review_page_show (self->review_page, get_name (self), several);
  push (self, self->review_page);
}

static void
answered_cb (OutpostCreateDialog *self)
{
  if (outpost_creation_needs_auth (self->creation))
    push (self, self->linking_page);
  else
    review (self);
}

/* ---- Leaving ----------------------------------------------------------------------------------------------------- */

/* Only what was typed is asked about when closing, and what is under way. */
static void
update_leaving (OutpostCreateDialog *self)
{
  OutpostWizardPage *page = get_visible (self);

  if (page == NULL)
    return;
  /* From where there is no way back, Escape closes. */
  adw_navigation_view_set_pop_on_escape (self->view, adw_navigation_page_get_can_pop (ADW_NAVIGATION_PAGE (page)));
  adw_dialog_set_can_close (ADW_DIALOG (self), !self->submitting && (self->workspace != NULL || *get_name (self) == '\0'));
}

/* Nothing can be changed while it is asked for. */
static void
set_submitting (OutpostCreateDialog *self,
                gboolean submitting)
{
  const char *words = self->workspace == NULL ? _("Creating…") : _("Requesting the Build…");

  self->submitting = submitting;
  outpost_wizard_page_set_busy (OUTPOST_WIZARD_PAGE (self->review_page), submitting ? words : NULL);
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self->review_page), !submitting);
  update_leaving (self);
  /* What it asked is answered. */
  if (!submitting && self->alert != NULL)
    adw_dialog_force_close (self->alert);
}

static void
close_response_cb (AdwAlertDialog *alert,
                   const char *response,
                   OutpostCreateDialog *self)
{
  if (g_str_equal (response, "close"))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static AdwDialog *
discard_alert_new (void)
{
  AdwDialog *alert = adw_alert_dialog_new (_("Discard the New Workspace?"), _("What you entered is not kept."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Cancel"), "close", _("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (alert), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (alert), "cancel");
  return alert;
}

/* A request that was sent cannot be taken back. */
static AdwDialog *
goes_on_alert_new (OutpostCreateDialog *self)
{
  const char *words = self->workspace == NULL
                          ? _("The request was sent: the workspace is created anyway, and the list shows it.")
                          : _("The request was sent: the workspace is built anyway, with a new token. The list shows it.");
  AdwDialog *alert = adw_alert_dialog_new (_("The Request Goes On"), words);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (alert), "cancel", _("_Stay"), "close", _("_Close"), NULL);
  return alert;
}

static void
close_attempt_cb (OutpostCreateDialog *self)
{
  AdwDialog *alert = self->submitting ? goes_on_alert_new (self) : discard_alert_new ();

  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (alert), "cancel");
  g_signal_connect_object (alert, "response", G_CALLBACK (close_response_cb), self, G_CONNECT_DEFAULT);
  g_set_weak_pointer (&self->alert, alert);
  adw_dialog_present (alert, GTK_WIDGET (self));
}

static void
closed_cb (OutpostCreateDialog *self)
{
  self->closed = TRUE;
}

/* ---- The request ------------------------------------------------------------------------------------------------- */

/* A request under way: it goes on when the dialog is closed, and then says how it went in the window. */
typedef struct
{
  GWeakRef dialog;
  GWeakRef window;
  OutpostAccount *account;
  char *name;
  gboolean is_new;
} Request;

static Request *
request_new (OutpostCreateDialog *dialog)
{
  Request *self = g_new0 (Request, 1);

  g_weak_ref_init (&self->dialog, dialog);
  g_weak_ref_init (&self->window, gtk_widget_get_root (GTK_WIDGET (dialog)));
  self->account = g_object_ref (dialog->account);
  self->name = outpost_text_dup_visible (get_name (dialog));
  self->is_new = dialog->workspace == NULL;
  return self;
}

static void
request_free (gpointer data)
{
  Request *self = data;

  g_weak_ref_clear (&self->dialog);
  g_weak_ref_clear (&self->window);
  g_object_unref (self->account);
  g_free (self->name);
  g_free (self);
}

static char *
dup_reason (const GError *error)
{
  if (error->domain == OUTPOST_TEMPLATE_ERROR)
    return outpost_create_words_dup_reason (error);
  return outpost_error_words_dup_reason (error);
}

/* To the window, as nobody looks at the dialog any more. */
static void
say (Request *self,
     const GError *error)
{
  g_autoptr(GtkWidget) window = g_weak_ref_get (&self->window);
  g_autofree char *reason = error != NULL ? dup_reason (error) : NULL;
  g_autofree char *sentence = NULL;

  if (window == NULL)
    return;
  if (error == NULL)
    /* Translators: %s is the name of a workspace */
    sentence = g_strdup_printf (self->is_new ? _("%s is being created")
                                             : _("%s is being built; attach its machine again afterwards"),
                                self->name);
  else
    /* Translators: the name of a workspace, and why */
    sentence = g_strdup_printf (self->is_new ? _("%s was not created: %s") : _("%s was not built: %s"), self->name, reason);
  gtk_widget_activate_action (window, "win.toast", "s", sentence);
}

static gboolean
is_about (const GError *error,
          const char *field)
{
  gsize n = 0;
  const OutpostValidation *validations = outpost_error_get_validations (error, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (validations[i].field, field))
      return TRUE;
  return FALSE;
}

/* What it set is taken back. */
static void
say_lost_preset (OutpostCreateDialog *self)
{
  const char *lost = outpost_creation_get_lost_preset (self->creation);
  g_autofree char *name = lost != NULL ? outpost_text_dup_visible (lost) : NULL;
  g_autofree char *body = NULL;

  if (name == NULL)
    return;
  /* Translators: %s is the name of a preset */
  body = g_strdup_printf (_("Meanwhile the template got a new version, which lacks the preset “%s”: what the preset had set is "
                            "undone. Your own answers are kept; look through them once more."),
                          name);
  outpost_wizard_page_set_refusal (OUTPOST_WIZARD_PAGE (self->parameters_page), _("There Is a New Version"), body);
}

/* The template got a new version: its questions are asked anew, with what was answered. */
static DexFuture *
chosen_again_cb (DexFuture *completed,
                 gpointer data)
{
  g_autoptr(OutpostCreateDialog) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return NULL;
  if (dex_future_get_value (completed, &error) == NULL)
    outpost_wizard_page_refuse (get_visible (self), error, NULL);
  else
    say_lost_preset (self);
  return NULL;
}

static DexFuture *
choose_newest_cb (DexFuture *completed,
                  gpointer data)
{
  g_autoptr(OutpostCreateDialog) self = g_weak_ref_get (data);

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits any more");
  return outpost_creation_choose (self->creation, g_value_get_boxed (dex_future_get_value (completed, NULL)), NULL);
}

static void
choose_newest (OutpostCreateDialog *self)
{
  OutpostTemplate *template = outpost_creation_get_template (self->creation);
  DexFuture *asked = outpost_api_get_template (outpost_account_get_client (self->account), template->id);

  asked = dex_future_then (asked, choose_newest_cb, outpost_weak_new (self), outpost_weak_free);
  dex_clear (&self->step);
  self->step = dex_future_finally (asked, chosen_again_cb, outpost_weak_new (self), outpost_weak_free);
}

/* To the page where it can be mended; all that was entered stays. */
static void
take_refusal (OutpostCreateDialog *self,
              const GError *error)
{
  OutpostQuestionList *questions = outpost_creation_get_questions (self->creation);

  if (g_error_matches (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_NEW_VERSION))
    {
      return_to (self, self->parameters_page);
      choose_newest (self);
      outpost_wizard_page_refuse (OUTPOST_WIZARD_PAGE (self->parameters_page), error, NULL);
    }
  else if (error->domain == OUTPOST_TEMPLATE_ERROR && self->update_page != NULL)
    {
      return_to (self, self->update_page);
      outpost_wizard_page_refuse (OUTPOST_WIZARD_PAGE (self->update_page), error, NULL);
    }
  else if (error->domain == OUTPOST_TEMPLATE_ERROR)
    {
      return_to (self, self->template_page);
      outpost_template_list_load (outpost_template_page_get_list (self->template_page));
      outpost_wizard_page_refuse (OUTPOST_WIZARD_PAGE (self->template_page), error, NULL);
    }
  else if (self->workspace == NULL
           && (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT) || is_about (error, "name")))
    {
      return_to (self, self->name_page);
      outpost_name_page_refuse (self->name_page, error);
    }
  else if (outpost_question_list_refuse (questions, error) > 0)
    {
      return_to (self, self->parameters_page);
      outpost_parameters_page_show_bad (self->parameters_page);
    }
  else
    outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self->review_page), error);
}

static void
follow (OutpostCreateDialog *self,
        OutpostBuild *build)
{
  outpost_account_refresh (self->account);
  outpost_build_page_follow (self->build_page, self->workspace, build);
  push (self, self->build_page);
}

static DexFuture *
submitted_cb (DexFuture *completed,
              gpointer data)
{
  Request *request = data;
  g_autoptr(OutpostCreateDialog) self = g_weak_ref_get (&request->dialog);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (self == NULL || self->closed)
    {
      /* Also where it was refused: then something else is true than what is shown. */
      outpost_account_refresh (request->account);
      say (request, error);
      return NULL;
    }
  set_submitting (self, FALSE);
  if (value == NULL)
    {
      take_refusal (self, error);
      return NULL;
    }
  if (G_VALUE_HOLDS (value, OUTPOST_TYPE_BUILD))
    {
      follow (self, g_value_get_object (value));
      return NULL;
    }
  g_set_object (&self->workspace, g_value_get_object (value));
  follow (self, outpost_workspace_get_latest_build (self->workspace));
  return NULL;
}

static void
create_cb (OutpostCreateDialog *self)
{
  DexFuture *submitted = outpost_creation_submit (self->creation, get_name (self));

  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self->review_page), NULL);
  set_submitting (self, TRUE);
  dex_future_disown (dex_future_finally (submitted, submitted_cb, request_new (self), request_free));
}

/* ---- After the build --------------------------------------------------------------------------------------------- */

static DexFuture *
reread_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(OutpostCreateDialog) self = g_weak_ref_get (data);
  g_autoptr(OutpostWorkspace) newest = NULL;
  const GValue *value = dex_future_get_value (completed, NULL);

  if (self == NULL)
    return NULL;
  newest = g_object_ref (value != NULL ? g_value_get_object (value) : self->workspace);
  /* Who is shown it next must not wait for a list: that may still have the build as running. */
  if (value != NULL)
    outpost_account_update (self->account, newest, self->asked_at);
  adw_dialog_force_close (ADW_DIALOG (self));
  /* Last: who listens moves the focus that the dialog gives back. */
  g_signal_emit (self, created_signal, 0, newest);
  return NULL;
}

/* Straight to what is left to do: attaching. */
static void
finished_cb (OutpostCreateDialog *self)
{
  DexFuture *asked
      = outpost_api_get_workspace (outpost_account_get_client (self->account), outpost_workspace_get_id (self->workspace));

  outpost_account_refresh (self->account);
  self->asked_at = g_get_monotonic_time ();
  dex_clear (&self->step);
  self->step = dex_future_finally (asked, reread_cb, outpost_weak_new (self), outpost_weak_free);
}

/* The workspace is there by now, with a build that failed: what is sent again is a build of it. */
static void
build_next_cb (OutpostCreateDialog *self)
{
  if (!outpost_build_page_has_failed (self->build_page))
    {
      finished_cb (self);
      return;
    }
  outpost_creation_set_workspace (self->creation, self->workspace);
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self->parameters_page), FALSE);
  return_to (self, self->parameters_page);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

/* Enter presses the page's own button. */
static void
visible_page_cb (OutpostCreateDialog *self)
{
  OutpostWizardPage *page = get_visible (self);

  if (page != NULL)
    adw_dialog_set_default_widget (ADW_DIALOG (self), outpost_wizard_page_get_button (page));
  update_leaving (self);
}

static void
outpost_create_dialog_dispose (GObject *object)
{
  OutpostCreateDialog *self = OUTPOST_CREATE_DIALOG (object);

  dex_clear (&self->step);
  g_clear_weak_pointer (&self->alert);
  adw_dialog_set_default_widget (ADW_DIALOG (self), NULL);
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  g_clear_object (&self->template_page);
  g_clear_object (&self->name_page);
  g_clear_object (&self->update_page);
  g_clear_object (&self->parameters_page);
  g_clear_object (&self->linking_page);
  g_clear_object (&self->review_page);
  g_clear_object (&self->build_page);
  g_clear_object (&self->workspace);
  g_clear_object (&self->creation);
  g_clear_object (&self->account);
  G_OBJECT_CLASS (outpost_create_dialog_parent_class)->dispose (object);
}

static void
outpost_create_dialog_class_init (OutpostCreateDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_create_dialog_dispose;
  created_signal = g_signal_new ("created", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 OUTPOST_TYPE_WORKSPACE);
}

static void
outpost_create_dialog_init (OutpostCreateDialog *self)
{
  self->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  adw_dialog_set_title (ADW_DIALOG (self), _("New Workspace"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 620);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
  adw_dialog_set_child (ADW_DIALOG (self), GTK_WIDGET (self->view));
  outpost_sheet_focus_keep (ADW_DIALOG (self));
  g_signal_connect (self, "close-attempt", G_CALLBACK (close_attempt_cb), NULL);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (self->view, "notify::visible-page", G_CALLBACK (visible_page_cb), self, G_CONNECT_SWAPPED);
}

static void
make_first_pages (OutpostCreateDialog *self,
                  const char *template_name)
{
  OutpostClient *client = outpost_account_get_client (self->account);

  self->template_page = g_object_ref_sink (outpost_template_page_new (self->account, template_name));
  self->name_page = g_object_ref_sink (outpost_name_page_new (client, self->creation));
  g_signal_connect_object (self->template_page, "next", G_CALLBACK (template_next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->name_page, "named", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
}

static void
make_pages (OutpostCreateDialog *self)
{
  self->parameters_page = g_object_ref_sink (outpost_parameters_page_new (self->creation));
  self->linking_page = g_object_ref_sink (outpost_linking_page_new (self->creation));
  self->review_page = g_object_ref_sink (outpost_review_page_new (self->creation));
  self->build_page = g_object_ref_sink (outpost_build_page_new (self->account));
  g_signal_connect_object (self->parameters_page, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->linking_page, "next", G_CALLBACK (review), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review_page, "next", G_CALLBACK (create_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->build_page, "next", G_CALLBACK (build_next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->build_page, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
}

AdwDialog *
outpost_create_dialog_new (OutpostAccount *account,
                           const char *template_name)
{
  OutpostCreateDialog *self = g_object_new (OUTPOST_TYPE_CREATE_DIALOG, NULL);

  self->account = g_object_ref (account);
  self->creation
      = outpost_creation_new (outpost_account_get_client (account), "me", outpost_account_get_user_id (account));
  make_first_pages (self, template_name);
  make_pages (self);
  push (self, self->template_page);
  return ADW_DIALOG (self);
}

AdwDialog *
outpost_create_dialog_new_update (OutpostAccount *account,
                                  OutpostWorkspace *workspace)
{
  OutpostCreateDialog *self = g_object_new (OUTPOST_TYPE_CREATE_DIALOG, NULL);
  OutpostClient *client = outpost_account_get_client (account);

  self->account = g_object_ref (account);
  self->workspace = g_object_ref (workspace);
  self->creation = outpost_creation_new_update (client, workspace);
  self->update_page = g_object_ref_sink (outpost_update_page_new (client, self->creation, workspace));
  g_signal_connect_object (self->update_page, "next", G_CALLBACK (ask_cb), self, G_CONNECT_SWAPPED);
  make_pages (self);
  adw_dialog_set_title (ADW_DIALOG (self), _("Update Workspace"));
  push (self, self->update_page);
  return ADW_DIALOG (self);
}

OutpostAccount *
outpost_create_dialog_get_account (OutpostCreateDialog *self)
{
  g_return_val_if_fail (OUTPOST_IS_CREATE_DIALOG (self), NULL);
  return self->account;
}
