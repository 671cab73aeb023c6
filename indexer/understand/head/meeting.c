/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/meeting.h"

#include <string.h>

#include "indexer/understand/reading/dates.h"

#define MAX_REFERENCE_BYTES 40
/* Letters before its number: "RR 2014/31". */
#define MAX_PREFIX 4
#define MAX_NUMBER_BYTES 12
/* Lines at either end of a document where it may say when it was published. */
#define MAX_PUBLISHED_LINES 40
#define MAX_PUBLISHED_BYTES 200
#define MAX_HEAD_WORDS 400
/* A line of a title: "Styremøte 2-2012". */
#define MAX_TITLE_WORDS 10
/* Lines of the head that may say whose case it is without a key. */
#define MAX_WORKER_LINES 12

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

/* "Referat fra møte 5 i prosjektgruppen": counted, in a title. */
static bool
is_counted (const GfWords *words, const char *rest, const char *number)
{
  static const char *const after[] = { " i ", " for ", " med " };
  const char *p = rest + strspn (rest, " ") + strlen (number);

  for (size_t i = 0; i < G_N_ELEMENTS (after); i++)
    if (g_str_has_prefix (p, after[i]))
      return words->words->len <= MAX_TITLE_WORDS;
  return false;
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
              || is_counted (words, rest, number)
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
      g_autofree char *value = gf_field_dup_value_past_keys (fields, i);
      char *name
          = value != NULL ? dup_leading_name (fields->head->registers, value) : NULL;

      if (name != NULL)
        return name;
    }
  for (size_t i = 0; i < MIN (gf_lines_size (fields->head), MAX_WORKER_LINES); i++)
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
  size_t letters = strspn (value, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  /* "RR 2014/31" */
  size_t prefix = letters > 0 && letters <= MAX_PREFIX && value[letters] == ' '
                          && g_ascii_isdigit (value[letters + 1])
                      ? letters + 1
                      : 0;
  size_t length = prefix + strcspn (value + prefix, " \t\n,;()"), n_digits = 0;
  g_autoptr (GfWords) words = gf_words_new (value, length, 20);
  GfDate date;

  for (size_t i = prefix; i < length; i++)
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

/* The first of the words of @value that is one: "Kari Dal 24/602-2 04.03.2024". */
static char *
dup_reference_in (const char *value)
{
  char *reference = NULL;

  while (reference == NULL && *value != '\0')
    {
      reference = g_ascii_isdigit (*value) ? dup_reference_at (value) : NULL;
      value += strcspn (value, " ");
      value += strspn (value, " ");
    }
  return reference;
}

static char *
dup_reference_after (const GfFields *fields, guint index)
{
  const GfField *field = gf_fields_get (fields, index);
  g_autofree char *value = field->marked ? gf_field_dup_value (fields, field) : NULL;
  g_autofree char *behind = field->marked && value == NULL
                                ? gf_field_dup_value_past_keys (fields, index)
                                : NULL;

  if (behind != NULL)
    return dup_reference_in (behind);
  return value != NULL ? dup_reference_at (value) : NULL;
}

/* "Saksnr.: 21/104-2", of a paper that no meeting has. */
static bool
is_case_number_key (const GfFields *fields, const GfField *field)
{
  static const char *const keys[] = { "saksnr", "saksnummer", "sak", "saknr" };
  g_autofree char *key = gf_field_dup_key (fields, field);

  for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_ascii_strcasecmp (key, keys[i]) == 0)
      return true;
  return false;
}

char *
gf_meeting_dup_archive_reference (const GfFields *fields, bool of_meeting)
{
  uint64_t key = GF_MEANING (GF_HEADING_ARCHIVE_KEY);
  char *reference = NULL;

  for (guint i = gf_fields_find (fields, key, 0);
       i < fields->list->len && reference == NULL;
       i = gf_fields_find (fields, key, i + 1))
    reference = dup_reference_after (fields, i);
  for (guint i = 0; i < fields->list->len && reference == NULL && !of_meeting; i++)
    if (is_case_number_key (fields, gf_fields_get (fields, i)))
      reference = dup_reference_after (fields, i);
  return reference;
}

/* "Publisert 12.03.2021", "Publisert: fredag 5. mai 2017": the date right after the word,
 * and not that of what this takes the place of: "erstatter saksliste sendt ut 18.05". */
static char *
dup_published_on (const GfLines *lines, const GfLine *line)
{
  static const char *const replaces[] = { "erstatter", "erstattar", NULL };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_PUBLISHED_BYTES);
  GfDate date;

  for (size_t i = 0; i < words->words->len; i++)
    {
      size_t size = 0;

      if (gf_words_is_any (words, i, replaces))
        return NULL;

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
