/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * said-dates.h: dates in running text, as exact as they are said: "7. november",
 * "12.03.", "september", "2025", with or without a year.
 *
 * dates.h wants a year, since it looks for the date of a document; here the year follows
 * from the document's date and from whether the text looks back or ahead.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/reading/words.h"

typedef struct
{
  int year;  /* 0 where not said */
  int month; /* 0 where not said */
  int day;   /* 0 where not said */
  size_t n_words;
} GfSaidDate;

/* Which of the years that a day and a month may be of. */
typedef enum
{
  GF_SAID_PAST,  /* the nearest that is not after the document's date */
  GF_SAID_FUTURE /* the nearest that is not before it */
} GfSaidTime;

/*
 * gf_said_date_read: the date that begins with word @index of @words.
 * @text: that the words were made of, ended by a NUL
 * Returns: false where none does, or no calendar has it.  A time of day, a decimal and a
 * number of two parts are none.
 */
bool gf_said_date_read (const char *text, const GfWords *words, size_t index,
                        GfSaidDate *date_out);

/*
 * gf_said_date_join_lines: makes one sentence of what a line break before a date parts:
 * "skal liggja føre", "15. mai 2026" on the next line.  words.h takes a line that begins
 * with a figure for an item of a list.
 */
void gf_said_date_join_lines (const char *text, GfWords *words);

/*
 * gf_said_date_dup: @said with the year that it needs, "2022-11-07", "2022-09" or "2025".
 * @document_date: ISO, as exact as known; (nullable)
 * Returns: (transfer full) (nullable): NULL where the year cannot be told.
 */
char *gf_said_date_dup (const GfSaidDate *said, const char *document_date,
                        GfSaidTime time);
