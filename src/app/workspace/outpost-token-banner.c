/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-token-banner.h"

#include <glib/gi18n.h>

#include "outpost-announce.h"
#include "outpost-words.h"

/* A banner that remembers of which build it has spoken. */
struct _OutpostTokenBanner
{
  AdwBin parent_instance;

  AdwBanner *banner;
  char *said_id; /* nullable: the build */
};

G_DEFINE_FINAL_TYPE (OutpostTokenBanner, outpost_token_banner, ADW_TYPE_BIN)

static guint show_command_signal;

static gboolean
is_attached (OutpostBuild *build)
{
  g_autoptr(GPtrArray) agents = outpost_build_dup_external_agents (build);

  for (guint i = 0; i < agents->len; i++)
    if (outpost_agent_get_first_connected_at (agents->pdata[i]) > 0)
      return TRUE;
  return FALSE;
}

static void
clicked_cb (OutpostTokenBanner *self)
{
  outpost_token_banner_hide (self);
  g_signal_emit (self, show_command_signal, 0);
}

static void
outpost_token_banner_finalize (GObject *object)
{
  g_free (OUTPOST_TOKEN_BANNER (object)->said_id);
  G_OBJECT_CLASS (outpost_token_banner_parent_class)->finalize (object);
}

static void
outpost_token_banner_class_init (OutpostTokenBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = outpost_token_banner_finalize;
  show_command_signal
      = g_signal_new ("show-command", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_token_banner_init (OutpostTokenBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_banner_set_button_label (self->banner, _("_Show Command"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

void
outpost_token_banner_show (OutpostTokenBanner *self,
                           OutpostWorkspace *workspace)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autofree char *words = NULL;

  g_return_if_fail (OUTPOST_IS_TOKEN_BANNER (self));

  if (is_attached (build))
    outpost_token_banner_hide (self);
  /* What was said stays when the token was taken: the page does not move under whoever takes it. */
  if (!outpost_workspace_get_attach_again (workspace) || g_strcmp0 (self->said_id, outpost_build_get_id (build)) == 0)
    return;
  g_set_str (&self->said_id, outpost_build_get_id (build));
  words = outpost_words_dup_attach_again (workspace);
  adw_banner_set_title (self->banner, words);
  adw_banner_set_revealed (self->banner, TRUE);
  outpost_announce (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

void
outpost_token_banner_hide (OutpostTokenBanner *self)
{
  g_return_if_fail (OUTPOST_IS_TOKEN_BANNER (self));
  adw_banner_set_revealed (self->banner, FALSE);
}
