/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-filter.h"

#include <string.h>

/* What of the fetched workspaces is shown. */
struct _OutpostListFilter
{
  GtkFilter parent_instance;

  char *text;
  char *folded; /* NULL without a text */
  GStrv words;  /* of it */
  char *owner_id;
  char *template_name;
  OutpostListStatus status;
  gboolean external_only;
  gboolean attention_only;
  gboolean outdated_only;
};

G_DEFINE_FINAL_TYPE (OutpostListFilter, outpost_list_filter, GTK_TYPE_FILTER)

enum
{
  PROP_0,
  PROP_TEXT,
  PROP_EXTERNAL_ONLY,
  PROP_OWNER_ID,
  PROP_ATTENTION_ONLY,
  PROP_OUTDATED_ONLY,
  PROP_TEMPLATE,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Names of a deployment are ASCII as a rule: that way costs no copy, and ten thousand are searched between two frames. */
static gboolean
contains_ascii (const char *text,
                const char *folded)
{
  gsize length = strlen (folded);

  for (; *text != '\0'; text++)
    if (g_ascii_tolower (*text) == *folded && g_ascii_strncasecmp (text, folded, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
contains (const char *text,
          const char *folded)
{
  g_autofree char *copy = NULL;

  if (g_str_is_ascii (text))
    return contains_ascii (text, folded);
  copy = g_utf8_casefold (text, -1);
  return strstr (copy, folded) != NULL;
}

/* As tables write it. */
static gboolean
matches_path (OutpostWorkspace *workspace,
              const char *word)
{
  g_autofree char *path = NULL;

  if (strchr (word, '/') == NULL)
    return FALSE;
  path = g_strdup_printf ("%s/%s", outpost_workspace_get_owner_name (workspace), outpost_workspace_get_name (workspace));
  return contains (path, word);
}

static gboolean
matches_word (OutpostWorkspace *workspace,
              const char *word)
{
  return contains (outpost_workspace_get_name (workspace), word) || contains (outpost_workspace_get_owner_name (workspace), word)
         || matches_path (workspace, word)
         || contains (outpost_workspace_get_template_name (workspace), word)
         || contains (outpost_workspace_get_template_display_name (workspace), word);
}

/* Each word anywhere, as the desktop's search does. */
static gboolean
matches_text (OutpostListFilter *self,
              OutpostWorkspace *workspace)
{
  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    if (*self->words[i] != '\0' && !matches_word (workspace, self->words[i]))
      return FALSE;
  return TRUE;
}

static gboolean
matches_status (OutpostListFilter *self,
                OutpostWorkspace *workspace)
{
  OutpostBuildStatus status = outpost_build_get_status (outpost_workspace_get_latest_build (workspace));

  switch (self->status)
    {
    case OUTPOST_LIST_STATUS_RUNNING:
      return status == OUTPOST_BUILD_STARTED;
    case OUTPOST_LIST_STATUS_STOPPED:
      return status == OUTPOST_BUILD_STOPPED;
    case OUTPOST_LIST_STATUS_FAILED:
      return status == OUTPOST_BUILD_FAILED;
    case OUTPOST_LIST_STATUS_ANY:
    default:
      return TRUE;
    }
}

static gboolean
outpost_list_filter_match (GtkFilter *filter,
                           gpointer item)
{
  OutpostListFilter *self = OUTPOST_LIST_FILTER (filter);

  return outpost_list_filter_is_in_scope (self, item)
         && (!self->outdated_only || outpost_workspace_get_outdated (item))
         && (!self->attention_only || outpost_workspace_needs_attention (item)) && matches_status (self, item)
         && (self->template_name == NULL || g_str_equal (self->template_name, outpost_workspace_get_template_name (item)))
         && matches_text (self, item);
}

static void
set_flag (OutpostListFilter *self,
          gboolean *flag,
          gboolean value,
          guint prop_id)
{
  if (*flag == value)
    return;
  *flag = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
  gtk_filter_changed (GTK_FILTER (self), value ? GTK_FILTER_CHANGE_MORE_STRICT : GTK_FILTER_CHANGE_LESS_STRICT);
}

static void
set_word (OutpostListFilter *self,
          char **word,
          const char *value,
          guint prop_id)
{
  if (!g_set_str (word, value))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
set_text (OutpostListFilter *self,
          const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_autofree char *folded = *stripped != '\0' ? g_utf8_casefold (stripped, -1) : NULL;
  GtkFilterChange change = GTK_FILTER_CHANGE_DIFFERENT;

  if (self->folded == NULL || (folded != NULL && strstr (folded, self->folded) != NULL))
    change = GTK_FILTER_CHANGE_MORE_STRICT;
  else if (folded == NULL || strstr (self->folded, folded) != NULL)
    change = GTK_FILTER_CHANGE_LESS_STRICT;
  if (g_set_str (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
  if (!g_set_str (&self->folded, folded))
    return;
  g_clear_pointer (&self->words, g_strfreev);
  self->words = folded != NULL ? g_strsplit (folded, " ", -1) : NULL;
  gtk_filter_changed (GTK_FILTER (self), change);
}

static void
set_status (OutpostListFilter *self,
            OutpostListStatus status)
{
  if (self->status == status)
    return;
  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
outpost_list_filter_get_property (GObject *object,
                                  guint prop_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  OutpostListFilter *self = OUTPOST_LIST_FILTER (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_EXTERNAL_ONLY:
      g_value_set_boolean (value, self->external_only);
      break;
    case PROP_OWNER_ID:
      g_value_set_string (value, self->owner_id);
      break;
    case PROP_ATTENTION_ONLY:
      g_value_set_boolean (value, self->attention_only);
      break;
    case PROP_OUTDATED_ONLY:
      g_value_set_boolean (value, self->outdated_only);
      break;
    case PROP_TEMPLATE:
      g_value_set_string (value, self->template_name);
      break;
    case PROP_STATUS:
      g_value_set_uint (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_list_filter_set_property (GObject *object,
                                  guint prop_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  OutpostListFilter *self = OUTPOST_LIST_FILTER (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      set_text (self, g_value_get_string (value));
      break;
    case PROP_EXTERNAL_ONLY:
      set_flag (self, &self->external_only, g_value_get_boolean (value), prop_id);
      break;
    case PROP_OWNER_ID:
      set_word (self, &self->owner_id, g_value_get_string (value), prop_id);
      break;
    case PROP_ATTENTION_ONLY:
      set_flag (self, &self->attention_only, g_value_get_boolean (value), prop_id);
      break;
    case PROP_OUTDATED_ONLY:
      set_flag (self, &self->outdated_only, g_value_get_boolean (value), prop_id);
      break;
    case PROP_TEMPLATE:
      set_word (self, &self->template_name, g_value_get_string (value), prop_id);
      break;
    case PROP_STATUS:
      set_status (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_list_filter_finalize (GObject *object)
{
  OutpostListFilter *self = OUTPOST_LIST_FILTER (object);

  g_free (self->text);
  g_free (self->folded);
  g_strfreev (self->words);
  g_free (self->owner_id);
  g_free (self->template_name);
  G_OBJECT_CLASS (outpost_list_filter_parent_class)->finalize (object);
}

static void
outpost_list_filter_class_init (OutpostListFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_list_filter_get_property;
  object_class->set_property = outpost_list_filter_set_property;
  object_class->finalize = outpost_list_filter_finalize;
  GTK_FILTER_CLASS (klass)->match = outpost_list_filter_match;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_EXTERNAL_ONLY] = g_param_spec_boolean ("external-only", NULL, NULL, TRUE, flags);
  properties[PROP_OWNER_ID] = g_param_spec_string ("owner-id", NULL, NULL, NULL, flags);
  properties[PROP_ATTENTION_ONLY] = g_param_spec_boolean ("attention-only", NULL, NULL, FALSE, flags);
  properties[PROP_OUTDATED_ONLY] = g_param_spec_boolean ("outdated-only", NULL, NULL, FALSE, flags);
  properties[PROP_TEMPLATE] = g_param_spec_string ("template", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_uint ("status", NULL, NULL, 0, OUTPOST_LIST_STATUS_FAILED, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_list_filter_init (OutpostListFilter *self)
{
  self->external_only = TRUE;
}

OutpostListFilter *
outpost_list_filter_new (void)
{
  return g_object_new (OUTPOST_TYPE_LIST_FILTER, NULL);
}

gboolean
outpost_list_filter_is_in_scope (OutpostListFilter *self,
                                 OutpostWorkspace *workspace)
{
  if (self->owner_id != NULL && !g_str_equal (self->owner_id, outpost_workspace_get_owner_id (workspace)))
    return FALSE;
  /* While its first build runs nobody knows: it may be one. */
  return !self->external_only || outpost_workspace_is_external (workspace) != OUTPOST_NO;
}

gboolean
outpost_list_filter_is_narrowed (OutpostListFilter *self)
{
  return self->folded != NULL || self->template_name != NULL || self->status != OUTPOST_LIST_STATUS_ANY || self->attention_only
         || self->outdated_only;
}

void
outpost_list_filter_clear (OutpostListFilter *self)
{
  set_text (self, NULL);
  set_word (self, &self->template_name, NULL, PROP_TEMPLATE);
  set_status (self, OUTPOST_LIST_STATUS_ANY);
  set_flag (self, &self->attention_only, FALSE, PROP_ATTENTION_ONLY);
  set_flag (self, &self->outdated_only, FALSE, PROP_OUTDATED_ONLY);
}
