/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * reading.h: what a word of the question was taken to mean, told to the person who asked.
 *
 * Filled in while the word is planned, so that it says what was searched and nothing
 * else: the forms of it that the index has, the compounds that hold it, its own parts,
 * its other names, how it was spelled anew.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

#include "query/plan/words.h"

typedef enum
{
  GF_READING_FORMS,     /* inflections and the other written language */
  GF_READING_COMPOUNDS, /* words of the index that have it as a part */
  GF_READING_PARTS,     /* parts of the word itself */
  GF_READING_KIN,       /* other words of its stem */
  GF_READING_NAMES,     /* other names, with their years */
  GF_READING_SPELLINGS, /* what it may have been meant to be, where the index has no such
                           word */
  GF_N_READINGS
} GfReadingKind;

typedef struct
{
  char *word;                      /* as it was asked, folded */
  GPtrArray *lists[GF_N_READINGS]; /* char *, the most frequent first */
  unsigned n_more[GF_N_READINGS];  /* that are not listed */
  double weights[GF_N_READINGS];   /* against 1 for the word itself; 0: the same */
} GfReading;

GfReading *gf_reading_new (const char *word);
void gf_reading_free (GfReading *reading);

/* Adds @text to a list; over GF_READING_MAX it is counted only. */
#define GF_READING_MAX 8
void gf_reading_add (GfReading *reading, GfReadingKind kind, const char *text);

/*
 * gf_reading_sentence: "«høring»: høring, høringen, høyring; i sammensetninger:
 * høringssvar (vekt 0,7)." in bokmål.  Returns: (transfer full).
 */
char *gf_reading_sentence (const GfReading *reading);

/*
 * gf_reading_json: {"word", "forms": [...], "compounds": {"weight", "words": [...],
 * "more"}, ...}; empty lists are left out.  Returns: (transfer full).
 */
json_t *gf_reading_json (const GfReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfReading, gf_reading_free)
