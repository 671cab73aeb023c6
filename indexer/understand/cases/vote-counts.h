/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vote-counts.h: the numbers of votes that are told of at one place of a sentence: "8 mot
 * 3 stemmer", "4 stemte mot".
 *
 * Each looks at a few words only, but for gf_votes_read_for.  Every index may lie behind
 * the last word, where nothing is found.  Private to votes.c.
 */
#pragma once

#include "indexer/understand/reading/words.h"

/* How many were for and against: -1 where that is not told. */
typedef struct
{
  int32_t in_favour;
  int32_t against;
} GfVotes;

/* gf_votes_set: Returns: true. */
bool gf_votes_set (GfVotes *votes, int32_t in_favour, int32_t against);

/* gf_votes_read_pair: "8 mot 3 stemmer", "8 stemmer mot 3", and what tells who were for
 * and against: at "8". */
bool gf_votes_read_pair (const GfWords *words, size_t i, GfVotes *votes);

/* gf_votes_read_short: "vedtatt 8-3"; "vedtatt mot 2 (Sp, SV)"; "(3 mot 1)"; "Samrøystes
 * (5)"; "med 2 (H, FRP) mot 4 stemmer": at the first number. */
bool gf_votes_read_short (const GfWords *words, size_t i, GfVotes *votes);

/* gf_votes_read_against: "mot 2 stemmer" with no number before, "fall mot tre",
 * "nedrøysta med 4 røyster": at the word before the number.  @got: what the proposal got
 * by what stands before in the sentence; -1 */
bool gf_votes_read_against (const GfWords *words, size_t i, int32_t got, GfVotes *votes);

/* gf_votes_read_single: what is told of one side only; "8 stemmer" by itself: those in
 * favour. */
bool gf_votes_read_single (const GfWords *words, size_t i, GfVotes *votes);

/* gf_votes_is_opposed: "4 stemte mot", "1 røyst imot": after that which tells who were
 * for. */
bool gf_votes_is_opposed (const GfWords *words, size_t i);

/* gf_votes_read_share_against: "To av seks røysta imot": how many of them all, where that
 * ends at @i; -1. */
int32_t gf_votes_read_share_against (const GfWords *words, size_t i);

/* gf_votes_read_for: "Tre for å si nei, to imot", "2 stemte for forslaget, 4 stemte mot":
 * in the words from @start up to @end, where that begins a sentence. */
bool gf_votes_read_for (const GfWords *words, size_t start, size_t end, GfVotes *votes);
