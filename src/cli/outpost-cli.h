/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * OutpostCliOptions: everything that can be said on the command line; a command reads what it has options for
 */
typedef struct
{
  char *url;
  gboolean all;
  char *search;
  char **columns;
  char *output;
  gboolean yes;
  char *template;
  char *template_version;
  char *preset;
  char *organization;
  char **parameters;
  char *parameter_file;
  gboolean use_defaults;
  gboolean prompt_ephemeral;
  gboolean no_wait;
  gboolean orphan;
  char *timeout;
  char *interval;
  char *platform;
  char *format;
  char **arguments;
} OutpostCliOptions;

/* The commands. Each prints what it has to say; %FALSE with an error that outpost_cli_errors_print() words. */
gboolean outpost_cli_login (const OutpostCliOptions *options, GError **error);
gboolean outpost_cli_logout (const OutpostCliOptions *options, GError **error);
gboolean outpost_cli_list (const OutpostCliOptions *options, GError **error);
gboolean outpost_cli_create (const OutpostCliOptions *options, GError **error);
gboolean outpost_cli_delete (const OutpostCliOptions *options, GError **error);
gboolean outpost_cli_wait (const OutpostCliOptions *options, GError **error);
gboolean outpost_cli_watch (const OutpostCliOptions *options, GError **error);
gboolean outpost_cli_agent_instructions (const OutpostCliOptions *options, GError **error);

/* Parses the command line, runs the command and returns the exit code: 0, or 1 for every failure; see
 * outpost_cli_errors_get_exit_code() for the few that have one of their own. */
int outpost_cli_run (int argc, char **argv);

G_END_DECLS
