/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-form.h"

G_BEGIN_DECLS

/**
 * OutpostAttachFile: one file of a bundle
 * @name: ASCII, safe on every system, without a folder
 * @mode: 0700 for what is run by sh, 0600 for the rest
 */
typedef struct
{
  char *name;
  char *content; /* may hold the token */
  guint mode;
} OutpostAttachFile;

/**
 * outpost_attach_bundle_new:
 *
 * All that one machine needs, for whoever sets it up without this program: every form that suits its platform and can carry its
 * token, the commands that replace the token and that undo each, and a README.txt that says which is for what. Pure text.
 *
 * Returns: (transfer full) (element-type OutpostAttachFile): README.txt first; secrets are overwritten when it is freed
 */
GPtrArray *outpost_attach_bundle_new      (const OutpostAttachSubject *subject);

/* A name for its folder: `gpu-box-main-build-7`. */
char      *outpost_attach_bundle_dup_name (const OutpostAttachSubject *subject);

/**
 * outpost_attach_bundle_to_tar:
 * @name: of the folder that the files are in
 * @time: of the files, in seconds since 1970
 *
 * Returns: (transfer full): an archive (ustar) that tar unpacks with the files' modes; a secret
 */
GBytes    *outpost_attach_bundle_to_tar   (GPtrArray                  *bundle,
                                           const char                 *name,
                                           gint64                      time);

G_END_DECLS
