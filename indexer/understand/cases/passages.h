/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * passages.h: the labels of a case and what stands under each of them.
 *
 * A passage ends before the next label, heading or reasons given.  Linear in the lines of
 * the case; at most 200 labels are kept.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/labels.h"

/* What stands under one label. */
typedef struct
{
  GfLabel label;
  size_t line;  /* of the label */
  uint32_t at;  /* where the label begins in the bare line: 0 unless text is before it */
  size_t start; /* first line of the text; that of the label where the text runs on from
                   it */
  size_t end;
  bool of_other;    /* what another body than the document's did or said of the case */
  bool told_before; /* leads up to this meeting: no decision of it, nor a vote */
} GfPassage;

typedef struct
{
  const GfLines *lines;
  size_t top;   /* first line of the case */
  size_t start; /* the same, or the first that tells of this meeting */
  size_t end;
  bool of_meeting;   /* minutes: what is recommended was recommended by the meeting */
  bool recorded;     /* a paper that holds the record of a meeting: its own conclusion is
                        none of that */
  bool note;         /* a short note: what was agreed on may stand anywhere in it */
  const char *title; /* of the case (nullable); lives as long */
  GArray *list;      /* of GfPassage, in order */
  const char *const *subjects; /* (nullable): gf_treatments_mark */
  bool any_before;             /* a passage is told_before */
  size_t own_start;  /* the line from which the document's own body treats the case; 0 */
  GfPassage decided; /* what the decision was taken from; its end is 0 for none */
} GfPassages;

/* gf_passages_new: those of the lines from @start up to @end.  (transfer full): lives no
 * longer than @lines. */
GfPassages *gf_passages_new (const GfLines *lines, size_t start, size_t end,
                             bool of_meeting);
void gf_passages_free (GfPassages *passages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfPassages, gf_passages_free)

/* gf_passages_find: the last passage of that role that has text; an officer's
 * recommendation, or one in an agenda, is a PROPOSAL.  (transfer none) (nullable) */
const GfPassage *gf_passages_find (const GfPassages *passages, GfHeading role);

/* gf_passages_read_inline: the label of a decision or a proposal that begins a sentence
 * in the midst of line @index, with text after it. */
bool gf_passages_read_inline (const GfPassages *passages, size_t index,
                              GfPassage *passage_out);

/* gf_passages_find_statement_on: what a sentence that decides without a label, at the
 * start of line @index, says; UNKNOWN where there is none. */
GfOutcome gf_passages_find_statement_on (const GfPassages *passages, size_t index);

/* gf_passages_last_paragraph: the one that ends at or before line @end, not above line
 * @start; empty where there is none. */
GfPassage gf_passages_last_paragraph (const GfPassages *passages, size_t start,
                                      size_t end);

/* gf_passages_end_before_table: the end of the lines from @start on without a table at
 * their end and the line that says what is in it: a list of what is to be done is no part
 * of what was said. */
size_t gf_passages_end_before_table (const GfPassages *passages, size_t start);

/* gf_passage_is_quoted: whether the label has a number: "Vedtak i sak 12/19" in a paper
 * is another case's. */
bool gf_passage_is_quoted (const GfPassages *passages, const GfPassage *passage);

bool gf_passage_is_empty (const GfPassages *passages, const GfPassage *passage);

/* gf_passage_dup_text: lines of one block stand word for word as they do there; blocks
 * are joined by a line break.  @page_out: of its first line.  (transfer full) */
char *gf_passage_dup_text (const GfPassages *passages, const GfPassage *passage,
                           uint32_t *page_out);

/* gf_passage_dup_label: (transfer full) (nullable): without its colon. */
char *gf_passage_dup_label (const GfPassages *passages, const GfPassage *passage);

/* gf_passages_role: what @passage is here: whose a recommendation is decides. */
GfHeading gf_passages_role (const GfPassages *passages, const GfPassage *passage);
