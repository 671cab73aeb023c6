/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * posted-words.h: the words of a unit or document on their way from gjenfinn-extract to
 * the indexer (GF_POSTED_WORDS_TYPE, common/message.h).
 *
 * Three arrays without structure of their own, so that a hundred thousand words cost
 * neither side an allocation each (measured: a third of the indexer's time went into
 * that), and of numbers of 64 bits, since GLib looks at each element when it checks that
 * a message is sound.  The reader takes them from a process that a hostile file may have
 * taken over: whatever stands in them, it stays within them, and hands out valid UTF-8.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* As it is sent for each word. */
typedef struct
{
  uint32_t wdf;
  uint32_t n_positions;
} GfPostedCount;

typedef struct
{
  const char *term; /* not empty, valid UTF-8 */
  GfPostedCount count;
  const uint32_t *positions; /* as many as it counts */
} GfPostedWord;

/* Private to its functions. */
typedef struct
{
  const char *terms;
  gsize n_bytes;
  const GfPostedCount *counts;
  gsize n_counts;
  const uint32_t *positions;
  gsize n_positions;
} GfPostedWords;

/*
 * gf_posted_words_new: copied.
 * @terms: each ended by a NUL, @n_bytes in all; @counts: @n_counts, one for each
 * @positions: @n_positions, each word's after those of the word before
 * Returns: floating.
 */
GVariant *gf_posted_words_new (const char *terms, gsize n_bytes,
                               const GfPostedCount *counts, gsize n_counts,
                               const uint32_t *positions, gsize n_positions);

/* gf_posted_words_init: a reader of @packed, which must outlive it. */
void gf_posted_words_init (GfPostedWords *words, GVariant *packed);

/* gf_posted_words_next: false at the end, and where the arrays do not fit together. */
bool gf_posted_words_next (GfPostedWords *words, GfPostedWord *word_out);

/* gf_posted_words_is_at_end: whether all was read; else no sound worker sent it. */
bool gf_posted_words_is_at_end (const GfPostedWords *words);
