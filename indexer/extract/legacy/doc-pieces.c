/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/legacy/doc.h"

/* Source: [MS-DOC] 2.8.35, 2.9.38, 2.9.73 and 2.9.177. */
#define CLX_PROPERTIES 1
#define CLX_PIECES 2
#define PIECE_BYTES 8
#define FLAG_NARROW 0x40000000u
/* Bytes looked at to tell how wide the characters of a lost text are. */
#define SAMPLE_BYTES 2048

/* The table of pieces, past the properties before it. */
static GfSpan
find_table (GfSpan clx)
{
  size_t at = 0;

  while (gf_span_u8 (clx, at) == CLX_PROPERTIES && at < clx.length)
    at += 3 + (size_t) gf_span_u16 (clx, at + 1);
  if (gf_span_u8 (clx, at) != CLX_PIECES)
    return (GfSpan){ NULL, 0 };
  return gf_span_part (clx, at + 5, gf_span_u32 (clx, at + 1));
}

static void
set_place (GfDocPiece *piece, uint32_t place, bool is_old)
{
  bool is_narrow = !is_old && (place & FLAG_NARROW) != 0;

  piece->is_narrow = is_old || is_narrow;
  piece->fc = is_narrow ? (place & ~FLAG_NARROW) / 2 : place;
}

GArray *
gf_doc_pieces_read (GfSpan clx, bool is_old, uint16_t codepage)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (GfDocPiece));
  GfSpan table = find_table (clx);
  size_t n = table.length < 4 ? 0 : (table.length - 4) / (4 + PIECE_BYTES);

  for (size_t i = 0; i < n; i++)
    {
      GfDocPiece piece = { .cp = gf_span_u32 (table, i * 4),
                           .cp_end = gf_span_u32 (table, i * 4 + 4),
                           .codepage = codepage };

      set_place (&piece, gf_span_u32 (table, (n + 1) * 4 + i * PIECE_BYTES + 2), is_old);
      /* Positions that go back are no text. */
      if (piece.cp_end <= piece.cp || piece.cp_end > G_MAXINT32)
        break;
      g_array_append_val (pieces, piece);
    }
  return pieces;
}

GArray *
gf_doc_pieces_guess (GfSpan stream, uint32_t fc, uint32_t length)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (GfDocPiece));
  GfSpan sample = gf_span_part (stream, fc, SAMPLE_BYTES);
  size_t n_zeros = 0;

  for (size_t i = 1; i < sample.length; i += 2)
    n_zeros += sample.bytes[i] == 0;
  GfDocPiece piece = { .cp_end = length,
                       .fc = fc,
                       .is_narrow = n_zeros < sample.length / 8,
                       .codepage = GF_CODEPAGE_WESTERN };
  if (sample.length > 0 && length > 0 && length <= G_MAXINT32)
    g_array_append_val (pieces, piece);
  return pieces;
}
