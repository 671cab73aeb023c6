/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * repeats.h: what stands alike at the top or the foot of many web pages: menus,
 * addresses, terms of use, which no markup told from the text.
 *
 * Only the edges are looked at: from each end of the document to the first heading, the
 * first block that names a kind of document, a body or a part of minutes
 * ("Møteprotokoll", "Vedtak"), or the first long one.  In between, minutes repeat
 * themselves from meeting to meeting ("Innkallingen ble godkjent"), and each time it is
 * said of that meeting.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/understand/reading/registers.h"
#include "indexer/understand/reading/text.h"

/* What a document's edges are made of: a number for each block, the same for the same
 * words in any process and on any machine; at most twice GF_EDGE_MAX_BLOCKS. */
GArray *gf_repeats_list (GfText *text, const GfRegisters *registers);

/*
 * gf_repeats_set_aside: makes boilerplate of what stands at the edges of @text without a
 * gap and is in @repeated.
 * @repeated: @n of gf_repeats_list ()'s numbers, rising
 * Returns: how many blocks.
 */
unsigned gf_repeats_set_aside (GfText *text, const GfRegisters *registers,
                               const uint64_t *repeated, size_t n);
