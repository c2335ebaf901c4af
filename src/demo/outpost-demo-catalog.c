/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-demo-private.h"

/* The templates of the demo. The first five are those of its workspaces; outpost-demo-state.c counts on their order. */

static void
template_free (gpointer data)
{
  DemoTemplate *self = data;

  g_free (self->id);
  g_free (self->active_version_id);
  g_free (self->old_version_id);
  g_free (self);
}

DemoTemplate *
demo_state_add_template (DemoState *self,
                         const DemoTemplate *like)
{
  DemoTemplate *template = g_memdup2 (like, sizeof *like);

  template->organization = like->of_lab ? &self->lab : &self->organization;
  template->id = demo_new_id ();
  template->active_version_id = demo_new_id ();
  template->old_version_id = demo_new_id ();
  g_ptr_array_add (self->templates, template);
  return template;
}

void
demo_state_make_templates (DemoState *self)
{
  static const DemoTemplate templates[] = {
    { .name = "externally-managed",
      .display_name = "Externally Managed",
      .active_version = "happy_mendel9",
      .old_version = "calm_hopper4",
      .external = TRUE,
      .allows_cancel = TRUE,
      .description = "Any machine you already have: a GPU box, a virtual machine, a laptop under a desk.",
      .users = 12 },
    { .name = "two-machines",
      .display_name = "Two Machines",
      .active_version = "eager_curie2",
      .old_version = "vague_bohr3",
      .external = TRUE,
      .allows_cancel = TRUE,
      .description = "A workspace on two machines at once, each with an agent of its own.",
      .users = 3 },
    { .name = "windows-box",
      .display_name = "Windows Box",
      .active_version = "sharp_noether3",
      .old_version = "plain_gauss5",
      .external = TRUE,
      .allows_cancel = TRUE,
      .description = "A Windows machine, for builds and tests.",
      .users = 4 },
    { .name = "runners",
      .display_name = "Runners",
      .active_version = "brave_gauss1",
      .old_version = "quick_hypatia7",
      .external = TRUE,
      .description = "Runners of the build farm. Its pool of machines is empty, so that one can see a build fail.",
      .managed = TRUE,
      .users = 1 },
    { .name = "docker",
      .display_name = "Docker",
      .active_version = "fond_turing8",
      .old_version = "kind_lovelace6",
      .allows_cancel = TRUE,
      .description = "Containers on the deployment’s own machines.",
      .users = 41 },
    { .name = "workshop",
      .display_name = "Workshop",
      .active_version = "quiet_faraday2",
      .old_version = "early_volta1",
      .external = TRUE,
      .allows_cancel = TRUE,
      .description = "Asks a question of every kind there is.",
      .users = 1 },
    { .name = "classic-rack",
      .display_name = "Classic Rack",
      .active_version = "solid_watt6",
      .old_version = "solid_joule2",
      .external = TRUE,
      .allows_cancel = TRUE,
      .description = "Asks in the older way: its answers are checked when the workspace is made.",
      .users = 2,
      .classic = TRUE },
    { .name = "linked",
      .display_name = "Linked to Git",
      .active_version = "close_hertz3",
      .old_version = "close_ohm1",
      .external = TRUE,
      .allows_cancel = TRUE,
      .description = "Works with an account elsewhere, which has to be linked first.",
      .users = 5,
      .needs_link = TRUE },
    { .name = "old-rack",
      .display_name = "Old Rack",
      .active_version = "late_ampere4",
      .old_version = "late_weber1",
      .external = TRUE,
      .description = "The rack that was here before.",
      .deprecation = "Use classic-rack instead" },
    { .name = "windows-box",
      .display_name = "Windows Box",
      .of_lab = TRUE,
      .active_version = "clear_pascal5",
      .old_version = "clear_boole1",
      .external = TRUE,
      .allows_cancel = TRUE,
      .description = "A Windows machine of the laboratory, beside the instruments.",
      .users = 2 },
  };

  self->templates = g_ptr_array_new_with_free_func (template_free);
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    demo_state_add_template (self, &templates[i]);
}

DemoTemplate *
demo_state_find_template (DemoState *self,
                          const char *id)
{
  for (guint i = 0; i < self->templates->len; i++)
    {
      DemoTemplate *template = g_ptr_array_index (self->templates, i);

      if (g_str_equal (template->id, id) || g_str_equal (template->active_version_id, id)
          || g_str_equal (template->old_version_id, id))
        return template;
    }
  return NULL;
}

DemoTemplate *
demo_state_find_template_by_name (DemoState *self,
                                  const char *name)
{
  for (guint i = 0; i < self->templates->len; i++)
    if (g_str_equal (((DemoTemplate *) g_ptr_array_index (self->templates, i))->name, name))
      return g_ptr_array_index (self->templates, i);
  return NULL;
}

/* What was the active version is the old one now. */
static void
move_on (DemoState *self,
         DemoTemplate *template)
{
  g_free (template->old_version_id);
  template->old_version_id = template->active_version_id;
  template->active_version_id = demo_new_id ();
  template->old_version = template->active_version;
  template->active_version = "fresh_planck7";
  for (guint i = 0; i < self->workspaces->len; i++)
    {
      DemoWorkspace *workspace = g_ptr_array_index (self->workspaces, i);

      if (workspace->template != template)
        continue;
      workspace->outdated = TRUE;
      demo_workspace_touch (workspace);
    }
}

void
demo_state_change_template (DemoState *self,
                            DemoTemplate *template,
                            OutpostDemoTemplateChange change)
{
  switch (change)
    {
    case OUTPOST_DEMO_TEMPLATE_NOT_EXTERNAL:
      move_on (self, template);
      template->external = FALSE;
      break;
    case OUTPOST_DEMO_TEMPLATE_NEW_VERSION:
      move_on (self, template);
      break;
    case OUTPOST_DEMO_TEMPLATE_IMPORTING:
      template->import = "running";
      break;
    case OUTPOST_DEMO_TEMPLATE_FAILED_IMPORT:
      template->import = "failed";
      break;
    case OUTPOST_DEMO_TEMPLATE_NOT_MANAGED:
      template->managed = FALSE;
      break;
    case OUTPOST_DEMO_TEMPLATE_DEPRECATED:
    default:
      template->deprecation = "Use classic-rack instead";
    }
}
