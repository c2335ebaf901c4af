/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-template-list.h"

#include "outpost-error.h"
#include "outpost-main-loop-private.h"
#include "outpost-template-check.h"
#include "outpost-weak.h"

/* Versions asked for at once, and in all: a reason is a courtesy, not worth hundreds of requests. */
#define AT_ONCE 4
#define MOST_REASONS 40

/* ---- A template as somebody may choose it ---------------------------------------------------------------------------- */

struct _OutpostTemplateChoice
{
  GObject parent_instance;

  OutpostTemplate *template;
  GError *reason;
};

enum
{
  CHOICE_PROP_0,
  CHOICE_PROP_REASON,
  N_CHOICE_PROPS
};

static GParamSpec *choice_properties[N_CHOICE_PROPS];

G_DEFINE_FINAL_TYPE (OutpostTemplateChoice, outpost_template_choice, G_TYPE_OBJECT)

static void
outpost_template_choice_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  if (prop_id == CHOICE_PROP_REASON)
    g_value_set_boxed (value, OUTPOST_TEMPLATE_CHOICE (object)->reason);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
outpost_template_choice_finalize (GObject *object)
{
  OutpostTemplateChoice *self = OUTPOST_TEMPLATE_CHOICE (object);

  g_clear_pointer (&self->template, outpost_template_unref);
  g_clear_error (&self->reason);
  G_OBJECT_CLASS (outpost_template_choice_parent_class)->finalize (object);
}

static void
outpost_template_choice_class_init (OutpostTemplateChoiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = outpost_template_choice_get_property;
  object_class->finalize = outpost_template_choice_finalize;
  choice_properties[CHOICE_PROP_REASON] = g_param_spec_boxed (
      "reason", NULL, NULL, G_TYPE_ERROR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_CHOICE_PROPS, choice_properties);
}

static void
outpost_template_choice_init (OutpostTemplateChoice *self)
{
}

static OutpostTemplateChoice *
choice_new (OutpostTemplate *template,
            gboolean external)
{
  OutpostTemplateChoice *self = g_object_new (OUTPOST_TYPE_TEMPLATE_CHOICE, NULL);

  self->template = outpost_template_ref (template);
  if (outpost_template_check (template, NULL, &self->reason) && !external)
    self->reason = g_error_new (OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT, "%s has no external agent",
                                template->name);
  return self;
}

OutpostTemplate *
outpost_template_choice_get_template (OutpostTemplateChoice *self)
{
  return self->template;
}

const GError *
outpost_template_choice_get_reason (OutpostTemplateChoice *self)
{
  return self->reason;
}

/* ---- The list ---------------------------------------------------------------------------------------------------- */

struct _OutpostTemplateList
{
  GObject parent_instance;

  OutpostClient *client;
  GListStore *suitable;
  GListStore *unsuitable;
  DexFuture *loading;
  GPtrArray *asking; /* of DexFuture: for reasons */
  guint next_reason;
  gboolean wants_reasons;
  gboolean loaded;
  gboolean several_organizations;
  GError *error;
};

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_LOADED,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OutpostTemplateList, outpost_template_list, G_TYPE_OBJECT)

typedef struct
{
  GWeakRef list;
  OutpostTemplateChoice *choice;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_weak_ref_clear (&self->list);
  g_object_unref (self->choice);
  g_free (self);
}

/* Goes on with the next one that was only said to have no agent. */
static void
ask_reason (OutpostTemplateList *self,
            DexFutureCallback answered)
{
  guint n = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->unsuitable)), MOST_REASONS);

  while (self->next_reason < n)
    {
      g_autoptr(OutpostTemplateChoice) choice = g_list_model_get_item (G_LIST_MODEL (self->unsuitable), self->next_reason++);
      Asking *asking;
      DexFuture *asked;

      if (!g_error_matches (choice->reason, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_NO_EXTERNAL_AGENT))
        continue;
      asking = g_new0 (Asking, 1);
      g_weak_ref_init (&asking->list, self);
      asking->choice = g_object_ref (choice);
      asked = outpost_api_get_template_version (self->client, choice->template->active_version_id);
      g_ptr_array_add (self->asking, dex_future_finally (outpost_main_loop_settle (asked), answered, asking, asking_free));
      return;
    }
}

static DexFuture *
reason_cb (DexFuture *completed,
           gpointer data)
{
  Asking *asking = data;
  g_autoptr(OutpostTemplateList) self = g_weak_ref_get (&asking->list);
  g_autoptr(GError) reason = NULL;
  const GValue *value = dex_future_get_value (completed, NULL);

  if (self == NULL)
    return NULL;
  /* One that has an agent by now was changed since it was listed: it stands in the right place the next time. */
  if (value != NULL && !outpost_template_check (asking->choice->template, g_value_get_boxed (value), &reason))
    {
      g_clear_error (&asking->choice->reason);
      asking->choice->reason = g_steal_pointer (&reason);
      g_object_notify_by_pspec (G_OBJECT (asking->choice), choice_properties[CHOICE_PROP_REASON]);
    }
  ask_reason (self, reason_cb);
  return NULL;
}

/* ---- Loading ----------------------------------------------------------------------------------------------------- */

/* What the three questions answered. */
typedef struct
{
  GPtrArray *all;
  GPtrArray *external;
  GPtrArray *deprecated;
} Answers;

static void
answers_clear (Answers *self)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->external, g_ptr_array_unref);
  g_clear_pointer (&self->deprecated, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answers, answers_clear)

static GPtrArray *
dup_array (DexFuture *set,
           guint index)
{
  return g_value_dup_boxed (dex_future_get_value (dex_future_set_get_future_at (DEX_FUTURE_SET (set), index), NULL));
}

/* Deprecated ones are only listed when they are asked for (correction 24). */
static gboolean
read_answers (DexFuture *completed,
              Answers *answers,
              GError **error)
{
  if (dex_future_get_value (completed, error) == NULL)
    return FALSE;
  answers->all = dup_array (completed, 0);
  answers->external = dup_array (completed, 1);
  answers->deprecated = dup_array (completed, 2);
  return TRUE;
}

static void
add (GPtrArray *suitable,
     GPtrArray *unsuitable,
     OutpostTemplate *template,
     gboolean external)
{
  OutpostTemplateChoice *choice = choice_new (template, external);

  g_ptr_array_add (choice->reason == NULL ? suitable : unsuitable, choice);
}

static GHashTable *
collect_ids (GPtrArray *templates)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < templates->len; i++)
    g_hash_table_add (ids, ((OutpostTemplate *) g_ptr_array_index (templates, i))->id);
  return ids;
}

static void
note_organizations (OutpostTemplateList *self,
                    GPtrArray *templates)
{
  const char *first = NULL;

  self->several_organizations = FALSE;
  for (guint i = 0; i < templates->len; i++)
    {
      const OutpostTemplate *template = g_ptr_array_index (templates, i);

      if (first == NULL)
        first = template->organization_id;
      else if (!g_str_equal (first, template->organization_id))
        self->several_organizations = TRUE;
    }
}

static void
take (OutpostTemplateList *self,
      const Answers *answers)
{
  g_autoptr(GHashTable) external = collect_ids (answers->external);
  g_autoptr(GHashTable) listed = collect_ids (answers->all);
  g_autoptr(GPtrArray) suitable = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) unsuitable = g_ptr_array_new_with_free_func (g_object_unref);

  note_organizations (self, answers->all);
  for (guint i = 0; i < answers->all->len; i++)
    {
      OutpostTemplate *template = g_ptr_array_index (answers->all, i);

      add (suitable, unsuitable, template, g_hash_table_contains (external, template->id));
    }
  for (guint i = 0; i < answers->deprecated->len; i++)
    {
      OutpostTemplate *template = g_ptr_array_index (answers->deprecated, i);

      if (!g_hash_table_contains (listed, template->id))
        add (suitable, unsuitable, template, TRUE);
    }
  g_list_store_splice (self->suitable, 0, g_list_model_get_n_items (G_LIST_MODEL (self->suitable)), suitable->pdata, suitable->len);
  g_list_store_splice (self->unsuitable, 0, g_list_model_get_n_items (G_LIST_MODEL (self->unsuitable)), unsuitable->pdata,
                       unsuitable->len);
}

static void
set_error (OutpostTemplateList *self,
           GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

static void
find_reasons (OutpostTemplateList *self)
{
  if (self->next_reason > 0 || self->loading != NULL)
    return;
  for (guint i = 0; i < AT_ONCE; i++)
    ask_reason (self, reason_cb);
}

static DexFuture *
loaded_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(OutpostTemplateList) self = g_weak_ref_get (data);
  g_auto(Answers) answers = { NULL };
  GError *error = NULL;

  if (self == NULL)
    return NULL;
  if (read_answers (completed, &answers, &error))
    take (self, &answers);
  set_error (self, error);
  if (error == NULL && !self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADED]);
    }
  dex_clear (&self->loading);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  if (self->wants_reasons)
    find_reasons (self);
  return NULL;
}

static DexFuture *
nothing_cb (DexFuture *completed,
            gpointer data)
{
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_new ());
}

/* Without the deprecated ones the list is still whole; without the others it is not. */
static DexFuture *
load_all (OutpostClient *client)
{
  return dex_future_all_race (outpost_main_loop_settle (outpost_api_list_templates (client, "")),
                              outpost_main_loop_settle (outpost_api_list_templates (client, "has_external_agent:true")),
                              dex_future_catch (outpost_main_loop_settle (outpost_api_list_templates (client, "deprecated:true")),
                                                nothing_cb, NULL, NULL),
                              NULL);
}

void
outpost_template_list_load (OutpostTemplateList *self)
{
  dex_clear (&self->loading);
  g_ptr_array_set_size (self->asking, 0);
  self->next_reason = 0;
  self->loading = dex_future_finally (load_all (self->client), loaded_cb, outpost_weak_new (self), outpost_weak_free);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
outpost_template_list_find_reasons (OutpostTemplateList *self)
{
  self->wants_reasons = TRUE;
  find_reasons (self);
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_template_list_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  OutpostTemplateList *self = OUTPOST_TEMPLATE_LIST (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->loading != NULL);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
outpost_template_list_dispose (GObject *object)
{
  OutpostTemplateList *self = OUTPOST_TEMPLATE_LIST (object);

  dex_clear (&self->loading);
  g_ptr_array_set_size (self->asking, 0);
  G_OBJECT_CLASS (outpost_template_list_parent_class)->dispose (object);
}

static void
outpost_template_list_finalize (GObject *object)
{
  OutpostTemplateList *self = OUTPOST_TEMPLATE_LIST (object);

  g_ptr_array_unref (self->asking);
  g_object_unref (self->suitable);
  g_object_unref (self->unsuitable);
  g_clear_object (&self->client);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (outpost_template_list_parent_class)->finalize (object);
}

static void
outpost_template_list_class_init (OutpostTemplateListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = outpost_template_list_get_property;
  object_class->dispose = outpost_template_list_dispose;
  object_class->finalize = outpost_template_list_finalize;
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
outpost_template_list_init (OutpostTemplateList *self)
{
  self->suitable = g_list_store_new (OUTPOST_TYPE_TEMPLATE_CHOICE);
  self->unsuitable = g_list_store_new (OUTPOST_TYPE_TEMPLATE_CHOICE);
  self->asking = g_ptr_array_new_with_free_func ((GDestroyNotify) dex_unref);
}

OutpostTemplateList *
outpost_template_list_new (OutpostClient *client)
{
  OutpostTemplateList *self = g_object_new (OUTPOST_TYPE_TEMPLATE_LIST, NULL);

  self->client = g_object_ref (client);
  return self;
}

GListModel *
outpost_template_list_get_suitable (OutpostTemplateList *self)
{
  return G_LIST_MODEL (self->suitable);
}

GListModel *
outpost_template_list_get_unsuitable (OutpostTemplateList *self)
{
  return G_LIST_MODEL (self->unsuitable);
}

gboolean
outpost_template_list_is_busy (OutpostTemplateList *self)
{
  return self->loading != NULL;
}

gboolean
outpost_template_list_is_loaded (OutpostTemplateList *self)
{
  return self->loaded;
}

const GError *
outpost_template_list_get_error (OutpostTemplateList *self)
{
  return self->error;
}

gboolean
outpost_template_list_has_several_organizations (OutpostTemplateList *self)
{
  return self->several_organizations;
}
