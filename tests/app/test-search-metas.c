/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-page-fixture.h"
#include "outpost-search-metas.h"

/* What a desktop's search says of the demo's workspaces. */

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)

static OutpostSearch *
new_search (PageFixture *fixture,
            gint64 as_of)
{
  g_autoptr(GPtrArray) workspaces = page_fixture_list (fixture);
  g_autoptr(GListStore) store = g_list_store_new (OUTPOST_TYPE_WORKSPACE);
  OutpostSearch *search = outpost_search_new ();

  g_list_store_splice (store, 0, 0, workspaces->pdata, workspaces->len);
  outpost_search_add (search, "a", outpost_account_get_user_id (fixture->account), "host\u202e", as_of, G_LIST_MODEL (store));
  return search;
}

/* The key of the meta at @index. */
static char *
dup_value (GVariant *metas,
           gsize index,
           const char *key)
{
  g_autoptr(GVariant) meta = g_variant_get_child_value (metas, index);
  char *value = NULL;

  g_assert_true (g_variant_lookup (meta, key, "s", &value));
  return value;
}

/* The names of what is found for one word, by commas; @descriptions: the same of what is said of it */
static char *
dup_found (OutpostSearch *search,
           const char *word,
           const char *key,
           gint64 now)
{
  const char *words[] = { word, NULL };
  g_auto(GStrv) ids = outpost_search_find (search, words, NULL);
  g_autoptr(GVariant) metas = g_variant_ref_sink (outpost_search_metas_new (search, (const char *const *) ids, now));
  GString *text = g_string_new (NULL);

  g_assert_cmpuint (g_variant_n_children (metas), ==, g_strv_length (ids));
  for (gsize i = 0; i < g_variant_n_children (metas); i++)
    {
      g_autofree char *value = dup_value (metas, i, key);
      g_autofree char *id = dup_value (metas, i, "id");

      g_assert_cmpstr (id, ==, ids[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", value);
    }
  return g_string_free (text, FALSE);
}

static void
test_metas (PageFixture *fixture,
            gconstpointer data)
{
  gint64 now = g_get_real_time ();
  g_autoptr(OutpostSearch) search = new_search (fixture, now);
  g_autofree char *names = dup_found (search, "gpu", "name", now);
  g_autofree char *descriptions = dup_found (search, "gpu-01", "description", now);
  g_autofree char *icons = dup_found (search, "gpu-01", "gicon", now);
  g_autofree char *stopped = dup_found (search, "old-tower", "description", now);

  g_assert_cmpstr (names, ==, "gpu-01, Copy Command…, gpu-02");
  g_assert_cmpstr (descriptions, ==,
                   "Started · Connected · Externally Managed · host\357\277\275, "
                   "Attaches a machine to gpu-01; asks before anything is copied");
  g_assert_cmpstr (icons, ==, "object-select-symbolic, edit-copy-symbolic");
  /* Nothing is said of a machine that is not wanted, and there is no command. */
  g_assert_cmpstr (stopped, ==, "Stopped · Externally Managed · host\357\277\275");
}

/* Somebody else's is named with its owner. */
static void
test_owner (PageFixture *fixture,
            gconstpointer data)
{
  gint64 now = g_get_real_time ();
  g_autoptr(OutpostSearch) search = new_search (fixture, now);
  g_autofree char *names = dup_found (search, "ada", "name", now);

  g_assert_true (g_str_has_prefix (names, "ada/"));
}

/* What was kept some time ago may not be so any more. */
static void
test_old (PageFixture *fixture,
          gconstpointer data)
{
  gint64 now = g_get_real_time ();
  g_autoptr(OutpostSearch) search = new_search (fixture, now - 10 * MINUTE);
  g_autofree char *description = dup_found (search, "old-tower", "description", now);

  g_assert_nonnull (strstr (description, " · As of "));
}

static void
test_text (void)
{
  static const char *const words[] = { " gpu", "01\n", "\u202e", "", NULL };
  static const char *const none[] = { NULL };
  g_autofree char *much = g_strnfill (1000, 'x');
  const char *const long_words[] = { "\303\274", much, NULL };
  g_autofree char *text = outpost_search_metas_dup_text (words);
  g_autofree char *empty = outpost_search_metas_dup_text (none);
  g_autofree char *cut = outpost_search_metas_dup_text (long_words);

  g_assert_cmpstr (text, ==, "gpu 01\342\220\212 \357\277\275");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 200);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  page_fixture_add ("/search-metas/metas", test_metas);
  page_fixture_add ("/search-metas/owner", test_owner);
  page_fixture_add ("/search-metas/old", test_old);
  g_test_add_func ("/search-metas/text", test_text);
  return g_test_run ();
}
