/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <adwaita.h>
#include <glib-unix.h>
#include <libdex.h>
#include <locale.h>
#include <stdio.h>

#include "outpost-application.h"
#include "outpost-demo.h"
#include "outpost-probe-look.h"
#include "outpost-probe-reach.h"
#include "outpost-weak.h"

/* The program as people have it, which answers questions of a test beside that: each line of standard input is a command in the
 * words of a shell, each line of standard output is the answer as JSON, once the window stands still. */
typedef struct
{
  OutpostApplication *app;
  GIOChannel *input;
  GPtrArray *seen;   /* of GWeakRef */
  GHashTable *demos; /* by the name that the test gave them */
  JsonNode *answer;  /* what is said once all stands still */
  gboolean looks;    /* the answer is what is seen then */
  int width, height; /* that the window is to have; 0: any */
  int frames;        /* that have to be drawn before */
  int patience;
} Probe;

#define FRAMES 2
#define PATIENCE 40

static GtkWindow *
get_window (Probe *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->app));
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self->app));

  return window != NULL ? window : windows != NULL ? windows->data
                                                   : NULL;
}

static void
say (Probe *self)
{
  g_autoptr(JsonNode) answer = self->looks ? outpost_probe_look (self->seen) : g_steal_pointer (&self->answer);
  g_autofree char *text = answer != NULL ? json_to_string (answer, FALSE) : g_strdup ("null");

  g_clear_pointer (&self->answer, json_node_unref);
  printf ("%s\n", text);
  fflush (stdout);
}

/* ---- Standing still -------------------------------------------------------------------------------------------------- */

static gboolean
has_size (Probe *self,
          GtkWidget *window)
{
  return self->width == 0
         || (gtk_widget_get_width (window) == self->width && gtk_widget_get_height (window) == self->height);
}

static gboolean
frame_cb (GtkWidget *window,
          GdkFrameClock *clock,
          gpointer data)
{
  Probe *self = data;

  if (self->patience-- > 0 && (!has_size (self, window) || self->frames-- > 0))
    return G_SOURCE_CONTINUE;
  if (self->answer == NULL)
    self->answer = json_node_init_boolean (json_node_alloc (), has_size (self, window));
  self->width = self->height = 0;
  say (self);
  return G_SOURCE_REMOVE;
}

static void
say_when_still (Probe *self)
{
  GtkWindow *window = get_window (self);

  self->frames = FRAMES;
  self->patience = PATIENCE;
  if (window != NULL && !self->looks)
    gtk_widget_add_tick_callback (GTK_WIDGET (window), frame_cb, self, NULL);
  else
    say (self);
}

/* ---- Commands -------------------------------------------------------------------------------------------------------- */

/* Borrowed; NULL where it is gone. */
static GtkWidget *
get_seen (Probe *self,
          const char *number)
{
  guint index = g_ascii_strtoull (number, NULL, 10);
  g_autoptr(GtkWidget) widget = index < self->seen->len ? g_weak_ref_get (self->seen->pdata[index]) : NULL;

  return widget;
}

static void
answer_boolean (Probe *self,
                gboolean value)
{
  self->answer = json_node_init_boolean (json_node_alloc (), value);
}

static void
look_command (Probe *self,
              char **words)
{
  self->looks = TRUE;
}

static void
size_command (Probe *self,
              char **words)
{
  /* The answer is whether it could be had. */
  GtkWindow *window = get_window (self);
  graphene_rect_t bounds;
  int edge;

  /* Without a compositor the frame is inside. */
  g_return_if_fail (gtk_widget_compute_bounds (GTK_WIDGET (window), GTK_WIDGET (window), &bounds));
  edge = bounds.size.width - gtk_widget_get_width (GTK_WIDGET (window));
  self->width = g_ascii_strtoll (words[1], NULL, 10);
  self->height = g_ascii_strtoll (words[2], NULL, 10);
  gtk_window_set_default_size (window, self->width + edge, self->height + edge);
}

/* What a desktop wants in a title bar, as in `appmenu:close`. */
static void
buttons_command (Probe *self,
                 char **words)
{
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", words[1], NULL);
}

/* Letters as big as somebody chose, in percent. */
static void
letters_command (Probe *self,
                 char **words)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) g_ascii_strtoll (words[1], NULL, 10) * 96 * 1024 / 100, NULL);
}

/* on, or off for those who asked for less of it. */
static void
motion_command (Probe *self,
                char **words)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", g_str_equal (words[1], "on"), NULL);
}

static void
scheme_command (Probe *self,
                char **words)
{
  g_autoptr(GSettings) settings = g_settings_new ("org.gnome.desktop.a11y.interface");
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (manager, g_str_equal (words[1], "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                              : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_settings_set_boolean (settings, "high-contrast", g_str_equal (words[2], "high"));
  g_settings_sync ();
  while (adw_style_manager_get_high_contrast (manager) != g_str_equal (words[2], "high"))
    g_main_context_iteration (NULL, TRUE);
}

/* A window that is about to be laid out anew shows nothing until then. */
static GskRenderNode *
draw (GtkWidget *window,
      const graphene_point_t *place,
      int scale)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GskRenderNode *node = NULL;

  while (node == NULL)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();

      gtk_snapshot_scale (snapshot, scale, scale);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-(int) (place->x + 0.5), -(int) (place->y + 0.5)));
      gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window), gtk_widget_get_height (window));
      node = gtk_snapshot_free_to_node (snapshot);
      if (node == NULL)
        g_main_context_iteration (NULL, TRUE);
    }
  return node;
}

/* WIDGET SCALE FILE: what its window shows where it is, to look at, or as bytes to count. */
static void
picture_command (Probe *self,
                 char **words)
{
  GtkWidget *widget = get_seen (self, words[1]);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_native (widget));
  int scale = g_ascii_strtoll (words[2], NULL, 10);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_point_t place;
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  g_return_if_fail (gtk_widget_compute_point (widget, window, &GRAPHENE_POINT_INIT (0, 0), &place));
  node = draw (window, &place, scale);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width * scale, height * scale));
  if (g_str_has_suffix (words[3], ".png"))
    answer_boolean (self, gdk_texture_save_to_png (texture, words[3]));
  else
    {
      gsize stride = (gsize) width * scale * 4;
      g_autofree guchar *bytes = g_malloc (stride * height * scale);

      gdk_texture_download (texture, bytes, stride);
      answer_boolean (self, g_file_set_contents (words[3], (char *) bytes, stride * height * scale, NULL));
    }
}

static void
press_command (Probe *self,
               char **words)
{
  GtkWidget *widget = get_seen (self, words[1]);

  answer_boolean (self, widget != NULL && gtk_widget_activate (widget));
}

/* WIDGET NUMBER: a row of choices. */
static void
choose_command (Probe *self,
                char **words)
{
  GtkWidget *widget = get_seen (self, words[1]);

  if (ADW_IS_COMBO_ROW (widget))
    adw_combo_row_set_selected (ADW_COMBO_ROW (widget), g_ascii_strtoull (words[2], NULL, 10));
}

static void
focus_command (Probe *self,
               char **words)
{
  GtkWidget *widget = get_seen (self, words[1]);

  answer_boolean (self, widget != NULL && gtk_widget_grab_focus (widget));
}

/* What keys lead to: rows move the focus on only where the window gets the keys. */
static void
reach_command (Probe *self,
               char **words)
{
  while (!gtk_window_is_active (get_window (self)))
    g_main_context_iteration (NULL, TRUE);
  self->answer = outpost_probe_reach (get_window (self), self->seen);
}

static void
enter_command (Probe *self,
               char **words)
{
  GtkWidget *widget = get_seen (self, words[1]);

  if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), words[2], -1);
  else if (GTK_IS_EDITABLE (widget))
    gtk_editable_set_text (GTK_EDITABLE (widget), words[2]);
  answer_boolean (self, widget != NULL);
}

/* An action from where a widget stands, with a parameter in GVariant's words where it takes one. */
static void
act_command (Probe *self,
             char **words)
{
  GtkWidget *widget = get_seen (self, words[1]);
  g_autoptr(GVariant) parameter = words[3] != NULL ? g_variant_parse (NULL, words[3], NULL, NULL, NULL) : NULL;

  answer_boolean (self, widget != NULL && gtk_widget_activate_action_variant (widget, words[2], parameter));
}

/* The id of the account that is shown. */
static void
account_command (Probe *self,
                 char **words)
{
  OutpostAccountStore *store = outpost_context_get_accounts (outpost_application_get_context (self->app));

  self->answer = json_node_init_string (json_node_alloc (), outpost_account_get_id (outpost_account_store_get_current (store)));
}

/* NAME: the id of a workspace of the account that is shown. */
static void
workspace_command (Probe *self,
                   char **words)
{
  OutpostAccountStore *store = outpost_context_get_accounts (outpost_application_get_context (self->app));
  OutpostAccount *account = outpost_account_store_get_current (store);
  GListModel *list = account != NULL ? G_LIST_MODEL (outpost_account_get_workspaces (account)) : NULL;

  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (list, i);

      if (self->answer == NULL && g_str_equal (outpost_workspace_get_name (workspace), words[1]))
        self->answer = json_node_init_string (json_node_alloc (), outpost_workspace_get_id (workspace));
    }
}

static void
scroll_command (Probe *self,
                char **words)
{
  GtkWidget *widget = get_seen (self, words[1]);
  GtkAdjustment *adjustment = GTK_IS_SCROLLED_WINDOW (widget)
                                  ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget))
                                  : NULL;
  double before = adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;

  if (adjustment != NULL)
    gtk_adjustment_set_value (adjustment, before + g_ascii_strtod (words[2], NULL));
  answer_boolean (self, adjustment != NULL && gtk_adjustment_get_value (adjustment) > before);
}

/* ---- Deployments ----------------------------------------------------------------------------------------------------- */

/* NAME FLAGS: one more deployment; the answer says how to sign in to it. */
static void
demo_command (Probe *self,
              char **words)
{
  OutpostDemo *demo = outpost_demo_new (g_ascii_strtoull (words[2], NULL, 10), 0, NULL);
  g_autoptr(JsonObject) object = json_object_new ();

  g_hash_table_replace (self->demos, g_strdup (words[1]), demo);
  json_object_set_string_member (object, "url", outpost_demo_get_url (demo));
  json_object_set_string_member (object, "key", outpost_demo_get_key (demo));
  self->answer = json_node_init_object (json_node_alloc (), object);
}

/* NAME WORKSPACE AGENT STATUS LIFECYCLE */
static void
agent_command (Probe *self,
               char **words)
{
  outpost_demo_set_agent (g_hash_table_lookup (self->demos, words[1]), words[2], words[3], words[4], words[5]);
}

static void
rebuild_command (Probe *self,
                 char **words)
{
  outpost_demo_rebuild (g_hash_table_lookup (self->demos, words[1]), words[2]);
}

static void
remove_command (Probe *self,
                char **words)
{
  outpost_demo_remove (g_hash_table_lookup (self->demos, words[1]), words[2]);
}

/* NAME: nobody is told of changes any more. */
static void
break_off_command (Probe *self,
                   char **words)
{
  OutpostDemo *demo = g_hash_table_lookup (self->demos, words[1]);

  outpost_demo_add_fault (demo, OUTPOST_DEMO_FAULT_STATUS, NULL, "*/watch*", 0, 500, 0, "Nothing works", NULL);
  outpost_demo_break_off (demo);
}

/* NAME [KIND PATH STATUS TEXT MS]: requests go wrong until it is called without a kind. */
static void
fault_command (Probe *self,
               char **words)
{
  OutpostDemo *demo = g_hash_table_lookup (self->demos, words[1]);

  outpost_demo_clear_faults (demo);
  if (words[2] != NULL)
    outpost_demo_add_fault (demo, g_ascii_strtoull (words[2], NULL, 10), NULL, words[3], 0, g_ascii_strtoull (words[4], NULL, 10),
                            g_ascii_strtoull (words[6], NULL, 10), words[5], NULL);
}

/* ---- Lines ----------------------------------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  int n_words;
  void (*run) (Probe *self,
               char **words);
} commands[] = {
  { "look", 1, look_command },
  { "size", 3, size_command },
  { "buttons", 2, buttons_command },
  { "letters", 2, letters_command },
  { "motion", 2, motion_command },
  { "scheme", 3, scheme_command },
  { "picture", 4, picture_command },
  { "press", 2, press_command },
  { "choose", 3, choose_command },
  { "focus", 2, focus_command },
  { "reach", 1, reach_command },
  { "enter", 3, enter_command },
  { "act", 3, act_command },
  { "scroll", 3, scroll_command },
  { "account", 1, account_command },
  { "workspace", 2, workspace_command },
  { "demo", 3, demo_command },
  { "agent", 6, agent_command },
  { "rebuild", 3, rebuild_command },
  { "remove", 3, remove_command },
  { "break-off", 2, break_off_command },
  { "fault", 2, fault_command },
};

static void
run_line (Probe *self,
          const char *line)
{
  g_auto(GStrv) words = NULL;
  int n_words = 0;

  self->looks = FALSE;
  g_shell_parse_argv (line, &n_words, &words, NULL);
  for (guint i = 0; n_words > 0 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (words[0], commands[i].name) && n_words >= commands[i].n_words)
      commands[i].run (self, words);
  say_when_still (self);
}

static gboolean
input_cb (GIOChannel *input,
          GIOCondition condition,
          gpointer data)
{
  Probe *self = data;
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (input, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    {
      g_application_quit (G_APPLICATION (self->app));
      return G_SOURCE_REMOVE;
    }
  run_line (self, line);
  return G_SOURCE_CONTINUE;
}

int
main (int argc,
      char *argv[])
{
  g_autoptr(GPtrArray) seen = g_ptr_array_new_with_free_func (outpost_weak_free);
  g_autoptr(GHashTable) demos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr(OutpostApplication) app = NULL;
  Probe self = { .seen = seen, .demos = demos };
  int status;

  dex_init ();
  setlocale (LC_ALL, "");
  app = self.app = outpost_application_new ();
  self.input = g_io_channel_unix_new (STDIN_FILENO);
  g_io_add_watch (self.input, G_IO_IN | G_IO_HUP, input_cb, &self);
  status = g_application_run (G_APPLICATION (app), argc, argv);
  g_io_channel_unref (self.input);
  return status;
}
