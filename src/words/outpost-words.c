/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-words.h"

#include <glib/gi18n.h>

#include "outpost-startup-words.h"
#include "outpost-text.h"

#define MINUTE (60 * (gint64) G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

static const char *const status_words[] = {
  [OUTPOST_BUILD_UNKNOWN] = NULL,
  [OUTPOST_BUILD_QUEUED] = NC_("build", "Queued"),
  [OUTPOST_BUILD_STARTING] = NC_("build", "Starting"),
  [OUTPOST_BUILD_STARTED] = NC_("build", "Started"),
  [OUTPOST_BUILD_STOPPING] = NC_("build", "Stopping"),
  [OUTPOST_BUILD_STOPPED] = NC_("build", "Stopped"),
  [OUTPOST_BUILD_DELETING] = NC_("build", "Deleting"),
  [OUTPOST_BUILD_DELETED] = NC_("build", "Deleted"),
  [OUTPOST_BUILD_CANCELING] = NC_("build", "Canceling"),
  [OUTPOST_BUILD_CANCELED] = NC_("build", "Canceled"),
  [OUTPOST_BUILD_FAILED] = NC_("build", "Failed"),
};

guint
outpost_words_get_status_width (void)
{
  glong longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (status_words); i++)
    if (status_words[i] != NULL)
      longest = MAX (longest, g_utf8_strlen (g_dpgettext2 (NULL, "build", status_words[i]), -1));
  return (guint) longest;
}

static OutpostBuildStatus
get_status (OutpostWorkspace *workspace)
{
  return outpost_build_get_status (outpost_workspace_get_latest_build (workspace));
}

/* Started, and a machine is wanted that is not there. */
static gboolean
misses_machine (OutpostWorkspace *workspace)
{
  OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);

  return outpost_build_has_started (outpost_workspace_get_latest_build (workspace)) && agent != NULL
         && outpost_agent_get_state (agent) != OUTPOST_AGENT_CONNECTED;
}

char *
outpost_words_dup_build_status (OutpostBuild *build)
{
  OutpostBuildStatus status = outpost_build_get_status (build);

  if (status == OUTPOST_BUILD_UNKNOWN)
    return outpost_text_dup_visible (outpost_build_get_status_word (build));
  return g_strdup (g_dpgettext2 (NULL, "build", status_words[status]));
}

const char *
outpost_words_get_build_icon (OutpostBuild *build)
{
  switch (outpost_build_get_status (build))
    {
    case OUTPOST_BUILD_STARTED:
      return "object-select-symbolic";
    case OUTPOST_BUILD_STOPPED:
      return "media-playback-pause-symbolic";
    case OUTPOST_BUILD_FAILED:
      return "dialog-error-symbolic";
    case OUTPOST_BUILD_CANCELED:
      return "process-stop-symbolic";
    case OUTPOST_BUILD_DELETED:
    case OUTPOST_BUILD_DELETING:
      return "user-trash-symbolic";
    case OUTPOST_BUILD_UNKNOWN:
      return "dialog-question-symbolic";
    case OUTPOST_BUILD_QUEUED:
    case OUTPOST_BUILD_STARTING:
    case OUTPOST_BUILD_STOPPING:
    case OUTPOST_BUILD_CANCELING:
    default:
      return "content-loading-symbolic";
    }
}

char *
outpost_words_dup_status (OutpostWorkspace *workspace)
{
  /* Also before its turn has come: one wants to know that it goes, not that something is queued. */
  if (outpost_build_is_deleting (outpost_workspace_get_latest_build (workspace)))
    return g_strdup (g_dpgettext2 (NULL, "build", status_words[OUTPOST_BUILD_DELETING]));
  return outpost_words_dup_build_status (outpost_workspace_get_latest_build (workspace));
}

const char *
outpost_words_get_status_icon (OutpostWorkspace *workspace)
{
  if (get_status (workspace) == OUTPOST_BUILD_STARTED && outpost_workspace_needs_attention (workspace))
    return "dialog-warning-symbolic";
  if (misses_machine (workspace))
    return "content-loading-symbolic";
  if (outpost_build_is_deleting (outpost_workspace_get_latest_build (workspace)))
    return "user-trash-symbolic";
  return outpost_words_get_build_icon (outpost_workspace_get_latest_build (workspace));
}

const char *
outpost_words_get_status_class (OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);

  switch (outpost_build_get_status (build))
    {
    case OUTPOST_BUILD_STARTED:
      if (outpost_workspace_needs_attention (workspace))
        return "warning";
      return misses_machine (workspace) ? "accent" : "success";
    case OUTPOST_BUILD_FAILED:
      return "error";
    default:
      return outpost_build_is_active (build) ? "accent" : "dim-label";
    }
}

const char *
outpost_words_get_healthy (OutpostWorkspace *workspace)
{
  switch (outpost_workspace_get_health (workspace))
    {
    case OUTPOST_HEALTH_HEALTHY:
      return _("Yes");
    case OUTPOST_HEALTH_UNHEALTHY:
      return _("No");
    case OUTPOST_HEALTH_NONE:
    default:
      return "";
    }
}

static const char *
get_reason (OutpostAgentHealth health)
{
  switch (health)
    {
    case OUTPOST_AGENT_NOT_RUNNING:
      return _("The agent %s is not running.");
    case OUTPOST_AGENT_NOT_YET_CONNECTED:
      return _("The agent %s has not connected yet: this is normal until a machine is attached.");
    case OUTPOST_AGENT_TAKING_LONG:
      return _("The agent %s has never connected: no machine has been attached since this build, which is normal until one is.");
    case OUTPOST_AGENT_LOST_CONNECTION:
      return _("The agent %s was connected and is lost: its machine is off, or the network between is gone.");
    case OUTPOST_AGENT_START_SCRIPT_FAILED:
      return _("The agent %s is connected, but its start-up script failed.");
    case OUTPOST_AGENT_SHUTTING_DOWN:
      return _("The agent %s is shutting down.");
    case OUTPOST_AGENT_HEALTHY:
    case OUTPOST_AGENT_UNHEALTHY_OTHER:
    default:
      return NULL;
    }
}

char *
outpost_words_dup_health_reason (OutpostWorkspace *workspace)
{
  OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);
  const char *format;
  g_autofree char *name = NULL;

  if (outpost_workspace_get_health (workspace) != OUTPOST_HEALTH_UNHEALTHY)
    return NULL;
  if (agent == NULL)
    return g_strdup (_("The deployment calls it unhealthy and does not say why."));
  format = get_reason (outpost_agent_get_health (agent));
  name = outpost_text_dup_visible (outpost_agent_get_name (agent));
  if (format != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

      return g_strjoinv (name, parts);
    }
  if (*outpost_agent_get_health_reason (agent) != '\0')
    return outpost_text_dup_visible (outpost_agent_get_health_reason (agent));
  return g_strdup (_("The deployment calls it unhealthy and does not say why."));
}

char *
outpost_words_dup_duration (gint64 microseconds)
{
  if (microseconds < MINUTE)
    return g_strdup (_("<1 min"));
  if (microseconds < HOUR)
    /* Translators: a duration in minutes, as short as can be */
    return g_strdup_printf (_("%d min"), (int) (microseconds / MINUTE));
  if (microseconds < 2 * DAY)
    /* Translators: a duration in hours, as short as can be */
    return g_strdup_printf (_("%d h"), (int) (microseconds / HOUR));
  /* Translators: a duration in days, as short as can be */
  return g_strdup_printf (_("%d d"), (int) (microseconds / DAY));
}

/* "Never" would not be true of a machine that had the token of an earlier build. */
static char *
dup_late (OutpostAgent *agent)
{
  if (outpost_agent_get_attached_build (agent) == 0)
    return g_strdup (_("Never attached"));
  /* Translators: %d is the number of a build of the workspace */
  return g_strdup_printf (_("Not attached since build %d"), (int) outpost_agent_get_attached_build (agent));
}

static char *
dup_agent_short (OutpostAgent *agent,
                 gint64 now)
{
  gint64 since = outpost_agent_get_since (agent);
  g_autofree char *duration = since > 0 ? outpost_words_dup_duration (now - since) : NULL;
  const char *remark = outpost_startup_words_get_remark (agent);

  switch (outpost_agent_get_state (agent))
    {
    case OUTPOST_AGENT_CONNECTED:
      return g_strdup (remark != NULL ? remark : _("Connected"));
    case OUTPOST_AGENT_WAITING:
      /* Translators: %s is such as "2 min" */
      return duration != NULL ? g_strdup_printf (_("Waiting for the machine, %s"), duration)
                              : g_strdup (_("Waiting for the machine"));
    case OUTPOST_AGENT_LATE:
      return dup_late (agent);
    case OUTPOST_AGENT_LOST:
      /* Translators: %s is such as "3 h" */
      return duration != NULL ? g_strdup_printf (_("Lost %s ago"), duration) : g_strdup (_("Lost"));
    case OUTPOST_AGENT_OFF:
      return duration != NULL ? g_strdup_printf (_("Off for %s"), duration) : g_strdup (_("Off"));
    case OUTPOST_AGENT_UNKNOWN:
    default:
      return outpost_text_dup_visible (outpost_agent_get_status (agent));
    }
}

/* With several agents the one in need is named. */
static char *
dup_agent_named (OutpostAgent *agent,
                 gint64 now)
{
  g_autofree char *name = outpost_text_dup_visible (outpost_agent_get_name (agent));
  g_autofree char *words = dup_agent_short (agent, now);
  gint64 since = outpost_agent_get_since (agent);
  g_autofree char *duration = since > 0 ? outpost_words_dup_duration (now - since) : NULL;

  if (outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED)
    /* Translators: %s is the agent's name */
    return g_strdup_printf (_("%s connected"), name);
  if (outpost_agent_get_state (agent) == OUTPOST_AGENT_LOST && duration != NULL)
    /* Translators: the agent's name, and such as "3 h" */
    return g_strdup_printf (_("%s lost %s ago"), name, duration);
  /* Translators: the agent's name, and what it is in */
  return g_strdup_printf (_("%s: %s"), name, words);
}

static guint
count_top_level (OutpostBuild *build)
{
  guint n = 0;

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    n += outpost_agent_is_sub_agent (outpost_build_get_agent (build, i)) ? 0 : 1;
  return n;
}

char *
outpost_words_dup_agent_summary (OutpostWorkspace *workspace,
                                 gint64 now)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  OutpostAgent *agent = outpost_workspace_get_main_agent (workspace);

  if (outpost_build_is_deleting (build))
    return g_strdup ("");
  if (outpost_build_is_active (build))
    return g_strdup (_("Build running"));
  if (agent == NULL || !outpost_build_has_started (build))
    return g_strdup ("");
  if (outpost_workspace_get_attach_again (workspace))
    return g_strdup (_("Attach again"));
  if (count_top_level (build) > 1 && outpost_agent_get_state (agent) != OUTPOST_AGENT_CONNECTED)
    return dup_agent_named (agent, now);
  return dup_agent_short (agent, now);
}

char *
outpost_words_dup_agents (OutpostWorkspace *workspace,
                          gint64 now)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  gboolean several = count_top_level (build) > 1;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = NULL;

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);

      if (!outpost_agent_is_sub_agent (agent))
        g_strv_builder_take (builder, several ? dup_agent_named (agent, now) : dup_agent_short (agent, now));
    }
  words = g_strv_builder_end (builder);
  return g_strjoinv (_(", "), words);
}

char *
outpost_words_dup_attach_again (OutpostWorkspace *workspace)
{
  if (!outpost_workspace_get_attach_again (workspace))
    return NULL;
  return g_strdup_printf (_("Build %d made a new token. Machines attached before must be attached again."),
                          (int) outpost_build_get_number (outpost_workspace_get_latest_build (workspace)));
}

char *
outpost_words_dup_others (gint64 n_others)
{
  guint n = (guint) MIN (n_others, G_MAXUINT);

  if (n_others < 0)
    return g_strdup (_("Whatever else the template made is removed too."));
  if (n_others == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%'u other thing that the template made is removed too.",
                                    "%'u other things that the template made are removed too.", n),
                          n);
}

static char *
dup_lost (OutpostAgent *agent,
          gint64 now)
{
  gint64 since = outpost_agent_get_since (agent);
  gint64 seen = outpost_agent_get_last_connected_at (agent);
  g_autofree char *ago = since > 0 ? outpost_words_dup_ago (since, now) : NULL;
  g_autofree char *clock = seen > 0 ? outpost_words_dup_clock (seen, now) : NULL;

  if (ago == NULL)
    return g_strdup (_("Lost"));
  if (clock == NULL)
    /* Translators: %s is such as "3 hours ago" */
    return g_strdup_printf (_("Lost %s"), ago);
  /* Translators: such as "3 hours ago" and a time of day */
  return g_strdup_printf (_("Lost %s, last seen %s"), ago, clock);
}

char *
outpost_words_dup_agent_state (OutpostAgent *agent,
                               gint64 now)
{
  gint64 since = outpost_agent_get_since (agent);
  g_autofree char *ago = since > 0 ? outpost_words_dup_ago (since, now) : NULL;
  const char *remark = outpost_startup_words_get_remark (agent);

  switch (outpost_agent_get_state (agent))
    {
    case OUTPOST_AGENT_CONNECTED:
      return g_strdup (remark != NULL ? remark : _("Connected"));
    case OUTPOST_AGENT_WAITING:
      return g_strdup (_("Waiting for the machine"));
    case OUTPOST_AGENT_LATE:
      return dup_late (agent);
    case OUTPOST_AGENT_LOST:
      return dup_lost (agent, now);
    case OUTPOST_AGENT_OFF:
      /* Translators: %s is such as "3 hours ago" */
      return ago != NULL ? g_strdup_printf (_("Shut down %s"), ago) : g_strdup (_("Shut down"));
    case OUTPOST_AGENT_UNKNOWN:
    default:
      return outpost_text_dup_visible (outpost_agent_get_status (agent));
    }
}

char *
outpost_words_dup_agent_advice (OutpostAgent *agent)
{
  const char *advice = outpost_startup_words_get_advice (agent);

  switch (outpost_agent_get_state (agent))
    {
    case OUTPOST_AGENT_CONNECTED:
      return g_strdup (advice != NULL ? advice : _("The machine is attached."));
    case OUTPOST_AGENT_WAITING:
      return g_strdup (_("Run the command on the machine: it connects within seconds."));
    case OUTPOST_AGENT_LATE:
      return g_strdup (_("No machine has connected since this build: run its command on the machine, it is still valid."));
    case OUTPOST_AGENT_LOST:
      return g_strdup (_("Run the command again on the machine, or check the service there."));
    case OUTPOST_AGENT_OFF:
      return g_strdup (_("The agent was shut down normally. Run the command on the machine to attach it again."));
    case OUTPOST_AGENT_UNKNOWN:
    default:
      return g_strdup (_("This deployment reports a state that this version does not know."));
    }
}

const char *
outpost_words_get_agent_icon (OutpostAgent *agent)
{
  switch (outpost_agent_get_state (agent))
    {
    case OUTPOST_AGENT_CONNECTED:
      return outpost_agent_get_health (agent) == OUTPOST_AGENT_HEALTHY ? "object-select-symbolic" : "dialog-warning-symbolic";
    case OUTPOST_AGENT_WAITING:
      return "content-loading-symbolic";
    case OUTPOST_AGENT_LATE:
    case OUTPOST_AGENT_LOST:
      return "dialog-warning-symbolic";
    case OUTPOST_AGENT_OFF:
      return "media-playback-pause-symbolic";
    case OUTPOST_AGENT_UNKNOWN:
    default:
      return "dialog-question-symbolic";
    }
}

const char *
outpost_words_get_agent_class (OutpostAgent *agent)
{
  switch (outpost_agent_get_state (agent))
    {
    case OUTPOST_AGENT_CONNECTED:
      return outpost_agent_get_health (agent) == OUTPOST_AGENT_HEALTHY ? "success" : "warning";
    case OUTPOST_AGENT_WAITING:
      return "accent";
    case OUTPOST_AGENT_LATE:
    case OUTPOST_AGENT_LOST:
      return "warning";
    case OUTPOST_AGENT_OFF:
    case OUTPOST_AGENT_UNKNOWN:
    default:
      return "dim-label";
    }
}

char *
outpost_words_dup_ago (gint64 then,
                       gint64 now)
{
  gint64 age = MAX (now - then, 0);
  int n;

  if (age < MINUTE)
    return g_strdup (_("just now"));
  if (age < HOUR)
    {
      n = (int) (age / MINUTE);
      return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", n), n);
    }
  if (age < 2 * DAY)
    {
      n = (int) (age / HOUR);
      return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", n), n);
    }
  n = (int) (age / DAY);
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", n), n);
}

char *
outpost_words_dup_clock (gint64 then,
                         gint64 now)
{
  g_autoptr(GDateTime) utc_then = g_date_time_new_from_unix_utc_usec (then);
  g_autoptr(GDateTime) utc_now = g_date_time_new_from_unix_utc_usec (now);
  g_autoptr(GDateTime) local_then = utc_then != NULL ? g_date_time_to_local (utc_then) : NULL;
  g_autoptr(GDateTime) local_now = utc_now != NULL ? g_date_time_to_local (utc_now) : NULL;

  if (local_then == NULL || local_now == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (local_then) == g_date_time_get_year (local_now)
      && g_date_time_get_day_of_year (local_then) == g_date_time_get_day_of_year (local_now))
    /* Translators: a time of day, as of strftime */
    return g_date_time_format (local_then, _("%H:%M"));
  if (now - then >= 0 && now - then < 6 * DAY)
    /* Translators: a weekday and a time of day, as of strftime */
    return g_date_time_format (local_then, _("%a %H:%M"));
  return g_date_time_format (local_then, "%x");
}

char *
outpost_words_dup_queue (OutpostBuild *build)
{
  int position = (int) CLAMP (outpost_build_get_queue_position (build), 0, G_MAXINT);

  if (outpost_build_lacks_provisioner (build))
    return g_strdup (_("No provisioner takes this job: tell an administrator"));
  if (position == 0)
    return g_strdup (_("Waiting for its turn"));
  /* Translators: %d is a place in a queue */
  return g_strdup_printf (_("Waiting for its turn, at place %d"), position);
}
