/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-sse-parser.h"

#include <string.h>

#include "outpost-error.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* One event that is complete. */
typedef struct
{
  char *type;
  GBytes *data;
} Event;

/* What has come of a stream and is not an event yet. */
struct _OutpostSseParser
{
  gsize limit;
  GByteArray *line;
  GByteArray *data; /* each line with its line feed */
  char *type;
  gboolean has_data;
  gboolean begun;    /* the first line was read */
  gboolean after_cr; /* a line feed that comes now ends nothing */
  GQueue events;
};

static void
event_free (gpointer data)
{
  Event *self = data;

  g_free (self->type);
  g_bytes_unref (self->data);
  g_free (self);
}

static void
dispatch (OutpostSseParser *self)
{
  Event *event;

  if (self->has_data)
    {
      event = g_new (Event, 1);
      event->type = self->type != NULL && *self->type != '\0' ? g_steal_pointer (&self->type) : g_strdup ("message");
      /* The last line feed is none of the data. */
      event->data = g_bytes_new (self->data->data, self->data->len - 1);
      g_queue_push_tail (&self->events, event);
    }
  g_clear_pointer (&self->type, g_free);
  g_byte_array_set_size (self->data, 0);
  self->has_data = FALSE;
}

static gboolean
is_field (const char *name,
          gsize size,
          const char *field)
{
  return size == strlen (field) && memcmp (name, field, size) == 0;
}

static void
take_field (OutpostSseParser *self,
            const char *line,
            gsize size)
{
  const char *colon = memchr (line, ':', size);
  gsize name_size = colon != NULL ? (gsize) (colon - line) : size;
  const char *value = line + MIN (name_size + 1, size);

  if (value < line + size && *value == ' ')
    value++;
  size -= value - line;
  if (is_field (line, name_size, "data"))
    {
      g_byte_array_append (self->data, (const guint8 *) value, size);
      g_byte_array_append (self->data, (const guint8 *) "\n", 1);
      self->has_data = TRUE;
    }
  else if (is_field (line, name_size, "event"))
    {
      g_free (self->type);
      self->type = g_strndup (value, size);
    }
}

static void
take_line (OutpostSseParser *self)
{
  const char *line = (const char *) self->line->data;
  gsize size = self->line->len;

  if (!self->begun && size >= strlen (BYTE_ORDER_MARK) && memcmp (line, BYTE_ORDER_MARK, strlen (BYTE_ORDER_MARK)) == 0)
    {
      line += strlen (BYTE_ORDER_MARK);
      size -= strlen (BYTE_ORDER_MARK);
    }
  self->begun = TRUE;
  if (size == 0)
    dispatch (self);
  else if (*line != ':')
    take_field (self, line, size);
  g_byte_array_set_size (self->line, 0);
}

static gsize
count_kept (OutpostSseParser *self)
{
  return (gsize) self->line->len + self->data->len + (self->type != NULL ? strlen (self->type) : 0);
}

gboolean
outpost_sse_parser_feed (OutpostSseParser *self,
                         const guint8 *bytes,
                         gsize size,
                         GError **error)
{
  const guint8 *end = bytes + size;

  while (bytes < end)
    {
      const guint8 *stop = bytes;

      while (stop < end && *stop != '\n' && *stop != '\r')
        stop++;
      if ((gsize) (stop - bytes) > self->limit || count_kept (self) > self->limit - (stop - bytes))
        {
          g_set_error (error, OUTPOST_ERROR, OUTPOST_ERROR_TOO_LARGE, "An event is larger than %" G_GSIZE_FORMAT " bytes",
                       self->limit);
          return FALSE;
        }
      if (stop > bytes)
        {
          g_byte_array_append (self->line, bytes, stop - bytes);
          self->after_cr = FALSE;
        }
      if (stop == end)
        break;
      if (*stop == '\r' || !self->after_cr)
        take_line (self);
      self->after_cr = *stop == '\r';
      bytes = stop + 1;
    }
  return TRUE;
}

GBytes *
outpost_sse_parser_pop (OutpostSseParser *self,
                        char **type)
{
  Event *event = g_queue_pop_head (&self->events);
  GBytes *data;

  if (event == NULL)
    return NULL;
  *type = g_steal_pointer (&event->type);
  data = g_bytes_ref (event->data);
  event_free (event);
  return data;
}

OutpostSseParser *
outpost_sse_parser_new (gsize limit)
{
  OutpostSseParser *self = g_new0 (OutpostSseParser, 1);

  self->limit = limit;
  self->line = g_byte_array_new ();
  self->data = g_byte_array_new ();
  g_queue_init (&self->events);
  return self;
}

void
outpost_sse_parser_free (OutpostSseParser *self)
{
  g_byte_array_unref (self->line);
  g_byte_array_unref (self->data);
  g_free (self->type);
  g_queue_clear_full (&self->events, event_free);
  g_free (self);
}
