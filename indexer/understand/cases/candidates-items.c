/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which numbered items, or headings without a number, are the cases. */
#include "indexer/understand/cases/candidates.h"

#include "indexer/understand/reading/labels.h"

#define MAX_CASES 5000
/* Beginnings of a numbered agenda that are tried: a list in the head may come before it.
 */
#define MAX_STARTS 20
#define MIN_ITEMS 2
/* More of what is not marked as a number. */
#define MIN_STYLED_ITEMS 3
/* And of those that do not begin with 1. */
#define MIN_LATER_ITEMS 4
#define MIN_LATER_WORDED 3
#define MAX_LEVEL 6
/* Of the line above a list. */
#define MAX_ABOVE_BYTES 400
/* A title before the text of an item is short, and its last word no abbreviation. */
#define MAX_RUN_IN_BYTES 70
#define MIN_WORD_BYTES ((size_t) 3)
/* A heading without a number whose decision stands farther down is a chapter. */
#define MAX_CASE_LINES 400
/* More lines make an item no likelier a case. */
#define MAX_WEIGHED_LINES 50

static size_t
word_before (const char *text, size_t start, size_t end)
{
  size_t at = end;

  while (at > start
         && (g_ascii_isalpha (text[at - 1]) || (unsigned char) text[at - 1] >= 0x80))
    at--;
  return end - at;
}

/* Where the text begins that goes on after a short title on the line of an item, "3) Ny
 * logo. Utsatt."; 0 for nowhere.  What is no word ("nr. 4", "Per A. Dal") ends no title.
 */
static size_t
find_run_in (const GfLine *line, const GfNumber *number)
{
  const char *p = line->bare;
  size_t end = MIN (line->bare_length, number->rest + MAX_RUN_IN_BYTES);

  if (number->kind != GF_NUMBER_ITEM || line->kind == GF_BLOCK_HEADING
      || line->kind == GF_BLOCK_TABLE_ROW || line->strong || !line->first)
    return 0;
  for (size_t i = number->rest; i + 2 < end; i++)
    {
      size_t word = word_before (p, number->rest, i);
      bool digit = g_ascii_isdigit (p[i + 2]);

      if (p[i] == '.' && p[i + 1] == ' '
          && word >= (digit ? MIN_WORD_BYTES + 1 : MIN_WORD_BYTES)
          && (digit || g_unichar_isupper (g_utf8_get_char (p + i + 2))))
        return i + 2;
    }
  return 0;
}

/* "2. Felles barnevernvakt", and what was said of it on the line right below. */
static bool
heads_paragraph (const GfLines *lines, size_t index)
{
  const GfLine *line = gf_lines_get (lines, index);

  return line->first && !line->last && !line->runs_on
         && g_unichar_isupper (g_utf8_get_char (gf_lines_get (lines, index + 1)->bare));
}

/* Whether an item may be one of the agenda and not of a list within a case. */
static bool
may_be_outer (const GfLines *lines, const GfCandidate *candidate)
{
  const GfLine *line = gf_lines_get (lines, candidate->line);

  if (candidate->number.style != GF_ITEM_MARKED
      || find_run_in (line, &candidate->number) > 0)
    return true;
  if (line->bare_length > 250)
    return false;
  return gf_line_is_alone (line) || line->strong
         || candidate->number.kind == GF_NUMBER_WORDED || line->bullet
         || heads_paragraph (lines, candidate->line);
}

/* The agenda that begins with candidate @start and its number, as indices; the numbers of
   a list within a case begin at 1 again and are passed over while they go on. */
static GArray *
follow (const GfLines *lines, const GArray *candidates, size_t start)
{
  GArray *chain = g_array_new (FALSE, FALSE, sizeof (size_t));
  uint32_t expected = gf_candidate_get (candidates, start)->number.serial, inner = 0;
  size_t inner_line = 0;

  for (size_t i = start; i < candidates->len; i++)
    {
      const GfCandidate *candidate = gf_candidate_get (candidates, i);
      const GfLine *line = gf_lines_get (lines, candidate->line);
      uint32_t serial = candidate->number.serial;
      bool adjacent = inner > 0 && serial == inner && candidate->line <= inner_line + 3;
      bool outer = serial == expected && may_be_outer (lines, candidate);

      if (outer && (!adjacent || line->kind == GF_BLOCK_HEADING || line->strong))
        {
          g_array_append_val (chain, i);
          expected++;
          inner = 0;
        }
      else if (serial == 1 || adjacent)
        {
          inner = serial + 1;
          inner_line = candidate->line;
        }
    }
  return chain;
}

/* The last case ends where the file does, and so does a mere list: it counts for no more
   lines than the longest of the others. */
static uint64_t
chain_weight (const GfLines *lines, const GArray *candidates, const GArray *chain)
{
  uint64_t weight = 0;
  size_t longest = 0;

  for (guint i = 0; i < chain->len; i++)
    {
      size_t line = gf_candidate_get (candidates, g_array_index (chain, size_t, i))->line;
      bool is_last = i + 1 == chain->len;
      size_t next
          = is_last ? gf_lines_size (lines)
                    : gf_candidate_get (candidates, g_array_index (chain, size_t, i + 1))
                          ->line;
      size_t n_lines = MIN (next - line, MAX_WEIGHED_LINES);

      n_lines = is_last ? MIN (n_lines, longest) : n_lines;
      longest = MAX (longest, n_lines);
      weight += 1000 + 10 * n_lines;
    }
  return weight;
}

/* "... og fattet slikt vedtak:", "Vedtak:" and below it "1. Søknaden avslås": the points
 * of what was decided. */
static bool
is_of_decision (const GfLines *lines, size_t index)
{
  static const char *const decided[] = { "vedtak", "vedtok", "vedtatt", "vedteke", NULL };
  size_t at = index;
  const GfLine *above;
  GfLabel label;

  while (at > 0 && gf_lines_get (lines, at - 1)->aside)
    at--;
  above = at > 0 ? gf_lines_get (lines, at - 1) : NULL;
  if (above == NULL || above->bare[above->bare_length - 1] != ':')
    return false;
  if (gf_label_read (lines, above, &label))
    return label.role == GF_HEADING_DECISION && label.rest >= above->bare_length;

  g_autoptr (GfWords) words = gf_line_words (above, MAX_ABOVE_BYTES);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, decided))
      return true;
  return false;
}

/* Whether an agenda may begin with candidate @index: with the number 1, or @later where
 * the one of the meeting before ended. */
static bool
may_start (const GfLines *lines, const GArray *candidates, size_t index, bool later)
{
  const GfCandidate *candidate = gf_candidate_get (candidates, index);
  uint32_t before
      = index > 0 ? gf_candidate_get (candidates, index - 1)->number.serial : 0;

  return may_be_outer (lines, candidate) && !is_of_decision (lines, candidate->line)
         && (later
                 ? candidate->number.serial > 1 && candidate->number.serial != before + 1
                 : candidate->number.serial == 1);
}

/* The heaviest agenda: a list of the items in the head is as long, but has no text
 * between.  @least: so many items make one */
static bool
choose_heaviest (const GfLines *lines, GArray *candidates, guint least, bool later)
{
  g_autoptr (GArray) best = NULL;
  uint64_t best_weight = 0;
  size_t n_starts = 0;

  for (size_t i = 0; i < candidates->len && n_starts < MAX_STARTS; i++)
    {
      if (!may_start (lines, candidates, i, later))
        continue;
      n_starts++;

      g_autoptr (GArray) chain = follow (lines, candidates, i);
      uint64_t weight = chain_weight (lines, candidates, chain);

      if (chain->len < least || weight <= best_weight)
        continue;
      best_weight = weight;
      g_clear_pointer (&best, g_array_unref);
      best = g_steal_pointer (&chain);
    }
  for (guint i = 0; best != NULL && i < best->len; i++)
    gf_candidate_get (candidates, g_array_index (best, size_t, i))->chosen = true;
  return best != NULL;
}

static bool
choose_styled (const GfLines *lines, GArray *candidates, guint least)
{
  return choose_heaviest (lines, candidates, least, false);
}

static void
keep_style (GArray *candidates, GfItemStyle style)
{
  guint kept = 0;

  for (guint i = 0; i < candidates->len; i++)
    if (gf_candidate_get (candidates, i)->number.style == style)
      *gf_candidate_get (candidates, kept++) = *gf_candidate_get (candidates, i);
  g_array_set_size (candidates, kept);
}

/* Whether anything is said of an item, below it or in its row: names and sums that are
   numbered stand line by line. */
static bool
has_text_between (const GfLines *lines, const GArray *candidates)
{
  const GfCandidate *before = NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      const GfCandidate *candidate = gf_candidate_get (candidates, i);

      if (!candidate->chosen)
        continue;
      if (before != NULL
          && (candidate->line > before->line + 1
              || gf_line_is_row (gf_lines_get (lines, candidate->line))))
        return true;
      before = candidate;
    }
  return false;
}

static void
forget_chosen (GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    gf_candidate_get (candidates, i)->chosen = false;
}

/* "57. Godkjenning av dagsorden", "Sak nr. 12: Tilskudd": numbers that go on from one
 * meeting to the next. */
void
gf_candidates_choose_items (const GfLines *lines, GArray *candidates)
{
  guint least;

  keep_style (candidates, GF_ITEM_MARKED);
  least = candidates->len > 0
                  && gf_candidate_get (candidates, 0)->number.kind == GF_NUMBER_WORDED
              ? MIN_LATER_WORDED
              : MIN_LATER_ITEMS;
  if (choose_styled (lines, candidates, MIN_ITEMS))
    return;
  if (choose_heaviest (lines, candidates, least, true)
      && !has_text_between (lines, candidates))
    forget_chosen (candidates);
}

static bool
choose_style (const GfLines *lines, const GArray *all, GfItemStyle style,
              GArray *candidates)
{
  g_array_set_size (candidates, 0);
  g_array_append_vals (candidates, all->data, all->len);
  keep_style (candidates, style);
  return choose_styled (lines, candidates, MIN_STYLED_ITEMS)
         && has_text_between (lines, candidates);
}

void
gf_candidates_choose_unmarked (const GfLines *lines, GArray *candidates)
{
  g_autoptr (GArray) all = g_array_copy (candidates);

  for (int style = GF_ITEM_MARKED + 1; style < GF_N_ITEM_STYLES; style++)
    if (choose_style (lines, all, (GfItemStyle) style, candidates))
      return;
  g_array_set_size (candidates, 0);
}

void
gf_candidates_split_run_in (GfLines *lines, GArray *candidates)
{
  guint n = 0, n_run_in = 0;
  size_t shift = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const GfCandidate *candidate = gf_candidate_get (candidates, i);

      n += candidate->chosen;
      n_run_in
          += candidate->chosen
             && find_run_in (gf_lines_get (lines, candidate->line), &candidate->number)
                    > 0;
    }
  if (n_run_in < 2 || n_run_in * 2 <= n)
    return;
  for (guint i = 0; i < candidates->len; i++)
    {
      GfCandidate *candidate = gf_candidate_get (candidates, i);
      size_t at;

      candidate->line += shift;
      at = candidate->chosen
               ? find_run_in (gf_lines_get (lines, candidate->line), &candidate->number)
               : 0;
      if (at == 0)
        continue;
      gf_lines_split (lines, candidate->line, at);
      gf_lines_get (lines, candidate->line)->runs_on = false;
      candidate->run_in = true;
      shift++;
    }
}

/* Whether a decision stands between the heading on line @index and the next of its level.
 */
static bool
decides_below (const GfLines *lines, size_t index)
{
  uint8_t level = gf_lines_get (lines, index)->level;
  GfLabel label;

  for (size_t i = index + 1; i < gf_lines_size (lines) && i <= index + MAX_CASE_LINES;
       i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside)
        continue;
      if (gf_label_read (lines, line, &label))
        {
          if (label.role == GF_HEADING_DECISION)
            return true;
        }
      else if (line->kind == GF_BLOCK_HEADING && line->first && line->level <= level)
        return false;
    }
  return false;
}

static bool
may_head_case (const GfLines *lines, const GfLine *line)
{
  GfLabel label;

  return !line->aside && line->kind == GF_BLOCK_HEADING && line->first
         && !gf_label_read (lines, line, &label);
}

/* The level of heading that most decisions stand right under; 0 where fewer than two do.
 */
static uint8_t
find_case_level (const GfLines *lines)
{
  guint counts[MAX_LEVEL + 1] = { 0 };
  uint8_t best = 0;

  for (size_t i = 0; i < gf_lines_size (lines); i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (may_head_case (lines, line) && line->level <= MAX_LEVEL
          && decides_below (lines, i))
        counts[line->level]++;
    }
  for (uint8_t level = 1; level <= MAX_LEVEL; level++)
    if (counts[level] > counts[best])
      best = level;
  return counts[best] >= 2 ? best : 0;
}

/* Minutes that number nothing: each heading of the level that has decisions under it,
   from the first that has, is a case with its ordinal. */
void
gf_candidates_choose_headings (const GfLines *lines, GArray *candidates)
{
  uint8_t level = find_case_level (lines);
  uint32_t serial = 0;

  g_array_set_size (candidates, 0);
  for (size_t i = 0; level > 0 && i < gf_lines_size (lines) && serial < MAX_CASES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      GfCandidate candidate = { .line = i, .chosen = true };

      if (!may_head_case (lines, line) || line->level != level
          || (serial == 0 && !decides_below (lines, i)))
        continue;
      candidate.number = (GfNumber){ .kind = GF_NUMBER_ITEM, .serial = ++serial };
      g_array_append_val (candidates, candidate);
    }
}
