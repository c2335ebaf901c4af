/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-agent.h"

#include <string.h>

#include "outpost-workspace-codec-private.h"

#define MOST_SOURCES 64

enum
{
  ID,
  PARENT_ID,
  NAME,
  RESOURCE_TYPE,
  STATUS,
  LIFECYCLE,
  REASON,
  OPERATING_SYSTEM,
  ARCHITECTURE,
  VERSION,
  TROUBLESHOOTING_URL,
  FAILED_SCRIPT,
  SOURCES, /* a line each, "ID NAME", where there are several */
  N_TEXTS
};

enum
{
  HEALTHY,
  CREATED_AT,
  FIRST_CONNECTED_AT,
  LAST_CONNECTED_AT,
  DISCONNECTED_AT,
  STARTED_AT,
  LATENCY_US, /* below 0: unknown */
  CONNECTION_TIMEOUT,
  EXIT_CODE, /* of that script; -1: unknown */
  N_NUMBERS
};

/* One agent of a build, as the deployment last described it. */
struct _OutpostAgent
{
  GObject parent_instance;

  OutpostRecord record;
  gint64 attached_build; /* ours, not the deployment's, as is the next */
  gint64 back_at;
};

G_DEFINE_FINAL_TYPE (OutpostAgent, outpost_agent, G_TYPE_OBJECT)

static void
outpost_agent_finalize (GObject *object)
{
  outpost_record_clear (&OUTPOST_AGENT (object)->record);
  G_OBJECT_CLASS (outpost_agent_parent_class)->finalize (object);
}

static void
outpost_agent_class_init (OutpostAgentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_agent_finalize;
}

static void
outpost_agent_init (OutpostAgent *self)
{
  outpost_record_init (&self->record, N_TEXTS, N_NUMBERS);
}

/* The preferred region's latency; the map's keys are names of regions. */
static gint64
read_latency (const OutpostJsonValue *agent)
{
  OutpostJsonValue regions = outpost_json_member (agent, "latency");
  double found = -1;

  for (guint i = 0; i < outpost_json_get_n_members (&regions); i++)
    {
      OutpostJsonValue region = outpost_json_nth_member (&regions, i);
      double latency = outpost_json_opt_double (&region, "latency_ms", -1);

      if (found < 0 || outpost_json_opt_bool (&region, "preferred", FALSE))
        found = latency;
    }
  return found < 0 || found > 3600000 ? -1 : (gint64) (found * 1000);
}

/* The first start-up script that failed, where the deployment tells: since 2.34 (coder-api 3.10). */
static void
read_scripts (OutpostRecord *record,
              const OutpostJsonValue *agent)
{
  OutpostJsonValue scripts = outpost_json_member (agent, "scripts");
  guint n = outpost_json_is_present (&scripts) ? outpost_json_get_length (&scripts) : 0;

  record->numbers[EXIT_CODE] = -1;
  for (guint i = 0; i < n; i++)
    {
      OutpostJsonValue script = outpost_json_element (&scripts, i);
      gint64 exit_code = outpost_json_opt_int (&script, "exit_code", 0);

      if (exit_code == 0 || !outpost_json_opt_bool (&script, "run_on_start", FALSE))
        continue;
      record->numbers[EXIT_CODE] = exit_code;
      outpost_record_set_word (record, FAILED_SCRIPT, outpost_json_opt_string (&script, "display_name", ""));
      return;
    }
}

/* With one source there is nothing to tell apart. */
static void
read_sources (OutpostRecord *record,
              const OutpostJsonValue *agent)
{
  OutpostJsonValue sources = outpost_json_member (agent, "log_sources");
  guint n = outpost_json_is_present (&sources) ? outpost_json_get_length (&sources) : 0;
  g_autoptr(GString) lines = NULL;

  if (n < 2)
    return;
  lines = g_string_new (NULL);
  for (guint i = 0; i < MIN (n, MOST_SOURCES); i++)
    {
      OutpostJsonValue source = outpost_json_element (&sources, i);
      const char *id = outpost_json_opt_string (&source, "id", "");
      g_autofree char *name = g_strdelimit (g_strdup (outpost_json_opt_string (&source, "display_name", "")), "\n", ' ');

      if (strpbrk (id, " \n") == NULL)
        g_string_append_printf (lines, "%s %s\n", id, name);
    }
  outpost_record_set_text (record, SOURCES, lines->str);
}

static void
read_words (OutpostRecord *record,
            const OutpostJsonValue *value)
{
  OutpostJsonValue health = outpost_json_member (value, "health");

  outpost_record_set_word (record, STATUS, outpost_json_get_string (value, "status"));
  outpost_record_set_word (record, LIFECYCLE, outpost_json_opt_string (value, "lifecycle_state", ""));
  outpost_record_set_word (record, OPERATING_SYSTEM, outpost_json_opt_string (value, "operating_system", ""));
  outpost_record_set_word (record, ARCHITECTURE, outpost_json_opt_string (value, "architecture", ""));
  outpost_record_set_word (record, VERSION, outpost_json_opt_string (value, "version", ""));
  outpost_record_set_word (record, TROUBLESHOOTING_URL, outpost_json_opt_string (value, "troubleshooting_url", ""));
  outpost_record_set_word (record, REASON, outpost_json_opt_string (&health, "reason", ""));
  record->numbers[HEALTHY] = outpost_json_opt_bool (&health, "healthy", TRUE);
}

OutpostAgent *
outpost_agent_new_from_value (const OutpostJsonValue *value,
                              const char *resource_type)
{
  OutpostAgent *self = g_object_new (OUTPOST_TYPE_AGENT, NULL);
  OutpostRecord *record = &self->record;

  outpost_record_set_text (record, ID, outpost_json_get_string (value, "id"));
  outpost_record_set_word (record, PARENT_ID, outpost_json_opt_string (value, "parent_id", ""));
  outpost_record_set_word (record, NAME, outpost_json_get_string (value, "name"));
  outpost_record_set_word (record, RESOURCE_TYPE, resource_type);
  read_words (record, value);
  record->numbers[CREATED_AT] = outpost_json_opt_time (value, "created_at");
  record->numbers[FIRST_CONNECTED_AT] = outpost_json_opt_time (value, "first_connected_at");
  record->numbers[LAST_CONNECTED_AT] = outpost_json_opt_time (value, "last_connected_at");
  record->numbers[DISCONNECTED_AT] = outpost_json_opt_time (value, "disconnected_at");
  record->numbers[STARTED_AT] = outpost_json_opt_time (value, "started_at");
  record->numbers[LATENCY_US] = read_latency (value);
  record->numbers[CONNECTION_TIMEOUT] = outpost_json_opt_int (value, "connection_timeout_seconds", 0);
  read_scripts (record, value);
  read_sources (record, value);
  return self;
}

GVariant *
outpost_agent_to_variant (OutpostAgent *self)
{
  return outpost_record_to_variant (&self->record);
}

OutpostAgent *
outpost_agent_new_from_variant (GVariant *variant)
{
  g_autoptr(OutpostAgent) self = g_object_new (OUTPOST_TYPE_AGENT, NULL);

  return outpost_record_read_variant (&self->record, variant) ? g_steal_pointer (&self) : NULL;
}

const char *
outpost_agent_get_id (OutpostAgent *self)
{
  return self->record.texts[ID];
}

const char *
outpost_agent_get_parent_id (OutpostAgent *self)
{
  return outpost_agent_is_sub_agent (self) ? self->record.texts[PARENT_ID] : NULL;
}

const char *
outpost_agent_get_name (OutpostAgent *self)
{
  return self->record.texts[NAME];
}

const char *
outpost_agent_get_resource_type (OutpostAgent *self)
{
  return self->record.texts[RESOURCE_TYPE];
}

gboolean
outpost_agent_is_external (OutpostAgent *self)
{
  return g_str_equal (self->record.texts[RESOURCE_TYPE], "coder_external_agent") && !outpost_agent_is_sub_agent (self);
}

gboolean
outpost_agent_is_sub_agent (OutpostAgent *self)
{
  const char *parent = self->record.texts[PARENT_ID];

  return *parent != '\0' && !g_str_equal (parent, "00000000-0000-0000-0000-000000000000");
}

OutpostAgentState
outpost_agent_get_state (OutpostAgent *self)
{
  const char *status = self->record.texts[STATUS];

  if (g_str_equal (status, "connected"))
    return OUTPOST_AGENT_CONNECTED;
  if (g_str_equal (status, "connecting"))
    return OUTPOST_AGENT_WAITING;
  if (g_str_equal (status, "timeout"))
    return OUTPOST_AGENT_LATE;
  if (g_str_equal (status, "disconnected"))
    return g_str_equal (self->record.texts[LIFECYCLE], "off") ? OUTPOST_AGENT_OFF : OUTPOST_AGENT_LOST;
  return OUTPOST_AGENT_UNKNOWN;
}

const char *
outpost_agent_get_status (OutpostAgent *self)
{
  return self->record.texts[STATUS];
}

const char *
outpost_agent_get_lifecycle (OutpostAgent *self)
{
  return self->record.texts[LIFECYCLE];
}

OutpostAgentLifecycle
outpost_agent_get_lifecycle_state (OutpostAgent *self)
{
  static const char *const words[] = {
    [OUTPOST_LIFECYCLE_CREATED] = "created",
    [OUTPOST_LIFECYCLE_STARTING] = "starting",
    [OUTPOST_LIFECYCLE_START_TIMEOUT] = "start_timeout",
    [OUTPOST_LIFECYCLE_START_ERROR] = "start_error",
    [OUTPOST_LIFECYCLE_READY] = "ready",
    [OUTPOST_LIFECYCLE_SHUTTING_DOWN] = "shutting_down",
    [OUTPOST_LIFECYCLE_SHUTDOWN_TIMEOUT] = "shutdown_timeout",
    [OUTPOST_LIFECYCLE_SHUTDOWN_ERROR] = "shutdown_error",
    [OUTPOST_LIFECYCLE_OFF] = "off",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (self->record.texts[LIFECYCLE], words[i]))
      return i;
  return OUTPOST_LIFECYCLE_UNKNOWN;
}

const char *
outpost_agent_get_failed_script (OutpostAgent *self)
{
  return self->record.texts[FAILED_SCRIPT];
}

gint64
outpost_agent_get_exit_code (OutpostAgent *self)
{
  return self->record.numbers[EXIT_CODE];
}

char *
outpost_agent_dup_source_name (OutpostAgent *self,
                               const char *source_id)
{
  gsize size = strlen (source_id);

  for (const char *line = self->record.texts[SOURCES]; *line != '\0'; line = strchr (line, '\n') + 1)
    if (strncmp (line, source_id, size) == 0 && line[size] == ' ')
      return g_strndup (line + size + 1, strcspn (line + size + 1, "\n"));
  return NULL;
}

OutpostAgentHealth
outpost_agent_get_health (OutpostAgent *self)
{
  static const struct
  {
    const char *reason;
    OutpostAgentHealth health;
  } reasons[] = {
    { "agent is not running", OUTPOST_AGENT_NOT_RUNNING },
    { "agent has not yet connected", OUTPOST_AGENT_NOT_YET_CONNECTED },
    { "agent is taking too long to connect", OUTPOST_AGENT_TAKING_LONG },
    { "agent has lost connection", OUTPOST_AGENT_LOST_CONNECTION },
    { "agent startup script exited with an error", OUTPOST_AGENT_START_SCRIPT_FAILED },
    { "agent is shutting down", OUTPOST_AGENT_SHUTTING_DOWN },
  };

  if (self->record.numbers[HEALTHY])
    return OUTPOST_AGENT_HEALTHY;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (self->record.texts[REASON], reasons[i].reason))
      return reasons[i].health;
  return OUTPOST_AGENT_UNHEALTHY_OTHER;
}

const char *
outpost_agent_get_health_reason (OutpostAgent *self)
{
  return self->record.texts[REASON];
}

const char *
outpost_agent_get_operating_system (OutpostAgent *self)
{
  return self->record.texts[OPERATING_SYSTEM];
}

const char *
outpost_agent_get_architecture (OutpostAgent *self)
{
  return self->record.texts[ARCHITECTURE];
}

const char *
outpost_agent_get_version (OutpostAgent *self)
{
  return self->record.texts[VERSION];
}

gint64
outpost_agent_get_created_at (OutpostAgent *self)
{
  return self->record.numbers[CREATED_AT];
}

gint64
outpost_agent_get_first_connected_at (OutpostAgent *self)
{
  return self->record.numbers[FIRST_CONNECTED_AT];
}

gint64
outpost_agent_get_last_connected_at (OutpostAgent *self)
{
  return self->record.numbers[LAST_CONNECTED_AT];
}

gint64
outpost_agent_get_disconnected_at (OutpostAgent *self)
{
  return self->record.numbers[DISCONNECTED_AT];
}

gint64
outpost_agent_get_since (OutpostAgent *self)
{
  const gint64 *numbers = self->record.numbers;
  gint64 began_at = MAX (numbers[FIRST_CONNECTED_AT], numbers[STARTED_AT]);

  switch (outpost_agent_get_state (self))
    {
    case OUTPOST_AGENT_CONNECTED:
      /* The server does not tell when an agent came back, only when it was lost before (correction 55). */
      return numbers[DISCONNECTED_AT] > began_at ? self->back_at : began_at;
    case OUTPOST_AGENT_LOST:
    case OUTPOST_AGENT_OFF:
      return MAX (numbers[DISCONNECTED_AT], numbers[LAST_CONNECTED_AT]);
    case OUTPOST_AGENT_WAITING:
    case OUTPOST_AGENT_LATE:
    case OUTPOST_AGENT_UNKNOWN:
    default:
      return numbers[CREATED_AT];
    }
}

gint64
outpost_agent_get_attached_build (OutpostAgent *self)
{
  return self->attached_build;
}

gboolean
outpost_agent_set_attached_build (OutpostAgent *self,
                                  gint64 build_number)
{
  gboolean changes = self->attached_build != build_number;

  self->attached_build = build_number;
  return changes;
}

void
outpost_agent_set_back_at (OutpostAgent *self,
                           gint64 back_at)
{
  self->back_at = back_at;
}

double
outpost_agent_get_latency (OutpostAgent *self)
{
  return self->record.numbers[LATENCY_US] / 1000.0;
}

gint64
outpost_agent_get_connection_timeout (OutpostAgent *self)
{
  return self->record.numbers[CONNECTION_TIMEOUT];
}

const char *
outpost_agent_get_troubleshooting_url (OutpostAgent *self)
{
  return self->record.texts[TROUBLESHOOTING_URL];
}

gboolean
outpost_agent_equal (OutpostAgent *a,
                     OutpostAgent *b)
{
  return outpost_record_equal (&a->record, &b->record);
}
