/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-columns.h"

#include <glib/gi18n.h>

#include "outpost-list-cell.h"
#include "outpost-list-row.h"
#include "outpost-list-selection.h"

/* ---- Sorting ----------------------------------------------------------------------------------------------------- */

static OutpostBuild *
get_build (gconstpointer workspace)
{
  return outpost_workspace_get_latest_build ((OutpostWorkspace *) workspace);
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_favorites (gconstpointer a,
                   gconstpointer b,
                   gpointer data)
{
  return compare_numbers (outpost_workspace_get_favorite ((OutpostWorkspace *) b),
                          outpost_workspace_get_favorite ((OutpostWorkspace *) a));
}

/* As it is shown: also while a deletion waits in the queue. */
static OutpostBuildStatus
get_status (gconstpointer workspace)
{
  OutpostBuild *build = get_build (workspace);

  return outpost_build_is_deleting (build) ? OUTPOST_BUILD_DELETING : outpost_build_get_status (build);
}

static int
compare_status (gconstpointer a,
                gconstpointer b,
                gpointer data)
{
  return compare_numbers (get_status (a), get_status (b));
}

/* Unhealthy ones first: what one sorts by health for. */
static int
compare_health (gconstpointer a,
                gconstpointer b,
                gpointer data)
{
  return compare_numbers (outpost_workspace_get_health ((OutpostWorkspace *) b),
                          outpost_workspace_get_health ((OutpostWorkspace *) a));
}

/* What needs a person comes first; what has no agent last. */
static int
get_agent_rank (gconstpointer workspace)
{
  static const int ranks[] = {
    [OUTPOST_AGENT_LOST] = 0,
    [OUTPOST_AGENT_LATE] = 1,
    [OUTPOST_AGENT_WAITING] = 2,
    [OUTPOST_AGENT_UNKNOWN] = 3,
    [OUTPOST_AGENT_OFF] = 4,
    [OUTPOST_AGENT_CONNECTED] = 5,
  };
  OutpostAgent *agent = outpost_workspace_get_main_agent ((OutpostWorkspace *) workspace);

  if (agent == NULL || !outpost_build_has_started (get_build (workspace)))
    return G_N_ELEMENTS (ranks);
  return ranks[outpost_agent_get_state (agent)];
}

static int
compare_agents (gconstpointer a,
                gconstpointer b,
                gpointer data)
{
  return compare_numbers (get_agent_rank (a), get_agent_rank (b));
}

/* The youngest first, as one reads ages. */
static int
compare_ages (gconstpointer a,
              gconstpointer b,
              gpointer data)
{
  return compare_numbers (outpost_build_get_job_created_at (get_build (b)), outpost_build_get_job_created_at (get_build (a)));
}

static int
compare_versions (gconstpointer a,
                  gconstpointer b,
                  gpointer data)
{
  return g_strcmp0 (outpost_build_get_template_version_name (get_build (a)),
                    outpost_build_get_template_version_name (get_build (b)));
}

static int
compare_outdated (gconstpointer a,
                  gconstpointer b,
                  gpointer data)
{
  return compare_numbers (outpost_workspace_get_outdated ((OutpostWorkspace *) b),
                          outpost_workspace_get_outdated ((OutpostWorkspace *) a));
}

/* ---- Columns ----------------------------------------------------------------------------------------------------- */

static const struct
{
  const char *id;
  const char *title;
  GCompareDataFunc compare;
  const char *property; /* sorted by this text where there is no function */
  gboolean expand;
} columns[OUTPOST_LIST_N_COLUMNS] = {
  [OUTPOST_LIST_COLUMN_WORKSPACE] = { "workspace", N_("Workspace"), NULL, "name", FALSE },
  [OUTPOST_LIST_COLUMN_TEMPLATE] = { "template", N_("Template"), NULL, "template-name", FALSE },
  [OUTPOST_LIST_COLUMN_STATUS] = { "status", N_("Status"), compare_status, NULL, FALSE },
  [OUTPOST_LIST_COLUMN_HEALTHY] = { "healthy", N_("Healthy"), compare_health, NULL, FALSE },
  [OUTPOST_LIST_COLUMN_AGENT] = { "agent", N_("Agent"), compare_agents, NULL, TRUE },
  [OUTPOST_LIST_COLUMN_LAST_BUILT] = { "last-built", N_("Last Built"), compare_ages, NULL, FALSE },
  [OUTPOST_LIST_COLUMN_VERSION] = { "version", N_("Current Version"), compare_versions, NULL, FALSE },
  [OUTPOST_LIST_COLUMN_OUTDATED] = { "outdated", N_("Outdated"), compare_outdated, NULL, FALSE },
};

#define LEFT_OUT "left-out"
#define BOUND "bound" /* of the factory: the rows that show a workspace */

/* What all columns need; what they need without one, two and three of them; below the last there are rows. In sp, as large letters
 * need more room: with English words, and for each character of longer ones. */
static const int least_widths[] = { 1120, 960, 800, 720 };
#define CHARACTER 8
#define ENGLISH_STATUS 9 /* characters of the longest */

/* What goes first where there is no room: never the agent, which the list is there for. */
static const OutpostListColumn missed_least[]
    = { OUTPOST_LIST_COLUMN_VERSION, OUTPOST_LIST_COLUMN_TEMPLATE, OUTPOST_LIST_COLUMN_HEALTHY };

static GtkSorter *
new_sorter (OutpostListColumn column)
{
  GtkExpression *expression;
  GtkStringSorter *sorter;

  if (columns[column].compare != NULL)
    return GTK_SORTER (gtk_custom_sorter_new (columns[column].compare, NULL, NULL));
  expression = gtk_property_expression_new (OUTPOST_TYPE_WORKSPACE, NULL, columns[column].property);
  sorter = gtk_string_sorter_new (expression);
  /* gpu-2 stands before gpu-10. */
  gtk_string_sorter_set_collation (sorter, GTK_COLLATION_FILENAME);
  return GTK_SORTER (sorter);
}

static void
cell_setup_cb (GtkSignalListItemFactory *factory,
               GtkColumnViewCell *cell,
               gpointer data)
{
  gtk_column_view_cell_set_child (cell, outpost_list_cell_new (GPOINTER_TO_UINT (data)));
}

static void
cell_bind_cb (GtkSignalListItemFactory *factory,
              GtkColumnViewCell *cell,
              gpointer data)
{
  outpost_list_cell_bind (OUTPOST_LIST_CELL (gtk_column_view_cell_get_child (cell)), gtk_column_view_cell_get_item (cell),
                          g_object_get_data (G_OBJECT (factory), "me"));
}

static void
cell_unbind_cb (GtkSignalListItemFactory *factory,
                GtkColumnViewCell *cell,
                gpointer data)
{
  outpost_list_cell_unbind (OUTPOST_LIST_CELL (gtk_column_view_cell_get_child (cell)));
}

static GtkListItemFactory *
new_factory (OutpostListColumn column,
             const char *me)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data_full (G_OBJECT (factory), "me", g_strdup (me), g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (cell_unbind_cb), NULL);
  return factory;
}

static void
label_view_row (GtkColumnViewRow *row)
{
  const char *me = g_object_get_data (G_OBJECT (row), "me");
  g_autofree char *label = outpost_list_row_dup_label (gtk_column_view_row_get_item (row), me);

  gtk_column_view_row_set_accessible_label (row, label);
}

static void
view_row_bind_cb (GtkSignalListItemFactory *factory,
                  GtkColumnViewRow *row,
                  gpointer data)
{
  g_hash_table_add (g_object_get_data (G_OBJECT (factory), BOUND), row);
  g_object_set_data (G_OBJECT (row), "me", g_object_get_data (G_OBJECT (factory), "me"));
  g_signal_connect_swapped (gtk_column_view_row_get_item (row), "changed", G_CALLBACK (label_view_row), row);
  label_view_row (row);
}

static void
view_row_unbind_cb (GtkSignalListItemFactory *factory,
                    GtkColumnViewRow *row,
                    gpointer data)
{
  g_hash_table_remove (g_object_get_data (G_OBJECT (factory), BOUND), row);
  g_signal_handlers_disconnect_by_func (gtk_column_view_row_get_item (row), label_view_row, row);
}

void
outpost_list_columns_update_labels (GtkColumnView *view)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, g_object_get_data (G_OBJECT (gtk_column_view_get_row_factory (view)), BOUND));
  while (g_hash_table_iter_next (&iter, &row, NULL))
    label_view_row (row);
}

void
outpost_list_columns_add (GtkColumnView *view,
                          const char *me)
{
  g_autoptr(GtkListItemFactory) row_factory = gtk_signal_list_item_factory_new ();

  for (guint i = 0; i < OUTPOST_LIST_N_COLUMNS; i++)
    {
      g_autoptr(GtkColumnViewColumn) column = gtk_column_view_column_new (_(columns[i].title), new_factory (i, me));
      g_autoptr(GtkSorter) sorter = new_sorter (i);

      gtk_column_view_column_set_id (column, columns[i].id);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_expand (column, columns[i].expand);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (view, column);
    }
  g_object_set_data_full (G_OBJECT (row_factory), "me", g_strdup (me), g_free);
  g_object_set_data_full (G_OBJECT (row_factory), BOUND, g_hash_table_new (NULL, NULL), (GDestroyNotify) g_hash_table_unref);
  g_signal_connect (row_factory, "bind", G_CALLBACK (view_row_bind_cb), NULL);
  g_signal_connect (row_factory, "unbind", G_CALLBACK (view_row_unbind_cb), NULL);
  gtk_column_view_set_row_factory (view, row_factory);
}

const char *
outpost_list_columns_get_sort (GtkColumnView *view,
                               gboolean *descending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (view));
  GtkColumnViewColumn *column = gtk_column_view_sorter_get_primary_sort_column (sorter);

  *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  return column != NULL ? gtk_column_view_column_get_id (column) : NULL;
}

static GtkColumnViewColumn *
dup_column (GtkColumnView *view,
            OutpostListColumn column)
{
  return g_list_model_get_item (gtk_column_view_get_columns (view), column);
}

static OutpostListColumn
find_column (const char *id)
{
  for (guint i = 0; i < OUTPOST_LIST_N_COLUMNS; i++)
    if (g_strcmp0 (columns[i].id, id) == 0)
      return i;
  return OUTPOST_LIST_COLUMN_WORKSPACE;
}

/* GTK does not tell the title whose column the list was sorted by: it would keep its arrow. A sorter that is new to a column
 * lets its title look again, and as the list is not sorted by it any more, it is not sorted once more. */
static void
forget_arrow (GtkColumnView *view,
              OutpostListColumn before)
{
  g_autoptr(GtkColumnViewColumn) column = dup_column (view, before);
  g_autoptr(GtkSorter) sorter = new_sorter (before);

  gtk_column_view_column_set_sorter (column, sorter);
}

void
outpost_list_columns_sort (GtkColumnView *view,
                           const char *id,
                           gboolean descending)
{
  gboolean was_descending;
  OutpostListColumn before = find_column (outpost_list_columns_get_sort (view, &was_descending));
  OutpostListColumn wanted = find_column (id);
  g_autoptr(GtkColumnViewColumn) column = dup_column (view, wanted);

  gtk_column_view_sort_by_column (view, column, descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  if (wanted != before)
    forget_arrow (view, before);
}

static void
sort_changed_cb (GtkColumnView *view)
{
  gboolean descending;
  const char *id = outpost_list_columns_get_sort (view, &descending);
  GSettings *settings = g_object_get_data (G_OBJECT (view), "settings");

  /* One that goes forgets its order: nothing to keep. */
  if (settings == NULL || gtk_widget_get_root (GTK_WIDGET (view)) == NULL)
    return;
  g_settings_set_string (settings, "sort-column", id != NULL ? id : "workspace");
  g_settings_set_boolean (settings, "sort-descending", descending);
}

void
outpost_list_columns_keep_sort (GtkColumnView *view)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = source != NULL ? g_settings_schema_source_lookup (source, APP_ID, TRUE) : NULL;
  g_autoptr(GSettings) settings = schema != NULL ? g_settings_new (APP_ID) : NULL;
  g_autofree char *id = settings != NULL ? g_settings_get_string (settings, "sort-column") : NULL;

  outpost_list_columns_sort (view, id, settings != NULL && g_settings_get_boolean (settings, "sort-descending"));
  if (settings == NULL)
    return;
  g_object_set_data_full (G_OBJECT (view), "settings", g_steal_pointer (&settings), g_object_unref);
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed", G_CALLBACK (sort_changed_cb), view, G_CONNECT_SWAPPED);
}

static gboolean
is_left_out (OutpostListColumn column,
             guint n_left_out)
{
  for (guint i = 0; i < MIN (n_left_out, G_N_ELEMENTS (missed_least)); i++)
    if (missed_least[i] == column)
      return TRUE;
  return FALSE;
}

/* By how many characters titles and statuses are wider than the English ones. */
static guint
count_longer (guint n_left_out)
{
  glong longer = 0;

  for (guint i = 0; i < OUTPOST_LIST_N_COLUMNS; i++)
    if (!is_left_out (i, n_left_out))
      {
        glong least = outpost_list_cell_get_least_width (i);

        longer += MAX (least, g_utf8_strlen (_(columns[i].title), -1));
        longer -= MAX (i == OUTPOST_LIST_COLUMN_STATUS ? ENGLISH_STATUS : least, g_utf8_strlen (columns[i].title, -1));
      }
  return (guint) MAX (longer, 0);
}

void
outpost_list_columns_add_breakpoints (AdwBreakpointBin *bin)
{
  g_return_if_fail (ADW_IS_BREAKPOINT_BIN (bin));

  for (guint i = 0; i < G_N_ELEMENTS (least_widths); i++)
    {
      int least = least_widths[i] + CHARACTER * (int) count_longer (i);
      AdwBreakpoint *breakpoint = adw_breakpoint_new (
          adw_breakpoint_condition_new_length (ADW_BREAKPOINT_CONDITION_MAX_WIDTH, least - 1, ADW_LENGTH_UNIT_SP));

      g_object_set_data (G_OBJECT (breakpoint), LEFT_OUT, GUINT_TO_POINTER (i + 1));
      adw_breakpoint_bin_add_breakpoint (bin, breakpoint);
    }
}

gboolean
outpost_list_columns_fit (GtkColumnView *view,
                          AdwBreakpointBin *bin)
{
  AdwBreakpoint *current = adw_breakpoint_bin_get_current_breakpoint (bin);
  guint n_left_out = current != NULL ? GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (current), LEFT_OUT)) : 0;

  for (guint i = 0; i < OUTPOST_LIST_N_COLUMNS; i++)
    {
      g_autoptr(GtkColumnViewColumn) column = dup_column (view, i);

      gtk_column_view_column_set_visible (column, !is_left_out (i, n_left_out));
    }
  return n_left_out < G_N_ELEMENTS (least_widths);
}

GtkSorter *
outpost_list_columns_dup_sorter (GtkColumnView *view)
{
  GtkMultiSorter *sorter = gtk_multi_sorter_new ();

  gtk_multi_sorter_append (sorter, GTK_SORTER (gtk_custom_sorter_new (compare_favorites, NULL, NULL)));
  gtk_multi_sorter_append (sorter, g_object_ref (gtk_column_view_get_sorter (view)));
  return GTK_SORTER (sorter);
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item,
              gpointer data)
{
  gtk_list_item_set_child (item, outpost_list_row_new ());
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem *item,
             gpointer data)
{
  const char *me = g_object_get_data (G_OBJECT (factory), "me");

  outpost_list_row_bind (OUTPOST_LIST_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item), me);
  outpost_list_row_set_item (OUTPOST_LIST_ROW (gtk_list_item_get_child (item)), item);
  outpost_list_row_update_mark (OUTPOST_LIST_ROW (gtk_list_item_get_child (item)),
                                OUTPOST_LIST_SELECTION (gtk_list_view_get_model (data)));
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory,
               GtkListItem *item,
               gpointer data)
{
  outpost_list_row_unbind (OUTPOST_LIST_ROW (gtk_list_item_get_child (item)));
}

void
outpost_list_rows_set_up (GtkListView *view,
                          const char *me)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_object_set_data_full (G_OBJECT (factory), "me", g_strdup (me), g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (row_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (row_bind_cb), view);
  g_signal_connect (factory, "unbind", G_CALLBACK (row_unbind_cb), NULL);
  gtk_list_view_set_factory (view, factory);
}
