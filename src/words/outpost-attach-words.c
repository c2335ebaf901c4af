/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *title;
  const char *does;
  const char *needs;
  const char *undoing;
} forms[OUTPOST_N_ATTACH_FORMS] = {
  [OUTPOST_ATTACH_ONCE]
  = { N_("Once, in a Terminal"), N_("Runs until the terminal is closed or the machine restarts."),
      N_("Needs curl, or PowerShell on Windows."), N_("Ctrl+C ends it; where that is out of reach, the command below does.") },
  [OUTPOST_ATTACH_SYSTEMD_USER]
  = { N_("systemd User Service"), N_("Runs as you from the start of the machine, even when you are not logged in."),
      N_("Needs systemd and curl; lingering may have to be allowed by an administrator."),
      N_("The removal command stops and disables the service and deletes its files and its token.") },
  [OUTPOST_ATTACH_SYSTEMD_SYSTEM]
  = { N_("systemd System Service"), N_("Runs from the start of the machine as a user made for it."),
      N_("Needs systemd, curl, and root or sudo to set it up."),
      N_("The removal command stops and disables the service and deletes its files and its token; the user and its home stay.") },
  [OUTPOST_ATTACH_LAUNCHD]
  = { N_("launchd Agent"), N_("Runs from when you log in until you log out, and is started again when it ends."),
      N_("Needs a Mac that you are logged in to; restarted, it waits for your login."),
      N_("The removal command unloads the agent and deletes its files and its token.") },
  [OUTPOST_ATTACH_SCHEDULED_TASK]
  = { N_("Scheduled Task"), N_("Runs as you from the start of Windows, even when you are not logged in."),
      N_("Needs a PowerShell run as administrator to set it up."),
      N_("The removal command stops and deletes the task, its files and its token.") },
  [OUTPOST_ATTACH_CLOUD_INIT]
  = { N_("cloud-init"), N_("Sets up the system service when a new machine starts for the first time."),
      N_("Needs an image with cloud-init and systemd; the machine’s user data holds the token."),
      N_("Delete the machine, or run the removal command on it.") },
  [OUTPOST_ATTACH_ANSIBLE]
  = { N_("Ansible Playbook"), N_("Sets up the system service on a host; run again, it puts a new token in place."),
      N_("Needs Ansible here and systemd on the host, with the right to become root there."),
      N_("Run the removal command on the host.") },
  [OUTPOST_ATTACH_DOCKERFILE]
  = { N_("Dockerfile"), N_("Builds an image that runs as a container; the token stays in a file beside it."),
      N_("Needs Docker or Podman and the environment file."),
      N_("The removal command deletes container and image; the volume with the home stays.") },
  [OUTPOST_ATTACH_COMPOSE]
  = { N_("Docker Compose"), N_("Builds and runs a container that comes up again with Docker; the token stays in a file beside it."),
      N_("Needs Docker with Compose 2.17 or newer and the environment file."),
      N_("The removal command deletes container and image; the volume with the home stays.") },
  [OUTPOST_ATTACH_KUBERNETES]
  = { N_("Kubernetes"), N_("Runs as one pod, with the token in a Secret; its files go with the pod."),
      N_("Needs kubectl with the right to make a Secret and a Deployment."), N_("The removal command deletes both.") },
  [OUTPOST_ATTACH_SSH]
  = { N_("Over SSH"), N_("Starts it on another machine, until that restarts; the token goes there through ssh itself."),
      N_("Needs ssh here, and sh and curl on the other machine."),
      N_("The removal command ends it there and deletes its files.") },
  [OUTPOST_ATTACH_ENVIRONMENT]
  = { N_("Environment File"), N_("Holds the agent’s variables, for whatever else starts it."),
      N_("Needs something that reads it, such as a container engine or a service of your own."),
      N_("Delete the file and end what was started with it.") },
};

static const char *const platforms[OUTPOST_N_PLATFORMS] = {
  [OUTPOST_PLATFORM_LINUX_AMD64] = N_("Linux, x86 64-bit"),
  [OUTPOST_PLATFORM_LINUX_ARM64] = N_("Linux, ARM 64-bit"),
  [OUTPOST_PLATFORM_LINUX_ARMV7] = N_("Linux, ARM 32-bit"),
  [OUTPOST_PLATFORM_DARWIN_AMD64] = N_("macOS, Intel"),
  [OUTPOST_PLATFORM_DARWIN_ARM64] = N_("macOS, Apple Silicon"),
  [OUTPOST_PLATFORM_WINDOWS_AMD64] = N_("Windows, x86 64-bit"),
  [OUTPOST_PLATFORM_WINDOWS_ARM64] = N_("Windows, ARM 64-bit"),
};

const char *
outpost_attach_words_get_title (OutpostAttachForm form)
{
  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, NULL);
  return _(forms[form].title);
}

const char *
outpost_attach_words_get_does (OutpostAttachForm form)
{
  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, NULL);
  return _(forms[form].does);
}

const char *
outpost_attach_words_get_needs (OutpostAttachForm form)
{
  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, NULL);
  return _(forms[form].needs);
}

const char *
outpost_attach_words_get_undoing (OutpostAttachForm form)
{
  g_return_val_if_fail (form < OUTPOST_N_ATTACH_FORMS, NULL);
  return _(forms[form].undoing);
}

const char *
outpost_attach_words_get_platform (OutpostPlatform platform)
{
  g_return_val_if_fail (platform < OUTPOST_N_PLATFORMS, NULL);
  return _(platforms[platform]);
}

char *
outpost_attach_words_dup_warning (OutpostPlatform own,
                                  OutpostPlatform chosen)
{
  if (own == chosen)
    return NULL;
  if (own == OUTPOST_N_PLATFORMS)
    return g_strdup (_("Outpost does not know the template’s own platform. What it starts may not run on this machine."));
  /* Translators: %s is a platform, such as “Linux, ARM 64-bit” */
  return g_strdup_printf (_("The template is made for %s. The agent connects from another platform too, but the template’s scripts "
                            "and apps may not run there."),
                          _(platforms[own]));
}
