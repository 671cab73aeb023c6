/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-words.h: the words in which votes are told of, and the numbers beside them.
 *
 * Every index may lie behind the last word, where nothing is found.  Private to votes.c.
 */
#pragma once

#include "indexer/understand/reading/words.h"

/* gf_vote_words_new: the words of @text, in which a number of votes may begin a sentence
 * ("Planen vedtas. 4 stemte mot."), or end one ("34 mot 5. Planen ..."), and a line
 * does not end one before it.  (transfer full) */
GfWords *gf_vote_words_new (const char *text, size_t length);

/* gf_vote_number: the number that word @index is, in digits or letters ("34",
 * "trettifire"; "ingen mot" is 0 too).  Returns: 0 to 999; -1 for none. */
int32_t gf_vote_number (const GfWords *words, size_t index);

bool gf_vote_is (const GfWords *words, size_t index, const char *word);

/* gf_vote_is_votes: "stemmer", "røyster", "(7 st.)". */
bool gf_vote_is_votes (const GfWords *words, size_t index);

/* gf_vote_is_got: "fikk", of what a proposal got. */
bool gf_vote_is_got (const GfWords *words, size_t index);

/* gf_vote_is_against: "mot", "imot". */
bool gf_vote_is_against (const GfWords *words, size_t index);

/* gf_vote_skip_voted: past "stemte", "røysta" at @index, if it is there. */
size_t gf_vote_skip_voted (const GfWords *words, size_t index);

/* gf_vote_is_share_of: whether the number at @index is how many there were of whom some
 * voted: "to av seks", "to tredjedeler av ni". */
bool gf_vote_is_share_of (const GfWords *words, size_t index);

/* gf_vote_is_carried: what the numbers of a vote stand right after: "vedtatt 8-3". */
bool gf_vote_is_carried (const GfWords *words, size_t index);

/* gf_vote_is_settled: a verb of a proposal's end, carried or lost: "vedtatt", "falt". */
bool gf_vote_is_settled (const GfWords *words, size_t index);

/* gf_vote_is_voted_down: "nedstemt", "nedrøysta". */
bool gf_vote_is_voted_down (const GfWords *words, size_t index);

bool gf_vote_is_unanimous (const GfWords *words, size_t index);

/* gf_vote_is_bracketed: whether a parenthesis opens right before word @index. */
bool gf_vote_is_bracketed (const GfWords *words, size_t index);

/* gf_vote_after: the text from the end of word @index on.  (transfer none) */
const char *gf_vote_after (const GfWords *words, size_t index);

/* gf_vote_ends: whether a sentence, or a part of one by its comma or parenthesis, ends
 * with word @index: its number counts nothing that comes after. */
bool gf_vote_ends (const GfWords *words, size_t index);
