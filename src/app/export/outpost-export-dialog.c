/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-export-dialog.h"

#include <glib/gi18n.h>

#include "outpost-announce.h"
#include "outpost-bulk-export.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-export-files.h"
#include "outpost-reason-list.h"
#include "outpost-text.h"
#include "outpost-unfinished.h"
#include "outpost-weak.h"
#include "outpost-words.h"

/* From the choice of a form to the files. */
struct _OutpostExportDialog
{
  AdwDialog parent_instance;

  GtkWidget *cancel_button;
  GtkWidget *save_button;
  GtkWidget *close_button;
  GtkStack *stack;
  GtkLabel *mistake;
  GtkCheckButton *json_button;
  GtkCheckButton *csv_button;
  GtkCheckButton *scripts_button;
  GtkWidget *chosen_box;
  GtkLabel *chosen_label;
  OutpostReasonList *chosen_list;
  GtkWidget *skipped_box;
  GtkLabel *skipped_label;
  OutpostReasonList *skipped_list;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkLabel *wait_label;
  GtkImage *result_icon;
  GtkLabel *result_label;
  GtkLabel *place_label;
  GtkWidget *failed_box;
  GtkLabel *failed_label;
  OutpostReasonList *failed_list;
  GtkWidget *retry_button;

  OutpostAccount *account;
  GPtrArray *workspaces;
  OutpostBulkExport *export;
  GFile *place;  /* chosen */
  GFile *folder; /* of the scripts, once it is made */
  GCancellable *choosing;
  DexFuture *writing;
  OutpostUnfinished *unfinished; /* from the choice of a place to the files */
};

G_DEFINE_FINAL_TYPE (OutpostExportDialog, outpost_export_dialog, ADW_TYPE_DIALOG)

/* ---- Words ------------------------------------------------------------------------------------------------------- */

static const char *
get_skip_words (OutpostExportSkip skip)
{
  switch (skip)
    {
    case OUTPOST_EXPORT_SKIP_BUILD_RUNNING:
      return _("A build is running: there is no token until it has ended");
    case OUTPOST_EXPORT_SKIP_BUILD_FAILED:
      return _("Its last build failed: there is no token until one succeeds");
    case OUTPOST_EXPORT_SKIP_DELETED:
      return _("It was deleted");
    case OUTPOST_EXPORT_SKIP_NO_LICENSE:
      return _("The deployment has no license for external workspaces");
    case OUTPOST_EXPORT_SKIP_NO_TOKEN:
      return _("Its agent proves who it is by the identity of its cloud machine: there is no token");
    case OUTPOST_EXPORT_SKIP_NOT_EXTERNAL:
    case OUTPOST_EXPORT_SKIP_NONE:
    default:
      return _("Not external: the deployment runs its machine itself");
    }
}

static char *
dup_reason (const OutpostExportItem *item)
{
  g_autoptr(OutpostErrorWords) words = NULL;

  if (item->state == OUTPOST_EXPORT_SKIPPED)
    return g_strdup (get_skip_words (item->skip));
  /* Ours: see outpost_bulk_export_new(). */
  if (outpost_error_get_status (item->error) == 412)
    return g_strdup (_("It was built anew meanwhile: its token is another one now"));
  words = outpost_error_words_new (item->error);
  return g_strdup (words->heading);
}

static char *
dup_name (const OutpostExportItem *item)
{
  g_autofree char *raw = item->agent_name != NULL
                             ? g_strdup_printf ("%s.%s", outpost_workspace_get_name (item->workspace), item->agent_name)
                             : g_strdup (outpost_workspace_get_name (item->workspace));

  return outpost_text_dup_visible (raw);
}

static void
fill (OutpostExportDialog *self,
      OutpostReasonList *list,
      OutpostExportState state)
{
  for (guint i = 0; i < outpost_bulk_export_get_n_items (self->export); i++)
    {
      const OutpostExportItem *item = outpost_bulk_export_get_item (self->export, i);

      if (item->state == state)
        {
          g_autofree char *name = dup_name (item);
          g_autofree char *reason = dup_reason (item);

          outpost_reason_list_add (list, name, reason);
        }
    }
}

/* The agents of @workspace that are to be saved; NULL without any. */
static char *
dup_agents (OutpostExportDialog *self,
            OutpostWorkspace *workspace,
            guint *n_agents)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) names = NULL;

  for (guint i = 0; i < outpost_bulk_export_get_n_items (self->export); i++)
    {
      const OutpostExportItem *item = outpost_bulk_export_get_item (self->export, i);

      if (item->workspace == workspace && item->state != OUTPOST_EXPORT_SKIPPED)
        g_strv_builder_take (builder, outpost_text_dup_visible (item->agent_name));
    }
  names = g_strv_builder_end (builder);
  *n_agents += g_strv_length (names);
  return names[0] != NULL ? g_strjoinv (_(", "), names) : NULL;
}

static guint
show_chosen (OutpostExportDialog *self)
{
  guint n = 0;
  guint n_workspaces;
  g_autofree char *words = NULL;

  outpost_reason_list_clear (self->chosen_list);
  for (guint i = 0; i < self->workspaces->len; i++)
    {
      OutpostWorkspace *workspace = g_ptr_array_index (self->workspaces, i);
      g_autofree char *name = outpost_text_dup_visible (outpost_workspace_get_name (workspace));
      g_autofree char *agents = dup_agents (self, workspace, &n);

      if (agents != NULL)
        outpost_reason_list_add (self->chosen_list, name, agents);
    }
  n_workspaces = outpost_reason_list_get_n (self->chosen_list);
  if (n == n_workspaces)
    words = g_strdup_printf (ngettext ("%'u Workspace", "%'u Workspaces", n), n);
  else
    /* Translators: there are more agents than workspaces */
    words = g_strdup_printf (ngettext ("%'u Agents of %'u Workspace", "%'u Agents of %'u Workspaces", n_workspaces), n,
                             n_workspaces);
  gtk_label_set_text (self->chosen_label, words);
  gtk_widget_set_visible (self->chosen_box, n > 0);
  return n;
}

/* The window may close again. @well: nobody has to be told */
static void
finish (OutpostExportDialog *self,
        gboolean well)
{
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (self->unfinished != NULL)
    outpost_unfinished_end (g_steal_pointer (&self->unfinished), well);
}

/* ---- Pages ------------------------------------------------------------------------------------------------------- */

static void
show_page (OutpostExportDialog *self,
           const char *name)
{
  gboolean is_result = g_str_equal (name, "result");

  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (self->save_button, g_str_equal (name, "choose"));
  gtk_widget_set_visible (self->cancel_button, !is_result);
  gtk_widget_set_visible (self->close_button, is_result);
}

static void
show_choice (OutpostExportDialog *self,
             const char *mistake)
{
  guint n = show_chosen (self);
  guint n_skipped = outpost_bulk_export_count (self->export, OUTPOST_EXPORT_SKIPPED);
  g_autofree char *skipped = g_strdup_printf (ngettext ("%'u Skipped", "%'u Skipped", n_skipped), n_skipped);

  gtk_label_set_text (self->mistake, mistake != NULL ? mistake : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mistake), mistake != NULL);
  gtk_label_set_text (self->skipped_label, skipped);
  outpost_reason_list_clear (self->skipped_list);
  fill (self, self->skipped_list, OUTPOST_EXPORT_SKIPPED);
  gtk_widget_set_visible (self->skipped_box, n_skipped > 0);
  gtk_widget_set_sensitive (self->save_button, n > 0);
  show_page (self, "choose");
  finish (self, mistake == NULL);
}

static void
show_progress (OutpostExportDialog *self)
{
  guint n = outpost_bulk_export_get_n_asked (self->export);
  guint n_answered = outpost_bulk_export_get_n_answered (self->export);
  gint64 waiting = outpost_bulk_export_get_waiting_until (self->export);
  g_autofree char *words = NULL;
  g_autofree char *wait = NULL;

  /* Translators: how many tokens were got, of how many */
  words = g_strdup_printf (_("%'u of %'u"), n_answered, n);
  gtk_label_set_text (self->progress_label, words);
  gtk_progress_bar_set_fraction (self->progress_bar, n > 0 ? (double) n_answered / n : 1);
  if (waiting > 0)
    {
      g_autofree char *clock = outpost_words_dup_clock (waiting, g_get_real_time ());

      /* Translators: %s is a time of day */
      wait = g_strdup_printf (_("The deployment asks to wait until %s"), clock);
    }
  gtk_label_set_text (self->wait_label, wait != NULL ? wait : _("Asking the deployment for the tokens…"));
}

static char *
dup_result (guint n_saved,
            guint n_failed)
{
  g_autofree char *saved = NULL;
  g_autofree char *failed = NULL;

  if (n_saved == 0)
    return g_strdup (_("Nothing Saved"));
  saved = g_strdup_printf (ngettext ("%'u Saved", "%'u Saved", n_saved), n_saved);
  if (n_failed == 0)
    return g_steal_pointer (&saved);
  failed = g_strdup_printf (ngettext ("%'u Failed", "%'u Failed", n_failed), n_failed);
  return g_strdup_printf (C_("export", "%s, %s"), saved, failed);
}

static char *
dup_place (OutpostExportDialog *self)
{
  g_autofree char *path = g_file_get_path (self->folder != NULL ? self->folder : self->place);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  return name != NULL ? outpost_text_dup_visible (name) : g_strdup ("");
}

/* Also those that turned out to have none. */
static void
show_failed (OutpostExportDialog *self)
{
  guint n;
  g_autofree char *words = NULL;

  outpost_reason_list_clear (self->failed_list);
  fill (self, self->failed_list, OUTPOST_EXPORT_FAILED);
  fill (self, self->failed_list, OUTPOST_EXPORT_SKIPPED);
  n = outpost_reason_list_get_n (self->failed_list);
  words = g_strdup_printf (ngettext ("%'u Not Saved", "%'u Not Saved", n), n);
  gtk_label_set_text (self->failed_label, words);
  gtk_widget_set_visible (self->failed_box, n > 0);
}

static void
show_result (OutpostExportDialog *self)
{
  guint n_saved = outpost_bulk_export_count (self->export, OUTPOST_EXPORT_GOT);
  guint n_failed = outpost_bulk_export_count (self->export, OUTPOST_EXPORT_FAILED);
  g_autofree char *result = dup_result (n_saved, n_failed);
  g_autofree char *place = dup_place (self);

  gtk_label_set_text (self->result_label, result);
  gtk_image_set_from_icon_name (self->result_icon, n_failed > 0 || n_saved == 0 ? "dialog-warning-symbolic"
                                                                                : "object-select-symbolic");
  gtk_label_set_text (self->place_label, place);
  gtk_widget_set_visible (GTK_WIDGET (self->place_label), n_saved > 0);
  show_failed (self);
  gtk_widget_set_visible (self->retry_button, n_failed > 0);
  show_page (self, "result");
  gtk_widget_grab_focus (n_failed > 0 ? self->retry_button : self->close_button);
  outpost_announce (GTK_WIDGET (self), result, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  finish (self, n_saved > 0 && n_failed == 0);
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

static OutpostExportFormat
get_format (OutpostExportDialog *self)
{
  if (gtk_check_button_get_active (self->scripts_button))
    return OUTPOST_EXPORT_SCRIPTS;
  return gtk_check_button_get_active (self->csv_button) ? OUTPOST_EXPORT_CSV : OUTPOST_EXPORT_JSON;
}

/* What is in a file counts as shown: a newer build says that these machines must be attached again. */
static void
note_tokens (OutpostExportDialog *self)
{
  OutpostObserver *observer = outpost_account_get_observer (self->account);

  for (guint i = 0; i < outpost_bulk_export_get_n_items (self->export); i++)
    {
      const OutpostExportItem *item = outpost_bulk_export_get_item (self->export, i);

      if (item->state == OUTPOST_EXPORT_GOT)
        outpost_observer_note_token (observer, item->workspace, item->build_id, g_get_real_time ());
    }
}

static DexFuture *
written_cb (DexFuture *completed,
            gpointer data)
{
  g_autoptr(OutpostExportDialog) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (self == NULL || self->export == NULL)
    return NULL;
  if (value == NULL)
    {
      g_autofree char *words = g_strdup_printf (_("Not saved: %s"), error->message);

      show_choice (self, words);
      return NULL;
    }
  note_tokens (self);
  if (G_VALUE_HOLDS_OBJECT (value))
    g_set_object (&self->folder, g_value_get_object (value));
  /* One file is written anew with those that are still missing; a script is not touched again. */
  if (self->folder != NULL || outpost_bulk_export_count (self->export, OUTPOST_EXPORT_FAILED) == 0)
    outpost_bulk_export_forget (self->export);
  show_result (self);
  return NULL;
}

static void
save (OutpostExportDialog *self)
{
  g_autoptr(GPtrArray) records = outpost_bulk_export_dup_records (self->export);
  DexFuture *written;

  if (get_format (self) != OUTPOST_EXPORT_SCRIPTS)
    written = outpost_export_files_write (self->place, get_format (self), records);
  else if (self->folder != NULL)
    written = outpost_export_files_add (self->folder, records);
  else
    written = outpost_export_files_create (self->place, "outpost-scripts", records);
  dex_clear (&self->writing);
  self->writing = dex_future_finally (written, written_cb, outpost_weak_new (self), outpost_weak_free);
}

static void
running_cb (OutpostExportDialog *self)
{
  if (outpost_bulk_export_get_running (self->export))
    return;
  if (outpost_bulk_export_count (self->export, OUTPOST_EXPORT_GOT) > 0)
    save (self);
  else
    show_result (self);
}

/* ---- From page to page ------------------------------------------------------------------------------------------- */

/* Anew: whatever was got before is wiped. */
static void
plan (OutpostExportDialog *self)
{
  if (self->export != NULL)
    g_signal_handlers_disconnect_by_data (self->export, self);
  g_clear_object (&self->export);
  g_clear_object (&self->folder);
  self->export = outpost_bulk_export_new (outpost_account_get_client (self->account), self->workspaces,
                                          outpost_account_get_entitlements (self->account));
  g_signal_connect_object (self->export, "notify::running", G_CALLBACK (running_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->export, "notify::n-answered", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->export, "notify::waiting-until", G_CALLBACK (show_progress), self, G_CONNECT_SWAPPED);
}

static void
run (OutpostExportDialog *self)
{
  if (self->unfinished == NULL)
    self->unfinished = outpost_unfinished_begin (GTK_WIDGET (self));
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  show_page (self, "progress");
  gtk_widget_grab_focus (self->cancel_button);
  outpost_bulk_export_run (self->export);
}

static void
cancel_cb (OutpostExportDialog *self)
{
  if (!outpost_bulk_export_get_running (self->export))
    {
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  plan (self);
  show_choice (self, NULL);
  gtk_widget_grab_focus (self->save_button);
}

/* While it runs: with the window it goes on, by itself it ends. */
static void
close_attempt_cb (OutpostExportDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!GTK_IS_WINDOW (root) || !outpost_unfinished_hold_where_closing (GTK_WINDOW (root)))
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
close_cb (OutpostExportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
retry_cb (OutpostExportDialog *self)
{
  run (self);
}

static void
chosen_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  g_autoptr(OutpostExportDialog) self = g_weak_ref_get (data);
  g_autoptr(GFile) place = NULL;
  gboolean is_folder = g_object_get_data (source, "folder") != NULL;

  outpost_weak_free (data);
  if (is_folder)
    place = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);
  else
    place = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (self != NULL && self->export != NULL && place != NULL)
    outpost_export_dialog_save_to (self, place);
}

static void
save_cb (OutpostExportDialog *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *window = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
  OutpostExportFormat format = get_format (self);

  gtk_file_dialog_set_title (dialog, _("Export Instructions"));
  if (format == OUTPOST_EXPORT_SCRIPTS)
    {
      g_object_set_data (G_OBJECT (dialog), "folder", self);
      gtk_file_dialog_select_folder (dialog, window, self->choosing, chosen_cb, outpost_weak_new (self));
      return;
    }
  gtk_file_dialog_set_initial_name (dialog,
                                    format == OUTPOST_EXPORT_CSV ? "outpost-instructions.csv" : "outpost-instructions.json");
  gtk_file_dialog_save (dialog, window, self->choosing, chosen_cb, outpost_weak_new (self));
}

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_export_dialog_dispose (GObject *object)
{
  OutpostExportDialog *self = OUTPOST_EXPORT_DIALOG (object);

  if (self->choosing != NULL)
    g_cancellable_cancel (self->choosing);
  g_clear_object (&self->choosing);
  dex_clear (&self->writing);
  finish (self, TRUE);
  if (self->export != NULL)
    g_signal_handlers_disconnect_by_data (self->export, self);
  g_clear_object (&self->export);
  g_clear_object (&self->place);
  g_clear_object (&self->folder);
  g_clear_object (&self->account);
  g_clear_pointer (&self->workspaces, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (outpost_export_dialog_parent_class)->dispose (object);
}

/* While it fades out nothing more is asked, and no token is kept for it. */
static void
outpost_export_dialog_closed (AdwDialog *dialog)
{
  OutpostExportDialog *self = OUTPOST_EXPORT_DIALOG (dialog);

  finish (self, TRUE);
  if (self->export == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->export, self);
  g_clear_object (&self->export);
}

static void
outpost_export_dialog_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/export/outpost-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, mistake);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, json_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, csv_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, scripts_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, chosen_box);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, chosen_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, chosen_list);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, skipped_box);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, skipped_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, skipped_list);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, wait_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, result_icon);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, result_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, place_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, failed_box);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, failed_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, failed_list);
  gtk_widget_class_bind_template_child (widget_class, OutpostExportDialog, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
outpost_export_dialog_class_init (OutpostExportDialogClass *klass)
{
  g_type_ensure (OUTPOST_TYPE_REASON_LIST);
  G_OBJECT_CLASS (klass)->dispose = outpost_export_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = outpost_export_dialog_closed;
  outpost_export_dialog_bind_template (GTK_WIDGET_CLASS (klass));
}

static void
outpost_export_dialog_init (OutpostExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->choosing = g_cancellable_new ();
  g_signal_connect (self, "close-attempt", G_CALLBACK (close_attempt_cb), NULL);
  outpost_reason_list_set_label (self->chosen_list, _("What is exported"));
  outpost_reason_list_set_label (self->skipped_list, _("What is skipped"));
  outpost_reason_list_set_label (self->failed_list, _("What was not saved"));
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->save_button);
  adw_dialog_set_focus (ADW_DIALOG (self), self->save_button);
}

AdwDialog *
outpost_export_dialog_new (OutpostAccount *account,
                           GPtrArray *workspaces)
{
  OutpostExportDialog *self;

  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (workspaces != NULL, NULL);

  self = g_object_new (OUTPOST_TYPE_EXPORT_DIALOG, NULL);
  self->account = g_object_ref (account);
  self->workspaces = g_ptr_array_ref (workspaces);
  plan (self);
  show_choice (self, NULL);
  return ADW_DIALOG (self);
}

void
outpost_export_dialog_set_format (OutpostExportDialog *self,
                                  OutpostExportFormat format)
{
  g_return_if_fail (OUTPOST_IS_EXPORT_DIALOG (self));

  gtk_check_button_set_active (format == OUTPOST_EXPORT_JSON  ? self->json_button
                               : format == OUTPOST_EXPORT_CSV ? self->csv_button
                                                              : self->scripts_button,
                               TRUE);
}

void
outpost_export_dialog_save_to (OutpostExportDialog *self,
                               GFile *place)
{
  g_return_if_fail (OUTPOST_IS_EXPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (place));

  g_set_object (&self->place, place);
  g_clear_object (&self->folder);
  run (self);
}
