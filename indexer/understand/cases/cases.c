/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/cases.h"

#include <string.h>

#include "indexer/understand/cases/candidates.h"
#include "indexer/understand/cases/course.h"
#include "indexer/understand/reading/labels.h"

#define MAX_CASES 5000
/* So many cases, with decisions so near, make minutes of what is not called so. */
#define MIN_IN_SPITE 3
#define MAX_DECISION_LINES 25
/* The record of one case says so in its first lines. */
#define MAX_RECORD_LINES 4
#define MAX_RECORD_BYTES 160
/* Bytes of the line below a number that may hold its archive number. */
#define MAX_BELOW_BYTES 60
/* The title that a list of cases has stands so near below what was taken for it. */
#define MAX_HEAD_LINES 8
/* What runs on after it on one line is no rest of a title. */
#define MIN_SENTENCE_BYTES 25
#define MAX_TOLD_BYTES 200
#define MIN_WORD_BYTES 3

static void
keep_kind (GArray *candidates, GfNumberKind kind)
{
  guint kept = 0;

  for (guint i = 0; i < candidates->len; i++)
    if (gf_candidate_get (candidates, i)->number.kind == kind)
      *gf_candidate_get (candidates, kept++) = *gf_candidate_get (candidates, i);
  g_array_set_size (candidates, kept);
}

static void
case_clear (gpointer data)
{
  g_free (((GfCase *) data)->title);
  g_free (((GfCase *) data)->archive);
}

/* The archive number beside the number of @candidate, or on a short line right below. */
static char *
dup_archive (const GfLines *lines, const GfCandidate *candidate)
{
  size_t below = candidate->line + 1;
  char *archive;

  if (candidate->number.kind != GF_NUMBER_YEARLY)
    return NULL;
  archive = gf_case_dup_archive (lines, candidate->line, &candidate->number);
  if (archive != NULL || below >= gf_lines_size (lines)
      || gf_lines_get (lines, below)->bare_length > MAX_BELOW_BYTES)
    return archive;
  return gf_archive_dup (lines, below, below + 1);
}

/* What the list of cases says of each number: the candidates that were not chosen. */
static GHashTable *
index_listed (const GArray *candidates)
{
  GHashTable *listed = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < candidates->len; i++)
    {
      const GfCandidate *candidate = gf_candidate_get (candidates, i);

      if (!candidate->chosen
          && !g_hash_table_contains (listed, gf_candidate_key (&candidate->number)))
        g_hash_table_insert (listed, gf_candidate_key (&candidate->number),
                             (gpointer) candidate);
    }
  return listed;
}

/* Below a number alone on line @index stands a sentence, where the list of cases has a
 * title: it is text. */
static void
take_listed_title (const GfLines *lines, const GfCandidate *listed, size_t index,
                   GfCase *found)
{
  size_t text = 0;
  g_autofree char *title = NULL;

  if (found->title == NULL || !g_str_has_suffix (found->title, ".")
      || found->number.rest < gf_lines_get (lines, index)->bare_length)
    return;
  title = gf_candidate_dup_title (lines, listed, &text);
  if (title == NULL || g_str_has_suffix (title, ".")
      || g_str_has_prefix (found->title, title))
    return;
  g_free (found->title);
  found->title = g_steal_pointer (&title);
  found->text = index + 1;
}

/* The list of cases has the whole title of which a line break left the beginning: what
 * stands below is the rest of it. */
static void
take_rest_of_title (const GfLines *lines, const GfCandidate *listed, GfCase *found)
{
  size_t text = 0, at = found->text, length;
  g_autofree char *title = gf_candidate_dup_title (lines, listed, &text);
  const char *rest;

  if (found->title == NULL || title == NULL || !g_str_has_prefix (title, found->title))
    return;
  rest = title + strlen (found->title);
  for (; *rest == ' ' && at < gf_lines_size (lines); at++)
    {
      const GfLine *line = gf_lines_get (lines, at);

      length = line->bare_length;
      if (line->aside || length == 0 || strncmp (rest + 1, line->bare, length) != 0)
        return;
      rest += 1 + length;
    }
  if (*rest != '\0' || at == found->text)
    return;
  g_free (found->title);
  found->title = g_steal_pointer (&title);
  found->text = at;
}

/* The title that the list of cases has stands, alone on its line, right below what was
 * taken for the title: "Sakshandsamar" or half a name, cells of the head of a paper. */
static void
take_title_below (const GfLines *lines, const GfCandidate *listed, GfCase *found)
{
  size_t text = 0, at = found->text;
  g_autofree char *title = gf_candidate_dup_title (lines, listed, &text);
  GfLabel label;

  if (title == NULL || found->title == NULL || strcmp (title, found->title) == 0)
    return;
  for (size_t n = 0; n < MAX_HEAD_LINES && at < gf_lines_size (lines);
       n++, at = gf_lines_next (lines, at + 1))
    {
      const GfLine *line = gf_lines_get (lines, at);

      if (line->bare_length == strlen (title)
          && memcmp (line->bare, title, line->bare_length) == 0)
        {
          g_free (found->title);
          found->title = g_steal_pointer (&title);
          found->text = at + 1;
          return;
        }
      if (gf_label_read (lines, line, &label))
        return;
    }
}

static void
complete (const GfLines *lines, GHashTable *listed, size_t index, GfCase *found)
{
  const GfCandidate *candidate
      = g_hash_table_lookup (listed, gf_candidate_key (&found->number));
  size_t text = 0;

  if (candidate == NULL)
    return;
  take_listed_title (lines, candidate, index, found);
  take_rest_of_title (lines, candidate, found);
  take_title_below (lines, candidate, found);
  if (found->title == NULL)
    found->title = gf_candidate_dup_title (lines, candidate, &text);
  if (found->archive == NULL)
    found->archive = dup_archive (lines, candidate);
}

/* The head of a paper that begins with a key, "Sak: 029/13", is of one block where that
 * has more of it; the first must not take the head of the document. */
static size_t
paper_floor (const GfLines *lines, const GfCandidate *candidate, size_t floor)
{
  size_t first = candidate->line;

  if (floor > 0 || candidate->record || candidate->below != candidate->line + 1
      || !gf_lines_get (lines, first)->first || gf_lines_get (lines, first)->last)
    return floor;
  return first;
}

static GArray *
make_cases (const GfLines *lines, const GArray *candidates)
{
  GArray *cases = g_array_new (FALSE, TRUE, sizeof (GfCase));
  g_autoptr (GHashTable) listed = index_listed (candidates);
  size_t floor = 0;

  g_array_set_clear_func (cases, case_clear);
  for (size_t i = 0; i < candidates->len && cases->len < MAX_CASES; i++)
    {
      const GfCandidate *candidate = gf_candidate_get (candidates, i);
      GfCase found = { .number = candidate->number,
                       .paper = candidate->paper,
                       .record = candidate->record };

      if (!candidate->chosen || candidate->line < floor)
        continue;
      found.start
          = candidate->above > 0 ? gf_paper_find_start (lines, candidate->above, floor)
            : candidate->course
                ? gf_paper_find_start (lines, candidate->line,
                                       paper_floor (lines, candidate, floor))
                : gf_case_find_start (lines, candidate->line, &candidate->number, floor);
      found.title = gf_candidate_dup_title (lines, candidate, &found.text);
      found.note = candidate->run_in;
      if (candidate->run_in && found.title != NULL && g_str_has_suffix (found.title, "."))
        found.title[strlen (found.title) - 1] = '\0';
      if (!candidate->course)
        found.archive = dup_archive (lines, candidate);
      complete (lines, listed, candidate->line, &found);
      floor = found.text;
      g_array_append_val (cases, found);
    }
  return cases;
}

/* Bytes of the title that the list of cases has, with which @text begins; 0 for none. */
static size_t
listed_length (const GfLines *lines, const GfCandidate *listed, const char *text,
               size_t length)
{
  size_t below = 0, n;
  g_autofree char *title
      = listed != NULL ? gf_candidate_dup_title (lines, listed, &below) : NULL;

  n = title != NULL ? strlen (title) : 0;
  return n < length && n > 0 && memcmp (text, title, n) == 0 ? n : 0;
}

/* Bytes of "Eventuelt" or "Ymse saker" with which @text begins; 0 for none. */
static size_t
miscellany_length (const GfLines *lines, const char *text, size_t length)
{
  length = gf_whole_characters (text, length, MAX_RECORD_BYTES);
  for (size_t n = 1; n <= 2; n++)
    {
      g_autoptr (GfWords) words = gf_words_new (text, length, n);

      if (words->words->len == n
          && gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                 GF_MEANING (GF_HEADING_MISCELLANY), words, 0, NULL)
                 != NULL)
        return gf_words_get (words, n - 1)->start + gf_words_get (words, n - 1)->length;
    }
  return 0;
}

/* Whether more than one sentence stands in @text: no title has. */
static bool
has_sentences (const char *text, size_t length)
{
  for (size_t i = MIN_WORD_BYTES; i + 2 < length; i++)
    {
      bool word = true;

      for (size_t j = 1; j <= MIN_WORD_BYTES; j++)
        word = word && g_unichar_isalnum (g_utf8_get_char_validated (text + i - j, 1));
      if (word && text[i] == '.' && text[i + 1] == ' '
          && g_unichar_isupper (g_utf8_get_char (text + i + 2)))
        return true;
    }
  return false;
}

/* Bytes of the title in "Tannhelseplan Fylkesrådmannen har lagt fram plan. Åtte er mot.":
 * the word before the first verb begins the sentence.  0 for none. */
static size_t
told_length (const char *text, size_t length)
{
  static const char *const verbs[]
      = { "har",        "hadde",        "er",   "var",    "la",     "viste",
          "tok",        "ba",           "bad",  "gjorde", "vart",   "ble",
          "orienterte", "foreslo",      "vil",  "kan",    "legger", "legg",
          "viser",      "s\xc3\xb8ker", "skal", NULL };
  g_autoptr (GfWords) words
      = gf_words_new (text, gf_whole_characters (text, length, MAX_TOLD_BYTES), SIZE_MAX);

  if (!has_sentences (text, length))
    return 0;
  for (size_t i = 2; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i - 1);

      if (!gf_words_is_any (words, i, verbs))
        continue;
      return word->length > MIN_WORD_BYTES
                     && g_unichar_isupper (g_utf8_get_char (text + word->start))
                 ? word->start - 1
                 : 0;
    }
  return 0;
}

/* Where a sentence runs on after the title on the line of @candidate; 0 for nowhere. */
static size_t
find_sentence (const GfLines *lines, const GfCandidate *candidate,
               const GfCandidate *listed)
{
  const GfLine *line = gf_lines_get (lines, candidate->line);
  size_t rest = candidate->number.rest, length, n;
  const char *text = line->bare + rest;

  if (candidate->course || candidate->number.trails || rest >= line->bare_length
      || line->bare[line->bare_length - 1] != '.')
    return 0;
  length = line->bare_length - rest;
  n = listed_length (lines, listed, text, length);
  n = n > 0 ? n : miscellany_length (lines, text, length);
  n = n > 0 ? n : told_length (text, length);
  return n > 0 && n + 1 + MIN_SENTENCE_BYTES <= length && text[n] == ' '
                 && g_unichar_isupper (g_utf8_get_char (text + n + 1))
             ? rest + n + 1
             : 0;
}

/* "67/20 Eventuelt Dal spurde om vegen.": puts what runs on after the title on a line of
 * its own. */
static void
split_listed (GfLines *lines, GArray *candidates)
{
  g_autoptr (GHashTable) listed = index_listed (candidates);
  g_autofree size_t *splits = g_new0 (size_t, candidates->len + 1);
  size_t shift = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const GfCandidate *candidate = gf_candidate_get (candidates, i);

      if (candidate->chosen)
        splits[i] = find_sentence (
            lines, candidate,
            g_hash_table_lookup (listed, gf_candidate_key (&candidate->number)));
    }
  for (guint i = 0; i < candidates->len; i++)
    {
      GfCandidate *candidate = gf_candidate_get (candidates, i);

      candidate->line += shift;
      candidate->below += candidate->below > 0 ? shift : 0;
      candidate->above += candidate->above > 0 ? shift : 0;
      if (splits[i] == 0)
        continue;
      gf_lines_split (lines, candidate->line, splits[i]);
      gf_lines_get (lines, candidate->line)->runs_on = false;
      shift++;
    }
}

static guint
count_kind (const GArray *candidates, GfNumberKind kind)
{
  guint n = 0;

  for (guint i = 0; i < candidates->len; i++)
    n += gf_candidate_get (candidates, i)->number.kind == kind;
  return n;
}

static bool
any_chosen (const GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    if (gf_candidate_get (candidates, i)->chosen)
      return true;
  return false;
}

/* Whether @line says whose record it is: "Saksprotokoll i Formannskapet", "Formannskapets
 * behandling av sak 30/26 i møte den ...". */
static bool
tells_record (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_RECORD_BYTES);
  bool behandling = false, sak = false;

  for (size_t i = 0; i < words->words->len; i++)
    {
      behandling
          |= gf_words_is (words, i, "behandling") || gf_words_is (words, i, "handsaming");
      sak |= gf_words_is (words, i, "sak");
    }
  return (behandling && sak)
         || (words->words->len > 0
             && gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                    GF_MEANING (GF_HEADING_PAPER), words, 0, NULL)
                    != NULL);
}

/* The record of one case by itself: its number stands in the first line or right below.
 */
static void
choose_record (const GfLines *lines, GArray *candidates)
{
  size_t n = 0;

  g_array_set_size (candidates, 0);
  for (size_t i = gf_lines_next (lines, 0);
       i < gf_lines_size (lines) && n < MAX_RECORD_LINES;
       i = gf_lines_next (lines, i + 1))
    {
      const GfLine *line = gf_lines_get (lines, i);
      GfCandidate candidate
          = { .line = i, .course = true, .chosen = true, .below = i + 1, .record = true };

      n++;
      if (!tells_record (lines, line) || !gf_number_find (lines, line, &candidate.number))
        continue;
      g_array_append_val (candidates, candidate);
      return;
    }
}

/* The minutes of a "Plan- og miljøutvalg" are no plan: at least three numbers with a year
 * stand as headings, most with a decision below. */
static void
choose_in_spite (const GfLines *lines, GArray **candidates)
{
  guint n = 0, n_decided = 0;
  GfLabel label;

  g_array_unref (*candidates);
  *candidates = gf_candidates_collect (lines);
  keep_kind (*candidates, GF_NUMBER_YEARLY);
  if ((*candidates)->len >= MIN_IN_SPITE)
    gf_candidates_choose_yearly (lines, *candidates);
  for (guint i = 0; i < (*candidates)->len; i++)
    {
      const GfCandidate *candidate = gf_candidate_get (*candidates, i);
      size_t end = MIN (gf_lines_size (lines), candidate->line + MAX_DECISION_LINES);

      if (!candidate->chosen
          || !(gf_lines_get (lines, candidate->line)->kind == GF_BLOCK_HEADING
               || candidate->number.worded))
        continue;
      n++;
      for (size_t j = candidate->line + 1; j < end; j++)
        if (gf_label_read (lines, gf_lines_get (lines, j), &label)
            && label.role == GF_HEADING_DECISION)
          {
            n_decided++;
            break;
          }
    }
  if (n < MIN_IN_SPITE || n_decided * 3 < n * 2)
    g_array_set_size (*candidates, 0);
  for (guint i = 0; i < (*candidates)->len; i++)
    gf_candidate_get (*candidates, i)->record = true;
}

static bool
may_have_cases (GfDocumentType type)
{
  return type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA || type == GF_TYPE_CASE_PAPER
         || type == GF_TYPE_OTHER;
}

/* Numbered items are cases only where the document says that it is of a meeting. */
static bool
may_have_items (GfDocumentType type)
{
  return type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA;
}

/* Numbered items, else headings, else what is numbered in another way; a single "Sak 1"
   says that this is none. */
static void
choose_without_year (GfLines *lines, GArray *candidates)
{
  guint n_worded = count_kind (candidates, GF_NUMBER_WORDED);
  g_autoptr (GArray) all = NULL;

  keep_kind (candidates, n_worded > 1 ? GF_NUMBER_WORDED : GF_NUMBER_ITEM);
  all = g_array_copy (candidates);
  gf_candidates_choose_items (lines, candidates);
  if (!any_chosen (candidates))
    gf_candidates_choose_headings (lines, candidates);
  if (!any_chosen (candidates) && n_worded == 0)
    {
      g_array_set_size (candidates, 0);
      g_array_append_vals (candidates, all->data, all->len);
      gf_candidates_choose_unmarked (lines, candidates);
    }
  gf_candidates_split_run_in (lines, candidates);
}

GArray *
gf_cases_find (GfLines *lines, GfDocumentType type)
{
  g_autoptr (GArray) candidates = NULL;

  if (!may_have_cases (type))
    {
      candidates = g_array_new (FALSE, TRUE, sizeof (GfCandidate));
      choose_record (lines, candidates);
      if (candidates->len == 0)
        choose_in_spite (lines, &candidates);
      return make_cases (lines, candidates);
    }
  candidates = gf_candidates_collect (lines);
  if (count_kind (candidates, GF_NUMBER_YEARLY) > 0
      && !(may_have_items (type) && gf_candidates_are_reports (lines, candidates)))
    {
      keep_kind (candidates, GF_NUMBER_YEARLY);
      gf_candidates_choose_yearly (lines, candidates);
      split_listed (lines, candidates);
    }
  else if (may_have_items (type))
    {
      choose_without_year (lines, candidates);
    }
  else
    g_array_set_size (candidates, 0);
  if (!any_chosen (candidates) && type != GF_TYPE_CASE_PAPER && type != GF_TYPE_AGENDA)
    choose_record (lines, candidates);
  return make_cases (lines, candidates);
}
