/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-toast.h"

#include "outpost-announce.h"

#define OFFER_SECONDS 12
#define SAID "outpost-said"

/* The outermost, so that there is never one toast upon another; but a dialog lies over those of its window. */
static AdwToastOverlay *
find_overlay (GtkWidget *widget)
{
  AdwToastOverlay *found = NULL;

  for (; widget != NULL && !ADW_IS_DIALOG (widget); widget = gtk_widget_get_parent (widget))
    if (ADW_IS_TOAST_OVERLAY (widget))
      found = ADW_TOAST_OVERLAY (widget);
  return found;
}

/* Its words may need more than the one line that it has by itself. It says a title of its own to assistive technology too. */
static AdwToast *
toast_new (AdwToastOverlay *overlay,
           const char *words)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  outpost_announce (GTK_WIDGET (overlay), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return toast;
}

static void
forget (gpointer said)
{
  g_clear_weak_pointer ((AdwToast **) said);
  g_free (said);
}

void
outpost_toast_say (GtkWidget *widget,
                   const char *words)
{
  AdwToastOverlay *overlay;
  AdwToast **said, *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (words != NULL);

  overlay = find_overlay (widget);
  if (overlay == NULL)
    return;
  said = g_object_get_data (G_OBJECT (overlay), SAID);
  if (said == NULL)
    {
      said = g_new0 (AdwToast *, 1);
      g_object_set_data_full (G_OBJECT (overlay), SAID, said, forget);
    }
  if (*said != NULL)
    adw_toast_dismiss (*said);
  toast = toast_new (overlay, words);
  g_set_weak_pointer (said, toast);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
outpost_toast_offer (GtkWidget *widget,
                     const char *words,
                     const char *label,
                     const char *action,
                     GVariant *target)
{
  g_autoptr(GVariant) owned = g_variant_ref_sink (target);
  AdwToastOverlay *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  overlay = find_overlay (widget);
  if (overlay == NULL)
    return;
  toast = toast_new (overlay, words);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, owned);
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  adw_toast_overlay_add_toast (overlay, toast);
}
