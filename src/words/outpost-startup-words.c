/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-startup-words.h"

#include <glib/gi18n.h>

#include "outpost-text.h"

/* One state of the scripts: what it is called, what is said of a connected agent in it, and what to do. */
typedef struct
{
  const char *state;
  const char *remark;
  const char *advice;
  const char *icon;
  const char *style_class;
} Row;

static const Row rows[] = {
  [OUTPOST_LIFECYCLE_CREATED] = { NC_("start-up scripts", "Not yet run"), NULL, NULL, "content-loading-symbolic", "dim-label" },
  [OUTPOST_LIFECYCLE_STARTING]
  = { NC_("start-up scripts", "Starting"), NULL, N_("Its start-up scripts are running: the machine is ready when they are done."),
      "content-loading-symbolic", "accent" },
  [OUTPOST_LIFECYCLE_START_TIMEOUT]
  = { NC_("start-up scripts", "Takes longer than expected"), N_("Connected, start-up takes longer than expected"),
      N_("The machine can be used, but its start-up scripts are not done yet: the start-up log says where they are."),
      "dialog-warning-symbolic", "warning" },
  [OUTPOST_LIFECYCLE_START_ERROR]
  = { NC_("start-up scripts", "Failed"), N_("Connected, start-up failed"),
      N_("The machine can be used, but a start-up script failed: the start-up log says why."), "dialog-error-symbolic", "error" },
  [OUTPOST_LIFECYCLE_READY] = { NC_("start-up scripts", "Ready"), NULL, NULL, "object-select-symbolic", "success" },
  [OUTPOST_LIFECYCLE_SHUTTING_DOWN]
  = { NC_("start-up scripts", "Shutting down"), N_("Shutting down"),
      N_("The agent is being stopped on the machine: run the command there when it is needed again."),
      "media-playback-pause-symbolic", "dim-label" },
  [OUTPOST_LIFECYCLE_SHUTDOWN_TIMEOUT]
  = { NC_("start-up scripts", "Shutting down takes longer than expected"), N_("Shutting down takes longer than expected"),
      N_("The agent’s shutdown scripts are not done yet: look on the machine what holds them up."), "dialog-warning-symbolic",
      "warning" },
  [OUTPOST_LIFECYCLE_SHUTDOWN_ERROR]
  = { NC_("start-up scripts", "Failed while shutting down"), N_("Failed while shutting down"),
      N_("A shutdown script of the agent failed: the log on the machine says why."), "dialog-error-symbolic", "error" },
  [OUTPOST_LIFECYCLE_OFF] = { NC_("start-up scripts", "Off"), NULL, NULL, "media-playback-pause-symbolic", "dim-label" },
  [OUTPOST_LIFECYCLE_UNKNOWN] = { NULL, NULL, NULL, "dialog-question-symbolic", "dim-label" },
};

static const Row *
get_row (OutpostAgent *agent)
{
  return &rows[outpost_agent_get_lifecycle_state (agent)];
}

static char *
dup_failure (OutpostAgent *agent)
{
  g_autofree char *script = outpost_text_dup_visible (outpost_agent_get_failed_script (agent));
  int exit_code = (int) outpost_agent_get_exit_code (agent);

  if (exit_code < 0)
    return g_strdup (C_("start-up scripts", "Failed"));
  if (*script == '\0')
    return g_strdup_printf (_("Failed with exit code %d"), exit_code);
  /* Translators: the name of a script, and the number it ended with */
  return g_strdup_printf (_("“%s” failed with exit code %d"), script, exit_code);
}

char *
outpost_startup_words_dup_state (OutpostAgent *agent)
{
  g_autofree char *state = NULL;

  if (outpost_agent_get_lifecycle_state (agent) == OUTPOST_LIFECYCLE_START_ERROR)
    state = dup_failure (agent);
  else if (get_row (agent)->state != NULL)
    state = g_strdup (g_dpgettext2 (NULL, "start-up scripts", get_row (agent)->state));
  else
    state = outpost_text_dup_visible (outpost_agent_get_lifecycle (agent));
  if (outpost_agent_get_state (agent) != OUTPOST_AGENT_LOST)
    return g_steal_pointer (&state);
  /* Translators: %s is such as "Ready": how an agent that is lost was when it was last seen */
  return g_strdup_printf (_("When last seen: %s"), state);
}

const char *
outpost_startup_words_get_remark (OutpostAgent *agent)
{
  const char *remark = get_row (agent)->remark;

  return outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED && remark != NULL ? _(remark) : NULL;
}

const char *
outpost_startup_words_get_advice (OutpostAgent *agent)
{
  const char *advice = get_row (agent)->advice;

  return outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED && advice != NULL ? _(advice) : NULL;
}

const char *
outpost_startup_words_get_icon (OutpostAgent *agent)
{
  return get_row (agent)->icon;
}

const char *
outpost_startup_words_get_class (OutpostAgent *agent)
{
  return get_row (agent)->style_class;
}
