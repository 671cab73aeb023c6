/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * inquiry.h: what a worker asks the indexer about words that its lexicon does not have.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "norsk/roots.h"

typedef struct GfInquiry GfInquiry;

/* @socket: to the indexer.  @roots: (transfer none): learns the answers; outlives this */
GfInquiry *gf_inquiry_new (int socket, GfRoots *roots);
void gf_inquiry_free (GfInquiry *inquiry);

/* gf_inquiry_begin: for a new file: it may ask as much as any. */
void gf_inquiry_begin (GfInquiry *inquiry);

/*
 * gf_inquiry_ask: asks about @words (element-type utf8), none of them too long, and
 * waits. More than a file may ask for are left unasked, and have their stem. Errors:
 * GF_MESSAGE_ERROR.
 */
bool gf_inquiry_ask (GfInquiry *inquiry, GPtrArray *words, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfInquiry, gf_inquiry_free)
