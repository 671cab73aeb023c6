/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/cases/vote-words.h"

#include <string.h>

/* No council has more members. */
#define MAX_VOTES 999
#define MAX_WORDS 6000
/* "kl. 9", "nr. 12": no sentence ends there. */
#define MIN_LAST_LETTERS 3

static const char *const numerals[]
    = { "null",    "en",     "to",      "tre",    "fire",   "fem",    "seks",
        "sju",     "åtte",   "ni",      "ti",     "elleve", "tolv",   "tretten",
        "fjorten", "femten", "seksten", "sytten", "atten",  "nitten", "tjue" };
static const char *const ones[] = { "én", "ett", "ei", "éi", "ein", "éin", "eitt", NULL };
static const char *const tens[] = { "tjue", "tretti", "førti", "femti", "seksti" };

/* The number in letters that the @length bytes at @text are; -1 for none. */
static int32_t
read_numeral (const char *text, size_t length)
{
  for (size_t i = 0; i < G_N_ELEMENTS (numerals); i++)
    if (strlen (numerals[i]) == length && memcmp (text, numerals[i], length) == 0)
      return (int32_t) i;
  for (size_t i = 0; ones[i] != NULL; i++)
    if (strlen (ones[i]) == length && memcmp (text, ones[i], length) == 0)
      return 1;
  return -1;
}

/* "tretti", "trettifire"; -1 for another word. */
static int32_t
read_tens (const char *text, size_t length)
{
  for (size_t i = 0; i < G_N_ELEMENTS (tens); i++)
    {
      size_t size = strlen (tens[i]);
      int32_t rest;

      if (length < size || memcmp (text, tens[i], size) != 0)
        continue;
      rest = length == size ? 0 : read_numeral (text + size, length - size);
      if (rest == 0 ? length == size : rest > 0 && rest < 10)
        return (int32_t) (i + 2) * 10 + rest;
    }
  return -1;
}

static int32_t
read_digits (const char *text, size_t length)
{
  int32_t value = 0;

  for (size_t i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) || value > MAX_VOTES)
        return -1;
      value = value * 10 + (text[i] - '0');
    }
  return value <= MAX_VOTES ? value : -1;
}

/* "ingen mot", "ingen stemte imot" */
static bool
is_none_against (const GfWords *words, size_t index)
{
  return gf_vote_is (words, index, "ingen")
         && (gf_vote_is_against (words, index + 1)
             || ((gf_vote_skip_voted (words, index + 1) > index + 1
                  || gf_vote_is_votes (words, index + 1))
                 && gf_vote_is_against (words, index + 2)));
}

int32_t
gf_vote_number (const GfWords *words, size_t index)
{
  const GfWord *word;
  const char *text;
  int32_t value;

  if (index >= words->words->len)
    return -1;
  word = gf_words_get (words, index);
  text = words->folded + word->start;
  value = read_numeral (text, word->length);
  if (value < 0)
    value = read_tens (text, word->length);
  if (value < 0 && is_none_against (words, index))
    value = 0;
  return value >= 0 ? value : read_digits (text, word->length);
}

bool
gf_vote_is_votes (const GfWords *words, size_t index)
{
  static const char *const names[]
      = { "stemmer", "stemme", "røyster", "røyst", "røysta", "stemmene", NULL };

  if (gf_words_is_any (words, index, names))
    return true;
  /* "enstemmig vedtatt (7 st.)" */
  return index > 0 && gf_vote_is (words, index, "st")
         && gf_vote_is_bracketed (words, index - 1);
}

bool
gf_vote_is (const GfWords *words, size_t index, const char *word)
{
  return index < words->words->len && gf_words_is (words, index, word);
}

bool
gf_vote_is_got (const GfWords *words, size_t index)
{
  return gf_vote_is (words, index, "fikk") || gf_vote_is (words, index, "fekk");
}

bool
gf_vote_is_against (const GfWords *words, size_t index)
{
  return gf_vote_is (words, index, "mot") || gf_vote_is (words, index, "imot");
}

size_t
gf_vote_skip_voted (const GfWords *words, size_t index)
{
  return index
         + (gf_vote_is (words, index, "stemte") || gf_vote_is (words, index, "røysta"));
}

/* "tredjedeler", "halvparten", "flertallet": a part of how many there are. */
static bool
is_part (const GfWords *words, size_t index)
{
  static const char *const endings[]
      = { "del",        "deler",      "delar",        "delen",
          "parten",     "flertall",   "flertallet",   "fleirtal",
          "fleirtalet", "mindretall", "mindretallet", "mindretal" };
  const GfWord *word = gf_words_get (words, index);

  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      size_t size = strlen (endings[i]);

      if (word->length >= size
          && memcmp (words->folded + word->start + word->length - size, endings[i], size)
                 == 0)
        return true;
    }
  return false;
}

bool
gf_vote_is_share_of (const GfWords *words, size_t index)
{
  size_t at = index;

  if (at > 0 && (gf_vote_is (words, at - 1, "de") || gf_vote_is (words, at - 1, "dei")))
    at--;
  return at >= 2 && gf_vote_is (words, at - 1, "av")
         && (gf_vote_number (words, at - 2) >= 0 || is_part (words, at - 2));
}

bool
gf_vote_is_settled (const GfWords *words, size_t index)
{
  static const char *const verbs[]
      = { "vedtatt",  "vedtas",   "vedteke", "vedteken", "vedtekne", "vedtatte",
          "godkjent", "godkjend", "falt",    "fall",     "falle",    NULL };

  return gf_words_is_any (words, index, verbs) || gf_vote_is_voted_down (words, index);
}

bool
gf_vote_is_carried (const GfWords *words, size_t index)
{
  static const char *const before[]
      = { "med", "røystetal", "stemmetall", "tall", "votering", NULL };

  return gf_words_is_any (words, index, before) || gf_vote_is_settled (words, index);
}

bool
gf_vote_is_voted_down (const GfWords *words, size_t index)
{
  static const char *const verbs[]
      = { "nedstemt", "nedstemte", "nedrøysta", "nedstemd", "nedvotert", NULL };

  return gf_words_is_any (words, index, verbs);
}

bool
gf_vote_is_unanimous (const GfWords *words, size_t index)
{
  static const char *const how[]
      = { "enstemmig", "enst", "samrøystes", "einstemmig", "vedtatt", "vedteke", NULL };

  return gf_words_is_any (words, index, how);
}

bool
gf_vote_is_bracketed (const GfWords *words, size_t index)
{
  uint32_t start = gf_words_get (words, index)->start;

  return start > 0 && words->folded[start - 1] == '(';
}

const char *
gf_vote_after (const GfWords *words, size_t index)
{
  return words->folded + gf_words_get (words, index)->start
         + gf_words_get (words, index)->length;
}

bool
gf_vote_ends (const GfWords *words, size_t index)
{
  const char *p;

  if (index >= words->words->len)
    return false;
  p = gf_vote_after (words, index);
  return index + 1 == words->words->len || strchr (",;(", *p) != NULL
         || g_str_has_prefix (p, " (")
         || gf_words_get (words, index + 1)->sentence
                != gf_words_get (words, index)->sentence;
}

/* Whether the number at @text counts votes: "4 stemte", "10 røyster". */
static bool
begins_count (const char *text)
{
  static const char *const next[] = { " stem", " røyst", "\nstem", "\nrøyst" };
  size_t digits = strspn (text, "0123456789");

  for (size_t i = 0; digits > 0 && i < G_N_ELEMENTS (next); i++)
    if (g_str_has_prefix (text + digits, next[i]))
      return true;
  return false;
}

/* Whether a word of some letters ends right before @end, with @mark between. */
static bool
ends_word (const char *text, const char *end, bool mark)
{
  const char *p = end - mark;

  for (size_t i = 0; i < MIN_LAST_LETTERS; i++)
    if (p <= text || !g_ascii_islower (*--p))
      return false;
  return !mark || end[-1] == '.';
}

/* "framlegget frå Vik 2. Tilrådinga fekk 10": whether the full stop at @p, after a
 * number, ends a sentence: a capital follows, and a word is before the number. */
static bool
ends_number (const char *text, const char *p)
{
  const char *start = p;

  while (start > text && g_ascii_isdigit (start[-1]))
    start--;
  return start < p && start - text >= 2 && start[-1] == ' ' && g_ascii_isalpha (start[-2])
         && (p[1] == ' ' || p[1] == '\n')
         && g_unichar_isupper (g_utf8_get_char_validated (p + 2, -1));
}

GfWords *
gf_vote_words_new (const char *text, size_t length)
{
  g_autofree char *copy = g_strndup (text, length);

  for (char *p = copy; *p != '\0'; p++)
    if (*p == '\n' && begins_count (p + 1) && ends_word (copy, p, false))
      *p = ' ';
    else if (*p == ' ' && begins_count (p + 1) && ends_word (copy, p, true))
      *p = '\n';
    else if (*p == '.' && ends_number (copy, p))
      *p = ';';
  return gf_words_new (copy, strlen (copy), MAX_WORDS);
}
