/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-reason-list.h"

#include <glib/gi18n.h>

#define HIGHEST 220
#define LEAST_WIDTH 270 /* a list view asks for the height of its narrowest width */

/* A list of names and reasons; only the rows that are seen have widgets. */
struct _OutpostReasonList
{
  AdwBin parent_instance;

  GtkStringList *names;
  GtkStringList *reasons; /* at the same places */
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (OutpostReasonList, outpost_reason_list, ADW_TYPE_BIN)

static GtkWidget *
new_label (const char *style_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_size_request (label, LEAST_WIDTH, -1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style_class);
  return label;
}

static void
setup_cb (OutpostReasonList *self,
          GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), new_label ("name"));
  gtk_box_append (GTK_BOX (box), new_label ("caption"));
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_selectable (item, FALSE);
}

static void
bind_cb (OutpostReasonList *self,
         GtkListItem *item)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  guint position = gtk_list_item_get_position (item);
  const char *reason = gtk_string_list_get_string (self->reasons, position);
  g_autofree char *label = g_strdup_printf (_("%s: %s"), gtk_string_list_get_string (self->names, position), reason);

  gtk_label_set_text (GTK_LABEL (name), gtk_string_list_get_string (self->names, position));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), reason);
  gtk_list_item_set_accessible_label (item, label);
}

static void
outpost_reason_list_dispose (GObject *object)
{
  OutpostReasonList *self = OUTPOST_REASON_LIST (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->names);
  g_clear_object (&self->reasons);
  G_OBJECT_CLASS (outpost_reason_list_parent_class)->dispose (object);
}

static void
outpost_reason_list_class_init (OutpostReasonListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = outpost_reason_list_dispose;
}

static void
outpost_reason_list_init (OutpostReasonList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->names = gtk_string_list_new (NULL);
  self->reasons = gtk_string_list_new (NULL);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->names)))), factory);
  gtk_widget_add_css_class (self->view, "reasons");
  gtk_widget_add_css_class (scroller, "card");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), HIGHEST);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
outpost_reason_list_new (const char *label)
{
  OutpostReasonList *self = g_object_new (OUTPOST_TYPE_REASON_LIST, NULL);

  outpost_reason_list_set_label (self, label);
  return GTK_WIDGET (self);
}

void
outpost_reason_list_set_label (OutpostReasonList *self,
                               const char *label)
{
  g_return_if_fail (OUTPOST_IS_REASON_LIST (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
outpost_reason_list_add (OutpostReasonList *self,
                         const char *name,
                         const char *reason)
{
  g_return_if_fail (OUTPOST_IS_REASON_LIST (self));

  /* The row is bound as soon as there is a name. */
  gtk_string_list_append (self->reasons, reason);
  gtk_string_list_append (self->names, name);
}

void
outpost_reason_list_clear (OutpostReasonList *self)
{
  g_return_if_fail (OUTPOST_IS_REASON_LIST (self));

  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)), NULL);
  gtk_string_list_splice (self->reasons, 0, g_list_model_get_n_items (G_LIST_MODEL (self->reasons)), NULL);
}

guint
outpost_reason_list_get_n (OutpostReasonList *self)
{
  g_return_val_if_fail (OUTPOST_IS_REASON_LIST (self), 0);
  return g_list_model_get_n_items (G_LIST_MODEL (self->names));
}
