/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/vocabulary.h"

#include <string.h>

#include "common/schema.h"
#include "common/word-roots.h"

/* Words that are held, and asked about, at once. */
#define PAGE_WORDS 8192
/* The analysis of so many takes some minutes; those beyond are left for the next run. */
#define MAX_ASKED (1000 * 1000)

typedef struct
{
  const GfLexicon *known;
  const GfWordTable *table;
  GfAnalyst *analyst;
  GfLexiconWriter *writer;
  GfWordTable *learnt; /* of the words of this page */
  GString *text;
  size_t n_asked;
} Writing;

static void
clear_writing (Writing *writing)
{
  gf_lexicon_writer_free (writing->writer);
  gf_word_table_free (writing->learnt);
  if (writing->text != NULL)
    g_string_free (writing->text, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, clear_writing)

GfLexicon *
gf_vocabulary_open (GfStore *store)
{
  g_autofree char *path = gf_store_dup_path (store, GF_WORDS_FILE);
  g_autoptr (GfLexicon) lexicon = gf_lexicon_open (path, NULL);

  if (lexicon == NULL || !gf_lexicon_verify (lexicon, NULL))
    return NULL;
  return g_steal_pointer (&lexicon);
}

bool
gf_vocabulary_is_due (GfStore *store, const GfLexicon *lexicon)
{
  uint32_t n_units;

  if (lexicon == NULL || gf_lexicon_get_commit (lexicon) != gf_store_get_commit (store))
    return true;
  /* One that was left beside databases that were made anew may have their number. */
  return !gf_store_count_units (store, &n_units, NULL)
         || n_units != gf_lexicon_get_n_units (lexicon);
}

static bool
find_known (const GfLexicon *lexicon, const char *word, GfWordRoots *roots_out)
{
  uint32_t i = lexicon != NULL ? gf_lexicon_find (lexicon, word) : UINT32_MAX;
  GfLexiconWord found;

  if (i == UINT32_MAX)
    return false;
  gf_lexicon_get (lexicon, i, &found);
  *roots_out = found.roots;
  return found.analysed;
}

/* A number is its own root, as workers know too.  @text: holds it */
static bool
find_number (const char *word, GString *text, GfWordRoots *roots_out)
{
  size_t length = strlen (word);

  if (strspn (word, "0123456789") < length)
    return false;
  g_string_truncate (text, 0);
  g_string_append_len (text, word, (gssize) length + 1);
  g_string_append_c (text, '\0');
  *roots_out = (GfWordRoots){ text->str, "" };
  return true;
}

static bool
find_roots (const Writing *writing, const char *word, GfWordRoots *roots_out)
{
  return find_known (writing->known, word, roots_out)
         || gf_word_table_find (writing->table, word, roots_out)
         || gf_word_table_find (writing->learnt, word, roots_out)
         || find_number (word, writing->text, roots_out);
}

static bool
is_word (const XcEntry *entry)
{
  return !g_ascii_isupper (*entry->name.data) && entry->name.size <= GF_WORD_MAX_BYTES
         && strlen (entry->name.data) == entry->name.size;
}

static bool
ask (Writing *writing, GPtrArray *words, GError **error)
{
  g_autoptr (GVariant) question = g_variant_ref_sink (
      g_variant_new_strv ((const char *const *) words->pdata, (gssize) words->len));
  g_autoptr (GVariant) answer = gf_analyst_wait (writing->analyst, question, error);
  GfWordRoots roots;

  if (answer == NULL)
    return false;
  for (unsigned i = 0; i < words->len; i++)
    if (gf_answer_get (answer, i, writing->text, &roots))
      gf_word_table_add (writing->learnt, g_ptr_array_index (words, i), &roots);
  writing->n_asked += words->len;
  g_ptr_array_set_size (words, 0);
  return true;
}

/* Longer words have their stem, which readers make as well. */
static bool
is_worth_asking (const Writing *writing, const XcEntry *entry)
{
  GfWordRoots roots;

  return is_word (entry) && entry->name.size <= GF_QUESTION_MAX_WORD_BYTES
         && !find_roots (writing, entry->name.data, &roots);
}

/* Asks about those of the page that nobody knows; where nobody answers any more, they are
 * left for a run that has someone. */
static bool
learn (Writing *writing, const XcEntry *entries, size_t n_entries, GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (size_t i = 0; i < n_entries && writing->n_asked < MAX_ASKED; i++)
    {
      if (gf_analyst_has_given_up (writing->analyst))
        return true;
      if (!is_worth_asking (writing, &entries[i]))
        continue;
      g_ptr_array_add (words, (gpointer) entries[i].name.data);
      if (words->len == GF_QUESTION_MAX_WORDS && !ask (writing, words, error))
        return false;
    }
  return words->len == 0 || ask (writing, words, error);
}

static bool
write_page (Writing *writing, const XcEntry *entries, size_t n_entries, GError **error)
{
  writing->learnt = gf_word_table_new (PAGE_WORDS, SIZE_MAX);
  if (!learn (writing, entries, n_entries, error))
    return false;
  for (size_t i = 0; i < n_entries; i++)
    {
      const char *word = entries[i].name.data;
      GfWordRoots roots;

      if (is_word (&entries[i]))
        gf_lexicon_writer_add (writing->writer, word, entries[i].count,
                               find_roots (writing, word, &roots) ? &roots : NULL);
    }
  g_clear_pointer (&writing->learnt, gf_word_table_free);
  return true;
}

static bool
write_pages (Writing *writing, GfStore *store, GError **error)
{
  g_autofree char *after = g_strdup ("");

  for (;;)
    {
      g_autoptr (XcList) list = gf_store_list_words (store, after, PAGE_WORDS, error);
      size_t n_entries;

      if (list == NULL)
        return false;
      const XcEntry *entries = xc_list_get_entries (list, &n_entries);
      if (n_entries == 0)
        return true;
      if (!write_page (writing, entries, n_entries, error))
        return false;
      g_free (after);
      after = g_strdup (entries[n_entries - 1].name.data);
    }
}

/* The stamp of the first words stands.  NULL on error. */
static const char *
choose_stamp (const GfLexicon *known, GfAnalyst *analyst, uint32_t n_units,
              GError **error)
{
  if (known != NULL && gf_lexicon_get_n_words (known) > 0)
    return gf_lexicon_get_stamp (known);
  /* Nobody is started for an index without words. */
  return n_units > 0 ? gf_analyst_wait_stamp (analyst, error) : "";
}

static bool
save (Writing *writing, GfStore *store, GError **error)
{
  g_autofree char *path = gf_store_dup_path (store, GF_WORDS_FILE);
  g_autoptr (GError) cause = NULL;

  gf_lexicon_writer_set_commit (writing->writer, gf_store_get_commit (store));
  if (gf_lexicon_writer_save (writing->writer, path, &cause))
    return true;
  g_set_error (error, GF_STORE_ERROR, GF_STORE_ERROR_INDEX,
               "cannot write the words of the index: %s", cause->message);
  return false;
}

bool
gf_vocabulary_write (GfStore *store, const GfLexicon *known, const GfWordTable *table,
                     GfAnalyst *analyst, GError **error)
{
  g_auto (Writing) writing = { .known = known, .table = table, .analyst = analyst };
  uint32_t n_units;

  if (!gf_store_count_units (store, &n_units, error))
    return false;
  const char *stamp = choose_stamp (known, analyst, n_units, error);
  if (stamp == NULL)
    return false;
  writing.writer = gf_lexicon_writer_new (stamp, n_units);
  writing.text = g_string_new (NULL);
  return write_pages (&writing, store, error) && save (&writing, store, error);
}
