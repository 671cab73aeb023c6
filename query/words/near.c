/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/words/near.h"

#include <limits.h>
#include <string.h>

/* From how many letters: shared/RELEVANCE.md, "The scheme", 5. */
#define MIN_SOFT_LETTERS 3
#define MIN_ONE_EDIT_LETTERS 5
#define MIN_TWO_EDITS_LETTERS 7

#define MAX_EDITS 2
#define MAX_LIMIT (MAX_EDITS * GF_NEAR_EDIT_COST + GF_NEAR_MAX_SOFT)
/* A soft edit is the cheapest way to become longer. */
#define MAX_DEPTH (GF_NEAR_MAX_CHARACTERS + MAX_LIMIT / GF_NEAR_SOFT_COST + 1)
#define MAX_BYTES (MAX_DEPTH * 6)

#define IMPOSSIBLE UINT16_MAX

/*
 * A walk through the words: what each beginning of the one that it stands at would cost.
 * A row has for each beginning of the form the cheapest way to make it of the beginning
 * of the word that is as many characters long as the number of the row.
 */
typedef struct
{
  const GfLexicon *lexicon;
  GfNearKind kind;
  unsigned limit; /* no word may cost more */
  unsigned max;
  GArray *found;
  gunichar form[GF_NEAR_MAX_CHARACTERS];
  gunichar digraphs[GF_NEAR_MAX_CHARACTERS]; /* what each and the one before stand for */
  unsigned n;
  char text[MAX_BYTES + 1];     /* of the word, as far as its rows go */
  size_t ends[MAX_DEPTH + 1];   /* in bytes, of each beginning */
  gunichar word[MAX_DEPTH + 1]; /* its characters, from 1 */
  uint16_t rows[MAX_DEPTH + 1][GF_NEAR_MAX_CHARACTERS + 1];
  unsigned first[MAX_DEPTH + 1];  /* of each row, the first cell within the limit ... */
  unsigned last[MAX_DEPTH + 1];   /* ... and the last */
  unsigned lowest[MAX_DEPTH + 1]; /* cost in each row */
  unsigned best[MAX_DEPTH + 1];   /* of the whole form, of all rows so far */
} Walk;

/* The letter that two are written for where the keyboard has none, or 0. */
static gunichar
digraph (gunichar first, gunichar second)
{
  if (first == 'a' && second == 'a')
    return 0xe5;
  if (first == 'a' && second == 'e')
    return 0xe6;
  if (first == 'o' && second == 'e')
    return 0xf8;
  return 0;
}

/* Whether @plain is written for @letter: å and ä are a without what is on top of it. */
static bool
stands_for (gunichar plain, gunichar letter)
{
  switch (letter)
    {
    case 0xe5:
      return plain == 'a';
    case 0xe6:
      return plain == 'a' || plain == 'e';
    case 0xf8:
      return plain == 'o';
    default:
      return false;
    }
}

static unsigned
change_cost (gunichar a, gunichar b)
{
  if (a == b)
    return 0;
  return stands_for (a, b) || stands_for (b, a) ? GF_NEAR_SOFT_COST : GF_NEAR_EDIT_COST;
}

/* The cheapest way to the first @j characters of the form by the beginning of @depth. */
static unsigned
cell (const Walk *walk, unsigned depth, unsigned j, gunichar pair)
{
  const uint16_t *above = walk->rows[depth - 1];
  gunichar letter = walk->word[depth];
  gunichar wanted = walk->form[j - 1];
  unsigned cost = above[j - 1] + change_cost (letter, wanted);

  cost = MIN (cost, above[j] + GF_NEAR_EDIT_COST);
  cost = MIN (cost, walk->rows[depth][j - 1] + GF_NEAR_EDIT_COST);
  if (j >= 2 && walk->digraphs[j - 1] == letter)
    cost = MIN (cost, above[j - 2] + GF_NEAR_SOFT_COST);
  if (depth < 2)
    return cost;
  if (pair == wanted)
    cost = MIN (cost, walk->rows[depth - 2][j - 1] + GF_NEAR_SOFT_COST);
  if (j >= 2 && letter == walk->form[j - 2] && walk->word[depth - 1] == wanted)
    cost = MIN (cost, walk->rows[depth - 2][j - 2] + GF_NEAR_EDIT_COST);
  return cost;
}

/* Row @depth has its cells up to @j: notes what the last is worth. */
static void
note_cell (Walk *walk, unsigned depth, unsigned j)
{
  unsigned cost = walk->rows[depth][j];

  walk->lowest[depth] = MIN (walk->lowest[depth], cost);
  if (cost > walk->limit)
    return;
  walk->first[depth] = MIN (walk->first[depth], j);
  walk->last[depth] = j;
}

/* Begins row @depth: nothing can be made of it so far. */
static void
clear_row (Walk *walk, unsigned depth)
{
  memset (walk->rows[depth], 0xff, (walk->n + 1) * sizeof walk->rows[depth][0]);
  walk->lowest[depth] = IMPOSSIBLE;
  walk->first[depth] = walk->n + 1;
  walk->last[depth] = 0;
}

/* The row of @depth from the two above it: only where one of them is within the limit can
 * it be so itself, and to the right of that while something can still be left out. */
static void
set_row (Walk *walk, unsigned depth)
{
  unsigned two_up = depth >= 2 ? depth - 2 : depth - 1;
  gunichar pair = depth >= 2 ? digraph (walk->word[depth - 1], walk->word[depth]) : 0;
  unsigned first = MIN (walk->first[depth - 1], walk->first[two_up]);
  unsigned last = MAX (walk->last[depth - 1], walk->last[two_up]) + 2;
  uint16_t *row = walk->rows[depth];

  clear_row (walk, depth);
  if (first == 0)
    {
      row[0] = (uint16_t) (depth * GF_NEAR_EDIT_COST);
      note_cell (walk, depth, 0);
    }
  for (unsigned j = MAX (first, 1); j <= walk->n; j++)
    {
      if (j > last && row[j - 1] > walk->limit)
        break;
      row[j] = (uint16_t) MIN (cell (walk, depth, j, pair), IMPOSSIBLE);
      note_cell (walk, depth, j);
    }
  walk->best[depth] = MIN (walk->best[depth - 1], row[walk->n]);
}

static void
set_first_row (Walk *walk)
{
  clear_row (walk, 0);
  for (unsigned j = 0; j <= walk->n; j++)
    {
      walk->rows[0][j] = (uint16_t) (j * GF_NEAR_EDIT_COST);
      note_cell (walk, 0, j);
    }
  walk->best[0] = walk->rows[0][walk->n];
}

/* Whether no longer beginning can make anything better. */
static bool
is_over (const Walk *walk, unsigned depth)
{
  return walk->lowest[depth] > walk->limit || depth >= MAX_DEPTH
         || (walk->kind == GF_NEAR_BEGINNING && walk->best[depth] <= walk->lowest[depth]);
}

/* Goes down @word from @depth, to where it is over or ends.  Returns: the depth. */
static unsigned
descend (Walk *walk, const char *word, unsigned depth, bool *over_out)
{
  *over_out = is_over (walk, depth);
  for (const char *p = word + walk->ends[depth]; *p != '\0' && !*over_out;)
    {
      const char *end = g_utf8_next_char (p);

      depth++;
      memcpy (walk->text + (p - word), p, (size_t) (end - p));
      walk->ends[depth] = (size_t) (end - word);
      walk->word[depth] = g_utf8_get_char (p);
      set_row (walk, depth);
      *over_out = is_over (walk, depth) || g_unichar_isdigit (walk->word[depth]);
      p = end;
    }
  return depth;
}

static int
compare (const GfNear *a, const GfNear *b)
{
  if (a->cost != b->cost)
    return a->cost < b->cost ? -1 : 1;
  if (a->n_units != b->n_units)
    return a->n_units > b->n_units ? -1 : 1;
  return (a->word > b->word) - (a->word < b->word);
}

void
gf_near_add (GArray *list, unsigned max, const GfNear *near)
{
  unsigned low = 0;
  unsigned high = list->len;

  if (max == 0
      || (list->len == max
          && compare (&g_array_index (list, GfNear, max - 1), near) <= 0))
    return;
  while (low < high)
    {
      unsigned middle = low + (high - low) / 2;

      if (compare (&g_array_index (list, GfNear, middle), near) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  if (list->len == max)
    g_array_set_size (list, max - 1);
  g_array_insert_val (list, low, *near);
}

static void
add_words (Walk *walk, uint32_t first, uint32_t end, unsigned cost)
{
  for (uint32_t i = first; i < end; i++)
    {
      const GfNear near = { i, gf_lexicon_get_word_units (walk->lexicon, i), cost };

      if (near.n_units > 0)
        gf_near_add (walk->found, walk->max, &near);
    }
  /* Nothing dearer than the last will be wanted. */
  if (walk->found->len == walk->max)
    walk->limit = g_array_index (walk->found, GfNear, walk->max - 1).cost;
}

/* How much of the beginning of @depth @word has, whatever the lexicon says of it. */
static unsigned
check_depth (const Walk *walk, const char *word, unsigned depth)
{
  return strncmp (word, walk->text, walk->ends[depth]) == 0 ? depth : 0;
}

static void
walk_words (Walk *walk)
{
  uint32_t n_words = gf_lexicon_get_n_words (walk->lexicon);
  unsigned shared = 0;

  for (uint32_t i = 0; i < n_words;)
    {
      const char *word = gf_lexicon_get_word (walk->lexicon, i);
      bool over;
      unsigned depth = descend (walk, word, check_depth (walk, word, shared), &over);
      uint32_t next
          = gf_lexicon_next_branch (walk->lexicon, i, over ? depth : UINT_MAX, &shared);

      if (walk->kind == GF_NEAR_BEGINNING && walk->best[depth] <= walk->limit)
        add_words (walk, i, next, walk->best[depth]);
      if (walk->kind == GF_NEAR_WHOLE && !over
          && walk->rows[depth][walk->n] <= walk->limit)
        add_words (walk, i, next, walk->rows[depth][walk->n]);
      shared = MIN (shared, depth);
      i = next;
    }
}

static Walk *
walk_new (const GfLexicon *lexicon, const char *form, GfNearKind kind)
{
  Walk *walk = g_new0 (Walk, 1);

  walk->lexicon = lexicon;
  walk->kind = kind;
  for (const char *p = form; *p != '\0'; p = g_utf8_next_char (p), walk->n++)
    {
      walk->form[walk->n] = g_utf8_get_char (p);
      if (walk->n > 0)
        walk->digraphs[walk->n] = digraph (walk->form[walk->n - 1], walk->form[walk->n]);
    }
  return walk;
}

int
gf_near_max_edits (const char *form)
{
  unsigned n = 0;

  for (const char *p = form; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)) || ++n > GF_NEAR_MAX_CHARACTERS)
      return -1;
  if (n < MIN_SOFT_LETTERS)
    return -1;
  return n < MIN_ONE_EDIT_LETTERS ? 0 : n < MIN_TWO_EDITS_LETTERS ? 1 : MAX_EDITS;
}

GArray *
gf_near_find (const GfLexicon *lexicon, const char *form, GfNearKind kind,
              unsigned max_edits, unsigned max)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (GfNear));

  if (gf_near_max_edits (form) < 0 || max == 0)
    return found;

  g_autofree Walk *walk = walk_new (lexicon, form, kind);
  walk->found = found;
  walk->max = max;
  for (unsigned edits = 0; edits <= MIN (max_edits, MAX_EDITS) && found->len == 0;
       edits++)
    {
      walk->limit = edits * GF_NEAR_EDIT_COST + GF_NEAR_MAX_SOFT;
      set_first_row (walk);
      walk_words (walk);
    }
  return found;
}
