/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dates.h: periods as people write them, and the few date terms that say the same.
 *
 * A document dated "2011" only is in the year 2011 and in no month of it: a period that
 * takes in the whole year finds it, one that takes in a part of the year does not.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Days as numbers, 20230228; both ends belong to it.  0 and 99991231 where open. */
typedef struct
{
  unsigned first;
  unsigned last;
} GfPeriod;

/*
 * gf_period_parse: "2019", "2023-02", "2023-02-28", "28.02.2023", "28.2.23", "28/2-23",
 * "28. februar 2023", "feb. 2023"; from one to another: "2019..2022", "2019..",
 * "..2022-06", "2019-2022", "1.2.2019-31.3.2019", with "…" or a dash for what word
 * processors make of it; ">2019", ">=2019-02", "<2019", "<=2019"; "*": always, where the
 * day is known.
 * Returns: false where @text is no period, a day does not exist, or it ends before it
 * begins.
 */
bool gf_period_parse (const char *text, GfPeriod *period_out);

/*
 * gf_period_guess: what may have been meant where gf_period_parse () refuses: "19" is
 * 2019, "2019-1" its January, 30 February the last day of the month, "2023-13" the year;
 * what ends before it begins is turned round.  Say what it was read as.
 */
bool gf_period_guess (const char *text, GfPeriod *period_out);

/* gf_period_describe: "2019 til 2022", "fra 2019", "2023-02-28": for a plan in words.
   Returns: (transfer full). */
char *gf_period_describe (const GfPeriod *period);

/* The prefixes of the terms for a year, a month and a day. */
typedef struct
{
  const char *year;
  const char *month;
  const char *day;
} GfPeriodPrefixes;

/* Of a document's date, and of when something is due. */
extern const GfPeriodPrefixes gf_period_date;
extern const GfPeriodPrefixes gf_period_due;

/*
 * gf_period_terms: the terms of schema.h that together are @period, none twice: years
 * where they are whole, then months, then days.
 * @years: (array length=n_years): the years that the index knows; whole years are taken
 *   from these alone, so that an open end costs nothing
 * Returns: (transfer full) (element-type utf8): may be empty.
 */
GPtrArray *gf_period_terms (const GfPeriod *period, const GfPeriodPrefixes *prefixes,
                            const unsigned *years, size_t n_years);
