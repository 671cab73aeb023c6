/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * candidates.h: lines that may begin a case, and which of them do.
 *
 * A candidate is judged by what follows it, and chosen by how its number goes with those
 * of the others.  Linear but for a sort.  Private to cases.
 */
#pragma once

#include "indexer/understand/cases/cases.h"

/* What a number weighs before anything is known of what follows. */
#define GF_CANDIDATE_WEIGHT 100

/* Years are counted from here. */
#define GF_YEAR_BASE 1950
#define GF_N_YEARS 100

typedef struct
{
  size_t line;
  GfNumber number;
  uint32_t weight;
  bool chosen;
  bool course;  /* a row of the table of a paper's course: the title stands below */
  bool paper;   /* has the head of a case paper */
  size_t below; /* of a course: first line after the table */
  size_t above; /* head of the table of the course, its own or right above; 0 for none */
  bool record;  /* the document is the record of this case */
  bool run_in;  /* its text went on after the title, on one line */
  bool inner;   /* a report that is laid before the meeting within another case */
} GfCandidate;

static inline GfCandidate *
gf_candidate_get (const GArray *candidates, size_t index)
{
  return &g_array_index (candidates, GfCandidate, index);
}

/* gf_candidates_collect: all of them, weighed.  Returns: (transfer full): of GfCandidate.
 */
GArray *gf_candidates_collect (const GfLines *lines);

/* gf_candidate_read_loose: @number, where @line begins with none but an item's, becomes
 * one in a spelling that most often is something else: "17/101", "FS 24/105". */
void gf_candidate_read_loose (const GfLines *lines, const GfLine *line, GfNumber *number);

/* gf_candidates_settle_loose: takes out the loose numbers that no others bear out, and
 * turns "17/12" where the year stands first in all. */
void gf_candidates_settle_loose (GArray *candidates);

/* gf_candidate_dup_title: @text_out: the first line after number and title.  (transfer
 * full) (nullable) */
char *gf_candidate_dup_title (const GfLines *lines, const GfCandidate *candidate,
                              size_t *text_out);

/* gf_candidate_key: number and year as one. */
gpointer gf_candidate_key (const GfNumber *number);

/* Each chooses among candidates of one kind: numbers with a year, numbered items, and
 * headings without a number, which it puts in their place. */
void gf_candidates_choose_yearly (const GfLines *lines, GArray *candidates);
void gf_candidates_choose_items (const GfLines *lines, GArray *candidates);
/* Letters, Roman numbers and what is not marked: where nothing else is to be had. */
void gf_candidates_choose_unmarked (const GfLines *lines, GArray *candidates);
void gf_candidates_choose_headings (const GfLines *lines, GArray *candidates);

/* gf_candidates_mark_reports: those chosen that stand as rows below "Sak 12/19
 * Referatsaker", numbered in a run of their own with letters that those of the case have
 * not ("RS 3/19 Brev fra Lidal"), before it is decided: no longer chosen, but inner. What
 * a list of cases has too stays a case. */
void gf_candidates_mark_reports (const GfLines *lines, GArray *candidates);

/* gf_candidates_are_reports: whether all numbers with a year in @candidates, of which
 * none is chosen yet, are of reports below items of an agenda in which people tell what
 * is new: "RS 3/18 Brev fra Lidal" below "2. Referatsaker".  The items are the cases. */
bool gf_candidates_are_reports (const GfLines *lines, const GArray *candidates);

/* gf_candidates_split_run_in: where most of the items that were chosen run on after a
 * short title ("3) Ny logo. Utsatt."), puts title and text on lines of their own. */
void gf_candidates_split_run_in (GfLines *lines, GArray *candidates);
