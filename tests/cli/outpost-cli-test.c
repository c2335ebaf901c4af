/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-test.h"

#include "outpost-test.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <pty.h>
#include <string.h>
#include <unistd.h>

/* One run of the program under way. */
typedef struct
{
  CliTest *test;
  GSubprocess *process;
  int terminal; /* our end, or -1 */
  GString *shown;
  gboolean ended;
} Run;

void
cli_test_set_variable (CliTest *self,
                       const char *name,
                       const char *value)
{
  g_autofree char *prefix = g_strconcat (name, "=", NULL);

  for (guint i = self->variables->len; i > 0; i--)
    if (g_str_has_prefix (self->variables->pdata[i - 1], prefix))
      g_ptr_array_remove_index (self->variables, i - 1);
  g_ptr_array_add (self->variables, g_strconcat (prefix, value, NULL));
}

static void
add_dir (CliTest *self,
         const char *variable,
         const char *name)
{
  g_autofree char *path = g_build_filename (self->dir, name, NULL);

  cli_test_set_variable (self, variable, path);
}

void
cli_test_init (CliTest *self,
               OutpostDemoFlags flags,
               guint n_workspaces)
{
  g_autoptr(GError) error = NULL;

  self->demo = outpost_demo_new (flags, n_workspaces, &error);
  g_assert_no_error (error);
  self->dir = outpost_test_dup_dir ();
  self->variables = g_ptr_array_new_with_free_func (g_free);
  add_dir (self, "HOME", "");
  add_dir (self, "XDG_CONFIG_HOME", "config");
  add_dir (self, "XDG_CACHE_HOME", "cache");
  add_dir (self, "XDG_DATA_HOME", "data");
  add_dir (self, "XDG_RUNTIME_DIR", "");
  add_dir (self, "SECRET_FILE_TEST_PATH", "keyring");
  cli_test_set_variable (self, "SECRET_BACKEND", "file");
  cli_test_set_variable (self, "SECRET_FILE_TEST_PASSWORD", "test");
  cli_test_set_variable (self, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
  cli_test_set_variable (self, "CODER_URL", "");
  cli_test_set_variable (self, "CODER_SESSION_TOKEN", "");
  cli_test_set_variable (self, "LC_ALL", "C.UTF-8");
}

static void
clear_run (CliTest *self)
{
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
}

void
cli_test_clear (CliTest *self)
{
  clear_run (self);
  g_clear_object (&self->demo);
  g_clear_pointer (&self->variables, g_ptr_array_unref);
  g_clear_pointer (&self->dir, g_free);
}

void
cli_test_use_environment (CliTest *self)
{
  cli_test_set_variable (self, "CODER_URL", outpost_demo_get_url (self->demo));
  cli_test_set_variable (self, "CODER_SESSION_TOKEN", outpost_demo_get_key (self->demo));
}

static GSubprocess *
spawn (CliTest *self,
       GSubprocessLauncher *launcher,
       const char *line)
{
  g_autofree char *whole = g_strdup_printf ("%s %s", g_getenv ("OUTPOST_CLI"), line);
  g_auto(GStrv) words = NULL;
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  g_assert_true (g_shell_parse_argv (whole, NULL, &words, NULL));
  for (guint i = 0; i < self->variables->len; i++)
    {
      g_auto(GStrv) parts = g_strsplit (self->variables->pdata[i], "=", 2);

      g_subprocess_launcher_setenv (launcher, parts[0], parts[1], TRUE);
    }
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  return process;
}

/* The address sanitizer says once in each process that it does not know fibers. */
static void
drop_sanitizer_note (char *text)
{
  char *note = text != NULL ? strstr (text, "WARNING: ASan doesn't fully support") : NULL;
  char *end = note != NULL ? strchr (note, '\n') : NULL;

  if (end == NULL)
    return;
  while (note > text && note[-1] != '\n')
    note--;
  memmove (note, end + 1, strlen (end + 1) + 1);
}

static void
ended_cb (GObject *source,
          GAsyncResult *result,
          gpointer data)
{
  Run *run = data;
  g_autoptr(GError) error = NULL;

  g_subprocess_communicate_utf8_finish (run->process, result, &run->test->out, &run->test->err, &error);
  g_assert_no_error (error);
  drop_sanitizer_note (run->test->err);
  run->ended = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  Run *run = data;
  char buffer[512];
  gssize n;

  while (run->terminal >= 0 && (n = read (run->terminal, buffer, sizeof buffer)) > 0)
    g_string_append_len (run->shown, buffer, n);
  return run->ended;
}

static void
finish (Run *run)
{
  outpost_test_wait_until (has_ended, run);
  g_assert_true (g_subprocess_get_if_exited (run->process));
  run->test->code = g_subprocess_get_exit_status (run->process);
  g_clear_object (&run->process);
}

/* A file without a name: who ends without reading all of it breaks nothing. */
static int
open_input (const char *input)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;
  int file = g_file_open_tmp ("outpost-cli-input-XXXXXX", &path, &error);

  g_assert_no_error (error);
  unlink (path);
  g_assert_cmpint (write (file, input, strlen (input)), ==, strlen (input));
  g_assert_cmpint (lseek (file, 0, SEEK_SET), ==, 0);
  return file;
}

void
cli_test_run (CliTest *self,
              const char *input,
              const char *line,
              ...)
{
  g_autoptr(GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *words = NULL;
  Run run = { .test = self, .terminal = -1 };
  va_list arguments;

  clear_run (self);
  va_start (arguments, line);
  words = g_strdup_vprintf (line, arguments);
  va_end (arguments);
  g_subprocess_launcher_take_stdin_fd (launcher, open_input (input != NULL ? input : ""));
  run.process = spawn (self, launcher, words);
  g_subprocess_communicate_utf8_async (run.process, NULL, NULL, ended_cb, &run);
  finish (&run);
}

typedef struct
{
  Run *run;
  const char *question;
} Question;

static gboolean
is_asked (gpointer data)
{
  Question *question = data;

  return has_ended (question->run) || strstr (question->run->shown->str, question->question) != NULL;
}

/* Both ends of a new terminal; ours does not block. */
static int
open_terminal (int *theirs)
{
  int ours;

  g_assert_cmpint (openpty (&ours, theirs, NULL, NULL, NULL), ==, 0);
  g_assert_true (g_unix_set_fd_nonblocking (ours, TRUE, NULL));
  fcntl (ours, F_SETFD, FD_CLOEXEC);
  fcntl (*theirs, F_SETFD, FD_CLOEXEC);
  return ours;
}

void
cli_test_run_on_terminal (CliTest *self,
                          const char *question,
                          const char *answer,
                          const char *line,
                          ...)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *words = NULL;
  Run run = { .test = self, .shown = g_string_new (NULL) };
  Question asked = { &run, question };
  va_list arguments;
  int theirs;

  clear_run (self);
  va_start (arguments, line);
  words = g_strdup_vprintf (line, arguments);
  va_end (arguments);
  run.terminal = open_terminal (&theirs);
  g_subprocess_launcher_take_stdin_fd (launcher, fcntl (theirs, F_DUPFD_CLOEXEC, 0));
  g_subprocess_launcher_take_stderr_fd (launcher, theirs);
  run.process = spawn (self, launcher, words);
  g_subprocess_communicate_utf8_async (run.process, NULL, NULL, ended_cb, &run);
  outpost_test_wait_until (is_asked, &asked);
  g_assert_cmpint (write (run.terminal, answer, strlen (answer)), ==, strlen (answer));
  finish (&run);
  close (run.terminal);
  self->err = g_string_free (run.shown, FALSE);
  drop_sanitizer_note (self->err);
}

/* ---- One that goes on -------------------------------------------------------------------------------------------- */

struct _CliWatch
{
  CliTest *test;
  GSubprocess *process;
  int pipes[2]; /* our ends of its output and its errors */
  GString *said[2];
  const char *wanted;
};

static void
read_all (CliWatch *self)
{
  char buffer[4096];
  gssize n;

  for (guint i = 0; i < 2; i++)
    while ((n = read (self->pipes[i], buffer, sizeof buffer)) > 0)
      g_string_append_len (self->said[i], buffer, n);
}

CliWatch *
cli_test_begin (CliTest *self,
                const char *line,
                ...)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  CliWatch *watch = g_new0 (CliWatch, 1);
  g_autofree char *words = NULL;
  va_list arguments;
  int ends[2];

  va_start (arguments, line);
  words = g_strdup_vprintf (line, arguments);
  va_end (arguments);
  watch->test = self;
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
      g_assert_true (g_unix_set_fd_nonblocking (ends[0], TRUE, NULL));
      watch->pipes[i] = ends[0];
      watch->said[i] = g_string_new (NULL);
      if (i == 0)
        g_subprocess_launcher_take_stdout_fd (launcher, ends[1]);
      else
        g_subprocess_launcher_take_stderr_fd (launcher, ends[1]);
    }
  watch->process = spawn (self, launcher, words);
  return watch;
}

static gboolean
has_said (gpointer data)
{
  CliWatch *self = data;

  read_all (self);
  return strstr (self->said[0]->str, self->wanted) != NULL;
}

const char *
cli_watch_wait_said (CliWatch *self,
                     const char *text)
{
  g_test_message ("waiting for “%s”", text);
  self->wanted = text;
  outpost_test_wait_until (has_said, self);
  return self->said[0]->str;
}

static void
waited_cb (GObject *source,
           GAsyncResult *result,
           gpointer data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

void
cli_watch_end (CliWatch *self,
               int signal)
{
  gboolean ended = FALSE;

  if (signal != 0)
    g_subprocess_send_signal (self->process, signal);
  g_subprocess_wait_async (self->process, NULL, waited_cb, &ended);
  outpost_test_wait_until (is_true, &ended);
  read_all (self);
  clear_run (self->test);
  g_assert_true (g_subprocess_get_if_exited (self->process));
  self->test->code = g_subprocess_get_exit_status (self->process);
  self->test->out = g_string_free (self->said[0], FALSE);
  self->test->err = g_string_free (self->said[1], FALSE);
  drop_sanitizer_note (self->test->err);
  close (self->pipes[0]);
  close (self->pipes[1]);
  g_object_unref (self->process);
  g_free (self);
}

void
cli_test_assert_fails (CliTest *self,
                       const char *words)
{
  if (self->code != 1 || strstr (self->err, words) == NULL)
    g_test_message ("exit code %d, standard error: %s", self->code, self->err);
  g_assert_cmpint (self->code, ==, 1);
  g_assert_cmpstr (self->out, ==, "");
  g_assert_nonnull (strstr (self->err, "outpost-cli: "));
  g_assert_nonnull (strstr (self->err, words));
}

void
cli_test_assert_works (CliTest *self)
{
  if (self->code != 0)
    g_test_message ("exit code %d, standard error: %s", self->code, self->err);
  g_assert_cmpint (self->code, ==, 0);
}
