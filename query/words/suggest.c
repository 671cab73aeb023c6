/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/words/suggest.h"

#include <string.h>

#include "common/schema.h"
#include "norsk/tokens.h"
#include "query/words/near.h"

#define MAX_SUGGESTIONS 20
/* The words that are looked at for that many: few lemmas have so many forms. */
#define MAX_CANDIDATES 512

/* The words that begin so, with a cost of 0, as gf_near_find () gives the others. */
static GArray *
find_beginning (const GfLexicon *lexicon, const char *form)
{
  g_autofree char *past = g_strconcat (form, "\xff", NULL);
  uint32_t end = gf_lexicon_lower_bound (lexicon, past);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GfNear));

  for (uint32_t i = gf_lexicon_lower_bound (lexicon, form); i < end; i++)
    {
      const GfNear near = { i, gf_lexicon_get_word_units (lexicon, i), 0 };

      if (near.n_units > 0)
        gf_near_add (found, MAX_CANDIDATES, &near);
    }
  return found;
}

static GArray *
find_candidates (const GfLexicon *lexicon, const char *form)
{
  GArray *found = find_beginning (lexicon, form);
  int max_edits = gf_near_max_edits (form);

  if (found->len > 0 || max_edits < 0)
    return found;
  g_array_unref (found);
  return gf_near_find (lexicon, form, GF_NEAR_BEGINNING, (unsigned) max_edits,
                       MAX_CANDIDATES);
}

/* Notes the lemmas of @word, or itself where it has none.  Returns: whether all are new.
 */
static bool
note_lemmas (GHashTable *seen, const GfLexiconWord *word)
{
  bool new_ = true;

  if (*word->roots.lemmas == '\0')
    return g_hash_table_add (seen, (gpointer) word->word);
  for (const char *root = word->roots.lemmas; *root != '\0'; root += strlen (root) + 1)
    new_ = g_hash_table_add (seen, (gpointer) root) && new_;
  return new_;
}

static void
note_typed (GHashTable *seen, const GfLexicon *lexicon, const char *form)
{
  uint32_t i = gf_lexicon_find (lexicon, form);
  GfLexiconWord word;

  if (i == UINT32_MAX)
    return;
  gf_lexicon_get (lexicon, i, &word);
  note_lemmas (seen, &word);
}

static GPtrArray *
complete (const GfLexicon *lexicon, const GfStopWords *stop_words, const char *before,
          const char *form, unsigned max)
{
  g_autoptr (GArray) candidates = find_candidates (lexicon, form);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *suggestions = g_ptr_array_new_with_free_func (g_free);

  note_typed (seen, lexicon, form);
  for (unsigned i = 0; i < candidates->len && suggestions->len < max; i++)
    {
      GfLexiconWord word;

      gf_lexicon_get (lexicon, g_array_index (candidates, GfNear, i).word, &word);
      if (*word.word == '\0' || !note_lemmas (seen, &word)
          || (stop_words != NULL && gf_stop_words_has (stop_words, word.word)))
        continue;
      g_ptr_array_add (suggestions, g_strconcat (before, word.word, NULL));
    }
  return suggestions;
}

GPtrArray *
gf_suggest (const GfLexicon *lexicon, const GfStopWords *stop_words, const char *text,
            unsigned max)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, -1);
  g_autofree char *form = NULL;
  GfToken last = { 0 };
  GfToken token;

  while (gf_tokens_next (tokens, &token))
    {
      last = token;
      g_free (form);
      form = g_strdup (token.form);
    }
  if (lexicon == NULL || form == NULL || last.end != strlen (text)
      || strlen (form) > GF_WORD_MAX_BYTES)
    return g_ptr_array_new_with_free_func (g_free);

  g_autofree char *before = g_strndup (text, last.start);
  return complete (lexicon, stop_words, before, form, MIN (max, MAX_SUGGESTIONS));
}
