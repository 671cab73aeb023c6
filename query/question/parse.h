/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parse.h: the question language.
 *
 *   question := any "ELLER" any ...          OR
 *   any      := both both ...                side by side: as the request's match says
 *   both     := near "OG" near ...           AND
 *   near     := not "NÆR" not ...            NEAR, NÆR/5
 *   not      := ("IKKE" | "-")* one          NOT
 *   one      := word | word* | =word | "words" | * | (question) | field:one | case number
 *
 * A question is read as well as it can be, with a note on what was read otherwise than it
 * is written: a quote or a parenthesis that is not closed, an operator without anything
 * to join, a NÆR that cannot be, a name that is no field's, a field without a value or
 * with a blank before it, a value or a day that is nearly one, a star inside a word, and
 * nothing but what is not to be there, which is everything else.  Refused is what can
 * only be guessed at, a value that a field cannot have; and what is over the limits of
 * tree.h.
 */
#pragma once

#include "query/question/tree.h"

/*
 * gf_parse: @question into a tree.
 * @question: valid UTF-8
 * @notes: sentences in bokmål (char *, owned by it) about what was read otherwise than
 *   written are added here
 * @tree_out: (transfer full) (nullable): NULL where the question is empty: everything
 * Errors: those of trouble.h.
 */
bool gf_parse (const char *question, GPtrArray *notes, GfNode **tree_out, GError **error);
