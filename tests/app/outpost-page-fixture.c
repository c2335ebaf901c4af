/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-page-fixture.h"

#include <string.h>

/* A text that a test waits for, or waits to go. */
typedef struct
{
  GtkWidget *root;
  const char *text;
} Expectation;

/* What a clipboard answered. */
typedef struct
{
  char *text;
  gboolean done;
} Reading;

void
page_fixture_set_up (PageFixture *self)
{
  g_autofree char *dir = outpost_test_dup_dir ();
  g_autoptr(OutpostSecrets) secrets = outpost_secrets_new_for_session ();
  g_autoptr(OutpostClient) client = NULL;
  g_autoptr(OutpostUser) user = NULL;
  g_autoptr(OutpostAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  self->demo = outpost_demo_new (OUTPOST_DEMO_STILL, 0, &error);
  g_assert_no_error (error);
  client = outpost_client_new (outpost_demo_get_url (self->demo));
  outpost_client_set_key (client, outpost_demo_get_key (self->demo));
  user = outpost_test_await_boxed (outpost_api_get_user (client, "me"), &error);
  g_assert_no_error (error);
  self->context = outpost_context_new_at (dir, dir, secrets);
  account = outpost_test_await_object (outpost_account_store_add (outpost_context_get_accounts (self->context),
                                                                  outpost_demo_get_url (self->demo), user,
                                                                  outpost_demo_get_key (self->demo), OUTPOST_KEEP_DEMO),
                                       &error);
  g_assert_no_error (error);
  self->account = account;
  self->client = outpost_account_get_client (account);
}

void
page_fixture_tear_down (PageFixture *self)
{
  if (self->window != NULL)
    gtk_window_destroy (self->window);
  self->window = NULL;
  g_clear_object (&self->context);
  g_clear_object (&self->demo);
}

static void
set_up (PageFixture *self,
        gconstpointer data)
{
  page_fixture_set_up (self);
}

static void
tear_down (PageFixture *self,
           gconstpointer data)
{
  page_fixture_tear_down (self);
}

void
page_fixture_add (const char *path,
                  void (*test) (PageFixture *self, gconstpointer data))
{
  g_test_add (path, PageFixture, NULL, set_up, test, tear_down);
}

void
page_fixture_present (PageFixture *self,
                      GtkWidget *child)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, 720, 800);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), child);
  adw_window_set_content (ADW_WINDOW (self->window), overlay);
  gtk_window_present (self->window);
}

OutpostWorkspace *
page_fixture_dup_workspace (PageFixture *self,
                            const char *name)
{
  g_autoptr(GError) error = NULL;
  OutpostWorkspace *workspace = outpost_test_await_object (outpost_api_get_workspace_by_name (self->client, "me", name), &error);

  g_assert_no_error (error);
  return workspace;
}

GPtrArray *
page_fixture_list (PageFixture *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OutpostWorkspaceBatch) batch
      = outpost_test_await_boxed (outpost_api_list_workspaces (self->client, "", 100, 0), &error);

  g_assert_no_error (error);
  return g_ptr_array_ref (batch->workspaces);
}

OutpostCredentials *
page_fixture_dup_credentials (PageFixture *self,
                              OutpostWorkspace *workspace,
                              const char *agent)
{
  g_autoptr(GError) error = NULL;
  OutpostCredentials *credentials
      = outpost_test_await_boxed (outpost_api_get_credentials (self->client, outpost_workspace_get_id (workspace), agent), &error);

  g_assert_no_error (error);
  return credentials;
}

gboolean
page_shows (GtkWidget *root,
            const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (page_shows (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_shown (gpointer data)
{
  Expectation *expectation = data;

  return page_shows (expectation->root, expectation->text);
}

static gboolean
is_gone (gpointer data)
{
  return !is_shown (data);
}

void
page_wait_shown (GtkWidget *root,
                 const char *text)
{
  Expectation expectation = { root, text };

  g_test_message ("waiting for “%s”", text);
  outpost_test_wait_until (is_shown, &expectation);
}

void
page_wait_gone (GtkWidget *root,
                const char *text)
{
  Expectation expectation = { root, text };

  g_test_message ("waiting until “%s” is gone", text);
  outpost_test_wait_until (is_gone, &expectation);
}

static void
idle_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
is_true (gpointer data)
{
  return *(gboolean *) data;
}

void
page_settle (void)
{
  gboolean idle = FALSE;

  g_idle_add_once (idle_cb, &idle);
  g_source_set_priority (g_main_context_find_source_by_user_data (NULL, &idle), G_PRIORITY_LOW);
  outpost_test_wait_until (is_true, &idle);
}

gpointer
page_find (GtkWidget *root,
           GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = page_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

gpointer
page_find_named (GtkWidget *root,
                 gboolean (*fits) (GtkWidget *widget, const char *name),
                 const char *name)
{
  if (fits (root, name))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = page_find_named (child, fits, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer data)
{
  Reading *reading = data;

  reading->text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  reading->done = TRUE;
}

static gboolean
is_read (gpointer data)
{
  return ((Reading *) data)->done;
}

char *
page_dup_clipboard (GtkWidget *root)
{
  Reading reading = { NULL, FALSE };

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (root), NULL, read_cb, &reading);
  outpost_test_wait_until (is_read, &reading);
  return reading.text;
}

/* A column view holds a list view of its own class. */
static GtkWidget *
find_list_view (GtkWidget *root)
{
  GtkWidget *found = G_OBJECT_TYPE (root) == GTK_TYPE_LIST_VIEW ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_list_view (child);
  return found;
}

GtkWidget *
page_get_list (GtkWidget *page)
{
  GtkColumnView *columns = page_find (page, GTK_TYPE_COLUMN_VIEW);

  return gtk_column_view_get_model (columns) != NULL ? GTK_WIDGET (columns) : find_list_view (page);
}

GListModel *
page_get_rows (GtkWidget *page)
{
  GtkWidget *list = page_get_list (page);

  return G_LIST_MODEL (GTK_IS_COLUMN_VIEW (list) ? gtk_column_view_get_model (GTK_COLUMN_VIEW (list))
                                                 : gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}
