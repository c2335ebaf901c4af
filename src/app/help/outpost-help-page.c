/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-help-page.h"

#include <glib/gi18n.h>

#include "outpost-copy-block.h"

static GtkWidget *
label_new (const char *text,
           GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "label", text, "wrap", TRUE, "xalign", 0.0f, NULL);

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  return label;
}

/* Can be selected, so that Tab passes it and scrolls. */
static GtkWidget *
body_new (const char *text)
{
  GtkWidget *label = label_new (text, GTK_ACCESSIBLE_ROLE_PARAGRAPH);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static GtkWidget *
section_new (const OutpostHelpSection *section)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (section->heading != NULL)
    {
      GtkWidget *heading = label_new (_(section->heading), GTK_ACCESSIBLE_ROLE_HEADING);

      gtk_widget_add_css_class (heading, "heading");
      gtk_box_append (GTK_BOX (box), heading);
    }
  gtk_box_append (GTK_BOX (box), body_new (_(section->body)));
  if (section->command != NULL)
    {
      /* Translators: %s is a heading, such as “A System Service” */
      g_autofree char *name = g_strdup_printf (_("Copy the Command of “%s”"), _(section->heading));

      gtk_box_append (GTK_BOX (box), outpost_copy_block_new (section->command, name));
    }
  return box;
}

static GtkWidget *
column_new (const OutpostHelpTopic *topic)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (column, 12);
  gtk_widget_set_margin_bottom (column, 24);
  gtk_widget_set_margin_start (column, 18);
  gtk_widget_set_margin_end (column, 18);
  for (const OutpostHelpSection *section = topic->sections; section->body != NULL; section++)
    gtk_box_append (GTK_BOX (column), section_new (section));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), column);
  return scroller;
}

AdwNavigationPage *
outpost_help_page_new (const OutpostHelpTopic *topic)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *toasts = adw_toast_overlay_new ();

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), column_new (topic));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), toasts);
  return adw_navigation_page_new_with_tag (view, _(topic->title), topic->id);
}
