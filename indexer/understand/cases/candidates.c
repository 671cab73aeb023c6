/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/candidates.h"

#include <string.h>

#include "indexer/understand/cases/course.h"
#include "indexer/understand/reading/labels.h"

/* More numbers than this, and the file is no minutes; the rest stays text of the last
 * case. */
#define MAX_CANDIDATES 20000
/* What makes a line more likely the place of a case, in the bytes of text that weigh as
 * much. */
#define WEIGHT_ANY GF_CANDIDATE_WEIGHT
#define WEIGHT_HEADING 150
#define WEIGHT_STRONG 100
/* A case has labels, a list of cases has none; they are looked for in so many lines. */
#define WEIGHT_LABEL 200
#define MAX_LABEL_LINES 40
#define MAX_TEXT_WEIGHT 1500
/* So many numbers of a doubtful spelling ("SAK 07.14", "12/87") bear each other out. */
#define MIN_DOTTED 2
#define MIN_OLD 3
/* So many numbers behind their titles, of which so many follow on the one before. */
#define MIN_TRAILING 3
#define MIN_TRAILING_STEPS 2
/* A row of column heads. */
#define MAX_COLUMN_HEADS_BYTES 100
/* What stands between a title and the table of its course. */
#define MAX_KEY_LINE_BYTES 100
#define MAX_KEY_BYTES 24
#define MAX_KEY_LINES 12
/* Lines between the table of a course and the case below. */
#define MAX_LINES_ABOVE 4

/* "17/18    17/00210-9    Plan": what is set off is no running text. */
static bool
has_columns (const GfLine *line, const GfNumber *number)
{
  /* "Sak 3: Orientering" */
  if (number->worded && number->end < line->bare_length && line->bare[number->end] == ':')
    return true;
  return number->rest >= number->end + 2 && number->rest < line->bare_length
         && memchr (line->bare + number->end, ':', number->rest - number->end) == NULL;
}

/* "Saknr.: 41/13 - 51/13" tells of many. */
static bool
is_range (const GfLine *line, const GfNumber *number)
{
  const char *p = line->bare + MIN (number->end, line->bare_length);
  const char *end = line->bare + line->bare_length;

  while (p < end && *p == ' ')
    p++;
  if (g_str_has_prefix (p, "\xe2\x80\x93"))
    p += strlen ("\xe2\x80\x93");
  else if (p < end && *p == '-')
    p++;
  else
    return false;
  while (p < end && *p == ' ')
    p++;

  size_t digits = 0;
  while (p + digits < end && g_ascii_isdigit (p[digits]))
    digits++;
  return digits > 0 && p + digits < end && p[digits] == '/' && p + digits + 1 < end
         && g_ascii_isdigit (p[digits + 1]);
}

/* "Sak 2/12" right below "Sak 1/12", in one list, however long the line of that is. */
static bool
follows_in_list (const GArray *candidates, size_t index, const GfNumber *number)
{
  const GfCandidate *last
      = candidates->len > 0 ? gf_candidate_get (candidates, candidates->len - 1) : NULL;

  return last != NULL && number->kind != GF_NUMBER_ITEM && last->line + 1 == index
         && last->number.kind == number->kind && last->number.year == number->year
         && last->number.serial + 1 == number->serial
         && strcmp (last->number.prefix, number->prefix) == 0;
}

/* A number at the start of a line that only goes on with the one above is running text.
 */
static bool
is_within_paragraph (const GfLines *lines, const GArray *candidates, size_t index,
                     const GfNumber *number)
{
  const GfLine *line = gf_lines_get (lines, index);

  if (follows_in_list (candidates, index, number))
    return false;

  /* "SAK 29/05" and no more, after a line that the foot of a page made long. */
  if (number->worded && number->kind == GF_NUMBER_YEARLY
      && number->rest >= line->bare_length)
    return false;
  return index > 0 && !has_columns (line, number) && !line->first && !line->bullet
         && !line->strong && gf_lines_get (lines, index - 1)->runs_on;
}

static bool
begins_small (const GfLine *line)
{
  return g_unichar_islower (g_utf8_get_char (line->bare));
}

/* "FSK-017/13 Vedtak:" is the label of a decision, with the number of its case before it.
 */
static bool
is_numbered_label (const GfLines *lines, const GfLine *line, const GfNumber *number)
{
  GfLine rest = *line;
  GfLabel label;

  rest.bare += number->rest;
  rest.bare_length -= number->rest;
  return gf_label_read (lines, &rest, &label) && label.role == GF_HEADING_DECISION;
}

/* The table of a paper's course: it tells the number of the case above, or begins one.
 * Returns: the last line of the table. */
static size_t
collect_course (const GfLines *lines, size_t head, GArray *candidates)
{
  GfCandidate candidate = { .course = true, .paper = true };
  GfCandidate *last = candidates->len > 0
                          ? &g_array_index (candidates, GfCandidate, candidates->len - 1)
                          : NULL;
  GfCourse course;

  if (!gf_course_read (lines, head, &course))
    return course.end - 1;
  if (last != NULL && gf_course_has (lines, head, course.end, &last->number))
    {
      last->paper = true;
      return course.end - 1;
    }
  candidate.line = course.row;
  candidate.below = course.end;
  candidate.above
      = gf_course_is_head (lines, gf_lines_get (lines, head)) ? head : course.row;
  candidate.number = course.number;
  g_array_append_val (candidates, candidate);
  return course.end - 1;
}

/* Whether the number above is the same, which then has the head of a paper. */
static bool
is_same_number (GArray *candidates, const GfNumber *number)
{
  GfCandidate *last = candidates->len > 0
                          ? &g_array_index (candidates, GfCandidate, candidates->len - 1)
                          : NULL;

  if (last == NULL || last->number.serial != number->serial
      || last->number.year != number->year)
    return false;
  last->paper = true;
  return true;
}

/* Where the table of the course stands right above "SAK 59/09  FEIEAVGIFT", that is where
 * the case is. */
static bool
take_head_above (const GfLines *lines, GArray *candidates, const GfCandidate *candidate)
{
  GfCandidate *last
      = candidates->len > 0 ? gf_candidate_get (candidates, candidates->len - 1) : NULL;
  size_t row;

  if (last == NULL || !last->course || candidate->course
      || candidate->line > last->below + MAX_LINES_ABOVE
      || last->number.serial != candidate->number.serial
      || last->number.year != candidate->number.year
      || candidate->number.rest >= gf_lines_get (lines, candidate->line)->bare_length)
    return false;
  row = last->above;
  *last = *candidate;
  last->above = row;
  last->paper = true;
  return true;
}

/* "Sak 26    MUSEUMSREFORMEN" right above "26/07    Arkivsak 200401781": one case. */
static bool
take_word_above (const GfLines *lines, GArray *candidates, const GfCandidate *candidate)
{
  GfCandidate *last
      = candidates->len > 0 ? gf_candidate_get (candidates, candidates->len - 1) : NULL;
  const GfNumber *number = &candidate->number;

  if (last == NULL || number->kind != GF_NUMBER_YEARLY || number->worded
      || last->number.kind != GF_NUMBER_WORDED || last->line + 1 != candidate->line
      || last->number.serial != number->serial
      || last->number.rest >= gf_lines_get (lines, last->line)->bare_length)
    return false;
  last->number.kind = GF_NUMBER_YEARLY;
  last->number.year = number->year;
  return true;
}

/* What @line begins with, or ends with in a column of its own. */
static void
read_number (const GfLines *lines, size_t index, GfNumber *number_out)
{
  const GfLine *line = gf_lines_get (lines, index);

  gf_number_read (lines, line, number_out);
  if (number_out->kind == GF_NUMBER_NONE && index > 0)
    gf_number_read_below (lines, gf_lines_get (lines, index - 1), line, number_out);
  gf_candidate_read_loose (lines, line, number_out);
  if (number_out->kind == GF_NUMBER_NONE)
    gf_number_read_trailing (lines, line, number_out);
  if (number_out->kind == GF_NUMBER_NONE)
    gf_number_read_unmarked (lines, line, number_out);
}

/* "Nr.    Sak    Ansvarlig": whether columns are headed from @line on; @before: from the
 * line above. */
static bool
has_case_columns (const GfLine *line, bool before)
{
  g_autoptr (GfWords) words = NULL;

  if (memchr (line->bare, '\t', line->bare_length) == NULL)
    return false;
  if (before)
    return true;
  words = gf_line_words (line, MAX_COLUMN_HEADS_BYTES);
  for (size_t i = 0; i < words->words->len; i++)
    if (g_ascii_isdigit (words->folded[gf_words_get (words, i)->start]))
      return false;
  if (line->bare_length > MAX_COLUMN_HEADS_BYTES)
    return false;
  if (gf_words_is_any (words, 0, (const char *const[]){ "sak", "saknr", "saksnr", NULL }))
    return true;
  /* Of measures and of players too. */
  return words->words->len > 1 && gf_words_is (words, 0, "nr")
         && gf_words_is_any (words, 1,
                             (const char *const[]){ "sak", "saker", "sakstittel",
                                                    "tittel", "tema", "emne", NULL });
}

static GArray *
collect_lines (const GfLines *lines)
{
  bool columns = false;
  GArray *candidates = g_array_new (FALSE, TRUE, sizeof (GfCandidate));

  for (size_t i = 0; i < gf_lines_size (lines) && candidates->len < MAX_CANDIDATES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      GfCandidate candidate = { .line = i };

      if (line->aside || line->rule)
        continue;
      if (gf_course_is_head (lines, line))
        {
          i = collect_course (lines, i, candidates);
          continue;
        }
      if (i > 0 && gf_course_is_row (lines, line))
        {
          size_t last = collect_course (lines, i - 1, candidates);

          /* It may see no table there after all. */
          i = MAX (i, last);
          continue;
        }
      columns = has_case_columns (line, columns);
      read_number (lines, i, &candidate.number);
      if (columns && candidate.number.kind == GF_NUMBER_NONE)
        gf_number_read_row (line, &candidate.number);
      if (gf_course_is_key (lines, line, &candidate.number))
        {
          candidate.course = candidate.paper = true;
          candidate.below = i + 1;
          if (is_same_number (candidates, &candidate.number))
            continue;
        }
      if (candidate.number.kind == GF_NUMBER_NONE
          || is_within_paragraph (lines, candidates, i, &candidate.number)
          || is_range (line, &candidate.number))
        continue;
      if (begins_small (line) && !gf_line_is_alone (line)
          && candidate.number.style != GF_ITEM_LETTER)
        continue;
      if (is_numbered_label (lines, line, &candidate.number))
        continue;
      if (take_head_above (lines, candidates, &candidate)
          || take_word_above (lines, candidates, &candidate))
        continue;
      g_array_append_val (candidates, candidate);
    }
  return candidates;
}

/* "Saksbehandlar: Dag Dal": short, and a colon after a word or two. */
static bool
begins_with_key (const GfLine *line)
{
  return line->bare_length <= MAX_KEY_LINE_BYTES
         && memchr (line->bare, ':', MIN (line->bare_length, MAX_KEY_BYTES)) != NULL;
}

/* The title of a paper that stands above the table of its course. */
static char *
dup_title_above (const GfLines *lines, size_t head)
{
  const GfLine *line;
  GfLabel label;
  size_t text = 0, least = head > MAX_KEY_LINES ? head - MAX_KEY_LINES : 0;

  while (head > least
         && (gf_lines_get (lines, head - 1)->aside
             || begins_with_key (gf_lines_get (lines, head - 1))))
    head--;
  line = head > 0 ? gf_lines_get (lines, head - 1) : NULL;
  if (line == NULL || !gf_line_is_alone (line) || line->kind == GF_BLOCK_TABLE_ROW
      || gf_label_read (lines, line, &label)
      || gf_line_find_key (lines, line, GF_KEYS, NULL))
    return NULL;
  return gf_case_read_title_at (lines, head - 1, &text);
}

char *
gf_candidate_dup_title (const GfLines *lines, const GfCandidate *candidate,
                        size_t *text_out)
{
  size_t below;
  GfLabel label;
  char *title;

  if (!candidate->course)
    return gf_case_read_title (lines, candidate->line, &candidate->number, text_out);
  *text_out = candidate->below;
  title = candidate->below == candidate->line + 1
              ? gf_case_read_subject (lines, candidate->line, text_out)
              : NULL;
  if (title != NULL)
    return title;
  below = gf_lines_next (lines, candidate->below);
  if (candidate->record && below < gf_lines_size (lines)
      && gf_label_read (lines, gf_lines_get (lines, below), &label))
    return NULL;
  title
      = gf_case_read_title_at (lines, gf_paper_skip (lines, candidate->below), text_out);
  return title != NULL || candidate->above == 0
             ? title
             : dup_title_above (lines, candidate->above);
}

static bool
has_label (const GfLines *lines, size_t start, size_t end)
{
  GfLabel label;

  for (size_t i = start; i < end; i++)
    if (!gf_lines_get (lines, i)->aside
        && gf_label_read (lines, gf_lines_get (lines, i), &label))
      return true;
  return false;
}

/* Bytes of text from after @index's number to the next number of the same kind. */
static uint32_t
text_weight (const GfLines *lines, const GArray *candidates, size_t index)
{
  const GfCandidate *candidate = gf_candidate_get (candidates, index);
  size_t end = gf_lines_size (lines), start;
  uint32_t bytes = 0;

  for (size_t i = index + 1; i < candidates->len; i++)
    if (gf_candidate_get (candidates, i)->number.kind == candidate->number.kind)
      {
        end = gf_candidate_get (candidates, i)->line;
        break;
      }
  start = candidate->line + 1;
  g_free (gf_candidate_dup_title (lines, candidate, &start));
  for (size_t i = start; i < end && bytes < MAX_TEXT_WEIGHT; i++)
    bytes += gf_lines_get (lines, i)->aside ? 0 : gf_lines_get (lines, i)->bare_length;
  bytes = MIN (bytes, MAX_TEXT_WEIGHT);
  if (gf_lines_get (lines, candidate->line)->first || candidate->course)
    bytes += has_label (lines, start, MIN (end, start + MAX_LABEL_LINES)) ? WEIGHT_LABEL
                                                                          : 0;
  return bytes;
}

gpointer
gf_candidate_key (const GfNumber *number)
{
  return GUINT_TO_POINTER (
      number->serial * GF_N_YEARS
      + (number->year > GF_YEAR_BASE ? number->year - GF_YEAR_BASE : 0));
}

/* A paper's own number has no letters before it, where the list of cases has. */
static void
name_courses (const GArray *candidates)
{
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < candidates->len; i++)
    if (gf_candidate_get (candidates, i)->number.prefix[0] != '\0')
      g_hash_table_insert (named,
                           gf_candidate_key (&gf_candidate_get (candidates, i)->number),
                           gf_candidate_get (candidates, i)->number.prefix);
  for (guint i = 0; i < candidates->len; i++)
    {
      GfCandidate *candidate = gf_candidate_get (candidates, i);
      const char *prefix
          = candidate->course && candidate->number.prefix[0] == '\0'
                ? g_hash_table_lookup (named, gf_candidate_key (&candidate->number))
                : NULL;

      if (prefix != NULL)
        g_strlcpy (candidate->number.prefix, prefix, sizeof candidate->number.prefix);
    }
}

static void
weigh (const GfLines *lines, const GArray *candidates)
{
  for (size_t i = 0; i < candidates->len; i++)
    {
      GfCandidate *candidate = gf_candidate_get (candidates, i);
      const GfLine *line = gf_lines_get (lines, candidate->line);

      if (candidate->number.kind == GF_NUMBER_ITEM)
        continue;
      candidate->weight = WEIGHT_ANY + text_weight (lines, candidates, i);
      if (line->kind == GF_BLOCK_HEADING || line->underlined || candidate->paper)
        candidate->weight += WEIGHT_HEADING;
      else if (line->strong)
        candidate->weight += WEIGHT_STRONG;
    }
}

/* Numbers of a doubtful spelling that stand alone are none. */
static void
drop_doubtful (GArray *candidates)
{
  guint dotted[GF_N_YEARS] = { 0 }, old[GF_N_YEARS] = { 0 }, kept = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const GfNumber *number = &gf_candidate_get (candidates, i)->number;

      if (number->kind != GF_NUMBER_YEARLY)
        continue;
      dotted[number->year - GF_YEAR_BASE] += number->dotted;
      old[number->year - GF_YEAR_BASE] += number->old;
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      const GfNumber *number = &gf_candidate_get (candidates, i)->number;

      if ((number->dotted && dotted[number->year - GF_YEAR_BASE] < MIN_DOTTED)
          || (number->old && old[number->year - GF_YEAR_BASE] < MIN_OLD))
        continue;
      *gf_candidate_get (candidates, kept++) = *gf_candidate_get (candidates, i);
    }
  g_array_set_size (candidates, kept);
}

/* "Sak 1:", or a second item "2.": what the cases are called. */
static bool
names_case (const GfNumber *number)
{
  return number->kind == GF_NUMBER_WORDED
         || (number->kind == GF_NUMBER_ITEM && number->style == GF_ITEM_MARKED
             && number->serial == 2);
}

/* Numbers behind their titles are cases where they go on one after the other in one year,
 * hardly any stands before its title, and nothing else is numbered: votes, deadlines and
 * school years look alike. */
static bool
has_trailing (const GArray *candidates)
{
  guint n = 0, n_leading = 0, n_steps = 0;
  GfNumber before = { 0 };

  for (guint i = 0; i < candidates->len; i++)
    {
      const GfNumber *number = &gf_candidate_get (candidates, i)->number;

      if (names_case (number))
        return false;
      if (number->kind != GF_NUMBER_YEARLY)
        continue;
      n_leading += !number->trails;
      n += number->trails;
      n_steps += number->trails && number->year == before.year
                 && number->serial == before.serial + 1;
      before = number->trails ? *number : before;
    }
  return n >= MIN_TRAILING && n_steps >= MIN_TRAILING_STEPS && n_leading * 3 <= n;
}

static void
drop_trailing (GArray *candidates)
{
  guint kept = 0;

  if (has_trailing (candidates))
    return;
  for (guint i = 0; i < candidates->len; i++)
    if (!gf_candidate_get (candidates, i)->number.trails
        || gf_candidate_get (candidates, i)->number.kind != GF_NUMBER_YEARLY)
      *gf_candidate_get (candidates, kept++) = *gf_candidate_get (candidates, i);
  g_array_set_size (candidates, kept);
}

GArray *
gf_candidates_collect (const GfLines *lines)
{
  GArray *candidates = collect_lines (lines);

  drop_trailing (candidates);
  gf_candidates_settle_loose (candidates);
  drop_doubtful (candidates);
  name_courses (candidates);
  weigh (lines, candidates);
  return candidates;
}
