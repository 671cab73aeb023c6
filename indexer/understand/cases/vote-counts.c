/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/vote-counts.h"

#include <string.h>

#include "indexer/understand/cases/vote-words.h"

/* "(H, FRP, Sp)" */
#define MAX_PARTY_WORDS 10
/* "vedtatt av fylkestinget med 34 mot 5" */
#define MAX_WORDS_TO_END 5

bool
gf_votes_set (GfVotes *votes, int32_t in_favour, int32_t against)
{
  *votes = (GfVotes){ in_favour, against };
  return true;
}

/* "3 for og 1 imot", "8 stemmer for og 3 mot", "8 stemmer for, 3 stemmer mot": at @at,
 * the word after the number, or after "stemmer" where they are @named. */
static bool
read_sides (const GfWords *words, size_t at, bool named, int32_t first, GfVotes *votes)
{
  bool and = gf_vote_is (words, at + 1, "og");
  int32_t second = gf_vote_number (words, at + 1 + and);

  if (!gf_vote_is (words, at, "for") || second < 0 || !(and || named))
    return false;
  at += 2 + and;
  return (gf_vote_is (words, at, "mot") || gf_vote_is (words, at, "imot")
          || (named && gf_vote_is_votes (words, at)))
         && gf_votes_set (votes, first, second);
}

/* "vedtatt med 34 mot 5", "vedtatt, 33 mot 4": whether the number at @i stands where one
 * of votes does, though no word says so. */
static bool
follows_end (const GfWords *words, size_t i)
{
  bool with = i > 0 && gf_vote_is (words, i - 1, "med");

  for (size_t k = i; k > 0 && i - k < (with ? MAX_WORDS_TO_END : 1); k--)
    if (gf_words_get (words, k - 1)->sentence != gf_words_get (words, i)->sentence)
      return false;
    else if (gf_vote_is_settled (words, k - 1))
      return true;
  return false;
}

/* "8 mot 3 stemmer", "8 stemmer mot 3", and what tells who were for and against: at "8".
 */
bool
gf_votes_read_pair (const GfWords *words, size_t i, GfVotes *votes)
{
  int32_t first = gf_vote_number (words, i), second;
  bool named = gf_vote_is_votes (words, i + 1);
  size_t at = i + 1 + named;

  if (first < 0)
    return false;
  if (gf_vote_is (words, at, "for"))
    return read_sides (words, at, named, first, votes);
  second = gf_vote_is (words, at, "mot") ? gf_vote_number (words, at + 1) : -1;
  return second >= 0
         && (named || gf_vote_is_votes (words, at + 2)
             || (gf_vote_ends (words, at + 1) && follows_end (words, i)))
         && gf_votes_set (votes, first, second);
}

/* "mot 2 stemmer" with no number before, "fall mot tre", "nedrøysta med 4 røyster". */
bool
gf_votes_read_against (const GfWords *words, size_t i, int32_t got, GfVotes *votes)
{
  bool down = gf_vote_is (words, i, "med") && i > 0
              && gf_vote_is_voted_down (words, i - 1)
              && !gf_vote_is (words, i + 3, "mot");
  bool ended = i > 0 && gf_vote_is_settled (words, i - 1) && gf_vote_ends (words, i + 1);
  int32_t against = gf_vote_number (words, i + 1);

  if (against < 0 || !(down || gf_vote_is (words, i, "mot"))
      || !(gf_vote_is_votes (words, i + 2) || (ended && !down))
      || (i > 0 && gf_vote_number (words, i - 1) >= 0))
    return false;
  return gf_votes_set (votes, got, against);
}

/* What is told of one side only; "8 stemmer" by itself: those in favour. */
bool
gf_votes_read_single (const GfWords *words, size_t i, GfVotes *votes)
{
  if (gf_vote_number (words, i) >= 0 && gf_vote_is_votes (words, i + 1)
      && !gf_vote_is_against (words, i + 2) && !gf_vote_is_share_of (words, i)
      && !(i > 0 && (gf_vote_is (words, i - 1, "mot") || gf_vote_is_got (words, i - 1))))
    {
      *votes = (GfVotes){ gf_vote_number (words, i), -1 };
      return true;
    }
  return false;
}

/* "4 stemte mot", "1 røyst imot": after that which tells who were for. */
bool
gf_votes_is_opposed (const GfWords *words, size_t i)
{
  return gf_vote_number (words, i) >= 0 && !gf_vote_is_share_of (words, i)
         && (gf_vote_is (words, i + 1, "stemte") || gf_vote_is (words, i + 1, "røysta")
             || gf_vote_is_votes (words, i + 1))
         && gf_vote_is_against (words, i + 2) && gf_vote_number (words, i + 3) < 0;
}

/* "To av seks røysta imot": how many of them all, where that ends at @i; -1. */
int32_t
gf_votes_read_share_against (const GfWords *words, size_t i)
{
  size_t at = i;

  if (!gf_vote_is_share_of (words, i) || gf_vote_skip_voted (words, i + 1) == i + 1
      || !gf_vote_is_against (words, i + 2))
    return -1;
  while (!gf_vote_is (words, at, "av"))
    at--;
  return gf_vote_number (words, at - 1);
}

/* "Tre for å si nei, to imot", "2 stemte for forslaget, 4 stemte mot": in words @i and
 * on, where that begins a sentence. */
bool
gf_votes_read_for (const GfWords *words, size_t start, size_t end, GfVotes *votes)
{
  if (gf_vote_number (words, start) < 0
      || !gf_vote_is (words, gf_vote_skip_voted (words, start + 1), "for"))
    return false;
  for (size_t i = start + 2; i + 1 < end; i++)
    if (gf_vote_number (words, i) >= 0 && gf_vote_skip_voted (words, i + 1) < end
        && gf_vote_is_against (words, gf_vote_skip_voted (words, i + 1)))
      {
        *votes = (GfVotes){ gf_vote_number (words, start), gf_vote_number (words, i) };
        return true;
      }
  return false;
}

/* "med 2 (H, FRP) mot 4 stemmer", "3 stemmer (V og 1 AP) mot 5": at the number. */
static bool
read_pair_with_parties (const GfWords *words, size_t i, GfVotes *votes)
{
  size_t at = i + gf_vote_is_votes (words, i + 1);
  const char *p = gf_vote_after (words, at);

  if (p[0] != ' ' || p[1] != '(')
    return false;
  for (size_t k = at + 1; k + 2 < MIN (words->words->len, at + MAX_PARTY_WORDS); k++)
    if (*gf_vote_after (words, k) == ')')
      {
        int32_t second
            = gf_vote_is (words, k + 1, "mot") ? gf_vote_number (words, k + 2) : -1;

        return second >= 0 && gf_votes_set (votes, gf_vote_number (words, i), second);
      }
  return false;
}

/* "vedtatt 8-3": at "8". */
static bool
read_dashed (const GfWords *words, size_t i, int32_t first, GfVotes *votes)
{
  const char *p = gf_vote_after (words, i);
  size_t dash = *p == '-' ? 1 : g_str_has_prefix (p, "\xe2\x80\x93") ? 3 : 0;
  int32_t second = gf_vote_number (words, i + 1);

  return dash > 0 && second >= 0
         && p + dash == words->folded + gf_words_get (words, i + 1)->start
         && (gf_vote_is_carried (words, i - 1) || gf_vote_is_votes (words, i + 2))
         && gf_votes_set (votes, first, second);
}

/* "(3 mot 1)", "Samrøystes (5)": at the number after the parenthesis. */
static bool
read_bracketed (const GfWords *words, size_t i, int32_t first, GfVotes *votes)
{
  if (gf_vote_is (words, i + 1, "mot") && gf_vote_number (words, i + 2) >= 0)
    return gf_votes_set (votes, first, gf_vote_number (words, i + 2));
  return *gf_vote_after (words, i) == ')' && gf_vote_is_unanimous (words, i - 1)
         && gf_votes_set (votes, first, -1);
}

/* "vedtatt 8-3"; "vedtatt mot 2 (Sp, SV)"; "(3 mot 1)"; "Samrøystes (5)". */
bool
gf_votes_read_short (const GfWords *words, size_t i, GfVotes *votes)
{
  int32_t first = gf_vote_number (words, i);
  const char *p;

  if (first < 0 || i == 0)
    return false;
  if (read_dashed (words, i, first, votes) || read_pair_with_parties (words, i, votes)
      || (gf_vote_is_bracketed (words, i) && read_bracketed (words, i, first, votes)))
    return true;
  p = gf_vote_after (words, i);
  return i >= 2 && gf_vote_is (words, i - 1, "mot") && gf_vote_is_carried (words, i - 2)
         && (*p == '(' || (*p == ' ' && p[1] == '(')) && gf_votes_set (votes, -1, first);
}
