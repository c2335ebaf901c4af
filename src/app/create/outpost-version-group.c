/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-version-group.h"

#include <glib/gi18n.h>

#include "outpost-text.h"
#include "outpost-weak.h"

/* Version and preset. */
struct _OutpostVersionGroup
{
  AdwPreferencesGroup parent_instance;

  OutpostClient *client;
  OutpostCreation *creation;
  AdwComboRow *version_row;
  AdwComboRow *preset_row;
  GPtrArray *versions; /* newest first; NULL: not known */
  char *versions_of;   /* the template's id, and that of its active version */
  char *active_name;   /* NULL: not known */
  DexFuture *loading;
  DexFuture *choosing;
  gboolean filling;
};

static guint chosen_signal;
static guint busy_signal;

G_DEFINE_FINAL_TYPE (OutpostVersionGroup, outpost_version_group, ADW_TYPE_PREFERENCES_GROUP)

static void
show_preset_note (OutpostVersionGroup *self)
{
  OutpostPreset *preset = outpost_creation_get_preset (self->creation);
  const char *lost = outpost_creation_get_lost_preset (self->creation);
  g_autofree char *name = lost != NULL ? outpost_text_dup_visible (lost) : NULL;
  g_autofree char *text = NULL;

  if (preset != NULL)
    text = outpost_text_dup_visible (preset->description);
  else if (name != NULL)
    /* Translators: %s is the name of a preset */
    text = g_strdup_printf (_("This version has no preset “%s”"), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->preset_row), text != NULL ? text : "");
}

static void
fill_presets (OutpostVersionGroup *self)
{
  GPtrArray *presets = outpost_creation_get_presets (self->creation);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  self->filling = TRUE;
  gtk_string_list_append (names, C_("preset", "None"));
  for (guint i = 0; presets != NULL && i < presets->len; i++)
    {
      OutpostPreset *preset = g_ptr_array_index (presets, i);

      gtk_string_list_take (names, outpost_text_dup_visible (preset->name));
      if (preset == outpost_creation_get_preset (self->creation))
        selected = i + 1;
    }
  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->preset_row, selected);
  /* A build of what there is knows its own values. */
  gtk_widget_set_visible (GTK_WIDGET (self->preset_row),
                          presets != NULL && !outpost_creation_is_update (self->creation)
                              && (presets->len > 0 || outpost_creation_get_lost_preset (self->creation) != NULL));
  self->filling = FALSE;
  show_preset_note (self);
}

static void
preset_cb (OutpostVersionGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->preset_row);
  GPtrArray *presets = outpost_creation_get_presets (self->creation);

  if (self->filling || presets == NULL || selected > presets->len)
    return;
  outpost_creation_set_preset (self->creation, selected > 0 ? g_ptr_array_index (presets, selected - 1) : NULL);
  show_preset_note (self);
}

/* What will be built: row 0 is the active version; a version that is not listed has the last row. */
static guint
find_version_row (OutpostVersionGroup *self)
{
  const OutpostTemplateVersion *chosen = outpost_creation_get_version (self->creation);
  guint n = self->versions != NULL ? self->versions->len : 0;

  if (chosen == NULL || !outpost_creation_is_pinned (self->creation))
    return 0;
  for (guint i = 0; i < n; i++)
    if (g_str_equal (((OutpostTemplateVersion *) g_ptr_array_index (self->versions, i))->id, chosen->id))
      return i + 1;
  return n + 1;
}

static char *
dup_active_title (OutpostVersionGroup *self)
{
  const OutpostTemplateVersion *chosen = outpost_creation_get_version (self->creation);
  gboolean is_active = chosen != NULL && !outpost_creation_is_pinned (self->creation);
  const char *active = is_active ? chosen->name : self->active_name;
  g_autofree char *name = active != NULL ? outpost_text_dup_visible (active) : NULL;

  /* Translators: %s is the name of the newest version that is in use */
  return name != NULL ? g_strdup_printf (C_("version", "Active (%s)"), name) : g_strdup (C_("version", "Active"));
}

static void
fill_versions (OutpostVersionGroup *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  OutpostTemplate *template = outpost_creation_get_template (self->creation);
  guint selected = find_version_row (self);

  self->filling = TRUE;
  gtk_string_list_take (names, dup_active_title (self));
  for (guint i = 0; self->versions != NULL && i < self->versions->len; i++)
    gtk_string_list_take (names,
                          outpost_text_dup_visible (((OutpostTemplateVersion *) g_ptr_array_index (self->versions, i))->name));
  if (selected == g_list_model_get_n_items (G_LIST_MODEL (names)))
    gtk_string_list_take (names, outpost_text_dup_visible (outpost_creation_get_version (self->creation)->name));
  adw_combo_row_set_model (self->version_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->version_row, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->version_row), template != NULL && self->versions != NULL && self->versions->len > 0);
  self->filling = FALSE;
}

static DexFuture *
version_chosen_cb (DexFuture *completed,
                   gpointer data)
{
  g_autoptr(OutpostVersionGroup) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;

  if (self == NULL)
    return NULL;
  dex_future_get_value (completed, &error);
  dex_clear (&self->choosing);
  fill_presets (self);
  /* Where it was refused, the one that is chosen still. */
  fill_versions (self);
  g_signal_emit (self, chosen_signal, 0, error);
  return NULL;
}

static void
version_cb (OutpostVersionGroup *self)
{
  guint selected = adw_combo_row_get_selected (self->version_row);
  OutpostTemplate *template = outpost_creation_get_template (self->creation);
  const char *id = NULL;

  if (self->filling || template == NULL || self->versions == NULL || selected > self->versions->len)
    return;
  if (selected > 0)
    id = ((OutpostTemplateVersion *) g_ptr_array_index (self->versions, selected - 1))->id;
  dex_clear (&self->choosing);
  self->choosing = dex_future_finally (outpost_creation_choose (self->creation, template, id), version_chosen_cb,
                                       outpost_weak_new (self), outpost_weak_free);
  g_signal_emit (self, busy_signal, 0);
}

static DexFuture *
versions_cb (DexFuture *completed,
             gpointer data)
{
  g_autoptr(OutpostVersionGroup) self = g_weak_ref_get (data);
  const GValue *value = dex_future_get_value (completed, NULL);
  OutpostTemplate *template;
  GPtrArray *all;

  if (self == NULL)
    return NULL;
  if (value == NULL)
    {
      /* Without the others the active one can still be taken. */
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->version_row), _("The other versions could not be read"));
      return NULL;
    }
  template = outpost_creation_get_template (self->creation);
  all = g_value_get_boxed (value);
  self->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) outpost_template_version_unref);
  for (guint i = all->len; i > 0; i--)
    {
      OutpostTemplateVersion *version = g_ptr_array_index (all, i - 1);

      if (g_str_equal (version->id, template->active_version_id))
        g_set_str (&self->active_name, version->name);
      else
        g_ptr_array_add (self->versions, outpost_template_version_ref (version));
    }
  fill_versions (self);
  return NULL;
}

void
outpost_version_group_show (OutpostVersionGroup *self)
{
  OutpostTemplate *template = outpost_creation_get_template (self->creation);
  g_autofree char *key = template != NULL ? g_strconcat (template->id, "\n", template->active_version_id, NULL) : NULL;
  gboolean is_new = key != NULL && g_strcmp0 (self->versions_of, key) != 0;

  if (is_new)
    {
      g_set_str (&self->versions_of, key);
      g_clear_pointer (&self->versions, g_ptr_array_unref);
      g_clear_pointer (&self->active_name, g_free);
    }
  fill_presets (self);
  fill_versions (self);
  if (!is_new)
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->version_row), "");
  dex_clear (&self->loading);
  self->loading = dex_future_finally (outpost_api_list_template_versions (self->client, template->id), versions_cb,
                                      outpost_weak_new (self), outpost_weak_free);
}

gboolean
outpost_version_group_is_busy (OutpostVersionGroup *self)
{
  return self->choosing != NULL;
}

static void
outpost_version_group_dispose (GObject *object)
{
  OutpostVersionGroup *self = OUTPOST_VERSION_GROUP (object);

  dex_clear (&self->loading);
  dex_clear (&self->choosing);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  g_clear_pointer (&self->versions_of, g_free);
  g_clear_pointer (&self->active_name, g_free);
  g_clear_object (&self->creation);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (outpost_version_group_parent_class)->dispose (object);
}

static void
outpost_version_group_class_init (OutpostVersionGroupClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_version_group_dispose;
  chosen_signal = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  busy_signal = g_signal_new ("busy", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_version_group_init (OutpostVersionGroup *self)
{
  self->version_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->version_row), _("Version"));
  adw_combo_row_set_enable_search (self->version_row, FALSE);
  self->preset_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->preset_row), _("Preset"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->preset_row), FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->version_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->preset_row));
  g_signal_connect_swapped (self->version_row, "notify::selected", G_CALLBACK (version_cb), self);
  g_signal_connect_swapped (self->preset_row, "notify::selected", G_CALLBACK (preset_cb), self);
}

GtkWidget *
outpost_version_group_new (OutpostClient *client,
                           OutpostCreation *creation)
{
  OutpostVersionGroup *self = g_object_new (OUTPOST_TYPE_VERSION_GROUP, NULL);

  self->client = g_object_ref (client);
  self->creation = g_object_ref (creation);
  return GTK_WIDGET (self);
}
