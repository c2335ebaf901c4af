/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-panel.h"

#include <glib/gi18n.h>

#include "api/outpost-api.h"
#include "outpost-announce.h"
#include "outpost-command-box.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-script-page.h"

/* What a person needs to attach one agent's machine: the command, or why there is none. The credentials are asked for when it comes
 * to the screen, and forgotten when it leaves it. */
struct _OutpostAttachPanel
{
  AdwBin parent_instance;

  GtkStack *stack;
  OutpostCommandBox *box;
  GtkImage *message_icon;
  GtkLabel *message_heading;
  GtkLabel *message_body;
  GtkLabel *message_details;
  GtkButton *retry_button;

  OutpostAccount *account;
  OutpostWorkspace *workspace;
  char *agent_name;

  DexFuture *request;
  guint stamp;
  gboolean refused;
  GtkWidget *focus; /* weak: what gives its focus to the command as soon as that is there; NULL: nothing does */
  /* The build that was looked at last, and what it was then. */
  char *build_id;
  OutpostBuildStatus build_status;
};

G_DEFINE_FINAL_TYPE (OutpostAttachPanel, outpost_attach_panel, ADW_TYPE_BIN)

enum
{
  PROP_REFUSED = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* What an answer is for; late ones are told by their stamp. */
typedef struct
{
  GWeakRef panel;
  guint stamp;
} Errand;

static Errand *
errand_new (OutpostAttachPanel *panel)
{
  Errand *errand = g_new0 (Errand, 1);

  g_weak_ref_init (&errand->panel, panel);
  errand->stamp = panel->stamp;
  return errand;
}

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_weak_ref_clear (&errand->panel);
  g_free (errand);
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
  if (self->box != NULL)
    outpost_command_box_set_credentials (self->box, NULL, NULL, NULL, NULL);
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
  outpost_announce (GTK_WIDGET (self), words->heading, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* NULL when the newest build has none of that name any more: then there is news on its way. */
static OutpostAgent *
outpost_attach_panel_find_agent (OutpostAttachPanel *self)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    if (g_str_equal (outpost_agent_get_name (outpost_build_get_agent (build, i)), self->agent_name))
      return outpost_build_get_agent (build, i);
  return NULL;
}

/* Who went on to something else meanwhile is left there. */
static void
outpost_attach_panel_pass_focus (OutpostAttachPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->focus != NULL && root != NULL && gtk_root_get_focus (root) == self->focus)
    outpost_command_box_take_focus (self->box);
  g_clear_weak_pointer (&self->focus);
}

static DexFuture *
outpost_attach_panel_answered_cb (DexFuture *future,
                                  gpointer data)
{
  Errand *errand = data;
  g_autoptr(OutpostAttachPanel) self = g_weak_ref_get (&errand->panel);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  OutpostAgent *agent;

  if (self == NULL || self->stamp != errand->stamp)
    return NULL;
  if (value == NULL)
    {
      outpost_attach_panel_show_error (self, error);
      outpost_attach_panel_set_refused (self, TRUE);
      return NULL;
    }
  agent = outpost_attach_panel_find_agent (self);
  if (agent == NULL)
    return NULL;
  outpost_command_box_set_credentials (self->box, self->workspace, agent, g_value_get_boxed (value),
                                       outpost_account_get_url (self->account));
  gtk_stack_set_visible_child_name (self->stack, "command");
  outpost_attach_panel_pass_focus (self);
  /* Last: who listens may ask for newer ones at once. */
  outpost_attach_panel_set_refused (self, FALSE);
  return NULL;
}

static void
outpost_attach_panel_ask (OutpostAttachPanel *self)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);
  DexFuture *asked;

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
  asked = outpost_api_get_credentials (outpost_account_get_client (self->account), outpost_workspace_get_id (self->workspace),
                                       self->agent_name);
  self->request = dex_future_finally (asked, outpost_attach_panel_answered_cb, errand_new (self), errand_free);
}

static void
view_script_action (GtkWidget *widget,
                    const char *action,
                    GVariant *parameter)
{
  OutpostAttachPanel *self = OUTPOST_ATTACH_PANEL (widget);
  OutpostAttachSubject *subject = outpost_command_box_get_subject (self->box);
  GtkWidget *view = gtk_widget_get_ancestor (widget, ADW_TYPE_NAVIGATION_VIEW);

  if (subject != NULL && view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              outpost_script_page_new (self->account, subject->platform, subject->address));
}

static void
retry_action (GtkWidget *widget,
              const char *action,
              GVariant *parameter)
{
  outpost_attach_panel_retry (OUTPOST_ATTACH_PANEL (widget));
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
  g_clear_weak_pointer (&self->focus);
  g_clear_object (&self->account);
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
  g_value_set_boolean (value, OUTPOST_ATTACH_PANEL (object)->refused);
}

static void
outpost_attach_panel_class_init (OutpostAttachPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = outpost_attach_panel_dispose;
  object_class->finalize = outpost_attach_panel_finalize;
  object_class->get_property = outpost_attach_panel_get_property;
  widget_class->map = outpost_attach_panel_map;
  widget_class->unmap = outpost_attach_panel_unmap;
  properties[PROP_REFUSED]
      = g_param_spec_boolean ("refused", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (OUTPOST_TYPE_COMMAND_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/attach/outpost-attach-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, box);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, message_icon);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, message_heading);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, message_body);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, message_details);
  gtk_widget_class_bind_template_child (widget_class, OutpostAttachPanel, retry_button);
  gtk_widget_class_install_action (widget_class, "attach.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "attach.view-script", NULL, view_script_action);
}

static void
outpost_attach_panel_init (OutpostAttachPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
outpost_attach_panel_new (OutpostAccount *account,
                          OutpostWorkspace *workspace,
                          const char *agent_name)
{
  OutpostAttachPanel *self = g_object_new (OUTPOST_TYPE_ATTACH_PANEL, NULL);

  self->account = g_object_ref (account);
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

void
outpost_attach_panel_set_choice (OutpostAttachPanel *self,
                                 OutpostPlatform platform,
                                 OutpostAttachForm form)
{
  g_return_if_fail (OUTPOST_IS_ATTACH_PANEL (self));
  outpost_command_box_set_choice (self->box, platform, form);
}

char *
outpost_attach_panel_dup_address (OutpostAttachPanel *self)
{
  OutpostAttachSubject *subject;

  g_return_val_if_fail (OUTPOST_IS_ATTACH_PANEL (self), NULL);

  subject = outpost_command_box_get_subject (self->box);
  return g_strdup (subject != NULL ? subject->address : outpost_account_get_url (self->account));
}

void
outpost_attach_panel_take_focus (OutpostAttachPanel *self)
{
  GtkRoot *root;

  g_return_if_fail (OUTPOST_IS_ATTACH_PANEL (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "command"))
    outpost_command_box_take_focus (self->box);
  else if (!gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD) && root != NULL)
    g_set_weak_pointer (&self->focus, gtk_root_get_focus (root));
}
