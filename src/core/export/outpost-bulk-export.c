/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-bulk-export.h"

#include "api/outpost-api.h"
#include "live/outpost-bulk.h"
#include "outpost-error.h"

/* The agents of many workspaces, and what came of asking for each. */
struct _OutpostBulkExport
{
  GObject parent_instance;

  OutpostClient *client;
  OutpostBulk *bulk;
  GPtrArray *items;
  guint n_asked;
};

G_DEFINE_FINAL_TYPE (OutpostBulkExport, outpost_bulk_export, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_RUNNING,
  PROP_N_ANSWERED,
  PROP_WAITING_UNTIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
item_free (gpointer data)
{
  OutpostExportItem *self = data;

  g_object_unref (self->workspace);
  g_free (self->agent_name);
  g_free (self->operating_system);
  g_free (self->build_id);
  g_clear_error (&self->error);
  g_clear_pointer (&self->credentials, outpost_credentials_unref);
  g_free (self);
}

static OutpostExportItem *
get_item (OutpostBulkExport *self,
          guint index)
{
  return g_ptr_array_index (self->items, index);
}

/* ---- What is to be had ------------------------------------------------------------------------------------------- */

static void
note_build (OutpostExportItem *self)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (self->workspace);

  g_set_str (&self->build_id, outpost_build_get_id (build));
  self->build_number = outpost_build_get_number (build);
}

static OutpostExportItem *
add_item (OutpostBulkExport *self,
          OutpostWorkspace *workspace,
          OutpostAgent *agent)
{
  OutpostExportItem *item = g_new0 (OutpostExportItem, 1);

  item->workspace = g_object_ref (workspace);
  if (agent != NULL)
    {
      item->agent_name = g_strdup (outpost_agent_get_name (agent));
      item->operating_system = g_strdup (outpost_agent_get_operating_system (agent));
    }
  note_build (item);
  g_ptr_array_add (self->items, item);
  return item;
}

static void
skip (OutpostExportItem *item,
      OutpostExportSkip reason)
{
  item->state = OUTPOST_EXPORT_SKIPPED;
  item->skip = reason;
}

static OutpostExportSkip
find_reason (OutpostWorkspace *workspace,
             const OutpostEntitlements *entitlements)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  OutpostBuildStatus status = outpost_build_get_status (build);

  if (outpost_workspace_is_external (workspace) == OUTPOST_NO)
    return OUTPOST_EXPORT_SKIP_NOT_EXTERNAL;
  if (status == OUTPOST_BUILD_DELETED)
    return OUTPOST_EXPORT_SKIP_DELETED;
  if (outpost_build_is_active (build))
    return OUTPOST_EXPORT_SKIP_BUILD_RUNNING;
  if (status == OUTPOST_BUILD_FAILED || (status == OUTPOST_BUILD_CANCELED && !outpost_build_has_started (build)))
    return OUTPOST_EXPORT_SKIP_BUILD_FAILED;
  if (entitlements != NULL && entitlements->edition != OUTPOST_EDITION_UNKNOWN && !entitlements->external_agents)
    return OUTPOST_EXPORT_SKIP_NO_LICENSE;
  return OUTPOST_EXPORT_SKIP_NONE;
}

static void
add_workspace (OutpostBulkExport *self,
               OutpostWorkspace *workspace,
               const OutpostEntitlements *entitlements)
{
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (outpost_workspace_get_latest_build (workspace));
  OutpostExportSkip reason = find_reason (workspace, entitlements);

  if (reason == OUTPOST_EXPORT_SKIP_NONE && agents->len == 0)
    reason = OUTPOST_EXPORT_SKIP_NOT_EXTERNAL;
  if (reason != OUTPOST_EXPORT_SKIP_NONE)
    {
      skip (add_item (self, workspace, NULL), reason);
      return;
    }
  for (guint i = 0; i < agents->len; i++)
    add_item (self, workspace, g_ptr_array_index (agents, i));
}

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

static DexFuture *
ask_cb (guint index,
        gpointer data)
{
  OutpostBulkExport *self = data;
  OutpostExportItem *item = get_item (self, index);

  note_build (item);
  return outpost_api_get_credentials (self->client, outpost_workspace_get_id (item->workspace), item->agent_name);
}

static void
fail (OutpostExportItem *item,
      GError *error)
{
  g_clear_pointer (&item->credentials, outpost_credentials_unref);
  g_clear_error (&item->error);
  item->error = error;
  item->state = OUTPOST_EXPORT_FAILED;
}

/* The answer does not say which build it is of. */
static gboolean
is_outdated (const OutpostExportItem *item)
{
  return g_strcmp0 (item->build_id, outpost_build_get_id (outpost_workspace_get_latest_build (item->workspace))) != 0;
}

static void
fail_outdated (OutpostExportItem *item)
{
  fail (item, outpost_error_new_for_answer (412, NULL, TRUE, NULL, NULL, 0, NULL));
}

static void
answered_cb (guint index,
             const GValue *value,
             const GError *error,
             gpointer data)
{
  OutpostExportItem *item = get_item (data, index);

  if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_NOT_LICENSED))
    skip (item, OUTPOST_EXPORT_SKIP_NO_LICENSE);
  else if (g_error_matches (error, OUTPOST_ERROR, OUTPOST_ERROR_INSTANCE_IDENTITY))
    skip (item, OUTPOST_EXPORT_SKIP_NO_TOKEN);
  else if (error != NULL)
    fail (item, g_error_copy (error));
  else if (is_outdated (item))
    fail_outdated (item);
  else
    {
      item->credentials = g_value_dup_boxed (value);
      item->state = OUTPOST_EXPORT_GOT;
    }
}

static void
bulk_running_cb (OutpostBulkExport *self)
{
  /* What was got first may be of a build that is not the newest by now. */
  for (guint i = 0; i < self->items->len && !outpost_bulk_get_running (self->bulk); i++)
    if (get_item (self, i)->credentials != NULL && is_outdated (get_item (self, i)))
      fail_outdated (get_item (self, i));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
bulk_answered_cb (OutpostBulkExport *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ANSWERED]);
}

static void
bulk_waiting_cb (OutpostBulkExport *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WAITING_UNTIL]);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_bulk_export_get_property (GObject *object,
                                  guint prop_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  OutpostBulkExport *self = OUTPOST_BULK_EXPORT (object);

  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, outpost_bulk_get_running (self->bulk));
      break;
    case PROP_N_ANSWERED:
      g_value_set_uint (value, outpost_bulk_get_n_answered (self->bulk));
      break;
    case PROP_WAITING_UNTIL:
      g_value_set_int64 (value, outpost_bulk_get_waiting_until (self->bulk));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_bulk_export_dispose (GObject *object)
{
  OutpostBulkExport *self = OUTPOST_BULK_EXPORT (object);

  /* Others may keep it: its answers would come to what is gone. */
  if (self->bulk != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->bulk, self);
      outpost_bulk_cancel (self->bulk);
    }
  g_clear_object (&self->bulk);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (outpost_bulk_export_parent_class)->dispose (object);
}

static void
outpost_bulk_export_finalize (GObject *object)
{
  g_ptr_array_unref (OUTPOST_BULK_EXPORT (object)->items);
  G_OBJECT_CLASS (outpost_bulk_export_parent_class)->finalize (object);
}

static void
outpost_bulk_export_class_init (OutpostBulkExportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_bulk_export_get_property;
  object_class->dispose = outpost_bulk_export_dispose;
  object_class->finalize = outpost_bulk_export_finalize;
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_N_ANSWERED] = g_param_spec_uint ("n-answered", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_WAITING_UNTIL] = g_param_spec_int64 ("waiting-until", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_bulk_export_init (OutpostBulkExport *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
}

OutpostBulkExport *
outpost_bulk_export_new (OutpostClient *client,
                         GPtrArray *workspaces,
                         const OutpostEntitlements *entitlements)
{
  OutpostBulkExport *self;

  g_return_val_if_fail (OUTPOST_IS_CLIENT (client), NULL);
  g_return_val_if_fail (workspaces != NULL, NULL);

  self = g_object_new (OUTPOST_TYPE_BULK_EXPORT, NULL);
  self->client = g_object_ref (client);
  self->bulk = outpost_bulk_new (client, ask_cb, answered_cb, self);
  for (guint i = 0; i < workspaces->len; i++)
    add_workspace (self, g_ptr_array_index (workspaces, i), entitlements);
  g_signal_connect_swapped (self->bulk, "notify::running", G_CALLBACK (bulk_running_cb), self);
  g_signal_connect_swapped (self->bulk, "notify::n-answered", G_CALLBACK (bulk_answered_cb), self);
  g_signal_connect_swapped (self->bulk, "notify::waiting-until", G_CALLBACK (bulk_waiting_cb), self);
  return self;
}

guint
outpost_bulk_export_get_n_items (OutpostBulkExport *self)
{
  g_return_val_if_fail (OUTPOST_IS_BULK_EXPORT (self), 0);
  return self->items->len;
}

const OutpostExportItem *
outpost_bulk_export_get_item (OutpostBulkExport *self,
                              guint index)
{
  g_return_val_if_fail (OUTPOST_IS_BULK_EXPORT (self) && index < self->items->len, NULL);
  return get_item (self, index);
}

guint
outpost_bulk_export_count (OutpostBulkExport *self,
                           OutpostExportState state)
{
  guint n = 0;

  g_return_val_if_fail (OUTPOST_IS_BULK_EXPORT (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += get_item (self, i)->state == state ? 1 : 0;
  return n;
}

guint
outpost_bulk_export_get_n_asked (OutpostBulkExport *self)
{
  g_return_val_if_fail (OUTPOST_IS_BULK_EXPORT (self), 0);
  return self->n_asked;
}

guint
outpost_bulk_export_get_n_answered (OutpostBulkExport *self)
{
  g_return_val_if_fail (OUTPOST_IS_BULK_EXPORT (self), 0);
  return outpost_bulk_get_n_answered (self->bulk);
}

gboolean
outpost_bulk_export_get_running (OutpostBulkExport *self)
{
  g_return_val_if_fail (OUTPOST_IS_BULK_EXPORT (self), FALSE);
  return outpost_bulk_get_running (self->bulk);
}

gint64
outpost_bulk_export_get_waiting_until (OutpostBulkExport *self)
{
  g_return_val_if_fail (OUTPOST_IS_BULK_EXPORT (self), 0);
  return outpost_bulk_get_waiting_until (self->bulk);
}

void
outpost_bulk_export_run (OutpostBulkExport *self)
{
  g_return_if_fail (OUTPOST_IS_BULK_EXPORT (self));

  if (outpost_bulk_get_running (self->bulk))
    return;
  self->n_asked = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      OutpostExportItem *item = get_item (self, i);

      if (item->state != OUTPOST_EXPORT_WANTED && item->state != OUTPOST_EXPORT_FAILED)
        continue;
      g_clear_error (&item->error);
      item->state = OUTPOST_EXPORT_WANTED;
      outpost_bulk_add (self->bulk, i);
      self->n_asked++;
    }
  outpost_bulk_run (self->bulk);
}

void
outpost_bulk_export_cancel (OutpostBulkExport *self)
{
  g_return_if_fail (OUTPOST_IS_BULK_EXPORT (self));
  outpost_bulk_cancel (self->bulk);
}

GPtrArray *
outpost_bulk_export_dup_records (OutpostBulkExport *self)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (outpost_export_record_free);

  g_return_val_if_fail (OUTPOST_IS_BULK_EXPORT (self), records);

  for (guint i = 0; i < self->items->len; i++)
    {
      const OutpostExportItem *item = get_item (self, i);
      OutpostExportRecord *record;

      if (item->agent_name == NULL)
        continue;
      record = g_new0 (OutpostExportRecord, 1);
      record->owner_name = g_strdup (outpost_workspace_get_owner_name (item->workspace));
      record->workspace_name = g_strdup (outpost_workspace_get_name (item->workspace));
      record->agent_name = g_strdup (item->agent_name);
      record->operating_system = g_strdup (item->operating_system);
      record->build_number = item->build_number;
      record->credentials = item->credentials != NULL ? outpost_credentials_ref (item->credentials) : NULL;
      g_ptr_array_add (records, record);
    }
  return records;
}

void
outpost_bulk_export_forget (OutpostBulkExport *self)
{
  g_return_if_fail (OUTPOST_IS_BULK_EXPORT (self));

  for (guint i = 0; i < self->items->len; i++)
    g_clear_pointer (&get_item (self, i)->credentials, outpost_credentials_unref);
}
