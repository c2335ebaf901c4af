/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "account/outpost-account-private.h"

G_BEGIN_DECLS

/* More than anybody has; a longer file is damaged. */
#define OUTPOST_ACCOUNTS_FILE_MOST 64

/**
 * OutpostAccountsFile:
 *
 * The content of `accounts.ini`: which accounts there are and which of them is current. Never a key.
 */
typedef struct _OutpostAccountsFile OutpostAccountsFile;

OutpostAccountsFile        *outpost_accounts_file_new        (void);
void                        outpost_accounts_file_free       (OutpostAccountsFile *self);

/* Never %NULL: what could be read. With %OUTPOST_ERROR_STORAGE when the file was damaged and has been set aside as
 * `accounts.ini.damaged-N`, or could not be read at all. No file is an empty one. */
OutpostAccountsFile        *outpost_accounts_file_read       (const char          *config_dir,
                                                              GError             **error);
/* Whole or not at all, for its owner only. %OUTPOST_ERROR_STORAGE. */
gboolean                    outpost_accounts_file_write      (OutpostAccountsFile *self,
                                                              const char          *config_dir,
                                                              GError             **error);
void                        outpost_accounts_file_append     (OutpostAccountsFile *self,
                                                              const OutpostAccountRecord *record,
                                                              gboolean             is_current);
guint                       outpost_accounts_file_get_length (OutpostAccountsFile *self);
const OutpostAccountRecord *outpost_accounts_file_get        (OutpostAccountsFile *self,
                                                              guint                index);
gboolean                    outpost_accounts_file_is_current (OutpostAccountsFile *self,
                                                              guint                index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutpostAccountsFile, outpost_accounts_file_free)

G_END_DECLS
