/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting-dates.h: which lines of a head say when it was written or sent, and which say
 * when the meeting was: "Storvik, 19.02.07" above, "Det innkalles til styremøte onsdag 6.
 * oktober 2021 kl. 12" below.  Linear.  Private to document-date.c.
 */
#pragma once

#include "indexer/understand/reading/dates.h"
#include "indexer/understand/reading/lines.h"
#include "indexer/understand/reading/said-dates.h"

/* gf_line_is_sent: whether a date on @line is of writing, sending or publishing: "Sendt:
 * 3. september", "Vår dato: 5.5.2014", "Storvik, 19.02.07". */
bool gf_line_is_sent (const GfLine *line);

/* gf_line_is_of_another: whether the first date on @line is of another meeting, or of
 * what was sent: "Referat fra møte 22. januar 2019 ble godkjent." */
bool gf_line_is_of_another (const GfLine *line);

/* gf_line_is_letterhead: whether line @index stands beside "Deres ref." or the "Emne:" of
 * a mail, so that its date is a letter's. */
bool gf_line_is_letterhead (const GfLines *head, size_t index);

/* gf_meeting_date_find_said: the first whole date in the @n first lines of @head that a
 * line says is of the meeting: by the word, by the day of the week, by the time of day.
 */
bool gf_meeting_date_find_said (const GfLines *head, size_t n, GfDate *date_out);

/* gf_meeting_date_dup_day: the same for a day without a year, "fredag 5. mars", which
 * @date (of four, two and two digits) and @time give it.  (transfer full) (nullable) */
char *gf_meeting_date_dup_day (const GfLines *head, size_t n, const char *date,
                               GfSaidTime time);

/* gf_meeting_date_dup_numbered: the same, of the year that the number of the meeting has
 * ("Møte: 6/2014"), or of the first case among @lines.  (transfer full) (nullable) */
char *gf_meeting_date_dup_numbered (const GfLines *lines, const GfLines *head, size_t n);
