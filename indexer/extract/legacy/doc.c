/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * doc.c: documents of Word 97 to 2003, [MS-DOC]; of Word 6 and 95 the text, without
 * headings and lists.
 *
 * Text comes in the order: headers, body, text boxes, footnotes, endnotes, comments,
 * footers.
 */
#include "config.h"

#include "common/schema.h"
#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/legacy/doc.h"
#include "indexer/extract/legacy/ole.h"
#include "indexer/extract/prose.h"

/* Source: [MS-DOC] 2.5.2 to 2.5.4; of Word 6, the header that "Word 6.0 Binary File
 * Format" (Microsoft, 1997) tells of. */
#define FIB_VERSION 2
#define FIB_FLAGS 10
#define FIB_FIRST_FC 24
#define FIB_LENGTHS 76
#define FIB_LENGTHS_OLD 52
#define FIB_PIECES_OLD 352
#define FLAG_COMPLEX 0x0004
#define FLAG_ENCRYPTED 0x0100
#define FLAG_TABLE_1 0x0200
#define FLAG_MAC 0x0100 /* in the word at 18, of Word 6 */
#define VERSION_6 101
#define VERSION_95_LAST 105
#define VERSION_97 192
/* Stories about notes come before those of the sections, six of each. */
#define N_NOTE_STORIES 6
#define N_SECTION_STORIES 6
/* Field codes do not nest deeper in any document of people. */
#define MAX_FIELD_DEPTH 60
/* A field's code that is longer is a mark that was lost. */
#define MAX_CODE_LENGTH 8192
/* Characters between two looks at the clock. */
#define CHARACTERS_A_LOOK 65536

/* The texts of a document, one after the other in CPs, in this order. */
typedef enum
{
  PART_BODY,
  PART_FOOTNOTES,
  PART_HEADERS,
  PART_MACROS,
  PART_COMMENTS,
  PART_ENDNOTES,
  PART_BOXES,
  PART_HEADER_BOXES,
  N_PARTS
} Part;

typedef enum
{
  MARK_CELL = 0x07,
  MARK_LINE = 0x0b,
  MARK_PAGE = 0x0c,
  MARK_PARAGRAPH = 0x0d,
  MARK_COLUMN = 0x0e,
  MARK_FIELD_BEGIN = 0x13,
  MARK_FIELD_RESULT = 0x14,
  MARK_FIELD_END = 0x15,
  MARK_HYPHEN = 0x1e,
  MARK_SYMBOL = 0x28
} Mark;

typedef struct
{
  GfReading *reading;
  GfSpan stream;
  GfSpan table;
  bool is_old;
  uint32_t start[N_PARTS + 1]; /* CP of each part */
  GArray *pieces;              /* of GfDocPiece */
  GfDocFormats *formats;       /* NULL in an old one */
  GfProse *prose;
  Part part;
  GfDocRun run;         /* that the last character was in */
  unsigned field_depth; /* 0 outside fields */
  uint64_t codes;       /* bit d: the field at depth d has not come to its result */
  size_t code_length;
  gunichar last; /* the last character */
  size_t n_characters;
  bool is_stopped;
} Doc;

static bool
in_code (const Doc *doc)
{
  return doc->codes != 0;
}

/* A code without a result, and one whose marks were lost, end somewhere. */
static bool
is_in_lost_code (Doc *doc)
{
  if (++doc->code_length <= MAX_CODE_LENGTH)
    return false;
  doc->field_depth = 0;
  doc->codes = 0;
  return true;
}

static void
take_field_mark (Doc *doc, gunichar mark)
{
  unsigned depth = MIN (doc->field_depth, MAX_FIELD_DEPTH);

  if (!in_code (doc))
    doc->code_length = 0;
  if (mark == MARK_FIELD_BEGIN && depth < MAX_FIELD_DEPTH)
    doc->codes |= UINT64_C (1) << depth;
  if (mark == MARK_FIELD_BEGIN)
    doc->field_depth = depth + 1;
  else if (depth > 0)
    doc->codes &= ~(UINT64_C (1) << (depth - 1));
  if (mark == MARK_FIELD_END && depth > 0)
    doc->field_depth = depth - 1;
}

static GfDocParagraph
paragraph_at (const Doc *doc, uint32_t fc)
{
  return doc->formats != NULL ? gf_doc_formats_paragraph (doc->formats, fc)
                              : (GfDocParagraph){ 0 };
}

static void
take_paragraph_mark (Doc *doc, gunichar mark, uint32_t fc)
{
  GfDocParagraph paragraph = paragraph_at (doc, fc);
  GfProseFormat format = { .level = paragraph.level,
                           .is_list_item = paragraph.is_list_item,
                           .in_table = paragraph.in_table };
  /* Without formats a row is known by the empty cell that ends it. */
  bool ends_row = paragraph.ends_row || (doc->is_old && doc->last == MARK_CELL);

  if (mark != MARK_CELL)
    gf_prose_end_paragraph (doc->prose, format);
  else if (ends_row)
    gf_prose_end_row (doc->prose);
  else
    gf_prose_end_cell (doc->prose, format);
  if (mark == MARK_PAGE && doc->part == PART_BODY)
    gf_prose_break_page (doc->prose);
}

static void
take_text (Doc *doc, gunichar c)
{
  gunichar symbol = doc->run.symbol;
  bool is_hidden = doc->run.is_hidden;

  if (c == MARK_LINE || c == MARK_COLUMN)
    c = '\n';
  else if (c == MARK_HYPHEN)
    c = '-';
  else if (c == MARK_SYMBOL && symbol >= 0x20 && (symbol < 0xd800 || symbol >= 0xe000))
    c = symbol;
  if (c >= 0x20 || c == '\n' || c == '\t')
    gf_prose_add (doc->prose, c, is_hidden);
}

static void
take_character (Doc *doc, gunichar c, uint32_t fc)
{
  bool is_field_mark = c >= MARK_FIELD_BEGIN && c <= MARK_FIELD_END;

  if (doc->formats != NULL && (fc < doc->run.fc || fc >= doc->run.fc_end))
    doc->run = gf_doc_formats_run (doc->formats, fc);
  if (is_field_mark)
    take_field_mark (doc, c);
  else if (!in_code (doc) || is_in_lost_code (doc))
    {
      if (c == MARK_PARAGRAPH || c == MARK_CELL || c == MARK_PAGE)
        take_paragraph_mark (doc, c, fc);
      else
        take_text (doc, c);
    }
  doc->last = c;
}

static bool
may_go_on (Doc *doc)
{
  if (doc->is_stopped || gf_prose_is_full (doc->prose))
    return false;
  if (++doc->n_characters % CHARACTERS_A_LOOK != 0 || !gf_reading_is_late (doc->reading))
    return true;
  gf_reading_cut (doc->reading, "takes too much time: stopped after %zu characters",
                  doc->n_characters);
  doc->is_stopped = true;
  return false;
}

/* The character at @cp, and how many places in the text it takes. */
static uint32_t
decode (const Doc *doc, const GfDocPiece *piece, uint32_t cp, gunichar *c_out,
        uint32_t *fc_out)
{
  uint64_t fc = piece->fc + (uint64_t) (cp - piece->cp) * (piece->is_narrow ? 1 : 2);

  *fc_out = (uint32_t) MIN (fc, G_MAXUINT32);
  if (piece->is_narrow)
    {
      *c_out = gf_codepage_char (piece->codepage, gf_span_u8 (doc->stream, fc));
      return 1;
    }
  gunichar c = gf_span_u16 (doc->stream, fc);
  gunichar low = c >= 0xd800 && c < 0xdc00 ? gf_span_u16 (doc->stream, fc + 2) : 0;
  bool is_pair = low >= 0xdc00 && low < 0xe000;
  if (is_pair)
    c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
  else if (c >= 0xd800 && c < 0xe000)
    c = 0xfffd;
  *c_out = c;
  return is_pair ? 2 : 1;
}

static void
walk_piece (Doc *doc, const GfDocPiece *piece, uint32_t cp, uint32_t cp_end)
{
  while (cp < cp_end && may_go_on (doc))
    {
      gunichar c;
      uint32_t fc;

      cp += decode (doc, piece, cp, &c, &fc);
      if (fc >= doc->stream.length)
        {
          gf_reading_lack (doc->reading, GF_REASON_DAMAGED,
                           "a part of the text is missing");
          return;
        }
      if (c != 0)
        take_character (doc, c, fc);
    }
}

/* The first piece that goes on beyond @cp; they are in the order of their text. */
static guint
find_piece (const Doc *doc, uint32_t cp)
{
  guint low = 0;
  guint high = doc->pieces->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (doc->pieces, GfDocPiece, middle).cp_end > cp)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
walk (Doc *doc, uint32_t cp, uint32_t cp_end)
{
  doc->field_depth = 0;
  doc->codes = 0;
  doc->last = 0;
  for (guint i = find_piece (doc, cp); i < doc->pieces->len && cp < cp_end; i++)
    {
      const GfDocPiece *piece = &g_array_index (doc->pieces, GfDocPiece, i);

      if (piece->cp >= cp_end)
        return;
      walk_piece (doc, piece, MAX (cp, piece->cp), MIN (cp_end, piece->cp_end));
    }
}

static void
begin_part (Doc *doc, Part part, GfBlockKind kind)
{
  doc->part = part;
  /* What was left open by the part before is no part of this one. */
  gf_prose_end_paragraph (doc->prose, (GfProseFormat){ 0 });
  gf_prose_set_kind (doc->prose, kind);
}

static void
read_part (Doc *doc, Part part, GfBlockKind kind)
{
  begin_part (doc, part, kind);
  walk (doc, doc->start[part], doc->start[part + 1]);
}

/* Of a section there are headers of even and odd pages, footers of these, header and
   footer of the first page; source: [MS-DOC] 2.3.3. */
static bool
is_footer (size_t story)
{
  size_t i = (story - N_NOTE_STORIES) % N_SECTION_STORIES;

  return i == 2 || i == 3 || i == 5;
}

static void
read_stories (Doc *doc, bool footers)
{
  GfSpan places = gf_doc_table (doc->stream, doc->table, GF_DOC_HEADERS);
  uint32_t start = doc->start[PART_HEADERS];
  uint32_t length = doc->start[PART_HEADERS + 1] - start;
  uint32_t done = 0;

  begin_part (doc, PART_HEADERS, footers ? GF_BLOCK_FOOTER : GF_BLOCK_HEADER);
  for (size_t i = N_NOTE_STORIES; gf_span_has (places, i * 4, 8); i++)
    {
      uint32_t cp = gf_span_u32 (places, i * 4);
      uint32_t cp_end = gf_span_u32 (places, i * 4 + 4);

      /* Places that go back would tell the same again and again. */
      if (cp < done || cp_end > length)
        break;
      done = MAX (cp, cp_end);
      if (is_footer (i) == footers)
        walk (doc, start + cp, start + cp_end);
    }
}

static void
read_parts (Doc *doc)
{
  if (!doc->is_old)
    read_stories (doc, false);
  read_part (doc, PART_BODY, GF_BLOCK_PARAGRAPH);
  read_part (doc, PART_BOXES, GF_BLOCK_PARAGRAPH);
  read_part (doc, PART_FOOTNOTES, GF_BLOCK_PARAGRAPH);
  read_part (doc, PART_ENDNOTES, GF_BLOCK_PARAGRAPH);
  read_part (doc, PART_COMMENTS, GF_BLOCK_PARAGRAPH);
  if (doc->is_old)
    read_part (doc, PART_HEADERS, GF_BLOCK_HEADER);
  else
    read_stories (doc, true);
  read_part (doc, PART_HEADER_BOXES, GF_BLOCK_HEADER);
  begin_part (doc, PART_BODY, GF_BLOCK_PARAGRAPH);
}

static void
find_parts (Doc *doc)
{
  size_t at = doc->is_old ? FIB_LENGTHS_OLD : FIB_LENGTHS;

  for (Part part = 0; part < N_PARTS; part++)
    {
      uint32_t length = MIN (gf_span_u32 (doc->stream, at + part * 4), G_MAXINT32);
      uint32_t start = doc->start[part];

      doc->start[part + 1] = start + MIN (length, G_MAXINT32 - start);
    }
}

static GArray *
find_pieces (const Doc *doc)
{
  uint16_t flags = gf_span_u16 (doc->stream, FIB_FLAGS);
  uint32_t first = gf_span_u32 (doc->stream, FIB_FIRST_FC);
  uint32_t length = doc->start[N_PARTS];

  if (!doc->is_old)
    return gf_doc_pieces_read (gf_doc_table (doc->stream, doc->table, GF_DOC_PIECES),
                               false, GF_CODEPAGE_WESTERN);

  bool is_mac = gf_span_u16 (doc->stream, 18) & FLAG_MAC;
  GfDocPiece piece = { .cp_end = length,
                       .fc = first,
                       .is_narrow = true,
                       .codepage = is_mac ? GF_CODEPAGE_MAC : GF_CODEPAGE_WESTERN };
  GfSpan clx = gf_span_part (doc->stream, gf_span_u32 (doc->stream, FIB_PIECES_OLD),
                             gf_span_u32 (doc->stream, FIB_PIECES_OLD + 4));
  if (flags & FLAG_COMPLEX)
    return gf_doc_pieces_read (clx, true, piece.codepage);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (GfDocPiece));
  g_array_append_val (pieces, piece);
  return pieces;
}

/* Where the table is lost the text may still lie where Word puts it first. */
static GArray *
find_or_guess_pieces (const Doc *doc)
{
  g_autoptr (GArray) pieces = find_pieces (doc);

  uint32_t end
      = pieces->len > 0 ? g_array_index (pieces, GfDocPiece, pieces->len - 1).cp_end : 0;

  if (pieces->len > 0 && end < doc->start[N_PARTS])
    gf_reading_lack (doc->reading, GF_REASON_DAMAGED, "the table of the text breaks off");
  if (pieces->len > 0 || doc->start[N_PARTS] == 0)
    return g_steal_pointer (&pieces);
  gf_reading_lack (doc->reading, GF_REASON_DAMAGED, "the table of the text is missing");
  return gf_doc_pieces_guess (doc->stream, gf_span_u32 (doc->stream, FIB_FIRST_FC),
                              doc->start[N_PARTS]);
}

static bool
check_header (const Doc *doc, GError **error)
{
  uint16_t version = gf_span_u16 (doc->stream, FIB_VERSION);
  uint16_t flags = gf_span_u16 (doc->stream, FIB_FLAGS);
  bool is_known
      = version >= VERSION_97 || (version >= VERSION_6 && version <= VERSION_95_LAST);

  if (doc->stream.length < FIB_LENGTHS_OLD)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_DAMAGED,
                 "the document breaks off in its header");
  else if (!is_known)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_UNSUPPORTED,
                 "a Word document of version %u is not read", version);
  else if (flags & FLAG_ENCRYPTED)
    g_set_error (error, GF_EXTRACT_ERROR, GF_EXTRACT_ERROR_ENCRYPTED,
                 "a Word document that needs a password");
  else
    return true;
  return false;
}

bool
gf_doc_read (GfReading *reading, GfOle *ole, GError **error)
{
  g_autoptr (GBytes) stream = gf_ole_load_named (ole, GF_OLE_ROOT, "WordDocument");
  Doc doc = { .reading = reading, .stream = gf_span_of (stream) };

  if (!check_header (&doc, error))
    return false;
  uint16_t flags = gf_span_u16 (doc.stream, FIB_FLAGS);
  g_autoptr (GBytes) table
      = gf_ole_load_named (ole, GF_OLE_ROOT, flags & FLAG_TABLE_1 ? "1Table" : "0Table");
  doc.table = gf_span_of (table);
  doc.is_old = gf_span_u16 (doc.stream, FIB_VERSION) <= VERSION_95_LAST;
  find_parts (&doc);

  g_autoptr (GArray) pieces = find_or_guess_pieces (&doc);
  g_autoptr (GfDocFormats) formats
      = doc.is_old ? NULL : gf_doc_formats_new (doc.stream, doc.table);
  g_autoptr (GfProse) prose = gf_prose_new (reading);
  uint32_t n_pages = gf_ole_read_summary (ole, reading);
  doc.pieces = pieces;
  doc.formats = formats;
  doc.prose = prose;
  read_parts (&doc);
  gf_prose_number_pages (prose, n_pages);
  return true;
}
