/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * forms.h: what a form is a form of: a word of either language, as the registers have it,
 * a name, a compound; in the end its Snowball stem.
 */
#pragma once

#include <glib.h>

#include "norsk/parts.h"
#include "norsk/stem.h"

/* What there is to ask; the dictionaries all, or none. */
typedef struct
{
  const GfWordLists *lists;
  GfStemmer *stemmer;
  GfLexis *bokmal;
  GfLexis *nynorsk;
  GfParts *parts; /* of bokmål */
} GfForms;

/*
 * gf_forms_find: adds the roots of @form, of letters or not, to @lemmas, and of its parts
 * to @parts: empty arrays of owned strings.  There is at least one lemma.
 */
void gf_forms_find (const GfForms *forms, const char *form, GPtrArray *lemmas,
                    GPtrArray *parts);
