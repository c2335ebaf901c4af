/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>
#include <string.h>

#include "outpost-build-page.h"
#include "outpost-create-dialog.h"
#include "outpost-name-page.h"
#include "outpost-page-fixture.h"
#include "outpost-parameters-page.h"
#include "outpost-question-row.h"
#include "outpost-review-page.h"
#include "outpost-template-page.h"
#include "outpost-wizard-page.h"

/* What the tests of the wizard share. */

#define CREATE "/api/v2/users/me/workspaces"
#define SOCKET "/api/v2/templateversions/*/dynamic-parameters"

/* Long enough for somebody to do something meanwhile. */
#define SLOW_MS 700

/* The wizard over a demo deployment. */
typedef struct
{
  PageFixture page;
  AdwDialog *dialog;
  GtkWidget *view;
  OutpostWorkspace *created;
  char *said; /* the newest toast */
} Fixture;

static inline void
toast_cb (GSimpleAction *action,
          GVariant *parameter,
          gpointer data)
{
  g_set_str (&((Fixture *) data)->said, g_variant_get_string (parameter, NULL));
}

static inline void
created_cb (Fixture *fixture,
            OutpostWorkspace *workspace)
{
  g_set_object (&fixture->created, workspace);
}

static inline void
present (Fixture *fixture,
         AdwDialog *dialog)
{
  fixture->dialog = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &fixture->dialog);
  g_signal_connect_swapped (dialog, "created", G_CALLBACK (created_cb), fixture);
  adw_dialog_present (dialog, GTK_WIDGET (fixture->page.window));
  fixture->view = page_find (GTK_WIDGET (dialog), ADW_TYPE_NAVIGATION_VIEW);
}

static inline void
set_up (Fixture *fixture,
        gconstpointer data)
{
  static const GActionEntry actions[] = { { "toast", toast_cb, "s" } };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  page_fixture_set_up (&fixture->page);
  page_fixture_present (&fixture->page, gtk_label_new ("behind"));
  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), fixture);
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->page.window), "win", G_ACTION_GROUP (group));
  present (fixture, outpost_create_dialog_new (fixture->page.account, NULL));
}

static inline gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* A dialog that was closed leaves nothing behind. */
static inline void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->dialog != NULL)
    adw_dialog_force_close (fixture->dialog);
  outpost_test_wait_until (is_null, &fixture->dialog);
  g_clear_object (&fixture->created);
  g_free (fixture->said);
  page_fixture_tear_down (&fixture->page);
}

/* ---- On the pages ------------------------------------------------------------------------------------------------ */

/* A page that is waited for. */
typedef struct
{
  Fixture *fixture;
  GType type;
} Wanted;

static inline OutpostWizardPage *
get_page (Fixture *fixture)
{
  return OUTPOST_WIZARD_PAGE (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (fixture->view)));
}

static inline gboolean
is_there (gpointer data)
{
  Wanted *wanted = data;

  return G_OBJECT_TYPE (get_page (wanted->fixture)) == wanted->type;
}

static inline gpointer
wait_for (Fixture *fixture,
          GType type)
{
  Wanted wanted = { fixture, type };

  g_test_message ("waiting for %s", g_type_name (type));
  outpost_test_wait_until (is_there, &wanted);
  return get_page (fixture);
}

static inline gboolean
can_press (gpointer data)
{
  return gtk_widget_is_sensitive (outpost_wizard_page_get_button (get_page (data)));
}

static inline void
next (Fixture *fixture)
{
  outpost_test_wait_until (can_press, fixture);
  g_signal_emit_by_name (outpost_wizard_page_get_button (get_page (fixture)), "clicked");
}

static inline gboolean
is_titled (GtkWidget *widget,
           const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

/* A row of the visible page that is waited for. */
typedef struct
{
  Fixture *fixture;
  const char *title;
  GtkWidget *row;
} Row;

static inline gboolean
row_is_there (gpointer data)
{
  Row *row = data;

  row->row = page_find_named (GTK_WIDGET (get_page (row->fixture)), is_titled, row->title);
  return row->row != NULL;
}

static inline gpointer
wait_row (Fixture *fixture,
          const char *title)
{
  Row row = { fixture, title, NULL };

  g_test_message ("waiting for the row “%s”", title);
  outpost_test_wait_until (row_is_there, &row);
  return row.row;
}

static inline void
type_in (Fixture *fixture,
         const char *title,
         const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (wait_row (fixture, title)), text);
}

static inline void
choose (Fixture *fixture,
        const char *template)
{
  wait_for (fixture, OUTPOST_TYPE_TEMPLATE_PAGE);
  adw_action_row_activate (wait_row (fixture, template));
  next (fixture);
  wait_for (fixture, OUTPOST_TYPE_NAME_PAGE);
}

static inline AdwEntryRow *
get_name_row (Fixture *fixture)
{
  return page_find (wait_for (fixture, OUTPOST_TYPE_NAME_PAGE), ADW_TYPE_ENTRY_ROW);
}

static inline void
name (Fixture *fixture,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_name_row (fixture)), text);
  next (fixture);
}

static inline gboolean
asks_for (GtkWidget *widget,
          const char *parameter)
{
  return OUTPOST_IS_QUESTION_ROW (widget)
         && g_str_equal (
             outpost_question_get_parameter (outpost_question_row_get_question (OUTPOST_QUESTION_ROW (widget)))->name,
             parameter);
}

static inline OutpostQuestionRow *
find_question (GtkWidget *root,
               const char *parameter)
{
  return page_find_named (root, asks_for, parameter);
}

static inline const char *
get_value (Fixture *fixture,
           const char *parameter)
{
  OutpostQuestionRow *row = find_question (GTK_WIDGET (get_page (fixture)), parameter);

  g_assert_nonnull (row);
  return outpost_question_get_value (outpost_question_row_get_question (row));
}

/* From whichever page, forward to the last before the request. What was refused of an answer holds until it changes. */
static inline void
go_to_review (Fixture *fixture)
{
  if (OUTPOST_IS_NAME_PAGE (get_page (fixture)))
    {
      name (fixture, "made-5");
      wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
    }
  if (OUTPOST_IS_PARAMETERS_PAGE (get_page (fixture)))
    {
      type_in (fixture, "Host Name", "");
      type_in (fixture, "Host Name", "kept-1");
      type_in (fixture, "Cores", "6");
      type_in (fixture, "Cores", "5");
      adw_action_row_activate (wait_row (fixture, "Docker"));
      adw_action_row_activate (wait_row (fixture, "Docker"));
      adw_action_row_activate (wait_row (fixture, "Linux ARM64"));
      adw_action_row_activate (wait_row (fixture, "Linux AMD64"));
      next (fixture);
    }
  wait_for (fixture, OUTPOST_TYPE_REVIEW_PAGE);
}

static inline void
begin (Fixture *fixture)
{
  choose (fixture, "Workshop");
  name (fixture, "made-5");
  wait_for (fixture, OUTPOST_TYPE_PARAMETERS_PAGE);
}

static inline gboolean
was_created (gpointer data)
{
  return ((Fixture *) data)->created != NULL;
}
