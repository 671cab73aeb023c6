/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/votes.h"

#include <string.h>

#include "indexer/understand/cases/vote-counts.h"
#include "indexer/understand/cases/vote-words.h"

/* "fikk forslaget fra Ap 3 stemmer" */
#define MAX_WORDS_TO_GOT 5
/* "og framlegget i saka 1." */
#define MAX_WORDS_OF_PROPOSAL 6
/* What a sentence is about it begins with. */
#define MAX_ASIDE_WORDS 3

typedef struct
{
  GfVotes votes;
  int32_t first; /* number of the proposal that the first of two alternatives was; 0 */
  bool any;
} Roll;

/* What a sentence says before the word that is read, so that no word is looked for there
 * again. */
typedef struct
{
  size_t at;      /* so far it was read */
  int32_t number; /* the last, after the first word; 0 for none */
  int32_t got;    /* "fikk 8": what follows the last "fikk"; -1 */
} Before;

static void
read_before (const GfWords *words, size_t start, size_t i, Before *before)
{
  for (; before->at < i; before->at++)
    {
      if (before->at > start && gf_vote_number (words, before->at) > 0)
        before->number = gf_vote_number (words, before->at);
      if (gf_vote_is_got (words, before->at))
        before->got = gf_vote_number (words, before->at + 1);
    }
}

/* The number of those that "stemte" at @i, and on which side they were; @proposal: the
 * number that stands before. */
static bool
read_roll (const GfWords *words, size_t start, size_t i, int32_t proposal, Roll *roll)
{
  int32_t n = gf_vote_number (words, i + 1);

  if (!(gf_vote_is (words, i, "stemte") || gf_vote_is (words, i, "røysta")) || n < 0)
    return false;
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
  Before before;
  GfVotes votes;
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

  if (gf_votes_read_pair (words, i, &sentence->votes))
    more = 3;
  else if (gf_votes_read_short (words, i, &sentence->votes))
    more = sentence->votes.in_favour >= 0;
  else if (tells_against_again (words, i, sentence))
    return 1;
  else if (gf_votes_read_against (words, i, sentence->before.got, &sentence->votes))
    more = 1;
  else if (!gf_votes_read_single (words, i, &sentence->votes))
    return 0;
  sentence->found = true;
  return more;
}

static Sentence
read_sentence (const GfRegisters *registers, const GfWords *words, size_t start,
               size_t end, Roll *roll)
{
  Sentence sentence = { .before = { .at = start, .got = -1 },
                        .votes = { -1, -1 },
                        .got = -1,
                        .other = -1,
                        .opposed = -1,
                        .backed = -1 };

  static const char *const it[] = { "dette", "det", "forslaget", "framlegget", NULL };

  sentence.ends_roll = gf_vote_is (words, start, "dermed");
  if (gf_vote_skip_voted (words, start + 1) > start + 1
      && gf_vote_is (words, start + 2, "for"))
    sentence.backed = gf_vote_number (words, start);
  for (size_t i = start; i < end; i++)
    {
      take_end (registers, words, start, i, &sentence);
      read_before (words, start, i, &sentence.before);
      if (read_roll (words, start, i, sentence.before.number, roll))
        continue;
      take_got (words, start, i, &sentence);
      if (gf_votes_read_share_against (words, i) >= 0)
        {
          sentence.opposed = gf_votes_read_share_against (words, i);
          sentence.of_it = true;
        }
      else if (gf_votes_is_opposed (words, i))
        {
          sentence.opposed = gf_vote_number (words, i);
          sentence.of_it = gf_words_is_any (words, i + 3, it);
        }
      i += take_votes (words, i, &sentence);
    }
  if (gf_votes_read_for (words, start, end, &sentence.votes))
    sentence.found = true;
  else if (sentence.got >= 0 && sentence.other >= 0)
    sentence.found = gf_votes_set (&sentence.votes, MAX (sentence.got, sentence.other),
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
      = (GfVotes){ sentence->got >= 0 ? sentence->got : got, sentence->opposed };
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
    sentence->votes = (GfVotes){ roll->votes.against, roll->votes.in_favour };
  sentence->found = true;
  *roll = (Roll){ .any = false };
}

/* What the sentences of a text told so far. */
typedef struct
{
  GfVotes votes, aside; /* "aside": on what was added to the proposal */
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
  sentence->found = gf_votes_set (&sentence->votes, won, lost);
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
    sentence->found = gf_votes_set (&sentence->votes, MAX (alone, sentence->got),
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
    sentence->found = gf_votes_set (&sentence->votes, told->won, -1);
  /* "fekk 1 røyst og fall": how many were against is not told. */
  if (!sentence->found && sentence->fell && fell && sentence->got >= 0)
    sentence->found = gf_votes_set (&sentence->votes, sentence->got, -1);
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
    told->votes = (GfVotes){ told->votes.against, told->votes.in_favour };
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
  GfVotes votes;

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
                             : (GfVotes){ -1, told.opposed };
  *for_out = votes.in_favour;
  *against_out = votes.against;
  return true;
}
