/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/stem.h"

#include <libstemmer.h>
#include <string.h>

#include "common/schema.h"

struct GfStemmer
{
  struct sb_stemmer *snowball;
};

GfStemmer *
gf_stemmer_new (void)
{
  GfStemmer *stemmer = g_new0 (GfStemmer, 1);

  stemmer->snowball = sb_stemmer_new ("norwegian", "UTF_8");
  if (stemmer->snowball == NULL)
    g_error ("libstemmer has no Norwegian stemmer, or memory is out");
  return stemmer;
}

void
gf_stemmer_free (GfStemmer *stemmer)
{
  if (stemmer == NULL)
    return;
  sb_stemmer_delete (stemmer->snowball);
  g_free (stemmer);
}

const char *
gf_stemmer_root (GfStemmer *stemmer, const char *form)
{
  size_t length = strlen (form);

  /* No word that is indexed is longer, and libstemmer counts in int. */
  if (length > GF_WORD_MAX_BYTES)
    return form;

  const sb_symbol *root
      = sb_stemmer_stem (stemmer->snowball, (const sb_symbol *) form, (int) length);
  if (root == NULL)
    g_error ("out of memory in libstemmer");
  return (size_t) sb_stemmer_length (stemmer->snowball) < length ? (const char *) root
                                                                 : form;
}
