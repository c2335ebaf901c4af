/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-accounts-file-private.h"

#include "outpost-address.h"
#include "outpost-error.h"

#include <glib/gstdio.h>
#include <errno.h>

#define NAME "accounts.ini"
#define VERSION 1
#define HEAD "Outpost"
#define PREFIX "Account "
#define LARGEST (256 * 1024)
#define MOST_SET_ASIDE 9

/* What accounts.ini says. */
struct _OutpostAccountsFile
{
  GPtrArray *records; /* of Entry */
  char *current;      /* nullable: an id */
};

/* A record with strings of its own. */
typedef struct
{
  OutpostAccountRecord record;
  char *id;
  char *url;
  char *user_id;
  char *username;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *self = data;

  g_free (self->id);
  g_free (self->url);
  g_free (self->user_id);
  g_free (self->username);
  g_free (self);
}

/* Takes the strings. */
static Entry *
entry_new (char *id,
           char *url,
           char *user_id,
           char *username)
{
  Entry *self = g_new0 (Entry, 1);

  self->id = id;
  self->url = url;
  self->user_id = user_id;
  self->username = username;
  self->record = (OutpostAccountRecord) { id, url, user_id, username };
  return self;
}

/* An id names a file; an address has only one form. */
static gboolean
entry_is_valid (const Entry *self)
{
  g_autofree char *base = self->url != NULL ? outpost_address_normalize (self->url, NULL) : NULL;

  return g_uuid_string_is_valid (self->id) && base != NULL && g_str_equal (base, self->url) && self->user_id != NULL
         && *self->user_id != '\0' && self->username != NULL && *self->username != '\0';
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

/* Returns whether all of it could be understood. */
static gboolean
read_groups (OutpostAccountsFile *self,
             GKeyFile *keys)
{
  g_auto(GStrv) groups = g_key_file_get_groups (keys, NULL);
  gboolean fine = g_key_file_get_integer (keys, HEAD, "version", NULL) == VERSION;

  for (guint i = 0; fine && groups[i] != NULL; i++)
    {
      Entry *entry;

      if (!g_str_has_prefix (groups[i], PREFIX))
        continue;
      entry = entry_new (g_strdup (groups[i] + strlen (PREFIX)), g_key_file_get_string (keys, groups[i], "url", NULL),
                         g_key_file_get_string (keys, groups[i], "user-id", NULL),
                         g_key_file_get_string (keys, groups[i], "username", NULL));
      if (entry_is_valid (entry) && self->records->len < OUTPOST_ACCOUNTS_FILE_MOST)
        {
          g_ptr_array_add (self->records, entry);
          continue;
        }
      fine = FALSE;
      entry_free (entry);
    }
  self->current = g_key_file_get_string (keys, HEAD, "current", NULL);
  return fine;
}

static gboolean
read_text (const char *path,
           GKeyFile *keys,
           GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf info;
  gsize length;

  if (g_stat (path, &info) == 0 && info.st_size > LARGEST)
    {
      g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "larger than %d bytes", LARGEST);
      return FALSE;
    }
  return g_file_get_contents (path, &text, &length, error)
         && (length == 0 || g_key_file_load_from_data (keys, text, length, G_KEY_FILE_NONE, error));
}

/* The first free name, or the last one over again: damage that comes back must not fill the disk. */
static void
set_aside (const char *path)
{
  for (guint n = 1; n <= MOST_SET_ASIDE; n++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", path, n);

      if (n == MOST_SET_ASIDE || !g_file_test (aside, G_FILE_TEST_EXISTS))
        {
          g_rename (path, aside);
          return;
        }
    }
}

OutpostAccountsFile *
outpost_accounts_file_read (const char *config_dir,
                            GError **error)
{
  g_autofree char *path = g_build_filename (config_dir, NAME, NULL);
  g_autoptr(GKeyFile) keys = g_key_file_new ();
  g_autoptr(GError) local = NULL;
  OutpostAccountsFile *self = outpost_accounts_file_new ();

  if (!read_text (path, keys, &local))
    {
      if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return self;
      /* A file that may not be read is not known to be damaged: it stays where it is. */
      if (local->domain != G_FILE_ERROR)
        set_aside (path);
      g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "%s: %s", NAME, local->message);
    }
  else if (!read_groups (self, keys))
    {
      set_aside (path);
      g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "%s: not what this version writes", NAME);
    }
  return self;
}

/* ---- Writing ----------------------------------------------------------------------------------------------------- */

static char *
to_text (OutpostAccountsFile *self,
         gsize *length)
{
  g_autoptr(GKeyFile) keys = g_key_file_new ();

  g_key_file_set_integer (keys, HEAD, "version", VERSION);
  if (self->current != NULL)
    g_key_file_set_string (keys, HEAD, "current", self->current);
  for (guint i = 0; i < self->records->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->records, i);
      g_autofree char *group = g_strconcat (PREFIX, entry->id, NULL);

      g_key_file_set_string (keys, group, "url", entry->url);
      g_key_file_set_string (keys, group, "user-id", entry->user_id);
      g_key_file_set_string (keys, group, "username", entry->username);
    }
  return g_key_file_to_data (keys, length, NULL);
}

gboolean
outpost_accounts_file_write (OutpostAccountsFile *self,
                             const char *config_dir,
                             GError **error)
{
  g_autofree char *path = g_build_filename (config_dir, NAME, NULL);
  g_autoptr(GError) local = NULL;
  gsize length;
  g_autofree char *text = to_text (self, &length);

  if (g_mkdir_with_parents (config_dir, 0700) != 0)
    {
      int reason = errno;

      g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "The folder of %s: %s", NAME, g_strerror (reason));
      return FALSE;
    }
  if (g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local))
    return TRUE;
  g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_STORAGE, "%s: %s", NAME, local->message);
  return FALSE;
}

/* ---- The content ------------------------------------------------------------------------------------------------- */

OutpostAccountsFile *
outpost_accounts_file_new (void)
{
  OutpostAccountsFile *self = g_new0 (OutpostAccountsFile, 1);

  self->records = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

void
outpost_accounts_file_free (OutpostAccountsFile *self)
{
  g_ptr_array_unref (self->records);
  g_free (self->current);
  g_free (self);
}

void
outpost_accounts_file_append (OutpostAccountsFile *self,
                              const OutpostAccountRecord *record,
                              gboolean is_current)
{
  g_ptr_array_add (self->records, entry_new (g_strdup (record->id), g_strdup (record->url), g_strdup (record->user_id),
                                             g_strdup (record->username)));
  if (is_current)
    g_set_str (&self->current, record->id);
}

guint
outpost_accounts_file_get_length (OutpostAccountsFile *self)
{
  return self->records->len;
}

const OutpostAccountRecord *
outpost_accounts_file_get (OutpostAccountsFile *self,
                           guint index)
{
  return &((Entry *) g_ptr_array_index (self->records, index))->record;
}

gboolean
outpost_accounts_file_is_current (OutpostAccountsFile *self,
                                  guint index)
{
  return g_strcmp0 (outpost_accounts_file_get (self, index)->id, self->current) == 0;
}
