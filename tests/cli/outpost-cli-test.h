/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-demo.h"

G_BEGIN_DECLS

/**
 * CliTest: a demo deployment in this process, and a home of its own for the program that is run against it
 * @dir: where its configuration, cache and keyring are
 * @out: standard output of the last run
 * @err: standard error of it
 * @code: its exit code
 */
typedef struct
{
  OutpostDemo *demo;
  char *dir;
  GPtrArray *variables; /* NAME=VALUE */
  char *out;
  char *err;
  int code;
} CliTest;

void cli_test_init (CliTest *self, OutpostDemoFlags flags, guint n_workspaces);
void cli_test_clear (CliTest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliTest, cli_test_clear)

/* For the runs that follow; NULL unsets. */
void cli_test_set_variable (CliTest *self, const char *name, const char *value);
/* CODER_URL and CODER_SESSION_TOKEN of the demo. */
void cli_test_use_environment (CliTest *self);

/* Runs outpost-cli with the words of @line (shell quoting) and waits for its end. @input: (nullable): its standard input. */
void cli_test_run (CliTest *self, const char *input, const char *line, ...) G_GNUC_PRINTF (3, 4);
/* As above, on a terminal: @answer is typed once @question was shown. Everything shown is in `err`. */
void cli_test_run_on_terminal (CliTest *self, const char *question, const char *answer, const char *line, ...) G_GNUC_PRINTF (4, 5);
/* Runs it as long as the test wants: one that says what it sees. */
typedef struct _CliWatch CliWatch;
CliWatch *cli_test_begin (CliTest *self, const char *line, ...) G_GNUC_PRINTF (2, 3);
/* Waits until its standard output holds @text; gives all of it, borrowed. */
const char *cli_watch_wait_said (CliWatch *self, const char *text);
/* Sends @signal (0: none) and waits for its end; then output and exit code are those of the last run. Frees it. */
void cli_watch_end (CliWatch *self, int signal);
/* Exit code 1, nothing on standard output, and a line that says @words. */
void cli_test_assert_fails (CliTest *self, const char *words);
void cli_test_assert_works (CliTest *self);

G_END_DECLS
