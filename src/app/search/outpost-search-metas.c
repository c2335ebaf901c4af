/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-search-metas.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-words.h"

/* Nobody types so much into a search field, nor reads more of what was found. */
#define MOST_CHARACTERS 200
#define MOST_METAS 100
/* What is older is said with its time: it may not be so any more. */
#define FRESH (5 * 60 * (gint64) G_USEC_PER_SEC)

static char *
dup_name (const OutpostSearchHit *hit)
{
  const char *name = outpost_workspace_get_name (hit->workspace);
  g_autofree char *full = NULL;

  if (hit->is_mine)
    return outpost_text_dup_visible (name);
  full = g_strdup_printf ("%s/%s", outpost_workspace_get_owner_name (hit->workspace), name);
  return outpost_text_dup_visible (full);
}

static char *
dup_template (OutpostWorkspace *workspace)
{
  const char *name = outpost_workspace_get_template_display_name (workspace);

  return outpost_text_dup_visible (*name != '\0' ? name : outpost_workspace_get_template_name (workspace));
}

static char *
dup_as_of (const OutpostSearchHit *hit,
           gint64 now)
{
  g_autofree char *clock = outpost_words_dup_clock (hit->as_of, now);

  if (hit->as_of == 0 || now - hit->as_of < FRESH)
    return g_strdup ("");
  /* Translators: %s is a time such as 09:41 */
  return g_strdup_printf (_("As of %s"), clock);
}

/* What it is in, of which template, where, and when that was so. */
static char *
dup_description (const OutpostSearchHit *hit,
                 gint64 now)
{
  g_autofree char *status = outpost_words_dup_status (hit->workspace);
  g_autofree char *agent = outpost_words_dup_agent_summary (hit->workspace, now);
  g_autofree char *template = dup_template (hit->workspace);
  g_autofree char *deployment = outpost_text_dup_visible (hit->deployment);
  g_autofree char *as_of = dup_as_of (hit, now);
  const char *parts[] = { status, agent, template, deployment, as_of };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free (text, FALSE);
}

static char *
dup_command_description (const OutpostSearchHit *hit)
{
  g_autofree char *name = dup_name (hit);

  /* Translators: %s is the name of a workspace */
  return g_strdup_printf (_("Attaches a machine to %s; asks before anything is copied"), name);
}

static void
add_meta (GVariantBuilder *metas,
          const char *id,
          const OutpostSearchHit *hit,
          gint64 now)
{
  g_autofree char *name = hit->is_command ? g_strdup (_("Copy Command…")) : dup_name (hit);
  g_autofree char *description = hit->is_command ? dup_command_description (hit) : dup_description (hit, now);
  const char *icon = hit->is_command ? "edit-copy-symbolic" : outpost_words_get_status_icon (hit->workspace);

  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (metas, "{sv}", "name", g_variant_new_string (name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (metas, "{sv}", "gicon", g_variant_new_string (icon));
  g_variant_builder_close (metas);
}

GVariant *
outpost_search_metas_new (OutpostSearch *search,
                          const char *const *ids,
                          gint64 now)
{
  g_auto(GVariantBuilder) metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  OutpostSearchHit hit;

  for (guint i = 0; ids[i] != NULL && i < MOST_METAS; i++)
    if (outpost_search_lookup (search, ids[i], &hit))
      add_meta (&metas, ids[i], &hit, now);
  return g_variant_builder_end (&metas);
}

char *
outpost_search_metas_dup_text (const char *const *words)
{
  g_autofree char *joined = g_strjoinv (" ", (GStrv) words);
  g_autofree char *cut = g_utf8_substring (joined, 0, MIN (g_utf8_strlen (joined, -1), MOST_CHARACTERS));

  return outpost_text_dup_visible (g_strstrip (cut));
}
