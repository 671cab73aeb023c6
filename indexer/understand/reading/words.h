/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words.h: text as folded words, and phrases of the registers looked for in them.
 *
 * Folding is lower case that keeps every byte where it was: ASCII, and the Latin letters
 * of Norwegian, Sami and their neighbours, whose cases are equally long in UTF-8.  So a
 * word found in folded text points into the text as written.  Everything here is linear
 * in the text.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* gf_fold: @string folded, as long as before.  Returns: (transfer full). */
char *gf_fold (const char *string, size_t length);

typedef struct
{
  uint32_t start; /* byte offset in the text */
  uint32_t length;
  uint32_t
      sentence; /* from 0; sentences, clauses after ";" and items of a list count up */
} GfWord;

/* A text's words.  @folded holds the folded text; both belong to the words. */
typedef struct
{
  char *folded;
  GArray *words; /* of GfWord */
} GfWords;

/* gf_words_new: the words of the first @length bytes of @text, at most @max_words. */
GfWords *gf_words_new (const char *text, size_t length, size_t max_words);
void gf_words_free (GfWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfWords, gf_words_free)

static inline const GfWord *
gf_words_get (const GfWords *words, size_t index)
{
  return &g_array_index (words->words, GfWord, index);
}

/* Asked for most words of a text, mostly in vain: the first byte decides. */
static inline bool
gf_words_is (const GfWords *words, size_t index, const char *folded_word)
{
  const GfWord *word = gf_words_get (words, index);
  const char *text = words->folded + word->start;

  return *text == *folded_word && strncmp (text, folded_word, word->length) == 0
         && folded_word[word->length] == '\0';
}

/* gf_words_is_any: whether word @index is one of @folded_words, NULL-terminated; false
 * past the last word. */
bool gf_words_is_any (const GfWords *words, size_t index,
                      const char *const *folded_words);

/*
 * A phrase as the registers write it: words apart by a blank.  "utsett*" stands for any
 * word that begins so, "*rådet" for any that ends so, ".." for up to eight words of the
 * same sentence; "^" before the first binds it to the start of a sentence, "$" after the
 * last to the end of one.
 */
typedef struct GfPhrase GfPhrase;
GfPhrase *gf_phrase_new (const char *pattern);
void gf_phrase_free (GfPhrase *phrase);

/* gf_phrase_match: number of words from @index that @phrase takes; 0 where it does not
 * match.
 * @fuzzy: one slip of the pen is forgiven in words of six letters or more */
size_t gf_phrase_match (const GfPhrase *phrase, const GfWords *words, size_t index,
                        bool fuzzy);

/* Number of words in the pattern, gaps left out: the longer phrase is the surer one. */
size_t gf_phrase_get_size (const GfPhrase *phrase);

/*
 * gf_phrase_get_opening: what the first word that @phrase takes begins with, folded; NULL
 * where that is open, and the rest is not set then.
 * @is_whole_out: whether it is the whole word, but for slips of the pen
 */
const char *gf_phrase_get_opening (const GfPhrase *phrase, size_t *length_out,
                                   bool *is_whole_out);

/* gf_phrase_get_ending: what the first word that @phrase takes ends with, folded, where
   it says that ("*rådet"); else NULL, and @length_out is not set. */
const char *gf_phrase_get_ending (const GfPhrase *phrase, size_t *length_out);

/* gf_is_word_character: letter or digit, of any script. */
bool gf_is_word_character (gunichar c);

/* gf_one_slip_apart: equal but for one letter put in, left out, changed, or two
 * exchanged. */
bool gf_one_slip_apart (const char *a, size_t a_length, const char *b, size_t b_length);
