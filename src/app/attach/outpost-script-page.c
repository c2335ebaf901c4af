/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-script-page.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>

#include "api/outpost-api.h"
#include "outpost-attach-words.h"
#include "outpost-error-words.h"
#include "outpost-script-words.h"
#include "outpost-text.h"
#include "outpost-toast.h"
#include "outpost-weak.h"

/* An init script, read for somebody before it is run. */
struct _OutpostScriptPage
{
  AdwNavigationPage parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  GtkStack *stack;
  AdwStatusPage *error_page;
  AdwPreferencesGroup *facts;
  AdwActionRow *verdict;
  AdwActionRow *digest;
  AdwActionRow *claim;
  AdwActionRow *before;
  AdwActionRow *size;
  GtkSourceView *view;
  GtkSourceBuffer *buffer; /* of the view */

  OutpostAccount *account;
  OutpostPlatform platform;
  char *address;
  OutpostInitScript *script;
  DexFuture *request;
};

G_DEFINE_FINAL_TYPE (OutpostScriptPage, outpost_script_page, ADW_TYPE_NAVIGATION_PAGE)

static void
add_fact (OutpostScriptPage *self,
          const char *icon_name,
          const char *words)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_preferences_group_add (self->facts, row);
}

static void
show_facts (OutpostScriptPage *self,
            OutpostScriptReport *report)
{
  g_autofree char *download = report->download != NULL ? outpost_text_dup_visible (report->download) : NULL;
  g_autofree char *words = NULL;

  if (download != NULL)
    {
      /* Translators: %s is an address */
      words = g_strdup_printf (_("Downloads the agent from %s"), download);
      add_fact (self, "folder-download-symbolic", words);
    }
  for (OutpostScriptFact fact = 0; fact < OUTPOST_N_SCRIPT_FACTS; fact++)
    if (outpost_script_report_has (report, fact))
      add_fact (self, fact == OUTPOST_SCRIPT_TURNS_OFF_PROTECTION ? "dialog-warning-symbolic" : "dialog-information-symbolic",
                outpost_script_words_get_fact (fact));
  if (outpost_account_is_demo (self->account))
    add_fact (self, "dialog-information-symbolic",
              _("The demo’s own script: it tells the demo that a machine is there until it is ended, and runs nothing."));
  else if (download == NULL && report->facts == 0)
    add_fact (self, "dialog-question-symbolic", _("Outpost recognizes nothing in it: read it below before it is run."));
}

/* Lines end as the view wants them; what cannot be shown is marked. */
static char *
dup_shown (const char *text)
{
  g_autoptr(GString) lines = g_string_new (text);

  g_string_replace (lines, "\r\n", "\n", 0);
  return outpost_text_dup_visible_lines (lines->str);
}

static void
mark_lines (OutpostScriptPage *self,
            GArray *lines)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  for (guint i = 0; i < lines->len; i++)
    {
      GtkTextIter begin, end;

      gtk_text_buffer_get_iter_at_line (buffer, &begin, (int) g_array_index (lines, guint, i));
      end = begin;
      gtk_text_iter_forward_to_line_end (&end);
      gtk_text_buffer_apply_tag_by_name (buffer, "unknown", &begin, &end);
    }
}

/* Compared with the one that was shown last, which this one is from now on. */
static void
show_before (OutpostScriptPage *self)
{
  OutpostMemory *memory = outpost_observer_get_memory (outpost_account_get_observer (self->account));
  g_autofree char *platform = g_strdup_printf ("%s/%s", outpost_platform_get_system (self->platform),
                                               outpost_platform_get_architecture (self->platform));
  g_autofree char *before = outpost_memory_exchange_script (memory, platform, self->script->sha256);
  gboolean same = g_strcmp0 (before, self->script->sha256) == 0;

  if (before == NULL)
    adw_action_row_set_subtitle (self->before, _("This is the first time it is shown."));
  else
    adw_action_row_set_subtitle (self->before, same ? _("It is the same.") : _("It was a different one."));
}

static void
outpost_script_page_show (OutpostScriptPage *self)
{
  g_autoptr(OutpostScriptReport) report = outpost_script_report_new (self->script->text, self->platform, self->address);
  g_autofree char *verdict = outpost_script_words_dup_verdict (report);
  g_autofree char *shown = dup_shown (self->script->text);
  g_autofree char *bytes = g_format_size_full (self->script->size, G_FORMAT_SIZE_LONG_FORMAT);

  show_facts (self, report);
  adw_action_row_set_subtitle (self->verdict, outpost_account_is_demo (self->account) ? _("It is not one of Coder’s.") : verdict);
  adw_action_row_set_subtitle (self->digest, self->script->sha256);
  adw_action_row_set_subtitle (self->claim, outpost_script_words_get_claim (self->script->claim));
  adw_action_row_set_subtitle (self->size, bytes);
  show_before (self);
  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), shown, -1);
  if (!outpost_account_is_demo (self->account))
    mark_lines (self, report->unknown_lines);
  gtk_stack_set_visible_child_name (self->stack, "script");
}

static DexFuture *
loaded_cb (DexFuture *future,
           gpointer data)
{
  g_autoptr(OutpostScriptPage) self = g_weak_ref_get (data);
  g_autoptr(GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (self == NULL)
    return NULL;
  if (value != NULL)
    {
      self->script = g_value_dup_boxed (value);
      outpost_script_page_show (self);
    }
  else
    {
      g_autoptr(OutpostErrorWords) words = outpost_error_words_new (error);

      adw_status_page_set_title (self->error_page, words->heading);
      adw_status_page_set_description (self->error_page, words->body);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  return NULL;
}

static void
load (OutpostScriptPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "asking");
  dex_clear (&self->request);
  self->request
      = dex_future_finally (outpost_api_get_init_script (outpost_account_get_client (self->account), self->platform), loaded_cb,
                            outpost_weak_new (self), outpost_weak_free);
}

static void
copy_cb (OutpostScriptPage *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->script->text);
  outpost_toast_say (GTK_WIDGET (self->toasts), _("Script copied"));
}

/* ---- Colors ---------------------------------------------------------------------------------------------------------- */

static void
scheme_cb (OutpostScriptPage *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *schemes = gtk_source_style_scheme_manager_get_default ();
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (self->buffer)), "unknown");

  gtk_source_buffer_set_style_scheme (
      self->buffer, gtk_source_style_scheme_manager_get_scheme (schemes, dark ? "Adwaita-dark" : "Adwaita"));
  g_object_set (tag, "paragraph-background", dark ? "#3d3520" : "#fbf0c8", NULL);
}

static void
outpost_script_page_color (OutpostScriptPage *self)
{
  gboolean is_windows = g_str_equal (outpost_platform_get_system (self->platform), "windows");
  GtkSourceLanguageManager *languages = gtk_source_language_manager_get_default ();

  gtk_source_buffer_set_language (self->buffer,
                                  gtk_source_language_manager_get_language (languages, is_windows ? "powershell" : "sh"));
  gtk_source_buffer_set_highlight_matching_brackets (self->buffer, FALSE);
}

/* ---- Object ---------------------------------------------------------------------------------------------------------- */

static void
outpost_script_page_dispose (GObject *object)
{
  OutpostScriptPage *self = OUTPOST_SCRIPT_PAGE (object);

  dex_clear (&self->request);
  g_clear_object (&self->account);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->script, outpost_init_script_unref);
  G_OBJECT_CLASS (outpost_script_page_parent_class)->dispose (object);
  /* After the parent, which owns the child that this would take from it. */
  gtk_widget_dispose_template (GTK_WIDGET (object), OUTPOST_TYPE_SCRIPT_PAGE);
}

static void
outpost_script_page_class_init (OutpostScriptPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = outpost_script_page_dispose;
  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/attach/outpost-script-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, facts);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, digest);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, claim);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, size);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, before);
  gtk_widget_class_bind_template_child (widget_class, OutpostScriptPage, view);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

/* The view has these keys for words to change places, which they cannot here. */
static void
outpost_script_page_keep_back (OutpostScriptPage *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkShortcutTrigger *trigger
      = gtk_alternative_trigger_new (gtk_keyval_trigger_new (rtl ? GDK_KEY_Right : GDK_KEY_Left, GDK_ALT_MASK),
                                     gtk_keyval_trigger_new (rtl ? GDK_KEY_KP_Right : GDK_KEY_KP_Left, GDK_ALT_MASK));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (trigger, gtk_named_action_new ("navigation.pop")));
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
outpost_script_page_init (OutpostScriptPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)));
  gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), "unknown", NULL);
  gtk_source_view_set_show_line_numbers (self->view, TRUE);
  outpost_script_page_keep_back (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (scheme_cb), self, G_CONNECT_SWAPPED);
  scheme_cb (self);
}

AdwNavigationPage *
outpost_script_page_new (OutpostAccount *account,
                         OutpostPlatform platform,
                         const char *address)
{
  OutpostScriptPage *self = g_object_new (OUTPOST_TYPE_SCRIPT_PAGE, NULL);

  self->account = g_object_ref (account);
  self->platform = platform;
  self->address = g_strdup (address);
  adw_window_title_set_subtitle (self->window_title, outpost_attach_words_get_platform (platform));
  outpost_script_page_color (self);
  load (self);
  return ADW_NAVIGATION_PAGE (self);
}
