/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include "outpost-cli-errors.h"
#include "outpost-cli-instruction.h"
#include "outpost-cli-output.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  TAKES_URL = 1 << 0,
  TAKES_OUTPUT = 1 << 1,
  TAKES_SELECTION = 1 << 2,
  TAKES_YES = 1 << 3,
  TAKES_CREATION = 1 << 4,
  TAKES_ORPHAN = 1 << 5,
  TAKES_TIMEOUT = 1 << 6,
  TAKES_WATCHING = 1 << 7,
  TAKES_MANY = 1 << 8, /* any number of arguments */
  TAKES_FORM = 1 << 9,
} Takes;

/* One command: what it is called with, what it says of itself, what runs it. */
typedef struct
{
  const char *name;
  const char *alias;
  const char *usage;
  const char *summary;
  const char *description;
  const char *outputs;
  guint n_arguments;
  Takes takes;
  gboolean (*run) (const OutpostCliOptions *options, GError **error);
} Command;

static const Command commands[] = {
  { "login", NULL, N_("URL"), N_("Sign in to a deployment"),
    N_("The session key is asked for without being shown. It is read from standard input when that is not a terminal, or from "
       "CODER_SESSION_TOKEN. Outpost uses it to make a key of its own, which is kept in the system’s keyring."),
    NULL, 1, 0, outpost_cli_login },
  { "logout", NULL, "", N_("Sign out of a deployment"), N_("Deletes Outpost’s key on the deployment and in the keyring."), NULL,
    0, TAKES_URL, outpost_cli_logout },
  { "list", "ls", "", N_("List external workspaces"),
    N_("Shows the workspaces of yours whose machine is attached by hand. The same as “ls”."), "table|json", 0,
    TAKES_URL | TAKES_OUTPUT | TAKES_SELECTION, outpost_cli_list },
  { "create", NULL, N_("[OWNER/]WORKSPACE"), N_("Create an external workspace"),
    N_("Creates a workspace from a template with an external agent and prints the command that attaches its machine. What is not "
       "said with options is asked for.\n\nAn answer is NAME=VALUE and taken as it stands, commas and all. Written for Coder’s "
       "own command line it is quoted as a whole, as one field of CSV, and means the same here: \"labels=[\"\"a\"\",\"\"b\"\"]\"."
       "\n\nExits with 5 if the workspace was created but its build could not be followed to the end."),
    NULL, 1, TAKES_URL | TAKES_YES | TAKES_CREATION, outpost_cli_create },
  { "agent-instructions", NULL, N_("[OWNER/]WORKSPACE[.AGENT]"), N_("Print the command that attaches a machine"),
    N_("The command carries the agent’s token: whoever has it can attach a machine to the workspace. With --all and without a "
       "workspace: those of all that are yours and started; agents without a command are reported, and the exit code is 1. A form "
       "is for one agent; only “kubernetes” takes several, as documents in one file."),
    "text|json", 1, TAKES_URL | TAKES_OUTPUT | TAKES_FORM, outpost_cli_agent_instructions },
  { "wait", NULL, N_("[OWNER/]WORKSPACE[.AGENT]"), N_("Wait until the machine is attached"),
    N_("Exits with 0 once the agent is connected, or without AGENT once all of the workspace’s are; with 2 when the time is over, "
       "3 when the workspace is gone or you have no access to it, 4 when the deployment refuses, 1 for everything else. On a "
       "terminal it says how it goes."),
    NULL, 1, TAKES_URL | TAKES_TIMEOUT, outpost_cli_wait },
  { "watch", NULL, N_("[OWNER/]WORKSPACE…"), N_("Print what changes, until it is interrupted"),
    N_("Prints a line for each agent now, and one for each change when the deployment reports it. With --all the list of "
       "everything is read again and again."),
    "text|json", 0, TAKES_URL | TAKES_OUTPUT | TAKES_WATCHING | TAKES_MANY, outpost_cli_watch },
  { "delete", "rm", N_("[OWNER/]WORKSPACE"), N_("Delete a workspace, not the machine attached to it"),
    N_("Removes the workspace’s record and its token from the deployment, and whatever else the template made. A machine that was "
       "attached is left as it is; how to stop the agent on it is said at the end. Exits with 5 if the deletion was begun but "
       "could not be followed to the end."),
    NULL, 1, TAKES_URL | TAKES_YES | TAKES_ORPHAN, outpost_cli_delete },
};

static void
options_clear (OutpostCliOptions *self)
{
  g_free (self->url);
  g_free (self->search);
  g_strfreev (self->columns);
  g_free (self->output);
  g_free (self->template);
  g_free (self->template_version);
  g_free (self->preset);
  g_free (self->organization);
  g_strfreev (self->parameters);
  g_free (self->parameter_file);
  g_free (self->timeout);
  g_free (self->interval);
  g_free (self->platform);
  g_free (self->format);
  g_strfreev (self->arguments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OutpostCliOptions, options_clear)

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name) || g_strcmp0 (commands[i].alias, name) == 0)
      return &commands[i];
  return NULL;
}

/* Takes the command's name out of the arguments; options may stand before it. */
static char *
take_name (char **arguments)
{
  for (guint i = 1; arguments[i] != NULL; i++)
    {
      char *name = arguments[i];

      if (g_str_equal (name, "--url") && arguments[i + 1] != NULL)
        i++;
      else if (*name != '-')
        {
          memmove (&arguments[i], &arguments[i + 1], (g_strv_length (&arguments[i + 1]) + 1) * sizeof *arguments);
          return name;
        }
    }
  return NULL;
}

static GOptionContext *
new_context (const Command *command,
             OutpostCliOptions *options)
{
  g_autofree char *usage = g_strdup_printf ("%s %s", command->name, *command->usage != '\0' ? _(command->usage) : "");
  GOptionContext *context = g_option_context_new (g_strchomp (usage));
  GOptionEntry selection[] = {
    { "all", 'a', 0, G_OPTION_ARG_NONE, &options->all, N_("Everybody’s workspaces, not only your own"), NULL },
    { "search", 0, 0, G_OPTION_ARG_STRING, &options->search, N_("A search in the deployment’s words (default: owner:me)"),
      N_("QUERY") },
    { "column", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &options->columns, N_("Columns of the table, with commas between them"),
      N_("LIST") },
    { NULL },
  };
  GOptionEntry creation[] = {
    { "template", 't', 0, G_OPTION_ARG_STRING, &options->template, N_("The template"), N_("NAME") },
    { "template-version", 0, 0, G_OPTION_ARG_STRING, &options->template_version,
      N_("A version of it (default: the active one)"), N_("NAME") },
    { "org", 'O', 0, G_OPTION_ARG_STRING, &options->organization, N_("The organization, when several have that template"),
      N_("NAME") },
    { "preset", 0, 0, G_OPTION_ARG_STRING, &options->preset, N_("One of the template’s presets, or “none”"), N_("NAME") },
    { "parameter", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->parameters, N_("An answer; may be repeated"), N_("NAME=VALUE") },
    { "ephemeral-parameter", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_STRING_ARRAY, &options->parameters, NULL, NULL },
    { "rich-parameter-file", 0, 0, G_OPTION_ARG_FILENAME, &options->parameter_file, N_("Answers from a YAML file, name: value"),
      N_("FILE") },
    { "use-parameter-defaults", 0, 0, G_OPTION_ARG_NONE, &options->use_defaults, N_("Ask for nothing that has a default"), NULL },
    { "prompt-ephemeral-parameters", 0, 0, G_OPTION_ARG_NONE, &options->prompt_ephemeral,
      N_("Ask also for what applies to this build only"), NULL },
    { "no-wait", 0, 0, G_OPTION_ARG_NONE, &options->no_wait, N_("Do not wait for the build"), NULL },
    { NULL },
  };
  GOptionEntry timeout[] = {
    { "timeout", 0, 0, G_OPTION_ARG_STRING, &options->timeout, N_("Wait at most this long, such as 90s or 5m (default: no limit)"),
      N_("DURATION") },
    { NULL },
  };
  GOptionEntry watching[] = {
    { "all", 'a', 0, G_OPTION_ARG_NONE, &options->all, N_("Everything that you have access to"), NULL },
    { "interval", 0, 0, G_OPTION_ARG_STRING, &options->interval, N_("How often the list is read with --all (default: 10s)"),
      N_("DURATION") },
    { NULL },
  };
  GOptionEntry output[] = {
    { "output", 'o', 0, G_OPTION_ARG_STRING, &options->output, N_("Output format"), command->outputs },
    { NULL },
  };
  GOptionEntry yes[] = {
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &options->yes, N_("Do not ask for confirmation"), NULL },
    { NULL },
  };
  GOptionEntry orphan[] = {
    { "orphan", 0, 0, G_OPTION_ARG_NONE, &options->orphan, N_("Remove only the record; only template administrators may"), NULL },
    { NULL },
  };
  GOptionEntry form[] = {
    { "platform", 0, 0, G_OPTION_ARG_STRING, &options->platform, N_("The machine’s, such as linux/arm64 (default: the template’s)"),
      N_("OS/ARCH") },
    { "format", 0, 0, G_OPTION_ARG_STRING, &options->format, N_("How the agent is run: one of the forms below"), N_("FORM") },
    { "all", 'a', 0, G_OPTION_ARG_NONE, &options->all, N_("All agents of the workspace; without one, of all your workspaces"),
      NULL },
    { NULL },
  };
  GOptionEntry common[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &options->url, N_("The deployment, when you are signed in to several"), N_("URL") },
    { NULL },
  };
  GOptionEntry rest[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->arguments, NULL, NULL },
    { NULL },
  };

  g_option_context_set_summary (context, _(command->description));
  if (command->takes & TAKES_SELECTION)
    g_option_context_add_main_entries (context, selection, GETTEXT_PACKAGE);
  if (command->takes & TAKES_CREATION)
    g_option_context_add_main_entries (context, creation, GETTEXT_PACKAGE);
  if (command->takes & TAKES_TIMEOUT)
    g_option_context_add_main_entries (context, timeout, GETTEXT_PACKAGE);
  if (command->takes & TAKES_WATCHING)
    g_option_context_add_main_entries (context, watching, GETTEXT_PACKAGE);
  if (command->takes & TAKES_OUTPUT)
    g_option_context_add_main_entries (context, output, GETTEXT_PACKAGE);
  if (command->takes & TAKES_YES)
    g_option_context_add_main_entries (context, yes, GETTEXT_PACKAGE);
  if (command->takes & TAKES_ORPHAN)
    g_option_context_add_main_entries (context, orphan, GETTEXT_PACKAGE);
  if (command->takes & TAKES_FORM)
    {
      g_autofree char *forms = outpost_cli_instruction_dup_forms ();

      g_option_context_add_main_entries (context, form, GETTEXT_PACKAGE);
      g_option_context_set_description (context, forms);
    }
  if (command->takes & TAKES_URL)
    g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, rest, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  return context;
}

static gboolean
check_output (const Command *command,
              OutpostCliOptions *options,
              GError **error)
{
  g_auto(GStrv) choices = command->outputs != NULL ? g_strsplit (command->outputs, "|", -1) : NULL;
  g_autofree char *list = NULL;

  if (choices == NULL)
    return TRUE;
  if (options->output == NULL)
    options->output = g_strdup (choices[0]);
  if (g_strv_contains ((const char *const *) choices, options->output))
    return TRUE;
  list = g_strjoinv (_(", "), choices);
  return outpost_cli_fail (error, NULL, _("“%s” is not an output format; there are: %s"), options->output, list);
}

static gboolean
check_arguments (const Command *command,
                 OutpostCliOptions *options,
                 GError **error)
{
  guint n = options->arguments != NULL ? g_strv_length (options->arguments) : 0;
  g_autofree char *hint = g_strdup_printf (_("See “outpost-cli %s --help”."), command->name);

  if (n == command->n_arguments || (command->takes & TAKES_MANY) || (n == 0 && options->all && (command->takes & TAKES_FORM)))
    return check_output (command, options, error);
  if (n > command->n_arguments)
    return outpost_cli_fail (error, hint, _("“%s” is one argument too many"), options->arguments[command->n_arguments]);
  return outpost_cli_fail (error, hint, _("%s is missing"), _(command->usage));
}

static gboolean
parse (const Command *command,
       GOptionContext *context,
       char **arguments,
       OutpostCliOptions *options,
       GError **error)
{
  g_autoptr(GError) mistake = NULL;
  g_auto(GStrv) left = g_strdupv (arguments);
  g_autofree char *hint = g_strdup_printf (_("See “outpost-cli %s --help”."), command->name);

  if (!g_option_context_parse_strv (context, &left, &mistake))
    return outpost_cli_fail (error, hint, "%s", mistake->message);
  return check_arguments (command, options, error);
}

static gboolean
has_flag (char **arguments,
          const char *name,
          const char *letter)
{
  for (guint i = 1; arguments[i] != NULL && !g_str_equal (arguments[i], "--"); i++)
    if (g_str_equal (arguments[i], name) || g_strcmp0 (arguments[i], letter) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
print_help (GError **error)
{
  g_autoptr(GString) help = g_string_new (NULL);

  g_string_append_printf (help, "%s\n  outpost-cli %s\n\n%s\n", _("Usage:"), _("COMMAND [OPTION…]"), _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (help, "  %-20s %s\n", commands[i].name, _(commands[i].summary));
  g_string_append_printf (help, "\n%s\n  %-20s %s\n  %-20s %s\n\n%s\n", _("Options:"), "-h, --help",
                          _("Show help, also for each command"), "--version", _("Show the version"),
                          _("With CODER_URL and CODER_SESSION_TOKEN in the environment a command needs no sign-in; nothing of "
                            "it is kept."));
  return outpost_cli_print (help->str, error);
}

static gboolean
run_command (const Command *command,
             char **arguments,
             GError **error)
{
  g_auto(OutpostCliOptions) options = { NULL };
  g_autoptr(GOptionContext) context = new_context (command, &options);
  g_autofree char *help = NULL;

  if (has_flag (arguments, "--help", "-h"))
    {
      help = g_option_context_get_help (context, TRUE, NULL);
      return outpost_cli_print (help, error);
    }
  return parse (command, context, arguments, &options, error) && command->run (&options, error);
}

static gboolean
run (char **arguments,
     GError **error)
{
  g_autofree char *name = take_name (arguments);
  const Command *command = name != NULL ? find_command (name) : NULL;

  if (command != NULL)
    return run_command (command, arguments, error);
  if (name != NULL)
    return outpost_cli_fail (error, _("See “outpost-cli --help”."), _("there is no command “%s”"), name);
  if (has_flag (arguments, "--version", NULL))
    return outpost_cli_print ("outpost-cli " PACKAGE_VERSION "\n", error);
  if (arguments[1] == NULL || has_flag (arguments, "--help", "-h"))
    return print_help (error);
  return outpost_cli_fail (error, _("See “outpost-cli --help”."), _("a command is missing"));
}

int
outpost_cli_run (int argc,
                 char **argv)
{
  g_auto(GStrv) arguments = g_strdupv (argv);
  g_autoptr(GError) error = NULL;

  g_set_prgname ("outpost-cli");
  if (run (arguments, &error))
    return 0;
  outpost_cli_errors_print (error);
  return outpost_cli_errors_get_exit_code (error);
}
