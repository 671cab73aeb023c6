/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * people-private.h: where the reading of a list of people has come to, and the list cut
 * at its commas, lines and cells.  Shared by people.c and people-chunks.c.
 */
#pragma once

#include "indexer/understand/head/people-words.h"

/* No name, role or organisation is longer. */
#define GF_PEOPLE_SAID_MAX_BYTES 120
#define GF_PEOPLE_NAME_MAX_WORDS 4

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
  bool substitutes;    /* a name beside another is whom it stood in for */
  bool role_follows;   /* "Kari Nordmann Medlem", not "Medlem Kari Nordmann" */
  bool split_names;    /* first and last name in cells of their own */
  bool rows_of_places; /* a place, and beside it who came from there */
  bool absent_in_line; /* who did not come stands right after the key */
  bool over;
  char *role;         /* of all in the list */
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

/* gf_people_wrote_minutes: "Forfall: Ola Nordmann. Koordinator Kari Nordmann skrev
 * referat": whether the words from @start up to @end, behind a name, say so. */
bool gf_people_wrote_minutes (const GfPeopleReader *reader, guint start, guint end);

/* gf_people_stayed_away: "Ordfører Ola Nordmann hadde meldt forfall", among those who
 * came. */
bool gf_people_stayed_away (const GfPeopleReader *reader, guint start, guint end);

/* gf_people_dup_stood_in_for: "møtte for Ola Nordmann", "vara for ...", "pva Ola
 * Nordmann" from @start up to @end: "vara for Ola Nordmann".  (transfer full)
 * (nullable) */
char *gf_people_dup_stood_in_for (const GfPeopleReader *reader, guint start, guint end);

/* gf_people_is_substitute: "varamedlem", where "varaordfører" is an office. */
bool gf_people_is_substitute (const char *role);
