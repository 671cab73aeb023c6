/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * postings-private.h: what the files of the postings share: how terms lie in memory.
 */
#pragma once

#include <string.h>

#include "common/hash.h"
#include "indexer/extract/postings/ellipsis.h"
#include "indexer/extract/postings/postings.h"

/* The prefixes of a field's words, of their lemmas and of the roots of their parts. */
typedef struct
{
  const char *exact;
  const char *lemma;
  const char *part;
} GfPostingsPrefixes;

/* By GfPostingsField. */
extern const GfPostingsPrefixes gf_postings_prefixes[];
/* In a root's field. */
#define GF_POSTINGS_NO_WORD (GF_POSTINGS_REGION + 1)

/* A term.  Terms and occurrences are numbered from 1; 0 is none. */
typedef struct
{
  uint32_t text; /* offset into the texts, NUL-terminated there */
  uint32_t hash;
  uint32_t length;
  uint32_t wdf;
  uint32_t root_wdf; /* what it counts beside that, as the root of other words */
  uint32_t n_positions;
  uint32_t last_occurrence;
  uint8_t field;     /* GfPostingsField: what it is a word of; beyond, a root */
  bool is_unordered; /* its positions do not rise */
  bool is_own_root;  /* a word that is one of its own lemmas */
} GfPostingsTerm;

/* One position of a term, and the occurrence of the same term before it. */
typedef struct
{
  uint32_t position;
  uint32_t before;
} GfPostingsOccurrence;

/* A word written in part, and what each time it is counts. */
typedef struct
{
  GfEllipsis ellipsis;
  uint32_t wdf;
} GfPostingsEllipsis;

struct GfPostings
{
  GfHashKey key;
  uint32_t *slots; /* open addressing: terms, found by their hash */
  size_t n_slots;  /* a power of two */
  GfPostingsTerm *terms;
  size_t n_terms;
  size_t terms_size;
  GfPostingsOccurrence *occurrences;
  size_t n_occurrences;
  size_t occurrences_size;
  char *texts; /* the terms' own, each with its NUL */
  size_t n_texts;
  size_t texts_size;
  GArray *ellipses; /* of GfPostingsEllipsis */
  GArray *found;    /* of GfEllipsis: those of the word under way */
  GPtrArray *filters;
  GVariantBuilder *values;
};

static inline GfPostingsTerm *
gf_postings_term (const GfPostings *postings, uint32_t number)
{
  return &postings->terms[number - 1];
}

static inline const char *
gf_postings_text (const GfPostings *postings, const GfPostingsTerm *term)
{
  return postings->texts + term->text;
}

/* The word that @term is of, without its prefix. */
static inline const char *
gf_postings_word (const GfPostings *postings, const GfPostingsTerm *term)
{
  return gf_postings_text (postings, term)
         + strlen (gf_postings_prefixes[term->field].exact);
}

/* @prefix and @word, of @length bytes, as a term; NULL where there is none. */
GfPostingsTerm *gf_postings_look_up (const GfPostings *postings, const char *prefix,
                                     const char *word, size_t length);

/* The number of that term, made where it is new. */
uint32_t gf_postings_find (GfPostings *postings, const char *prefix, const char *word,
                           size_t length, uint8_t field);
