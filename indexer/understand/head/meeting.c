/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/meeting.h"

#include <string.h>

#include "indexer/understand/reading/dates.h"

#define MAX_PLACE_BYTES 120
#define MAX_PLACE_WORDS 9
#define MAX_REFERENCE_BYTES 40
#define MAX_NUMBER_BYTES 12
/* Lines at either end of a document where it may say when it was published. */
#define MAX_PUBLISHED_LINES 40
#define MAX_PUBLISHED_BYTES 200
#define MAX_HEAD_WORDS 400
/* A line of a title: "Styremøte 2-2012". */
#define MAX_TITLE_WORDS 10
/* Lines of the head that may say where without a key. */
#define MAX_PLACE_LINES 12
/* Where a line begins with the day, no more stands before its date. */
#define MAX_BEFORE_DATE 24

/* "6/2014", "1/2021", "5": digits, or two numbers with "/" or "-" between them. */
static char *
dup_number_at (const char *text)
{
  const char *p = text + strspn (text, " .:\t");
  size_t first = strspn (p, "0123456789"), length = first;

  if (first == 0 || first > 4)
    return NULL;
  if ((p[first] == '/' || p[first] == '-') && g_ascii_isdigit (p[first + 1]))
    {
      size_t second = strspn (p + first + 1, "0123456789");

      if (second != 2 && second != 4)
        return NULL;
      length = first + 1 + second;
    }
  if (g_ascii_isalnum (p[length]) || length > MAX_NUMBER_BYTES
      || ((p[length] == '.' || p[length] == '/' || p[length] == ':')
          && g_ascii_isdigit (p[length + 1])))
    return NULL;
  return g_strndup (p, length);
}

/* The phrase names a number: "Møte nr", where "Møte" alone needs "6/2014" after it. */
static bool
says_number (const GfWords *words, size_t index, size_t size)
{
  const GfWord *word = gf_words_get (words, index + size - 1);

  return (word->length >= 2
          && memcmp (words->folded + word->start + word->length - 2, "nr", 2) == 0)
         || g_str_has_prefix (words->folded + word->start, "nummer")
         || (word->length > 6
             && memcmp (words->folded + word->start + word->length - 6, "nummer", 6)
                    == 0);
}

/* "5/2018", "2-2012" */
static bool
has_whole_year (const char *number)
{
  const char *mark = strpbrk (number, "/-");

  return mark != NULL && strlen (mark) == 5 && (mark[1] == '1' || mark[1] == '2');
}

/* "Regionrådet Vikasund, møte 5/25": the organ, and at the end of the line the number. */
static bool
names_meeting_of_body (const GfLines *head, const GfLine *line, const GfWords *words,
                       uint32_t key_end, const char *number)
{
  size_t at = key_end;

  while (at < line->bare_length && strchr (" .:", line->bare[at]) != NULL)
    at++;
  return strchr (number, '/') != NULL && words->words->len <= MAX_TITLE_WORDS
         && at + strlen (number) == line->bare_length
         && gf_registers_match (head->registers, GF_REGISTER_BODIES, GF_ANY_MEANING,
                                words, 0, NULL)
                != NULL;
}

static char *
dup_number_on (const GfLines *head, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_words_new (
      line->bare, gf_whole_characters (line->bare, line->bare_length, 1200),
      MAX_HEAD_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    {
      size_t size = 0;
      const GfWord *last;
      uint32_t end;
      g_autofree char *rest = NULL, *number = NULL;

      if (gf_registers_match (head->registers, GF_REGISTER_HEADINGS,
                              GF_MEANING (GF_HEADING_NUMBER_KEY), words, i, &size)
          == NULL)
        continue;
      last = gf_words_get (words, i + size - 1);
      end = last->start + last->length;
      rest = g_strndup (line->bare + end, MIN (line->bare_length - end, 20));
      number = dup_number_at (rest);
      if (number != NULL
          && (says_number (words, i, size)
              || (rest[strspn (rest, " ")] == ':' && strchr (number, '/') != NULL)
              || (words->words->len <= MAX_TITLE_WORDS && has_whole_year (number))
              || names_meeting_of_body (head, line, words, end, number)))
        return g_steal_pointer (&number);
    }
  return NULL;
}

char *
gf_meeting_dup_number (const GfFields *fields)
{
  size_t n = MIN (gf_lines_size (fields->head), 25);

  for (size_t i = 0; i < n; i++)
    {
      char *number = dup_number_on (fields->head, gf_lines_get (fields->head, i));

      if (number != NULL)
        return number;
    }
  return NULL;
}

static bool
is_clock (const GfWords *words, size_t index)
{
  return gf_words_is (words, index, "kl") || gf_words_is (words, index, "klokken")
         || gf_words_is (words, index, "klokka");
}

/* "Sak 47/14": no longer the place. */
static bool
begins_case (const GfRegisters *registers, const GfWords *words, size_t index)
{
  return index + 1 < words->words->len
         && g_ascii_isdigit (words->folded[gf_words_get (words, index + 1)->start])
         && gf_registers_match (registers, GF_REGISTER_NUMBERS,
                                GF_MEANING (GF_NUMBER_CASE), words, index, NULL)
                != NULL;
}

/* Whether a comma or so stands between the end of a date and the next word. */
static size_t
after_date (const char *text, size_t at)
{
  while (text[at] != '\0' && strchr (" ,.;-/", text[at]) != NULL)
    at++;
  return at;
}

/* "Fredag 3. juni 2022, Rådhuset kl. 9": what is left without date and time. */
static char *
dup_without_time (const GfRegisters *registers, const char *value)
{
  g_autofree char *line = g_strndup (value, strcspn (value, "\n"));
  g_autoptr (GfWords) words = gf_words_new (line, strlen (line), 60);
  size_t start = 0, end = strlen (line);
  GfDate date;

  for (size_t i = 0; i < words->words->len; i++)
    if (is_clock (words, i) || begins_case (registers, words, i))
      {
        end = gf_words_get (words, i)->start;
        break;
      }
  if (gf_date_find (line, words, 0, &date) && date.end <= end)
    {
      if (date.start < 15)
        start = after_date (line, date.end);
      else
        end = date.start;
    }
  while (end > start && strchr (" ,.;-(/\t", line[end - 1]) != NULL)
    end--;
  return g_strndup (line + start, end > start ? end - start : 0);
}

/* A place begins with a capital or a digit, and is no sentence. */
static bool
may_be_place (const char *place)
{
  g_autoptr (GfWords) words = gf_words_new (place, strlen (place), MAX_PLACE_WORDS + 1);
  gunichar first = g_utf8_get_char (place[0] == '"' ? place + 1 : place);
  size_t letters = 0;

  for (const char *p = place; *p != '\0'; p = g_utf8_next_char (p))
    letters += g_unichar_isalpha (g_utf8_get_char (p));
  return letters >= 2 && words->words->len <= MAX_PLACE_WORDS
         && strlen (place) <= MAX_PLACE_BYTES && strchr (place, '\t') == NULL
         && (g_unichar_isupper (first) || g_str_has_prefix (place, "\xc2\xab")
             || g_str_has_prefix (place, "\xe2\x80\x9c"));
}

static bool
is_one_of (const GfWords *words, size_t index, const char *const *list, size_t n)
{
  for (size_t i = 0; index < words->words->len && i < n; i++)
    if (gf_words_is (words, index, list[i]))
      return true;
  return false;
}

static bool
is_weekday (const GfWords *words, size_t index)
{
  static const char *const days[]
      = { "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag",
          "søndag", "måndag",  "tysdag", "laurdag", "sundag" };

  return is_one_of (words, index, days, G_N_ELEMENTS (days));
}

static bool
is_place_word (const GfWords *words, size_t index)
{
  static const char *const before[] = { "i", "på", "ved" };

  return is_one_of (words, index, before, G_N_ELEMENTS (before));
}

/* The text of @line from byte @start, without the time, where it may be a place. */
static char *
dup_place_from (const GfLines *head, const GfLine *line, uint32_t start, uint32_t end)
{
  g_autofree char *text = g_strndup (line->bare + start, end - start);
  g_autofree char *place = dup_without_time (head->registers, text);

  return may_be_place (place) ? g_steal_pointer (&place) : NULL;
}

/* What follows the date: "... i Holmvik, gamle telegrafen", "... kl. 1700–1945,
   Smelthytta". */
static char *
dup_place_after_date (const GfLines *head, const GfLine *line, const GfWords *words,
                      const GfDate *date)
{
  size_t i = 0, n = words->words->len;
  bool clock;

  while (i < n && gf_words_get (words, i)->start < date->end)
    i++;
  if (is_place_word (words, i) && i + 1 < n)
    return dup_place_from (head, line, gf_words_get (words, i + 1)->start,
                           line->bare_length);
  clock = i < n && is_clock (words, i);
  for (i += clock; clock && i < n; i++)
    if (!g_ascii_isdigit (words->folded[gf_words_get (words, i)->start])
        && !gf_words_is (words, i, "til"))
      return line->bare[gf_words_get (words, i)->start - 1] == ' '
                     && line->bare[gf_words_get (words, i)->start - 2] == ','
                 ? dup_place_from (head, line, gf_words_get (words, i)->start,
                                   line->bare_length)
                 : NULL;
  return NULL;
}

/* "Møtet ble holdt på Teams tirsdag 20. april": what stands before the day. */
static char *
dup_place_of_sentence (const GfLines *head, const GfLine *line, const GfWords *words)
{
  static const char *const was[] = { "ble", "blei", "vart" };
  static const char *const held[] = { "holdt", "halde", "haldt", "avholdt" };

  if (words->words->len < 6 || !gf_words_is (words, 0, "møtet")
      || !is_one_of (words, 1, was, G_N_ELEMENTS (was))
      || !is_one_of (words, 2, held, G_N_ELEMENTS (held)) || !is_place_word (words, 3))
    return NULL;
  for (size_t i = 5; i < MIN (words->words->len, 5 + MAX_PLACE_WORDS); i++)
    if (is_weekday (words, i) || is_clock (words, i)
        || g_ascii_isdigit (words->folded[gf_words_get (words, i)->start]))
      return dup_place_from (head, line, gf_words_get (words, 4)->start,
                             gf_words_get (words, i)->start);
  return NULL;
}

/* A line of the head that says where without a key. */
static char *
dup_place_on (const GfLines *head, const GfLine *line)
{
  static const char *const remote[] = { "fjernmøte", "nettmøte", "videomøte" };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_PUBLISHED_BYTES);
  bool is_remote = is_one_of (words, 0, remote, G_N_ELEMENTS (remote));
  GfDate date;

  if (words->words->len < 3)
    return NULL;
  if ((!is_remote && !is_weekday (words, 0))
      || !gf_date_find (line->bare, words, 0, &date) || date.day == 0
      || date.start > MAX_BEFORE_DATE)
    return dup_place_of_sentence (head, line, words);
  if (is_remote)
    return g_strndup (line->bare,
                      gf_words_get (words, 0)->start + gf_words_get (words, 0)->length);
  return dup_place_after_date (head, line, words, &date);
}

static char *
dup_place_without_key (const GfLines *head)
{
  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_PLACE_LINES); i++)
    {
      char *place = dup_place_on (head, gf_lines_get (head, i));

      if (place != NULL)
        return place;
    }
  return NULL;
}

/* Two keys in one cell, as where the columns of a page ran together: the values stand in
   the next, the first one's first. */
static char *
dup_value_past_key (const GfFields *fields, guint index)
{
  const GfField *field = gf_fields_get (fields, index), *next;
  char *value = gf_field_dup_value (fields, field);

  if (value != NULL || index + 1 >= fields->list->len)
    return value;
  next = gf_fields_get (fields, index + 1);
  if (next->line != field->line || !next->marked)
    return NULL;
  return gf_field_dup_value (fields, next);
}

char *
gf_meeting_dup_place (const GfFields *fields)
{
  uint64_t key = GF_MEANING (GF_HEADING_PLACE_KEY);

  for (guint i = gf_fields_find (fields, key, 0); i < fields->list->len;
       i = gf_fields_find (fields, key, i + 1))
    {
      const GfField *field = gf_fields_get (fields, i);
      g_autofree char *value = field->marked ? dup_value_past_key (fields, i) : NULL;
      g_autofree char *place
          = value != NULL ? dup_without_time (fields->head->registers, value) : NULL;

      if (place != NULL && may_be_place (place))
        return g_steal_pointer (&place);
    }
  return dup_place_without_key (fields->head);
}

/* The name that @value begins with: two to four words with a capital; NULL for none. */
static char *
dup_leading_name (const GfRegisters *registers, const char *value)
{
  g_autoptr (GfWords) words = gf_words_new (value, strcspn (value, "\n\t,;(/"), 6);
  size_t n = 0, end = 0;

  while (n < words->words->len && n < 4)
    {
      const GfWord *word = gf_words_get (words, n);

      if (!g_unichar_isupper (g_utf8_get_char (value + word->start))
          || (n == 0 && word->start > 2)
          || gf_registers_match (registers, GF_REGISTER_HEADINGS,
                                 GF_MEANING (GF_HEADING_ROLE)
                                     | GF_MEANING (GF_HEADING_ORGANISATION),
                                 words, n, NULL)
                 != NULL)
        break;
      end = word->start + word->length;
      n++;
      /* The point of a sentence, and not of an initial. */
      if (value[end] == '.' && word->length > 2)
        break;
    }
  return n >= 2 ? g_strstrip (g_strndup (value, end)) : NULL;
}

/* "Utsendt 1. oktober av Kari Varmo, saksbehandler": what she is stands after the name.
 */
static char *
dup_worker_on (const GfLines *head, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_PUBLISHED_BYTES);

  for (size_t i = 3; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      size_t first = i;

      if (!g_str_has_prefix (line->bare + word->start - 2, ", ")
          || gf_registers_match (head->registers, GF_REGISTER_HEADINGS,
                                 GF_MEANING (GF_HEADING_WORKER_KEY), words, i, NULL)
                 == NULL)
        continue;
      while (first > 0 && i - first < 4
             && g_unichar_isupper (
                 g_utf8_get_char (line->bare + gf_words_get (words, first - 1)->start)))
        first--;
      if (i - first < 2 || first == 0 || !gf_words_is (words, first - 1, "av"))
        continue;
      return dup_leading_name (head->registers,
                               line->bare + gf_words_get (words, first)->start);
    }
  return NULL;
}

char *
gf_meeting_dup_case_worker (const GfFields *fields)
{
  uint64_t key = GF_MEANING (GF_HEADING_WORKER_KEY);

  for (guint i = gf_fields_find (fields, key, 0); i < fields->list->len;
       i = gf_fields_find (fields, key, i + 1))
    {
      g_autofree char *value = gf_field_dup_value (fields, gf_fields_get (fields, i));
      char *name
          = value != NULL ? dup_leading_name (fields->head->registers, value) : NULL;

      if (name != NULL)
        return name;
    }
  for (size_t i = 0; i < MIN (gf_lines_size (fields->head), MAX_PLACE_LINES); i++)
    {
      char *name = dup_worker_on (fields->head, gf_lines_get (fields->head, i));

      if (name != NULL)
        return name;
    }
  return NULL;
}

/* "2010/15896", "14/796-19", "B-2014": one word of digits, letters and what joins them,
   no date and not broken off ("22-"). */
static char *
dup_reference_at (const char *value)
{
  size_t length = strcspn (value, " \t\n,;()"), n_digits = 0;
  g_autoptr (GfWords) words = gf_words_new (value, length, 20);
  GfDate date;

  for (size_t i = 0; i < length; i++)
    {
      n_digits += g_ascii_isdigit (value[i]) != 0;
      if (!g_ascii_isalnum (value[i]) && strchr ("/-._:", value[i]) == NULL)
        return NULL;
    }
  while (length > 0 && (value[length - 1] == '.' || value[length - 1] == ':'))
    length--;
  if (n_digits < 3 || length > MAX_REFERENCE_BYTES || !g_ascii_isalnum (value[length - 1])
      || strpbrk (value, "/-") == NULL || strpbrk (value, "/-") > value + length
      || (gf_date_find (value, words, 0, &date) && date.day > 0))
    return NULL;
  return g_strndup (value, length);
}

char *
gf_meeting_dup_archive_reference (const GfFields *fields)
{
  uint64_t key = GF_MEANING (GF_HEADING_ARCHIVE_KEY);

  for (guint i = gf_fields_find (fields, key, 0); i < fields->list->len;
       i = gf_fields_find (fields, key, i + 1))
    {
      const GfField *field = gf_fields_get (fields, i);
      g_autofree char *value = field->marked ? gf_field_dup_value (fields, field) : NULL;
      char *reference = value != NULL ? dup_reference_at (value) : NULL;

      if (reference != NULL)
        return reference;
    }
  return NULL;
}

/* "Publisert 12.03.2021", "Publisert: fredag 5. mai 2017": the date right after the word.
 */
static char *
dup_published_on (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_PUBLISHED_BYTES);
  GfDate date;

  for (size_t i = 0; i < words->words->len; i++)
    {
      size_t size = 0;

      if (gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                              GF_MEANING (GF_HEADING_PUBLISHED), words, i, &size)
              != NULL
          && gf_date_find (line->bare, words, i + size, &date) && date.day > 0
          && i + size < words->words->len
          && date.start <= gf_words_get (words, i + size)->start + 10)
        return gf_date_format (&date);
    }
  return NULL;
}

char *
gf_meeting_dup_written (const GfFields *fields, const char *meeting)
{
  uint64_t key = GF_MEANING (GF_HEADING_DATE_KEY);

  for (guint i = gf_fields_find (fields, key, 0);
       i < fields->list->len && meeting != NULL; i = gf_fields_find (fields, key, i + 1))
    {
      g_autofree char *value = gf_field_dup_value (fields, gf_fields_get (fields, i));
      g_autoptr (GfWords) words = gf_words_new (value != NULL ? value : "",
                                                value != NULL ? strlen (value) : 0, 20);
      g_autofree char *written = NULL;
      GfDate date;

      if (value == NULL || !gf_date_find (value, words, 0, &date) || date.day == 0
          || date.start > 15)
        continue;
      written = gf_date_format (&date);
      if (strlen (meeting) == strlen (written) && strcmp (written, meeting) > 0)
        return g_steal_pointer (&written);
    }
  return NULL;
}

char *
gf_meeting_dup_published (const GfLines *lines)
{
  size_t n = gf_lines_size (lines);

  for (size_t i = 0; i < n; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);
      char *published;

      if (i == MAX_PUBLISHED_LINES && n > 2 * MAX_PUBLISHED_LINES)
        i = n - MAX_PUBLISHED_LINES;
      line = gf_lines_get (lines, i);
      if (line->rule || line->bare_length > MAX_PUBLISHED_BYTES)
        continue;
      published = dup_published_on (lines, line);
      if (published != NULL)
        return published;
    }
  return NULL;
}
