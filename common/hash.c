/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/hash.h"

#include <string.h>
#include <sys/auxv.h>

GfHashKey
gf_hash_key (void)
{
  GfHashKey key;

  memcpy (&key, (const void *) getauxval (AT_RANDOM), sizeof key);
  key.words[1] |= 1;
  return key;
}

/* Multiply and fold, eight bytes at a time. */
uint32_t
gf_hash_bytes (const GfHashKey *key, const char *bytes, size_t n_bytes)
{
  uint64_t hash = key->words[0] ^ n_bytes;

  for (size_t done = 0; done < n_bytes; done += sizeof (uint64_t))
    {
      uint64_t part = 0;

      memcpy (&part, bytes + done, MIN (n_bytes - done, sizeof part));
      unsigned __int128 product = (unsigned __int128) (hash ^ part) * key->words[1];
      hash = (uint64_t) product ^ (uint64_t) (product >> 64);
    }
  return (uint32_t) hash;
}

guint
gf_hash_string (gconstpointer string)
{
  const GfHashKey key = gf_hash_key ();

  return gf_hash_bytes (&key, string, strlen (string));
}
