/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cases.h: which lines begin the cases of minutes, an agenda or a case paper.
 *
 * A number may stand in a list of cases, in the case's own place and in the running text:
 * the place is where the text is.  Cases are in the order of the document and do not
 * overlap. Linear but for a sort.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/numbers.h"

typedef struct
{
  size_t
      start;   /* first line: that of the number, or of the column heads right above it */
  size_t text; /* first line after number and title */
  GfNumber number;
  char *title;   /* NULL where it has none */
  char *archive; /* its archive number, where that stands beside its number, there or in
                    the list of cases; NULL for none */
  bool paper;    /* begins with the head of a case paper */
  bool record;   /* the document is the record of this one case, and so minutes */
  bool note;     /* a paragraph whose first sentence is its title */
} GfCase;

/* gf_cases_find: (transfer full): of GfCase, empty where the document has none.  Puts
 * what runs on after a title on a line of its own. */
GArray *gf_cases_find (GfLines *lines, GfDocumentType type);

/* gf_case_read_title: the title of a case whose number stands on line @index.
 * @text_out: the first line after it.  Returns: (transfer full) (nullable). */
char *gf_case_read_title (const GfLines *lines, size_t index, const GfNumber *number,
                          size_t *text_out);

/* gf_case_read_subject: the title that a key names, "Tittel: Ny skule", in the lines
 * below the number on line @index; the same. */
char *gf_case_read_subject (const GfLines *lines, size_t index, size_t *text_out);

/* gf_case_read_title_at: the title that begins on line @at, over several lines; the
 * same. */
char *gf_case_read_title_at (const GfLines *lines, size_t at, size_t *text_out);

/* gf_case_find_trailed: the first line of a title that ends on line @line, its number
 * behind it.  @floor: as below */
size_t gf_case_find_trailed (const GfLines *lines, size_t line, size_t floor);

/* gf_case_dup_archive: the archive number beside a case number on line @index: in a
 * column, or in parentheses behind the title.  Returns: (transfer full) (nullable). */
char *gf_case_dup_archive (const GfLines *lines, size_t index, const GfNumber *number);

/* gf_case_find_start: the first line of the case whose number stands on line @line:
 * column heads and archive numbers right above it are its own.  @floor: where the text of
 * the case before begins, which is not gone past; 0 for the first case */
size_t gf_case_find_start (const GfLines *lines, size_t line, const GfNumber *number,
                           size_t floor);
