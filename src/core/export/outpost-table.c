/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-table.h"

#include "outpost-text.h"

/* Plain text in columns. A row is its cells and, behind them, what it is sorted by or NULL. */
struct _OutpostTable
{
  GPtrArray *rows; /* char ** of n_columns + 1 */
  guint n_columns;
  guint *widths;
};

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

static char **
add_row (OutpostTable *self,
         const char *const *cells)
{
  char **row = g_new0 (char *, self->n_columns + 2);

  for (guint i = 0; i < self->n_columns; i++)
    {
      row[i] = outpost_text_dup_visible (cells[i]);
      self->widths[i] = MAX (self->widths[i], measure (row[i]));
    }
  g_ptr_array_add (self->rows, row);
  return row;
}

OutpostTable *
outpost_table_new (const char *const *headers)
{
  OutpostTable *self = g_new0 (OutpostTable, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->n_columns = g_strv_length ((char **) headers);
  self->widths = g_new0 (guint, self->n_columns);
  add_row (self, headers);
  return self;
}

void
outpost_table_free (OutpostTable *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self->widths);
  g_free (self);
}

void
outpost_table_add (OutpostTable *self,
                   const char *const *cells)
{
  add_row (self, cells);
}

void
outpost_table_add_sorted (OutpostTable *self,
                          const char *const *cells,
                          const char *key)
{
  char **row = add_row (self, cells);

  row[self->n_columns] = g_strdup (key);
}

guint
outpost_table_get_n_rows (OutpostTable *self)
{
  return self->rows->len - 1;
}

static int
compare_rows (gconstpointer a,
              gconstpointer b,
              gpointer user_data)
{
  guint key = GPOINTER_TO_UINT (user_data);

  return g_strcmp0 ((*(char ***) a)[key], (*(char ***) b)[key]);
}

char *
outpost_table_to_string (OutpostTable *self)
{
  GString *text = g_string_new (NULL);

  /* The headers have no key and so stay in front. */
  g_ptr_array_sort_with_data (self->rows, compare_rows, GUINT_TO_POINTER (self->n_columns));
  for (guint i = 0; i < self->rows->len; i++)
    {
      char **row = g_ptr_array_index (self->rows, i);

      for (guint column = 0; column < self->n_columns; column++)
        {
          g_string_append (text, row[column]);
          for (guint width = measure (row[column]); width < self->widths[column] + 2; width++)
            g_string_append_c (text, ' ');
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

const char *
outpost_table_status_word (OutpostBuildStatus status)
{
  static const char *const words[] = {
    [OUTPOST_BUILD_UNKNOWN] = "Unknown",
    [OUTPOST_BUILD_QUEUED] = "Queued",
    [OUTPOST_BUILD_STARTING] = "Starting",
    [OUTPOST_BUILD_STARTED] = "Started",
    [OUTPOST_BUILD_STOPPING] = "Stopping",
    [OUTPOST_BUILD_STOPPED] = "Stopped",
    [OUTPOST_BUILD_DELETING] = "Deleting",
    [OUTPOST_BUILD_DELETED] = "Deleted",
    [OUTPOST_BUILD_CANCELING] = "Canceling",
    [OUTPOST_BUILD_CANCELED] = "Canceled",
    [OUTPOST_BUILD_FAILED] = "Failed",
  };

  return (guint) status < G_N_ELEMENTS (words) ? words[status] : words[OUTPOST_BUILD_UNKNOWN];
}

static char *
dup_bool (gboolean value)
{
  return g_strdup (value ? "true" : "false");
}

static char *
dup_favorite (OutpostWorkspace *workspace,
              gint64 now)
{
  return dup_bool (outpost_workspace_get_favorite (workspace));
}

static char *
dup_workspace (OutpostWorkspace *workspace,
               gint64 now)
{
  return g_strdup_printf ("%s %s/%s", outpost_workspace_get_favorite (workspace) ? "★" : " ",
                          outpost_workspace_get_owner_name (workspace), outpost_workspace_get_name (workspace));
}

static char *
dup_organization_id (OutpostWorkspace *workspace,
                     gint64 now)
{
  return g_strdup (outpost_workspace_get_organization_id (workspace));
}

static char *
dup_organization_name (OutpostWorkspace *workspace,
                       gint64 now)
{
  return g_strdup (outpost_workspace_get_organization_name (workspace));
}

static char *
dup_template (OutpostWorkspace *workspace,
              gint64 now)
{
  return g_strdup (outpost_workspace_get_template_name (workspace));
}

static char *
dup_status (OutpostWorkspace *workspace,
            gint64 now)
{
  return g_strdup (outpost_table_status_word (outpost_build_get_status (outpost_workspace_get_latest_build (workspace))));
}

static char *
dup_healthy (OutpostWorkspace *workspace,
             gint64 now)
{
  OutpostHealth health = outpost_workspace_get_health (workspace);

  return health == OUTPOST_HEALTH_NONE ? g_strdup ("") : dup_bool (health == OUTPOST_HEALTH_HEALTHY);
}

static char *
dup_last_built (OutpostWorkspace *workspace,
                gint64 now)
{
  return outpost_text_dup_age (now - outpost_build_get_job_created_at (outpost_workspace_get_latest_build (workspace)));
}

static char *
dup_current_version (OutpostWorkspace *workspace,
                     gint64 now)
{
  return g_strdup (outpost_build_get_template_version_name (outpost_workspace_get_latest_build (workspace)));
}

static char *
dup_outdated (OutpostWorkspace *workspace,
              gint64 now)
{
  return dup_bool (outpost_workspace_get_outdated (workspace));
}

static char *
dup_days (const char *field)
{
  static const char *const names[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  GString *days;

  if (g_str_equal (field, "*"))
    return g_strdup ("daily");
  days = g_string_new (NULL);
  for (; *field != '\0'; field++)
    if (*field >= '0' && *field <= '7')
      g_string_append (days, names[*field - '0']);
    else
      g_string_append_c (days, *field);
  return g_string_free (days, FALSE);
}

/* `CRON_TZ=Zone minute hour * * days` as `9:30AM Mon-Fri (Zone)`; anything else as it is. */
static char *
dup_starts_at (OutpostWorkspace *workspace,
               gint64 now)
{
  const char *schedule = outpost_workspace_get_autostart_schedule (workspace);
  g_auto(GStrv) fields = g_strsplit (schedule, " ", -1);
  guint zoned = g_str_has_prefix (schedule, "CRON_TZ=") ? 1 : 0;
  g_autofree char *days = NULL;
  g_autofree char *zone = NULL;
  guint64 minute;
  guint64 hour;

  if (g_strv_length (fields) != 5 + zoned || !g_ascii_string_to_unsigned (fields[zoned], 10, 0, 59, &minute, NULL)
      || !g_ascii_string_to_unsigned (fields[zoned + 1], 10, 0, 23, &hour, NULL))
    return g_strdup (schedule);

  days = dup_days (fields[zoned + 4]);
  if (zoned && !g_str_equal (fields[0], "CRON_TZ=UTC"))
    zone = g_strdup_printf (" (%s)", fields[0] + strlen ("CRON_TZ="));
  return g_strdup_printf ("%u:%02u%s %s%s", hour % 12 == 0 ? 12 : (guint) (hour % 12), (guint) minute, hour < 12 ? "AM" : "PM",
                          days, zone != NULL ? zone : "");
}

static char *
dup_starts_next (OutpostWorkspace *workspace,
                 gint64 now)
{
  gint64 next = outpost_workspace_get_next_start_at (workspace);
  g_autoptr(GDateTime) utc = next != 0 ? g_date_time_new_from_unix_utc (next / G_USEC_PER_SEC) : NULL;
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M %Z") : g_strdup ("");
}

static char *
dup_stops_after (OutpostWorkspace *workspace,
                 gint64 now)
{
  gint64 ttl = outpost_workspace_get_ttl_ms (workspace);

  return ttl > 0 ? outpost_text_dup_age (MIN (ttl, G_MAXINT64 / 1000) * 1000) : g_strdup ("");
}

static char *
dup_stops_next (OutpostWorkspace *workspace,
                gint64 now)
{
  OutpostBuild *build = outpost_workspace_get_latest_build (workspace);
  gint64 deadline = outpost_build_get_deadline (build);
  g_autofree char *age = NULL;

  if (outpost_workspace_get_ttl_ms (workspace) <= 0 || deadline == 0
      || !g_str_equal (outpost_build_get_transition (build), "start"))
    return g_strdup ("");
  age = outpost_text_dup_age (ABS (deadline - now));
  return deadline >= now ? g_strdup_printf ("in %s", age) : g_strdup_printf ("%s ago", age);
}

static char *
dup_daily_cost (OutpostWorkspace *workspace,
                gint64 now)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, outpost_build_get_daily_cost (outpost_workspace_get_latest_build (workspace)));
}

static const char *const columns[] = {
  "favorite",
  "workspace",
  "organization id",
  "organization name",
  "template",
  "status",
  "healthy",
  "last built",
  "current version",
  "outdated",
  "starts at",
  "starts next",
  "stops after",
  "stops next",
  "daily cost",
  NULL,
};

static char *(*const cells[]) (OutpostWorkspace *workspace, gint64 now) = {
  dup_favorite,
  dup_workspace,
  dup_organization_id,
  dup_organization_name,
  dup_template,
  dup_status,
  dup_healthy,
  dup_last_built,
  dup_current_version,
  dup_outdated,
  dup_starts_at,
  dup_starts_next,
  dup_stops_after,
  dup_stops_next,
  dup_daily_cost,
};

G_STATIC_ASSERT (G_N_ELEMENTS (cells) + 1 == G_N_ELEMENTS (columns));

char *
outpost_table_dup_cell (OutpostWorkspace *workspace,
                        const char *column,
                        gint64 now)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    if (g_str_equal (columns[i], column))
      return cells[i](workspace, now);
  return NULL;
}

const char *const *
outpost_table_get_columns (void)
{
  return columns;
}
