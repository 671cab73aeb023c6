/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * range.h: which part of a file a Range header asks for (RFC 9110, section 14).
 *
 * One range is served.  Several, another unit, or what cannot be read is as if not asked,
 * which the RFC allows, and which a client that asks for a thousand overlapping ones
 * deserves.
 */
#pragma once

#include <stdint.h>

typedef enum
{
  GF_RANGE_WHOLE,        /* send all of it, 200 */
  GF_RANGE_PART,         /* send the part, 206 */
  GF_RANGE_UNSATISFIABLE /* there is nothing there, 416 */
} GfRange;

/*
 * gf_range_parse: @header ("bytes=0-99", "bytes=100-", "bytes=-100") over a file of @size
 * bytes.
 * @offset_out, @length_out: the part, within the file; set for PART only
 */
GfRange gf_range_parse (const char *header, uint64_t size, uint64_t *offset_out,
                        uint64_t *length_out);
