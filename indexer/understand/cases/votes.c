/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/votes.h"

#include <string.h>

#include "indexer/understand/reading/words.h"

#define MAX_WORDS 6000
/* "(H, FRP, Sp)" */
#define MAX_PARTY_WORDS 10
/* No council has more members. */
#define MAX_VOTES 999
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

/* "8 mot 3 stemmer", "8 stemmer mot 3", "8 stemmer for og 3 (stemmer) mot": at "8". */
static bool
read_pair (const GfWords *words, size_t i, Votes *votes)
{
  int32_t first = number_at (words, i);
  bool named = is_votes (words, i + 1);
  size_t at = i + 1 + named;
  int32_t second;

  if (first < 0)
    return false;
  /* "3 for og 1 imot" */
  if (!named && is_word (words, at, "for") && is_word (words, at + 1, "og")
      && number_at (words, at + 2) >= 0
      && (is_word (words, at + 3, "imot") || is_word (words, at + 3, "mot")))
    {
      *votes = (Votes){ first, number_at (words, at + 2) };
      return true;
    }
  if (named && is_word (words, at, "for")
      && (is_word (words, at + 1, "og") || number_at (words, at + 1) >= 0))
    {
      at += is_word (words, at + 1, "og") ? 2 : 1;
      second = number_at (words, at);
      if (second >= 0
          && (is_word (words, at + 1, "mot") || is_word (words, at + 1, "imot")
              || is_votes (words, at + 1)))
        {
          *votes = (Votes){ first, second };
          return true;
        }
      return false;
    }
  if (!is_word (words, at, "mot"))
    return false;
  second = number_at (words, at + 1);
  if (second < 0 || !(named || is_votes (words, at + 2)))
    return false;
  *votes = (Votes){ first, second };
  return true;
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

/* "med 2 (H, FRP) mot 4 stemmer": at "2". */
static bool
read_pair_with_parties (const GfWords *words, size_t i, Votes *votes)
{
  const char *p = after_word (words, i);

  if (p[0] != ' ' || p[1] != '(')
    return false;
  for (size_t k = i + 1; k + 2 < MIN (words->words->len, i + MAX_PARTY_WORDS); k++)
    if (*after_word (words, k) == ')')
      {
        int32_t second = is_word (words, k + 1, "mot") ? number_at (words, k + 2) : -1;

        if (second >= 0)
          *votes = (Votes){ number_at (words, i), second };
        return second >= 0;
      }
  return false;
}

/* "vedtatt 8-3"; "vedtatt mot 2 (Sp, SV)"; "(3 mot 1)"; "Samrøystes (5)". */
static bool
read_short (const GfWords *words, size_t i, Votes *votes)
{
  int32_t first = number_at (words, i), second;
  const char *p;
  size_t dash;

  if (first < 0 || i == 0)
    return false;
  p = after_word (words, i);
  dash = *p == '-' ? 1 : g_str_has_prefix (p, "\xe2\x80\x93") ? 3 : 0;
  second = number_at (words, i + 1);
  if (dash > 0 && second >= 0
      && p + dash == words->folded + gf_words_get (words, i + 1)->start
      && (is_carried (words, i - 1) || is_votes (words, i + 2)))
    {
      *votes = (Votes){ first, second };
      return true;
    }
  if (read_pair_with_parties (words, i, votes))
    return true;
  if (!is_bracketed (words, i))
    ;
  else if (is_word (words, i + 1, "mot") && number_at (words, i + 2) >= 0)
    {
      *votes = (Votes){ first, number_at (words, i + 2) };
      return true;
    }
  else if (*p == ')' && is_unanimous (words, i - 1))
    {
      *votes = (Votes){ first, -1 };
      return true;
    }
  if (i >= 2 && is_word (words, i - 1, "mot") && is_carried (words, i - 2)
      && (*p == '(' || (*p == ' ' && p[1] == '(')))
    {
      *votes = (Votes){ -1, first };
      return true;
    }
  return false;
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
  bool ends_roll;  /* "Dermed ble forslag 2 vedtatt" */
  int32_t got;     /* "fikk 2 stemmer"; -1 */
  int32_t other;   /* ", alternativ B fikk 3", in the same sentence; -1 */
  int32_t opposed; /* "4 stemte mot"; -1 */
  int32_t winner;
} Sentence;

static Sentence
read_sentence (const GfRegisters *registers, const GfWords *words, size_t start,
               size_t end, Roll *roll)
{
  Sentence sentence = { .votes = { -1, -1 }, .got = -1, .other = -1, .opposed = -1 };

  sentence.ends_roll = is_word (words, start, "dermed");
  for (size_t i = start; i < end; i++)
    {
      sentence.aside |= i < start + MAX_ASIDE_WORDS && is_aside (words, i);
      sentence.fell
          |= gf_registers_match (registers, GF_REGISTER_OUTCOMES,
                                 GF_MEANING (GF_OUTCOME_WORD_FELL), words, i, NULL)
             != NULL;
      sentence.carried |= strncmp (words->folded + gf_words_get (words, i)->start, "vedt",
                                   strlen ("vedt"))
                          == 0;
      if (sentence.ends_roll && is_word (words, i, "ikke"))
        sentence.fell = true;
      if (sentence.ends_roll && number_at (words, i) > 0)
        sentence.winner = number_at (words, i);
      if (read_roll (words, start, i, roll))
        continue;
      if (i > start && is_got (words, i - 1) && sentence.got >= 0)
        sentence.other = number_at (words, i);
      else if (i > start && is_got (words, i - 1) && is_votes (words, i + 1))
        sentence.got = number_at (words, i);
      if (is_opposed (words, i))
        sentence.opposed = number_at (words, i);
      if (read_pair (words, i, &sentence.votes))
        {
          sentence.found = true;
          i += 3;
        }
      else if (read_short (words, i, &sentence.votes))
        {
          sentence.found = true;
          i += sentence.votes.in_favour >= 0;
        }
      else if (read_single (words, i, &sentence.votes))
        sentence.found = true;
    }
  if (read_for (words, start, end, &sentence.votes))
    sentence.found = true;
  else if (sentence.got >= 0 && sentence.other >= 0)
    {
      sentence.votes = (Votes){ MAX (sentence.got, sentence.other),
                                MIN (sentence.got, sentence.other) };
      sentence.found = true;
    }
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

bool
gf_votes_read (const GfRegisters *registers, const char *text, size_t length, bool fell,
               int32_t *for_out, int32_t *against_out)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  Votes votes = { -1, -1 };
  Roll roll = { .any = false };
  bool found = false, aside = false;
  int32_t got = -1, won = -1;

  for (size_t start = 0, end; start < words->words->len; start = end)
    {
      for (end = start; end < words->words->len
                        && gf_words_get (words, end)->sentence
                               == gf_words_get (words, start)->sentence;)
        end++;

      Sentence sentence = read_sentence (registers, words, start, end, &roll);

      end_roll (&sentence, &roll);
      join_opposed (&sentence, got);
      /* "Framlegget fekk 3 røyster og vart vedteke. Det andre fekk 1 røyst." */
      if (!sentence.found && won >= 0 && sentence.got >= 0)
        {
          sentence.votes = (Votes){ won, sentence.got };
          sentence.found = true;
          sentence.fell = false;
        }
      got = sentence.got;
      won = sentence.carried && !sentence.found ? got : -1;
      /* "fekk 1 røyst og fall": how many were against is not told. */
      if (!sentence.found && sentence.fell && fell && got >= 0)
        {
          sentence.votes = (Votes){ got, -1 };
          sentence.found = true;
        }
      if (!sentence.found || (sentence.fell && !fell) || (sentence.aside && found))
        continue;
      if (sentence.aside)
        {
          *for_out = sentence.votes.in_favour;
          *against_out = sentence.votes.against;
          aside = true;
          continue;
        }
      votes = sentence.votes;
      if (sentence.fell && votes.in_favour > votes.against && votes.against >= 0)
        votes = (Votes){ votes.against, votes.in_favour };
      found = true;
    }
  if (!found)
    return aside;
  *for_out = votes.in_favour;
  *against_out = votes.against;
  return true;
}
