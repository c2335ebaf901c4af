/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* A workspace for a machine of somebody, whose template made a disk and a virtual machine beside. */
#define OUTPOST_TEST_WITH_DISKS                                                                                      \
  "{\"id\":\"w\",\"name\":\"rack\",\"owner_name\":\"you\",\"template_name\":\"bare\",\"latest_build\":{\"id\":\"b\","   \
  "\"transition\":\"start\",\"status\":\"running\",\"has_external_agent\":true,\"resources\":["                        \
  "{\"type\":\"coder_external_agent\",\"agents\":[{\"id\":\"a\",\"name\":\"main\",\"status\":\"connecting\"}]},"       \
  "{\"type\":\"aws_ebs_volume\"},{\"type\":\"aws_instance\",\"agents\":null}],"                                        \
  "\"job\":{\"id\":\"j\",\"status\":\"succeeded\",\"created_at\":\"2026-01-01T10:00:00Z\"}}}"

/* What tests share. No test waits a fixed time: each waits for what it expects, with a bound. */

/* Runs the main context until @future settles; fails the test after 20 s. @future is consumed.
 * Returns: (transfer full) (nullable): a copy of its value, or NULL with @error. */
GValue  *outpost_test_await       (DexFuture *future,
                                   GError   **error);
/* As above for futures of objects, boxed values and strings (transfer full; boxed copied). NULL with @error. */
gpointer outpost_test_await_object (DexFuture *future,
                                    GError   **error);
gpointer outpost_test_await_boxed (DexFuture *future,
                                   GError   **error);
char    *outpost_test_await_string (DexFuture *future,
                                    GError   **error);
gboolean outpost_test_await_true  (DexFuture *future,
                                   GError   **error);

/* Iterates the main context until @condition returns TRUE; fails the test after 20 s. */
typedef gboolean (*OutpostTestCondition) (gpointer data);
void     outpost_test_wait_until  (OutpostTestCondition condition,
                                   gpointer             data);

/* A fresh private directory, removed with everything in it at the end of the process. */
char    *outpost_test_dup_dir     (void);
/* The recordings' folder, or NULL (then the test is skipped with a count). */
const char *outpost_test_get_captures (void);
/* All recordings below it in order, such as `rest`, ending `.json`: full paths. */
char   **outpost_test_list_captures (const char *folder,
                                     const char *suffix);

G_END_DECLS
