/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-cli.h"

#include <libdex.h>

#include "outpost-translations.h"

int
main (int argc,
      char **argv)
{
  outpost_translations_load ();
  dex_init ();
  return outpost_cli_run (argc, argv);
}
