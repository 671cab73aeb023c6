/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/token-hash.h"

#include <crypt.h>
#include <gio/gio.h>
#include <string.h>

/* 32 kB, which libcrypt wants zeroed before its first use. */
typedef struct crypt_data GfCryptData;

/* What stands in it is derived from the token. */
static void
crypt_data_free (GfCryptData *data)
{
  explicit_bzero (data, sizeof *data);
  g_free (data);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfCryptData, crypt_data_free)

char *
gf_token_hash_new (const char *token, GError **error)
{
  g_autoptr (GfCryptData) data = g_new0 (GfCryptData, 1);
  char setting[CRYPT_GENSALT_OUTPUT_SIZE];
  const char *hash = NULL;

  /* Salted from the system's random bytes. */
  if (crypt_gensalt_rn ("$y$", 0, NULL, 0, setting, sizeof setting) != NULL)
    hash = crypt_rn (token, setting, data, sizeof *data);
  if (hash == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         "the system's crypt(3) makes no hash");
  return g_strdup (hash);
}

bool
gf_token_hash_is_good (const char *hash)
{
  g_autoptr (GfCryptData) data = g_new0 (GfCryptData, 1);

  if (crypt_checksalt (hash) != CRYPT_SALT_OK)
    return false;

  /* A setting alone, or a hash cut short, passes for a salt: a whole one is as long as
     what is made with it. */
  const char *made = crypt_rn ("", hash, data, sizeof *data);
  return made != NULL && strlen (made) == strlen (hash);
}

/* As long for each pair of that length, wherever they differ. */
static bool
is_same (const char *one, const char *other, size_t length)
{
  volatile unsigned char difference = 0;

  for (size_t i = 0; i < length; i++)
    difference |= (unsigned char) (one[i] ^ other[i]);
  return difference == 0;
}

bool
gf_token_hash_matches (const char *hash, const char *token)
{
  g_autoptr (GfCryptData) data = g_new0 (GfCryptData, 1);
  const char *made = crypt_rn (token, hash, data, sizeof *data);
  size_t length = strlen (hash);

  return made != NULL && strlen (made) == length && is_same (made, hash, length);
}
