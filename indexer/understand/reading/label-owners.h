/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * label-owners.h: whose decision or proposal a label is: "Regionrådets vedtak", "FN -
 * Vedtak", "Hovedutvalg teknisk og miljøs vedtak 12.03.2025".  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_label_skip_owner: the words that the label @words, read from @text, begins with and
 * that name a body of more words than the registers have; 0 for none. */
size_t gf_label_skip_owner (const GfLines *lines, const char *text, const GfWords *words);

/* gf_label_skip_body: the words from @index on that name a body, or end as one in the
 * genitive ("utvalgets"); 0 for none. */
size_t gf_label_skip_body (const GfLines *lines, const GfWords *words, size_t index);

/* gf_label_is_motion: whether the first @length bytes of @text are a proposal and which
 * party or member moved it: "Forslag fra H", "Framlegg frå Kari Lie (Sp)". */
bool gf_label_is_motion (const GfLines *lines, const char *text, size_t length);

/* gf_label_has_source: whether @words are a proposal and whose it is: "Framlegg frå
 * utval for drift og utvikling". */
bool gf_label_has_source (const GfLines *lines, const GfWords *words);
