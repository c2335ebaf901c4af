/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "outpost-demo-fixture.h"

/* The demo deployment by itself, and held against the recordings: the same status, words, keys and kinds of values. */

/* ---- Against the recordings -------------------------------------------------------------------------------------- */

typedef struct
{
  const char *recording;
  const char *method;
  const char *path; /* see fill_path() */
  const char *key;  /* NULL: a good one; "" none */
  const char *body;
  gboolean same_text; /* the whole body is the same */
} Situation;

static const Situation situations[] = {
  { "001-buildinfo", "GET", "/api/v2/buildinfo", "", NULL, FALSE },
  { "005-authmethods", "GET", "/api/v2/users/authmethods", "", NULL, FALSE },
  { "011-users-first-after", "GET", "/api/v2/users/first", "", NULL, TRUE },
  { "012-login-wrong-password", "POST", "/api/v2/users/login", "", "{\"email\":\"you@demo.example\",\"password\":\"nope\"}",
    TRUE },
  { "014-login-email-malformed", "POST", "/api/v2/users/login", "", "{\"email\":\"alice\",\"password\":\"nope\"}", TRUE },
  { "038-entitlements", "GET", "/api/v2/entitlements", NULL, NULL, FALSE },
  { "076-me-no-token", "GET", "/api/v2/users/me", "", NULL, TRUE },
  { "077-me-bad-format-token", "GET", "/api/v2/users/me", "garbage", NULL, TRUE },
  { "078-me-unknown-token", "GET", "/api/v2/users/me", "aaaaaaaaaa-bbbbbbbbbbbbbbbbbbbbbb", NULL, TRUE },
  { "084-keys-create", "POST", "/api/v2/users/me/keys", NULL, NULL, FALSE },
  { "106-key-delete-again", "DELETE", "/api/v2/users/me/keys/8VSNGllyh4", NULL, NULL, TRUE },
  { "115-users-me-member", "GET", "/api/v2/users/me", NULL, NULL, FALSE },
  { "143-api-unknown-route", "GET", "/api/v2/nothing/here", NULL, NULL, TRUE },
  { "150-bad-uuid", "GET", "/api/v2/workspaces/not-a-uuid", NULL, NULL, TRUE },
  { "151-unknown-uuid", "GET", "/api/v2/workspaces/" UNKNOWN, NULL, NULL, TRUE },
  { "159-init-script-plan9-386", "GET", "/api/v2/init-script/plan9/386", "", NULL, TRUE },
  { "164-init-script-missing-arch", "GET", "/api/v2/init-script/linux", "", NULL, TRUE },
  { "225-workspace-created-not-connected", "GET", "/api/v2/workspaces/@gpu-02@", NULL, NULL, FALSE },
  { "391-workspace-hello-agent-connected-ready", "GET", "/api/v2/workspaces/@gpu-01@", NULL, NULL, FALSE },
  { "294-workspace-two-agents", "GET", "/api/v2/workspaces/@lab-bench@", NULL, NULL, FALSE },
  { "304-workspace-build-failed", "GET", "/api/v2/workspaces/@ci-runner-7@", NULL, NULL, FALSE },
  { "221-workspace-while-building", "GET", "/api/v2/workspaces/@render-node-11@", NULL, NULL, FALSE },
  { "030-workspace-ordinary", "GET", "/api/v2/workspaces/@web-dev@", NULL, NULL, FALSE },
  { "237-workspace-by-name", "GET", "/api/v2/users/me/workspace/gpu-02", NULL, NULL, FALSE },
  { "238-workspace-by-name-upper-case", "GET", "/api/v2/users/me/workspace/GPU-02", NULL, NULL, FALSE },
  { "239-workspace-by-name-unknown", "GET", "/api/v2/users/me/workspace/nope", NULL, NULL, TRUE },
  { "241-credentials", "GET", "/api/v2/workspaces/@gpu-02@/external-agent/main/credentials", NULL, NULL, FALSE },
  { "243-credentials-unknown-agent", "GET", "/api/v2/workspaces/@gpu-02@/external-agent/nope/credentials", NULL, NULL, TRUE },
  { "244-credentials-agent-name-with-space", "GET", "/api/v2/workspaces/@gpu-02@/external-agent/no%20pe%2Fx/credentials", NULL,
    NULL, TRUE },
  { "247-credentials-ordinary-workspace", "GET", "/api/v2/workspaces/@web-dev@/external-agent/main/credentials", NULL, NULL,
    TRUE },
  { "220-credentials-while-building", "GET", "/api/v2/workspaces/@render-node-11@/external-agent/main/credentials", NULL, NULL,
    TRUE },
  { "306-credentials-build-failed", "GET", "/api/v2/workspaces/@ci-runner-7@/external-agent/main/credentials", NULL, NULL, TRUE },
  { "447-credentials-stopped", "GET", "/api/v2/workspaces/@old-tower@/external-agent/main/credentials", NULL, NULL, FALSE },
  { "522-build-delete", "POST", "/api/v2/workspaces/@attic-nas@/builds", NULL, "{\"transition\":\"delete\"}", FALSE },
  { "229-build-logs-bad-after", "GET", "/api/v2/workspacebuilds/@@gpu-02@/logs?after=xyz", NULL, NULL, TRUE },
  { "227-build-logs", "GET", "/api/v2/workspacebuilds/@@gpu-02@/logs", NULL, NULL, FALSE },
  { "305-build-failed", "GET", "/api/v2/workspacebuilds/@@ci-runner-7@", NULL, NULL, FALSE },
  { "319-build-bad-transition", "POST", "/api/v2/workspaces/@attic-nas@/builds", NULL, "{\"transition\":\"restart\"}", TRUE },
  { "222-build-while-building-conflict", "POST", "/api/v2/workspaces/@render-node-11@/builds", NULL,
    "{\"transition\":\"start\"}", TRUE },
  { "252-agent", "GET", "/api/v2/workspaceagents/@@@gpu-02@", NULL, NULL, FALSE },
  { "397-agent-connected", "GET", "/api/v2/workspaceagents/@@@win-bench@", NULL, NULL, FALSE },
  { "253-agent-logs-empty", "GET", "/api/v2/workspaceagents/@@@gpu-02@/logs", NULL, NULL, TRUE },
  { "399-agent-logs", "GET", "/api/v2/workspaceagents/@@@win-bench@/logs", NULL, NULL, FALSE },
  { "366-workspaces-q-owner-me-external", "GET", "/api/v2/workspaces?q=owner%3Ame%20has_external_agent%3Atrue", NULL, NULL,
    FALSE },
  { "392-workspaces-q-status-nonsense", "GET", "/api/v2/workspaces?q=owner%3Ame%20status%3Anonsense", NULL, NULL, TRUE },
  { "416-workspaces-q-has-agent-bad", "GET", "/api/v2/workspaces?q=owner%3Ame%20has-agent%3Amaybe", NULL, NULL, TRUE },
  { "420-workspaces-q-unknown-key", "GET", "/api/v2/workspaces?q=owner%3Ame%20colour%3Ared", NULL, NULL, TRUE },
  { "422-workspaces-q-wrong-hyphen", "GET", "/api/v2/workspaces?q=owner%3Ame%20has-external-agent%3Atrue", NULL, NULL, TRUE },
  { "424-workspaces-q-two-colons", "GET", "/api/v2/workspaces?q=owner%3Ame%3Ayou", NULL, NULL, TRUE },
  { "426-workspaces-q-trailing-colon", "GET", "/api/v2/workspaces?q=owner%3A", NULL, NULL, TRUE },
  { "428-workspaces-q-leading-colon", "GET", "/api/v2/workspaces?q=%3Ame", NULL, NULL, TRUE },
  { "430-workspaces-q-owner-unknown", "GET", "/api/v2/workspaces?q=owner%3Anobody", NULL, NULL, TRUE },
  { "436-workspaces-q-id-bad", "GET", "/api/v2/workspaces?q=id%3Axyz", NULL, NULL, TRUE },
  { "440-workspaces-q-repeated-key", "GET", "/api/v2/workspaces?q=owner%3Ame%20name%3Aa%20name%3Ab", NULL, NULL, TRUE },
  { "463-workspaces-q-limit-negative", "GET", "/api/v2/workspaces?q=owner%3Ame&limit=-1", NULL, NULL, TRUE },
  { "465-workspaces-q-limit-text", "GET", "/api/v2/workspaces?q=owner%3Ame&limit=many", NULL, NULL, TRUE },
  { "107-logout", "POST", "/api/v2/users/logout", NULL, NULL, TRUE },
};

/* `@NAME@` stands for the id of a workspace, `@@NAME@` for that of its build, `@@@NAME@` for that of its first agent. */
static char *
fill_path (OutpostDemo *demo,
           const char *path)
{
  const char *agent = strstr (path, "@@@");
  gboolean is_build = strstr (path, "@@") != NULL;
  g_auto(GStrv) parts = g_strsplit (path, is_build ? "@@" : "@", is_build ? 2 : 3);
  g_auto(GStrv) rest = is_build ? g_strsplit (parts[1], "@", 2) : NULL;
  g_autofree char *id = NULL;

  if (agent != NULL)
    {
      g_auto(GStrv) pieces = g_strsplit (agent + 3, "@", 2);
      g_autofree char *head = g_strndup (path, agent - path);

      id = dup_agent_id (demo, pieces[0]);
      return g_strconcat (head, id, pieces[1], NULL);
    }
  if (is_build)
    {
      id = dup_id_of (demo, "me", rest[0], "latest_build");
      return g_strconcat (parts[0], id, rest[1], NULL);
    }

  if (g_strv_length (parts) != 3)
    return g_strdup (path);
  id = dup_id (demo, "me", parts[1]);
  return g_strconcat (parts[0], id, parts[2], NULL);
}

static void
test_situation (gconstpointer data)
{
  const Situation *situation = data;
  g_autoptr(OutpostDemo) demo = NULL;
  g_autofree char *file = NULL, *path = NULL, *text = NULL;
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(JsonParser) mine = json_parser_new ();
  JsonObject *response;
  JsonNode *body;
  guint status;

  if (outpost_test_get_captures () == NULL)
    {
      g_test_skip ("the recordings are not here");
      return;
    }
  demo = new_demo (OUTPOST_DEMO_DEFAULT);
  file = g_strdup_printf ("%s/rest/%s.json", outpost_test_get_captures (), situation->recording);
  g_assert_true (json_parser_load_from_file (parser, file, NULL));
  response = json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)), "response");
  body = json_object_get_member (response, "body");
  path = fill_path (demo, situation->path);
  status = ask (demo, situation->method, path,
                situation->key == NULL ? outpost_demo_get_key (demo) : (*situation->key != '\0' ? situation->key : NULL),
                situation->body, &text);

  g_assert_cmpuint (status, ==, json_object_get_int_member (response, "status"));
  g_assert_true (json_parser_load_from_data (mine, text, -1, NULL));
  compare ("", body, json_parser_get_root (mine));
  if (situation->same_text)
    {
      g_autofree char *a = json_to_string (body, FALSE);
      g_autofree char *b = json_to_string (json_parser_get_root (mine), FALSE);

      g_assert_cmpstr (a, ==, b);
    }
}

/* ---- By itself --------------------------------------------------------------------------------------------------- */

/* By id it is gone, by name it never was (correction 42). */
static void
test_deleted (void)
{
  g_autoptr(OutpostDemo) demo = new_demo (OUTPOST_DEMO_DEFAULT);
  g_autofree char *id = dup_id (demo, "me", "gpu-02");
  g_autofree char *path = g_strconcat ("/api/v2/workspaces/", id, NULL);
  g_autofree char *by_id = NULL;
  g_autofree char *by_name = NULL;

  outpost_demo_remove (demo, "gpu-02");
  g_assert_cmpuint (ask (demo, "GET", path, outpost_demo_get_key (demo), NULL, &by_id), ==, 410);
  g_assert_nonnull (strstr (by_id, "was deleted, you can view this workspace"));
  g_assert_cmpuint (ask (demo, "GET", "/api/v2/users/me/workspace/gpu-02", outpost_demo_get_key (demo), NULL, &by_name), ==, 404);
}

/* Not every error is JSON (correction 1), and nothing answers to HEAD (correction 9). */
static void
test_empty_405 (void)
{
  g_autoptr(OutpostDemo) demo = new_demo (OUTPOST_DEMO_DEFAULT);
  g_autofree char *text = NULL;

  g_assert_cmpuint (ask (demo, "POST", "/api/v2/init-script/linux/amd64", NULL, NULL, &text), ==, 405);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpuint (ask (demo, "HEAD", "/api/v2/init-script/linux/amd64", NULL, NULL, NULL), ==, 405);
}

/* No such routes (correction 73, correction 74). */
static void
test_open_source (void)
{
  g_autoptr(OutpostDemo) demo = new_demo (OUTPOST_DEMO_OPEN_SOURCE);
  g_autofree char *id = dup_id (demo, "me", "gpu-02");
  g_autofree char *path = g_strdup_printf ("/api/v2/workspaces/%s/external-agent/main/credentials", id);
  g_autofree char *first = NULL, *second = NULL;

  g_assert_cmpuint (ask (demo, "GET", "/api/v2/entitlements", NULL, NULL, &first), ==, 404);
  g_assert_cmpuint (ask (demo, "GET", path, outpost_demo_get_key (demo), NULL, &second), ==, 404);
  g_assert_cmpstr (first, ==, "{\"message\":\"Route not found.\"}");
  g_assert_cmpstr (second, ==, first);
}

/* Everything but the health check (correction 75). */
static void
test_redirect (void)
{
  g_autoptr(OutpostDemo) demo = new_demo (OUTPOST_DEMO_REDIRECT);

  g_assert_cmpuint (ask (demo, "GET", "/api/v2/buildinfo", NULL, NULL, NULL), ==, 307);
  g_assert_cmpuint (ask (demo, "GET", "/healthz", NULL, NULL, NULL), ==, 200);
}

static void
test_tls (void)
{
  g_autoptr(OutpostDemo) demo = new_demo (OUTPOST_DEMO_TLS);

  g_assert_nonnull (outpost_demo_get_certificate (demo));
  g_assert_cmpuint (ask (demo, "GET", "/api/v2/buildinfo", NULL, NULL, NULL), ==, 200);
}

/* A new build has new tokens (correction 62). */
static void
test_rotation (void)
{
  g_autoptr(OutpostDemo) demo = new_demo (OUTPOST_DEMO_DEFAULT);
  g_autofree char *before = outpost_demo_dup_token (demo, "gpu-02", "main");
  g_autofree char *after = NULL;

  outpost_demo_rebuild (demo, "gpu-02");
  after = outpost_demo_dup_token (demo, "gpu-02", "main");
  g_assert_cmpstr (before, !=, after);
}

/* The pasted command, run by a real shell: the agent is connected while it runs and off when it ends. */
typedef struct
{
  OutpostDemo *demo;
  const char *word;
} Wanted;

static gboolean
has_word (gpointer data)
{
  Wanted *wanted = data;
  g_autofree char *text = NULL;

  ask (wanted->demo, "GET", "/api/v2/users/me/workspace/gpu-02", outpost_demo_get_key (wanted->demo), NULL, &text);
  return strstr (text, wanted->word) != NULL;
}

static void
test_pasted_command (void)
{
  g_autoptr(OutpostDemo) demo = new_demo (OUTPOST_DEMO_DEFAULT);
  g_autofree char *token = outpost_demo_dup_token (demo, "gpu-02", "main");
  g_autofree char *command = NULL;
  g_autoptr(GSubprocess) shell = NULL;
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_autoptr(GError) error = NULL;
  Wanted connected = { demo, "\"status\":\"connected\"" };
  Wanted off = { demo, "\"lifecycle_state\":\"off\"" };
  g_autofree char *curl = g_find_program_in_path ("curl");

  if (curl == NULL)
    {
      g_test_skip ("curl is not here");
      return;
    }
  command = g_strdup_printf ("curl -fsSL \"%s/api/v2/init-script/linux/amd64\" | CODER_AGENT_TOKEN=\"%s\" sh",
                             outpost_demo_get_url (demo), token);
  /* The last part of the pipe is the script: signals go to its group. */
  shell = g_subprocess_launcher_spawn (launcher, &error, "setsid", "sh", "-c", command, NULL);
  g_assert_no_error (error);
  outpost_test_wait_until (has_word, &connected);
  kill (-atoi (g_subprocess_get_identifier (shell)), SIGTERM);
  outpost_test_wait_until (has_word, &off);
  g_subprocess_wait (shell, NULL, NULL);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (situations); i++)
    {
      g_autofree char *name = g_strconcat ("/demo/recorded/", situations[i].recording, NULL);

      g_test_add_data_func (name, &situations[i], test_situation);
    }
  g_test_add_func ("/demo/correction-42/deleted", test_deleted);
  g_test_add_func ("/demo/correction-1/405-is-empty", test_empty_405);
  g_test_add_func ("/demo/correction-73/open-source", test_open_source);
  g_test_add_func ("/demo/correction-75/redirect", test_redirect);
  g_test_add_func ("/demo/correction-62/rotation", test_rotation);
  g_test_add_func ("/demo/tls", test_tls);
  g_test_add_func ("/demo/pasted-command", test_pasted_command);
  return g_test_run ();
}
