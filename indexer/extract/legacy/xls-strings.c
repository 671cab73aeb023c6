/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/legacy/xls.h"

/* Flags of a string; source: [MS-XLS] 2.5.293. */
#define FLAG_WIDE 0x01
#define FLAG_PHONETIC 0x04
#define FLAG_RICH 0x08

struct GfXlsStrings
{
  GString *texts;  /* each ended by NUL */
  GArray *offsets; /* of uint32_t, into texts */
};

/* Bytes that go on in the records that continue one. */
typedef struct
{
  GfXlsRecord *record;
  size_t at; /* in its body */
} Cursor;

/* To the next record where this one is spent.  Returns: false where none goes on. */
static bool
settle (Cursor *cursor)
{
  while (cursor->at >= cursor->record->body.length)
    {
      const GfXlsRecord *record = cursor->record;

      if (gf_span_u16 (record->stream, record->next) != GF_XLS_CONTINUE
          || !gf_xls_next (cursor->record))
        return false;
      cursor->at = 0;
    }
  return true;
}

/* A number does not go across records, where the file is whole. */
static bool
take_number (Cursor *cursor, size_t width, uint32_t *number_out)
{
  if (!settle (cursor))
    return false;
  *number_out = (uint32_t) gf_span_number (cursor->record->body, cursor->at, width);
  cursor->at += width;
  return true;
}

static bool
skip (Cursor *cursor, uint64_t length)
{
  while (length > 0)
    {
      if (!settle (cursor))
        return false;
      size_t n = MIN (length, cursor->record->body.length - cursor->at);
      cursor->at += n;
      length -= n;
    }
  return true;
}

static void
append_characters (GString *out, GfSpan span, bool is_wide)
{
  if (is_wide)
    gf_codepage_append (out, GF_CODEPAGE_UTF16, span.bytes, span.length);
  else
    for (size_t i = 0; i < span.length; i++)
      if (span.bytes[i] != 0)
        g_string_append_unichar (out, span.bytes[i]);
}

/* Where a string goes on in another record, a byte there says anew of what width. */
static bool
take_characters (Cursor *cursor, GString *out, uint32_t n, bool is_wide)
{
  while (n > 0)
    {
      uint32_t flags = is_wide;
      bool is_spent = cursor->at >= cursor->record->body.length;

      if (is_spent && !take_number (cursor, 1, &flags))
        return false;
      is_wide = flags & FLAG_WIDE;
      size_t width = is_wide ? 2 : 1;
      GfSpan part = gf_span_part (cursor->record->body, cursor->at, n * width);
      append_characters (out, part, is_wide);
      n -= (uint32_t) MIN (n, (part.length + width - 1) / width);
      cursor->at += part.length;
    }
  return true;
}

static bool
take_string (Cursor *cursor, GString *out)
{
  uint32_t n_characters;
  uint32_t flags;
  uint32_t n_runs = 0;
  uint32_t n_phonetic = 0;

  if (!take_number (cursor, 2, &n_characters) || !take_number (cursor, 1, &flags))
    return false;
  if ((flags & FLAG_RICH) && !take_number (cursor, 2, &n_runs))
    return false;
  if ((flags & FLAG_PHONETIC) && !take_number (cursor, 4, &n_phonetic))
    return false;
  return take_characters (cursor, out, n_characters, flags & FLAG_WIDE)
         && skip (cursor, (uint64_t) n_runs * 4 + n_phonetic);
}

GfXlsStrings *
gf_xls_strings_new (void)
{
  GfXlsStrings *strings = g_new0 (GfXlsStrings, 1);

  strings->texts = g_string_new (NULL);
  strings->offsets = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  return strings;
}

void
gf_xls_strings_free (GfXlsStrings *strings)
{
  if (strings == NULL)
    return;
  g_string_free (strings->texts, TRUE);
  g_array_unref (strings->offsets);
  g_free (strings);
}

bool
gf_xls_strings_load (GfXlsStrings *strings, GfXlsRecord *record, size_t max_bytes)
{
  Cursor cursor = { .record = record, .at = 8 };
  uint32_t n = gf_span_u32 (record->body, 4);
  /* The least a string takes is its length and flags. */
  size_t n_possible = record->stream.length / 3;

  g_string_truncate (strings->texts, 0);
  g_array_set_size (strings->offsets, 0);
  for (uint32_t i = 0; i < n && i < n_possible; i++)
    {
      uint32_t offset = (uint32_t) strings->texts->len;

      if (strings->texts->len > max_bytes || !take_string (&cursor, strings->texts))
        return false;
      g_string_append_c (strings->texts, '\0');
      g_array_append_val (strings->offsets, offset);
    }
  return true;
}

const char *
gf_xls_strings_get (const GfXlsStrings *strings, uint32_t index)
{
  return index < strings->offsets->len
             ? strings->texts->str + g_array_index (strings->offsets, uint32_t, index)
             : NULL;
}

void
gf_xls_append_string (GString *out, GfSpan span, size_t length, unsigned codepage)
{
  bool is_wide = codepage == 0 && (gf_span_u8 (span, 0) & FLAG_WIDE);
  GfSpan text = codepage == 0 ? gf_span_part (span, 1, is_wide ? length * 2 : length)
                              : gf_span_part (span, 0, length);

  if (codepage == 0)
    append_characters (out, text, is_wide);
  else
    gf_codepage_append (out, codepage, text.bytes, text.length);
}

void
gf_xls_append_box (GString *out, GfXlsRecord *record)
{
  Cursor cursor = { .record = record, .at = record->body.length };
  uint32_t n_characters = gf_span_u16 (record->body, 10);

  /* The first record that goes on begins with the width, as any other. */
  take_characters (&cursor, out, n_characters, false);
}
