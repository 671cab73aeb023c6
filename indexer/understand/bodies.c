/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/bodies.h"

#include <string.h>

#include "indexer/understand/labels.h"
#include "indexer/understand/numbers.h"
#include "indexer/understand/tally.h"

/* How far a text is read for names of regions; furniture and head come first. */
#define MAX_TEXT_BYTES 400000
#define MAX_LINE_BYTES 400
#define MAX_FURNITURE_LINES 40
#define MAX_NAME_BYTES 100
/* Lines of a report or strategy that say whose it is; further down it tells of others. */
#define MAX_OWN_LINES 8
/* Below these even minutes and papers tell of other bodies. */
#define MAX_BODY_LINES 16

/* The kinds of places that a name is found in. */
enum
{
  PLACE_TITLE,
  PLACE_KEY,
  PLACE_HEAD,
  PLACE_FURNITURE,
  PLACE_TEXT,
  PLACE_METADATA,
  PLACE_MEMBER,
  PLACE_PATH
};

typedef struct
{
  double weight;
  double cap;
} Weight;

static const Weight weights[] = {
  [PLACE_TITLE] = { 8, 8 },      [PLACE_KEY] = { 7, 14 },     [PLACE_HEAD] = { 2, 6 },
  [PLACE_FURNITURE] = { 2, 6 },  [PLACE_TEXT] = { 0.3, 4 },   [PLACE_METADATA] = { 3, 3 },
  [PLACE_MEMBER] = { 0.1, 1.5 }, [PLACE_PATH] = { 0.2, 0.2 },
};

typedef struct
{
  const GfRegisters *registers;
  GfTally *bodies;
  GfTally *regions;
  GfTally *councils;
  bool regions_only;
} Reader;

static void
add (GfTally *tally, const char *name, guint place)
{
  gf_tally_add (tally, name, place, weights[place].weight, weights[place].cap);
}

static bool
ends_with (const GfWords *words, size_t index, const char *ending)
{
  const GfWord *word = gf_words_get (words, index);
  size_t n = strlen (ending);

  return word->length > n + 2
         && memcmp (words->folded + word->start + word->length - n, ending, n) == 0;
}

static bool
is_capital (const char *text, const GfWords *words, size_t index)
{
  return index < words->words->len
         && g_unichar_isupper (
             g_utf8_get_char (text + gf_words_get (words, index)->start));
}

/* The word as a name: its first letter a capital, the rest as written unless all are
 * capitals. */
static char *
dup_name (const char *text, const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  g_autofree char *written = g_strndup (text + word->start, word->length);
  bool capitals = true;
  char *rest;

  for (const char *p = written; *p != '\0'; p = g_utf8_next_char (p))
    capitals = capitals && !g_unichar_islower (g_utf8_get_char (p));
  rest = capitals ? g_strndup (words->folded + word->start, word->length)
                  : g_strdup (written);

  g_autofree char *owned = rest;
  gunichar first = g_unichar_toupper (g_utf8_get_char (owned));
  GString *name = g_string_new (NULL);

  g_string_append_unichar (name, first);
  g_string_append (name, g_utf8_next_char (owned));
  return g_string_free (name, FALSE);
}

/* The abbreviations of kommuneloven's forms of cooperation. */
static bool
is_legal_form (const GfWords *words, size_t index)
{
  return gf_words_is (words, index, "ipr") || gf_words_is (words, index, "ko")
         || gf_words_is (words, index, "iks");
}

/* "SETESDAL" as "Setesdal", "NORE OG UVDAL" as "Nore og Uvdal"; what is not in capitals
 * throughout, and the legal forms, as written.  Takes @name. */
static char *
take_capitals_down (char *name)
{
  g_autoptr (GfWords) words = gf_words_new (name, strlen (name), SIZE_MAX);
  GString *down = g_string_new (NULL);
  size_t at = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_islower (g_utf8_get_char (p)))
      {
        g_string_free (down, TRUE);
        return name;
      }
  for (size_t i = 0; i < words->words->len; i++)
    {
      const GfWord *word = gf_words_get (words, i);
      g_autofree char *written = NULL;

      g_string_append_len (down, name + at, (gssize) (word->start - at));
      at = word->start + word->length;
      if (gf_words_is (words, i, "og"))
        written = g_strdup ("og");
      else if (is_legal_form (words, i))
        written = g_strndup (name + word->start, word->length);
      else
        written = dup_name (name, words, i);
      g_string_append (down, written);
    }
  g_string_append (down, name + at);
  g_free (name);
  return g_string_free (down, FALSE);
}

static bool
is_gap (const char *text, const GfWords *words, size_t index, const char *between)
{
  const GfWord *word, *next;

  if (index + 1 >= words->words->len)
    return false;
  word = gf_words_get (words, index);
  next = gf_words_get (words, index + 1);
  return next->start - word->start - word->length == strlen (between)
         && memcmp (text + word->start + word->length, between, strlen (between)) == 0;
}

/* "Møtebok" before a name is no part of it. */
static bool
names_type (const Reader *reader, const GfWords *words, size_t index)
{
  return gf_registers_match (reader->registers, GF_REGISTER_TYPES, GF_ANY_MEANING, words,
                             index, NULL)
         != NULL;
}

/* The name that ends with word @index: "Asker og Bærum", "Nore og Uvdal",
 * "Midt-Buskerud". */
static char *
dup_name_ending_at (const Reader *reader, const char *text, const GfWords *words,
                    size_t index)
{
  size_t first = index;
  const GfWord *last = gf_words_get (words, index);

  while (first > 0 && is_capital (text, words, first - 1)
         && !names_type (reader, words, first - 1)
         && (is_gap (text, words, first - 1, " ") || is_gap (text, words, first - 1, "-"))
         && index - first < 3)
    first--;
  if (first >= 2 && gf_words_is (words, first - 1, "og")
      && is_capital (text, words, first - 2) && is_gap (text, words, first - 1, " ")
      && is_gap (text, words, first - 2, " "))
    first -= 2;
  return take_capitals_down (
      g_strndup (text + gf_words_get (words, first)->start,
                 last->start + last->length - gf_words_get (words, first)->start));
}

/* The name that begins with word @index, after "Regionrådet for". */
static char *
dup_name_starting_at (const char *text, const GfWords *words, size_t index)
{
  const GfWord *first = gf_words_get (words, index);
  size_t last = index;

  while (is_capital (text, words, last + 1)
         && (is_gap (text, words, last, " ") || is_gap (text, words, last, "-"))
         && last - index < 3)
    last++;
  if (last + 2 < words->words->len && gf_words_is (words, last + 1, "og")
      && is_capital (text, words, last + 2) && is_gap (text, words, last, " "))
    last += 2;
  return take_capitals_down (g_strndup (
      text + first->start, gf_words_get (words, last)->start
                               + gf_words_get (words, last)->length - first->start));
}

/* "Heimfjordrådet" is of Heimfjord, "Elvadalsrådet" of Elvadal: the joint goes with the
 * council. */
static char *
dup_place_of_council (const char *name, const char *ending)
{
  size_t length = strlen (name) - strlen (ending);

  if (length > 3 && name[length - 1] == 's' && strchr ("ldgm", name[length - 2]) != NULL)
    length--;
  return g_strndup (name, length);
}

static bool
is_general_body (const Reader *reader, const GfWords *words, size_t index)
{
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_BODIES,
                                             GF_ANY_MEANING, words, index, NULL);

  return entry != NULL && entry->name != NULL;
}

static void
take_region (const Reader *reader, const char *region, const char *council, guint place)
{
  add (reader->regions, region, place);
  if (council != NULL)
    add (reader->councils, council, place);
}

/* Names as they are made, for the regions that no register has. */
static void
read_made_region (const Reader *reader, const char *text, const GfWords *words, size_t i,
                  guint place)
{
  bool capital = is_capital (text, words, i);
  g_autofree char *name = NULL, *region = NULL;

  if (capital && (ends_with (words, i, "regionen") || ends_with (words, i, "regionens")))
    {
      name = dup_name (text, words, i);
      name[strlen (name) - (g_str_has_suffix (name, "s") ? 1 : 0)] = '\0';
      take_region (reader, name, name, place);
    }
  else if (capital && ends_with (words, i, "rådet")
           && !is_general_body (reader, words, i))
    {
      name = dup_name (text, words, i);
      region = dup_place_of_council (name, "rådet");
      take_region (reader, region, name, place);
    }
  else if (i > 0 && is_capital (text, words, i - 1) && is_gap (text, words, i - 1, " ")
           && (gf_words_is (words, i, "regionråd") || gf_words_is (words, i, "ipr")
               || (gf_words_is (words, i, "interkommunale") && i + 2 < words->words->len
                   && gf_words_is (words, i + 1, "politiske"))))
    {
      name = dup_name_ending_at (reader, text, words, i - 1);
      take_region (reader, name, gf_words_is (words, i, "regionråd") ? NULL : name,
                   place);
    }
  else if (i > 1 && gf_words_is (words, i - 1, "for") && capital
           && (ends_with (words, i - 2, "rådet") || ends_with (words, i - 2, "råd")))
    {
      name = dup_name_starting_at (text, words, i);
      take_region (reader, name, NULL, place);
    }
}

static void
read_region (const Reader *reader, const char *text, const GfWords *words, size_t i,
             guint place)
{
  size_t size = 0;
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_REGIONS,
                                             GF_ANY_MEANING, words, i, &size);

  if (entry != NULL && is_capital (text, words, i))
    {
      g_autofree char *written = dup_name (text, words, i);

      take_region (reader, entry->name, size == 1 ? written : entry->name, place);
      return;
    }
  read_made_region (reader, text, words, i, place);
  entry = gf_registers_match (reader->registers, GF_REGISTER_MEMBERS, GF_ANY_MEANING,
                              words, i, NULL);
  if (entry != NULL && place != PLACE_PATH && is_capital (text, words, i))
    add (reader->regions, entry->name, PLACE_MEMBER);
}

/* "Grønheia regionråd" is the name of a body; of "Sandværregionen regionråd" it is the
 * regionråd. */
static char *
dup_named_council (const Reader *reader, const char *text, const GfWords *words, size_t i)
{
  if (i == 0 || !gf_words_is (words, i, "regionråd") || !is_capital (text, words, i - 1)
      || !is_gap (text, words, i - 1, " ") || ends_with (words, i - 1, "regionen"))
    return NULL;

  g_autofree char *place = dup_name_ending_at (reader, text, words, i - 1);

  return g_strdup_printf ("%s regionråd", place);
}

static size_t
read_body (const Reader *reader, const char *text, const GfWords *words, size_t i,
           guint place)
{
  size_t size = 1;
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_BODIES,
                                             GF_ANY_MEANING, words, i, &size);
  g_autofree char *name = dup_named_council (reader, text, words, i);

  if (name == NULL && entry == NULL)
    return 1;
  if (name == NULL)
    name = entry->name != NULL ? g_strdup (entry->name)
                               : dup_name (text, words, i + size - 1);
  /* "-" in the register: a word that is made like a body but is none of ours. */
  if (strcmp (name, "-") == 0)
    return size;
  add (reader->bodies, name, place);
  if (entry != NULL && entry->region != NULL)
    add (reader->regions, entry->region, place);
  return size;
}

static void
read_text (const Reader *reader, const char *text, size_t length, guint place)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, SIZE_MAX);

  for (size_t i = 0; i < words->words->len; i++)
    read_region (reader, text, words, i, place);
  for (size_t i = 0; i < words->words->len && !reader->regions_only;)
    i += read_body (reader, text, words, i, place);
}

static void
read_line (const Reader *reader, const GfLine *line, guint place)
{
  size_t length = gf_whole_characters (line->bare, line->bare_length, MAX_LINE_BYTES);

  read_text (reader, line->bare, length, place);
}

static bool
is_of_meeting (GfDocumentType type)
{
  return type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA || type == GF_TYPE_CASE_PAPER;
}

/* "Vedtatt av regionrådet 29. november 2019": who adopted it, in the first lines. */
static bool
tells_owner (const GfLines *head, size_t index)
{
  const GfLine *line = gf_lines_get (head, index);
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  if (index >= MAX_OWN_LINES || line->bare_length > MAX_LINE_BYTES)
    return false;
  for (size_t i = 0; i < words->words->len; i++)
    {
      if (gf_registers_match (head->registers, GF_REGISTER_HEADINGS,
                              GF_MEANING (GF_HEADING_ADOPTED_ON), words, i, NULL)
          != NULL)
        return true;
    }
  return false;
}

/* The row of a case paper's course that comes last: the body that decides. */
static size_t
find_last_row (const GfLines *head, GfDocumentType type)
{
  size_t last = SIZE_MAX;

  for (size_t i = 0;
       type == GF_TYPE_CASE_PAPER && i < MIN (gf_lines_size (head), MAX_BODY_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      GfNumber number;

      if (line->kind == GF_BLOCK_TABLE_ROW && gf_number_find (head, line, &number))
        last = i;
    }
  return last;
}

static void
read_head (Reader *reader, const GfLines *head, GfDocumentType type)
{
  size_t last_row = find_last_row (head, type);

  for (size_t i = 0; i < gf_lines_size (head); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      uint32_t rest = line->bare_length;
      bool key = gf_line_find_key (head, line, GF_MEANING (GF_HEADING_BODY_KEY), &rest);
      bool owner = !is_of_meeting (type) && tells_owner (head, i);

      reader->regions_only
          = i >= MAX_BODY_LINES || (!is_of_meeting (type) && !key && !owner);
      if (key && rest >= line->bare_length && i + 1 < gf_lines_size (head))
        read_line (reader, gf_lines_get (head, i + 1), PLACE_KEY);
      read_line (reader, line, key || owner || i == last_row ? PLACE_KEY : PLACE_HEAD);
    }
  reader->regions_only = false;
}

static void
read_furniture (Reader *reader, const GfLines *lines)
{
  size_t n = 0;

  reader->regions_only = true;
  for (size_t i = 0; i < gf_lines_size (lines) && n < MAX_FURNITURE_LINES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (!line->aside || line->kind == GF_BLOCK_BOILERPLATE)
        continue;
      read_line (reader, line, PLACE_FURNITURE);
      n++;
    }
}

static void
read_all (Reader *reader, const GfLines *lines)
{
  size_t bytes = 0;

  reader->regions_only = true;
  for (size_t i = 0; i < gf_lines_size (lines) && bytes < MAX_TEXT_BYTES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside || line->rule)
        continue;
      bytes += line->bare_length;
      read_text (reader, line->bare,
                 gf_whole_characters (line->bare, line->bare_length, MAX_TEXT_BYTES),
                 PLACE_TEXT);
    }
}

static void
read_property (Reader *reader, const GfLines *lines, GfTextProperty property, guint place)
{
  const char *value = gf_text_get (lines->text, property);

  if (value != NULL)
    read_text (reader, value, gf_whole_characters (value, strlen (value), MAX_LINE_BYTES),
               place);
}

GfBelonging *
gf_belonging_find (const GfLines *lines, const GfLines *head, GfDocumentType type,
                   const char *title)
{
  g_autoptr (GfTally) bodies = gf_tally_new ();
  g_autoptr (GfTally) regions = gf_tally_new ();
  g_autoptr (GfTally) councils = gf_tally_new ();
  Reader reader = { lines->registers, bodies, regions, councils, false };
  GfBelonging *belonging = g_new0 (GfBelonging, 1);

  /* A hearing's title names whom it answers. */
  reader.regions_only = type == GF_TYPE_HEARING;
  if (title != NULL)
    read_text (&reader, title,
               gf_whole_characters (title, strlen (title), MAX_LINE_BYTES), PLACE_TITLE);
  read_property (&reader, lines, GF_TEXT_TITLE, PLACE_METADATA);
  read_head (&reader, head, type);
  read_furniture (&reader, lines);
  read_all (&reader, lines);
  read_property (&reader, lines, GF_TEXT_PATH, PLACE_PATH);
  belonging->region = g_strdup (gf_tally_best (regions));
  belonging->council = g_strdup (gf_tally_best (councils));
  belonging->body = g_strdup (gf_tally_best (bodies));
  if (belonging->body == NULL && !is_of_meeting (type))
    belonging->body
        = g_strdup (belonging->council != NULL ? belonging->council : belonging->region);
  return belonging;
}

void
gf_belonging_free (GfBelonging *belonging)
{
  if (belonging == NULL)
    return;
  g_free (belonging->body);
  g_free (belonging->region);
  g_free (belonging->council);
  g_free (belonging);
}
