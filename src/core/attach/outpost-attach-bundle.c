/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-attach-bundle.h"

#include <string.h>

#include "outpost-attach-template-private.h"

#define BLOCK 512

/* What each form is, for the README: not translated, as the files are not. */
static const char *const explanations[OUTPOST_N_ATTACH_FORMS] = {
  [OUTPOST_ATTACH_ONCE] = "Runs the agent in a terminal, until that is closed or the machine restarts.",
  [OUTPOST_ATTACH_SYSTEMD_USER] = "Sets up a service of the user who runs it (systemd). Runs from the start of the machine.",
  [OUTPOST_ATTACH_SYSTEMD_SYSTEM] = "Sets up a service of the machine (systemd) with a user of its own. Needs root or sudo.",
  [OUTPOST_ATTACH_LAUNCHD] = "Sets up an agent of launchd. Runs while the user who set it up is logged in.",
  [OUTPOST_ATTACH_SCHEDULED_TASK] = "Sets up a task at the start of Windows. Needs a PowerShell that was started as administrator.",
  [OUTPOST_ATTACH_CLOUD_INIT] = "User data: sets up the system service when a new machine starts for the first time.",
  [OUTPOST_ATTACH_ANSIBLE] = "A playbook: sets up the system service on a host.",
  [OUTPOST_ATTACH_DOCKERFILE] = "An image; how it is built and run stands in it. Needs the .env file beside it.",
  [OUTPOST_ATTACH_COMPOSE] = "The same as a Compose project. Needs the .env file beside it.",
  [OUTPOST_ATTACH_KUBERNETES] = "A Secret and a Deployment, for kubectl apply.",
  [OUTPOST_ATTACH_SSH] = "Starts the agent on another machine, until that restarts. Put its address into the first line.",
  [OUTPOST_ATTACH_ENVIRONMENT] = "The agent's variables, for whatever else starts it.",
};

static void
file_free (gpointer data)
{
  OutpostAttachFile *file = data;

  explicit_bzero (file->content, strlen (file->content));
  g_free (file->content);
  g_free (file->name);
  g_free (file);
}

/* Takes @name and @content. */
static void
add (GPtrArray *bundle,
     char *name,
     char *content)
{
  OutpostAttachFile *file = g_new (OutpostAttachFile, 1);

  file->name = name;
  file->content = content;
  file->mode = g_str_has_suffix (name, ".sh") ? 0700 : 0600;
  g_ptr_array_add (bundle, file);
}

static gboolean
is_of_windows (const OutpostAttachSubject *subject)
{
  return g_str_equal (outpost_platform_get_system (subject->platform), "windows");
}

/* `gpu-box-main-systemd-user-replace.sh`. Takes @content; says the file in @readme. */
static void
add_follow_up (GPtrArray *bundle,
               GString *readme,
               OutpostAttachForm form,
               const OutpostAttachSubject *subject,
               const char *verb,
               const char *explanation,
               char *content)
{
  g_autofree char *install = outpost_attach_form_dup_file_name (form, subject);
  g_autofree char *stem = g_strndup (install, strrchr (install, '.') - install);
  /* Some stems have no form in them: its id tells the file apart. */
  const char *id = outpost_attach_form_get_id (form);
  char *name = g_strdup_printf ("%s%s%s-%s.%s", stem, g_str_has_suffix (stem, id) ? "" : "-", g_str_has_suffix (stem, id) ? "" : id,
                                verb, is_of_windows (subject) ? "ps1" : "sh");

  g_string_append_printf (readme, "  %s\n      %s\n", name, explanation);
  if (g_str_has_suffix (content, "\n"))
    add (bundle, name, content);
  else
    {
      add (bundle, name, g_strconcat (content, "\n", NULL));
      g_free (content);
    }
}

static void
add_form (GPtrArray *bundle,
          GString *readme,
          OutpostAttachForm form,
          const OutpostAttachSubject *subject)
{
  char *name = outpost_attach_form_dup_file_name (form, subject);
  char *text = outpost_attach_form_dup_text (form, subject);
  char *replacement = outpost_attach_form_dup_replacement (form, subject);
  char *removal = outpost_attach_form_dup_removal (form, subject);

  g_string_append_printf (readme, "\n%s\n  %s\n", name, explanations[form]);
  if (form == OUTPOST_ATTACH_ONCE)
    {
      g_autofree char *command = text;

      text = g_strconcat (command, "\n", NULL);
    }
  add (bundle, name, text);
  if (replacement != NULL)
    add_follow_up (bundle, readme, form, subject, "replace", "Puts this token where it is set up already.", replacement);
  if (removal != NULL)
    add_follow_up (bundle, readme, form, subject, "remove",
                   form == OUTPOST_ATTACH_ONCE ? "Ends every agent that was started so." : "Ends it and deletes what it made.",
                   removal);
}

GPtrArray *
outpost_attach_bundle_new (const OutpostAttachSubject *subject)
{
  GPtrArray *bundle = g_ptr_array_new_with_free_func (file_free);
  GString *readme = g_string_new_take (outpost_attach_template_fill ("readme", subject, ""));

  add (bundle, g_strdup ("README.txt"), g_strdup (""));
  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    if (outpost_attach_form_suits (form, subject->platform) && outpost_attach_form_carries (form, subject))
      add_form (bundle, readme, form, subject);
  if (is_of_windows (subject))
    g_string_replace (readme, "sh FILE", "powershell -ExecutionPolicy Bypass -File FILE", 1);

  g_free (((OutpostAttachFile *) g_ptr_array_index (bundle, 0))->content);
  ((OutpostAttachFile *) g_ptr_array_index (bundle, 0))->content = g_string_free (readme, FALSE);
  return bundle;
}

char *
outpost_attach_bundle_dup_name (const OutpostAttachSubject *subject)
{
  g_autofree char *file = outpost_attach_form_dup_file_name (OUTPOST_ATTACH_ENVIRONMENT, subject);

  return g_strdup_printf ("%.*s-build-%" G_GINT64_FORMAT, (int) (strrchr (file, '.') - file), file, subject->build);
}

/* ---- The archive --------------------------------------------------------------------------------------------------- */

/* One header of POSIX.1-1988 tar: texts and octal numbers in places of their own. */
typedef struct
{
  char name[100];
  char mode[8];
  char uid[8];
  char gid[8];
  char size[12];
  char time[12];
  char checksum[8];
  char kind;
  char link[100];
  char magic[6];
  char version[2];
  char owner[32];
  char group[32];
  char device[16];
  char prefix[155];
  char padding[12];
} Header;

G_STATIC_ASSERT (sizeof (Header) == BLOCK);

/* An octal number that fills its place but for the NUL at its end. */
static void
put_number (char *place,
            gsize size,
            guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%0*" G_GINT64_MODIFIER "o", (int) size - 1, number);

  memcpy (place, digits, MIN (strlen (digits), size - 1));
}

static void
append_header (GByteArray *tar,
               const char *folder,
               const char *name,
               guint mode,
               gsize size,
               gint64 time)
{
  Header header = { .kind = *name != '\0' ? '0' : '5' };
  guint sum = 0;

  g_snprintf (header.name, sizeof header.name, "%s/%s", folder, name);
  put_number (header.mode, sizeof header.mode, mode);
  put_number (header.uid, sizeof header.uid, 0);
  put_number (header.gid, sizeof header.gid, 0);
  put_number (header.size, sizeof header.size, size);
  put_number (header.time, sizeof header.time, CLAMP (time, 0, 077777777777));
  memcpy (header.magic, "ustar", sizeof header.magic);
  memcpy (header.version, "00", sizeof header.version);
  /* It is summed with blanks in its own place. */
  memset (header.checksum, ' ', sizeof header.checksum);
  for (gsize i = 0; i < sizeof header; i++)
    sum += ((const guchar *) &header)[i];
  header.checksum[6] = '\0';
  put_number (header.checksum, 7, sum);
  g_byte_array_append (tar, (const guint8 *) &header, sizeof header);
}

GBytes *
outpost_attach_bundle_to_tar (GPtrArray *bundle,
                              const char *name,
                              gint64 time)
{
  static const guint8 zeros[2 * BLOCK];
  GByteArray *tar;
  gsize room = 3 * BLOCK;

  /* Large enough never to move: what moves leaves a copy of the token behind. */
  for (guint i = 0; i < bundle->len; i++)
    room += 2 * BLOCK + strlen (((OutpostAttachFile *) g_ptr_array_index (bundle, i))->content);
  tar = g_byte_array_sized_new (room);
  append_header (tar, name, "", 0700, 0, time);
  for (guint i = 0; i < bundle->len; i++)
    {
      const OutpostAttachFile *file = g_ptr_array_index (bundle, i);
      gsize size = strlen (file->content);

      append_header (tar, name, file->name, file->mode, size, time);
      g_byte_array_append (tar, (const guint8 *) file->content, size);
      g_byte_array_append (tar, zeros, (BLOCK - size % BLOCK) % BLOCK);
    }
  g_byte_array_append (tar, zeros, sizeof zeros);
  return g_byte_array_free_to_bytes (tar);
}
