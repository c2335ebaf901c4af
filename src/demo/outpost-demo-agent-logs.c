/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"
#include "outpost-json-writer.h"

/* What an agent's start-up scripts say when a machine was attached: the same words each time, told by the clock. */

#define MS ((gint64) 1000)
#define SCRIPT_US (3000 * MS)
#define LINES_A_RUN 100

/* A script that every agent has, and one more that fails where one does. */
static const struct
{
  const char *name;
  const char *icon;
  const char *path;
  const char *script;
  int exit_code;
  const char *status;
} scripts[] = {
  { "Startup Script", "/emojis/25b6-fe0f.png", "coder-startup-script.log", "echo Preparing the machine", 0, "ok" },
  { "Graphics Driver", "/icon/code.svg", "", "modprobe nvidia || exit 7", 7, "exit_failure" },
};

static const struct
{
  gint64 after_ms; /* since the agent was started */
  guint script;
  const char *level;
  const char *output;
} lines[] = {
  { 0, 0, "info", "\033[1mPreparing the machine\033[0m" },
  { 300, 0, "info", "\033[32m✓\033[0m git is here" },
  { 700, 0, "info", "Fetching dotfiles:  10%\rFetching dotfiles: 100%" },
  { 1200, 0, "error", "\033[33mwarning:\033[0m no swap on this machine" },
  { 1800, 1, "info", "Loading the graphics driver" },
  { 2200, 1, "error", "\033[31mmodprobe: FATAL: Module nvidia not found\033[0m" },
  { 2600, 0, "info", "Done" },
};

void
demo_agent_begin_script (DemoAgent *self)
{
  gint64 now = g_get_real_time ();

  self->scripted = TRUE;
  if (self->has_script)
    g_array_append_val (self->runs, now);
}

static gint64
get_last_run (const DemoAgent *self)
{
  return self->runs->len > 0 ? g_array_index (self->runs, gint64, self->runs->len - 1) : 0;
}

gint64
demo_agent_get_script_end (const DemoAgent *self)
{
  gint64 begun = get_last_run (self);

  return begun != 0 && g_get_real_time () < begun + SCRIPT_US ? begun + SCRIPT_US : 0;
}

const char *
demo_agent_get_lifecycle (const DemoAgent *self)
{
  if (!self->scripted)
    return self->lifecycle;
  if (demo_agent_get_script_end (self) != 0)
    return "starting";
  return self->script_fails && self->runs->len > 0 ? "start_error" : "ready";
}

static guint
count_scripts (const DemoAgent *self)
{
  if (!self->has_script)
    return 0;
  return self->script_fails ? 2 : 1;
}

static char *
dup_line (const DemoAgent *self,
          gint64 id,
          guint index,
          gint64 at)
{
  g_autofree char *created_at = demo_dup_time (at);
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"id\":%" G_GINT64_FORMAT ",\"created_at\":\"%s\",\"output\":", id, created_at);
  outpost_json_append_string (json, lines[index].output);
  g_string_append_printf (json, ",\"level\":\"%s\",\"source_id\":\"%s\"}", lines[index].level,
                          self->script_ids[lines[index].script]);
  return g_string_free (json, FALSE);
}

GPtrArray *
demo_agent_list_log (const DemoAgent *self,
                     gint64 *after)
{
  GPtrArray *log = g_ptr_array_new_with_free_func (g_free);
  gint64 before = *after;

  for (guint run = 0; run < self->runs->len; run++)
    {
      gint64 begun = g_array_index (self->runs, gint64, run);
      gint64 end = run + 1 < self->runs->len ? g_array_index (self->runs, gint64, run + 1) : g_get_real_time ();

      for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
        {
          gint64 id = run * LINES_A_RUN + i + 1;

          if (id <= before || lines[i].script >= count_scripts (self) || begun + lines[i].after_ms * MS > end)
            continue;
          g_ptr_array_add (log, dup_line (self, id, i, begun + lines[i].after_ms * MS));
          *after = id;
        }
    }
  return log;
}

guint
demo_agent_get_log_length (const DemoAgent *self)
{
  guint length = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    length += self->runs->len * strlen (lines[i].output);
  return length;
}

void
demo_agent_append_sources (const DemoAgent *self,
                           GString *json)
{
  g_autofree char *created_at = demo_dup_time (self->created_at);

  for (guint i = 0; i < count_scripts (self); i++)
    g_string_append_printf (json,
                            "%s{\"workspace_agent_id\":\"%s\",\"id\":\"%s\",\"created_at\":\"%s\","
                            "\"display_name\":\"%s\",\"icon\":\"%s\"}",
                            i > 0 ? "," : "", self->id, self->script_ids[i], created_at, scripts[i].name, scripts[i].icon);
}

void
demo_agent_append_scripts (const DemoAgent *self,
                           GString *json)
{
  gboolean done = self->runs->len > 1 || (self->runs->len == 1 && demo_agent_get_script_end (self) == 0);

  for (guint i = 0; i < count_scripts (self); i++)
    {
      g_string_append_printf (json,
                              "%s{\"id\":\"%s\",\"log_source_id\":\"%s\",\"log_path\":\"%s\",\"script\":\"%s\",\"cron\":\"\","
                              "\"run_on_start\":true,\"run_on_stop\":false,\"start_blocks_login\":false,\"timeout\":0,"
                              "\"display_name\":\"%s\"",
                              i > 0 ? "," : "", self->script_ids[i], self->script_ids[i], scripts[i].path, scripts[i].script,
                              scripts[i].name);
      if (done)
        g_string_append_printf (json, ",\"exit_code\":%d,\"status\":\"%s\"", scripts[i].exit_code, scripts[i].status);
      g_string_append_c (json, '}');
    }
}

/* ---- Routes ------------------------------------------------------------------------------------------------------ */

/* One of the newest builds; NULL after refusing. The ids of builds before say the same as none (correction 60). */
static DemoAgent *
find_agent (DemoDesk *self,
            SoupServerMessage *message,
            const char *id)
{
  DemoAgent *agent = demo_state_find_agent (self->state, id);

  if (agent == NULL)
    demo_refuse (message, 404, DEMO_NO_AGENT);
  return agent;
}

void
demo_answer_one_agent (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  DemoAgent *agent = find_agent (self, message, call->captured[0]);
  g_autofree char *json = agent != NULL ? demo_agent_dup_json (agent) : NULL;

  if (json != NULL)
    demo_answer (message, 200, json);
}

void
demo_answer_agent_log (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  DemoAgent *agent = find_agent (self, message, call->captured[0]);
  g_autofree char *json = NULL;
  gint64 after;

  if (agent == NULL || !demo_read_after (message, call->query, &after))
    return;
  json = demo_dup_array (demo_agent_list_log (agent, &after));
  demo_answer (message, 200, json);
}
