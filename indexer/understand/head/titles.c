/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document is called. */
#include "indexer/understand/head/head.h"

#include <stdio.h>
#include <string.h>

#include "indexer/understand/reading/dates.h"
#include "indexer/understand/reading/labels.h"

#define MAX_TITLE_LINES 30
#define MAX_TITLE_BYTES 300
#define MAX_PREFERRED_LINES 10
/* Of these, a line may be one of several of its block. */
#define MAX_NEAR_LINES 4
/* Longer than this, and it is a page in one line rather than a title. */
#define MAX_SURE_TITLE_BYTES 160
/* Words of a line that are looked at; a page glued into one line holds all words there
 * are. */
#define MAX_LINE_BYTES 110
/* Beyond this a line that no format calls a heading is a text. */
#define MAX_TITLE_CHARACTERS 160
/* "Kontrollutvalgssekretariatet for Nedre Varlia IKS" */
#define MAX_OWNER_WORDS 6
/* Lines of the head that may say the day that the file's title says. */
#define MAX_AGREEING_LINES 25
/* Fewer words and a point after them: "Møte i styret.", "Protokoll nr. 3". */
#define MIN_SENTENCE_WORDS 8
/* Between two columns of plain text. */
#define COLUMN_GAP "     "
/* Keys that end a title in their line: "Dato:", "Tid:", "Sted:". */
#define TITLE_END_KEYS                                                                   \
  (GF_MEANING (GF_HEADING_MEETING_KEY) | GF_MEANING (GF_HEADING_DATE_KEY)                \
   | GF_MEANING (GF_HEADING_BODY_KEY) | GF_MEANING (GF_HEADING_PLACE_KEY)                \
   | GF_MEANING (GF_HEADING_WORKER_KEY) | GF_MEANING (GF_HEADING_ARCHIVE_KEY)            \
   | GF_MEANING (GF_HEADING_NUMBER_KEY) | GF_MEANING (GF_HEADING_HEAD_KEY))

/* A line that is a key with its value ("Dato: 10. juni"), or has no letters, is no title.
 */
static bool
may_be_title (const GfLines *head, const GfLine *line)
{
  uint32_t letters = 0;

  for (uint32_t i = 0; i < MIN (line->bare_length, 80); i++)
    letters += g_ascii_isalpha (line->bare[i]) || (unsigned char) line->bare[i] >= 0xc3;
  return letters >= 3 && line->kind != GF_BLOCK_TABLE_ROW
         && !gf_line_find_key (head, line, GF_KEYS, NULL);
}

/* Above the title there may be a letterhead; the title itself says what the document is.
 */
static bool
begins_with_type (const GfLines *head, size_t index)
{
  const char *text = gf_lines_get (head, index)->bare;
  g_autoptr (GfWords) words = gf_line_words (gf_lines_get (head, index), MAX_LINE_BYTES);
  size_t size = 0;

  if (words->words->len > 2 && gf_words_is (words, 0, "møte")
      && gf_words_is (words, 1, "i"))
    return true;
  return words->words->len > 0
         && gf_registers_match (head->registers, GF_REGISTER_TYPES, GF_ANY_MEANING, words,
                                0, &size)
                != NULL
         && !gf_head_is_office (text, words, size - 1);
}

static bool
is_main_heading (const GfLines *head, size_t index)
{
  const GfLine *line = index < gf_lines_size (head) ? gf_lines_get (head, index) : NULL;

  return line != NULL && line->kind == GF_BLOCK_HEADING && line->level <= 1
         && may_be_title (head, line);
}

/* "Varstad kommune", "Storlia Renovasjon IKS": whose paper it is. */
static bool
names_owner (const GfWords *words)
{
  static const char *const last[]
      = { "kommune", "fylkeskommune", "herad", "iks", "ipr", "as", "kf",
          "sa",      "regionråd",     NULL };
  size_t n = words->words->len;

  return n > 1 && n <= MAX_OWNER_WORDS && gf_words_is_any (words, n - 1, last);
}

/* "ØSTMARKRÅDET" above "Protokoll fra representantskapsmøte": whose it is, in one word or
   as such names end, though it is set as a heading. */
/* "SNØLIA VILTNEMND - MØTEBOK": the type anywhere on a short line. */
static bool
names_type (const GfLines *head, size_t index)
{
  const GfLine *line = gf_lines_get (head, index);
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  for (size_t i = 0; i < words->words->len && line->bare_length <= MAX_LINE_BYTES; i++)
    if (gf_registers_match (head->registers, GF_REGISTER_TYPES, GF_ANY_MEANING, words, i,
                            NULL)
        != NULL)
      return true;
  return false;
}

static bool
is_letterhead (const GfLines *head, size_t index)
{
  g_autoptr (GfWords) words = gf_line_words (gf_lines_get (head, index), MAX_LINE_BYTES);
  bool owner = names_owner (words);

  return (words->words->len == 1 || owner) && index + 1 < gf_lines_size (head)
         && (owner || is_main_heading (head, index + 1))
         && may_be_title (head, gf_lines_get (head, index + 1))
         && !begins_with_type (head, index) && names_type (head, index + 1);
}

/* "Innkalling til møte 12. april sendes ut en uke før.": a sentence. */
static bool
is_told (const GfLine *line)
{
  static const char *const verbs[] = { "sendes", "sendast", "ble",  "blei", "vart",
                                       "blir",   "vert",    "skal", "er",   NULL };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_TITLE_BYTES);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, verbs))
      return words->words->len >= MIN_SENTENCE_WORDS
             && line->bare[line->bare_length - 1] == '.';
  return false;
}

/* "Innkalling til møte i Sandvik sokneråd" by itself below a letterhead, but not
   "Saksliste". */
static bool
may_be_far_title (const GfLines *head, size_t index)
{
  const GfLine *line = gf_lines_get (head, index);
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);
  size_t size = 0;

  gf_registers_match (head->registers, GF_REGISTER_TYPES, GF_MEANING (GF_TYPE_AGENDA),
                      words, 0, &size);
  return gf_line_is_alone (line) && words->words->len > size;
}

static size_t
find_title_line (const GfLines *head)
{
  size_t n = MIN (gf_lines_size (head), MAX_TITLE_LINES);

  for (size_t i = 0; i < n; i++)
    if (is_main_heading (head, i))
      return is_letterhead (head, i) ? i + 1 : i;
  for (size_t i = 0; i < MIN (n, MAX_PREFERRED_LINES); i++)
    if (may_be_title (head, gf_lines_get (head, i)) && begins_with_type (head, i)
        && (i < MAX_NEAR_LINES || may_be_far_title (head, i))
        && !is_told (gf_lines_get (head, i)))
      return i;
  for (size_t i = 0; i < n; i++)
    if (may_be_title (head, gf_lines_get (head, i)))
      return i + is_letterhead (head, i);
  return n;
}

/* "MØTEINNKALLING FOR" wants the next line. */
static bool
hangs (const GString *title)
{
  static const char *const joints[]
      = { " for", " i", " fra", " fr\xc3\xa5", " av", " til", " om", " og", " mellom" };
  g_autofree char *folded = gf_fold (title->str, title->len);

  for (size_t i = 0; i < G_N_ELEMENTS (joints); i++)
    if (g_str_has_suffix (folded, joints[i]))
      return true;
  return false;
}

/* The bytes of @title before a key in its midst: "Protokoll fra styret Dato: 3. april".
 */
static size_t
length_before_key (const GfRegisters *registers, const char *title, size_t length)
{
  g_autoptr (GfWords) words = gf_words_new (title, length, 60);

  for (size_t i = 1; i < words->words->len; i++)
    {
      size_t size = 0;
      const GfWord *last;

      if (gf_registers_match (registers, GF_REGISTER_HEADINGS, TITLE_END_KEYS, words, i,
                              &size)
          == NULL)
        continue;
      last = gf_words_get (words, i + size - 1);
      if (title[last->start + last->length] == ':')
        return gf_words_get (words, i)->start;
    }
  return length;
}

/* A text that begins without a title begins with its first sentences. */
static bool
is_prose (const char *title)
{
  size_t n_words = 0;
  char before = ' ', first = ' ';

  if (g_utf8_strlen (title, -1) > MAX_TITLE_CHARACTERS)
    return true;
  for (const char *at = title; *at != '\0'; first = before, before = *at++)
    {
      n_words += *at != ' ' && before == ' ';
      /* "25. april 2014" ends no sentence. */
      if (*at == ' ' && strchr (".!?", before) != NULL && !g_ascii_isdigit (first)
          && n_words >= MIN_SENTENCE_WORDS)
        return true;
    }
  return n_words >= MIN_SENTENCE_WORDS && strchr (".!?", before) != NULL;
}

/* A page in one line begins with its number, and with whose it is: "1 SKIEN KOMMUNE Side
 * 1 Møtebok".  Bytes of @title before the word that names a type. */
static size_t
length_of_letterhead (const GfRegisters *registers, const char *title)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), 12);
  size_t i = 0, n = words->words->len, start = 0;

  if (n > 1 && g_str_has_prefix (title, "1 "))
    start = gf_words_get (words, ++i)->start;
  while (i < MIN (n, 6) && !gf_words_is (words, i, "kommune")
         && !gf_words_is (words, i, "fylkeskommune"))
    i++;
  i++;
  if (i + 1 < n && gf_words_is (words, i, "side"))
    i += 2;
  if (i < n
      && gf_registers_match (registers, GF_REGISTER_TYPES, GF_ANY_MEANING, words, i, NULL)
             != NULL)
    return gf_words_get (words, i)->start;
  return start;
}

/* "Møteinnkalling Side 1" */
static void
cut_page (GString *title)
{
  g_autoptr (GfWords) words = gf_words_new (title->str, title->len, 60);
  size_t n = words->words->len;

  if (n > 2 && gf_words_is (words, n - 2, "side")
      && g_ascii_isdigit (words->folded[gf_words_get (words, n - 1)->start]))
    g_string_truncate (title, gf_words_get (words, n - 2)->start);
}

/* "Innkalling til møte i styret onsdag 20.04.2016 kl. 09:00 på hotellet": the day tells
   which it is; neither the hour nor the place. */
static void
cut_time (GString *title)
{
  g_autoptr (GfWords) words = gf_words_new (title->str, title->len, 60);
  GfDate date;
  const char *clock;

  if (!gf_date_find (title->str, words, 0, &date) || date.day == 0)
    return;
  clock = strstr (title->str + date.end, " kl");
  if (clock != NULL && (clock[3] == '.' || clock[3] == ' '))
    g_string_truncate (title, (gsize) (clock - title->str));
  for (size_t i = 1; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);

      if (gf_date_is_weekday (words, i) && clock != NULL
          && word->start + word->length + 1 == date.start)
        g_string_erase (title, word->start, word->length + 1);
    }
}

/* "mellom" below "SAMARBEIDSAVTALE", alone on its line or with the first of the names. */
static bool
goes_between (const GfLines *head, size_t index)
{
  g_autoptr (GfWords) words
      = index < gf_lines_size (head)
            ? gf_line_words (gf_lines_get (head, index), MAX_LINE_BYTES)
            : NULL;

  return words != NULL && words->words->len > 0
         && (gf_words_is (words, 0, "mellom") || gf_words_is (words, 0, "om")
             || gf_words_is (words, 0, "og"))
         && g_unichar_islower (g_utf8_get_char (gf_lines_get (head, index)->bare));
}

/* "Storlia Regionråd          Dokument: saksliste": where the column ends that the title
   from @start up to @end begins with. */
static size_t
first_column (const GfLine *line, size_t start, size_t end)
{
  const char *gap = start < end ? g_strstr_len (line->bare + start,
                                                (gssize) (end - start), COLUMN_GAP)
                                : NULL;

  return gap != NULL && line->kind != GF_BLOCK_HEADING ? (size_t) (gap - line->bare)
                                                       : end;
}

static char *
dup_written_title (const GfLines *head)
{
  size_t index = find_title_line (head);
  bool is_heading = index < gf_lines_size (head)
                    && gf_lines_get (head, index)->kind == GF_BLOCK_HEADING;
  bool is_glued = index < gf_lines_size (head)
                  && gf_lines_get (head, index)->bare_length > MAX_SURE_TITLE_BYTES;
  g_autoptr (GString) title = g_string_new (NULL);
  bool single = false; /* "SAMARBEIDSAVTALE" */

  while (index < gf_lines_size (head) && title->len < MAX_TITLE_BYTES)
    {
      const GfLine *line = gf_lines_get (head, index++);
      size_t length
          = gf_whole_characters (line->bare, line->bare_length, MAX_TITLE_BYTES);
      uint32_t rest = 0;

      if (title->len > 0 && gf_line_find_key (head, line, GF_KEYS, NULL))
        break;

      /* "Emne: Kort referat" */
      if (title->len > 0
          || !gf_line_find_key (head, line, GF_MEANING (GF_HEADING_SUBJECT_KEY), &rest)
          || rest >= length)
        rest = 0;
      rest += strspn (line->bare + rest, " \t");
      length = MAX (rest, first_column (line, rest, length));
      g_string_append_printf (title, "%s%.*s", title->len > 0 ? " " : "",
                              (int) (length - MIN (rest, length)), line->bare + rest);
      single = single || strchr (title->str, ' ') == NULL;
      if (hangs (title) || (single && goes_between (head, index)))
        continue;
      if (line->last || line->underlined
          || !(line->kind == GF_BLOCK_HEADING || line->runs_on))
        break;
    }
  if (is_glued)
    g_string_erase (title, 0,
                    (gssize) length_of_letterhead (head->registers, title->str));
  g_string_truncate (title, length_before_key (head->registers, title->str, title->len));
  if (is_glued)
    cut_page (title);
  cut_time (title);
  while (title->len > 0 && title->str[title->len - 1] == ' ')
    g_string_truncate (title, title->len - 1);
  if (title->len > 2 && title->str[title->len - 1] == '.'
      && g_ascii_isdigit (title->str[title->len - 2]))
    g_string_truncate (title, title->len - 1);
  if (!is_heading && is_prose (title->str))
    return NULL;
  return gf_clean_title (title->str, title->len);
}

/* "MØTEBOK" names what it is, not which. */
static bool
is_generic (const GfRegisters *registers, const char *title)
{
  g_autoptr (GfWords) words = gf_words_new (title, strlen (title), 8);
  size_t size = 0;

  if (words->words->len == 0)
    return true;
  return gf_registers_match (registers, GF_REGISTER_TYPES, GF_ANY_MEANING, words, 0,
                             &size)
             != NULL
         && size == words->words->len;
}

static bool
is_made_by_program (const char *title)
{
  static const char *const endings[]
      = { ".doc", ".docx", ".pdf", ".odt", ".rtf", ".indd", ".txt" };
  static const char *const openings[]
      = { "microsoft word", "untitled", "document", "uten navn" };
  g_autofree char *folded = gf_fold (title, strlen (title));

  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (folded, endings[i]))
      return true;
  for (size_t i = 0; i < G_N_ELEMENTS (openings); i++)
    if (g_str_has_prefix (folded, openings[i]))
      return true;
  return strchr (title, ' ') == NULL;
}

/* A web page adds the site's name to its title: " - Varstadregionen", " |
 * Varstadregionen". */
static void
cut_site (char *title)
{
  static const char *const marks[] = { " | ", " - " };

  for (size_t i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      char *mark = g_strrstr (title, marks[i]);

      if (mark != NULL && mark - title >= 8 && strpbrk (mark, "0123456789") == NULL)
        {
          *mark = '\0';
          return;
        }
    }
}

static char *
dup_metadata_title (const GfLines *head)
{
  const char *metadata = gf_text_get (head->text, GF_TEXT_TITLE);
  const char *format = gf_text_get (head->text, GF_TEXT_FORMAT);
  char *title;

  if (metadata == NULL || is_made_by_program (metadata))
    return NULL;
  title = gf_clean_title (
      metadata, length_before_key (head->registers, metadata, strlen (metadata)));
  if (title != NULL && strlen (title) < strlen (metadata)
      && g_str_has_suffix (title, "."))
    title[strlen (title) - 1] = '\0';
  if (title != NULL && format != NULL && strstr (format, "html") != NULL)
    cut_site (title);
  return title;
}

/* The same title with more to it: "Årsmelding 2021 – Heimfjordrådet" for "Årsmelding
 * 2021". */
static bool
says_more (const char *metadata, const char *written)
{
  g_autofree char *longer = gf_fold (metadata, strlen (metadata));
  g_autofree char *shorter = gf_fold (written, strlen (written));

  return g_str_has_prefix (longer, shorter);
}

static bool
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

static bool
is_same_day (const char *text, size_t length, const GfDate *date)
{
  g_autoptr (GfWords) words
      = gf_words_new (text, gf_whole_characters (text, length, 400), SIZE_MAX);
  GfDate found;

  return gf_date_find (text, words, 0, &found) && found.year == date->year
         && found.month == date->month && found.day == date->day;
}

/* Whether the first lines say the day or the number of @metadata too, which is else left
   from another file. */
static bool
is_of_this (const GfLines *head, const char *metadata)
{
  g_autoptr (GfWords) words = gf_words_new (metadata, strlen (metadata), 40);
  const char *number = strpbrk (metadata, "0123456789");
  GfDate date;
  bool dated = gf_date_find (metadata, words, 0, &date) && date.day != 0;
  g_autofree char *digits = g_strndup (number, strspn (number, "0123456789/-"));

  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_AGREEING_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);

      if (dated ? is_same_day (line->bare, line->bare_length, &date)
                : strlen (digits) > 2
                      && g_strstr_len (line->bare, line->bare_length, digits) != NULL)
        return true;
    }
  return false;
}

/* "Protokoll fra styremøte 3. mai 2017", where the page says "Storlia Renovasjon IKS" or
   "Protokoll for styret", and the day apart. */
static bool
says_day (const GfLines *head, const char *metadata, const char *written)
{
  g_autoptr (GfWords) words = gf_words_new (metadata, strlen (metadata), 4);

  return !has_digit (written) && has_digit (metadata) && words->words->len > 0
         && gf_registers_match (head->registers, GF_REGISTER_TYPES, GF_ANY_MEANING, words,
                                0, NULL)
                != NULL
         && is_of_this (head, metadata);
}

/* Its title is the subject, which stands in the text only beside a label. */
static bool
is_mail (const GfLines *head)
{
  const char *format = gf_text_get (head->text, GF_TEXT_FORMAT);

  return g_strcmp0 (format, "message/rfc822") == 0
         || g_strcmp0 (format, "application/vnd.ms-outlook") == 0;
}

char *
gf_head_dup_title (const GfLines *head)
{
  g_autofree char *written = dup_written_title (head);
  g_autofree char *metadata = dup_metadata_title (head);

  if (metadata == NULL || written == NULL)
    return metadata != NULL ? g_steal_pointer (&metadata) : g_steal_pointer (&written);
  if (is_generic (head->registers, written) || strlen (written) > MAX_SURE_TITLE_BYTES
      || says_more (metadata, written) || is_mail (head)
      || says_day (head, metadata, written))
    return g_steal_pointer (&metadata);
  return g_steal_pointer (&written);
}

/* "MØTEBOK" as "Møtebok". */
static char *
dup_in_small (const char *title)
{
  g_autofree char *folded = gf_fold (title, strlen (title));
  GString *small = g_string_new (NULL);

  g_string_append_unichar (small, g_unichar_toupper (g_utf8_get_char (folded)));
  g_string_append (small, g_utf8_next_char (folded));
  return g_string_free (small, FALSE);
}

/* A whole date, "2005-11-24", as it is written in Norwegian; a year or a month alone is
 * left out. */
static void
append_date (GString *title, const char *date)
{
  g_auto (GStrv) parts = g_strsplit (date != NULL ? date : "", "-", -1);

  if (g_strv_length (parts) == 3)
    g_string_append_printf (title, " %s.%s.%s", parts[2], parts[1], parts[0]);
}

void
gf_head_complete_title (const GfRegisters *registers, GfDocument *document)
{
  const char *bare = document->title;
  g_autofree char *small = NULL;
  GString *title;

  if (bare == NULL || *bare == '\0' || !is_generic (registers, bare)
      || (document->body == NULL && document->date == NULL))
    return;
  small = dup_in_small (bare);
  title = g_string_new (small);
  if (document->body != NULL)
    g_string_append_printf (title, " – %s", document->body);
  append_date (title, document->date);
  g_free (document->title);
  document->title = g_string_free (title, FALSE);
}
