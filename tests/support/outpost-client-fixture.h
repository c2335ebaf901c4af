/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "outpost-client.h"
#include "outpost-demo.h"

/* A signed-in client on a demo deployment that does what it is told to. */
typedef struct
{
  OutpostDemo *demo;
  OutpostClient *client;
} Fixture;

/* @flags: OutpostDemoFlags beside STILL */
static void
set_up (Fixture      *fixture,
        gconstpointer flags)
{
  g_autoptr (GError) error = NULL;

  fixture->demo = outpost_demo_new (OUTPOST_DEMO_STILL | GPOINTER_TO_UINT (flags), 0, &error);
  g_assert_no_error (error);
  fixture->client = outpost_client_new (outpost_demo_get_url (fixture->demo));
  outpost_client_set_key (fixture->client, outpost_demo_get_key (fixture->demo));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->client);
  g_clear_object (&fixture->demo);
}
