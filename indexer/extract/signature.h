/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * signature.h: the signature of a document (common/signature.h), made of its units' text:
 * not of what was set aside, which other documents have too.
 *
 * Words are runs of letters and digits, in lower case.  Linear in the text; the same text
 * gives the same signature in every index, since the hash has no key of its own.
 */
#pragma once

#include <glib.h>

#include "common/record.h"
#include "common/signature.h"
#include "indexer/understand/reading/registers.h"

/* Shorter texts have no values: too few runs of words to tell one from another. */
#define GF_SIGNATURE_FEWEST_WORDS 60u

/* gf_signature_make: of @document, whose units, title, path and details are set. Returns:
   (transfer full). */
GfSignature *gf_signature_make (const GfDocument *document, const GfRegisters *registers);
