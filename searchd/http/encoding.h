/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * encoding.h: bodies made smaller on their way, by gzip.
 *
 * Only of replies that say that they vary by Accept-Encoding: answers and the page's
 * files, and never an original file, whose bytes are what was asked for.  The tag of what
 * went out compressed is weak, since its bytes are others than those of the same tag
 * without; comparing "have you this already" is weak in any case (conditional.h).
 */
#pragma once

#include "searchd/http/reply.h"
#include "searchd/http/request.h"

#define GF_VARY_ENCODING "Accept-Encoding"

/* Below this a body grows, or the head outweighs what is won. */
#define GF_ENCODING_MIN_BYTES 1024

/* Levels: of what is made once; of each answer, ten hits of which (8.4 kB) become 2.7 kB
   in 0.04 ms. */
#define GF_ENCODING_ONCE 9
#define GF_ENCODING_EACH 6

/* gf_encoding_gzip: Returns: (transfer full): NULL where that is not smaller. */
GBytes *gf_encoding_gzip (GBytes *body, int level);

/* gf_encoding_apply: compresses @reply where @request takes that and it pays; after this
   the reply's length is what goes out. */
void gf_encoding_apply (const GfHttpRequest *request, GfReply *reply);
