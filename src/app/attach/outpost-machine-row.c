/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-machine-row.h"

#include "outpost-attach-words.h"

/* Two choices that make a platform. */
struct _OutpostMachineRow
{
  AdwPreferencesRow parent_instance;

  AdwToggleGroup *systems;
  AdwToggleGroup *architectures;
  AdwToggle *small;
  GtkWidget *warning_box;
  GtkLabel *warning;

  OutpostPlatform platform;
  OutpostPlatform own;
  gboolean chosen; /* by somebody */
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (OutpostMachineRow, outpost_machine_row, ADW_TYPE_PREFERENCES_ROW)

enum
{
  PROP_PLATFORM = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
outpost_machine_row_show (OutpostMachineRow *self)
{
  g_autofree char *words = outpost_attach_words_dup_warning (self->own, self->platform);
  gboolean is_linux = g_str_equal (outpost_platform_get_system (self->platform), "linux");

  self->showing = TRUE;
  adw_toggle_group_set_active_name (self->systems, outpost_platform_get_system (self->platform));
  adw_toggle_group_set_active_name (self->architectures, outpost_platform_get_architecture (self->platform));
  adw_toggle_set_enabled (self->small, is_linux);
  self->showing = FALSE;
  gtk_label_set_text (self->warning, words != NULL ? words : "");
  gtk_widget_set_visible (self->warning_box, words != NULL);
}

static void
outpost_machine_row_set_platform (OutpostMachineRow *self,
                                  OutpostPlatform platform)
{
  gboolean changed = self->platform != platform;

  self->platform = platform;
  outpost_machine_row_show (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLATFORM]);
}

/* There is no 32-bit agent but for Linux. */
static void
chosen_cb (OutpostMachineRow *self)
{
  const char *system = adw_toggle_group_get_active_name (self->systems);
  OutpostPlatform platform;

  if (self->showing || system == NULL)
    return;
  self->chosen = TRUE;
  platform = outpost_platform_find (system, adw_toggle_group_get_active_name (self->architectures));
  if (platform == OUTPOST_N_PLATFORMS)
    platform = outpost_platform_find (system, "arm64");
  outpost_machine_row_set_platform (self, platform);
}

static void
outpost_machine_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_MACHINE_ROW);
  G_OBJECT_CLASS (outpost_machine_row_parent_class)->dispose (object);
}

static void
outpost_machine_row_get_property (GObject *object,
                                  guint prop_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  g_value_set_uint (value, OUTPOST_MACHINE_ROW (object)->platform);
}

static void
outpost_machine_row_class_init (OutpostMachineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = outpost_machine_row_dispose;
  object_class->get_property = outpost_machine_row_get_property;
  properties[PROP_PLATFORM] = g_param_spec_uint ("platform", NULL, NULL, 0, OUTPOST_N_PLATFORMS, OUTPOST_PLATFORM_LINUX_AMD64,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/attach/outpost-machine-row.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostMachineRow, systems);
  gtk_widget_class_bind_template_child (widget_class, OutpostMachineRow, architectures);
  gtk_widget_class_bind_template_child (widget_class, OutpostMachineRow, small);
  gtk_widget_class_bind_template_child (widget_class, OutpostMachineRow, warning_box);
  gtk_widget_class_bind_template_child (widget_class, OutpostMachineRow, warning);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
outpost_machine_row_init (OutpostMachineRow *self)
{
  self->own = OUTPOST_N_PLATFORMS;
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  outpost_machine_row_show (self);
}

GtkWidget *
outpost_machine_row_new (void)
{
  return g_object_new (OUTPOST_TYPE_MACHINE_ROW, NULL);
}

OutpostPlatform
outpost_machine_row_get_platform (OutpostMachineRow *self)
{
  g_return_val_if_fail (OUTPOST_IS_MACHINE_ROW (self), OUTPOST_N_PLATFORMS);
  return self->platform;
}

void
outpost_machine_row_set_own (OutpostMachineRow *self,
                             OutpostPlatform own)
{
  g_return_if_fail (OUTPOST_IS_MACHINE_ROW (self));

  self->own = own;
  outpost_machine_row_set_platform (self, self->chosen || own == OUTPOST_N_PLATFORMS ? self->platform : own);
}
