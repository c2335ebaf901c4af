/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-lookout.h"

#include "outpost-api.h"
#include "outpost-context.h"
#include "outpost-demo.h"
#include "outpost-fake-network.h"
#include "outpost-fake-secrets.h"
#include "outpost-test.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define PERIOD_MS 120
#define LOOKS "/api/v2/workspaces?*has_external_agent*"
#define ANY "/api/v2/workspaces*"

/* One deployment, with an account on it and who watches that. */
typedef struct
{
  OutpostDemo *demo;
  OutpostFakeSecrets *secrets;
  OutpostContext *context;
  OutpostAccount *account; /* borrowed */
  GNetworkMonitor *network;
  OutpostLookout *lookout;
  GString *told;
} Post;

/* One that is tried, and another that goes on undisturbed: so long as it has not looked for some times, nothing is proven. */
typedef struct
{
  Post post;
  Post control;
} Fixture;

static gint64 now;

static gint64
read_clock (void)
{
  return now;
}

/* ---- Posts ----------------------------------------------------------------------------------------------------------- */

static void
send_cb (OutpostNotices *notices,
         OutpostWorkspace *workspace,
         guint action,
         const char *agent,
         GString *told)
{
  g_string_append_printf (told, "%s:%s ", action == OUTPOST_NOTICE_SEND_LOST ? "lost" : "back",
                          outpost_workspace_get_name (workspace));
}

static void
withdraw_cb (OutpostNotices *notices,
             const char *workspace_id,
             GString *told)
{
  g_string_append (told, "withdraw ");
}

static void
refused_cb (OutpostLookout *lookout,
            OutpostAccount *account,
            GString *told)
{
  g_string_append (told, "refused ");
}

static void
post_take_account (Post *post)
{
  OutpostNotices *notices;
  g_autoptr(OutpostAccount) account
      = g_list_model_get_item (G_LIST_MODEL (outpost_context_get_accounts (post->context)), 0);

  post->account = account; /* the store holds it */
  notices = outpost_observer_get_notices (outpost_account_get_observer (account));
  g_signal_connect (notices, "send", G_CALLBACK (send_cb), post->told);
  g_signal_connect (notices, "withdraw", G_CALLBACK (withdraw_cb), post->told);
}

static gboolean
has_entitlements (gpointer account)
{
  return outpost_account_get_entitlements (account) != NULL;
}

/* With what is asked after that. */
static void
post_sign_in (Post *post)
{
  g_autoptr(OutpostClient) client = outpost_client_new (outpost_demo_get_url (post->demo));
  g_autoptr(OutpostUser) user = NULL;
  g_autoptr(OutpostAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  outpost_client_set_key (client, outpost_demo_get_key (post->demo));
  user = outpost_test_await_boxed (outpost_api_get_user (client, "me"), &error);
  g_assert_no_error (error);
  account = outpost_test_await_object (outpost_account_store_add (outpost_context_get_accounts (post->context),
                                                                  outpost_demo_get_url (post->demo), user,
                                                                  outpost_demo_get_key (post->demo), OUTPOST_KEEP_IN_KEYRING),
                                       &error);
  g_assert_no_error (error);
  outpost_test_wait_until (has_entitlements, account);
}

static void
post_set_up (Post *post,
             guint n_workspaces)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(GError) error = NULL;

  post->demo = outpost_demo_new (OUTPOST_DEMO_STILL, n_workspaces, &error);
  g_assert_no_error (error);
  post->secrets = outpost_fake_secrets_new ();
  post->told = g_string_new (NULL);
  post->network = outpost_fake_network_new ();
  post->context = outpost_context_new_at (dir, dir, OUTPOST_SECRETS (post->secrets));
  post_sign_in (post);
  post_take_account (post);
  if (n_workspaces == 0)
    outpost_demo_set_agent (post->demo, "gpu-01", "main", "connected", "ready");
  outpost_demo_clear_requests (post->demo);
}

static OutpostLookout *
post_look (Post *post)
{
  post->lookout = outpost_lookout_new (outpost_context_get_accounts (post->context));
  outpost_lookout_set_monitor (post->lookout, post->network);
  outpost_lookout_set_period (post->lookout, PERIOD_MS);
  outpost_lookout_set_clock (post->lookout, read_clock);
  g_signal_connect (post->lookout, "refused", G_CALLBACK (refused_cb), post->told);
  outpost_lookout_set_active (post->lookout, TRUE);
  return post->lookout;
}

static void
post_tear_down (Post *post)
{
  if (post->lookout != NULL)
    g_assert_finalize_object (g_steal_pointer (&post->lookout));
  g_clear_object (&post->context);
  g_clear_object (&post->network);
  g_clear_object (&post->secrets);
  g_clear_object (&post->demo);
  g_string_free (post->told, TRUE);
}

/* The program ends and is started again. */
static void
post_restart (Post *post,
              const char *dir)
{
  g_autoptr(GError) error = NULL;

  g_clear_object (&post->context);
  post->context = outpost_context_new_at (dir, dir, OUTPOST_SECRETS (post->secrets));
  outpost_account_store_load (outpost_context_get_accounts (post->context), &error);
  g_assert_no_error (error);
}

static guint
post_count (Post *post)
{
  return outpost_demo_count_requests (post->demo, "GET", LOOKS);
}

/* So many looks more. */
typedef struct
{
  Post *post;
  guint n;
} Goal;

static gboolean
has_looked (gpointer data)
{
  Goal *goal = data;

  return post_count (goal->post) >= goal->n;
}

static void
wait_looks (Post *post,
            guint n)
{
  Goal goal = { post, post_count (post) + n };

  outpost_test_wait_until (has_looked, &goal);
}

static gboolean
is_watching (gpointer data)
{
  return outpost_lookout_get_state (((Post *) data)->lookout) == OUTPOST_LOOKOUT_WATCHING;
}

static gboolean
has_no_key (gpointer data)
{
  return outpost_lookout_get_state (((Post *) data)->lookout) == OUTPOST_LOOKOUT_NO_KEY;
}

static gboolean
has_no_answer (gpointer data)
{
  return outpost_lookout_get_state (((Post *) data)->lookout) == OUTPOST_LOOKOUT_NO_ANSWER;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  now = g_get_real_time ();
  post_set_up (&fixture->post, 0);
  post_set_up (&fixture->control, 0);
  post_look (&fixture->control);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  post_tear_down (&fixture->post);
  post_tear_down (&fixture->control);
}

/* ---- What it asks for ------------------------------------------------------------------------------------------------- */

/* Nobody wanted it: not one request. */
static void
test_off (Fixture *fixture,
          gconstpointer data)
{
  Post *post = &fixture->post;

  post_look (post);
  outpost_lookout_set_active (post->lookout, FALSE);
  wait_looks (&fixture->control, 5);
  g_assert_cmpuint (outpost_demo_count_requests (post->demo, NULL, "*"), ==, 0);
  g_assert_cmpint (outpost_lookout_get_state (post->lookout), ==, OUTPOST_LOOKOUT_BEGINNING);
  g_assert_cmpuint (outpost_lookout_get_n_accounts (post->lookout), ==, 0);
}

/* One request a look, and nothing else. */
static void
test_watches (Fixture *fixture,
              gconstpointer data)
{
  Post *post = &fixture->post;

  post_look (post);
  g_assert_cmpint (outpost_lookout_get_state (post->lookout), ==, OUTPOST_LOOKOUT_BEGINNING);
  outpost_test_wait_until (is_watching, post);
  wait_looks (post, 3);
  g_assert_cmpuint (outpost_demo_count_requests (post->demo, NULL, "*"), ==, post_count (post));
  g_assert_cmpuint (outpost_lookout_get_n_accounts (post->lookout), ==, 1);
  g_assert_cmpuint (outpost_lookout_get_n_deployments (post->lookout), ==, 1);
  g_assert_cmpuint (outpost_lookout_get_n_machines (post->lookout), ==, 7);
  outpost_lookout_set_active (post->lookout, FALSE);
  outpost_demo_clear_requests (post->demo);
  wait_looks (&fixture->control, 5);
  g_assert_cmpuint (post_count (post), ==, 0);
}

/* All pages of all of one's own. */
static void
test_many (Fixture *fixture,
           gconstpointer data)
{
  Post many = { NULL };

  post_set_up (&many, 600);
  post_look (&many);
  outpost_test_wait_until (is_watching, &many);
  g_assert_cmpuint (outpost_lookout_get_n_machines (many.lookout), >, 200);
  g_assert_cmpuint (outpost_demo_count_requests (many.demo, "GET", "*offset=200*"), >, 0);
  g_assert_cmpuint (outpost_demo_count_requests (many.demo, "GET", "*offset=600*"), ==, 0);
  post_tear_down (&many);
}

/* The list on the screen asks for the same: then this does not. */
static void
test_covered (Fixture *fixture,
              gconstpointer data)
{
  Post *post = &fixture->post;
  OutpostWorkspaceList *list = outpost_account_get_workspaces (post->account);
  guint before = post_count (&fixture->control);

  outpost_test_await_true (outpost_workspace_list_refresh (list), NULL);
  post_look (post);
  g_assert_cmpuint (outpost_lookout_get_n_machines (post->lookout), ==, 7);
  while (post_count (&fixture->control) < before + 6)
    outpost_test_await_true (outpost_workspace_list_refresh (list), NULL);
  g_assert_cmpuint (post_count (post), ==, 0);

  /* What somebody searches for is not all of it. */
  outpost_workspace_list_set_query (list, "owner:me name:gpu-02");
  for (before = post_count (&fixture->control); post_count (&fixture->control) < before + 6;)
    outpost_test_await_true (outpost_workspace_list_refresh (list), NULL);
  g_assert_cmpuint (post_count (post), >=, 2);
  g_assert_cmpuint (outpost_lookout_get_n_machines (post->lookout), ==, 7);
}

/* Of several windows the first was closed: what the other one asks for with a list of its own counts the same. */
static void
test_covered_by_another (Fixture *fixture,
                         gconstpointer data)
{
  Post *post = &fixture->post;
  g_autoptr(OutpostWorkspaceList) before = outpost_account_new_list (post->account);
  g_autoptr(OutpostWorkspaceList) after = NULL;
  guint looks = post_count (&fixture->control);

  outpost_test_await_true (outpost_workspace_list_refresh (before), NULL);
  post_look (post);
  g_assert_cmpuint (outpost_lookout_get_n_machines (post->lookout), ==, 7);
  while (post_count (&fixture->control) < looks + 6)
    outpost_test_await_true (outpost_workspace_list_refresh (before), NULL);
  g_assert_cmpuint (post_count (post), ==, 0);

  after = outpost_account_new_list (post->account);
  g_clear_object (&before);
  for (looks = post_count (&fixture->control); post_count (&fixture->control) < looks + 6;)
    outpost_test_await_true (outpost_workspace_list_refresh (after), NULL);
  g_assert_cmpuint (post_count (post), ==, 0);
  g_clear_object (&after);
  wait_looks (post, 1);
}

/* A window's list fails: that is said, and nobody asks beside it. */
static void
test_covered_fails (Fixture *fixture,
                    gconstpointer data)
{
  Post *post = &fixture->post;
  OutpostWorkspaceList *list = outpost_account_get_workspaces (post->account);
  guint looks;

  outpost_test_await_true (outpost_workspace_list_refresh (list), NULL);
  post_look (post);
  g_assert_true (is_watching (post));
  outpost_demo_add_fault (post->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", ANY, 0, 500, 0, "Oh no", NULL);
  g_assert_false (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
  g_assert_true (has_no_answer (post));
  g_assert_cmpuint (outpost_lookout_get_n_machines (post->lookout), ==, 0);
  for (looks = post_count (&fixture->control); post_count (&fixture->control) < looks + 6;)
    outpost_test_await_true (outpost_workspace_list_refresh (list), NULL);
  g_assert_cmpuint (post_count (post), ==, 0);
  outpost_demo_clear_faults (post->demo);
  g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
  g_assert_true (is_watching (post));
}

/* ---- What it sees ------------------------------------------------------------------------------------------------------ */

static gboolean
is_told (gpointer data)
{
  Goal *goal = data;

  return goal->post->told->len >= goal->n;
}

static void
wait_told (Post *post,
           const char *words)
{
  Goal goal = { post, (guint) strlen (words) };

  outpost_test_wait_until (is_told, &goal);
  g_assert_cmpstr (post->told->str, ==, words);
}

static void
test_lost_and_back (Fixture *fixture,
                    gconstpointer data)
{
  Post *post = &fixture->post;

  post_look (post);
  wait_looks (post, 2);
  outpost_demo_set_agent (post->demo, "gpu-01", "main", "disconnected", "ready");
  wait_looks (post, 3);
  g_assert_cmpstr (post->told->str, ==, "");
  now += 30 * SECOND;
  wait_told (post, "lost:gpu-01 ");
  outpost_demo_set_agent (post->demo, "gpu-01", "main", "connected", "ready");
  wait_told (post, "lost:gpu-01 withdraw ");
  now += 30 * SECOND;
  wait_told (post, "lost:gpu-01 withdraw back:gpu-01 ");
}

/* The computer slept, if only for a moment: that a machine is lost by then is no news. */
static void
test_slept (Fixture *fixture,
            gconstpointer data)
{
  Post *post = &fixture->post;

  post_look (post);
  wait_looks (post, 2);
  outpost_demo_set_agent (post->demo, "gpu-01", "main", "disconnected", "ready");
  now += 30 * SECOND;
  outpost_lookout_wake_up (post->lookout);
  wait_looks (post, 2);
  now += 30 * SECOND;
  wait_looks (post, 2);
  g_assert_cmpstr (post->told->str, ==, "");
}

/* ---- What keeps it from looking -------------------------------------------------------------------------------------- */

/* Nobody is asked to open the keyring; once somebody did, the key is read once. */
static void
test_locked (Fixture *fixture,
             gconstpointer data)
{
  Post *post = &fixture->post;
  g_autofree char *dir = outpost_test_dup_dir ();
  guint n_asked, n_peeked;

  g_clear_object (&post->context);
  post->context = outpost_context_new_at (dir, dir, OUTPOST_SECRETS (post->secrets));
  post_sign_in (post);
  post_restart (post, dir);
  post_take_account (post);
  outpost_demo_clear_requests (post->demo);
  outpost_fake_secrets_fail (post->secrets, OUTPOST_ERROR_KEYRING_LOCKED);
  n_asked = outpost_fake_secrets_n_asked (post->secrets);
  post_look (post);
  outpost_test_wait_until (has_no_key, post);
  wait_looks (&fixture->control, 5);
  g_assert_cmpuint (outpost_fake_secrets_n_asked (post->secrets), ==, n_asked);
  g_assert_cmpuint (outpost_fake_secrets_n_peeked (post->secrets), >=, 2);
  g_assert_cmpint (outpost_account_get_state (post->account), ==, OUTPOST_ACCOUNT_NO_KEY);
  g_assert_cmpuint (outpost_demo_count_requests (post->demo, NULL, "*"), ==, 0);

  outpost_fake_secrets_fail (post->secrets, -1);
  outpost_test_wait_until (is_watching, post);
  n_peeked = outpost_fake_secrets_n_peeked (post->secrets);
  wait_looks (post, 3);
  g_assert_cmpuint (outpost_fake_secrets_n_peeked (post->secrets), ==, n_peeked);
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  Post *post = &fixture->post;

  post_look (post);
  wait_looks (post, 2);
  outpost_demo_revoke_keys (post->demo);
  wait_told (post, "refused ");
  outpost_demo_clear_requests (post->demo);
  wait_looks (&fixture->control, 5);
  g_assert_cmpuint (outpost_demo_count_requests (post->demo, NULL, "*"), ==, 0);
  g_assert_cmpstr (post->told->str, ==, "refused ");
  g_assert_cmpint (outpost_account_get_state (post->account), ==, OUTPOST_ACCOUNT_SIGNED_OUT);
  g_assert_cmpint (outpost_lookout_get_state (post->lookout), ==, OUTPOST_LOOKOUT_NO_ANSWER);
  g_assert_cmpuint (outpost_lookout_get_n_accounts (post->lookout), ==, 1);
}

static void
test_limited (Fixture *fixture,
              gconstpointer data)
{
  Post *post = &fixture->post;

  outpost_demo_add_fault (post->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", ANY, 0, 429, 0, "Slower", "Retry-After: 3600\n");
  post_look (post);
  outpost_test_wait_until (has_no_answer, post);
  outpost_demo_clear_faults (post->demo);
  outpost_demo_clear_requests (post->demo);
  wait_looks (&fixture->control, 8);
  g_assert_cmpuint (outpost_demo_count_requests (post->demo, NULL, "*"), ==, 0);
}

static void
test_fails (Fixture *fixture,
            gconstpointer data)
{
  Post *post = &fixture->post;

  outpost_demo_add_fault (post->demo, OUTPOST_DEMO_FAULT_STATUS, "GET", ANY, 0, 500, 0, "Oh no", NULL);
  post_look (post);
  outpost_test_wait_until (has_no_answer, post);
  wait_looks (&fixture->control, 10);
  g_assert_cmpuint (post_count (post), <=, 5);
  g_assert_cmpuint (outpost_lookout_get_n_deployments (post->lookout), ==, 0);
  outpost_demo_clear_faults (post->demo);
  outpost_test_wait_until (is_watching, post);
}

static void
test_offline (Fixture *fixture,
              gconstpointer data)
{
  Post *post = &fixture->post;

  outpost_fake_network_set (post->network, FALSE, FALSE);
  post_look (post);
  g_assert_cmpint (outpost_lookout_get_state (post->lookout), ==, OUTPOST_LOOKOUT_NO_NETWORK);
  wait_looks (&fixture->control, 5);
  g_assert_cmpuint (outpost_demo_count_requests (post->demo, NULL, "*"), ==, 0);
  outpost_fake_network_set (post->network, TRUE, FALSE);
  outpost_test_wait_until (is_watching, post);
}

/* Five times as rarely; what is lost meanwhile is news as ever. */
static void
test_metered (Fixture *fixture,
              gconstpointer data)
{
  Post *post = &fixture->post;
  guint before;

  outpost_fake_network_set (post->network, TRUE, TRUE);
  post_look (post);
  outpost_test_wait_until (is_watching, post);
  before = post_count (post);
  wait_looks (&fixture->control, 12);
  g_assert_cmpuint (post_count (post) - before, >=, 1);
  g_assert_cmpuint (post_count (post) - before, <=, 4);

  now += 15 * 60 * SECOND;
  outpost_demo_set_agent (post->demo, "gpu-01", "main", "disconnected", "ready");
  outpost_fake_network_set (post->network, TRUE, FALSE);
  wait_looks (post, 2);
  now += 30 * SECOND;
  wait_told (post, "lost:gpu-01 ");
}

static gboolean
is_gone (gpointer data)
{
  return outpost_lookout_get_n_accounts (((Post *) data)->lookout) == 0;
}

/* Signed out, or told to be quiet: nothing is under way any more. */
static void
test_leaves (Fixture *fixture,
             gconstpointer data)
{
  Post *post = &fixture->post;
  OutpostNotices *notices = outpost_observer_get_notices (outpost_account_get_observer (post->account));

  post_look (post);
  wait_looks (post, 2);
  outpost_notices_set_enabled (notices, FALSE);
  g_assert_true (is_gone (post));
  outpost_demo_clear_requests (post->demo);
  wait_looks (&fixture->control, 5);
  g_assert_cmpuint (outpost_demo_count_requests (post->demo, NULL, "*"), ==, 0);

  outpost_notices_set_enabled (notices, TRUE);
  outpost_demo_add_fault (post->demo, OUTPOST_DEMO_FAULT_HANG, "GET", ANY, 0, 0, 0, NULL, NULL);
  wait_looks (post, 1);
  outpost_test_await_true (outpost_account_store_sign_out (outpost_context_get_accounts (post->context), post->account), NULL);
  g_assert_true (is_gone (post));
  outpost_demo_clear_requests (post->demo);
  wait_looks (&fixture->control, 5);
  g_assert_cmpuint (outpost_demo_count_requests (post->demo, NULL, "*"), ==, 0);
  g_assert_cmpstr (post->told->str, ==, "");
}

int
main (int argc,
      char *argv[])
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/lookout/off", test_off);
  ADD ("/lookout/watches", test_watches);
  ADD ("/lookout/many", test_many);
  ADD ("/lookout/covered", test_covered);
  ADD ("/lookout/covered-by-another", test_covered_by_another);
  ADD ("/lookout/covered-fails", test_covered_fails);
  ADD ("/lookout/lost-and-back", test_lost_and_back);
  ADD ("/lookout/slept", test_slept);
  ADD ("/lookout/locked", test_locked);
  ADD ("/lookout/refused", test_refused);
  ADD ("/lookout/limited", test_limited);
  ADD ("/lookout/fails", test_fails);
  ADD ("/lookout/offline", test_offline);
  ADD ("/lookout/metered", test_metered);
  ADD ("/lookout/leaves", test_leaves);
  return g_test_run ();
}
