/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/marks.h"

#include <stdbool.h>
#include <string.h>

#include "norsk/tokens.h"

/* The last words of a text that are remembered, to look back along a phrase. */
#define RING 64
/* A joined form over this is no word: common/schema.h, GF_WORD_MAX_BYTES. */
#define MAX_CHAIN_BYTES 128

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
  GArray *prefixes;       /* Prefix */
  GHashTable *vocabulary; /* form in a phrase -> its number, from 1 */
  GHashTable *phrases;    /* number of the last form -> GArray of Phrase */
};

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
  g_array_unref (marks->prefixes);
  g_hash_table_unref (marks->vocabulary);
  g_hash_table_unref (marks->phrases);
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
  GfStemmer *stemmer;
  GArray *matches;
  unsigned ring_form[RING]; /* numbers in the vocabulary, 0 for other words */
  size_t ring_start[RING];
  size_t n_tokens;
  GString *chain; /* the words that hyphens tie to the last one, joined */
  size_t chain_start;
  size_t chain_end;
  unsigned chain_words;
} Reading;

static void
add_match (Reading *reading, unsigned word, size_t start, size_t end)
{
  GfMatch match = { start, end, word };

  g_array_append_val (reading->matches, match);
}

/* The number of the question's word that @form is, plus one; 0 for none. */
static unsigned
look_up (const Reading *reading, const char *form)
{
  const GfMarks *marks = reading->marks;
  gpointer found = g_hash_table_lookup (marks->forms, form);

  if (found == NULL && g_hash_table_size (marks->roots) > 0)
    found = g_hash_table_lookup (marks->roots, gf_stemmer_root (reading->stemmer, form));
  for (unsigned i = 0; found == NULL && i < marks->prefixes->len; i++)
    {
      const Prefix *prefix = &g_array_index (marks->prefixes, Prefix, i);

      if (g_str_has_prefix (form, prefix->prefix))
        found = GUINT_TO_POINTER (prefix->word + 1);
    }
  return GPOINTER_TO_UINT (found);
}

static void
look_up_at (Reading *reading, const char *form, size_t start, size_t end)
{
  unsigned found = look_up (reading, form);

  if (found > 0)
    add_match (reading, found - 1, start, end);
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
        add_match (reading, phrase->word,
                   reading->ring_start[(reading->n_tokens - phrase->n_forms) % RING],
                   token->end);
    }
}

static void
end_chain (Reading *reading)
{
  if (reading->chain_words > 1 && reading->chain->len <= MAX_CHAIN_BYTES)
    look_up_at (reading, reading->chain->str, reading->chain_start, reading->chain_end);
  reading->chain_words = 0;
}

static void
follow_chain (Reading *reading, const GfToken *token, bool is_hyphenated)
{
  if (!is_hyphenated)
    {
      end_chain (reading);
      g_string_truncate (reading->chain, 0);
      reading->chain_start = token->start;
    }
  if (reading->chain->len <= MAX_CHAIN_BYTES)
    g_string_append (reading->chain, token->form);
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
gf_marks_find (const GfMarks *marks, GfStemmer *stemmer, const char *text, size_t length,
               unsigned max_matches)
{
  Reading reading = { .marks = marks, .stemmer = stemmer };

  reading.matches = g_array_new (FALSE, FALSE, sizeof (GfMatch));
  if (marks->weights->len == 0)
    return reading.matches;

  g_autoptr (GString) chain = g_string_new (NULL);
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, (gssize) length);
  reading.chain = chain;
  read_text (&reading, tokens, max_matches);
  g_array_sort (reading.matches, by_start);
  return reading.matches;
}
