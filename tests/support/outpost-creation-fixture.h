/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-api-templates.h"
#include "outpost-api.h"
#include "outpost-creation.h"
#include "outpost-demo.h"
#include "outpost-test.h"

/* What the tests of making workspaces share. */

#define CREATE "/api/v2/users/me/workspaces"
#define BUILDS "/api/v2/workspaces/*/builds"
#define PRESETS "/api/v2/templateversions/*/presets"

/* A workspace in the making on a demo deployment. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
  OutpostCreation *creation;
} CreationFixture;

static inline void
creation_fixture_set_up (CreationFixture *fixture,
                         gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
  fixture->creation = outpost_creation_new (fixture->client, "me", outpost_demo_get_user_id (fixture->demo));
}

static inline void
creation_fixture_tear_down (CreationFixture *fixture,
                            gconstpointer data)
{
  if (fixture->creation != NULL)
    g_assert_finalize_object (g_steal_pointer (&fixture->creation));
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
}

static inline OutpostTemplate *
dup_template (CreationFixture *fixture,
              const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = outpost_test_await_boxed (outpost_api_list_templates (fixture->client, ""), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((OutpostTemplate *) g_ptr_array_index (all, i))->name, name))
      return outpost_template_ref (g_ptr_array_index (all, i));
  g_error ("no template “%s”", name);
}

static inline gboolean
is_settled (gpointer creation)
{
  return outpost_creation_is_settled (creation);
}

static inline void
settle (CreationFixture *fixture)
{
  outpost_test_wait_until (is_settled, fixture->creation);
}

static inline void
choose (CreationFixture *fixture,
        const char *name)
{
  g_autoptr(OutpostTemplate) template = dup_template (fixture, name);
  g_autoptr(GError) error = NULL;

  outpost_test_await_true (outpost_creation_choose (fixture->creation, template, NULL), &error);
  g_assert_no_error (error);
  settle (fixture);
}

static inline OutpostQuestion *
find (CreationFixture *fixture,
      const char *name)
{
  OutpostQuestion *question = outpost_question_list_find (outpost_creation_get_questions (fixture->creation), name);

  if (question == NULL)
    g_error ("“%s” is not asked", name);
  return question;
}

static inline void
answer (CreationFixture *fixture,
        const char *name,
        const char *value)
{
  outpost_question_answer (find (fixture, name), value);
  settle (fixture);
}

static inline guint
count (CreationFixture *fixture,
       const char *method,
       const char *path)
{
  return outpost_demo_count_requests (fixture->demo, method, path);
}

/* What becomes of the request. */
static inline gpointer
submit (CreationFixture *fixture,
        const char *name,
        GError **error)
{
  return outpost_test_await_object (outpost_creation_submit (fixture->creation, name), error);
}

static inline OutpostWorkspace *
make (CreationFixture *fixture,
      const char *name)
{
  g_autoptr(GError) error = NULL;
  OutpostWorkspace *workspace;

  g_assert_true (outpost_creation_is_ready (fixture->creation));
  workspace = submit (fixture, name, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (outpost_workspace_get_name (workspace), ==, name);
  return workspace;
}

/* Which value a workspace was built with; NULL when none of that name. */
static inline char *
dup_built (CreationFixture *fixture,
           OutpostBuild *build,
           const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) values
      = outpost_test_await_boxed (outpost_api_get_build_parameters (fixture->client, outpost_build_get_id (build)), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < values->len; i++)
    {
      const OutpostParameterValue *value = g_ptr_array_index (values, i);

      if (g_str_equal (value->name, name))
        return g_strdup (value->value);
    }
  return NULL;
}

static inline void
assert_built (CreationFixture *fixture,
              OutpostBuild *build,
              const char *name,
              const char *expected)
{
  g_autofree char *value = dup_built (fixture, build, name);

  g_assert_cmpstr (value, ==, expected);
}
