/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/token-check.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/random.h>

#include "searchd/answers/token-hash.h"

#define DIGEST_BYTES 32
#define BAD_REMEMBERED 64

typedef struct
{
  bool is_set;
  guint8 bytes[DIGEST_BYTES];
} Digest;

struct GfTokenCheck
{
  GStrv hashes;
  guint8 key[DIGEST_BYTES];
  GMutex lock;                            /* guards what follows */
  GCond tried;                            /* a slot of trying is free again */
  Digest good[GF_TOKEN_HASHES_MAX];       /* by hash */
  Digest bad[BAD_REMEMBERED];             /* a ring */
  unsigned next_bad;                      /* where in it the next goes */
  Digest trying[GF_TOKEN_CHECKS_AT_ONCE]; /* now */
};

static void
make_key (guint8 *key)
{
  for (size_t done = 0; done < DIGEST_BYTES;)
    {
      ssize_t n = getrandom (key + done, DIGEST_BYTES - done, 0);

      done += n > 0 ? (size_t) n : 0;
    }
}

GfTokenCheck *
gf_token_check_new (const char *const *hashes)
{
  static const char *const none[] = { NULL };
  GfTokenCheck *check = g_atomic_rc_box_new0 (GfTokenCheck);

  check->hashes = g_strdupv ((char **) (hashes != NULL ? hashes : none));
  g_assert (g_strv_length (check->hashes) <= GF_TOKEN_HASHES_MAX);
  make_key (check->key);
  g_mutex_init (&check->lock);
  g_cond_init (&check->tried);
  return check;
}

GfTokenCheck *
gf_token_check_ref (GfTokenCheck *check)
{
  return g_atomic_rc_box_acquire (check);
}

static void
clear (void *data)
{
  GfTokenCheck *check = data;

  g_strfreev (check->hashes);
  explicit_bzero (check->key, sizeof check->key);
  g_mutex_clear (&check->lock);
  g_cond_clear (&check->tried);
}

void
gf_token_check_unref (GfTokenCheck *check)
{
  if (check != NULL)
    g_atomic_rc_box_release_full (check, clear);
}

static Digest
digest_of (const GfTokenCheck *check, const char *token)
{
  Digest digest = { .is_set = true };
  gsize length = DIGEST_BYTES;
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA256, check->key, DIGEST_BYTES);

  g_hmac_update (hmac, (const guchar *) token, (gssize) strlen (token));
  g_hmac_get_digest (hmac, digest.bytes, &length);
  g_hmac_unref (hmac);
  return digest;
}

/* Where in the @n of @digests the @wanted one is; NULL where it is not.  That the time
   tells how far two digests are alike helps nobody who has not got the key. */
static Digest *
find (Digest *digests, size_t n, const Digest *wanted)
{
  for (size_t i = 0; i < n; i++)
    if (digests[i].is_set && memcmp (digests[i].bytes, wanted->bytes, DIGEST_BYTES) == 0)
      return &digests[i];
  return NULL;
}

/* With the lock held. */
static bool
is_known (GfTokenCheck *check, const Digest *digest, GfTokenVerdict *verdict_out)
{
  bool is_good = find (check->good, GF_TOKEN_HASHES_MAX, digest) != NULL;

  *verdict_out = is_good ? GF_TOKEN_GOOD : GF_TOKEN_BAD;
  return is_good || find (check->bad, BAD_REMEMBERED, digest) != NULL;
}

/* With the lock held: waits while another thread tries the same.  Returns: a place among
   those that are tried; NULL where the verdict is there instead. */
static Digest *
take_place (GfTokenCheck *check, const Digest *digest, GfTokenVerdict *verdict_out)
{
  while (!is_known (check, digest, verdict_out))
    {
      if (find (check->trying, GF_TOKEN_CHECKS_AT_ONCE, digest) != NULL)
        {
          g_cond_wait (&check->tried, &check->lock);
          continue;
        }
      for (size_t i = 0; i < GF_TOKEN_CHECKS_AT_ONCE; i++)
        if (!check->trying[i].is_set)
          {
            check->trying[i] = *digest;
            return &check->trying[i];
          }
      *verdict_out = GF_TOKEN_BUSY;
      return NULL;
    }
  return NULL;
}

/* Which of the hashes is @token's; -1 where none is. */
static int
find_hash (const GfTokenCheck *check, const char *token)
{
  for (int i = 0; check->hashes[i] != NULL; i++)
    if (gf_token_hash_matches (check->hashes[i], token))
      return i;
  return -1;
}

/* With the lock held. */
static void
remember (GfTokenCheck *check, const Digest *digest, int hash)
{
  if (hash >= 0)
    check->good[hash] = *digest;
  else
    check->bad[check->next_bad++ % BAD_REMEMBERED] = *digest;
}

GfTokenVerdict
gf_token_check_try (GfTokenCheck *check, const char *token)
{
  const Digest digest = digest_of (check, token);
  GfTokenVerdict verdict;

  g_mutex_lock (&check->lock);
  Digest *place = take_place (check, &digest, &verdict);
  g_mutex_unlock (&check->lock);
  if (place == NULL)
    return verdict;

  int hash = find_hash (check, token);

  g_mutex_lock (&check->lock);
  remember (check, &digest, hash);
  place->is_set = false;
  g_cond_broadcast (&check->tried);
  g_mutex_unlock (&check->lock);
  return hash >= 0 ? GF_TOKEN_GOOD : GF_TOKEN_BAD;
}

bool
gf_token_check_knows (GfTokenCheck *check, const char *token)
{
  const Digest digest = digest_of (check, token);
  GfTokenVerdict verdict;

  g_mutex_lock (&check->lock);
  bool known = is_known (check, &digest, &verdict);
  g_mutex_unlock (&check->lock);
  return known;
}
