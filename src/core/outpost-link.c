/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-link.h"

#include <string.h>

#include "outpost-address.h"

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

static char *
dup_name (const char *text)
{
  return is_name (text) ? g_strdup (text) : NULL;
}

/* A base URL. What looks like a host before an @ is none, and no address has one. */
static char *
dup_address (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || *p == '@' || *p == '\\')
      return NULL;
  return outpost_address_normalize (text, NULL);
}

/* ---- Kinds ------------------------------------------------------------------------------------------------------- */

/* A segment or a key that a verb knows: where its value goes, and what comes of it. */
typedef struct
{
  const char *name;
  gsize offset;                           /* of a char * of the link */
  char *(*dup_value) (const char *value); /* NULL: it has not the right form */
} Key;

/* A verb with all that may follow it. */
typedef struct
{
  const char *verb;
  OutpostLinkKind kind;
  gboolean needs_key;
  Key segments[4]; /* ended by one without a name */
  Key keys[2];     /* so too */
} Form;

static const Form forms[] = {
  { "new-workspace",
    OUTPOST_LINK_NEW_WORKSPACE,
    FALSE,
    { { NULL } },
    { { "template", G_STRUCT_OFFSET (OutpostLink, template_name), dup_name } } },
  { "workspace",
    OUTPOST_LINK_WORKSPACE,
    FALSE,
    { { "host", G_STRUCT_OFFSET (OutpostLink, host), outpost_address_dup_authority },
      { "owner", G_STRUCT_OFFSET (OutpostLink, owner), dup_name },
      { "name", G_STRUCT_OFFSET (OutpostLink, name), dup_name } },
    { { NULL } } },
  { "sign-in",
    OUTPOST_LINK_SIGN_IN,
    TRUE,
    { { NULL } },
    { { "url", G_STRUCT_OFFSET (OutpostLink, address), dup_address } } },
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

/* Said once, and good. */
static gboolean
take_value (OutpostLink *self,
            const Key *key,
            const char *escaped)
{
  char **member = &G_STRUCT_MEMBER (char *, self, key->offset);
  g_autofree char *value = g_uri_unescape_string (escaped, NULL);

  if (*member != NULL || value == NULL || !g_utf8_validate (value, -1, NULL))
    return FALSE;
  *member = key->dup_value (value);
  return *member != NULL;
}

static gboolean
take_segments (OutpostLink *self,
               const Form *form,
               char **segments)
{
  guint i = 0;

  for (; form->segments[i].name != NULL; i++)
    if (segments[i] == NULL || !take_value (self, &form->segments[i], segments[i]))
      return FALSE;
  return segments[i] == NULL;
}

static gboolean
take_pairs (OutpostLink *self,
            const Form *form,
            char **pairs)
{
  for (guint i = 0; pairs[i] != NULL; i++)
    {
      const Key *key = find_key (form, pairs[i]);
      const char *equals = strchr (pairs[i], '=');

      if (key == NULL || equals == NULL || !take_value (self, key, equals + 1))
        return FALSE;
    }
  return pairs[0] != NULL || !form->needs_key;
}

OutpostLink *
outpost_link_parse (const char *uri)
{
  g_auto(Parts) parts = { NULL };
  g_autoptr(OutpostLink) self = NULL;
  const Form *form;

  g_return_val_if_fail (uri != NULL, NULL);

  if (!is_plain (uri) || !cut (uri + strlen (SCHEME), &parts) || (form = find_form (parts.verb)) == NULL)
    return NULL;
  self = g_new0 (OutpostLink, 1);
  self->kind = form->kind;
  if (!take_segments (self, form, parts.segments) || !take_pairs (self, form, parts.pairs))
    return NULL;
  return g_steal_pointer (&self);
}

void
outpost_link_free (OutpostLink *self)
{
  g_free (self->template_name);
  g_free (self->host);
  g_free (self->owner);
  g_free (self->name);
  g_free (self->address);
  g_free (self);
}

char *
outpost_link_dup_workspace (const char *base_url,
                            const char *owner,
                            const char *name)
{
  g_autofree char *label = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (base_url != NULL && owner != NULL && name != NULL, NULL);

  label = outpost_address_dup_label (base_url);
  label[strcspn (label, "/")] = '\0';
  host = outpost_address_dup_authority (label);
  if (host == NULL || !is_name (owner) || !is_name (name))
    return NULL;
  return g_strdup_printf (SCHEME "workspace/%s/%s/%s", host, owner, name);
}
