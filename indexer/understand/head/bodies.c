/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/bodies.h"

#include <string.h>

#include "indexer/understand/head/body-names.h"
#include "indexer/understand/reading/dates.h"
#include "indexer/understand/reading/labels.h"
#include "indexer/understand/reading/made-names.h"
#include "indexer/understand/reading/numbers.h"
#include "indexer/understand/reading/tally.h"

/* How far a text is read for names of regions; furniture and head come first. */
#define MAX_TEXT_BYTES 400000
#define MAX_LINE_BYTES 400
#define MAX_FURNITURE_LINES 40
#define MAX_NAME_BYTES 100
/* Lines of a report or strategy that say whose it is; further down it tells of others. */
#define MAX_OWN_LINES 10
/* Below these even minutes and papers tell of other bodies. */
#define MAX_BODY_LINES 16

/* Less than this, the names of some members, is no region's document. */
#define MIN_REGION_WEIGHT 0.25

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
  PLACE_STATED,
  PLACE_PATH
};

typedef struct
{
  double weight;
  double cap;
} Weight;

static const Weight weights[] = {
  [PLACE_TITLE] = { 8, 8 },       [PLACE_KEY] = { 7, 14 },
  [PLACE_HEAD] = { 2, 6 },        [PLACE_FURNITURE] = { 2, 6 },
  [PLACE_TEXT] = { 0.3, 4 },      [PLACE_METADATA] = { 3, 3 },
  [PLACE_MEMBER] = { 0.05, 0.2 }, [PLACE_STATED] = { 0.4, 0.4 },
  [PLACE_PATH] = { 0.2, 0.2 },
};

typedef struct
{
  const GfRegisters *registers;
  GfTally *bodies;
  GfTally *regions;
  GfTally *councils;
  bool regions_only;
  bool by_shape; /* a name that only ends as organs' do is taken wherever it stands */
} Reader;

static void
add (GfTally *tally, const char *name, guint place)
{
  gf_tally_add (tally, name, place, weights[place].weight, weights[place].cap);
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

/* "Regionrådet Vikasund", where "Regionrådet Holmvik, Naustdalen" lists its members and
   "regionrådet Kari Nordmann" is about a person. */
static bool
stands_after_council (const Reader *reader, const char *text, const GfWords *words,
                      size_t i)
{
  const GfWord *word = gf_words_get (words, i);
  const char *after = text + word->start + word->length;
  gunichar next;

  if (i == 0 || !gf_words_is (words, i - 1, "regionrådet")
      || !gf_made_name_is_gap (text, words, i - 1, " ")
      || gf_body_name_is_common (reader->registers, words, i)
      || g_ascii_isdigit (words->folded[word->start]))
    return false;
  if (i + 1 >= words->words->len || *after == '\t' || *after == '\n')
    return true;
  if (!gf_made_name_is_gap (text, words, i, ", "))
    return false;
  next = g_utf8_get_char (after + strlen (", "));
  return g_unichar_islower (next);
}

/* Names as they are made, for the regions that no register has. */
static void
read_made_region (const Reader *reader, const char *text, const GfWords *words, size_t i,
                  guint place)
{
  bool capital = gf_made_name_is_capital (text, words, i);
  g_autofree char *name = NULL, *region = NULL;

  if (capital
      && (gf_made_name_ends (words, i, "regionen")
          || gf_made_name_ends (words, i, "regionens")))
    {
      name = gf_made_name_dup (text, words, i);
      name[strlen (name) - (g_str_has_suffix (name, "s") ? 1 : 0)] = '\0';
      take_region (reader, name, name, place);
    }
  else if (capital && gf_made_name_ends (words, i, "rådet")
           && !is_general_body (reader, words, i))
    {
      name = gf_made_name_dup (text, words, i);
      region = gf_made_name_dup_place (name, "rådet");
      take_region (reader, region, name, place);
    }
  else if (i > 0 && gf_made_name_is_capital (text, words, i - 1)
           && gf_made_name_is_gap (text, words, i - 1, " ")
           && !gf_body_name_is_common (reader->registers, words, i - 1)
           && (gf_words_is (words, i, "regionråd") || gf_words_is (words, i, "ipr")
               || (gf_words_is (words, i, "interkommunale") && i + 2 < words->words->len
                   && gf_words_is (words, i + 1, "politiske"))))
    {
      name = gf_made_name_dup_ending_at (reader->registers, text, words, i - 1);
      take_region (reader, name, gf_words_is (words, i, "regionråd") ? NULL : name,
                   place);
    }
  else if (capital && place != PLACE_TEXT
           && stands_after_council (reader, text, words, i))
    {
      name = gf_made_name_dup (text, words, i);
      take_region (reader, name, NULL, place);
    }
  else if (i > 1 && gf_words_is (words, i - 1, "for") && capital
           && (gf_words_is (words, i - 2, "fellesnemnda")
               || gf_made_name_ends (words, i - 2, "rådet")
               || gf_made_name_ends (words, i - 2, "råd")))
    {
      name = gf_made_name_dup_starting_at (text, words, i);
      take_region (reader, name, NULL, place);
    }
}

static void
read_region (const Reader *reader, const char *text, const GfWords *words, size_t i,
             guint place)
{
  size_t size = 0;
  bool capital = gf_made_name_is_capital (text, words, i);
  const GfEntry *entry = capital
                             ? gf_registers_match (reader->registers, GF_REGISTER_REGIONS,
                                                   GF_ANY_MEANING, words, i, &size)
                             : NULL;

  if (entry != NULL)
    {
      g_autofree char *written = gf_made_name_dup (text, words, i);
      size_t length = strlen (written);

      if (length > 1 && written[length - 1] == 's'
          && !g_str_has_suffix (entry->name, "s"))
        written[length - 1] = '\0';
      take_region (reader, entry->name, size == 1 ? written : entry->name, place);
      return;
    }
  read_made_region (reader, text, words, i, place);
  /* In running text any region may be told of by its members. */
  if (!capital || place == PLACE_PATH || place == PLACE_TEXT)
    return;
  entry = gf_registers_match (reader->registers, GF_REGISTER_MEMBERS, GF_ANY_MEANING,
                              words, i, NULL);
  if (entry != NULL)
    add (reader->regions, entry->name, PLACE_MEMBER);
}

/* Names that stand in no register and have no ending of organs. */
static size_t
read_shaped_body (const Reader *reader, const char *text, const GfWords *words, size_t i,
                  guint place)
{
  g_autofree char *legal = gf_body_name_dup_legal (reader->registers, text, words, i);
  g_autofree char *genitive = gf_body_name_dup_genitive (text, words, i);

  if (legal != NULL && place != PLACE_TEXT)
    add (reader->bodies, legal, PLACE_STATED);
  if (genitive != NULL)
    add (reader->bodies, genitive, place);
  return 1;
}

static size_t
read_body (const Reader *reader, const char *text, const GfWords *words, size_t i,
           guint place)
{
  size_t size = 1;
  const GfEntry *entry = gf_registers_match (reader->registers, GF_REGISTER_BODIES,
                                             GF_ANY_MEANING, words, i, &size);
  g_autofree char *name = gf_body_name_dup_council (reader->registers, text, words, i);

  if (name == NULL && gf_body_name_stands (reader->by_shape, text, words, i))
    {
      size_t of_name = 0;
      g_autofree char *of_matters = gf_body_name_dup_for (text, words, i, &of_name);

      if (of_matters == NULL)
        of_matters = gf_body_name_dup_of_place (text, words, i, &of_name);
      if (of_matters != NULL)
        {
          add (reader->bodies, of_matters, place);
          return of_name;
        }
    }
  if (name == NULL && entry == NULL)
    return read_shaped_body (reader, text, words, i, place);
  /* "Vestlandsrådet sitt arbeidsutval": the organ follows. */
  if (i + size < words->words->len
      && (gf_words_is (words, i + size, "sitt") || gf_words_is (words, i + size, "si")))
    return size;
  if (name == NULL && entry->name == NULL
      && !gf_body_name_stands (reader->by_shape, text, words, i))
    return size;
  if (name == NULL)
    name = entry->name != NULL ? g_strdup (entry->name)
                               : gf_body_name_dup_joined (text, words, i + size - 1);
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

static bool
find_date_in (const GfLine *line, uint32_t from, GfDate *date_out)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_get (words, i)->start >= from)
      return gf_date_find (line->bare, words, i, date_out) && date_out->day != 0;
  return false;
}

/* The day the paper was written, as a number that grows with time; 0 where it does not
   say. */
static int
find_written (const GfLines *head)
{
  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_BODY_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      uint32_t rest = 0;
      GfDate date;

      if (line->kind != GF_BLOCK_TABLE_ROW
          && gf_line_find_key (head, line, GF_MEANING (GF_HEADING_DATE_KEY), &rest)
          && find_date_in (line, rest, &date))
        return (date.year * 100 + date.month) * 100 + date.day;
    }
  return 0;
}

/* The row of a case paper's course whose organ it is for: the first that meets after it
   was written, and without dates the last, which decides. */
static size_t
find_own_row (const GfLines *head, GfDocumentType type)
{
  size_t last = SIZE_MAX;
  int written = find_written (head);

  for (size_t i = 0;
       type == GF_TYPE_CASE_PAPER && i < MIN (gf_lines_size (head), MAX_BODY_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      GfNumber number;
      GfDate date;

      if (line->kind != GF_BLOCK_TABLE_ROW || !gf_number_find (head, line, &number))
        continue;
      last = i;
      if (find_date_in (line, 0, &date)
          && (date.year * 100 + date.month) * 100 + date.day >= written)
        return i;
    }
  return last;
}

/* "Styre/råd/utvalg:\tMøtested:\tMøtedato:": heads of columns, whose values stand in the
   next line. */
static bool
is_key_cell (const GfLine *line, uint32_t rest)
{
  const char *p = line->bare + rest, *end = line->bare + line->bare_length;
  bool apart = rest > 0 && p > line->bare && (p[-1] == '\t' || p[-1] == ' ');
  size_t n_keys = 0;

  for (p = line->bare; p < end; p++)
    n_keys += (*p == ':' && (p + 1 == end || p[1] == '\t' || p[1] == ' '))
              || (*p == '\t' && apart);
  return n_keys >= 2 && rest < line->bare_length
         && memchr (line->bare, '\t', line->bare_length) != NULL && end[-1] == ':';
}

/* Whether the key of @line asks for an organ, where "Fra:" may ask for a person. */
static bool
asks_for_organ (const GfLine *line)
{
  static const char *const keys[]
      = { "utvalg", "utval", "organ", "møteorgan", "behandlende", "styre" };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  for (size_t i = 0; words->words->len > 0 && i < G_N_ELEMENTS (keys); i++)
    if (gf_words_is (words, 0, keys[i]))
      return true;
  return false;
}

/* "Utvalg: Teknisk utvalg": a name of no register and no shape, for want of another. */
static void
read_stated (const Reader *reader, const GfLine *line, uint32_t rest)
{
  g_autofree char *stated
      = rest < line->bare_length && asks_for_organ (line)
            ? gf_body_name_dup_stated (line->bare + rest, line->bare_length - rest)
            : NULL;

  if (stated != NULL)
    add (reader->bodies, stated, PLACE_STATED);
}

static void
read_head (Reader *reader, const GfLines *head, GfDocumentType type)
{
  size_t own_row = find_own_row (head, type);

  for (size_t i = 0; i < gf_lines_size (head); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      uint32_t rest = line->bare_length;
      bool key = gf_line_find_key (head, line, GF_MEANING (GF_HEADING_BODY_KEY), &rest);
      bool owner = !is_of_meeting (type) && tells_owner (head, i);

      bool table_head = key && is_key_cell (line, rest);

      reader->by_shape = key || owner;
      reader->regions_only
          = i >= MAX_BODY_LINES || (!is_of_meeting (type) && !key && !owner);
      if (key && (rest >= line->bare_length || table_head)
          && i + 1 < gf_lines_size (head))
        read_line (reader, gf_lines_get (head, i + 1), PLACE_KEY);
      /* "Styre/råd/utvalg:" names none. */
      if (table_head)
        continue;
      read_line (reader, line, key || owner || i == own_row ? PLACE_KEY : PLACE_HEAD);
      if (key && is_of_meeting (type))
        read_stated (reader, line, rest);
    }
  reader->regions_only = false;
  reader->by_shape = true;
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

/* Whose letterhead the first line is: "Nord-Troms regionråd" above whom it writes to. */
static char *
dup_sender (const GfRegisters *registers, const GfLines *head, const char **region_out)
{
  const GfLine *line = gf_lines_size (head) > 0 ? gf_lines_get (head, 0) : NULL;

  if (line == NULL || line->bare_length > MAX_NAME_BYTES)
    return NULL;

  g_autoptr (GfWords) words = gf_line_words (line, MAX_NAME_BYTES);
  size_t n = words->words->len;
  char *name
      = n > 1 ? gf_body_name_dup_council (registers, line->bare, words, n - 1) : NULL;
  const GfEntry *entry = name != NULL
                             ? gf_registers_match (registers, GF_REGISTER_REGIONS,
                                                   GF_ANY_MEANING, words, 0, NULL)
                             : NULL;

  *region_out = entry != NULL ? entry->name : NULL;
  return name;
}

GfBelonging *
gf_belonging_find (const GfLines *lines, const GfLines *head, GfDocumentType type,
                   const char *title, const char *owner)
{
  g_autoptr (GfTally) bodies = gf_tally_new ();
  g_autoptr (GfTally) regions = gf_tally_new ();
  g_autoptr (GfTally) councils = gf_tally_new ();
  Reader reader = { .registers = lines->registers,
                    .bodies = bodies,
                    .regions = regions,
                    .councils = councils,
                    .by_shape = true };
  GfBelonging *belonging = g_new0 (GfBelonging, 1);
  const char *sender_region = NULL;
  g_autofree char *sender = type == GF_TYPE_HEARING
                                ? dup_sender (lines->registers, head, &sender_region)
                                : NULL;

  /* A hearing's title names whom it answers. */
  reader.regions_only = type == GF_TYPE_HEARING;
  if (title != NULL)
    read_text (&reader, title,
               gf_whole_characters (title, strlen (title), MAX_LINE_BYTES), PLACE_TITLE);
  if (owner != NULL)
    add (regions, owner, PLACE_KEY);
  read_property (&reader, lines, GF_TEXT_TITLE, PLACE_METADATA);
  read_head (&reader, head, type);
  read_furniture (&reader, lines);
  read_all (&reader, lines);
  read_property (&reader, lines, GF_TEXT_PATH, PLACE_PATH);
  /* An answer names the one it answers more often than its sender. */
  belonging->region = g_strdup (sender_region != NULL ? sender_region
                                : type == GF_TYPE_HEARING && owner != NULL
                                    ? owner
                                    : gf_tally_best (regions, MIN_REGION_WEIGHT));
  belonging->council = g_strdup (gf_tally_best (councils, 0));
  belonging->body = g_strdup (sender != NULL ? sender : gf_tally_best (bodies, 0));
  if (belonging->body == NULL && belonging->council != NULL)
    belonging->body = g_strdup (belonging->council);
  if (belonging->body == NULL && !is_of_meeting (type))
    belonging->body = g_strdup (belonging->region);
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
