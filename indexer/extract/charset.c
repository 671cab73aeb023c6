/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/charset.h"

#include <string.h>

typedef enum
{
  CHARSET_UTF8,
  CHARSET_UTF16_LE,
  CHARSET_UTF16_BE,
  CHARSET_CP1252
} Charset;

/* Bytes looked at to tell UTF-16 and binary data. */
#define SAMPLE_BYTES 4096
/* Fewer are not taken for UTF-16 without a mark. */
#define MIN_UTF16_BYTES 8

/* 0x80 to 0x9f; 0 where CP1252 has no character.  Source: the Unicode consortium's
 * CP1252.TXT. */
static const uint16_t cp1252[32]
    = { 0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
        0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178 };

static void
append_cp1252 (GString *out, uint8_t byte)
{
  gunichar c = byte >= 0x80 && byte < 0xa0 ? cp1252[byte - 0x80] : byte;

  if (c != 0)
    g_string_append_unichar (out, c);
}

/* Length of the valid sequence at @bytes, 0 for none. */
static size_t
sequence_length (const uint8_t *bytes, size_t left)
{
  gunichar c = g_utf8_get_char_validated ((const char *) bytes, MIN (left, 4));

  /* (gunichar) -1 and -2 say invalid and cut off; g_utf8 takes NUL for the end. */
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return bytes[0] == 0;
  return g_utf8_skip[bytes[0]];
}

static char *
decode_utf8 (const uint8_t *bytes, size_t length)
{
  GString *out = g_string_sized_new (length + 1);

  for (size_t i = 0; i < length;)
    {
      size_t n = bytes[i] < 0x80 ? 1 : sequence_length (bytes + i, length - i);

      if (n == 0)
        append_cp1252 (out, bytes[i]);
      else if (bytes[i] != 0)
        g_string_append_len (out, (const char *) bytes + i, n);
      i += MAX (n, 1);
    }
  return g_string_free (out, FALSE);
}

static char *
decode_cp1252 (const uint8_t *bytes, size_t length)
{
  GString *out = g_string_sized_new (length + length / 8 + 1);

  for (size_t i = 0; i < length; i++)
    append_cp1252 (out, bytes[i]);
  return g_string_free (out, FALSE);
}

static uint16_t
unit_at (const uint8_t *bytes, Charset charset)
{
  return charset == CHARSET_UTF16_LE ? bytes[0] | bytes[1] << 8
                                     : bytes[0] << 8 | bytes[1];
}

static char *
decode_utf16 (const uint8_t *bytes, size_t length, Charset charset)
{
  GString *out = g_string_sized_new (length / 2 + 1);

  for (size_t i = 0; i + 1 < length; i += 2)
    {
      gunichar c = unit_at (bytes + i, charset);
      bool high = c >= 0xd800 && c < 0xdc00;
      uint16_t low = high && i + 3 < length ? unit_at (bytes + i + 2, charset) : 0;

      if (low >= 0xdc00 && low < 0xe000)
        {
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          i += 2;
        }
      else if (c >= 0xd800 && c < 0xe000)
        c = 0xfffd;
      if (c != 0)
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/* Latin text as UTF-16 has a zero in every other place, nearly, and none in the others.
 */
static bool
find_utf16 (const uint8_t *bytes, size_t length, Charset *charset_out)
{
  size_t sample = MIN (length, SAMPLE_BYTES) & ~(size_t) 1;
  size_t zeros[2] = { 0, 0 };

  for (size_t i = 0; i < sample; i++)
    zeros[i & 1] += bytes[i] == 0;

  *charset_out = zeros[1] > zeros[0] ? CHARSET_UTF16_LE : CHARSET_UTF16_BE;
  return sample >= MIN_UTF16_BYTES && MAX (zeros[0], zeros[1]) > sample / 4
         && MIN (zeros[0], zeros[1]) <= sample / 50;
}

/* UTF-8 with a stray byte is told from CP1252 by what there is more of. */
static bool
is_mostly_utf8 (const uint8_t *bytes, size_t length)
{
  size_t n_good = 0;
  size_t n_bad = 0;

  for (size_t i = 0; i < length;)
    {
      size_t n = bytes[i] < 0x80 ? 1 : sequence_length (bytes + i, length - i);

      n_good += n > 1;
      n_bad += n == 0;
      i += MAX (n, 1);
    }
  return n_bad == 0 || n_good > 4 * n_bad;
}

static Charset
find_charset (const uint8_t *bytes, size_t length)
{
  Charset utf16;

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    return CHARSET_UTF8;
  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return CHARSET_UTF16_LE;
  if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return CHARSET_UTF16_BE;
  if (find_utf16 (bytes, length, &utf16))
    return utf16;
  if (is_mostly_utf8 (bytes, length))
    return CHARSET_UTF8;
  return CHARSET_CP1252;
}

char *
gf_charset_decode (const uint8_t *bytes, size_t length)
{
  Charset charset = find_charset (bytes, length);

  if (charset == CHARSET_CP1252)
    return decode_cp1252 (bytes, length);

  char *text = charset == CHARSET_UTF8 ? decode_utf8 (bytes, length)
                                       : decode_utf16 (bytes, length, charset);
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    memmove (text, text + 3, strlen (text + 3) + 1);
  return text;
}

static bool
is_control (uint8_t byte)
{
  return (byte < 0x20 && strchr ("\t\n\v\f\r\033", byte) == NULL) || byte == 0
         || byte == 0x7f;
}

bool
gf_charset_is_text (const uint8_t *bytes, size_t length)
{
  size_t sample = MIN (length, SAMPLE_BYTES);
  size_t n_control = 0;
  Charset utf16;

  if (length >= 2
      && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return true;
  if (find_utf16 (bytes, length, &utf16))
    return true;

  size_t n_high = 0;
  for (size_t i = 0; i < sample; i++)
    {
      n_control += is_control (bytes[i]);
      n_high += bytes[i] >= 0x80;
    }
  return sample > 0 && n_control <= sample / 12 && n_high <= sample / 3;
}
