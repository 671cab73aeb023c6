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
  GF_NUMBER_ITEM    /* "3. Tittel" */
} GfNumberKind;

typedef struct
{
  GfNumberKind kind;
  uint32_t serial;
  uint32_t part;      /* 1 in "7.1/07"; else 0 */
  uint32_t year;      /* of four digits; 0 for the other kinds */
  char prefix[16];    /* as written; "" for none */
  bool worded;        /* "Sak" stands before it */
  uint8_t year_first; /* digits of a year that stands first: 4 in "2017/43", 2 in
                         "FSK-18/0045"; eInnsyn keeps both; 0 for none */
  bool dotted;        /* "SAK 07.14": a case only among others like it */
  bool old;           /* "12/87" and no word before it: the same */
  uint32_t start;     /* the number itself in the bare line, without prefix */
  uint32_t end;
  uint32_t rest; /* offset in the bare line of what follows: the title */
} GfNumber;

/* gf_number_read: what @line begins with. */
void gf_number_read (const GfLines *lines, const GfLine *line, GfNumber *number_out);

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
