/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-subject.h"

G_BEGIN_DECLS

/**
 * OutpostAttachForm:
 *
 * The ways in which an agent can be run on a machine. Pure text, no I/O: what is made of a subject is what is shown, copied and
 * saved; all of it holds the token. Not translated: machines read it.
 *
 * @OUTPOST_ATTACH_ONCE: in a terminal, until that is closed: the deployment's command, or our own in its form
 * @OUTPOST_ATTACH_SYSTEMD_USER: a script for a terminal: a service of the user's own systemd, with lingering
 * @OUTPOST_ATTACH_SYSTEMD_SYSTEM: a script for a terminal: a service of the machine, with a user of its own
 * @OUTPOST_ATTACH_LAUNCHD: a script for a terminal: an agent of the user's launchd
 * @OUTPOST_ATTACH_SCHEDULED_TASK: a script for a PowerShell of an administrator: a task at the start of Windows
 * @OUTPOST_ATTACH_CLOUD_INIT: user data for a machine that is made
 * @OUTPOST_ATTACH_ANSIBLE: a playbook
 * @OUTPOST_ATTACH_DOCKERFILE: an image; the token is not in it
 * @OUTPOST_ATTACH_COMPOSE: the same as a Compose project; the token is not in it
 * @OUTPOST_ATTACH_KUBERNETES: a Secret and a Deployment
 * @OUTPOST_ATTACH_SSH: a command for a terminal here: starts the agent on another machine, until that is restarted
 * @OUTPOST_ATTACH_ENVIRONMENT: the agent's variables, for whatever else starts it
 */
typedef enum
{
  OUTPOST_ATTACH_ONCE,
  OUTPOST_ATTACH_SYSTEMD_USER,
  OUTPOST_ATTACH_SYSTEMD_SYSTEM,
  OUTPOST_ATTACH_LAUNCHD,
  OUTPOST_ATTACH_SCHEDULED_TASK,
  OUTPOST_ATTACH_CLOUD_INIT,
  OUTPOST_ATTACH_ANSIBLE,
  OUTPOST_ATTACH_DOCKERFILE,
  OUTPOST_ATTACH_COMPOSE,
  OUTPOST_ATTACH_KUBERNETES,
  OUTPOST_ATTACH_SSH,
  OUTPOST_ATTACH_ENVIRONMENT,
  OUTPOST_N_ATTACH_FORMS,
} OutpostAttachForm;

/* The word for the command line and for settings: `once`, `systemd-user`… */
const char        *outpost_attach_form_get_id       (OutpostAttachForm           form);
/* OUTPOST_N_ATTACH_FORMS where there is none. */
OutpostAttachForm  outpost_attach_form_find         (const char                 *id);
gboolean           outpost_attach_form_suits        (OutpostAttachForm           form,
                                                     OutpostPlatform             platform);

/* It is typed into a terminal of the machine; else it is a file for some program. */
gboolean           outpost_attach_form_is_command   (OutpostAttachForm           form);
/* Whether the form has a way to write @subject's token and address. Those of a deployment are plain; all forms but the first refuse
 * control characters, line breaks included, and those of containers and of the environment file whatever would need quotes, as
 * readers of such files differ in them. What is refused is a text of two lines of comment that say so. Names are always carried. */
gboolean           outpost_attach_form_carries      (OutpostAttachForm           form,
                                                     const OutpostAttachSubject *subject);

/* @subject's platform suits the form, for all of these. */
char              *outpost_attach_form_dup_text     (OutpostAttachForm           form,
                                                     const OutpostAttachSubject *subject);
/* The name of a file for that text: ASCII, safe on every system; of any platform. */
char              *outpost_attach_form_dup_file_name (OutpostAttachForm          form,
                                                     const OutpostAttachSubject *subject);
/* A small command for a machine that has the form already: puts the new token in its place and starts the agent again, as the old
 * one does not end by itself (correction 62). %NULL where the form is simply used again. */
char              *outpost_attach_form_dup_replacement (OutpostAttachForm        form,
                                                     const OutpostAttachSubject *subject);
/* What undoes the form on the machine, without a secret; %NULL where there is nothing to undo but to end the program. */
char              *outpost_attach_form_dup_removal  (OutpostAttachForm           form,
                                                     const OutpostAttachSubject *subject);

G_END_DECLS
