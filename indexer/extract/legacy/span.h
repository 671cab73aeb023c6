/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * span.h: little-endian numbers out of bytes that nobody vouches for.
 *
 * Every read is checked: what lies beyond the end reads as 0, and a part of a span is
 * what there is of it, so that a parser need only ask whether its numbers make sense.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct
{
  const uint8_t *bytes; /* borrowed */
  size_t length;
} GfSpan;

static inline GfSpan
gf_span_of (GBytes *bytes)
{
  GfSpan span = { NULL, 0 };

  if (bytes != NULL)
    span.bytes = g_bytes_get_data (bytes, &span.length);
  return span;
}

static inline bool
gf_span_has (GfSpan span, size_t at, size_t length)
{
  return at <= span.length && length <= span.length - at;
}

/* What there is of the @length bytes at @at. */
static inline GfSpan
gf_span_part (GfSpan span, size_t at, size_t length)
{
  if (at >= span.length)
    return (GfSpan){ NULL, 0 };
  return (GfSpan){ span.bytes + at, MIN (length, span.length - at) };
}

static inline uint64_t
gf_span_number (GfSpan span, size_t at, size_t width)
{
  uint64_t number = 0;

  if (gf_span_has (span, at, width))
    for (size_t i = width; i-- > 0;)
      number = number << 8 | span.bytes[at + i];
  return number;
}

static inline uint8_t
gf_span_u8 (GfSpan span, size_t at)
{
  return at < span.length ? span.bytes[at] : 0;
}

static inline uint16_t
gf_span_u16 (GfSpan span, size_t at)
{
  return (uint16_t) gf_span_number (span, at, 2);
}

static inline uint32_t
gf_span_u32 (GfSpan span, size_t at)
{
  return (uint32_t) gf_span_number (span, at, 4);
}

static inline double
gf_span_double (GfSpan span, size_t at)
{
  uint64_t bits = gf_span_number (span, at, 8);
  double number;

  memcpy (&number, &bits, sizeof number);
  return number;
}
