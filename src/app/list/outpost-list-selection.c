/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-list-selection.h"

/* One model for both ways to select, so that the view keeps its rows, its place and its focus from one to the other. */
struct _OutpostListSelection
{
  GObject parent_instance;

  GtkSelectionModel *single; /* of the rows, while not several are chosen */
  GListModel *all;
  OutpostWorkspaceList *workspaces; /* the account's, searched and filtered or not */
  GHashTable *chosen;               /* set of OutpostWorkspace */
  guint n_hidden;                   /* of the chosen, at the last look */
  OutpostWorkspace *anchor;         /* nullable: chosen last */
  gboolean active;
};

enum
{
  PROP_0,
  PROP_ACTIVE,
  PROP_N_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return OUTPOST_TYPE_WORKSPACE;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (OUTPOST_LIST_SELECTION (model)->single));
}

static gpointer
get_item (GListModel *model,
          guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (OUTPOST_LIST_SELECTION (model)->single), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- Choosing ---------------------------------------------------------------------------------------------------- */

static void
note_count (OutpostListSelection *self)
{
  if (g_hash_table_size (self->chosen) == 0)
    self->n_hidden = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_SELECTED]);
}

static void
note_all (OutpostListSelection *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
  note_count (self);
}

static gboolean
is_chosen_at (OutpostListSelection *self,
              guint position)
{
  g_autoptr(OutpostWorkspace) workspace = get_item (G_LIST_MODEL (self), position);

  return workspace != NULL && g_hash_table_contains (self->chosen, workspace);
}

static void
choose_at (OutpostListSelection *self,
           guint position,
           gboolean chosen)
{
  g_autoptr(OutpostWorkspace) workspace = get_item (G_LIST_MODEL (self), position);

  if (workspace == NULL)
    return;
  if (chosen)
    {
      g_set_object (&self->anchor, workspace);
      g_hash_table_add (self->chosen, g_object_ref (workspace));
    }
  else
    g_hash_table_remove (self->chosen, workspace);
}

static void
choose_range (OutpostListSelection *self,
              guint position,
              guint n_items,
              gboolean chosen)
{
  for (guint i = position; i < position + n_items; i++)
    choose_at (self, i, chosen);
}

/* What is not shown is as it was: nobody sees what happens to it. */
static void
unchoose_shown (OutpostListSelection *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->all) && g_hash_table_size (self->chosen) > 0; i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (self->all, i);

      g_hash_table_remove (self->chosen, workspace);
    }
}

/* ---- Of the view ------------------------------------------------------------------------------------------------- */

static gboolean
is_selected (GtkSelectionModel *model,
             guint position)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);

  return self->active ? is_chosen_at (self, position) : gtk_selection_model_is_selected (self->single, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint position,
                        guint n_items)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);
  GtkBitset *selected;

  if (!self->active)
    return gtk_selection_model_get_selection_in_range (self->single, position, n_items);
  selected = gtk_bitset_new_empty ();
  for (guint i = position; i < position + n_items; i++)
    if (is_chosen_at (self, i))
      gtk_bitset_add (selected, i);
  return selected;
}

/* With @unselect_rest it is where the pointer or the arrows went: that chooses nothing. */
static gboolean
select_item (GtkSelectionModel *model,
             guint position,
             gboolean unselect_rest)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);

  if (unselect_rest)
    return !self->active && gtk_selection_model_select_item (self->single, position, TRUE);
  outpost_list_selection_set_active (self, TRUE);
  choose_at (self, position, TRUE);
  gtk_selection_model_selection_changed (model, position, 1);
  note_count (self);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint position)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);

  /* It only was where the pointer or the arrows are. */
  if (!self->active)
    return select_item (model, position, FALSE);
  choose_at (self, position, FALSE);
  gtk_selection_model_selection_changed (model, position, 1);
  note_count (self);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model,
              guint position,
              guint n_items,
              gboolean unselect_rest)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);

  outpost_list_selection_set_active (self, TRUE);
  if (unselect_rest)
    unchoose_shown (self);
  choose_range (self, position, n_items, TRUE);
  note_all (self);
  return TRUE;
}

static gboolean
unselect_range (GtkSelectionModel *model,
                guint position,
                guint n_items)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);

  if (!self->active)
    return FALSE;
  choose_range (self, position, n_items, FALSE);
  note_all (self);
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);

  outpost_list_selection_set_active (self, TRUE);
  for (guint i = 0; i < g_list_model_get_n_items (self->all); i++)
    g_hash_table_add (self->chosen, g_list_model_get_item (self->all, i));
  note_all (self);
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);

  if (!self->active)
    return gtk_selection_model_unselect_all (self->single);
  g_hash_table_remove_all (self->chosen);
  note_all (self);
  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset *selected,
               GtkBitset *mask)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (model);
  GtkBitsetIter iter;
  guint position;

  outpost_list_selection_set_active (self, TRUE);
  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    choose_at (self, position, gtk_bitset_contains (selected, position));
  note_all (self);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (OutpostListSelection, outpost_list_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_list_selection_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (object);

  if (prop_id == PROP_ACTIVE)
    g_value_set_boolean (value, self->active);
  else if (prop_id == PROP_N_SELECTED)
    g_value_set_uint (value, outpost_list_selection_get_n_selected (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_list_selection_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  outpost_list_selection_set_active (OUTPOST_LIST_SELECTION (object), g_value_get_boolean (value));
}

static void
outpost_list_selection_dispose (GObject *object)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (object);

  g_hash_table_remove_all (self->chosen);
  g_clear_object (&self->anchor);
  g_clear_object (&self->all);
  g_clear_object (&self->workspaces);
  G_OBJECT_CLASS (outpost_list_selection_parent_class)->dispose (object);
}

static void
outpost_list_selection_finalize (GObject *object)
{
  OutpostListSelection *self = OUTPOST_LIST_SELECTION (object);

  g_clear_object (&self->single);
  g_hash_table_unref (self->chosen);
  G_OBJECT_CLASS (outpost_list_selection_parent_class)->finalize (object);
}

static void
outpost_list_selection_class_init (OutpostListSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_list_selection_get_property;
  object_class->set_property = outpost_list_selection_set_property;
  object_class->dispose = outpost_list_selection_dispose;
  object_class->finalize = outpost_list_selection_finalize;
  properties[PROP_ACTIVE]
      = g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_list_selection_init (OutpostListSelection *self)
{
  self->chosen = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

static void
rows_changed_cb (OutpostListSelection *self,
                 guint position,
                 guint removed,
                 guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
single_changed_cb (OutpostListSelection *self,
                   guint position,
                   guint n_items)
{
  if (!self->active)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n_items);
}

OutpostListSelection *
outpost_list_selection_new (GListModel *rows,
                            GListModel *all,
                            OutpostWorkspaceList *workspaces)
{
  OutpostListSelection *self;
  GtkSingleSelection *single;

  g_return_val_if_fail (G_IS_LIST_MODEL (rows) && G_IS_LIST_MODEL (all), NULL);
  g_return_val_if_fail (OUTPOST_IS_WORKSPACE_LIST (workspaces), NULL);

  self = g_object_new (OUTPOST_TYPE_LIST_SELECTION, NULL);
  self->all = g_object_ref (all);
  self->workspaces = g_object_ref (workspaces);
  single = gtk_single_selection_new (g_object_ref (rows));
  gtk_single_selection_set_autoselect (single, FALSE);
  gtk_single_selection_set_can_unselect (single, TRUE);
  self->single = GTK_SELECTION_MODEL (single);
  g_signal_connect_object (single, "items-changed", G_CALLBACK (rows_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (single, "selection-changed", G_CALLBACK (single_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

GListModel *
outpost_list_selection_get_all (OutpostListSelection *self)
{
  g_return_val_if_fail (OUTPOST_IS_LIST_SELECTION (self), NULL);
  return self->all;
}

gboolean
outpost_list_selection_get_active (OutpostListSelection *self)
{
  g_return_val_if_fail (OUTPOST_IS_LIST_SELECTION (self), FALSE);
  return self->active;
}

void
outpost_list_selection_set_active (OutpostListSelection *self,
                                   gboolean active)
{
  g_return_if_fail (OUTPOST_IS_LIST_SELECTION (self));

  if (self->active == active)
    return;
  gtk_selection_model_unselect_all (self->single);
  self->active = active;
  g_hash_table_remove_all (self->chosen);
  g_clear_object (&self->anchor);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  note_all (self);
}

guint
outpost_list_selection_get_n_selected (OutpostListSelection *self)
{
  g_return_val_if_fail (OUTPOST_IS_LIST_SELECTION (self), 0);
  return g_hash_table_size (self->chosen);
}

guint
outpost_list_selection_get_n_hidden (OutpostListSelection *self)
{
  g_return_val_if_fail (OUTPOST_IS_LIST_SELECTION (self), 0);
  return self->n_hidden;
}

gboolean
outpost_list_selection_contains (OutpostListSelection *self,
                                 OutpostWorkspace *workspace)
{
  return g_hash_table_contains (self->chosen, workspace);
}

void
outpost_list_selection_toggle (OutpostListSelection *self,
                               guint position)
{
  g_return_if_fail (OUTPOST_IS_LIST_SELECTION (self));

  if (self->active && is_chosen_at (self, position))
    unselect_item (GTK_SELECTION_MODEL (self), position);
  else
    select_item (GTK_SELECTION_MODEL (self), position, FALSE);
}

void
outpost_list_selection_extend (OutpostListSelection *self,
                               guint position)
{
  guint from = position;

  g_return_if_fail (OUTPOST_IS_LIST_SELECTION (self));

  for (guint i = 0; i < get_n_items (G_LIST_MODEL (self)) && self->anchor != NULL; i++)
    {
      g_autoptr(OutpostWorkspace) workspace = get_item (G_LIST_MODEL (self), i);

      if (workspace == self->anchor)
        from = i;
    }
  select_range (GTK_SELECTION_MODEL (self), MIN (from, position), MAX (from, position) - MIN (from, position) + 1, FALSE);
}

static gboolean
is_gone (gpointer workspace,
         gpointer value,
         gpointer data)
{
  OutpostListSelection *self = data;

  return outpost_workspace_list_lookup (self->workspaces, outpost_workspace_get_id (workspace)) != workspace;
}

/* Adds those of @model to @selected that are chosen and not in it yet. */
static void
add_chosen (OutpostListSelection *self,
            GListModel *model,
            GPtrArray *selected)
{
  g_autoptr(GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < selected->len; i++)
    g_hash_table_add (known, selected->pdata[i]);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(OutpostWorkspace) workspace = g_list_model_get_item (model, i);

      if (g_hash_table_contains (self->chosen, workspace) && !g_hash_table_contains (known, workspace))
        g_ptr_array_add (selected, g_steal_pointer (&workspace));
    }
}

guint
outpost_list_selection_retain (OutpostListSelection *self)
{
  g_autoptr(GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_gone, n_hidden;

  g_return_val_if_fail (OUTPOST_IS_LIST_SELECTION (self), 0);

  if (g_hash_table_size (self->chosen) == 0)
    return 0;
  n_gone = g_hash_table_foreach_remove (self->chosen, is_gone, self);
  add_chosen (self, self->all, shown);
  n_hidden = g_hash_table_size (self->chosen) - shown->len;
  if (n_gone == 0 && n_hidden == self->n_hidden)
    return 0;
  self->n_hidden = n_hidden;
  note_count (self);
  return n_gone;
}

GPtrArray *
outpost_list_selection_dup_selected (OutpostListSelection *self)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (OUTPOST_IS_LIST_SELECTION (self), selected);

  add_chosen (self, self->all, selected);
  if (selected->len < g_hash_table_size (self->chosen))
    add_chosen (self, G_LIST_MODEL (self->workspaces), selected);
  return selected;
}
