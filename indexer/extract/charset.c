/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/charset.h"

#include <string.h>

#include "indexer/extract/charset-tables.h"

typedef enum
{
  CHARSET_UTF8,
  CHARSET_UTF16_LE,
  CHARSET_UTF16_BE,
  CHARSET_SINGLE /* a byte a character: gf_charset_guess () */
} Charset;

/* Bytes looked at to tell UTF-16 and binary data. */
#define SAMPLE_BYTES 4096
/* Fewer are not taken for UTF-16 without a mark. */
#define MIN_UTF16_BYTES 8

static void
append_single (GString *out, GfSingle single, uint8_t byte)
{
  gunichar c = gf_charset_single (single, byte);

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
        append_single (out, GF_SINGLE_CP1252, bytes[i]);
      else if (bytes[i] != 0)
        g_string_append_len (out, (const char *) bytes + i, n);
      i += MAX (n, 1);
    }
  return g_string_free (out, FALSE);
}

static char *
decode_single (const uint8_t *bytes, size_t length, GfSingle single)
{
  GString *out = g_string_sized_new (length + length / 8 + 1);

  for (size_t i = 0; i < length; i++)
    append_single (out, single, bytes[i]);
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

static bool
is_control (gunichar c)
{
  return (c < 0x20 && strchr ("\t\n\v\f\r\033", (int) c) == NULL) || c == 0 || c == 0x7f;
}

/* Numbers of 16 bits may have zeros in the same places; they are seldom all letters. */
static bool
is_text_in_utf16 (const uint8_t *bytes, size_t length, Charset charset)
{
  size_t n_units = MIN (length, SAMPLE_BYTES) / 2;
  size_t n_letters = 0;
  size_t n_odd = 0;

  for (size_t i = 0; i < n_units; i++)
    {
      gunichar c = unit_at (bytes + 2 * i, charset);

      n_letters += g_unichar_isalpha (c) || c == ' ' || g_unichar_isdigit (c);
      n_odd += is_control (c) || g_unichar_type (c) == G_UNICODE_UNASSIGNED
               || g_unichar_type (c) == G_UNICODE_PRIVATE_USE;
    }
  return n_odd <= n_units / 20 && n_letters >= n_units / 3;
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
         && MIN (zeros[0], zeros[1]) <= sample / 50
         && is_text_in_utf16 (bytes, sample, *charset_out);
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
  return CHARSET_SINGLE;
}

static char *
decode (const uint8_t *bytes, size_t length, Charset charset)
{
  char *text = charset == CHARSET_UTF8 ? decode_utf8 (bytes, length)
                                       : decode_utf16 (bytes, length, charset);

  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    memmove (text, text + 3, strlen (text + 3) + 1);
  return text;
}

char *
gf_charset_decode (const uint8_t *bytes, size_t length)
{
  Charset charset = find_charset (bytes, length);

  if (charset == CHARSET_SINGLE)
    return decode_single (bytes, length, gf_charset_guess (bytes, length));
  return decode (bytes, length, charset);
}

/* What a part says of its encoding, and what is made of it. */
static const struct
{
  const char *label;
  Charset charset;
  GfSingle single;
} labels[] = {
  { "iso-8859-1", CHARSET_SINGLE, GF_SINGLE_CP1252 },
  { "iso-8859-15", CHARSET_SINGLE, GF_SINGLE_CP1252 },
  { "iso8859-1", CHARSET_SINGLE, GF_SINGLE_CP1252 },
  { "latin1", CHARSET_SINGLE, GF_SINGLE_CP1252 },
  { "windows-1252", CHARSET_SINGLE, GF_SINGLE_CP1252 },
  { "cp1252", CHARSET_SINGLE, GF_SINGLE_CP1252 },
  { "macintosh", CHARSET_SINGLE, GF_SINGLE_MAC },
  { "x-mac-roman", CHARSET_SINGLE, GF_SINGLE_MAC },
  { "ibm850", CHARSET_SINGLE, GF_SINGLE_CP850 },
  { "cp850", CHARSET_SINGLE, GF_SINGLE_CP850 },
  { "ibm437", CHARSET_SINGLE, GF_SINGLE_CP850 },
  { "ibm865", CHARSET_SINGLE, GF_SINGLE_CP850 },
  { "utf-16le", CHARSET_UTF16_LE, 0 },
  { "utf-16be", CHARSET_UTF16_BE, 0 },
};

static bool
is_utf8 (const uint8_t *bytes, size_t length)
{
  return length > 0 && memchr (bytes, 0, length) == NULL
         && g_utf8_validate ((const char *) bytes, (gssize) length, NULL);
}

char *
gf_charset_decode_as (const char *label, const uint8_t *bytes, size_t length)
{
  /* Bytes that are UTF-8 throughout are nothing else, whatever is said of them. */
  if (label == NULL || is_utf8 (bytes, length))
    return gf_charset_decode (bytes, length);

  for (size_t i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (label, labels[i].label) == 0)
      return labels[i].charset == CHARSET_SINGLE
                 ? decode_single (bytes, length, labels[i].single)
                 : decode (bytes, length, labels[i].charset);
  return gf_charset_decode (bytes, length);
}

bool
gf_charset_is_text (const uint8_t *bytes, size_t length)
{
  size_t sample = MIN (length, SAMPLE_BYTES);
  size_t n_control = 0;
  Charset utf16;

  if (length >= 4 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return is_text_in_utf16 (bytes + 2, length - 2, CHARSET_UTF16_LE);
  if (length >= 4 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return is_text_in_utf16 (bytes + 2, length - 2, CHARSET_UTF16_BE);
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
