/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include "api/outpost-api-templates.h"

G_BEGIN_DECLS

/**
 * OutpostParameterMode: how the deployment is asked about a version's parameters
 * @OUTPOST_PARAMETERS_CONNECTING: not decided yet
 * @OUTPOST_PARAMETERS_LIVE: over a websocket, as one types
 * @OUTPOST_PARAMETERS_ONE_SHOT: each time by a request, as no websocket comes through
 * @OUTPOST_PARAMETERS_CLASSIC: once; values are only checked here, and when the workspace is made
 * @OUTPOST_PARAMETERS_FAILED: see `error`
 */
typedef enum
{
  OUTPOST_PARAMETERS_CONNECTING,
  OUTPOST_PARAMETERS_LIVE,
  OUTPOST_PARAMETERS_ONE_SHOT,
  OUTPOST_PARAMETERS_CLASSIC,
  OUTPOST_PARAMETERS_FAILED,
} OutpostParameterMode;

#define OUTPOST_TYPE_PARAMETER_SESSION (outpost_parameter_session_get_type ())

/**
 * OutpostParameterSession:
 *
 * The conversation about one version's parameters (coder-api 2.6): the whole map of values goes out with a growing id, and only
 * the answer to the newest one counts; late, repeated and unasked ones are dropped, broken ones too. After a drop (the server
 * ends it after half an hour) the newest map is sent again. Falls back to one request each time, and to the classic parameters
 * where the template or an older deployment wants these.
 *
 * Properties: `mode`, `busy` (an answer is awaited). Signal `answer` (OutpostParameterAnswer): from the main loop, first one
 * without anything asked.
 */
G_DECLARE_FINAL_TYPE (OutpostParameterSession, outpost_parameter_session, OUTPOST, PARAMETER_SESSION, GObject)

/* @owner_id: the id of who will own the workspace; begins at once. */
OutpostParameterSession *outpost_parameter_session_new       (OutpostClient           *client,
                                                              const char              *version_id,
                                                              const char              *owner_id,
                                                              gboolean                 classic);
OutpostParameterMode     outpost_parameter_session_get_mode  (OutpostParameterSession *self);
gboolean                 outpost_parameter_session_is_busy   (OutpostParameterSession *self);
/* Why it failed; %NULL before. */
const GError            *outpost_parameter_session_get_error (OutpostParameterSession *self);
/* @values: (element-type OutpostParameterValue): all that is known, kept until something newer is asked. */
void                     outpost_parameter_session_ask       (OutpostParameterSession *self,
                                                              GPtrArray               *values);

G_END_DECLS
