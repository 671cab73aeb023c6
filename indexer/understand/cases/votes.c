/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/votes.h"

#include <string.h>

#include "indexer/understand/reading/words.h"

#define MAX_WORDS 6000
/* "(H, FRP, Sp)" */
#define MAX_PARTY_WORDS 10
/* No council has more members. */
#define MAX_VOTES 999
/* "fikk forslaget fra Ap 3 stemmer" */
#define MAX_WORDS_TO_GOT 5
/* What a sentence is about it begins with. */
#define MAX_ASIDE_WORDS 3

static const char *const numerals[]
    = { "null",    "en",     "to",      "tre",    "fire",   "fem",    "seks",
        "sju",     "åtte",   "ni",      "ti",     "elleve", "tolv",   "tretten",
        "fjorten", "femten", "seksten", "sytten", "atten",  "nitten", "tjue" };
static const char *const ones[] = { "én", "ett", "ei", "éi", "ein", "éin", "eitt", NULL };

/* The number that word @index is, in digits or letters; -1 for none. */
static int32_t
number_at (const GfWords *words, size_t index)
{
  const GfWord *word;
  int32_t value = 0;

  if (index >= words->words->len)
    return -1;
  word = gf_words_get (words, index);
  for (size_t i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (gf_words_is (words, index, numerals[i]))
      return (int32_t) i;
  if (gf_words_is_any (words, index, ones))
    return 1;
  for (uint32_t i = 0; i < word->length; i++)
    {
      char c = words->folded[word->start + i];

      if (!g_ascii_isdigit (c) || value > MAX_VOTES)
        return -1;
      value = value * 10 + (c - '0');
    }
  return value <= MAX_VOTES ? value : -1;
}

static bool
is_votes (const GfWords *words, size_t index)
{
  static const char *const names[]
      = { "stemmer", "stemme", "røyster", "røyst", "røysta", "stemmene", NULL };

  if (gf_words_is_any (words, index, names))
    return true;
  /* "enstemmig vedtatt (7 st.)" */
  return index > 0 && index < words->words->len && gf_words_is (words, index, "st")
         && gf_words_get (words, index - 1)->start > 0
         && words->folded[gf_words_get (words, index - 1)->start - 1] == '(';
}

static bool
is_word (const GfWords *words, size_t index, const char *word)
{
  return index < words->words->len && gf_words_is (words, index, word);
}

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
  bool and = is_word (words, at + 1, "og");
  int32_t second = number_at (words, at + 1 + and);

  if (!is_word (words, at, "for") || second < 0 || !(and || named))
    return false;
  at += 2 + and;
  return (is_word (words, at, "mot") || is_word (words, at, "imot")
          || (named && is_votes (words, at)))
         && set_votes (votes, first, second);
}

/* "8 mot 3 stemmer", "8 stemmer mot 3", and what tells who were for and against: at "8".
 */
static bool
read_pair (const GfWords *words, size_t i, Votes *votes)
{
  int32_t first = number_at (words, i), second;
  bool named = is_votes (words, i + 1);
  size_t at = i + 1 + named;

  if (first < 0)
    return false;
  if (is_word (words, at, "for"))
    return read_sides (words, at, named, first, votes);
  second = is_word (words, at, "mot") ? number_at (words, at + 1) : -1;
  return second >= 0 && (named || is_votes (words, at + 2))
         && set_votes (votes, first, second);
}

static bool
is_got (const GfWords *words, size_t index)
{
  return is_word (words, index, "fikk") || is_word (words, index, "fekk");
}

/* "fikk 8 stemmer og ble vedtatt mot 2 stemmer": the votes for, from before "mot" at @i.
 */
static int32_t
got_before (const GfWords *words, size_t i)
{
  uint32_t sentence = gf_words_get (words, i)->sentence;

  for (size_t j = i; j > 0 && gf_words_get (words, j - 1)->sentence == sentence; j--)
    if (is_got (words, j - 1))
      return number_at (words, j);
  return -1;
}

/* "mot 2 stemmer" with no number before; "8 stemmer" by itself: those in favour. */
static bool
read_single (const GfWords *words, size_t i, Votes *votes)
{
  if (is_word (words, i, "mot") && number_at (words, i + 1) >= 0
      && is_votes (words, i + 2) && (i == 0 || number_at (words, i - 1) < 0))
    {
      *votes = (Votes){ got_before (words, i), number_at (words, i + 1) };
      return true;
    }
  if (number_at (words, i) >= 0 && is_votes (words, i + 1)
      && !is_word (words, i + 2, "mot")
      && !(i > 0 && (is_word (words, i - 1, "mot") || is_got (words, i - 1))))
    {
      *votes = (Votes){ number_at (words, i), -1 };
      return true;
    }
  return false;
}

static bool
is_against (const GfWords *words, size_t index)
{
  return is_word (words, index, "mot") || is_word (words, index, "imot");
}

/* "4 stemte mot", "1 røyst imot": after that which tells who were for. */
static bool
is_opposed (const GfWords *words, size_t i)
{
  return number_at (words, i) >= 0
         && (is_word (words, i + 1, "stemte") || is_word (words, i + 1, "røysta")
             || is_votes (words, i + 1))
         && is_against (words, i + 2) && number_at (words, i + 3) < 0;
}

/* Past "stemte", "røysta" at @index, if it is there. */
static size_t
skip_voted (const GfWords *words, size_t index)
{
  return index + (is_word (words, index, "stemte") || is_word (words, index, "røysta"));
}

/* "Tre for å si nei, to imot", "2 stemte for forslaget, 4 stemte mot": in words @i and
 * on, where that begins a sentence. */
static bool
read_for (const GfWords *words, size_t start, size_t end, Votes *votes)
{
  if (number_at (words, start) < 0
      || !is_word (words, skip_voted (words, start + 1), "for"))
    return false;
  for (size_t i = start + 2; i + 1 < end; i++)
    if (number_at (words, i) >= 0 && skip_voted (words, i + 1) < end
        && is_against (words, skip_voted (words, i + 1)))
      {
        *votes = (Votes){ number_at (words, start), number_at (words, i) };
        return true;
      }
  return false;
}

static const char *
after_word (const GfWords *words, size_t index)
{
  return words->folded + gf_words_get (words, index)->start
         + gf_words_get (words, index)->length;
}

static bool
is_carried (const GfWords *words, size_t index)
{
  static const char *const verbs[]
      = { "vedtatt",   "vedtas",     "vedteke", "vedteken", "vedtatte",
          "godkjent",  "godkjend",   "falt",    "fall",     "med",
          "røystetal", "stemmetall", "tall",    "votering", NULL };

  return gf_words_is_any (words, index, verbs);
}

static bool
is_bracketed (const GfWords *words, size_t index)
{
  uint32_t start = gf_words_get (words, index)->start;

  return start > 0 && words->folded[start - 1] == '(';
}

static bool
is_unanimous (const GfWords *words, size_t index)
{
  static const char *const how[]
      = { "enstemmig", "enst", "samrøystes", "einstemmig", "vedtatt", "vedteke", NULL };

  return gf_words_is_any (words, index, how);
}

/* "med 2 (H, FRP) mot 4 stemmer", "3 stemmer (V og 1 AP) mot 5": at the number. */
static bool
read_pair_with_parties (const GfWords *words, size_t i, Votes *votes)
{
  size_t at = i + is_votes (words, i + 1);
  const char *p = after_word (words, at);

  if (p[0] != ' ' || p[1] != '(')
    return false;
  for (size_t k = at + 1; k + 2 < MIN (words->words->len, at + MAX_PARTY_WORDS); k++)
    if (*after_word (words, k) == ')')
      {
        int32_t second = is_word (words, k + 1, "mot") ? number_at (words, k + 2) : -1;

        return second >= 0 && set_votes (votes, number_at (words, i), second);
      }
  return false;
}

/* "vedtatt 8-3": at "8". */
static bool
read_dashed (const GfWords *words, size_t i, int32_t first, Votes *votes)
{
  const char *p = after_word (words, i);
  size_t dash = *p == '-' ? 1 : g_str_has_prefix (p, "\xe2\x80\x93") ? 3 : 0;
  int32_t second = number_at (words, i + 1);

  return dash > 0 && second >= 0
         && p + dash == words->folded + gf_words_get (words, i + 1)->start
         && (is_carried (words, i - 1) || is_votes (words, i + 2))
         && set_votes (votes, first, second);
}

/* "(3 mot 1)", "Samrøystes (5)": at the number after the parenthesis. */
static bool
read_bracketed (const GfWords *words, size_t i, int32_t first, Votes *votes)
{
  if (is_word (words, i + 1, "mot") && number_at (words, i + 2) >= 0)
    return set_votes (votes, first, number_at (words, i + 2));
  return *after_word (words, i) == ')' && is_unanimous (words, i - 1)
         && set_votes (votes, first, -1);
}

/* "vedtatt 8-3"; "vedtatt mot 2 (Sp, SV)"; "(3 mot 1)"; "Samrøystes (5)". */
static bool
read_short (const GfWords *words, size_t i, Votes *votes)
{
  int32_t first = number_at (words, i);
  const char *p;

  if (first < 0 || i == 0)
    return false;
  if (read_dashed (words, i, first, votes) || read_pair_with_parties (words, i, votes)
      || (is_bracketed (words, i) && read_bracketed (words, i, first, votes)))
    return true;
  p = after_word (words, i);
  return i >= 2 && is_word (words, i - 1, "mot") && is_carried (words, i - 2)
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
  int32_t n = number_at (words, i + 1), proposal = 0;

  if (!(is_word (words, i, "stemte") || is_word (words, i, "røysta")) || n < 0)
    return false;
  for (size_t j = start; j < i; j++)
    if (number_at (words, j) > 0 && j > start)
      proposal = number_at (words, j);
  if (is_word (words, start, "imot") || is_word (words, start, "mot"))
    roll->votes.against = n;
  else if (!is_word (words, start, "for"))
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
  bool carried;    /* "vart vedteke" */
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
    if (is_got (words, k - 1))
      return k == i || is_votes (words, i + 1);
    else if (number_at (words, k - 1) >= 0)
      return false;
  return false;
}

/* "Innstillingen fikk 6 stemmer, forslaget fra Ap 11 stemmer": whether the number at @i
 * is the second of these. */
static bool
is_beside_got (const GfWords *words, size_t i)
{
  static const char *const others[] = { "mot", "imot", "av", "med", "for", NULL };

  return number_at (words, i) >= 0 && is_votes (words, i + 1) && i > 0
         && !gf_words_is_any (words, i - 1, others) && !is_against (words, i + 2)
         && !is_word (words, i + 2, "for");
}

/* "fikk 20 stemmer og forslaget 13.": whether the number at @i ends such a sentence. */
static bool
is_last_beside_got (const GfWords *words, size_t i)
{
  static const char *const proposals[]
      = { "forslaget",     "framlegget",    "motforslaget",
          "motframlegget", "innstillingen", "innstillinga",
          "tilrådingen",   "tilrådinga",    NULL };

  return number_at (words, i) >= 0 && i > 0 && gf_words_is_any (words, i - 1, proposals)
         && (i + 1 == words->words->len
             || gf_words_get (words, i + 1)->sentence
                    != gf_words_get (words, i)->sentence);
}

/* What each of two proposals got. */
static void
take_got (const GfWords *words, size_t start, size_t i, Sentence *sentence)
{
  if (is_what_it_got (words, start, i))
    {
      if (sentence->got >= 0)
        sentence->other = number_at (words, i);
      else if (is_votes (words, i + 1))
        sentence->got = number_at (words, i);
    }
  else if (sentence->got >= 0 && sentence->other < 0
           && (is_beside_got (words, i) || is_last_beside_got (words, i)))
    sentence->other = number_at (words, i);
}

/* What word @i tells of how the vote ended. */
static void
take_end (const GfRegisters *registers, const GfWords *words, size_t start, size_t i,
          Sentence *sentence)
{
  sentence->aside |= i < start + MAX_ASIDE_WORDS && is_aside (words, i);
  sentence->fell |= gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                        GF_MEANING (GF_OUTCOME_WORD_FELL), words, i, NULL)
                    != NULL;
  sentence->carried
      |= g_str_has_prefix (words->folded + gf_words_get (words, i)->start, "vedt");
  if (sentence->ends_roll && is_word (words, i, "ikke"))
    sentence->fell = true;
  if (sentence->ends_roll && number_at (words, i) > 0)
    sentence->winner = number_at (words, i);
}

/* "2 (H, FRP) mot 4 stemmer", of which the first number told both: at "mot". */
static bool
tells_against_again (const GfWords *words, size_t i, const Sentence *sentence)
{
  return sentence->found && sentence->votes.in_favour >= 0 && sentence->votes.against >= 0
         && is_word (words, i, "mot")
         && number_at (words, i + 1) == sentence->votes.against;
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

  sentence.ends_roll = is_word (words, start, "dermed");
  if (skip_voted (words, start + 1) > start + 1 && is_word (words, start + 2, "for"))
    sentence.backed = number_at (words, start);
  for (size_t i = start; i < end; i++)
    {
      take_end (registers, words, start, i, &sentence);
      if (read_roll (words, start, i, roll))
        continue;
      take_got (words, start, i, &sentence);
      if (is_opposed (words, i))
        {
          sentence.opposed = number_at (words, i);
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
  int32_t got, won; /* by the sentence before; -1 */
  int32_t opposed;  /* and no more; -1 */
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

static void
take_sentence (Told *told, Sentence *sentence, bool fell)
{
  end_roll (sentence, &told->roll);
  join_opposed (sentence, told->got);
  join_lost (sentence, told->won);
  told->got = sentence->got;
  told->won = sentence->carried && !sentence->found ? sentence->got : -1;
  if (!sentence->found && sentence->opposed >= 0 && sentence->of_it)
    told->opposed = sentence->opposed;
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
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  Told told = { .votes = { -1, -1 }, .got = -1, .won = -1, .opposed = -1 };
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
