/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * numbers.h: the number a line begins with: a case's, or an item's of a numbered agenda.
 *
 * Judges a line by itself; which of them are the cases of a document, cases.h decides.
 * Dates, roads, archive numbers, NOU and meeting numbers are none.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef enum
{
  GF_NUMBER_NONE,
  GF_NUMBER_YEARLY, /* "14/23", "KF 22/22", "Sak 005/18:", "FT-sak 22/13 -", "S 7.1/07" */
  GF_NUMBER_WORDED, /* "Sak 3:" */
  GF_NUMBER_ITEM    /* "3. Tittel", "Punkt 3" */
} GfNumberKind;

/* How an item is numbered: the plainer way is believed before the next. */
typedef enum
{
  GF_ITEM_MARKED, /* "3. Tittel", "Punkt 3" */
  GF_ITEM_BARE,   /* "3 Tittel", first of its block */
  GF_ITEM_BEHIND, /* "Tittel (pkt. 3)" */
  GF_ITEM_ROMAN,  /* "III. Tittel" */
  GF_ITEM_LETTER, /* "c) Tittel" */
  GF_N_ITEM_STYLES
} GfItemStyle;

typedef struct
{
  GfNumberKind kind;
  GfItemStyle style; /* of an item */
  uint32_t serial;
  uint32_t part;      /* 1 in "7.1/07"; else 0 */
  uint32_t year;      /* of four digits; 0 for the other kinds */
  char prefix[16];    /* as written; "" for none */
  bool worded;        /* "Sak" stands before it */
  uint8_t year_first; /* digits of a year that stands first: 4 in "2017/43", 2 in
                         "FSK-18/0045"; eInnsyn keeps both; 0 for none */
  bool dotted;        /* "SAK 07.14": a case only among others like it */
  bool old;           /* "12/87", "Fsk. 12/05", no word before it: the same */
  bool loose;         /* "17/101", "07 - 2022", "14-16": the same, one after the other */
  bool trails;        /* "TITTEL      12/09": the same; the title is before @start */
  uint32_t start;     /* the number itself in the bare line, without prefix */
  uint32_t end;
  uint32_t rest; /* offset in the bare line of what follows: the title */
} GfNumber;

/* gf_number_read: what @line begins with. */
void gf_number_read (const GfLines *lines, const GfLine *line, GfNumber *number_out);

/* gf_number_read_loose: what may be a number and its year in a spelling that most often
 * is something else: "17/101 Tittel" (the year first), "07 - 2022  Tittel", "14-16
 * Tittel".  Some that go on one after the other are numbers of cases. */
void gf_number_read_loose (const GfLine *line, GfNumber *number_out);

/* gf_number_read_glued: where the number has no blank before it, "PS12/19", reads what it
 * is with one.  Returns: whether it has none; else *@number_out is left as it is. */
bool gf_number_read_glued (const GfLines *lines, const GfLine *line,
                           GfNumber *number_out);

/* gf_number_blank_before_mark: 1 where a blank, the mark between number and year, and
 * mostly another blank stand at @p, "Sak 14 / 16", "Sak 14 - 2016"; 0 else.
 * gf_number_mark_length: bytes of that mark, and of the blank after it. */
size_t gf_number_blank_before_mark (const char *p);
size_t gf_number_mark_length (const char *p);

/* gf_number_sets_year_off: whether @mark parts @number, up to there, from a year of
 * @n_year digits: "12/19", "Sak 12-19", "Sak 12 – 2019".  In "Sak 3: 2020-budsjettet" the
 * year is of the title. */
bool gf_number_sets_year_off (const GfNumber *number, const char *mark, size_t n_year);

/* What stands after the short name of a body: "Or. 4/10     Vekst", a number in a column
 * of its own; "Fsk. 12/05 Tittel", "Fsk 12/05 Tittel", one with its year and a title. */
bool gf_number_is_in_column (const char *p);
bool gf_number_has_title (const char *p);

/* gf_number_body_length: bytes of "/KS" at @p, behind "PS 05/18": whose meeting it is.
 * An archive counts by initials so too: it is a case among others like it. */
size_t gf_number_body_length (const char *p, const char *end);

/* What makes an item of a number that ends at @after: it stands in a column before one of
 * several lines, where a table of figures has one; a title at @rest is set off from it,
 * "3: Tittel"; or it begins a block, short and no sentence, "3 Tittel". */
bool gf_number_is_row (const GfLine *line, const char *after);
bool gf_number_sets_title_off (const GfLine *line, const char *after, const char *rest);
bool gf_number_is_bare_item (const GfLine *line, const char *after, const char *rest);

/* gf_number_is_ended: false where a further part ("14/796-19", "12/10-17"), a letter or a
 * decimal follows at @p. */
bool gf_number_is_ended (const char *p, const char *end);

/* gf_number_skip_separators: bytes of the marks between number and title: blanks, colon,
 * full stop, hyphen or dash. */
size_t gf_number_skip_separators (const char *p, const char *end);

/* gf_number_ends_column: whether a tab or two blanks stand at @p. */
bool gf_number_ends_column (const char *p);

/* gf_number_read_unmarked: an item's number that nothing marks as one: "3 Tittel", "c)
 * Tittel".  Many of them make an agenda, one makes none. */
void gf_number_read_unmarked (const GfLines *lines, const GfLine *line,
                              GfNumber *number_out);

/* gf_number_read_listed: the same of a letter or a Roman numeral alone.  Returns: whether
 * there is one; else *@number_out is left as it is. */
bool gf_number_read_listed (const GfLine *line, GfNumber *number_out);

/* gf_number_read_row: the same, of a row whose first cell or column is but a number. */
void gf_number_read_row (const GfLine *line, GfNumber *number_out);

/* gf_number_read_trailing: the number that stands behind its title on @line, in a column
 * of its own or in parentheses: "TITTEL      12/09", "Tittel (pkt. 3)". */
void gf_number_read_trailing (const GfLines *lines, const GfLine *line,
                              GfNumber *number_out);

/* gf_number_read_below: the number in the last column of @line, which has no words, below
 * the column heads @heads that end with "Saksnr". */
void gf_number_read_below (const GfLines *lines, const GfLine *heads, const GfLine *line,
                           GfNumber *number_out);

/* gf_number_dup: @number as eInnsyn spells it, by gf_schema_case_number.  (transfer full)
 */
char *gf_number_dup (const GfNumber *number);

/*
 * gf_number_skip_archive: past archive numbers ("10/14-5", "2025/23456"), dates and
 * blanks that stand before a title at @text.  Returns: bytes to skip.
 */
size_t gf_number_skip_archive (const char *text, size_t length);

/* gf_number_find: the first case number anywhere in the first @max bytes of @line, for
 * the rows of a case paper's course ("03.04.2013 022/13 Formannskapet"); false for none.
 */
bool gf_number_find (const GfLines *lines, const GfLine *line, GfNumber *number_out);
