/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-template-private.h"

#include <gio/gio.h>
#include <string.h>

#include "attach/outpost-attach-form.h"
#include "attach/outpost-quote.h"
#include "outpost-attach-forms.h"
#include "outpost-attach-name-private.h"
#include "outpost-text.h"

#define FOLDER "/io/github/outpost_app/Outpost/attach/"

/* What a filling is about. */
typedef struct
{
  const OutpostAttachSubject *subject;
  const char *file;
} Filling;

typedef char *(*Quote) (const char *text);

/* One word of the templates: what it says, and how that is quoted; or another template that stands for it. */
typedef struct
{
  const char *word;
  char *(*say) (const Filling *filling);
  Quote quote;
  const char *template;
} Word;

/* ---- What the words say ------------------------------------------------------------------------------------------- */

/* In a comment: nothing that could end it. */
static char *
say_subject (const Filling *filling)
{
  const OutpostAttachSubject *subject = filling->subject;
  g_autofree char *text = g_strdup_printf ("Coder agent “%s” of the workspace %s/%s on %s", subject->agent, subject->owner,
                                           subject->workspace, subject->address);
  g_autoptr(GString) visible = g_string_new_take (outpost_text_dup_visible (text));

  /* No characters at all, which YAML does not take even in a comment. */
  g_string_replace (visible, "\xEF\xBF\xBE", "\xEF\xBF\xBD", 0);
  g_string_replace (visible, "\xEF\xBF\xBF", "\xEF\xBF\xBD", 0);
  return g_string_free (g_steal_pointer (&visible), FALSE);
}

static char *
say_subject_comment (const Filling *filling)
{
  g_autofree char *subject = say_subject (filling);

  return g_strdup_printf ("# %s.", subject);
}

static char *
say_header (const Filling *filling)
{
  g_autofree char *subject = say_subject (filling);

  return g_strdup_printf ("# %s, build %" G_GINT64_FORMAT ".\n"
                          "# A new build of the workspace makes a new token; this one is refused then, and has to be replaced.",
                          subject, filling->subject->build);
}

static char *
say_build (const Filling *filling)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, filling->subject->build);
}

static char *
say_description (const Filling *filling)
{
  g_autofree char *subject = say_subject (filling);

  /* A backslash at the end would join the next line. */
  return g_strdup_printf ("%s.", subject);
}

static char *
say_name (const Filling *filling)
{
  return outpost_attach_name_dup_service (filling->subject);
}

static char *
say_user (const Filling *filling)
{
  return outpost_attach_name_dup_user (filling->subject);
}

static char *
say_file (const Filling *filling)
{
  return g_strdup (filling->file);
}

static char *
say_env_file (const Filling *filling)
{
  return outpost_attach_form_dup_file_name (OUTPOST_ATTACH_ENVIRONMENT, filling->subject);
}

static char *
say_token (const Filling *filling)
{
  return g_strdup (filling->subject->token);
}

static char *
say_token_line (const Filling *filling)
{
  g_autofree char *value = outpost_quote_environment (filling->subject->token);

  return g_strdup_printf ("CODER_AGENT_TOKEN=%s", value);
}

static char *
say_whole_token_line (const Filling *filling)
{
  g_autofree char *line = say_token_line (filling);

  return g_strdup_printf ("%s\n", line);
}

static char *
say_address (const Filling *filling)
{
  return g_strdup (filling->subject->address);
}

static char *
say_url (const Filling *filling)
{
  return outpost_attach_subject_dup_script_url (filling->subject);
}

static char *
say_binary_url (const Filling *filling)
{
  const char *system = outpost_platform_get_system (filling->subject->platform);

  return g_strdup_printf ("%s/bin/coder-%s-%s%s", filling->subject->address, system,
                          outpost_platform_get_architecture (filling->subject->platform),
                          g_str_equal (system, "windows") ? ".exe" : "");
}

/* The script as a whole or not at all: through a pipe a broken connection would run half of it. In the end the agent is this very
 * process, which is what a service manager wants to watch. */
static char *
say_run (const Filling *filling)
{
  g_autofree char *url = say_url (filling);
  g_autofree char *quoted = outpost_quote_sh (url);

  return g_strdup_printf ("script=$(curl -fsSL %s) && exec sh -c \"$script\"", quoted);
}

static char *
say_run_with_dollars (const Filling *filling)
{
  g_autofree char *run = say_run (filling);

  return outpost_quote_dollars (run);
}

/* docker's words: https://github.com/containerd/platforms */
static char *
say_docker_platform (const Filling *filling)
{
  const char *architecture = outpost_platform_get_architecture (filling->subject->platform);

  return g_strdup_printf ("linux/%s", g_str_equal (architecture, "armv7") ? "arm/v7" : architecture);
}

static char *
say_kubernetes_architecture (const Filling *filling)
{
  const char *architecture = outpost_platform_get_architecture (filling->subject->platform);

  return g_strdup (g_str_equal (architecture, "armv7") ? "arm" : architecture);
}

/* ---- The words ---------------------------------------------------------------------------------------------------- */

static const Word words[] = {
  { "HEADER", say_header, NULL, NULL },
  { "SUBJECT_COMMENT", say_subject_comment, NULL, NULL },
  { "BUILD", say_build, NULL, NULL },
  { "DESCRIPTION", say_description, outpost_quote_specifiers, NULL },
  { "SUBJECT", say_subject, NULL, NULL },
  { "NAME", say_name, NULL, NULL },
  { "USER", say_user, NULL, NULL },
  { "FILE", say_file, NULL, NULL },
  { "ENV_FILE", say_env_file, NULL, NULL },
  { "ADDRESS", say_address, NULL, NULL },
  { "URL_SH", say_url, outpost_quote_sh, NULL },
  { "URL_PS", say_url, outpost_quote_powershell, NULL },
  { "BINARY_URL_SH", say_binary_url, outpost_quote_sh, NULL },
  { "TOKEN", say_token, NULL, NULL },
  { "TOKEN_SH", say_token, outpost_quote_sh, NULL },
  { "TOKEN_PS", say_token, outpost_quote_powershell, NULL },
  { "TOKEN_YAML", say_token, outpost_quote_yaml, NULL },
  { "TOKEN_LINE_SH", say_token_line, outpost_quote_sh, NULL },
  { "TOKEN_LINE_YAML", say_whole_token_line, outpost_quote_yaml, NULL },
  { "RUN_SYSTEMD", say_run, outpost_quote_systemd, NULL },
  { "RUN_XML", say_run, outpost_quote_xml, NULL },
  { "RUN_YAML", say_run, outpost_quote_yaml, NULL },
  { "RUN_DOLLARS", say_run_with_dollars, outpost_quote_yaml, NULL },
  { "DOCKER_PLATFORM", say_docker_platform, NULL, NULL },
  { "KUBERNETES_ARCHITECTURE", say_kubernetes_architecture, NULL, NULL },
  { "USER_UNIT", NULL, NULL, "systemd-user-unit" },
  { "SYSTEM_UNIT", NULL, NULL, "systemd-system-unit" },
  { "USER_COMMAND", NULL, NULL, "user-command" },
  { "PLIST", NULL, NULL, "launchd-plist" },
  { "TASK_SCRIPT", NULL, NULL, "scheduled-task-script" },
  { "DOCKERFILE_BODY", NULL, NULL, "dockerfile-body" },
  { "KUBERNETES_SECRET", NULL, NULL, "kubernetes-secret" },
  { "SSH_STOP", NULL, NULL, "ssh-stop" },
  { "ENVIRONMENT", NULL, NULL, "environment-body" },
};

static const Word *
find_word (const char *name,
           gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length && strncmp (words[i].word, name, length) == 0)
      return &words[i];
  return NULL;
}

/* The word at @text, which begins with its first `@`; NULL where none stands there. */
static const Word *
read_word (const char *text)
{
  gsize length = strspn (text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

  return length > 0 && text[1 + length] == '@' ? find_word (text + 1, length) : NULL;
}

static char *
dup_value (const Word *word,
           const Filling *filling)
{
  g_autofree char *said = NULL;

  if (word->template != NULL)
    {
      said = outpost_attach_template_fill (word->template, filling->subject, filling->file);
      g_strchomp (said);
    }
  else
    said = word->say (filling);
  return word->quote != NULL ? word->quote (said) : g_steal_pointer (&said);
}

/* @begin: where the line begins in @text */
static void
append_indented (GString *text,
                 gsize begin,
                 const char *value)
{
  g_autofree char *indentation = g_strndup (text->str + begin, strspn (text->str + begin, " "));

  for (const char *c = value; *c != '\0'; c++)
    {
      g_string_append_c (text, *c);
      if (*c == '\n' && c[1] != '\n')
        g_string_append (text, indentation);
    }
}

char *
outpost_attach_template_fill (const char *name,
                              const OutpostAttachSubject *subject,
                              const char *file)
{
  const Filling filling = { subject, file };
  g_autofree char *path = g_strconcat (FOLDER, name, ".in", NULL);
  g_autoptr(GBytes) bytes = g_resource_lookup_data (outpost_attach_forms_get_resource (), path, 0, NULL);
  GString *text = g_string_sized_new (8192);
  gsize line = 0;

  g_assert (bytes != NULL);
  for (const char *c = g_bytes_get_data (bytes, NULL); *c != '\0';)
    {
      const Word *word = *c == '@' ? read_word (c) : NULL;

      if (word != NULL)
        {
          g_autofree char *value = dup_value (word, &filling);

          append_indented (text, line, value);
          c += strlen (word->word) + 2;
          continue;
        }
      g_string_append_c (text, *c);
      if (*c++ == '\n')
        line = text->len;
    }
  return g_string_free (text, FALSE);
}
