/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <string.h>

#include "outpost-demo-desk-private.h"
#include "outpost-demo-questions-private.h"

/* Making workspaces, building them again, naming them anew (coder-api 3.4, 3.7, 3.8): the server's checks in its order. */

#define NO_LICENSE                                                                                                                \
  "Build is not permitted: You have a template which uses external agents but your license is not entitled to this feature. You " \
  "will be unable to create new workspaces from these templates."

JsonObject *
demo_read_body (SoupServerMessage *message)
{
  g_autoptr(GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) node = json_from_string (text, &error);
  g_autofree char *json = NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_object_ref (json_node_get_object (node));
  json = demo_dup_message ("Request body must be valid JSON.", error != NULL ? error->message : "EOF");
  demo_answer (message, 400, json);
  return NULL;
}

static const char *
opt (JsonObject *body,
     const char *key)
{
  JsonNode *member = json_object_get_member (body, key);

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING
             ? json_node_get_string (member)
             : "";
}

/* An id that is missing, or the nil one, counts as absent. */
static const char *
opt_id (JsonObject *body,
        const char *key)
{
  const char *id = opt (body, key);

  return *id == '\0' || g_str_equal (id, DEMO_NIL_ID) ? NULL : id;
}

static JsonArray *
opt_values (JsonObject *body)
{
  JsonNode *member = json_object_get_member (body, "rich_parameter_values");

  return member != NULL && JSON_NODE_HOLDS_ARRAY (member) ? json_node_get_array (member) : NULL;
}

static void
refuse_field (SoupServerMessage *message,
              guint status,
              const char *text,
              const char *field,
              const char *detail)
{
  g_autofree char *json = demo_dup_validation (text, field, detail);

  demo_answer (message, status, json);
}

/* The server says most refusals twice. */
static void
refuse_twice (SoupServerMessage *message,
              guint status,
              const char *text)
{
  g_autofree char *json = demo_dup_message (text, text);

  demo_answer (message, status, json);
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

static gboolean
is_name (const char *name)
{
  return strlen (name) <= 32 && g_regex_match_simple ("^[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*$", name, G_REGEX_DOLLAR_ENDONLY, 0)
         && !g_str_equal (name, "new") && !g_str_equal (name, "create");
}

gboolean
demo_check_name (DemoDesk *self,
                 SoupServerMessage *message,
                 const char *owner_id,
                 const char *name)
{
  if (!is_name (name))
    {
      g_autofree char *detail = g_strdup_printf ("Validation failed for tag \"workspace_name\" with value: \"%s\"", name);

      refuse_field (message, 400, "Validation failed.", "name", detail);
      return FALSE;
    }
  if (demo_state_find_of (self->state, owner_id, name) != NULL)
    {
      g_autofree char *text = g_strdup_printf ("Workspace \"%s\" already exists.", name);

      refuse_field (message, 409, text, "name", "This value is already in use and should be unique.");
      return FALSE;
    }
  return TRUE;
}

void
demo_answer_rename (DemoDesk *self,
                    SoupServerMessage *message,
                    const DemoCall *call)
{
  DemoWorkspace *workspace = demo_find_workspace (self, message, call);
  g_autoptr(JsonObject) body = workspace != NULL ? demo_read_body (message) : NULL;

  if (body == NULL || !demo_check_name (self, message, workspace->owner_id, opt (body, "name")))
    return;
  g_set_str (&workspace->name, opt (body, "name"));
  demo_state_sort (self->state);
  demo_workspace_touch (workspace);
  demo_answer (message, 204, NULL);
}

/* ---- Versions ---------------------------------------------------------------------------------------------------- */

/* The template that a request names by itself or by a version; NULL after refusing. */
static DemoTemplate *
find_template (DemoDesk *self,
               SoupServerMessage *message,
               JsonObject *body,
               gboolean *old)
{
  const char *template_id = opt_id (body, "template_id");
  const char *version_id = opt_id (body, "template_version_id");
  const char *id = template_id != NULL ? template_id : version_id;
  DemoTemplate *template = id != NULL ? demo_state_find_template (self->state, id) : NULL;
  g_autofree char *text = NULL;

  if ((template_id == NULL) == (version_id == NULL))
    {
      g_autofree char *detail = g_strdup_printf ("Validation failed for tag \"%s\" with value: \"%s\"",
                                                 id == NULL ? "required_without" : "excluded_with", id == NULL ? DEMO_NIL_ID : id);

      refuse_field (message, 400, "Validation failed.", "template_id", detail);
      return NULL;
    }
  if (template == NULL)
    {
      text = g_strdup_printf ("Template%s \"%s\" doesn't exist.", template_id != NULL ? "" : " version", id);
      refuse_field (message, 400, text, template_id != NULL ? "template_id" : "template_version_id", "template not found");
      return NULL;
    }
  *old = g_str_equal (template->old_version_id, id);
  return template;
}

/* Whether the version can be built. */
static gboolean
check_version (DemoDesk *self,
               SoupServerMessage *message,
               const DemoTemplate *template,
               gboolean old)
{
  g_autofree char *text = NULL;

  if (template->import != NULL && !old)
    {
      if (g_str_equal (template->import, "failed"))
        text = g_strdup_printf ("The provided template version \"%s\" has failed to import: \"terraform plan: exit status 1\". You "
                                "cannot build workspaces with it!",
                                template->active_version);
      else
        text = g_strdup_printf ("The provided template version is %s. Wait for it to complete importing!", template->import);
      refuse_twice (message, g_str_equal (template->import, "failed") ? 400 : 406, text);
      return FALSE;
    }
  if (template->external && (self->flags & OUTPOST_DEMO_NO_LICENSE))
    {
      refuse_twice (message, 403, NO_LICENSE);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_deprecation (SoupServerMessage *message,
                   const DemoTemplate *template)
{
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  if (template->deprecation == NULL)
    return TRUE;
  text = g_strdup_printf ("Template \"%s\" has been deprecated, and cannot be used to create a new workspace.", template->name);
  json = demo_dup_message (text, template->deprecation);
  demo_answer (message, 400, json);
  return FALSE;
}

/* ---- Create ------------------------------------------------------------------------------------------------------ */

/* The id of who will own it; NULL after refusing. */
static const char *
find_owner (DemoDesk *self,
            SoupServerMessage *message,
            const char *owner)
{
  g_autofree char *json = NULL;

  if (g_str_equal (owner, "me") || g_str_equal (owner, "you") || g_str_equal (owner, self->state->user_id))
    return self->state->user_id;
  if (!g_str_equal (owner, "ada"))
    {
      demo_refuse (message, 404, DEMO_NOT_FOUND);
      return NULL;
    }
  if (self->flags & OUTPOST_DEMO_USER_ADMIN)
    return self->state->other_id;
  json = demo_dup_message ("Unauthorized to create workspace.",
                           "You are unable to create a workspace in this organization. It is possible to have access to the "
                           "template, but not be able to create a workspace. Please contact an administrator about your "
                           "permissions if you feel this is an error.");
  demo_answer (message, 403, json);
  return NULL;
}

/* A preset's values win over those given. FALSE after refusing it. */
static gboolean
apply_preset (SoupServerMessage *message,
              const DemoTemplate *template,
              JsonObject *body,
              JsonArray *values)
{
  const char *id = opt_id (body, "template_version_preset_id");
  g_autoptr(JsonArray) preset = id != NULL ? demo_questions_find_preset (template, id) : NULL;

  if (id != NULL && preset == NULL)
    {
      demo_refuse (message, 500, "Internal error creating workspace build.");
      return FALSE;
    }
  for (guint i = 0; preset != NULL && i < json_array_get_length (preset); i++)
    json_array_add_object_element (values, json_object_ref (json_array_get_object_element (preset, i)));
  return TRUE;
}

static JsonArray *
dup_values (JsonObject *body)
{
  JsonArray *values = json_array_new ();
  JsonArray *given = opt_values (body);

  for (guint i = 0; given != NULL && i < json_array_get_length (given); i++)
    json_array_add_object_element (values, json_object_ref (json_array_get_object_element (given, i)));
  return values;
}

void
demo_answer_create (DemoDesk *self,
                    SoupServerMessage *message,
                    const DemoCall *call)
{
  g_autoptr(JsonObject) body = demo_read_body (message);
  g_autoptr(JsonArray) values = NULL;
  g_autofree char *refusal = NULL;
  const char *owner_id;
  DemoWorkspace *workspace;
  DemoTemplate *template;
  gboolean old = FALSE;

  owner_id = body != NULL ? find_owner (self, message, call->captured[0]) : NULL;
  if (owner_id == NULL)
    return;
  if (!is_name (opt (body, "name")))
    {
      demo_check_name (self, message, owner_id, opt (body, "name"));
      return;
    }
  template = find_template (self, message, body, &old);
  if (template == NULL || !check_deprecation (message, template) || !demo_check_name (self, message, owner_id, opt (body, "name"))
      || !check_version (self, message, template, old))
    return;
  values = dup_values (body);
  if (!apply_preset (message, template, body, values))
    return;
  refusal = demo_questions_refuse (template, values, NULL);
  if (refusal != NULL)
    {
      demo_answer (message, 400, refusal);
      return;
    }
  workspace = demo_state_create (self->state, owner_id, opt (body, "name"), template, old,
                                 demo_questions_settle (template, values, NULL));
  demo_answer (message, 201, demo_workspace_get_json (workspace));
}

/* ---- Builds ------------------------------------------------------------------------------------------------------ */

static gboolean
check_transition (SoupServerMessage *message,
                  const char *transition)
{
  g_autofree char *detail = g_strdup_printf ("Validation failed for tag \"oneof\" with value: \"%s\"", transition);

  if (g_str_equal (transition, "start") || g_str_equal (transition, "stop") || g_str_equal (transition, "delete"))
    return TRUE;
  refuse_field (message, 400, "Validation failed.", "transition", detail);
  return FALSE;
}

static gboolean
check_orphan (SoupServerMessage *message,
              DemoWorkspace *workspace,
              JsonObject *body)
{
  gboolean deletes = g_str_equal (opt (body, "transition"), "delete");

  if (!json_object_get_boolean_member_with_default (body, "orphan", FALSE) || (deletes && workspace->template->managed))
    return TRUE;
  if (deletes)
    refuse_twice (message, 403, "Only template managers may provide custom state");
  else
    demo_refuse (message, 400, "Orphan is only permitted when deleting a workspace.");
  return FALSE;
}

/* The version to build: another one of the same template, or the one there is. FALSE after refusing. */
static gboolean
read_version (DemoDesk *self,
              SoupServerMessage *message,
              DemoWorkspace *workspace,
              JsonObject *body,
              gboolean *old)
{
  const char *id = opt_id (body, "template_version_id");
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  *old = workspace->outdated;
  if (id == NULL)
    return TRUE;
  if (demo_state_find_template (self->state, id) == NULL)
    {
      text = g_strdup_printf ("get template version %s: sql: no rows in result set", id);
      json = demo_dup_message ("template version does not exist", text);
      demo_answer (message, 400, json);
      return FALSE;
    }
  if (demo_state_find_template (self->state, id) != workspace->template)
    {
      text = g_strdup_printf ("template.ID = %s", workspace->template->id);
      json = demo_dup_message ("template version doesn't match template", text);
      demo_answer (message, 400, json);
      return FALSE;
    }
  *old = g_str_equal (workspace->template->old_version_id, id);
  return TRUE;
}

static void
build (DemoDesk *self,
       SoupServerMessage *message,
       DemoWorkspace *workspace,
       JsonObject *body,
       gboolean old)
{
  gboolean starts = g_str_equal (opt (body, "transition"), "start");
  GHashTable *before = workspace->build->values;
  g_autoptr(GHashTable) values = NULL;
  g_autofree char *refusal = NULL;
  g_autofree char *json = NULL;

  if (starts && opt_values (body) != NULL)
    refusal = demo_questions_refuse (workspace->template, opt_values (body), before);
  if (refusal != NULL)
    {
      demo_answer (message, 400, refusal);
      return;
    }
  if (starts)
    values = demo_questions_settle (workspace->template, opt_values (body), before);
  if (!demo_workspace_start_build (workspace, g_intern_string (opt (body, "transition")), values))
    {
      refuse_twice (message, 409, "A workspace build is already active.");
      return;
    }
  g_steal_pointer (&values);
  workspace->outdated = old;
  g_clear_pointer (&workspace->json, g_free);
  json = demo_workspace_dup_build_json (workspace, workspace->build);
  demo_answer (message, 201, json);
}

void
demo_answer_build (DemoDesk *self,
                   SoupServerMessage *message,
                   const DemoCall *call)
{
  DemoWorkspace *workspace = demo_find_workspace (self, message, call);
  g_autoptr(JsonObject) body = workspace != NULL ? demo_read_body (message) : NULL;
  gboolean old = FALSE;

  if (body == NULL || !check_transition (message, opt (body, "transition")) || !check_orphan (message, workspace, body)
      || !read_version (self, message, workspace, body, &old))
    return;
  if (g_str_equal (opt (body, "transition"), "start") && !check_version (self, message, workspace->template, old))
    return;
  build (self, message, workspace, body, old);
}

void
demo_answer_build_parameters (DemoDesk *self,
                              SoupServerMessage *message,
                              const DemoCall *call)
{
  DemoBuild *build;
  DemoWorkspace *workspace = demo_state_find_by_build (self->state, call->captured[0], &build);
  g_autoptr(JsonArray) values = json_array_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *json = NULL;
  GHashTableIter iter;
  gpointer name, value;

  if (workspace == NULL)
    {
      demo_refuse (message, 404, DEMO_NOT_FOUND);
      return;
    }
  if (build->values != NULL)
    {
      g_hash_table_iter_init (&iter, build->values);
      while (g_hash_table_iter_next (&iter, &name, &value))
        {
          JsonObject *entry = json_object_new ();

          json_object_set_string_member (entry, "name", name);
          json_object_set_string_member (entry, "value", value);
          json_array_add_object_element (values, entry);
        }
    }
  json_node_set_array (node, values);
  json = json_to_string (node, FALSE);
  demo_answer (message, 200, json);
}
