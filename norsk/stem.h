/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stem.h: the root of a Norwegian word: Snowball's Norwegian stemmer, from libstemmer.
 *
 * Made for bokmål; it knows -ar, -ane and -leg of nynorsk too.  Measured on the field's
 * words it joins 13 of 23 inflection pairs (shared/FIELD.md, section 7).
 */
#pragma once

#include <glib.h>

typedef struct GfStemmer GfStemmer;

/* A stemmer is for one thread at a time. */
GfStemmer *gf_stemmer_new (void);
void gf_stemmer_free (GfStemmer *stemmer);

/*
 * gf_stemmer_root: the root of @form, a token's folded form.
 * Returns: (transfer none): valid until the next call; never NULL; @form itself where it
 * has no shorter root.
 */
const char *gf_stemmer_root (GfStemmer *stemmer, const char *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfStemmer, gf_stemmer_free)
