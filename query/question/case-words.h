/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * case-words.h: a case named by its number in a question: "sak nr. PS 59/13", "14/15".
 *
 * Words for "case" and the letters before the number belong to it; letters are letters of
 * a case where they are two to four capitals.  Without a word for "case", only what has a
 * slash and a year of two or four digits is a case number: "27/10-17", "2023/2024", "1/2"
 * and "12-14" are dates, periods and parts more often.  How numbers are spelled:
 * shared/FIELD.md, section 1.
 */
#pragma once

#include "query/question/lexer.h"
#include "query/question/tree.h"

/*
 * gf_case_read: the case that begins at the lexeme @now.
 * @lexer, @now: (inout): moved past it where there is one
 * Returns: (transfer full) (nullable): a GF_NODE_CASE; its forms are the number's parts
 * as written.
 */
GfNode *gf_case_read (GfLexer *lexer, GfLexeme *now);

/*
 * gf_case_spellings: the ways in which a text may say the number of @node, as written
 * first: "5/18" as 5 18, 05 18, 005 18, 5 2018 ...
 * Returns: (transfer full) (element-type GStrv).
 */
GPtrArray *gf_case_spellings (const GfNode *node);
