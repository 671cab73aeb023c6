/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hash.h: a hash of bytes under a key that no text can know, so that none can be written
 * whose words all fall in one place.
 *
 * The key is the random bytes which the kernel gives each process: a sandboxed one can
 * open no file for better ones.
 */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef struct
{
  uint64_t words[2];
} GfHashKey;

/* The same for the whole life of the process. */
GfHashKey gf_hash_key (void);

uint32_t gf_hash_bytes (const GfHashKey *key, const char *bytes, size_t n_bytes);

/* gf_hash_string: a GHashFunc for strings that come from outside, in g_str_hash ()'s
 * place. */
guint gf_hash_string (gconstpointer string);

G_END_DECLS
