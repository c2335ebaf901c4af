/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-search.h"
#include "outpost-test.h"

/* What is found by words, in which order, and what an id means. */

#define AS_OF (1000 * (gint64) G_USEC_PER_SEC)

/* A workspace of a list. */
typedef struct
{
  const char *id;
  const char *name;
  const char *owner;
  const char *template;
  const char *display;
  char kind; /* e(xternal), s(topped), n(ot external), q(ueued: nobody knows) */
} Row;

static const Row at_work[] = {
  { "1", "my-gpu", "alice", "rack", "Classic Rack", 'e' },
  { "2", "gpu-10", "alice", "rack", "Classic Rack", 's' },
  { "3", "gpu", "bob", "rack", "Classic Rack", 'e' },
  { "4", "attic", "alice", "gpu-tower", "Tower", 'e' },
  { "5", "supergpu", "alice", "rack", "Classic Rack", 'e' },
  { "6", "gpu-cloud", "alice", "rack", "Classic Rack", 'n' },
  { "7", "gpu-new", "alice", "rack", "Classic Rack", 'q' },
};

static const Row at_home[] = {
  { "1", "gpu-10", "alice", "b\303\274ro", "B\303\234RO Machine", 'e' },
  { "8/command", "strange", "alice", "rack", "Rack", 'e' },
};

static OutpostWorkspace *
new_workspace (const Row *row)
{
  const char *agent = "{\"type\":\"coder_external_agent\",\"agents\":[{\"id\":\"a\",\"name\":\"main\",\"status\":\"connected\"}]}";
  const char *flag = row->kind == 'q' ? "" : row->kind == 'n' ? "\"has_external_agent\":false,"
                                                              : "\"has_external_agent\":true,";
  g_autofree char *text = g_strdup_printf (
      "{\"id\":\"%s\",\"name\":\"%s\",\"owner_id\":\"id-%s\",\"owner_name\":\"%s\",\"template_name\":\"%s\","
      "\"template_display_name\":\"%s\",\"health\":{\"healthy\":true},\"latest_build\":{\"id\":\"b\",\"transition\":\"%s\",%s"
      "\"status\":\"x\",\"resources\":[%s],\"job\":{\"id\":\"j\",\"status\":\"%s\"}}}",
      row->id, row->name, row->owner, row->owner, row->template, row->display, row->kind == 's' ? "stop" : "start", flag,
      row->kind == 'q' ? "" : agent, row->kind == 'q' ? "pending" : "succeeded");
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  OutpostWorkspace *workspace = outpost_workspace_new_from_json (bytes, &error);

  g_assert_no_error (error);
  return workspace;
}

static void
add (OutpostSearch *search,
     const char *account,
     const char *deployment,
     const Row *rows,
     gsize n)
{
  g_autoptr(GListStore) store = g_list_store_new (OUTPOST_TYPE_WORKSPACE);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr(OutpostWorkspace) workspace = new_workspace (&rows[i]);

      g_list_store_append (store, workspace);
    }
  outpost_search_add (search, account, "id-alice", deployment, AS_OF, G_LIST_MODEL (store));
}

static OutpostSearch *
new_search (void)
{
  OutpostSearch *search = outpost_search_new ();

  add (search, "work", "coder.example.com", at_work, G_N_ELEMENTS (at_work));
  add (search, "home", "[::1]:8080", at_home, G_N_ELEMENTS (at_home));
  return search;
}

/* Words by spaces, and what is found for them, the best first. */
static const struct
{
  const char *words;
  const char *found;
} questions[] = {
  /* The name itself, what begins with it, a word in it, a part of one, what stands beside it. */
  { "gpu", "work/3 work/3/command home/1 work/2 work/7 work/1 work/5 work/4" },
  { "GPU", "work/3 work/3/command home/1 work/2 work/7 work/1 work/5 work/4" },
  { "gpu-10", "home/1 home/1/command work/2" },
  { "10 gpu", "home/1 home/1/command work/2" },
  { "gpu bob", "work/3 work/3/command" },
  { "bob/gpu", "work/3 work/3/command" },
  { "gpu-10 classic", "work/2" },
  { "gpu-10 coder.example", "work/2" },
  { "B\303\234RO", "home/1 home/1/command" },
  { "bu\314\210ro", "home/1 home/1/command" },
  { "cloud", "" },
  { "gpu nowhere", "" },
  { "classic\nrack", "" },
  { "", "" },
  { " ", "" },
};

static GStrv
find (OutpostSearch *search,
      const char *words,
      const char *among)
{
  g_auto(GStrv) terms = g_strsplit (words, " ", -1);
  g_auto(GStrv) ids = among != NULL ? g_strsplit (among, " ", -1) : NULL;

  return outpost_search_find (search, (const char *const *) terms, (const char *const *) ids);
}

static char *
dup_found (OutpostSearch *search,
           const char *words,
           const char *among)
{
  g_auto(GStrv) found = find (search, words, among);

  return g_strjoinv (" ", found);
}

static void
test_find (void)
{
  g_autoptr(OutpostSearch) search = new_search ();

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *found = dup_found (search, questions[i].words, NULL);

      g_test_message ("“%s”", questions[i].words);
      g_assert_cmpstr (found, ==, questions[i].found);
    }
}

/* What was found before may be anything. */
static void
test_among (void)
{
  g_autoptr(OutpostSearch) search = new_search ();
  g_autofree char *narrowed = dup_found (search, "gpu", "work/5 ../../etc nobody/3 work/2 work/2/command work/6");
  g_autofree char *none = dup_found (search, "gpu", "work/4/command /");
  g_autofree char *empty = dup_found (search, "gpu", "");

  g_assert_cmpstr (narrowed, ==, "work/2 work/5");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (empty, ==, "");
}

/* More than anybody looks at is cut, and a list that was cut does not hide what it left out. */
static void
test_many (void)
{
  g_autoptr(OutpostSearch) search = outpost_search_new ();
  g_autoptr(GListStore) store = g_list_store_new (OUTPOST_TYPE_WORKSPACE);
  g_auto(GStrv) all = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *last = NULL;

  for (guint i = 0; i < 700; i++)
    {
      g_autofree char *name = g_strdup_printf ("node-%03u", i);
      Row row = { name, name, "alice", "rack", "Rack", 's' };
      g_autoptr(OutpostWorkspace) workspace = new_workspace (&row);

      g_list_store_append (store, workspace);
    }
  outpost_search_add (search, "a", "id-alice", "host", AS_OF, G_LIST_MODEL (store));
  all = find (search, "node", NULL);
  g_assert_cmpuint (g_strv_length (all), ==, 500);
  joined = g_strjoinv (" ", all);
  last = dup_found (search, "node-699", joined);
  g_assert_cmpstr (last, ==, "a/node-699");
}

static void
test_hostile_words (void)
{
  g_autoptr(OutpostSearch) search = new_search ();
  g_autofree char *long_word = g_strnfill (1 << 20, 'g');
  g_autofree char *many = NULL;
  g_auto(GStrv) words = g_new0 (char *, 10001);
  g_autofree char *none = dup_found (search, long_word, NULL);
  g_autofree char *invalid = dup_found (search, "gpu \xff", NULL);
  g_auto(GStrv) found = NULL;

  for (guint i = 0; i < 10000; i++)
    words[i] = g_strdup ("gpu");
  found = outpost_search_find (search, (const char *const *) words, NULL);
  many = g_strjoinv (" ", found);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (invalid, ==, "");
  g_assert_true (g_str_has_prefix (many, "work/3 "));
}

static void
test_lookup (void)
{
  static const char *const unknown[]
      = { "", "/", "work", "work/", "work/9", "nobody/1", "work/6", "work/2/command", "work/1/command/command", "/command",
          "home/8", "8/command", "work/1/", "WORK/1" };
  g_autoptr(OutpostSearch) search = new_search ();
  OutpostSearchHit hit;

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_test_message ("“%s”", unknown[i]);
      g_assert_false (outpost_search_lookup (search, unknown[i], &hit));
    }
  g_assert_true (outpost_search_lookup (search, "work/3", &hit));
  g_assert_cmpstr (hit.account_id, ==, "work");
  g_assert_cmpstr (hit.deployment, ==, "coder.example.com");
  g_assert_cmpstr (outpost_workspace_get_name (hit.workspace), ==, "gpu");
  g_assert_cmpint (hit.as_of, ==, AS_OF);
  g_assert_false (hit.is_mine);
  g_assert_false (hit.is_command);
  g_assert_true (outpost_search_lookup (search, "home/1/command", &hit));
  g_assert_cmpstr (hit.account_id, ==, "home");
  g_assert_true (hit.is_mine);
  g_assert_true (hit.is_command);
  /* An id of the deployment that looks like one of ours is that workspace, not a command. */
  g_assert_true (outpost_search_lookup (search, "home/8/command", &hit));
  g_assert_cmpstr (outpost_workspace_get_name (hit.workspace), ==, "strange");
  g_assert_false (hit.is_command);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/find", test_find);
  g_test_add_func ("/search/among", test_among);
  g_test_add_func ("/search/many", test_many);
  g_test_add_func ("/search/hostile-words", test_hostile_words);
  g_test_add_func ("/search/lookup", test_lookup);
  return g_test_run ();
}
