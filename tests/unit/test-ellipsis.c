/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings/ellipsis.h"

#include <check.h>
#include <string.h>

#include "tests/tap.h"

/* What is written in part, as "areal-plan" for a head, "plan-strategi" for a tail, where
 * the second is the whole word. */
static char *
read_text (const char *text)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (GfEllipsis));
  GString *printed = g_string_new (NULL);
  GfEllipsisReader reader;
  GfToken token;

  gf_ellipsis_init (&reader, text);
  while (gf_tokens_next (tokens, &token))
    {
      g_ptr_array_add (words, g_strdup (token.form));
      const GfEllipsisWord word = { .term = words->len, .position = words->len };
      gf_ellipsis_read (&reader, &token, &word, found);
    }
  for (unsigned i = 0; i < found->len; i++)
    {
      const GfEllipsis *each = &g_array_index (found, GfEllipsis, i);
      const char *part = g_ptr_array_index (words, each->part.term - 1);
      const char *whole = g_ptr_array_index (words, each->whole - 1);

      ck_assert_uint_eq (each->part.position, each->part.term);
      g_string_append_printf (printed, "%s%s%s%s%s", i > 0 ? " " : "",
                              each->is_head ? "" : "-", part, each->is_head ? "-" : " ",
                              whole);
    }
  return g_string_free (printed, FALSE);
}

static const struct
{
  const char *text;
  const char *found;
} texts[] = {
  { "", "" },
  { "areal- og transportplan", "areal-transportplan" },
  { "Areal- eller Transportplan", "areal-transportplan" },
  { "areal- samt transportplan", "areal-transportplan" },
  { "areal- og/eller transportplan", "areal-transportplan" },
  { "areal-/transportplan", "areal-transportplan" },
  { "areal- & transportplan", "areal-transportplan" },
  { "areal-, miljø- og transportplan", "areal-transportplan miljø-transportplan" },
  { "areal‐ og transportplan", "areal-transportplan" },
  { "vegen, areal-\nog transportplan og by", "areal-transportplan" },
  { "transportplan og -strategi", "-strategi transportplan" },
  { "transportplan, -strategi og -program",
    "-strategi transportplan -program transportplan" },
  { "by, transportplan og -strategi", "-strategi transportplan" },
  { "areal- og transportplan og -strategi",
    "areal-transportplan -strategi transportplan" },
  /* nothing ties them */
  { "areal- transportplan", "" },
  { "areal- og. Transportplan", "" },
  { "areal- (og transportplan)", "" },
  { "areal og transportplan", "" },
  { "areal - og transportplan", "" },
  { "transportplan -strategi", "" },
  { "transportplan - strategi", "" },
  { "transportplan og - strategi", "" },
  /* no part of a word */
  { "2020- og 2021", "" },
  { "by og -5 grader", "" },
  { "og -strategi", "" },
  { "areal-", "" },
  { "areal- og", "" },
  { "areal- og -strategi", "" },
  { "-areal- og transportplan", "areal-transportplan" },
  { "by\n-areal- og transportplan", "areal-transportplan" },
  { "areal-plan og transportplan", "" },
  /* one that waited in vain */
  { "areal- by og transportplan", "" },
  { "areal- miljø- og transportplan", "miljø-transportplan" },
  /* a list of something else */
  { "a-, b-, c-, d-, e-, f-, g-, h- og by", "a-by b-by c-by d-by e-by f-by g-by h-by" },
  { "a-, b-, c-, d-, e-, f-, g-, h-, i- og by", "" },
};

START_TEST (finds_what_is_written_in_part)
{
  g_autofree char *found = read_text (texts[_i].text);

  ck_assert_str_eq (found, texts[_i].found);
}
END_TEST

static const struct
{
  const char *whole;
  GfRootList parts;
  size_t tail;
} wholes[] = {
  { "transportplan", "transport\0plan\0", 9 },
  { "transportplanenes", "plan\0transport\0", 9 },
  { "velferdsteknologi", "velferd\0teknologi\0", 8 },
  { "barnehagene", "barn\0hage\0", 5 },
  { "direktørkollegiet", "direktør\0kollegium\0", strlen ("direktør") },
  { "helsesentre", "helse\0senter\0", 5 },
  { "regionforskningsinstituttet", "region\0forskningsinstitutt\0forskning\0institutt\0",
    6 },
  { "skoleby", "skole\0", 0 },
  { "lærebøker", "lære\0bok\0", 0 },
  { "transportplan", "", 0 },
  { "plan", "transport\0plan\0", 0 },
  { "", "transport\0plan\0", 0 },
  { "transportplanarbeidet", "transport\0plan\0", 0 },
};

START_TEST (finds_the_part_they_share)
{
  ck_assert_uint_eq (gf_ellipsis_find_tail (wholes[_i].whole, wholes[_i].parts),
                     wholes[_i].tail);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("ellipsis");
  TCase *tests = tcase_create ("ellipsis");

  tcase_add_loop_test (tests, finds_what_is_written_in_part, 0, G_N_ELEMENTS (texts));
  tcase_add_loop_test (tests, finds_the_part_they_share, 0, G_N_ELEMENTS (wholes));
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
