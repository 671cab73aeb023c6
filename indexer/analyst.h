/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analyst.h: the one gjenfinn-words of a run, asked about words by whoever has them.
 *
 * Started for the first question; questions are asked one after the other, and nobody
 * waits but who wants to: its socket is one more to poll.  Answers are checked, kept in
 * the run's table and handed on, and a word that is in the table is not asked again.
 * Where it dies or hangs it is replaced, and asked for fewer words, until it is known
 * which it dies of: that word is then its own root, in the index as in its lexicon, and
 * kills nobody again.  After many deaths it is done without.
 */
#pragma once

#include <glib.h>
#include <poll.h>
#include <stdbool.h>

#include "indexer/word-table.h"

typedef struct GfAnalyst GfAnalyst;

typedef enum
{
  GF_ANALYST_ERROR_START /* cannot be started, or refuses to work: it has said why */
} GfAnalystError;
#define GF_ANALYST_ERROR (gf_analyst_error_quark ())
GQuark gf_analyst_error_quark (void);

/*
 * @asker: of the question; @answer: GF_ROOTS_TYPE, checked, a word's roots for each word
 * asked for.  Errors end the run.
 */
typedef bool (*GfAnalystAnswer) (gpointer user_data, gpointer asker, GVariant *answer,
                                 GError **error);

typedef struct
{
  /* (transfer none): copied */
  const char *program;    /* path of gjenfinn-words */
  const char *registers;  /* folder it reads before it locks itself in */
  GfWordTable *table;     /* (transfer none): outlives this; learns every answer */
  unsigned seconds_a_try; /* wall clock, for one question */
} GfAnalystOptions;

GfAnalyst *gf_analyst_new (const GfAnalystOptions *options);
void gf_analyst_free (GfAnalyst *analyst);

/* gf_analyst_set_answer: who hears the answers. */
void gf_analyst_set_answer (GfAnalyst *analyst, GfAnalystAnswer answer,
                            gpointer user_data);

/* gf_analyst_ask: puts a question in line.  @question: sound (gf_question_is_sound ()),
 * a reference is taken; @asker: not NULL. */
void gf_analyst_ask (GfAnalyst *analyst, GVariant *question, gpointer asker);

/* gf_analyst_forget: @asker is gone, and wants no answer. */
void gf_analyst_forget (GfAnalyst *analyst, gconstpointer asker);

/*
 * gf_analyst_prepare: asks the next question if it can, starting the process if it must.
 * @waited_out: what to poll for it; a descriptor of -1, which poll () passes over, where
 * nothing is awaited.
 * Errors: START, and those of the answer.
 */
bool gf_analyst_prepare (GfAnalyst *analyst, struct pollfd *waited_out, GError **error);

/* When to call gf_analyst_step () though nothing came: g_get_monotonic_time ()'s; -1 for
 * never. */
int64_t gf_analyst_get_deadline_us (const GfAnalyst *analyst);

/* gf_analyst_step: takes in what came.  @readable: poll () says so.  Errors: as
 * prepare. */
bool gf_analyst_step (GfAnalyst *analyst, bool readable, GError **error);

/*
 * gf_analyst_wait: asks, and waits for the answer; those of others who asked before are
 * handed on meanwhile.  Returns: (transfer full).  Errors: as prepare.
 */
GVariant *gf_analyst_wait (GfAnalyst *analyst, GVariant *question, GError **error);

/* What analyses words (norsk/analysis.h); NULL where it was not started yet. */
const char *gf_analyst_get_stamp (const GfAnalyst *analyst);

/* gf_analyst_wait_stamp: the same, started for it if need be.  Errors: START. */
const char *gf_analyst_wait_stamp (GfAnalyst *analyst, GError **error);

/* How often it died or hung over a question. */
unsigned gf_analyst_count_deaths (const GfAnalyst *analyst);
/* Whether that was too often: from then on every word is its own root. */
bool gf_analyst_has_given_up (const GfAnalyst *analyst);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfAnalyst, gf_analyst_free)
