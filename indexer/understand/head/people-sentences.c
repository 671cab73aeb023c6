/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences that say who came, and who did not. */
#include "indexer/understand/head/people-private.h"

#include <string.h>

#define MAX_SENTENCE_WORDS 120
/* Words between "møtte" and whom somebody stood in for: "møtte som vara for". */
#define MAX_STAND_IN_WORDS 5

typedef struct
{
  guint start, end; /* words */
  guint came;       /* "møtte"; @end for none */
  guint stayed;     /* "forfall", of a sentence that says who had it */
  guint wrote;      /* "skrev referatet" */
  bool denied;      /* "møtte ikke" */
} Sentence;

static bool
is_one_of (const GfPeopleReader *reader, guint index, const char *const *list, size_t n)
{
  const GfPersonWord *word;

  if (index >= reader->words->len)
    return false;
  word = gf_people_word (reader, index);
  for (size_t i = 0; i < n; i++)
    if (strlen (list[i]) == word->end - word->start
        && g_ascii_strncasecmp (reader->text + word->start, list[i], strlen (list[i]))
               == 0)
      return true;
  return false;
}

static bool
is_came (const GfPeopleReader *reader, guint index)
{
  static const char *const verbs[] = { "møtte", "deltok", "tilstede", "tilstades" };
  static const char *const to[] = { "til" };
  static const char *const place[] = { "stede", "stades" };

  return is_one_of (reader, index, verbs, G_N_ELEMENTS (verbs))
         || (is_one_of (reader, index, to, G_N_ELEMENTS (to))
             && is_one_of (reader, index + 1, place, G_N_ELEMENTS (place)));
}

static bool
is_stayed (const GfPeopleReader *reader, guint index)
{
  static const char *const words[]
      = { "forfall", "fråfall", "fraværende", "fråverande", "forhindret", "forhindra" };

  return is_one_of (reader, index, words, G_N_ELEMENTS (words));
}

/* "hadde" of "hadde meldt forfall", of "forfall hadde". */
static bool
is_had (const GfPeopleReader *reader, guint index)
{
  static const char *const verbs[]
      = { "hadde", "har", "var", "er", "melde", "meldte", "meldt" };

  return is_one_of (reader, index, verbs, G_N_ELEMENTS (verbs));
}

static bool
is_not (const GfPeopleReader *reader, guint index)
{
  static const char *const words[] = { "ikke", "ikkje" };

  return is_one_of (reader, index, words, G_N_ELEMENTS (words));
}

static bool
is_wrote (const GfPeopleReader *reader, guint index)
{
  static const char *const verbs[] = { "skrev", "skreiv", "førte", "skriv", "skriver" };
  static const char *const what[]
      = { "referat",       "referatet", "protokoll", "protokollen",
          "møteprotokoll", "møtebok",   "møteboka",  "møteboken" };

  return is_one_of (reader, index, verbs, G_N_ELEMENTS (verbs))
         && is_one_of (reader, index + 1, what, G_N_ELEMENTS (what));
}

/* "ikke til stede i sak 3/21": somebody who came. */
static bool
is_case (const GfPeopleReader *reader, guint index)
{
  static const char *const words[] = { "sak", "saka", "saken", "sakene", "sakane" };

  return is_one_of (reader, index, words, G_N_ELEMENTS (words));
}

static guint
find_end (const GfPeopleReader *reader, guint index)
{
  guint end = index + 1;

  for (; end < reader->words->len && end - index < MAX_SENTENCE_WORDS; end++)
    {
      unsigned gap = gf_people_word (reader, end)->gap;

      if ((gap & GF_GAP_LINE) != 0
          || ((gap & GF_GAP_STOP) != 0 && gf_people_is_capital (reader, end)))
        break;
    }
  return end;
}

/* What the words outside of parentheses say; a verb behind a comma is of the person
   before it alone, in a list.  false for a row of a table. */
static bool
read_words (const GfPeopleReader *reader, Sentence *sentence)
{
  bool inside = false, had = false, in_case = false;
  guint stayed = sentence->end;

  for (guint i = sentence->start; i < sentence->end; i++)
    {
      const GfPersonWord *word = gf_people_word (reader, i);
      bool alone = i > sentence->start && (word->gap & GF_GAP_COMMA) != 0;

      if (i > sentence->start && (word->gap & GF_GAP_CELL) != 0)
        return false;
      inside
          = (inside && (word->gap & GF_GAP_CLOSE) == 0) || (word->gap & GF_GAP_OPEN) != 0;
      if (inside || alone || word->kind == GF_PERSON_ROLE)
        continue;
      had |= is_had (reader, i);
      if (sentence->came == sentence->end && is_came (reader, i))
        sentence->came = i;
      if (stayed == sentence->end && is_stayed (reader, i))
        stayed = i;
      if (sentence->wrote == sentence->end && is_wrote (reader, i))
        sentence->wrote = i;
      sentence->denied |= is_not (reader, i);
      in_case |= is_case (reader, i);
    }
  sentence->denied = sentence->denied && !in_case;
  sentence->stayed = had ? stayed : sentence->end;
  return true;
}

/* How many there are before word @end who may be people. */
static guint
count_people (const GfPeopleReader *reader, guint start, guint end)
{
  guint n_people = 0;

  for (guint i = start, n; i < end; i += MAX (n, 1))
    {
      GfPeopleChunk chunk = { .start = i };

      n = gf_people_count_names (reader, i);
      chunk.end = i + n;
      n_people += n >= 2 && i + n <= end && !gf_people_is_of_register (reader, &chunk);
    }
  return n_people;
}

/* The first word after @index that is a name or says what somebody is. */
static guint
skip_small_words (const GfPeopleReader *reader, guint index, guint end)
{
  while (index < end && gf_people_is (reader, index, GF_PERSON_OTHER))
    index++;
  return index;
}

/* "møtte som vara for Ola Nordmann" */
static bool
stands_in (const GfPeopleReader *reader, guint came, guint end)
{
  static const char *const words[] = { "for", "pva" };

  for (guint i = came + 1; i + 1 < MIN (end, came + 1 + MAX_STAND_IN_WORDS); i++)
    if (is_one_of (reader, i, words, G_N_ELEMENTS (words))
        && gf_people_is (reader, i + 1, GF_PERSON_NAME))
      return true;
  return false;
}

static void
begin (GfPeopleReader *reader, const Sentence *sentence)
{
  reader->last = NULL;
  reader->sentence_end = sentence->end;
}

/* "Kari Nordmann hadde meldt forfall", "Forfall hadde Kari Nordmann". */
static guint
begin_of_absent (GfPeopleReader *reader, const Sentence *sentence)
{
  begin (reader, sentence);
  reader->presence = GF_ABSENT;
  reader->skip_from = sentence->end;
  if (count_people (reader, sentence->start, sentence->stayed) == 0)
    return skip_small_words (reader, sentence->stayed + 1, sentence->end);
  for (guint i = sentence->start; i < sentence->stayed; i++)
    if (is_had (reader, i))
      {
        reader->skip_from = i;
        return sentence->start;
      }
  reader->skip_from = sentence->stayed;
  return sentence->start;
}

/* "I tillegg møtte Kari Nordmann", "Kari Nordmann møtte i sak 3". */
static guint
begin_of_present (GfPeopleReader *reader, const Sentence *sentence)
{
  guint n_before = count_people (reader, sentence->start, sentence->came);

  /* Among those who did not come, only the last came in place of another. */
  if (reader->base == GF_ABSENT && n_before > 1)
    return sentence->start;
  begin (reader, sentence);
  reader->presence = sentence->denied ? GF_ABSENT : GF_PRESENT;
  reader->skip_from = sentence->end;
  if (n_before == 0)
    return skip_small_words (reader, sentence->came + 1, sentence->end);
  if (!stands_in (reader, sentence->came, sentence->end))
    reader->skip_from = sentence->came;
  else
    reader->other_stayed = sentence->stayed < sentence->end;
  return sentence->start;
}

guint
gf_people_begin_sentence (GfPeopleReader *reader, guint index)
{
  Sentence sentence = { .start = index, .end = find_end (reader, index) };
  bool came_first;

  reader->sentence_end = reader->skip_from = 0;
  reader->presence = reader->base;
  reader->other_stayed = false;
  sentence.came = sentence.stayed = sentence.wrote = sentence.end;
  if (!read_words (reader, &sentence))
    return index;
  came_first = sentence.came < sentence.stayed
               && (sentence.stayed == sentence.end
                   || count_people (reader, index, sentence.came) > 0);
  if (sentence.stayed < sentence.end && !came_first)
    return begin_of_absent (reader, &sentence);
  if (sentence.came < sentence.end)
    return begin_of_present (reader, &sentence);
  if (sentence.wrote < sentence.end && count_people (reader, index, sentence.wrote) > 0)
    {
      begin (reader, &sentence);
      reader->presence = GF_PRESENT;
      reader->skip_from = sentence.wrote;
      g_free (reader->label_role);
      reader->label_role = g_strdup ("sekretær");
      return index;
    }
  return reader->only_sentences ? sentence.end : index;
}

bool
gf_people_may_tell (const char *text, size_t length)
{
  static const char *const words[]
      = { "møtte",  "deltok",  "til stede", "tilstede", "til stades", "tilstades",
          "orfall", "fråfall", "skrev ",    "skreiv ",  "førte " };

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strstr_len (text, (gssize) length, words[i]) != NULL)
      return true;
  return false;
}
