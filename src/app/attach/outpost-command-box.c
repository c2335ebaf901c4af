/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-command-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "attach/outpost-attach-bundle.h"
#include "attach/outpost-instructions.h"
#include "outpost-attach-words.h"
#include "outpost-command-dialog.h"
#include "outpost-command-view.h"
#include "outpost-export-file.h"
#include "outpost-save.h"
#include "outpost-secret-clipboard.h"
#include "outpost-toast.h"

/* A form of the command, and what can be done with it. */
struct _OutpostCommandBox
{
  AdwBin parent_instance;

  GtkLabel *caption;
  OutpostCommandView *view;
  GtkButton *reveal_button;
  GtkToggleButton *whole_button;
  AdwButtonContent *copy_content;
  GtkWidget *replace_button;
  GtkWidget *script_button;

  OutpostWorkspace *workspace; /* NULL while there is nothing, as are the next five */
  char *build_id;              /* of the credentials */
  OutpostAgent *agent;
  OutpostCredentials *credentials;
  OutpostAttachSubject *subject;
  OutpostAttachSubject *masked; /* the same to be shown */
  char *base_url;
  OutpostPlatform platform;
  OutpostAttachForm form;
};

G_DEFINE_FINAL_TYPE (OutpostCommandBox, outpost_command_box, ADW_TYPE_BIN)

enum
{
  PROP_HIDE_AFTER = 1,
  PROP_REVEALED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* ---- What is shown ------------------------------------------------------------------------------------------------- */

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* The deployment's own command where no form is known for the platform. */
static char *
dup_text (const OutpostAttachSubject *subject,
          OutpostAttachForm form)
{
  return outpost_attach_form_suits (form, subject->platform) ? outpost_attach_form_dup_text (form, subject)
                                                             : g_strdup (subject->command);
}

static void
outpost_command_box_show_actions (OutpostCommandBox *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean known = self->subject != NULL && outpost_attach_form_suits (self->form, self->platform);
  g_autofree char *replacement = known ? outpost_attach_form_dup_replacement (self->form, self->masked) : NULL;
  g_autofree char *removal = known ? outpost_attach_form_dup_removal (self->form, self->masked) : NULL;

  gtk_widget_set_visible (self->script_button, known);
  gtk_widget_set_visible (self->replace_button, replacement != NULL);
  gtk_widget_action_set_enabled (widget, "attach.copy-script-address", known);
  gtk_widget_action_set_enabled (widget, "attach.save", known);
  gtk_widget_action_set_enabled (widget, "attach.save-bundle", known);
  gtk_widget_action_set_enabled (widget, "attach.undo", removal != NULL);
}

static void
outpost_command_box_show (OutpostCommandBox *self)
{
  g_autofree char *masked = NULL;
  g_autofree char *caption = NULL;
  char *clear = NULL;

  g_clear_pointer (&self->subject, outpost_attach_subject_unref);
  g_clear_pointer (&self->masked, outpost_attach_subject_unref);
  if (self->credentials != NULL)
    {
      self->subject
          = outpost_attach_subject_new (self->workspace, self->agent, self->credentials, self->platform, self->base_url);
      self->masked = outpost_attach_subject_dup_masked (self->subject);
      masked = dup_text (self->masked, self->form);
      clear = dup_text (self->subject, self->form);
    }
  outpost_command_view_set_command (self->view, masked, clear);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button), g_strcmp0 (masked, clear) != 0);
  wipe (clear);
  gtk_toggle_button_set_active (self->whole_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->whole_button), outpost_command_view_is_long (self->view));
  /* Translators: two sentences: what a way to run the agent does, and what it needs */
  caption = g_strdup_printf (_("%s %s"), outpost_attach_words_get_does (self->form), outpost_attach_words_get_needs (self->form));
  gtk_label_set_text (self->caption, caption);
  adw_button_content_set_label (self->copy_content,
                                outpost_attach_form_is_command (self->form) ? _("_Copy Command") : _("_Copy File"));
  outpost_command_box_show_actions (self);
}

static void
whole_cb (OutpostCommandBox *self)
{
  outpost_command_view_set_whole (self->view, gtk_toggle_button_get_active (self->whole_button));
}

/* To be looked at is not to be taken: only who has the token by now may attach a machine with it. */
static void
outpost_command_box_note_token (OutpostCommandBox *self)
{
  if (self->build_id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "workspace.token-shown", "s", self->build_id);
}

/* Not every form of it holds the token. */
static void
outpost_command_box_note_text (OutpostCommandBox *self,
                               const char *text)
{
  if (self->subject != NULL && strstr (text, self->subject->token) != NULL)
    outpost_command_box_note_token (self);
}

static void
revealed_changed_cb (OutpostCommandBox *self)
{
  outpost_command_view_name_button (self->view, self->reveal_button);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
  if (outpost_command_view_get_revealed (self->view))
    outpost_command_box_note_token (self);
}

static void
reveal_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);

  outpost_command_view_set_revealed (self->view, !outpost_command_view_get_revealed (self->view));
}

/* ---- Copying ------------------------------------------------------------------------------------------------------- */

/* @secret is taken over. */
static void
outpost_command_box_copy (OutpostCommandBox *self,
                          char *secret,
                          const char *words)
{
  outpost_secret_clipboard_set (GTK_WIDGET (self), secret);
  outpost_command_box_note_text (self, secret);
  wipe (secret);
  outpost_toast_say (GTK_WIDGET (self), words);
}

static void
copy_command_action (GtkWidget *widget,
                     const char *action,
                     GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);

  if (self->subject != NULL)
    outpost_command_box_copy (self, dup_text (self->subject, self->form),
                              outpost_attach_form_is_command (self->form) ? _("Command copied") : _("File copied"));
}

static void
copy_token_action (GtkWidget *widget,
                   const char *action,
                   GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);

  if (self->subject != NULL)
    outpost_command_box_copy (self, g_strdup (self->subject->token), _("Token copied"));
}

static char *
outpost_command_box_dup_json (OutpostCommandBox *self)
{
  return outpost_instructions_dup_json (self->subject->workspace, self->subject->agent, self->credentials);
}

static void
copy_json_action (GtkWidget *widget,
                  const char *action,
                  GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);

  if (self->subject != NULL)
    outpost_command_box_copy (self, outpost_command_box_dup_json (self), _("JSON copied"));
}

static void
copy_script_address_action (GtkWidget *widget,
                            const char *action,
                            GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);
  g_autofree char *address = NULL;

  if (self->subject == NULL)
    return;
  address = outpost_attach_subject_dup_script_url (self->subject);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), address);
  outpost_toast_say (widget, _("Address copied"));
}

/* ---- Later on the machine ------------------------------------------------------------------------------------------- */

static void
replace_token_action (GtkWidget *widget,
                      const char *action,
                      GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);
  g_autofree char *masked = NULL;
  AdwDialog *dialog;
  char *clear;

  if (self->subject == NULL)
    return;
  masked = outpost_attach_form_dup_replacement (self->form, self->masked);
  clear = outpost_attach_form_dup_replacement (self->form, self->subject);
  dialog = outpost_command_dialog_new (_("Replace Token"),
                                       _("For a machine that was set up this way before: replaces the old token with that of this "
                                         "build, and restarts the agent."),
                                       masked, clear);
  g_signal_connect_object (dialog, "taken", G_CALLBACK (outpost_command_box_note_token), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
  wipe (clear);
}

static void
undo_action (GtkWidget *widget,
             const char *action,
             GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);
  g_autofree char *removal = NULL;

  if (self->subject == NULL)
    return;
  removal = outpost_attach_form_dup_removal (self->form, self->masked);
  adw_dialog_present (outpost_command_dialog_new (_("Undo on the Machine"), outpost_attach_words_get_undoing (self->form), removal,
                                                  removal),
                      widget);
}

/* ---- Saving -------------------------------------------------------------------------------------------------------- */

static void
export_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);
  g_autofree char *name = NULL;

  if (self->subject == NULL)
    return;
  name = outpost_export_file_dup_name (self->subject->workspace, self->subject->agent);
  outpost_command_box_note_token (self);
  outpost_save_ask (widget, outpost_export_file_take_text (outpost_command_box_dup_json (self)), _("Export JSON"), name);
}

static void
save_action (GtkWidget *widget,
             const char *action,
             GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);
  g_autofree char *name = NULL;
  char *text;

  if (self->subject == NULL)
    return;
  name = outpost_attach_form_dup_file_name (self->form, self->subject);
  text = dup_text (self->subject, self->form);
  outpost_command_box_note_text (self, text);
  outpost_save_ask (widget, outpost_export_file_take_text (text), _("Save"), name);
}

/* All forms for this machine, as an archive. */
static void
save_bundle_action (GtkWidget *widget,
                    const char *action,
                    GVariant *parameter)
{
  OutpostCommandBox *self = OUTPOST_COMMAND_BOX (widget);
  g_autoptr(GPtrArray) bundle = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  if (self->subject == NULL)
    return;
  bundle = outpost_attach_bundle_new (self->subject);
  folder = outpost_attach_bundle_dup_name (self->subject);
  name = g_strconcat (folder, ".tar", NULL);
  outpost_command_box_note_token (self);
  outpost_save_ask (widget, outpost_attach_bundle_to_tar (bundle, folder, g_get_real_time () / G_USEC_PER_SEC), _("Save Bundle"),
                    name);
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_command_box_forget (OutpostCommandBox *self)
{
  g_clear_object (&self->workspace);
  g_clear_object (&self->agent);
  g_clear_pointer (&self->credentials, outpost_credentials_unref);
  g_clear_pointer (&self->subject, outpost_attach_subject_unref);
  g_clear_pointer (&self->masked, outpost_attach_subject_unref);
  g_clear_pointer (&self->base_url, g_free);
  g_clear_pointer (&self->build_id, g_free);
}

static void
outpost_command_box_dispose (GObject *object)
{
  outpost_command_box_forget (OUTPOST_COMMAND_BOX (object));
  G_OBJECT_CLASS (outpost_command_box_parent_class)->dispose (object);
  /* After the parent, which owns the child that this would take from it. */
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_COMMAND_BOX);
}

static void
outpost_command_box_get_property (GObject *object,
                                  guint prop_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  g_object_get_property (G_OBJECT (OUTPOST_COMMAND_BOX (object)->view), pspec->name, value);
}

static void
outpost_command_box_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  g_object_set_property (G_OBJECT (OUTPOST_COMMAND_BOX (object)->view), pspec->name, value);
}

static void
outpost_command_box_class_init (OutpostCommandBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = outpost_command_box_dispose;
  object_class->get_property = outpost_command_box_get_property;
  object_class->set_property = outpost_command_box_set_property;
  properties[PROP_HIDE_AFTER]
      = g_param_spec_uint ("hide-after", NULL, NULL, 0, G_MAXUINT, 30000, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVEALED]
      = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (OUTPOST_TYPE_COMMAND_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/attach/outpost-command-box.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandBox, caption);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandBox, whole_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandBox, view);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandBox, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandBox, copy_content);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandBox, script_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostCommandBox, replace_button);
  gtk_widget_class_bind_template_callback (widget_class, revealed_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, whole_cb);
  gtk_widget_class_install_action (widget_class, "attach.copy-command", NULL, copy_command_action);
  gtk_widget_class_install_action (widget_class, "attach.copy-token", NULL, copy_token_action);
  gtk_widget_class_install_action (widget_class, "attach.copy-json", NULL, copy_json_action);
  gtk_widget_class_install_action (widget_class, "attach.copy-script-address", NULL, copy_script_address_action);
  gtk_widget_class_install_action (widget_class, "attach.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (widget_class, "attach.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "attach.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "attach.save-bundle", NULL, save_bundle_action);
  gtk_widget_class_install_action (widget_class, "attach.replace-token", NULL, replace_token_action);
  gtk_widget_class_install_action (widget_class, "attach.undo", NULL, undo_action);
}

static void
outpost_command_box_init (OutpostCommandBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  revealed_changed_cb (self);
  outpost_command_box_show (self);
}

void
outpost_command_box_set_credentials (OutpostCommandBox *self,
                                     OutpostWorkspace *workspace,
                                     OutpostAgent *agent,
                                     OutpostCredentials *credentials,
                                     const char *base_url)
{
  g_return_if_fail (OUTPOST_IS_COMMAND_BOX (self));
  g_return_if_fail (workspace == NULL || (agent != NULL && credentials != NULL && base_url != NULL));

  outpost_command_box_forget (self);
  if (workspace != NULL)
    {
      self->workspace = g_object_ref (workspace);
      self->agent = g_object_ref (agent);
      self->credentials = outpost_credentials_ref (credentials);
      self->base_url = g_strdup (base_url);
      self->build_id = g_strdup (outpost_build_get_id (outpost_workspace_get_latest_build (workspace)));
    }
  outpost_command_box_show (self);
}

void
outpost_command_box_set_choice (OutpostCommandBox *self,
                                OutpostPlatform platform,
                                OutpostAttachForm form)
{
  g_return_if_fail (OUTPOST_IS_COMMAND_BOX (self));

  if (self->platform == platform && self->form == form)
    return;
  self->platform = platform;
  self->form = form;
  outpost_command_box_show (self);
}

OutpostAttachSubject *
outpost_command_box_get_subject (OutpostCommandBox *self)
{
  g_return_val_if_fail (OUTPOST_IS_COMMAND_BOX (self), NULL);
  return self->subject;
}

void
outpost_command_box_take_focus (OutpostCommandBox *self)
{
  g_return_if_fail (OUTPOST_IS_COMMAND_BOX (self));
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (self->copy_content)));
}
