/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analysis.h: what a Norwegian word is a form of, and what it is put together of.
 *
 * A root is the lemma in bokmål, folded as a token is: "høyringa", "høringen" and
 * "høyringar" have the root "høring"; an ambiguous form has several.  A compound has the
 * roots of its parts beside its own.  Lemmas and compounds come from the Apertium
 * dictionaries through lttoolbox, nynorsk is brought to bokmål by their bilingual
 * dictionary, the field's own pairs by registers/word-pairs.tsv; a word that none knows
 * has its Snowball stem.  Names of places in the registers are themselves.
 *
 * Without the Apertium data all this is Snowball and the registers, and
 * gf_analysis_has_dictionaries () says so.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/lexicon.h"

typedef struct GfAnalysis GfAnalysis;

#define GF_ANALYSIS_MAX_FORM_BYTES 64
#define GF_ANALYSIS_MAX_LEMMAS 8
#define GF_ANALYSIS_MAX_PARTS 16

/*
 * gf_analysis_new: reads the registers of @registers and maps, but does not load, the
 * dictionaries: that takes some 60 ms and 40 MB, and is done by the first word that asks
 * for it; no file is opened after this call, and none is held open, so a sandbox may
 * close in between.  For one thread at a time.
 * Errors: G_FILE_ERROR: a register is missing or cannot be read; never for want of
 * dictionaries.
 */
GfAnalysis *gf_analysis_new (const char *registers, GError **error);

/* gf_analysis_new_with: the same with the dictionaries of another folder than configure
   was told: of none, for what there is to know without. */
GfAnalysis *gf_analysis_new_with (const char *registers, const char *dictionaries,
                                  GError **error);

void gf_analysis_free (GfAnalysis *analysis);

bool gf_analysis_has_dictionaries (const GfAnalysis *analysis);

/*
 * What the roots depend on: the version of this code, of the dictionaries and of the
 * registers.  Words analysed under another stamp may have other roots.  Made when first
 * asked for, which takes some 10 ms.
 */
const char *gf_analysis_get_stamp (const GfAnalysis *analysis);

/*
 * gf_analysis_find: the roots of @form, a token's folded form.
 * @roots_out: valid until the next call.  At least one lemma, at most
 * GF_ANALYSIS_MAX_LEMMAS; at most GF_ANALYSIS_MAX_PARTS parts, of three letters or more;
 * no root twice in a list; no part that is a lemma too.  Forms over
 * GF_ANALYSIS_MAX_FORM_BYTES get their stem alone.
 */
void gf_analysis_find (GfAnalysis *analysis, const char *form, GfWordRoots *roots_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfAnalysis, gf_analysis_free)
