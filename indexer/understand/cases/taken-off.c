/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/taken-off.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/understand/cases/crossed-out.h"
#include "indexer/understand/cases/outcomes.h"
#include "indexer/understand/reading/numbers.h"

/* A paragraph longer than this tells of more than what is taken off. */
#define MAX_PARAGRAPH_WORDS 300
/* "PS", "F-sak" */
#define MAX_PREFIX_BYTES 5
/* "2024" */
#define MAX_YEAR_BYTES 4
/* What a number is read as, so that a sentence says the same of any case. */
#define THE_CASE "saken"

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

static bool
is_open (const GfUnit *unit)
{
  const GfDecision *decision = unit->decision;

  return unit->case_number != NULL
         && (decision == NULL || decision->outcome == GF_OUTCOME_UNKNOWN
             || decision->outcome == GF_OUTCOME_PROPOSED
             || gf_outcome_is_untreated (decision->text));
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

static void
mark (const GfCaseLines *found, const char *text, size_t length, uint32_t page)
{
  GfDecision *decision = gf_decision_new ();

  decision->outcome = GF_OUTCOME_WITHDRAWN;
  decision->text = g_strndup (text, length);
  decision->evidence = g_strdup (decision->text);
  decision->page = page;
  g_clear_pointer (&found->unit->decision, gf_decision_free);
  found->unit->decision = decision;
}

/* The open case of @number that does not have line @index itself. */
static const GfCaseLines *
find_case (const Reader *reader, const char *number, size_t index)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (reader->by_number, number));
  const GfCaseLines *found
      = place > 0 ? &g_array_index (reader->cases, GfCaseLines, place - 1) : NULL;

  return found != NULL && is_open (found->unit)
                 && (index < found->start || index >= found->end)
             ? found
             : NULL;
}

/* "PS 26/18 | Gatelys i Nyveien (trukket) | 17/1120": a row of a list, cell by cell. */
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
  const GfCaseLines *found = name != NULL ? find_case (reader, name, index) : NULL;
  if (found == NULL)
    return;

  g_autofree char *rest
      = g_strndup (line->bare + number.rest, line->bare_length - number.rest);
  g_auto (GStrv) cells = g_strsplit_set (rest, "\t|", -1);
  for (char **cell = cells; *cell != NULL; cell++)
    {
      GfDecision *said = gf_crossed_out_read_title (reader->lines->registers,
                                                    g_strstrip (*cell), line->page);

      if (said == NULL)
        continue;
      g_clear_pointer (&found->unit->decision, gf_decision_free);
      found->unit->decision = said;
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

/* The words from @start up to @end, with THE_CASE for each number.  @named_out: one has
 * "sak" or a prefix before it.  Returns: (transfer full). */
static char *
dup_of_any_case (const Paragraph *paragraph, size_t start, size_t end, bool *named_out)
{
  GString *text = g_string_new (NULL);
  size_t from = gf_words_get (paragraph->words, start)->start;

  *named_out = false;
  for (size_t i = start; i < end; i++)
    {
      size_t length = number_length (paragraph, i);
      size_t first = begin_of_number (paragraph, start, i);
      size_t at = gf_words_get (paragraph->words, first)->start;

      if (length == 0 || at < from)
        continue;
      *named_out |= first < i;
      g_string_append_len (text, paragraph->text + from, (gssize) (at - from));
      g_string_append (text, THE_CASE);
      from = gf_words_get (paragraph->words, i)->start + length;
    }

  const GfWord *last = gf_words_get (paragraph->words, end - 1);
  if (from < last->start + last->length)
    g_string_append_len (text, paragraph->text + from,
                         (gssize) (last->start + last->length - from));
  g_string_append_c (text, '.');
  return g_string_free (text, FALSE);
}

/* Whether the sentence of the words from @start up to @end takes the cases off that it
 * names. */
static bool
takes_off (const Reader *reader, const Paragraph *paragraph, size_t start, size_t end)
{
  bool named;
  g_autofree char *text = dup_of_any_case (paragraph, start, end, &named);

  return named
         && gf_outcome_find_alone (reader->lines->registers, text, strlen (text))
                == GF_OUTCOME_WITHDRAWN;
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

static void
mark_named (const Reader *reader, const Paragraph *paragraph, size_t start, size_t end)
{
  const GfWord *first = gf_words_get (paragraph->words, start);
  const GfWord *last = gf_words_get (paragraph->words, end - 1);
  const char *text = paragraph->text + first->start;
  size_t stop = last->start + last->length;

  stop += stop < paragraph->length && paragraph->text[stop] == '.';
  for (size_t i = start; i < end; i++)
    {
      size_t length = number_length (paragraph, i);
      g_autofree char *written = g_strndup (
          paragraph->text + gf_words_get (paragraph->words, i)->start, length);
      g_autofree char *number = length > 0 ? gf_schema_case_number (written, NULL) : NULL;
      const GfCaseLines *found
          = number != NULL ? find_case (reader, number, paragraph->start) : NULL;

      if (found != NULL)
        mark (found, text, stop - first->start, page_at (reader, paragraph, text));
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

/* "Merknader til sakslisten: Sak 12/24 trekkes.": past the labels. */
static size_t
skip_label (const Paragraph *paragraph, size_t start, size_t end)
{
  size_t from = start;

  for (size_t i = start; i + 1 < end && number_length (paragraph, i) == 0; i++)
    {
      const GfWord *word = gf_words_get (paragraph->words, i);
      const char *p = paragraph->text + word->start + word->length;

      while (*p == ' ' || *p == '*')
        p++;
      if (*p == ':')
        from = i + 1;
    }
  return from;
}

static void
read_sentences (const Reader *reader, Paragraph *paragraph)
{
  size_t n = paragraph->words->words->len;

  for (size_t start = 0, end; start < n; start = end)
    {
      bool has_number = false;

      for (end = start; end < n
                        && gf_words_get (paragraph->words, end)->sentence
                               == gf_words_get (paragraph->words, start)->sentence;
           end++)
        has_number |= number_length (paragraph, end) > 0;
      size_t from = skip_label (paragraph, start, end);
      if (has_number && !is_list (paragraph, from, end)
          && takes_off (reader, paragraph, from, end))
        mark_named (reader, paragraph, from, end);
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
  for (size_t i = start; i < end; i++)
    read_row (reader, i);
  if (gf_line_is_row (first))
    return;

  g_autoptr (GfWords) words
      = gf_words_new (paragraph.text, paragraph.length, MAX_PARAGRAPH_WORDS);
  paragraph.words = words;
  read_sentences (reader, &paragraph);
}

void
gf_taken_off_read (const GfLines *lines, const GArray *cases)
{
  g_autoptr (GHashTable) open = list_open (cases);
  Reader reader = { lines, cases, open };

  for (size_t start = 0, end; start < gf_lines_size (lines); start = end)
    {
      uint32_t block = gf_lines_get (lines, start)->block;

      end = start + 1;
      while (end < gf_lines_size (lines) && gf_lines_get (lines, end)->block == block)
        end++;
      read_paragraph (&reader, start, end);
    }
}
