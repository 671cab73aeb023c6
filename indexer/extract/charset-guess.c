/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/charset-tables.h"

#include <stdbool.h>

/* Bytes judged, at most: what is not told by then is not told. */
#define MAX_JUDGED_BYTES ((size_t) 1 << 20)

/* Source: the Unicode consortium's CP1252.TXT. */
static const uint16_t cp1252[32]
    = { 0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017d, 0,
        0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178 };

/* Source: the Unicode consortium's ROMAN.TXT; the apple is left out. */
static const uint16_t mac[128]
    = { 0x00c4, 0x00c5, 0x00c7, 0x00c9, 0x00d1, 0x00d6, 0x00dc, 0x00e1, 0x00e0, 0x00e2,
        0x00e4, 0x00e3, 0x00e5, 0x00e7, 0x00e9, 0x00e8, 0x00ea, 0x00eb, 0x00ed, 0x00ec,
        0x00ee, 0x00ef, 0x00f1, 0x00f3, 0x00f2, 0x00f4, 0x00f6, 0x00f5, 0x00fa, 0x00f9,
        0x00fb, 0x00fc, 0x2020, 0x00b0, 0x00a2, 0x00a3, 0x00a7, 0x2022, 0x00b6, 0x00df,
        0x00ae, 0x00a9, 0x2122, 0x00b4, 0x00a8, 0x2260, 0x00c6, 0x00d8, 0x221e, 0x00b1,
        0x2264, 0x2265, 0x00a5, 0x00b5, 0x2202, 0x2211, 0x220f, 0x03c0, 0x222b, 0x00aa,
        0x00ba, 0x03a9, 0x00e6, 0x00f8, 0x00bf, 0x00a1, 0x00ac, 0x221a, 0x0192, 0x2248,
        0x2206, 0x00ab, 0x00bb, 0x2026, 0x00a0, 0x00c0, 0x00c3, 0x00d5, 0x0152, 0x0153,
        0x2013, 0x2014, 0x201c, 0x201d, 0x2018, 0x2019, 0x00f7, 0x25ca, 0x00ff, 0x0178,
        0x2044, 0x20ac, 0x2039, 0x203a, 0xfb01, 0xfb02, 0x2021, 0x00b7, 0x201a, 0x201e,
        0x2030, 0x00c2, 0x00ca, 0x00c1, 0x00cb, 0x00c8, 0x00cd, 0x00ce, 0x00cf, 0x00cc,
        0x00d3, 0x00d4, 0x0000, 0x00d2, 0x00da, 0x00db, 0x00d9, 0x0131, 0x02c6, 0x02dc,
        0x00af, 0x02d8, 0x02d9, 0x02da, 0x00b8, 0x02dd, 0x02db, 0x02c7 };

/* Source: the Unicode consortium's CP850.TXT. */
static const uint16_t cp850[128]
    = { 0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb,
        0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4, 0x00c5, 0x00c9, 0x00e6, 0x00c6, 0x00f4,
        0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6, 0x00dc, 0x00f8, 0x00a3, 0x00d8,
        0x00d7, 0x0192, 0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba,
        0x00bf, 0x00ae, 0x00ac, 0x00bd, 0x00bc, 0x00a1, 0x00ab, 0x00bb, 0x2591, 0x2592,
        0x2593, 0x2502, 0x2524, 0x00c1, 0x00c2, 0x00c0, 0x00a9, 0x2563, 0x2551, 0x2557,
        0x255d, 0x00a2, 0x00a5, 0x2510, 0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c,
        0x00e3, 0x00c3, 0x255a, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256c, 0x00a4,
        0x00f0, 0x00d0, 0x00ca, 0x00cb, 0x00c8, 0x0131, 0x00cd, 0x00ce, 0x00cf, 0x2518,
        0x250c, 0x2588, 0x2584, 0x00a6, 0x00cc, 0x2580, 0x00d3, 0x00df, 0x00d4, 0x00d2,
        0x00f5, 0x00d5, 0x00b5, 0x00fe, 0x00de, 0x00da, 0x00db, 0x00d9, 0x00fd, 0x00dd,
        0x00af, 0x00b4, 0x00ad, 0x00b1, 0x2017, 0x00be, 0x00b6, 0x00a7, 0x00f7, 0x00b8,
        0x00b0, 0x00a8, 0x00b7, 0x00b9, 0x00b3, 0x00b2, 0x25a0, 0x00a0 };

gunichar
gf_charset_single (GfSingle single, uint8_t byte)
{
  if (byte < 0x80)
    return byte;
  if (single == GF_SINGLE_MAC)
    return mac[byte - 0x80];
  if (single == GF_SINGLE_CP850)
    return cp850[byte - 0x80];
  return byte < 0xa0 ? cp1252[byte - 0x80] : byte;
}

typedef enum
{
  SIGN_OTHER, /* what text has no use for */
  SIGN_NORWEGIAN,
  SIGN_LETTER, /* of the neighbours' languages and of names */
  SIGN_OPENER,
  SIGN_CLOSER,
  SIGN_DASH,
  SIGN_PARAGRAPH,
  SIGN_NUMERIC, /* stands by digits */
  SIGN_BULLET,
  SIGN_SPACE, /* no-break space, soft hyphen, ellipsis: anywhere */
} Sign;

static Sign
sign_of (gunichar c)
{
  static const struct
  {
    Sign sign;
    const char *characters;
  } signs[] = { { SIGN_NORWEGIAN, "æøåÆØÅ" },
                { SIGN_LETTER, "éèêëóòôöáàâäíïúûüçñðþßšžÉÈÊÓÒÔÖÁÀÄÍÚÜÇÐÞŠŽ" },
                { SIGN_OPENER, "“«‘„‚‹" },
                { SIGN_CLOSER, "”»’›" },
                { SIGN_DASH, "–—" },
                { SIGN_PARAGRAPH, "§" },
                { SIGN_NUMERIC, "½¼¾°€£±²³×‰" },
                { SIGN_BULLET, "•·©®™¤" },
                { SIGN_SPACE, "\xc2\xa0\xc2\xad…" } };

  for (size_t i = 0; i < G_N_ELEMENTS (signs) && c != 0; i++)
    if (g_utf8_strchr (signs[i].characters, -1, c) != NULL)
      return signs[i].sign;
  return SIGN_OTHER;
}

/* How a character is judged, with what stands before and after it; 0 at the ends. */
static int
judge_letter (gunichar before, gunichar c, gunichar after, bool is_norwegian)
{
  bool touches = g_unichar_isalpha (before) || g_unichar_isalpha (after);
  int good = is_norwegian ? 5 : 2;

  if (g_unichar_isupper (c) && g_unichar_islower (before))
    return -4;
  if (touches)
    return good;
  /* "å" is a word, and so is "Å". */
  return c == 0xe5 || c == 0xc5 ? 2 : is_norwegian ? 0 : -1;
}

static int
judge_quote (gunichar before, gunichar c, gunichar after, bool opens)
{
  gunichar inner = opens ? after : before;
  gunichar outer = opens ? before : after;

  if (g_unichar_isalpha (outer))
    return c == 0x2019 && g_unichar_isalpha (inner) ? 1 : -2;
  return inner != 0 && g_unichar_isgraph (inner) ? 3 : -2;
}

static int
judge (gunichar before, gunichar c, gunichar after)
{
  bool letters = g_unichar_isalpha (before) && g_unichar_isalpha (after);

  switch (sign_of (c))
    {
    case SIGN_NORWEGIAN:
      return judge_letter (before, c, after, true);
    case SIGN_LETTER:
      return judge_letter (before, c, after, false);
    case SIGN_OPENER:
      return judge_quote (before, c, after, true);
    case SIGN_CLOSER:
      return judge_quote (before, c, after, false);
    case SIGN_DASH:
      return letters ? -2 : 2;
    case SIGN_PARAGRAPH:
      return g_unichar_isalpha (before) || g_unichar_isalpha (after) ? -3 : 3;
    case SIGN_NUMERIC:
      return letters ? -3 : g_unichar_isdigit (before) || g_unichar_isdigit (after);
    case SIGN_BULLET:
      return letters ? -3 : 1;
    case SIGN_SPACE:
      return 1;
    default:
      return -3;
    }
}

/* A row of the same byte is a line drawn across the page, in whatever signs. */
static bool
is_drawn (const uint8_t *bytes, size_t length, size_t i)
{
  return (i > 0 && bytes[i - 1] == bytes[i])
         || (i + 1 < length && bytes[i + 1] == bytes[i]);
}

static int64_t
weigh (const uint8_t *bytes, size_t length, GfSingle single)
{
  int64_t sum = 0;

  for (size_t i = 0; i < length; i++)
    if (bytes[i] >= 0x80 && !is_drawn (bytes, length, i))
      sum += judge (i > 0 ? gf_charset_single (single, bytes[i - 1]) : 0,
                    gf_charset_single (single, bytes[i]),
                    i + 1 < length ? gf_charset_single (single, bytes[i + 1]) : 0);
  return sum;
}

GfSingle
gf_charset_guess (const uint8_t *bytes, size_t length)
{
  size_t judged = MIN (length, MAX_JUDGED_BYTES);
  int64_t best = weigh (bytes, judged, GF_SINGLE_CP1252);
  GfSingle guess = GF_SINGLE_CP1252;

  for (int single = GF_SINGLE_CP1252 + 1; single < GF_N_SINGLES; single++)
    {
      int64_t weight = weigh (bytes, judged, single);

      if (weight > MAX (best, 0))
        {
          best = weight;
          guess = single;
        }
    }
  return guess;
}
