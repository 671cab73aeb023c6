/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zip-salvage.c: a container whose directory is lost, mostly since its end is: the
 * members are found one behind the other, by their own headers.
 */
#include "config.h"

#include "indexer/extract/packages/zip-private.h"

#include <string.h>

#define LOCAL_SIGNATURE "PK\3\4"
#define ENTRY_SIGNATURE "PK\1\2"
#define SIGNATURE_BYTES 4
#define FLAG_ENCRYPTED 1
/* Sizes and checksum stand behind the member, and where it ends is not known. */
#define FLAG_SUMS_BEHIND 8
#define SEARCH_BYTES ((size_t) 65536)
#define MAX_NAME_BYTES 65535

/* Where the next header stands, from @offset on; the size of the file where there is
   none. */
static uint64_t
find_next (const GfZip *zip, uint64_t offset, uint8_t *window)
{
  uint64_t size = zip->reading->size;

  while (offset < size)
    {
      size_t length = (size_t) MIN (size - offset, SEARCH_BYTES);
      const uint8_t *found = NULL;

      if (!gf_zip_read_at (zip, offset, window, length))
        return size;
      for (size_t i = 0; i + SIGNATURE_BYTES <= length && found == NULL; i++)
        if (memcmp (window + i, LOCAL_SIGNATURE, SIGNATURE_BYTES) == 0
            || memcmp (window + i, ENTRY_SIGNATURE, SIGNATURE_BYTES) == 0)
          found = window + i;
      if (found != NULL)
        return offset + (uint64_t) (found - window);
      if (length < SEARCH_BYTES)
        return size;
      offset += length - SIGNATURE_BYTES + 1;
    }
  return size;
}

/* Returns: where the next member should begin; 0 where there is none here. */
static uint64_t
take_member (GfZip *zip, uint64_t offset, uint8_t *window)
{
  uint8_t header[GF_ZIP_LOCAL_HEADER_BYTES];

  if (!gf_zip_read_at (zip, offset, header, sizeof header)
      || memcmp (header, LOCAL_SIGNATURE, SIGNATURE_BYTES) != 0)
    return 0;
  size_t name_length = gf_zip_number (header + 26, 2);
  uint64_t start = offset + sizeof header + name_length + gf_zip_number (header + 28, 2);
  if (start > zip->reading->size
      || !gf_zip_read_at (zip, offset + sizeof header, window, name_length))
    return 0;
  char *name = g_strndup ((const char *) window, name_length);
  uint64_t flags = gf_zip_number (header + 6, 2);
  uint64_t packed = gf_zip_number (header + 18, 4);
  bool is_open = (flags & FLAG_SUMS_BEHIND) != 0 || packed == UINT32_MAX;
  uint64_t end = is_open ? find_next (zip, start, window)
                         : MIN (start + packed, zip->reading->size);
  GfZipMember member = { .offset = offset,
                         .packed = end - start,
                         .unpacked = gf_zip_number (header + 22, 4),
                         .checksum = (uint32_t) gf_zip_number (header + 14, 4),
                         .method = (uint16_t) gf_zip_number (header + 8, 2),
                         .is_encrypted = (flags & FLAG_ENCRYPTED) != 0,
                         .is_unsure = is_open };

  if (g_hash_table_contains (zip->members, name))
    g_free (name);
  else
    g_hash_table_insert (zip->members, name, g_memdup2 (&member, sizeof member));
  return end;
}

GfZip *
gf_zip_salvage (GfReading *reading)
{
  g_autoptr (GfZip) zip = gf_zip_new (reading);
  g_autofree uint8_t *window = g_malloc (MAX (SEARCH_BYTES, MAX_NAME_BYTES));
  uint64_t offset = 0;

  for (uint64_t i = 0; i < reading->options->limits.members; i++)
    {
      offset = take_member (zip, offset, window);
      if (offset == 0)
        break;
    }
  return g_hash_table_size (zip->members) > 0 ? g_steal_pointer (&zip) : NULL;
}
