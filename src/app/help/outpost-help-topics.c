/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-help-topics.h"

#include <glib/gi18n.h>

static const OutpostHelpSection attach_sections[] = {
  { NULL,
    N_("An external workspace waits for a machine that you bring. Attaching one means running a command there: it starts "
       "the agent, and the agent connects to the deployment.") },
  { N_("What It Takes"),
    N_("A workspace whose last build succeeded, and a machine that reaches the deployment. The command begins with "
       "curl; on Windows it uses PowerShell. No port has to be opened: the agent calls the deployment, never the other "
       "way round.") },
  { N_("Once, in a Terminal"),
    N_("Open the workspace and choose the machine’s system and processor. Copy the command and paste it into a terminal on the "
       "machine. Within seconds Outpost shows that it is connected. The agent stops when the terminal is closed.") },
  { N_("Keep It Running"),
    N_("“Run As” has other ways to do the same: services that start with the machine, containers, Kubernetes, a "
       "playbook, ssh. Each says what it needs and how it is undone. “Save Bundle…” puts all of them into one folder.") },
  { N_("After a New Build"),
    N_("Each start, update or retry makes a new token, and an agent that still has the old one is refused. The page and "
       "the list say when a machine must be attached again. “Replace Token…” has the small command for a machine that "
       "was set up as a service before.") },
  { N_("Several Machines"),
    N_("Each agent of a workspace stands for one machine. Two machines with the same token push each other out. To get the "
       "commands of many workspaces at once, select them in the list and choose “Export Instructions…”.") },
  { N_("When It Is Over"),
    N_("Deleting a workspace removes its record and its token, not the machine. “Copy Stop Command” gives you what stops the "
       "agent there, and “Undo…” what removes a service.") },
  { NULL },
};

static const OutpostHelpSection connect_sections[] = {
  { NULL,
    N_("The agent looks for its deployment by itself and goes on trying. So the cause is usually on the machine, or between it "
       "and the deployment.") },
  { N_("What the State Says"),
    N_("Waiting: no machine has used the token of this build yet. The command is still valid.\n"
       "Lost: a machine was connected; it is off, or the network between is gone.\n"
       "Off: the agent was shut down normally.\n"
       "Attach again: a newer build made a new token, which no machine has.") },
  { N_("Checks on the Machine"),
    N_("On the workspace’s page, “It Does Not Connect” has commands to run on the machine, from the top, and says what "
       "each answer means. They change nothing and print no token.") },
  { N_("Common Causes"),
    N_("• The token is of an older build.\n"
       "• The name of the deployment is not found there: a VPN may be missing.\n"
       "• A proxy or a sign-in page answers, or lets no WebSockets through.\n"
       "• The certificate of your organization is not installed there.\n"
       "• The clock is wrong by minutes.\n"
       "• curl is not installed.") },
  { N_("A System Service"),
    N_("It may lack sudo, or SELinux may keep it from starting. What it says is in the machine’s journal:"),
    "sudo journalctl -u 'coder-agent-*' -n 50 --no-pager" },
  { N_("A User Service"),
    N_("Without lingering it ends when its user signs out. What it says is in the journal of that user:"),
    "journalctl --user -u 'coder-agent-*' -n 50 --no-pager" },
  { N_("Connected, but Not Ready"),
    N_("The template’s start-up scripts run after the machine is connected. The start-up log on the workspace’s page "
       "shows how far they are, and which failed.") },
  { NULL },
};

static const OutpostHelpSection tokens_sections[] = {
  { NULL,
    N_("There are two secrets. The session key lets whoever has it act as you on a deployment. An agent token lets "
       "whoever has it connect a machine to one workspace.") },
  { N_("The Session Key"),
    N_("It is in the system’s keyring, and in memory while you are signed in; where there is no keyring, it is kept for "
       "the session only. It is sent to the deployment’s own address and nowhere else, and is never shown, copied or "
       "written to a file. The key you paste is exchanged for one of Outpost’s own; signing out ends that one only.") },
  { N_("Agent Tokens"),
    N_("Outpost keeps none: it asks the deployment when a command is shown. A token is hidden until you reveal it, and "
       "hidden again after 30 seconds. It leaves the program when you copy it or save a file. Such files are readable "
       "by you alone: delete them when the machine is attached.") },
  { N_("If a Token Leaks"),
    N_("A new build makes a new token, and the deployment refuses the old one from then on: choose “Update…” on the "
       "workspace’s page. Attach the machine again afterwards.") },
  { N_("Before a Script Runs"),
    N_("“View Script” shows what the command will run, what it does in plain words, and whether it is the known script and the "
       "one that was shown last. Its digest comes in the same answer: it reveals damage, not tampering.") },
  { N_("What Outpost Cannot Protect"),
    N_("Programs that run as you can read the clipboard, and the keyring while it is unlocked. A command that is pasted into a "
       "shell may stay in its history: when it is saved as a file and run from there, the token does not.") },
  { NULL },
};

static const OutpostHelpTopic topics[] = {
  { "attach", N_("Attach a Machine"), N_("From the command to a service that stays"), attach_sections },
  { "connect", N_("It Does Not Connect"), N_("What the states mean, and where to look"), connect_sections },
  { "tokens", N_("Tokens and Safety"), N_("Where secrets are, and where they are not"), tokens_sections },
  { NULL },
};

const OutpostHelpTopic *
outpost_help_topics_get (void)
{
  return topics;
}

const OutpostHelpTopic *
outpost_help_topics_find (const char *id)
{
  for (guint i = 0; topics[i].id != NULL; i++)
    if (g_strcmp0 (topics[i].id, id) == 0)
      return &topics[i];
  return NULL;
}
