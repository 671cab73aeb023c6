/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/marks.h"

#include <stdbool.h>
#include <string.h>

#include "norsk/tokens.h"

/* The last words of a text that are remembered, to look back along a phrase. */
#define RING 64
/* A joined form over this is no word: common/schema.h, GF_WORD_MAX_BYTES. */
#define MAX_CHAIN_BYTES 128
/* Words of the lexicon that are listed: more than are looked up for a page of hits. */
#define MAX_LEARNED 20000
/* Enough for a window to choose by. */
#define MAX_WEAK_MATCHES 1024

typedef struct
{
  unsigned word;
  unsigned n_forms;
  unsigned forms[RING]; /* numbers in the vocabulary */
} Phrase;

typedef struct
{
  unsigned word;
  char *prefix;
} Prefix;

struct GfMarks
{
  GArray *weights;        /* double, by word */
  GHashTable *forms;      /* form -> word + 1 */
  GHashTable *roots;      /* root -> word + 1 */
  GHashTable *weak_roots; /* the same */
  GArray *prefixes;       /* Prefix */
  GHashTable *vocabulary; /* form in a phrase -> its number, from 1 */
  GHashTable *phrases;    /* number of the last form -> GArray of Phrase */
  GHashTable *learned;    /* forms, and words of the lexicon that have the roots -> word
                             + 1, or LEARNED and that; NULL: nothing was learned */
};

/* What was learned, and not by a form itself. */
#define LEARNED (1u << 30)
#define LEARNED_WEAK (1u << 31)
#define WORD_MASK (LEARNED - 1)

static void
prefix_clear (Prefix *prefix)
{
  g_free (prefix->prefix);
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GfMarks *
gf_marks_new (void)
{
  GfMarks *marks = g_new0 (GfMarks, 1);

  marks->weights = g_array_new (FALSE, FALSE, sizeof (double));
  marks->forms = new_table ();
  marks->roots = new_table ();
  marks->weak_roots = new_table ();
  marks->prefixes = g_array_new (FALSE, FALSE, sizeof (Prefix));
  g_array_set_clear_func (marks->prefixes, (GDestroyNotify) prefix_clear);
  marks->vocabulary = new_table ();
  marks->phrases
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  return marks;
}

void
gf_marks_free (GfMarks *marks)
{
  if (marks == NULL)
    return;
  g_array_unref (marks->weights);
  g_hash_table_unref (marks->forms);
  g_hash_table_unref (marks->roots);
  g_hash_table_unref (marks->weak_roots);
  g_array_unref (marks->prefixes);
  g_hash_table_unref (marks->vocabulary);
  g_hash_table_unref (marks->phrases);
  g_clear_pointer (&marks->learned, g_hash_table_unref);
  g_free (marks);
}

unsigned
gf_marks_add_word (GfMarks *marks, double weight)
{
  g_array_append_val (marks->weights, weight);
  return marks->weights->len - 1;
}

/* The first word of the question to claim a form keeps it. */
static void
claim (GHashTable *table, const char *key, unsigned word)
{
  if (!g_hash_table_contains (table, key))
    g_hash_table_insert (table, g_strdup (key), GUINT_TO_POINTER (word + 1));
}

void
gf_marks_add_form (GfMarks *marks, unsigned word, const char *form)
{
  claim (marks->forms, form, word);
}

void
gf_marks_add_root (GfMarks *marks, unsigned word, const char *root)
{
  claim (marks->roots, root, word);
}

void
gf_marks_add_weak_root (GfMarks *marks, unsigned word, const char *root)
{
  claim (marks->weak_roots, root, word);
}

void
gf_marks_add_prefix (GfMarks *marks, unsigned word, const char *prefix)
{
  Prefix added = { word, g_strdup (prefix) };

  g_array_append_val (marks->prefixes, added);
}

static unsigned
number_of (GfMarks *marks, const char *form)
{
  unsigned number = GPOINTER_TO_UINT (g_hash_table_lookup (marks->vocabulary, form));

  if (number == 0)
    {
      number = g_hash_table_size (marks->vocabulary) + 1;
      g_hash_table_insert (marks->vocabulary, g_strdup (form), GUINT_TO_POINTER (number));
    }
  return number;
}

void
gf_marks_add_phrase (GfMarks *marks, unsigned word, const char *const *forms,
                     unsigned n_forms)
{
  Phrase phrase = { .word = word, .n_forms = MIN (n_forms, RING) };

  g_assert (n_forms > 0);
  for (unsigned i = 0; i < phrase.n_forms; i++)
    phrase.forms[i] = number_of (marks, forms[i]);

  gpointer last = GUINT_TO_POINTER (phrase.forms[phrase.n_forms - 1]);
  GArray *same_end = g_hash_table_lookup (marks->phrases, last);
  if (same_end == NULL)
    {
      same_end = g_array_new (FALSE, FALSE, sizeof (Phrase));
      g_hash_table_insert (marks->phrases, last, same_end);
    }
  g_array_append_val (same_end, phrase);
}

typedef size_t (*RootIndex) (const GfLexicon *lexicon, const char *root,
                             const uint32_t **words_out);

/* How many words of @lexicon have any of @roots, by one of @indexes. */
static size_t
count_learned (const GfLexicon *lexicon, GHashTable *roots, const RootIndex indexes[2])
{
  GHashTableIter iter;
  gpointer root;
  size_t n = 0;

  g_hash_table_iter_init (&iter, roots);
  while (g_hash_table_iter_next (&iter, &root, NULL))
    for (int i = 0; i < 2; i++)
      {
        const uint32_t *numbers;

        n += indexes[i](lexicon, root, &numbers);
      }
  return n;
}

/* What is there already stays: a form decides before a root does, and a root before a
   weak one. */
static void
learn (GHashTable *learned, const GfLexicon *lexicon, GHashTable *roots, RootIndex find,
       unsigned how)
{
  GHashTableIter iter;
  gpointer root, claimed;

  g_hash_table_iter_init (&iter, roots);
  while (g_hash_table_iter_next (&iter, &root, &claimed))
    {
      const uint32_t *numbers;
      size_t n = find (lexicon, root, &numbers);

      for (size_t i = 0; i < n; i++)
        {
          const char *word = gf_lexicon_get_word (lexicon, numbers[i]);

          if (gf_lexicon_get_word_units (lexicon, numbers[i]) > 0
              && !g_hash_table_contains (learned, word))
            g_hash_table_insert (learned, (gpointer) word,
                                 GUINT_TO_POINTER (GPOINTER_TO_UINT (claimed) | how));
        }
    }
}

static GHashTable *
new_learned (GHashTable *forms)
{
  GHashTable *learned = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer form, claimed;

  g_hash_table_iter_init (&iter, forms);
  while (g_hash_table_iter_next (&iter, &form, &claimed))
    g_hash_table_insert (learned, form, claimed);
  return learned;
}

void
gf_marks_learn (GfMarks *marks, const GfLexicon *lexicon)
{
  static const RootIndex indexes[]
      = { gf_lexicon_words_of_lemma, gf_lexicon_words_of_part };

  if (marks->learned != NULL
      || count_learned (lexicon, marks->roots, indexes)
                 + count_learned (lexicon, marks->weak_roots, indexes)
             > MAX_LEARNED)
    return;
  marks->learned = new_learned (marks->forms);
  /* A whole word decides before a part does. */
  for (int i = 0; i < 2; i++)
    learn (marks->learned, lexicon, marks->roots, indexes[i], LEARNED);
  for (int i = 0; i < 2; i++)
    learn (marks->learned, lexicon, marks->weak_roots, indexes[i],
           LEARNED | LEARNED_WEAK);
}

unsigned
gf_marks_n_words (const GfMarks *marks)
{
  return marks->weights->len;
}

double
gf_marks_weight (const GfMarks *marks, unsigned word)
{
  return g_array_index (marks->weights, double, word);
}

/* A text being read. */
typedef struct
{
  const GfMarks *marks;
  GfRoots *roots;
  GArray *matches;
  GArray *weak;             /* matches by weak roots */
  unsigned ring_form[RING]; /* numbers in the vocabulary, 0 for other words */
  size_t ring_start[RING];
  size_t n_tokens;
  char
      chain[MAX_CHAIN_BYTES + 1]; /* the words that hyphens tie to the last one, joined */
  size_t chain_length;            /* of all of them */
  size_t chain_start;
  size_t chain_end;
  unsigned chain_words;
} Reading;

static void
add_match (GArray *matches, unsigned word, size_t start, size_t end)
{
  GfMatch match = { start, end, word };

  g_array_append_val (matches, match);
}

static gpointer
look_up_roots (GHashTable *table, GfRootList roots)
{
  gpointer found = NULL;

  for (const char *root = roots; found == NULL && *root != '\0';
       root += strlen (root) + 1)
    found = g_hash_table_lookup (table, root);
  return found;
}

static gpointer
look_up_word (GHashTable *table, const GfWordRoots *word)
{
  gpointer found = look_up_roots (table, word->lemmas);

  return found != NULL ? found : look_up_roots (table, word->parts);
}

static gpointer
look_up_prefix (const GfMarks *marks, const char *form)
{
  for (unsigned i = 0; i < marks->prefixes->len; i++)
    {
      const Prefix *prefix = &g_array_index (marks->prefixes, Prefix, i);

      if (g_str_has_prefix (form, prefix->prefix))
        return GUINT_TO_POINTER (prefix->word + 1);
    }
  return NULL;
}

/* Forms, then beginnings, then what was learned of roots. */
static gpointer
look_up_learned (const GfMarks *marks, const char *form, bool *weak_out)
{
  unsigned found = GPOINTER_TO_UINT (g_hash_table_lookup (marks->learned, form));

  if ((found == 0 || (found & LEARNED) != 0) && marks->prefixes->len > 0)
    {
      gpointer begun = look_up_prefix (marks, form);

      if (begun != NULL)
        return begun;
    }
  *weak_out = (found & LEARNED_WEAK) != 0;
  return GUINT_TO_POINTER (found & WORD_MASK);
}

/* The number of the question's word that @form is, plus one; NULL for none. */
static gpointer
look_up (Reading *reading, const char *form, bool *weak_out)
{
  const GfMarks *marks = reading->marks;

  if (marks->learned != NULL)
    return look_up_learned (marks, form, weak_out);

  gpointer found = g_hash_table_lookup (marks->forms, form);
  if (found == NULL)
    found = look_up_prefix (marks, form);
  if (found != NULL
      || g_hash_table_size (marks->roots) + g_hash_table_size (marks->weak_roots) == 0)
    return found;

  GfWordRoots word;
  /* A word of the index is known but where the lexicon is missing: then a text of many
     words must not take seconds. */
  if (!gf_roots_find_known (reading->roots, form, &word))
    return NULL;
  found = look_up_word (marks->roots, &word);
  *weak_out = found == NULL;
  return found != NULL ? found : look_up_word (marks->weak_roots, &word);
}

static void
look_up_at (Reading *reading, const char *form, size_t start, size_t end)
{
  bool weak = false;
  gpointer found = look_up (reading, form, &weak);

  if (found == NULL || (weak && reading->weak->len >= MAX_WEAK_MATCHES))
    return;
  add_match (weak ? reading->weak : reading->matches, GPOINTER_TO_UINT (found) - 1, start,
             end);
}

/* Whether the words up to the last one read are @phrase. */
static bool
ends_here (const Reading *reading, const Phrase *phrase)
{
  if (reading->n_tokens < phrase->n_forms)
    return false;
  for (unsigned i = 1; i <= phrase->n_forms; i++)
    if (reading->ring_form[(reading->n_tokens - i) % RING]
        != phrase->forms[phrase->n_forms - i])
      return false;
  return true;
}

static void
look_for_phrases (Reading *reading, const GfToken *token)
{
  const GfMarks *marks = reading->marks;
  size_t slot = reading->n_tokens++ % RING;
  gpointer number = g_hash_table_lookup (marks->vocabulary, token->form);

  reading->ring_form[slot] = GPOINTER_TO_UINT (number);
  reading->ring_start[slot] = token->start;
  GArray *same_end = number != NULL ? g_hash_table_lookup (marks->phrases, number) : NULL;
  for (unsigned i = 0; same_end != NULL && i < same_end->len; i++)
    {
      const Phrase *phrase = &g_array_index (same_end, Phrase, i);

      if (ends_here (reading, phrase))
        add_match (reading->matches, phrase->word,
                   reading->ring_start[(reading->n_tokens - phrase->n_forms) % RING],
                   token->end);
    }
}

static void
end_chain (Reading *reading)
{
  if (reading->chain_words > 1 && reading->chain_length <= MAX_CHAIN_BYTES)
    look_up_at (reading, reading->chain, reading->chain_start, reading->chain_end);
  reading->chain_words = 0;
}

static void
follow_chain (Reading *reading, const GfToken *token, bool is_hyphenated)
{
  if (!is_hyphenated)
    {
      end_chain (reading);
      reading->chain_length = 0;
      reading->chain_start = token->start;
    }

  size_t length = strlen (token->form);
  if (reading->chain_length + length <= MAX_CHAIN_BYTES)
    memcpy (reading->chain + reading->chain_length, token->form, length + 1);
  reading->chain_length += length;
  reading->chain_end = token->end;
  reading->chain_words++;
}

static void
read_text (Reading *reading, GfTokens *tokens, unsigned max_matches)
{
  GfToken token;

  while (reading->matches->len < max_matches && gf_tokens_next (tokens, &token))
    {
      follow_chain (reading, &token, gf_tokens_is_hyphenated (tokens));
      look_up_at (reading, token.form, token.start, token.end);
      if (g_hash_table_size (reading->marks->phrases) > 0)
        look_for_phrases (reading, &token);
    }
  end_chain (reading);
}

/* What matched weakly counts for the words that nothing else was found of. */
static void
take_weak (Reading *reading, unsigned max_matches)
{
  g_autofree bool *found = g_new0 (bool, reading->marks->weights->len);

  for (unsigned i = 0; i < reading->matches->len; i++)
    found[g_array_index (reading->matches, GfMatch, i).word] = true;
  for (unsigned i = 0; i < reading->weak->len && reading->matches->len < max_matches; i++)
    {
      GfMatch match = g_array_index (reading->weak, GfMatch, i);

      if (!found[match.word])
        g_array_append_val (reading->matches, match);
    }
}

static int
by_start (gconstpointer a, gconstpointer b)
{
  const GfMatch *first = a;
  const GfMatch *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return first->end < second->end ? 1 : first->end > second->end ? -1 : 0;
}

GArray *
gf_marks_find (const GfMarks *marks, GfRoots *roots, const char *text, size_t length,
               unsigned max_matches)
{
  Reading reading = { .marks = marks, .roots = roots };

  reading.matches = g_array_new (FALSE, FALSE, sizeof (GfMatch));
  if (marks->weights->len == 0)
    return reading.matches;

  g_autoptr (GArray) weak = g_array_new (FALSE, FALSE, sizeof (GfMatch));
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, (gssize) length);
  reading.weak = weak;
  read_text (&reading, tokens, max_matches);
  take_weak (&reading, max_matches);
  g_array_sort (reading.matches, by_start);
  return reading.matches;
}
