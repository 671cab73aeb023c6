/* SPDX-License-Identifier: GPL-3.0-or-later */
/* References to cases by their numbers; see references-private.h. */
#include "indexer/understand/links/references-private.h"

#include <string.h>

#include "common/schema.h"

#define MAX_SERIAL 9999
#define MAX_SERIAL_DIGITS 4
#define FIRST_YEAR 1950
#define LAST_YEAR 2049
/* Words that may say "case" before a number: "utvalgssak nr". */
#define MAX_CASE_WORDS 2
#define MAX_PREFIX_LETTERS 5
/* A row that tells a case's course has no more. */
#define MAX_COURSE_WORDS 40
/* Marks that bind a word to the number after it; a colon says that the paper tells its
   own number. */
#define BINDING " -.\n\xc2\xa0"
#define MAX_BINDING 3

/* A number and what stands before it. */
typedef struct
{
  size_t first;  /* word that the reference begins with */
  size_t serial; /* words of the number itself */
  size_t last;
  size_t prefix; /* word; SIZE_MAX for none */
  bool worded;   /* "sak" stands before it */
  int year;      /* of four digits */
} Number;

static int
figures_at (const GfReferenceFinder *finder, size_t index, uint32_t max_digits)
{
  const GfWord *word = gf_finder_word (finder, index);
  const char *p = finder->words->folded + word->start;
  int value = 0;

  if (word->length > max_digits)
    return -1;
  for (uint32_t i = 0; i < word->length; i++)
    {
      if (!g_ascii_isdigit (p[i]))
        return -1;
      value = value * 10 + (p[i] - '0');
    }
  return value;
}

/* Of two digits, the latest that can be of a case that a document of @document_year
   knows of. */
static int
full_year (int value, uint32_t n_digits, int document_year)
{
  int latest = document_year != 0 ? document_year + 1 : LAST_YEAR;
  int year = n_digits == 4 ? value : latest - latest % 100 + value;

  if (n_digits == 2 && year > latest)
    year -= 100;
  return (n_digits == 2 || n_digits == 4) && year >= FIRST_YEAR && year <= latest ? year
                                                                                  : 0;
}

static int
document_year (const GfReferenceFinder *finder)
{
  const char *date = finder->document->date;

  return date != NULL ? (int) g_ascii_strtoll (date, NULL, 10) : 0;
}

/* What may not follow a number: another part of it, a letter, a per cent sign. */
static bool
is_ended (const char *after)
{
  if (strchr ("/%'", *after) != NULL && *after != '\0')
    return false;
  if (strchr ("-.,", *after) != NULL && *after != '\0' && g_ascii_isdigit (after[1]))
    return *after == ',';
  return *after == '\0' || !gf_is_word_character (g_utf8_get_char (after));
}

/* "2022/031", "18/0046", where the document numbers its own cases so. */
static void
read_year_first (const GfReferenceFinder *finder, Number *number)
{
  uint32_t n_digits = gf_finder_word (finder, number->serial)->length;
  const GfWord *serial = gf_finder_word (finder, number->last);
  bool has_zero = finder->words->folded[serial->start] == '0' && serial->length > 2;
  int value = figures_at (finder, number->serial, 4);

  if (n_digits == 4 || has_zero)
    number->year = full_year (value, n_digits, document_year (finder));
}

/* "14/23", "7.1/07", "63-13": the hyphen only where something says that it is a case. */
static bool
read_number (const GfReferenceFinder *finder, size_t i, Number *number)
{
  size_t last = i + 1;
  int serial = figures_at (finder, i, MAX_SERIAL_DIGITS);

  if (serial <= 0 || serial > MAX_SERIAL || last >= gf_finder_n_words (finder))
    return false;
  /* "12.10/17", "3/12/17": something stands right before it. */
  if (i > 0 && gf_finder_is_between (finder, i - 1, "/.-,", 1)
      && figures_at (finder, i - 1, 6) >= 0)
    return false;
  if (gf_finder_is_between (finder, i, ".", 1) && figures_at (finder, last, 2) > 0
      && last + 1 < gf_finder_n_words (finder))
    last++;
  if (!gf_finder_is_between (finder, last - 1, "/-", 1))
    return false;

  int value = figures_at (finder, last, 4);
  uint32_t n_digits = gf_finder_word (finder, last)->length;
  number->serial = number->first = i;
  number->last = last;
  number->prefix = SIZE_MAX;
  number->worded = false;
  number->year = value >= 0 ? full_year (value, n_digits, document_year (finder)) : 0;
  if (finder->year_first && value > 0 && last == i + 1)
    read_year_first (finder, number);
  /* "2019/12" is else of an archive, where the year stands first. */
  else if (gf_finder_word (finder, i)->length == 4 && serial >= FIRST_YEAR
           && serial <= LAST_YEAR && n_digits == 2)
    return false;
  return number->year != 0
         && is_ended (finder->block->text + gf_finder_end (finder, last));
}

/* What the registers call a number after word @index, which @size words lead to; -1 for
   nothing. */
static int
number_word (const GfReferenceFinder *finder, size_t index, size_t size)
{
  size_t said = 0;
  const GfEntry *entry = gf_registers_match (finder->registers, GF_REGISTER_NUMBERS,
                                             GF_ANY_MEANING, finder->words, index, &said);

  if (entry != NULL && said == size)
    return entry->meaning;
  if (gf_finder_has (finder, index, GF_REFERENCE_WORD_CASE, &said) && said == size)
    return GF_NUMBER_CASE;
  return -1;
}

/* Letters as they stand before numbers: "TR", and "Fsk" or "F" where "sak" follows. */
static bool
is_prefix (const GfReferenceFinder *finder, size_t index, bool before_case_word)
{
  const GfWord *word = gf_finder_word (finder, index);
  const char *p = finder->block->text + word->start, *end = p + word->length;
  size_t n = 0;

  for (const char *q = p; q < end; q = g_utf8_next_char (q), n++)
    if (!g_unichar_isupper (g_utf8_get_char (q))
        && !(before_case_word && n > 0 && g_unichar_islower (g_utf8_get_char (q))))
      return false;
  return n <= MAX_PREFIX_LETTERS && word->length < 16;
}

/* "sak", "sak nr" before word @at: the number's first word goes back to it.  False where
   the words say that it is a number of something else. */
static bool
take_case_words (const GfReferenceFinder *finder, size_t at, Number *number)
{
  int meaning = -1;

  for (size_t size = MAX_CASE_WORDS; size > 0 && meaning < 0; size--)
    {
      if (at < size || !gf_finder_is_between (finder, at - 1, BINDING, MAX_BINDING))
        continue;
      meaning = number_word (finder, at - size, size);
      if (meaning == GF_NUMBER_CASE)
        number->first = at - size;
    }
  number->worded = meaning == GF_NUMBER_CASE;
  return meaning != GF_NUMBER_OTHER;
}

/* "RR-sak", "F.sak": letters bound to the word for a case. */
static void
take_prefix_of_word (const GfReferenceFinder *finder, Number *number)
{
  size_t at = number->first;

  if (!number->worded || at == 0 || number->prefix != SIZE_MAX
      || !gf_finder_is_between (finder, at - 1, "-.", 1)
      || gf_finder_end (finder, at - 1) == gf_finder_start (finder, at)
      || !is_prefix (finder, at - 1, true))
    return;
  number->prefix = number->first = at - 1;
}

/* "arkivsak 14/796", "E-sak 3/12": the letters or the word before belong to another kind
   of number. */
static bool
take_leading (const GfReferenceFinder *finder, Number *number)
{
  size_t at = number->serial;

  if (at == 0)
    return true;
  if (gf_finder_is_between (finder, at - 1, BINDING, MAX_BINDING)
      && gf_finder_end (finder, at - 1) < gf_finder_start (finder, at)
      && is_prefix (finder, at - 1, false) && number_word (finder, at - 1, 1) < 0)
    number->prefix = number->first = --at;
  if (!take_case_words (finder, at, number))
    return false;
  take_prefix_of_word (finder, number);
  return true;
}

static char *
dup_prefix (const GfReferenceFinder *finder, const Number *number)
{
  if (number->prefix == SIZE_MAX)
    return NULL;
  const GfWord *word = gf_finder_word (finder, number->prefix);
  return g_strndup (finder->block->text + word->start, word->length);
}

static bool
has_known_prefix (const GfReferenceFinder *finder, const Number *number)
{
  g_autofree char *prefix = dup_prefix (finder, number);

  return prefix != NULL
         && (gf_abbreviation_is_known (finder, number->prefix)
             || g_hash_table_contains (finder->own_prefixes, prefix));
}

/* Whether the number follows one that was found, and only what joins a list stands
   between: "13/15 og 14/15", "12/19, 13/19". */
static bool
goes_on (const GfReferenceFinder *finder, const Number *before, const Number *number)
{
  size_t n_between = number->first - before->last - 1;
  size_t size = 0;

  if (before->last >= number->first
      || gf_finder_word (finder, before->last)->sentence
             != gf_finder_word (finder, number->first)->sentence)
    return false;
  if (n_between == 0)
    return gf_finder_is_between (finder, before->last, ", ", 3);
  return gf_finder_has (finder, before->last + 1, GF_REFERENCE_WORD_JOIN, &size)
         && size == n_between && gf_finder_is_between (finder, before->last, ", (", 3)
         && gf_finder_is_between (finder, number->first - 1, " (", 2);
}

/* The number as eInnsyn spells it. */
static char *
dup_number (const GfReferenceFinder *finder, const Number *number)
{
  size_t start = gf_finder_start (finder, number->serial);
  g_autofree char *spelling = g_strndup (finder->block->text + start,
                                         gf_finder_end (finder, number->last) - start);
  char *normal = gf_schema_case_number (spelling, NULL);

  if (normal != NULL)
    return normal;
  return g_strdup_printf ("%d.%d/%02d", figures_at (finder, number->serial, 4),
                          figures_at (finder, number->serial + 1, 2), number->year % 100);
}

static bool
is_meeting_paper (const GfReferenceFinder *finder)
{
  GfDocumentType type = finder->document->type;

  return type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA;
}

/* Whether the reference stands first in its line, and what looks like a title, or
   nothing, follows: an item of a list of this year's cases, which minutes are full of. */
static bool
is_heading (const GfReferenceFinder *finder, const Number *number)
{
  const char *text = finder->block->text;
  const char *p = text + gf_finder_start (finder, number->first);
  const char *after = text + gf_finder_end (finder, number->last);

  if (!is_meeting_paper (finder) || number->year < document_year (finder))
    return false;
  while (p > text && strchr (" *-(", p[-1]) != NULL)
    p--;
  if (p > text && strchr ("\n\t", p[-1]) == NULL)
    return false;
  after += strspn (after, " .:*\t)-");
  if (g_str_has_prefix (after, "–"))
    after += strlen ("–") + strspn (after + strlen ("–"), " ");
  return *after == '\0' || *after == '\n' || *after == '\t'
         || g_unichar_isupper (g_utf8_get_char (after));
}

/* The unit's own number; and in what stands before the first case and after the last,
   that of any case here. */
static bool
is_own (const GfReferenceFinder *finder, const char *spelling, const char *prefix,
        const char *body)
{
  const GfUnit *unit = finder->unit;

  if (unit->kind == GF_UNIT_SECTION)
    return is_meeting_paper (finder)
           && g_hash_table_contains (finder->own_cases, spelling)
           && (prefix == NULL || g_hash_table_contains (finder->own_prefixes, prefix)
               || g_hash_table_size (finder->own_prefixes) == 0);
  if (g_strcmp0 (unit->case_number, spelling) != 0)
    return false;
  if (prefix != NULL)
    return unit->case_prefix == NULL || g_strcmp0 (prefix, unit->case_prefix) == 0;
  return body == NULL || g_strcmp0 (body, finder->document->body) == 0;
}

/* "03.04.2013 022/13 Formannskapet": a row that tells a case's course says whose the
   number is, and when; a case paper's points to the minutes. */
static bool
read_course (const GfReferenceFinder *finder, const Number *number, GfSaidDate *date_out,
             GfNamedBody *body_out)
{
  const char *text = finder->block->text;
  bool has_date = false, has_body = false;

  if (gf_finder_n_words (finder) > MAX_COURSE_WORDS
      || (finder->block->kind != GF_BLOCK_TABLE_ROW && strchr (text, '\t') == NULL))
    return false;
  for (size_t i = 0; i < gf_finder_n_words (finder) && !(has_date && has_body); i++)
    {
      if (i >= number->first && i <= number->last)
        continue;
      has_date = has_date
                 || (gf_said_date_read (text, finder->words, i, date_out)
                     && date_out->day != 0 && date_out->year != 0);
      has_body = has_body || gf_named_body_read (finder, i, body_out);
    }
  return has_date && has_body;
}

/* Whose case it is: by the letters before the number, else by a body named near it. */
static char *
dup_body (const GfReferenceFinder *finder, const Number *number)
{
  g_auto (GfNamedBody) near = { 0 };

  if (number->prefix != SIZE_MAX)
    return gf_abbreviation_dup_body (finder, number->prefix);
  return gf_named_body_near (finder, number->first, number->last, &near)
             ? g_steal_pointer (&near.name)
             : NULL;
}

static void
add (GfReferenceFinder *finder, const Number *number, char *spelling, char *prefix,
     char *body, char *date)
{
  GfReference *reference
      = gf_finder_add (finder, GF_REFERENCE_CASE, number->first, number->last);

  if (reference == NULL)
    {
      g_free (spelling);
      g_free (prefix);
      g_free (body);
      g_free (date);
      return;
    }
  reference->case_number = spelling;
  reference->case_prefix = prefix;
  reference->body = body;
  reference->date = date;
  g_array_append_val (finder->case_words, number->first);
}

/* Adds a number of a table row that tells when and where it was treated. */
static bool
add_of_course (GfReferenceFinder *finder, const Number *number)
{
  GfSaidDate date = { 0 };
  g_auto (GfNamedBody) body = { 0 };

  if (!read_course (finder, number, &date, &body))
    return false;

  g_autofree char *spelling = dup_number (finder, number);
  g_autofree char *prefix = dup_prefix (finder, number);
  if (finder->document->type != GF_TYPE_CASE_PAPER
      && is_own (finder, spelling, prefix, NULL))
    return true;
  add (finder, number, g_steal_pointer (&spelling), g_steal_pointer (&prefix),
       g_steal_pointer (&body.name),
       gf_said_date_dup (&date, finder->document->date, GF_SAID_PAST));
  return true;
}

/* "var inhabil i sak 62/20": in what stands before the first case, where most numbers are
 * of the list of cases. */
static bool
is_in_sentence (const GfReferenceFinder *finder, const Number *number)
{
  static const char *const before[] = { "i", "under", "før", "etter", "ved", NULL };
  const GfWord *word = gf_words_get (finder->words, number->first);

  return number->worded && number->first > 0 && finder->unit->kind == GF_UNIT_SECTION
         && finder->block->kind != GF_BLOCK_TABLE_ROW
         && gf_words_is_any (finder->words, number->first - 1, before)
         && finder->block->text[word->start - 1] != '\t';
}

/* @before: the last of the list that the number goes on; NULL for none */
static void
add_number (GfReferenceFinder *finder, const Number *number, const GfReference *before)
{
  g_autofree char *spelling = dup_number (finder, number);
  g_autofree char *prefix = dup_prefix (finder, number);
  g_autofree char *body = NULL;

  if (before != NULL && prefix == NULL && !number->worded)
    {
      prefix = g_strdup (before->case_prefix);
      body = g_strdup (before->body);
    }
  else
    body = dup_body (finder, number);
  if ((is_own (finder, spelling, prefix, body) && !is_in_sentence (finder, number))
      || is_heading (finder, number))
    return;
  add (finder, number, g_steal_pointer (&spelling), g_steal_pointer (&prefix),
       g_steal_pointer (&body), NULL);
}

/* Whether what stands before the number says that it is a case's. */
static bool
is_said (const GfReferenceFinder *finder, const Number *number)
{
  bool hyphen = gf_finder_is_between (finder, number->last - 1, "-", 1);

  if (number->worded)
    return true;
  /* "PS 63-13", and never "RV 7-12". */
  return has_known_prefix (finder, number)
         && (!hyphen || gf_abbreviation_is_known (finder, number->prefix));
}

void
gf_reference_cases_find (GfReferenceFinder *finder)
{
  Number before = { .last = SIZE_MAX };
  const GfReference *listed = NULL;

  for (size_t i = 0; i + 1 < gf_finder_n_words (finder); i++)
    {
      Number number;
      guint n_found = finder->found->len;

      if (!read_number (finder, i, &number) || !take_leading (finder, &number))
        continue;
      i = number.last;
      bool in_list = before.last != SIZE_MAX && goes_on (finder, &before, &number);
      before.last = SIZE_MAX;
      if (add_of_course (finder, &number) || (!in_list && !is_said (finder, &number)))
        continue;
      add_number (finder, &number, in_list ? listed : NULL);
      before = number;
      if (finder->found->len > n_found)
        listed = g_ptr_array_index (finder->found, n_found);
      else if (!in_list)
        listed = NULL;
    }
}
