/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A heading with what is below it; words to translate, and a command that holds as it stands. */
typedef struct
{
  const char *heading;
  const char *body;
  const char *command;
} OutpostHelpSection;

/* One page of the help: its first section has no heading, after its last comes one without a body. */
typedef struct
{
  const char *id;
  const char *title;
  const char *subtitle;
  const OutpostHelpSection *sections;
} OutpostHelpTopic;

/* All pages in the order in which they are listed, ended by one without an id. */
const OutpostHelpTopic *outpost_help_topics_get  (void);
/* The page with this id, or %NULL. */
const OutpostHelpTopic *outpost_help_topics_find (const char *id);

G_END_DECLS
