/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * word-lists.h: what the registers say of single words, beside the dictionaries.
 *
 *   word-pairs.tsv   word root language source: a lemma, or a form that no dictionary
 *                    has, and the lemma of bokmål that it is searched as; itself, where
 *                    the dictionaries mislead; more rows for more roots
 *   whole-words.tsv  word kind source: GfWordKind
 *   places.tsv       name kind source: names that are no municipality's; kind: "name", or
 *                    "word" for one that is a form of a common word too, or "part" for
 *                    a word of longer names that is none by itself
 *   municipalities.tsv, counties.tsv: their column "name"
 *
 * UTF-8, cells apart by tabs, '#' begins a comment line, the first other line names the
 * columns.  All words are folded as tokens are.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/lexicon.h"

typedef struct GfWordLists GfWordLists;

/*
 * gf_word_lists_load: reads the registers of @folder; without municipalities.tsv
 * and counties.tsv theirs are not known.
 * Errors: G_FILE_ERROR: cannot be read, or (INVAL) a column is missing, or a line is
 * short.
 */
GfWordLists *gf_word_lists_load (const char *folder, GError **error);
void gf_word_lists_free (GfWordLists *lists);

/* gf_word_lists_digest: what was read, for a stamp. */
void gf_word_lists_digest (const GfWordLists *lists, GChecksum *checksum);

/* gf_word_lists_pairs: the roots of @lemma by the register of pairs, NULL for none. */
GfRootList gf_word_lists_pairs (const GfWordLists *lists, const char *lemma);

/* What whole-words.tsv says of a word; none is two of these. */
typedef enum
{
  GF_KIND_NONE,
  GF_KIND_WHOLE,        /* a lemma with no parts that are worth anything: "samarbeid" */
  GF_KIND_ENDING,       /* last in a word it only ends it: "-skap" */
  GF_KIND_PREFIX,       /* first in a word, as written, it only begins it: "hoved" */
  GF_KIND_NEVER_PART,   /* a word, but found in others by chance: "ort" in "rapport" */
  GF_KIND_NEVER_LAST,   /* the same of the last place: "ring" in "rullering" */
  GF_KIND_SHORT_PART,   /* a part though it has but two letters: "by" */
  GF_KIND_NEVER_JOINED, /* has no s after it: "prosjekt" */
  GF_KIND_NEVER_NAME,   /* last in a name it makes it none: "lov" in "kommuneloven" */
  GF_N_KINDS
} GfWordKind;

/* gf_word_lists_is_kind: whether the first @length bytes of @word are a word of @kind. */
bool gf_word_lists_is_kind (const GfWordLists *lists, const char *word, size_t length,
                            GfWordKind kind);

typedef enum
{
  GF_PLACE_NONE,
  GF_PLACE_NAME,         /* a name and nothing else */
  GF_PLACE_NAME_AND_WORD /* and a common word: "øyer", "time" */
} GfPlace;

GfPlace gf_word_lists_find_place (const GfWordLists *lists, const char *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfWordLists, gf_word_lists_free)
