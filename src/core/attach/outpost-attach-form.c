/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-form.h"

#include "attach/outpost-stop-command.h"
#include "outpost-attach-once-private.h"

typedef char *(*Maker) (const OutpostAttachSubject *subject);

/* A bit a platform. */
#define BIT(platform) (1u << (platform))
#define LINUX (BIT (OUTPOST_PLATFORM_LINUX_AMD64) | BIT (OUTPOST_PLATFORM_LINUX_ARM64) | BIT (OUTPOST_PLATFORM_LINUX_ARMV7))
#define MACOS (BIT (OUTPOST_PLATFORM_DARWIN_AMD64) | BIT (OUTPOST_PLATFORM_DARWIN_ARM64))
#define WINDOWS (BIT (OUTPOST_PLATFORM_WINDOWS_AMD64) | BIT (OUTPOST_PLATFORM_WINDOWS_ARM64))

static char *
stop_command (const OutpostAttachSubject *subject)
{
  return g_strdup (outpost_stop_command_for (outpost_platform_get_system (subject->platform)));
}

static const struct
{
  const char *id;
  guint platforms;
  const char *extension; /* NULL: as the platform's shell has it */
  Maker text;
  Maker replacement;
  Maker removal;
} forms[OUTPOST_N_ATTACH_FORMS] = {
  [OUTPOST_ATTACH_ONCE] = { "once", LINUX | MACOS | WINDOWS, NULL, outpost_attach_once_dup, NULL, stop_command },
  [OUTPOST_ATTACH_SYSTEMD_USER] = { "systemd-user", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_SYSTEMD_SYSTEM] = { "systemd-system", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_LAUNCHD] = { "launchd", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_SCHEDULED_TASK] = { "scheduled-task", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_CLOUD_INIT] = { "cloud-init", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_ANSIBLE] = { "ansible", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_DOCKERFILE] = { "dockerfile", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_COMPOSE] = { "compose", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_KUBERNETES] = { "kubernetes", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_SSH] = { "ssh", 0, NULL, NULL, NULL, NULL },
  [OUTPOST_ATTACH_ENVIRONMENT] = { "environment", 0, NULL, NULL, NULL, NULL },
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
  return forms[form].extension == NULL;
}

char *
outpost_attach_form_dup_text (OutpostAttachForm form,
                              const OutpostAttachSubject *subject)
{
  g_return_val_if_fail (outpost_attach_form_suits (form, subject->platform), NULL);
  return forms[form].text (subject);
}

char *
outpost_attach_form_dup_file_name (OutpostAttachForm form,
                                   const OutpostAttachSubject *subject)
{
  const char *extension;
  g_autofree char *name = NULL;

  g_return_val_if_fail (outpost_attach_form_suits (form, subject->platform), NULL);

  extension = forms[form].extension;
  if (extension == NULL)
    extension = (WINDOWS & BIT (subject->platform)) != 0 ? "ps1" : "sh";
  name = g_strdup_printf ("%s-%s-%s.%s", subject->workspace, subject->agent, forms[form].id, extension);
  return g_strcanon (g_steal_pointer (&name), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.", '_');
}

char *
outpost_attach_form_dup_replacement (OutpostAttachForm form,
                                     const OutpostAttachSubject *subject)
{
  g_return_val_if_fail (outpost_attach_form_suits (form, subject->platform), NULL);
  return forms[form].replacement != NULL ? forms[form].replacement (subject) : NULL;
}

char *
outpost_attach_form_dup_removal (OutpostAttachForm form,
                                 const OutpostAttachSubject *subject)
{
  g_return_val_if_fail (outpost_attach_form_suits (form, subject->platform), NULL);
  return forms[form].removal != NULL ? forms[form].removal (subject) : NULL;
}
