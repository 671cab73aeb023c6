/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/links/follow-ups.h"

#include <string.h>

#include "indexer/understand/reading/said-dates.h"

#define MAX_FOLLOW_UPS 100
/* A day may follow the word "frist", or the promise, so many words later. */
#define MAX_REACH 14
/* "innen fredag den 12. mars", "til neste møte i KG 12. mars": between "innen" and day.
 */
#define MAX_LINKS 4
/* What goes on for longer is no sentence, and is cut. */
#define MAX_SENTENCE_WORDS 150

typedef struct
{
  const GfRegisters *registers;
  const GfDocument *document;
  GfUnit *unit;
  const GfBlock *block;
  uint32_t offset;
  GfWords *words;
  bool has_cases;
  int due_column; /* of the table's rows, from 0; -1 for none */
} Finder;

/* What the sentence of a day says of it. */
typedef struct
{
  bool deadline; /* right before it */
  bool limit;
  bool promise;
  bool duty;
  bool past;
  bool guess;
  bool yearly;
} Said;

static const GfEntry *
match (const Finder *finder, size_t index, GfFollowUpWord meaning, size_t *size_out)
{
  return gf_registers_match (finder->registers, GF_REGISTER_FOLLOW_UPS,
                             GF_MEANING (meaning), finder->words, index, size_out);
}

static size_t
n_words (const Finder *finder)
{
  return finder->words->words->len;
}

static uint32_t
sentence_of (const Finder *finder, size_t index)
{
  return gf_words_get (finder->words, index)->sentence;
}

static bool
is_link (const Finder *finder, size_t index)
{
  return gf_registers_match (finder->registers, GF_REGISTER_REFERENCES,
                             GF_MEANING (GF_REFERENCE_WORD_LINK), finder->words, index,
                             NULL)
             != NULL
         || gf_registers_match (finder->registers, GF_REGISTER_BODIES, GF_ANY_MEANING,
                                finder->words, index, NULL)
                != NULL;
}

/* Whether a word for a deadline ends right before @day, but for what may tie them. */
static bool
has_deadline_before (const Finder *finder, size_t first, size_t day)
{
  size_t reached = first;

  for (size_t i = first; i < day; i++)
    {
      size_t size = 0;

      if (match (finder, i, GF_FOLLOW_UP_DEADLINE, &size) != NULL && i + size <= day)
        {
          reached = i + size;
          i += size - 1;
          if (reached == day)
            return true;
        }
    }
  if (reached == first || day - reached > MAX_LINKS)
    return false;
  for (size_t i = reached; i < day; i++)
    if (!is_link (finder, i))
      return false;
  return true;
}

static bool
has_before (const Finder *finder, size_t first, size_t day, GfFollowUpWord meaning)
{
  for (size_t i = first; i < day; i++)
    if (match (finder, i, meaning, NULL) != NULL)
      return true;
  return false;
}

/* A month or a year that something is promised for stands after "i", or right after the
   promise; a day may stand on its own. */
static bool
is_tied (const Finder *finder, size_t day, const GfSaidDate *date)
{
  return date->day != 0
         || (day > 0 && sentence_of (finder, day - 1) == sentence_of (finder, day)
             && is_link (finder, day - 1));
}

static bool
has_promise (const Finder *finder, size_t first, size_t day, const GfSaidDate *date)
{
  for (size_t i = first; i < day; i++)
    {
      size_t size = 0;

      if (match (finder, i, GF_FOLLOW_UP_PROMISE, &size) != NULL
          && (is_tied (finder, day, date) || i + size == day))
        return true;
    }
  return false;
}

/* The words of the sentence around @day: the first, and the word after the last. */
static void
sentence_around (const Finder *finder, size_t day, size_t *first_out, size_t *end_out)
{
  uint32_t sentence = sentence_of (finder, day);

  *first_out = *end_out = day;
  while (*first_out > 0 && sentence_of (finder, *first_out - 1) == sentence
         && day - *first_out < MAX_SENTENCE_WORDS)
    (*first_out)--;
  while (*end_out < n_words (finder) && sentence_of (finder, *end_out) == sentence
         && *end_out - day < MAX_SENTENCE_WORDS)
    (*end_out)++;
}

static Said
read_said (const Finder *finder, size_t first, size_t day, size_t end,
           const GfSaidDate *date)
{
  size_t near = day - first > MAX_REACH ? day - MAX_REACH : first;

  return (Said){ .deadline = has_deadline_before (finder, near, day),
                 .limit = has_before (finder, near, day, GF_FOLLOW_UP_LIMIT),
                 .promise = has_promise (finder, near, day, date),
                 .duty = has_before (finder, near, day, GF_FOLLOW_UP_DUTY),
                 .past = has_before (finder, near, day, GF_FOLLOW_UP_PAST),
                 .guess = has_before (finder, near, end, GF_FOLLOW_UP_GUESS),
                 .yearly = has_before (finder, near, end, GF_FOLLOW_UP_YEARLY) };
}

static bool
is_follow_up (const Said *said, const GfSaidDate *date, GfDocumentType type)
{
  if (said->guess || !(said->deadline || said->limit || said->promise))
    return false;
  /* "ble sendt innen fristen 15. oktober" */
  if (said->past && !said->duty && !said->promise && date->year == 0)
    return false;
  if (date->month == 0)
    return said->promise || (said->deadline && said->duty);
  /* In an agreement or rules too, a day without a year comes again each year. */
  return date->year != 0 || (!said->yearly && type != GF_TYPE_AGREEMENT);
}

/* Whether it was over when the document was written; as exactly as both are known. */
static bool
is_over (const char *due, const char *document_date)
{
  return document_date != NULL
         && strncmp (due, document_date, MIN (strlen (due), strlen (document_date))) < 0;
}

static bool
is_noted (const Finder *finder, const GfTextSpan *span, const char *due)
{
  const GPtrArray *follow_ups = finder->unit->follow_ups;

  for (guint i = follow_ups->len; i > 0; i--)
    {
      const GfFollowUp *noted = g_ptr_array_index (follow_ups, i - 1);

      if (noted->span.start != span->start)
        return false;
      if (strcmp (noted->due, due) == 0)
        return true;
    }
  return false;
}

static void
add (Finder *finder, size_t start, size_t end, const char *due)
{
  GfTextSpan span = { finder->offset + (uint32_t) start, (uint32_t) (end - start),
                      finder->block->page };

  if (finder->unit->follow_ups->len < MAX_FOLLOW_UPS && !is_noted (finder, &span, due))
    g_ptr_array_add (finder->unit->follow_ups, gf_follow_up_new (span, due));
}

/* Past the marks that end a sentence. */
static size_t
end_with_marks (const char *text, size_t at)
{
  static const char *const marks[] = { ".", "!", "?", ")", "»", "\"", "”" };

  for (size_t i = 0; i < G_N_ELEMENTS (marks);)
    if (g_str_has_prefix (text + at, marks[i]))
      {
        at += strlen (marks[i]);
        i = 0;
      }
    else
      i++;
  return at;
}

/* Before the marks that open one. */
static size_t
start_with_marks (const char *text, size_t at)
{
  if (at >= 2 && strncmp (text + at - 2, "«", 2) == 0)
    return at - 2;
  return at > 0 && strchr ("(\"§", text[at - 1]) != NULL ? at - 1 : at;
}

/* A sentence does not begin in one cell of a row and end in another, or below it. */
static size_t
after_last_cell (const char *text, size_t start, size_t day)
{
  const char *tab = g_strrstr_len (text + start, (gssize) (day - start), "\t");

  if (tab == NULL)
    return start;
  const char *line = memchr (tab, '\n', (size_t) (text + day - tab));
  return (size_t) ((line != NULL ? line : tab) + 1 - text);
}

/* @day: the word that the day begins with */
static void
add_sentence (Finder *finder, size_t first, size_t day, size_t end, const char *due)
{
  const char *text = finder->block->text;
  const GfWord *last = gf_words_get (finder->words, end - 1);
  size_t start = after_last_cell (text, gf_words_get (finder->words, first)->start,
                                  gf_words_get (finder->words, day)->start);

  start += strspn (text + start, " *");
  add (finder, start_with_marks (text, start),
       end_with_marks (text, last->start + last->length), due);
}

static void
read_day (Finder *finder, size_t day, const GfSaidDate *date)
{
  size_t first, end;

  sentence_around (finder, day, &first, &end);

  Said said = read_said (finder, first, day, end, date);
  if (!is_follow_up (&said, date, finder->document->type))
    return;
  g_autofree char *due = gf_said_date_dup (date, finder->document->date, GF_SAID_FUTURE);
  if (due != NULL && !is_over (due, finder->document->date))
    add_sentence (finder, first, day, end, due);
}

static bool
may_have_date (const char *text)
{
  static const char *const months[]
      = { "anuar", "ebruar", "ars",    "pril",   "mai",    "Mai",   "uni",
          "uli",   "ugust",  "tember", "ktober", "vember", "sember" };

  if (strpbrk (text, "0123456789") != NULL)
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS (months); i++)
    if (strstr (text, months[i]) != NULL)
      return true;
  return false;
}

static void
find_in_text (Finder *finder)
{
  for (size_t i = 0; i < n_words (finder); i++)
    {
      GfSaidDate date;

      if (!gf_said_date_read (finder->block->text, finder->words, i, &date))
        continue;
      read_day (finder, i, &date);
      i += date.n_words - 1;
    }
}

/* The cell of @row, from 0, that a word for a deadline begins; -1 for none. */
static int
find_due_column (const Finder *finder)
{
  int column = 0;
  size_t at = 0;

  for (size_t i = 0; i < n_words (finder); i++)
    {
      size_t start = gf_words_get (finder->words, i)->start;
      bool begins_cell = i == 0;

      for (; at < start; at++)
        if (finder->block->text[at] == '\t')
          {
            column++;
            begins_cell = true;
          }
      if (begins_cell && match (finder, i, GF_FOLLOW_UP_LIMIT, NULL) != NULL)
        return column;
    }
  return -1;
}

/* Where cell @column of the row begins and ends, in bytes. */
static bool
find_cell (const char *row, int column, size_t *start_out, size_t *end_out)
{
  const char *p = row;

  for (; column > 0 && p != NULL; column--)
    {
      p = strchr (p, '\t');
      p = p != NULL ? p + 1 : NULL;
    }
  if (p == NULL)
    return false;
  *start_out = (size_t) (p - row);
  *end_out = *start_out + strcspn (p, "\t");
  return true;
}

/* The day in the column of deadlines, with its row. */
static void
find_in_row (Finder *finder)
{
  const char *text = finder->block->text;
  size_t start, end;

  if (!find_cell (text, finder->due_column, &start, &end))
    return;
  for (size_t i = 0; i < n_words (finder); i++)
    {
      GfSaidDate date;
      size_t at = gf_words_get (finder->words, i)->start;

      if (at < start || at >= end || !gf_said_date_read (text, finder->words, i, &date))
        continue;
      g_autofree char *due
          = gf_said_date_dup (&date, finder->document->date, GF_SAID_FUTURE);
      if (due != NULL && !is_over (due, finder->document->date))
        add (finder, 0, strlen (text), due);
      return;
    }
}

static void
find_in_block (Finder *finder)
{
  const char *text = finder->block->text;
  bool is_row = finder->block->kind == GF_BLOCK_TABLE_ROW;

  if (!is_row)
    finder->due_column = -1;
  if (!is_row && !may_have_date (text))
    return;

  g_autoptr (GfWords) words = gf_words_new (text, strlen (text), G_MAXSIZE);
  int column;

  gf_said_date_join_lines (text, words);
  finder->words = words;
  column = is_row ? find_due_column (finder) : -1;
  if (column >= 0)
    finder->due_column = column;
  else if (is_row && finder->due_column >= 0)
    find_in_row (finder);
  else
    find_in_text (finder);
  finder->words = NULL;
}

/* What stands before the first case of minutes or an agenda, and after the last, is about
   the meeting: "forfall meldes innen 14. mars". */
static bool
is_about_meeting (const Finder *finder, const GfUnit *unit)
{
  GfDocumentType type = finder->document->type;

  return unit->kind == GF_UNIT_SECTION && finder->has_cases
         && (type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA);
}

static void
find_in_unit (Finder *finder, GfUnit *unit)
{
  finder->unit = unit;
  finder->offset = 0;
  finder->due_column = -1;
  for (guint i = 0; i < unit->blocks->len; i++)
    {
      if (unit->follow_ups->len >= MAX_FOLLOW_UPS)
        return;
      finder->block = g_ptr_array_index (unit->blocks, i);
      find_in_block (finder);
      finder->offset += (uint32_t) strlen (finder->block->text) + 1;
    }
}

void
gf_follow_ups_find (const GfRegisters *registers, GfDocument *document)
{
  Finder finder = { .registers = registers, .document = document };

  for (guint i = 0; i < document->units->len && !finder.has_cases; i++)
    finder.has_cases
        = ((GfUnit *) g_ptr_array_index (document->units, i))->kind == GF_UNIT_CASE;
  for (guint i = 0; i < document->units->len; i++)
    {
      GfUnit *unit = g_ptr_array_index (document->units, i);

      if (!is_about_meeting (&finder, unit))
        find_in_unit (&finder, unit);
    }
}
