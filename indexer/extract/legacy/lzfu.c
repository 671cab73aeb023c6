/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/legacy/lzfu.h"

/* Source: [MS-OXRTFCP] 2.1.3 and 2.2. */
#define HEADER_BYTES 16
#define TYPE_PACKED 0x75465a4cu
#define TYPE_PLAIN 0x414c454du
#define WINDOW_BYTES 4096

static const char dictionary[]
    = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
      "\\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
      "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab"
      "\\tx";

typedef struct
{
  uint8_t window[WINDOW_BYTES];
  size_t at; /* in the window: where the next byte goes */
  GByteArray *out;
  size_t max_bytes;
} Unpacking;

static void
put (Unpacking *unpacking, uint8_t byte)
{
  unpacking->window[unpacking->at] = byte;
  unpacking->at = (unpacking->at + 1) % WINDOW_BYTES;
  g_byte_array_append (unpacking->out, &byte, 1);
}

static bool
is_full (const Unpacking *unpacking)
{
  return unpacking->out->len >= unpacking->max_bytes;
}

/* Twelve bits of where in the window, four of how long.  Returns: false at the end, which
   is a reference to the place that is written next. */
static bool
put_reference (Unpacking *unpacking, uint8_t high, uint8_t low)
{
  size_t from = (size_t) high << 4 | low >> 4;
  size_t length = (low & 15) + 2;

  if (from == unpacking->at)
    return false;
  for (size_t i = 0; i < length && !is_full (unpacking); i++)
    put (unpacking, unpacking->window[(from + i) % WINDOW_BYTES]);
  return true;
}

static void
unpack (Unpacking *unpacking, GfSpan packed)
{
  size_t at = 0;

  while (at < packed.length)
    {
      uint8_t flags = packed.bytes[at++];

      for (int bit = 0; bit < 8; bit++, flags >>= 1)
        {
          size_t length = flags & 1 ? 2 : 1;

          if (!gf_span_has (packed, at, length) || is_full (unpacking))
            return;
          if (length == 1)
            put (unpacking, packed.bytes[at]);
          else if (!put_reference (unpacking, packed.bytes[at], packed.bytes[at + 1]))
            return;
          at += length;
        }
    }
}

GBytes *
gf_lzfu_unpack (GfSpan packed, size_t max_bytes)
{
  uint32_t type = gf_span_u32 (packed, 8);
  size_t size = MIN (gf_span_u32 (packed, 4), max_bytes);
  GfSpan body = gf_span_part (packed, HEADER_BYTES, packed.length);
  Unpacking unpacking = { .at = sizeof dictionary - 1, .max_bytes = size };

  if (type == TYPE_PLAIN)
    return g_bytes_new (body.bytes, MIN (body.length, size));
  if (type != TYPE_PACKED)
    return NULL;
  memcpy (unpacking.window, dictionary, sizeof dictionary - 1);
  memset (unpacking.window + sizeof dictionary - 1, ' ',
          WINDOW_BYTES - (sizeof dictionary - 1));
  unpacking.out = g_byte_array_new ();
  unpack (&unpacking, body);
  return g_byte_array_free_to_bytes (unpacking.out);
}
