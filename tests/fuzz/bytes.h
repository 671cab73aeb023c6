/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bytes.h: numbers and strings taken from a fuzzer's input, one after the other.
 */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <string.h>

typedef struct
{
  const uint8_t *at;
  const uint8_t *end;
} GfBytes;

/* 0 at the end. */
static inline uint8_t
gf_bytes_take (GfBytes *bytes)
{
  return bytes->at < bytes->end ? *bytes->at++ : 0;
}

static inline int
gf_bytes_take_short (GfBytes *bytes)
{
  int high = gf_bytes_take (bytes);

  return (int16_t) (high << 8 | gf_bytes_take (bytes));
}

/* Up to @stop, which is passed over, made valid UTF-8: (transfer full). */
static inline char *
gf_bytes_take_text (GfBytes *bytes, uint8_t stop)
{
  size_t length = bytes->end - bytes->at;
  const uint8_t *found = length > 0 ? memchr (bytes->at, stop, length) : NULL;
  const uint8_t *start = bytes->at;
  const uint8_t *text_end = found != NULL ? found : bytes->end;

  bytes->at = found != NULL ? found + 1 : bytes->end;
  return g_utf8_make_valid ((const char *) start, text_end - start);
}
