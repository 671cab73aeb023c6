/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/lexicon-private.h"

#include <string.h>

#include "common/hash.h"
#include "common/schema.h"

/* Between the roots of a list where it is a key; no root has one. */
#define SEPARATOR '\n'

/* Offsets are of 32 bits: the texts stay below. */
#define MAX_WORDS (UINT32_C (1) << 24)
#define MAX_ROOT_TEXT_BYTES (UINT32_C (1) << 30)

struct GfLexiconWriter
{
  char *stamp;
  uint32_t n_units;
  uint64_t commit;
  char last[GF_TERM_MAX_BYTES + 1]; /* the word before */
  GArray *words;                    /* GfLexiconEntry */
  GByteArray *shared;
  GByteArray *word_text;
  GByteArray *root_text;
  GHashTable *lists; /* where in root_text, by the list as a key */
  GfRootTable *lemmas;
  GfRootTable *parts;
  GfGramCounts *grams;
};

GfLexiconWriter *
gf_lexicon_writer_new (const char *stamp, uint32_t n_units)
{
  GfLexiconWriter *writer = g_new0 (GfLexiconWriter, 1);

  writer->stamp = g_strdup (stamp);
  writer->n_units = n_units;
  writer->words = g_array_new (FALSE, FALSE, sizeof (GfLexiconEntry));
  writer->shared = g_byte_array_new ();
  writer->word_text = g_byte_array_new ();
  writer->root_text = g_byte_array_new ();
  g_byte_array_append (writer->root_text, (const guint8 *) "", 1);
  writer->lists = g_hash_table_new_full (gf_hash_string, g_str_equal, g_free, NULL);
  writer->lemmas = gf_root_table_new ();
  writer->parts = gf_root_table_new ();
  writer->grams = gf_gram_counts_new (n_units);
  return writer;
}

void
gf_lexicon_writer_set_commit (GfLexiconWriter *writer, uint64_t commit)
{
  writer->commit = commit;
}

void
gf_lexicon_writer_free (GfLexiconWriter *writer)
{
  if (writer == NULL)
    return;
  g_free (writer->stamp);
  g_array_unref (writer->words);
  g_byte_array_unref (writer->shared);
  g_byte_array_unref (writer->word_text);
  g_byte_array_unref (writer->root_text);
  g_hash_table_unref (writer->lists);
  gf_root_table_free (writer->lemmas);
  gf_root_table_free (writer->parts);
  gf_gram_counts_free (writer->grams);
  g_free (writer);
}

static bool
can_stand (const char *string)
{
  size_t length = strnlen (string, GF_TERM_MAX_BYTES + 1);

  return length > 0 && length <= GF_TERM_MAX_BYTES
         && g_utf8_validate (string, (gssize) length, NULL);
}

/* Of @roots those that can stand, as a key. */
static char *
list_key (GfRootList roots)
{
  GString *key = g_string_new (NULL);
  unsigned n = 0;

  for (const char *root = roots; *root != '\0' && n < GF_LEXICON_MAX_ROOTS;
       root += strlen (root) + 1)
    {
      if (!can_stand (root) || strchr (root, SEPARATOR) != NULL)
        continue;
      if (n++ > 0)
        g_string_append_c (key, SEPARATOR);
      g_string_append (key, root);
    }
  return g_string_free (key, FALSE);
}

static uint32_t
append_list (GByteArray *text, const char *key)
{
  uint32_t offset = text->len;

  g_byte_array_append (text, (const guint8 *) key, (guint) strlen (key) + 1);
  g_byte_array_append (text, (const guint8 *) "", 1);
  for (guint8 *p = text->data + offset; *p != '\0'; p++)
    *p = *p == SEPARATOR ? '\0' : *p;
  return offset;
}

/* Where the list lies in the text of roots: in one place for all words that have it. */
static uint32_t
add_list (GfLexiconWriter *writer, GfRootList roots)
{
  g_autofree char *key = list_key (roots);
  gpointer known;

  if (*key == '\0')
    return 0;
  if (g_hash_table_lookup_extended (writer->lists, key, NULL, &known))
    return GPOINTER_TO_UINT (known);

  uint32_t offset = append_list (writer->root_text, key);
  g_hash_table_insert (writer->lists, g_steal_pointer (&key), GUINT_TO_POINTER (offset));
  return offset;
}

/* Adds the roots of the word that is being added to @table as well. */
static uint32_t
add_roots (GfLexiconWriter *writer, GfRootTable *table, GfRootList roots)
{
  uint32_t offset = add_list (writer, roots);
  const char *text = (const char *) writer->root_text->data;

  for (uint32_t at = offset; text[at] != '\0'; at += (uint32_t) strlen (text + at) + 1)
    gf_root_table_add (table, text + at, at, writer->words->len);
  return offset;
}

static uint8_t
count_shared (const char *a, const char *b)
{
  uint8_t n = 0;

  for (; *a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b);
       a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    n++;
  return n;
}

void
gf_lexicon_writer_add (GfLexiconWriter *writer, const char *word, uint32_t n_units,
                       const GfWordRoots *roots)
{
  GfLexiconEntry entry = { .text = writer->word_text->len,
                           .n_units = n_units,
                           .lemmas = GF_LEXICON_NOT_ANALYSED };

  if (!can_stand (word) || strcmp (word, writer->last) <= 0
      || writer->words->len >= MAX_WORDS)
    return;
  if (roots != NULL && writer->root_text->len < MAX_ROOT_TEXT_BYTES)
    {
      entry.lemmas = add_roots (writer, writer->lemmas, roots->lemmas);
      entry.parts = add_roots (writer, writer->parts, roots->parts);
    }

  size_t size = strlen (word) + 1;
  uint8_t shared = count_shared (writer->last, word);
  g_array_append_val (writer->words, entry);
  g_byte_array_append (writer->shared, &shared, 1);
  g_byte_array_append (writer->word_text, (const guint8 *) word, (guint) size);
  gf_gram_counts_add (writer->grams, word, n_units);
  memcpy (writer->last, word, size);
}

static void
set_section (GfLexiconHeader *header, const void **sections, unsigned i, const void *data,
             size_t count)
{
  sections[i] = data;
  header->counts[i] = (uint32_t) count;
}

/* What stands in the sections beside what the writer has itself. */
typedef struct
{
  GArray *lemmas;
  GArray *lemma_words;
  GArray *parts;
  GArray *part_words;
  GArray *grams;
} Lists;

static void
lists_clear (Lists *lists)
{
  g_array_unref (lists->lemmas);
  g_array_unref (lists->lemma_words);
  g_array_unref (lists->parts);
  g_array_unref (lists->part_words);
  g_array_unref (lists->grams);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lists, lists_clear)

static Lists
make_lists (const GfLexiconWriter *writer)
{
  Lists lists = { .grams = gf_gram_counts_list (writer->grams) };

  lists.lemmas = gf_root_table_list (writer->lemmas, &lists.lemma_words);
  lists.parts = gf_root_table_list (writer->parts, &lists.part_words);
  return lists;
}

static GfLexiconHeader
make_header (const GfLexiconWriter *writer, const Lists *lists, const void **sections)
{
  GfLexiconHeader header = { .byte_order = GF_LEXICON_BYTE_ORDER,
                             .version = GF_LEXICON_VERSION,
                             .n_units = writer->n_units,
                             .commit = writer->commit };

  memcpy (header.magic, GF_LEXICON_MAGIC, sizeof header.magic);
  set_section (&header, sections, GF_LEXICON_STAMP, writer->stamp,
               strlen (writer->stamp) + 1);
  set_section (&header, sections, GF_LEXICON_WORDS, writer->words->data,
               writer->words->len);
  set_section (&header, sections, GF_LEXICON_SHARED, writer->shared->data,
               writer->shared->len);
  set_section (&header, sections, GF_LEXICON_WORD_TEXT, writer->word_text->data,
               writer->word_text->len);
  set_section (&header, sections, GF_LEXICON_ROOT_TEXT, writer->root_text->data,
               writer->root_text->len);
  set_section (&header, sections, GF_LEXICON_LEMMAS, lists->lemmas->data,
               lists->lemmas->len);
  set_section (&header, sections, GF_LEXICON_LEMMA_WORDS, lists->lemma_words->data,
               lists->lemma_words->len);
  set_section (&header, sections, GF_LEXICON_PARTS, lists->parts->data,
               lists->parts->len);
  set_section (&header, sections, GF_LEXICON_PART_WORDS, lists->part_words->data,
               lists->part_words->len);
  set_section (&header, sections, GF_LEXICON_GRAMS, lists->grams->data,
               lists->grams->len);
  return header;
}

bool
gf_lexicon_writer_save (GfLexiconWriter *writer, const char *path, GError **error)
{
  const void *sections[GF_LEXICON_N_SECTIONS];
  g_auto (Lists) lists = make_lists (writer);
  GfLexiconHeader header = make_header (writer, &lists, sections);

  return gf_lexicon_save (path, &header, sections, error);
}

GfLexicon *
gf_lexicon_writer_make (GfLexiconWriter *writer, GError **error)
{
  const void *sections[GF_LEXICON_N_SECTIONS];
  g_auto (Lists) lists = make_lists (writer);
  GfLexiconHeader header = make_header (writer, &lists, sections);
  g_autoptr (GBytes) bytes = gf_lexicon_to_bytes (&header, sections);

  return gf_lexicon_new (bytes, error);
}
