/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * outcomes.h: what the words of a decision say became of the case.
 *
 * The words are in corpus/registers/outcome-words.tsv, the meanings in doc/design.md,
 * "Outcomes". Private to understand.
 */
#pragma once

#include "indexer/understand/registers.h"

/* gf_outcome_read: what @text, the words under a decision's label, says.  Text that names
 * no other outcome is a decision made: ADOPTED.  UNKNOWN where it only points elsewhere.
 */
GfOutcome gf_outcome_read (const GfRegisters *registers, const char *text, size_t length);

/* gf_outcome_find_alone: whether @text begins with a sentence that decides without any
 * label
 * ("Godkjennes.", "Saken utsettes"); UNKNOWN where it does not. */
GfOutcome gf_outcome_find_alone (const GfRegisters *registers, const char *text,
                                 size_t length);

/* gf_outcome_find_last: the last such sentence anywhere in @text, as under "Votering". */
GfOutcome gf_outcome_find_last (const GfRegisters *registers, const char *text,
                                size_t length);

/* gf_outcome_fell: whether the last vote that @text tells of was lost by the proposal. */
bool gf_outcome_fell (const GfRegisters *registers, const char *text, size_t length);

/* gf_outcome_recommendation_fell: whether a sentence of @text tells that the
 * recommendation itself, and not another proposal, was voted down. */
bool gf_outcome_recommendation_fell (const GfRegisters *registers, const char *text,
                                     size_t length);

/* gf_outcome_find_end: whether the last of several sentences of @text puts the case
 * off, takes it off, takes note of it or turns it down; UNKNOWN where it does not, and
 * where it adopts: that may be but what was said of something else. */
GfOutcome gf_outcome_find_end (const GfRegisters *registers, const char *text,
                               size_t length);

/* gf_outcome_is_negated: whether the first sentence of @text says not to do something. */
bool gf_outcome_is_negated (const char *text, size_t length);

/* gf_outcome_performs: whether @text begins with a subject and, within three words of it,
 * a verb by which a body decides ("viderefører", "stiller seg bak").  @n_subject: words
 * of the subject */
bool gf_outcome_performs (const GfRegisters *registers, const GfWords *words,
                          size_t n_subject);

/* gf_outcome_dup_evidence: the sentence of @text that says @outcome, as it stands there;
 * the first where none says it by itself.  Returns: (transfer full) (nullable). */
char *gf_outcome_dup_evidence (const GfRegisters *registers, const char *text,
                               size_t length, GfOutcome outcome);
