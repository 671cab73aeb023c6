/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * course.h: what stands at the head of a case paper: "SAKSFRAMLEGG", who wrote it, its
 * number in the archive, and the table of its course, with a row for each body that takes
 * it.
 *
 * Judges a few lines by themselves; bounded by them.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/numbers.h"

/* gf_course_is_head: whether @line heads the columns of such a table: "Saksnr  Utvalg
 * Møtedato". */
bool gf_course_is_head (const GfLines *lines, const GfLine *line);

/* gf_course_is_row: whether @line is a row of such a table by itself, as where it has no
 * heads: "Formannskapet   12/20   03.03.2020". */
bool gf_course_is_row (const GfLines *lines, const GfLine *line);

/* gf_course_is_key: whether @line tells @number after a key: "Utvalgssaksnr: 12/20". */
bool gf_course_is_key (const GfLines *lines, const GfLine *line, const GfNumber *number);

typedef struct
{
  size_t row; /* of the body whose document this is, as far as can be told */
  size_t end; /* first line after the rows */
  GfNumber number;
} GfCourse;

/* gf_course_read: the table whose columns line @head heads; false where no row of it has
 * a case number.
 */
bool gf_course_read (const GfLines *lines, size_t head, GfCourse *course_out);

/* gf_course_has: whether a row from line @head on to @end has the case number @number. */
bool gf_course_has (const GfLines *lines, size_t head, size_t end,
                    const GfNumber *number);

/* gf_paper_is_heading: whether @line is but what a paper is called: "SAKSFRAMLEGG". */
bool gf_paper_is_heading (const GfLines *lines, const GfLine *line);

/* gf_paper_skip: the first line at or after @index that is no part of a paper's head. */
size_t gf_paper_skip (const GfLines *lines, size_t index);

/* gf_paper_find_start: the first line of the head of a paper that line @line is a part
 * of, not before @floor. */
size_t gf_paper_find_start (const GfLines *lines, size_t line, size_t floor);

/* gf_archive_number_read: the archive number ("09/805", "2013/320-8") that @text begins
 * with. Returns: its bytes; 0 for none. */
size_t gf_archive_number_read (const char *text, size_t length);

/* gf_archive_dup: the archive number that a key or a column of the lines from @start up
 * to @end gives.  Returns: (transfer full) (nullable): as written. */
char *gf_archive_dup (const GfLines *lines, size_t start, size_t end);
