/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * vocabulary.h: the words of an index, into its lexicon (common/lexicon.h).
 *
 * Written at the end of a run for the commit that the run ended with, and whenever the
 * one there is of another commit or damaged: a kill at any moment leaves the old one or
 * the new one, and the next run sees which.  It holds the words that stand in the units
 * now, and no others, so that the same files give the same lexicon, whatever happened on
 * the way.
 *
 * A word that was known keeps its roots: those are the terms of the documents that have
 * it.  Dictionaries that changed since show in new words only, until the index is built
 * anew; the lexicon's stamp is that of its first words.
 */
#pragma once

#include "common/lexicon.h"
#include "indexer/analyst.h"
#include "indexer/store.h"

/* gf_vocabulary_open: the lexicon of @store, verified.  Returns: (transfer full)
 * (nullable): NULL where there is none that can be trusted. */
GfLexicon *gf_vocabulary_open (GfStore *store);

/* gf_vocabulary_is_due: whether @lexicon (nullable) is of another commit than the last.
 */
bool gf_vocabulary_is_due (GfStore *store, const GfLexicon *lexicon);

/*
 * gf_vocabulary_write: writes it anew.  Nothing is left to commit.
 * @known: (nullable): the lexicon until now; @table: what this run learnt; @analyst:
 * asked about words that neither has Errors: GF_STORE_ERROR_INDEX; the analyst's.
 */
bool gf_vocabulary_write (GfStore *store, const GfLexicon *known,
                          const GfWordTable *table, GfAnalyst *analyst, GError **error);
