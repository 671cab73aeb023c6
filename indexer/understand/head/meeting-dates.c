/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/meeting-dates.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/understand/head/meeting.h"
#include "indexer/understand/reading/numbers.h"

#define MAX_LINE_BYTES 400
/* "Storvik, 19.02.07", "Referat skrevet 08.03.10 / ks" */
#define MAX_SENT_BYTES 80
/* The first words of a line, a key or the verb. */
#define MAX_SENT_WORDS 4
/* Lines between "Deres ref." and the date of a letter. */
#define MAX_REFERENCE_LINES 2
/* From the day to "kl.", and from the word for the meeting to the day. */
#define MAX_WORDS_TO_TIME 3
#define MAX_WORDS_TO_DAY 12
/* The first case stands within so many lines. */
#define MAX_LINES_TO_CASE 200

/* "Storvik, ": one or two words with capitals and a comma before byte @at, in their own
 * column. */
static bool
is_place_before (const GfLine *line, size_t at)
{
  size_t comma = at, from;

  while (comma > 0 && line->bare[comma - 1] == ' ')
    comma--;
  if (comma < 2 || line->bare[comma - 1] != ',')
    return false;
  for (from = --comma; from > 0 && line->bare[from - 1] != '\t'
                       && !(from > 1 && strncmp (line->bare + from - 2, "  ", 2) == 0);)
    from--;

  g_autoptr (GfWords) words = gf_words_new (line->bare + from, comma - from, 4);

  return words->words->len >= 1 && words->words->len <= 2
         && g_unichar_isupper (g_utf8_get_char (line->bare + from))
         && !gf_date_is_weekday (words, 0);
}

/* "Sandnes 22.11.2019", and no more: where and when a letter was written, unless the
 * first word is of a meeting. */
static bool
is_place_and_day (const GfLine *line, const GfWords *words, const GfDate *date)
{
  static const char *const parts[]
      = { "møte",      "råd",  "utval",   "skap",   "styre",   "dato",   "dag",
          "protokoll", "tid",  "referat", "innkal", "møtebok", "sak",    "nemnd",
          "grupp",     "ting", "komit",   "plan",   "rapport", "melding" };
  size_t end = date->end;

  if (date->start == 0 || line->bare_length > MAX_SENT_BYTES / 2
      || line->kind == GF_BLOCK_HEADING || end < line->bare_length
      || !g_unichar_isupper (g_utf8_get_char (line->bare))
      || gf_words_get (words, 1)->start < date->start
      || line->bare[date->start - 1] != ' ')
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strstr_len (words->folded, gf_words_get (words, 0)->length, parts[i]) != NULL)
      return false;
  return !gf_date_is_weekday (words, 0);
}

static bool
tells_sending (const GfWords *words)
{
  static const char *const verbs[]
      = { "sendt",     "skrevet",  "skreve",        "utsendt",     "publisert",
          "oppdatert", "brevdato", "utskriftsdato", "journaldato", "datert",
          "dokdato",   "utskrive", "utskrevet",     "sent",        NULL };
  static const char *const owners[] = { "vår", "deres", "dykkar", "dok", NULL };

  for (size_t i = 0; i < MIN (words->words->len, MAX_SENT_WORDS); i++)
    if (gf_words_is_any (words, i, verbs)
        || (gf_words_is (words, i, "dato") && i > 0
            && gf_words_is_any (words, i - 1, owners)))
      return true;
  return false;
}

bool
gf_line_is_sent (const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;
  GfDate date;

  if (line->bare_length > MAX_LINE_BYTES)
    return false;
  words = gf_line_words (line, MAX_LINE_BYTES);
  if (tells_sending (words))
    return true;
  return line->bare_length <= MAX_SENT_BYTES && gf_date_find (line->bare, words, 0, &date)
         && (is_place_before (line, date.start)
             || (words->words->len > 1 && is_place_and_day (line, words, &date)));
}

/* "Emne: Referat", "Subject: Referat" */
static bool
is_subject_of_mail (const GfLine *line, const GfWords *words)
{
  static const char *const subjects[] = { "emne", "subject", NULL };

  return gf_words_is_any (words, 0, subjects) && words->words->len > 1
         && line->bare[gf_words_get (words, 0)->length] == ':';
}

bool
gf_line_is_letterhead (const GfLines *head, size_t index)
{
  static const char *const references[] = { "ref", "referanse", "dykkarref", NULL };
  size_t from = index > MAX_REFERENCE_LINES ? index - MAX_REFERENCE_LINES : 0;

  for (size_t i = from; i < MIN (gf_lines_size (head), index + MAX_REFERENCE_LINES + 1);
       i++)
    {
      g_autoptr (GfWords) words = gf_line_words (gf_lines_get (head, i), MAX_LINE_BYTES);

      if (i >= index && is_subject_of_mail (gf_lines_get (head, i), words))
        return true;
      for (size_t j = 1; j < words->words->len; j++)
        if (gf_words_is_any (words, j, references)
            && (gf_words_is (words, j - 1, "deres")
                || gf_words_is (words, j - 1, "dykkar")))
          return true;
    }
  return false;
}

/* "Neste møte", "Frist", "godkjenning av referat frå møte" before word @end, "ble
   godkjent" or "sendes ut" anywhere on the line: the day is another's. */
static bool
is_of_another (const GfWords *words, size_t end)
{
  static const char *const said[]
      = { "godkjent", "godkjend", "godkjente", "godkjende", "sendes", "sendast", NULL };

  static const char *const others[]
      = { "neste",     "førre",           "forrige",   "siste",     "sist",
          "frist",     "innen",           "innan",     "vises",     "viser",
          "vist",      "godkjenning",     "godkjent",  "godkjend",  "svarfrist",
          "påmelding", "påmeldingsfrist", "tidligere", "tidlegare", "høringsfrist",
          NULL };

  for (size_t i = 0; i < end; i++)
    if (gf_words_is_any (words, i, others))
      return true;
  for (size_t i = end; i < words->words->len; i++)
    if (gf_words_is_any (words, i, said))
      return true;
  return false;
}

/* "styremøte", "Møtet", "AU-møte" among the words right before @end. */
static bool
follows_meeting (const GfWords *words, size_t end)
{
  for (size_t i = end > MAX_WORDS_TO_DAY ? end - MAX_WORDS_TO_DAY : 0; i < end; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      const char *at = g_strstr_len (words->folded + word->start, word->length, "møte");
      size_t left
          = at != NULL ? word->length - (size_t) (at - words->folded - word->start) : 0;

      if (left == strlen ("møte") || left == strlen ("møte") + 1)
        return true;
    }
  return false;
}

/* "kl. 12" after the words @from on. */
static bool
has_time (const GfWords *words, size_t from)
{
  for (size_t i = from; i < MIN (words->words->len, from + MAX_WORDS_TO_TIME); i++)
    if (gf_words_is (words, i, "kl") || gf_words_is (words, i, "klokka")
        || gf_words_is (words, i, "klokken"))
      return true;
  return false;
}

/* Whether the date of @n words from word @index on is of the meeting. */
static bool
is_of_meeting (const GfWords *words, size_t index, size_t n)
{
  bool weekday = index > 0 && gf_date_is_weekday (words, index - 1);

  return !is_of_another (words, index)
         && (follows_meeting (words, index) || has_time (words, index + n)
             || (weekday && index <= 2));
}

static size_t
word_at (const GfWords *words, size_t start)
{
  size_t i = 0;

  while (i < words->words->len && gf_words_get (words, i)->start < start)
    i++;
  return i;
}

bool
gf_line_is_of_another (const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
  GfDate date;

  return gf_date_find (line->bare, words, 0, &date)
         && is_of_another (words, word_at (words, date.start));
}

bool
gf_meeting_date_find_said (const GfLines *head, size_t n, GfDate *date_out)
{
  for (size_t i = 0; i < MIN (n, gf_lines_size (head)); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

      if (line->kind == GF_BLOCK_TABLE_ROW || gf_line_is_sent (line)
          || gf_line_is_letterhead (head, i))
        continue;
      for (size_t j = 0;
           j < words->words->len && gf_date_find (line->bare, words, j, date_out);
           j = word_at (words, date_out->start) + 1)
        if (date_out->day != 0
            && is_of_meeting (words, word_at (words, date_out->start), 3))
          return true;
    }
  return false;
}

char *
gf_meeting_date_dup_day (const GfLines *head, size_t n, const char *date, GfSaidTime time)
{
  for (size_t i = 0; i < MIN (n, gf_lines_size (head)); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      g_autofree char *text
          = g_strndup (line->bare, gf_whole_characters (line->bare, line->bare_length,
                                                        MAX_LINE_BYTES));
      g_autoptr (GfWords) words = gf_words_new (text, strlen (text), 60);
      GfSaidDate said;

      for (size_t j = 1; j + 1 < words->words->len && !gf_line_is_sent (line); j++)
        if ((gf_date_is_weekday (words, j - 1) || follows_meeting (words, j))
            && gf_date_month (words, j + 1) != 0
            && gf_said_date_read (text, words, j, &said) && said.day != 0
            && said.year == 0 && is_of_meeting (words, j, said.n_words))
          return gf_said_date_dup (&said, date, time);
    }
  return NULL;
}

/* 0 for none. */
static uint32_t
year_of_meeting (const GfLines *lines, const GfLines *head)
{
  g_autoptr (GfFields) fields = gf_fields_new (head);
  g_autofree char *number = gf_meeting_dup_number (fields);
  const char *mark = number != NULL ? strpbrk (number, "/-") : NULL;

  if (mark != NULL && strlen (mark) == strlen ("/2014"))
    return (uint32_t) strtoul (mark + 1, NULL, 10);
  for (size_t i = 0; i < MIN (gf_lines_size (lines), MAX_LINES_TO_CASE); i++)
    {
      GfNumber found = { 0 };

      if (!gf_lines_get (lines, i)->aside)
        gf_number_read (lines, gf_lines_get (lines, i), &found);
      if (found.kind == GF_NUMBER_YEARLY)
        return found.year;
    }
  return 0;
}

char *
gf_meeting_date_dup_numbered (const GfLines *lines, const GfLines *head, size_t n)
{
  uint32_t year = year_of_meeting (lines, head);
  g_autofree char *last = g_strdup_printf ("%04u-12-31", year);

  return year != 0 ? gf_meeting_date_dup_day (head, n, last, GF_SAID_PAST) : NULL;
}
