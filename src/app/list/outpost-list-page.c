/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "outpost-account-switcher.h"
#include "outpost-error-words.h"
#include "outpost-error.h"
#include "outpost-lazy-menu.h"
#include "outpost-list-bar.h"
#include "outpost-list-columns.h"
#include "outpost-list-foot.h"
#include "outpost-list-filter.h"
#include "outpost-list-menu.h"
#include "outpost-list-pacer.h"
#include "outpost-list-refresher.h"
#include "outpost-list-selector.h"
#include "outpost-list-trouble.h"
#include "outpost-list-view.h"
#include "outpost-selection-bar.h"
#include "outpost-selection-words.h"
#include "outpost-sort-menu.h"

/* Above this the sorting is spread over several frames. */
#define SORT_AT_ONCE 2000

/* The workspaces of one account: as columns, or as rows where there is no room for these. */
struct _OutpostListPage
{
  AdwNavigationPage parent_instance;

  AdwBreakpointBin *bin;
  GtkStack *title_stack;
  OutpostAccountSwitcher *switcher;
  AdwWindowTitle *selection_title;
  GtkWidget *new_button;
  GtkToggleButton *select_button;
  OutpostSelectionBar *selection_bar;
  GtkStack *refresh_stack;
  GtkToggleButton *search_button;
  GtkMenuButton *menu_button;
  GMenuModel *main_menu;
  GMenu *sort_menu;
  OutpostListBar *bar;
  AdwBanner *banner;
  GtkStack *stack;
  GtkColumnView *column_view;
  GtkListView *list_view;
  GtkWidget *everything_button;
  AdwStatusPage *loading_page;
  AdwStatusPage *error_page;
  GtkButton *error_button;
  OutpostListFoot *foot;

  OutpostAccount *account;
  OutpostWorkspaceList *workspaces;
  OutpostListFilter *filter;
  GtkSortListModel *sorted;
  OutpostListPacer *pacer;
  OutpostListSelection *selection;
  OutpostListSelector *selector;
  OutpostListRefresher *refresher;
  OutpostRemedy remedy;
  char *opened_id;         /* the workspace whose page was opened last */
  guint opened_at;         /* and its row */
  gboolean copy_set_aside; /* and not told yet */
  guint n_gone;            /* of the selected, and not told yet */
  gboolean narrow;
  gboolean stale; /* a workspace changed since it was filtered and sorted */
  gulong changed_hook;
  guint idle;
  guint focus_idle;
};

G_DEFINE_FINAL_TYPE (OutpostListPage, outpost_list_page, ADW_TYPE_NAVIGATION_PAGE)

static guint
get_n_shown (OutpostListPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
}

static GtkWidget *
get_view (OutpostListPage *self)
{
  return self->narrow ? GTK_WIDGET (self->list_view) : GTK_WIDGET (self->column_view);
}

/* ---- What is wrong ----------------------------------------------------------------------------------------------- */

static const GError *
find_trouble (OutpostListPage *self)
{
  return outpost_list_trouble_find (self->account, self->workspaces, outpost_list_bar_get_query (self->bar) != NULL, &self->remedy);
}

static void
show_banner (OutpostListPage *self,
             const GError *error)
{
  g_autofree char *words = outpost_list_trouble_dup_banner (self->account, self->workspaces, error);
  const char *label = outpost_list_trouble_get_label (self->remedy, error);

  if (words != NULL)
    adw_banner_set_title (self->banner, words);
  adw_banner_set_button_label (self->banner, label);
  adw_banner_set_revealed (self->banner, words != NULL);
}

static void
show_mistake (OutpostListPage *self)
{
  const GError *error = outpost_workspace_list_get_error (self->workspaces);
  g_autofree char *mistake = NULL;

  if (error == NULL || !outpost_list_trouble_is_mistake (error, outpost_list_bar_get_query (self->bar) != NULL))
    {
      outpost_list_bar_set_mistake (self->bar, NULL);
      return;
    }
  mistake = outpost_error_words_dup_mistake (error);
  outpost_list_bar_set_mistake (self->bar, mistake);
}

static void
show_error_page (OutpostListPage *self,
                 const GError *error)
{
  const char *label = outpost_list_trouble_get_label (self->remedy, error);

  outpost_list_trouble_fill_page (self->account, error, self->error_page);
  gtk_widget_set_visible (GTK_WIDGET (self->error_button), label != NULL);
  gtk_button_set_label (self->error_button, label != NULL ? label : "");
}

/* ---- What is shown ----------------------------------------------------------------------------------------------- */

static const char *
choose_state (OutpostListPage *self,
              const GError *error)
{
  gboolean signed_out = outpost_account_get_state (self->account) == OUTPOST_ACCOUNT_SIGNED_OUT;
  gboolean known = outpost_workspace_list_get_as_of (self->workspaces) > 0;

  if (get_n_shown (self) > 0)
    return self->narrow ? "rows" : "columns";
  if (!known && (error != NULL || signed_out))
    return "error";
  if (!known)
    return "loading";
  if (outpost_list_filter_is_narrowed (self->filter) || outpost_list_bar_get_query (self->bar) != NULL)
    return "none";
  return "empty";
}

/* Only the view that is seen has a model: the other keeps no rows alive. */
static void
show_view (OutpostListPage *self,
           const char *state)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);
  GtkSelectionModel *columns = g_str_equal (state, "columns") ? model : NULL;
  GtkSelectionModel *rows = g_str_equal (state, "rows") ? model : NULL;

  if ((columns != NULL && gtk_column_view_get_model (self->column_view) == NULL)
      || (rows != NULL && gtk_list_view_get_model (self->list_view) == NULL))
    outpost_list_pacer_restart (self->pacer);
  if (gtk_column_view_get_model (self->column_view) != columns)
    gtk_column_view_set_model (self->column_view, columns);
  if (gtk_list_view_get_model (self->list_view) != rows)
    gtk_list_view_set_model (self->list_view, rows);
  /* Of a child that is not seen any more it would be in the way of the keyboard: Tab would pass the list by. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), state) != 0)
    gtk_widget_set_focus_child (GTK_WIDGET (self->stack), NULL);
  gtk_stack_set_visible_child_name (self->stack, state);
}

/* Deleted elsewhere, or the deployment was asked for others: nothing is left out unsaid. */
static void
retain_selection (OutpostListPage *self)
{
  g_autofree char *words = NULL;

  self->n_gone += outpost_list_selection_retain (self->selection);
  if (self->n_gone == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  words = outpost_selection_words_dup_gone (self->n_gone);
  self->n_gone = 0;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
}

/* What narrows the list out of sight is to be found again. */
static void
show_search_button (OutpostListPage *self)
{
  if (!gtk_toggle_button_get_active (self->search_button) && outpost_list_bar_is_used (self->bar))
    gtk_widget_add_css_class (GTK_WIDGET (self->search_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->search_button), "accent");
}

static void
show (OutpostListPage *self)
{
  const GError *error = find_trouble (self);
  const char *state = choose_state (self, error);
  gboolean busy = outpost_workspace_list_get_busy (self->workspaces);
  guint in_scope;

  show_view (self, state);
  retain_selection (self);
  show_search_button (self);
  in_scope = outpost_list_foot_show (self->foot, get_n_shown (self), self->narrow);
  gtk_widget_set_visible (self->everything_button,
                          in_scope == 0 && g_list_model_get_n_items (G_LIST_MODEL (self->workspaces)) > 0);
  outpost_list_foot_show_age (self->foot);
  show_mistake (self);
  if (g_str_equal (state, "error"))
    {
      show_error_page (self, error);
      adw_banner_set_revealed (self->banner, FALSE);
    }
  else
    show_banner (self, error);
  gtk_stack_set_visible_child_name (self->refresh_stack, busy ? "busy" : "button");
}

/* Something about a workspace is different: it may stand elsewhere by now, or not be shown at all. */
static void
sort_anew (OutpostListPage *self)
{
  self->stale = FALSE;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_sorter_changed (gtk_sort_list_model_get_sorter (self->sorted), GTK_SORTER_CHANGE_DIFFERENT);
}

static gboolean
show_idle_cb (gpointer data)
{
  OutpostListPage *self = data;

  if (self->stale)
    sort_anew (self);
  self->idle = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

/* Many things change at once while pages come in; they are shown once, before the next frame is drawn. */
static void
queue_show (OutpostListPage *self)
{
  /* Nothing is shown any more while the page is taken down. */
  if (self->idle == 0 && self->account != NULL)
    self->idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 10, show_idle_cb, self, NULL);
}

/* One hook for all workspaces: a handler on each of ten thousand would cost more than the workspaces. */
static gboolean
workspace_changed_hook (GSignalInvocationHint *hint,
                        guint n_values,
                        const GValue *values,
                        gpointer data)
{
  OutpostListPage *self = data;

  self->stale = TRUE;
  queue_show (self);
  return TRUE;
}

static void
items_changed_cb (OutpostListPage *self)
{
  gtk_sort_list_model_set_incremental (self->sorted, g_list_model_get_n_items (G_LIST_MODEL (self->workspaces)) > SORT_AT_ONCE);
  queue_show (self);
}

/* ---- What is asked for ------------------------------------------------------------------------------------------- */

/* Filtering external ones on the deployment would hide those whose build runs or failed: that is done here. */
static void
ask (OutpostListPage *self)
{
  const char *query = outpost_list_bar_get_query (self->bar);
  g_autofree char *lower = query != NULL ? g_ascii_strdown (query, -1) : NULL;
  gboolean mine = !outpost_list_bar_get_everyone (self->bar) && (query == NULL || strstr (lower, "owner:") == NULL);
  g_autofree char *full = g_strjoin (" ", mine ? "owner:me" : "", query != NULL ? query : "", NULL);

  g_strstrip (full);
  g_object_set (self->filter, "owner-id", mine ? outpost_account_get_user_id (self->account) : NULL, NULL);
  if (g_str_equal (full, outpost_workspace_list_get_query (self->workspaces)))
    return;
  outpost_workspace_list_set_query (self->workspaces, full);
  outpost_list_refresher_now (self->refresher);
  queue_show (self);
}

static void
tick_cb (OutpostListPage *self)
{
  outpost_list_view_update (get_view (self));
  outpost_list_foot_show_age (self->foot);
}

/* ---- Callbacks of the template ----------------------------------------------------------------------------------- */

static void
activate_cb (OutpostListPage *self,
             guint position)
{
  g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (workspace == NULL || outpost_list_selector_activate (self->selector, position))
    return;
  g_set_str (&self->opened_id, outpost_workspace_get_id (workspace));
  self->opened_at = position;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-workspace", "s", outpost_workspace_get_id (workspace));
}

/* While rows are chosen the header says how many, and offers nothing else to do. */
static void
show_header (OutpostListPage *self)
{
  gboolean selecting = self->selection != NULL && outpost_list_selection_get_active (self->selection);
  g_autofree char *title = selecting ? outpost_selection_words_dup_title (self->selection) : NULL;
  g_autofree char *subtitle = selecting ? outpost_selection_words_dup_subtitle (self->selection) : NULL;

  if (selecting)
    g_object_set (self->selection_title, "title", title, "subtitle", subtitle, NULL);
  gtk_stack_set_visible_child (self->title_stack,
                               selecting ? GTK_WIDGET (self->selection_title) : GTK_WIDGET (self->switcher));
  gtk_widget_set_visible (self->new_button, !selecting);
  /* There is room for one of both, beside three buttons of the window. The menu has it too. */
  gtk_widget_set_visible (GTK_WIDGET (self->select_button), selecting || !self->narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->refresh_stack), !selecting && !self->narrow);
}

/* Begun in the menu the selection would have to search for its rows: the menu's button gets the focus back, and is hidden. */
static gboolean
focus_list_cb (gpointer data)
{
  OutpostListPage *self = data;

  self->focus_idle = 0;
  if (outpost_list_selection_get_active (self->selection) && gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) == NULL)
    gtk_widget_grab_focus (get_view (self));
  return G_SOURCE_REMOVE;
}

static void
selecting_cb (OutpostListPage *self)
{
  show_header (self);
  if (self->focus_idle == 0)
    self->focus_idle = g_idle_add_full (G_PRIORITY_LOW, focus_list_cb, self, NULL);
}

/* The row that has the focus, and the search field with what is typed in it, keep it. */
static void
set_narrow (OutpostListPage *self,
            gboolean narrow)
{
  OutpostWorkspace *focused = outpost_list_view_find_focused (get_view (self));
  g_autofree char *id = focused != NULL ? g_strdup (outpost_workspace_get_id (focused)) : NULL;

  outpost_list_bar_hold_focus (self->bar);
  self->narrow = narrow;
  gtk_toggle_button_set_active (self->search_button, !narrow || outpost_list_bar_is_used (self->bar));
  show_header (self);
  if (self->account == NULL)
    return;
  show (self);
  outpost_list_view_focus_workspace (get_view (self), id, 0);
}

static void
breakpoint_cb (OutpostListPage *self)
{
  gboolean narrow = !outpost_list_columns_fit (self->column_view, self->bin);

  if (self->narrow != narrow)
    set_narrow (self, narrow);
}

static void
select_action (GtkWidget *widget,
               const char *action,
               GVariant *parameter)
{
  outpost_list_selection_set_active (OUTPOST_LIST_PAGE (widget)->selection, TRUE);
}

/* From the search field to what it found, by the keyboard. */
static void
focus_results (OutpostListPage *self)
{
  outpost_list_bar_catch_up (self->bar);
  show (self);
  if (get_n_shown (self) > 0)
    outpost_list_view_focus (get_view (self), 0);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
focus_results_action (GtkWidget *widget,
                      const char *action,
                      GVariant *parameter)
{
  focus_results (OUTPOST_LIST_PAGE (widget));
}

/* Where several are chosen, Enter only leads to what was found: nothing is chosen by the way. */
static void
open_result_action (GtkWidget *widget,
                    const char *action,
                    GVariant *parameter)
{
  OutpostListPage *self = OUTPOST_LIST_PAGE (widget);

  if (!outpost_workspace_list_is_answer (self->workspaces))
    return;
  if (outpost_list_selection_get_active (self->selection))
    focus_results (self);
  else
    activate_cb (self, 0);
}

static void
leave_results_action (GtkWidget *widget,
                      const char *action,
                      GVariant *parameter)
{
  outpost_list_bar_end_search (OUTPOST_LIST_PAGE (widget)->bar);
}

/* From the search field, where nothing is typed. */
static void
leave_search_action (GtkWidget *widget,
                     const char *action,
                     GVariant *parameter)
{
  OutpostListPage *self = OUTPOST_LIST_PAGE (widget);

  focus_results (self);
  if (self->narrow)
    gtk_toggle_button_set_active (self->search_button, FALSE);
}

static void
search_clicked_cb (OutpostListPage *self)
{
  if (gtk_toggle_button_get_active (self->search_button))
    outpost_list_bar_focus (self->bar);
  show_search_button (self);
}

static void
banner_cb (OutpostListPage *self)
{
  if (self->remedy == OUTPOST_REMEDY_SIGN_IN)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.sign-in", NULL);
  else
    outpost_list_refresher_now (self->refresher);
}

static void
everything_cb (OutpostListPage *self)
{
  g_object_set (self->filter, "external-only", FALSE, NULL);
}

/* ---- Class ------------------------------------------------------------------------------------------------------- */

static void
outpost_list_page_dispose (GObject *object)
{
  OutpostListPage *self = OUTPOST_LIST_PAGE (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_handle_id (&self->focus_idle, g_source_remove);
  if (self->changed_hook != 0)
    g_signal_remove_emission_hook (g_signal_lookup ("changed", OUTPOST_TYPE_WORKSPACE), self->changed_hook);
  self->changed_hook = 0;
  if (self->refresher != NULL)
    outpost_list_refresher_stop (self->refresher);
  if (self->bar != NULL)
    outpost_list_bar_set_capture (self->bar, NULL);
  /* The page would take its child down once more. */
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), OUTPOST_TYPE_LIST_PAGE);
  g_clear_object (&self->refresher);
  g_clear_object (&self->selector);
  g_clear_object (&self->selection);
  g_clear_object (&self->pacer);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filter);
  g_clear_object (&self->workspaces);
  g_clear_object (&self->account);
  /* What went last may have asked to be shown once more. */
  g_clear_handle_id (&self->idle, g_source_remove);
  G_OBJECT_CLASS (outpost_list_page_parent_class)->dispose (object);
}

static void
outpost_list_page_finalize (GObject *object)
{
  g_free (OUTPOST_LIST_PAGE (object)->opened_id);
  G_OBJECT_CLASS (outpost_list_page_parent_class)->finalize (object);
}

static void
outpost_list_page_shown (AdwNavigationPage *page)
{
  OutpostListPage *self = OUTPOST_LIST_PAGE (page);

  if (self->copy_set_aside)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("The saved list was damaged and has been set aside"));
  self->copy_set_aside = FALSE;
  retain_selection (self);
  outpost_list_view_focus_workspace (get_view (self), self->opened_id, self->opened_at);
  g_clear_pointer (&self->opened_id, g_free);
}

static void
outpost_list_page_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/outpost_app/Outpost/list/outpost-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, bin);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, selection_title);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, select_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, selection_bar);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, search_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, main_menu);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, sort_menu);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, bar);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, banner);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, column_view);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, list_view);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, everything_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, loading_page);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, error_button);
  gtk_widget_class_bind_template_child (widget_class, OutpostListPage, foot);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, breakpoint_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, banner_cb);
  gtk_widget_class_bind_template_callback (widget_class, everything_cb);
  gtk_widget_class_bind_template_callback (widget_class, outpost_list_bar_clear);
}

static void
outpost_list_page_class_init (OutpostListPageClass *klass)
{
  g_type_ensure (OUTPOST_TYPE_ACCOUNT_SWITCHER);
  g_type_ensure (OUTPOST_TYPE_LIST_BAR);
  g_type_ensure (OUTPOST_TYPE_LIST_FOOT);
  g_type_ensure (OUTPOST_TYPE_SELECTION_BAR);
  G_OBJECT_CLASS (klass)->dispose = outpost_list_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = outpost_list_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = outpost_list_page_shown;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "selection.begin", NULL, select_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "results.focus", NULL, focus_results_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "results.open", NULL, open_result_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "results.leave", NULL, leave_results_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "search.leave", NULL, leave_search_action);
  outpost_list_page_bind_template (GTK_WIDGET_CLASS (klass));
}

static void
outpost_list_page_init (OutpostListPage *self)
{
  g_autoptr(AdwSpinnerPaintable) spinner = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  outpost_list_columns_add_breakpoints (self->bin);
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->loading_page));
  adw_status_page_set_paintable (self->loading_page, GDK_PAINTABLE (spinner));
  outpost_lazy_menu_set (self->menu_button, self->main_menu);
}

static void
outpost_list_page_make_models (OutpostListPage *self)
{
  const char *me = outpost_account_get_username (self->account);
  GtkFilterListModel *filtered;

  outpost_list_columns_add (self->column_view, me);
  outpost_list_rows_set_up (self->list_view, me);
  outpost_list_menu_attach (GTK_WIDGET (self->column_view), self->account);
  outpost_list_menu_attach (GTK_WIDGET (self->list_view), self->account);
  self->filter = outpost_list_filter_new ();
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->workspaces)), g_object_ref (GTK_FILTER (self->filter)));
  self->sorted = gtk_sort_list_model_new (G_LIST_MODEL (filtered), outpost_list_columns_dup_sorter (self->column_view));
  self->pacer = outpost_list_pacer_new (G_LIST_MODEL (self->sorted), GTK_WIDGET (self));
  self->selection = outpost_list_selection_new (outpost_list_pacer_get_model (self->pacer), G_LIST_MODEL (self->sorted),
                                                self->workspaces);
  self->selector = outpost_list_selector_new (self->selection, GTK_WIDGET (self), GTK_WIDGET (self->column_view),
                                              GTK_WIDGET (self->list_view));
  outpost_selection_bar_set_up (self->selection_bar, self->account, self->selection);
  outpost_list_foot_set_up (self->foot, self->account, self->workspaces, self->filter);
  outpost_list_columns_keep_sort (self->column_view);
  outpost_sort_menu_set_up (self->sort_menu, GTK_WIDGET (self), self->column_view);
}

static void
outpost_list_page_connect (OutpostListPage *self)
{
  static const char *const list_signals[] = { "notify::busy", "notify::error", "notify::as-of", "notify::from-cache" };
  static const char *const account_signals[] = { "notify::state", "notify::error", "notify::entitlements" };

  for (guint i = 0; i < G_N_ELEMENTS (list_signals); i++)
    g_signal_connect_object (self->workspaces, list_signals[i], G_CALLBACK (queue_show), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (account_signals); i++)
    g_signal_connect_object (self->account, account_signals[i], G_CALLBACK (queue_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outpost_account_get_client (self->account), "notify::waiting-until", G_CALLBACK (queue_show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspaces, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (queue_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filter, "changed", G_CALLBACK (queue_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "notify::query", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "notify::everyone", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->selection, "active", self->select_button, "active", G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->selection, "notify::active", G_CALLBACK (selecting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::n-selected", G_CALLBACK (show_header), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->refresher, "tick", G_CALLBACK (tick_cb), self, G_CONNECT_SWAPPED);
  self->changed_hook = g_signal_add_emission_hook (g_signal_lookup ("changed", OUTPOST_TYPE_WORKSPACE), 0,
                                                   workspace_changed_hook, self, NULL);
}

AdwNavigationPage *
outpost_list_page_new (OutpostContext *context,
                       OutpostAccount *account,
                       OutpostWorkspaceList *workspaces)
{
  OutpostListPage *self;

  g_return_val_if_fail (OUTPOST_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (OUTPOST_IS_ACCOUNT (account), NULL);

  self = g_object_new (OUTPOST_TYPE_LIST_PAGE, NULL);
  self->account = g_object_ref (account);
  self->workspaces = g_object_ref (workspaces);
  self->copy_set_aside = !outpost_workspace_list_load_cache (self->workspaces, NULL);
  outpost_list_page_make_models (self);
  outpost_account_switcher_set_account (self->switcher, outpost_context_get_accounts (context), account);
  outpost_list_bar_set_filter (self->bar, self->filter, G_LIST_MODEL (self->workspaces));
  outpost_list_bar_set_capture (self->bar, GTK_WIDGET (self));
  self->refresher = outpost_list_refresher_new (GTK_WIDGET (self), account, workspaces);
  outpost_list_page_connect (self);
  ask (self);
  items_changed_cb (self);
  show (self);
  return ADW_NAVIGATION_PAGE (self);
}

OutpostAccount *
outpost_list_page_get_account (OutpostListPage *self)
{
  g_return_val_if_fail (OUTPOST_IS_LIST_PAGE (self), NULL);
  return self->account;
}

OutpostWorkspaceList *
outpost_list_page_get_workspaces (OutpostListPage *self)
{
  g_return_val_if_fail (OUTPOST_IS_LIST_PAGE (self), NULL);
  return self->workspaces;
}

void
outpost_list_page_refresh (OutpostListPage *self)
{
  g_return_if_fail (OUTPOST_IS_LIST_PAGE (self));
  outpost_list_refresher_now (self->refresher);
}

void
outpost_list_page_search (OutpostListPage *self,
                          const char *text)
{
  g_return_if_fail (OUTPOST_IS_LIST_PAGE (self));
  if (text != NULL)
    outpost_list_bar_search (self->bar, text);
  outpost_list_bar_focus (self->bar);
}
