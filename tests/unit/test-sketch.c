/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes two documents versions of each other, and which is the newer. */
#include "indexer/sketch.h"

#include <check.h>
#include <string.h>

#include "common/schema.h"
#include "tests/tap.h"

typedef struct
{
  GfDocumentType type;
  const char *region, *body, *date;
  GfStage stage;
  bool is_named;
  const char *name, *period;
} Said;

/* The first @n_alike values are those of every other; the rest are its own. */
static GfSketch *
sketch_of (const Said *said, const char *id, unsigned n_alike, uint16_t own)
{
  g_autoptr (GfDocument) document = gf_document_new ();
  GfSignature signature = { .stage = said->stage,
                            .is_named = said->is_named,
                            .name = (char *) (said->name ? said->name : ""),
                            .period = (char *) (said->period ? said->period : ""),
                            .has_values = true };

  for (unsigned i = 0; i < GF_SIGNATURE_VALUES; i++)
    signature.values[i] = (uint16_t) (i < n_alike ? i : own + i);
  document->id = g_strdup (id);
  document->type = said->type;
  document->region = g_strdup (said->region);
  document->body = g_strdup (said->body);
  document->date = g_strdup (said->date);
  document->signature = gf_signature_pack (&signature);
  g_autoptr (GVariant) packed = gf_document_pack (document);
  return gf_sketch_new (packed);
}

#define UNNAMED false, NULL, NULL
#define UNSAID GF_STAGE_UNKNOWN, UNNAMED
#define STRATEGY GF_TYPE_STRATEGY, "Fjordane", "Regionrådet"
#define REPORT GF_TYPE_REPORT, "Fjordane", "Regionrådet"

static const struct
{
  Said one, other;
  double least; /* of the text in common; over 1 where they are none however alike */
} pairs[] = {
  /* The same title and period. */
  { { STRATEGY, "2022-01", GF_STAGE_DRAFT, true, "klimastrategi", "2023 2030" },
    { STRATEGY, "2022-12", GF_STAGE_UNKNOWN, false, "klimastrategi", "2023 2030" },
    0.25 },
  { { STRATEGY, "2022-01", GF_STAGE_DRAFT, true, "strategi for klima", "2023 2030" },
    { STRATEGY, "2022-12", GF_STAGE_UNKNOWN, false, "klimastrategi", "2023 2030" },
    0.4 },
  /* Another period: never, whatever it is called. */
  { { REPORT, "2022-02", GF_STAGE_UNKNOWN, false, "årsrapport", "2021" },
    { REPORT, "2023-02", GF_STAGE_UNKNOWN, false, "årsrapport", "2022" },
    2 },
  { { REPORT, "2022-02", GF_STAGE_DRAFT, true, "årsrapport", "2021" },
    { REPORT, "2022-02", GF_STAGE_ADOPTED, true, "årsrapport", "2022" },
    2 },
  { { REPORT, "2022-05", GF_STAGE_UNKNOWN, false, "tertialrapport", "1 2022" },
    { REPORT, "2022-09", GF_STAGE_UNKNOWN, false, "tertialrapport", "2 2022" },
    2 },
  /* No period: by a word, the day, the year of what lasts; else hardly. */
  { { REPORT, "2022-02", GF_STAGE_DRAFT, true, "mulighetsstudie", "" },
    { REPORT, "2023-02", GF_STAGE_UNKNOWN, false, "mulighetsstudie", "" },
    0.25 },
  { { REPORT, "2022-02", GF_STAGE_UNKNOWN, false, "økonomirapport", "" },
    { REPORT, "2022-03", GF_STAGE_UNKNOWN, false, "økonomirapport", "" },
    2 },
  { { REPORT, "2022-02-01", GF_STAGE_UNKNOWN, false, "økonomirapport", "" },
    { REPORT, "2022-02-01", GF_STAGE_UNKNOWN, false, "rapport", "" },
    0.4 },
  { { STRATEGY, "2022-02", GF_STAGE_UNKNOWN, false, "strategi", "" },
    { STRATEGY, "2022-12", GF_STAGE_UNKNOWN, false, "strategi", "" },
    0.6 },
  { { REPORT, NULL, GF_STAGE_UNKNOWN, false, "rapport", "" },
    { REPORT, "2022-12", GF_STAGE_UNKNOWN, false, "rapport", "" },
    0.9 },
  /* Another region, or another kind of paper: never. */
  { { STRATEGY, "2022", GF_STAGE_DRAFT, true, "klimastrategi", "2023 2030" },
    { GF_TYPE_STRATEGY, "Innlandet", "Regionrådet", "2022", GF_STAGE_DRAFT, true,
      "klimastrategi", "2023 2030" },
    2 },
  { { STRATEGY, "2022", GF_STAGE_DRAFT, true, "klimastrategi", "2023 2030" },
    { GF_TYPE_STRATEGY, NULL, "Regionrådet", "2022", GF_STAGE_DRAFT, true,
      "klimastrategi", "2023 2030" },
    2 },
  { { GF_TYPE_MINUTES, "Fjordane", NULL, "2022-02-01", GF_STAGE_DRAFT, true, "møte", "" },
    { GF_TYPE_NOTE, "Fjordane", NULL, "2022-02-01", GF_STAGE_DRAFT, true, "møte", "" },
    2 },
  /* Minutes that do not say whose: of one day, and hardly. */
  { { GF_TYPE_MINUTES, "Fjordane", NULL, "2022-02-01", GF_STAGE_DRAFT, true, "møte", "" },
    { GF_TYPE_MINUTES, "Fjordane", NULL, "2022-02-01", GF_STAGE_ADOPTED, true, "møte",
      "" },
    0.9 },
  { { GF_TYPE_MINUTES, "Fjordane", NULL, "2022-02-01", GF_STAGE_DRAFT, true, "møte", "" },
    { GF_TYPE_MINUTES, "Fjordane", NULL, "2022-02-02", GF_STAGE_DRAFT, true, "møte", "" },
    2 },
};

/* Whether a pair with @share of its text in common is one of versions. */
static bool
are_versions (int i, double share)
{
  unsigned n_alike = (unsigned) (share * GF_SIGNATURE_VALUES + 0.5);
  g_autoptr (GfSketch) one = sketch_of (&pairs[i].one, "a", n_alike, 1000);
  g_autoptr (GfSketch) other = sketch_of (&pairs[i].other, "b", n_alike, 2000);
  bool are = gf_sketch_is_version (one, other);

  ck_assert (gf_sketch_is_version (other, one) == are);
  return are;
}

START_TEST (versions_by_text_and_words)
{
  if (pairs[_i].least > 1)
    {
      ck_assert (!are_versions (_i, 1));
      return;
    }
  ck_assert (are_versions (_i, 1));
  ck_assert (are_versions (_i, pairs[_i].least + 0.02));
  ck_assert (!are_versions (_i, pairs[_i].least - 0.02));
}
END_TEST

static const Said agenda = { GF_TYPE_AGENDA, "Fjordane",       "Regionrådet",
                             "2022-02-01",   GF_STAGE_UNKNOWN, UNNAMED };
static const Said minutes = { GF_TYPE_MINUTES, "fjordane",       "REGIONRÅDET",
                              "2022-02-01",    GF_STAGE_UNKNOWN, UNNAMED };

START_TEST (papers_of_a_meeting_have_its_key)
{
  static const Said others[]
      = { { GF_TYPE_MINUTES, "Fjordane", "Regionrådet", "2022-02-02", UNSAID },
          { GF_TYPE_MINUTES, "Fjordane", "Arbeidsutvalget", "2022-02-01", UNSAID },
          { GF_TYPE_MINUTES, "Innlandet", "Regionrådet", "2022-02-01", UNSAID } };
  static const Said none[]
      = { { GF_TYPE_MINUTES, "Fjordane", "Regionrådet", "2022-02", UNSAID },
          { GF_TYPE_MINUTES, "Fjordane", NULL, "2022-02-01", UNSAID },
          { GF_TYPE_MINUTES, NULL, "Regionrådet", "2022-02-01", UNSAID },
          { GF_TYPE_REPORT, "Fjordane", "Regionrådet", "2022-02-01", UNSAID } };
  g_autoptr (GfSketch) one = sketch_of (&agenda, "a", 0, 1000);
  g_autoptr (GfSketch) other = sketch_of (&minutes, "b", 0, 2000);

  ck_assert_str_eq (one->meeting, other->meeting);
  for (size_t i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GfSketch) third = sketch_of (&others[i], "c", 0, 3000);

      ck_assert_str_ne (one->meeting, third->meeting);
    }
  for (size_t i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (GfSketch) third = sketch_of (&none[i], "c", 0, 3000);

      ck_assert_ptr_null (third->meeting);
    }
}
END_TEST

/* Each takes the place of the one before it. */
START_TEST (the_newest_has_the_greatest_rank)
{
  static const Said series[] = {
    { STRATEGY, "2023-01-01", GF_STAGE_DRAFT, UNNAMED },
    { STRATEGY, "2022-01", GF_STAGE_HEARING, UNNAMED },
    { STRATEGY, "2022-01-03", GF_STAGE_HEARING, UNNAMED },
    { STRATEGY, NULL, GF_STAGE_UNKNOWN, UNNAMED },
    { STRATEGY, "2022", GF_STAGE_UNKNOWN, UNNAMED },
    { STRATEGY, "2021", GF_STAGE_ADOPTED, UNNAMED },
  };
  static const Said papers[] = {
    { GF_TYPE_CASE_PAPER, "F", "R", "2022-02-01", GF_STAGE_ADOPTED, UNNAMED },
    { GF_TYPE_AGENDA, "F", "R", "2022-02-01", GF_STAGE_ADOPTED, UNNAMED },
    { GF_TYPE_MINUTES, "F", "R", "2022-02-01", GF_STAGE_DRAFT, UNNAMED },
    { GF_TYPE_MINUTES, "F", "R", "2022-02-01", GF_STAGE_UNKNOWN, UNNAMED },
  };
  const Said *lists[] = { series, papers };
  size_t sizes[] = { G_N_ELEMENTS (series), G_N_ELEMENTS (papers) };

  for (size_t i = 1; i < sizes[_i]; i++)
    {
      g_autoptr (GfSketch) before = sketch_of (&lists[_i][i - 1], "a", 0, 1000);
      g_autoptr (GfSketch) after = sketch_of (&lists[_i][i], "b", 0, 2000);
      g_autofree char *low = gf_sketch_dup_rank (before);
      g_autofree char *high = gf_sketch_dup_rank (after);

      ck_assert_msg (strcmp (low, high) < 0, "%s, %s", low, high);
    }
}
END_TEST

/* How many of a thousand pairs share a term, by what they have in common. */
static unsigned
count_met (double share)
{
  static const Said said = { STRATEGY, "2022", GF_STAGE_UNKNOWN, false, "", "" };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  unsigned n_met = 0;

  for (unsigned i = 0; i < 1000; i++)
    {
      g_autoptr (GfSketch) one = sketch_of (&said, "a", 0, 1000);
      g_autoptr (GfSketch) other = sketch_of (&said, "b", 0, 1000);
      bool is_met = false;

      for (unsigned j = 0; j < GF_SIGNATURE_VALUES; j++)
        if (g_rand_double (random) >= share)
          other->signature->values[j] = (uint16_t) (5000 + j);
      g_autoptr (GPtrArray) terms = gf_sketch_list_terms (one);
      g_autoptr (GPtrArray) others = gf_sketch_list_terms (other);
      for (unsigned j = 0; j < terms->len; j++)
        is_met = is_met
                 || g_str_equal (g_ptr_array_index (terms, j),
                                 g_ptr_array_index (others, j));
      n_met += is_met;
    }
  return n_met;
}

START_TEST (terms_meet_as_promised)
{
  ck_assert_uint_ge (count_met (0.4), 750);
  ck_assert_uint_ge (count_met (0.5), 940);
  ck_assert_uint_ge (count_met (0.7), 998);
  ck_assert_uint_le (count_met (0.1), 50);
}
END_TEST

START_TEST (one_title_is_a_term)
{
  static const Said said
      = { STRATEGY, "2022", GF_STAGE_UNKNOWN, false, "klimastrategi", "2023 2030" };
  g_autoptr (GfSketch) one = sketch_of (&said, "a", 0, 1000);
  g_autoptr (GfSketch) other = sketch_of (&said, "b", 0, 2000);
  g_autoptr (GPtrArray) terms = gf_sketch_list_terms (one);
  g_autoptr (GPtrArray) others = gf_sketch_list_terms (other);

  ck_assert_str_eq (g_ptr_array_index (terms, terms->len - 1),
                    g_ptr_array_index (others, others->len - 1));
  ck_assert_str_ne (g_ptr_array_index (terms, 0), g_ptr_array_index (others, 0));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("sketch");
  TCase *tcase = tcase_create ("sketch");

  tcase_add_loop_test (tcase, versions_by_text_and_words, 0, G_N_ELEMENTS (pairs));
  tcase_add_test (tcase, papers_of_a_meeting_have_its_key);
  tcase_add_loop_test (tcase, the_newest_has_the_greatest_rank, 0, 2);
  tcase_add_test (tcase, terms_meet_as_promised);
  tcase_add_test (tcase, one_title_is_a_term);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
