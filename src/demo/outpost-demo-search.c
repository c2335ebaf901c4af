/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-private.h"

#include <string.h>

/* The deployment's query language (coder-api 3.1), with the recorded refusals. */

#define INVALID "Invalid workspace search query."

static const char *const statuses[] = { "pending", "starting", "running", "stopping", "stopped", "failed",
                                        "canceling", "canceled", "deleting", "deleted", NULL };

typedef struct
{
  DemoState *state;
  GHashTable *values; /* key → value */
} Query;

static char *
refuse (const char *field,
        const char *format,
        const char *value)
{
  GString *detail = g_string_new (format);

  g_string_replace (detail, "%s", value, 1);
  {
    char *refusal = demo_dup_validation (INVALID, field, detail->str);

    g_string_free (detail, TRUE);
    return refusal;
  }
}

/* Splits at blanks outside of quotes; an unclosed quote is tolerated (correction 52). */
static GPtrArray *
split (const char *query)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) element = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *c = query;; c++)
    {
      if (*c == '"')
        quoted = !quoted;
      if (*c == '\0' || (g_ascii_isspace (*c) && !quoted))
        {
          if (element->len > 0)
            g_ptr_array_add (elements, g_strdup (element->str));
          g_string_truncate (element, 0);
        }
      else
        g_string_append_c (element, *c);
      if (*c == '\0')
        return elements;
    }
}

static char *
unquote (const char *value)
{
  gsize length = strlen (value);

  if (length >= 2 && value[0] == '"' && value[length - 1] == '"')
    return g_strndup (value + 1, length - 2);
  return g_strdup (value);
}

static gboolean
is_known (const char *name)
{
  static const char *const keys[] = { "id",
                                      "owner",
                                      "name",
                                      "template",
                                      "organization",
                                      "status",
                                      "has-agent",
                                      "healthy",
                                      "dormant",
                                      "outdated",
                                      "last_used_before",
                                      "last_used_after",
                                      "has-ai-task",
                                      "has_external_agent",
                                      "shared",
                                      "shared_with_user",
                                      "shared_with_group",
                                      "param",
                                      NULL };

  return g_strv_contains (keys, name);
}

static char *
put (Query *query,
     const char *name,
     const char *value)
{
  if (!is_known (name))
    return refuse (name, "\"%s\" is not a valid query param", name);
  if (g_hash_table_contains (query->values, name))
    return refuse (
        name, "Query param \"%s\" provided more than once, found 2 times. Only provide 1 instance of this query param.", name);
  g_hash_table_insert (query->values, g_strdup (name), g_strdup (value));
  return NULL;
}

static guint
count_colons (const char *element)
{
  gboolean quoted = FALSE;
  guint n = 0;

  for (const char *c = element; *c != '\0'; c++)
    {
      if (*c == '"')
        quoted = !quoted;
      n += *c == ':' && !quoted ? 1 : 0;
    }
  return n;
}

static char *
read_element (Query *query,
              const char *element)
{
  const char *colon = strchr (element, ':');
  const char *slash = strchr (element, '/');
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (colon == NULL && slash != NULL)
    {
      g_autofree char *owner = g_strndup (element, slash - element);
      char *refusal = put (query, "owner", owner);

      return refusal != NULL ? refusal : put (query, "name", slash + 1);
    }
  if (colon == NULL)
    {
      value = unquote (element);
      return put (query, "name", value);
    }
  if (colon == element || colon[1] == '\0')
    return refuse ("q", "Query element \"%s\" cannot start or end with ':'", element);
  if (count_colons (element) > 1)
    return refuse ("q", "Query element \"%s\" can only contain 1 ':'", element);
  name = g_strndup (element, colon - element);
  value = unquote (colon + 1);
  return put (query, name, value);
}

static char *
check_bool (Query *query,
            const char *name)
{
  const char *value = g_hash_table_lookup (query->values, name);
  g_autofree char *detail = NULL;

  if (value == NULL || g_str_equal (value, "true") || g_str_equal (value, "false"))
    return NULL;
  detail = g_strdup_printf ("Query param \"%s\" must be a valid boolean: strconv.ParseBool: parsing \"%s\": invalid syntax", name,
                            value);
  return demo_dup_validation (INVALID, name, detail);
}

static char *
check_values (Query *query)
{
  static const char *const bools[] = { "healthy", "dormant", "outdated", "has_external_agent", "has-ai-task", "shared" };
  const char *status = g_hash_table_lookup (query->values, "status");
  const char *id = g_hash_table_lookup (query->values, "id");

  if (status != NULL && !g_strv_contains (statuses, status))
    return refuse ("status", "Query param \"status\" has invalid value: \"%s\" is not a valid value", status);
  if (id != NULL && strlen (id) != 36)
    {
      g_autofree char *length = g_strdup_printf ("%zu", strlen (id));

      return refuse ("id", "Query param \"id\" has invalid values: invalid UUID length: %s", length);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bools); i++)
    {
      char *refusal = check_bool (query, bools[i]);

      if (refusal != NULL)
        return refusal;
    }
  return NULL;
}

static gboolean
has_agent (DemoWorkspace *workspace,
           const char *wanted)
{
  g_auto(GStrv) words = g_strsplit (wanted, ",", -1);

  for (guint i = 0; i < workspace->build->agents->len; i++)
    if (g_strv_contains ((const char *const *) words, demo_agent_get_status (g_ptr_array_index (workspace->build->agents, i))))
      return TRUE;
  return FALSE;
}

static gboolean
fits (const char *value,
      gboolean fact)
{
  return value == NULL || g_str_equal (value, "true") == fact;
}

static gboolean
matches_words (Query *query,
               DemoWorkspace *workspace)
{
  const char *owner = g_hash_table_lookup (query->values, "owner");
  const char *name = g_hash_table_lookup (query->values, "name");
  const char *template = g_hash_table_lookup (query->values, "template");
  const char *id = g_hash_table_lookup (query->values, "id");
  g_autofree char *lower = g_ascii_strdown (workspace->name, -1);

  if (owner != NULL && !g_str_equal (owner, workspace->owner_name)
      && !(g_str_equal (owner, "me") && g_str_equal (workspace->owner_id, query->state->user_id)))
    return FALSE;
  return (name == NULL || strstr (lower, name) != NULL) && (template == NULL || g_str_equal (template, workspace->template->name))
         && (id == NULL || g_str_equal (id, workspace->id));
}

static gboolean
matches (Query *query,
         DemoWorkspace *workspace)
{
  const char *status = g_hash_table_lookup (query->values, "status");
  const char *agent = g_hash_table_lookup (query->values, "has-agent");
  const char *external = g_hash_table_lookup (query->values, "has_external_agent");
  const char *healthy = g_hash_table_lookup (query->values, "healthy");
  const char *dormant = g_hash_table_lookup (query->values, "dormant");

  if (!matches_words (query, workspace) || !fits (g_hash_table_lookup (query->values, "outdated"), workspace->outdated))
    return FALSE;
  if (status != NULL && !g_str_equal (status, demo_workspace_get_status (workspace)))
    return FALSE;
  if (agent != NULL && !has_agent (workspace, agent))
    return FALSE;
  /* While it is not known it is neither true nor false (correction 38). */
  if (external != NULL
      && (!g_str_equal (workspace->build->job_status, "succeeded") || !fits (external, demo_workspace_is_external (workspace))))
    return FALSE;
  if (healthy != NULL && !has_agent (workspace, g_str_equal (healthy, "true") ? "connected" : "disconnected,timeout"))
    return FALSE;
  return dormant == NULL || g_str_equal (dormant, "false") || workspace->dormant_at != 0;
}

GPtrArray *
demo_search (DemoState *state,
             const char *text,
             char **refusal)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autoptr(GPtrArray) elements = split (lower);
  g_autoptr(GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Query query = { state, values };
  GPtrArray *found;

  *refusal = NULL;
  for (guint i = 0; *refusal == NULL && i < elements->len; i++)
    *refusal = read_element (&query, g_ptr_array_index (elements, i));
  if (*refusal == NULL)
    *refusal = check_values (&query);
  if (*refusal != NULL)
    return NULL;

  found = g_ptr_array_new ();
  for (guint i = 0; i < state->workspaces->len; i++)
    if (matches (&query, g_ptr_array_index (state->workspaces, i)))
      g_ptr_array_add (found, g_ptr_array_index (state->workspaces, i));
  return found;
}
