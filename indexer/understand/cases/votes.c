/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/votes.h"

#include <string.h>

#include "indexer/understand/cases/vote-words.h"

/* "(H, FRP, Sp)" */
#define MAX_PARTY_WORDS 10
/* "fikk forslaget fra Ap 3 stemmer" */
#define MAX_WORDS_TO_GOT 5
/* "vedtatt av fylkestinget med 34 mot 5" */
#define MAX_WORDS_TO_END 5
/* "og framlegget i saka 1." */
#define MAX_WORDS_OF_PROPOSAL 6
/* What a sentence is about it begins with. */
#define MAX_ASIDE_WORDS 3

typedef struct
{
  int32_t in_favour;
  int32_t against;
} Votes;

static bool
set_votes (Votes *votes, int32_t in_favour, int32_t against)
{
  *votes = (Votes){ in_favour, against };
  return true;
}

/* "3 for og 1 imot", "8 stemmer for og 3 mot", "8 stemmer for, 3 stemmer mot": at @at,
 * the word after the number, or after "stemmer" where they are @named. */
static bool
read_sides (const GfWords *words, size_t at, bool named, int32_t first, Votes *votes)
{
  bool and = gf_vote_is (words, at + 1, "og");
  int32_t second = gf_vote_number (words, at + 1 + and);

  if (!gf_vote_is (words, at, "for") || second < 0 || !(and || named))
    return false;
  at += 2 + and;
  return (gf_vote_is (words, at, "mot") || gf_vote_is (words, at, "imot")
          || (named && gf_vote_is_votes (words, at)))
         && set_votes (votes, first, second);
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
static bool
read_pair (const GfWords *words, size_t i, Votes *votes)
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
         && set_votes (votes, first, second);
}

/* "fikk 8 stemmer og ble vedtatt mot 2 stemmer": the votes for, from before "mot" at @i.
 */
static int32_t
got_before (const GfWords *words, size_t i)
{
  uint32_t sentence = gf_words_get (words, i)->sentence;

  for (size_t j = i; j > 0 && gf_words_get (words, j - 1)->sentence == sentence; j--)
    if (gf_vote_is_got (words, j - 1))
      return gf_vote_number (words, j);
  return -1;
}

/* "mot 2 stemmer" with no number before, "fall mot tre", "nedrøysta med 4 røyster". */
static bool
read_against (const GfWords *words, size_t i, Votes *votes)
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
  return set_votes (votes, got_before (words, i), against);
}

/* What is told of one side only; "8 stemmer" by itself: those in favour. */
static bool
read_single (const GfWords *words, size_t i, Votes *votes)
{
  if (gf_vote_number (words, i) >= 0 && gf_vote_is_votes (words, i + 1)
      && !gf_vote_is_against (words, i + 2) && !gf_vote_is_share_of (words, i)
      && !(i > 0 && (gf_vote_is (words, i - 1, "mot") || gf_vote_is_got (words, i - 1))))
    {
      *votes = (Votes){ gf_vote_number (words, i), -1 };
      return true;
    }
  return false;
}

/* "4 stemte mot", "1 røyst imot": after that which tells who were for. */
static bool
is_opposed (const GfWords *words, size_t i)
{
  return gf_vote_number (words, i) >= 0 && !gf_vote_is_share_of (words, i)
         && (gf_vote_is (words, i + 1, "stemte") || gf_vote_is (words, i + 1, "røysta")
             || gf_vote_is_votes (words, i + 1))
         && gf_vote_is_against (words, i + 2) && gf_vote_number (words, i + 3) < 0;
}

/* "To av seks røysta imot": how many of them all, where that ends at @i; -1. */
static int32_t
read_share_against (const GfWords *words, size_t i)
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
static bool
read_for (const GfWords *words, size_t start, size_t end, Votes *votes)
{
  if (gf_vote_number (words, start) < 0
      || !gf_vote_is (words, gf_vote_skip_voted (words, start + 1), "for"))
    return false;
  for (size_t i = start + 2; i + 1 < end; i++)
    if (gf_vote_number (words, i) >= 0 && gf_vote_skip_voted (words, i + 1) < end
        && gf_vote_is_against (words, gf_vote_skip_voted (words, i + 1)))
      {
        *votes = (Votes){ gf_vote_number (words, start), gf_vote_number (words, i) };
        return true;
      }
  return false;
}

/* "med 2 (H, FRP) mot 4 stemmer", "3 stemmer (V og 1 AP) mot 5": at the number. */
static bool
read_pair_with_parties (const GfWords *words, size_t i, Votes *votes)
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

        return second >= 0 && set_votes (votes, gf_vote_number (words, i), second);
      }
  return false;
}

/* "vedtatt 8-3": at "8". */
static bool
read_dashed (const GfWords *words, size_t i, int32_t first, Votes *votes)
{
  const char *p = gf_vote_after (words, i);
  size_t dash = *p == '-' ? 1 : g_str_has_prefix (p, "\xe2\x80\x93") ? 3 : 0;
  int32_t second = gf_vote_number (words, i + 1);

  return dash > 0 && second >= 0
         && p + dash == words->folded + gf_words_get (words, i + 1)->start
         && (gf_vote_is_carried (words, i - 1) || gf_vote_is_votes (words, i + 2))
         && set_votes (votes, first, second);
}

/* "(3 mot 1)", "Samrøystes (5)": at the number after the parenthesis. */
static bool
read_bracketed (const GfWords *words, size_t i, int32_t first, Votes *votes)
{
  if (gf_vote_is (words, i + 1, "mot") && gf_vote_number (words, i + 2) >= 0)
    return set_votes (votes, first, gf_vote_number (words, i + 2));
  return *gf_vote_after (words, i) == ')' && gf_vote_is_unanimous (words, i - 1)
         && set_votes (votes, first, -1);
}

/* "vedtatt 8-3"; "vedtatt mot 2 (Sp, SV)"; "(3 mot 1)"; "Samrøystes (5)". */
static bool
read_short (const GfWords *words, size_t i, Votes *votes)
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
         && (*p == '(' || (*p == ' ' && p[1] == '(')) && set_votes (votes, -1, first);
}

typedef struct
{
  Votes votes;
  int32_t first; /* number of the proposal that the first of two alternatives was; 0 */
  bool any;
} Roll;

/* The number of those that "stemte" at @i, and on which side they were. */
static bool
read_roll (const GfWords *words, size_t start, size_t i, Roll *roll)
{
  int32_t n = gf_vote_number (words, i + 1), proposal = 0;

  if (!(gf_vote_is (words, i, "stemte") || gf_vote_is (words, i, "røysta")) || n < 0)
    return false;
  for (size_t j = start; j < i; j++)
    if (gf_vote_number (words, j) > 0 && j > start)
      proposal = gf_vote_number (words, j);
  if (gf_vote_is (words, start, "imot") || gf_vote_is (words, start, "mot"))
    roll->votes.against = n;
  else if (!gf_vote_is (words, start, "for"))
    return false;
  else if (roll->any && proposal > 1 && roll->first > 0)
    roll->votes.against = n;
  else
    *roll = (Roll){ { n, -1 }, proposal, true };
  roll->any = true;
  return true;
}

/* "tilleggsforslaget": a vote on it is not one on the decision. */
static bool
is_aside (const GfWords *words, size_t index)
{
  static const char *const beginnings[]
      = { "tillegg", "endrings", "oversendelses", "oversendings", "protokolltil" };
  const GfWord *word = gf_words_get (words, index);

  for (size_t i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (word->length >= strlen (beginnings[i])
        && strncmp (words->folded + word->start, beginnings[i], strlen (beginnings[i]))
               == 0)
      return true;
  return false;
}

typedef struct
{
  Votes votes;
  bool found;
  bool fell;
  bool aside;
  bool carried; /* "vart vedteke" */
  bool unanimous;
  bool proposed;   /* "Innstillingen ...": it is about the recommendation as a whole */
  bool of_it;      /* "4 stemte mot dette" */
  bool ends_roll;  /* "Dermed ble forslag 2 vedtatt" */
  int32_t got;     /* "fikk 2 stemmer"; -1 */
  int32_t other;   /* ", alternativ B fikk 3", in the same sentence; -1 */
  int32_t opposed; /* "4 stemte mot"; -1 */
  int32_t backed;  /* "8 stemte for innstillingen", which begins the sentence; -1 */
  int32_t winner;
} Sentence;

/* "fikk 3", "fikk innstillingen 3 stemmer": whether the number at @i is what something
 * got, by a verb that stands after @start. */
static bool
is_what_it_got (const GfWords *words, size_t start, size_t i)
{
  for (size_t k = i; k > start && i - k < MAX_WORDS_TO_GOT; k--)
    if (gf_vote_is_got (words, k - 1))
      return k == i || gf_vote_is_votes (words, i + 1);
    else if (gf_vote_number (words, k - 1) >= 0)
      return false;
  return false;
}

/* "Innstillingen fikk 6 stemmer, forslaget fra Ap 11 stemmer": whether the number at @i
 * is the second of these. */
static bool
is_beside_got (const GfWords *words, size_t i)
{
  static const char *const others[] = { "mot", "imot", "av", "med", "for", NULL };

  return gf_vote_number (words, i) >= 0 && gf_vote_is_votes (words, i + 1) && i > 0
         && !gf_words_is_any (words, i - 1, others) && !gf_vote_is_against (words, i + 2)
         && !gf_vote_is (words, i + 2, "for");
}

/* "fikk 20 stemmer og forslaget 13.", "... og framlegget i saka 1.": whether the number
 * at @i ends such a sentence. */
static bool
is_last_beside_got (const GfWords *words, size_t i)
{
  static const char *const proposals[]
      = { "forslaget",     "framlegget",    "motforslaget",
          "motframlegget", "innstillingen", "innstillinga",
          "tilrådingen",   "tilrådinga",    NULL };
  static const char *const others[]
      = { "nr",  "punkt", "pkt", "sak", "alternativ", "forslag", "framlegg", "side",
          "til", "på",    "av",  "i",   "med",        "mot",     "kr",       NULL };

  if (gf_vote_number (words, i) < 0 || i == 0 || gf_words_is_any (words, i - 1, others)
      || (i + 1 < words->words->len
          && gf_words_get (words, i + 1)->sentence == gf_words_get (words, i)->sentence))
    return false;
  for (size_t k = i; k > 0 && i - k < MAX_WORDS_OF_PROPOSAL; k--)
    if (gf_words_is_any (words, k - 1, proposals))
      return true;
    else if (gf_vote_number (words, k - 1) >= 0 || gf_vote_is_votes (words, k - 1))
      return false;
  return false;
}

/* What each of two proposals got. */
static void
take_got (const GfWords *words, size_t start, size_t i, Sentence *sentence)
{
  if (is_what_it_got (words, start, i))
    {
      if (sentence->got >= 0)
        sentence->other = gf_vote_number (words, i);
      else if (gf_vote_is_votes (words, i + 1))
        sentence->got = gf_vote_number (words, i);
    }
  else if (sentence->got >= 0 && sentence->other < 0
           && (is_beside_got (words, i) || is_last_beside_got (words, i)))
    sentence->other = gf_vote_number (words, i);
}

/* What word @i tells of how the vote ended. */
static void
take_end (const GfRegisters *registers, const GfWords *words, size_t start, size_t i,
          Sentence *sentence)
{
  static const char *const unanimous[]
      = { "enstemmig", "einstemmig", "samrøystes", NULL };
  static const char *const proposals[]
      = { "innstillingen", "innstillinga", "tilrådingen", "tilrådinga", NULL };

  sentence->aside |= i < start + MAX_ASIDE_WORDS && is_aside (words, i);
  sentence->fell |= gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                        GF_MEANING (GF_OUTCOME_WORD_FELL), words, i, NULL)
                    != NULL;
  sentence->fell |= gf_vote_is_voted_down (words, i);
  sentence->unanimous |= gf_words_is_any (words, i, unanimous);
  sentence->proposed |= i == start && gf_words_is_any (words, i, proposals);
  sentence->carried
      |= g_str_has_prefix (words->folded + gf_words_get (words, i)->start, "vedt");
  if (sentence->ends_roll && gf_vote_is (words, i, "ikke"))
    sentence->fell = true;
  if (sentence->ends_roll && gf_vote_number (words, i) > 0)
    sentence->winner = gf_vote_number (words, i);
}

/* "2 (H, FRP) mot 4 stemmer", of which the first number told both: at "mot". */
static bool
tells_against_again (const GfWords *words, size_t i, const Sentence *sentence)
{
  return sentence->found && sentence->votes.in_favour >= 0 && sentence->votes.against >= 0
         && gf_vote_is (words, i, "mot")
         && gf_vote_number (words, i + 1) == sentence->votes.against;
}

/* The votes that are told of at word @i.  Returns: how many more words they take. */
static size_t
take_votes (const GfWords *words, size_t i, Sentence *sentence)
{
  size_t more = 0;

  if (read_pair (words, i, &sentence->votes))
    more = 3;
  else if (read_short (words, i, &sentence->votes))
    more = sentence->votes.in_favour >= 0;
  else if (tells_against_again (words, i, sentence))
    return 1;
  else if (read_against (words, i, &sentence->votes))
    more = 1;
  else if (!read_single (words, i, &sentence->votes))
    return 0;
  sentence->found = true;
  return more;
}

static Sentence
read_sentence (const GfRegisters *registers, const GfWords *words, size_t start,
               size_t end, Roll *roll)
{
  Sentence sentence
      = { .votes = { -1, -1 }, .got = -1, .other = -1, .opposed = -1, .backed = -1 };

  static const char *const it[] = { "dette", "det", "forslaget", "framlegget", NULL };

  sentence.ends_roll = gf_vote_is (words, start, "dermed");
  if (gf_vote_skip_voted (words, start + 1) > start + 1
      && gf_vote_is (words, start + 2, "for"))
    sentence.backed = gf_vote_number (words, start);
  for (size_t i = start; i < end; i++)
    {
      take_end (registers, words, start, i, &sentence);
      if (read_roll (words, start, i, roll))
        continue;
      take_got (words, start, i, &sentence);
      if (read_share_against (words, i) >= 0)
        {
          sentence.opposed = read_share_against (words, i);
          sentence.of_it = true;
        }
      else if (is_opposed (words, i))
        {
          sentence.opposed = gf_vote_number (words, i);
          sentence.of_it = gf_words_is_any (words, i + 3, it);
        }
      i += take_votes (words, i, &sentence);
    }
  if (read_for (words, start, end, &sentence.votes))
    sentence.found = true;
  else if (sentence.got >= 0 && sentence.other >= 0)
    sentence.found = set_votes (&sentence.votes, MAX (sentence.got, sentence.other),
                                MIN (sentence.got, sentence.other));
  return sentence;
}

/* "Forslaget fikk 2 stemmer. 4 stemte mot.": the second tells the other side of the
 * first. */
static void
join_opposed (Sentence *sentence, int32_t got)
{
  if (sentence->opposed < 0 || (got < 0 && sentence->got < 0))
    return;
  sentence->votes
      = (Votes){ sentence->got >= 0 ? sentence->got : got, sentence->opposed };
  sentence->found = true;
}

/* What the roll said, once it is told what came of it. */
static void
end_roll (Sentence *sentence, Roll *roll)
{
  if (!sentence->ends_roll || !roll->any)
    return;
  sentence->votes = roll->votes;
  if (sentence->winner > 1 && roll->first == 1)
    sentence->votes = (Votes){ roll->votes.against, roll->votes.in_favour };
  sentence->found = true;
  *roll = (Roll){ .any = false };
}

/* What the sentences of a text told so far. */
typedef struct
{
  Votes votes, aside; /* "aside": on what was added to the proposal */
  Roll roll;
  int32_t got, won, backed; /* by the sentence before; -1 */
  int32_t alone;            /* what it got, where no more is told of that; -1 */
  bool paired;              /* it told what the second of two got */
  int32_t opposed;          /* and no more; -1 */
  bool found, found_aside;
} Told;

/* What the sentence before tells beside @sentence: "Framlegget fekk 3 røyster og vart
 * vedteke. Det andre fekk 1 røyst.", "8 stemte for innstillingen." */
static void
join_lost (Sentence *sentence, int32_t won)
{
  int32_t lost = sentence->backed >= 0 ? sentence->backed : sentence->got;

  if (won < 0 || lost < 0 || (sentence->found && sentence->backed < 0))
    return;
  sentence->found = set_votes (&sentence->votes, won, lost);
  sentence->fell = false;
}

/* "Det eine framlegget fekk 2 røyster. Tilrådinga fekk 3 røyster."; of three that is not
 * what they were set against. */
static void
join_alone (Told *told, Sentence *sentence)
{
  int32_t alone = told->alone;
  bool plain = sentence->got >= 0 && !sentence->found && !sentence->fell
               && !sentence->aside && sentence->opposed < 0;

  told->alone = plain && !sentence->carried ? sentence->got : -1;
  if (plain && told->paired)
    told->found = told->paired = false;
  else if ((told->paired = plain && alone >= 0))
    sentence->found = set_votes (&sentence->votes, MAX (alone, sentence->got),
                                 MIN (alone, sentence->got));
}

/* "Tilrådinga med denne endringa vart samrøystes vedteken.": what came before it was not
 * the last vote. */
static void
forget_before (Told *told, const Sentence *sentence, bool fell)
{
  if (!fell && !sentence->found && sentence->proposed && sentence->unanimous
      && sentence->carried && !sentence->fell)
    told->found = told->found_aside = false;
}

static void
take_sentence (Told *told, Sentence *sentence, bool fell)
{
  end_roll (sentence, &told->roll);
  join_opposed (sentence, MAX (told->got, told->backed));
  join_lost (sentence, told->won);
  join_alone (told, sentence);
  forget_before (told, sentence, fell);
  told->got = sentence->got;
  told->backed = sentence->backed;
  told->won = sentence->carried && !sentence->found ? sentence->got : -1;
  if (!sentence->found && sentence->opposed >= 0 && sentence->of_it)
    told->opposed = sentence->opposed;
  if (told->won >= 0 && !sentence->fell && !(fell && told->found))
    sentence->found = set_votes (&sentence->votes, told->won, -1);
  /* "fekk 1 røyst og fall": how many were against is not told. */
  if (!sentence->found && sentence->fell && fell && sentence->got >= 0)
    sentence->found = set_votes (&sentence->votes, sentence->got, -1);
  if (!sentence->found || (sentence->fell && !fell) || (sentence->aside && told->found))
    return;
  if (sentence->aside)
    {
      told->aside = sentence->votes;
      told->found_aside = true;
      return;
    }
  told->votes = sentence->votes;
  if (sentence->fell && told->votes.in_favour > told->votes.against
      && told->votes.against >= 0)
    told->votes = (Votes){ told->votes.against, told->votes.in_favour };
  told->found = true;
}

bool
gf_votes_read (const GfRegisters *registers, const char *text, size_t length, bool fell,
               int32_t *for_out, int32_t *against_out)
{
  g_autoptr (GfWords) words = gf_vote_words_new (text, length);
  Told told = {
    .votes = { -1, -1 }, .got = -1, .won = -1, .backed = -1, .alone = -1, .opposed = -1
  };
  Votes votes;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      for (end = start; end < words->words->len
                        && gf_words_get (words, end)->sentence
                               == gf_words_get (words, start)->sentence;)
        end++;

      Sentence sentence = read_sentence (registers, words, start, end, &told.roll);

      take_sentence (&told, &sentence, fell);
    }
  if (!told.found && !told.found_aside && told.opposed < 0)
    return false;
  votes = told.found         ? told.votes
          : told.found_aside ? told.aside
                             : (Votes){ -1, told.opposed };
  *for_out = votes.in_favour;
  *against_out = votes.against;
  return true;
}
