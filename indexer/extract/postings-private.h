/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * postings-private.h: what the files of the postings share: how terms lie in memory.
 */
#pragma once

#include "common/hash.h"
#include "indexer/extract/ellipsis.h"
#include "indexer/extract/postings.h"

/* A term.  Terms and occurrences are numbered from 1; 0 is none. */
typedef struct
{
  uint32_t text; /* offset into the texts, NUL-terminated there */
  uint32_t hash;
  uint32_t length;
  uint32_t wdf;
  uint32_t n_positions;
  uint32_t last_occurrence;
  uint8_t field;     /* GfPostingsField: what it is a word of; beyond, a root */
  bool is_unordered; /* its positions do not rise */
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
