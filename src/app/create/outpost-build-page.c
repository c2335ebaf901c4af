/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-build-page.h"

#include <glib/gi18n.h>

#include "live/outpost-build-watch.h"
#include "outpost-announce.h"
#include "outpost-api.h"
#include "outpost-lifecycle.h"
#include "outpost-log-view.h"
#include "outpost-text.h"
#include "outpost-weak.h"
#include "outpost-words.h"

/* A build as it goes. */
struct _OutpostBuildPage
{
  OutpostWizardPage parent_instance;

  OutpostAccount *account;
  OutpostWorkspace *workspace;
  OutpostBuildWatch *watch;
  DexFuture *canceling;
  GtkWidget *spinner;
  GtkLabel *state;
  GtkWidget *note; /* what closing means, while there is something to wait for */
  GtkLabel *elapsed;
  GtkWidget *cancel_button;
  OutpostLogView *log;
  guint timer;
  gboolean troubled; /* what the watch cannot do is what is shown above */
};

static guint finished_signal;

G_DEFINE_FINAL_TYPE (OutpostBuildPage, outpost_build_page, OUTPOST_TYPE_WIZARD_PAGE)

gboolean
outpost_build_page_has_failed (OutpostBuildPage *self)
{
  OutpostBuildStatus status = outpost_build_get_status (outpost_build_watch_get_build (self->watch));

  return status == OUTPOST_BUILD_FAILED || status == OUTPOST_BUILD_CANCELED;
}

/* ---- State ------------------------------------------------------------------------------------------------------- */

static char *
dup_state_words (OutpostBuildPage *self,
                 OutpostBuild *build)
{
  const char *stage = outpost_log_view_get_stage (self->log);

  switch (outpost_build_get_status (build))
    {
    case OUTPOST_BUILD_QUEUED:
      /* The log can be ahead. */
      return stage != NULL ? outpost_text_dup_visible (stage) : outpost_words_dup_queue (build);
    case OUTPOST_BUILD_CANCELING:
      return g_strdup (_("Canceling"));
    case OUTPOST_BUILD_CANCELED:
      return g_strdup (_("The build was canceled"));
    case OUTPOST_BUILD_FAILED:
      return g_strdup (_("The build failed"));
    case OUTPOST_BUILD_STARTED:
      return g_strdup (_("The workspace is ready"));
    default:
      return stage != NULL ? outpost_text_dup_visible (stage) : g_strdup (_("Building"));
    }
}

static gboolean
show_elapsed (gpointer data)
{
  OutpostBuildPage *self = data;
  OutpostBuild *build = outpost_build_watch_get_build (self->watch);
  gint64 until = outpost_build_get_job_completed_at (build);
  gint64 seconds = ((until > 0 ? until : g_get_real_time ()) - outpost_build_get_job_created_at (build)) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  seconds = CLAMP (seconds, 0, G_MAXINT);
  /* Translators: minutes and seconds */
  text = g_strdup_printf (_("%d:%02d min"), (int) seconds / 60, (int) seconds % 60);
  gtk_label_set_label (self->elapsed, text);
  return G_SOURCE_CONTINUE;
}

/* What went wrong stands on top, in the words of the log; without such, in those of the job. */
static void
show_failure (OutpostBuildPage *self,
              OutpostBuild *build)
{
  g_autofree char *job_error = outpost_text_dup_visible (outpost_build_get_job_error (build));
  const char *errors = outpost_log_view_get_errors (self->log);
  const char *words = *errors != '\0' ? errors : job_error;

  outpost_wizard_page_set_refusal (OUTPOST_WIZARD_PAGE (self),
                                   outpost_build_get_status (build) == OUTPOST_BUILD_CANCELED ? _("The Build Was Canceled")
                                                                                              : _("The Build Failed"),
                                   *words != '\0' ? words : _("All that you entered is kept."));
}

/* What the watch has overcome is not said any more; what else is said there stays. */
static void
show_trouble (OutpostBuildPage *self)
{
  const GError *error = outpost_build_watch_get_error (self->watch);

  if (error != NULL || self->troubled)
    outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), error);
  self->troubled = error != NULL;
}

/* Nobody is offered what will be refused. */
static void
show_cancel (OutpostBuildPage *self,
             OutpostBuild *build)
{
  const char *obstacle = outpost_lifecycle_find_cancel_obstacle (self->account, self->workspace);

  gtk_widget_set_visible (self->cancel_button, outpost_build_is_active (build));
  gtk_widget_set_sensitive (self->cancel_button, obstacle == NULL && self->canceling == NULL
                                                     && outpost_build_get_status (build) != OUTPOST_BUILD_CANCELING);
  gtk_widget_set_tooltip_text (self->cancel_button, obstacle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cancel_button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  obstacle != NULL ? obstacle : "", -1);
}

static void
show (OutpostBuildPage *self)
{
  OutpostBuild *build = outpost_build_watch_get_build (self->watch);
  gboolean complete = outpost_build_watch_is_complete (self->watch);
  gboolean failed = complete && outpost_build_page_has_failed (self);
  g_autofree char *state = dup_state_words (self, build);

  /* What failed stands above already. */
  gtk_label_set_label (self->state, failed ? _("Log") : state);
  gtk_widget_set_visible (self->spinner, !complete);
  gtk_widget_set_visible (self->note, outpost_build_is_active (build));
  show_cancel (self, build);
  gtk_widget_set_visible (outpost_wizard_page_get_button (OUTPOST_WIZARD_PAGE (self)), complete);
  outpost_wizard_page_set_next (OUTPOST_WIZARD_PAGE (self), failed ? _("_Edit and Retry") : _("_Attach a Machine"), complete);
  if (failed)
    show_failure (self, build);
  else
    show_trouble (self);
  show_elapsed (self);
  if (complete)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static void
complete_cb (OutpostBuildPage *self)
{
  g_autofree char *state = dup_state_words (self, outpost_build_watch_get_build (self->watch));

  show (self);
  outpost_announce (GTK_WIDGET (self), state, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (outpost_build_page_has_failed (self))
    gtk_widget_grab_focus (outpost_wizard_page_get_button (OUTPOST_WIZARD_PAGE (self)));
  else
    g_signal_emit (self, finished_signal, 0);
}

/* ---- Cancel ------------------------------------------------------------------------------------------------------ */

static DexFuture *
canceled_cb (DexFuture *completed,
             gpointer data)
{
  g_autoptr(OutpostBuildPage) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return NULL;
  dex_future_get_value (completed, &error);
  dex_clear (&self->canceling);
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), error);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  return NULL;
}

static void
cancel_cb (OutpostBuildPage *self)
{
  OutpostBuild *build = outpost_build_watch_get_build (self->watch);

  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  self->canceling = dex_future_finally (
      outpost_api_cancel_build (outpost_account_get_client (self->account), outpost_build_get_id (build)), canceled_cb,
      outpost_weak_new (self), outpost_weak_free);
}

/* The page's own button comes with the end of the build. Until then one key too many must not cancel it. */
static void
shown_cb (OutpostBuildPage *self)
{
  if (!gtk_widget_get_visible (outpost_wizard_page_get_button (OUTPOST_WIZARD_PAGE (self))))
    gtk_widget_child_focus (GTK_WIDGET (self->log), GTK_DIR_TAB_FORWARD);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
drop_watch (OutpostBuildPage *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self->log);
      g_signal_handlers_disconnect_by_data (self->watch, self);
    }
  g_clear_object (&self->watch);
}

static void
outpost_build_page_dispose (GObject *object)
{
  OutpostBuildPage *self = OUTPOST_BUILD_PAGE (object);

  drop_watch (self);
  dex_clear (&self->canceling);
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  g_clear_object (&self->account);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (outpost_build_page_parent_class)->dispose (object);
}

static void
outpost_build_page_class_init (OutpostBuildPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = outpost_build_page_dispose;
  finished_signal = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* The button comes below where a language needs more room than the window has. */
static GtkWidget *
header_new (OutpostBuildPage *self)
{
  GtkWidget *header = adw_wrap_box_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->spinner = adw_spinner_new ();
  self->state = GTK_LABEL (gtk_label_new (NULL));
  self->elapsed = GTK_LABEL (gtk_label_new (NULL));
  self->cancel_button = gtk_button_new_with_mnemonic (_("_Cancel Build"));
  gtk_label_set_xalign (self->state, 0);
  gtk_label_set_wrap (self->state, TRUE);
  gtk_label_set_wrap_mode (self->state, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->state), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->elapsed), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->elapsed), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->state), TRUE);
  gtk_widget_set_valign (self->cancel_button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->elapsed));
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (header), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (header), 6);
  adw_wrap_box_append (ADW_WRAP_BOX (header), box);
  adw_wrap_box_append (ADW_WRAP_BOX (header), self->cancel_button);
  g_signal_connect_object (self->cancel_button, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  return header;
}

static void
outpost_build_page_init (OutpostBuildPage *self)
{
  GtkBox *box = outpost_wizard_page_get_box (OUTPOST_WIZARD_PAGE (self));

  self->note = gtk_label_new (_("The build goes on when this is closed; the list shows how it ends."));
  self->log = OUTPOST_LOG_VIEW (outpost_log_view_new ());
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "dimmed");
  gtk_widget_add_css_class (self->note, "caption");
  gtk_box_append (box, header_new (self));
  gtk_box_append (box, GTK_WIDGET (self->log));
  gtk_box_append (box, self->note);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), C_("page title", "Build"));
  adw_navigation_page_set_tag (ADW_NAVIGATION_PAGE (self), "build");
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), FALSE);
  outpost_wizard_page_set_button_first (OUTPOST_WIZARD_PAGE (self));
  g_signal_connect (self, "shown", G_CALLBACK (shown_cb), NULL);
}

static void
role_cb (OutpostBuildPage *self)
{
  if (self->watch != NULL)
    show (self);
}

OutpostBuildPage *
outpost_build_page_new (OutpostAccount *account)
{
  OutpostBuildPage *self = g_object_new (OUTPOST_TYPE_BUILD_PAGE, NULL);

  self->account = g_object_ref (account);
  g_signal_connect_swapped (account, "notify::site-owner", G_CALLBACK (role_cb), self);
  return self;
}

void
outpost_build_page_follow (OutpostBuildPage *self,
                           OutpostWorkspace *workspace,
                           OutpostBuild *build)
{
  drop_watch (self);
  g_set_object (&self->workspace, workspace);
  outpost_log_view_clear (self->log);
  outpost_wizard_page_set_error (OUTPOST_WIZARD_PAGE (self), NULL);
  self->troubled = FALSE;
  self->watch = outpost_build_watch_new (outpost_account_get_client (self->account), build);
  self->timer = g_timeout_add_seconds (1, show_elapsed, self);
  g_signal_connect_swapped (self->watch, "log", G_CALLBACK (outpost_log_view_add), self->log);
  g_signal_connect_swapped (self->watch, "log", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->watch, "notify::build", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->watch, "notify::error", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->watch, "notify::complete", G_CALLBACK (complete_cb), self);
  show (self);
}
