/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-api-private.h"
#include "outpost-api-templates.h"

#define MOST OUTPOST_MOST_TEMPLATE_VERSIONS
/* No template has so many: whoever says so goes on for ever. */
#define LAST 1000000

/* A search for the end of a template's versions. There can be thousands, each with its readme; the answer begins with the oldest
 * and does not say how many there are (coder-api 2.3). */
typedef struct
{
  OutpostClient *client;
  char *template_id;
  guint at;   /* the offset that is looked at */
  guint some; /* the last one at which there was a version */
  guint none; /* the first one at which there was none; 0: not known yet */
} EndSearch;

static void
end_search_clear (gpointer data)
{
  EndSearch *self = data;

  g_object_unref (self->client);
  g_free (self->template_id);
}

static void
end_search_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, end_search_clear);
}

static DexFuture *
list_from (EndSearch *self,
           guint offset,
           guint limit)
{
  g_autofree char *path
      = outpost_client_dup_path ("/api/v2/templates/%s/versions?limit=%u&offset=%u", self->template_id, limit, offset);

  return DECODE (outpost_client_send (self->client, "GET", path, NULL, OUTPOST_REQUEST_DEFAULT), G_TYPE_PTR_ARRAY,
                 outpost_template_versions_new_from_json);
}

static guint
count_found (DexFuture *completed)
{
  GPtrArray *found = g_value_get_boxed (dex_future_get_value (completed, NULL));

  return found->len;
}

static DexFuture *
looked_cb (DexFuture *completed,
           gpointer data)
{
  EndSearch *self = data;

  if (count_found (completed) > 0)
    self->some = self->at;
  else
    self->none = self->at;
  if (self->none == 0 && self->some < LAST)
    self->at = self->some * 2;
  else if (self->none > self->some + 1)
    self->at = self->some + (self->none - self->some) / 2;
  else
    return list_from (self, self->some + 1 - MOST, MOST);
  return dex_future_then (list_from (self, self->at, 1), looked_cb, g_atomic_rc_box_acquire (self), end_search_unref);
}

/* What is not exactly a full page is all there is. */
static DexFuture *
first_page_cb (DexFuture *completed,
               gpointer data)
{
  EndSearch *self = data;

  if (count_found (completed) != MOST)
    return dex_ref (completed);
  self->at = MOST - 1;
  return looked_cb (completed, self);
}

DexFuture *
outpost_api_list_template_versions (OutpostClient *client,
                                    const char *template_id)
{
  EndSearch *search = g_atomic_rc_box_new0 (EndSearch);

  search->client = g_object_ref (client);
  search->template_id = g_strdup (template_id);
  return dex_future_then (list_from (search, 0, MOST), first_page_cb, search, end_search_unref);
}
