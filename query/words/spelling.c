/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/words/spelling.h"

#include <string.h>

#include "query/words/near.h"

/* Of a compound: the part that is right, the one that is not, and how often the words are
   walked for one question. */
#define MIN_RIGHT_LETTERS 3
#define MIN_WRONG_LETTERS 5
#define MAX_WALKS 8

/* A compound that is being taken apart. */
typedef struct
{
  const GfLexicon *lexicon;
  GfRoots *roots;
  const char *form;
  unsigned max;
  unsigned n_walks;
  GPtrArray *found;
} Search;

void
gf_spelling_free (GfSpelling *spelling)
{
  if (spelling == NULL)
    return;
  g_free (spelling->form);
  g_free (spelling);
}

/* The most frequent of @n words. */
static uint32_t
units_of_words (const GfLexicon *lexicon, const uint32_t *words, size_t n)
{
  uint32_t n_units = 0;

  for (size_t i = 0; i < n; i++)
    n_units = MAX (n_units, gf_lexicon_get_word_units (lexicon, words[i]));
  return n_units;
}

static uint32_t
units_of_root (const GfLexicon *lexicon, const char *root)
{
  const uint32_t *words;
  size_t n = gf_lexicon_words_of_lemma (lexicon, root, &words);
  uint32_t n_units = units_of_words (lexicon, words, n);

  n = gf_lexicon_words_of_part (lexicon, root, &words);
  return MAX (n_units, units_of_words (lexicon, words, n));
}

/* Units that have @form as it is, or as a root. */
static uint32_t
units_of_form (const GfLexicon *lexicon, const char *form)
{
  uint32_t word = gf_lexicon_find (lexicon, form);
  uint32_t n_units = word != UINT32_MAX ? gf_lexicon_get_word_units (lexicon, word) : 0;

  return n_units > 0 ? n_units : units_of_root (lexicon, form);
}

/* Units that have @form or another form of it. */
static uint32_t
units_of_word (const GfLexicon *lexicon, GfRoots *roots, const char *form)
{
  uint32_t n_units = units_of_form (lexicon, form);
  GfWordRoots found;

  if (n_units > 0)
    return n_units;
  gf_roots_find (roots, form, &found);
  for (const char *root = found.lemmas; *root != '\0'; root += strlen (root) + 1)
    n_units = MAX (n_units, units_of_root (lexicon, root));
  return n_units;
}

static void
add (GPtrArray *found, GfSpellingKind kind, char *form, unsigned cost, uint32_t n_units)
{
  GfSpelling *spelling = g_new (GfSpelling, 1);

  *spelling = (GfSpelling){ kind, form, cost, n_units };
  g_ptr_array_add (found, spelling);
}

static void
add_whole (GPtrArray *found, const GfLexicon *lexicon, const char *form, unsigned edits,
           unsigned max)
{
  g_autoptr (GArray) near = gf_near_find (lexicon, form, GF_NEAR_WHOLE, edits, max);

  for (unsigned i = 0; i < near->len; i++)
    {
      const GfNear *one = &g_array_index (near, GfNear, i);

      add (found, one->cost <= GF_NEAR_MAX_SOFT ? GF_SPELLING_LETTERS : GF_SPELLING_NEAR,
           g_strdup (gf_lexicon_get_word (lexicon, one->word)), one->cost, one->n_units);
    }
}

/* @before and @after, right, of @n_units, around what is near @wrong; nothing where that
 * is a word too. */
static void
add_compounds (Search *search, const char *before, const char *wrong, const char *after,
               uint32_t n_units)
{
  if (search->n_walks >= MAX_WALKS || g_utf8_strlen (wrong, -1) < MIN_WRONG_LETTERS)
    return;
  search->n_walks++;

  g_autoptr (GArray) near
      = gf_near_find (search->lexicon, wrong, GF_NEAR_WHOLE, 1, search->max);
  if (near->len == 0 || g_array_index (near, GfNear, 0).cost == 0)
    return;
  for (unsigned i = 0; i < near->len; i++)
    {
      const GfNear *one = &g_array_index (near, GfNear, i);
      const char *word = gf_lexicon_get_word (search->lexicon, one->word);

      add (search->found, GF_SPELLING_COMPOUND, g_strconcat (before, word, after, NULL),
           one->cost, MIN (n_units, one->n_units));
    }
}

/* Units that have @first, which may end in the s or e that joins it to what follows. */
static uint32_t
units_of_first (const GfLexicon *lexicon, const char *first)
{
  size_t length = strlen (first);
  uint32_t n_units = units_of_form (lexicon, first);

  if (n_units > 0 || strchr ("se", first[length - 1]) == NULL)
    return n_units;
  g_autofree char *bare = g_strndup (first, length - 1);
  return units_of_form (lexicon, bare);
}

/* The form in two: as @split, which stands in it, parts it. */
static char *
dup_first (const Search *search, const char *split)
{
  return g_strndup (search->form, (size_t) (split - search->form));
}

static bool
is_compound (Search *search, const char *split)
{
  g_autofree char *first = dup_first (search, split);

  return units_of_first (search->lexicon, first) > 0
         && units_of_word (search->lexicon, search->roots, split) > 0;
}

static void
try_right_beginning (Search *search, const char *split)
{
  g_autofree char *first = dup_first (search, split);
  uint32_t n_units = units_of_first (search->lexicon, first);

  if (n_units > 0)
    add_compounds (search, first, split, "", n_units);
}

static void
try_right_end (Search *search, const char *split)
{
  g_autofree char *first = dup_first (search, split);
  uint32_t n_units = units_of_word (search->lexicon, search->roots, split);

  if (n_units == 0)
    return;
  add_compounds (search, "", first, split, n_units);
  if (search->found->len > 0 || split[-1] != 's')
    return;
  first[strlen (first) - 1] = '\0';
  add_compounds (search, "", first, split - 1, n_units);
}

/* A compound of two parts that are right is right.  Else, the longer the part that is
 * right, the surer it is: those are tried first. */
static void
search_compounds (Search *search)
{
  long n = g_utf8_strlen (search->form, -1);

  for (long i = MIN_RIGHT_LETTERS; i <= n - MIN_RIGHT_LETTERS; i++)
    if (is_compound (search, g_utf8_offset_to_pointer (search->form, i)))
      return;
  for (long i = n - MIN_WRONG_LETTERS; i >= MIN_RIGHT_LETTERS && search->found->len == 0;
       i--)
    {
      try_right_end (search, g_utf8_offset_to_pointer (search->form, n - i));
      if (search->found->len == 0)
        try_right_beginning (search, g_utf8_offset_to_pointer (search->form, i));
    }
}

GPtrArray *
gf_spelling_find (const GfLexicon *lexicon, GfRoots *roots, const char *form,
                  unsigned max)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_spelling_free);
  int max_edits = gf_near_max_edits (form);

  if (lexicon == NULL || max_edits < 0 || max == 0
      || units_of_word (lexicon, roots, form) > 0)
    return found;
  add_whole (found, lexicon, form, (unsigned) max_edits, max);
  if (found->len > 0 || max_edits == 0)
    return found;

  Search search
      = { .lexicon = lexicon, .roots = roots, .form = form, .max = max, .found = found };
  search_compounds (&search);
  return found;
}
