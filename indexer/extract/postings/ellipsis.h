/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ellipsis.h: compounds that share a part, written once: "areal-, miljø- og
 * transportplan", "transportplan og -strategi".
 *
 * A word that ends in a hyphen before white space, or begins with one after it, waits for
 * the whole word beside it, which a comma or a word like "og" ties it to.  Which part
 * they share is told by the roots of the parts of the whole word.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/lexicon.h"
#include "norsk/tokens.h"

/* A word as its reader's caller numbers it. */
typedef struct
{
  uint32_t term;
  uint32_t position;
} GfEllipsisWord;

typedef struct
{
  GfEllipsisWord part; /* what is written of it: its position is the compound's */
  uint32_t whole;      /* the term of the whole word that has the other part */
  bool is_head;        /* @part is the beginning of the compound; else its end */
} GfEllipsis;

/* More than this many that wait for one word are a list of something else. */
#define GF_ELLIPSIS_MAX_WAITING 8

/* A reader of one text, word after word. */
typedef struct
{
  const char *text;
  size_t end; /* of the word before; the text between is what ties */
  GfEllipsisWord waiting[GF_ELLIPSIS_MAX_WAITING];
  unsigned n_waiting;
  uint32_t whole; /* the last whole word that one with a hyphen before it may follow; 0
                     for none */
  bool is_tied;   /* a word like "og" came last */
} GfEllipsisReader;

/* @text outlives it. */
void gf_ellipsis_init (GfEllipsisReader *reader, const char *text);

/*
 * gf_ellipsis_read: the next word of the text.
 * @word: with a term of 0 where it has none
 * @found: of GfEllipsis: what is now known to be written in part is appended
 */
void gf_ellipsis_read (GfEllipsisReader *reader, const GfToken *token,
                       const GfEllipsisWord *word, GArray *found);

/*
 * gf_ellipsis_find_tail: where @whole falls into two of its @parts; of several places the
 * first, since what is left out is then the most ("by- og regionforskningsinstitutt" is
 * a "byforskningsinstitutt").
 * Returns: bytes into @whole; 0 where it cannot be told.
 */
size_t gf_ellipsis_find_tail (const char *whole, GfRootList parts);
