/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-secret-clipboard.h"

#include <string.h>

/* Some clipboard managers keep what they see; this is the word by which those that care leave a secret out. */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT "secret"

void
outpost_secret_clipboard_set (GtkWidget *widget,
                              const char *secret)
{
  GdkContentProvider *parts[2];
  g_autoptr(GdkContentProvider) content = NULL;
  g_autoptr(GBytes) hint = g_bytes_new_static (HINT, strlen (HINT));

  parts[0] = gdk_content_provider_new_typed (G_TYPE_STRING, secret);
  parts[1] = gdk_content_provider_new_for_bytes (HINT_TYPE, hint);
  content = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
}
