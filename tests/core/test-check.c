/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-check.h"
#include "outpost-demo.h"
#include "outpost-test.h"

#include <gio/gio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What each system cannot do, or need not. */
static void
test_platforms (void)
{
  for (OutpostPlatform platform = 0; platform < OUTPOST_N_PLATFORMS; platform++)
    for (OutpostCheck check = 0; check < OUTPOST_N_CHECKS; check++)
      {
        g_autofree char *command = outpost_check_dup_command (check, platform, "https://coder.example.com/sub");
        gboolean is_linux = g_str_equal (outpost_platform_get_system (platform), "linux");
        gboolean is_windows = g_str_equal (outpost_platform_get_system (platform), "windows");
        gboolean expected = is_linux || check < OUTPOST_CHECK_LINGERING;

        if (is_windows && check == OUTPOST_CHECK_DOWNLOADER)
          expected = FALSE;
        g_assert_cmpint (command != NULL, ==, expected);
        g_assert_true (command == NULL || strstr (command, "{}") == NULL);
        g_assert_true (command == NULL || strchr (command, '\n') == NULL);
      }
}

/* The command needs curl and nothing else: a line with another program's name would look like a good answer. */
static void
test_downloader (void)
{
  for (OutpostPlatform platform = 0; platform < OUTPOST_N_PLATFORMS; platform++)
    {
      g_autofree char *command = outpost_check_dup_command (OUTPOST_CHECK_DOWNLOADER, platform, "https://coder.example.com");

      g_assert_true (command == NULL || g_str_equal (command, "command -v curl"));
    }
}

static void
test_address (void)
{
  g_autofree char *name
      = outpost_check_dup_command (OUTPOST_CHECK_NAME, OUTPOST_PLATFORM_LINUX_AMD64, "https://coder.example.com:8443/sub");
  g_autofree char *script
      = outpost_check_dup_command (OUTPOST_CHECK_SCRIPT, OUTPOST_PLATFORM_DARWIN_ARM64, "https://coder.example.com/sub");
  g_autofree char *number = outpost_check_dup_command (OUTPOST_CHECK_NAME, OUTPOST_PLATFORM_LINUX_ARM64, "http://10.0.0.7:3000");
  g_autofree char *six = outpost_check_dup_command (OUTPOST_CHECK_NAME, OUTPOST_PLATFORM_LINUX_ARM64, "http://[::1]:3000");
  g_autofree char *hostile
      = outpost_check_dup_command (OUTPOST_CHECK_REACH, OUTPOST_PLATFORM_LINUX_AMD64, "https://x.test/'$(touch /tmp/y)'");
  g_autofree char *windows
      = outpost_check_dup_command (OUTPOST_CHECK_REACH, OUTPOST_PLATFORM_WINDOWS_AMD64, "https://x.test/'$(1)'");

  g_assert_cmpstr (name, ==, "getent hosts \"coder.example.com\"");
  g_assert_cmpstr (script, ==, "curl -sSL \"https://coder.example.com/sub/api/v2/init-script/darwin/arm64\" | head -n 1");
  g_assert_null (number);
  g_assert_null (six);
  g_assert_nonnull (strstr (hostile, " 'https://x.test/'\\''$(touch /tmp/y)'\\''/healthz'"));
  g_assert_cmpstr (windows, ==, "(iwr -useb 'https://x.test/''$(1)''/healthz').StatusCode");
}

/* ---- In a real shell, on the demo ----------------------------------------------------------------------------------- */

typedef struct
{
  OutpostDemo *demo;
  GSubprocess *agents[2];
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixture->agents); i++)
    if (fixture->agents[i] != NULL)
      {
        g_subprocess_force_exit (fixture->agents[i]);
        g_subprocess_wait (fixture->agents[i], NULL, NULL);
        g_clear_object (&fixture->agents[i]);
      }
  g_clear_object (&fixture->demo);
}

typedef struct
{
  char *output;
  gboolean done;
} Answer;

static void
answered_cb (GObject *source,
             GAsyncResult *result,
             gpointer data)
{
  Answer *answer = data;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (source), result, &answer->output, NULL, NULL);
  answer->done = TRUE;
}

static gboolean
is_done (gpointer data)
{
  return ((Answer *) data)->done;
}

static char *
run (Fixture *fixture,
     OutpostCheck check)
{
  g_autofree char *command
      = outpost_check_dup_command (check, OUTPOST_PLATFORM_LINUX_AMD64, outpost_demo_get_url (fixture->demo));
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) shell = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error, "sh",
                                                    "-c", command, NULL);
  Answer answer = { NULL, FALSE };

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (shell, NULL, NULL, answered_cb, &answer);
  outpost_test_wait_until (is_done, &answer);
  g_test_message ("%s\n%s", command, answer.output);
  return answer.output;
}

static void
test_run (Fixture *fixture,
          gconstpointer data)
{
  g_autofree char *reach = run (fixture, OUTPOST_CHECK_REACH);
  g_autofree char *script = run (fixture, OUTPOST_CHECK_SCRIPT);
  g_autofree char *clock = run (fixture, OUTPOST_CHECK_CLOCK);
  g_autofree char *downloader = run (fixture, OUTPOST_CHECK_DOWNLOADER);

  g_assert_cmpstr (reach, ==, "200\n");
  g_assert_true (g_str_has_prefix (script, "#!"));
  g_assert_nonnull (strstr (clock, "UTC"));
  g_assert_nonnull (strstr (clock, "GMT"));
  g_assert_nonnull (strstr (downloader, "curl"));
}

/* The line of a process whose arguments are those of a real agent: one of somebody's own machine may run beside. */
static char *
dup_line (Fixture *fixture,
          OutpostCheck check,
          guint index)
{
  g_autofree char *lines = run (fixture, check);
  const char *pid = g_subprocess_get_identifier (fixture->agents[index]);
  g_auto(GStrv) all = g_strsplit (lines, "\n", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (g_str_has_prefix (all[i], pid) && !g_ascii_isdigit (all[i][strlen (pid)]))
      return g_strdup (all[i] + strlen (pid));
  return NULL;
}

static gboolean
is_running (gpointer data)
{
  Fixture *fixture = data;

  for (guint i = 0; i < G_N_ELEMENTS (fixture->agents); i++)
    {
      g_autofree char *line = fixture->agents[i] != NULL ? dup_line (fixture, OUTPOST_CHECK_RUNNING, i) : NULL;

      if (fixture->agents[i] != NULL && (line == NULL || !g_str_has_prefix (line, " ./coder agent ")))
        return FALSE;
    }
  return TRUE;
}

/* @token NULL: without one. @user: NULL: one's own */
static void
start (Fixture *fixture,
       guint index,
       const char *token,
       const char *user)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr(GError) error = NULL;

  if (token != NULL)
    g_subprocess_launcher_setenv (launcher, "CODER_AGENT_TOKEN", token, TRUE);
  else
    g_subprocess_launcher_unsetenv (launcher, "CODER_AGENT_TOKEN");
  if (user == NULL)
    fixture->agents[index]
        = g_subprocess_launcher_spawn (launcher, &error, "bash", "-c", "exec -a './coder agent' sleep 60", NULL);
  else
    fixture->agents[index] = g_subprocess_launcher_spawn (launcher, &error, "setpriv", "--reuid", user, "--clear-groups", "bash",
                                                          "-c", "exec -a './coder agent' sleep 60", NULL);
  g_assert_no_error (error);
  outpost_test_wait_until (is_running, fixture);
}

static void
assert_answer (Fixture *fixture,
               guint index,
               const char *answer)
{
  g_autofree char *line = dup_line (fixture, OUTPOST_CHECK_TOKEN, index);

  g_assert_cmpstr (line, ==, answer);
}

/* Each agent of the machine is asked about, and what is told is not its token. */
static void
test_token (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->demo, "gpu-02", "main");
  g_autofree char *other = outpost_demo_dup_token (fixture->demo, "attic-nas", "main");
  g_autofree char *said = NULL;

  start (fixture, 0, token, NULL);
  start (fixture, 1, other, NULL);
  assert_answer (fixture, 0, ": 426");
  assert_answer (fixture, 1, ": 426");
  outpost_demo_rebuild (fixture->demo, "gpu-02");
  assert_answer (fixture, 0, ": 401");
  assert_answer (fixture, 1, ": 426");
  said = run (fixture, OUTPOST_CHECK_TOKEN);
  g_assert_null (strstr (said, token));
  g_assert_null (strstr (said, other));
}

/* Nothing is asked without a token: that would be 401, which means something else. */
static void
test_no_agent (Fixture *fixture,
               gconstpointer data)
{
  g_autofree char *said = run (fixture, OUTPOST_CHECK_TOKEN);

  if (*said != '\0')
    {
      g_test_skip ("an agent runs on this machine");
      return;
    }
  start (fixture, 0, NULL, NULL);
  assert_answer (fixture, 0, ": no token");
}

/* As the system service runs it; whoever looks is root here, and not that user. */
static void
test_other_user (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *token = outpost_demo_dup_token (fixture->demo, "gpu-02", "main");
  g_autofree char *setpriv = g_find_program_in_path ("setpriv");

  if (getuid () != 0 || setpriv == NULL)
    {
      g_test_skip ("only root starts an agent of another user");
      return;
    }
  start (fixture, 0, token, "65534");
  assert_answer (fixture, 0, ": 426");
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/platforms", test_platforms);
  g_test_add_func ("/check/downloader", test_downloader);
  g_test_add_func ("/check/address", test_address);
  g_test_add ("/check/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/check/token", Fixture, NULL, set_up, test_token, tear_down);
  g_test_add ("/check/no-agent", Fixture, NULL, set_up, test_no_agent, tear_down);
  g_test_add ("/check/other-user", Fixture, NULL, set_up, test_other_user, tear_down);
  return g_test_run ();
}
