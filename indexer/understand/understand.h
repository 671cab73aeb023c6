/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * understand.h: blocks of text in, a document and its units out.
 *
 * A pure function of the text and the registers: no files, no index, no clock.  The same
 * text gives the same document.  Every span it hands out stands word for word in a block
 * of the text, on the page that it names.
 */
#pragma once

#include "common/record.h"
#include "indexer/understand/reading/registers.h"
#include "indexer/understand/reading/text.h"

/*
 * gf_understand: type, title, body, region, date and language of @text, and its units.
 * @text: (transfer none); kinds of its blocks may be changed (page furniture found, and
 * so on)
 * @registers: (transfer none)
 * Every block ends in exactly one unit, or in set_aside: nothing is lost.  Time and
 * memory are linear in the size of the text. Returns: (transfer full): never NULL; its id
 * and path are left for the caller.
 */
GfDocument *gf_understand (GfText *text, const GfRegisters *registers);
