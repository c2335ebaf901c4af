/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-panel.h"

#include <glib/gi18n.h>

#include "api/outpost-api.h"
#include "attach/outpost-instructions.h"
#include "outpost-command-view.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-export-file.h"
#include "outpost-secret-clipboard.h"
#include "outpost-text.h"

/* What a person needs to attach one agent's machine: the command, or why there is none. Holds the credentials no longer than it is
 * on the screen. */
struct _OutpostAttachPanel
{
  AdwBin parent_instance;

  GtkStack *stack;
  OutpostCommandView *view;
  GtkButton *reveal_button;
  GtkImage *message_icon;
  GtkLabel *message_heading;
  GtkLabel *message_body;
  GtkLabel *message_details;
  GtkButton *retry_button;

  OutpostClient *client;
  OutpostWorkspace *workspace;
  char *agent_name;

  OutpostCredentials *credentials;
  DexFuture *request;
  guint stamp;
  gboolean refused;
  /* The build that was looked at last, and what it was then. */
  char *build_id;
  OutpostBuildStatus build_status;
};

G_DEFINE_FINAL_TYPE (OutpostAttachPanel, outpost_attach_panel, ADW_TYPE_BIN)

enum
{
  PROP_HIDE_AFTER = 1,
  PROP_REVEALED,
  PROP_REFUSED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* What an answer is for; late ones are told by their stamp. */
typedef struct
{
  GWeakRef panel;
  guint stamp;
  char *name;
} Errand;

static Errand *
errand_new (OutpostAttachPanel *panel,
            const char *name)
{
  Errand *errand = g_new0 (Errand, 1);

  g_weak_ref_init (&errand->panel, panel);
  errand->stamp = panel->stamp;
  errand->name = g_strdup (name);
  return errand;
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_weak_ref_clear (&errand->panel);
  g_free (errand->name);
  g_free (errand);
}

static void
outpost_attach_panel_say (OutpostAttachPanel *self,
                          const char *words)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast;

  if (overlay == NULL)
    return;
  toast = adw_toast_new (words);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

static void
outpost_attach_panel_set_refused (OutpostAttachPanel *self,
                                  gboolean refused)
{
  if (self->refused == refused)
    return;
  self->refused = refused;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REFUSED]);
}

static void
outpost_attach_panel_drop (OutpostAttachPanel *self)
{
  self->stamp++;
  dex_clear (&self->request);
  g_clear_pointer (&self->credentials, outpost_credentials_unref);
  if (self->view != NULL)
    outpost_command_view_set_credentials (self->view, NULL);
}

static void
outpost_attach_panel_show_message (OutpostAttachPanel *self,
                                   const char *icon_name,
                                   const char *heading,
                                   const char *body,
                                   const char *details,
                                   gboolean can_retry)
{
  gtk_image_set_from_icon_name (self->message_icon, icon_name);
  gtk_label_set_text (self->message_heading, heading);
  gtk_label_set_text (self->message_body, body);
  gtk_label_set_text (self->message_details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_details), details != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->retry_button), can_retry);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

/* Asking once more can only give the same for as long as nobody changes the template, the licence or the edition. */
static gboolean
error_can_be_retried (const GError *error)
{
  return !g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_INSTANCE_IDENTITY)
         && !g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNSUPPORTED_SERVER)
         && !g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_UNAUTHORIZED);
}

static void
outpost_attach_panel_show_error (OutpostAttachPanel *self,
                                 const GError *error)
{
  g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

  outpost_attach_panel_show_message (self, "dialog-warning-symbolic", words->heading, words->body, words->details,
                                     error_can_be_retried (error));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words->heading, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static DexFuture *
outpost_attach_panel_answered_cb (DexFuture *future,
                                  gpointer data)
{
  Errand *errand = data;
  g_autoptr(OutpostAttachPanel) self = g_weak_ref_get (&errand->panel);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL || self->stamp != errand->stamp)
    return NULL;
  if (value == NULL)
    {
      outpost_attach_panel_show_error (self, error);
      outpost_attach_panel_set_refused (self, TRUE);
      return NULL;
    }
  self->credentials = g_value_dup_boxed (value);
  outpost_command_view_set_credentials (self->view, self->credentials);
  gtk_stack_set_visible_child_name (self->stack, "command");
  /* Last: who listens may ask for newer ones at once. */
  outpost_attach_panel_set_refused (self, FALSE);
  return NULL;
}

static void
outpost_attach_panel_ask (OutpostAttachPanel *self)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);

  outpost_attach_panel_drop (self);
  g_set_str (&self->build_id, outpost_build_get_id (build));
  self->build_status = outpost_build_get_status (build);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  if (outpost_build_is_active (build))
    {
      outpost_attach_panel_show_message (self, "content-loading-symbolic", _("The build is running"),
                                         _("The command comes when it is done."), NULL, FALSE);
      return;
    }
  if (self->build_status == OUTPOST_BUILD_FAILED)
    {
      outpost_attach_panel_show_message (self, "dialog-warning-symbolic", _("The last build failed"),
                                         _("There is no command until a build succeeds."), NULL, FALSE);
      return;
    }
  gtk_stack_set_visible_child_name (self->stack, "asking");
  self->request = dex_future_finally (outpost_api_get_credentials (self->client, outpost_workspace_get_id (self->workspace),
                                                                   self->agent_name),
                                      outpost_attach_panel_answered_cb, errand_new (self, NULL), errand_free);
}

static void
outpost_attach_panel_copy (OutpostAttachPanel *self,
                           const char *secret,
                           const char *words)
{
  outpost_secret_clipboard_set (GTK_WIDGET (self), secret);
  outpost_attach_panel_say (self, words);
}

static void
copy_command_action (GtkWidget *widget,
                     const char *action,
                     GVariant *parameter)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (widget);

  if (self->credentials != NULL)
    outpost_attach_panel_copy (self, self->credentials->command, _("Command copied"));
}

static void
copy_token_action (GtkWidget *widget,
                   const char *action,
                   GVariant *parameter)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (widget);

  if (self->credentials != NULL)
    outpost_attach_panel_copy (self, self->credentials->agent_token, _("Token copied"));
}

static void
copy_json_action (GtkWidget *widget,
                  const char *action,
                  GVariant *parameter)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (widget);
  char *json;

  if (self->credentials == NULL)
    return;
  json = outpost_instructions_dup_json (outpost_workspace_get_name (self->workspace), self->agent_name, self->credentials);
  outpost_attach_panel_copy (self, json, _("JSON copied"));
  explicit_bzero (json, strlen (json));
  g_free (json);
}

static void
reveal_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (widget);

  outpost_command_view_set_revealed (self->view, !outpost_command_view_get_revealed (self->view));
}

static DexFuture *
outpost_attach_panel_saved_cb (DexFuture *future,
                               gpointer data)
{
  Errand *errand = data;
  g_autoptr(OutpostAttachPanel) self = g_weak_ref_get (&errand->panel);
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    words = g_strdup_printf (_("Saved %s"), errand->name);
  else
    words = g_strdup_printf (_("Not saved: %s"), error->message);
  if (self != NULL)
    outpost_attach_panel_say (self, words);
  return NULL;
}

static void
outpost_attach_panel_chosen_cb (GObject *source,
                                GAsyncResult *result,
                                gpointer data)
{
  Errand *errand = data;
  g_autoptr(OutpostAttachPanel) self = g_weak_ref_get (&errand->panel);
  g_autoptr(GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  errand_free (errand);
  if (file == NULL || self == NULL)
    return;
  if (self->credentials == NULL)
    {
      outpost_attach_panel_say (self, _("Not saved: there is no command at the moment"));
      return;
    }
  base = g_file_get_basename (file);
  name = g_filename_display_name (base);
  dex_future_disown (dex_future_finally (outpost_export_file_write (file, outpost_workspace_get_name (self->workspace),
                                                                    self->agent_name, self->credentials),
                                         outpost_attach_panel_saved_cb, errand_new (self, name), errand_free));
}

static void
export_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (widget);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = outpost_export_file_dup_name (outpost_workspace_get_name (self->workspace), self->agent_name);
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_dialog_set_title (dialog, _("Export JSON"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, outpost_attach_panel_chosen_cb,
                        errand_new (self, NULL));
}

static void
retry_action (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  outpost_attach_panel_retry (OUTPOST_ATTACH_PANEL (widget));
}

static void
revealed_changed_cb (OutpostAttachPanel *self)
{
  gboolean revealed = outpost_command_view_get_revealed (self->view);

  gtk_button_set_icon_name (self->reveal_button, revealed ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->reveal_button), revealed ? _("Hide the Token") : _("Show the Token for a While"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reveal_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  revealed ? _("Hide") : _("Reveal"), -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
outpost_attach_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (outpost_attach_panel_parent_class)->map (widget);
  outpost_attach_panel_ask (OUTPOST_ATTACH_PANEL (widget));
}

static void
outpost_attach_panel_unmap (GtkWidget *widget)
{
  outpost_attach_panel_drop (OUTPOST_ATTACH_PANEL (widget));
  GTK_WIDGET_CLASS (outpost_attach_panel_parent_class)->unmap (widget);
}

static void
outpost_attach_panel_dispose (GObject *object)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (object);

  outpost_attach_panel_drop (self);
  g_clear_object (&self->client);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (outpost_attach_panel_parent_class)->dispose (object);
  /* After the parent, which owns the child that this would take from it. */
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_ATTACH_PANEL);
}

static void
outpost_attach_panel_finalize (GObject *object)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (object);

  g_free (self->agent_name);
  g_free (self->build_id);
  G_OBJECT_CLASS (outpost_attach_panel_parent_class)->finalize (object);
}

static void
outpost_attach_panel_get_property (GObject *object,
                                   guint prop_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (object);

  if (prop_id == PROP_REFUSED)
    g_value_set_boolean (value, self->refused);
  else
    g_object_get_property (G_OBJECT (self->view), pspec->name, value);
}

static void
outpost_attach_panel_set_property (GObject *object,
                                   guint prop_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (object);

  g_object_set_property (G_OBJECT (self->view), pspec->name, value);
}

static void
outpost_attach_panel_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "attach.copy-command", NULL, copy_command_action);
  gtk_widget_class_install_action (klass, "attach.copy-token", NULL, copy_token_action);
  gtk_widget_class_install_action (klass, "attach.copy-json", NULL, copy_json_action);
  gtk_widget_class_install_action (klass, "attach.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (klass, "attach.export", NULL, export_action);
  gtk_widget_class_install_action (klass, "attach.retry", NULL, retry_action);
}

static void
outpost_attach_panel_class_init (OutpostAttachPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = outpost_attach_panel_dispose;
  object_class->finalize = outpost_attach_panel_finalize;
  object_class->get_property = outpost_attach_panel_get_property;
  object_class->set_property = outpost_attach_panel_set_property;
  widget_class->map = outpost_attach_panel_map;
  widget_class->unmap = outpost_attach_panel_unmap;
  properties[PROP_HIDE_AFTER]
      = g_param_spec_uint ("hide-after", NULL, NULL, 0, G_MAXUINT, 30000, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVEALED]
      = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REFUSED]
      = g_param_spec_boolean ("refused", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (OUTPOST_TYPE_COMMAND_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/attach/outpost-attach-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, view);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, message_icon);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, message_heading);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, message_body);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, message_details);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, retry_button);
  gtk_widget_class_bind_template_callback (widget_class, revealed_changed_cb);
  outpost_attach_panel_install_actions (widget_class);
}

static void
outpost_attach_panel_init (OutpostAttachPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  revealed_changed_cb (self);
}

GtkWidget *
outpost_attach_panel_new (OutpostClient *client,
                          OutpostWorkspace *workspace,
                          const char *agent_name)
{
  OutpostAttachPanel *self = g_object_new (OUTPOST_TYPE_ATTACH_PANEL, NULL);

  self->client = g_object_ref (client);
  self->workspace = g_object_ref (workspace);
  self->agent_name = g_strdup (agent_name);
  return GTK_WIDGET (self);
}

void
outpost_attach_panel_update (OutpostAttachPanel *self)
{
  OutpostBuild *build;

  g_return_if_fail (OUTPOST_IS_ATTACH_PANEL (self));

  build = outpost_workspace_get_latest_build (self->workspace);
  if (g_strcmp0 (outpost_build_get_id (build), self->build_id) != 0 || outpost_build_get_status (build) != self->build_status)
    outpost_attach_panel_ask (self);
}

void
outpost_attach_panel_retry (OutpostAttachPanel *self)
{
  g_return_if_fail (OUTPOST_IS_ATTACH_PANEL (self));
  outpost_attach_panel_ask (self);
}
