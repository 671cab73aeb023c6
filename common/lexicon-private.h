/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexicon-private.h: how a lexicon lies in its file: a header and ten sections, in the
 * order of the enumeration, each begun at a multiple of eight bytes and padded with
 * zeros.  Where a section lies follows from the counts before it, so there are no offsets
 * to distrust.  Numbers are in the byte order of the machine, as in the rest of an index.
 *
 * Only the header is checked when a lexicon is opened: a question reads some pages of a
 * file of tens of megabytes.  Whatever is read from the rest is checked when it is read;
 * gf_lexicon_verify () reads it all.
 */
#pragma once

#include <assert.h>

#include "common/gram-key.h"
#include "common/lexicon.h"

#define GF_LEXICON_MAGIC "GjfWords"
#define GF_LEXICON_BYTE_ORDER 0x01020304u
#define GF_LEXICON_VERSION 1u
#define GF_LEXICON_ALIGNMENT 8

enum
{
  GF_LEXICON_STAMP,       /* bytes, ended by a NUL */
  GF_LEXICON_WORDS,       /* GfLexiconEntry, in order of their texts */
  GF_LEXICON_SHARED,      /* a byte a word: characters it shares with the one before */
  GF_LEXICON_WORD_TEXT,   /* the words, each ended by a NUL */
  GF_LEXICON_ROOT_TEXT,   /* lists of roots; begins with an empty one, ends with NULs */
  GF_LEXICON_LEMMAS,      /* GfLexiconRoot, in order of their texts, and one past them */
  GF_LEXICON_LEMMA_WORDS, /* numbers of words */
  GF_LEXICON_PARTS,       /* as the lemmas */
  GF_LEXICON_PART_WORDS,
  GF_LEXICON_GRAMS, /* GfLexiconGram, in order of their keys */
  GF_LEXICON_N_SECTIONS
};

/* In GfLexiconEntry.lemmas of a word that was not analysed. */
#define GF_LEXICON_NOT_ANALYSED UINT32_MAX

typedef struct
{
  uint32_t text; /* into GF_LEXICON_WORD_TEXT */
  uint32_t n_units;
  uint32_t lemmas; /* into GF_LEXICON_ROOT_TEXT */
  uint32_t parts;
} GfLexiconEntry;

/* Its words are those from @first to the next root's first. */
typedef struct
{
  uint32_t text; /* into GF_LEXICON_ROOT_TEXT: some list has it */
  uint32_t first;
} GfLexiconRoot;

typedef struct
{
  uint64_t high;
  uint32_t low;
  float units;
} GfLexiconGram;

typedef struct
{
  char magic[8];
  uint32_t byte_order;
  uint32_t version;
  uint32_t counts[GF_LEXICON_N_SECTIONS]; /* of elements */
  uint32_t n_units;
  uint32_t header_sum;   /* of this header, taken with zero in this place */
  uint64_t contents_sum; /* of all that follows the header */
  uint64_t commit;       /* of the databases that it was written for; 0 where not told */
} GfLexiconHeader;

static_assert (sizeof (GfLexiconHeader) == 80, "no padding in the header");
static_assert (sizeof (GfLexiconEntry) == 16, "no padding in a word");
static_assert (sizeof (GfLexiconGram) == 16, "no padding in a gram");

/* A file that is open: roots of one kind, texts, and the whole. */
typedef struct
{
  const GfLexiconRoot *roots;
  uint32_t n_roots;
  const uint32_t *words;
  uint32_t n_words;
} GfLexiconRoots;

typedef struct
{
  const char *bytes; /* the last is a NUL */
  uint32_t size;
} GfLexiconText;

struct GfLexicon
{
  gatomicrefcount references;
  GBytes *bytes;
  size_t size;
  const GfLexiconHeader *header;
  const char *stamp;
  const GfLexiconEntry *words;
  uint32_t n_words;
  const uint8_t *shared;
  GfLexiconText word_text;
  GfLexiconText root_text;
  GfLexiconRoots lemmas;
  GfLexiconRoots parts;
  const GfLexiconGram *grams;
  uint32_t n_grams;
};

/* gf_lexicon_new: what gf_lexicon_open () makes of the bytes of a file, which begin where
   a number of 64 bits may.  Errors: DAMAGED. */
GfLexicon *gf_lexicon_new (GBytes *bytes, GError **error);

/* The bytes of an element of section @i. */
size_t gf_lexicon_element_size (unsigned i);

/* Where each section begins, and the size of the file that has these counts. */
uint64_t gf_lexicon_layout (const GfLexiconHeader *header,
                            uint64_t offsets_out[GF_LEXICON_N_SECTIONS]);

/*
 * gf_lexicon_sum: @sum carried over @size bytes, the last of them padded with zeros to
 * eight: against decay, not against malice.  Begins with GF_LEXICON_SUM.
 */
#define GF_LEXICON_SUM UINT64_C (0x9e3779b97f4a7c15)
uint64_t gf_lexicon_sum (uint64_t sum, const void *data, size_t size);
uint32_t gf_lexicon_header_sum (const GfLexiconHeader *header);

int gf_gram_compare (GfGramKey a, GfGramKey b);

/* The grams of words that are added, and how common they make them. */
typedef struct GfGramCounts GfGramCounts;

/* @n_units: units in the index */
GfGramCounts *gf_gram_counts_new (uint32_t n_units);
void gf_gram_counts_free (GfGramCounts *counts);
/* @word: valid UTF-8, in @n_units units */
void gf_gram_counts_add (GfGramCounts *counts, const char *word, uint32_t n_units);
/* Returns: (transfer full) (element-type GfLexiconGram): sorted. */
GArray *gf_gram_counts_list (const GfGramCounts *counts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfGramCounts, gf_gram_counts_free)

/* Roots of one kind, and the words that have them. */
typedef struct GfRootTable GfRootTable;

GfRootTable *gf_root_table_new (void);
void gf_root_table_free (GfRootTable *table);
/* @root: copied; @text: where the file has it; @word: its number, none before falling */
void gf_root_table_add (GfRootTable *table, const char *root, uint32_t text,
                        uint32_t word);
/* *words_out: (transfer full) (element-type uint32_t).  Returns: (transfer full)
   (element-type GfLexiconRoot): as the file has them. */
GArray *gf_root_table_list (const GfRootTable *table, GArray **words_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRootTable, gf_root_table_free)

/* The sections of a file, each of the number of elements that @header says; written as
   gf_lexicon_writer_save () promises.  Sets the sums. */
bool gf_lexicon_save (const char *path, GfLexiconHeader *header,
                      const void *const sections[GF_LEXICON_N_SECTIONS], GError **error);

/* The same, in memory.  Returns: (transfer full). */
GBytes *gf_lexicon_to_bytes (GfLexiconHeader *header,
                             const void *const sections[GF_LEXICON_N_SECTIONS]);
