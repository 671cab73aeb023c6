/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/votes.h"

#include "indexer/understand/words.h"

#define MAX_WORDS 2000
/* No council has more members. */
#define MAX_VOTES 999

static const char *const numerals[]
    = { "null", "en",   "to", "tre", "fire",   "fem", "seks",
        "sju",  "åtte", "ni", "ti",  "elleve", "tolv" };

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
      = { "stemmer", "stemme", "røyster", "røyst", "røysta", "stemmene" };

  for (size_t i = 0; index < words->words->len && i < G_N_ELEMENTS (names); i++)
    if (gf_words_is (words, index, names[i]))
      return true;
  return false;
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

bool
gf_votes_read (const char *text, size_t length, bool fell, int32_t *for_out,
               int32_t *against_out)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_WORDS);
  Votes votes = { -1, -1 };
  bool found = false;

  for (size_t i = 0; i < words->words->len; i++)
    if (read_pair (words, i, &votes))
      {
        found = true;
        i += 3;
      }
    else if (read_single (words, i, &votes))
      found = true;
  if (!found)
    return false;
  if (fell && votes.in_favour > votes.against && votes.against >= 0)
    votes = (Votes){ votes.against, votes.in_favour };
  *for_out = votes.in_favour;
  *against_out = votes.against;
  return true;
}
