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
#include "outpost-memory-file-private.h"
#include "outpost-observer.h"
#include "outpost-test.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)

/* A memory on disk of what a demo deployment has. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  char *dir;
  char *path;
  OutpostMemory *memory;
  gint64 now;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  fixture->dir = outpost_test_dup_dir ();
  fixture->path = g_build_filename (fixture->dir, "below", "seen", NULL);
  fixture->memory = outpost_memory_new (fixture->path);
  fixture->now = g_get_real_time ();
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->memory);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_free (fixture->dir);
  g_free (fixture->path);
}

static OutpostWorkspace *
dup_workspace (Fixture *fixture,
               const char *name)
{
  g_autoptr(GError) error = NULL;
  OutpostWorkspace *workspace
      = outpost_test_await_object (outpost_api_get_workspace_by_name (fixture->client, "me", name), &error);

  g_assert_no_error (error);
  return workspace;
}

/* Asks for it, looks at it so much later, and tells what happened by letters; ~ stands before what is no news. */
static char *
dup_seen (Fixture *fixture,
          const char *name,
          gint64 later)
{
  static const char kinds[] = "NCLOB-";
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, name);
  g_autoptr(GArray) events = NULL;
  GString *text = g_string_new (NULL);
  gboolean after_gap;

  fixture->now += later;
  events = outpost_memory_see (fixture->memory, workspace, fixture->now, fixture->now, &after_gap);
  for (guint i = 0; events != NULL && i < events->len; i++)
    g_string_append_c (text, kinds[g_array_index (events, OutpostEvent, i).kind]);
  if (after_gap && events != NULL)
    g_string_prepend_c (text, '~');
  return g_string_free (text, FALSE);
}

static void
assert_seen (Fixture *fixture,
             const char *name,
             gint64 later,
             const char *expected)
{
  g_autofree char *text = dup_seen (fixture, name, later);

  g_assert_cmpstr (text, ==, expected);
}

static guint
count_items (OutpostMemory *memory,
             const char *id,
             OutpostTimelineKind kind)
{
  g_autoptr(GArray) items = outpost_memory_dup_timeline (memory, id);
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += g_array_index (items, OutpostTimelineItem, i).kind == kind ? 1 : 0;
  return n;
}

/* As when the program ends and starts once more. */
static void
restart (Fixture *fixture)
{
  outpost_memory_flush (fixture->memory, fixture->now);
  g_clear_object (&fixture->memory);
  fixture->memory = outpost_memory_new (fixture->path);
}

static void
test_events (Fixture *fixture,
             gconstpointer data)
{
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connecting", "created");
  assert_seen (fixture, "gpu-02", 0, "");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "C");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "L");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "B");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "off");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "O");
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "N");
}

/* A build under way makes agents vanish and look healthy (correction 40): nothing is lost by that, nor by a failed one. */
static void
test_builds (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  g_autoptr(GArray) items = NULL;

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "");
  workspace = dup_workspace (fixture, "gpu-02");
  outpost_test_await_true (outpost_api_create_build (fixture->client, outpost_workspace_get_id (workspace), "start"), NULL);
  g_clear_object (&workspace);
  workspace = dup_workspace (fixture, "gpu-02");
  g_assert_true (outpost_build_is_active (outpost_workspace_get_latest_build (workspace)));
  assert_seen (fixture, "gpu-02", 30 * SECOND, "");
  assert_seen (fixture, "ci-runner-7", 0, ""); /* its build failed */
  items = outpost_memory_dup_timeline (fixture->memory, outpost_workspace_get_id (workspace));
  g_assert_cmpuint (items->len, ==, 1);
}

static void
test_gaps (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  const char *id = outpost_workspace_get_id (workspace);

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "");
  /* Nobody looked, and the deployment says that nothing happened. */
  assert_seen (fixture, "gpu-02", 60 * MINUTE, "");
  g_assert_cmpuint (count_items (fixture->memory, id, OUTPOST_TIMELINE_NOT_LOOKING), ==, 0);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  assert_seen (fixture, "gpu-02", 60 * MINUTE, "~L");
  g_assert_cmpuint (count_items (fixture->memory, id, OUTPOST_TIMELINE_NOT_LOOKING), ==, 1);

  restart (fixture);
  fixture->now += 60 * MINUTE;
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "~B");
  g_assert_cmpuint (count_items (fixture->memory, id, OUTPOST_TIMELINE_NOT_RUNNING), ==, 1);
  g_assert_cmpuint (count_items (fixture->memory, id, OUTPOST_TIMELINE_NOT_LOOKING), ==, 1);
  g_assert_cmpuint (count_items (fixture->memory, id, OUTPOST_TIMELINE_EVENT), ==, 2);
}

/* Who looks less often may say so; a sleep is a gap however short it was. */
static void
test_slept (Fixture *fixture,
            gconstpointer data)
{
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "");
  outpost_memory_set_gap (fixture->memory, 20 * MINUTE);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  assert_seen (fixture, "gpu-02", 19 * MINUTE, "L");
  outpost_memory_note_sleep (fixture->memory, fixture->now + SECOND);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 2 * SECOND, "~B");
  outpost_memory_set_gap (fixture->memory, 0);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  assert_seen (fixture, "gpu-02", MINUTE, "L");
}

static gboolean
must_attach_again (Fixture *fixture,
                   const char *name)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, name);
  gboolean after_gap;
  GArray *events = outpost_memory_see (fixture->memory, workspace, fixture->now, fixture->now, &after_gap);

  g_clear_pointer (&events, g_array_unref);
  return outpost_memory_must_attach_again (fixture->memory, workspace);
}

static void
show_credentials (Fixture *fixture,
                  const char *name)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, name);
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);

  outpost_memory_note_token (fixture->memory, outpost_workspace_get_id (workspace), outpost_build_get_id (build),
                             outpost_build_get_number (build), fixture->now);
}

static void
test_token (Fixture *fixture,
            gconstpointer data)
{
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connecting", "created");
  g_assert_false (must_attach_again (fixture, "gpu-02"));
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  /* Nobody was shown anything, and nothing was attached. */
  g_assert_false (must_attach_again (fixture, "gpu-02"));

  show_credentials (fixture, "gpu-02");
  g_assert_false (must_attach_again (fixture, "gpu-02"));
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  g_assert_true (must_attach_again (fixture, "gpu-02"));
  restart (fixture);
  g_assert_true (must_attach_again (fixture, "gpu-02"));
  show_credentials (fixture, "gpu-02");
  g_assert_false (must_attach_again (fixture, "gpu-02"));

  /* The machine of the new build connects by itself. */
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  g_assert_true (must_attach_again (fixture, "gpu-02"));
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  g_assert_false (must_attach_again (fixture, "gpu-02"));
  /* It was seen attached: that counts without any credentials shown here. */
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  g_assert_true (must_attach_again (fixture, "gpu-02"));
}

/* @n: under which earlier build */
static void
assert_attached_build (Fixture *fixture,
                       gint64 n)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");

  must_attach_again (fixture, "gpu-02");
  g_assert_cmpint (outpost_memory_get_attached_build (fixture->memory, workspace), ==, n);
}

static void
test_attached_build (Fixture *fixture,
                     gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  gint64 n = outpost_build_get_number (outpost_workspace_get_latest_build (workspace));

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connecting", "created");
  show_credentials (fixture, "gpu-02");
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  /* That somebody had the token is not that a machine was attached. */
  assert_attached_build (fixture, 0);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_attached_build (fixture, 0);
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "timeout", "created");
  assert_attached_build (fixture, n + 1);
  show_credentials (fixture, "gpu-02");
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  restart (fixture);
  assert_attached_build (fixture, n + 1);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_attached_build (fixture, 0);
}

/* When the agent was seen to come back, from the start of the test; -1: that is not known. */
static gint64
get_back (Fixture *fixture)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  gint64 at = outpost_memory_get_back_at (fixture->memory, workspace, outpost_workspace_get_main_agent (workspace));

  return at == 0 ? -1 : at - fixture->now;
}

static void
test_back_at (Fixture *fixture,
              gconstpointer data)
{
  fixture->now = g_get_real_time ();
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "");
  g_assert_cmpint (get_back (fixture), ==, -1);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "L");
  g_assert_cmpint (get_back (fixture), ==, -1);
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "B");
  g_assert_cmpint (get_back (fixture), ==, 0);
  assert_seen (fixture, "gpu-02", 30 * SECOND, "");
  g_assert_cmpint (get_back (fixture), ==, -30 * SECOND);

  /* Nobody was looking when it came back. */
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "L");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 60 * 60 * SECOND, "~B");
  g_assert_cmpint (get_back (fixture), ==, -1);
}

/* What the version before this one wrote is read, and not set aside. */
static void
test_older_version (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  const char *id = outpost_workspace_get_id (workspace);
  g_autoptr(GVariant) whole = NULL;
  g_autoptr(GVariant) older = NULL;
  g_autofree char *contents = NULL;
  GVariant *parts[6];
  gsize size;

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "");
  outpost_memory_flush (fixture->memory, fixture->now);
  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  whole = g_variant_ref_sink (g_variant_new_from_data (
      G_VARIANT_TYPE ("(sqa(xx)axa(ssxx(sxa(ssyxxx))a(yxxxs))a(ss)ax)"), contents, size, FALSE, NULL, NULL));
  g_assert_true (g_variant_is_normal_form (whole));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i] = g_variant_get_child_value (whole, i);
  g_variant_unref (parts[1]);
  parts[1] = g_variant_ref_sink (g_variant_new_uint16 (1));
  older = g_variant_ref_sink (g_variant_new_tuple (parts, G_N_ELEMENTS (parts)));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_variant_unref (parts[i]);
  g_assert_true (g_file_set_contents (fixture->path, g_variant_get_data (older), (gssize) g_variant_get_size (older), NULL));

  g_clear_object (&fixture->memory);
  fixture->memory = outpost_memory_new (fixture->path);
  g_assert_cmpuint (count_items (fixture->memory, id, OUTPOST_TIMELINE_BEGAN), ==, 1);
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  g_assert_true (must_attach_again (fixture, "gpu-02"));
}

static void
test_round_trip (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  const char *id = outpost_workspace_get_id (workspace);
  g_autoptr(GArray) before = NULL;
  g_autoptr(GArray) after = NULL;
  GStatBuf info;

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  assert_seen (fixture, "gpu-02", 30 * SECOND, "L");
  before = outpost_memory_dup_timeline (fixture->memory, id);
  restart (fixture);
  after = outpost_memory_dup_timeline (fixture->memory, id);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpuint (after->len, ==, before->len);
  g_assert_cmpint (g_array_index (after, OutpostTimelineItem, 0).from, ==, g_array_index (before, OutpostTimelineItem, 0).from);
  g_assert_cmpstr (g_array_index (after, OutpostTimelineItem, 0).event.agent, ==, "main");
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  /* What was seen last is remembered too. */
  assert_seen (fixture, "gpu-02", 30 * SECOND, "");
}

static gboolean
is_written (gpointer path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
test_written_by_itself (Fixture *fixture,
                        gconstpointer data)
{
  g_autoptr(OutpostMemory) later = NULL;
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  g_autoptr(GArray) items = NULL;

  assert_seen (fixture, "gpu-02", 0, "");
  outpost_test_wait_until (is_written, fixture->path);
  later = outpost_memory_new (fixture->path);
  items = outpost_memory_dup_timeline (later, outpost_workspace_get_id (workspace));
  g_assert_cmpuint (items->len, ==, 1);
}

static void
test_forgotten (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);

  assert_seen (fixture, "gpu-02", 0, "");
  outpost_memory_flush (fixture->memory, fixture->now);
  g_assert_true (g_file_set_contents (aside, "something", -1, NULL));
  outpost_memory_clear (fixture->memory);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  /* Whatever is still on its way does not come back. */
  assert_seen (fixture, "gpu-02", 30 * SECOND, "");
  outpost_memory_flush (fixture->memory, fixture->now);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

/* ---- Bounds and damage ----------------------------------------------------------------------------------------------- */

static void
test_bound_of_events (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  const char *id = outpost_workspace_get_id (workspace);
  g_autoptr(GArray) items = NULL;

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "");
  for (guint i = 0; i < 150; i++)
    {
      outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
      assert_seen (fixture, "gpu-02", SECOND, "L");
      outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
      assert_seen (fixture, "gpu-02", SECOND, "B");
    }
  items = outpost_memory_dup_timeline (fixture->memory, id);
  g_assert_cmpuint (items->len, ==, OUTPOST_MEMORY_MOST_EVENTS + 1);
  g_assert_cmpint (g_array_index (items, OutpostTimelineItem, 0).event.kind, ==, OUTPOST_EVENT_BACK);
  restart (fixture);
  g_assert_cmpuint (count_items (fixture->memory, id, OUTPOST_TIMELINE_EVENT), ==, OUTPOST_MEMORY_MOST_EVENTS);
}

/* A script is compared with the one before, also by the next program. */
static void
test_scripts (Fixture *fixture,
              gconstpointer data)
{
  g_autofree char *first = outpost_memory_exchange_script (fixture->memory, "linux/amd64", "aa");
  g_autofree char *same = outpost_memory_exchange_script (fixture->memory, "linux/amd64", "aa");
  g_autofree char *other = outpost_memory_exchange_script (fixture->memory, "darwin/arm64", "bb");
  g_autofree char *later = NULL;
  g_autofree char *cleared = NULL;

  g_assert_null (first);
  g_assert_cmpstr (same, ==, "aa");
  g_assert_null (other);
  outpost_memory_flush (fixture->memory, fixture->now);
  g_clear_object (&fixture->memory);
  fixture->memory = outpost_memory_new (fixture->path);
  later = outpost_memory_exchange_script (fixture->memory, "linux/amd64", "cc");
  g_assert_cmpstr (later, ==, "aa");
  outpost_memory_clear (fixture->memory);
  cleared = outpost_memory_exchange_script (fixture->memory, "darwin/arm64", "bb");
  g_assert_null (cleared);
}

static guint
count_known (Fixture *fixture)
{
  g_autoptr(GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, outpost_memory_entry_free);
  g_autoptr(GArray) runs = g_array_new (FALSE, FALSE, sizeof (OutpostRun));
  g_autoptr(GHashTable) scripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GError) error = NULL;

  outpost_memory_flush (fixture->memory, fixture->now);
  g_assert_true (outpost_memory_file_read (fixture->path, entries, runs, scripts, &error));
  g_assert_no_error (error);
  return g_hash_table_size (entries);
}

static void
test_bound_of_workspaces (Fixture *fixture,
                          gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = NULL;
  gboolean after_gap;
  GArray *events;

  assert_seen (fixture, "gpu-01", 0, "");
  for (guint i = 0; i < OUTPOST_MEMORY_MOST_WORKSPACES + 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("workspace-%u", i);

      outpost_memory_note_token (fixture->memory, id, "build", 1, fixture->now + 1 + i);
    }
  g_assert_cmpuint (count_known (fixture), ==, OUTPOST_MEMORY_MOST_WORKSPACES);
  /* All were looked at just now: the others are not remembered, and that does not change with each look. */
  workspace = dup_workspace (fixture, "gpu-01");
  events = outpost_memory_see (fixture->memory, workspace, fixture->now + MINUTE, fixture->now + MINUTE, &after_gap);
  g_assert_null (events);
  events = outpost_memory_dup_timeline (fixture->memory, outpost_workspace_get_id (workspace));
  g_assert_cmpuint (events->len, ==, 0);
  g_array_unref (events);
  /* The one that nobody looked at for longest goes. */
  events = outpost_memory_see (fixture->memory, workspace, fixture->now + 10 * MINUTE, fixture->now + 10 * MINUTE, &after_gap);
  g_assert_null (events);
  events = outpost_memory_dup_timeline (fixture->memory, outpost_workspace_get_id (workspace));
  g_assert_cmpuint (events->len, ==, 1);
  g_array_unref (events);
  g_assert_cmpuint (count_known (fixture), ==, OUTPOST_MEMORY_MOST_WORKSPACES);
}

static void
test_damage (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".damaged", NULL);
  g_autofree char *good = NULL;
  g_autoptr(GRand) random = g_rand_new_with_seed (11);
  gsize size;

  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
  assert_seen (fixture, "gpu-02", 0, "");
  assert_seen (fixture, "gpu-01", 0, "");
  outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
  assert_seen (fixture, "gpu-02", SECOND, "L");
  outpost_memory_flush (fixture->memory, fixture->now);
  g_assert_true (g_file_get_contents (fixture->path, &good, &size, NULL));
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr(GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, outpost_memory_entry_free);
      g_autoptr(GArray) runs = g_array_new (FALSE, FALSE, sizeof (OutpostRun));
      g_autoptr(GHashTable) scripts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_autoptr(GError) error = NULL;
      g_autofree char *bad = g_memdup2 (good, size);
      gsize length = round % 3 == 0 ? (gsize) g_rand_int_range (random, 0, size) : size;

      for (guint i = 0; i < 1 + round % 5; i++)
        bad[g_rand_int_range (random, 0, size)] = g_rand_int_range (random, 0, 256);
      g_assert_true (g_file_set_contents (fixture->path, bad, length, NULL));
      if (outpost_memory_file_read (fixture->path, entries, runs, scripts, &error))
        continue;
      g_assert_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE);
      g_assert_cmpuint (g_hash_table_size (entries), ==, 0);
      g_assert_cmpuint (runs->len, ==, 0);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
      g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
    }
  /* It goes on with nothing, and writes anew. */
  g_assert_true (g_file_set_contents (fixture->path, "something else", -1, NULL));
  g_clear_object (&fixture->memory);
  fixture->memory = outpost_memory_new (fixture->path);
  assert_seen (fixture, "gpu-02", SECOND, "");
  g_assert_cmpuint (count_known (fixture), ==, 1);
}

/* ---- Secrets --------------------------------------------------------------------------------------------------------- */

static void
assert_not_below (const char *path,
                  const char *secret)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  const char *name;
  gsize size;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_not_below (child, secret);
    }
  if (dir == NULL && g_file_get_contents (path, &contents, &size, NULL))
    g_assert_null (memmem (contents, size, secret, strlen (secret)));
}

/* Credentials are asked for and shown, builds and losses seen: of the tokens and the key nothing is kept. */
static void
test_no_secrets (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr(OutpostWorkspace) workspace = dup_workspace (fixture, "gpu-02");
  g_autoptr(OutpostWorkspaceList) list = outpost_workspace_list_new (fixture->client, NULL);
  g_autoptr(OutpostObserver) observer = outpost_observer_new (list, fixture->memory, outpost_demo_get_user_id (fixture->demo));

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *token = outpost_demo_dup_token (fixture->demo, "gpu-02", "main");
      g_autoptr(OutpostCredentials) credentials = outpost_test_await_boxed (
          outpost_api_get_credentials (fixture->client, outpost_workspace_get_id (workspace), "main"), NULL);
      g_autoptr(OutpostWorkspace) newer = dup_workspace (fixture, "gpu-02");

      g_assert_cmpstr (credentials->agent_token, ==, token);
      outpost_workspace_update (workspace, newer, g_get_monotonic_time ());
      outpost_observer_note_token (observer, workspace, outpost_build_get_id (outpost_workspace_get_latest_build (workspace)),
                                   fixture->now);
      outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "connected", "ready");
      g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
      outpost_demo_set_agent (fixture->demo, "gpu-02", "main", "disconnected", "ready");
      g_assert_true (outpost_test_await_true (outpost_workspace_list_refresh (list), NULL));
      outpost_memory_flush (fixture->memory, fixture->now);
      g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
      assert_not_below (fixture->dir, token);
      assert_not_below (fixture->dir, credentials->command);
      assert_not_below (fixture->dir, outpost_demo_get_key (fixture->demo));
      outpost_demo_rebuild (fixture->demo, "gpu-02");
    }
  g_assert_cmpuint (count_items (fixture->memory, outpost_workspace_get_id (workspace), OUTPOST_TIMELINE_EVENT), >=, 6);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/memory/events", test_events);
  ADD ("/memory/builds", test_builds);
  ADD ("/memory/gaps", test_gaps);
  ADD ("/memory/slept", test_slept);
  ADD ("/memory/scripts", test_scripts);
  ADD ("/memory/token", test_token);
  ADD ("/memory/attached-build", test_attached_build);
  ADD ("/memory/back-at", test_back_at);
  ADD ("/memory/older-version", test_older_version);
  ADD ("/memory/round-trip", test_round_trip);
  ADD ("/memory/written-by-itself", test_written_by_itself);
  ADD ("/memory/forgotten", test_forgotten);
  ADD ("/memory/bound-of-events", test_bound_of_events);
  ADD ("/memory/bound-of-workspaces", test_bound_of_workspaces);
  ADD ("/memory/damage", test_damage);
  ADD ("/memory/no-secrets", test_no_secrets);
  return g_test_run ();
}
