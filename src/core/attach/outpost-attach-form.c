/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-form.h"

#include "attach/outpost-quote.h"
#include "attach/outpost-stop-command.h"
#include "outpost-attach-once-private.h"
#include "outpost-attach-template-private.h"

/* A bit a platform. */
#define BIT(platform) (1u << (platform))
#define LINUX (BIT (OUTPOST_PLATFORM_LINUX_AMD64) | BIT (OUTPOST_PLATFORM_LINUX_ARM64) | BIT (OUTPOST_PLATFORM_LINUX_ARMV7))
#define MACOS (BIT (OUTPOST_PLATFORM_DARWIN_AMD64) | BIT (OUTPOST_PLATFORM_DARWIN_ARM64))
#define WINDOWS (BIT (OUTPOST_PLATFORM_WINDOWS_AMD64) | BIT (OUTPOST_PLATFORM_WINDOWS_ARM64))

/* One form: where it fits, how its file is called, and the templates (forms/) of what is made of it; NULL where there is none. */
static const struct
{
  const char *id;
  guint platforms;
  const char *ending; /* NULL: its id and as the platform's shell has it */
  const char *text;
  const char *replacement;
  const char *removal;
} forms[OUTPOST_N_ATTACH_FORMS] = {
  [OUTPOST_ATTACH_ONCE] = { "once", LINUX | MACOS | WINDOWS },
  [OUTPOST_ATTACH_SYSTEMD_USER]
  = { "systemd-user", LINUX, NULL, "systemd-user.sh", "systemd-user-replace.sh", "systemd-user-remove.sh" },
  [OUTPOST_ATTACH_SYSTEMD_SYSTEM]
  = { "systemd-system", LINUX, NULL, "systemd-system.sh", "systemd-system-replace.sh", "systemd-system-remove.sh" },
  [OUTPOST_ATTACH_LAUNCHD] = { "launchd", MACOS, NULL, "launchd.sh", "launchd-replace.sh", "launchd-remove.sh" },
  [OUTPOST_ATTACH_SCHEDULED_TASK] = { "scheduled-task", WINDOWS, NULL, "scheduled-task.ps1", "scheduled-task-replace.ps1",
                                      "scheduled-task-remove.ps1" },
  [OUTPOST_ATTACH_CLOUD_INIT] = { "cloud-init", LINUX, "-cloud-init.yaml", "cloud-init.yaml", "systemd-system-replace.sh",
                                  "systemd-system-remove.sh" },
  [OUTPOST_ATTACH_ANSIBLE] = { "ansible", LINUX, "-ansible.yaml", "ansible.yaml", NULL, "systemd-system-remove.sh" },
  [OUTPOST_ATTACH_DOCKERFILE]
  = { "dockerfile", LINUX, ".Dockerfile", "dockerfile", "dockerfile-replace.sh", "dockerfile-remove.sh" },
  [OUTPOST_ATTACH_COMPOSE]
  = { "compose", LINUX, "-compose.yaml", "compose.yaml", "compose-replace.sh", "compose-remove.sh" },
  [OUTPOST_ATTACH_KUBERNETES]
  = { "kubernetes", LINUX, "-kubernetes.yaml", "kubernetes.yaml", "kubernetes-replace.sh", "kubernetes-remove.sh" },
  [OUTPOST_ATTACH_SSH] = { "ssh", LINUX | MACOS, "-ssh.sh", "ssh.sh", NULL, "ssh-remove.sh" },
  [OUTPOST_ATTACH_ENVIRONMENT] = { "environment", LINUX | MACOS, ".env", "environment", NULL, NULL },
};

const char *
outpost_attach_form_get_id (OutpostAttachForm form)
{
  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, NULL);
  return forms[form].id;
}

OutpostAttachForm
outpost_attach_form_find (const char *id)
{
  OutpostAttachForm form = 0;

  while (form < OUTPOST_N_ATTACH_FORMS && g_strcmp0 (forms[form].id, id) != 0)
    form++;
  return form;
}

gboolean
outpost_attach_form_suits (OutpostAttachForm form,
                           OutpostPlatform platform)
{
  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, FALSE);
  return platform < OUTPOST_N_PLATFORMS && (forms[form].platforms & BIT (platform)) != 0;
}

gboolean
outpost_attach_form_is_command (OutpostAttachForm form)
{
  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, FALSE);
  return forms[form].ending == NULL || g_str_has_suffix (forms[form].ending, ".sh");
}

gboolean
outpost_attach_form_carries (OutpostAttachForm form,
                             const OutpostAttachSubject *subject)
{
  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, FALSE);

  switch (form)
    {
    case OUTPOST_ATTACH_ONCE:
      return TRUE;
    case OUTPOST_ATTACH_ENVIRONMENT:
    case OUTPOST_ATTACH_DOCKERFILE:
    case OUTPOST_ATTACH_COMPOSE:
      return outpost_quote_is_bare (subject->token) && outpost_quote_is_bare (subject->address);
    default:
      return outpost_quote_is_carried (subject->token) && outpost_quote_is_carried (subject->address);
    }
}

/* A comment in each of the languages, and nothing else: whoever runs it runs nothing. */
static char *
dup_refusal (void)
{
  return g_strdup ("# The token or the address of this deployment holds signs that this form cannot carry.\n"
                   "# Attach the machine once, in a terminal, instead.\n");
}

static char *
dup_filled (const char *template,
            OutpostAttachForm form,
            const OutpostAttachSubject *subject)
{
  g_autofree char *file = outpost_attach_form_dup_file_name (form, subject);

  return outpost_attach_template_fill (template, subject, file);
}

char *
outpost_attach_form_dup_text (OutpostAttachForm form,
                              const OutpostAttachSubject *subject)
{
  g_return_val_if_fail (outpost_attach_form_suits (form, subject->platform), NULL);

  if (!outpost_attach_form_carries (form, subject))
    return dup_refusal ();
  return forms[form].text != NULL ? dup_filled (forms[form].text, form, subject) : outpost_attach_once_dup (subject);
}

/* Names of files stay short enough for every archive and file system, and never begin like an option or a hidden file. */
char *
outpost_attach_form_dup_file_name (OutpostAttachForm form,
                                   const OutpostAttachSubject *subject)
{
  const char *shell = (WINDOWS & BIT (subject->platform)) != 0 ? "ps1" : "sh";
  g_autofree char *ending = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, NULL);

  ending = forms[form].ending != NULL ? g_strdup (forms[form].ending) : g_strdup_printf ("-%s.%s", forms[form].id, shell);
  name = g_strdup_printf ("%.32s-%.24s%s", subject->workspace, subject->agent, ending);
  g_strcanon (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.", '_');
  if (!g_ascii_isalnum (*name))
    *name = '_';
  return g_steal_pointer (&name);
}

char *
outpost_attach_form_dup_replacement (OutpostAttachForm form,
                                     const OutpostAttachSubject *subject)
{
  g_return_val_if_fail (outpost_attach_form_suits (form, subject->platform), NULL);

  if (forms[form].replacement == NULL)
    return NULL;
  return outpost_attach_form_carries (form, subject) ? dup_filled (forms[form].replacement, form, subject) : dup_refusal ();
}

char *
outpost_attach_form_dup_removal (OutpostAttachForm form,
                                 const OutpostAttachSubject *subject)
{
  g_return_val_if_fail (outpost_attach_form_suits (form, subject->platform), NULL);

  if (form == OUTPOST_ATTACH_ONCE)
    return g_strdup (outpost_stop_command_for (outpost_platform_get_system (subject->platform)));
  return forms[form].removal != NULL ? dup_filled (forms[form].removal, form, subject) : NULL;
}
