/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/lexicon-private.h"

#include <string.h>

#include "common/schema.h"

const char *
gf_lexicon_get_stamp (const GfLexicon *lexicon)
{
  return lexicon->stamp;
}

uint32_t
gf_lexicon_get_n_units (const GfLexicon *lexicon)
{
  return lexicon->header->n_units;
}

uint64_t
gf_lexicon_get_commit (const GfLexicon *lexicon)
{
  return lexicon->header->commit;
}

uint32_t
gf_lexicon_get_n_words (const GfLexicon *lexicon)
{
  return lexicon->n_words;
}

/* For comparing: ended, but any bytes, and as long as the text. */
static const char *
raw_text (const GfLexiconText *text, uint32_t offset)
{
  return offset < text->size ? text->bytes + offset : "";
}

static bool
is_sound (const char *string)
{
  size_t length = strnlen (string, GF_TERM_MAX_BYTES + 1);

  return length <= GF_TERM_MAX_BYTES && g_utf8_validate (string, (gssize) length, NULL);
}

static GfRootList
get_list (const GfLexicon *lexicon, uint32_t offset)
{
  GfRootList list = raw_text (&lexicon->root_text, offset);
  unsigned n = 0;

  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    if (!is_sound (root) || n++ >= GF_LEXICON_MAX_ROOTS)
      return "";
  return list;
}

const char *
gf_lexicon_get_word (const GfLexicon *lexicon, uint32_t i)
{
  if (i >= lexicon->n_words)
    return "";

  const char *word = raw_text (&lexicon->word_text, lexicon->words[i].text);
  return is_sound (word) ? word : "";
}

void
gf_lexicon_expect (const GfLexicon *lexicon, const uint32_t *words, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (words[i] < lexicon->n_words)
      __builtin_prefetch (&lexicon->words[words[i]]);
  for (size_t i = 0; i < n; i++)
    if (words[i] < lexicon->n_words)
      __builtin_prefetch (raw_text (&lexicon->word_text, lexicon->words[words[i]].text));
}

uint32_t
gf_lexicon_get_word_units (const GfLexicon *lexicon, uint32_t i)
{
  return i < lexicon->n_words ? lexicon->words[i].n_units : 0;
}

void
gf_lexicon_get (const GfLexicon *lexicon, uint32_t i, GfLexiconWord *word_out)
{
  static const GfLexiconEntry none = { .lemmas = GF_LEXICON_NOT_ANALYSED };
  const GfLexiconEntry *entry = i < lexicon->n_words ? &lexicon->words[i] : &none;
  bool analysed = entry->lemmas != GF_LEXICON_NOT_ANALYSED;

  *word_out = (GfLexiconWord){
    .word = gf_lexicon_get_word (lexicon, i),
    .n_units = entry->n_units,
    .analysed = analysed,
    .roots = { .lemmas = analysed ? get_list (lexicon, entry->lemmas) : "",
               .parts = analysed ? get_list (lexicon, entry->parts) : "" },
  };
}

uint32_t
gf_lexicon_lower_bound (const GfLexicon *lexicon, const char *beginning)
{
  uint32_t low = 0;
  uint32_t high = lexicon->n_words;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;
      const char *word = raw_text (&lexicon->word_text, lexicon->words[middle].text);

      if (strcmp (word, beginning) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

uint32_t
gf_lexicon_find (const GfLexicon *lexicon, const char *word)
{
  uint32_t i = gf_lexicon_lower_bound (lexicon, word);

  return strcmp (gf_lexicon_get_word (lexicon, i), word) == 0 && *word != '\0'
             ? i
             : UINT32_MAX;
}

uint32_t
gf_lexicon_next_branch (const GfLexicon *lexicon, uint32_t i, unsigned n_characters,
                        unsigned *shared_out)
{
  uint32_t next = i < lexicon->n_words ? i + 1 : lexicon->n_words;

  while (next < lexicon->n_words && lexicon->shared[next] >= n_characters)
    next++;
  *shared_out = next < lexicon->n_words ? lexicon->shared[next] : 0;
  return next;
}

static uint32_t
find_root (const GfLexicon *lexicon, const GfLexiconRoots *table, const char *root)
{
  uint32_t low = 0;
  uint32_t high = table->n_roots;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;
      int order
          = strcmp (raw_text (&lexicon->root_text, table->roots[middle].text), root);

      if (order == 0)
        return middle;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return table->n_roots;
}

static size_t
words_of_root (const GfLexicon *lexicon, const GfLexiconRoots *table, const char *root,
               const uint32_t **words_out)
{
  uint32_t i = find_root (lexicon, table, root);

  *words_out = table->words;
  if (i == table->n_roots)
    return 0;

  uint32_t first = table->roots[i].first;
  uint32_t end = table->roots[i + 1].first;
  if (first > end || end > table->n_words)
    return 0;
  *words_out = table->words + first;
  return end - first;
}

size_t
gf_lexicon_words_of_lemma (const GfLexicon *lexicon, const char *root,
                           const uint32_t **words_out)
{
  return words_of_root (lexicon, &lexicon->lemmas, root, words_out);
}

size_t
gf_lexicon_words_of_part (const GfLexicon *lexicon, const char *root,
                          const uint32_t **words_out)
{
  return words_of_root (lexicon, &lexicon->parts, root, words_out);
}

static GfGramKey
read_key (const char *gram)
{
  gunichar characters[GF_GRAM_CHARACTERS];
  size_t n = 0;

  for (; *gram != '\0' && n < GF_GRAM_CHARACTERS; gram = g_utf8_next_char (gram))
    characters[n++] = g_utf8_get_char (gram);
  return gf_gram_key (characters, n);
}

double
gf_lexicon_gram_units (const GfLexicon *lexicon, const char *gram)
{
  GfGramKey key = read_key (gram);
  uint32_t low = 0;
  uint32_t high = lexicon->n_grams;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;
      const GfLexiconGram *found = &lexicon->grams[middle];
      int order = gf_gram_compare ((GfGramKey){ found->high, found->low }, key);

      if (order == 0)
        return found->units > 0 ? MIN ((double) found->units, lexicon->header->n_units)
                                : 0;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return 0;
}
