/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/understand/reading/label-owners.h"

#include <string.h>

/* "FSK", "HST" */
#define MAX_SHORT_BYTES 5
/* "Hovedutvalg for oppvekst, kultur og levekårs vedtak" */
#define MAX_OWNER_WORDS 9
/* "Endringsforslag fra Kari Lie (Ap), Ola Dal (H) og Per Bø (Sp)" */
#define MAX_MOTION_WORDS 12
#define OWNED                                                                            \
  (GF_MEANING (GF_HEADING_DECISION) | GF_MEANING (GF_HEADING_PROPOSAL)                   \
   | GF_MEANING (GF_HEADING_RECOMMENDATION))

size_t
gf_label_skip_body (const GfLines *lines, const GfWords *words, size_t index)
{
  const GfWord *word = gf_words_get (words, index);
  const char *end = words->folded + word->start + word->length;
  size_t size = 0;

  if (gf_registers_match (lines->registers, GF_REGISTER_BODIES, GF_ANY_MEANING, words,
                          index, &size)
          != NULL
      || gf_registers_match (lines->registers, GF_REGISTER_REGIONS, GF_ANY_MEANING, words,
                             index, &size)
             != NULL)
    return size;
  return word->length > 5
         && (memcmp (end - 3, "ets", 3) == 0 || memcmp (end - 3, "ens", 3) == 0);
}

/* "FN - Vedtak", "HST- vedtak": what a body is called for short, before a dash. */
static bool
is_short_body (const char *text, const GfWords *words)
{
  const GfWord *word = gf_words_get (words, 0);
  const char *end = text + word->start + word->length;

  if (word->length < 2 || word->length > MAX_SHORT_BYTES || words->words->len < 2)
    return false;
  for (const char *p = text + word->start; p < end; p = g_utf8_next_char (p))
    if (!g_unichar_isupper (g_utf8_get_char (p)))
      return false;
  end += *end == ' ';
  return strncmp (end, "- ", 2) == 0 || strncmp (end, "\xe2\x80\x93 ", 4) == 0;
}

/* "Hovedutvalg", "Ungdomsrådet" */
static bool
is_kind_of_body (const GfLines *lines, const GfWords *words, size_t index)
{
  return gf_registers_match (lines->registers, GF_REGISTER_GRAMMAR,
                             GF_MEANING (GF_GRAMMAR_BODY), words, index, NULL)
             != NULL
         || gf_registers_match (lines->registers, GF_REGISTER_BODIES, GF_ANY_MEANING,
                                words, index, NULL)
                != NULL;
}

/* "miljøs", and "si" as in "Utval for miljø si tilråding". */
static bool
is_genitive (const GfWords *words, size_t index)
{
  static const char *const of[] = { "si", "sin", "sitt", "sine", NULL };
  const GfWord *word = gf_words_get (words, index);

  return gf_words_is_any (words, index, of)
         || (word->length > 2 && words->folded[word->start + word->length - 1] == 's');
}

/* Whether one of the first two words is a body: "Teknisk utvalgs", "Utvalg for kulturs".
 */
static bool
begins_body (const GfLines *lines, const GfWords *words, size_t owned)
{
  static const char *const owners[] = { "utvalgs", "utvals", NULL };

  return is_kind_of_body (lines, words, 0)
         || (owned > 1
             && (gf_words_is_any (words, 1, owners)
                 || is_kind_of_body (lines, words, 1)));
}

size_t
gf_label_skip_owner (const GfLines *lines, const char *text, const GfWords *words)
{
  const GfWord *first = gf_words_get (words, 0);

  if (is_short_body (text, words))
    return 1;
  if (!g_unichar_isupper (g_utf8_get_char (text + first->start)))
    return 0;
  for (size_t i = 1; i < MIN (words->words->len, MAX_OWNER_WORDS); i++)
    if (is_genitive (words, i - 1)
        && gf_registers_match (lines->registers, GF_REGISTER_HEADINGS, OWNED, words, i,
                               NULL)
               != NULL)
      return begins_body (lines, words, i) ? i : 0;
  return 0;
}

bool
gf_label_has_source (const GfLines *lines, const GfWords *words)
{
  static const char *const from[] = { "fra", "frå", NULL };
  const uint64_t proposal
      = GF_MEANING (GF_HEADING_PROPOSAL) | GF_MEANING (GF_HEADING_RECOMMENDATION);
  size_t size = 0, n = words->words->len, at;

  if (n < 3
      || gf_registers_match (lines->registers, GF_REGISTER_HEADINGS, proposal, words, 0,
                             &size)
             == NULL
      || size + 1 >= n)
    return false;
  /* "Forslag fra" is a phrase of the registers, "framlegg" a word. */
  at = size + gf_words_is_any (words, size, from);
  return gf_words_is_any (words, at - 1, from) && is_kind_of_body (lines, words, at);
}

bool
gf_label_is_motion (const GfLines *lines, const char *text, size_t length)
{
  static const char *const from[] = { "fra", "frå", NULL };
  const uint64_t motions = GF_MEANING (GF_HEADING_PROPOSAL)
                           | GF_MEANING (GF_HEADING_RECOMMENDATION)
                           | GF_MEANING (GF_HEADING_DISCUSSION);
  g_autoptr (GfWords) words = gf_words_new (text, length, MAX_MOTION_WORDS + 1);
  size_t n = words->words->len, size = 0, at;

  if (n < 3 || n > MAX_MOTION_WORDS
      || gf_registers_match (lines->registers, GF_REGISTER_HEADINGS, motions, words, 0,
                             &size)
             == NULL)
    return false;
  at = size + gf_words_is_any (words, size, from);
  return at < n && gf_words_is_any (words, at - 1, from)
         && g_unichar_isupper (g_utf8_get_char (text + gf_words_get (words, at)->start));
}
