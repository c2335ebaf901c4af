/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-workspace.h"

#include "outpost-workspace-codec-private.h"

enum
{
  ID,
  NAME,
  OWNER_ID,
  OWNER_NAME,
  ORGANIZATION_ID,
  ORGANIZATION_NAME,
  TEMPLATE_ID,
  TEMPLATE_NAME,
  TEMPLATE_DISPLAY_NAME,
  TEMPLATE_ACTIVE_VERSION_ID,
  AUTOSTART_SCHEDULE,
  N_TEXTS
};

enum
{
  OUTDATED,
  FAVORITE,
  ALLOW_RENAMES,
  ALLOWS_CANCEL,
  HEALTHY,
  DORMANT_AT,
  LAST_USED_AT,
  NEXT_START_AT,
  TTL_MS,
  N_NUMBERS
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_OWNER_NAME,
  PROP_TEMPLATE_NAME,
  PROP_LATEST_BUILD,
  PROP_OUTDATED,
  PROP_FAVORITE,
  N_PROPS
};

/* A workspace of a deployment, the same object over all refreshes. */
struct _OutpostWorkspace
{
  GObject parent_instance;

  OutpostRecord record;
  OutpostBuild *latest_build;
  OutpostTristate external; /* what the newest build that said so said */
  gint64 n_others;          /* as well */
  gint64 known_at;
  gboolean from_disk;
  gboolean attach_again; /* ours, not the deployment's */
};

static GParamSpec *properties[N_PROPS];
static guint changed_signal;

G_DEFINE_FINAL_TYPE (OutpostWorkspace, outpost_workspace, G_TYPE_OBJECT)

static void
outpost_workspace_get_property (GObject *object,
                                guint prop_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  OutpostWorkspace *self = OUTPOST_WORKSPACE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->record.texts[ID]);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->record.texts[NAME]);
      break;
    case PROP_OWNER_NAME:
      g_value_set_string (value, self->record.texts[OWNER_NAME]);
      break;
    case PROP_TEMPLATE_NAME:
      g_value_set_string (value, self->record.texts[TEMPLATE_NAME]);
      break;
    case PROP_LATEST_BUILD:
      g_value_set_object (value, self->latest_build);
      break;
    case PROP_OUTDATED:
      g_value_set_boolean (value, outpost_workspace_get_outdated (self));
      break;
    case PROP_FAVORITE:
      g_value_set_boolean (value, outpost_workspace_get_favorite (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_workspace_finalize (GObject *object)
{
  OutpostWorkspace *self = OUTPOST_WORKSPACE (object);

  outpost_record_clear (&self->record);
  g_clear_object (&self->latest_build);
  G_OBJECT_CLASS (outpost_workspace_parent_class)->finalize (object);
}

static void
outpost_workspace_class_init (OutpostWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_workspace_get_property;
  object_class->finalize = outpost_workspace_finalize;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_OWNER_NAME] = g_param_spec_string ("owner-name", NULL, NULL, NULL, flags);
  properties[PROP_TEMPLATE_NAME] = g_param_spec_string ("template-name", NULL, NULL, NULL, flags);
  properties[PROP_LATEST_BUILD] = g_param_spec_object ("latest-build", NULL, NULL, OUTPOST_TYPE_BUILD, flags);
  properties[PROP_OUTDATED] = g_param_spec_boolean ("outdated", NULL, NULL, FALSE, flags);
  properties[PROP_FAVORITE] = g_param_spec_boolean ("favorite", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_workspace_init (OutpostWorkspace *self)
{
  outpost_record_init (&self->record, N_TEXTS, N_NUMBERS);
  self->external = OUTPOST_UNKNOWN;
  self->n_others = -1;
}

/* The build's own flag, else what its resources say. */
static OutpostTristate
judge_external (OutpostBuild *build)
{
  if (outpost_build_get_has_external_agent (build) != OUTPOST_UNKNOWN)
    return outpost_build_get_has_external_agent (build);
  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    if (outpost_agent_is_external (outpost_build_get_agent (build, i)))
      return OUTPOST_YES;
  return OUTPOST_UNKNOWN;
}

static void
read_texts (OutpostRecord *record,
            const OutpostJsonValue *value)
{
  outpost_record_set_text (record, ID, outpost_json_get_string (value, "id"));
  outpost_record_set_text (record, NAME, outpost_json_get_string (value, "name"));
  outpost_record_set_word (record, OWNER_ID, outpost_json_opt_string (value, "owner_id", ""));
  outpost_record_set_word (record, OWNER_NAME, outpost_json_get_string (value, "owner_name"));
  outpost_record_set_word (record, ORGANIZATION_ID, outpost_json_opt_string (value, "organization_id", ""));
  outpost_record_set_word (record, ORGANIZATION_NAME, outpost_json_opt_string (value, "organization_name", ""));
  outpost_record_set_word (record, TEMPLATE_ID, outpost_json_opt_string (value, "template_id", ""));
  outpost_record_set_word (record, TEMPLATE_NAME, outpost_json_opt_string (value, "template_name", ""));
  outpost_record_set_word (record, TEMPLATE_DISPLAY_NAME, outpost_json_opt_string (value, "template_display_name", ""));
  outpost_record_set_word (record, TEMPLATE_ACTIVE_VERSION_ID, outpost_json_opt_string (value, "template_active_version_id", ""));
  outpost_record_set_word (record, AUTOSTART_SCHEDULE, outpost_json_opt_string (value, "autostart_schedule", ""));
}

OutpostWorkspace *
outpost_workspace_new_from_value (const OutpostJsonValue *value)
{
  OutpostWorkspace *self = g_object_new (OUTPOST_TYPE_WORKSPACE, NULL);
  OutpostJsonValue health = outpost_json_member (value, "health");
  OutpostJsonValue build = outpost_json_member (value, "latest_build");
  OutpostRecord *record = &self->record;

  read_texts (record, value);
  record->numbers[OUTDATED] = outpost_json_opt_bool (value, "outdated", FALSE);
  record->numbers[FAVORITE] = outpost_json_opt_bool (value, "favorite", FALSE);
  record->numbers[ALLOW_RENAMES] = outpost_json_opt_bool (value, "allow_renames", FALSE);
  record->numbers[ALLOWS_CANCEL] = outpost_json_opt_bool (value, "template_allow_user_cancel_workspace_jobs", TRUE);
  record->numbers[HEALTHY] = outpost_json_opt_bool (&health, "healthy", FALSE);
  record->numbers[DORMANT_AT] = outpost_json_opt_time (value, "dormant_at");
  record->numbers[LAST_USED_AT] = outpost_json_opt_time (value, "last_used_at");
  record->numbers[NEXT_START_AT] = outpost_json_opt_time (value, "next_start_at");
  record->numbers[TTL_MS] = outpost_json_opt_int (value, "ttl_ms", 0);
  self->latest_build = outpost_build_new_from_value (&build);
  self->external = judge_external (self->latest_build);
  self->n_others = outpost_build_get_n_others (self->latest_build);
  return self;
}

OutpostWorkspace *
outpost_workspace_new_from_json (GBytes *bytes,
                                 GError **error)
{
  g_autoptr(OutpostJson) document = outpost_json_parse (bytes, error);
  g_autoptr(OutpostWorkspace) self = NULL;
  OutpostJsonValue root;

  if (document == NULL)
    return NULL;
  root = outpost_json_get_root (document);
  self = outpost_workspace_new_from_value (&root);
  return outpost_json_finish (document, error) ? g_steal_pointer (&self) : NULL;
}

GVariant *
outpost_workspace_to_variant (OutpostWorkspace *self)
{
  return g_variant_new ("(@" OUTPOST_RECORD_FORMAT "@" OUTPOST_BUILD_FORMAT "ix)", outpost_record_to_variant (&self->record),
                        outpost_build_to_variant (self->latest_build), (gint32) self->external, self->n_others);
}

OutpostWorkspace *
outpost_workspace_new_from_variant (GVariant *variant)
{
  g_autoptr(OutpostWorkspace) self = g_object_new (OUTPOST_TYPE_WORKSPACE, NULL);
  g_autoptr(GVariant) record = g_variant_get_child_value (variant, 0);
  g_autoptr(GVariant) build = g_variant_get_child_value (variant, 1);
  gint32 external;

  g_variant_get_child (variant, 2, "i", &external);
  g_variant_get_child (variant, 3, "x", &self->n_others);
  self->external = CLAMP (external, OUTPOST_UNKNOWN, OUTPOST_YES);
  self->from_disk = TRUE;
  if (!outpost_record_read_variant (&self->record, record))
    return NULL;
  self->latest_build = outpost_build_new_from_variant (build);
  return self->latest_build != NULL ? g_steal_pointer (&self) : NULL;
}

const char *
outpost_workspace_get_id (OutpostWorkspace *self)
{
  return self->record.texts[ID];
}

const char *
outpost_workspace_get_name (OutpostWorkspace *self)
{
  return self->record.texts[NAME];
}

const char *
outpost_workspace_get_owner_id (OutpostWorkspace *self)
{
  return self->record.texts[OWNER_ID];
}

const char *
outpost_workspace_get_owner_name (OutpostWorkspace *self)
{
  return self->record.texts[OWNER_NAME];
}

const char *
outpost_workspace_get_organization_id (OutpostWorkspace *self)
{
  return self->record.texts[ORGANIZATION_ID];
}

const char *
outpost_workspace_get_organization_name (OutpostWorkspace *self)
{
  return self->record.texts[ORGANIZATION_NAME];
}

const char *
outpost_workspace_get_template_id (OutpostWorkspace *self)
{
  return self->record.texts[TEMPLATE_ID];
}

const char *
outpost_workspace_get_template_name (OutpostWorkspace *self)
{
  return self->record.texts[TEMPLATE_NAME];
}

const char *
outpost_workspace_get_template_display_name (OutpostWorkspace *self)
{
  return self->record.texts[TEMPLATE_DISPLAY_NAME];
}

const char *
outpost_workspace_get_template_active_version_id (OutpostWorkspace *self)
{
  return self->record.texts[TEMPLATE_ACTIVE_VERSION_ID];
}

OutpostBuild *
outpost_workspace_get_latest_build (OutpostWorkspace *self)
{
  return self->latest_build;
}

gboolean
outpost_workspace_get_outdated (OutpostWorkspace *self)
{
  return self->record.numbers[OUTDATED] != 0;
}

gboolean
outpost_workspace_get_favorite (OutpostWorkspace *self)
{
  return self->record.numbers[FAVORITE] != 0;
}

gboolean
outpost_workspace_get_allow_renames (OutpostWorkspace *self)
{
  return self->record.numbers[ALLOW_RENAMES] != 0;
}

gboolean
outpost_workspace_get_allows_cancel (OutpostWorkspace *self)
{
  return self->record.numbers[ALLOWS_CANCEL] != 0;
}

gint64
outpost_workspace_get_dormant_at (OutpostWorkspace *self)
{
  return self->record.numbers[DORMANT_AT];
}

gint64
outpost_workspace_get_last_used_at (OutpostWorkspace *self)
{
  return self->record.numbers[LAST_USED_AT];
}

gint64
outpost_workspace_get_next_start_at (OutpostWorkspace *self)
{
  return self->record.numbers[NEXT_START_AT];
}

const char *
outpost_workspace_get_autostart_schedule (OutpostWorkspace *self)
{
  return self->record.texts[AUTOSTART_SCHEDULE];
}

gint64
outpost_workspace_get_ttl_ms (OutpostWorkspace *self)
{
  return self->record.numbers[TTL_MS];
}

OutpostHealth
outpost_workspace_get_health (OutpostWorkspace *self)
{
  /* While a build runs, and after one failed, the server says healthy, with no agents (correction 40). */
  if (outpost_build_get_status (self->latest_build) != OUTPOST_BUILD_STARTED)
    return OUTPOST_HEALTH_NONE;
  return self->record.numbers[HEALTHY] ? OUTPOST_HEALTH_HEALTHY : OUTPOST_HEALTH_UNHEALTHY;
}

OutpostTristate
outpost_workspace_is_external (OutpostWorkspace *self)
{
  return self->external;
}

gint64
outpost_workspace_get_n_others (OutpostWorkspace *self)
{
  return self->n_others;
}

/* The higher, the sooner somebody should look at it. */
static guint
rank (OutpostAgent *agent)
{
  switch (outpost_agent_get_state (agent))
    {
    case OUTPOST_AGENT_LOST:
      return 6;
    case OUTPOST_AGENT_OFF:
      return 5;
    case OUTPOST_AGENT_LATE:
      return 4;
    case OUTPOST_AGENT_WAITING:
      return 3;
    case OUTPOST_AGENT_UNKNOWN:
      return 2;
    case OUTPOST_AGENT_CONNECTED:
    default:
      return outpost_agent_get_health (agent) == OUTPOST_AGENT_HEALTHY ? 0 : 1;
    }
}

static OutpostAgent *
find_worst (OutpostBuild *build,
            gboolean external_only)
{
  OutpostAgent *worst = NULL;

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (build, i);

      if (outpost_agent_is_sub_agent (agent) || (external_only && !outpost_agent_is_external (agent)))
        continue;
      if (worst == NULL || rank (agent) > rank (worst))
        worst = agent;
    }
  return worst;
}

OutpostAgent *
outpost_workspace_get_main_agent (OutpostWorkspace *self)
{
  OutpostAgent *agent = find_worst (self->latest_build, TRUE);

  return agent != NULL ? agent : find_worst (self->latest_build, FALSE);
}

gboolean
outpost_workspace_get_attach_again (OutpostWorkspace *self)
{
  return self->attach_again;
}

void
outpost_workspace_set_attach_again (OutpostWorkspace *self,
                                    gboolean attach_again)
{
  if (self->attach_again == attach_again)
    return;
  self->attach_again = attach_again;
  g_signal_emit (self, changed_signal, 0);
}

void
outpost_workspace_set_attached_build (OutpostWorkspace *self,
                                      gint64 build_number)
{
  gboolean changes = FALSE;

  for (guint i = 0; i < outpost_build_get_n_agents (self->latest_build); i++)
    {
      OutpostAgent *agent = outpost_build_get_agent (self->latest_build, i);

      if (outpost_agent_is_external (agent))
        changes |= outpost_agent_set_attached_build (agent, build_number);
    }
  if (changes)
    g_signal_emit (self, changed_signal, 0);
}

gboolean
outpost_workspace_needs_attention (OutpostWorkspace *self)
{
  OutpostAgent *agent;

  if (outpost_build_get_status (self->latest_build) == OUTPOST_BUILD_FAILED || self->attach_again)
    return TRUE;
  if (outpost_workspace_get_health (self) != OUTPOST_HEALTH_UNHEALTHY)
    return FALSE;
  /* Waiting for its first connection is how every external workspace begins. */
  agent = outpost_workspace_get_main_agent (self);
  return agent == NULL || outpost_agent_get_state (agent) != OUTPOST_AGENT_WAITING;
}

gboolean
outpost_workspace_equal (OutpostWorkspace *a,
                         OutpostWorkspace *b)
{
  return outpost_record_equal (&a->record, &b->record) && outpost_build_equal (a->latest_build, b->latest_build);
}

gboolean
outpost_workspace_is_from_disk (OutpostWorkspace *self)
{
  return self->from_disk;
}

gint64
outpost_workspace_get_known_at (OutpostWorkspace *self)
{
  return self->known_at;
}

gboolean
outpost_workspace_update (OutpostWorkspace *self,
                          OutpostWorkspace *newer,
                          gint64 known_at)
{
  g_return_val_if_fail (g_str_equal (self->record.texts[ID], newer->record.texts[ID]), FALSE);

  if (known_at < self->known_at)
    return FALSE;
  self->known_at = known_at;
  self->from_disk = newer->from_disk;
  if (self == newer || outpost_workspace_equal (self, newer))
    return FALSE;

  outpost_record_copy (&newer->record, &self->record);
  g_set_object (&self->latest_build, newer->latest_build);
  if (newer->external != OUTPOST_UNKNOWN)
    self->external = newer->external;
  if (newer->n_others >= 0)
    self->n_others = newer->n_others;

  g_object_freeze_notify (G_OBJECT (self));
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, changed_signal, 0);
  return TRUE;
}
