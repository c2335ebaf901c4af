/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "attach/outpost-attach-form.h"
#include "attach/outpost-quote.h"
#include "attach/outpost-stop-command.h"
#include "outpost-attach-fixture.h"

typedef char *(*Make) (OutpostAttachForm form, const OutpostAttachSubject *subject);

/* Whatever the form was: there is one for all. */
static char *
dup_stop (OutpostAttachForm form,
          const OutpostAttachSubject *subject)
{
  return form == OUTPOST_ATTACH_ONCE ? outpost_stop_command_dup_for_subject (subject) : NULL;
}

static const struct
{
  const char *name;
  Make make;
} parts[] = {
  { "install", outpost_attach_form_dup_text },
  { "replace", outpost_attach_form_dup_replacement },
  { "remove", outpost_attach_form_dup_removal },
  { "stop", dup_stop },
};

/* ---- Golden texts ------------------------------------------------------------------------------------------------- */

/* Everything, for a person to read and for this test to compare. OUTPOST_WRITE_GOLDEN=1 in the environment writes what is wanted:
 * `OUTPOST_WRITE_GOLDEN=1 ./dev test attach-forms`, then `git diff`. */
static void
check_golden (OutpostAttachForm form,
              OutpostPlatform platform,
              guint part)
{
  g_autoptr(OutpostAttachSubject) subject = attach_fixture_new_plain (platform);
  g_autofree char *text = parts[part].make (form, subject);
  g_autofree char *folder = g_strdup_printf ("%s/core/golden/%s-%s", g_getenv ("G_TEST_SRCDIR"),
                                             outpost_platform_get_system (platform), outpost_platform_get_architecture (platform));
  g_autofree char *path = g_strdup_printf ("%s/%s.%s", folder, outpost_attach_form_get_id (form), parts[part].name);
  g_autofree char *lines = NULL;
  g_autofree char *golden = NULL;
  g_autoptr(GError) error = NULL;

  if (text == NULL)
    return;
  /* A command of one line has no end of line of its own. */
  lines = g_strdup_printf ("%s%s", text, g_str_has_suffix (text, "\n") ? "" : "\n");
  if (g_getenv ("OUTPOST_WRITE_GOLDEN") != NULL)
    {
      g_mkdir_with_parents (folder, 0755);
      g_assert_true (g_file_set_contents (path, lines, -1, NULL));
    }
  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lines, ==, golden);
}

static void
test_golden (gconstpointer data)
{
  OutpostPlatform platform = GPOINTER_TO_UINT (data);

  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
      if (outpost_attach_form_suits (form, platform))
        check_golden (form, platform, part);
}

/* ---- Every form --------------------------------------------------------------------------------------------------- */

typedef void (*Check) (OutpostAttachForm form, OutpostPlatform platform);

static void
for_each (Check check)
{
  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    for (OutpostPlatform platform = 0; platform < OUTPOST_N_PLATFORMS; platform++)
      if (outpost_attach_form_suits (form, platform))
        check (form, platform);
}

/* Says at its beginning whose it is, in a comment, and that the token ends with the build. */
static void
check_header (OutpostAttachForm form,
              OutpostPlatform platform)
{
  g_autoptr(OutpostAttachSubject) subject = attach_fixture_new_plain (platform);
  g_autofree char *text = outpost_attach_form_dup_text (form, subject);
  g_auto(GStrv) lines = g_strsplit (text, "\n", 4);
  const char *said = g_str_has_prefix (lines[0], "# ") ? lines[0] : lines[1];

  if (form == OUTPOST_ATTACH_ONCE)
    return;
  g_assert_cmpstr (said, ==, "# Coder agent “main” of the workspace ann/gpu-box on https://coder.example.com, build 7.");
  g_assert_nonnull (strstr (text, "# A new build of the workspace makes a new token"));
  g_assert_null (strstr (text, "@NAME@"));
}

/* Shown with bullets: the text is as it was, but for the token. */
static void
check_masked (OutpostAttachForm form,
              OutpostPlatform platform)
{
  g_autoptr(OutpostAttachSubject) subject = attach_fixture_new_plain (platform);
  g_autoptr(OutpostAttachSubject) masked = outpost_attach_subject_dup_masked (subject);

  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    {
      g_autofree char *text = parts[part].make (form, subject);
      g_autofree char *shown = parts[part].make (form, masked);
      g_autoptr(GString) replaced = g_string_new (text);

      if (text == NULL)
        continue;
      g_string_replace (replaced, subject->token, "••••••••", 0);
      g_assert_cmpstr (shown, ==, replaced->str);
      if (g_str_equal (parts[part].name, "remove") || g_str_equal (parts[part].name, "stop"))
        g_assert_null (strstr (text, subject->token));
    }
}

/* What cannot be written is refused in a comment that any of the languages passes over. */
static void
check_refused (OutpostAttachForm form,
               OutpostPlatform platform)
{
  static const char *const tokens[] = { "a\nb", "a\033b", "a\xC2\x85"
                                                          "b",
                                        "a\xEF\xBF\xBF"
                                        "b" };

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr(OutpostAttachSubject) subject = attach_fixture_new (platform, "https://a.example", "o", "w", "a", tokens[i]);
      g_autofree char *text = outpost_attach_form_dup_text (form, subject);
      g_autofree char *replacement = outpost_attach_form_dup_replacement (form, subject);
      g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

      g_assert_true (outpost_attach_form_carries (form, subject) == (form == OUTPOST_ATTACH_ONCE));
      if (form == OUTPOST_ATTACH_ONCE)
        continue;
      for (guint line = 0; lines[line] != NULL; line++)
        g_assert_true (*lines[line] == '\0' || *lines[line] == '#');
      if (replacement != NULL)
        g_assert_cmpstr (replacement, ==, text);
    }
}

/* Whatever the names and secrets hold, something comes out. What it is to its readers: attach-languages.py. */
static void
check_hostile (OutpostAttachForm form,
               OutpostPlatform platform)
{
  g_autofree char *long_text = g_strnfill (3000, '\'');
  const char *const texts[] = { "", "'", "\\", "$(x)`y`", "a\nb\r\tc", "@TOKEN@", "@", "‘’😀\xEF\xBF\xBE\xE2\x80\xA8", long_text };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(OutpostAttachSubject) subject = attach_fixture_new (platform, texts[i], texts[i], texts[i], texts[i], texts[i]);

      for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
        {
          g_autofree char *text = parts[part].make (form, subject);

          if (text != NULL)
            g_assert_true (g_utf8_validate (text, -1, NULL));
        }
    }
}

static void
check_file_name (OutpostAttachForm form,
                 OutpostPlatform platform)
{
  g_autofree char *long_name = g_strnfill (5000, 'x');
  const char *const names[] = { "gpu-box", "-rf", "../../etc", ".hidden", "a b\nc\"d", "ünïcode", "", long_name };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(OutpostAttachSubject) subject = attach_fixture_new (platform, "https://a.example", "o", names[i], names[i], "t");
      g_autofree char *name = outpost_attach_form_dup_file_name (form, subject);

      g_assert_cmpuint (strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_."), ==, strlen (name));
      g_assert_true (g_ascii_isalnum (*name) || *name == '_');
      g_assert_cmpuint (strlen (name), <, 80);
    }
}

static void
test_each (gconstpointer data)
{
  for_each ((Check) data);
}

static void
test_find (void)
{
  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    g_assert_true (outpost_attach_form_find (outpost_attach_form_get_id (form)) == form);
  g_assert_true (outpost_attach_form_find ("Once") == OUTPOST_N_ATTACH_FORMS);
  g_assert_true (outpost_attach_form_find (NULL) == OUTPOST_N_ATTACH_FORMS);
  g_assert_false (outpost_attach_form_suits (OUTPOST_ATTACH_ONCE, OUTPOST_N_PLATFORMS));
  g_assert_false (outpost_attach_form_suits (OUTPOST_ATTACH_LAUNCHD, OUTPOST_PLATFORM_LINUX_AMD64));
}

/* ---- Names on the machine ----------------------------------------------------------------------------------------- */

static char *
dup_service (const char *address,
             const char *owner,
             const char *workspace,
             const char *agent)
{
  g_autoptr(OutpostAttachSubject) subject
      = attach_fixture_new (OUTPOST_PLATFORM_LINUX_AMD64, address, owner, workspace, agent, "t");
  g_autofree char *removal = outpost_attach_form_dup_removal (OUTPOST_ATTACH_KUBERNETES, subject);
  const char *begin = strstr (removal, "kubectl delete deployment/") + strlen ("kubectl delete deployment/");

  return g_strndup (begin, strcspn (begin, " "));
}

/* Several agents on one machine, of whatever workspace of whatever deployment: each has its own; and each build has the same. */
static void
test_names (void)
{
  static const char *const subjects[][4] = {
    { "https://a.example", "ann", "a", "b-c" },
    { "https://a.example", "ann", "a-b", "c" },
    { "https://a.example", "bob", "a", "b-c" },
    { "https://b.example", "ann", "a", "b-c" },
    { "https://a.example", "ann", "a", "b_c" },
    { "https://a.example", "ann", "ä", "ö" },
    { "https://a.example", "ann", "ü", "ö" },
    { "https://a.example", "ann", "", "" },
    { "https://a.example", "ann", "'; rm", "$x" },
    { "https://a.example", "ann", "very-long-name-of-a-workspace-1", "also-a-long-name-1" },
    { "https://a.example", "ann", "very-long-name-of-a-workspace-2", "also-a-long-name-1" },
  };
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      char *name = dup_service (subjects[i][0], subjects[i][1], subjects[i][2], subjects[i][3]);

      g_assert_true (g_regex_match_simple ("^coder-agent(-[a-z0-9]+)+$", name, 0, 0));
      g_assert_cmpuint (strlen (name), <=, 63);
      g_assert_true (g_hash_table_add (seen, name));
    }
}

/* ---- Platforms ---------------------------------------------------------------------------------------------------- */

static void
test_platforms (void)
{
  g_assert_true (outpost_platform_parse ("linux/arm64") == OUTPOST_PLATFORM_LINUX_ARM64);
  g_assert_true (outpost_platform_parse ("Linux-ARMv7") == OUTPOST_PLATFORM_LINUX_ARMV7);
  g_assert_true (outpost_platform_parse ("macOS/arm64") == OUTPOST_PLATFORM_DARWIN_ARM64);
  g_assert_true (outpost_platform_parse ("plan9/386") == OUTPOST_N_PLATFORMS);
  g_assert_true (outpost_platform_parse ("linux") == OUTPOST_N_PLATFORMS);
  g_assert_true (outpost_platform_find (NULL, "amd64") == OUTPOST_N_PLATFORMS);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (OutpostPlatform platform = 0; platform < OUTPOST_N_PLATFORMS; platform++)
    {
      g_autofree char *path = g_strdup_printf ("/attach-forms/golden/%s-%s", outpost_platform_get_system (platform),
                                               outpost_platform_get_architecture (platform));

      g_test_add_data_func (path, GUINT_TO_POINTER (platform), test_golden);
    }
  g_test_add_data_func ("/attach-forms/header", check_header, test_each);
  g_test_add_data_func ("/attach-forms/masked", check_masked, test_each);
  g_test_add_data_func ("/attach-forms/refused", check_refused, test_each);
  g_test_add_data_func ("/attach-forms/hostile", check_hostile, test_each);
  g_test_add_data_func ("/attach-forms/file-name", check_file_name, test_each);
  g_test_add_func ("/attach-forms/find", test_find);
  g_test_add_func ("/attach-forms/names", test_names);
  g_test_add_func ("/attach-forms/platforms", test_platforms);
  return g_test_run ();
}
