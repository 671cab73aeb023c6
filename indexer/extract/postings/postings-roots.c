/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots of the words that were collected; see postings.h. */
#include <string.h>

#include "common/schema.h"
#include "indexer/extract/postings/postings-private.h"

/* A root of the word @number, until it is known what it may be counted with. */
typedef struct
{
  uint32_t number;
  uint32_t text; /* offset into the texts of all of them */
} Found;

typedef struct
{
  GArray *lemmas; /* of Found, but for words that are their own; as the next */
  GArray *parts;
  GString *texts;
} FoundRoots;

static void
note_root (FoundRoots *found, GArray *roots, uint32_t number, const char *root)
{
  const Found noted = { number, (uint32_t) found->texts->len };

  if (strlen (root) > GF_WORD_MAX_BYTES)
    return;
  g_array_append_val (roots, noted);
  g_string_append_len (found->texts, root, (gssize) strlen (root) + 1);
}

static void
note_roots (FoundRoots *found, GfPostings *postings, uint32_t number,
            const GfWordRoots *roots)
{
  GfPostingsTerm *term = gf_postings_term (postings, number);
  const char *word = gf_postings_word (postings, term);

  for (const char *root = roots->lemmas; *root != '\0'; root += strlen (root) + 1)
    if (strcmp (root, word) == 0)
      term->is_own_root = true;
    else
      note_root (found, found->lemmas, number, root);
  for (const char *root = roots->parts; *root != '\0'; root += strlen (root) + 1)
    note_root (found, found->parts, number, root);
}

/*
 * The term that a root is counted with: the word that it is, where that stands in the
 * same text and is its own root; of a part, the lemma of another word.  Who asks for a
 * root asks for these too (query/plan/root.h), so it needs no term of its own beside
 * them. Returns: (nullable).
 */
static GfPostingsTerm *
find_counted (const GfPostings *postings, const GfPostingsPrefixes *prefixes,
              const char *root, size_t length, bool is_part)
{
  GfPostingsTerm *word = gf_postings_look_up (postings, prefixes->exact, root, length);

  if (word != NULL && word->is_own_root)
    return word;
  return is_part ? gf_postings_look_up (postings, prefixes->lemma, root, length) : NULL;
}

/* What the root stands for is what the word itself counts, without roots of others that
   are counted with it. */
static void
count_root (GfPostings *postings, GfPostingsShared shared, const Found *found,
            const char *root, bool is_part)
{
  const GfPostingsTerm *word = gf_postings_term (postings, found->number);
  const GfPostingsPrefixes *prefixes = &gf_postings_prefixes[word->field];
  uint32_t wdf = word->wdf;
  size_t length = strlen (root);
  GfPostingsTerm *counted = find_counted (postings, prefixes, root, length, is_part);

  if (counted != NULL && shared == GF_POSTINGS_SHARED_IS_LEFT)
    return;
  if (counted == NULL)
    counted = gf_postings_term (
        postings, gf_postings_find (postings, is_part ? prefixes->part : prefixes->lemma,
                                    root, length, GF_POSTINGS_NO_WORD));
  counted->root_wdf += wdf;
}

static void
count_roots (GfPostings *postings, GfPostingsShared shared, const FoundRoots *found,
             const GArray *roots, bool is_part)
{
  for (guint i = 0; i < roots->len; i++)
    {
      const Found *one = &g_array_index (roots, Found, i);

      count_root (postings, shared, one, found->texts->str + one->text, is_part);
    }
}

void
gf_postings_add_roots (GfPostings *postings, GfRoots *roots, GfPostingsShared shared)
{
  size_t n_words = postings->n_terms;
  g_autoptr (GArray) lemmas = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autoptr (GString) texts = g_string_new (NULL);
  FoundRoots found = { lemmas, parts, texts };

  for (uint32_t number = 1; number <= n_words; number++)
    {
      GfWordRoots of_word;

      if (gf_postings_term (postings, number)->field == GF_POSTINGS_NO_WORD)
        continue;
      gf_roots_find (roots,
                     gf_postings_word (postings, gf_postings_term (postings, number)),
                     &of_word);
      note_roots (&found, postings, number, &of_word);
    }
  count_roots (postings, shared, &found, lemmas, false);
  count_roots (postings, shared, &found, parts, true);
}
