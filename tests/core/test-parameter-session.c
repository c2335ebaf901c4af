/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "outpost-api-templates.h"
#include "outpost-demo.h"
#include "outpost-error.h"
#include "outpost-parameter-session.h"
#include "outpost-test.h"

#define SOCKET "/api/v2/templateversions/*/dynamic-parameters"
#define EVALUATE "/api/v2/templateversions/*/dynamic-parameters/evaluate"
#define CLASSIC "/api/v2/templateversions/*/rich-parameters"
#define USER "11111111-1111-4111-8111-111111111111"

/* A conversation with a demo deployment, and the ids of the answers that came through. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostTemplate *template;
  OutpostParameterSession *session;
  GString *ids;
  OutpostParameterAnswer *last;
  guint n;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) templates = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  templates = outpost_test_await_boxed (outpost_api_list_templates (fixture->client, "exact_name:workshop"), &error);
  g_assert_no_error (error);
  fixture->template = outpost_template_ref (g_ptr_array_index (templates, 0));
  fixture->ids = g_string_new (NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->session != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->session));
  outpost_template_unref (fixture->template);
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
  g_clear_pointer (&fixture->last, outpost_parameter_answer_unref);
  g_string_free (fixture->ids, TRUE);
}

static void
answer_cb (Fixture *fixture,
           OutpostParameterAnswer *answer)
{
  fixture->n++;
  g_string_append_printf (fixture->ids, "%" G_GINT64_FORMAT " ", answer->id);
  g_clear_pointer (&fixture->last, outpost_parameter_answer_unref);
  fixture->last = outpost_parameter_answer_ref (answer);
}

static void
begin (Fixture *fixture)
{
  const char *version = fixture->template->active_version_id;

  fixture->session = outpost_parameter_session_new (fixture->client, version, USER, fixture->template->classic_parameters);
  g_signal_connect_swapped (fixture->session, "answer", G_CALLBACK (answer_cb), fixture);
}

static void
ask (Fixture *fixture,
     const char *name,
     const char *value)
{
  g_autoptr(GPtrArray) values = outpost_parameter_values_new ();

  outpost_parameter_values_add (values, name, value);
  outpost_parameter_session_ask (fixture->session, values);
}

static gboolean
is_idle (gpointer data)
{
  Fixture *fixture = data;

  return fixture->n > 0 && !outpost_parameter_session_is_busy (fixture->session);
}

static gboolean
is_one_shot (gpointer data)
{
  Fixture *fixture = data;

  return outpost_parameter_session_get_mode (fixture->session) == OUTPOST_PARAMETERS_ONE_SHOT && is_idle (fixture);
}

static gboolean
is_classic (gpointer data)
{
  Fixture *fixture = data;

  return outpost_parameter_session_get_mode (fixture->session) == OUTPOST_PARAMETERS_CLASSIC && is_idle (fixture);
}

static gboolean
has_failed (gpointer session)
{
  return outpost_parameter_session_get_mode (session) == OUTPOST_PARAMETERS_FAILED;
}

static const OutpostParameter *
find (OutpostParameterAnswer *answer,
      const char *name)
{
  for (guint i = 0; i < answer->parameters->len; i++)
    {
      const OutpostParameter *parameter = g_ptr_array_index (answer->parameters, i);

      if (g_str_equal (parameter->name, name))
        return parameter;
    }
  return NULL;
}

/* First an answer to nothing, then one to each question; a question that another answer brings. */
static void
test_conversation (Fixture *fixture,
                   gconstpointer data)
{
  begin (fixture);
  outpost_test_wait_until (is_idle, fixture);
  g_assert_cmpint (outpost_parameter_session_get_mode (fixture->session), ==, OUTPOST_PARAMETERS_LIVE);
  g_assert_cmpstr (fixture->ids->str, ==, "-1 ");
  g_assert_null (find (fixture->last, "gpu_model"));
  ask (fixture, "gpu", "true");
  g_assert_true (outpost_parameter_session_is_busy (fixture->session));
  outpost_test_wait_until (is_idle, fixture);
  g_assert_cmpstr (fixture->ids->str, ==, "-1 1 ");
  g_assert_nonnull (find (fixture->last, "gpu_model"));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "POST", EVALUATE), ==, 0);
}

/* Only the answer to the newest question counts. */
static void
test_newest (Fixture *fixture,
             gconstpointer data)
{
  begin (fixture);
  outpost_test_wait_until (is_idle, fixture);
  ask (fixture, "hostname", "a");
  ask (fixture, "hostname", "ab");
  ask (fixture, "hostname", "abc");
  outpost_test_wait_until (is_idle, fixture);
  g_assert_cmpstr (fixture->ids->str, ==, "-1 3 ");
  g_assert_cmpstr (find (fixture->last, "hostname")->value, ==, "abc");
}

#define ANSWER(id, name) "{\"id\":" #id ",\"diagnostics\":[],\"parameters\":[{\"name\":\"" name "\"}]}"

#define RIGHT ANSWER (-1, "right")

/* Answers to what was not asked and what is no answer at all are passed over. The socket stays open. */
static void
test_garbage (Fixture *fixture,
              gconstpointer data)
{
  static const char garbage[] = ANSWER (7, "late") "\nnothing\n[]\n{}\n{\"id\":\"-1\"}\n" ANSWER (3, "late") "\n" RIGHT;

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_GARBAGE, "GET", SOCKET, 1, 0, 0,
                          garbage, NULL);
  begin (fixture);
  outpost_test_wait_until (is_idle, fixture);
  g_assert_cmpstr (fixture->ids->str, ==, "-1 ");
  g_assert_nonnull (find (fixture->last, "right"));
}

/* The newest answer counts once, however often it comes; and an older one not again. */
static void
test_repeated (Fixture *fixture,
               gconstpointer data)
{
  static const char parts[] = RIGHT "\n" RIGHT "\f" ANSWER (1, "first") "\n" ANSWER (1, "first") "\n" RIGHT "\f" ANSWER (
      1, "first") "\n" ANSWER (2, "second");

  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_REPLAY, "GET", SOCKET, 1, 0, 0, parts, NULL);
  begin (fixture);
  outpost_test_wait_until (is_idle, fixture);
  ask (fixture, "hostname", "a");
  outpost_test_wait_until (is_idle, fixture);
  ask (fixture, "hostname", "ab");
  outpost_test_wait_until (is_idle, fixture);
  g_assert_cmpstr (fixture->ids->str, ==, "-1 1 2 ");
  g_assert_nonnull (find (fixture->last, "second"));
}

/* Cut after the opening: the next connection is told the newest values. */
static void
test_cut (Fixture *fixture,
          gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, "GET", SOCKET, 1, 1001, 0, ANSWER (-1, "gpu"), NULL);
  begin (fixture);
  outpost_test_wait_until (is_idle, fixture);
  ask (fixture, "gpu", "true");
  outpost_test_wait_until (is_idle, fixture);
  g_assert_nonnull (find (fixture->last, "gpu_model"));
  g_assert_cmpstr (find (fixture->last, "gpu")->value, ==, "true");
}

/* Ended by the deployment for good: the same by single requests. */
static void
test_ended (Fixture *fixture,
            gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_CLOSE, "GET", SOCKET, 1, 1000, 0, ANSWER (-1, "gpu"), NULL);
  begin (fixture);
  outpost_test_wait_until (is_one_shot, fixture);
  ask (fixture, "gpu", "true");
  outpost_test_wait_until (is_idle, fixture);
  g_assert_nonnull (find (fixture->last, "gpu_model"));
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "POST", EVALUATE), ==, 2);
}

/* Open, and silent. */
static void
test_silent (Fixture *fixture,
             gconstpointer data)
{
  outpost_client_set_deadline (fixture->client, 300);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_GARBAGE, "GET", SOCKET, 1, 0, 0, NULL, NULL);
  begin (fixture);
  outpost_test_wait_until (is_one_shot, fixture);
  g_assert_nonnull (find (fixture->last, "hostname"));
}

/* No websocket comes through a proxy. */
static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_HTML, "GET", SOCKET, 1, 0, 0, NULL, NULL);
  begin (fixture);
  outpost_test_wait_until (is_one_shot, fixture);
  g_assert_cmpstr (fixture->ids->str, ==, "0 ");
}

/* A deployment that knows neither way has the older one. */
static void
test_older (Fixture *fixture,
            gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, SOCKET "*", 0, 404, 0, "Route not found.", NULL);
  begin (fixture);
  outpost_test_wait_until (is_classic, fixture);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "GET", CLASSIC), ==, 1);
  g_assert_cmpuint (fixture->last->parameters->len, >, 5);
}

/* The template wants the older way: no websocket is tried. */
static void
test_classic (Fixture *fixture,
              gconstpointer data)
{
  fixture->session = outpost_parameter_session_new (fixture->client, fixture->template->active_version_id, USER, TRUE);
  g_signal_connect_swapped (fixture->session, "answer", G_CALLBACK (answer_cb), fixture);
  outpost_test_wait_until (is_classic, fixture);
  g_assert_cmpuint (outpost_demo_count_requests (fixture->demo, "GET", SOCKET "*"), ==, 0);
}

static void
test_failed (Fixture *fixture,
             gconstpointer data)
{
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_STATUS, NULL, SOCKET "*", 0, 403, 0, "Forbidden.", NULL);
  begin (fixture);
  outpost_test_wait_until (has_failed, fixture->session);
  g_assert_error (outpost_parameter_session_get_error (fixture->session), OUTPOST_ERROR, OUTPOST_ERROR_FORBIDDEN);
  g_assert_cmpuint (fixture->n, ==, 0);
}

/* ---- Recorded conversations -------------------------------------------------------------------------------------------- */

/* What the deployment sent in a recording, a message a line. */
static char *
dup_received (const char *name,
              guint *n)
{
  g_autofree char *path = g_build_filename (outpost_test_get_captures (), "ws", name, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GString *messages = g_string_new (NULL);

  *n = 0;
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr(JsonNode) node = json_from_string (lines[i], NULL);
      JsonObject *frame = node != NULL ? json_node_get_object (node) : NULL;

      if (frame == NULL || !g_str_equal (json_object_get_string_member (frame, "dir"), "recv")
          || !g_str_equal (json_object_get_string_member (frame, "op"), "text"))
        continue;
      g_string_append_printf (messages, "%s%s", *n > 0 ? "\n" : "", json_object_get_string_member (frame, "data"));
      g_string_truncate (messages, strlen (g_strchomp (messages->str)));
      ++*n;
    }
  return g_string_free (messages, FALSE);
}

/* Every message of the recordings can be read; what is not valid is never shown as a value. */
static void
test_recorded_messages (void)
{
  static const char *const names[] = { "204-dynamic-parameters-conversation.jsonl", "205-dynamic-parameters-owner-me.jsonl",
                                       "209-dynamic-parameters-missing-id.jsonl", "212-dynamic-parameters-classic-template.jsonl",
                                       "214-dynamic-parameters-no-parameters.jsonl" };
  guint n_complaints = 0;

  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("the recordings are not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      guint n;
      g_autofree char *text = dup_received (names[i], &n);
      g_auto(GStrv) messages = g_strsplit (text, "\n", -1);

      for (guint j = 0; j < n; j++)
        {
          g_autoptr(GBytes) bytes = g_bytes_new (messages[j], strlen (messages[j]));
          g_autoptr(GError) error = NULL;
          g_autoptr(OutpostParameterAnswer) answer = outpost_parameter_answer_new_from_json (bytes, &error);

          g_assert_no_error (error);
          for (guint k = 0; k < answer->parameters->len; k++)
            {
              const OutpostParameter *parameter = g_ptr_array_index (answer->parameters, k);

              g_assert_true (parameter->value == NULL || strstr (parameter->value, "data.coder_parameter") == NULL);
              n_complaints += parameter->diagnostics->len;
            }
        }
    }
  g_assert_cmpuint (n_complaints, >, 8);
}

/* A recorded conversation: what was asked, and the answers, numbered as a client counts. */
typedef struct
{
  GPtrArray *asked;   /* of GPtrArray of OutpostParameterValue */
  GPtrArray *answers; /* of char*; the first answers nothing */
} Recording;

static void
recording_clear (Recording *self)
{
  g_clear_pointer (&self->asked, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Recording, recording_clear)

static GPtrArray *
read_values (JsonObject *inputs)
{
  GPtrArray *values = outpost_parameter_values_new ();
  g_autoptr(GList) names = json_object_get_members (inputs);

  for (GList *l = names; l != NULL; l = l->next)
    outpost_parameter_values_add (values, l->data, json_object_get_string_member (inputs, l->data));
  return values;
}

static void
read_frame (Recording *self,
            JsonObject *frame)
{
  gboolean received = g_str_equal (json_object_get_string_member (frame, "dir"), "recv");
  g_autoptr(JsonNode) message = NULL;

  if (!g_str_equal (json_object_get_string_member (frame, "op"), "text"))
    return;
  message = json_from_string (json_object_get_string_member (frame, "data"), NULL);
  if (!received)
    {
      g_ptr_array_add (self->asked, read_values (json_object_get_object_member (json_node_get_object (message), "inputs")));
      return;
    }
  if (self->answers->len > 0)
    json_object_set_int_member (json_node_get_object (message), "id", self->answers->len);
  g_ptr_array_add (self->answers, json_to_string (message, FALSE));
}

static gboolean
load_recording (Recording *self)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("the recordings are not here");
      return FALSE;
    }
  path = g_build_filename (outpost_test_get_captures (), "ws", "204-dynamic-parameters-conversation.jsonl", NULL);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  self->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->answers = g_ptr_array_new_with_free_func (g_free);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr(JsonNode) frame = json_from_string (lines[i], NULL);

      read_frame (self, json_node_get_object (frame));
    }
  g_assert_cmpuint (self->asked->len, >, 8);
  g_assert_cmpuint (self->answers->len, ==, self->asked->len + 1);
  return TRUE;
}

/* What came through is the whole of the recorded answer. */
static void
assert_recorded (Fixture *fixture,
                 const Recording *recording,
                 guint number)
{
  g_autoptr(JsonNode) node = json_from_string (g_ptr_array_index (recording->answers, number), NULL);
  JsonArray *parameters = json_object_get_array_member (json_node_get_object (node), "parameters");

  g_assert_cmpint (fixture->last->id, ==, number > 0 ? (gint64) number : -1);
  g_assert_cmpuint (fixture->last->parameters->len, ==, json_array_get_length (parameters));
  for (guint i = 0; i < json_array_get_length (parameters); i++)
    {
      const OutpostParameter *parameter = g_ptr_array_index (fixture->last->parameters, i);
      JsonObject *wanted = json_array_get_object_element (parameters, i);
      JsonObject *value = json_object_get_object_member (wanted, "value");
      gboolean valid = json_object_get_boolean_member (value, "valid");

      g_assert_cmpstr (parameter->name, ==, json_object_get_string_member (wanted, "name"));
      g_assert_cmpstr (parameter->value, ==, valid ? json_object_get_string_member (value, "value") : NULL);
      g_assert_cmpuint (parameter->diagnostics->len, ==,
                        json_array_get_length (json_object_get_array_member (wanted, "diagnostics")));
    }
}

/* Each question of the recording, and its answer. */
static void
test_recorded_conversation (Fixture *fixture,
                            gconstpointer data)
{
  g_auto(Recording) recording = { NULL };
  g_autofree char *parts = NULL;

  if (!load_recording (&recording))
    return;
  g_ptr_array_add (recording.answers, NULL);
  parts = g_strjoinv ("\f", (char **) recording.answers->pdata);
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_REPLAY, "GET", SOCKET, 1, 0, 0, parts, NULL);
  begin (fixture);
  outpost_test_wait_until (is_idle, fixture);
  assert_recorded (fixture, &recording, 0);
  for (guint i = 0; i < recording.asked->len; i++)
    {
      outpost_parameter_session_ask (fixture->session, g_ptr_array_index (recording.asked, i));
      outpost_test_wait_until (is_idle, fixture);
      assert_recorded (fixture, &recording, i + 1);
    }
  g_assert_cmpuint (fixture->n, ==, recording.asked->len + 1);
}

/* The same, two questions at a time, with the answer to the second before that to the first; both come once more later. */
static void
test_recorded_swapped (Fixture *fixture,
                       gconstpointer data)
{
  g_auto(Recording) recording = { NULL };
  g_autoptr(GString) parts = NULL;
  guint n;

  if (!load_recording (&recording))
    return;
  n = recording.asked->len / 2;
  parts = g_string_new (g_ptr_array_index (recording.answers, 0));
  for (guint i = 0; i < n; i++)
    {
      const char *first = g_ptr_array_index (recording.answers, 2 * i + 1);
      const char *second = g_ptr_array_index (recording.answers, 2 * i + 2);

      /* Nothing for the first; with the next first question both once more. */
      g_string_append_printf (parts, "%s\f%s\n%s\n%s", i == 0 ? "\f" : "", second, first, second);
      g_string_append_printf (parts, "\f%s\n%s", first, second);
    }
  outpost_demo_add_fault (fixture->demo, OUTPOST_DEMO_FAULT_WS_REPLAY, "GET", SOCKET, 1, 0, 0, parts->str, NULL);
  begin (fixture);
  outpost_test_wait_until (is_idle, fixture);
  for (guint i = 0; i < n; i++)
    {
      outpost_parameter_session_ask (fixture->session, g_ptr_array_index (recording.asked, 2 * i));
      outpost_parameter_session_ask (fixture->session, g_ptr_array_index (recording.asked, 2 * i + 1));
      outpost_test_wait_until (is_idle, fixture);
      assert_recorded (fixture, &recording, 2 * i + 2);
    }
  g_assert_cmpuint (fixture->n, ==, n + 1);
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
#define ADD(path, function) g_test_add ("/parameter-session/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("conversation", test_conversation);
  ADD ("newest", test_newest);
  ADD ("garbage", test_garbage);
  ADD ("repeated", test_repeated);
  ADD ("cut", test_cut);
  ADD ("ended", test_ended);
  ADD ("silent", test_silent);
  ADD ("refused", test_refused);
  ADD ("older", test_older);
  ADD ("classic", test_classic);
  ADD ("failed", test_failed);
  ADD ("recorded-conversation", test_recorded_conversation);
  ADD ("recorded-swapped", test_recorded_swapped);
  g_test_add_func ("/parameter-session/recorded-messages", test_recorded_messages);
  return g_test_run ();
}
