/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * parse.h: the question language.
 *
 *   question := any "ELLER" any ...          OR
 *   any      := both both ...                side by side: as the request's match says
 *   both     := near "OG" near ...           AND
 *   near     := not "NÆR" not ...            NEAR, NÆR/5
 *   not      := ("IKKE" | "-")* one          NOT
 *   one      := word | word* | "words" | * | (question) | field:one | case number
 *
 * What is wrong but harmless is read as well as it can be, with a note: a quote or a
 * parenthesis that is not closed, an operator without anything to join, a blank between a
 * field and its value, a star inside a word.  What would give
 * another answer than was asked for is refused: an unknown field, a value that a field
 * cannot have, a date that does not exist, too many words.
 */
#pragma once

#include "query/tree.h"

/*
 * gf_parse: @question into a tree.
 * @question: valid UTF-8
 * @notes: sentences in bokmål (char *, owned by it) about what was read otherwise than
 *   written are added here
 * @tree_out: (transfer full) (nullable): NULL where the question holds no word:
 * everything Errors: GF_QUERY_ERROR_PARAMETER, naming 'q' and the character.
 */
bool gf_parse (const char *question, GPtrArray *notes, GfNode **tree_out, GError **error);
