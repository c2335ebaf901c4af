/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-toast.h"

#include "outpost-announce.h"
#include "outpost-toast-words.h"

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

/* It says a title of its own to assistive technology too: so it has none. */
static AdwToast *
toast_new (AdwToastOverlay *overlay,
           const char *words,
           GtkWidget *button)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_custom_title (toast, outpost_toast_words_new (words, button));
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
  toast = toast_new (overlay, words, NULL);
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
  GtkWidget *button;
  AdwToastOverlay *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  overlay = find_overlay (widget);
  if (overlay == NULL)
    return;
  button = gtk_button_new_with_mnemonic (label);
  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), owned);
  toast = toast_new (overlay, words, button);
  g_signal_connect_object (button, "clicked", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  adw_toast_overlay_add_toast (overlay, toast);
}
