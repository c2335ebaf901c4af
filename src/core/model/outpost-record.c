/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: 2026 The Outpost developers
 */

#include "config.h"

#include "outpost-record-private.h"

void
outpost_record_init (OutpostRecord *self,
                     guint n_texts,
                     guint n_numbers)
{
  self->n_texts = n_texts;
  self->n_numbers = n_numbers;
  self->texts = g_new (char *, n_texts);
  self->numbers = g_new0 (gint64, n_numbers);
  for (guint i = 0; i < n_texts; i++)
    self->texts[i] = g_ref_string_new_intern ("");
}

void
outpost_record_clear (OutpostRecord *self)
{
  for (guint i = 0; i < self->n_texts; i++)
    g_ref_string_release (self->texts[i]);
  g_clear_pointer (&self->texts, g_free);
  g_clear_pointer (&self->numbers, g_free);
  self->n_texts = 0;
}

void
outpost_record_set_word (OutpostRecord *self,
                         guint text,
                         const char *value)
{
  g_ref_string_release (self->texts[text]);
  self->texts[text] = g_ref_string_new_intern (value);
}

void
outpost_record_set_text (OutpostRecord *self,
                         guint text,
                         const char *value)
{
  g_ref_string_release (self->texts[text]);
  self->texts[text] = g_ref_string_new (value);
}

void
outpost_record_copy (const OutpostRecord *source,
                     OutpostRecord *target)
{
  g_assert (source->n_texts == target->n_texts && source->n_numbers == target->n_numbers);

  for (guint i = 0; i < source->n_texts; i++)
    {
      /* What is the same stays where it is: an id is the key of tables that borrow it. */
      if (source->texts[i] == target->texts[i] || g_str_equal (source->texts[i], target->texts[i]))
        continue;
      g_ref_string_release (target->texts[i]);
      target->texts[i] = g_ref_string_acquire (source->texts[i]);
    }
  memcpy (target->numbers, source->numbers, source->n_numbers * sizeof (gint64));
}

gboolean
outpost_record_equal (const OutpostRecord *a,
                      const OutpostRecord *b)
{
  g_assert (a->n_texts == b->n_texts && a->n_numbers == b->n_numbers);

  for (guint i = 0; i < a->n_texts; i++)
    if (a->texts[i] != b->texts[i] && !g_str_equal (a->texts[i], b->texts[i]))
      return FALSE;
  return memcmp (a->numbers, b->numbers, a->n_numbers * sizeof (gint64)) == 0;
}

GVariant *
outpost_record_to_variant (const OutpostRecord *self)
{
  return g_variant_new ("(@as@ax)", g_variant_new_strv ((const char *const *) self->texts, self->n_texts),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, self->numbers, self->n_numbers, sizeof (gint64)));
}

gboolean
outpost_record_read_variant (OutpostRecord *self,
                             GVariant *variant)
{
  g_autoptr(GVariant) texts = g_variant_get_child_value (variant, 0);
  g_autoptr(GVariant) numbers = g_variant_get_child_value (variant, 1);
  const gint64 *values;
  gsize n_values;

  values = g_variant_get_fixed_array (numbers, &n_values, sizeof (gint64));
  if (g_variant_n_children (texts) != self->n_texts || n_values != self->n_numbers)
    return FALSE;

  memcpy (self->numbers, values, n_values * sizeof (gint64));
  for (guint i = 0; i < self->n_texts; i++)
    {
      const char *text;

      g_variant_get_child (texts, i, "&s", &text);
      outpost_record_set_word (self, i, text);
    }
  return TRUE;
}
