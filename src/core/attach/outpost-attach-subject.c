/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-subject.h"

#include <string.h>

#include "attach/outpost-instructions.h"

G_DEFINE_BOXED_TYPE (OutpostAttachSubject, outpost_attach_subject, outpost_attach_subject_ref, outpost_attach_subject_unref)

static void
clear (gpointer data)
{
  OutpostAttachSubject *self = data;

  g_free (self->address);
  g_free (self->owner);
  g_free (self->workspace);
  g_free (self->agent);
  explicit_bzero (self->token, strlen (self->token));
  g_free (self->token);
  if (self->command != NULL)
    explicit_bzero (self->command, strlen (self->command));
  g_free (self->command);
}

char *
outpost_attach_subject_dup_address (const char *command)
{
  const char *end = strstr (command, "/api/v2/init-script/");
  const char *begin = end;
  g_autofree char *address = NULL;

  while (begin != NULL && begin > command && strchr ("\"' ", begin[-1]) == NULL)
    begin--;
  /* An access URL with a slash at its end makes two of them (coder-api 4.2). */
  while (begin != NULL && end > begin && end[-1] == '/')
    end--;
  if (begin == NULL || begin == end)
    return NULL;
  address = g_strndup (begin, end - begin);
  if (!g_str_has_prefix (address, "http://") && !g_str_has_prefix (address, "https://"))
    return NULL;
  return g_uri_is_valid (address, G_URI_FLAGS_NONE, NULL) ? g_steal_pointer (&address) : NULL;
}

OutpostAttachSubject *
outpost_attach_subject_new (OutpostWorkspace *workspace,
                            OutpostAgent *agent,
                            const OutpostCredentials *credentials,
                            OutpostPlatform platform,
                            const char *base_url)
{
  OutpostAttachSubject *self = g_atomic_rc_box_new0 (OutpostAttachSubject);
  OutpostPlatform own
      = outpost_platform_find (outpost_agent_get_operating_system (agent), outpost_agent_get_architecture (agent));

  self->address = outpost_attach_subject_dup_address (credentials->command);
  if (self->address == NULL)
    self->address = g_strdup (base_url);
  self->owner = g_strdup (outpost_workspace_get_owner_name (workspace));
  self->workspace = g_strdup (outpost_workspace_get_name (workspace));
  self->agent = g_strdup (outpost_agent_get_name (agent));
  self->build = outpost_build_get_number (outpost_workspace_get_latest_build (workspace));
  self->platform = platform;
  self->token = g_strdup (credentials->agent_token);
  self->command = platform == own ? g_strdup (credentials->command) : NULL;
  return self;
}

OutpostAttachSubject *
outpost_attach_subject_dup_masked (const OutpostAttachSubject *self)
{
  OutpostAttachSubject *masked = g_atomic_rc_box_new0 (OutpostAttachSubject);
  const OutpostCredentials credentials = { .agent_token = self->token, .command = self->command };

  masked->address = g_strdup (self->address);
  masked->owner = g_strdup (self->owner);
  masked->workspace = g_strdup (self->workspace);
  masked->agent = g_strdup (self->agent);
  masked->build = self->build;
  masked->platform = self->platform;
  masked->token = g_strdup (OUTPOST_INSTRUCTIONS_BULLETS);
  if (self->command != NULL)
    masked->command = outpost_instructions_dup_masked (&credentials, NULL);
  return masked;
}

char *
outpost_attach_subject_dup_script_url (const OutpostAttachSubject *self)
{
  return g_strdup_printf ("%s/api/v2/init-script/%s/%s", self->address, outpost_platform_get_system (self->platform),
                          outpost_platform_get_architecture (self->platform));
}

OutpostAttachSubject *
outpost_attach_subject_ref (OutpostAttachSubject *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
outpost_attach_subject_unref (OutpostAttachSubject *self)
{
  g_atomic_rc_box_release_full (self, clear);
}
