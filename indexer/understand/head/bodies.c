/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/head/bodies.h"

#include <string.h>

#include "indexer/understand/head/belonging-names.h"
#include "indexer/understand/head/body-forms.h"
#include "indexer/understand/head/body-names.h"
#include "indexer/understand/head/receivers.h"
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
/* A logo is one of these. */
#define MAX_LOGO_LINES 3
/* An organ alone on one of these is the one that met. */
#define MAX_ALONE_LINES 5

/* Less than this, the names of some members, is no region's document. */
#define MIN_REGION_WEIGHT 0.25

static void
read_line (const GfBelongingReader *reader, const GfLine *line, guint place)
{
  size_t length = gf_whole_characters (line->bare, line->bare_length, MAX_LINE_BYTES);

  gf_belonging_read_text (reader, line->bare, length, place);
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
              != NULL
          || (i > 0 && gf_words_is (words, i, "i")
              && gf_words_is (words, i - 1, "vedtak")))
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
   was written, and without dates the last, which decides; the last of a record's. */
static size_t
find_own_row (const GfLines *head, GfDocumentType type)
{
  size_t last = SIZE_MAX;
  int written = find_written (head);

  if (type != GF_TYPE_CASE_PAPER && type != GF_TYPE_MINUTES)
    return SIZE_MAX;
  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_BODY_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      GfNumber number;
      GfDate date;

      if (!gf_line_has_columns (line) || !gf_number_find (head, line, &number)
          || (type == GF_TYPE_MINUTES && !find_date_in (line, 0, &date)))
        continue;
      last = i;
      if (type == GF_TYPE_CASE_PAPER && find_date_in (line, 0, &date)
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

/* "stavsundregionen", all of one of the first lines: written small, as logos are. */
static void
read_logo (const GfBelongingReader *reader, const GfLine *line)
{
  g_autoptr (GfWords) words = gf_line_words (line, MAX_NAME_BYTES);
  g_autofree char *name = NULL;

  if (words->words->len != 1 || line->bare_length > MAX_NAME_BYTES
      || !gf_made_name_ends (words, 0, "regionen")
      || gf_made_name_is_capital (line->bare, words, 0))
    return;
  name = gf_made_name_dup (line->bare, words, 0);
  gf_belonging_add (reader->regions, name, GF_PLACE_HEAD);
}

/* Whether the key of @line asks for an organ, where "Fra:" may ask for a person. */
static bool
asks_for_organ (const GfLine *line)
{
  static const char *const keys[]
      = { "utvalg", "utval", "organ", "møteorgan", "behandlende", "styre", NULL };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_LINE_BYTES);

  return gf_words_is_any (words, 0, keys);
}

/* "MELDING OM VEDTAK I REPRESENTANTSKAPET - PROTOKOLL": the first line that says what the
   paper is, and no sentence. */
static size_t
find_type_line (const GfLines *head)
{
  for (size_t i = 0; i < MIN (gf_lines_size (head), MAX_BODY_LINES); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      g_autoptr (GfWords) words = gf_line_words (line, MAX_NAME_BYTES);

      if (line->bare_length > MAX_NAME_BYTES || line->bare[line->bare_length - 1] == '.'
          || gf_line_find_key (head, line, GF_KEYS, NULL))
        continue;
      for (size_t j = 0; j < words->words->len; j++)
        if (gf_registers_match (head->registers, GF_REGISTER_TYPES,
                                GF_MEANING (GF_TYPE_MINUTES)
                                    | GF_MEANING (GF_TYPE_AGENDA),
                                words, j, NULL)
            != NULL)
          return i;
    }
  return SIZE_MAX;
}

/* Right below "UTSKRIFT AV MØTEBOK". */
static bool
is_below_type (const GfLines *head, size_t index)
{
  g_autoptr (GfWords) words
      = gf_line_words (gf_lines_get (head, index - 1), MAX_NAME_BYTES);

  return words->words->len > 0
         && gf_registers_match (head->registers, GF_REGISTER_TYPES, GF_ANY_MEANING, words,
                                0, NULL)
                != NULL;
}

/* "Arbeidsutvalget" alone on a line below "LISTERRÅDET": whose meeting it is. */
static bool
is_organ_alone (const GfLines *head, size_t index)
{
  const GfLine *line = gf_lines_get (head, index);
  g_autoptr (GfWords) words = gf_line_words (line, MAX_NAME_BYTES);
  size_t size = 0;
  bool near = index < MAX_ALONE_LINES
              || (index < MAX_BODY_LINES && is_below_type (head, index));
  const GfEntry *entry = index > 0 && near && words->words->len > 0
                             ? gf_registers_match (head->registers, GF_REGISTER_BODIES,
                                                   GF_ANY_MEANING, words, 0, &size)
                             : NULL;

  return entry != NULL && entry->name != NULL && entry->region == NULL
         && size == words->words->len && line->bare_length <= MAX_NAME_BYTES;
}

/* "Utvalg: Teknisk utvalg": a name of no register and no shape, for want of another. */
static void
read_stated (const GfBelongingReader *reader, const GfLine *line, uint32_t rest)
{
  g_autofree char *stated
      = rest < line->bare_length && asks_for_organ (line)
            ? gf_body_name_dup_stated (line->bare + rest, line->bare_length - rest)
            : NULL;

  if (stated != NULL)
    gf_belonging_add (reader->bodies, stated, GF_PLACE_STATED);
}

/* "STYREMØTE I STORLIA KORFORBUND" right below "MØTEBOK", where that is all of its line:
   the line that goes on with it; SIZE_MAX for none. */
static size_t
find_below_type (const GfLines *head, size_t type_line)
{
  g_autoptr (GfWords) words
      = type_line + 1 < gf_lines_size (head) && type_line < MAX_OWN_LINES
            ? gf_line_words (gf_lines_get (head, type_line), MAX_NAME_BYTES)
            : NULL;

  return words != NULL && words->words->len == 1 ? type_line + 1 : SIZE_MAX;
}

/* No sentence, no key, no row. */
static bool
is_short_title (const GfLine *line)
{
  return line->bare_length <= MAX_NAME_BYTES && line->kind != GF_BLOCK_TABLE_ROW
         && line->bare[line->bare_length - 1] != '.'
         && memchr (line->bare, ':', line->bare_length) == NULL;
}

/* "Hovedutvalg plan næring og miljøs behandling av sak 30/2026": whose record it is, in
   more words than one; (transfer full) (nullable). */
static char *
dup_recording (const GfLine *line)
{
  static const char *const marks[]
      = { "s behandling av sak ", "s handsaming av sak ", "s behandling i sak " };
  static const char *const kinds[]
      = { "utvalg", "utval", "hovedutvalg", "hovudutval", "komité", "komite", NULL };
  g_autofree char *text = g_strndup (line->bare, MIN (line->bare_length, MAX_LINE_BYTES));
  const char *mark = NULL;
  g_autoptr (GfWords) words = NULL;

  for (size_t i = 0; i < G_N_ELEMENTS (marks) && mark == NULL; i++)
    mark = strstr (text, marks[i]);
  if (mark == NULL || mark - text > MAX_NAME_BYTES)
    return NULL;
  words = gf_words_new (text, (size_t) (mark - text), 10);
  return words->words->len > 1 && gf_words_is_any (words, 0, kinds)
             ? g_strndup (text, (gsize) (mark - text))
             : NULL;
}

/* "29/21 Valg av medlem i arbeidsutvalget", in the list of cases: what it is about. */
static bool
names_case (const GfLines *head, const GfLine *line)
{
  GfNumber number;

  gf_number_read (head, line, &number);
  return number.kind == GF_NUMBER_YEARLY && number.rest < line->bare_length;
}

static void
read_recording (const GfBelongingReader *reader, const GfLine *line)
{
  g_autofree char *name = dup_recording (line);

  if (name != NULL)
    gf_belonging_add (reader->bodies, name, GF_PLACE_ORGAN);
}

static void
read_head (GfBelongingReader *reader, const GfLines *head, GfDocumentType type)
{
  size_t own_row = find_own_row (head, type);
  g_autoptr (GArray) receivers = gf_receivers_find (head);
  bool meets = type == GF_TYPE_MINUTES || type == GF_TYPE_AGENDA;
  size_t type_line = meets ? find_type_line (head) : SIZE_MAX;
  size_t below_type = find_below_type (head, type_line);

  for (size_t i = 0; i < gf_lines_size (head); i++)
    {
      const GfLine *line = gf_lines_get (head, i);
      uint32_t rest = line->bare_length;
      bool key = gf_line_find_key (head, line, GF_MEANING (GF_HEADING_BODY_KEY), &rest);
      bool owner = !is_of_meeting (type) && tells_owner (head, i);

      bool own, table_head = key && is_key_cell (line, rest);
      bool organ = key && meets && asks_for_organ (line);

      if (meets && !organ && i != own_row
          && (g_array_index (receivers, bool, i) || names_case (head, line)))
        continue;
      if (i < MAX_LOGO_LINES)
        read_logo (reader, line);
      if (i == 0)
        read_recording (reader, line);
      reader->by_shape = key || owner;
      reader->regions_only
          = i >= MAX_BODY_LINES || (!is_of_meeting (type) && !key && !owner);
      if (key && (rest >= line->bare_length || table_head)
          && i + 1 < gf_lines_size (head))
        read_line (reader, gf_lines_get (head, i + 1),
                   organ && !table_head ? GF_PLACE_ORGAN : GF_PLACE_KEY);
      /* "Styre/råd/utvalg:" names none. */
      if (table_head)
        continue;
      own = key || owner || i == own_row || i == type_line
            || (i == below_type && is_short_title (line))
            || (is_of_meeting (type) && is_organ_alone (head, i));
      read_line (reader, line,
                 organ                       ? GF_PLACE_ORGAN
                 : own && *line->bare != '(' ? GF_PLACE_KEY
                 : *line->bare == '('        ? GF_PLACE_TEXT
                                             : GF_PLACE_HEAD);
      if (key && is_of_meeting (type))
        read_stated (reader, line, rest);
    }
  reader->regions_only = false;
  reader->by_shape = true;
}

static void
read_furniture (GfBelongingReader *reader, const GfLines *lines)
{
  size_t n = 0;

  reader->regions_only = true;
  for (size_t i = 0; i < gf_lines_size (lines) && n < MAX_FURNITURE_LINES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (!line->aside || line->kind == GF_BLOCK_BOILERPLATE)
        continue;
      read_line (reader, line, GF_PLACE_FURNITURE);
      n++;
    }
}

/* Right below "--", where mails have whom they are from. */
static bool
signs_mail (const GfLines *lines, size_t index)
{
  const GfLine *above = index > 0 ? gf_lines_get (lines, index - 1) : NULL;

  return above != NULL && above->block == gf_lines_get (lines, index)->block
         && above->raw_length >= 2 && above->raw_length <= 3
         && memcmp (above->raw, "--", 2) == 0;
}

static void
read_all (GfBelongingReader *reader, const GfLines *lines)
{
  size_t bytes = 0;

  reader->regions_only = true;
  for (size_t i = 0; i < gf_lines_size (lines) && bytes < MAX_TEXT_BYTES; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if ((line->aside && !signs_mail (lines, i)) || line->rule)
        continue;
      bytes += line->bare_length;
      gf_belonging_read_text (
          reader, line->bare,
          gf_whole_characters (line->bare, line->bare_length, MAX_TEXT_BYTES),
          signs_mail (lines, i) ? GF_PLACE_HEAD : GF_PLACE_TEXT);
    }
}

static void
read_property (GfBelongingReader *reader, const GfLines *lines, GfTextProperty property,
               guint place)
{
  const char *value = gf_text_get (lines->text, property);

  if (value != NULL)
    gf_belonging_read_text (reader, value,
                            gf_whole_characters (value, strlen (value), MAX_LINE_BYTES),
                            place);
}

/* Whose letterhead the first line is: "Nord-Troms regionråd" above whom it writes to,
   "Nordmøre interkommunale politiske råd". */
static char *
dup_sender (const GfRegisters *registers, const GfLines *head, const char **region_out)
{
  const GfLine *line = gf_lines_size (head) > 0 ? gf_lines_get (head, 0) : NULL;
  g_autoptr (GfWords) words = NULL;
  char *name = NULL;
  const GfEntry *entry;

  *region_out = NULL;
  if (line == NULL || line->bare_length > MAX_NAME_BYTES)
    return NULL;
  words = gf_line_words (line, MAX_NAME_BYTES);
  for (size_t i = words->words->len; i > 1 && name == NULL; i--)
    {
      name = i == words->words->len
                 ? gf_body_name_dup_council (registers, line->bare, words, i - 1)
                 : NULL;
      if (name == NULL)
        name = gf_body_name_dup_legal (registers, line->bare, words, i - 1);
    }
  entry = name != NULL ? gf_registers_match (registers, GF_REGISTER_REGIONS,
                                             GF_ANY_MEANING, words, 0, NULL)
                       : NULL;
  *region_out = entry != NULL ? entry->name : NULL;
  return name;
}

/* The municipality that an agreement is of: its owner, or the first that its title names.
   (transfer full) (nullable) */
static char *
dup_party (const GfRegisters *registers, const char *title, const char *owner)
{
  g_autoptr (GfWords) words
      = gf_words_new (title != NULL ? title : "", title != NULL ? strlen (title) : 0, 40);

  if (owner != NULL)
    return g_str_has_suffix (owner, "fylkeskommune")
               ? NULL
               : g_strdup_printf ("%s kommune", owner);
  for (size_t i = 1; i < words->words->len; i++)
    if (gf_words_is (words, i, "kommune")
        && gf_made_name_is_capital (title, words, i - 1))
      {
        g_autofree char *name
            = gf_made_name_dup_ending_at (registers, title, words, i - 1);

        return g_strdup_printf ("%s kommune", name);
      }
  return NULL;
}

/* "Høringssvar fra Storlia regionråd om planen": whose answer the title says that it is.
 */
static char *
dup_answering (const GfBelongingReader *reader, const char *title)
{
  static const char *const from[] = { " fra ", " fr\xc3\xa5 " };
  static const char *const ends[]
      = { " - ", " \xe2\x80\x93 ", " om ", " til ", " p\xc3\xa5 " };
  g_autoptr (GfTally) regions = gf_tally_new ();
  GfBelongingReader inner = *reader;

  inner.regions = regions;
  inner.regions_only = true;
  for (size_t i = 0; i < G_N_ELEMENTS (from); i++)
    {
      const char *name = strstr (title, from[i]);
      size_t length;

      if (name == NULL)
        continue;
      name += strlen (from[i]);
      length = strcspn (name, ",:(");
      for (size_t j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          const char *end = g_strstr_len (name, (gssize) length, ends[j]);

          length = end != NULL ? (size_t) (end - name) : length;
        }
      gf_belonging_read_text (&inner, name,
                              gf_whole_characters (name, length, MAX_NAME_BYTES),
                              GF_PLACE_TITLE);
      return g_strdup (gf_tally_best (regions, 1));
    }
  return NULL;
}

GfBelonging *
gf_belonging_find (const GfLines *lines, const GfLines *head, GfDocumentType type,
                   const char *title, const char *owner)
{
  g_autoptr (GfTally) bodies = gf_tally_new ();
  g_autoptr (GfTally) regions = gf_tally_new ();
  g_autoptr (GfTally) councils = gf_tally_new ();
  GfBelongingReader reader = { .registers = lines->registers,
                               .bodies = bodies,
                               .regions = regions,
                               .councils = councils,
                               .by_shape = true };
  GfBelonging *belonging = g_new0 (GfBelonging, 1);
  const char *sender_region = NULL;
  g_autofree char *sender = type == GF_TYPE_HEARING
                                ? dup_sender (lines->registers, head, &sender_region)
                                : NULL;
  g_autofree char *answering = NULL, *party = NULL;

  answering
      = type == GF_TYPE_HEARING && title != NULL ? dup_answering (&reader, title) : NULL;
  /* A hearing's title names whom it answers. */
  reader.regions_only = type == GF_TYPE_HEARING;
  if (title != NULL)
    gf_belonging_read_text (&reader, title,
                            gf_whole_characters (title, strlen (title), MAX_LINE_BYTES),
                            GF_PLACE_TITLE);
  if (owner != NULL)
    gf_belonging_add (regions, owner, GF_PLACE_KEY);
  read_property (&reader, lines, GF_TEXT_TITLE, GF_PLACE_METADATA);
  read_head (&reader, head, type);
  read_furniture (&reader, lines);
  read_all (&reader, lines);
  read_property (&reader, lines, GF_TEXT_PATH, GF_PLACE_PATH);
  /* An answer names the one it answers more often than its sender. */
  belonging->region = g_strdup (answering != NULL       ? answering
                                : sender_region != NULL ? sender_region
                                : type == GF_TYPE_HEARING && owner != NULL
                                    ? owner
                                    : gf_tally_best (regions, MIN_REGION_WEIGHT));
  belonging->council = g_strdup (gf_tally_best (councils, 0));
  belonging->body = g_strdup (sender != NULL ? sender : gf_tally_best (bodies, 0));
  if (belonging->body == NULL && belonging->council != NULL)
    belonging->body = g_strdup (belonging->council);
  /* It is made by those whom it binds, not by the councils that approve of it. */
  party = type == GF_TYPE_AGREEMENT ? dup_party (lines->registers, title, owner) : NULL;
  if (party != NULL)
    {
      g_free (belonging->body);
      belonging->body = g_steal_pointer (&party);
    }
  if (belonging->body == NULL && !is_of_meeting (type))
    belonging->body = g_strdup (belonging->region);
  if (belonging->body != NULL)
    {
      g_autofree char *registered = g_steal_pointer (&belonging->body);

      belonging->body = gf_body_form_dup_written (lines, registered);
    }
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
