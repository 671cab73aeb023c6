/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/tls.h"

#include <gnutls/abstract.h>
#include <string.h>

/* Certificates in one file: more lead to no root that anybody has. */
#define MAX_CHAIN 16
/* What a file of them may hold; a key is far smaller. */
#define MAX_BYTES 1048576
#define KEY_ID_BYTES 64

/* Never freed before gf_tls_clear (), since a handshake may be using it. */
typedef struct
{
  gnutls_pcert_st chain[MAX_CHAIN];
  unsigned n_chain;
  gnutls_privkey_t key;
} Loaded;

/* Of the process, since the library's callback has no closure. */
static struct
{
  GMutex lock;
  GPtrArray *loaded; /* of Loaded, owned; the last is in use; NULL for none */
} tls;

static void
loaded_free (void *data)
{
  Loaded *loaded = data;

  for (unsigned i = 0; i < loaded->n_chain; i++)
    gnutls_pcert_deinit (&loaded->chain[i]);
  if (loaded->key != NULL)
    gnutls_privkey_deinit (loaded->key);
  g_free (loaded);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loaded, loaded_free)

static bool
fail (GError **error, const char *key, const char *file, const char *why)
{
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, "'%s': '%s': %s",
               key, file, why);
  return false;
}

/* @key: of the settings, that names @file. */
static bool
read_file (const char *key, const char *file, char **text_out, gsize *length_out,
           GError **error)
{
  g_autoptr (GError) why = NULL;

  if (!g_file_get_contents (file, text_out, length_out, &why))
    return fail (error, key, file, why->message);
  if (*length_out <= MAX_BYTES)
    return true;
  g_clear_pointer (text_out, g_free);
  return fail (error, key, file, "is far too large");
}

static bool
load_chain (Loaded *loaded, const char *file, GError **error)
{
  static const char key[] = "tls-certificate";
  g_autofree char *text = NULL;
  gsize length = 0;
  unsigned n = MAX_CHAIN;

  if (!read_file (key, file, &text, &length, error))
    return false;

  const gnutls_datum_t datum = { (unsigned char *) text, (unsigned) length };
  int code = gnutls_pcert_list_import_x509_raw (loaded->chain, &n, &datum,
                                                GNUTLS_X509_FMT_PEM, 0);
  if (code < 0)
    return fail (error, key, file, gnutls_strerror (code));
  loaded->n_chain = n;
  return n > 0 || fail (error, key, file, "holds no certificate");
}

static bool
load_key (Loaded *loaded, const char *file, GError **error)
{
  static const char key[] = "tls-key";
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!read_file (key, file, &text, &length, error))
    return false;

  const gnutls_datum_t datum = { (unsigned char *) text, (unsigned) length };
  int code = gnutls_privkey_init (&loaded->key);
  if (code == 0)
    code = gnutls_privkey_import_x509_raw (loaded->key, &datum, GNUTLS_X509_FMT_PEM, NULL,
                                           0);
  explicit_bzero (text, length);
  return code == 0 || fail (error, key, file, gnutls_strerror (code));
}

/* Whether the key is that of the first certificate. */
static bool
belong_together (const Loaded *loaded)
{
  unsigned char certificate[KEY_ID_BYTES];
  unsigned char key[KEY_ID_BYTES];
  size_t certificate_length = sizeof certificate;
  size_t key_length = sizeof key;
  gnutls_pubkey_t pubkey;

  if (gnutls_pubkey_init (&pubkey) != 0)
    return false;

  bool ok = gnutls_pubkey_import_privkey (pubkey, loaded->key, 0, 0) == 0
            && gnutls_pubkey_get_key_id (pubkey, 0, key, &key_length) == 0
            && gnutls_pubkey_get_key_id (loaded->chain[0].pubkey, 0, certificate,
                                         &certificate_length)
                   == 0
            && key_length == certificate_length
            && memcmp (key, certificate, key_length) == 0;

  gnutls_pubkey_deinit (pubkey);
  return ok;
}

static Loaded *
load (const char *certificate_file, const char *key_file, GError **error)
{
  g_autoptr (Loaded) loaded = g_new0 (Loaded, 1);

  if (!load_chain (loaded, certificate_file, error)
      || !load_key (loaded, key_file, error))
    return NULL;
  if (belong_together (loaded))
    return g_steal_pointer (&loaded);
  fail (error, "tls-key", key_file, "is not the key of the certificate");
  return NULL;
}

bool
gf_tls_check (const char *certificate_file, const char *key_file, GError **error)
{
  g_autoptr (Loaded) loaded = load (certificate_file, key_file, error);

  return loaded != NULL;
}

bool
gf_tls_load (const char *certificate_file, const char *key_file, GError **error)
{
  Loaded *loaded = load (certificate_file, key_file, error);

  if (loaded == NULL)
    return false;

  g_mutex_lock (&tls.lock);
  if (tls.loaded == NULL)
    tls.loaded = g_ptr_array_new_with_free_func (loaded_free);
  g_ptr_array_add (tls.loaded, loaded);
  g_mutex_unlock (&tls.lock);
  return true;
}

static Loaded *
get_loaded (void)
{
  Loaded *loaded = NULL;

  g_mutex_lock (&tls.lock);
  if (tls.loaded != NULL)
    loaded = g_ptr_array_index (tls.loaded, tls.loaded->len - 1);
  g_mutex_unlock (&tls.lock);
  return loaded;
}

bool
gf_tls_is_loaded (void)
{
  return get_loaded () != NULL;
}

void
gf_tls_clear (void)
{
  g_mutex_lock (&tls.lock);
  g_clear_pointer (&tls.loaded, g_ptr_array_unref);
  g_mutex_unlock (&tls.lock);
}

/* gnutls_certificate_retrieve_function2. */
static int
retrieve (gnutls_session_t session, const gnutls_datum_t *authorities, int n_authorities,
          const gnutls_pk_algorithm_t *algorithms, int n_algorithms,
          gnutls_pcert_st **chain_out, unsigned *n_chain_out, gnutls_privkey_t *key_out)
{
  Loaded *loaded = get_loaded ();

  (void) session;
  (void) authorities;
  (void) n_authorities;
  (void) algorithms;
  (void) n_algorithms;
  if (loaded == NULL)
    return -1;
  *chain_out = loaded->chain;
  *n_chain_out = loaded->n_chain;
  *key_out = loaded->key;
  return 0;
}

GfTlsCallback
gf_tls_get_callback (void)
{
  gnutls_certificate_retrieve_function2 *callback = retrieve;

  return (GfTlsCallback) callback;
}
