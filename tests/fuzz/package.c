/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/package.h"

#include <string.h>

#define MAX_MEMBERS 64
#define MAX_NAME_BYTES 100
#define MARK "=="

/* As ZIP has it (APPNOTE 4.4.7). */
static uint32_t
crc32_of (const uint8_t *bytes, size_t length)
{
  uint32_t crc = 0xffffffff;

  for (size_t i = 0; i < length; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = crc >> 1 ^ (0xedb88320 & -(crc & 1));
    }
  return ~crc;
}

static void
put (GByteArray *array, uint32_t value, unsigned n_bytes)
{
  for (unsigned i = 0; i < n_bytes; i++)
    {
      uint8_t byte = value >> 8 * i & 0xff;

      g_byte_array_append (array, &byte, 1);
    }
}

/* What a local header and the directory have in common: from "version needed" on. */
static void
put_common (GByteArray *array, const uint8_t *bytes, size_t length, size_t name_length)
{
  put (array, 20, 2);
  put (array, 0, 2);
  put (array, 0, 2);
  put (array, 0, 4);
  put (array, crc32_of (bytes, length), 4);
  put (array, (uint32_t) length, 4);
  put (array, (uint32_t) length, 4);
  put (array, (uint32_t) name_length, 2);
  put (array, 0, 2);
}

static void
put_member (GByteArray *body, GByteArray *directory, const uint8_t *name,
            size_t name_length, const uint8_t *bytes, size_t length)
{
  uint32_t offset = body->len;

  put (body, 0x04034b50, 4);
  put_common (body, bytes, length, name_length);
  g_byte_array_append (body, name, (guint) name_length);
  g_byte_array_append (body, bytes, (guint) length);

  put (directory, 0x02014b50, 4);
  put (directory, 20, 2);
  put_common (directory, bytes, length, name_length);
  put (directory, 0, 2);
  put (directory, 0, 4);
  put (directory, 0, 4);
  put (directory, offset, 4);
  g_byte_array_append (directory, name, (guint) name_length);
}

/* The next line that begins with MARK, or the end. */
static const uint8_t *
find_mark (const uint8_t *at, const uint8_t *end)
{
  while (at < end)
    {
      const uint8_t *line_end = memchr (at, '\n', end - at);

      if (end - at > 2 && memcmp (at, MARK, 2) == 0)
        return at;
      if (line_end == NULL)
        return end;
      at = line_end + 1;
    }
  return end;
}

GBytes *
gf_package_make (const uint8_t *data, size_t size)
{
  GByteArray *body = g_byte_array_new ();
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  const uint8_t *end = data + size;
  const uint8_t *at = find_mark (data, end);
  uint32_t n_members = 0;

  for (; at < end && n_members < MAX_MEMBERS; n_members++)
    {
      const uint8_t *line_end = memchr (at, '\n', end - at);
      const uint8_t *bytes = line_end != NULL ? line_end + 1 : end;
      const uint8_t *next = find_mark (bytes, end);
      size_t name_length = (line_end != NULL ? line_end : end) - at - 2;

      put_member (body, directory, at + 2, MIN (name_length, MAX_NAME_BYTES), bytes,
                  next - bytes);
      at = next;
    }

  uint32_t start = body->len;
  g_byte_array_append (body, directory->data, directory->len);
  put (body, 0x06054b50, 4);
  put (body, 0, 4);
  put (body, n_members, 2);
  put (body, n_members, 2);
  put (body, directory->len, 4);
  put (body, start, 4);
  put (body, 0, 2);
  return g_byte_array_free_to_bytes (body);
}
