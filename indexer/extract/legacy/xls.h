/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xls.h: records and strings of the binary workbooks of Excel 5 to 2003 ([MS-XLS]);
 * private to xls*.c.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/legacy/span.h"

/* Records in order; where one is read, those that continue it follow. */
typedef struct
{
  GfSpan stream;
  size_t next; /* where the next record begins */
  uint16_t type;
  GfSpan body;
} GfXlsRecord;

#define GF_XLS_CONTINUE 0x003c

/* Returns: false at the end of the stream. */
static inline bool
gf_xls_next (GfXlsRecord *record)
{
  if (!gf_span_has (record->stream, record->next, 4))
    return false;
  record->type = gf_span_u16 (record->stream, record->next);
  record->body = gf_span_part (record->stream, record->next + 4,
                               gf_span_u16 (record->stream, record->next + 2));
  record->next += 4 + (size_t) gf_span_u16 (record->stream, record->next + 2);
  return true;
}

/*
 * gf_xls_append_string: a string right in @span: @length characters, with a byte before
 * them that says of what width (BIFF8), or bytes in @codepage (before that: not 0).
 */
void gf_xls_append_string (GString *out, GfSpan span, size_t length, unsigned codepage);

/* The texts that cells share: one long string, and where each begins. */
typedef struct GfXlsStrings GfXlsStrings;

GfXlsStrings *gf_xls_strings_new (void);
void gf_xls_strings_free (GfXlsStrings *strings);

/* gf_xls_strings_load: the table that begins in @record, which is moved past it.
 * @max_bytes: of text
 * Returns: false: there is more than that, or the table breaks off. */
bool gf_xls_strings_load (GfXlsStrings *strings, GfXlsRecord *record, size_t max_bytes);

/* NULL where there is none; valid until the next load. */
const char *gf_xls_strings_get (const GfXlsStrings *strings, uint32_t index);

/* The text of a TXO record, in those that continue it: appended to @out. */
void gf_xls_append_box (GString *out, GfXlsRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfXlsStrings, gf_xls_strings_free)
