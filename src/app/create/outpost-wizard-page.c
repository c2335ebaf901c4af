/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-wizard-page.h"

#include <glib/gi18n.h>

#include "outpost-announce.h"
#include "outpost-busy-button.h"
#include "outpost-create-words.h"
#include "outpost-error-box.h"

/* What every page of a wizard has. */
typedef struct
{
  GtkBox *box;
  OutpostErrorBox *error_box;
  GtkWidget *button;
  char *label;
  gboolean sensitive;
  gboolean busy;
  gboolean button_first;
} OutpostWizardPagePrivate;

static guint next_signal;

G_DEFINE_TYPE_WITH_PRIVATE (OutpostWizardPage, outpost_wizard_page, ADW_TYPE_NAVIGATION_PAGE)

static OutpostWizardPagePrivate *
get_private (OutpostWizardPage *self)
{
  return outpost_wizard_page_get_instance_private (self);
}

static void
clicked_cb (OutpostWizardPage *self)
{
  g_signal_emit (self, next_signal, 0);
}

/* The first thing there is to answer; a page with nothing to answer has only its button. */
static void
shown_cb (OutpostWizardPage *self)
{
  OutpostWizardPagePrivate *priv = get_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL)
    return;
  if (!priv->button_first && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (priv->box)))
    return;
  if (priv->button_first || !gtk_widget_child_focus (GTK_WIDGET (priv->box), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (priv->button);
}

static void
outpost_wizard_page_dispose (GObject *object)
{
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (object), NULL);
  G_OBJECT_CLASS (outpost_wizard_page_parent_class)->dispose (object);
}

static void
outpost_wizard_page_finalize (GObject *object)
{
  g_free (get_private (OUTPOST_WIZARD_PAGE (object))->label);
  G_OBJECT_CLASS (outpost_wizard_page_parent_class)->finalize (object);
}

static void
outpost_wizard_page_class_init (OutpostWizardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = outpost_wizard_page_dispose;
  object_class->finalize = outpost_wizard_page_finalize;
  next_signal = g_signal_new ("next", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
column_new (OutpostWizardPagePrivate *priv)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  priv->error_box = g_object_new (OUTPOST_TYPE_ERROR_BOX, NULL);
  priv->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_widget_set_vexpand (GTK_WIDGET (priv->box), TRUE);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (priv->error_box));
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (priv->box));
  gtk_widget_set_margin_top (column, 12);
  gtk_widget_set_margin_bottom (column, 24);
  gtk_widget_set_margin_start (column, 12);
  gtk_widget_set_margin_end (column, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  adw_clamp_set_child (ADW_CLAMP (clamp), column);
  return clamp;
}

static void
outpost_wizard_page_init (OutpostWizardPage *self)
{
  OutpostWizardPagePrivate *priv = get_private (self);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *bar = gtk_center_box_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column_new (priv));
  priv->button = gtk_button_new ();
  gtk_widget_add_css_class (priv->button, "pill");
  gtk_widget_add_css_class (priv->button, "suggested-action");
  gtk_center_box_set_center_widget (GTK_CENTER_BOX (bar), priv->button);
  gtk_widget_set_margin_top (bar, 6);
  gtk_widget_set_margin_bottom (bar, 12);
  g_signal_connect_object (priv->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_toolbar_view_add_bottom_bar (ADW_TOOLBAR_VIEW (view), bar);
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  outpost_wizard_page_set_next (self, _("_Next"), TRUE);
  g_signal_connect (self, "shown", G_CALLBACK (shown_cb), NULL);
}

GtkBox *
outpost_wizard_page_get_box (OutpostWizardPage *self)
{
  return get_private (self)->box;
}

GtkWidget *
outpost_wizard_page_get_button (OutpostWizardPage *self)
{
  return get_private (self)->button;
}

static void
update_button (OutpostWizardPagePrivate *priv,
               const char *busy)
{
  priv->busy = busy != NULL;
  outpost_busy_button_show (GTK_BUTTON (priv->button), priv->label, busy);
  if (busy == NULL)
    gtk_button_set_use_underline (GTK_BUTTON (priv->button), TRUE);
  gtk_widget_set_sensitive (priv->button, priv->sensitive && busy == NULL);
}

void
outpost_wizard_page_set_next (OutpostWizardPage *self,
                              const char *label,
                              gboolean sensitive)
{
  OutpostWizardPagePrivate *priv = get_private (self);

  if (priv->label != NULL && g_str_equal (priv->label, label) && priv->sensitive == sensitive)
    return;
  g_set_str (&priv->label, label);
  priv->sensitive = sensitive;
  if (!priv->busy)
    update_button (priv, NULL);
}

void
outpost_wizard_page_set_button_first (OutpostWizardPage *self)
{
  get_private (self)->button_first = TRUE;
}

void
outpost_wizard_page_set_busy (OutpostWizardPage *self,
                              const char *words)
{
  OutpostWizardPagePrivate *priv = get_private (self);

  if (words != NULL && !priv->busy)
    outpost_announce (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  if (words != NULL || priv->busy)
    update_button (priv, words);
}

void
outpost_wizard_page_set_error (OutpostWizardPage *self,
                               const GError *error)
{
  outpost_error_box_set_error (get_private (self)->error_box, error);
}

void
outpost_wizard_page_set_refusal (OutpostWizardPage *self,
                                 const char *heading,
                                 const char *body)
{
  outpost_error_box_set_words (get_private (self)->error_box, heading, body);
}

void
outpost_wizard_page_refuse (OutpostWizardPage *self,
                            const GError *error,
                            const char *heading)
{
  g_autofree char *reason = NULL;

  if (error == NULL || error->domain != OUTPOST_TEMPLATE_ERROR)
    {
      outpost_wizard_page_set_error (self, error);
      return;
    }
  reason = outpost_create_words_dup_reason (error);
  outpost_wizard_page_set_refusal (self, heading != NULL ? heading : outpost_create_words_get_refusal (error), reason);
}

void
outpost_wizard_page_go_on (OutpostWizardPage *self)
{
  if (gtk_widget_is_sensitive (get_private (self)->button))
    g_signal_emit (self, next_signal, 0);
}
