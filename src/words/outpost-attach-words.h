/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "attach/outpost-attach-form.h"

G_BEGIN_DECLS

/* The words of attaching a machine: what each form is, for the window and the command line. Translated. */

/* A title: "Once, in a Terminal". */
const char *outpost_attach_words_get_title    (OutpostAttachForm form);
/* What it does, what the machine must have, how it is undone: a sentence each. */
const char *outpost_attach_words_get_does     (OutpostAttachForm form);
const char *outpost_attach_words_get_needs    (OutpostAttachForm form);
const char *outpost_attach_words_get_undoing  (OutpostAttachForm form);

/* A title: "Linux, ARM 64-bit"; @platform is one of the seven. */
const char *outpost_attach_words_get_platform (OutpostPlatform   platform);

/**
 * outpost_attach_words_dup_warning:
 * @own: the template's; %OUTPOST_N_PLATFORMS for none that is known
 * @chosen: the machine's
 *
 * Returns: (transfer full) (nullable): what to know before a machine of another platform than the template's is attached;
 *   %NULL where they are the same
 */
char       *outpost_attach_words_dup_warning  (OutpostPlatform   own,
                                               OutpostPlatform   chosen);

G_END_DECLS
