/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decision-votes.h: what the text of a case says of votes, and of what became of a
 * proposal by them: under labels of votes, within lines ("Votering: ..."), in what was
 * said in the meeting, and right before the decision.  Linear in the text of the case.
 */
#pragma once

#include "indexer/understand/cases/passages.h"

/* gf_decision_is_of_meeting: whether what stands under the label of @passage is what was
 * said and done in the meeting. */
bool gf_decision_is_of_meeting (const GfPassages *reader, const GfPassage *passage);

/* gf_decision_tells_end: whether @text says what became of a proposal. */
bool gf_decision_tells_end (const GfPassages *reader, const char *text);

/* gf_decision_dup_votes: what stands under the label of votes, or after one in a line.
 * Returns: (transfer full): "" for nothing. */
char *gf_decision_dup_votes (GfPassages *reader);

/* gf_decision_dup_fall: the paragraph, from the line on, that tells of the
 * recommendation's own fall.  Returns: (transfer full) (nullable): NULL for none. */
char *gf_decision_dup_fall (GfPassages *reader);

/* gf_decision_read_votes: the votes that @text (nullable) tells of, into @decision;
 * false, and @decision as it was, where it tells of none. */
bool gf_decision_read_votes (GfPassages *reader, GfDecision *decision, const char *text);

/* gf_decision_set_votes: the votes by which @decision, whose outcome is known, was made,
 * where the case tells of them; none for what is only proposed. */
void gf_decision_set_votes (GfPassages *reader, GfDecision *decision);

/* gf_decision_find_motion: the decision to put the case off, or send it back, where that
 * was moved and carried and no decision is written: "Forslaget om å sende saken tilbake
 * ble vedtatt."  Returns: (transfer full) (nullable): NULL for none. */
GfDecision *gf_decision_find_motion (GfPassages *reader);

/* gf_decision_is_recorded: whether @passages hold the record of a meeting, as a paper
 * does that has been through one: a decision, and what was voted or said. */
bool gf_decision_is_recorded (const GfPassages *passages);
