/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * OutpostPortalAnswer: what the desktop says to running without a window
 * @OUTPOST_PORTAL_ALLOWED: it may, and is started with the session
 * @OUTPOST_PORTAL_NOT_STARTED: it may, but is not started with the session; also where nobody can be asked
 * @OUTPOST_PORTAL_REFUSED: it may not
 * @OUTPOST_PORTAL_NO_ANSWER: it was asked, and the portal went before it answered
 */
typedef enum
{
  OUTPOST_PORTAL_ALLOWED,
  OUTPOST_PORTAL_NOT_STARTED,
  OUTPOST_PORTAL_REFUSED,
  OUTPOST_PORTAL_NO_ANSWER,
} OutpostPortalAnswer;

#define OUTPOST_TYPE_BACKGROUND_PORTAL (outpost_background_portal_get_type ())

/**
 * OutpostBackgroundPortal:
 *
 * The desktop's portal for programs without a window, `org.freedesktop.portal.Background`, over the bus. Signal `answered` (guint
 * #OutpostPortalAnswer): to the newest request, which may have put a question before the person.
 */
G_DECLARE_FINAL_TYPE (OutpostBackgroundPortal, outpost_background_portal, OUTPOST, BACKGROUND_PORTAL, GObject)

/* @bus: (nullable): the session's
 * @sandboxed: whether the program runs in a sandbox: there it may do nothing that no portal allows */
OutpostBackgroundPortal *outpost_background_portal_new        (GDBusConnection         *bus,
                                                               gboolean                 sandboxed);
/* Asks to be allowed, and to be started with the session. */
void                     outpost_background_portal_ask        (OutpostBackgroundPortal *self,
                                                               const char              *reason);
/* Says that it is not to be started any more. A question that is not answered yet is withdrawn instead. */
void                     outpost_background_portal_renounce   (OutpostBackgroundPortal *self);
/* What it is doing, in at most 96 characters; sent when it is something else than before. */
void                     outpost_background_portal_set_status (OutpostBackgroundPortal *self,
                                                               const char              *status);

G_END_DECLS
