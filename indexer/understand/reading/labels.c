/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/labels.h"

#include <string.h>

#include "indexer/understand/reading/dates.h"
#include "indexer/understand/reading/label-owners.h"

/* "Kommunedirektørens forslag til vedtak i sak 12/19, behandlet i regionrådet 3. mars
 * 2019" */
#define MAX_LABEL_BYTES 110
#define MAX_ALONE_BYTES 80
#define MAX_ONLY_BYTES 60
#define MAX_LABEL_WORDS 14
/* What closes minutes is short; more than this after it, and it closed something else. */
#define MAX_TAIL_BYTES 1500
#define MAX_SIGNATURE_BYTES 70
#define MAX_PREFIX_BYTES 5
#define MAX_VOTED_BYTES 80
#define ROLES                                                                            \
  (GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL)                   \
   | GF_MEANING (GF_HEADING_RECOMMENDATION) | GF_MEANING (GF_HEADING_VOTE)               \
   | GF_MEANING (GF_HEADING_DISCUSSION))
#define LABEL_MEANINGS                                                                   \
  (GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL)                   \
   | GF_MEANING (GF_HEADING_RECOMMENDATION) | GF_MEANING (GF_HEADING_VOTE)               \
   | GF_MEANING (GF_HEADING_DISCUSSION) | GF_MEANING (GF_HEADING_MODIFIER)               \
   | GF_MEANING (GF_HEADING_OFFICER))

/* The byte after the parenthesis that opens at @at; @at where it does not close. */
static uint32_t
skip_parenthesis (const GfLine *line, uint32_t at, size_t max)
{
  const char *close = memchr (line->bare + at, ')', max - at);

  return close != NULL ? (uint32_t) (close + 1 - line->bare) : at;
}

/* Where the head of @line ends: at a colon that ends a word, a dash between blanks (if
   @dashes), an end of emphasis; 0 where nothing marks an end.  @rest_out: what follows.
 */
static uint32_t
marked_head (const GfLine *line, bool dashes, uint32_t *rest_out)
{
  const char *p = line->bare;
  size_t max = MIN (line->bare_length, MAX_LABEL_BYTES);

  for (uint32_t i = 1; i < max; i++)
    {
      if (p[i] == '(')
        i = skip_parenthesis (line, i, max);
      if (i >= max)
        return 0;

      bool colon
          = p[i] == ':' && !(i + 1 < line->bare_length && g_ascii_isdigit (p[i + 1]));
      bool dash = dashes && p[i] == ' ' && i + 4 < max
                  && memcmp (p + i, " \xe2\x80\x93 ", 5) == 0;

      if (!colon && !dash && p[i] != '*')
        continue;
      *rest_out = i + (dash ? 5 : 1);
      return i;
    }
  return 0;
}

static uint32_t
skip_marks (const GfLine *line, uint32_t at)
{
  while (at < line->bare_length && strchr (" \t*:", line->bare[at]) != NULL)
    at++;
  if (at + 2 <= line->bare_length && memcmp (line->bare + at, "\xc2\xa0", 2) == 0)
    return skip_marks (line, at + 2);
  return at;
}

static bool
is_number (const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);

  for (uint32_t i = 0; i < word->length; i++)
    if (!g_ascii_isdigit (words->folded[word->start + i]))
      return false;
  return true;
}

/* The surer word wins where a label holds two: "forslag til vedtak", "behandling og
 * vedtak". */
static int
rank (GfHeading role)
{
  static const int ranks[] = { [GF_HEADING_DECISION] = 3,
                               [GF_HEADING_PROPOSAL] = 5,
                               [GF_HEADING_RECOMMENDATION] = 4,
                               [GF_HEADING_VOTE] = 2,
                               [GF_HEADING_DISCUSSION] = 1 };

  return role <= GF_HEADING_DISCUSSION ? ranks[role] : 0;
}

typedef struct
{
  GfHeading role;
  bool found;
  bool officer;
} Sense;

static void
take_entry (Sense *sense, GfHeading meaning)
{
  sense->officer |= meaning == GF_HEADING_OFFICER;
  if (rank (meaning) == 0 || (sense->found && rank (meaning) <= rank (sense->role)))
    return;
  sense->role = meaning;
  sense->found = true;
}

/* Words that one can take for a label if all of them are of a label's kind; 0 if one is
 * not. */
static size_t
read_word (const GfLines *lines, const GfWords *words, size_t i, Sense *sense)
{
  size_t size = 0;
  const GfEntry *entry = gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                             ROLES, words, i, &size);

  if (entry == NULL)
    entry = gf_registers_match_fuzzily (lines->registers, GF_REGISTER_HEADINGS,
                                        LABEL_MEANINGS, words, i, &size);
  if (entry != NULL)
    {
      take_entry (sense, (GfHeading) entry->meaning);
      return size;
    }
  if (is_number (words, i))
    return 1;
  /* "FSK-017/13 Vedtak": the letters before a number. */
  if (i + 1 < words->words->len && is_number (words, i + 1)
      && gf_words_get (words, i)->length <= MAX_PREFIX_BYTES)
    return 1;
  return gf_label_skip_body (lines, words, i);
}

static bool
read_words (const GfLines *lines, const char *text, size_t length, Sense *sense)
{
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_LABEL_WORDS + 1);
  size_t n = words->words->len;

  if (n == 0 || n > MAX_LABEL_WORDS)
    return false;
  for (size_t i = gf_label_skip_owner (lines, text, words); i < n;)
    {
      size_t size = read_word (lines, words, i, sense);

      if (size == 0)
        return false;
      i += size;
    }
  return sense->found;
}

/* "Vedtak (unntatt offentlighet)": what stands in the parenthesis is free where the words
   outside it are the label of a decision. */
static bool
read_around_parenthesis (const GfLines *lines, const GfLine *line, uint32_t length,
                         Sense *sense)
{
  const char *open = memchr (line->bare, '(', length);
  uint32_t at, after;

  if (open == NULL)
    return false;
  at = (uint32_t) (open - line->bare);
  after = skip_parenthesis (line, at, length);
  if (after == at)
    return false;

  g_autofree char *outside = g_strdup_printf ("%.*s %.*s", (int) at, line->bare,
                                              (int) (length - after), line->bare + after);

  return read_words (lines, outside, strlen (outside), sense)
         && (sense->role == GF_HEADING_DECISION
             || sense->role == GF_HEADING_RECOMMENDATION);
}

/* "Fellesnemnda - 023/17:", "Heradsstyret - sak 010/18:": a body and the number of the
 * case, above what was said of it there. */
static bool
names_treatment (const GfLines *lines, const GfLine *line, uint32_t length)
{
  g_autoptr (GfWords) words = gf_words_new (line->bare, length, MAX_LABEL_WORDS);
  size_t n = words->words->len, size = 0;

  if (n < 3 || line->bare[length] != ':' || length + 1 != line->bare_length
      || gf_registers_match (lines->registers, GF_REGISTER_BODIES, GF_ANY_MEANING, words,
                             0, &size)
             == NULL)
    return false;
  size += size < n && gf_words_is (words, size, "sak");
  if (size + 2 != n || !is_number (words, n - 1) || !is_number (words, n - 2))
    return false;
  return line->bare[gf_words_get (words, n - 1)->start - 1] == '/';
}

/* "Vedtatt med 5 mot 3 stemmer: Ap og Sp stemte imot.": who voted so stands behind @at,
 * and not what was decided. */
static bool
tells_who_voted (const GfLine *line, uint32_t at)
{
  static const char *const voted[] = { "stemte", "røysta", "røystte", NULL };
  size_t length
      = gf_whole_characters (line->bare + at, line->bare_length - at, MAX_VOTED_BYTES);
  g_autoptr (GfWords) words = gf_words_new (line->bare + at, length, MAX_LABEL_WORDS);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, voted))
      return true;
  return false;
}

/* "Enstemmig vedtatt:", "Vedteke med 7 mot 2 røyster:": what was decided stands below. */
static bool
tells_carried (const GfLines *lines, const GfLine *line, uint32_t length)
{
  static const char *const carried[] = { "vedtatt", "vedteke", "vedteken", NULL };
  static const char *const begins[] = { "enstemmig", "samrøystes", "einstemmig", "enst",
                                        "vedtatt",   "vedteke",    "vedteken",   NULL };
  g_autoptr (GfWords) words = gf_words_new (line->bare, length, MAX_LABEL_WORDS);
  bool found = false;

  if (line->bare[length] != ':' || !gf_words_is_any (words, 0, begins)
      || tells_who_voted (line, length))
    return false;
  for (size_t i = 0; i < words->words->len; i++)
    {
      bool free = is_number (words, i)
                  || gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                         GF_MEANING (GF_HEADING_MODIFIER), words, i, NULL)
                         != NULL;

      if (!free && !gf_words_is_any (words, i, carried))
        return false;
      found |= gf_words_is_any (words, i, carried);
    }
  return found;
}

/* "Framlegg frå utval for drift", alone on its line. */
static bool
has_source (const GfLines *lines, const GfLine *line, uint32_t length)
{
  g_autoptr (GfWords) words = gf_words_new (line->bare, length, MAX_LABEL_WORDS);

  return (length == line->bare_length || length + 1 == line->bare_length)
         && gf_label_has_source (lines, words);
}

static bool
make_sense (const GfLines *lines, const GfLine *line, uint32_t length, Sense *sense)
{
  *sense = (Sense){ 0 };
  if (read_words (lines, line->bare, length, sense))
    return true;
  *sense = (Sense){ .role = GF_HEADING_DECISION };
  if (length < line->bare_length && tells_carried (lines, line, length))
    return true;
  *sense = (Sense){ .role = GF_HEADING_PROPOSAL };
  if (has_source (lines, line, length))
    return true;
  *sense = (Sense){ .role = GF_HEADING_DISCUSSION };
  if (length < line->bare_length && names_treatment (lines, line, length))
    return true;
  *sense = (Sense){ 0 };
  return read_around_parenthesis (lines, line, length, sense);
}

/* "Ved votering ble innstillingen ...": a paragraph that tells of a vote is one without a
 * label too. */
static bool
tells_vote (const GfLines *lines, const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;

  if (!g_unichar_isupper (g_utf8_get_char (line->bare)))
    return false;
  words = gf_words_new (
      line->bare, gf_whole_characters (line->bare, line->bare_length, MAX_VOTED_BYTES),
      MAX_LABEL_WORDS);
  return words->words->len > 0
         && gf_registers_match (lines->registers, GF_REGISTER_HEADINGS,
                                GF_MEANING (GF_HEADING_VOTED), words, 0, NULL)
                != NULL;
}

/* "Kari Nordmann (Sp) fremmet følgende tilleggsforslag:" */
static bool
tells_motion (const GfLines *lines, const GfLine *line, uint32_t length)
{
  g_autoptr (GfWords) words = gf_words_new (line->bare, length, MAX_LABEL_WORDS);
  bool moves = false;

  for (size_t i = 0; i < words->words->len; i++)
    {
      uint64_t meanings = GF_MEANING (GF_HEADING_MOVES);

      if (moves)
        meanings = GF_MEANING (GF_HEADING_PROPOSAL) | GF_MEANING (GF_HEADING_DISCUSSION);
      if (gf_registers_match (lines->registers, GF_REGISTER_HEADINGS, meanings, words, i,
                              NULL)
          == NULL)
        continue;
      if (moves)
        return true;
      moves = true;
    }
  return false;
}

static bool
read_motion (const GfLines *lines, const GfLine *line, GfLabel *label_out)
{
  uint32_t rest = 0, length = marked_head (line, false, &rest);

  if (length == 0 || line->bare[length] != ':'
      || !(tells_motion (lines, line, length)
           || (length + 1 == line->bare_length
               && gf_label_is_motion (lines, line->bare, length))))
    return false;
  *label_out = (GfLabel){ .role = GF_HEADING_DISCUSSION,
                          .moved = true,
                          .length = length,
                          .rest = skip_marks (line, rest) };
  return true;
}

/* "Votering: Enstemmig vedtatt: Søknaden avslås.": behind the label of the vote on @line
 * stands that of what was decided by it, which is then the label. */
static void
read_decided_by_vote (const GfLines *lines, const GfLine *line, GfLabel *label)
{
  GfLine rest = *line;
  uint32_t after = 0, length;
  Sense sense = { 0 };

  if (label->role != GF_HEADING_VOTE || label->rest >= line->bare_length)
    return;
  rest.bare += label->rest;
  rest.bare_length -= label->rest;
  length = marked_head (&rest, false, &after);
  if (length == 0 || rest.bare[length] != ':'
      || !make_sense (lines, &rest, length, &sense) || sense.role != GF_HEADING_DECISION)
    return;
  *label = (GfLabel){ .role = GF_HEADING_DECISION,
                      .length = label->rest + length,
                      .rest = skip_marks (line, label->rest + after) };
}

bool
gf_label_read (const GfLines *lines, const GfLine *line, GfLabel *label_out)
{
  Sense sense = { 0 };
  uint32_t rest = 0, length;

  if (line->rule || line->bare_length == 0)
    return false;
  if (tells_vote (lines, line))
    {
      *label_out = (GfLabel){ .role = GF_HEADING_VOTE };
      return true;
    }
  /* "Vedtak – enstemmig:" is a label as a whole, "Vedtak – Planen støttes" its first
     word. */
  length = marked_head (line, false, &rest);
  if (length == 0 || !make_sense (lines, line, length, &sense))
    {
      length = marked_head (line, true, &rest);
      /* "Samrøystes vedtak." is a sentence. */
      if (length == 0 && line->bare_length <= MAX_ALONE_BYTES
          && !gf_line_is_sentence (line))
        length = rest = line->bare_length;
      if (length == 0 || !make_sense (lines, line, length, &sense))
        return read_motion (lines, line, label_out);
    }
  *label_out = (GfLabel){ .role = sense.role,
                          .officer = sense.officer,
                          .length = length,
                          .rest = skip_marks (line, rest) };
  read_decided_by_vote (lines, line, label_out);
  return true;
}

/* Words of the phrase of @meaning that @line begins with; 0 for none. */
static size_t
first_phrase (const GfLines *lines, const GfLine *line, GfHeading meaning,
              size_t *n_words_out)
{
  size_t size = 0;
  g_autoptr (GfWords) words = gf_words_new (
      line->bare, gf_whole_characters (line->bare, line->bare_length, 120), 16);

  *n_words_out = words->words->len;
  if (words->words->len > 0)
    gf_registers_match (lines->registers, GF_REGISTER_HEADINGS, GF_MEANING (meaning),
                        words, 0, &size);
  return size;
}

bool
gf_line_begins_with (const GfLines *lines, const GfLine *line, GfHeading meaning)
{
  size_t n_words = 0;

  return first_phrase (lines, line, meaning, &n_words) > 0;
}

bool
gf_line_is_only (const GfLines *lines, const GfLine *line, GfHeading meaning)
{
  size_t n_words = 0, size;

  if (line->bare_length > MAX_ONLY_BYTES)
    return false;
  size = first_phrase (lines, line, meaning, &n_words);
  return size > 0 && size == n_words;
}

static uint32_t
key_end (const GfLine *line)
{
  for (uint32_t i = 1; i < MIN (line->bare_length, 40); i++)
    if (line->bare[i] == ':' || line->bare[i] == '\t')
      return i;
  /* Columns set with blanks, as in text and untagged PDF. */
  for (uint32_t i = 1; i + 1 < MIN (line->bare_length, 40); i++)
    if (line->bare[i] == ' ' && line->bare[i + 1] == ' ')
      return i;
  return 0;
}

/* "Utvalg/Lávdegoddi:": the key in another language behind the first @size words. */
static bool
is_translated (const GfLine *line, const GfWords *words, size_t size)
{
  const GfWord *word = gf_words_get (words, size - 1);

  return size + 1 == words->words->len && line->bare[word->start + word->length] == '/';
}

bool
gf_line_find_key (const GfLines *lines, const GfLine *line, uint64_t meanings,
                  uint32_t *rest_out)
{
  uint32_t end = key_end (line);
  g_autoptr (GfWords) words = gf_words_new (line->bare, end, 6);
  size_t size = 0;

  if (end == 0 || words->words->len == 0)
    return false;
  gf_registers_match (lines->registers, GF_REGISTER_HEADINGS, meanings, words, 0, &size);
  if (size == 0 || (size != words->words->len && !is_translated (line, words, size)))
    return false;
  if (rest_out != NULL)
    *rest_out = skip_marks (line, end);
  return true;
}

/* "Bård Eidet": two to four words that begin with a capital, and nothing else. */
static bool
is_name (const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;

  if (line->bare_length > MAX_SIGNATURE_BYTES
      || memchr (line->bare, ':', line->bare_length))
    return false;
  words = gf_words_new (line->bare, line->bare_length, 6);
  for (size_t i = 0; i < words->words->len; i++)
    {
      const char *p = line->bare + gf_words_get (words, i)->start;

      if (!g_unichar_isupper (g_utf8_get_char (p)))
        return false;
    }
  return words->words->len >= 2 && words->words->len <= 5
         && line->bare[line->bare_length - 1] != '.';
}

/* "Frode Ravnåskollen, sekretariatsleder" */
static bool
is_signed_line (const GfLines *lines, const GfLine *line)
{
  const char *comma = memchr (line->bare, ',', line->bare_length);
  GfLine name = *line, post = *line;

  if (comma == NULL || line->bare_length > MAX_SIGNATURE_BYTES)
    return false;
  name.bare_length = (uint32_t) (comma - line->bare);
  post.bare = comma + 1;
  post.bare_length = line->bare_length - name.bare_length - 1;
  return is_name (&name) && gf_line_is_only (lines, &post, GF_HEADING_POST);
}

/* "Nedre Skarvedal, 3. juni 2020": a place, a comma, and a date to the end of the line.
 */
static bool
is_place_and_date (const GfLine *line)
{
  g_autoptr (GfWords) words = NULL;
  const char *comma = memchr (line->bare, ',', MIN (line->bare_length, 40));
  GfDate date;

  if (comma == NULL || line->bare_length > MAX_SIGNATURE_BYTES
      || !g_unichar_isupper (g_utf8_get_char (line->bare)))
    return false;
  words = gf_words_new (comma, line->bare_length - (size_t) (comma - line->bare), 8);
  return gf_date_find (comma, words, 0, &date) && date.day > 0 && date.start <= 6
         && comma + date.end + 1 >= line->bare + line->bare_length;
}

/* "Følgende velges til leder for 2019-2023.": a name below it is who was elected. */
static bool
names_follow (const GfLine *line)
{
  static const char *const elects[]
      = { "følgende",  "følgjande", "velges",    "velgast",  "veljast",   "valgt",
          "vald",      "valde",     "oppnevnes", "oppnevnt", "oppnemnes", "oppnemnd",
          "oppnemnde", "ansettes",  "tilsettes", "tilsett",  "slik",      NULL };
  g_autoptr (GfWords) words = gf_line_words (line, MAX_TAIL_BYTES);

  for (size_t i = 0; i < words->words->len; i++)
    if (gf_words_is_any (words, i, elects))
      return true;
  return false;
}

/* Whether the line above @index, in a paragraph of its own, ends its sentence. */
static bool
follows_sentence (const GfLines *lines, size_t index)
{
  const GfLine *above;

  while (index > 0 && gf_lines_get (lines, index - 1)->aside)
    index--;
  if (index == 0)
    return false;
  above = gf_lines_get (lines, index - 1);
  return above->bare_length > 0 && above->bare[above->bare_length - 1] == '.'
         && !names_follow (above);
}

/* A name and a post below it, or a name that is the last there is. */
static bool
is_signature (const GfLines *lines, size_t index, size_t end)
{
  size_t next = gf_lines_next (lines, index + 1);
  const GfLine *line = gf_lines_get (lines, index);

  if (!is_name (line))
    return false;
  if (next >= end)
    return next >= gf_lines_size (lines) && line->first
           && follows_sentence (lines, index);
  return gf_line_is_only (lines, gf_lines_get (lines, next), GF_HEADING_POST);
}

static size_t
tail_candidate_start (const GfLines *lines, size_t start, size_t end)
{
  size_t bytes = 0, i = end;

  while (i > start && bytes < MAX_TAIL_BYTES)
    bytes += gf_lines_get (lines, --i)->bare_length;
  return i > start ? i : start;
}

size_t
gf_find_tail (const GfLines *lines, size_t start, size_t end)
{
  for (size_t i = tail_candidate_start (lines, start, end); i < end; i++)
    {
      const GfLine *line = gf_lines_get (lines, i);

      if (line->aside || line->rule)
        continue;
      if (gf_line_begins_with (lines, line, GF_HEADING_CLOSING)
          || is_signature (lines, i, end)
          || (line->first && (is_place_and_date (line) || is_signed_line (lines, line))))
        return i;
    }
  return end;
}
