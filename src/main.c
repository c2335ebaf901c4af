/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include <glib/gi18n.h>
#include <libdex.h>
#include <locale.h>

#include "outpost-application.h"

int
main (int argc,
      char **argv)
{
  g_autoptr(OutpostApplication) app = NULL;

  dex_init ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  app = outpost_application_new ();
  return g_application_run (G_APPLICATION (app), argc, argv);
}
