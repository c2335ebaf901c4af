/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One word or value for each language that a form speaks: whatever @text holds, the language reads the same text again. What has
 * no meaning in any of them is put in double quotes, as the deployment's own command does. @text is UTF-8. */

char    *outpost_quote_sh         (const char *text);
/* An expression; in ASCII but for what is plain, as a saved script is read in the code page of the machine. */
char    *outpost_quote_powershell (const char *text);
/* A double-quoted scalar, which is a string of JSON too; so are the arguments in a Dockerfile. */
char    *outpost_quote_yaml       (const char *text);
/* Text of an element; what XML cannot hold (outpost_quote_is_carried()) becomes U+FFFD. */
char    *outpost_quote_xml        (const char *text);
/* One argument of ExecStart= in a unit. */
char    *outpost_quote_systemd    (const char *text);
/* The value of a setting in a unit that is not taken apart, such as Description=; no line breaks. */
char    *outpost_quote_specifiers (const char *text);
/* A value in a file for EnvironmentFile=, which sh reads alike. */
char    *outpost_quote_environment (const char *text);
/* Where `$` begins a variable of Compose or of Kubernetes, before it is quoted. */
char    *outpost_quote_dollars    (const char *text);

/* Whether all of these carry @text: no control characters, line breaks included, and nothing that is no character. systemd drops
 * an assignment with control characters, XML has no way to write them. */
gboolean outpost_quote_is_carried (const char *text);
/* Whether it needs no quotes in any of these files, also where quotes belong to the value, as in docker's: letters, digits and
 * `-._:/@+,=%[]`; and the bullets of a masked secret. */
gboolean outpost_quote_is_bare    (const char *text);

G_END_DECLS
