/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hit.h: records as the contract's JSON; what is not known is left out.
 */
#pragma once

#include <jansson.h>
#include <stddef.h>

#include "common/record.h"

/* Of a decision's text in a hit, in characters; the whole text is in the shown document.
 */
#define GF_HIT_DECISION_CHARACTERS 4000

/* All return (transfer full). */

/* The head of a document: "id", "path", "title", "type", ... */
json_t *gf_hit_document (const GfDocument *head);

/* @max_characters: of its text; a text that is cut ends in "…" and "cut" is true. */
json_t *gf_hit_decision (const GfDecision *decision, size_t max_characters);

/* What is the same of a unit in a hit and in a shown document: all but text, decision and
   document. */
json_t *gf_hit_unit (const GfDocument *head, const GfUnit *unit);
