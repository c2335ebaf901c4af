/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define OUTPOST_TYPE_WIZARD_PAGE (outpost_wizard_page_get_type ())

/**
 * OutpostWizardPage:
 *
 * One page of a wizard: content that scrolls, and below it one button that says what happens next. Signal `next`: the button
 * was pressed, or Enter where it is the default.
 */
G_DECLARE_DERIVABLE_TYPE (OutpostWizardPage, outpost_wizard_page, OUTPOST, WIZARD_PAGE, AdwNavigationPage)

struct _OutpostWizardPageClass
{
  AdwNavigationPageClass parent_class;
};

/* Where a page puts what it asks, in a column. */
GtkBox    *outpost_wizard_page_get_box     (OutpostWizardPage *self);
GtkWidget *outpost_wizard_page_get_button  (OutpostWizardPage *self);
void       outpost_wizard_page_set_next    (OutpostWizardPage *self,
                                            const char        *label,
                                            gboolean           sensitive);
/* The page is there to be read: its button has the focus at first. */
void       outpost_wizard_page_set_button_first (OutpostWizardPage *self);
/* @words: (nullable): what is under way instead of the button's label. */
void       outpost_wizard_page_set_busy    (OutpostWizardPage *self,
                                            const char        *words);
/* At the top of the page; %NULL takes it away. */
void       outpost_wizard_page_set_error   (OutpostWizardPage *self,
                                            const GError      *error);
/* The same in words of one's own. */
void       outpost_wizard_page_set_refusal (OutpostWizardPage *self,
                                            const char        *heading,
                                            const char        *body);
/* Whichever of the two @error wants; @heading (nullable) is for %OUTPOST_TEMPLATE_ERROR. %NULL takes it away. */
void       outpost_wizard_page_refuse      (OutpostWizardPage *self,
                                            const GError      *error,
                                            const char        *heading);
/* Presses the button. */
void       outpost_wizard_page_go_on       (OutpostWizardPage *self);

G_END_DECLS
