/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-toast.h"

#include "outpost-announce.h"

#define OFFER_SECONDS 12
#define LEAST_WIDTH 84
#define AROUND 92 /* of the words: a toast's own edges and its cross */
#define BUTTON_AROUND 36
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

/* A toast is as wide as its words would like and as high as they are then: so they like no more than there is. */
static int
get_room (AdwToastOverlay *overlay,
          const char *button)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (overlay), button);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return MAX (gtk_widget_get_width (GTK_WIDGET (overlay)) - AROUND - (button != NULL ? width + BUTTON_AROUND : 0), LEAST_WIDTH);
}

/* Its words may need more than the one line that it has by itself. It says a title of its own to assistive technology too. */
static AdwToast *
toast_new (AdwToastOverlay *overlay,
           const char *words,
           const char *button)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *clamp = adw_clamp_new ();
  int room = get_room (overlay, button);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_clamp_set_unit (ADW_CLAMP (clamp), ADW_LENGTH_UNIT_PX);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), room);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), room);
  adw_clamp_set_child (ADW_CLAMP (clamp), label);
  adw_toast_set_custom_title (toast, clamp);
  adw_toast_set_button_label (toast, button);
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
  AdwToastOverlay *overlay;
  AdwToast *toast;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  overlay = find_overlay (widget);
  if (overlay == NULL)
    return;
  toast = toast_new (overlay, words, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, owned);
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  adw_toast_overlay_add_toast (overlay, toast);
}
