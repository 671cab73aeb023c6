/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "query/answers/snippet.h"
#include "tests/tap.h"

static const char *
root_of (GfRoots *roots, const char *form)
{
  GfWordRoots found;

  gf_roots_find (roots, form, &found);
  return found.lemmas;
}

/* "word" a form, "~root", "pre*", "two words" a phrase; apart by '|'. */
static GfMarks *
marks_from (const char *wanted, GfRoots *roots)
{
  GfMarks *marks = gf_marks_new ();
  g_auto (GStrv) parts = g_strsplit (wanted, "|", -1);

  for (char **part = parts; *part != NULL && **part != '\0'; part++)
    {
      /* The first is the rarest. */
      unsigned word = gf_marks_add_word (marks, 5.0 - (double) (part - parts));
      g_auto (GStrv) forms = g_strsplit (*part, " ", -1);

      if (g_str_has_suffix (*part, "*"))
        {
          (*part)[strlen (*part) - 1] = '\0';
          gf_marks_add_prefix (marks, word, *part);
        }
      else if (**part == '~')
        gf_marks_add_root (marks, word, root_of (roots, *part + 1));
      else if (forms[1] != NULL)
        gf_marks_add_phrase (marks, word, (const char *const *) forms,
                             g_strv_length (forms));
      else
        gf_marks_add_form (marks, word, *part);
    }
  return marks;
}

static GfUnit *
unit_from (const char *text)
{
  GfUnit *unit = gf_unit_new (GF_UNIT_SECTION);
  g_auto (GStrv) blocks = g_strsplit (text, "|", -1);

  unit->page = 1;
  for (unsigned i = 0; blocks[i] != NULL && *blocks[i] != '\0'; i++)
    g_ptr_array_add (unit->blocks,
                     gf_block_new (GF_BLOCK_PARAGRAPH, 0, i + 1, blocks[i]));
  return unit;
}

static char *
snippet_of (const char *wanted, const char *text, uint32_t *page_out)
{
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  g_autoptr (GfMarks) marks = marks_from (wanted, roots);
  g_autoptr (GfUnit) unit = unit_from (text);
  size_t budget = (size_t) 64 << 20;

  return gf_snippet_new (marks, roots, unit, &budget, page_out);
}

#define FILLER                                                                              \
  "Her står det noe helt annet om andre ting som ikke har med saken å gjøre i det hele " \
  "tatt, og det fortsetter slik en god stund til før noe skjer. "
#define LONG FILLER FILLER FILLER

static const struct
{
  const char *wanted;
  const char *text; /* blocks apart by '|'; each on a page of its own */
  const char *snippet;
  unsigned page;
} snippets[] = {
  { "veg", "", "", 1 },
  { "veg", "En veg.", "En <mark>veg</mark>.", 1 },
  { "veg", "Veg og VEG", "<mark>Veg</mark> og <mark>VEG</mark>", 1 },
  { "veg", "Ingen treff her.", "Ingen treff her.", 1 },
  { "", "Ingen spørsmål.", "Ingen spørsmål.", 1 },
  { "veg", "En|annen|veg|til", "En annen <mark>veg</mark> til", 3 },
  { "~kommuner", "Alle kommunene og kommunen", /* roots */
    "Alle <mark>kommunene</mark> og <mark>kommunen</mark>", 1 },
  { "jern*", "Jernbane, jern og stål", "<mark>Jernbane</mark>, <mark>jern</mark> og stål",
    1 },
  { "felles uttale", "En felles  uttale, ikke felles",
    "En <mark>felles uttale</mark>, ikke felles", 1 },
  { "a b a", "a b a b a", "<mark>a b a b a</mark>", 1 },
  { "a a", "a a a", "<mark>a a a</mark>", 1 },
  { "felles uttale|uttale", "felles uttale", "<mark>felles uttale</mark>", 1 },
  { "ehelse", "Mer e-helse nå", "Mer <mark>e-helse</mark> nå", 1 },
  { "sørøstnorge", "I Sør-Øst-Norge.", "I <mark>Sør-Øst-Norge</mark>.", 1 },
  { "øst", "I Sør-Øst-Norge.", "I Sør-<mark>Øst</mark>-Norge.", 1 },
  { "b", "<b>b</b> & \"c\" > d",
    "&lt;<mark>b</mark>&gt;<mark>b</mark>&lt;/<mark>b</mark>&gt; &amp; \"c\" &gt; d", 1 },
  { "veg", "a\tveg\n\n  b\r\nc", "a <mark>veg</mark> b c", 1 },
  { "veg", "a \x1b[31m veg\x07 \xe2\x80\xaez b", "a [31m <mark>veg</mark> z b", 1 },
  { "veg", LONG "Så kommer en veg til slutt.", NULL, 1 },
  { "veg", "Først en veg. " LONG, NULL, 1 },
  { "veg|bru", "En veg. " LONG "En veg og en bru.", NULL, 1 },
};

START_TEST (test_snippet)
{
  uint32_t page;
  g_autofree char *snippet = snippet_of (snippets[_i].wanted, snippets[_i].text, &page);

  ck_assert_uint_eq (page, snippets[_i].page);
  if (snippets[_i].snippet != NULL)
    ck_assert_str_eq (snippet, snippets[_i].snippet);
}
END_TEST

static glong
plain_length (const char *snippet)
{
  g_autoptr (GString) plain = g_string_new (snippet);

  g_string_replace (plain, "<mark>", "", 0);
  g_string_replace (plain, "</mark>", "", 0);
  return g_utf8_strlen (plain->str, -1);
}

START_TEST (test_cut_at_both_ends)
{
  uint32_t page;
  g_autofree char *snippet = snippet_of (
      "bru", "liten " LONG "og så kommer det en bru et sted mellom alt dette " LONG,
      &page);

  ck_assert (g_str_has_prefix (snippet, "… ") || g_str_has_prefix (snippet, "Her"));
  ck_assert (g_str_has_suffix (snippet, " …") || g_str_has_suffix (snippet, "skjer."));
  ck_assert (strstr (snippet, "<mark>bru</mark>") != NULL);
  ck_assert_int_le (plain_length (snippet), GF_SNIPPET_CHARACTERS + 4);
  ck_assert_int_ge (plain_length (snippet), GF_SNIPPET_CHARACTERS / 2);
}
END_TEST

START_TEST (test_begins_with_a_sentence)
{
  uint32_t page;
  g_autofree char *snippet
      = snippet_of ("bru", LONG "Rådet vil ha en bru over fjorden.", &page);

  ck_assert (g_str_has_prefix (snippet, "Her") || g_str_has_prefix (snippet, "Rådet"));
  ck_assert (g_str_has_suffix (snippet, "<mark>bru</mark> over fjorden."));
}
END_TEST

/* The window that holds both words beats one that holds the one of them many times. */
START_TEST (test_most_words_win)
{
  uint32_t page;
  g_autofree char *snippet = snippet_of (
      "bru|veg",
      "veg veg veg veg veg veg. " LONG "Her er veg og bru sammen. " LONG "bru bru bru. ",
      &page);

  ck_assert (strstr (snippet, "<mark>veg</mark> og <mark>bru</mark>") != NULL);
}
END_TEST

/* The rarer word beats the more frequent one. */
START_TEST (test_rare_words_win)
{
  uint32_t page;
  g_autofree char *snippet
      = snippet_of ("bru|veg", "En veg. " LONG "En bru. " LONG "En veg.", &page);

  ck_assert (strstr (snippet, "<mark>bru</mark>") != NULL);
}
END_TEST

static char *
repeat (const char *text, size_t bytes)
{
  GString *out = g_string_sized_new (bytes + 64);

  while (out->len < bytes)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *wanted;
  const char *text;
} hostile[] = {
  { "a", "a" },          { "a", "a " },           { "a a a a", "a " },
  { "x", "\xc3\xa6" },   { "a*", "a-" },          { "a", "<<<<" },
  { "a", "\n\n\n" },     { "a", "a\n" },          { "a", "\xcc\x81" },
  { "a|b|c", "a b c " }, { "a", "\xe2\x80\x8b" },
};

/* 32 MB of one thing: bounded in time and in what comes out. */
START_TEST (test_hostile)
{
  uint32_t page;
  g_autofree char *text = repeat (hostile[_i].text, (size_t) 32 << 20);
  g_autofree char *snippet = snippet_of (hostile[_i].wanted, text, &page);

  ck_assert (g_utf8_validate (snippet, -1, NULL));
  ck_assert_uint_le (strlen (snippet), 20000);
}
END_TEST

START_TEST (test_budget)
{
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  g_autoptr (GfMarks) marks = marks_from ("bru", roots);
  g_autofree char *text = repeat ("veg ", 10000);
  g_autofree char *with_bru = g_strconcat (text, "bru", NULL);
  g_autoptr (GfUnit) unit = unit_from (with_bru);
  size_t budget = 1000;
  uint32_t page;
  g_autofree char *snippet = gf_snippet_new (marks, roots, unit, &budget, &page);

  ck_assert_uint_eq (budget, 0);
  ck_assert (strstr (snippet, "mark") == NULL);
  ck_assert (g_str_has_prefix (snippet, "veg veg"));

  g_autofree char *again = gf_snippet_new (marks, roots, unit, &budget, &page);
  ck_assert_str_eq (snippet, again);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("snippet");
  TCase *tests = tcase_create ("snippet");

  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, test_snippet, 0, G_N_ELEMENTS (snippets));
  tcase_add_test (tests, test_cut_at_both_ends);
  tcase_add_test (tests, test_begins_with_a_sentence);
  tcase_add_test (tests, test_most_words_win);
  tcase_add_test (tests, test_rare_words_win);
  tcase_add_loop_test (tests, test_hostile, 0, G_N_ELEMENTS (hostile));
  tcase_add_test (tests, test_budget);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
