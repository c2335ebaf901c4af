/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-page-fixture.h"
#include "outpost-search-copies.h"

/* What is searched of accounts that are kept, of one that is not, and of one that goes meanwhile. */

/* What a reading came to. */
typedef struct
{
  OutpostSearch *search;
} Answer;

static gboolean
is_kept (gpointer data)
{
  g_autoptr(GDir) dir = g_dir_open (data, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".workspaces"))
      return TRUE;
  return FALSE;
}

/* An account on the fixture's deployment whose list is on disk; its context reads nothing more than the next program does. */
static OutpostContext *
new_kept_context (PageFixture *fixture)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_session ();
  g_autoptr(OutpostContext) first = outpost_context_new_at (dir, dir, secrets);
  g_autoptr(OutpostUser) user = NULL;
  g_autoptr(OutpostAccount) account = NULL;
  g_autoptr(GError) error = NULL;
  OutpostContext *next;

  user = outpost_test_await_boxed (outpost_api_get_user (fixture->client, "me"), &error);
  g_assert_no_error (error);
  account = outpost_test_await_object (outpost_account_store_add (outpost_context_get_accounts (first),
                                                                  outpost_demo_get_url (fixture->demo), user,
                                                                  outpost_demo_get_key (fixture->demo), OUTPOST_KEEP_IN_KEYRING),
                                       &error);
  g_assert_no_error (error);
  outpost_test_await_true (outpost_workspace_list_refresh (outpost_account_get_workspaces (account)), &error);
  g_assert_no_error (error);
  outpost_test_wait_until (is_kept, dir);
  next = outpost_context_new_at (dir, dir, secrets);
  outpost_account_store_load (outpost_context_get_accounts (next), &error);
  g_assert_no_error (error);
  return next;
}

static void
assert_finds (OutpostSearch *search,
              const char *word,
              const char *account_id,
              const char *deployment)
{
  const char *words[] = { word, NULL };
  g_auto(GStrv) ids = outpost_search_find (search, words, NULL);
  OutpostSearchHit hit;

  g_assert_nonnull (ids[0]);
  g_assert_true (outpost_search_lookup (search, ids[0], &hit));
  g_assert_cmpstr (hit.account_id, ==, account_id);
  g_assert_cmpstr (hit.deployment, ==, deployment);
  g_assert_true (hit.is_mine);
}

static void
test_kept (PageFixture *fixture,
           gconstpointer data)
{
  g_autoptr(OutpostContext) context = new_kept_context (fixture);
  OutpostAccountStore *accounts = outpost_context_get_accounts (context);
  g_autoptr(OutpostAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), 0);
  g_autoptr(OutpostSearch) search = outpost_search_copies_read (accounts);

  assert_finds (search, "gpu-01", outpost_account_get_id (account), outpost_account_get_label (account));
  /* Nothing was read into what windows show. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (outpost_account_get_workspaces (account))), ==, 0);
}

static void
test_demo (PageFixture *fixture,
           gconstpointer data)
{
  OutpostAccountStore *accounts = outpost_context_get_accounts (fixture->context);
  g_autoptr(OutpostSearch) search = NULL;
  g_autoptr(GError) error = NULL;

  outpost_test_await_true (outpost_workspace_list_refresh (outpost_account_get_workspaces (fixture->account)), &error);
  g_assert_no_error (error);
  search = outpost_search_copies_read (accounts);
  assert_finds (search, "gpu-01", outpost_account_get_id (fixture->account), "Demo");
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  ((Answer *) data)->search = outpost_search_copies_read_finish (result);
}

static gboolean
is_read (gpointer data)
{
  return ((Answer *) data)->search != NULL;
}

/* What belongs to the main loop ends in it, while a thread still reads. */
static void
test_gone (PageFixture *fixture,
           gconstpointer data)
{
  OutpostContext *context = new_kept_context (fixture);
  OutpostAccountStore *accounts = outpost_context_get_accounts (context);
  OutpostAccount *account = g_list_model_get_item (G_LIST_MODEL (accounts), 0);
  OutpostClient *client = outpost_account_get_client (account);
  g_autofree char *id = g_strdup (outpost_account_get_id (account));
  g_autofree char *label = g_strdup (outpost_account_get_label (account));
  Answer answer = { NULL };

  g_object_add_weak_pointer (G_OBJECT (account), (gpointer *) &account);
  g_object_add_weak_pointer (G_OBJECT (client), (gpointer *) &client);
  g_object_unref (account);
  outpost_search_copies_read_async (accounts, read_cb, &answer);
  g_object_unref (context);
  g_assert_null (account);
  g_assert_null (client);
  outpost_test_wait_until (is_read, &answer);
  assert_finds (answer.search, "gpu-01", id, label);
  g_object_unref (answer.search);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  page_fixture_add ("/search-copies/kept", test_kept);
  page_fixture_add ("/search-copies/demo", test_demo);
  page_fixture_add ("/search-copies/gone", test_gone);
  return g_test_run ();
}
