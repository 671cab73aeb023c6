/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bodies named beside a number or a day; see references-private.h. */
#include "indexer/understand/links/references-private.h"

#include <string.h>

/* What stands in the registers for a word that only looks like a body. */
#define NO_BODY "-"
/* "skapet" alone ends such names and is none. */
#define MIN_MADE_BYTES 9
/* A body may be named this many words before the number of its case. */
#define MAX_REACH 16

/* In capitals, all of it: "kg" is a weight. */
static bool
is_in_capitals (const GfReferenceFinder *finder, size_t index)
{
  const char *p = finder->block->text + gf_finder_start (finder, index);
  const char *end = finder->block->text + gf_finder_end (finder, index);

  for (; p < end; p = g_utf8_next_char (p))
    if (!g_unichar_isupper (g_utf8_get_char (p)))
      return false;
  return true;
}

static const GfEntry *
abbreviation_at (const GfReferenceFinder *finder, size_t index)
{
  if (!is_in_capitals (finder, index))
    return NULL;
  return gf_registers_match (finder->registers, GF_REGISTER_ABBREVIATIONS, GF_ANY_MEANING,
                             finder->words, index, NULL);
}

bool
gf_abbreviation_is_known (const GfReferenceFinder *finder, size_t index)
{
  return abbreviation_at (finder, index) != NULL;
}

/* Whether @entry says what its letters said when and where the document was written. */
static bool
is_of_document (const GfReferenceFinder *finder, const GfEntry *entry)
{
  const GfDocument *document = finder->document;

  if (entry->region != NULL && g_strcmp0 (entry->region, document->region) != 0)
    return false;
  if (document->date == NULL)
    return entry->from == NULL && entry->to == NULL;
  return (entry->from == NULL || strcmp (document->date, entry->from) >= 0)
         && (entry->to == NULL || strcmp (document->date, entry->to) <= 0);
}

char *
gf_abbreviation_dup_body (const GfReferenceFinder *finder, size_t index)
{
  const GfEntry *entry = abbreviation_at (finder, index);

  if (entry == NULL || entry->meaning != GF_ABBREVIATION_BODY || entry->name == NULL
      || !is_of_document (finder, entry))
    return NULL;
  return g_strdup (entry->name);
}

/* As the registers have it, or its genitive: "regionrådets". */
static const GfEntry *
match_body (const GfReferenceFinder *finder, size_t index, size_t *size_out)
{
  GfWord *word = &g_array_index (finder->words->words, GfWord, index);
  const GfEntry *entry
      = gf_registers_match (finder->registers, GF_REGISTER_BODIES, GF_ANY_MEANING,
                            finder->words, index, size_out);

  if (entry != NULL || word->length < 4
      || finder->words->folded[word->start + word->length - 1] != 's')
    return entry;
  word->length--;
  entry = gf_registers_match (finder->registers, GF_REGISTER_BODIES, GF_ANY_MEANING,
                              finder->words, index, size_out);
  word->length++;
  return entry;
}

static bool
begins_with_capital (const GfReferenceFinder *finder, size_t index)
{
  return g_unichar_isupper (
      g_utf8_get_char (finder->block->text + gf_finder_start (finder, index)));
}

static bool
is_same_sentence (const GfReferenceFinder *finder, size_t a, size_t b)
{
  return gf_finder_word (finder, a)->sentence == gf_finder_word (finder, b)->sentence;
}

/* "Grønheia regionråd", "Eikeby kommunestyre": a name of a place before the body, which
   is not just the first word of the sentence. */
static bool
has_place_before (const GfReferenceFinder *finder, size_t index)
{
  return index > 0 && is_same_sentence (finder, index - 1, index)
         && gf_finder_is_between (finder, index - 1, " ", 1)
         && begins_with_capital (finder, index - 1)
         && !begins_with_capital (finder, index) && !is_in_capitals (finder, index - 1)
         && !gf_finder_has (finder, index - 1, GF_REFERENCE_WORD_LINK, NULL)
         && !gf_finder_has (finder, index - 1, GF_REFERENCE_WORD_PAST, NULL)
         && !gf_finder_has (finder, index - 1, GF_REFERENCE_WORD_FUTURE, NULL)
         && !gf_finder_has (finder, index - 1, GF_REFERENCE_WORD_MEETING, NULL);
}

/* "regionrådet i Varstadregionen": words that name the place after the body; 0 for none.
 */
static size_t
words_of_place_after (const GfReferenceFinder *finder, size_t end)
{
  size_t size = 0;

  if (end + 1 >= gf_finder_n_words (finder) || !is_same_sentence (finder, end - 1, end)
      || !(gf_words_is (finder->words, end, "i")
           || gf_words_is (finder->words, end, "for"))
      || !gf_finder_is_between (finder, end - 1, " ", 1)
      || !begins_with_capital (finder, end + 1))
    return 0;
  if (gf_registers_match (finder->registers, GF_REGISTER_REGIONS, GF_ANY_MEANING,
                          finder->words, end + 1, &size)
      != NULL)
    return 1 + size;
  /* A place that no register has: one name, if the word after it goes on otherwise. */
  return is_in_capitals (finder, end + 1) ? 0 : 2;
}

static char *
dup_words (const GfReferenceFinder *finder, size_t first, size_t end)
{
  size_t start = gf_finder_start (finder, first);

  return g_strndup (finder->block->text + start, gf_finder_end (finder, end - 1) - start);
}

/* A name that the registers have no better form of, with a capital. */
static char *
dup_capital (char *name)
{
  g_autofree char *owned = name;
  g_autofree char *first = g_utf8_substring (owned, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, owned + strlen (first), NULL);
}

/* Of a body that belongs to one place only its name is enough. */
static void
set_name (const GfReferenceFinder *finder, const GfEntry *entry, GfNamedBody *body)
{
  if (entry->region == NULL && has_place_before (finder, body->first))
    {
      body->first--;
      body->name = dup_words (finder, body->first, body->end);
      return;
    }

  size_t place = entry->region == NULL ? words_of_place_after (finder, body->end) : 0;
  if (place > 0)
    {
      body->end += place;
      body->name = dup_words (finder, body->first, body->end);
    }
  else if (entry->name != NULL)
    body->name = g_strdup (entry->name);
  else
    body->name = dup_capital (dup_words (finder, body->first, body->end));
}

static bool
names_meeting (const GfReferenceFinder *finder, size_t last)
{
  const GfWord *word = gf_finder_word (finder, last);
  const char *folded = finder->words->folded + word->start;

  return g_strstr_len (folded, word->length, "møte") != NULL;
}

bool
gf_named_body_read (const GfReferenceFinder *finder, size_t index, GfNamedBody *body_out)
{
  size_t size = 0;

  *body_out = (GfNamedBody){ .first = index, .end = index + 1 };
  body_out->name = gf_abbreviation_dup_body (finder, index);
  if (body_out->name != NULL)
    return true;

  const GfEntry *entry = match_body (finder, index, &size);
  if (entry == NULL || g_strcmp0 (entry->name, NO_BODY) == 0
      || (entry->name == NULL && gf_finder_word (finder, index)->length < MIN_MADE_BYTES))
    return false;
  body_out->end = index + MAX (size, 1);
  body_out->is_meeting = names_meeting (finder, body_out->end - 1);
  set_name (finder, entry, body_out);
  return true;
}

/* "sak 12/19 i regionrådet" */
static bool
read_after (const GfReferenceFinder *finder, size_t last, GfNamedBody *body_out)
{
  if (last + 2 >= gf_finder_n_words (finder) || !is_same_sentence (finder, last, last + 2)
      || !gf_finder_is_between (finder, last, " ", 1)
      || !(gf_words_is (finder->words, last + 1, "i")
           || gf_words_is (finder->words, last + 1, "for")))
    return false;
  if (gf_named_body_read (finder, last + 2, body_out))
    return true;
  /* "i Grønheia regionråd" */
  return last + 3 < gf_finder_n_words (finder)
         && is_same_sentence (finder, last, last + 3)
         && gf_named_body_read (finder, last + 3, body_out)
         && body_out->first == last + 2;
}

bool
gf_named_body_near (const GfReferenceFinder *finder, size_t first, size_t last,
                    GfNamedBody *body_out)
{
  if (read_after (finder, last, body_out))
    return true;
  gf_named_body_clear (body_out);
  for (size_t i = first; i-- > 0 && first - i <= MAX_REACH;)
    {
      if (!is_same_sentence (finder, i, first))
        return false;
      if (gf_named_body_read (finder, i, body_out) && body_out->end <= first)
        return true;
      gf_named_body_clear (body_out);
    }
  return false;
}
