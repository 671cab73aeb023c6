/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings/postings.h"

#include <check.h>
#include <string.h>

#include "common/message.h"
#include "common/schema.h"
#include "common/unit-text.h"
#include "common/word-roots.h"
#include "indexer/extract/postings/analyse.h"
#include "tests/tap.h"
#include "tests/unit/postings-print.h"

static GVariant *
pack (GfPostings *postings)
{
  return gf_postings_pack (postings, g_variant_new_string ("record"));
}

/* With the stems of all words, but for those that @roots knows better. */
static char *
words_by (GfPostings *postings, GfRoots *roots)
{
  gf_postings_complete (postings, roots);
  gf_postings_add_roots (postings, roots, GF_POSTINGS_SHARED_IS_COUNTED);
  g_autoptr (GVariant) packed = pack (postings);

  return print_words (packed);
}

static char *
words_of (GfPostings *postings)
{
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);

  return words_by (postings, roots);
}

static const struct
{
  const char *text;
  const char *words;
} texts[] = {
  { "", "" },
  { "Møtene, møtet", "Rmøt:2 møtene:1@1 møtet:1@2" },
  /* the root also where it is the word */
  { "region", "region:1@1" },
  { "og OG og", "og:3@1,2,3" },
  { "14/23", "14:1@1 23:1@2" },
  /* joined by hyphens: the whole chain, at its first word */
  { "god e-helse nå", "Rehels:1 Rhels:1 e:1@2 ehelse:1@2 god:1@1 helse:1@3 nå:1@4" },
  { "ehelse", "Rehels:1 ehelse:1@1" },
  { "Sør-Øst-by", "by:1@3 sør:1@1 sørøstby:1@1 øst:1@2" },
  { "a-b a-b", "a:2@1,3 ab:2@1,3 b:2@2,4" },
  { "27-by by-27", "27:2@1,4 by:2@2,3" },
  { "Asker- og by", "Rask:1 asker:1@1 by:1@3 og:1@2" },
  { "og/eller", "Rell:1 eller:1@2 og:1@1" },
};

START_TEST (collects_words)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_POSTINGS_TEXT, texts[_i].text, 1, &position);
  g_autofree char *words = words_of (postings);
  ck_assert_str_eq (words, texts[_i].words);
}
END_TEST

START_TEST (sums_fields_and_continues_positions)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_POSTINGS_TEXT, "en by", 2, &position);
  ck_assert_uint_eq (position, 2);
  position += GF_TITLE_GAP;
  gf_postings_add_text (postings, GF_POSTINGS_TEXT, "by", 1, &position);
  ck_assert_uint_eq (position, 103);
  gf_postings_add_text (postings, GF_POSTINGS_TEXT, "by", 1, NULL);
  gf_postings_add_text (postings, GF_POSTINGS_TITLE, "en en", 1, NULL);

  g_autofree char *words = words_of (postings);
  ck_assert_str_eq (words, "Sen:2 by:4@2,103 en:2@1");
}
END_TEST

START_TEST (drops_long_words_but_counts_their_place)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autofree char *longest = g_strnfill (GF_WORD_MAX_BYTES, '7');
  g_autofree char *text = g_strdup_printf ("a %s7 b %s", longest, longest);
  g_autofree char *expected = g_strdup_printf ("%s:1@4 a:1@1 b:1@3", longest);
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_POSTINGS_TEXT, text, 1, &position);
  g_autofree char *words = words_of (postings);
  ck_assert_str_eq (words, expected);
}
END_TEST

/* Lists as GfRootList has them. */
static void
teach (GfRoots *roots, const char *word, GfRootList lemmas, GfRootList parts)
{
  const GfWordRoots taught = { lemmas, parts };

  gf_roots_add (roots, word, &taught);
}

static GfRoots *
new_roots (void)
{
  GfRoots *roots = gf_roots_new (NULL, NULL);

  teach (roots, "vegen", "vei\0", "");
  teach (roots, "vedtak", "vedtak\0vedta\0", "");
  teach (roots, "transportplanen", "transportplan\0", "transport\0plan\0");
  teach (roots, "arealplanen", "arealplan\0", "areal\0plan\0");
  teach (roots, "veien", "vei\0", "");
  teach (roots, "planen", "plan\0", "");
  teach (roots, "bygg", "bygg\0bygge\0", "");
  teach (roots, "bygget", "bygg\0", "");
  teach (roots, "delte", "delt\0", "");
  teach (roots, "delt", "del\0", "");
  return roots;
}

static const struct
{
  GfPostingsField field;
  const char *text;
  const char *words;
} analysed_texts[] = {
  { GF_POSTINGS_TEXT, "vegen veg vegen", "Rvei:2 veg:1@2 vegen:2@1,3" },
  { GF_POSTINGS_TEXT, "vedtak", "Rvedta:1 vedtak:1@1" },
  { GF_POSTINGS_TEXT, "transportplanen",
    "Pplan:1 Ptransport:1 Rtransportplan:1 transportplanen:1@1" },
  { GF_POSTINGS_TITLE, "transportplanen",
    "SRplan:1 SRtransport:1 SRtransportplan:1 Stransportplanen:1@1" },
  { GF_POSTINGS_DECISION, "transportplanen",
    "VRplan:1 VRtransport:1 VRtransportplan:1 Vtransportplanen:1@1" },
  /* written in part: at the position of the part, before what stands there already */
  { GF_POSTINGS_TEXT, "arealplanen i areal- og transportplanen",
    "Pplan:3 Ptransport:1 Rarealplan:2 Rtransportplan:1 areal:3@3 "
    "arealplanen:2@1,3 i:1@2 og:1@4 transportplanen:1@5" },
  { GF_POSTINGS_TEXT, "areal- og transportplanen for arealplanen",
    "Pplan:3 Ptransport:1 Rarealplan:2 Rtransportplan:1 areal:3@1 "
    "arealplanen:2@1,5 for:1@4 og:1@2 transportplanen:1@3" },
  { GF_POSTINGS_TEXT, "transportplanen og -vern",
    "Pplan:1 Ptransport:1 Rtransportplan:1 og:1@2 transportplanen:1@1 transportvern:1@3 "
    "vern:1@3" },
  { GF_POSTINGS_TEXT, "areal- og veg", "areal:1@1 og:1@2 veg:1@3" },
  /* a root is counted with the word that it is, before it or behind, of its own field */
  { GF_POSTINGS_TEXT, "veien vei veien", "vei:3@2 veien:2@1,3" },
  { GF_POSTINGS_TEXT, "vei veien", "vei:2@1 veien:1@2" },
  { GF_POSTINGS_TITLE, "vei veien", "Svei:2@1 Sveien:1@2" },
  { GF_POSTINGS_TEXT, "transportplanen transport",
    "Pplan:1 Rtransportplan:1 transport:2@2 transportplanen:1@1" },
  /* not where that word has another root: who asks for the root does not ask for it */
  { GF_POSTINGS_TEXT, "delte delt del", "Rdelt:1 del:2@3 delt:1@2 delte:1@1" },
  /* a part with the lemma of another word */
  { GF_POSTINGS_TEXT, "transportplanen planen",
    "Ptransport:1 Rplan:2 Rtransportplan:1 planen:1@2 transportplanen:1@1" },
  /* each counts what its word does, not what was counted with that before */
  { GF_POSTINGS_TEXT, "bygget bygg", "Rbygge:1 bygg:2@2 bygget:1@1" },
};

START_TEST (adds_the_roots_of_words)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autoptr (GfRoots) roots = new_roots ();
  uint32_t position = 0;

  gf_postings_add_text (postings, analysed_texts[_i].field, analysed_texts[_i].text, 1,
                        &position);
  g_autofree char *words = words_by (postings, roots);
  ck_assert_str_eq (words, analysed_texts[_i].words);
}
END_TEST

START_TEST (leaves_what_is_shared)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autoptr (GfRoots) roots = new_roots ();

  gf_postings_add_text (postings, GF_POSTINGS_TEXT, "veien vei transportplanen planen", 1,
                        NULL);
  gf_postings_add_roots (postings, roots, GF_POSTINGS_SHARED_IS_LEFT);
  g_autoptr (GVariant) packed = pack (postings);
  g_autofree char *words = print_words (packed);

  ck_assert_str_eq (words, "Ptransport:1 Rplan:1 Rtransportplan:1 planen:1 "
                           "transportplanen:1 vei:1 veien:1");
}
END_TEST

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Each once, whatever the field; no numbers, and none that are longer than words are. */
START_TEST (lists_what_is_unknown)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autoptr (GfRoots) roots = new_roots ();
  g_autofree char *longest = g_strnfill (GF_QUESTION_MAX_WORD_BYTES, 'y');
  g_autofree char *text
      = g_strdup_printf ("Vegen by 1984 by 2b %s y%s", longest, longest);

  gf_postings_add_text (postings, GF_POSTINGS_TEXT, text, 1, NULL);
  gf_postings_add_text (postings, GF_POSTINGS_TITLE, "by bu", 1, NULL);
  g_autoptr (GPtrArray) unknown = gf_postings_list_unknown (postings, roots);

  g_ptr_array_sort (unknown, compare_strings);
  ck_assert_uint_eq (unknown->len, 4);
  ck_assert_str_eq (g_ptr_array_index (unknown, 0), "2b");
  ck_assert_str_eq (g_ptr_array_index (unknown, 1), "bu");
  ck_assert_str_eq (g_ptr_array_index (unknown, 2), "by");
  ck_assert_str_eq (g_ptr_array_index (unknown, 3), longest);
}
END_TEST

/* A lexicon that somebody wrote over cannot make a term that is too long. */
START_TEST (leaves_out_roots_that_are_too_long)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  g_autofree char *longest = g_strnfill (GF_WORD_MAX_BYTES, 'y');

  gf_postings_add_text (postings, GF_POSTINGS_BODY, "by", 1, NULL);
  g_autofree char *list = g_malloc0 (2 * GF_WORD_MAX_BYTES + 5);
  memcpy (list, longest, GF_WORD_MAX_BYTES);
  memset (list + GF_WORD_MAX_BYTES + 1, 'z', GF_WORD_MAX_BYTES + 1);
  teach (roots, "by", list, "");

  g_autofree char *words = words_by (postings, roots);
  g_autofree char *expected = g_strdup_printf ("BR%s:1 Bby:1", longest);
  ck_assert_str_eq (words, expected);
}
END_TEST

/* Thousands of parts that wait for a whole word. */
START_TEST (is_linear_in_ellipses)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autoptr (GfRoots) roots = new_roots ();
  g_autoptr (GString) text = g_string_new (NULL);
  uint32_t position = 0;

  for (int i = 0; i < 150000; i++)
    g_string_append (text, "areal- og transportplanen ");
  for (int i = 0; i < 300000; i++)
    g_string_append (text, "a- og ");
  gf_postings_add_text (postings, GF_POSTINGS_TEXT, text->str, 1, &position);
  ck_assert (gf_postings_complete (postings, roots));
  ck_assert (!gf_postings_complete (postings, roots));
  g_autofree char *words = words_by (postings, roots);
  ck_assert_ptr_nonnull (strstr (words, " Rarealplan:100000 "));
}
END_TEST

static const struct
{
  size_t first_bytes;
  bool joined;
} chains[] = { { GF_WORD_MAX_BYTES - 1, true },
               { GF_WORD_MAX_BYTES, false },
               { GF_WORD_MAX_BYTES + 1, false },
               { 100000, false } };

START_TEST (caps_the_joined_word)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autofree char *first = g_strnfill (chains[_i].first_bytes, 'x');
  g_autofree char *text = g_strdup_printf ("%s-y", first);
  g_autofree char *joined = g_strdup_printf (" %sy:1@1", first);
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_POSTINGS_TEXT, text, 1, &position);
  g_autofree char *words = words_of (postings);
  ck_assert_int_eq (strstr (words, joined) != NULL, chains[_i].joined);
  ck_assert (g_str_has_suffix (words, "y:1@2"));
}
END_TEST

/* Half a million words in one chain. */
START_TEST (is_linear_in_a_chain)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autofree char *text = g_strnfill (1000000, '-');
  uint32_t position = 0;

  for (size_t i = 0; i < 1000000; i += 2)
    text[i] = 'a';
  gf_postings_add_text (postings, GF_POSTINGS_TEXT, text, 1, &position);
  ck_assert_uint_eq (position, 500000);
}
END_TEST

START_TEST (clears)
{
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  g_autoptr (GfPostings) postings = gf_postings_new ();
  uint32_t position = 0;

  for (int i = 0; i < 20000; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i);

      gf_postings_add_text (postings, GF_POSTINGS_TEXT, number, 1, &position);
    }
  for (int i = 0; i < 3; i++)
    {
      gf_postings_add_filter (postings, "XIcase");
      gf_postings_add_value (postings, GF_SLOT_ORDER, "x");
      gf_postings_clear (postings);
      gf_postings_add_text (postings, GF_POSTINGS_TEXT, "17 by", 1, NULL);
      gf_postings_add_roots (postings, roots, GF_POSTINGS_SHARED_IS_COUNTED);

      g_autoptr (GVariant) packed = pack (postings);
      g_autofree char *words = print_words (packed);
      g_autofree char *filters = print_filters (packed);
      g_autofree char *values = print_values (packed);
      ck_assert_str_eq (words, "17:1 by:1");
      ck_assert_str_eq (filters, "");
      ck_assert_str_eq (values, "");
      gf_postings_clear (postings);
    }
}
END_TEST

START_TEST (sends_filters_once_and_sorted)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();

  gf_postings_add_filter (postings, "XIcase");
  gf_postings_add_filter (postings, "DY2023");
  gf_postings_add_filter (postings, "XIcase");
  gf_postings_add_value (postings, GF_SLOT_DATE, "2023");
  gf_postings_add_value (postings, GF_SLOT_FACETS, "");

  g_autoptr (GVariant) packed = pack (postings);
  g_autofree char *filters = print_filters (packed);
  g_autofree char *values = print_values (packed);
  ck_assert_str_eq (filters, "DY2023|XIcase");
  ck_assert_str_eq (values, "1=2023");
}
END_TEST

/* Whatever their number: they are read as they were sent, and in normal form. */
static const unsigned n_words[] = { 0, 1, 2, 3, 255, 256, 257, 20000 };

START_TEST (packs_any_number)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  uint32_t position = 0;
  unsigned n_read = 0;

  for (unsigned i = 0; i < 3 * n_words[_i]; i++)
    {
      g_autofree char *word = g_strdup_printf ("%u", i % n_words[_i]);

      gf_postings_add_text (postings, GF_POSTINGS_TEXT, word, 1, &position);
    }
  gf_postings_add_roots (postings, roots, GF_POSTINGS_SHARED_IS_COUNTED);
  g_autoptr (GVariant) packed = pack (postings);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (packed);
  g_autoptr (GVariant) received = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (GF_ANALYSED_TYPE), bytes, FALSE));
  ck_assert (g_variant_is_normal_form (received));

  g_autoptr (GVariant) child = g_variant_get_child_value (received, 1);
  GfPostedWords words;
  GfPostedWord word;
  gf_posted_words_init (&words, child);
  for (; gf_posted_words_next (&words, &word); n_read++)
    {
      ck_assert_uint_eq (word.count.wdf, 3);
      ck_assert_uint_eq (word.count.n_positions, 3);
      for (unsigned i = 1; i < 3; i++)
        ck_assert_uint_eq (word.positions[i], word.positions[i - 1] + n_words[_i]);
    }
  ck_assert (gf_posted_words_is_at_end (&words));
  /* A number is its own root. */
  ck_assert_uint_eq (n_read, n_words[_i]);
}
END_TEST

/* What no sound worker sends: terms, counts and positions that do not fit together. */
static const struct
{
  const char *terms;
  gsize n_bytes;
  GfPostedCount counts[2];
  gsize n_counts;
  gsize n_positions;
  unsigned n_read;
} unfit[] = {
  { "byvegene", 8, { { 1, 0 } }, 1, 0, 0 },         /* not ended */
  { "by\0", 3, { { 1, 0 } }, 0, 0, 0 },             /* not counted */
  { "by\0", 3, { { 1, 0 }, { 1, 0 } }, 2, 0, 1 },   /* counted twice */
  { "by\0", 3, { { 1, 2 } }, 1, 1, 0 },             /* a position too few */
  { "by\0", 3, { { 1, 1 } }, 1, 2, 1 },             /* and too many */
  { "by\0", 3, { { 1, UINT32_MAX } }, 1, 2, 0 },    /* far too few */
  { "by\0\0", 4, { { 1, 0 }, { 1, 0 } }, 2, 0, 1 }, /* an empty one */
  { "b\xff\0", 3, { { 1, 0 } }, 1, 0, 0 },          /* no UTF-8 */
  { "by\0vegen", 8, { { 1, 0 }, { 1, 0 } }, 2, 0, 1 },
  { "", 0, { { 1, 0 } }, 1, 0, 0 },
};

START_TEST (reads_no_further_than_it_fits)
{
  const uint32_t positions[2] = { 1, 2 };
  g_autoptr (GVariant) packed = g_variant_ref_sink (
      gf_posted_words_new (unfit[_i].terms, unfit[_i].n_bytes, unfit[_i].counts,
                           unfit[_i].n_counts, positions, unfit[_i].n_positions));
  GfPostedWords words;
  GfPostedWord word;
  unsigned n_read = 0;

  gf_posted_words_init (&words, packed);
  while (gf_posted_words_next (&words, &word))
    n_read++;
  ck_assert_uint_eq (n_read, unfit[_i].n_read);
  ck_assert (!gf_posted_words_is_at_end (&words));
}
END_TEST

static TCase *
postings_case (void)
{
  TCase *postings = tcase_create ("postings");

  tcase_set_timeout (postings, 60);
  tcase_add_loop_test (postings, collects_words, 0, G_N_ELEMENTS (texts));
  tcase_add_loop_test (postings, adds_the_roots_of_words, 0,
                       G_N_ELEMENTS (analysed_texts));
  tcase_add_test (postings, leaves_what_is_shared);
  tcase_add_test (postings, lists_what_is_unknown);
  tcase_add_test (postings, leaves_out_roots_that_are_too_long);
  tcase_add_test (postings, is_linear_in_ellipses);
  tcase_add_test (postings, sums_fields_and_continues_positions);
  tcase_add_test (postings, drops_long_words_but_counts_their_place);
  tcase_add_loop_test (postings, caps_the_joined_word, 0, G_N_ELEMENTS (chains));
  tcase_add_test (postings, is_linear_in_a_chain);
  tcase_add_test (postings, clears);
  tcase_add_test (postings, sends_filters_once_and_sorted);
  tcase_add_loop_test (postings, packs_any_number, 0, G_N_ELEMENTS (n_words));
  tcase_add_loop_test (postings, reads_no_further_than_it_fits, 0, G_N_ELEMENTS (unfit));
  return postings;
}

int
main (void)
{
  Suite *suite = suite_create ("postings");

  suite_add_tcase (suite, postings_case ());
  return gf_tap_run (suite);
}
