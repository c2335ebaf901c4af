/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-foot.h"

#include <glib/gi18n.h>

#include "outpost-announce.h"
#include "outpost-words.h"

/* The line below the list. */
struct _OutpostListFoot
{
  AdwBin parent_instance;

  GtkLabel *count_label;
  GtkButton *attention_button;
  GtkLabel *age_label;

  OutpostAccount *account;
  OutpostWorkspaceList *workspaces;
  OutpostListFilter *filter;
};

G_DEFINE_FINAL_TYPE (OutpostListFoot, outpost_list_foot, ADW_TYPE_BIN)

static void
attention_cb (OutpostListFoot *self)
{
  gboolean active;

  g_object_get (self->filter, "attention-only", &active, NULL);
  g_object_set (self->filter, "attention-only", !active, NULL);
}

static char *
dup_count (guint n_shown,
           guint in_scope)
{
  if (n_shown == in_scope)
    return g_strdup_printf (ngettext ("%'d workspace", "%'d workspaces", in_scope), (int) in_scope);
  /* Translators: how many are shown, and how many there are */
  return g_strdup_printf (ngettext ("%'d of %'d workspace", "%'d of %'d workspaces", in_scope), (int) n_shown, (int) in_scope);
}

guint
outpost_list_foot_show (OutpostListFoot *self,
                        guint n_shown,
                        gboolean narrow)
{
  GListModel *list;
  guint in_scope = 0, in_need = 0;
  g_autofree char *need = NULL;
  g_autofree char *count = NULL;

  g_return_val_if_fail (OUTPOST_IS_LIST_FOOT (self), 0);

  list = G_LIST_MODEL (self->workspaces);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (list, i);

      if (!outpost_list_filter_is_in_scope (self->filter, workspace))
        continue;
      in_scope++;
      in_need += outpost_workspace_needs_attention (workspace) ? 1 : 0;
    }
  count = dup_count (n_shown, in_scope);
  need = g_strdup_printf (ngettext ("%'d needs attention", "%'d need attention", in_need), (int) in_need);
  /* Who searches is far from the number of results. */
  if (n_shown != in_scope && !g_str_equal (gtk_label_get_text (self->count_label), count))
    outpost_announce (GTK_WIDGET (self), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_label_set_text (self->count_label, count);
  /* No room for both; what was filtered away matters more. */
  gtk_widget_set_visible (GTK_WIDGET (self->age_label), !narrow || n_shown == in_scope);
  gtk_button_set_label (self->attention_button, need);
  gtk_widget_set_visible (GTK_WIDGET (self->attention_button), in_need > 0);
  return in_scope;
}

void
outpost_list_foot_show_age (OutpostListFoot *self)
{
  gint64 now = g_get_real_time ();
  gint64 as_of, waiting;
  g_autofree char *time = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (OUTPOST_IS_LIST_FOOT (self));

  as_of = outpost_workspace_list_get_as_of (self->workspaces);
  waiting = outpost_client_get_waiting_until (outpost_account_get_client (self->account));
  if (waiting > now)
    words = g_strdup (_("The deployment asks to wait"));
  else if (as_of > 0 && outpost_workspace_list_get_from_cache (self->workspaces))
    {
      time = outpost_words_dup_clock (as_of, now);
      /* Translators: %s is a time such as 09:41 */
      words = g_strdup_printf (_("As of %s"), time);
    }
  else if (as_of > 0)
    {
      time = outpost_words_dup_ago (as_of, now);
      /* Translators: %s is such as "just now" or "4 minutes ago" */
      words = g_strdup_printf (_("Updated %s"), time);
    }
  gtk_label_set_text (self->age_label, words != NULL ? words : "");
}

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_list_foot_dispose (GObject *object)
{
  OutpostListFoot *self = OUTPOST_LIST_FOOT (object);

  g_clear_object (&self->account);
  g_clear_object (&self->workspaces);
  g_clear_object (&self->filter);
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_LIST_FOOT);
  G_OBJECT_CLASS (outpost_list_foot_parent_class)->dispose (object);
}

static void
outpost_list_foot_class_init (OutpostListFootClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_list_foot_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/list/outpost-list-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostListFoot, count_label);
  gtk_widget_class_bind_template_child (widget_class, OutpostListFoot, attention_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListFoot, age_label);
  gtk_widget_class_bind_template_callback (widget_class, attention_cb);
}

static void
outpost_list_foot_init (OutpostListFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
outpost_list_foot_set_up (OutpostListFoot *self,
                          OutpostAccount *account,
                          OutpostWorkspaceList *workspaces,
                          OutpostListFilter *filter)
{
  g_return_if_fail (OUTPOST_IS_LIST_FOOT (self));

  self->account = g_object_ref (account);
  self->workspaces = g_object_ref (workspaces);
  self->filter = g_object_ref (filter);
}
