/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any bytes as a lexicon: refused, or read without a look outside them, and all that is
 * handed out is valid UTF-8.  Tried as they are, and with a header that adds up.
 */
#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "common/lexicon-private.h"
#include "common/schema.h"
#include "query/words/near.h"
#include "query/words/spelling.h"
#include "query/words/suggest.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define MAX_COUNT 4096
#define MAX_BYTES ((uint64_t) 1 << 20)
#define MAX_SPELLED 4

static void
check_list (const GfLexicon *lexicon, GfRootList list)
{
  unsigned n = 0;
  const uint32_t *words;

  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    {
      g_assert (++n <= GF_LEXICON_MAX_ROOTS);
      g_assert (strlen (root) <= GF_TERM_MAX_BYTES && g_utf8_validate (root, -1, NULL));
      size_t n_words = gf_lexicon_words_of_lemma (lexicon, root, &words);
      for (size_t i = 0; i < MIN (n_words, MAX_COUNT); i++)
        gf_lexicon_get_word (lexicon, words[i]);
      n_words = gf_lexicon_words_of_part (lexicon, root, &words);
      if (n_words > 0)
        gf_lexicon_get_word_units (lexicon, words[n_words - 1]);
    }
}

static void
check_word (const GfLexicon *lexicon, uint32_t i)
{
  GfLexiconWord word;
  unsigned shared;

  gf_lexicon_get (lexicon, i, &word);
  g_assert (strlen (word.word) <= GF_TERM_MAX_BYTES
            && g_utf8_validate (word.word, -1, NULL));
  check_list (lexicon, word.roots.lemmas);
  check_list (lexicon, word.roots.parts);
  uint32_t found = gf_lexicon_find (lexicon, word.word);
  g_assert (found == UINT32_MAX || found < gf_lexicon_get_n_words (lexicon));
  double units = gf_lexicon_gram_units (lexicon, word.word);
  g_assert (units >= 0 && units <= gf_lexicon_get_n_units (lexicon));
  g_assert (gf_lexicon_next_branch (lexicon, i, 3, &shared) > i);
}

static void
ask (GfLexicon *lexicon, const char *form)
{
  g_autoptr (GfRoots) roots = gf_roots_new (lexicon, NULL);
  g_autoptr (GPtrArray) spelled = gf_spelling_find (lexicon, roots, form, MAX_SPELLED);
  g_autoptr (GPtrArray) suggested = gf_suggest (lexicon, NULL, form, MAX_SPELLED);

  g_assert (spelled->len <= MAX_SPELLED && suggested->len <= MAX_SPELLED);
  for (unsigned i = 0; i < spelled->len; i++)
    g_assert (g_utf8_validate (((GfSpelling *) g_ptr_array_index (spelled, i))->form, -1,
                               NULL));
  for (unsigned i = 0; i < suggested->len; i++)
    g_assert (g_utf8_validate (g_ptr_array_index (suggested, i), -1, NULL));
}

static void
read_lexicon (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (GfLexicon) lexicon = gf_lexicon_new (bytes, &error);

  g_assert ((lexicon == NULL)
            == g_error_matches (error, GF_LEXICON_ERROR, GF_LEXICON_ERROR_DAMAGED));
  if (lexicon == NULL)
    return;
  g_assert (g_utf8_validate (gf_lexicon_get_stamp (lexicon), -1, NULL));
  gf_lexicon_verify (lexicon, NULL);
  for (uint32_t i = 0; i < gf_lexicon_get_n_words (lexicon); i++)
    check_word (lexicon, i);
  gf_lexicon_get_word (lexicon, UINT32_MAX);
  ask (lexicon, "kommunedirketørutvalgex");
  ask (lexicon, "horign");
  g_autofree char *form = g_strconcat (gf_lexicon_get_word (lexicon, 0), "sx", NULL);
  ask (lexicon, form);
}

/* The header as it is, but for what would have it refused; its counts, so that it is of
 * some size that may be. */
static void
read_mended (const uint8_t *data, size_t size)
{
  uint64_t offsets[GF_LEXICON_N_SECTIONS];
  GfLexiconHeader header;

  memcpy (&header, data, sizeof header);
  memcpy (header.magic, GF_LEXICON_MAGIC, sizeof header.magic);
  header.byte_order = GF_LEXICON_BYTE_ORDER;
  header.version = GF_LEXICON_VERSION;
  for (unsigned i = 0; i < GF_LEXICON_N_SECTIONS; i++)
    header.counts[i] %= MAX_COUNT;
  header.counts[GF_LEXICON_SHARED] = header.counts[GF_LEXICON_WORDS];
  header.header_sum = gf_lexicon_header_sum (&header);

  uint64_t needed = gf_lexicon_layout (&header, offsets);
  g_assert (needed <= MAX_BYTES);
  g_autofree uint8_t *mended = g_malloc0 (needed);
  memcpy (mended, data, MIN (size, needed));
  memcpy (mended, &header, sizeof header);
  read_lexicon (mended, needed);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  if (size > MAX_BYTES)
    return 0;
  read_lexicon (data, size);
  if (size >= sizeof (GfLexiconHeader))
    read_mended (data, size);
  return 0;
}
