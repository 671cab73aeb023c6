/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * roots.h: the roots of words, from where they are cheapest: what was asked before, the
 * index's own lexicon, the analysis; in the end the Snowball stem.
 *
 * For one thread at a time.  Memory is bounded: what was asked before is forgotten when
 * it grows over some megabytes.
 */
#pragma once

#include "norsk/analysis.h"

typedef struct GfRoots GfRoots;

/*
 * gf_roots_new: @lexicon (nullable): a reference is taken.  @analysis (nullable):
 * (transfer none), outlives this; without it a word that is not in the lexicon and was
 * not added has its stem.
 */
GfRoots *gf_roots_new (GfLexicon *lexicon, GfAnalysis *analysis);
void gf_roots_free (GfRoots *roots);

/* gf_roots_set_lexicon: @lexicon (nullable) in place of the one before; forgets what was
   asked. */
void gf_roots_set_lexicon (GfRoots *roots, GfLexicon *lexicon);

/* gf_roots_set_max_bytes: of what is remembered; some megabytes else. */
void gf_roots_set_max_bytes (GfRoots *roots, size_t max_bytes);

/* gf_roots_knows: whether @form is in the lexicon, analysed, or was added. */
bool gf_roots_knows (const GfRoots *roots, const char *form);

/* gf_roots_add: @form's roots, analysed by another process; copied. */
void gf_roots_add (GfRoots *roots, const char *form, const GfWordRoots *found);

/* gf_roots_find: @found_out: valid until gf_roots_forget (), or until the next call where
   memory ran over. At least one lemma. */
void gf_roots_find (GfRoots *roots, const char *form, GfWordRoots *found_out);

/*
 * gf_roots_find_known: the same where it costs no analysis: of what is in the lexicon or
 * was asked before, and of every form where there is nothing to analyse with.
 */
bool gf_roots_find_known (GfRoots *roots, const char *form, GfWordRoots *found_out);

/* gf_roots_forget: what was added and asked, so that one document's words do not burden
   the next. */
void gf_roots_forget (GfRoots *roots);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRoots, gf_roots_free)
