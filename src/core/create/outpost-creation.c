/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-creation.h"

#include "api/outpost-api.h"
#include "outpost-error.h"
#include "outpost-main-loop-private.h"
#include "outpost-template-check.h"
#include "outpost-weak.h"

/* How long somebody types on before the deployment is asked. */
#define PAUSE_MS 150

/* A workspace in the making. */
struct _OutpostCreation
{
  GObject parent_instance;

  OutpostClient *client;
  char *owner;
  char *owner_id;
  char *workspace_id; /* of an update, else NULL */
  char *template_id;  /* of an update from the start, else NULL */
  char *former_build_id;

  OutpostTemplate *template;
  OutpostTemplateVersion *version;
  gboolean pinned;
  GPtrArray *presets;
  GPtrArray *auths;
  OutpostPreset *preset;
  char *lost_preset; /* the name of the one that was chosen, and that this version does not have */

  OutpostQuestionList *questions;
  OutpostParameterSession *session;
  gboolean answered; /* the questions of this version are there */
  guint pause;
  guint stamp;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (OutpostCreation, outpost_creation, G_TYPE_OBJECT)

static void
emit_changed (OutpostCreation *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* ---- Questions --------------------------------------------------------------------------------------------------- */

static void
ask (OutpostCreation *self)
{
  g_autoptr(GPtrArray) inputs = outpost_question_list_dup_inputs (self->questions);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->session != NULL && (inputs->len > 0 || self->answered))
    outpost_parameter_session_ask (self->session, inputs);
}

static gboolean
pause_over_cb (gpointer data)
{
  OutpostCreation *self = data;

  self->pause = 0;
  ask (self);
  emit_changed (self);
  return G_SOURCE_REMOVE;
}

static void
answered_cb (OutpostCreation *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->session != NULL && outpost_parameter_session_get_mode (self->session) != OUTPOST_PARAMETERS_CLASSIC)
    self->pause = g_timeout_add (PAUSE_MS, pause_over_cb, self);
  emit_changed (self);
}

static gboolean
is_classic (OutpostCreation *self)
{
  return outpost_parameter_session_get_mode (self->session) == OUTPOST_PARAMETERS_CLASSIC;
}

static void
answer_cb (OutpostCreation *self,
           OutpostParameterAnswer *answer)
{
  self->answered = TRUE;
  outpost_question_list_apply (self->questions, answer, !is_classic (self) && self->pause == 0);
  emit_changed (self);
}

static void
end_session (OutpostCreation *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  self->answered = FALSE;
}

static void
begin_session (OutpostCreation *self)
{
  end_session (self);
  outpost_question_list_clear (self->questions);
  self->session
      = outpost_parameter_session_new (self->client, self->version->id, self->owner_id, self->template->classic_parameters);
  g_signal_connect_swapped (self->session, "answer", G_CALLBACK (answer_cb), self);
  g_signal_connect_swapped (self->session, "notify", G_CALLBACK (emit_changed), self);
  ask (self);
}

void
outpost_creation_ask_again (OutpostCreation *self)
{
  begin_session (self);
  emit_changed (self);
}

/* ---- Choosing ---------------------------------------------------------------------------------------------------- */

/* What somebody chose, on its way. */
typedef struct
{
  GWeakRef creation;
  OutpostTemplate *template;
  gboolean pinned;
  guint stamp;
} Choosing;

static void
choosing_free (gpointer data)
{
  Choosing *self = data;

  g_weak_ref_clear (&self->creation);
  outpost_template_unref (self->template);
  g_free (self);
}

static gpointer
get_boxed (DexFuture *set,
           guint index)
{
  return g_value_get_boxed (dex_future_get_value (dex_future_set_get_future_at (DEX_FUTURE_SET (set), index), NULL));
}

static OutpostPreset *
find_preset (GPtrArray *presets,
             const char *name)
{
  for (guint i = 0; i < presets->len; i++)
    if (g_str_equal (((OutpostPreset *) g_ptr_array_index (presets, i))->name, name))
      return g_ptr_array_index (presets, i);
  return NULL;
}

static OutpostPreset *
find_default_preset (GPtrArray *presets)
{
  for (guint i = 0; presets != NULL && i < presets->len; i++)
    if (((OutpostPreset *) g_ptr_array_index (presets, i))->is_default)
      return g_ptr_array_index (presets, i);
  return NULL;
}

/* Of another version of the same template: what was chosen, by its name, also where that was none. */
static void
take_presets (OutpostCreation *self,
              GPtrArray *presets,
              gboolean same_template)
{
  g_autoptr(GPtrArray) former = g_steal_pointer (&self->presets);
  const char *chosen = self->preset != NULL ? self->preset->name : self->lost_preset;
  g_autofree char *name = same_template ? g_strdup (chosen) : NULL;
  gboolean declined = same_template && name == NULL && find_default_preset (former) != NULL;
  OutpostPreset *preset = NULL;

  self->presets = g_ptr_array_ref (presets);
  /* A build of what there is knows its own values. */
  if (self->workspace_id != NULL)
    g_clear_pointer (&name, g_free);
  else if (name != NULL)
    preset = find_preset (presets, name);
  else if (!declined)
    preset = find_default_preset (presets);
  outpost_creation_set_preset (self, preset);
  g_set_str (&self->lost_preset, preset == NULL ? name : NULL);
}

static void
take_choice (OutpostCreation *self,
             const Choosing *choosing,
             DexFuture *set)
{
  OutpostTemplateVersion *version = get_boxed (set, 0);
  gboolean same = self->version != NULL && g_str_equal (self->version->id, version->id);
  gboolean same_template = self->template != NULL && g_str_equal (self->template->id, choosing->template->id);

  g_clear_pointer (&self->template, outpost_template_unref);
  g_clear_pointer (&self->version, outpost_template_version_unref);
  g_clear_pointer (&self->auths, g_ptr_array_unref);
  self->template = outpost_template_ref (choosing->template);
  self->version = outpost_template_version_ref (version);
  self->auths = g_ptr_array_ref (get_boxed (set, 2));
  self->pinned = choosing->pinned;
  take_presets (self, get_boxed (set, 1), same_template);
  if (!same || self->session == NULL || outpost_parameter_session_get_mode (self->session) == OUTPOST_PARAMETERS_FAILED)
    begin_session (self);
  emit_changed (self);
}

static DexFuture *
chosen_cb (DexFuture *completed,
           gpointer data)
{
  Choosing *choosing = data;
  g_autoptr(OutpostCreation) self = g_weak_ref_get (&choosing->creation);
  GError *error = NULL;

  if (self == NULL || choosing->stamp != self->stamp)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Something else was chosen");
  /* A deprecated template makes no new workspaces; those that there are can be built. */
  if (!outpost_template_check (self->workspace_id == NULL ? choosing->template : NULL, get_boxed (completed, 0), &error))
    return dex_future_new_for_error (error);
  take_choice (self, choosing, completed);
  return dex_future_new_true ();
}

DexFuture *
outpost_creation_choose (OutpostCreation *self,
                         OutpostTemplate *template,
                         const char *version_id)
{
  const char *id = version_id != NULL ? version_id : template->active_version_id;
  Choosing *choosing = g_new0 (Choosing, 1);
  DexFuture *asked;

  g_weak_ref_init (&choosing->creation, self);
  choosing->template = outpost_template_ref (template);
  choosing->pinned = version_id != NULL;
  choosing->stamp = ++self->stamp;
  asked = dex_future_all_race (outpost_main_loop_settle (outpost_api_get_template_version (self->client, id)),
                               outpost_main_loop_settle (outpost_api_list_presets (self->client, id)),
                               outpost_main_loop_settle (outpost_api_list_external_auths (self->client, id)), NULL);
  return dex_future_then (asked, chosen_cb, choosing, choosing_free);
}

void
outpost_creation_set_preset (OutpostCreation *self,
                             OutpostPreset *preset)
{
  g_clear_pointer (&self->lost_preset, g_free);
  if (self->preset == preset)
    return;
  g_clear_pointer (&self->preset, outpost_preset_unref);
  self->preset = preset != NULL ? outpost_preset_ref (preset) : NULL;
  outpost_question_list_set_preset (self->questions, preset);
  emit_changed (self);
}

/* ---- Accounts elsewhere -------------------------------------------------------------------------------------------- */

gboolean
outpost_creation_needs_auth (OutpostCreation *self)
{
  for (guint i = 0; self->auths != NULL && i < self->auths->len; i++)
    {
      const OutpostExternalAuth *auth = g_ptr_array_index (self->auths, i);

      if (!auth->authenticated && !auth->optional)
        return TRUE;
    }
  return FALSE;
}

static DexFuture *
auths_cb (DexFuture *completed,
          gpointer data)
{
  g_autoptr(OutpostCreation) self = g_weak_ref_get (data);

  if (self == NULL)
    return dex_future_new_false ();
  g_clear_pointer (&self->auths, g_ptr_array_unref);
  self->auths = g_value_dup_boxed (dex_future_get_value (completed, NULL));
  emit_changed (self);
  return dex_future_new_for_boolean (!outpost_creation_needs_auth (self));
}

DexFuture *
outpost_creation_check_auths (OutpostCreation *self)
{
  DexFuture *asked = outpost_api_list_external_auths (self->client, self->version->id);

  return dex_future_then (outpost_main_loop_settle (asked), auths_cb, outpost_weak_new (self), outpost_weak_free);
}

/* ---- The request ------------------------------------------------------------------------------------------------- */

/* All that the request needs: it does not change any more, whatever is typed meanwhile. */
typedef struct
{
  OutpostClient *client;
  char *owner;
  char *name;
  char *workspace_id;
  OutpostTemplate *template;
  OutpostTemplateVersion *version;
  gboolean pinned;
  char *preset_id;
  GPtrArray *values;
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  g_object_unref (self->client);
  g_free (self->owner);
  g_free (self->name);
  g_free (self->workspace_id);
  g_clear_pointer (&self->template, outpost_template_unref);
  g_clear_pointer (&self->version, outpost_template_version_unref);
  g_free (self->preset_id);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self);
}

/* In a fiber: whether the owner has no workspace of that name yet. */
static gboolean
await_free_name (OutpostClient *client,
                 const char *owner,
                 const char *name,
                 GError **error)
{
  g_autoptr(GError) answer = NULL;
  g_autoptr(OutpostWorkspace) taken = dex_await_object (outpost_api_get_workspace_by_name (client, owner, name), &answer);

  if (taken != NULL)
    g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_CONFLICT, "a workspace already exists named \"%s\"", name);
  else if (!g_error_matches (answer, OUTPOST_ERROR, OUTPOST_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&answer));
  return taken == NULL && answer != NULL;
}

/* In a fiber: what holds of template and version now. Whoever took the active version means the one that is active now. */
static gboolean
await_check (const Request *request,
             GError **error)
{
  g_autoptr(OutpostTemplate) template
      = dex_await_boxed (outpost_api_get_template (request->client, request->template->id), error);
  g_autoptr(OutpostTemplateVersion) version = NULL;
  gboolean moved;

  if (template == NULL)
    return FALSE;
  moved = !request->pinned && !g_str_equal (template->active_version_id, request->version->id);
  version = dex_await_boxed (
      outpost_api_get_template_version (request->client, moved ? template->active_version_id : request->version->id), error);
  if (version == NULL || !outpost_template_check (request->workspace_id == NULL ? template : NULL, version, error))
    return FALSE;
  if (!moved)
    return TRUE;
  g_set_error (error, OUTPOST_TEMPLATE_ERROR, OUTPOST_TEMPLATE_ERROR_NEW_VERSION, "%s", version->name);
  return FALSE;
}

static DexFuture *
submit_fiber (gpointer data)
{
  const Request *request = data;
  GError *error = NULL;

  if (!await_check (request, &error))
    return dex_future_new_for_error (error);
  if (request->workspace_id != NULL)
    return outpost_api_update_workspace (request->client, request->workspace_id, request->version->id, request->values);
  if (!await_free_name (request->client, request->owner, request->name, &error))
    return dex_future_new_for_error (error);
  return outpost_api_create_workspace (request->client, request->owner, request->name, request->version->id, request->preset_id,
                                       request->values);
}

DexFuture *
outpost_creation_submit (OutpostCreation *self,
                         const char *name)
{
  Request *request = g_new0 (Request, 1);

  dex_return_error_if_fail (self->version != NULL);

  request->client = g_object_ref (self->client);
  request->owner = g_strdup (self->owner);
  request->name = g_strdup (name);
  request->workspace_id = g_strdup (self->workspace_id);
  request->template = outpost_template_ref (self->template);
  request->version = outpost_template_version_ref (self->version);
  request->pinned = self->pinned;
  request->preset_id = self->preset != NULL ? g_strdup (self->preset->id) : NULL;
  request->values = outpost_question_list_dup_values (self->questions);
  return outpost_main_loop_settle (dex_scheduler_spawn (NULL, 0, submit_fiber, request, request_free));
}

static DexFuture *
name_fiber (gpointer data)
{
  const Request *request = data;
  GError *error = NULL;

  if (!await_free_name (request->client, request->owner, request->name, &error))
    return dex_future_new_for_error (error);
  return dex_future_new_true ();
}

DexFuture *
outpost_creation_check_name (OutpostCreation *self,
                             const char *name)
{
  Request *request = g_new0 (Request, 1);

  request->client = g_object_ref (self->client);
  request->owner = g_strdup (self->owner);
  request->name = g_strdup (name);
  return outpost_main_loop_settle (dex_scheduler_spawn (NULL, 0, name_fiber, request, request_free));
}

/* ---- Object ------------------------------------------------------------------------------------------------------ */

static void
outpost_creation_dispose (GObject *object)
{
  end_session (OUTPOST_CREATION (object));
  G_OBJECT_CLASS (outpost_creation_parent_class)->dispose (object);
}

static void
outpost_creation_finalize (GObject *object)
{
  OutpostCreation *self = OUTPOST_CREATION (object);

  g_clear_object (&self->client);
  g_clear_object (&self->questions);
  g_clear_pointer (&self->template, outpost_template_unref);
  g_clear_pointer (&self->version, outpost_template_version_unref);
  g_clear_pointer (&self->presets, g_ptr_array_unref);
  g_clear_pointer (&self->auths, g_ptr_array_unref);
  g_clear_pointer (&self->preset, outpost_preset_unref);
  g_free (self->lost_preset);
  g_free (self->owner);
  g_free (self->owner_id);
  g_free (self->workspace_id);
  g_free (self->template_id);
  g_free (self->former_build_id);
  G_OBJECT_CLASS (outpost_creation_parent_class)->finalize (object);
}

static void
outpost_creation_class_init (OutpostCreationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = outpost_creation_dispose;
  object_class->finalize = outpost_creation_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
outpost_creation_init (OutpostCreation *self)
{
  self->questions = outpost_question_list_new ();
  g_signal_connect_object (self->questions, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

OutpostCreation *
outpost_creation_new (OutpostClient *client,
                      const char *owner,
                      const char *owner_id)
{
  OutpostCreation *self = g_object_new (OUTPOST_TYPE_CREATION, NULL);

  self->client = g_object_ref (client);
  self->owner = g_strdup (owner);
  self->owner_id = g_strdup (owner_id);
  return self;
}

OutpostCreation *
outpost_creation_new_update (OutpostClient *client,
                             OutpostWorkspace *workspace)
{
  OutpostCreation *self
      = outpost_creation_new (client, outpost_workspace_get_owner_name (workspace), outpost_workspace_get_owner_id (workspace));

  self->workspace_id = g_strdup (outpost_workspace_get_id (workspace));
  self->template_id = g_strdup (outpost_workspace_get_template_id (workspace));
  self->former_build_id = g_strdup (outpost_build_get_id (outpost_workspace_get_latest_build (workspace)));
  return self;
}

static DexFuture *
loaded_cb (DexFuture *completed,
           gpointer data)
{
  g_autoptr(OutpostCreation) self = g_weak_ref_get (data);

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Nobody waits any more");
  outpost_question_list_set_previous (self->questions, get_boxed (completed, 1));
  return outpost_creation_choose (self, get_boxed (completed, 0), NULL);
}

DexFuture *
outpost_creation_load (OutpostCreation *self)
{
  DexFuture *template, *former, *asked;

  dex_return_error_if_fail (self->template_id != NULL);

  template = outpost_main_loop_settle (outpost_api_get_template (self->client, self->template_id));
  former = outpost_main_loop_settle (outpost_api_get_build_parameters (self->client, self->former_build_id));
  asked = dex_future_all_race (template, former, NULL);
  return dex_future_then (asked, loaded_cb, outpost_weak_new (self), outpost_weak_free);
}

void
outpost_creation_set_workspace (OutpostCreation *self,
                                OutpostWorkspace *workspace)
{
  g_autoptr(GPtrArray) values = outpost_parameter_values_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->questions)); i++)
    {
      g_autoptr(OutpostQuestion) question = g_list_model_get_item (G_LIST_MODEL (self->questions), i);
      const OutpostParameter *parameter = outpost_question_get_parameter (question);

      /* The deployment forgets what is ephemeral, and takes no preset for another build: it is said again. */
      if (!parameter->ephemeral)
        outpost_parameter_values_add (values, parameter->name, outpost_question_get_value (question));
      else if (outpost_question_is_preset (question))
        {
          g_autofree char *value = g_strdup (outpost_question_get_value (question));

          outpost_question_answer (question, value);
        }
    }
  g_set_str (&self->workspace_id, outpost_workspace_get_id (workspace));
  outpost_creation_set_preset (self, NULL);
  outpost_question_list_set_previous (self->questions, values);
  emit_changed (self);
}

gboolean
outpost_creation_is_update (OutpostCreation *self)
{
  return self->workspace_id != NULL;
}

gboolean
outpost_creation_has_former_build (OutpostCreation *self)
{
  return self->former_build_id != NULL;
}

OutpostTemplate *
outpost_creation_get_template (OutpostCreation *self)
{
  return self->template;
}

OutpostTemplateVersion *
outpost_creation_get_version (OutpostCreation *self)
{
  return self->version;
}

gboolean
outpost_creation_is_pinned (OutpostCreation *self)
{
  return self->pinned;
}

GPtrArray *
outpost_creation_get_presets (OutpostCreation *self)
{
  return self->presets;
}

GPtrArray *
outpost_creation_get_auths (OutpostCreation *self)
{
  return self->auths;
}

OutpostPreset *
outpost_creation_get_preset (OutpostCreation *self)
{
  return self->preset;
}

const char *
outpost_creation_get_lost_preset (OutpostCreation *self)
{
  return self->lost_preset;
}

OutpostQuestionList *
outpost_creation_get_questions (OutpostCreation *self)
{
  return self->questions;
}

OutpostParameterMode
outpost_creation_get_mode (OutpostCreation *self)
{
  return self->session != NULL ? outpost_parameter_session_get_mode (self->session) : OUTPOST_PARAMETERS_CONNECTING;
}

const GError *
outpost_creation_get_error (OutpostCreation *self)
{
  return self->session != NULL && outpost_creation_get_mode (self) == OUTPOST_PARAMETERS_FAILED
             ? outpost_parameter_session_get_error (self->session)
             : NULL;
}

gboolean
outpost_creation_is_busy (OutpostCreation *self)
{
  return self->pause != 0 || (self->session != NULL && outpost_parameter_session_is_busy (self->session));
}

gboolean
outpost_creation_is_settled (OutpostCreation *self)
{
  return outpost_creation_get_mode (self) == OUTPOST_PARAMETERS_FAILED || (self->answered && !outpost_creation_is_busy (self));
}

gboolean
outpost_creation_is_ready (OutpostCreation *self)
{
  return self->answered && !outpost_creation_is_busy (self) && outpost_creation_get_mode (self) != OUTPOST_PARAMETERS_FAILED
         && outpost_question_list_is_good (self->questions);
}
