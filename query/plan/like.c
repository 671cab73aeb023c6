/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/like.h"

#include <math.h>
#include <string.h>

#include "common/schema.h"
#include "norsk/tokens.h"
#include "query/json.h"
#include "query/plan/plan-private.h"
#include "query/plan/root.h"

/* Words that a text is known by.  More make every question dear, and say little new. */
#define MAX_WORDS 30
/* A title says what a text is about: its words count this often. */
#define TITLE_COUNT 3
#define MIN_CHARACTERS 3
/* Different words that are looked at: each may have to be analysed. */
#define MAX_DIFFERENT 20000
/* How much of a word's count is made of the first: as k1 of BM25. */
#define SATURATION 1.2

typedef struct
{
  char *root;
  char *form; /* the first that was met */
  unsigned count;
  double weight;
} Word;

struct GfLike
{
  GHashTable *words; /* root -> Word */
  char *document_id; /* that it came from; NULL for none */
  size_t budget;     /* bytes of text that may still be read */
};

static void
word_free (Word *word)
{
  g_free (word->root);
  g_free (word->form);
  g_free (word);
}

static GfLike *
like_new (void)
{
  GfLike *like = g_new0 (GfLike, 1);

  like->budget = GF_LIKE_MAX_BYTES;
  like->words
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) word_free);
  return like;
}

void
gf_like_free (GfLike *like)
{
  if (like == NULL)
    return;
  g_hash_table_unref (like->words);
  g_free (like->document_id);
  g_free (like);
}

static void
count_root (GfLike *like, const char *root, const char *form, unsigned count)
{
  Word *word = g_hash_table_lookup (like->words, root);

  if (word == NULL)
    {
      word = g_new0 (Word, 1);
      word->root = g_strdup (root);
      word->form = g_strdup (form);
      g_hash_table_insert (like->words, word->root, word);
    }
  word->count += count;
}

static bool
says_something (const GfIndex *index, const char *form)
{
  return g_utf8_strlen (form, -1) >= MIN_CHARACTERS && !g_ascii_isdigit (*form)
         && strlen (form) <= GF_WORD_MAX_BYTES
         && !gf_stop_words_has (index->stop_words, form);
}

static void
read_text (GfLike *like, GfIndex *index, const char *text, unsigned count)
{
  size_t length = strlen (text);
  const char *end = length > like->budget
                        ? g_utf8_find_prev_char (text, text + like->budget + 1)
                        : text + length;
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, end - text);
  GfToken token;

  like->budget -= MIN (length, like->budget);
  while (g_hash_table_size (like->words) < MAX_DIFFERENT
         && gf_tokens_next (tokens, &token))
    {
      GfWordRoots roots;

      if (!says_something (index, token.form))
        continue;
      gf_roots_find (index->roots, token.form, &roots);
      /* The likeliest alone: "synet" of an ambiguous word is one word, not three. */
      count_root (like, roots.lemmas, token.form, count);
    }
}

static void
read_unit (GfLike *like, GfIndex *index, const json_t *unit)
{
  const char *title = gf_json_string (unit, "title");
  const char *text = gf_json_string (unit, "text");

  if (title != NULL)
    read_text (like, index, title, TITLE_COUNT);
  if (text != NULL)
    read_text (like, index, text, 1);
}

GfLike *
gf_like_from_document (GfIndex *index, const char *name, GError **error)
{
  json_t *shown = gf_index_show (index, name, error);
  json_t *unit;
  size_t i;
  bool is_one = false;

  if (shown == NULL)
    return NULL;

  GfLike *like = like_new ();
  const json_t *document = json_object_get (shown, "document");
  json_t *units = json_object_get (shown, "units");
  like->document_id = g_strdup (gf_json_string (document, "id"));
  json_array_foreach (units, i, unit) is_one
      = is_one || g_strcmp0 (gf_json_string (unit, "id"), name) == 0;
  json_array_foreach (
      units, i, unit) if (!is_one || g_strcmp0 (gf_json_string (unit, "id"), name) == 0)
      read_unit (like, index, unit);
  json_decref (shown);
  return like;
}

GfLike *
gf_like_from_text (GfIndex *index, const char *text)
{
  GfLike *like = like_new ();

  read_text (like, index, text, 1);
  return like;
}

static int
by_weight (gconstpointer a, gconstpointer b)
{
  const Word *first = *(const Word *const *) a;
  const Word *second = *(const Word *const *) b;

  if (first->weight != second->weight)
    return first->weight < second->weight ? 1 : -1;
  return strcmp (first->root, second->root);
}

static bool
weigh (GfPlanner *planner, Word *word, uint32_t n_documents)
{
  uint32_t frequency;

  if (!gf_root_get_frequency (planner, GF_FIELD_TEXT, word->root, &frequency))
    return false;
  word->weight = frequency == 0
                     ? 0
                     : log (1 + (n_documents - frequency + 0.5) / (frequency + 0.5))
                           * word->count / (word->count + SATURATION);
  return true;
}

/* The words that tell most, best first. */
static GPtrArray *
choose_words (GfPlanner *planner, const GfLike *like)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer word;
  uint32_t n_documents;

  if (!xc_database_get_doc_count (planner->db, &n_documents, planner->error))
    return NULL;
  g_hash_table_iter_init (&iter, like->words);
  while (g_hash_table_iter_next (&iter, NULL, &word))
    {
      if (!weigh (planner, word, n_documents))
        return NULL;
      if (((Word *) word)->weight > 0)
        g_ptr_array_add (chosen, word);
    }
  g_ptr_array_sort (chosen, by_weight);
  g_ptr_array_set_size (chosen, (int) MIN (chosen->len, MAX_WORDS));
  return g_steal_pointer (&chosen);
}

static XcQuery *
plan_word (GfPlanner *planner, const Word *word)
{
  GfPlan *plan = planner->plan;
  g_autoptr (GPtrArray) terms = gf_queries_new ();
  GfReading *reading = gf_reading_new (word->form);
  unsigned number = gf_marks_add_word (plan->marks, word->weight);

  gf_marks_add_root (plan->marks, number, word->root);
  gf_reading_add (reading, GF_READING_FORMS, word->root);
  g_ptr_array_add (plan->readings, reading);
  gf_root_add_terms (planner, GF_FIELD_TEXT, word->root, terms);

  g_autoptr (XcQuery) query = xc_query_new_synonym ((XcQuery *const *) terms->pdata,
                                                    terms->len, planner->error);
  /* The more a text has of a word, the more it is about it. */
  return xc_query_new_scaled (query, word->count / (word->count + SATURATION),
                              planner->error);
}

/* Everything but the document that the text came from. */
static XcQuery *
leave_out (GfPlanner *planner, const GfLike *like, const XcQuery *query)
{
  const char *prefix = planner->options->documents ? GF_TERM_ID : GF_TERM_DOCUMENT;
  XcQuery *const same[] = { (XcQuery *) query };

  if (like->document_id == NULL)
    return xc_query_new_or (same, 1, planner->error);

  g_autofree char *term = gf_schema_filter_term (prefix, like->document_id);
  g_autoptr (XcQuery) itself = xc_query_new_term (term, 1, planner->error);
  return xc_query_new_and_not (query, itself, planner->error);
}

XcQuery *
gf_like_plan (GfPlanner *planner, const GfLike *like)
{
  g_autoptr (GPtrArray) words = choose_words (planner, like);
  g_autoptr (GPtrArray) queries = gf_queries_new ();

  if (words == NULL)
    return NULL;
  for (unsigned i = 0; i < words->len; i++)
    g_ptr_array_add (queries, plan_word (planner, g_ptr_array_index (words, i)));
  planner->plan->n_words += words->len;

  g_autoptr (XcQuery) any = gf_queries_or (queries, planner->error);
  g_ptr_array_add (planner->ranking, leave_out (planner, like, any));
  return leave_out (planner, like, any);
}
