/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in a spelling that most often is something else: "17/101", "07 - 2022". */
#include "indexer/understand/cases/candidates.h"

#include <string.h>

/* "FSK", "BYST" */
#define MAX_SHORT_NAME 5
/* "Politisk sak nr." stands at the beginning of a line. */
#define MAX_WORD_BYTES 60
/* So many that follow on the one before make cases of them. */
#define MIN_LOOSE_STEPS 2
/* Digits and mark of "17/12", which may be read both ways; so many of them. */
#define TWO_WAYS_BYTES 5
#define MIN_TWO_WAYS_STEPS 3
/* The years of cases, of two digits: 1990 to 2039. */
#define FIRST_TURNED 90
#define LAST_TURNED 39

/* Past "Saksnr.: " at the beginning of @line; 0 where it has no word for a case. */
static uint32_t
skip_case_word (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;
  const GfWord *last;
  size_t size = 0, at;

  if (line->bare_length == 0 || g_ascii_isdigit (*line->bare))
    return 0;
  words = gf_line_words (line, MAX_WORD_BYTES);
  if (words->words->len == 0
      || gf_registers_match (lines->registers, GF_REGISTER_NUMBERS,
                             GF_MEANING (GF_NUMBER_CASE), words, 0, &size)
             == NULL)
    return 0;
  last = gf_words_get (words, size - 1);
  at = last->start + last->length;
  while (at < line->bare_length && strchr (".: ", line->bare[at]) != NULL)
    at++;
  return (uint32_t) at;
}

/* Past "FS " at the beginning of @line, what a body is called for short before a number
 * ("FS 24/105", "FS24/105"); 0 for none, and for a road or a property. */
static uint32_t
skip_short_name (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;
  uint32_t n = 0;
  bool apart;

  while (n < line->bare_length && g_ascii_isupper (line->bare[n]))
    n++;
  if (n < 2 || n > MAX_SHORT_NAME || n + 1 >= line->bare_length)
    return 0;
  apart = strchr (" -", line->bare[n]) != NULL;
  if (!g_ascii_isdigit (line->bare[n + apart]))
    return 0;
  words = gf_words_new (line->bare, n, 1);
  return gf_registers_match (lines->registers, GF_REGISTER_NUMBERS,
                             GF_MEANING (GF_NUMBER_OTHER), words, 0, NULL)
                 == NULL
             ? n + apart
             : 0;
}

/* Where nothing else is to be had, or but an item ("12 - 2019 Tittel"). */
void
gf_candidate_read_loose (const GfLines *lines, const GfLine *line, GfNumber *number)
{
  GfLine inner = *line;
  GfNumber loose = { 0 };
  uint32_t skip, name = 0;

  if (number->kind != GF_NUMBER_NONE && number->kind != GF_NUMBER_ITEM)
    return;
  skip = number->kind == GF_NUMBER_NONE ? skip_case_word (lines, line) : 0;
  if (skip == 0 && number->kind == GF_NUMBER_NONE)
    skip = name = skip_short_name (lines, line);
  inner.bare += skip;
  inner.bare_length -= skip;
  gf_number_read_loose (&inner, &loose);
  if (loose.kind == GF_NUMBER_NONE)
    return;
  loose.start += skip;
  loose.end += skip;
  loose.rest += skip;
  loose.worded = skip > name;
  while (name > 0 && !g_ascii_isupper (line->bare[name - 1]))
    name--;
  memcpy (loose.prefix, line->bare, name);
  *number = loose;
}

/* "17/12" as "17/13" follows it: the same first number, and the next after it.  "55/12"
 * is of no year. */
static bool
may_be_turned (const GfNumber *number)
{
  return number->kind == GF_NUMBER_YEARLY && !number->loose && number->part == 0
         && number->year_first == 0 && number->end - number->start == TWO_WAYS_BYTES
         && number->year % 100 != 0
         && (number->serial <= LAST_TURNED
             || (number->serial >= FIRST_TURNED && number->serial < 100));
}

static void
turn (GfNumber *number)
{
  uint32_t year = number->serial + (number->serial >= FIRST_TURNED ? 1900 : 2000);

  number->serial = number->year % 100;
  number->year = year;
  number->loose = true;
  number->old = false;
}

/* Whether the one follows the other where the year stands first: "Sak 17/12", "Sak
 * 17/13". */
static bool
is_turned_step (const GfNumber *before, const GfNumber *number)
{
  return may_be_turned (before) && may_be_turned (number)
         && number->serial == before->serial && number->year == before->year + 1
         && number->worded == before->worded
         && strcmp (number->prefix, before->prefix) == 0;
}

/* "24/100", "24/101"; and "24/99", which may be read both ways, before the first. */
static bool
is_loose_step (const GfNumber *before, const GfNumber *number)
{
  if (!number->loose)
    return false;
  return before->loose
             ? number->year == before->year && number->serial == before->serial + 1
             : may_be_turned (before) && before->serial == number->year % 100
                   && number->serial == before->year % 100 + 1;
}

/* The first number that the most steps "17/12", "17/13" have; 0 where they are few, or
   fewer than others are.  Behind a word or letters, fewer are enough. */
static uint32_t
find_turned_year (const GArray *candidates)
{
  guint steps[100] = { 0 }, named[100] = { 0 }, all = 0, best = 0;
  const GfNumber *before = NULL;

  for (guint i = 0; i < candidates->len; i++)
    {
      const GfNumber *number = &gf_candidate_get (candidates, i)->number;

      if (number->kind != GF_NUMBER_YEARLY)
        continue;
      all += !number->loose;
      if (before != NULL && is_turned_step (before, number))
        {
          steps[number->serial]++;
          named[number->serial] += number->worded || number->prefix[0] != '\0';
        }
      if (before != NULL && is_loose_step (before, number))
        steps[number->year % 100]++;
      before = number;
    }
  for (guint i = 1; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] > steps[best])
      best = i;
  return steps[best] + (named[best] > 0) >= MIN_TWO_WAYS_STEPS && steps[best] * 2 >= all
             ? best
             : 0;
}

static void
turn_all (GArray *candidates)
{
  uint32_t first = find_turned_year (candidates);

  for (guint i = 0; first != 0 && i < candidates->len; i++)
    {
      GfNumber *number = &gf_candidate_get (candidates, i)->number;

      if (may_be_turned (number) && number->serial == first)
        turn (number);
    }
}

/* Whether the loose ones of @year go on one after the other, and hardly any number is
   spelt in another way. */
static bool
bears_out (const GArray *candidates, uint32_t year)
{
  guint n = 0, n_steps = 0, n_sure = 0;
  uint32_t before = 0;

  for (guint i = 0; i < candidates->len; i++)
    {
      const GfNumber *number = &gf_candidate_get (candidates, i)->number;

      if (number->kind != GF_NUMBER_YEARLY)
        continue;
      n_sure += !number->loose;
      if (!number->loose || number->year != year)
        continue;
      n++;
      n_steps += number->serial == before + 1 && n > 1;
      before = number->serial;
    }
  return n_steps >= MIN_LOOSE_STEPS && n_steps * 2 + 1 >= n && n_sure * 3 <= n;
}

void
gf_candidates_settle_loose (GArray *candidates)
{
  bool known[GF_N_YEARS] = { false }, good[GF_N_YEARS] = { false };
  guint kept = 0;

  turn_all (candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const GfNumber *number = &gf_candidate_get (candidates, i)->number;
      bool is_loose = number->kind == GF_NUMBER_YEARLY && number->loose;
      uint32_t year = number->year - GF_YEAR_BASE;

      if (is_loose && year >= GF_N_YEARS)
        continue;
      if (is_loose && !known[year])
        {
          known[year] = true;
          good[year] = bears_out (candidates, number->year);
        }
      if (!is_loose || good[year])
        *gf_candidate_get (candidates, kept++) = *gf_candidate_get (candidates, i);
    }
  g_array_set_size (candidates, kept);
}
