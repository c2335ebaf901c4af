/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli-build.h"

#include "outpost-api.h"
#include "outpost-build-log.h"
#include "outpost-cli-output.h"
#include "outpost-cli-session.h"
#include "outpost-error.h"
#include "outpost-text.h"

#define PAUSE_MS 500

/* How far the log has been printed. */
typedef struct
{
  gint64 after;
  char *stage;
} Progress;

static void
progress_clear (Progress *self)
{
  g_free (self->stage);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Progress, progress_clear)

static gboolean
print_line (Progress *self,
            const OutpostLogLine *line,
            GError **error)
{
  g_autofree char *stage = outpost_text_dup_visible (line->stage);
  g_autofree char *output = outpost_text_dup_visible (line->output);
  g_autoptr(GString) text = g_string_new (NULL);

  self->after = MAX (self->after, line->id);
  if (g_set_str (&self->stage, stage))
    g_string_append_printf (text, "==> %s\n", stage);
  if (*output != '\0')
    g_string_append_printf (text, "%s\n", output);
  return outpost_cli_print (text->str, error);
}

/* A log that may not be read is no reason not to wait for the build. */
static gboolean
print_more (Progress *self,
            OutpostClient *client,
            const char *build_id,
            GError **error)
{
  g_autoptr(GError) refusal = NULL;
  g_autoptr(OutpostBuildLog) log
      = outpost_cli_await_boxed (outpost_api_get_build_log (client, build_id, self->after), &refusal);

  if (log == NULL)
    {
      if (g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN)
          || g_error_matches (refusal, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  for (guint i = 0; i < outpost_build_log_get_n_lines (log); i++)
    if (!print_line (self, outpost_build_log_get_line (log, i), error))
      return FALSE;
  return TRUE;
}

OutpostBuild *
outpost_cli_build_follow (OutpostClient *client,
                          const char *build_id,
                          GError **error)
{
  g_auto(Progress) progress = { 0 };

  for (;;)
    {
      /* The build before its log: what ended then has said everything. */
      g_autoptr(OutpostBuild) build = outpost_cli_await_object (outpost_api_get_build (client, build_id), error);

      if (build == NULL || !print_more (&progress, client, build_id, error))
        return NULL;
      if (!outpost_build_is_active (build) && outpost_build_get_status (build) != OUTPOST_BUILD_CANCELING)
        return g_steal_pointer (&build);
      outpost_cli_await (dex_timeout_new_msec (PAUSE_MS), NULL);
    }
}
