/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/words.h"

#include <string.h>

/* shared/RELEVANCE.md, "The scheme", 3: exact .5, root 1. */
#define EXACT_WEIGHT 0.5
#define ROOT_WEIGHT 1.0

/* Words that begin as a root does, looked through for those that have it; where a short
 * root begins more words than this, the rest of them are not found by their other forms.
 */
#define MAX_CANDIDATES 5000

static void
alternative_free (GfAlternative *alternative)
{
  g_free (alternative->term);
  g_free (alternative);
}

static void
add_alternative (GPtrArray *alternatives, const char *prefix, const char *word,
                 double weight)
{
  GfAlternative *alternative = g_new (GfAlternative, 1);

  alternative->term = g_strconcat (prefix, word, NULL);
  alternative->weight = weight;
  g_ptr_array_add (alternatives, alternative);
}

GPtrArray *
gf_words_alternatives (GfStemmer *stemmer, GfField field, const char *form)
{
  const GfFieldInfo *info = gf_field_info (field);
  GPtrArray *alternatives
      = g_ptr_array_new_with_free_func ((GDestroyNotify) alternative_free);

  g_assert (info->exact_prefix != NULL && info->root_prefix != NULL);
  add_alternative (alternatives, info->exact_prefix, form, EXACT_WEIGHT);
  add_alternative (alternatives, info->root_prefix, gf_stemmer_root (stemmer, form),
                   ROOT_WEIGHT);
  return alternatives;
}

static int
by_frequency (gconstpointer a, gconstpointer b)
{
  const XcEntry *first = *(const XcEntry *const *) a;
  const XcEntry *second = *(const XcEntry *const *) b;

  if (first->count != second->count)
    return first->count < second->count ? 1 : -1;
  return strcmp (first->name.data, second->name.data);
}

/* The entries whose word, after @skip bytes of prefix, has @root and is not @form. */
static GPtrArray *
pick_same_root (const XcList *list, GfStemmer *stemmer, size_t skip, const char *root,
                const char *form)
{
  GPtrArray *picked = g_ptr_array_new ();
  size_t n;
  const XcEntry *entries = xc_list_get_entries (list, &n);

  for (size_t i = 0; i < n; i++)
    {
      const char *word = entries[i].name.data + skip;

      if (strcmp (word, form) != 0 && strcmp (gf_stemmer_root (stemmer, word), root) == 0)
        g_ptr_array_add (picked, (gpointer) &entries[i]);
    }
  g_ptr_array_sort (picked, by_frequency);
  return picked;
}

GPtrArray *
gf_words_forms (XcDatabase *units, GfStemmer *stemmer, GfField field, const char *form,
                unsigned max, GError **error)
{
  const char *prefix = gf_field_info (field)->exact_prefix;
  g_autofree char *root = g_strdup (gf_stemmer_root (stemmer, form));
  g_autofree char *beginning = g_strconcat (prefix, root, NULL);
  g_autoptr (XcList) list
      = xc_database_list_terms (units, beginning, MAX_CANDIDATES, error);
  if (list == NULL)
    return NULL;

  g_autoptr (GPtrArray) picked
      = pick_same_root (list, stemmer, strlen (prefix), root, form);
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (forms, g_strdup (form));
  for (unsigned i = 0; i < picked->len && forms->len < max; i++)
    {
      const XcEntry *entry = g_ptr_array_index (picked, i);

      g_ptr_array_add (forms, g_strdup (entry->name.data + strlen (prefix)));
    }
  return forms;
}
