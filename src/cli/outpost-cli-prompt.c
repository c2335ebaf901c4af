/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-prompt.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_LINE 4096

static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };
static volatile sig_atomic_t caught;

static void catch (int number)
{
  caught = number;
}

gboolean
outpost_cli_prompt_is_possible (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

void
outpost_cli_prompt_wipe (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* Byte by byte and without stdio, so that no buffer keeps a copy. %NULL where the input has ended. */
static char *
read_line (void)
{
  char line[MAX_LINE] = { 0 };
  gsize length = 0;
  gboolean ended = FALSE;
  char *text;

  while (length + 1 < sizeof line)
    {
      gssize n = read (STDIN_FILENO, &line[length], 1);

      if (n < 0 && errno == EINTR && caught == 0)
        continue;
      ended = n <= 0;
      if (ended || line[length] == '\n')
        break;
      length++;
    }
  line[length] = '\0';
  text = ended && length == 0 ? NULL : g_strdup (line);
  explicit_bzero (line, sizeof line);
  return text != NULL ? g_strstrip (text) : NULL;
}

char *
outpost_cli_prompt_read (void)
{
  char *text = read_line ();

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, outpost_cli_prompt_wipe);
  return text;
}

char *
outpost_cli_prompt_line (const char *question)
{
  char *text;

  fprintf (stderr, "%s ", question);
  text = read_line ();
  if (!isatty (STDIN_FILENO))
    fputc ('\n', stderr);
  return text;
}

static void
set_handlers (struct sigaction *kept,
              gboolean ours)
{
  struct sigaction action = { .sa_handler = catch };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], ours ? &action : &kept[i], ours ? &kept[i] : NULL);
}

char *
outpost_cli_prompt_secret (const char *question)
{
  struct sigaction kept[G_N_ELEMENTS (signals)];
  struct termios shown;
  struct termios hidden;
  char *secret;

  if (tcgetattr (STDIN_FILENO, &shown) != 0)
    return NULL;
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) (ECHO | ECHOE | ECHOK | ECHONL);
  /* The terminal must show what is typed again, also when the program is ended here. */
  caught = 0;
  set_handlers (kept, TRUE);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  fprintf (stderr, "%s ", question);
  secret = outpost_cli_prompt_read ();
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  fputc ('\n', stderr);
  set_handlers (kept, FALSE);
  if (caught != 0)
    {
      g_clear_pointer (&secret, outpost_cli_prompt_wipe);
      raise (caught);
    }
  return secret;
}

static gboolean
begins_with (const char *answer,
             const char *letter)
{
  return g_ascii_strncasecmp (answer, letter, strlen (letter)) == 0;
}

gboolean
outpost_cli_prompt_yes (const char *question)
{
  /* Translators: the letter that means yes; “y” does in each language */
  const char *letter = _("y");
  char *answer;
  gboolean yes;

  fprintf (stderr, "%s [%s/N] ", question, letter);
  answer = outpost_cli_prompt_read ();
  yes = answer != NULL && (begins_with (answer, letter) || begins_with (answer, "y"));
  outpost_cli_prompt_wipe (answer);
  return yes;
}
