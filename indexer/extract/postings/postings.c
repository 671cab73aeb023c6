/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/extract/postings/postings.h"

#include <string.h>

#include "common/schema.h"
#include "common/word-roots.h"
#include "indexer/extract/postings/postings-private.h"
#include "norsk/joined-word.h"
#include "norsk/tokens.h"

#define VALUES_TYPE "a(us)"

#define FEWEST_SLOTS 1024
/* Of each array: what one large file needed must not burden the reading of the next. */
#define KEPT_BYTES ((size_t) 4 << 20)

/* Words written in part that are noted of one unit: no text that is meant to be read has
   more. */
#define MAX_ELLIPSES 100000

const GfPostingsPrefixes gf_postings_prefixes[] = {
  [GF_POSTINGS_TEXT] = { GF_TERM_EXACT, GF_TERM_ROOT, GF_TERM_PART },
  [GF_POSTINGS_TITLE] = { GF_TERM_TITLE, GF_TERM_TITLE_ROOT, GF_TERM_TITLE_ROOT },
  [GF_POSTINGS_DECISION]
  = { GF_TERM_DECISION, GF_TERM_DECISION_ROOT, GF_TERM_DECISION_ROOT },
  [GF_POSTINGS_BODY] = { GF_TERM_BODY_WORD, GF_TERM_BODY_ROOT, GF_TERM_BODY_ROOT },
  [GF_POSTINGS_REGION]
  = { GF_TERM_REGION_WORD, GF_TERM_REGION_ROOT, GF_TERM_REGION_ROOT },
};
G_STATIC_ASSERT (G_N_ELEMENTS (gf_postings_prefixes) == GF_POSTINGS_NO_WORD);

/* What the words of one call have in common. */
typedef struct
{
  GfPostingsField field;
  uint32_t wdf;
} Kind;

/* Room for @more items of @item_bytes after the @n there are; numbers and offsets are 32
 * bits. */
static void *
reserve (void *items, size_t n, size_t more, size_t item_bytes, size_t *size)
{
  g_assert (n + more < UINT32_MAX);
  if (n + more <= *size)
    return items;
  *size = MAX (*size * 2, n + more);
  return g_realloc_n (items, *size, item_bytes);
}

static void
rebuild_slots (GfPostings *postings, size_t n_slots)
{
  g_free (postings->slots);
  postings->slots = g_new0 (uint32_t, n_slots);
  postings->n_slots = n_slots;
  for (uint32_t number = 1; number <= postings->n_terms; number++)
    {
      size_t slot = gf_postings_term (postings, number)->hash & (n_slots - 1);

      while (postings->slots[slot] != 0)
        slot = (slot + 1) & (n_slots - 1);
      postings->slots[slot] = number;
    }
}

static bool
is_term (const GfPostings *postings, const GfPostingsTerm *term, uint32_t hash,
         const char *text, size_t length)
{
  return term->hash == hash && term->length == length
         && memcmp (gf_postings_text (postings, term), text, length) == 0;
}

static uint32_t
add_term (GfPostings *postings, uint32_t hash, const char *text, size_t length,
          uint8_t field)
{
  postings->terms = reserve (postings->terms, postings->n_terms, 1,
                             sizeof (GfPostingsTerm), &postings->terms_size);
  postings->texts = reserve (postings->texts, postings->n_texts, length + 1, 1,
                             &postings->texts_size);
  postings->terms[postings->n_terms++]
      = (GfPostingsTerm){ .text = (uint32_t) postings->n_texts,
                          .hash = hash,
                          .length = (uint32_t) length,
                          .field = field };
  memcpy (postings->texts + postings->n_texts, text, length);
  postings->texts[postings->n_texts + length] = '\0';
  postings->n_texts += length + 1;
  return (uint32_t) postings->n_terms;
}

/* The slot of the term @text, or the free one where it belongs. */
static size_t
find_slot (const GfPostings *postings, uint32_t hash, const char *text, size_t length)
{
  size_t mask = postings->n_slots - 1, slot = hash & mask;

  while (postings->slots[slot] != 0
         && !is_term (postings, gf_postings_term (postings, postings->slots[slot]), hash,
                      text, length))
    slot = (slot + 1) & mask;
  return slot;
}

/* The number of the term @text, made where it is new. */
static uint32_t
find_term (GfPostings *postings, uint32_t hash, const char *text, size_t length,
           uint8_t field)
{
  if (postings->n_terms * 2 >= postings->n_slots)
    rebuild_slots (postings, postings->n_slots * 2);

  size_t slot = find_slot (postings, hash, text, length);
  if (postings->slots[slot] == 0)
    postings->slots[slot] = add_term (postings, hash, text, length, field);
  return postings->slots[slot];
}

/* @word with @prefix.  Returns: its length. */
static size_t
spell (char text[static GF_TERM_MAX_BYTES], const char *prefix, const char *word,
       size_t length)
{
  size_t prefix_length = strlen (prefix);

  g_assert (prefix_length + length <= GF_TERM_MAX_BYTES);
  memcpy (text, prefix, prefix_length);
  memcpy (text + prefix_length, word, length);
  return prefix_length + length;
}

GfPostingsTerm *
gf_postings_look_up (const GfPostings *postings, const char *prefix, const char *word,
                     size_t length)
{
  char text[GF_TERM_MAX_BYTES];

  length = spell (text, prefix, word, length);
  size_t slot
      = find_slot (postings, gf_hash_bytes (&postings->key, text, length), text, length);
  return postings->slots[slot] != 0 ? gf_postings_term (postings, postings->slots[slot])
                                    : NULL;
}

uint32_t
gf_postings_find (GfPostings *postings, const char *prefix, const char *word,
                  size_t length, uint8_t field)
{
  char text[GF_TERM_MAX_BYTES];

  length = spell (text, prefix, word, length);
  return find_term (postings, gf_hash_bytes (&postings->key, text, length), text, length,
                    field);
}

static void
add_position (GfPostings *postings, GfPostingsTerm *term, uint32_t position)
{
  postings->occurrences
      = reserve (postings->occurrences, postings->n_occurrences, 1,
                 sizeof (GfPostingsOccurrence), &postings->occurrences_size);
  postings->occurrences[postings->n_occurrences++]
      = (GfPostingsOccurrence){ .position = position, .before = term->last_occurrence };
  if (term->last_occurrence != 0
      && postings->occurrences[term->last_occurrence - 1].position > position)
    term->is_unordered = true;
  term->last_occurrence = (uint32_t) postings->n_occurrences;
  term->n_positions++;
}

/* @position: 0 for none.  Returns: the word's term. */
static uint32_t
add_word (GfPostings *postings, const Kind *kind, const char *form, size_t length,
          uint32_t position)
{
  uint32_t number = gf_postings_find (postings, gf_postings_prefixes[kind->field].exact,
                                      form, length, (uint8_t) kind->field);
  GfPostingsTerm *term = gf_postings_term (postings, number);

  term->wdf += kind->wdf;
  if (position != 0)
    add_position (postings, term, position);
  return number;
}

static void
note_ellipses (GfPostings *postings, uint32_t wdf)
{
  for (unsigned i = 0; i < postings->found->len && postings->ellipses->len < MAX_ELLIPSES;
       i++)
    {
      const GfPostingsEllipsis noted
          = { .ellipsis = g_array_index (postings->found, GfEllipsis, i), .wdf = wdf };

      g_array_append_val (postings->ellipses, noted);
    }
  g_array_set_size (postings->found, 0);
}

void
gf_postings_add_text (GfPostings *postings, GfPostingsField field, const char *text,
                      uint32_t wdf, uint32_t *position)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, -1);
  const Kind kind = { field, wdf };
  GfJoinedWord joined = { .n_words = 0 };
  GfEllipsisReader reader;
  GfToken token;

  gf_ellipsis_init (&reader, text);
  while (gf_tokens_next (tokens, &token))
    {
      size_t length = strlen (token.form);
      GfEllipsisWord word = { .position = position != NULL ? ++*position : 0 };

      if (!gf_tokens_is_hyphenated (tokens) && gf_joined_word_end (&joined))
        add_word (postings, &kind, joined.form, joined.length, joined.position);
      gf_joined_word_add (&joined, token.form, length, word.position);
      if (length <= GF_WORD_MAX_BYTES)
        word.term = add_word (postings, &kind, token.form, length, word.position);
      gf_ellipsis_read (&reader, &token, &word, postings->found);
    }
  if (gf_joined_word_end (&joined))
    add_word (postings, &kind, joined.form, joined.length, joined.position);
  note_ellipses (postings, wdf);
}

static bool
is_worth_asking (const char *word)
{
  return strlen (word) <= GF_QUESTION_MAX_WORD_BYTES
         && strspn (word, "0123456789") < strlen (word);
}

GPtrArray *
gf_postings_list_unknown (const GfPostings *postings, const GfRoots *roots)
{
  g_autoptr (GHashTable) unknown
      = g_hash_table_new_full (gf_hash_string, g_str_equal, g_free, NULL);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (uint32_t number = 1; number <= postings->n_terms; number++)
    {
      const GfPostingsTerm *term = gf_postings_term (postings, number);
      const char *word;

      if (term->field == GF_POSTINGS_NO_WORD)
        continue;
      word = gf_postings_word (postings, term);
      if (is_worth_asking (word) && !gf_roots_knows (roots, word))
        g_hash_table_add (unknown, g_strdup (word));
    }

  GHashTableIter iter;
  gpointer word;
  g_hash_table_iter_init (&iter, unknown);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    {
      g_hash_table_iter_steal (&iter);
      g_ptr_array_add (words, word);
    }
  return words;
}

/* @head and @tail as one word: of three letters alike, two are written ("busstopp").
   Returns: (transfer full). */
static char *
compound (const char *head, size_t length, const char *tail)
{
  bool three = length >= 2 && head[length - 1] == head[length - 2]
               && head[length - 1] == *tail && g_ascii_isalpha (*tail);

  return g_strdup_printf ("%.*s%s", (int) length, head, tail + (three ? 1 : 0));
}

/* Returns: (transfer full) (nullable): NULL where it cannot be told what is left out. */
static char *
complete (GfPostings *postings, GfRoots *roots, const GfEllipsis *ellipsis)
{
  const char *part
      = gf_postings_word (postings, gf_postings_term (postings, ellipsis->part.term));
  const char *whole
      = gf_postings_word (postings, gf_postings_term (postings, ellipsis->whole));
  GfWordRoots found;

  gf_roots_find (roots, whole, &found);
  size_t tail = gf_ellipsis_find_tail (whole, found.parts);
  if (tail == 0)
    return NULL;
  return ellipsis->is_head ? compound (part, strlen (part), whole + tail)
                           : compound (whole, tail, part);
}

bool
gf_postings_complete (GfPostings *postings, GfRoots *roots)
{
  bool any = postings->ellipses->len > 0;

  for (unsigned i = 0; i < postings->ellipses->len; i++)
    {
      const GfPostingsEllipsis *noted
          = &g_array_index (postings->ellipses, GfPostingsEllipsis, i);
      const GfEllipsisWord *part = &noted->ellipsis.part;
      const Kind kind = { gf_postings_term (postings, part->term)->field, noted->wdf };
      g_autofree char *word = complete (postings, roots, &noted->ellipsis);

      if (word != NULL && strlen (word) <= GF_WORD_MAX_BYTES)
        add_word (postings, &kind, word, strlen (word), part->position);
    }
  g_array_set_size (postings->ellipses, 0);
  return any;
}

void
gf_postings_add_filter (GfPostings *postings, const char *term)
{
  g_ptr_array_add (postings->filters, g_strdup (term));
}

void
gf_postings_add_value (GfPostings *postings, uint32_t slot, const char *value)
{
  if (*value != '\0')
    g_variant_builder_add (postings->values, "(us)", slot, value);
}

GfPostings *
gf_postings_new (void)
{
  GfPostings *postings = g_new0 (GfPostings, 1);

  postings->key = gf_hash_key ();
  postings->ellipses = g_array_new (FALSE, FALSE, sizeof (GfPostingsEllipsis));
  postings->found = g_array_new (FALSE, FALSE, sizeof (GfEllipsis));
  postings->filters = g_ptr_array_new_with_free_func (g_free);
  postings->values = g_variant_builder_new (G_VARIANT_TYPE (VALUES_TYPE));
  rebuild_slots (postings, FEWEST_SLOTS);
  return postings;
}

void
gf_postings_free (GfPostings *postings)
{
  if (postings == NULL)
    return;
  g_array_unref (postings->ellipses);
  g_array_unref (postings->found);
  g_free (postings->slots);
  g_free (postings->terms);
  g_free (postings->occurrences);
  g_free (postings->texts);
  g_ptr_array_unref (postings->filters);
  g_variant_builder_unref (postings->values);
  g_free (postings);
}

static void *
keep_if_small (void *items, size_t item_bytes, size_t *size)
{
  if (*size * item_bytes <= KEPT_BYTES)
    return items;
  g_free (items);
  *size = 0;
  return NULL;
}

static void
let_go_of_much (GfPostings *postings)
{
  postings->terms
      = keep_if_small (postings->terms, sizeof (GfPostingsTerm), &postings->terms_size);
  postings->occurrences = keep_if_small (
      postings->occurrences, sizeof (GfPostingsOccurrence), &postings->occurrences_size);
  postings->texts = keep_if_small (postings->texts, 1, &postings->texts_size);
}

void
gf_postings_clear (GfPostings *postings)
{
  /* A table made large by one unit must not be wiped for each of ten thousand small ones.
   */
  while (postings->n_slots > FEWEST_SLOTS && postings->n_slots > postings->n_terms * 8)
    postings->n_slots /= 2;
  postings->n_terms = 0;
  postings->n_occurrences = 0;
  postings->n_texts = 0;
  let_go_of_much (postings);
  g_array_set_size (postings->ellipses, 0);
  g_ptr_array_set_size (postings->filters, 0);
  rebuild_slots (postings, postings->n_slots);
  g_variant_builder_unref (postings->values);
  postings->values = g_variant_builder_new (G_VARIANT_TYPE (VALUES_TYPE));
}
