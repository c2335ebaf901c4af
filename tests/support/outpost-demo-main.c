/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "outpost-demo.h"

/* The demo deployment by itself, for benchmarks and tests of whole programs: says in one line of JSON how to reach it and
 * runs until it is ended or its standard input closes. */

static int n_workspaces;
static int n_templates;
static int n_questions;
static gboolean open_source, no_license, redirect, tls, still;

static const GOptionEntry entries[] = {
  { "workspaces", 0, 0, G_OPTION_ARG_INT, &n_workspaces, "How many workspaces there are; 0 for the believable ones", "N" },
  { "templates", 0, 0, G_OPTION_ARG_INT, &n_templates, "How many more templates there are", "N" },
  { "questions", 0, 0, G_OPTION_ARG_INT, &n_questions, "How many more questions the template “workshop” asks", "N" },
  { "open-source", 0, 0, G_OPTION_ARG_NONE, &open_source, "Be the open-source edition", NULL },
  { "no-license", 0, 0, G_OPTION_ARG_NONE, &no_license, "Have no licence", NULL },
  { "redirect", 0, 0, G_OPTION_ARG_NONE, &redirect, "Redirect to the access URL", NULL },
  { "tls", 0, 0, G_OPTION_ARG_NONE, &tls, "Serve https", NULL },
  { "still", 0, 0, G_OPTION_ARG_NONE, &still, "Nothing moves by itself", NULL },
  { NULL },
};

static gboolean
ended_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gboolean
input_cb (int fd,
          GIOCondition condition,
          gpointer loop)
{
  char bytes[64];

  if (read (fd, bytes, sizeof bytes) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

int
main (int argc,
      char *argv[])
{
  g_autoptr(GOptionContext) context = g_option_context_new ("- a pretend deployment on loopback");
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostDemo) demo = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error))
    demo = outpost_demo_new ((open_source ? OUTPOST_DEMO_OPEN_SOURCE : 0) | (no_license ? OUTPOST_DEMO_NO_LICENSE : 0)
                                 | (redirect ? OUTPOST_DEMO_REDIRECT : 0) | (tls ? OUTPOST_DEMO_TLS : 0)
                                 | (still ? OUTPOST_DEMO_STILL : 0),
                             MAX (n_workspaces, 0), &error);
  if (demo == NULL)
    {
      g_printerr ("%s\n", error->message);
      return EXIT_FAILURE;
    }
  if (n_templates > 0)
    outpost_demo_add_templates (demo, n_templates);
  if (n_questions > 0)
    outpost_demo_add_questions (demo, "workshop", n_questions);
  printf ("{\"url\":\"%s\",\"key\":\"%s\",\"email\":\"%s\",\"password\":\"%s\",\"user_id\":\"%s\",\"username\":\"%s\"}\n",
          outpost_demo_get_url (demo), outpost_demo_get_key (demo), outpost_demo_get_email (demo), outpost_demo_get_password (demo),
          outpost_demo_get_user_id (demo), outpost_demo_get_username (demo));
  fflush (stdout);
  g_unix_signal_add (SIGTERM, ended_cb, loop);
  g_unix_signal_add (SIGINT, ended_cb, loop);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, input_cb, loop);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}
