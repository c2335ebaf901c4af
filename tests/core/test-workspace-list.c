/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#define _GNU_SOURCE

#include <glib/gstdio.h>
#include <string.h>

#include "outpost-api.h"
#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-test.h"
#include "outpost-workspace-list.h"
#include "outpost-workspace-watch.h"

/* A list on a demo deployment, and what it told its views. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostWorkspaceList *list;
  GString *events; /* "position-removed+added " for each items-changed */
} Fixture;

static void
items_changed_cb (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  GString *events)
{
  g_string_append_printf (events, "%u-%u+%u ", position, removed, added);
}

static void
set_up_sized (Fixture *fixture,
              guint n_workspaces,
              const char *cache)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, n_workspaces, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  fixture->list = outpost_workspace_list_new (fixture->client, cache);
  fixture->events = g_string_new (NULL);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture->events);
}

static void
tear_down (Fixture *fixture)
{
  g_clear_object (&fixture->list);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_string_free (fixture->events, TRUE);
}

static void
refresh (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (fixture->list), &error));
  g_assert_no_error (error);
}

static void
test_refresh_keeps_objects (void)
{
  Fixture fixture = { NULL };
  g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *model;
  guint n;

  set_up_sized (&fixture, 0, NULL);
  model = G_LIST_MODEL (fixture.list);
  refresh (&fixture);
  n = g_list_model_get_n_items (model);
  g_assert_cmpuint (n, >, 8);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (before, g_list_model_get_item (model, i));

  g_string_truncate (fixture.events, 0);
  refresh (&fixture);
  g_assert_cmpstr (fixture.events->str, ==, "");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (model, i);

      g_assert_true (workspace == g_ptr_array_index (before, i));
      g_assert_true (outpost_workspace_list_lookup (fixture.list, outpost_workspace_get_id (workspace)) == workspace);
    }
  g_assert_false (outpost_workspace_list_get_busy (fixture.list));
  g_assert_null (outpost_workspace_list_get_error (fixture.list));
  g_assert_cmpint (outpost_workspace_list_get_as_of (fixture.list), >, 0);
  g_clear_pointer (&before, g_ptr_array_unref);
  tear_down (&fixture);
}

static guint
find (Fixture *fixture,
      const char *name)
{
  GListModel *model = G_LIST_MODEL (fixture->list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (model, i);

      if (g_str_equal (outpost_workspace_get_name (workspace), name))
        return i;
    }
  return G_MAXUINT;
}

static void
test_removed_is_one_event (void)
{
  Fixture fixture = { NULL };
  g_autofree char *expected = NULL;

  set_up_sized (&fixture, 0, NULL);
  refresh (&fixture);
  expected = g_strdup_printf ("%u-1+0 ", find (&fixture, "gpu-02"));
  outpost_demo_remove (fixture.demo, "gpu-02");
  g_string_truncate (fixture.events, 0);
  refresh (&fixture);
  g_assert_cmpstr (fixture.events->str, ==, expected);
  g_assert_cmpuint (find (&fixture, "gpu-02"), ==, G_MAXUINT);
  tear_down (&fixture);
}

static void
count_cb (OutpostWorkspace *workspace,
          guint *n)
{
  (*n)++;
}

static void
test_changed_is_told_by_the_object (void)
{
  Fixture fixture = { NULL };
  g_autoptr(OutpostWorkspace) workspace = NULL;
  guint n_changed = 0;

  set_up_sized (&fixture, 0, NULL);
  refresh (&fixture);
  workspace = g_list_model_get_item (G_LIST_MODEL (fixture.list), find (&fixture, "gpu-02"));
  g_signal_connect (workspace, "changed", G_CALLBACK (count_cb), &n_changed);
  outpost_demo_set_agent (fixture.demo, "gpu-02", "main", "connected", "ready");
  refresh (&fixture);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpint (outpost_agent_get_state (outpost_workspace_get_main_agent (workspace)), ==, OUTPOST_AGENT_CONNECTED);
  g_clear_object (&workspace);
  tear_down (&fixture);
}

/* A page that watches a workspace updates the list's own object: the list still finds it, and keeps it. */
static void
test_updated_from_outside (void)
{
  Fixture fixture = { NULL };
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostWorkspace) newer = NULL;
  g_autoptr(OutpostWorkspace) after = NULL;

  set_up_sized (&fixture, 0, NULL);
  refresh (&fixture);
  workspace = g_list_model_get_item (G_LIST_MODEL (fixture.list), find (&fixture, "gpu-02"));
  outpost_demo_set_agent (fixture.demo, "gpu-02", "main", "connected", "ready");
  newer = outpost_test_await_object (outpost_api_get_workspace (fixture.client, outpost_workspace_get_id (workspace)), NULL);
  g_assert_true (outpost_workspace_update (workspace, newer, g_get_monotonic_time ()));
  g_clear_object (&newer);
  g_assert_true (outpost_workspace_list_lookup (fixture.list, outpost_workspace_get_id (workspace)) == workspace);
  g_string_truncate (fixture.events, 0);
  refresh (&fixture);
  g_assert_cmpstr (fixture.events->str, ==, "");
  after = g_list_model_get_item (G_LIST_MODEL (fixture.list), find (&fixture, "gpu-02"));
  g_assert_true (after == workspace);
  g_clear_object (&workspace);
  g_clear_object (&after);
  tear_down (&fixture);
}

static void
test_pages (void)
{
  Fixture fixture = { NULL };
  g_auto(GStrv) requests = NULL;

  set_up_sized (&fixture, 1000, NULL);
  refresh (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.list)), ==, 1000);
  /* The first page is on the model by itself. */
  g_assert_true (g_str_has_prefix (fixture.events->str, "0-0+50 "));
  g_assert_cmpuint (outpost_demo_count_requests (fixture.demo, "GET", "/api/v2/workspaces*"), ==, 11);
  tear_down (&fixture);
}

/* The first page as it is, and the second without its rows, which slipped to a place that was read before. */
static void
refresh_with_slip (Fixture *fixture,
                   guint count)
{
  g_autofree char *body = g_strdup_printf ("{\"workspaces\":[],\"count\":%u}", count);

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_DELAY, "GET", "/api/v2/workspaces*", 1, 0, 1, NULL, NULL);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/workspaces*", 1, 0, 0, body, NULL);
  refresh (fixture);
}

/* Pages are no snapshot: what one round misses is not gone (coder-api 3.1). */
static void
test_slipped_between_pages (void)
{
  Fixture fixture = { NULL };
  GListModel *model;

  set_up_sized (&fixture, 60, NULL);
  model = G_LIST_MODEL (fixture.list);
  refresh (&fixture);
  g_string_truncate (fixture.events, 0);
  refresh_with_slip (&fixture, 60);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 60);
  refresh (&fixture);
  refresh_with_slip (&fixture, 60);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 60);
  g_assert_cmpstr (fixture.events->str, ==, "");
  refresh_with_slip (&fixture, 60);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 50);
  tear_down (&fixture);
}

/* The counts agree: then what is missing is gone, also of many. Where two pages disagree nobody knows. */
static void
test_removed_of_many (void)
{
  Fixture fixture = { NULL };
  GListModel *model;
  g_autoptr(OutpostWorkspace) last = NULL;

  set_up_sized (&fixture, 60, NULL);
  model = G_LIST_MODEL (fixture.list);
  refresh (&fixture);
  last = g_list_model_get_item (model, 59);
  outpost_demo_remove (fixture.demo, outpost_workspace_get_name (last));
  refresh (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 59);
  g_assert_null (outpost_workspace_list_lookup (fixture.list, outpost_workspace_get_id (last)));
  refresh_with_slip (&fixture, 50);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, 59);
  g_clear_object (&last);
  tear_down (&fixture);
}

/* What is held is of another question, and no row of its answer. */
static void
test_slip_in_another_answer (void)
{
  Fixture fixture = { NULL };

  set_up_sized (&fixture, 60, NULL);
  refresh (&fixture);
  outpost_workspace_list_set_query (fixture.list, "");
  refresh_with_slip (&fixture, 60);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.list)), ==, 50);
  tear_down (&fixture);
}

static void
test_failure_keeps_what_is_there (void)
{
  Fixture fixture = { NULL };
  g_autoptr(GError) error = NULL;
  guint n;

  set_up_sized (&fixture, 0, NULL);
  refresh (&fixture);
  n = g_list_model_get_n_items (G_LIST_MODEL (fixture.list));
  outpost_demo_add_fault (fixture.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspaces*", 0, 500, 0, "broken", NULL);
  g_assert_false (outpost_test_await_true (outpost_workspace_list_refresh (fixture.list), &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_SERVER);
  g_assert_true (g_error_matches (outpost_workspace_list_get_error (fixture.list), OUTPOST_ERROR, OUTPOST_ERROR_SERVER));
  g_assert_false (outpost_workspace_list_get_busy (fixture.list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.list)), ==, n);

  outpost_demo_clear_faults (fixture.demo);
  refresh (&fixture);
  g_assert_null (outpost_workspace_list_get_error (fixture.list));
  tear_down (&fixture);
}

/* What was wrong with one question says nothing of the next. */
static void
test_error_goes_with_its_question (void)
{
  Fixture fixture = { NULL };

  set_up_sized (&fixture, 0, NULL);
  outpost_demo_add_fault (fixture.demo, OUTPOST_DEMO_FAULT_STATUS, "GET", "/api/v2/workspaces*", 1, 400, 0, "bad query", NULL);
  g_assert_false (outpost_test_await_true (outpost_workspace_list_refresh (fixture.list), NULL));
  g_assert_nonnull (outpost_workspace_list_get_error (fixture.list));
  outpost_workspace_list_set_query (fixture.list, "owner:me name:gpu");
  g_assert_null (outpost_workspace_list_get_error (fixture.list));
  tear_down (&fixture);
}

/* How many pages are asked for is their word: up to a limit. */
static void
test_count_is_bounded (void)
{
  static const char *counts[] = { "-1", "100001", "9223372036854775807" };
  Fixture fixture = { NULL };

  set_up_sized (&fixture, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"workspaces\":[],\"count\":%s}", counts[i]);
      g_autoptr(GError) error = NULL;

      outpost_demo_add_fault (fixture.demo, OUTPOST_DEMO_FAULT_BODY, "GET", "/api/v2/workspaces*", 1, 0, 0, body, NULL);
      g_assert_false (outpost_test_await_true (outpost_workspace_list_refresh (fixture.list), &error));
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_PROTOCOL);
    }
  g_assert_cmpuint (outpost_demo_count_requests (fixture.demo, "GET", "/api/v2/workspaces*"), ==, G_N_ELEMENTS (counts));
  tear_down (&fixture);
}

static gboolean
was_asked (gpointer demo)
{
  return outpost_demo_count_requests (demo, "GET", "/api/v2/workspaces*") == 1;
}

static void
test_new_question_drops_the_old_one (void)
{
  Fixture fixture = { NULL };
  g_autoptr(GError) error = NULL;
  DexFuture *old;

  set_up_sized (&fixture, 0, NULL);
  outpost_demo_add_fault (fixture.demo, OUTPOST_DEMO_FAULT_HANG, "GET", "/api/v2/workspaces*", 1, 0, 0, NULL, NULL);
  old = outpost_workspace_list_refresh (fixture.list);
  outpost_test_wait_until (was_asked, fixture.demo);
  outpost_workspace_list_set_query (fixture.list, "owner:me name:gpu");
  dex_unref (old);
  refresh (&fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.list)), ==, 2);
  tear_down (&fixture);
}

static void
test_joined (void)
{
  Fixture fixture = { NULL };
  DexFuture *first, *second;

  set_up_sized (&fixture, 0, NULL);
  first = outpost_workspace_list_refresh (fixture.list);
  second = outpost_workspace_list_refresh (fixture.list);
  g_assert_true (outpost_test_await_true (first, NULL));
  g_assert_true (outpost_test_await_true (second, NULL));
  g_assert_cmpuint (outpost_demo_count_requests (fixture.demo, "GET", "/api/v2/workspaces*"), ==, 1);
  tear_down (&fixture);
}

/* ---- The copy on disk -------------------------------------------------------------------------------------------- */

static void
test_cache (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "below", "list", NULL);
  g_autofree char *contents = NULL;
  g_autofree char *token = NULL;
  g_autoptr(OutpostWorkspaceList) later = outpost_workspace_list_new (NULL, path);
  g_autoptr(GError) error = NULL;
  Fixture fixture = { NULL };
  GStatBuf info;
  gsize size;

  set_up_sized (&fixture, 0, path);
  refresh (&fixture);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  g_assert_true (outpost_workspace_list_load_cache (later, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (later)), ==, g_list_model_get_n_items (G_LIST_MODEL (fixture.list)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (later)); i++)
    {
      g_autoptr(OutpostWorkspace) kept = g_list_model_get_item (G_LIST_MODEL (later), i);
      g_autoptr(OutpostWorkspace) fresh = g_list_model_get_item (G_LIST_MODEL (fixture.list), i);

      g_assert_true (outpost_workspace_equal (kept, fresh));
      g_assert_cmpint (outpost_workspace_is_external (kept), ==, outpost_workspace_is_external (fresh));
    }
  g_assert_true (outpost_workspace_list_get_from_cache (later));
  g_assert_cmpint (outpost_workspace_list_get_as_of (later), ==, outpost_workspace_list_get_as_of (fixture.list));

  token = outpost_demo_dup_token (fixture.demo, "gpu-02", "main");
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  g_assert_null (memmem (contents, size, token, strlen (token)));
  g_assert_null (memmem (contents, size, outpost_demo_get_key (fixture.demo), strlen (outpost_demo_get_key (fixture.demo))));

  outpost_workspace_list_clear (fixture.list);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  tear_down (&fixture);
}

static gboolean
clear_cb (gpointer list)
{
  outpost_workspace_list_clear (list);
  return G_SOURCE_REMOVE;
}

static void
clear_soon_cb (OutpostWorkspaceList *list)
{
  g_idle_add_full (G_PRIORITY_HIGH, clear_cb, list, NULL);
}

/* Somebody signs out while the copy is on its way to disk: none is left. */
static void
test_cleared_while_saving (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "list", NULL);
  Fixture fixture = { NULL };

  set_up_sized (&fixture, 1000, path);
  g_signal_connect (fixture.list, "notify::as-of", G_CALLBACK (clear_soon_cb), NULL);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (fixture.list), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture.list)), ==, 0);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  tear_down (&fixture);
}

static void
test_cache_damaged (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "list", NULL);
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);
  g_autofree char *good = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  Fixture fixture = { NULL };
  gsize size;

  set_up_sized (&fixture, 0, path);
  refresh (&fixture);
  g_assert_true (g_file_get_contents (path, &good, &size, NULL));

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr(OutpostWorkspaceList) list = outpost_workspace_list_new (NULL, path);
      g_autofree char *bad = g_memdup2 (good, size);
      g_autoptr(GError) error = NULL;
      gsize length = round % 3 == 0 ? (gsize) g_rand_int_range (random, 0, size) : size;

      for (guint i = 0; i < 1 + round % 5; i++)
        bad[g_rand_int_range (random, 0, size)] = g_rand_int_range (random, 0, 256);
      g_assert_true (g_file_set_contents (path, bad, length, NULL));
      if (!outpost_workspace_list_load_cache (list, &error))
        {
          g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE);
          g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
          g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
        }
    }

  {
    g_autoptr(OutpostWorkspaceList) list = outpost_workspace_list_new (NULL, path);
    g_autoptr(GError) error = NULL;

    g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
    g_assert_false (outpost_workspace_list_load_cache (list, &error));
    g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE);
  }
  tear_down (&fixture);
}

/* Begun early the copy is the same; what was begun for another query, or for nobody, does no harm. */
static void
test_preload (void)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autofree char *path = g_build_filename (dir, "list", NULL);
  g_autoptr(OutpostWorkspaceList) early = outpost_workspace_list_new (NULL, path);
  g_autoptr(OutpostWorkspaceList) other = outpost_workspace_list_new (NULL, path);
  g_autoptr(OutpostWorkspaceList) given_up = outpost_workspace_list_new (NULL, path);
  g_autoptr(GError) error = NULL;
  Fixture fixture = { NULL };

  set_up_sized (&fixture, 0, path);
  refresh (&fixture);
  outpost_workspace_list_preload (early);
  outpost_workspace_list_preload (early);
  g_assert_true (outpost_workspace_list_load_cache (early, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (early)), ==, g_list_model_get_n_items (G_LIST_MODEL (fixture.list)));

  outpost_workspace_list_preload (other);
  outpost_workspace_list_set_query (other, "name:else");
  g_assert_true (outpost_workspace_list_load_cache (other, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (other)), ==, 0);
  outpost_workspace_list_preload (given_up);
  /* It would set aside what it finds damaged. */
  g_clear_object (&given_up);

  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  g_clear_object (&early);
  early = outpost_workspace_list_new (NULL, path);
  outpost_workspace_list_preload (early);
  g_assert_false (outpost_workspace_list_load_cache (early, &error));
  g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE);
  tear_down (&fixture);
}

/* ---- The watch --------------------------------------------------------------------------------------------------- */

static gboolean
is_connected (gpointer workspace)
{
  return outpost_agent_get_state (outpost_workspace_get_main_agent (workspace)) == OUTPOST_AGENT_CONNECTED;
}

static gboolean
is_set (gpointer flag)
{
  return *(gboolean *) flag;
}

static void
set_cb (OutpostWorkspaceWatch *watch,
        gboolean *flag)
{
  *flag = TRUE;
}

static gboolean
is_open (gpointer watch)
{
  return outpost_workspace_watch_get_state (watch) == OUTPOST_STREAM_OPEN;
}

static void
test_watch (void)
{
  Fixture fixture = { NULL };
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(OutpostWorkspaceWatch) watch = NULL;
  gboolean deleted = FALSE;

  set_up_sized (&fixture, 0, NULL);
  refresh (&fixture);
  workspace = g_list_model_get_item (G_LIST_MODEL (fixture.list), find (&fixture, "gpu-02"));
  watch = outpost_workspace_watch_new (fixture.client, workspace);
  g_signal_connect (watch, "deleted", G_CALLBACK (set_cb), &deleted);
  outpost_test_wait_until (is_open, watch);
  outpost_demo_set_agent (fixture.demo, "gpu-02", "main", "connected", "ready");
  outpost_test_wait_until (is_connected, workspace);
  outpost_demo_remove (fixture.demo, "gpu-02");
  outpost_test_wait_until (is_set, &deleted);
  g_assert_finalize_object (g_steal_pointer (&watch));
  g_clear_object (&workspace);
  tear_down (&fixture);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/list/refresh-keeps-objects", test_refresh_keeps_objects);
  g_test_add_func ("/list/removed-is-one-event", test_removed_is_one_event);
  g_test_add_func ("/list/changed-is-told-by-the-object", test_changed_is_told_by_the_object);
  g_test_add_func ("/list/updated-from-outside", test_updated_from_outside);
  g_test_add_func ("/list/pages", test_pages);
  g_test_add_func ("/list/slipped-between-pages", test_slipped_between_pages);
  g_test_add_func ("/list/removed-of-many", test_removed_of_many);
  g_test_add_func ("/list/slip-in-another-answer", test_slip_in_another_answer);
  g_test_add_func ("/list/failure-keeps-what-is-there", test_failure_keeps_what_is_there);
  g_test_add_func ("/list/error-goes-with-its-question", test_error_goes_with_its_question);
  g_test_add_func ("/list/count-is-bounded", test_count_is_bounded);
  g_test_add_func ("/list/cleared-while-saving", test_cleared_while_saving);
  g_test_add_func ("/list/new-question-drops-the-old-one", test_new_question_drops_the_old_one);
  g_test_add_func ("/list/joined", test_joined);
  g_test_add_func ("/list/kept-on-disk", test_cache);
  g_test_add_func ("/list/damaged-copy-is-set-aside", test_cache_damaged);
  g_test_add_func ("/list/preload", test_preload);
  g_test_add_func ("/watch/connected-and-deleted", test_watch);
  return g_test_run ();
}
