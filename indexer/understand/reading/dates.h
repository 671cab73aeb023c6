/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dates.h: dates as Norwegian documents spell them, and which of them is the document's.
 *
 * "28.02.23.", "03.06. 2022", "19. november 2024", "27/10-17", "2023-02-28", "juni 2011",
 * "2011". A date that no calendar has is none.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef struct
{
  int year;
  int month; /* 0 where not said */
  int day;   /* 0 where not said */
  size_t start;
  size_t end; /* byte offsets in the text */
} GfDate;

/* gf_date_find: the first date with a month in @words that begins at word @from or later.
 * @text: that the words were made of. */
bool gf_date_find (const char *text, const GfWords *words, size_t from, GfDate *date_out);

/* gf_date_month: the number of the month that word @index names; 0 for none. */
int gf_date_month (const GfWords *words, size_t index);

/* gf_date_is_weekday: whether word @index is the name of a day, "tysdag". */
bool gf_date_is_weekday (const GfWords *words, size_t index);

/* gf_date_format: "2023-02-28", "2011-07" or "2011".  Returns: (transfer full) */
char *gf_date_format (const GfDate *date);

/*
 * gf_date_of_document: (transfer full) (nullable): the date of the meeting for minutes,
 * agendas and case papers; of the decision, else of the period's end, for the others.
 * @head: of gf_lines_new_head (); @lines: all; @title: (nullable)
 */
char *gf_date_of_document (const GfLines *lines, const GfLines *head, GfDocumentType type,
                           const char *title);
