/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * record-words.h: the words of a unit and their places, from what is stored of it: those
 * that the indexer made of it too (common/unit-text.h), but for what it made of words
 * written in part
 * ("areal- og transportplan").  A database that was merged does not list them
 * (XC_LIST_NOTHING).
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "xapian-c/xapian-c.h"

typedef struct GfRecordWords GfRecordWords;

/*
 * gf_record_words_new: of the GF_STORED_UNIT_TYPE @data.
 * Returns: (transfer full): NULL on error, GF_RECORD_ERROR_MALFORMED.
 */
GfRecordWords *gf_record_words_new (const void *data, size_t size, GError **error);
void gf_record_words_free (GfRecordWords *words);

/* gf_record_words_get: those that do not begin with a digit, each once, in rising order
   of bytes, with what each counts; @n_out of them. */
const XcEntry *gf_record_words_get (const GfRecordWords *words, size_t *n_out);

/* gf_record_places: where words stand, of a database of units: the indexer keeps no
   positions.  Numbers run from block to block, behind a title that does not stand in the
   text by GF_TITLE_GAP. */
extern const XcPlaces gf_record_places;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRecordWords, gf_record_words_free)
