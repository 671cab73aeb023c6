/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * people-private.h: where the reading of a list of people has come to, the list cut at
 * its commas, lines and cells, what is said of somebody, and sentences about who came.
 * Shared by people.c, people-list.c, people-chunks.c, people-about.c and
 * people-sentences.c.
 */
#pragma once

#include "indexer/understand/head/people-words.h"

/* No name, role or organisation is longer. */
#define GF_PEOPLE_SAID_MAX_BYTES 120
#define GF_PEOPLE_NAME_MAX_WORDS 4
#define GF_PEOPLE_MAX 300

#define GF_PEOPLE_CHUNK_GAPS                                                             \
  (GF_GAP_COMMA | GF_GAP_COLON | GF_GAP_OPEN | GF_GAP_CLOSE | GF_GAP_CELL | GF_GAP_LINE  \
   | GF_GAP_STOP | GF_GAP_DASH)

typedef struct
{
  const GfRegisters *registers;
  const char *text;
  GArray *words; /* of GfPersonWord */
  GPtrArray *people;
  GfPresence presence;
  GfPresence base;     /* of the list, where no sentence says another */
  guint sentence_end;  /* words of the sentence that says it */
  guint skip_from;     /* words of it that name nobody, up to its end */
  bool other_stayed;   /* it says so of whom another stood in for */
  bool only_sentences; /* what no sentence says of a meeting names nobody */
  bool substitutes;    /* a name beside another is whom it stood in for */
  bool role_follows;   /* "Kari Nordmann Medlem", not "Medlem Kari Nordmann" */
  bool roles_first;    /* "Funksjon", then "Navn", head the columns */
  guint absent_column; /* that "Forfall" heads; 0 for none */
  bool split_names;    /* first and last name in cells of their own */
  bool rows_of_places; /* a place, and beside it who came from there */
  bool in_line;        /* they stand right after the key */
  bool over;
  char *role;         /* of all in the list */
  bool role_of_line;  /* of those on its first line */
  char *label_role;   /* after "Ordførarar:" */
  char *label_of;     /* after "Oslo kommune:" */
  bool label_of_line; /* the label is for its line alone */
  GfPerson *last;     /* whom what follows is about; NULL for nobody */
  guint cell_of_last;
  guint pending; /* first name in a cell, surname before a comma: its word + 1 */
  guint cell;
} GfPeopleReader;

/* A chunk: what stands between two commas. */
typedef struct
{
  guint start, end;   /* words */
  guint name, n_name; /* of them, the name */
  guint n_roles, n_other, n_organisations;
  unsigned before, after; /* GfGap, beside it */
} GfPeopleChunk;

static inline const GfPersonWord *
gf_people_word (const GfPeopleReader *reader, guint index)
{
  return &g_array_index (reader->words, GfPersonWord, index);
}

static inline bool
gf_people_is (const GfPeopleReader *reader, guint index, GfPersonWordKind kind)
{
  return index < reader->words->len && gf_people_word (reader, index)->kind == kind;
}

/* gf_people_dup_said: the words from @start up to @end as they are written, in one line.
 * Returns: (transfer full) (nullable): NULL for none, and for too many. */
char *gf_people_dup_said (const GfPeopleReader *reader, guint start, guint end);

/* Whether word @index begins with a capital. */
bool gf_people_is_capital (const GfPeopleReader *reader, guint index);

/* How many words that may be a name stand from @index on, without a gap between. */
guint gf_people_count_names (const GfPeopleReader *reader, guint index);

/* gf_people_count: what there is among the words from @start up to @end. */
GfPeopleChunk gf_people_count (const GfPeopleReader *reader, guint start, guint end);

/* gf_people_next_chunk: from word @start, which must be there, to the next gap. */
GfPeopleChunk gf_people_next_chunk (const GfPeopleReader *reader, guint start);

/* gf_people_has_split_names: whether most rows have one word in the first cell and a name
 * in the second. */
bool gf_people_has_split_names (const GfPeopleReader *reader);

/* gf_people_has_role_after_name: "Kari Nordmann Medlem Ola Nordmann Medlem", run
 * together. */
bool gf_people_has_role_after_name (const GfPeopleReader *reader);

/* gf_people_has_rows_of_places: "Kommune  Ordfører  Rådmann" over rows of who came. */
bool gf_people_has_rows_of_places (const GfPeopleReader *reader);

/* gf_people_dup_head_of_cell: what somebody in the cell of word @index is by the head of
 * its column.  (transfer full) (nullable) */
char *gf_people_dup_head_of_cell (const GfPeopleReader *reader, guint index);

/* gf_people_begin_sentence: "I tillegg møtte Kari Nordmann", "Ola Nordmann hadde meldt
 * forfall", where such a sentence begins with word @index: sets who came by it, and what
 * of it names nobody.  Returns: the word to read from. */
guint gf_people_begin_sentence (GfPeopleReader *reader, guint index);

/* gf_people_may_tell: whether @text has a word of such sentences at all. */
bool gf_people_may_tell (const char *text, size_t length);

/* gf_people_fill: @said for *@place, where that has nothing. */
void gf_people_fill (char **place, const char *said);

/* gf_people_is_of_register: "Indre Fosen", "Hallingdal": a place or a region, though it
 * looks like a name. */
bool gf_people_is_of_register (const GfPeopleReader *reader, const GfPeopleChunk *chunk);

/* gf_people_dup_role: what the words from @start up to @end say that somebody is, of
 * "ordførerne" what each of them is.  (transfer full) (nullable) */
char *gf_people_dup_role (const GfPeopleReader *reader, guint start, guint end);

/* gf_people_is_of_meeting: what the meeting makes of somebody who is something else
 * besides: "møteleder", "referent". */
bool gf_people_is_of_meeting (const char *role);

/* gf_people_say_role: that @person is @said: beside "ordfører" or "dagleg leiar" what the
 * meeting made of somebody ("møteleiar", "sekretær"), in place of what all in the list
 * are; nothing, where it is known. */
void gf_people_say_role (const GfPeopleReader *reader, GfPerson *person,
                         const char *said);

/* gf_people_read_about: a role or an organisation beside the last person. */
void gf_people_read_about (GfPeopleReader *reader, const GfPeopleChunk *chunk);

/* gf_people_read_parenthesis: what stands in a parenthesis that begins with word @index.
 * Returns: the word after it. */
guint gf_people_read_parenthesis (GfPeopleReader *reader, guint index);

/* gf_people_dup_stood_in_for: "møtte for Ola Nordmann", "vara for ...", "pva Ola
 * Nordmann" from @start up to @end: "varamedlem for Ola Nordmann".  (transfer full)
 * (nullable) */
char *gf_people_dup_stood_in_for (const GfPeopleReader *reader, guint start, guint end);

/* gf_people_read_list: the people of @text, to those that the reader has. */
void gf_people_read_list (GfPeopleReader *reader, const char *text);

/* gf_people_is_substitute: "varamedlem", where "varaordfører" is an office. */
bool gf_people_is_substitute (const char *role);
