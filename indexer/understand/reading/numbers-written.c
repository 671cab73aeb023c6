/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of cases in a column of their own, as they are spelled, and archive numbers. */
#include "indexer/understand/reading/numbers.h"

#include <string.h>

#include "common/schema.h"

/* "Utvalgssak 112/2019" in the last column. */
#define MAX_TRAILING_BYTES 24
/* A row of column heads, and one of numbers. */
#define MAX_HEAD_BYTES 120
/* The title of an item that nothing sets off from its number is short. */
#define MAX_BARE_BYTES 100

/* "/KST" */
#define MAX_BODY_BYTES 5
/* "PS12/19", "Sak12/19": letters, and bytes of the line. */
#define MAX_GLUED_LETTERS 4
#define MAX_GLUED_BYTES 4000
/* Two digits for the year are of these. */
#define FIRST_LOOSE_YEAR 1990
#define LAST_LOOSE_YEAR 2039

/* At most @max digits at @p; 0 for more, and for none. */
static size_t
count_digits (const char *p, size_t length, size_t max)
{
  size_t n = 0;

  while (n < length && g_ascii_isdigit (p[n]))
    n++;
  return n <= max ? n : 0;
}

static uint32_t
value_of (const char *p, size_t n)
{
  uint32_t value = 0;

  for (size_t i = 0; i < n; i++)
    value = value * 10 + (uint32_t) (p[i] - '0');
  return value;
}

static uint32_t
loose_year (const char *p, size_t n)
{
  uint32_t value = value_of (p, n);

  if (n == 2)
    value += value >= FIRST_LOOSE_YEAR % 100 ? 1900 : 2000;
  else if (n != 4)
    return 0;
  return value >= FIRST_LOOSE_YEAR && value <= LAST_LOOSE_YEAR ? value : 0;
}

/* Bytes of a slash, or of a dash with blanks or without, at @p. */
static size_t
loose_mark (const char *p, size_t length)
{
  static const char *const marks[]
      = { "/", "-", " - ", " \xe2\x80\x93 ", "\xe2\x80\x93" };

  for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
    if (length >= strlen (marks[i]) && strncmp (p, marks[i], strlen (marks[i])) == 0)
      return strlen (marks[i]);
  return 0;
}

/* Where the title begins after the number that ends at @at: set off by a blank, a colon
   or a dash, and with a large letter; 0 for nowhere.  @apart: it may be in a column after
   others, or below */
static uint32_t
find_loose_title (const GfLine *line, size_t at, bool apart)
{
  const char *end = line->bare + line->bare_length;
  size_t from = at;

  if (apart && (at == line->bare_length || gf_number_ends_column (line->bare + at)))
    return (uint32_t) (at + gf_number_skip_separators (line->bare + at, end));
  if (at >= line->bare_length || strchr (": \t.", line->bare[at]) == NULL)
    return 0;
  at += gf_number_skip_separators (line->bare + at, end);
  return at > from && at < line->bare_length
                 && g_unichar_isupper (g_utf8_get_char (line->bare + at))
             ? (uint32_t) at
             : 0;
}

void
gf_number_read_loose (const GfLine *line, GfNumber *number_out)
{
  const char *p = line->bare;
  size_t length = line->bare_length, first = count_digits (p, length, 4), mark, second;
  bool turned;

  *number_out = (GfNumber){ 0 };
  mark = first > 0 ? loose_mark (p + first, length - first) : 0;
  second = mark > 0 ? count_digits (p + first + mark, length - first - mark, 4) : 0;
  if (second == 0)
    return;
  turned = (p[first] == '/' && first == 2) || (first == 4 && second < 4);
  number_out->serial = turned ? value_of (p + first + mark, second) : value_of (p, first);
  number_out->year = turned            ? loose_year (p, first)
                     : p[first] != '/' ? loose_year (p + first + mark, second)
                                       : 0;
  number_out->year_first = turned && first == 4 ? 4 : 0;
  number_out->end = (uint32_t) (first + mark + second);
  number_out->rest
      = find_loose_title (line, number_out->end, turned && first == 4 && p[first] == '/');
  if (number_out->serial == 0 || number_out->year == 0 || number_out->rest == 0)
    {
      *number_out = (GfNumber){ 0 };
      return;
    }
  number_out->kind = GF_NUMBER_YEARLY;
  number_out->loose = true;
}

bool
gf_number_is_in_column (const char *p)
{
  size_t n = 1 + strspn (p + 1, " "), digits = strspn (p + n, "0123456789/");

  return digits >= 4 && memchr (p + n, '/', digits) != NULL
         && (p[n + digits] == '\t' || strncmp (p + n + digits, "  ", 2) == 0);
}

bool
gf_number_has_title (const char *p)
{
  size_t n = (*p == '.') + strspn (p + (*p == '.'), " ");
  size_t digits = strspn (p + n, "0123456789/");
  const char *slash = memchr (p + n, '/', digits), *after = p + n + digits;

  return n > 0 && n <= 2 && slash != NULL && slash > p + n
         && (after - slash == 3 || after - slash == 5) && *after == ' '
         && g_unichar_isupper (g_utf8_get_char (after + 1));
}

bool
gf_number_is_ended (const char *p, const char *end)
{
  if (p >= end)
    return true;
  if (*p == '/' || *p == '%' || *p == '\'')
    return false;
  if ((*p == '-' || *p == '.' || *p == ',') && p + 1 < end && g_ascii_isdigit (p[1]))
    return false;
  return !gf_is_word_character (g_utf8_get_char (p));
}

size_t
gf_number_skip_separators (const char *p, const char *end)
{
  const char *start = p;

  while (p < end)
    {
      if (strchr (" \t:.-*)]_|", *p) != NULL)
        p++;
      else if (end - p >= 2
               && (memcmp (p, "\xc2\xa0", 2) == 0 || memcmp (p, "\xc2\xbb", 2) == 0))
        p += 2;
      else if (end - p >= 3 && memcmp (p, "\xe2\x80", 2) == 0
               && (p[2] == '\x93' || p[2] == '\x94' || p[2] == '\x91'))
        p += 3;
      else
        break;
    }
  return (size_t) (p - start);
}

bool
gf_number_ends_column (const char *p)
{
  return *p == '\t' || strncmp (p, "  ", 2) == 0;
}

size_t
gf_number_blank_before_mark (const char *p)
{
  return strncmp (p, " /", 2) == 0 || strncmp (p, " - ", 3) == 0
         || strncmp (p, " \xe2\x80\x93 ", 5) == 0;
}

size_t
gf_number_mark_length (const char *p)
{
  size_t n = strncmp (p, "\xe2\x80\x93", 3) == 0 ? 3 : 1;

  return n + (p[n] == ' ');
}

bool
gf_number_sets_year_off (const GfNumber *number, const char *mark, size_t n_year)
{
  if (*mark == '/')
    return true;
  if (*mark == '-' || *mark == '_')
    return number->worded || number->prefix[0] != '\0';
  return number->worded && n_year == 4 && strncmp (mark, "\xe2\x80\x93", 3) == 0;
}

/* Where the number begins that is glued to its word, "Sak12/19", "PS12/19"; 0 for
   nowhere. */
static uint32_t
find_glued (const GfLine *line)
{
  const char *p = line->bare;
  uint32_t letters = 0, digits = 0, n_small = 0;

  while (letters < line->bare_length && letters <= MAX_GLUED_LETTERS
         && g_ascii_isalpha (p[letters]))
    n_small += g_ascii_islower (p[letters++]) != 0;
  while (letters + digits < line->bare_length && g_ascii_isdigit (p[letters + digits]))
    digits++;
  return letters >= 2 && letters <= MAX_GLUED_LETTERS && digits > 0
                 && letters + digits < line->bare_length && p[letters + digits] == '/'
                 && (n_small == 0 || g_ascii_strncasecmp (p, "sak", 3) == 0)
             ? letters
             : 0;
}

bool
gf_number_read_glued (const GfLines *lines, const GfLine *line, GfNumber *number_out)
{
  uint32_t at = find_glued (line);
  size_t length = gf_whole_characters (line->bare, line->bare_length, MAX_GLUED_BYTES);
  g_autofree char *text = NULL;
  GfLine apart = *line;

  if (at == 0)
    return false;
  text = g_strdup_printf ("%.*s %.*s", (int) at, line->bare, (int) (length - at),
                          line->bare + at);
  apart.bare = text;
  apart.bare_length = (uint32_t) length + 1;
  gf_number_read (lines, &apart, number_out);
  if (number_out->kind == GF_NUMBER_YEARLY)
    {
      number_out->start--;
      number_out->end--;
      number_out->rest--;
    }
  else
    *number_out = (GfNumber){ 0 };
  return true;
}

/* Where the last column of @line begins, after a title; 0 for none. */
static uint32_t
find_last_column (const GfLine *line)
{
  const char *p = line->bare;
  uint32_t at = line->bare_length;

  while (at > 1 && line->bare_length - at < MAX_TRAILING_BYTES && p[at - 1] != '\t'
         && !(p[at - 1] == ' ' && p[at - 2] == ' '))
    at--;
  return at > 1 && line->bare_length - at < MAX_TRAILING_BYTES ? at : 0;
}

/* "III. Tittel" at the beginning of a block. */
static bool
read_roman (const GfLine *line, GfNumber *number)
{
  static const char *const numerals[]
      = { "I",  "II", "III", "IV",  "V",    "VI",  "VII", "VIII",
          "IX", "X",  "XI",  "XII", "XIII", "XIV", "XV" };
  size_t n = strspn (line->bare, "IVX");

  if (!line->first || line->bare_length > MAX_BARE_BYTES || n == 0 || n > 5
      || n + 2 >= line->bare_length || strchr (".)", line->bare[n]) == NULL
      || line->bare[n + 1] != ' '
      || !g_unichar_isupper (g_utf8_get_char (line->bare + n + 2)))
    return false;
  for (uint32_t i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (strlen (numerals[i]) == n && memcmp (line->bare, numerals[i], n) == 0)
      {
        *number = (GfNumber){ .kind = GF_NUMBER_ITEM,
                              .style = GF_ITEM_ROMAN,
                              .serial = i + 1,
                              .end = (uint32_t) n,
                              .rest = (uint32_t) n + 2 };
        return true;
      }
  return false;
}

/* "c) Tittel" at the beginning of a block. */
static bool
read_letter (const GfLine *line, GfNumber *number)
{
  const char *p = line->bare;

  if (!line->first || line->bare_length < 5 || line->bare_length > MAX_BARE_BYTES
      || *p < 'a' || *p > 'z' || p[1] != ')' || p[2] != ' '
      || !g_unichar_isupper (g_utf8_get_char (p + 3)))
    return false;
  *number = (GfNumber){ .kind = GF_NUMBER_ITEM,
                        .style = GF_ITEM_LETTER,
                        .serial = (uint32_t) (*p - 'a' + 1),
                        .end = 1,
                        .rest = 3 };
  return true;
}

bool
gf_number_read_listed (const GfLine *line, GfNumber *number_out)
{
  return read_letter (line, number_out) || read_roman (line, number_out);
}

void
gf_number_read_row (const GfLine *line, GfNumber *number_out)
{
  size_t n = strspn (line->bare, "0123456789"), at = n;
  uint32_t serial = 0;

  *number_out = (GfNumber){ 0 };
  while (at < line->bare_length && line->bare[at] == '\t')
    at++;
  if (n == 0 || n > 2 || at == n || at >= line->bare_length
      || !g_unichar_isupper (g_utf8_get_char (line->bare + at)))
    return;
  for (size_t i = 0; i < n; i++)
    serial = serial * 10 + (uint32_t) (line->bare[i] - '0');
  *number_out = (GfNumber){ .kind = GF_NUMBER_ITEM,
                            .style = GF_ITEM_BARE,
                            .serial = serial,
                            .end = (uint32_t) n,
                            .rest = (uint32_t) at };
}

/* Where "(pkt. 3)" at the end of @line begins; 0 for nowhere. */
static uint32_t
find_parenthesis (const GfLine *line)
{
  const char *open = line->bare_length > 4 && line->bare[line->bare_length - 1] == ')'
                         ? memrchr (line->bare, '(', line->bare_length)
                         : NULL;

  return open != NULL && open > line->bare && line->first
                 && (size_t) (line->bare + line->bare_length - open) < MAX_TRAILING_BYTES
             ? (uint32_t) (open + 1 - line->bare)
             : 0;
}

/* The case number from byte @at to the end of @line, after a title that ends at @end. */
static bool
read_at_end (const GfLines *lines, const GfLine *line, size_t at, size_t end,
             GfNumber *number)
{
  GfLine inner = *line;

  inner.bare += at;
  inner.bare_length -= (uint32_t) at;
  gf_number_read (lines, &inner, number);
  if (end == 0 || number->kind != GF_NUMBER_YEARLY || !number->worded
      || number->end != inner.bare_length)
    return false;
  number->trails = true;
  number->start = (uint32_t) end;
  number->end = number->rest = line->bare_length;
  return true;
}

/* "Tittel - sak 12/19", "Tittel Sak 12/19": the number behind a dash, or a capital, at
   the end of @line. */
static bool
read_dashed (const GfLines *lines, const GfLine *line, GfNumber *number)
{
  static const struct
  {
    const char *text;
    size_t length; /* of it, what is not of the number */
  } marks[] = { { " - ", 3 }, { " \xe2\x80\x93 ", 5 }, { " Sak ", 1 }, { " SAK ", 1 } };
  uint32_t from = line->bare_length > MAX_TRAILING_BYTES
                      ? line->bare_length - MAX_TRAILING_BYTES
                      : 0;

  if (!line->first || !g_ascii_isdigit (line->bare[line->bare_length - 1]))
    return false;
  for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      const char *mark
          = g_strstr_len (line->bare + from, line->bare_length - from, marks[i].text);
      size_t end = mark != NULL ? (size_t) (mark - line->bare) : 0;

      if (mark != NULL && read_at_end (lines, line, end + marks[i].length, end, number))
        return true;
    }
  return false;
}

/* "Tittel (pkt. 3)", "Tittel (sak 12/19)", and where the line is short "Tittel (12/19)".
 */
static bool
read_behind (const GfLines *lines, const GfLine *line, GfNumber *number)
{
  uint32_t at = find_parenthesis (line);
  GfLine inner = *line;

  if (at == 0)
    return false;
  inner.bare += at;
  inner.bare_length -= at + 1;
  gf_number_read (lines, &inner, number);
  if (number->end != inner.bare_length || number->kind == GF_NUMBER_NONE
      || (number->kind == GF_NUMBER_YEARLY && !number->worded
          && line->bare_length > MAX_BARE_BYTES))
    return false;
  number->kind = number->kind == GF_NUMBER_YEARLY ? GF_NUMBER_YEARLY : GF_NUMBER_ITEM;
  number->style = GF_ITEM_BEHIND;
  number->trails = true;
  number->start = at - 1;
  number->end = number->rest = line->bare_length;
  return true;
}

void
gf_number_read_trailing (const GfLines *lines, const GfLine *line, GfNumber *number_out)
{
  uint32_t at = find_last_column (line);
  GfLine column = *line;

  *number_out = (GfNumber){ 0 };
  if (read_behind (lines, line, number_out))
    return;
  *number_out = (GfNumber){ 0 };
  if (read_dashed (lines, line, number_out))
    return;
  *number_out = (GfNumber){ 0 };
  if (at == 0 || !g_unichar_isupper (g_utf8_get_char (line->bare)))
    return;
  column.bare += at;
  column.bare_length -= at;
  gf_number_read (lines, &column, number_out);
  if (number_out->kind != GF_NUMBER_YEARLY || number_out->rest != column.bare_length)
    {
      *number_out = (GfNumber){ 0 };
      return;
    }
  number_out->trails = true;
  number_out->start = at;
  number_out->end = number_out->rest = line->bare_length;
}

/* Whether the last word of @line is "Saksnr". */
static bool
ends_with_case (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_HEAD_BYTES);
  size_t n = words->words->len, size = 0;

  return n > 1 && line->bare_length <= MAX_HEAD_BYTES
         && gf_registers_match (lines->registers, GF_REGISTER_NUMBERS,
                                GF_MEANING (GF_NUMBER_CASE), words, n - 1, &size)
                != NULL;
}

static bool
has_letters (const GfLine *line)
{
  for (uint32_t i = 0; i < line->bare_length; i++)
    if (g_ascii_isalpha (line->bare[i]) || (unsigned char) line->bare[i] >= 0x80)
      return true;
  return false;
}

void
gf_number_read_below (const GfLines *lines, const GfLine *heads, const GfLine *line,
                      GfNumber *number_out)
{
  GfLine column = *line;
  uint32_t at;

  *number_out = (GfNumber){ 0 };
  if (line->bare_length > MAX_HEAD_BYTES || has_letters (line)
      || !ends_with_case (lines, heads) || (at = find_last_column (line)) == 0)
    return;
  column.bare += at;
  column.bare_length -= at;
  gf_number_read (lines, &column, number_out);
  number_out->worded = true;
  number_out->start += at;
  number_out->end = number_out->rest = line->bare_length;
}

char *
gf_number_dup (const GfNumber *number)
{
  g_autofree char *spelling = NULL;
  char *normal;

  if (number->kind != GF_NUMBER_YEARLY)
    return g_strdup_printf ("%u", number->serial);
  if (number->part != 0)
    return g_strdup_printf ("%u.%u/%02u", number->serial, number->part,
                            number->year % 100);
  if (number->year_first != 0)
    return g_strdup_printf ("%0*u/%u", number->year_first,
                            number->year_first == 2 ? number->year % 100 : number->year,
                            number->serial);
  spelling = g_strdup_printf ("%u/%u", number->serial, number->year);
  normal = gf_schema_case_number (spelling, NULL);
  return normal != NULL ? normal : g_strdup (spelling);
}

size_t
gf_number_skip_archive (const char *text, size_t length)
{
  size_t i = 0, n_digits = 0, slashes = 0;

  while (i < length && (g_ascii_isdigit (text[i]) || strchr ("/-.", text[i]) != NULL))
    {
      n_digits += g_ascii_isdigit (text[i]) != 0;
      slashes += text[i] == '/';
      i++;
    }
  if (n_digits < 3 || slashes == 0 || (i < length && strchr (" \t", text[i]) == NULL))
    return 0;
  while (i < length && (text[i] == ' ' || text[i] == '\t'))
    i++;
  return i;
}

/* A column with nothing but a number before one of several lines: what was said stands
   below the title there, where a table of figures has one line. */
bool
gf_number_is_row (const GfLine *line, const char *after)
{
  return line->first && !line->last
         && (*after == '\t'
             || (line->kind != GF_BLOCK_TABLE_ROW && strncmp (after, "  ", 2) == 0));
}

/* "3: Tittel", "3 - Tittel" */
bool
gf_number_sets_title_off (const GfLine *line, const char *after, const char *rest)
{
  return rest < line->bare + line->bare_length
         && g_unichar_isupper (g_utf8_get_char (rest))
         && (*after == ':' || strncmp (after, " - ", 3) == 0
             || strncmp (after, " \xe2\x80\x93 ", 5) == 0);
}

/* "3 Tittel" at the beginning of a block, short and no sentence. */
bool
gf_number_is_bare_item (const GfLine *line, const char *after, const char *rest)
{
  return line->first && line->kind == GF_BLOCK_PARAGRAPH
         && (*after == ' ' || *after == '.') && rest > after
         && line->bare_length <= MAX_BARE_BYTES
         && line->bare[line->bare_length - 1] != '.'
         && g_unichar_isupper (g_utf8_get_char (rest));
}

size_t
gf_number_body_length (const char *p, const char *end)
{
  size_t n = 1;

  if (p >= end || *p != '/')
    return 0;
  while (n < MAX_BODY_BYTES && p + n < end && g_ascii_isupper (p[n]))
    n++;
  return n > 2 && (p + n == end || strchr (" \t:", p[n]) != NULL) ? n : 0;
}
