/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <adwaita.h>

#include "outpost-api.h"
#include "outpost-context.h"
#include "outpost-demo.h"
#include "outpost-test.h"

G_BEGIN_DECLS

/* A demo deployment with an account on it, and a window for what is tested. */
typedef struct
{
  OutpostDemo *demo;
  OutpostContext *context;
  OutpostAccount *account; /* borrowed */
  OutpostClient *client;   /* borrowed */
  GtkWindow *window;
} PageFixture;

void              page_fixture_set_up       (PageFixture *self);
void              page_fixture_tear_down    (PageFixture *self);
/* A test that gets this fixture. */
void              page_fixture_add          (const char  *path,
                                             void       (*test) (PageFixture *self, gconstpointer data));
/* Puts @child on the screen, inside a toast overlay. */
void              page_fixture_present      (PageFixture *self,
                                             GtkWidget   *child);
OutpostWorkspace *page_fixture_dup_workspace (PageFixture *self,
                                              const char  *name);
/* All workspaces of the deployment that the account sees. */
GPtrArray        *page_fixture_list         (PageFixture *self);
OutpostCredentials *page_fixture_dup_credentials (PageFixture      *self,
                                                  OutpostWorkspace *workspace,
                                                  const char       *agent);

/* Whether a mapped label below @root holds @text. */
gboolean          page_shows                (GtkWidget   *root,
                                             const char  *text);
void              page_wait_shown           (GtkWidget   *root,
                                             const char  *text);
void              page_wait_gone            (GtkWidget   *root,
                                             const char  *text);
/* Until there is nothing left to do at once: for what must not happen. */
void              page_settle               (void);
/* Borrowed; the first below @root, in the order of the screen. */
gpointer          page_find                 (GtkWidget   *root,
                                             GType        type);
/* Borrowed; the first that @fits. */
gpointer          page_find_named           (GtkWidget   *root,
                                             gboolean   (*fits) (GtkWidget *widget, const char *name),
                                             const char  *name);
/* The list of a list page in the shape that is shown: a column view or a list view. Borrowed. */
GtkWidget        *page_get_list             (GtkWidget   *page);
/* Its model. Borrowed; nullable: nothing is shown. */
GListModel       *page_get_rows             (GtkWidget   *page);
/* What is in the clipboard now. */
char             *page_dup_clipboard        (GtkWidget   *root);

G_END_DECLS
