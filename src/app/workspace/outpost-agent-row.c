/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-agent-row.h"

#include <glib/gi18n.h>

#include "outpost-startup-words.h"
#include "outpost-text.h"
#include "outpost-words.h"

typedef enum
{
  DETAIL_NAME,
  DETAIL_REASON,
  DETAIL_SINCE,
  DETAIL_FIRST_CONNECTED,
  DETAIL_LAST_CONNECTED,
  DETAIL_VERSION,
  DETAIL_PLATFORM,
  DETAIL_LATENCY,
  N_DETAILS,
} Detail;

/* One agent: its state and what to do about it in two lines, everything else that is known when it is unfolded. */
struct _OutpostAgentRow
{
  AdwExpanderRow parent_instance;

  GtkImage *icon;
  AdwSpinner *spinner;
  AdwActionRow *details[N_DETAILS];
  const char *style_class;
};

G_DEFINE_FINAL_TYPE (OutpostAgentRow, outpost_agent_row, ADW_TYPE_EXPANDER_ROW)

/* It lasts: "ago" would be of what is over. */
static char *
dup_connected_for (gint64 age)
{
  int n = (int) (age / G_TIME_SPAN_MINUTE);

  if (age < G_TIME_SPAN_HOUR)
    return g_strdup_printf (ngettext ("Connected for %d minute", "Connected for %d minutes", n), n);
  n = (int) (age / G_TIME_SPAN_HOUR);
  if (age < 2 * G_TIME_SPAN_DAY)
    return g_strdup_printf (ngettext ("Connected for %d hour", "Connected for %d hours", n), n);
  n = (int) (age / G_TIME_SPAN_DAY);
  return g_strdup_printf (ngettext ("Connected for %d day", "Connected for %d days", n), n);
}

/* The seconds since an arrival at first: it was just seen to happen. */
static char *
dup_connected (OutpostAgent *agent,
               gint64 now)
{
  gint64 since = outpost_agent_get_since (agent);
  gint64 age = now - since;

  if (since <= 0)
    return outpost_words_dup_agent_state (agent, now);
  if (age < 2 * G_TIME_SPAN_SECOND)
    return g_strdup (_("Connected just now"));
  if (age < G_TIME_SPAN_MINUTE)
    /* Translators: a machine arrived so many seconds ago */
    return g_strdup_printf (_("Connected %d s ago"), (int) (age / G_TIME_SPAN_SECOND));
  return dup_connected_for (age);
}

static char *
dup_title (OutpostAgent *agent,
           gboolean waits,
           gint64 now)
{
  g_autofree char *duration = NULL;

  if (outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED && outpost_startup_words_get_remark (agent) == NULL)
    return dup_connected (agent, now);
  if (!waits || !outpost_agent_is_external (agent) || outpost_agent_get_created_at (agent) <= 0)
    return outpost_words_dup_agent_state (agent, now);
  if (now - outpost_agent_get_created_at (agent) < 60 * G_USEC_PER_SEC)
    return g_strdup (_("Waiting for the machine…"));
  duration = outpost_words_dup_duration (now - outpost_agent_get_created_at (agent));
  /* Translators: %s is such as "2 min" */
  return g_strdup_printf (_("Waiting for the machine… %s"), duration);
}

static char *
dup_platform (OutpostAgent *agent)
{
  g_autofree char *raw
      = g_strdup_printf ("%s %s", outpost_agent_get_operating_system (agent), outpost_agent_get_architecture (agent));

  return outpost_text_dup_visible (g_strstrip (raw));
}

static char *
dup_latency (OutpostAgent *agent)
{
  double latency = outpost_agent_get_latency (agent);

  if (latency < 0)
    return NULL;
  /* Translators: a latency in milliseconds */
  return g_strdup_printf (_("%.0f ms"), latency);
}

static void
append_part (GString *line,
             const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, " · ");
  g_string_append (line, part);
}

/* "v2.36.0+a300a06" is for the unfolded part; the line says 2.36.0. */
static char *
dup_version (OutpostAgent *agent)
{
  const char *version = outpost_agent_get_version (agent);
  g_autofree char *visible = NULL;

  if (*version == '\0')
    return NULL;
  visible = outpost_text_dup_visible (*version == 'v' ? version + 1 : version);
  visible[strcspn (visible, "+")] = '\0';
  /* Translators: the program on the machine and its version */
  return g_strdup_printf (_("agent %s"), visible);
}

static OutpostAgent *
find_parent (OutpostWorkspace *workspace,
             OutpostAgent *agent)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);

  for (guint i = 0; i < outpost_build_get_n_agents (build); i++)
    if (g_strcmp0 (outpost_agent_get_id (outpost_build_get_agent (build, i)), outpost_agent_get_parent_id (agent)) == 0)
      return outpost_build_get_agent (build, i);
  return NULL;
}

static char *
dup_who (OutpostWorkspace *workspace,
         OutpostAgent *agent)
{
  g_autofree char *name = outpost_text_dup_visible (outpost_agent_get_name (agent));
  g_autofree char *parent_name = NULL;
  OutpostAgent *parent = find_parent (workspace, agent);

  if (!outpost_agent_is_sub_agent (agent) || parent == NULL)
    return g_steal_pointer (&name);
  parent_name = outpost_text_dup_visible (outpost_agent_get_name (parent));
  /* Translators: an agent, and the one on whose machine it runs: "devcontainer, inside main" */
  return g_strdup_printf (_("%s, inside %s"), name, parent_name);
}

/* What to do is for those who attach machines; about the others the deployment's own reason is all there is to say. */
static char *
dup_advice (OutpostAgent *agent)
{
  if (outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED && outpost_agent_get_health (agent) == OUTPOST_AGENT_HEALTHY)
    return g_strdup (outpost_startup_words_get_advice (agent));
  if (outpost_agent_is_external (agent))
    return outpost_words_dup_agent_advice (agent);
  return outpost_text_dup_visible (outpost_agent_get_health_reason (agent));
}

static char *
dup_subtitle (OutpostWorkspace *workspace,
              OutpostAgent *agent,
              gboolean invites)
{
  GString *line = g_string_new (NULL);
  g_autofree char *who = dup_who (workspace, agent);
  g_autofree char *advice = invites ? dup_advice (agent) : NULL;

  append_part (line, who);
  if (outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED)
    {
      g_autofree char *version = dup_version (agent);
      g_autofree char *platform = dup_platform (agent);

      append_part (line, version);
      append_part (line, platform);
    }
  append_part (line, advice);
  return g_string_free (line, FALSE);
}

static void
outpost_agent_row_set_detail (OutpostAgentRow *self,
                              Detail detail,
                              const char *text)
{
  adw_action_row_set_subtitle (self->details[detail], text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details[detail]), text != NULL && *text != '\0');
}

static void
outpost_agent_row_set_time (OutpostAgentRow *self,
                            Detail detail,
                            gint64 then,
                            gint64 now,
                            const char *never)
{
  g_autofree char *ago = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *both = NULL;

  if (then > 0)
    {
      ago = outpost_words_dup_ago (then, now);
      clock = outpost_words_dup_clock (then, now);
      both = g_strdup_printf (C_("when", "%s (%s)"), ago, clock);
    }
  outpost_agent_row_set_detail (self, detail, both != NULL ? both : never);
}

static void
outpost_agent_row_show_details (OutpostAgentRow *self,
                                OutpostWorkspace *workspace,
                                OutpostAgent *agent,
                                gint64 now)
{
  g_autofree char *who = dup_who (workspace, agent);
  g_autofree char *reason = outpost_text_dup_visible (outpost_agent_get_health_reason (agent));
  g_autofree char *version = outpost_text_dup_visible (outpost_agent_get_version (agent));
  g_autofree char *platform = dup_platform (agent);
  g_autofree char *latency = dup_latency (agent);
  gint64 last = outpost_agent_get_last_connected_at (agent);

  outpost_agent_row_set_detail (self, DETAIL_NAME, who);
  outpost_agent_row_set_detail (self, DETAIL_REASON, reason);
  outpost_agent_row_set_time (self, DETAIL_SINCE, outpost_agent_get_since (agent), now, NULL);
  outpost_agent_row_set_time (self, DETAIL_FIRST_CONNECTED, outpost_agent_get_first_connected_at (agent), now, NULL);
  outpost_agent_row_set_time (self, DETAIL_LAST_CONNECTED, last, now, _("Never"));
  outpost_agent_row_set_detail (self, DETAIL_VERSION, version);
  outpost_agent_row_set_detail (self, DETAIL_PLATFORM, platform);
  outpost_agent_row_set_detail (self, DETAIL_LATENCY, latency);
}

static void
outpost_agent_row_set_class (OutpostAgentRow *self,
                             const char *style_class)
{
  if (self->style_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style_class);
  self->style_class = style_class;
  if (style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), style_class);
}

static void
outpost_agent_row_class_init (OutpostAgentRowClass *klass)
{
}

static void
outpost_agent_row_init (OutpostAgentRow *self)
{
  const char *titles[N_DETAILS] = {
    [DETAIL_NAME] = _("Agent"),
    [DETAIL_REASON] = _("Reason Given by the Deployment"),
    [DETAIL_SINCE] = _("In This State Since"),
    [DETAIL_FIRST_CONNECTED] = _("First Connected"),
    [DETAIL_LAST_CONNECTED] = _("Last Connected"),
    [DETAIL_VERSION] = _("Version"),
    [DETAIL_PLATFORM] = _("Platform"),
    [DETAIL_LATENCY] = _("Latency"),
  };

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  self->spinner = ADW_SPINNER (adw_spinner_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->spinner), 16, 16);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->icon));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->spinner));
  for (guint i = 0; i < N_DETAILS; i++)
    {
      self->details[i] = ADW_ACTION_ROW (adw_action_row_new ());
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->details[i]), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->details[i]), titles[i]);
      adw_action_row_set_subtitle_selectable (self->details[i], TRUE);
      gtk_widget_add_css_class (GTK_WIDGET (self->details[i]), "property");
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->details[i]));
    }
}

GtkWidget *
outpost_agent_row_new (void)
{
  return g_object_new (OUTPOST_TYPE_AGENT_ROW, NULL);
}

void
outpost_agent_row_show (OutpostAgentRow *self,
                        OutpostWorkspace *workspace,
                        OutpostAgent *agent,
                        gboolean invites,
                        gint64 now)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  gboolean waits, stopped;

  g_return_if_fail (OUTPOST_IS_AGENT_ROW (self));
  g_return_if_fail (OUTPOST_IS_AGENT (agent));

  /* Its token is good until it is started, which makes a new one (correction 41). */
  stopped = outpost_build_get_status (build) == OUTPOST_BUILD_STOPPED && outpost_agent_get_state (agent) != OUTPOST_AGENT_CONNECTED;
  waits = invites && outpost_agent_get_state (agent) == OUTPOST_AGENT_WAITING && outpost_build_has_started (build);
  title = stopped ? g_strdup (_("Stopped with the workspace")) : dup_title (agent, waits, now);
  subtitle = dup_subtitle (workspace, agent, invites && !stopped);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, outpost_words_get_agent_icon (agent));
  outpost_agent_row_set_class (self, outpost_words_get_agent_class (agent));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !waits);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), waits);
  if (outpost_agent_get_state (agent) == OUTPOST_AGENT_CONNECTED && outpost_startup_words_get_remark (agent) == NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "arrived");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "arrived");
  outpost_agent_row_show_details (self, workspace, agent, now);
}
