/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/taken-off.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/understand/cases/clauses.h"
#include "indexer/understand/cases/crossed-out.h"
#include "indexer/understand/cases/outcomes.h"
#include "indexer/understand/reading/numbers.h"

/* The opening of minutes in plain text may be one paragraph; what stands behind these
   words is not read. */
#define MAX_PARAGRAPH_WORDS 1000
/* "PS", "F-sak" */
#define MAX_PREFIX_BYTES 5
/* "2024" */
#define MAX_YEAR_BYTES 4
/* "er derfor blitt" */
#define MAX_HELPERS 3
/* Of a title that a row of the list has too. */
#define MAX_TITLE_BYTES 12

typedef struct
{
  const GfLines *lines;
  const GArray *cases;
  GHashTable *by_number; /* of those of which nothing became: its place, plus one */
} Reader;

/* The lines of one block, and their words. */
typedef struct
{
  size_t start, end; /* lines */
  const char *text;
  size_t length;
  GfWords *words;
} Paragraph;

/* Nothing became of it, or but that it was not taken. */
static bool
is_open (const GfUnit *unit)
{
  const GfDecision *decision = unit->decision;

  return unit->case_number != NULL
         && (decision == NULL || decision->outcome == GF_OUTCOME_UNKNOWN
             || decision->outcome == GF_OUTCOME_PROPOSED
             || (decision->outcome == GF_OUTCOME_POSTPONED
                 && gf_outcome_is_untreated (decision->text)));
}

/* Two cases of one number ("PS 5/14", "RS 5/14") are none. */
static GHashTable *
list_open (const GArray *cases)
{
  GHashTable *open = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cases->len; i++)
    {
      const GfUnit *unit = g_array_index (cases, GfCaseLines, i).unit;
      const char *number = unit->case_number;

      if (number == NULL || strchr (number, '/') == NULL)
        continue;
      g_hash_table_insert (open, (char *) number,
                           g_hash_table_contains (open, number) || !is_open (unit)
                               ? NULL
                               : GUINT_TO_POINTER (i + 1));
    }
  return open;
}

/* @decision: (transfer full). */
static void
mark (const GfCaseLines *found, GfDecision *decision)
{
  g_clear_pointer (&found->unit->decision, gf_decision_free);
  found->unit->decision = decision;
}

/* The open case of @number, if it has no other prefix than @prefix (nullable). */
static const GfCaseLines *
find_case (const Reader *reader, const char *number, const char *prefix)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (reader->by_number, number));
  const GfCaseLines *found
      = place > 0 ? &g_array_index (reader->cases, GfCaseLines, place - 1) : NULL;

  if (found == NULL || !is_open (found->unit))
    return NULL;
  return prefix == NULL || *prefix == '\0' || found->unit->case_prefix == NULL
                 || g_ascii_strcasecmp (prefix, found->unit->case_prefix) == 0
             ? found
             : NULL;
}

/* Whether @row has the first words of @title: it is that case's. */
static bool
has_title (const char *row, const char *title)
{
  g_autofree char *whole = g_utf8_casefold (row, -1);
  g_autofree char *begin = g_utf8_casefold (
      title, (gssize) gf_whole_characters (title, strlen (title), MAX_TITLE_BYTES));

  return strstr (whole, begin) != NULL;
}

/* "PS 26/18 | Gatelys i Nyveien (trukket) | 17/1120": a row of the list of cases, cell by
 * cell. */
static void
read_row (const Reader *reader, size_t index)
{
  const GfLine *line = gf_lines_get (reader->lines, index);
  GfNumber number = { .kind = GF_NUMBER_NONE };

  gf_number_read (reader->lines, line, &number);
  if (number.kind == GF_NUMBER_NONE)
    gf_number_read_row (line, &number);
  if (number.kind == GF_NUMBER_NONE || number.rest > line->bare_length)
    return;

  g_autofree char *name = gf_number_dup (&number);
  g_autofree char *rest
      = g_strndup (line->bare + number.rest, line->bare_length - number.rest);
  const GfCaseLines *found
      = name != NULL ? find_case (reader, name, number.prefix) : NULL;
  if (found == NULL || found->unit->title == NULL
      || !has_title (rest, found->unit->title))
    return;

  g_auto (GStrv) cells = g_strsplit_set (rest, "\t|", -1);
  for (char **cell = cells; *cell != NULL; cell++)
    {
      GfDecision *said = gf_crossed_out_read_title (reader->lines->registers,
                                                    g_strstrip (*cell), line->page);

      if (said == NULL)
        continue;
      mark (found, said);
      return;
    }
}

/* "12/24" at word @at: its bytes in the paragraph's text; 0 for none. */
static size_t
number_length (const Paragraph *paragraph, size_t at)
{
  const GfWords *words = paragraph->words;
  const GfWord *word = gf_words_get (words, at);

  if (at + 1 >= words->words->len || !g_ascii_isdigit (words->folded[word->start])
      || words->folded[word->start + word->length] != '/')
    return 0;

  const GfWord *year = gf_words_get (words, at + 1);
  return year->start == word->start + word->length + 1 && year->length <= MAX_YEAR_BYTES
                 && g_ascii_isdigit (words->folded[year->start])
             ? year->start + year->length - word->start
             : 0;
}

/* Whether word @at says that a case's number follows: "sak", "sakene", "PS". */
static bool
leads_to_number (const Paragraph *paragraph, size_t at)
{
  static const char *const cases[]
      = { "sak", "saka", "saken", "saker", "sakene", "sakane", "saksnr", "nr", NULL };
  const GfWord *word = gf_words_get (paragraph->words, at);

  if (gf_words_is_any (paragraph->words, at, cases))
    return true;
  return word->length <= MAX_PREFIX_BYTES
         && g_ascii_isupper (paragraph->text[word->start])
         && g_ascii_isupper (paragraph->text[word->start + word->length - 1]);
}

/* The first of the words before the number at @at that are of it, not before @start. */
static size_t
begin_of_number (const Paragraph *paragraph, size_t start, size_t at)
{
  while (at > start && leads_to_number (paragraph, at - 1))
    at--;
  return at;
}

/* The page of what stands at @text in the paragraph. */
static uint32_t
page_at (const Reader *reader, const Paragraph *paragraph, const char *text)
{
  uint32_t page = gf_lines_get (reader->lines, paragraph->start)->page;

  for (size_t i = paragraph->start; i < paragraph->end; i++)
    if (gf_lines_get (reader->lines, i)->bare <= text)
      page = gf_lines_get (reader->lines, i)->page;
  return page;
}

/* The numbers of the words from @start up to @end, of cases that the sentence from @first
 * up to @last takes off. */
static void
mark_named (const Reader *reader, const Paragraph *paragraph, size_t start, size_t end,
            size_t first, size_t last)
{
  const GfWord *stop = gf_words_get (paragraph->words, last - 1);
  const char *text = paragraph->text + gf_words_get (paragraph->words, first)->start;
  size_t length = (size_t) (paragraph->text + stop->start + stop->length - text);

  length += paragraph->text[stop->start + stop->length] == '.';
  for (size_t i = start; i < end; i++)
    {
      const GfWord *word = gf_words_get (paragraph->words, i);
      size_t size = number_length (paragraph, i);
      size_t lead = begin_of_number (paragraph, start, i);

      if (size == 0)
        continue;
      size_t from = gf_words_get (paragraph->words, lead)->start;
      g_autofree char *written
          = g_strndup (paragraph->text + from, word->start + size - from);
      g_autofree char *prefix = NULL;
      g_autofree char *number = gf_schema_case_number (written, &prefix);
      bool is_named = prefix != NULL && !g_str_has_prefix (prefix, "SAK")
                      && !g_str_equal (prefix, "NR");
      const GfCaseLines *found
          = number != NULL ? find_case (reader, number, is_named ? prefix : NULL) : NULL;

      if (found != NULL)
        mark (found,
              gf_crossed_out_new (text, length, page_at (reader, paragraph, text)));
    }
}

/* Whether the words from @start up to @end are rows of a list, and no sentence: a line
 * within them begins with a number. */
static bool
is_list (const Paragraph *paragraph, size_t start, size_t end)
{
  for (size_t i = start + 1; i < end; i++)
    {
      size_t first = begin_of_number (paragraph, start, i);

      if (number_length (paragraph, i) > 0 && first > start
          && paragraph->text[gf_words_get (paragraph->words, first)->start - 1] == '\n')
        return true;
    }
  return false;
}

static bool
begins_with_any (const Paragraph *paragraph, size_t at, const char *const *beginnings)
{
  const char *word
      = paragraph->words->folded + gf_words_get (paragraph->words, at)->start;

  for (; *beginnings != NULL; beginnings++)
    if (g_str_has_prefix (word, *beginnings))
      return true;
  return false;
}

/* "Merknader til sakslisten: Sak 12/24 trekkes.": past the labels of what is said of the
 * list, and of no other. */
static size_t
skip_label (const Paragraph *paragraph, size_t start, size_t end)
{
  static const char *const of_list[]
      = { "merknad", "saksl", "sakli", "innkalling", "dagsorden", "endring", NULL };
  size_t from = start;
  bool listed = false;

  for (size_t i = start; i + 1 < end && number_length (paragraph, i) == 0; i++)
    {
      const GfWord *word = gf_words_get (paragraph->words, i);
      const char *p = paragraph->text + word->start + word->length;

      listed |= begins_with_any (paragraph, i, of_list);
      while (*p == ' ' || *p == '*')
        p++;
      if (*p == ':' && listed)
        from = i + 1;
    }
  return from;
}

/* The word after the list of numbers that begins at @start: "sakene 12/24, 13/24 og
 * 14/24". @start itself where none does. */
static size_t
end_of_numbers (const Paragraph *paragraph, size_t start, size_t end)
{
  static const char *const joins[] = { "og", "samt", NULL };
  size_t last = start;

  for (size_t i = start; i < end; i++)
    if (number_length (paragraph, i) > 0)
      last = ++i + 1;
    else if (!leads_to_number (paragraph, i)
             && !gf_words_is_any (paragraph->words, i, joins))
      break;
  return last;
}

/* Whether the words from @at on go on with a verb that withdraws what stands before them:
 * "ble trukket", "utgår". */
static bool
is_withdrawn_at (const Reader *reader, const Paragraph *paragraph, size_t at, size_t end)
{
  static const char *const helpers[]
      = { "ble",  "blei",  "blir",  "er",        "var",        "vart",  "vert",
          "også", "òg",    "nå",    "no",        "derfor",     "difor", "dermed",
          "har",  "blitt", "vorte", "enstemmig", "samrøystes", NULL };
  const GfWord *before = gf_words_get (paragraph->words, at - 1);
  size_t i = at;

  if (paragraph->text[before->start + before->length] == ':')
    return false;
  while (i < end && i < at + MAX_HELPERS
         && gf_words_is_any (paragraph->words, i, helpers))
    i++;
  return i < end && gf_clause_takes_back (reader->lines->registers, paragraph->words, i)
         && !(i == at
              && gf_registers_match (reader->lines->registers, GF_REGISTER_VERBS,
                                     GF_MEANING (GF_VERB_PARTICIPLE), paragraph->words, i,
                                     NULL)
                     != NULL
              && i + 1 < end);
}

/* Whether a verb right before word @at withdraws what follows: "trakk", "trekker". */
static bool
withdraws_at (const Reader *reader, const Paragraph *paragraph, size_t start, size_t at)
{
  return at > start
         && gf_registers_match (reader->lines->registers, GF_REGISTER_VERBS,
                                GF_MEANING (GF_VERB_ACTIVE), paragraph->words, at - 1,
                                NULL)
                != NULL
         && gf_clause_takes_back (reader->lines->registers, paragraph->words, at - 1);
}

/* "Sakslisten ble godkjent med den endring at": up to word @at. */
static bool
is_approval (const Paragraph *paragraph, size_t start, size_t at)
{
  static const char *const approves[] = { "godkj", NULL };

  if (at == start || !gf_words_is (paragraph->words, at - 1, "at"))
    return false;
  for (size_t i = start; i < at; i++)
    if (begins_with_any (paragraph, i, approves))
      return true;
  return false;
}

/* "Sak 12/24 trekkes, men ...", "punkt 3 i sak 12/24": whether anything in the sentence
 * says that not the case, or not for good, or that it is only proposed. */
static bool
has_contrary (const Paragraph *paragraph, size_t start, size_t end)
{
  static const char *const contrary[]
      = { "men",     "hvis",      "dersom",     "viss",    "unnta", "likevel",
          "vurder",  "opp",       "åpn",        "opn",     "lukk",  "offentl",
          "slutt",   "punkt",     "pkt",        "vedlegg", "side",  "sete",
          "setning", "tillegg",   "falt",       "fall",    "forsl", "framlegg",
          "foresl",  "tidleg",    "tidligere",  "forrige", "førre", "ikke",
          "ikkje",   "behandles", "handsamast", NULL };

  for (size_t i = start; i < end; i++)
    if (begins_with_any (paragraph, i, contrary))
      return true;
  return false;
}

/* "Sak 12/24 trekkes. Forslaget falt.": whether the sentence that begins at @start is
 * about what the one before it says. */
static bool
answers (const Paragraph *paragraph, size_t start)
{
  static const char *const motions[] = { "forslaget", "framlegget", "ønsk", NULL };

  return start < paragraph->words->words->len
         && begins_with_any (paragraph, start, motions);
}

static void
read_sentence (const Reader *reader, const Paragraph *paragraph, size_t start, size_t end)
{
  size_t from = skip_label (paragraph, start, end);

  if (is_list (paragraph, from, end) || has_contrary (paragraph, from, end)
      || answers (paragraph, end))
    return;
  for (size_t i = from, after; i < end; i = after)
    {
      after = end_of_numbers (paragraph, i, end);
      if (after == i)
        {
          after++;
          continue;
        }
      if (withdraws_at (reader, paragraph, from, i)
          || ((i == from || is_approval (paragraph, from, i))
              && is_withdrawn_at (reader, paragraph, after, end)))
        mark_named (reader, paragraph, i, after, from, end);
    }
}

static void
read_sentences (const Reader *reader, const Paragraph *paragraph)
{
  size_t n = paragraph->words->words->len;

  for (size_t start = 0, end; start < n; start = end)
    {
      for (end = start + 1; end < n
                            && gf_words_get (paragraph->words, end)->sentence
                                   == gf_words_get (paragraph->words, start)->sentence;)
        end++;
      read_sentence (reader, paragraph, start, end);
    }
}

/* Whether a number may stand in @text: most paragraphs have none. */
static bool
may_have_number (const char *text, size_t length)
{
  for (const char *p = memchr (text, '/', length); p != NULL;
       p = memchr (p + 1, '/', length - (size_t) (p + 1 - text)))
    if (p > text && p + 1 < text + length && g_ascii_isdigit (p[-1])
        && g_ascii_isdigit (p[1]))
      return true;
  return false;
}

/* Whether the lines from @start on are words that somebody proposed: a label above them
 * leads to them, or a quotation mark. */
static bool
is_moved (const GfLines *lines, size_t start)
{
  const GfLine *line = gf_lines_get (lines, start);
  const GfLine *above = start > 0 ? gf_lines_get (lines, start - 1) : NULL;

  return g_str_has_prefix (line->bare, "\xc2\xab") || *line->bare == '"'
         || (above != NULL && above->bare_length > 0
             && above->bare[above->bare_length - 1] == ':');
}

/* The lines of one block stand in one text. */
static void
read_paragraph (const Reader *reader, size_t start, size_t end)
{
  const GfLine *first = gf_lines_get (reader->lines, start);
  const GfLine *last = gf_lines_get (reader->lines, end - 1);
  Paragraph paragraph = { .start = start, .end = end, .text = first->bare };

  paragraph.length = (size_t) (last->bare + last->bare_length - first->bare);
  if (!may_have_number (paragraph.text, paragraph.length))
    return;
  if (start < g_array_index (reader->cases, GfCaseLines, 0).start)
    for (size_t i = start; i < end; i++)
      read_row (reader, i);
  if (gf_line_is_row (first) || is_moved (reader->lines, start))
    return;

  g_autoptr (GfWords) words
      = gf_words_new (paragraph.text, paragraph.length, MAX_PARAGRAPH_WORDS);
  paragraph.words = words;
  read_sentences (reader, &paragraph);
}

/* Where the list of cases is approved: before the first case, or in the case that is
 * about that. */
static size_t
end_of_opening (const GfCaseLines *first)
{
  static const char *const about[] = { "nnkalling", "aksl", "akli", "agsorden", NULL };

  for (size_t i = 0; first->unit->title != NULL && about[i] != NULL; i++)
    if (strstr (first->unit->title, about[i]) != NULL)
      return first->end;
  return first->start;
}

void
gf_taken_off_read (const GfLines *lines, const GArray *cases)
{
  if (cases->len == 0)
    return;

  g_autoptr (GHashTable) open = list_open (cases);
  Reader reader = { lines, cases, open };
  size_t n = end_of_opening (&g_array_index (cases, GfCaseLines, 0));

  for (size_t start = 0, end; start < n; start = end)
    {
      uint32_t block = gf_lines_get (lines, start)->block;

      end = start + 1;
      while (end < n && gf_lines_get (lines, end)->block == block)
        end++;
      read_paragraph (&reader, start, end);
    }
}
