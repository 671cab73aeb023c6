/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/roots.h"

#include <string.h>

#include "common/hash.h"
#include "norsk/analysis-private.h"
#include "norsk/stem.h"

/* Forms and their roots that are remembered, some 100 bytes each with their table. */
#define MAX_REMEMBERED_BYTES ((size_t) 4 << 20)

/* A form and its roots, in one block. */
typedef struct
{
  bool known; /* analysed or added; else the stem alone */
  const char *lemmas;
  const char *parts;
  char text[]; /* the form, its lemmas, its parts */
} Entry;

struct GfRoots
{
  GfLexicon *lexicon;
  GfAnalysis *analysis;
  GfStemmer *stemmer;
  GHashTable *entries; /* form, in the entry, to Entry, owned */
  size_t n_bytes;
  size_t max_bytes;
};

/* Bytes of @list, the empty string at its end among them. */
static size_t
list_size (GfRootList list)
{
  const char *at = list;

  while (*at != '\0')
    at += strlen (at) + 1;
  return (size_t) (at - list) + 1;
}

static Entry *
new_entry (const char *form, const GfWordRoots *roots, bool known, size_t *size_out)
{
  size_t form_size = strlen (form) + 1;
  size_t lemmas_size = list_size (roots->lemmas), parts_size = list_size (roots->parts);
  size_t size = sizeof (Entry) + form_size + lemmas_size + parts_size;
  Entry *entry = g_malloc (size);
  char *lemmas = entry->text + form_size, *parts = lemmas + lemmas_size;

  memcpy (entry->text, form, form_size);
  memcpy (lemmas, roots->lemmas, lemmas_size);
  memcpy (parts, roots->parts, parts_size);
  entry->lemmas = lemmas;
  entry->parts = parts;
  entry->known = known;
  *size_out = size;
  return entry;
}

GfRoots *
gf_roots_new (GfLexicon *lexicon, GfAnalysis *analysis)
{
  GfRoots *roots = g_new0 (GfRoots, 1);

  roots->lexicon = lexicon != NULL ? gf_lexicon_ref (lexicon) : NULL;
  roots->analysis = analysis;
  roots->stemmer = gf_stemmer_new ();
  roots->max_bytes = MAX_REMEMBERED_BYTES;
  roots->entries = g_hash_table_new_full (gf_hash_string, g_str_equal, NULL, g_free);
  return roots;
}

void
gf_roots_free (GfRoots *roots)
{
  if (roots == NULL)
    return;
  g_clear_pointer (&roots->lexicon, gf_lexicon_unref);
  gf_stemmer_free (roots->stemmer);
  g_hash_table_unref (roots->entries);
  g_free (roots);
}

void
gf_roots_forget (GfRoots *roots)
{
  g_hash_table_remove_all (roots->entries);
  roots->n_bytes = 0;
}

void
gf_roots_set_max_bytes (GfRoots *roots, size_t max_bytes)
{
  roots->max_bytes = max_bytes;
}

void
gf_roots_set_lexicon (GfRoots *roots, GfLexicon *lexicon)
{
  GfLexicon *before = roots->lexicon;

  roots->lexicon = lexicon != NULL ? gf_lexicon_ref (lexicon) : NULL;
  g_clear_pointer (&before, gf_lexicon_unref);
  gf_roots_forget (roots);
}

/* What the lexicon has of @form; false where it has nothing. */
static bool
find_in_lexicon (const GfRoots *roots, const char *form, GfWordRoots *found_out)
{
  uint32_t number
      = roots->lexicon != NULL ? gf_lexicon_find (roots->lexicon, form) : UINT32_MAX;
  GfLexiconWord word;

  if (number == UINT32_MAX)
    return false;
  gf_lexicon_get (roots->lexicon, number, &word);
  *found_out = word.roots;
  return word.analysed && *word.roots.lemmas != '\0';
}

bool
gf_roots_knows (const GfRoots *roots, const char *form)
{
  const Entry *entry = g_hash_table_lookup (roots->entries, form);
  GfWordRoots found;

  return (entry != NULL && entry->known) || find_in_lexicon (roots, form, &found);
}

static const Entry *
remember (GfRoots *roots, const char *form, const GfWordRoots *found, bool known)
{
  size_t size;
  Entry *entry = new_entry (form, found, known, &size);

  if (roots->n_bytes + size > roots->max_bytes)
    gf_roots_forget (roots);
  roots->n_bytes += size;
  g_hash_table_replace (roots->entries, entry->text, entry);
  return entry;
}

/* The stem, as a list of one. */
static const Entry *
remember_stem (GfRoots *roots, const char *form, bool known)
{
  const char *stem = gf_stemmer_root (roots->stemmer, form);
  size_t length = strlen (stem);
  g_autofree char *list = g_malloc0 (length + 2);
  GfWordRoots found = { .lemmas = list, .parts = "" };

  memcpy (list, stem, length);
  return remember (roots, form, &found, known);
}

void
gf_roots_add (GfRoots *roots, const char *form, const GfWordRoots *found)
{
  if (*found->lemmas != '\0')
    remember (roots, form, found, true);
  else
    remember_stem (roots, form, true);
}

static const Entry *
analyse (GfRoots *roots, const char *form)
{
  GfWordRoots found;

  if (roots->analysis == NULL)
    return remember_stem (roots, form, false);

  GfAnalysisFace *face = (GfAnalysisFace *) roots->analysis;
  g_mutex_lock (&face->lock);
  face->find (roots->analysis, form, &found);
  const Entry *entry = remember (roots, form, &found, true);
  g_mutex_unlock (&face->lock);
  return entry;
}

void
gf_roots_find (GfRoots *roots, const char *form, GfWordRoots *found_out)
{
  const Entry *entry = g_hash_table_lookup (roots->entries, form);

  if (entry == NULL && find_in_lexicon (roots, form, found_out))
    return;
  if (entry == NULL)
    entry = analyse (roots, form);
  found_out->lemmas = entry->lemmas;
  found_out->parts = entry->parts;
}

bool
gf_roots_find_known (GfRoots *roots, const char *form, GfWordRoots *found_out)
{
  if (roots->analysis != NULL && !gf_roots_knows (roots, form))
    return false;
  gf_roots_find (roots, form, found_out);
  return true;
}
