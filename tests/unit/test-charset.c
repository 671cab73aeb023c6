/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <check.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "tests/tap.h"

static const struct
{
  const char *bytes;
  size_t length;
  const char *text;
} cases[] = {
  { "", 0, "" },
  { "Sak", 3, "Sak" },
  { "B\xc3\xb8", 3, "Bø" },
  { "\xef\xbb\xbf"
    "B\xc3\xb8",
    6, "Bø" },
  { "B\xf8", 2, "Bø" },
  { "\x80\x93\x96\x99", 4, "€“–™" },
  /* CP1252 has no character there */
  { "M\xf8te\x81 p\xe5\x9d B\xf8", 12, "Møte på Bø" },
  { "\xff\xfe"
    "B\0\xf8\0",
    6, "Bø" },
  { "\xfe\xff\0B\0\xf8", 6, "Bø" },
  { "H\0e\0i\0 \0p\0\xe5\0", 12, "Hei på" },
  { "\0H\0e\0i\0 \0p\0\xe5", 12, "Hei på" },
  /* outside the BMP; a half of a pair; half a unit at the end */
  { "\xff\xfe\x3d\xd8\x00\xde", 6, "\xf0\x9f\x98\x80" },
  { "\xff\xfe\x3d\xd8"
    "a\0",
    6,
    "\xef\xbf\xbd"
    "a" },
  { "\xff\xfe"
    "a\0b",
    5, "a" },
  /* UTF-8 with a stray byte, cut within a character, and overlong */
  { "\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa6\xc3\xb8 \xf8", 12, "æøåæø ø" },
  { "\xc3\xa6\xc3\xb8\xc3\xa5\xc3\xa6\xc3\xb8\xc3", 11, "æøåæøÃ" },
  { "\xc0\xaf", 2, "À¯" },
  { "a\0b", 3, "ab" },
};

START_TEST (decode)
{
  /* A copy of its exact size, so that a sanitizer sees a byte too many. */
  g_autofree uint8_t *bytes = g_memdup2 (cases[_i].bytes, MAX (cases[_i].length, 1));
  g_autofree char *text = gf_charset_decode (bytes, cases[_i].length);

  ck_assert_str_eq (text, cases[_i].text);
}
END_TEST

/* As people and systems write: words, names, lines of minutes, a page of prose. */
static const char *const texts[] = {
  "Ås",
  "Bø",
  "på",
  "Møte",
  "ÆRLIG",
  "Årsmelding",
  "Fylkesmannen på Øst-Agder",
  "SAKSFRAMLEGG FRÅ RÅDMANNEN I ØVRE ÅRDAL",
  "«Ja»",
  "§ 5 – “ny” lov…",
  "Å gjøre det slik er å be om bråk",
  "Jf. kommuneloven § 11-5",
  "Leif’s kafé",
  "Hålogaland – Sørreisa – Målselv",
  "En idé som Kåre fikk på Tøyen",
  "• Økt bosetting\n• Lågere skatt",
  "Pris: 5 ½ øre, 12 °C",
  "Sak 14/23 Høring om områdeplan\n\nVedtak: Saken utsettes. Rådmannen bes om å se på "
  "kostnadene på nytt, jf. § 3 – og komme tilbake til rådet før sommeren. “Dette "
  "haster”, "
  "sa ordføreren.\n",
  "Regionrådet er samd i at ferjesambandet må få fleire avgangar på kveldstid. Rådet "
  "syner til tidlegare vedtak og ber fylkeskommunen gjera greie for når natteferja kan "
  "vera i drift. Det vert elles vist til merknadene frå Ytre Hellande, som «ikkje kan "
  "godta fleire utsetjingar». Røysting: Samrøystes.\n",
};

static const char *const encodings[]
    = { "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252", "MACINTOSH", "CP850" };

/* Short of four letters nothing tells UTF-16 without a mark; what an encoding has no
   signs for cannot be written in it. */
START_TEST (norwegian_is_told_in_every_encoding)
{
  const char *encoding = encodings[_i % (int) G_N_ELEMENTS (encodings)];
  const char *text = texts[_i / (int) G_N_ELEMENTS (encodings)];
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);

  if (bytes == NULL || (g_str_has_prefix (encoding, "UTF-16") && length < 8))
    return;
  g_autofree uint8_t *exact = g_memdup2 (bytes, length);
  g_autofree char *decoded = gf_charset_decode (exact, length);
  ck_assert_msg (strcmp (decoded, text) == 0, "%s: '%s' for '%s'", encoding, decoded,
                 text);
  /* Fewer letters than these may as well be data. */
  ck_assert (length < 40 || gf_charset_is_text (exact, length));
}
END_TEST

START_TEST (a_label_is_believed_unless_it_is_wrong)
{
  static const struct
  {
    const char *label;
    const char *bytes;
    const char *text;
  } parts[] = {
    { "ISO-8859-1", "\xe6", "æ" },      { "macintosh", "\xbe", "æ" },
    { "IBM850", "\x91", "æ" },          { "iso-8859-1", "Bø", "Bø" },
    { "us-ascii", "B\xf8", "Bø" },      { "utf-8", "M\xf8te", "Møte" },
    { "x-unknown", "M\xf8te", "Møte" }, { NULL, "M\x9bte", "Møte" },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = gf_charset_decode_as (
          parts[i].label, (const uint8_t *) parts[i].bytes, strlen (parts[i].bytes));

      ck_assert_str_eq (text, parts[i].text);
    }
  g_autofree char *nothing = gf_charset_decode_as ("utf-8", NULL, 0);
  ck_assert_str_eq (nothing, "");
}
END_TEST

/* Samples of sound, tables of numbers: zeros in every other place are not enough. */
START_TEST (numbers_are_no_text)
{
  uint8_t numbers[4096];

  for (size_t i = 0; i < sizeof numbers; i += 2)
    {
      numbers[i] = (uint8_t) (i / 2 % 32);
      numbers[i + 1] = 0;
    }
  ck_assert (!gf_charset_is_text (numbers, sizeof numbers));
  memcpy (numbers, "\xff\xfe", 2);
  ck_assert (!gf_charset_is_text (numbers, sizeof numbers));
}
END_TEST

START_TEST (any_bytes_become_utf8)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);
  uint8_t bytes[257];
  size_t length = (size_t) g_rand_int_range (random, 0, sizeof bytes);

  for (size_t i = 0; i < length; i++)
    bytes[i]
        = (uint8_t) g_rand_int_range (random, 0, _i % 2 ? 256 : 4) * (_i % 2 ? 1 : 0x3b);
  g_autofree uint8_t *exact = g_memdup2 (bytes, MAX (length, 1));
  g_autofree char *text = gf_charset_decode (exact, length);
  ck_assert (g_utf8_validate (text, -1, NULL));
  gf_charset_is_text (exact, length);
}
END_TEST

START_TEST (text_is_told_from_data)
{
  static const char text[] = "Sak 1\x01 om \xe5 bygge veg forbi kirka og skolen i sommer";
  static const char data[] = "\x7f"
                             "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0";

  ck_assert (gf_charset_is_text ((const uint8_t *) text, sizeof text - 1));
  ck_assert (!gf_charset_is_text ((const uint8_t *) data, sizeof data - 1));
  ck_assert (!gf_charset_is_text ((const uint8_t *) "", 0));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("charset");
  TCase *tests = tcase_create ("charset");

  tcase_add_loop_test (tests, decode, 0, G_N_ELEMENTS (cases));
  tcase_add_loop_test (tests, norwegian_is_told_in_every_encoding, 0,
                       G_N_ELEMENTS (texts) * G_N_ELEMENTS (encodings));
  tcase_add_test (tests, a_label_is_believed_unless_it_is_wrong);
  tcase_add_test (tests, numbers_are_no_text);
  tcase_add_loop_test (tests, any_bytes_become_utf8, 0, 50);
  tcase_add_test (tests, text_is_told_from_data);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
