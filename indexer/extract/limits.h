/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * limits.h: how much one file may cost.
 *
 * A file that meets a limit keeps what was read of it, and is reported as read in part
 * with the reason "limit"; see gf_reading_cut () in reading.h.  The limits of time and
 * memory that end the process itself are in guard.h and sandbox.h; the parent has a wall
 * clock of its own.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Text kept of one file, in bytes of UTF-8. */
#define GF_LIMIT_TEXT_BYTES ((size_t) 32 << 20)
/* Bytes read of a file that is parsed from memory (text, Markdown, HTML). */
#define GF_LIMIT_SOURCE_BYTES ((size_t) 64 << 20)
/* Pages read of one file. */
#define GF_LIMIT_PAGES 20000
/* Bytes that one member of an archive may unpack to, when it is streamed ... */
#define GF_LIMIT_MEMBER_BYTES ((uint64_t) 256 << 20)
/* ... and when it must be held in memory (styles, headers, notes). */
#define GF_LIMIT_HELD_MEMBER_BYTES ((size_t) 16 << 20)
/* Bytes unpacked from an archive over the bytes of the archive, once past the floor:
   small files of repeated markup pack better than any document does. */
#define GF_LIMIT_RATIO 100
#define GF_LIMIT_RATIO_FLOOR ((uint64_t) 4 << 20)
/* Members of an archive that are looked at. */
#define GF_LIMIT_MEMBERS 10000
/* Elements within elements. */
#define GF_LIMIT_DEPTH 256
/* HTML that never closes its tags nests without end and is still read by people: below
   GF_LIMIT_DEPTH its structure is no longer followed, below this reading stops. */
#define GF_LIMIT_HTML_DEPTH 4096

/* CPU time a file may take: after the first no further page is begun, after the second
   the process is ended by SIGXCPU (guard.h). */
#define GF_LIMIT_CPU_SOFT_MS 8000
#define GF_LIMIT_CPU_HARD_MS 10000
/* Address space of the process (sandbox.h), beside the lexicon that it maps. */
#define GF_LIMIT_ADDRESS_SPACE ((uint64_t) 512 << 20)
