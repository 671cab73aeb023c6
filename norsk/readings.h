/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * readings.h: what a dictionary of Apertium says of a form, taken apart:
 * "/høring<n><m><sg><ind>/høre<vblex><imp>" is two readings.  Nothing is copied; a
 * reading points into the text it came from.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum
{
  GF_WORD_NOUN,
  GF_WORD_ADJECTIVE,
  GF_WORD_VERB,
  GF_WORD_NAME,
  GF_WORD_FUNCTION, /* prepositions, pronouns, conjunctions ... */
  GF_WORD_OTHER,    /* adverbs, numerals, interjections */
  GF_N_WORD_CLASSES
} GfWordClass;

/* Where a form stands when it is read so. */
typedef enum
{
  GF_READING_WHOLE, /* a word by itself */
  GF_READING_FIRST, /* before another part of a compound only */
  GF_READING_LAST   /* the last part of a compound only */
} GfReadingUse;

typedef struct
{
  const char *lemma;
  size_t lemma_length;
  const char *tags; /* "<n><m><sg><ind>", control tags not among them */
  size_t tags_length;
  GfWordClass word_class;
  GfReadingUse use;
} GfReading;

/*
 * gf_reading_next: the next of @readings, which is moved past it.
 * Returns: false at the end.
 */
bool gf_reading_next (const char **readings, GfReading *reading_out);

/* Whether @tag, as "<imp>", is among the reading's. */
bool gf_reading_has_tag (const GfReading *reading, const char *tag);

/* gf_readings_have_whole: whether one of @readings (nullable) is of a word by itself. */
bool gf_readings_have_whole (const char *readings);

/*
 * gf_reading_dup_root: the lemma, folded as a token is, without the number that tells
 * like-spelled ones apart.
 * Returns: (transfer full) (nullable): NULL where it is not made of letters only, as of
 * an entry of several words.
 */
char *gf_reading_dup_root (const GfReading *reading);
