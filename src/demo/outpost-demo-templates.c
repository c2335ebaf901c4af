/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"
#include "outpost-demo-questions-private.h"
#include "outpost-json-writer.h"

/* Templates, their versions, and what hangs on these (coder-api 2.2 to 2.7). */

#define NO_SUCH_VERSION DEMO_NOT_FOUND
#define IMPORT_ERROR "plan during template import provision error: terraform plan: exit status 1"

static void
text (GString *out,
      const char *key,
      const char *value)
{
  g_string_append_printf (out, "\"%s\":", key);
  outpost_json_append_string (out, value);
  g_string_append_c (out, ',');
}

/* ---- JSON -------------------------------------------------------------------------------------------------------- */

static void
append_template (GString *out,
                 DemoState *state,
                 const DemoTemplate *self)
{
  g_autofree char *at = demo_dup_time (g_get_real_time () - 40 * G_TIME_SPAN_DAY);

  g_string_append_c (out, '{');
  text (out, "id", self->id);
  text (out, "created_at", at);
  text (out, "updated_at", at);
  text (out, "organization_id", self->organization->id);
  text (out, "organization_name", self->organization->name);
  text (out, "organization_display_name", self->organization->display_name);
  text (out, "organization_icon", "");
  text (out, "name", self->name);
  text (out, "display_name", self->display_name);
  text (out, "provisioner", "terraform");
  text (out, "active_version_id", self->active_version_id);
  g_string_append_printf (out, "\"active_user_count\":%u,", self->users);
  g_string_append (out, "\"build_time_stats\":{\"delete\":{\"P50\":null,\"P95\":null},\"start\":{\"P50\":null,\"P95\":null},"
                        "\"stop\":{\"P50\":null,\"P95\":null}},");
  text (out, "description", self->description);
  g_string_append_printf (out, "\"deprecated\":%s,", self->deprecation != NULL ? "true" : "false");
  text (out, "deprecation_message", self->deprecation != NULL ? self->deprecation : "");
  g_string_append (out, "\"deleted\":false,");
  text (out, "icon", "");
  g_string_append (out, "\"default_ttl_ms\":0,\"activity_bump_ms\":3600000,\"time_til_autostop_notify_ms\":0,"
                        "\"autostop_requirement\":{\"days_of_week\":[],\"weeks\":1},\"autostart_requirement\":{\"days_of_week\":"
                        "[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\",\"saturday\",\"sunday\"]},");
  text (out, "created_by_id", state->other_id);
  text (out, "created_by_name", "ada");
  g_string_append_printf (out,
                          "\"allow_user_autostart\":true,\"allow_user_autostop\":true,\"allow_user_cancel_workspace_jobs\":%s,"
                          "\"failure_ttl_ms\":0,\"time_til_dormant_ms\":0,\"time_til_dormant_autodelete_ms\":0,"
                          "\"require_active_version\":false,\"max_port_share_level\":\"owner\",\"cors_behavior\":\"simple\","
                          "\"use_classic_parameter_flow\":%s,\"disable_module_cache\":false}",
                          self->allows_cancel ? "true" : "false", self->classic ? "true" : "false");
}

/* Only the active version's import can be other than done; and only of the active one `external` is said. */
static const char *
get_import (const DemoTemplate *self,
            gboolean active)
{
  return active && self->import != NULL ? self->import : "succeeded";
}

static void
append_job (GString *out,
            DemoState *state,
            const DemoTemplate *self,
            gboolean active,
            const char *at)
{
  const char *status = get_import (self, active);

  g_string_append (out, "\"job\":{");
  text (out, "id", self->id);
  text (out, "created_at", at);
  text (out, "started_at", at);
  if (!g_str_equal (status, "running"))
    text (out, "completed_at", at);
  if (g_str_equal (status, "failed"))
    text (out, "error", IMPORT_ERROR);
  text (out, "status", status);
  text (out, "worker_id", state->other_id);
  text (out, "file_id", self->id);
  text (out, "organization_id", self->organization->id);
  text (out, "initiator_id", state->other_id);
  g_string_append (out, "\"tags\":{\"owner\":\"\",\"scope\":\"organization\"},\"queue_position\":0,\"queue_size\":0,\"input\":{");
  text (out, "template_version_id", active ? self->active_version_id : self->old_version_id);
  out->str[out->len - 1] = '}';
  g_string_append (out, ",\"type\":\"template_version_import\",\"metadata\":{\"template_version_name\":\"\",\"template_id\":"
                        "\"" DEMO_NIL_ID "\",\"template_name\":\"\",\"template_display_name\":\"\",\"template_icon\":\"\"},"
                        "\"logs_overflowed\":false},");
}

static void
append_version (GString *out,
                DemoState *state,
                const DemoTemplate *self,
                gboolean active)
{
  g_autofree char *at = demo_dup_time (g_get_real_time () - (active ? 2 : 40) * G_TIME_SPAN_DAY);
  gboolean external = self->external && g_str_equal (get_import (self, active), "succeeded");

  g_string_append_c (out, '{');
  text (out, "id", active ? self->active_version_id : self->old_version_id);
  text (out, "template_id", self->id);
  text (out, "organization_id", self->organization->id);
  text (out, "created_at", at);
  text (out, "updated_at", at);
  text (out, "name", active ? self->active_version : self->old_version);
  text (out, "message", "");
  append_job (out, state, self, active, at);
  text (out, "readme", "");
  g_string_append (out, "\"created_by\":{");
  text (out, "id", state->other_id);
  text (out, "username", "ada");
  text (out, "name", "Ada");
  out->str[out->len - 1] = '}';
  g_string_append_printf (out, ",\"archived\":false,\"has_external_agent\":%s}", external ? "true" : "false");
}

/* ---- Templates --------------------------------------------------------------------------------------------------- */

/* What a search asks for; NULL: it does not say. */
typedef struct
{
  const char *external;
  const char *deprecated;
  const char *exact_name;
  const char *organization;
  const char *name;
} Search;

/* FALSE after refusing a key that there is not. */
static gboolean
read_search (SoupServerMessage *message,
             GStrv words,
             Search *search)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *colon = strchr (words[i], ':');
      g_autofree char *key = colon != NULL ? g_strndup (words[i], colon - words[i]) : NULL;

      if (*words[i] == '\0')
        continue;
      if (key == NULL)
        search->name = words[i];
      else if (g_str_equal (key, "has_external_agent"))
        search->external = colon + 1;
      else if (g_str_equal (key, "deprecated"))
        search->deprecated = colon + 1;
      else if (g_str_equal (key, "exact_name"))
        search->exact_name = colon + 1;
      else if (g_str_equal (key, "name") || g_str_equal (key, "display_name"))
        search->name = colon + 1;
      else if (g_str_equal (key, "organization"))
        search->organization = colon + 1;
      else
        {
          g_autofree char *detail = g_strdup_printf ("\"%s\" is not a valid query param", key);
          g_autofree char *json = demo_dup_validation ("Invalid template search query.", key, detail);

          demo_answer (message, 400, json);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
fits (const DemoTemplate *self,
      const Search *search)
{
  g_autofree char *title = g_utf8_strdown (self->display_name, -1);
  gboolean external = self->external && self->import == NULL;

  if ((search->deprecated != NULL && g_str_equal (search->deprecated, "true")) != (self->deprecation != NULL))
    return FALSE;
  if (search->external != NULL && g_str_equal (search->external, "true") != external)
    return FALSE;
  if (search->exact_name != NULL && !g_str_equal (search->exact_name, self->name))
    return FALSE;
  if (search->organization != NULL && !g_str_equal (search->organization, self->organization->name)
      && !g_str_equal (search->organization, self->organization->id))
    return FALSE;
  return search->name == NULL || strstr (title, search->name) != NULL || strstr (self->name, search->name) != NULL;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (((const DemoTemplate *) a)->name, ((const DemoTemplate *) b)->name);
}

void
demo_answer_templates (DemoDesk *self,
                       SoupServerMessage *message,
                       const DemoCall *call)
{
  const char *q = call->query != NULL ? g_hash_table_lookup (call->query, "q") : NULL;
  g_autofree char *lower = g_utf8_strdown (q != NULL ? q : "", -1);
  g_auto(GStrv) words = g_strsplit (lower, " ", -1);
  g_autoptr(GString) json = g_string_new ("[");
  g_autoptr(GPtrArray) sorted = NULL;
  Search search = { NULL };

  if (!read_search (message, words, &search))
    return;
  sorted = g_ptr_array_copy (self->state->templates, NULL, NULL);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort_values (sorted, compare_names);
  for (guint i = 0; i < sorted->len; i++)
    {
      DemoTemplate *template = g_ptr_array_index (sorted, i);

      if (!fits (template, &search))
        continue;
      if (json->len > 1)
        g_string_append_c (json, ',');
      append_template (json, self->state, template);
    }
  g_string_append_c (json, ']');
  demo_answer (message, 200, json->str);
}

static DemoTemplate *
find_template (DemoDesk *self,
               SoupServerMessage *message,
               const DemoCall *call)
{
  DemoTemplate *template = demo_state_find_template (self->state, call->captured[0]);

  if (template != NULL && g_str_equal (template->id, call->captured[0]))
    return template;
  demo_refuse (message, 404, DEMO_NOT_FOUND);
  return NULL;
}

void
demo_answer_template (DemoDesk *self,
                      SoupServerMessage *message,
                      const DemoCall *call)
{
  DemoTemplate *template = find_template (self, message, call);
  g_autoptr(GString) json = g_string_new (NULL);

  if (template == NULL)
    return;
  append_template (json, self->state, template);
  demo_answer (message, 200, json->str);
}

static void
append_older_version (GString *out,
                      DemoState *state,
                      const DemoTemplate *self,
                      guint number)
{
  g_autofree char *id = g_strdup_printf ("00000000-0000-4000-8000-%012u", number);
  g_autofree char *name = g_strdup_printf ("older-%u", number);
  DemoTemplate older = *self;

  older.old_version_id = id;
  older.old_version = name;
  append_version (out, state, &older, FALSE);
}

/* Oldest first. Past the end it is an empty list. */
void
demo_answer_versions (DemoDesk *self,
                      SoupServerMessage *message,
                      const DemoCall *call)
{
  DemoTemplate *template = find_template (self, message, call);
  g_autoptr(GString) json = g_string_new ("[");
  guint limit, offset, n;

  if (template == NULL || !demo_read_number (message, call->query, "limit", &limit)
      || !demo_read_number (message, call->query, "offset", &offset))
    return;
  n = template->more_versions + 2;
  for (guint i = offset; i < n && (limit == 0 || i - offset < limit); i++)
    {
      if (i > offset)
        g_string_append_c (json, ',');
      if (i < template->more_versions)
        append_older_version (json, self->state, template, i);
      else
        append_version (json, self->state, template, i == n - 1);
    }
  g_string_append_c (json, ']');
  demo_answer (message, 200, json->str);
}

void
demo_answer_version_by_name (DemoDesk *self,
                             SoupServerMessage *message,
                             const DemoCall *call)
{
  DemoTemplate *template = find_template (self, message, call);
  g_autoptr(GString) json = g_string_new (NULL);
  const char *name = call->captured[1];

  if (template == NULL)
    return;
  if (g_str_equal (name, template->active_version) || g_str_equal (name, template->old_version))
    {
      append_version (json, self->state, template, g_str_equal (name, template->active_version));
      demo_answer (message, 200, json->str);
    }
  else
    demo_refuse (message, 404, DEMO_NOT_FOUND);
}

/* ---- Versions ---------------------------------------------------------------------------------------------------- */

/* The template whose version was captured, or NULL after refusing. */
static DemoTemplate *
find_version (DemoDesk *self,
              SoupServerMessage *message,
              const DemoCall *call,
              gboolean *active)
{
  const char *id = call->captured[0];
  DemoTemplate *template = demo_state_find_template (self->state, id);

  if (template == NULL || g_str_equal (template->id, id))
    {
      demo_refuse (message, 404, NO_SUCH_VERSION);
      return NULL;
    }
  *active = g_str_equal (template->active_version_id, id);
  return template;
}

void
demo_answer_version (DemoDesk *self,
                     SoupServerMessage *message,
                     const DemoCall *call)
{
  gboolean active;
  DemoTemplate *template = find_version (self, message, call, &active);
  g_autoptr(GString) json = g_string_new (NULL);

  if (template == NULL)
    return;
  append_version (json, self->state, template, active);
  demo_answer (message, 200, json->str);
}

/* Also refused while the version is imported. */
static DemoTemplate *
find_imported (DemoDesk *self,
               SoupServerMessage *message,
               const DemoCall *call)
{
  gboolean active;
  DemoTemplate *template = find_version (self, message, call, &active);

  if (template == NULL || !g_str_equal (get_import (template, active), "running"))
    return template;
  demo_refuse (message, 425, "Template version job has not finished");
  return NULL;
}

void
demo_answer_classic_parameters (DemoDesk *self,
                                SoupServerMessage *message,
                                const DemoCall *call)
{
  DemoTemplate *template = find_imported (self, message, call);
  g_autofree char *json = template != NULL ? demo_questions_dup_classic (template) : NULL;

  if (json != NULL)
    demo_answer (message, 200, json);
}

void
demo_answer_evaluate (DemoDesk *self,
                      SoupServerMessage *message,
                      const DemoCall *call)
{
  DemoTemplate *template = find_imported (self, message, call);
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *request = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autoptr(JsonNode) node = json_from_string (request, NULL);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *inputs = object != NULL ? json_object_get_member (object, "inputs") : NULL;
  g_autofree char *json = NULL;

  if (template == NULL)
    return;
  if (object == NULL)
    {
      demo_refuse (message, 400, "Request body must be valid JSON.");
      return;
    }
  json = demo_questions_dup_answer (template, 0,
                                    inputs != NULL && JSON_NODE_HOLDS_OBJECT (inputs) ? json_node_get_object (inputs) : NULL);
  demo_answer (message, 200, json);
}

void
demo_answer_presets (DemoDesk *self,
                     SoupServerMessage *message,
                     const DemoCall *call)
{
  gboolean active;
  DemoTemplate *template = find_version (self, message, call, &active);
  g_autofree char *json = template != NULL ? demo_questions_dup_presets (template) : NULL;

  if (json != NULL)
    demo_answer (message, 200, json);
}

/* ---- Accounts elsewhere -------------------------------------------------------------------------------------------- */

void
demo_answer_external_auth (DemoDesk *self,
                           SoupServerMessage *message,
                           const DemoCall *call)
{
  gboolean active;
  DemoTemplate *template = find_version (self, message, call, &active);
  g_autofree char *json = NULL;

  if (template == NULL)
    return;
  if (template->needs_link)
    json = g_strdup_printf ("[{\"id\":\"git\",\"type\":\"gitea\",\"display_name\":\"Git of the Demo\",\"display_icon\":\"\","
                            "\"authenticate_url\":\"%s/external-auth/git\",\"authenticated\":%s,\"optional\":false}]",
                            self->state->access_url, template->linked ? "true" : "false");
  demo_answer (message, 200, json != NULL ? json : "[]");
}

/* In the demo, to open the page is to link the account. */
void
demo_answer_link (DemoDesk *self,
                  SoupServerMessage *message,
                  const DemoCall *call)
{
  static const char page[] = "<!doctype html><meta charset=utf-8><title>Outpost demo</title><h1>Linked</h1>"
                             "<p>The account is linked, as far as the demo is concerned. Go back to Outpost.</p>";

  for (guint i = 0; i < self->state->templates->len; i++)
    ((DemoTemplate *) g_ptr_array_index (self->state->templates, i))->linked = TRUE;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_STATIC, page, strlen (page));
}
