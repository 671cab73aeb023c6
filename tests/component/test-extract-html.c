/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Web pages as public bodies make them (invented ones), from the file to what can be
 * found: the words of the article, all of them and no others.  Beside each stands what it
 * should come to (pages/NAME.txt); what plain text would have given is printed.
 */
#include "config.h"

#include <check.h>
#include <string.h>

#include "indexer/understand/understand.h"
#include "tests/component/extract-fixture.h"
#include "tests/tap.h"

static const struct
{
  const char *name;
  const char *title;
  const char *date;
  const char *language;
} pages[] = {
  { "news", "Kollektivplanen er vedtatt", "2024-03-05", "nb-NO" },
  { "meeting", "Møte i arbeidsutvalet", "2019-11-21", "nn" },
  { "blog", "Årsmelding for 2022", "2023-04-18", "nb-NO" },
  { "journal", "Søk i postlisten", NULL, "no" },
  { "old", "Elvadalsrådet", NULL, NULL },
  { "portal", "Trafikksikkerhetsplan 2021–2024", "2021-02-11", "nb" },
  { "questions", "Spørsmål og svar om hyttevatn", NULL, "nn" },
};

static char *
find_file (const char *folder, const char *name, const char *ending)
{
  const char *top = g_getenv ("GF_TOP_SRCDIR");
  g_autofree char *file = g_strconcat (name, ending, NULL);

  return g_build_filename (top != NULL ? top : ".", folder, file, NULL);
}

static void
add_words (GHashTable *words, const char *text, int sign)
{
  g_auto (GStrv) split = g_strsplit_set (text, " \t\n", -1);

  for (size_t i = 0; split[i] != NULL; i++)
    {
      int n = GPOINTER_TO_INT (g_hash_table_lookup (words, split[i]));

      if (*split[i] != '\0')
        g_hash_table_insert (words, g_strdup (split[i]), GINT_TO_POINTER (n + sign));
    }
}

/* What is left in @words above or below nothing; which, to @list (nullable). */
static int
count_words (GHashTable *words, int sign, GString *list)
{
  GHashTableIter iter;
  gpointer word;
  gpointer value;
  int n = 0;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, &value))
    if (GPOINTER_TO_INT (value) * sign > 0)
      {
        n += GPOINTER_TO_INT (value) * sign;
        if (list != NULL)
          g_string_append_printf (list, " %s", (const char *) word);
      }
  return n;
}

static void
add_blocks (GHashTable *words, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    add_words (words, ((const GfBlock *) g_ptr_array_index (blocks, i))->text, 1);
}

START_TEST (page)
{
  g_autofree char *path = find_file ("tests/component/pages", pages[_i].name, ".html");
  g_autofree char *wanted_path
      = find_file ("tests/component/pages", pages[_i].name, ".txt");
  g_autofree char *registers_path = find_file ("corpus", "registers", "");
  g_autofree char *wanted = NULL;
  g_autoptr (GfRegisters) registers = gf_registers_load (registers_path, NULL);
  g_autoptr (GHashTable) found
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) all
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) lost = g_string_new (NULL);
  g_autoptr (GString) foreign = g_string_new (NULL);

  ck_assert (g_file_get_contents (wanted_path, &wanted, NULL, NULL));
  ck_assert_ptr_nonnull (registers);
  g_auto (Reading) reading = read_path (path);
  ck_assert_str_eq (reading_reason (&reading), "");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_TITLE), pages[_i].title);
  ck_assert_pstr_eq (gf_text_get (reading.text, GF_TEXT_DATE), pages[_i].date);
  ck_assert_pstr_eq (gf_text_get (reading.text, GF_TEXT_LANGUAGE), pages[_i].language);

  add_blocks (all, gf_text_get_blocks (reading.text));
  add_words (all, wanted, -1);
  g_autoptr (GfDocument) document = gf_understand (reading.text, registers);
  for (guint i = 0; i < document->units->len; i++)
    add_blocks (found, ((const GfUnit *) g_ptr_array_index (document->units, i))->blocks);
  add_words (found, wanted, -1);
  int n_lost = count_words (found, -1, lost);
  int n_foreign = count_words (found, 1, foreign);
  g_print ("# %s: %d words lost, %d foreign; in plain text %d foreign\n", pages[_i].name,
           n_lost, n_foreign, count_words (all, 1, NULL));
  ck_assert_msg (n_lost == 0 && n_foreign == 0, "%s: lost:%s; foreign:%s\n%s",
                 pages[_i].name, lost->str, foreign->str, reading.lines);
}
END_TEST

static const struct
{
  const char *name;
  const char *bytes;
  const char *lines;
} pieces[] = {
  { "terms and what they mean",
    "<html><body><dl><dt>Stad<dd>Bø<dt>Tid<dt>Klokka<dd>10<dd>11</dl>",
    "table-row 0 0 Stad\\tBø\ntable-row 0 0 Tid\\tKlokka\\t10\\t11\n" },
  { "two breaks part paragraphs", "<html><body>En<br>to<br> <br>tre",
    "paragraph 0 0 En\\nto\nparagraph 0 0 tre\n" },
  { "hidden text",
    "<html><body><p hidden>a</p><p style='margin:0; Display : NONE'>b</p><p>c <span "
    "aria-hidden=true>d</span> e</p>",
    "hidden 0 0 a\nhidden 0 0 b\nparagraph 0 0 c\nhidden 0 0 d\nparagraph 0 0 e\n" },
  { "what opens is not hidden",
    "<html><body><button aria-controls=x>Vis</button><div id=x hidden>a</div>",
    "paragraph 0 0 a\n" },
  { "a menu without a name",
    "<html><body><div><a href=1>En</a> <a href=2>To</a> <a href=3>Tre</a></div><p>Dette "
    "er "
    "teksten som siden handler om, og den er mye lengre enn menyen over. Rådet vedtok at "
    "saken skal utsettes til neste møte, og at det skal sendes brev til departementet om "
    "den. Brevet skal underskrives av lederen, som også skal orientere kommunestyrene i "
    "alle kommunene om hva som står i det og hva som er ventet av dem etterpå.</p>",
    NULL },
  { "a page of links is its links",
    "<html><body><ul><li><a href=1>Referat 1</a><li><a href=2>Referat 2</a><li><a "
    "href=3>Referat 3</a></ul>",
    "list-item 0 0 Referat 1\nlist-item 0 0 Referat 2\nlist-item 0 0 Referat 3\n" },
  { "a list of files in the article",
    "<html><body><main><p>Vedlegg</p><ul><li><a href=1>Referat 1</a><li><a "
    "href=2>Referat "
    "2</a><li><a href=3>Referat 3</a></ul></main>",
    "paragraph 0 0 Vedlegg\nlist-item 0 0 Referat 1\nlist-item 0 0 Referat 2\n"
    "list-item 0 0 Referat 3\n" },
  { "the heading in the head of the page",
    "<html><body><header><a href=/>Kommunen</a><h1>Plan</h1></header><p>Tekst</p>",
    "boilerplate 0 0 Kommunen\nheading 0 1 Plan\nparagraph 0 0 Tekst\n" },
  { "XHTML",
    "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body><p>a<br/>b</p>"
    "</body></html>",
    "paragraph 0 0 a\\nb\n" },
};

START_TEST (piece)
{
  g_auto (Reading) reading = read_file (make_file (pieces[_i].bytes, -1));

  if (pieces[_i].lines == NULL)
    ck_assert_msg (
        g_str_has_prefix (reading.lines, "boilerplate 0 0 En To Tre\nparagraph"),
        "%s: %s", pieces[_i].name, reading.lines);
  else
    ck_assert_msg (strcmp (reading.lines, pieces[_i].lines) == 0, "%s: %s",
                   pieces[_i].name, reading.lines);
}
END_TEST

static const struct
{
  const char *name;
  const char *bytes;
  gssize length;
  const char *type; /* NULL: an error, unsupported */
} files[] = {
  { "CSV", "Navn;Antall\nBø;3\nÅs;4\n\"Ål; nord\";5\n", -1, "text/csv" },
  { "tabs", "Navn\tAntall\nBø\t3\nÅs\t4\nÅl\t5\n", -1, "text/csv" },
  { "prose with semicolons", "En; to.\nTre.\nFire; fem; seks.\nSju.\nÅtte.\n", -1,
    "text/plain" },
  { "XML", "<?xml version='1.0'?>\n<arkiv><sak>1</sak></arkiv>", -1, NULL },
  { "SVG", "<svg xmlns='http://www.w3.org/2000/svg'><text>Sak</text></svg>", -1, NULL },
  { "RAR", "Rar!\x1a\x07\x01\0xxxx", 12, NULL },
  { "HTML with a PDF's name would be", "<!doctype html><p>Sak", -1, "text/html" },
};

START_TEST (told_by_content)
{
  g_auto (Reading) reading = read_file (make_file (files[_i].bytes, files[_i].length));

  if (files[_i].type == NULL)
    ck_assert_str_eq (reading_reason (&reading), "unsupported");
  else
    ck_assert_msg (g_strcmp0 (gf_text_get (reading.text, GF_TEXT_FORMAT), files[_i].type)
                       == 0,
                   "%s: %s", files[_i].name, gf_text_get (reading.text, GF_TEXT_FORMAT));
}
END_TEST

START_TEST (rows_of_csv)
{
  g_auto (Reading) reading = read_file (make_file (
      "Navn;Merknad\r\nBø;\"to\nlinjer; og \"\"mer\"\"\"\r\nÅs;\r\n\"Ål\";x\r\n", -1));

  ck_assert_str_eq (reading.lines, "table-row 0 0 Navn\\tMerknad\n"
                                   "table-row 0 0 Bø\\tto linjer; og \"mer\"\n"
                                   "table-row 0 0 Ås\ntable-row 0 0 Ål\\tx\n");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-html");
  TCase *tests = tcase_create ("extract-html");

  tcase_add_loop_test (tests, page, 0, G_N_ELEMENTS (pages));
  tcase_add_loop_test (tests, piece, 0, G_N_ELEMENTS (pieces));
  tcase_add_loop_test (tests, told_by_content, 0, G_N_ELEMENTS (files));
  tcase_add_test (tests, rows_of_csv);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
