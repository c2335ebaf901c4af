/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-check-words.h"

#include <glib/gi18n.h>

static const char *const titles[OUTPOST_N_CHECKS] = {
  [OUTPOST_CHECK_RUNNING] = N_("Is the Agent Running?"),
  [OUTPOST_CHECK_TOKEN] = N_("Is Its Token Still Good?"),
  [OUTPOST_CHECK_DOWNLOADER] = N_("Is curl Installed?"),
  [OUTPOST_CHECK_NAME] = N_("Is the Deployment’s Name Found?"),
  [OUTPOST_CHECK_REACH] = N_("Does the Deployment Answer?"),
  [OUTPOST_CHECK_SCRIPT] = N_("Does the Script Arrive?"),
  [OUTPOST_CHECK_CLOCK] = N_("Is the Clock Right?"),
  [OUTPOST_CHECK_PROXY] = N_("Is There a Proxy?"),
  [OUTPOST_CHECK_LINGERING] = N_("Does a User Service Keep Running?"),
  [OUTPOST_CHECK_RIGHTS] = N_("Does sudo Work?"),
  [OUTPOST_CHECK_SELINUX] = N_("Does SELinux Interfere?"),
};

static const char *const answers[OUTPOST_N_CHECKS] = {
  [OUTPOST_CHECK_RUNNING]
  = N_("No line: it does not run. Run the command again, or start its service.\n"
       "One line: it runs, and goes on trying by itself.\n"
       "Several lines: a machine can serve several workspaces. The service or folder in a line has the name of its workspace; "
       "without one it was started by hand. Only two of the same workspace have the same token and push each other out: end one "
       "of them."),
  [OUTPOST_CHECK_TOKEN]
  = N_("Each line is one agent and its answer.\n"
       "401: a newer build made a new token. Attach the machine again with the command shown now.\n"
       "0 or 000: the deployment was not reached.\n"
       "Another number: the token is good.\n"
       "No token: it could not be read; that of another user’s agent is read with sudo.\n"
       "No line: no agent runs here."),
  [OUTPOST_CHECK_DOWNLOADER] = N_("A line, such as /usr/bin/curl: it is installed.\n"
                                  "No line: install curl. The command needs it, and so do other checks here. wget or busybox "
                                  "is not enough: only the script that the command fetches could use those."),
  [OUTPOST_CHECK_NAME] = N_("An address: the name is found.\n"
                            "Nothing, or an error: the machine asks a different name server than this computer. It may need the "
                            "VPN."),
  [OUTPOST_CHECK_REACH] = N_("200: it answers.\n"
                             "Words about a certificate: the machine does not know who signed it. Install your organization’s "
                             "certificate there.\n"
                             "A time-out or a refusal: a firewall is between them, or a VPN is missing."),
  [OUTPOST_CHECK_SCRIPT] = N_("#!/usr/bin/env sh: the script arrives.\n"
                              "<!DOCTYPE html> or the like: a proxy or a sign-in page answers instead of the deployment."),
  [OUTPOST_CHECK_CLOCK] = N_("Both times should be the same. A clock that is minutes wrong makes certificates invalid: set it."),
  [OUTPOST_CHECK_PROXY] = N_("A line with “proxy” in it: requests of the machine go that way. The agent goes there too, and needs "
                             "WebSockets to pass."),
  [OUTPOST_CHECK_LINGERING] = N_("Linger=yes: services of this user start with the machine, and stay.\n"
                                 "Linger=no: they end when the user signs out. Run: sudo loginctl enable-linger \"$(id -un)\""),
  [OUTPOST_CHECK_RIGHTS] = N_("yes: a system service can be set up.\n"
                              "A refusal: use the form for a user service."),
  [OUTPOST_CHECK_SELINUX] = N_("Enforcing: it may keep a service from starting what it downloaded. To see what it refuses, run: "
                               "sudo ausearch -m avc -ts recent\n"
                               "Anything else: it does not."),
};

const char *
outpost_check_words_get_title (OutpostCheck check)
{
  g_return_val_if_fail (check < OUTPOST_N_CHECKS, NULL);
  return _(titles[check]);
}

const char *
outpost_check_words_get_answers (OutpostCheck check,
                                 OutpostPlatform platform)
{
  g_return_val_if_fail (check < OUTPOST_N_CHECKS, NULL);

  if (check == OUTPOST_CHECK_TOKEN && g_str_equal (outpost_platform_get_system (platform), "windows"))
    return _("Each line is one scheduled task of yours and its answer.\n"
             "401: a newer build made a new token. Attach the machine again with the command shown now.\n"
             "0: the deployment was not reached.\n"
             "Another number: the token is good.\n"
             "No line: no scheduled task of yours runs an agent. The token of one started by hand cannot be looked at.");
  if (check == OUTPOST_CHECK_SCRIPT && g_str_equal (outpost_platform_get_system (platform), "windows"))
    return _("A line that begins with #: the script arrives.\n"
             "<!DOCTYPE html> or the like: a proxy or a sign-in page answers instead of the deployment.");
  return _(answers[check]);
}
