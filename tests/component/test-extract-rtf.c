/* SPDX-License-Identifier: GPL-3.0-or-later */
/* RTF: what a file says, block by block. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "common/schema.h"
#include "tests/component/extract-fixture.h"
#include "tests/tap.h"

#define FONTS                                                                            \
  "{\\fonttbl{\\f0\\fcharset0 Times;}{\\f1\\fcharset204 Times Cyr;}{\\f2\\fcharset2 "    \
  "Symbol;}}"
#define STYLES                                                                           \
  "{\\stylesheet{\\ql Normal;}{\\s1\\outlinelevel0 Kapittel;}{\\s2 heading "             \
  "2;}{\\*\\cs10 Default;}}"
#define HEAD "{\\rtf1\\ansi\\ansicpg1252\\deff0" FONTS STYLES

typedef struct
{
  const char *name;
  const char *text; /* after HEAD */
  const char *lines;
} Case;

static const Case cases[] = {
  { "paragraphs and characters",
    "\\pard M\\'f8te p\\'e5 B\\'f8\\par \\u8211? \\ldblquote x\\rdblquote\\~y\\_z\\par}",
    "paragraph 0 0 Møte på Bø\nparagraph 0 0 – “x”\302\240y-z\n" },
  { "what stands for a character is passed over",
    "\\uc2\\u248 xx\\uc1 a\\u230\\'e6b\\uc0\\u229 c\\par}", "paragraph 0 0 øaæbåc\n" },
  { "pairs of halves", "\\u-10179?\\u-8704?\\par}", "paragraph 0 0 😀\n" },
  { "fonts say what bytes mean", "{\\f1 \\'e6\\'b8\\'eb} {\\f2\\'b7}\\par}",
    "paragraph 0 0 жёл •\n" },
  { "headings by style and by level",
    "\\pard\\s1 En\\par\\pard\\s2 To\\par\\pard\\outlinelevel2 Tre\\par\\pard Fire\\par}",
    "heading 0 1 En\nheading 0 2 To\nheading 0 3 Tre\nparagraph 0 0 Fire\n" },
  { "lists, with numbers and with bullets",
    "{\\listtext 1.\\tab}\\ls1 En\\par\\pard{\\pntext\\'b7\\tab}To\\par\\pard Tre\\par}",
    "list-item 0 0 1. En\nlist-item 0 0 To\nparagraph 0 0 Tre\n" },
  { "tables",
    "\\trowd\\intbl A\\cell B\\par C\\cell\\row\\trowd\\intbl\\cell "
    "D\\cell\\row\\pard E\\par}",
    "table-row 0 0 A\\tB\\nC\ntable-row 0 0 D\nparagraph 0 0 E\n" },
  { "text that nobody sees", "Synleg {\\v l\\'f8ynd}{\\deleted gammal} tekst\\par}",
    "paragraph 0 0 Synleg  tekst\nhidden 0 0 løyndgammal\n" },
  { "notes and comments follow their paragraph",
    "F\\'f8r{\\footnote \\pard Note\\par}{\\*\\annotation Merk} etter\\par}",
    "paragraph 0 0 Før etter\nparagraph 0 0 Note\nparagraph 0 0 Merk\n" },
  { "headers and footers", "{\\header Topp\\par}{\\footer Side\\par}Tekst\\par}",
    "header 0 0 Topp\nfooter 0 0 Side\nparagraph 0 0 Tekst\n" },
  { "fields show their result",
    "{\\field{\\*\\fldinst HYPERLINK \"http://x.example\"}{\\fldrslt Lenke}}\\par}",
    "paragraph 0 0 Lenke\n" },
  { "text boxes, and what older programs show for them",
    "A{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt Boks\\par}}{\\shprslt "
    "Boks}}\\par}",
    "paragraph 0 0 A\nparagraph 0 0 Boks\n" },
  { "what is not known, images and bytes",
    "{\\*\\ukjend x}{\\pict 00ff}\\bin4 }}}} Tekst\\par}", "paragraph 0 0 Tekst\n" },
  { "what follows the end", "Tekst\\par}meir", "paragraph 0 0 Tekst\n" },
  { "a page of HTML",
    "\\fromhtml1{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hei {\\*\\htmltag84 <b>}Ola"
    "{\\*\\htmltag92 </b>}\\htmlrtf\\par}\\htmlrtf0{\\*\\htmltag72 </p>}}",
    "paragraph 0 0 Hei Ola\n" },
};

START_TEST (text)
{
  g_autofree char *file = g_strconcat (HEAD, cases[_i].text, NULL);
  g_auto (Reading) reading = read_file (make_file (file, -1));

  ck_assert_msg (strcmp (reading.lines, cases[_i].lines) == 0, "%s: %s%s", cases[_i].name,
                 reading.lines, reading.error ? reading.error->message : "");
  ck_assert_str_eq (reading_reason (&reading), "");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT), "text/rtf");
}
END_TEST

START_TEST (says_of_itself)
{
  g_auto (Reading) reading = read_file (make_file (
      HEAD "{\\info{\\title M\\'f8te}{\\author Kari}{\\creatim\\yr2004\\mo3\\dy12}"
           "{\\revtim\\yr2009\\mo1\\dy1}{\\nofpages2}}En\\par\\page To\\par}",
      -1));

  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_TITLE), "Møte");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_AUTHOR), "Kari");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_DATE), "2004-03-12");
  ck_assert_str_eq (reading.lines, "paragraph 1 0 En\nparagraph 2 0 To\n");
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 2);
}
END_TEST

START_TEST (breaks_that_are_not_all_give_no_pages)
{
  g_auto (Reading) reading
      = read_file (make_file (HEAD "{\\info{\\nofpages7}}En\\par\\page To\\par}", -1));

  ck_assert_str_eq (reading.lines, "paragraph 0 0 En\nparagraph 0 0 To\n");
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 0);
}
END_TEST

START_TEST (old_code_pages)
{
  g_auto (Reading) mac = read_file (make_file ("{\\rtf1\\mac M\\'bfte\\par}", -1));
  g_auto (Reading) dos = read_file (make_file ("{\\rtf1\\pca M\\'9bte\\par}", -1));

  ck_assert_str_eq (mac.lines, "paragraph 0 0 Møte\n");
  ck_assert_str_eq (dos.lines, "paragraph 0 0 Møte\n");
}
END_TEST

START_TEST (broken_files)
{
  g_autoptr (GString) deep = g_string_new ("{\\rtf1 Tekst\\par ");

  for (int i = 0; i < 100000; i++)
    g_string_append (deep, "{a");
  g_auto (Reading) cut = read_file (make_file (HEAD "Tekst\\par {\\b me", -1));
  g_auto (Reading) nested = read_file (make_file (deep->str, -1));
  g_auto (Reading) braces = read_file (make_file ("{\\rtf1}}}}}{{", -1));

  ck_assert_str_eq (cut.lines, "paragraph 0 0 Tekst\nparagraph 0 0 me\n");
  ck_assert_str_eq (reading_reason (&cut), GF_REASON_DAMAGED);
  ck_assert (g_str_has_prefix (nested.lines, "paragraph 0 0 Tekst\n"));
  ck_assert_str_eq (reading_reason (&nested), GF_REASON_LIMIT);
  ck_assert_str_eq (reading_reason (&braces), GF_REASON_EMPTY);
}
END_TEST

START_TEST (saved_by_an_office_suite)
{
  g_autofree char *path = g_build_filename (g_getenv ("GF_TOP_SRCDIR"),
                                            "tests/fuzz/seeds/extract/small.rtf", NULL);
  g_auto (Reading) reading = read_path (path);

  ck_assert_str_eq (reading_reason (&reading), "");
  ck_assert_ptr_nonnull (
      strstr (reading.lines, "table-row 0 0 Kari Nordmann\\tVarstad\\nindre bygd\\t7\n"));
  ck_assert_ptr_nonnull (
      strstr (reading.lines, "heading 0 2 Sak 14/04 Bompengar på Fv. 12\n"));
  ck_assert_ptr_nonnull (strstr (reading.lines, "жёлтый og 日本 og 😀.\n"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-rtf");
  TCase *tcase = tcase_create ("rtf");

  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, text, 0, G_N_ELEMENTS (cases));
  tcase_add_test (tcase, says_of_itself);
  tcase_add_test (tcase, breaks_that_are_not_all_give_no_pages);
  tcase_add_test (tcase, old_code_pages);
  tcase_add_test (tcase, broken_files);
  tcase_add_test (tcase, saved_by_an_office_suite);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
