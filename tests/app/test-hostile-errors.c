/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-error-box.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-list-trouble.h"
#include "outpost-page-fixture.h"
#include "outpost-text.h"

/* Refusals written to be misread, to be taken for markup, or never to end: shown as they are, visible, and cut. */

#define LONG 100000
#define LONGEST_BODY 3500
#define LONGEST_DETAILS 20000

/* Markup, an override, an isolate, a bell, an escape, nothing of no width, a separator of lines; as JSON and as they are. */
#define TRICKS_JSON "<b>bold</b> &amp; a\\u202eb\\u2066c\\u0007d\\u001b[2Je\\u200bf\\u2028g"
#define TRICKS "<b>bold</b> &amp; a\u202eb\u2066c\ad\033[2Je\u200bf\u2028g"
#define TRICKS_SHOWN "<b>bold</b> &amp; a\ufffdb\ufffdc␇d␛[2Je\ufffdf\ufffdg"

/* The classes that show what the deployment says, and some that keep it for the details. */
static const guint statuses[] = { 400, 403, 409, 412, 500, 401, 404, 410, 429, 502 };

static void
assert_visible (const char *text,
                glong longest)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_cmpuint (g_utf8_strlen (text, -1), <=, longest);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (outpost_text_is_visible (lines[i]));
}

static guint
count_lines (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_length (lines);
}

static OutpostErrorWords *
dup_words (const GError *error)
{
  OutpostErrorWords *words = outpost_error_words_new (error);

  assert_visible (words->heading, 40);
  assert_visible (words->body, LONGEST_BODY);
  assert_visible (words->details, LONGEST_DETAILS);
  /* What holds for the words must hold for a log and a terminal. */
  g_assert_cmpuint (g_utf8_strlen (error->message, -1), <, 2100);
  return words;
}

/* Takes @text. */
static GError *
new_error (guint status,
           const char *type,
           char *text)
{
  g_autoptr(GBytes) body = g_bytes_new_take (text, strlen (text));

  return outpost_error_new_for_answer (status, type, TRUE, NULL, NULL, 0, body);
}

static void
test_tricks (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr(GError) error = new_error (
          statuses[i], "application/json",
          g_strdup ("{\"message\":\"" TRICKS_JSON "\",\"detail\":\"" TRICKS_JSON ".\",\"validations\":[{\"field\":\"" TRICKS_JSON
                    "\",\"detail\":\"" TRICKS_JSON "\"}]}"));
      g_autoptr(OutpostErrorWords) words = dup_words (error);

      g_assert_nonnull (strstr (words->details, "Message: " TRICKS_SHOWN "\nDetail: " TRICKS_SHOWN ".\n"));
      g_assert_nonnull (strstr (words->details, "\n" TRICKS_SHOWN ": " TRICKS_SHOWN));
      if (statuses[i] == 400)
        g_assert_nonnull (strstr (words->body, "\n" TRICKS_SHOWN ": " TRICKS_SHOWN));
      else if (statuses[i] == 403 || statuses[i] == 409 || statuses[i] == 500)
        g_assert_nonnull (strstr (words->body, "\n" TRICKS_SHOWN));
    }
}

static void
test_plain (void)
{
  g_autoptr(GError) error = new_error (400, "text/plain", g_strdup (TRICKS "\xff\n"));
  g_autoptr(OutpostErrorWords) words = dup_words (error);

  g_assert_nonnull (strstr (words->body, "\n" TRICKS_SHOWN "\ufffd"));
}

static void
test_headers (void)
{
  g_autofree char *endless = g_strnfill (LONG, 'h');
  g_autoptr(GError) tricks = outpost_error_new_for_answer (307, NULL, TRUE, "https://a.example/" TRICKS, TRICKS, 0, NULL);
  g_autoptr(GError) length = outpost_error_new_for_answer (307, NULL, TRUE, endless, endless, 0, NULL);
  g_autoptr(OutpostErrorWords) visible = dup_words (tricks);
  g_autoptr(OutpostErrorWords) bounded = dup_words (length);

  g_assert_nonnull (strstr (visible->body, "\nhttps://a.example/" TRICKS_SHOWN));
  g_assert_nonnull (strstr (visible->details, "\nRequest: " TRICKS_SHOWN));
  g_assert_nonnull (strstr (bounded->body, "hhh…"));
}

/* 100 kB in each place, one character of several bytes or one line feed after the other. */
static void
test_endless (void)
{
  static const char *const units[] = { "x", "<b>", "ü", "\\n", "\\na", "a ", "\\u0301", "\\u202e", "🙂" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint j = 0; j < G_N_ELEMENTS (statuses); j++)
      {
        g_autoptr(GString) endless = g_string_sized_new (LONG + 16);
        g_autoptr(GError) error = NULL;
        g_autoptr(OutpostErrorWords) words = NULL;

        while (endless->len < LONG)
          g_string_append (endless, units[i]);
        error = new_error (statuses[j], "application/json",
                           g_strdup_printf ("{\"message\":\"m %s\",\"detail\":\"d %s\",\"validations\":[{\"field\":\"f %s\","
                                            "\"detail\":\"v %s\"}]}",
                                            endless->str, endless->str, endless->str, endless->str));
        words = dup_words (error);
        g_assert_nonnull (strstr (words->details, "Message: m"));
        g_assert_nonnull (strstr (words->details, "…"));
        g_assert_cmpuint (count_lines (words->body), <=, 40);
      }
}

/* Without an end of things that are wrong: some are named, the others counted. */
static void
test_many_validations (void)
{
  g_autoptr(GString) json = g_string_new ("{\"message\":\"m\",\"validations\":[");
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostErrorWords) words = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (json, "%s{\"field\":\"f%u\",\"detail\":\"no\"}", i > 0 ? "," : "", i);
  g_string_append (json, "]}");
  error = new_error (400, "application/json", g_strdup (json->str));
  words = dup_words (error);
  g_assert_nonnull (strstr (words->body, "\nf4: no\nand "));
  g_assert_nonnull (strstr (words->details, "\nf19: no\nand "));
}

/* ---- On the screen ----------------------------------------------------------------------------------------------- */

static void
assert_no_markup (GtkWidget *root)
{
  if (GTK_IS_LABEL (root))
    g_assert_false (gtk_label_get_use_markup (GTK_LABEL (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_no_markup (child);
}

static void
test_box (PageFixture *fixture,
          gconstpointer data)
{
  OutpostErrorBox *box = g_object_new (OUTPOST_TYPE_ERROR_BOX, NULL);
  g_autoptr(GError) error = new_error (403, "application/json", g_strdup ("{\"message\":\"" TRICKS_JSON "\"}"));

  outpost_error_box_set_error (box, error);
  page_fixture_present (fixture, GTK_WIDGET (box));
  page_wait_shown (GTK_WIDGET (box), "\n" TRICKS_SHOWN);
  assert_no_markup (GTK_WIDGET (box));
}

/* Its description is markup: what the deployment says is not. */
static void
test_status_page (PageFixture *fixture,
                  gconstpointer data)
{
  AdwStatusPage *page = ADW_STATUS_PAGE (adw_status_page_new ());
  g_autoptr(GError) error = new_error (403, "application/json", g_strdup ("{\"message\":\"" TRICKS_JSON "\"}"));

  outpost_list_trouble_fill_page (fixture->account, error, page);
  page_fixture_present (fixture, GTK_WIDGET (page));
  page_wait_shown (GTK_WIDGET (page), "\n" TRICKS_SHOWN);
}

int
main (int argc,
      char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile-errors/tricks", test_tricks);
  g_test_add_func ("/hostile-errors/plain", test_plain);
  g_test_add_func ("/hostile-errors/headers", test_headers);
  g_test_add_func ("/hostile-errors/endless", test_endless);
  g_test_add_func ("/hostile-errors/many-validations", test_many_validations);
  page_fixture_add ("/hostile-errors/box", test_box);
  page_fixture_add ("/hostile-errors/status-page", test_status_page);
  return g_test_run ();
}
