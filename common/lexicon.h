/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * lexicon.h: the words of an index, in one file a level, INDEX/LEVEL/words: what each was
 * brought to, and how common it is.
 *
 * Written whole, by the indexer, at the end of a run that changed the index, and put in
 * place by rename; mapped, read only, by whoever reads.  It serves four: analysis, which
 * need not do a word twice; a question, which asks for the words of a root; spelling and
 * suggestions, which know the index's own words and no others; and ranking, which asks
 * how common a piece of a word is.
 *
 * It is derived: without it, or with one older than the databases, every answer has the
 * same hits; only words are analysed anew, and what is counted here is of the commit that
 * it was written for.  Its header is checked when it is opened, and a damaged one
 * refused; the rest is checked as it is read: a reader never looks outside the file,
 * whatever stands in it, and what it hands out is valid UTF-8.  Whoever hands on what
 * stands in it (the indexer, to the next lexicon) verifies it whole first.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Below INDEX/LEVEL. */
#define GF_WORDS_FILE "words"

/* A word or a root has at most GF_TERM_MAX_BYTES bytes, a list at most this many roots.
 */
#define GF_LEXICON_MAX_ROOTS 32

/*
 * A list of roots: NUL-terminated strings one after the other, ended by an empty one:
 * for (const char *root = roots; *root != '\0'; root += strlen (root) + 1)
 */
typedef const char *GfRootList;

/* What a word was brought to.  Never NULL; empty lists where there is nothing. */
typedef struct
{
  GfRootList lemmas; /* roots of the whole word, most often one */
  GfRootList parts;  /* roots of the parts of a compound */
} GfWordRoots;

typedef struct
{
  const char *word;
  uint32_t n_units; /* units that have the word; 0: no longer in the index */
  bool analysed;    /* else both lists are empty for want of an analysis */
  GfWordRoots roots;
} GfLexiconWord;

typedef enum
{
  GF_LEXICON_ERROR_NOT_FOUND, /* no such file */
  GF_LEXICON_ERROR_DAMAGED, /* not a lexicon, of another version, or damaged: do without,
                               the next run writes it anew */
  GF_LEXICON_ERROR_IO       /* the system refused */
} GfLexiconError;
#define GF_LEXICON_ERROR (gf_lexicon_error_quark ())
GQuark gf_lexicon_error_quark (void);

typedef struct GfLexicon GfLexicon;

/* gf_lexicon_open: Returns: (transfer full): for any number of threads. */
GfLexicon *gf_lexicon_open (const char *path, GError **error);
GfLexicon *gf_lexicon_ref (GfLexicon *lexicon);
void gf_lexicon_unref (GfLexicon *lexicon);

/*
 * gf_lexicon_verify: reads it all, and holds it against the sum that it was written with:
 * some milliseconds where a question should not pay for them.
 * Errors: DAMAGED.
 */
bool gf_lexicon_verify (const GfLexicon *lexicon, GError **error);

/* What analysed the words (norsk/analysis.h). */
const char *gf_lexicon_get_stamp (const GfLexicon *lexicon);
/* Units in the index it was written for. */
uint32_t gf_lexicon_get_n_units (const GfLexicon *lexicon);
/* The number of the commit it was written for (GF_META_COMMIT); 0 where none was told. */
uint64_t gf_lexicon_get_commit (const GfLexicon *lexicon);
uint32_t gf_lexicon_get_n_words (const GfLexicon *lexicon);

/* All strings handed out live as long as the lexicon. */

/* The word of number @i, in rising order of bytes; an empty one, in no unit, where the
   file has none of that number, or a damaged one. */
void gf_lexicon_get (const GfLexicon *lexicon, uint32_t i, GfLexiconWord *word_out);
/* The same in part, for those who go through many. */
const char *gf_lexicon_get_word (const GfLexicon *lexicon, uint32_t i);
uint32_t gf_lexicon_get_word_units (const GfLexicon *lexicon, uint32_t i);
/* These are asked for next: what is not in the processor's memory is on its way there. */
void gf_lexicon_expect (const GfLexicon *lexicon, const uint32_t *words, size_t n);

/* The number of @word, UINT32_MAX where it is not there. */
uint32_t gf_lexicon_find (const GfLexicon *lexicon, const char *word);

/* The number of the first word that is not before @beginning in order of bytes. */
uint32_t gf_lexicon_lower_bound (const GfLexicon *lexicon, const char *beginning);

/*
 * gf_lexicon_next_branch: the words as a tree of characters: the number of the next word
 * after @i that does not begin with the first @n_characters of word @i; the number of
 * words where there is none.
 * @n_characters: above 0
 * @shared_out: (out): the characters that it shares with word @i, fewer than
 * @n_characters
 */
uint32_t gf_lexicon_next_branch (const GfLexicon *lexicon, uint32_t i,
                                 unsigned n_characters, unsigned *shared_out);

/*
 * The words that have @root as a lemma, or as a part, as numbers, rising.
 * Returns: how many; *words_out is valid as long as the lexicon.
 */
size_t gf_lexicon_words_of_lemma (const GfLexicon *lexicon, const char *root,
                                  const uint32_t **words_out);
size_t gf_lexicon_words_of_part (const GfLexicon *lexicon, const char *root,
                                 const uint32_t **words_out);

/*
 * The number of units that hold @gram (GF_GRAM_CHARACTERS characters of "_word_"; a word
 * of one or two letters is a gram by itself), were words spread by chance:
 * N (1 - the product of (1 - n/N) over the words that hold it); 0 where none does.
 */
#define GF_GRAM_CHARACTERS 4
double gf_lexicon_gram_units (const GfLexicon *lexicon, const char *gram);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfLexicon, gf_lexicon_unref)

/* Writing: words are added in rising order of bytes, each once, then saved. */
typedef struct GfLexiconWriter GfLexiconWriter;

/* @n_units: units in the index */
GfLexiconWriter *gf_lexicon_writer_new (const char *stamp, uint32_t n_units);
void gf_lexicon_writer_free (GfLexiconWriter *writer);

/* gf_lexicon_writer_set_commit: the number of the commit that the words are of. */
void gf_lexicon_writer_set_commit (GfLexiconWriter *writer, uint64_t commit);

/*
 * A word that is too long, not valid UTF-8, or not after the one before it in order of
 * bytes is left out, and so is a root that cannot stand.
 * @roots: NULL where the word was not analysed; copied
 */
void gf_lexicon_writer_add (GfLexiconWriter *writer, const char *word, uint32_t n_units,
                            const GfWordRoots *roots);

/*
 * gf_lexicon_writer_save: the same bytes for the same words.  Written beside @path,
 * synced, and renamed over it.  Errors: IO; @path is then as it was.
 */
bool gf_lexicon_writer_save (GfLexiconWriter *writer, const char *path, GError **error);

/* gf_lexicon_writer_make: the same as a lexicon in memory.  Returns: (transfer full).
   Errors: DAMAGED: there is more of it than a file can hold. */
GfLexicon *gf_lexicon_writer_make (GfLexiconWriter *writer, GError **error);

/*
 * gf_lexicon_join: the words of @lexicons, @n of them, at least one, as if their units
 * were of one index; of no commit.  Where they know other roots of a word it has them
 * all.  What was analysed by one and the same has its stamp, else GF_LEXICON_MIXED_STAMP.
 * About a microsecond a word.
 * Returns: (transfer full).  Errors: as gf_lexicon_writer_make ().
 */
#define GF_LEXICON_MIXED_STAMP "mixed"
GfLexicon *gf_lexicon_join (const GfLexicon *const *lexicons, size_t n, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfLexiconWriter, gf_lexicon_writer_free)
