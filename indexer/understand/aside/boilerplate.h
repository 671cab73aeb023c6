/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * boilerplate.h: what a document-sharing site put around a document.
 *
 * A copy from such a site holds the titles and openings of other documents, of other
 * bodies and regions; found as text of this one they would be plain wrong.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_boilerplate_set_aside: listings of other documents before and after the document. */
void gf_boilerplate_set_aside (GfLines *lines);
