/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-output.h"

#include "outpost-cli-errors.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdio.h>

gboolean
outpost_cli_print (const char *text,
                   GError **error)
{
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return TRUE;
  /* A reader that has seen enough, such as head, is no failure to speak of; sockets made this signal be ignored. */
  if (errno == EPIPE)
    {
      signal (SIGPIPE, SIG_DFL);
      raise (SIGPIPE);
    }
  return outpost_cli_fail (error, NULL, _("the output could not be written: %s"), g_strerror (errno));
}

void
outpost_cli_notice (const char *format,
                    ...)
{
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, "%s\n", line);
}
