/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-build.h"

#include "outpost-workspace-codec-private.h"

enum
{
  ID,
  STATUS_WORD,
  TRANSITION,
  REASON,
  VERSION_ID,
  VERSION_NAME,
  INITIATOR_NAME,
  JOB_STATUS,
  JOB_ERROR,
  N_TEXTS
};

enum
{
  NUMBER,
  CREATED_AT,
  JOB_CREATED_AT,
  JOB_STARTED_AT,
  JOB_COMPLETED_AT,
  QUEUE_POSITION,
  HAS_PROVISIONER,
  DEADLINE,
  DAILY_COST,
  HAS_EXTERNAL_AGENT,
  N_OTHERS,
  N_NUMBERS
};

/* One build of a workspace with its job and its agents. */
struct _OutpostBuild
{
  GObject parent_instance;

  OutpostRecord record;
  GPtrArray *agents;
};

G_DEFINE_FINAL_TYPE (OutpostBuild, outpost_build, G_TYPE_OBJECT)

static void
outpost_build_finalize (GObject *object)
{
  OutpostBuild *self = OUTPOST_BUILD (object);

  outpost_record_clear (&self->record);
  g_clear_pointer (&self->agents, g_ptr_array_unref);
  G_OBJECT_CLASS (outpost_build_parent_class)->finalize (object);
}

static void
outpost_build_class_init (OutpostBuildClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_build_finalize;
}

static void
outpost_build_init (OutpostBuild *self)
{
  outpost_record_init (&self->record, N_TEXTS, N_NUMBERS);
  self->agents = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
read_agents (OutpostBuild *self,
             const OutpostJsonValue *build)
{
  OutpostJsonValue resources = outpost_json_member (build, "resources");

  for (guint i = 0; i < outpost_json_get_length (&resources); i++)
    {
      OutpostJsonValue resource = outpost_json_element (&resources, i);
      OutpostJsonValue agents = outpost_json_member (&resource, "agents");
      const char *type = outpost_json_opt_string (&resource, "type", "");

      for (guint j = 0; j < outpost_json_get_length (&agents); j++)
        {
          OutpostJsonValue agent = outpost_json_element (&agents, j);

          g_ptr_array_add (self->agents, outpost_agent_new_from_value (&agent, type));
        }
    }
}

/* Beside the external agents and what the template hides. A build that says nothing of its agents says nothing of these either. */
static gint64
count_others (const OutpostJsonValue *build)
{
  OutpostJsonValue resources = outpost_json_member (build, "resources");
  guint length = outpost_json_get_length (&resources);
  gint64 n = 0;

  if (length == 0 && outpost_json_opt_bool (build, "has_external_agent", OUTPOST_UNKNOWN) == OUTPOST_UNKNOWN)
    return -1;
  for (guint i = 0; i < length; i++)
    {
      OutpostJsonValue resource = outpost_json_element (&resources, i);

      if (!g_str_equal (outpost_json_opt_string (&resource, "type", ""), "coder_external_agent")
          && !outpost_json_opt_bool (&resource, "hide", FALSE))
        n++;
    }
  return n;
}

/* Not how many there are: a build is not another one for that. */
static void
read_provisioners (OutpostRecord *record,
                   const OutpostJsonValue *build)
{
  OutpostJsonValue matched = outpost_json_member (build, "matched_provisioners");

  record->numbers[HAS_PROVISIONER] = outpost_json_opt_int (&matched, "count", 1) != 0;
}

static void
read_job (OutpostRecord *record,
          const OutpostJsonValue *build)
{
  OutpostJsonValue job = outpost_json_member (build, "job");

  outpost_record_set_word (record, JOB_STATUS, outpost_json_get_string (&job, "status"));
  outpost_record_set_word (record, JOB_ERROR, outpost_json_opt_string (&job, "error", ""));
  record->numbers[JOB_CREATED_AT] = outpost_json_opt_time (&job, "created_at");
  record->numbers[JOB_STARTED_AT] = outpost_json_opt_time (&job, "started_at");
  record->numbers[JOB_COMPLETED_AT] = outpost_json_opt_time (&job, "completed_at");
  record->numbers[QUEUE_POSITION] = outpost_json_opt_int (&job, "queue_position", 0);
}

OutpostBuild *
outpost_build_new_from_value (const OutpostJsonValue *value)
{
  OutpostBuild *self = g_object_new (OUTPOST_TYPE_BUILD, NULL);
  OutpostRecord *record = &self->record;

  outpost_record_set_text (record, ID, outpost_json_get_string (value, "id"));
  outpost_record_set_word (record, STATUS_WORD, outpost_json_opt_string (value, "status", ""));
  outpost_record_set_word (record, TRANSITION, outpost_json_get_string (value, "transition"));
  outpost_record_set_word (record, REASON, outpost_json_opt_string (value, "reason", ""));
  outpost_record_set_word (record, VERSION_ID, outpost_json_opt_string (value, "template_version_id", ""));
  outpost_record_set_word (record, VERSION_NAME, outpost_json_opt_string (value, "template_version_name", ""));
  outpost_record_set_word (record, INITIATOR_NAME, outpost_json_opt_string (value, "initiator_name", ""));
  record->numbers[NUMBER] = outpost_json_opt_int (value, "build_number", 0);
  record->numbers[CREATED_AT] = outpost_json_opt_time (value, "created_at");
  record->numbers[DEADLINE] = outpost_json_opt_time (value, "deadline");
  record->numbers[DAILY_COST] = outpost_json_opt_int (value, "daily_cost", 0);
  record->numbers[HAS_EXTERNAL_AGENT] = outpost_json_opt_bool (value, "has_external_agent", OUTPOST_UNKNOWN);
  record->numbers[N_OTHERS] = count_others (value);
  read_job (record, value);
  read_provisioners (record, value);
  read_agents (self, value);
  return self;
}

GVariant *
outpost_build_to_variant (OutpostBuild *self)
{
  GVariantBuilder agents;

  g_variant_builder_init (&agents, G_VARIANT_TYPE ("a" OUTPOST_AGENT_FORMAT));
  for (guint i = 0; i < self->agents->len; i++)
    g_variant_builder_add_value (&agents, outpost_agent_to_variant (g_ptr_array_index (self->agents, i)));
  return g_variant_new ("(@" OUTPOST_RECORD_FORMAT "a" OUTPOST_AGENT_FORMAT ")", outpost_record_to_variant (&self->record),
                        &agents);
}

OutpostBuild *
outpost_build_new_from_variant (GVariant *variant)
{
  g_autoptr(OutpostBuild) self = g_object_new (OUTPOST_TYPE_BUILD, NULL);
  g_autoptr(GVariant) record = g_variant_get_child_value (variant, 0);
  g_autoptr(GVariant) agents = g_variant_get_child_value (variant, 1);

  if (!outpost_record_read_variant (&self->record, record))
    return NULL;
  for (gsize i = 0; i < g_variant_n_children (agents); i++)
    {
      g_autoptr(GVariant) child = g_variant_get_child_value (agents, i);
      OutpostAgent *agent = outpost_agent_new_from_variant (child);

      if (agent == NULL)
        return NULL;
      g_ptr_array_add (self->agents, agent);
    }
  return g_steal_pointer (&self);
}

OutpostBuild *
outpost_build_new_from_json (GBytes *bytes,
                             GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostBuild) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  self = outpost_build_new_from_value (&root);
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

GPtrArray *
outpost_builds_new_from_json (GBytes *bytes,
                              GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(GPtrArray) builds = g_ptr_array_new_with_free_func (g_object_unref);
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  for (guint i = 0; i < outpost_json_get_length (&root); i++)
    {
      OutpostJsonValue value = outpost_json_element (&root, i);

      g_ptr_array_add (builds, outpost_build_new_from_value (&value));
    }
  return outpost_json_finish (document, error) ? g_steal_pointer (&builds) : NULL;
}

const char *
outpost_build_get_id (OutpostBuild *self)
{
  return self->record.texts[ID];
}

gint64
outpost_build_get_number (OutpostBuild *self)
{
  return self->record.numbers[NUMBER];
}

/* What a job in one of three phases means for the workspace, by its transition. */
static OutpostBuildStatus
for_transition (OutpostBuild *self,
                OutpostBuildStatus start,
                OutpostBuildStatus stop,
                OutpostBuildStatus delete)
{
  const char *transition = self->record.texts[TRANSITION];

  if (g_str_equal (transition, "start"))
    return start;
  if (g_str_equal (transition, "stop"))
    return stop;
  return g_str_equal (transition, "delete") ? delete : OUTPOST_BUILD_UNKNOWN;
}

OutpostBuildStatus
outpost_build_get_status (OutpostBuild *self)
{
  const char *status = self->record.texts[JOB_STATUS];

  if (g_str_equal (status, "succeeded"))
    return for_transition (self, OUTPOST_BUILD_STARTED, OUTPOST_BUILD_STOPPED, OUTPOST_BUILD_DELETED);
  if (g_str_equal (status, "running"))
    return for_transition (self, OUTPOST_BUILD_STARTING, OUTPOST_BUILD_STOPPING, OUTPOST_BUILD_DELETING);
  if (g_str_equal (status, "pending"))
    return OUTPOST_BUILD_QUEUED;
  if (g_str_equal (status, "canceling"))
    return OUTPOST_BUILD_CANCELING;
  if (g_str_equal (status, "canceled"))
    return OUTPOST_BUILD_CANCELED;
  return g_str_equal (status, "failed") ? OUTPOST_BUILD_FAILED : OUTPOST_BUILD_UNKNOWN;
}

const char *
outpost_build_get_status_word (OutpostBuild *self)
{
  return self->record.texts[STATUS_WORD];
}

const char *
outpost_build_get_transition (OutpostBuild *self)
{
  return self->record.texts[TRANSITION];
}

const char *
outpost_build_get_reason (OutpostBuild *self)
{
  return self->record.texts[REASON];
}

const char *
outpost_build_get_template_version_id (OutpostBuild *self)
{
  return self->record.texts[VERSION_ID];
}

const char *
outpost_build_get_template_version_name (OutpostBuild *self)
{
  return self->record.texts[VERSION_NAME];
}

const char *
outpost_build_get_initiator_name (OutpostBuild *self)
{
  return self->record.texts[INITIATOR_NAME];
}

gint64
outpost_build_get_created_at (OutpostBuild *self)
{
  return self->record.numbers[CREATED_AT];
}

gint64
outpost_build_get_job_created_at (OutpostBuild *self)
{
  return self->record.numbers[JOB_CREATED_AT];
}

gint64
outpost_build_get_job_started_at (OutpostBuild *self)
{
  return self->record.numbers[JOB_STARTED_AT];
}

gint64
outpost_build_get_job_completed_at (OutpostBuild *self)
{
  return self->record.numbers[JOB_COMPLETED_AT];
}

const char *
outpost_build_get_job_status (OutpostBuild *self)
{
  return self->record.texts[JOB_STATUS];
}

const char *
outpost_build_get_job_error (OutpostBuild *self)
{
  return self->record.texts[JOB_ERROR];
}

gint64
outpost_build_get_queue_position (OutpostBuild *self)
{
  return self->record.numbers[QUEUE_POSITION];
}

gboolean
outpost_build_lacks_provisioner (OutpostBuild *self)
{
  return outpost_build_get_status (self) == OUTPOST_BUILD_QUEUED && !self->record.numbers[HAS_PROVISIONER];
}

gint64
outpost_build_get_deadline (OutpostBuild *self)
{
  return self->record.numbers[DEADLINE];
}

gint64
outpost_build_get_daily_cost (OutpostBuild *self)
{
  return self->record.numbers[DAILY_COST];
}

OutpostTristate
outpost_build_get_has_external_agent (OutpostBuild *self)
{
  return self->record.numbers[HAS_EXTERNAL_AGENT];
}

gint64
outpost_build_get_n_others (OutpostBuild *self)
{
  return self->record.numbers[N_OTHERS];
}

gboolean
outpost_build_is_active (OutpostBuild *self)
{
  switch (outpost_build_get_status (self))
    {
    case OUTPOST_BUILD_QUEUED:
    case OUTPOST_BUILD_STARTING:
    case OUTPOST_BUILD_STOPPING:
    case OUTPOST_BUILD_DELETING:
    case OUTPOST_BUILD_CANCELING:
      return TRUE;
    case OUTPOST_BUILD_UNKNOWN:
    case OUTPOST_BUILD_STARTED:
    case OUTPOST_BUILD_STOPPED:
    case OUTPOST_BUILD_DELETED:
    case OUTPOST_BUILD_CANCELED:
    case OUTPOST_BUILD_FAILED:
    default:
      return FALSE;
    }
}

gboolean
outpost_build_has_started (OutpostBuild *self)
{
  OutpostBuildStatus status = outpost_build_get_status (self);

  return status == OUTPOST_BUILD_STARTED
         || (status == OUTPOST_BUILD_CANCELED && self->agents->len > 0 && g_str_equal (self->record.texts[TRANSITION], "start"));
}

gboolean
outpost_build_is_deleting (OutpostBuild *self)
{
  OutpostBuildStatus status = outpost_build_get_status (self);

  return status == OUTPOST_BUILD_DELETING
         || (status == OUTPOST_BUILD_QUEUED && g_str_equal (self->record.texts[TRANSITION], "delete"));
}

guint
outpost_build_get_n_agents (OutpostBuild *self)
{
  return self->agents->len;
}

OutpostAgent *
outpost_build_get_agent (OutpostBuild *self,
                         guint index)
{
  g_return_val_if_fail (index < self->agents->len, NULL);

  return g_ptr_array_index (self->agents, index);
}

GPtrArray *
outpost_build_dup_external_agents (OutpostBuild *self)
{
  GPtrArray *agents = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->agents->len; i++)
    if (outpost_agent_is_external (g_ptr_array_index (self->agents, i)))
      g_ptr_array_add (agents, g_object_ref (g_ptr_array_index (self->agents, i)));
  return agents;
}

gboolean
outpost_build_equal (OutpostBuild *a,
                     OutpostBuild *b)
{
  if (a == b)
    return TRUE;
  if (a->agents->len != b->agents->len || !outpost_record_equal (&a->record, &b->record))
    return FALSE;
  for (guint i = 0; i < a->agents->len; i++)
    if (!outpost_agent_equal (g_ptr_array_index (a->agents, i), g_ptr_array_index (b->agents, i)))
      return FALSE;
  return TRUE;
}
