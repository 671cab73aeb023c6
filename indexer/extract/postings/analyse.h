/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * analyse.h: a document as understood, into what the index holds of it, sent to the
 * indexer.
 *
 * What a unit's text terms come from: its own title, its blocks and its decision
 * (common/unit-text.h).  Its document's title is found by the title field only, so that
 * the name of a meeting does not make each of its cases a hit.  A document has the words
 * of all its units, its own title, and no positions; the cases and outcomes of all.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/record.h"
#include "indexer/extract/postings/inquiry.h"

typedef struct GfAnalyser GfAnalyser;

/*
 * Keeps its memory from one document to the next; not for threads to share.
 * @roots, @inquiry: (transfer none): outlive it; @inquiry (nullable): asked about words
 * that @roots does not know; without it they have their stem
 */
GfAnalyser *gf_analyser_new (GfRoots *roots, GfInquiry *inquiry);
void gf_analyser_free (GfAnalyser *analyser);

/*
 * gf_analyse_send: a GF_MESSAGE_UNIT for each unit in order, then the
 * GF_MESSAGE_DOCUMENT.
 * @document: with its id set; all its text valid UTF-8
 * Errors: those of gf_message_send () and gf_inquiry_ask (); some messages may then have
 * been sent.
 */
bool gf_analyse_send (GfAnalyser *analyser, const GfDocument *document, int socket,
                      GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfAnalyser, gf_analyser_free)
