/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * references-private.h: one block of a unit as the finders of references see it.
 *
 * Numbers of cases are found first; then days of meetings, of which one right before a
 * number only says whose case that is.
 */
#pragma once

#include <stdint.h>

#include "common/record.h"
#include "indexer/understand/links/references.h"
#include "indexer/understand/reading/said-dates.h"
#include "indexer/understand/reading/words.h"

typedef struct
{
  const GfRegisters *registers;
  const GfDocument *document;
  GHashTable *own_cases;    /* (element-type utf8): numbers of the document's cases */
  bool year_first;          /* as its cases are numbered: "2023/48" */
  GHashTable *own_prefixes; /* (element-type utf8): letters before them */
  const GfUnit *unit;
  const GfBlock *block;
  GfWords *words;     /* of the block's text */
  uint32_t offset;    /* of the block in the unit's text */
  GPtrArray *found;   /* of GfReference */
  guint first_case;   /* of @found: the first reference to a case in this block */
  GArray *case_words; /* of size_t: the word that each of those begins with */
} GfReferenceFinder;

/* A body named in the text. */
typedef struct
{
  size_t first;    /* word */
  size_t end;      /* the word after it */
  char *name;      /* whole; NULL for none */
  bool is_meeting; /* "styremøtet" */
} GfNamedBody;

static inline void
gf_named_body_clear (GfNamedBody *body)
{
  g_clear_pointer (&body->name, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfNamedBody, gf_named_body_clear)

static inline size_t
gf_finder_n_words (const GfReferenceFinder *finder)
{
  return finder->words->words->len;
}

static inline const GfWord *
gf_finder_word (const GfReferenceFinder *finder, size_t index)
{
  return gf_words_get (finder->words, index);
}

/* Bytes of the block from and to which @index reaches. */
static inline size_t
gf_finder_start (const GfReferenceFinder *finder, size_t index)
{
  return gf_finder_word (finder, index)->start;
}

static inline size_t
gf_finder_end (const GfReferenceFinder *finder, size_t index)
{
  return gf_finder_start (finder, index) + gf_finder_word (finder, index)->length;
}

/* Whether only characters of @marks stand between word @index and the next, at most @max
 * bytes. */
bool gf_finder_is_between (const GfReferenceFinder *finder, size_t index,
                           const char *marks, size_t max);

/* Whether word @index begins a phrase of reference-words.tsv with @meaning; *size_out
   (optional): its words. */
bool gf_finder_has (const GfReferenceFinder *finder, size_t index,
                    GfReferenceWord meaning, size_t *size_out);

/* Adds a reference from word @first to word @last. Returns: (transfer none): NULL where
 * there are too many. */
GfReference *gf_finder_add (GfReferenceFinder *finder, GfReferenceKind kind, size_t first,
                            size_t last);

/* reference-bodies.c: the body that word @index begins, by the registers; false for
 * none. */
bool gf_named_body_read (const GfReferenceFinder *finder, size_t index,
                         GfNamedBody *body_out);
/* The name of the body that letters before a number say, by the document's date.
   Returns: (transfer full) (nullable). */
char *gf_abbreviation_dup_body (const GfReferenceFinder *finder, size_t index);
/* Whether word @index is, in capitals, one of abbreviations.tsv. */
bool gf_abbreviation_is_known (const GfReferenceFinder *finder, size_t index);
/* The body nearest before word @first in its sentence, else right after word @last, if
   any. */
bool gf_named_body_near (const GfReferenceFinder *finder, size_t first, size_t last,
                         GfNamedBody *body_out);

/* reference-cases.c, reference-meetings.c */
void gf_reference_cases_find (GfReferenceFinder *finder);
void gf_reference_meetings_find (GfReferenceFinder *finder);
