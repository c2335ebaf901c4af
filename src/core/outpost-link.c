/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-link.h"

#include <string.h>

#define SCHEME "outpost://"
#define MOST_BYTES 2048
#define MOST_PARTS 16
#define MOST_NAME_BYTES 32

/* What stands between the scheme and the end, cut but not yet judged. */
typedef struct
{
  char *verb;
  GStrv segments;
  GStrv pairs;
} Parts;

static void
parts_clear (Parts *self)
{
  g_free (self->verb);
  g_strfreev (self->segments);
  g_strfreev (self->pairs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* ---- Values ------------------------------------------------------------------------------------------------------ */

/* A user's, template's or workspace's name (coder-api 3.2). */
static gboolean
is_name (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MOST_NAME_BYTES || text[0] == '-' || text[length - 1] == '-' || strstr (text, "--") != NULL)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-')
      return FALSE;
  return TRUE;
}

/* ---- Kinds ------------------------------------------------------------------------------------------------------- */

/* A key that a verb knows: where its value goes, and what form it has. */
typedef struct
{
  const char *name;
  gsize offset; /* of a char * of the link */
  gboolean (*is_good) (const char *value);
} Key;

/* A verb with all that may follow it. */
typedef struct
{
  const char *verb;
  OutpostLinkKind kind;
  guint n_segments;
  Key keys[4]; /* ended by one without a name */
} Form;

static const Form forms[] = {
  { "new-workspace", OUTPOST_LINK_NEW_WORKSPACE, 0, { { "template", G_STRUCT_OFFSET (OutpostLink, template_name), is_name } } },
};

static const Form *
find_form (const char *verb)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].verb, verb))
      return &forms[i];
  return NULL;
}

static const Key *
find_key (const Form *form,
          const char *pair)
{
  gsize length = strcspn (pair, "=");

  for (const Key *key = form->keys; key->name != NULL; key++)
    if (strlen (key->name) == length && strncmp (key->name, pair, length) == 0)
      return key;
  return NULL;
}

/* ---- Parsing ----------------------------------------------------------------------------------------------------- */

static gboolean
is_plain (const char *uri)
{
  gsize length = strnlen (uri, MOST_BYTES + 1);

  if (length > MOST_BYTES || g_ascii_strncasecmp (uri, SCHEME, strlen (SCHEME)) != 0)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (uri[i]))
      return FALSE;
  return strchr (uri, '#') == NULL;
}

/* Browsers put a slash after what they take for a host: one at the end says nothing. */
static gboolean
cut (const char *rest,
     Parts *parts)
{
  const char *question = strchr (rest, '?');
  g_autofree char *path = question != NULL ? g_strndup (rest, question - rest) : g_strdup (rest);
  char *slash;

  if (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  slash = strchr (path, '/');
  parts->verb = slash != NULL ? g_strndup (path, slash - path) : g_strdup (path);
  parts->segments = g_strsplit (slash != NULL ? slash + 1 : "", "/", MOST_PARTS + 1);
  parts->pairs = g_strsplit (question != NULL ? question + 1 : "", "&", MOST_PARTS + 1);
  return (question == NULL || question[1] != '\0') && !g_str_has_suffix (path, "/")
         && g_strv_length (parts->segments) <= MOST_PARTS && g_strv_length (parts->pairs) <= MOST_PARTS;
}

/* Said once, of a key that is known, and good. */
static gboolean
take_pair (OutpostLink *self,
           const Form *form,
           const char *pair)
{
  const Key *key = find_key (form, pair);
  const char *equals = strchr (pair, '=');
  g_autofree char *value = equals != NULL ? g_uri_unescape_string (equals + 1, NULL) : NULL;
  char **member;

  if (key == NULL || value == NULL || !g_utf8_validate (value, -1, NULL) || !key->is_good (value))
    return FALSE;
  member = &G_STRUCT_MEMBER (char *, self, key->offset);
  if (*member != NULL)
    return FALSE;
  *member = g_steal_pointer (&value);
  return TRUE;
}

OutpostLink *
outpost_link_parse (const char *uri)
{
  g_auto(Parts) parts = { NULL };
  g_autoptr(OutpostLink) self = NULL;
  const Form *form;

  g_return_val_if_fail (uri != NULL, NULL);

  if (!is_plain (uri) || !cut (uri + strlen (SCHEME), &parts))
    return NULL;
  form = find_form (parts.verb);
  if (form == NULL || g_strv_length (parts.segments) != form->n_segments)
    return NULL;
  self = g_new0 (OutpostLink, 1);
  self->kind = form->kind;
  for (guint i = 0; parts.pairs[i] != NULL; i++)
    if (!take_pair (self, form, parts.pairs[i]))
      return NULL;
  return g_steal_pointer (&self);
}

void
outpost_link_free (OutpostLink *self)
{
  g_free (self->template_name);
  g_free (self);
}
