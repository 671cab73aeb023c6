/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xls.c: workbooks of Excel 5 to 2003: BIFF5 and BIFF8, [MS-XLS].
 *
 * A sheet's name is a heading, a row of cells a block: as a reader sees them, which is
 * what formulas last came to.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/office/number-format.h"
#include "indexer/extract/legacy/ole.h"
#include "indexer/extract/office/sheet.h"
#include "indexer/extract/legacy/xls.h"

/* Source: [MS-XLS] 2.3. */
typedef enum
{
  RECORD_FORMULA = 0x0006,
  RECORD_EOF = 0x000a,
  RECORD_DATE_1904 = 0x0022,
  RECORD_FILE_PASS = 0x002f,
  RECORD_CODEPAGE = 0x0042,
  RECORD_COLUMNS = 0x007d,
  RECORD_BOUND_SHEET = 0x0085,
  RECORD_MUL_RK = 0x00bd,
  RECORD_RSTRING = 0x00d6,
  RECORD_XF = 0x00e0,
  RECORD_SST = 0x00fc,
  RECORD_LABEL_SST = 0x00fd,
  RECORD_TXO = 0x01b6,
  RECORD_NUMBER = 0x0203,
  RECORD_LABEL = 0x0204,
  RECORD_BOOL_ERR = 0x0205,
  RECORD_STRING = 0x0207,
  RECORD_ROW = 0x0208,
  RECORD_RK = 0x027e,
  RECORD_FORMAT = 0x041e,
  RECORD_BOF = 0x0809
} RecordType;

#define BIFF8 0x0600
#define SHEET_TYPE_MODULE 6
/* Sheets of a workbook: Excel's own limit is memory; people's is far below. */
#define MAX_SHEETS 4096
/* Numbers are of 16 bits; Excel has 256 columns. */
#define MAX_ROWS 65536
#define MAX_COLUMNS 256
#define NO_ROW UINT32_MAX
#define FLAG_ROW_HIDDEN 0x20
#define FLAG_COLUMN_HIDDEN 0x01
/* Records between two looks at the clock. */
#define RECORDS_A_LOOK 4096

typedef struct
{
  char *name;
  uint32_t offset; /* of its BOF in the stream */
  bool is_hidden;
} Sheet;

typedef struct
{
  GfReading *reading;
  GfSpan stream;
  GfXlsStrings *strings;
  GArray *sheets;      /* of Sheet */
  GArray *styles;      /* of uint16_t: the number of the format of each XF */
  GHashTable *formats; /* number to GfNumberFormat */
  unsigned codepage;   /* of strings; 0 in BIFF8, where they say it themselves */
  bool is_1904;
  bool is_encrypted;
} Book;

/* The sheet that is read. */
typedef struct
{
  Book *book;
  const Sheet *sheet;
  GfSheet *out;
  uint32_t row; /* that is open; NO_ROW before the first */
  uint8_t hidden_rows[MAX_ROWS / 8];
  uint8_t hidden_columns[MAX_COLUMNS / 8];
  uint32_t formula_column;
  bool awaits_string; /* of a formula */
  bool is_full;
} Reader;

static void
clear_sheet (gpointer sheet)
{
  g_free (((Sheet *) sheet)->name);
}

static void
take_sheet (Book *book, GfSpan body)
{
  g_autoptr (GString) name = g_string_new (NULL);
  Sheet sheet
      = { .offset = gf_span_u32 (body, 0), .is_hidden = (gf_span_u8 (body, 4) & 3) != 0 };

  if (gf_span_u8 (body, 5) == SHEET_TYPE_MODULE)
    return;
  if (book->sheets->len >= MAX_SHEETS)
    {
      gf_reading_cut (book->reading, "more than %d sheets", MAX_SHEETS);
      return;
    }
  gf_xls_append_string (name, gf_span_part (body, 7, body.length), gf_span_u8 (body, 6),
                        book->codepage);
  sheet.name = g_string_free (g_steal_pointer (&name), FALSE);
  g_array_append_val (book->sheets, sheet);
}

static void
take_format (Book *book, GfSpan body)
{
  g_autoptr (GString) code = g_string_new (NULL);
  bool is_old = book->codepage != 0;
  size_t length = is_old ? gf_span_u8 (body, 2) : gf_span_u16 (body, 2);
  size_t start = is_old ? 3 : 4;

  gf_xls_append_string (code, gf_span_part (body, start, body.length), length,
                        book->codepage);
  g_hash_table_insert (book->formats, GUINT_TO_POINTER (gf_span_u16 (body, 0)),
                       gf_number_format_new (code->str));
}

static void
take_style (Book *book, GfSpan body)
{
  uint16_t format = gf_span_u16 (body, 2);

  g_array_append_val (book->styles, format);
}

static void
take_strings (Book *book, GfXlsRecord *record)
{
  uint64_t text_mb = book->reading->options->limits.text_mb;

  if (!gf_xls_strings_load (book->strings, record, (size_t) text_mb << 20))
    gf_reading_lack (
        book->reading, GF_REASON_DAMAGED,
        "the table of texts is broken, or larger than %" G_GUINT64_FORMAT " MB", text_mb);
}

/* Mac Roman and Windows' own are written in ways of their own; source: [MS-XLS] 2.4.52.
 */
static unsigned
mend_codepage (unsigned codepage)
{
  if (codepage == 0x8000)
    return GF_CODEPAGE_MAC;
  return codepage == 0x8001 || codepage == 0 ? GF_CODEPAGE_WESTERN : codepage;
}

static void
take_global (Book *book, GfXlsRecord *record)
{
  switch (record->type)
    {
    case RECORD_FILE_PASS:
      book->is_encrypted = true;
      break;
    case RECORD_CODEPAGE:
      if (book->codepage != 0)
        book->codepage = mend_codepage (gf_span_u16 (record->body, 0));
      break;
    case RECORD_DATE_1904:
      book->is_1904 = gf_span_u16 (record->body, 0) == 1;
      break;
    case RECORD_FORMAT:
      take_format (book, record->body);
      break;
    case RECORD_XF:
      take_style (book, record->body);
      break;
    case RECORD_BOUND_SHEET:
      take_sheet (book, record->body);
      break;
    case RECORD_SST:
      take_strings (book, record);
      break;
    default:
      break;
    }
}

/* Returns: whether the stream begins as a workbook does. */
static bool
read_globals (Book *book)
{
  GfXlsRecord record = { .stream = book->stream };

  if (!gf_xls_next (&record) || record.type != RECORD_BOF)
    return false;
  book->codepage = gf_span_u16 (record.body, 0) < BIFF8 ? GF_CODEPAGE_WESTERN : 0;
  while (!book->is_encrypted && gf_xls_next (&record) && record.type != RECORD_EOF)
    take_global (book, &record);
  if (!book->is_encrypted && record.type != RECORD_EOF)
    gf_reading_lack (book->reading, GF_REASON_DAMAGED, "the list of sheets breaks off");
  return true;
}

static bool
get_bit (const uint8_t *bits, uint32_t n_bits, uint32_t i)
{
  return i < n_bits && (bits[i / 8] >> (i % 8) & 1) != 0;
}

static void
set_bit (uint8_t *bits, uint32_t n_bits, uint32_t i)
{
  if (i < n_bits)
    bits[i / 8] |= (uint8_t) (1u << (i % 8));
}

static void
end_row (Reader *reader)
{
  bool is_hidden = get_bit (reader->hidden_rows, MAX_ROWS, reader->row);

  if (reader->row != NO_ROW && !gf_sheet_end_row (reader->out, is_hidden, 1))
    reader->is_full = true;
  reader->row = NO_ROW;
}

static void
begin_cell (Reader *reader, GfSpan body)
{
  uint32_t row = gf_span_u16 (body, 0);

  reader->awaits_string = false;
  if (row != reader->row)
    end_row (reader);
  reader->row = row;
}

static void
take_row (Reader *reader, GfSpan body)
{
  if (gf_span_u16 (body, 12) & FLAG_ROW_HIDDEN)
    set_bit (reader->hidden_rows, MAX_ROWS, gf_span_u16 (body, 0));
}

static void
take_columns (Reader *reader, GfSpan body)
{
  uint32_t last = MIN (gf_span_u16 (body, 2), MAX_COLUMNS - 1);

  if (gf_span_u16 (body, 8) & FLAG_COLUMN_HIDDEN)
    for (uint32_t i = gf_span_u16 (body, 0); i <= last; i++)
      set_bit (reader->hidden_columns, MAX_COLUMNS, i);
}

static const GfNumberFormat *
format_at (const Book *book, uint16_t style)
{
  uint16_t number
      = style < book->styles->len ? g_array_index (book->styles, uint16_t, style) : 0;
  gpointer key = GUINT_TO_POINTER (number);

  if (!g_hash_table_contains (book->formats, key))
    g_hash_table_insert (book->formats, key,
                         gf_number_format_new (gf_number_format_builtin (number)));
  return g_hash_table_lookup (book->formats, key);
}

static void
add_cell (Reader *reader, uint32_t column, const char *text)
{
  gf_sheet_add_cell (reader->out, column, text,
                     get_bit (reader->hidden_columns, MAX_COLUMNS, column));
}

static void
add_number (Reader *reader, uint32_t column, uint16_t style, double number)
{
  const Book *book = reader->book;
  g_autofree char *text
      = gf_number_format_write (format_at (book, style), number, book->is_1904);

  add_cell (reader, column, text);
}

static void
add_truth (Reader *reader, uint32_t column, bool is_true)
{
  add_cell (reader, column, is_true ? "SANN" : "USANN");
}

/* A number in 30 bits: whole, or the upper half of a double; perhaps a hundred times too
   large.  Source: [MS-XLS] 2.5.217. */
static double
decode_rk (uint32_t rk)
{
  double number;

  if (rk & 2)
    number = (int32_t) rk >> 2;
  else
    {
      uint64_t bits = (uint64_t) (rk & ~3u) << 32;
      memcpy (&number, &bits, sizeof number);
    }
  return rk & 1 ? number / 100 : number;
}

static void
take_several (Reader *reader, GfSpan body)
{
  uint32_t column = gf_span_u16 (body, 2);

  for (size_t at = 4; gf_span_has (body, at, 8); at += 6)
    add_number (reader, column++, gf_span_u16 (body, at),
                decode_rk (gf_span_u32 (body, at + 2)));
}

static void
take_label (Reader *reader, GfSpan body)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gf_xls_append_string (text, gf_span_part (body, 8, body.length), gf_span_u16 (body, 6),
                        reader->book->codepage);
  add_cell (reader, gf_span_u16 (body, 2), text->str);
}

static void
take_formula (Reader *reader, GfSpan body)
{
  uint32_t column = gf_span_u16 (body, 2);
  uint8_t type = gf_span_u8 (body, 6);

  if (gf_span_u16 (body, 12) != 0xffff)
    add_number (reader, column, gf_span_u16 (body, 4), gf_span_double (body, 6));
  else if (type == 1)
    add_truth (reader, column, gf_span_u8 (body, 8) != 0);
  reader->awaits_string = gf_span_u16 (body, 12) == 0xffff && type == 0;
  reader->formula_column = column;
}

static void
take_formula_string (Reader *reader, GfSpan body)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!reader->awaits_string)
    return;
  reader->awaits_string = false;
  gf_xls_append_string (text, gf_span_part (body, 2, body.length), gf_span_u16 (body, 0),
                        reader->book->codepage);
  add_cell (reader, reader->formula_column, text->str);
}

static void
take_box (Reader *reader, GfXlsRecord *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  gf_xls_append_box (text, record);
  gf_sheet_add_note (reader->out, text->str);
}

static void
take_shared (Reader *reader, uint32_t column, uint32_t index)
{
  const char *text = gf_xls_strings_get (reader->book->strings, index);

  if (text == NULL)
    gf_reading_lack (reader->book->reading, GF_REASON_DAMAGED,
                     "cells hold texts that are not in the table of texts");
  else
    add_cell (reader, column, text);
}

static void
take_cell (Reader *reader, uint16_t type, GfSpan body)
{
  uint32_t column = gf_span_u16 (body, 2);
  uint16_t style = gf_span_u16 (body, 4);

  begin_cell (reader, body);
  if (type == RECORD_LABEL_SST)
    take_shared (reader, column, gf_span_u32 (body, 6));
  else if (type == RECORD_NUMBER)
    add_number (reader, column, style, gf_span_double (body, 6));
  else if (type == RECORD_RK)
    add_number (reader, column, style, decode_rk (gf_span_u32 (body, 6)));
  else if (type == RECORD_MUL_RK)
    take_several (reader, body);
  else if (type == RECORD_FORMULA)
    take_formula (reader, body);
  else if (type == RECORD_BOOL_ERR && gf_span_u8 (body, 7) == 0)
    add_truth (reader, column, gf_span_u8 (body, 6) != 0);
  else if (type == RECORD_LABEL || type == RECORD_RSTRING)
    take_label (reader, body);
}

static bool
is_cell (uint16_t type)
{
  static const uint16_t types[]
      = { RECORD_LABEL_SST, RECORD_NUMBER,   RECORD_RK,    RECORD_MUL_RK,
          RECORD_FORMULA,   RECORD_BOOL_ERR, RECORD_LABEL, RECORD_RSTRING };

  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (type == types[i])
      return true;
  return false;
}

static void
take_record (Reader *reader, GfXlsRecord *record)
{
  if (is_cell (record->type))
    take_cell (reader, record->type, record->body);
  else if (record->type == RECORD_ROW)
    take_row (reader, record->body);
  else if (record->type == RECORD_COLUMNS)
    take_columns (reader, record->body);
  else if (record->type == RECORD_STRING)
    take_formula_string (reader, record->body);
  else if (record->type == RECORD_TXO)
    take_box (reader, record);
}

static bool
is_late (Reader *reader, size_t n_records)
{
  if (n_records % RECORDS_A_LOOK != 0 || !gf_reading_is_late (reader->book->reading))
    return false;
  gf_reading_cut (reader->book->reading, "takes too much time: stopped in sheet '%s'",
                  reader->sheet->name);
  reader->is_full = true;
  return true;
}

/* Up to the end of the sheet; charts that lie in it are sheets within. */
static void
walk_sheet (Reader *reader)
{
  GfXlsRecord record = { .stream = reader->book->stream, .next = reader->sheet->offset };
  unsigned depth = 0;

  for (size_t n = 1; gf_xls_next (&record) && !is_late (reader, n); n++)
    {
      if (record.type == RECORD_BOF)
        depth++;
      else if (record.type == RECORD_EOF && depth > 0 && --depth == 0)
        return;
      if (depth == 0)
        break;
      if (depth == 1)
        take_record (reader, &record);
      if (reader->is_full)
        return;
    }
  if (!reader->is_full)
    gf_reading_lack (reader->book->reading, GF_REASON_DAMAGED,
                     depth == 0 ? "the sheet '%s' is missing"
                                : "the sheet '%s' breaks off",
                     reader->sheet->name);
}

/* Returns: false: stop reading. */
static bool
read_sheet (Book *book, const Sheet *sheet)
{
  g_autoptr (GfSheet) out = gf_sheet_new (book->reading);
  Reader reader = { .book = book, .sheet = sheet, .out = out, .row = NO_ROW };

  gf_sheet_begin (out, sheet->name, sheet->is_hidden);
  walk_sheet (&reader);
  end_row (&reader);
  return gf_sheet_end (out) && !reader.is_full;
}

static bool
read_book (Book *book, GError **error)
{
  if (!read_globals (book))
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                   "the workbook has no beginning");
      return false;
    }
  if (book->is_encrypted)
    {
      g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                   "a workbook that needs a password");
      return false;
    }
  for (guint i = 0; i < book->sheets->len; i++)
    if (!read_sheet (book, &g_array_index (book->sheets, Sheet, i)))
      break;
  return true;
}

bool
gf_xls_read (GfReading *reading, GfOle *ole, GError **error)
{
  g_autoptr (GBytes) bytes = gf_ole_load_named (ole, GF_OLE_ROOT, "Workbook");
  g_autoptr (GfXlsStrings) strings = gf_xls_strings_new ();
  g_autoptr (GArray) sheets = g_array_new (FALSE, FALSE, sizeof (Sheet));
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (uint16_t));
  g_autoptr (GHashTable) formats
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gf_number_format_free);

  g_array_set_clear_func (sheets, clear_sheet);
  if (bytes == NULL)
    bytes = gf_ole_load_named (ole, GF_OLE_ROOT, "Book");
  Book book = { .reading = reading,
                .stream = gf_span_of (bytes),
                .strings = strings,
                .sheets = sheets,
                .styles = styles,
                .formats = formats };

  gf_ole_read_summary (ole, reading);
  return read_book (&book, error);
}
