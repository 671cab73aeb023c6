/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any valid UTF-8 parts into words that stand in it in order, that a second folding
 * leaves as they are, and that pack into terms in normal form, with positions that rise,
 * also where they are written in part.
 */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "common/message.h"
#include "common/posted-words.h"
#include "common/schema.h"
#include "indexer/extract/postings/postings.h"
#include "norsk/tokens.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_form (const char *form)
{
  g_autofree char *again = gf_tokens_fold (form);

  g_assert (*form != '\0' && !g_ascii_isupper (*form));
  g_assert (g_utf8_validate (form, -1, NULL));
  if (strlen (form) <= GF_WORD_MAX_BYTES)
    g_assert_cmpstr (again, ==, form);
}

static void
check_tokens (const char *text, size_t length)
{
  g_autoptr (GfTokens) tokens = gf_tokens_new (text, (gssize) length);
  size_t end = 0;
  GfToken token;

  while (gf_tokens_next (tokens, &token))
    {
      g_assert (end <= token.start && token.start < token.end && token.end <= length);
      g_assert (!token.glued || (end > 0 && token.start > end));
      g_assert (
          g_utf8_validate (text + token.start, (gssize) (token.end - token.start), NULL));
      check_form (token.form);
      end = token.end;
    }
}

/* Every word is put together of its halves. */
static void
teach (GfRoots *roots, const char *word)
{
  size_t length = strlen (word), half = length / 2;
  g_autofree char *lemmas = g_malloc0 (length + 2);
  g_autofree char *parts = g_malloc0 (length + 4);
  const GfWordRoots taught = { lemmas, parts };

  memcpy (lemmas, word, length);
  while (half > 0 && half < length && ((unsigned char) word[half] & 0xc0) == 0x80)
    half--;
  if (half > 0)
    {
      memcpy (parts, word, half);
      memcpy (parts + half + 1, word + half, length - half);
    }
  gf_roots_add (roots, word, &taught);
}

static void
teach_all (GfRoots *roots, const GfPostings *postings)
{
  g_autoptr (GPtrArray) unknown = gf_postings_list_unknown (postings, roots);

  for (unsigned i = 0; i < unknown->len; i++)
    teach (roots, g_ptr_array_index (unknown, i));
}

static void
check_words (GVariant *packed)
{
  GfPostedWords words;
  GfPostedWord word;

  gf_posted_words_init (&words, packed);
  while (gf_posted_words_next (&words, &word))
    {
      g_assert (strlen (word.term) <= GF_TERM_MAX_BYTES);
      for (uint32_t i = 1; i < word.count.n_positions; i++)
        g_assert (word.positions[i - 1] <= word.positions[i]);
    }
  g_assert (gf_posted_words_is_at_end (&words));
}

static void
check_postings (const char *text)
{
  g_autoptr (GfPostings) postings = gf_postings_new ();
  g_autoptr (GfRoots) roots = gf_roots_new (NULL, NULL);
  uint32_t position = 0;

  gf_postings_add_text (postings, GF_POSTINGS_TEXT, text, 1, &position);
  gf_postings_add_text (postings, GF_POSTINGS_TITLE, text, 1, NULL);
  teach_all (roots, postings);
  gf_postings_complete (postings, roots);
  teach_all (roots, postings);
  gf_postings_add_roots (postings, roots, GF_POSTINGS_SHARED_IS_COUNTED);
  g_autoptr (GVariant) packed = gf_postings_pack (postings, g_variant_new_string (""));
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (packed);
  g_autoptr (GVariant) received = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (GF_ANALYSED_TYPE), bytes, FALSE));
  g_autoptr (GVariant) words = g_variant_get_child_value (received, 1);
  g_assert (g_variant_is_normal_form (received));
  check_words (words);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_utf8_make_valid ((const char *) data, (gssize) size);
  size_t length = strlen (text);
  /* Without the NUL, so that a byte too many is seen. */
  g_autofree char *exact = g_memdup2 (text, MAX (length, 1));

  check_tokens (exact, length);
  check_postings (text);
  return 0;
}
