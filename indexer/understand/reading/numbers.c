/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/numbers.h"

#include <string.h>

/* What stands before a title is short; a line is looked at no farther than this. */
#define MAX_HEAD_BYTES 90
#define MAX_HEAD_WORDS 10
#define MAX_PREFIX_BYTES 10
#define MAX_LEADING_WORDS 4
/* Two digits for the year are of 1950 to 2049, as eInnsyn takes them; no document is
   later. */
#define FIRST_YEAR 1950
#define LAST_YEAR 2039
/* Before this, a year in two digits could as well be a number of a property: "12/87". */
#define SURE_YEAR 1990
#define MAX_SERIAL 9999
#define MAX_ITEM 150

typedef struct
{
  const GfLines *lines;
  const GfLine *line;
  const GfWords *words;
  GfNumber *number;
  bool within;  /* in the midst of a line, after "sak": no title has to follow */
  bool pointed; /* "Punkt" stands before it */
  bool cut;     /* "Fsk." stands before it, and no word for a case */
} Reader;

static const char *
raw_word (const Reader *reader, size_t index)
{
  return reader->line->bare + gf_words_get (reader->words, index)->start;
}

static bool
read_digits (const Reader *reader, size_t index, uint32_t *value_out,
             uint32_t *n_digits_out)
{
  const GfWord *word;
  uint32_t value = 0;

  if (index >= reader->words->words->len)
    return false;
  word = gf_words_get (reader->words, index);
  for (uint32_t i = 0; i < word->length; i++)
    {
      char c = raw_word (reader, index)[i];

      if (!g_ascii_isdigit (c) || i >= 6)
        return false;
      value = value * 10 + (uint32_t) (c - '0');
    }
  *value_out = value;
  *n_digits_out = word->length;
  return true;
}

/* Only blanks and the marks that bind a prefix to its number stand between two words. */
static bool
is_bound (const Reader *reader, size_t index)
{
  const GfWord *word = gf_words_get (reader->words, index);
  const char *p = reader->line->bare + word->start + word->length;
  size_t n = 0;

  while (p[n] != '\0' && n < 24)
    if (strchr (" -.:\t*#", p[n]) != NULL)
      n++;
    else if (memcmp (p + n, "\xc2\xa0", 2) == 0)
      n += 2;
    else
      break;
  return index + 1 < reader->words->words->len && p + n == raw_word (reader, index + 1);
}

static bool
is_upper (const char *p, uint32_t length)
{
  for (const char *q = p; q < p + length; q = g_utf8_next_char (q))
    if (!g_unichar_isupper (g_utf8_get_char (q)))
      return false;
  return true;
}

/* "KF", "PS", "FSK"; "Fsk" and "k" only where a hyphen binds them ("K-sak",
 * "Fsk-017/13"). */
static bool
take_prefix (Reader *reader, size_t index)
{
  const GfWord *word = gf_words_get (reader->words, index);
  const char *p = raw_word (reader, index);
  bool hyphen = p[word->length] == '-';

  if (reader->number->prefix[0] != '\0' || word->length > MAX_PREFIX_BYTES)
    return false;
  if (!is_upper (p, word->length)
      && !(hyphen && g_unichar_isupper (g_utf8_get_char (p)) && word->length <= 5)
      && !(word->length <= 4 && strncmp (p + word->length, "-sak ", 5) == 0))
    return false;
  if (g_utf8_strlen (p, word->length) > 5)
    return false;
  memcpy (reader->number->prefix, p, word->length);
  reader->number->prefix[word->length] = '\0';
  return true;
}

/* "Rep. sak 1/2020", "Fsk 12/05 Tittel": the body's name cut short, before the word for
 * a case or a title; "Jf. sak 1/2020" points to one. */
static bool
take_short_name (Reader *reader, size_t index)
{
  static const char *const pointers[]
      = { "tidl", "jf", "jfr", "jmf", "sml", "ang", "vedr", "iht", "ihht", NULL };
  const GfWord *word = gf_words_get (reader->words, index);
  const char *p = raw_word (reader, index);

  if (reader->number->prefix[0] != '\0' || word->length > MAX_PREFIX_BYTES
      || gf_words_is_any (reader->words, index, pointers)
      || (p[word->length] != '.' && !gf_number_has_title (p + word->length))
      || !g_unichar_isupper (g_utf8_get_char (p)) || g_utf8_strlen (p, word->length) > 5
      || index + 1 >= reader->words->words->len)
    return false;
  reader->cut
      = gf_registers_match (reader->lines->registers, GF_REGISTER_NUMBERS,
                            GF_MEANING (GF_NUMBER_CASE), reader->words, index + 1, NULL)
            == NULL
        && !gf_number_is_in_column (p + word->length);
  if ((reader->cut && !gf_number_has_title (p + word->length))
      || gf_registers_match (reader->lines->registers, GF_REGISTER_REFERENCES,
                             GF_ANY_MEANING, reader->words, index, NULL)
             != NULL)
    return false;
  memcpy (reader->number->prefix, p, word->length);
  reader->number->prefix[word->length] = '\0';
  return true;
}

/* "Punkt 3", "Pkt. 3": numbers an item of the agenda, where nothing but a title follows.
 */
static bool
is_point (const Reader *reader, size_t index)
{
  static const char *const points[] = { "punkt",
                                        "pkt",
                                        "agendapunkt",
                                        "dagsordenpunkt",
                                        "dagsordenspunkt",
                                        "post",
                                        "emne",
                                        "tema",
                                        "ad",
                                        "nr",
                                        NULL };

  return index == 0 && gf_words_is_any (reader->words, index, points);
}

/* "MELD 9/16", "REF 3/19": reports that are laid before a meeting, where "Meld. 9" and
 * "Ref. 16/3" are no cases. */
static bool
is_report (const Reader *reader, size_t index)
{
  static const char *const reports[] = { "meld", "ref", NULL };
  const GfWord *word = gf_words_get (reader->words, index);
  const char *p = raw_word (reader, index);

  return gf_words_is_any (reader->words, index, reports) && is_upper (p, word->length)
         && p[word->length] == ' ';
}

/* "B-sak 12/19", "E-sak 3/20": the letter is of the case. */
static bool
is_letter_of_case (const Reader *reader, size_t index)
{
  const GfWord *word = gf_words_get (reader->words, index);
  const char *p = raw_word (reader, index);

  return word->length == 1 && g_ascii_isupper (*p) && strncmp (p + 1, "-sak ", 5) == 0;
}

/* The words before the number; false where one of them says that it is no case number. */
static bool
read_leading (Reader *reader, size_t *index)
{
  uint32_t value, n_digits;
  size_t max = *index + MAX_LEADING_WORDS;

  while (*index < max && !read_digits (reader, *index, &value, &n_digits))
    {
      size_t size = 1;
      const GfEntry *entry;

      if (*index >= reader->words->words->len)
        return false;
      entry = gf_registers_match (reader->lines->registers, GF_REGISTER_NUMBERS,
                                  GF_ANY_MEANING, reader->words, *index, &size);
      if (entry != NULL
          && (is_report (reader, *index) || is_letter_of_case (reader, *index)))
        entry = NULL;
      if (is_point (reader, *index))
        reader->pointed = true;
      else if (entry != NULL && entry->meaning == GF_NUMBER_OTHER)
        return false;
      else if (entry != NULL)
        reader->number->worded = true;
      else if (!take_prefix (reader, *index) && !take_short_name (reader, *index))
        return false;
      size = MAX (size, 1);
      if (!is_bound (reader, *index + size - 1))
        return false;
      *index += size;
    }
  return read_digits (reader, *index, &value, &n_digits);
}

static uint32_t
full_year (uint32_t value, uint32_t n_digits)
{
  if (n_digits == 2)
    value += value >= FIRST_YEAR % 100 ? 1900 : 2000;
  else if (n_digits != 4)
    return 0;
  return value >= FIRST_YEAR && value <= LAST_YEAR ? value : 0;
}

/* A title does not begin in the midst of a sentence. */
static bool
may_be_title (const char *p, const char *end)
{
  return p >= end || (*p != ',' && *p != ';' && !g_unichar_islower (g_utf8_get_char (p)));
}

/* "Sak 15/20: eByggesak": a colon or a dash says that a title follows, whatever its first
 * letter. */
static bool
is_set_off (const Reader *reader, const char *after, const char *rest)
{
  if (reader->line->kind == GF_BLOCK_HEADING)
    return true;
  for (const char *p = after; p < rest; p++)
    if (*p == ':' || *p == '-' || (unsigned char) *p == 0xe2)
      return *rest != ',' && *rest != ';';
  return false;
}

static bool
set_span (Reader *reader, size_t first, size_t last)
{
  const GfWord *word = gf_words_get (reader->words, last);
  const char *bare = reader->line->bare, *end = bare + reader->line->bare_length;
  const char *digits = bare + word->start + word->length;
  const char *max = reader->number->year != 0 ? end : digits;
  const char *after = digits + gf_number_body_length (digits, max);
  const char *rest = after + gf_number_skip_separators (after, end);

  reader->number->loose = after > digits;
  if (!gf_number_is_ended (after, end)
      || (after < end && *after == ',' && !reader->within))
    return false;
  if (!reader->within && !may_be_title (rest, end) && !is_set_off (reader, after, rest))
    return false;
  reader->number->start = gf_words_get (reader->words, first)->start;
  reader->number->end = (uint32_t) (after - bare);
  reader->number->rest = (uint32_t) (rest - bare);
  return true;
}

/* "2017/43" and "18/0045": the year first, as archives number too, so that only few
   digits, or zeros before them, make a case of it; "2019/20" is a year at school. */
static bool
is_year_first (const GfNumber *number, uint32_t first, uint32_t n_first, uint32_t second,
               const char *digits, uint32_t n_digits)
{
  uint32_t year = full_year (first, n_first);
  bool named = number->worded || number->prefix[0] != '\0';

  if (year == 0 || second == 0 || second > 999 || n_digits > 4)
    return false;
  if (n_first == 2)
    return number->prefix[0] != '\0' && *digits == '0' && n_digits >= 3;
  if (n_digits == 2 && second == (first + 1) % 100)
    return false;
  return named || n_digits == 3;
}

/* Whether what stands at @p sets off the year before it from the number at @next: "/",
 * and after "Sak" a hyphen too, with blanks or without. */
static bool
is_year_mark (const Reader *reader, const char *p, const char *next)
{
  const char *mark = p;

  if (!reader->number->worded)
    return *p == '/' && p + 1 == next;
  mark += gf_number_blank_before_mark (p);
  return (*mark == '/' || *mark == '-' || g_str_has_prefix (mark, "\xe2\x80\x93"))
         && mark + gf_number_mark_length (mark) == next;
}

static bool
read_year_first (Reader *reader, size_t index)
{
  GfNumber *number = reader->number;
  uint32_t first, second, n_first, n_second;

  if (!read_digits (reader, index, &first, &n_first)
      || !read_digits (reader, index + 1, &second, &n_second)
      || !is_year_mark (reader, raw_word (reader, index) + n_first,
                        raw_word (reader, index + 1))
      || !is_year_first (number, first, n_first, second, raw_word (reader, index + 1),
                         n_second))
    return false;
  number->serial = second;
  number->year = full_year (first, n_first);
  number->year_first = (uint8_t) n_first;
  number->part = 0;
  return set_span (reader, index, index + 1);
}

/* "Sak 2018.5": what read_dotted takes for the serial number is the year. */
static void
turn_dotted (GfNumber *number, uint32_t *n_serial, uint32_t *n_year)
{
  uint32_t year = number->serial;

  if (*n_serial != 4 || full_year (year, 4) == 0 || *n_year > 3)
    return;
  number->serial = number->year;
  number->year = year;
  number->year_first = 4;
  *n_serial = 1;
  *n_year = 4;
}

/* "SAK 07.14" */
static bool
read_dotted (Reader *reader, size_t index)
{
  GfNumber *number = reader->number;
  uint32_t n_serial, n_year;
  const char *dot;

  if (!number->worded || number->prefix[0] != '\0'
      || !read_digits (reader, index, &number->serial, &n_serial)
      || !read_digits (reader, index + 1, &number->year, &n_year))
    return false;
  dot = raw_word (reader, index) + n_serial;
  turn_dotted (number, &n_serial, &n_year);
  if (*dot != '.' || dot + 1 != raw_word (reader, index + 1) || n_serial > 3
      || (n_year != 2 && n_year != 4))
    return false;
  number->year = full_year (number->year, n_year);
  number->part = 0;
  number->dotted = true;
  return number->year != 0 && number->serial != 0 && set_span (reader, index, index + 1);
}

/* "Sak 3/2021-2": whether after the year of @n_digits, word @last, the number of the
 * meeting stands, where an archive counts its papers. */
static bool
has_meeting_number (const Reader *reader, size_t last, uint32_t n_digits)
{
  const char *after = raw_word (reader, last) + n_digits;
  uint32_t value, n;

  return reader->number->worded && n_digits == 4 && *after == '-'
         && read_digits (reader, last + 1, &value, &n) && n <= 2
         && after + 1 == raw_word (reader, last + 1);
}

/* "Sak 5 av 2018" */
static bool
read_of_year (Reader *reader, size_t index)
{
  GfNumber *number = reader->number;
  uint32_t n_serial, n_year;

  if (!number->worded || !read_digits (reader, index, &number->serial, &n_serial)
      || index + 2 >= reader->words->words->len
      || !gf_words_is (reader->words, index + 1, "av")
      || !read_digits (reader, index + 2, &number->year, &n_year) || n_year != 4
      || number->serial == 0)
    return false;
  number->year = full_year (number->year, 4);
  number->part = 0;
  return number->year != 0 && set_span (reader, index, index + 2);
}

static bool
read_yearly (Reader *reader, size_t index)
{
  GfNumber *number = reader->number;
  uint32_t n_serial, n_part, n_year, year;
  size_t last = index + 1;
  const char *separator;

  if (!read_digits (reader, index, &number->serial, &n_serial))
    return false;
  separator = raw_word (reader, index) + n_serial;
  if (*separator == '.' && read_digits (reader, last, &number->part, &n_part)
      && separator + 1 == raw_word (reader, last))
    separator = raw_word (reader, last++) + n_part;
  if (number->worded)
    separator += gf_number_blank_before_mark (separator);
  if (!read_digits (reader, last, &year, &n_year)
      || separator + gf_number_mark_length (separator) != raw_word (reader, last))
    return false;
  if (!gf_number_sets_year_off (number, separator, n_year))
    return false;
  number->year = full_year (year, n_year);
  /* "2019/12": the year first is how archives number. */
  if (number->year == 0 || number->serial == 0 || number->serial > MAX_SERIAL
      || (n_serial == 4 && full_year (number->serial, 4) != 0))
    return false;
  number->old = reader->cut
                || (n_year == 2 && number->year < SURE_YEAR && !number->worded
                    && number->prefix[0] == '\0');
  if (has_meeting_number (reader, last, n_year))
    last++;
  return set_span (reader, index, last);
}

/* "1.0 Tittel": the chapters of an agenda, where "1.1" is within one. */
static bool
is_chapter (const Reader *reader, size_t index)
{
  const GfWord *word = gf_words_get (reader->words, index);
  const char *p = raw_word (reader, index) + word->length;

  return !reader->number->worded && index + 1 < reader->words->words->len
         && p + 1 == raw_word (reader, index + 1) && memcmp (p, ".0 ", 3) == 0
         && g_unichar_isupper (g_utf8_get_char (p + 3));
}

/* "Sak 3: Tittel", "3. Tittel", "3) Tittel"; a heading may do without the full stop. */
static bool
read_item (Reader *reader, size_t index)
{
  GfNumber *number = reader->number;
  uint32_t n_digits;
  const char *after;

  if (!read_digits (reader, index, &number->serial, &n_digits)
      || number->prefix[0] != '\0' || number->serial == 0 || number->serial > MAX_ITEM)
    return false;
  if (is_chapter (reader, index))
    return set_span (reader, index, index + 1);
  if (!set_span (reader, index, index))
    return false;
  after = reader->line->bare + number->end;
  if (number->worded)
    return number->end == reader->line->bare_length || strchr (".: )-\t", *after) != NULL
           || (unsigned char) *after >= 0x80;
  if (reader->pointed
      && (number->end == reader->line->bare_length || *after == ':'
          || reader->line->kind == GF_BLOCK_HEADING
          || gf_number_sets_title_off (reader->line, after,
                                       reader->line->bare + number->rest)))
    return true;
  if (number->rest >= reader->line->bare_length || number->rest == number->end)
    return false;
  if (!reader->pointed
      && (*after == '.' || *after == ')' || reader->line->kind == GF_BLOCK_HEADING
          || gf_number_sets_title_off (reader->line, after,
                                       reader->line->bare + number->rest)
          || gf_number_is_row (reader->line, after)))
    return true;
  number->style = GF_ITEM_BARE;
  return gf_number_is_bare_item (reader->line, after, reader->line->bare + number->rest);
}

static GfWords *
head_words (const GfLine *line)
{
  size_t length = gf_whole_characters (line->bare, line->bare_length, MAX_HEAD_BYTES);

  return gf_words_new (line->bare, length, MAX_HEAD_WORDS);
}

/* Few lines begin with a number or a short word: that is seen without taking them apart.
 */
static bool
may_begin_number (const GfLine *line)
{
  const char *p = line->bare;

  if (line->bare_length == 0 || line->rule)
    return false;
  if (g_ascii_isdigit (*p))
    return true;
  for (uint32_t i = 0; i < MIN (line->bare_length, 40); i++)
    if (g_ascii_isdigit (p[i]))
      return true;
  return false;
}

/* "1. Rep. sak 1/2020 Tittel": what numbers a list is not the number of the case. */
static bool
read_after_list_number (Reader *reader)
{
  uint32_t value, n_digits;
  size_t index = 1;
  const char *p;

  if (!read_digits (reader, 0, &value, &n_digits) || n_digits > 2
      || reader->words->words->len < 3)
    return false;
  p = raw_word (reader, 0) + n_digits;
  if ((*p != '.' && *p != ')') || (p[1] != ' ' && p[1] != '\t'))
    return false;
  return read_leading (reader, &index) && index > 1 && read_yearly (reader, index);
}

static void
read_number (const GfLines *lines, const GfLine *line, GfNumber *number_out)
{
  size_t index = 0;

  if (gf_number_read_glued (lines, line, number_out))
    return;

  *number_out = (GfNumber){ 0 };
  if (!may_begin_number (line))
    return;

  g_autoptr (GfWords) words = head_words (line);
  Reader reader = { .lines = lines, .line = line, .words = words, .number = number_out };

  if (read_after_list_number (&reader))
    {
      number_out->kind = GF_NUMBER_YEARLY;
      return;
    }
  *number_out = (GfNumber){ 0 };
  if (!read_leading (&reader, &index))
    return;
  if (read_yearly (&reader, index)
      || (!reader.pointed
          && (read_year_first (&reader, index) || read_dotted (&reader, index)
              || read_of_year (&reader, index))))
    {
      number_out->kind = GF_NUMBER_YEARLY;
      return;
    }
  number_out->year = number_out->part = number_out->year_first = 0;
  number_out->dotted = number_out->old = number_out->loose = false;
  if (read_item (&reader, index))
    number_out->kind = number_out->worded ? GF_NUMBER_WORDED : GF_NUMBER_ITEM;
}

void
gf_number_read (const GfLines *lines, const GfLine *line, GfNumber *number_out)
{
  read_number (lines, line, number_out);
  if (number_out->style != GF_ITEM_MARKED)
    *number_out = (GfNumber){ 0 };
}

void
gf_number_read_unmarked (const GfLines *lines, const GfLine *line, GfNumber *number_out)
{
  if (gf_number_read_listed (line, number_out))
    return;
  read_number (lines, line, number_out);
  if (number_out->kind != GF_NUMBER_ITEM || number_out->style != GF_ITEM_BARE)
    *number_out = (GfNumber){ 0 };
}

bool
gf_number_find (const GfLines *lines, const GfLine *line, GfNumber *number_out)
{
  g_autoptr (GfWords) words = gf_words_new (
      line->bare, gf_whole_characters (line->bare, line->bare_length, 200), 40);
  Reader reader = { .lines = lines, .line = line, .words = words, .number = number_out };

  for (size_t i = 0; i + 1 < words->words->len; i++)
    {
      *number_out = (GfNumber){ 0 };
      reader.within
          = i > 0
            && gf_registers_match (lines->registers, GF_REGISTER_NUMBERS,
                                   GF_MEANING (GF_NUMBER_CASE), words, i - 1, NULL)
                   != NULL;
      /* No title follows in a column. */
      reader.within |= gf_number_ends_column (raw_word (&reader, i + 1)
                                              + gf_words_get (words, i + 1)->length);
      /* "27/10-17" and "20.03.2013" have a number right before what looks like one. */
      if (i > 0 && strchr ("/.-", raw_word (&reader, i)[-1]) != NULL)
        continue;
      if (!read_yearly (&reader, i))
        continue;
      if (i > 0)
        take_prefix (&reader, i - 1);
      number_out->kind = GF_NUMBER_YEARLY;
      return true;
    }
  return false;
}
