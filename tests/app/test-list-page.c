/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-list-bar.h"
#include "outpost-list-cell.h"
#include "outpost-list-columns.h"
#include "outpost-list-filter.h"
#include "outpost-list-page.h"
#include "outpost-list-row.h"
#include "outpost-list-selection.h"
#include "outpost-words.h"
#include "outpost-page-fixture.h"

/* What a test waits for in the list. */
typedef struct
{
  GtkWidget *page;
  const char *text;
  guint n;
} Wish;

/* ---- Looking at the list ----------------------------------------------------------------------------------------- */

static void
collect (GtkWidget *root,
         GType type,
         GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && gtk_widget_get_mapped (root))
    g_ptr_array_add (found, root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static guint
count_shown (GtkWidget *page)
{
  GListModel *model = page_get_rows (page);

  return model != NULL ? g_list_model_get_n_items (model) : 0;
}

static char *
dup_name_at (GtkWidget *page,
             guint position)
{
  g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (page_get_rows (page), position);

  return g_strdup (workspace != NULL ? outpost_workspace_get_name (workspace) : "");
}

static const char *
get_cell_text (GtkWidget *cell)
{
  return outpost_list_cell_get_text (OUTPOST_LIST_CELL (cell));
}

static gboolean
has_n_rows (gpointer data)
{
  Wish *wish = data;

  return count_shown (wish->page) == wish->n;
}

static void
wait_n_rows (GtkWidget *page,
             guint n)
{
  Wish wish = { page, NULL, n };

  g_test_message ("waiting for %u rows", n);
  outpost_test_wait_until (has_n_rows, &wish);
}

static gboolean
has_cell (gpointer data)
{
  Wish *wish = data;
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();

  collect (wish->page, OUTPOST_TYPE_LIST_CELL, cells);
  for (guint i = 0; i < cells->len; i++)
    if (g_strcmp0 (get_cell_text (cells->pdata[i]), wish->text) == 0)
      return TRUE;
  return FALSE;
}

static void
wait_cell (GtkWidget *page,
           const char *text)
{
  Wish wish = { page, text, 0 };

  g_test_message ("waiting for a cell “%s”", text);
  outpost_test_wait_until (has_cell, &wish);
}

static gboolean
has_rows (gpointer data)
{
  Wish *wish = data;
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();

  collect (wish->page, OUTPOST_TYPE_LIST_ROW, rows);
  return (rows->len > 0) == (wish->n > 0);
}

static GtkWidget *
open_page (PageFixture *fixture)
{
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->account);
  GtkWidget *page = GTK_WIDGET (outpost_list_page_new (fixture->context, fixture->account, list));

  page_fixture_present (fixture, page);
  gtk_window_set_default_size (fixture->window, 1080, 700);
  return page;
}

static void
type (GtkWidget *page,
      const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (page_find (page, GTK_TYPE_SEARCH_ENTRY)), text);
}

static OutpostListFilter *
get_filter (GtkWidget *page)
{
  GListModel *sorted = outpost_list_selection_get_all (OUTPOST_LIST_SELECTION (page_get_rows (page)));
  GListModel *filtered = gtk_sort_list_model_get_model (GTK_SORT_LIST_MODEL (sorted));

  return OUTPOST_LIST_FILTER (gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (filtered)));
}

/* ---- The filter -------------------------------------------------------------------------------------------------- */

static guint
count_matches (OutpostListFilter *filter,
               GPtrArray *workspaces)
{
  guint n = 0;

  for (guint i = 0; i < workspaces->len; i++)
    n += gtk_filter_match (GTK_FILTER (filter), workspaces->pdata[i]) ? 1 : 0;
  return n;
}

static void
test_filter (PageFixture *fixture,
             gconstpointer data)
{
  g_autoptr(GPtrArray) workspaces = page_fixture_list (fixture);
  g_autoptr(OutpostListFilter) filter = outpost_list_filter_new ();
  guint n_external = count_matches (filter, workspaces);

  g_assert_cmpuint (n_external, >, 5);
  g_assert_cmpuint (n_external, <, workspaces->len);
  g_object_set (filter, "external-only", FALSE, NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), ==, workspaces->len);
  g_object_set (filter, "owner-id", outpost_account_get_user_id (fixture->account), NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), ==, workspaces->len - 1);
  g_assert_false (outpost_list_filter_is_narrowed (filter));

  g_object_set (filter, "text", "  GPU ", NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), ==, 2);
  g_assert_true (outpost_list_filter_is_narrowed (filter));
  g_object_set (filter, "text", "machine  gpu", NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), ==, 0);
  g_object_set (filter, "text", "managed  gpu", NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), ==, 2);
  g_object_set (filter, "text", "/gpu-0", NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), ==, 2);
  g_object_set (filter, "text", "no such thing", NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), ==, 0);
  outpost_list_filter_clear (filter);
  g_assert_false (outpost_list_filter_is_narrowed (filter));
}

static void
test_filter_facts (PageFixture *fixture,
                   gconstpointer data)
{
  g_autoptr(GPtrArray) workspaces = page_fixture_list (fixture);
  g_autoptr(OutpostListFilter) filter = outpost_list_filter_new ();
  const OutpostListStatus statuses[] = { OUTPOST_LIST_STATUS_RUNNING, OUTPOST_LIST_STATUS_STOPPED, OUTPOST_LIST_STATUS_FAILED };
  const OutpostBuildStatus builds[] = { OUTPOST_BUILD_STARTED, OUTPOST_BUILD_STOPPED, OUTPOST_BUILD_FAILED };

  g_object_set (filter, "external-only", FALSE, NULL);
  for (guint s = 0; s < G_N_ELEMENTS (statuses); s++)
    {
      g_object_set (filter, "status", statuses[s], NULL);
      g_assert_cmpuint (count_matches (filter, workspaces), >, 0);
      for (guint i = 0; i < workspaces->len; i++)
        g_assert_cmpint (
            gtk_filter_match (GTK_FILTER (filter), workspaces->pdata[i]), ==,
            outpost_build_get_status (outpost_workspace_get_latest_build (workspaces->pdata[i])) == builds[s]);
    }
  outpost_list_filter_clear (filter);
  g_object_set (filter, "attention-only", TRUE, "outdated-only", FALSE, NULL);
  for (guint i = 0; i < workspaces->len; i++)
    g_assert_cmpint (gtk_filter_match (GTK_FILTER (filter), workspaces->pdata[i]), ==,
                     outpost_workspace_needs_attention (workspaces->pdata[i]));
  g_object_set (filter, "attention-only", FALSE, "outdated-only", TRUE, NULL);
  for (guint i = 0; i < workspaces->len; i++)
    g_assert_cmpint (gtk_filter_match (GTK_FILTER (filter), workspaces->pdata[i]), ==,
                     outpost_workspace_get_outdated (workspaces->pdata[i]));
}

/* A deployment whose letters are not ASCII is searched without case too. */
static void
test_filter_letters (PageFixture *fixture,
                     gconstpointer data)
{
  g_autoptr(GPtrArray) workspaces = page_fixture_list (fixture);
  g_autoptr(OutpostListFilter) filter = outpost_list_filter_new ();
  const char *template_name = outpost_workspace_get_template_name (workspaces->pdata[0]);
  g_autofree char *upper = g_ascii_strup (template_name, -1);

  g_object_set (filter, "external-only", FALSE, "text", upper, NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), >, 0);
  g_object_set (filter, "text", "ÄÖ", NULL);
  g_assert_cmpuint (count_matches (filter, workspaces), ==, 0);
  g_object_set (filter, "text", NULL, "template", template_name, NULL);
  for (guint i = 0; i < workspaces->len; i++)
    g_assert_cmpint (gtk_filter_match (GTK_FILTER (filter), workspaces->pdata[i]), ==,
                     g_str_equal (outpost_workspace_get_template_name (workspaces->pdata[i]), template_name));
}

/* ---- The page ---------------------------------------------------------------------------------------------------- */

static void
test_columns (PageFixture *fixture,
              gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  g_autofree char *first = NULL;

  wait_n_rows (page, 10);
  wait_cell (page, "gpu-02");
  wait_cell (page, "Externally Managed");
  wait_cell (page, "Started");
  wait_cell (page, "No");
  wait_cell (page, "aux lost 3 h ago");
  wait_cell (page, "31 d");
  wait_cell (page, "Outdated");
  page_wait_shown (page, "10 workspaces");
  page_wait_shown (page, "Updated just now");
  /* Favorites stand first. */
  first = dup_name_at (page, 0);
  g_assert_cmpstr (first, ==, "gpu-01");
}

static void
test_order (PageFixture *fixture,
            gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  GtkColumnView *view = page_find (page, GTK_TYPE_COLUMN_VIEW);
  gboolean descending;
  g_autofree char *second = NULL;
  g_autofree char *last = NULL;

  wait_n_rows (page, 10);
  g_assert_cmpstr (outpost_list_columns_get_sort (view, &descending), ==, "workspace");
  g_assert_false (descending);
  outpost_list_columns_sort (view, "workspace", TRUE);
  second = dup_name_at (page, 1);
  g_assert_cmpstr (second, ==, "winter-store");
  outpost_list_columns_sort (view, "last-built", FALSE);
  last = dup_name_at (page, 9);
  g_assert_cmpstr (last, ==, "winter-store");
  g_assert_cmpstr (outpost_list_columns_get_sort (view, &descending), ==, "last-built");
}

/* By keys, and where there are no titles. */
static void
test_order_menu (PageFixture *fixture,
                 gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  GtkColumnView *view = page_find (page, GTK_TYPE_COLUMN_VIEW);
  gboolean descending;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  wait_n_rows (page, 10);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "sort.column", "s", "last-built"));
  last = dup_name_at (page, 9);
  g_assert_cmpstr (last, ==, "winter-store");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "sort.reversed", NULL));
  g_assert_cmpstr (outpost_list_columns_get_sort (view, &descending), ==, "last-built");
  g_assert_true (descending);
  /* The direction stays; a click on a title is known to the menu. */
  outpost_list_columns_sort (view, "workspace", FALSE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (view), "sort.reversed", NULL));
  first = dup_name_at (page, 1);
  g_assert_cmpstr (first, ==, "winter-store");
}

/* What is unhealthy says why to the ear and to the pointer, not by colour. */
static void
test_reason (PageFixture *fixture,
             gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();
  guint n_reasons = 0;

  wait_cell (page, "No");
  collect (page, OUTPOST_TYPE_LIST_CELL, cells);
  for (guint i = 0; i < cells->len; i++)
    if (g_strcmp0 (get_cell_text (cells->pdata[i]), "No") == 0)
      {
        g_autofree char *reason = outpost_words_dup_health_reason (outpost_list_cell_get_workspace (cells->pdata[i]));

        g_assert_nonnull (reason);
        g_assert_true (gtk_widget_get_has_tooltip (cells->pdata[i]));
        gtk_test_accessible_assert_property (cells->pdata[i], GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, reason);
        n_reasons++;
      }
  g_assert_cmpuint (n_reasons, >=, 3);
}

/* A machine was attached, and a newer build made another token: said in words, with the whole sentence for ear and pointer. */
static void
test_attach_again (PageFixture *fixture,
                   gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  g_autoptr(GPtrArray) cells = g_ptr_array_new ();
  guint n = 0;

  wait_cell (page, "gpu-01");
  outpost_demo_rebuild (fixture->demo, "gpu-01");
  outpost_list_page_refresh (OUTPOST_LIST_PAGE (page));
  wait_cell (page, "Attach again");
  collect (page, OUTPOST_TYPE_LIST_CELL, cells);
  for (guint i = 0; i < cells->len; i++)
    if (g_strcmp0 (get_cell_text (cells->pdata[i]), "Attach again") == 0)
      {
        OutpostWorkspace *workspace = outpost_list_cell_get_workspace (cells->pdata[i]);
        g_autofree char *why = outpost_words_dup_attach_again (workspace);
        g_autofree char *label = outpost_list_row_dup_label (workspace, outpost_account_get_username (fixture->account));

        g_assert_cmpstr (outpost_workspace_get_name (workspace), ==, "gpu-01");
        g_assert_nonnull (strstr (why, "made a new token. Machines attached before must be attached again."));
        g_assert_nonnull (strstr (label, "Attach again"));
        g_assert_true (gtk_widget_get_has_tooltip (cells->pdata[i]));
        gtk_test_accessible_assert_property (cells->pdata[i], GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why);
        n++;
      }
  g_assert_cmpuint (n, ==, 1);
}

static void
test_row_label (PageFixture *fixture,
                gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = page_fixture_dup_workspace (fixture, "lab-bench");
  g_autofree char *label = outpost_list_row_dup_label (workspace, outpost_account_get_username (fixture->account));
  g_autofree char *other = outpost_list_row_dup_label (workspace, "somebody-else");

  g_assert_cmpstr (label, ==, "lab-bench, Two Machines, Started, aux lost 3 h ago");
  g_assert_nonnull (strchr (other, '/'));
}

static void
test_search (PageFixture *fixture,
             gconstpointer data)
{
  GtkWidget *page = open_page (fixture);

  wait_n_rows (page, 10);
  outpost_demo_clear_requests (fixture->demo);
  type (page, "gpu");
  wait_n_rows (page, 2);
  page_wait_shown (page, "2 of 10 workspaces");
  type (page, "nothing like it");
  page_wait_shown (page, "No Results");
  outpost_list_bar_clear (page_find (page, OUTPOST_TYPE_LIST_BAR));
  wait_n_rows (page, 10);
  /* Words are searched here. */
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "GET", "/api/v2/workspaces*"), ==, 0);
}

static gboolean
was_asked (gpointer data)
{
  return outpost_demo_count_requests (((PageFixture *) data)->demo, "GET", "/api/v2/workspaces*") > 0;
}

static void
test_query (PageFixture *fixture,
            gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->account);
  g_auto(GStrv) requests = NULL;

  wait_n_rows (page, 10);
  outpost_demo_clear_requests (fixture->demo);
  type (page, "name:gpu");
  g_signal_emit_by_name (page_find (page, GTK_TYPE_SEARCH_ENTRY), "activate");
  outpost_test_wait_until (was_asked, fixture);
  wait_n_rows (page, 2);
  requests = outpost_demo_dup_requests (fixture->demo);
  g_assert_nonnull (strstr (requests[0], "name%3Agpu"));
  g_assert_nonnull (strstr (requests[0], "owner%3Ame"));
  outpost_list_bar_clear (page_find (page, OUTPOST_TYPE_LIST_BAR));
  wait_n_rows (page, 10);

  type (page, "has-agent:connected");
  g_signal_emit_by_name (page_find (page, GTK_TYPE_SEARCH_ENTRY), "activate");
  g_assert_cmpstr (outpost_workspace_list_get_query (list), ==, "owner:me has-agent:connected");
  /* The deployment takes one owner only. */
  type (page, "Owner:ada name:gpu");
  g_signal_emit_by_name (page_find (page, GTK_TYPE_SEARCH_ENTRY), "activate");
  g_assert_cmpstr (outpost_workspace_list_get_query (list), ==, "Owner:ada name:gpu");
}

/* Told where it can be mended; the list stays. */
static void
test_mistake (PageFixture *fixture,
              gconstpointer data)
{
  GtkWidget *page = open_page (fixture);

  wait_n_rows (page, 10);
  type (page, "bogus:1");
  page_wait_shown (page, "bogus: nothing of this name can be searched for");
  g_assert_false (page_shows (page, "did not accept"));
  g_assert_cmpuint (count_shown (page), ==, 10);
  type (page, "");
  page_wait_gone (page, "nothing of this name can be searched for");
}

static void
test_everyone (PageFixture *fixture,
               gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  guint n_mine;

  wait_n_rows (page, 10);
  n_mine = count_shown (page);
  g_object_set (page_find (page, OUTPOST_TYPE_LIST_BAR), "everyone", TRUE, NULL);
  wait_n_rows (page, n_mine + 1);
  g_object_set (get_filter (page), "external-only", FALSE, NULL);
  wait_n_rows (page, n_mine + 2);
  g_object_set (page_find (page, OUTPOST_TYPE_LIST_BAR), "everyone", FALSE, NULL);
  wait_n_rows (page, n_mine + 1);
}

static void
test_attention (PageFixture *fixture,
                gconstpointer data)
{
  GtkWidget *page = open_page (fixture);

  wait_n_rows (page, 10);
  page_wait_shown (page, "4 need attention");
  g_object_set (get_filter (page), "attention-only", TRUE, NULL);
  wait_n_rows (page, 4);
  /* What changes leaves the list without being asked about. */
  outpost_demo_set_agent (fixture->demo, "lab-bench", "aux", "connected", "ready");
  outpost_list_page_refresh (OUTPOST_LIST_PAGE (page));
  wait_n_rows (page, 3);
}

static void
test_error (PageFixture *fixture,
            gconstpointer data)
{
  GtkWidget *page;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspaces*", 0, 500, 0, "Out of order", NULL);
  page = open_page (fixture);
  page_wait_shown (page, "Retry");
  g_assert_cmpuint (count_shown (page), ==, 0);
  outpost_demo_clear_faults (fixture->demo);
  outpost_list_page_refresh (OUTPOST_LIST_PAGE (page));
  wait_n_rows (page, 10);
}

static void
test_stale (PageFixture *fixture,
            gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  AdwBanner *banner = page_find (page, ADW_TYPE_BANNER);

  wait_n_rows (page, 10);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspaces*", 0, 500, 0, "Out of order", NULL);
  outpost_list_page_refresh (OUTPOST_LIST_PAGE (page));
  page_wait_shown (page, "Showing what was known at");
  g_assert_true (adw_banner_get_revealed (banner));
  g_assert_cmpuint (count_shown (page), ==, 10);
  outpost_demo_clear_faults (fixture->demo);
  g_signal_emit_by_name (banner, "button-clicked");
  page_wait_gone (page, "Showing what was known at");
}

static void
test_signed_out (PageFixture *fixture,
                 gconstpointer data)
{
  GtkWidget *page = open_page (fixture);

  wait_n_rows (page, 10);
  outpost_demo_revoke_keys (fixture->demo);
  outpost_list_page_refresh (OUTPOST_LIST_PAGE (page));
  page_wait_shown (page, "Signed out by the deployment · Showing what was known at");
  page_wait_shown (page, "Sign In…");
  g_assert_cmpuint (count_shown (page), ==, 10);
}

static void
test_empty (PageFixture *fixture,
            gconstpointer data)
{
  GtkWidget *page;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/workspaces*", 0, 200, 0,
                          "{\"workspaces\":[],\"count\":0}", NULL);
  page = open_page (fixture);
  page_wait_shown (page, "No External Workspaces");
}

/* Rows instead of columns where there is no room, down to 360 px. */
static void
test_narrow (PageFixture *fixture,
             gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  Wish rows = { page, NULL, 1 };
  int least;

  wait_n_rows (page, 10);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  gtk_window_set_default_size (fixture->window, 360, 640);
  outpost_test_wait_until (has_rows, &rows);
  wait_n_rows (page, 10);
  page_wait_shown (page, "gpu-02");
  page_wait_shown (page, "aux lost 3 h ago");
  g_assert_null (gtk_column_view_get_model (page_find (page, GTK_TYPE_COLUMN_VIEW)));
}

/* Out of sight nothing is asked. */
static void
test_hidden (PageFixture *fixture,
             gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  OutpostWorkspaceList *list = outpost_account_get_workspaces (fixture->account);

  wait_n_rows (page, 10);
  gtk_widget_set_visible (GTK_WIDGET (fixture->window), FALSE);
  outpost_demo_clear_requests (fixture->demo);
  g_object_notify (G_OBJECT (fixture->account), "state");
  g_object_notify (G_OBJECT (fixture->window), "is-active");
  g_assert_false (outpost_workspace_list_get_busy (list));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, NULL, "*"), ==, 0);
}

/* Long before the next time it would be asked for anyway. */
static void
test_build_is_followed (PageFixture *fixture,
                        gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  g_autoptr(OutpostWorkspace) workspace = page_fixture_dup_workspace (fixture, "attic-nas");
  g_autoptr(OutpostBuild) build = NULL;
  gint64 start = g_get_monotonic_time ();

  wait_n_rows (page, 10);
  build = outpost_test_await_object (
      outpost_api_create_build (fixture->client, outpost_workspace_get_id (workspace), "delete"), NULL);
  g_assert_nonnull (build);
  outpost_list_page_refresh (OUTPOST_LIST_PAGE (page));
  wait_n_rows (page, 9);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
}

/* The page takes everything down with it. */
static void
test_gone (PageFixture *fixture,
           gconstpointer data)
{
  GtkWidget *page = open_page (fixture);

  wait_n_rows (page, 10);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (fixture->window);
  fixture->window = NULL;
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (PageFixture *fixture, gconstpointer data);
  } tests[] = {
    { "/list/filter/scope-and-text", test_filter },
    { "/list/filter/facts", test_filter_facts },
    { "/list/filter/letters", test_filter_letters },
    { "/list/page/columns", test_columns },
    { "/list/page/order", test_order },
    { "/list/page/order-menu", test_order_menu },
    { "/list/page/reason", test_reason },
    { "/list/page/attach-again", test_attach_again },
    { "/list/page/row-label", test_row_label },
    { "/list/page/search", test_search },
    { "/list/page/query", test_query },
    { "/list/page/mistake", test_mistake },
    { "/list/page/everyone", test_everyone },
    { "/list/page/attention", test_attention },
    { "/list/page/error", test_error },
    { "/list/page/stale", test_stale },
    { "/list/page/signed-out", test_signed_out },
    { "/list/page/empty", test_empty },
    { "/list/page/narrow", test_narrow },
    { "/list/page/hidden", test_hidden },
    { "/list/page/build-is-followed", test_build_is_followed },
    { "/list/page/gone", test_gone },
  };

  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    page_fixture_add (tests[i].path, tests[i].test);
  return g_test_run ();
}
