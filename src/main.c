/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <libdex.h>

#include "outpost-application.h"
#include "outpost-translations.h"

int
main (int argc,
      char **argv)
{
  g_autoptr(OutpostApplication) app = NULL;

  dex_init ();
  outpost_translations_load ();

  app = outpost_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
