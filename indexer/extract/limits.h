/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits.h: limits that no setting moves, beside those of common/limits.h: what lies
 * beyond them is no document of people.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Bytes read of a file that is parsed from memory (text, Markdown, HTML, mail). */
#define GF_LIMIT_SOURCE_BYTES ((size_t) 64 << 20)
/* Bytes of a member of an Office file that must be held in memory (styles, headers). */
#define GF_LIMIT_HELD_MEMBER_BYTES ((size_t) 16 << 20)
/* Before this many bytes are unpacked the ratio is not looked at: small files of repeated
   markup pack better than any document does. */
#define GF_LIMIT_RATIO_FLOOR ((uint64_t) 4 << 20)
/* Elements within elements. */
#define GF_LIMIT_DEPTH 256
/* HTML that never closes its tags nests without end and is still read by people: below
   GF_LIMIT_DEPTH its structure is no longer followed, below this reading stops. */
#define GF_LIMIT_HTML_DEPTH 4096
/* Blocks read between two reports of progress in a format without pages. */
#define GF_LIMIT_BLOCKS_A_STEP 4096
