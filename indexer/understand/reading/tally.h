/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tally.h: names weighed against each other by where and how often a text has them.
 * Private to understand.
 */
#pragma once

#include <glib.h>

/* Kinds of places that are told apart. */
#define GF_TALLY_PLACES 12

typedef struct GfTally GfTally;

GfTally *gf_tally_new (void);
void gf_tally_free (GfTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfTally, gf_tally_free)

/* gf_tally_add: @weight for @name; what lies beyond @cap from this kind of place is not
 * counted.
 * @place: a small number that tells the kinds of places apart, below GF_TALLY_PLACES */
void gf_tally_add (GfTally *tally, const char *name, guint place, double weight,
                   double cap);

/* gf_tally_best: the heaviest, the first met of two alike; NULL where none is heavier
 * than
 * @least.  (transfer none) */
const char *gf_tally_best (const GfTally *tally, double least);
