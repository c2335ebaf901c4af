/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-form-row.h"

#include <glib/gi18n.h>

#include "outpost-attach-words.h"

/* Which of the forms the command is shown in. */
struct _OutpostFormRow
{
  AdwComboRow parent_instance;

  OutpostPlatform platform;
  OutpostAttachForm form;
  OutpostAttachForm offered[OUTPOST_N_ATTACH_FORMS];
  guint n_offered;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (OutpostFormRow, outpost_form_row, ADW_TYPE_COMBO_ROW)

enum
{
  PROP_FORM = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
outpost_form_row_set_form (OutpostFormRow *self,
                           OutpostAttachForm form)
{
  if (self->form == form)
    return;
  self->form = form;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FORM]);
}

static void
selected_cb (OutpostFormRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (!self->filling && selected < self->n_offered)
    outpost_form_row_set_form (self, self->offered[selected]);
}

static void
outpost_form_row_fill (OutpostFormRow *self)
{
  g_autoptr(GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  self->n_offered = 0;
  for (OutpostAttachForm form = 0; form < OUTPOST_N_ATTACH_FORMS; form++)
    {
      if (!outpost_attach_form_suits (form, self->platform))
        continue;
      if (form == self->form)
        selected = self->n_offered;
      self->offered[self->n_offered++] = form;
      gtk_string_list_append (titles, outpost_attach_words_get_title (form));
    }
  self->filling = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), selected);
  self->filling = FALSE;
  outpost_form_row_set_form (self, self->offered[selected]);
}

static void
outpost_form_row_get_property (GObject *object,
                               guint prop_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  g_value_set_uint (value, OUTPOST_FORM_ROW (object)->form);
}

static void
outpost_form_row_class_init (OutpostFormRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_form_row_get_property;
  properties[PROP_FORM] = g_param_spec_uint ("form", NULL, NULL, 0, OUTPOST_N_ATTACH_FORMS, OUTPOST_ATTACH_ONCE,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_form_row_init (OutpostFormRow *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Run As"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  outpost_form_row_fill (self);
}

GtkWidget *
outpost_form_row_new (void)
{
  return g_object_new (OUTPOST_TYPE_FORM_ROW, NULL);
}

OutpostAttachForm
outpost_form_row_get_form (OutpostFormRow *self)
{
  g_return_val_if_fail (OUTPOST_IS_FORM_ROW (self), OUTPOST_N_ATTACH_FORMS);
  return self->form;
}

void
outpost_form_row_set_platform (OutpostFormRow *self,
                               OutpostPlatform platform)
{
  g_return_if_fail (OUTPOST_IS_FORM_ROW (self));

  if (self->platform == platform)
    return;
  self->platform = platform;
  outpost_form_row_fill (self);
}
