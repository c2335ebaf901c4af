/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-account-switcher.h"

#include <glib/gi18n.h>

#include "outpost-text.h"

/* The title of the list: which deployment it is of, and with several accounts the menu to change that. */
struct _OutpostAccountSwitcher
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwWindowTitle *window_title;
  GtkMenuButton *menu_button;
  AdwWindowTitle *menu_title;

  OutpostAccountStore *store;
  OutpostAccount *account;
};

G_DEFINE_FINAL_TYPE (OutpostAccountSwitcher, outpost_account_switcher, ADW_TYPE_BIN)

static char *
dup_label (OutpostAccount *account)
{
  if (outpost_account_is_demo (account))
    return g_strdup (_("Demo"));
  return outpost_text_dup_visible (outpost_account_get_label (account));
}

/* An underline in a menu is a mnemonic. */
static char *
dup_menu_label (OutpostAccountSwitcher *self,
                OutpostAccount *account)
{
  g_autofree char *label = dup_label (account);
  g_autofree char *user = outpost_text_dup_visible (outpost_account_get_username (account));
  g_autofree char *full = NULL;
  g_auto(GStrv) parts = NULL;

  if (outpost_account_is_demo (account))
    return g_steal_pointer (&label);
  /* Translators: a user's name and a deployment */
  full = g_strdup_printf (_("%s on %s"), user, label);
  parts = g_strsplit (full, "_", -1);
  return g_strjoinv ("__", parts);
}

static GMenuModel *
new_menu (OutpostAccountSwitcher *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) accounts = g_menu_new ();
  g_autoptr(GMenu) more = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->store)); i++)
    {
      g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (self->store), i);
      g_autofree char *label = dup_menu_label (self, account);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.switch-account", "s", outpost_account_get_id (account));
      g_menu_append_item (accounts, item);
    }
  g_menu_append (more, _("_Connect to Another Deployment…"), "win.connect");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (accounts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  return G_MENU_MODEL (menu);
}

static void
show (OutpostAccountSwitcher *self)
{
  gboolean is_demo = outpost_account_is_demo (self->account);
  const char *title = is_demo ? _("Outpost Demo") : _("Workspaces");
  g_autofree char *subtitle = is_demo ? g_strdup (_("Nothing here is real")) : dup_label (self->account);
  gboolean several = g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 1;

  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  adw_window_title_set_title (self->menu_title, title);
  adw_window_title_set_subtitle (self->menu_title, subtitle);
  gtk_stack_set_visible_child_name (self->stack, several ? "menu" : "title");
  if (several)
    {
      g_autoptr(GMenuModel) menu = new_menu (self);

      gtk_menu_button_set_menu_model (self->menu_button, menu);
    }
}

static void
outpost_account_switcher_dispose (GObject *object)
{
  OutpostAccountSwitcher *self = OUTPOST_ACCOUNT_SWITCHER (object);

  /* The bin would take its child down once more. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_ACCOUNT_SWITCHER);
  g_clear_object (&self->account);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (outpost_account_switcher_parent_class)->dispose (object);
}

static void
outpost_account_switcher_class_init (OutpostAccountSwitcherClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_account_switcher_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/outpost_app/Outpost/list/outpost-account-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostAccountSwitcher, stack);
  gtk_widget_class_bind_template_child (widget_class, OutpostAccountSwitcher, window_title);
  gtk_widget_class_bind_template_child (widget_class, OutpostAccountSwitcher, menu_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostAccountSwitcher, menu_title);
}

static void
outpost_account_switcher_init (OutpostAccountSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
outpost_account_switcher_set_account (OutpostAccountSwitcher *self,
                                      OutpostAccountStore *store,
                                      OutpostAccount *account)
{
  g_return_if_fail (OUTPOST_IS_ACCOUNT_SWITCHER (self));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  self->account = g_object_ref (account);
  g_signal_connect_object (store, "items-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}
