/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * decisions-private.h: what decisions.c, for what stands under labels, and
 * decisions-told.c, for what is told without any, have in common.  Private to them.
 */
#pragma once

#include "indexer/understand/cases/passages.h"

/* gf_decision_set_evidence: the sentence of @text that shows the outcome of @decision,
 * where that has one and no evidence yet. */
void gf_decision_set_evidence (GfPassages *reader, GfDecision *decision,
                               const char *text);

/* gf_decision_without_label: a decision that stands in the lines from @first to @last.
 * Returns: (transfer full). */
GfDecision *gf_decision_without_label (GfPassages *reader, size_t first, size_t last,
                                       GfOutcome outcome);

/* gf_decision_find_statement: the last sentence on a line of its own, or at the end of
 * the case, that decides, from line @start on.  Returns: (transfer full) (nullable). */
GfDecision *gf_decision_find_statement (GfPassages *reader, size_t start);

/* gf_decision_find_off: the line above the first label that takes the case off, where no
 * vote is told of: "Saken utgår.", and what was recommended below it.  Returns: (transfer
 * full) (nullable). */
GfDecision *gf_decision_find_off (GfPassages *reader);

/* gf_decision_is_carried: whether @text tells of a vote that was won: "Enstemmig.", "9
 * for, 2 mot." */
bool gf_decision_is_carried (const GfPassages *reader, const char *text);

/* gf_decision_names_teller: whether @text begins with who tells what follows: "Moen:
 * Skulesaka er utsett." */
bool gf_decision_names_teller (const char *text);

/* gf_decision_find_told: what sentences without any label say was decided, by who meets
 * (@subjects and the words for bodies), or in whatever words.  Returns: (transfer full)
 * (nullable). */
GfDecision *gf_decision_find_told (GfPassages *reader, const char *const *subjects);

/* gf_decision_is_of_others: whether what @decision, told in an item where people tell
 * what is new, says is of others, or comes later: "Moen: Søknaden ble avslått.",
 * "Plansjefen kommer tilbake med svar." */
bool gf_decision_is_of_others (const GfPassages *reader, const GfDecision *decision);
