/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of PDF joined: words, paragraphs. */
#include "config.h"

#include <check.h>

#include "indexer/extract/pages/pdf.h"
#include "tests/tap.h"

static const struct
{
  const char *line;
  const char *next;
  const char *joined;
} joins[] = {
  { "en", "to", "en to" },
  { "sam-", "arbeid", "samarbeid" },
  { "sam\u2010", "arbeid", "samarbeid" },
  { "sam\u00ad", "arbeid", "samarbeid" },
  { "SAM\u2010", "ARBEID", "SAMARBEID" },
  { "KOMMUNE-", "PLAN", "KOMMUNEPLAN" },
  { "IKT-", "STRATEGI", "IKT-STRATEGI" },
  { "Nord\u2010", "Norge", "Nord\u2010Norge" },
  { "kommune\u2010", "og fylkesveg", "kommune\u2010 og fylkesveg" },
  { "kommune-", "og fylkesveg", "kommune- og fylkesveg" },
  { "kommune-", "eller fylkesveg", "kommune- eller fylkesveg" },
  { "kommune-", "ordning", "kommuneordning" },
  { "IKT-", "drift", "IKT-drift" },
  { "27-", "samarbeid", "27-samarbeid" },
  { "Nord-", "Norge", "Nord-Norge" },
  { "e-", "post", "e-post" },
  { "2019 -", "2023", "2019 - 2023" },
  { "2019-", "2023", "2019-2023" },
  { "2019\u2013", "2023", "2019\u20132023" },
  { "i dag \u2013", "2023", "i dag \u2013 2023" },
  { "vei\u00ad", "Åsen", "veiÅsen" },
  { "-", "punkt", "- punkt" },
  { "", "punkt", "punkt" },
};

START_TEST (join)
{
  g_autoptr (GString) text = g_string_new (joins[_i].line);

  gf_pdf_append_line (text, joins[_i].next);
  ck_assert_str_eq (text->str, joins[_i].joined);
}
END_TEST

static GfPdfLine *
new_line (double x, double y, double x2, const char *text)
{
  GfPdfLine *line = g_new0 (GfPdfLine, 1);

  line->box = (GfPdfBox){ x, y, x2, y + 10 };
  line->text = g_strdup (text);
  line->text_x1 = x;
  line->size = 10;
  line->right = 500;
  return line;
}

static GPtrArray *
join_lines (GPtrArray *lines)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_block_free);

  gf_pdf_join_lines (lines, 3, 842, blocks);
  return blocks;
}

static const char *
text_of (GPtrArray *blocks, guint i)
{
  return ((GfPdfBlock *) g_ptr_array_index (blocks, i))->text;
}

START_TEST (paragraphs_end)
{
  g_autoptr (GPtrArray) lines
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_line_free);

  g_ptr_array_add (lines,
                   new_line (60, 100, 498, "En lang linje som fyller spalten helt ut"));
  g_ptr_array_add (lines, new_line (60, 112, 200, "og slutter her."));
  /* the line before had room for this word */
  g_ptr_array_add (lines,
                   new_line (60, 124, 495, "Neste avsnitt er også langt nok til at"));
  g_ptr_array_add (lines, new_line (60, 136, 495, "det fyller to linjer"));
  /* indented */
  g_ptr_array_add (lines,
                   new_line (80, 148, 495, "Innrykk begynner et avsnitt som også er"));
  g_ptr_array_add (lines, new_line (60, 160, 495, "langt nok"));
  /* further down */
  g_ptr_array_add (lines, new_line (60, 190, 495, "etter et mellomrom"));
  g_autoptr (GPtrArray) blocks = join_lines (lines);

  ck_assert_uint_eq (blocks->len, 4);
  ck_assert_str_eq (text_of (blocks, 0),
                    "En lang linje som fyller spalten helt ut og slutter her.");
  ck_assert_str_eq (text_of (blocks, 1),
                    "Neste avsnitt er også langt nok til at det fyller to linjer");
  ck_assert_str_eq (text_of (blocks, 2),
                    "Innrykk begynner et avsnitt som også er langt nok");
  ck_assert_str_eq (text_of (blocks, 3), "etter et mellomrom");
  ck_assert_uint_eq (((GfPdfBlock *) g_ptr_array_index (blocks, 0))->page, 3);
}
END_TEST

static const struct
{
  const char *name;
  const char *last; /* of a column, and how far it reaches */
  double x2;
  const char *first; /* of the next, and the size of its type */
  double size;
  const char *joined; /* NULL: two paragraphs */
} turns[] = {
  { "a word", "møte i hytte\u2010", 240, "felta kvart år.", 10,
    "møte i hyttefelta kvart år." },
  { "a word in ragged lines", "møte i hytte-", 180, "felta no.", 10,
    "møte i hyttefelta no." },
  { "a sentence", "dei som har hytte og", 248, "hus her.", 10,
    "dei som har hytte og hus her." },
  { "a new sentence", "dei som har hytte.", 248, "hus her.", 10, NULL },
  { "a capital", "dei som har hytte og", 248, "Hus her.", 10, NULL },
  { "room for the word", "dei som har", 180, "hus her.", 10, NULL },
  { "other type", "dei som har hytte og", 248, "hus her.", 14, NULL },
};

START_TEST (paragraphs_go_on_in_the_next_column)
{
  g_autoptr (GPtrArray) lines
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_line_free);
  GfPdfLine *last = new_line (60, 700, turns[_i].x2, turns[_i].last);
  GfPdfLine *first = new_line (300, 100, 400, turns[_i].first);

  last->right = 250;
  first->size = turns[_i].size;
  first->begins = true;
  first->is_next_column = true;
  g_ptr_array_add (lines, last);
  g_ptr_array_add (lines, first);
  g_autoptr (GPtrArray) blocks = join_lines (lines);

  ck_assert_msg (blocks->len == (turns[_i].joined ? 1 : 2), "%s: %u", turns[_i].name,
                 blocks->len);
  const GfPdfBlock *block = g_ptr_array_index (blocks, 0);
  ck_assert_str_eq (block->text, turns[_i].joined ? turns[_i].joined : turns[_i].last);
  ck_assert (block->top < block->bottom);
}
END_TEST

START_TEST (parted)
{
  ck_assert (gf_pdf_is_parted ("hytte-", "felt"));
  ck_assert (gf_pdf_is_parted ("hytte\u2010", "felt"));
  ck_assert (!gf_pdf_is_parted ("hytte", "felt"));
  ck_assert (!gf_pdf_is_parted ("hytte-", "og"));
  ck_assert (!gf_pdf_is_parted ("Nord-", "Norge"));
  ck_assert (!gf_pdf_is_parted ("hytte-", ""));
  ck_assert (!gf_pdf_is_parted ("", "felt"));
  ck_assert (!gf_pdf_is_parted ("-", "felt"));
}
END_TEST

START_TEST (lines_of_a_head_stay_apart)
{
  g_autoptr (GPtrArray) lines
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_pdf_line_free);

  g_ptr_array_add (lines, new_line (60, 100, 160, "Sted: Rådhuset"));
  g_ptr_array_add (lines, new_line (60, 112, 180, "Dato: 28. februar 2023"));
  g_ptr_array_add (lines, new_line (60, 124, 150, "Tid: 09.00"));
  g_autoptr (GPtrArray) blocks = join_lines (lines);

  ck_assert_uint_eq (blocks->len, 3);
}
END_TEST

START_TEST (bullets)
{
  ck_assert (gf_pdf_is_bullet ("•"));
  ck_assert (gf_pdf_is_bullet ("–"));
  ck_assert (!gf_pdf_is_bullet ("• tekst"));
  ck_assert (!gf_pdf_is_bullet ("a"));
  ck_assert (!gf_pdf_is_bullet (""));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("pdf-lines");
  TCase *tests = tcase_create ("pdf-lines");

  tcase_add_loop_test (tests, join, 0, G_N_ELEMENTS (joins));
  tcase_add_test (tests, paragraphs_end);
  tcase_add_loop_test (tests, paragraphs_go_on_in_the_next_column, 0,
                       G_N_ELEMENTS (turns));
  tcase_add_test (tests, parted);
  tcase_add_test (tests, lines_of_a_head_stay_apart);
  tcase_add_test (tests, bullets);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
