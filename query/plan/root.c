/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/root.h"

#include <string.h>

/* Documents with either term, up to which they are counted one by one. */
#define MAX_COUNTED 1000u

/* What nobody knows may be its own root: no document has it as anything else. */
static bool
is_own_root (GfIndex *index, const char *word)
{
  GfWordRoots roots;

  if (!gf_roots_find_known (index->roots, word, &roots))
    return true;
  for (const char *root = roots.lemmas; *root != '\0'; root += strlen (root) + 1)
    if (strcmp (root, word) == 0)
      return true;
  return false;
}

static void
add_term (GfPlanner *planner, GPtrArray *terms, const char *prefix, const char *root)
{
  g_autofree char *term = g_strconcat (prefix, root, NULL);

  g_ptr_array_add (terms, xc_query_new_term (term, 1, planner->error));
}

void
gf_root_add_terms (GfPlanner *planner, GfField field, const char *root, GPtrArray *terms)
{
  const GfFieldInfo *info = gf_field_info (field);

  add_term (planner, terms, info->root_prefix, root);
  if (is_own_root (planner->index, root))
    add_term (planner, terms, info->exact_prefix, root);
}

/* Both rise. */
static uint32_t
count_either (const uint32_t *first, size_t n_first, const uint32_t *second,
              size_t n_second)
{
  uint32_t n = 0;
  size_t i = 0, j = 0;

  for (; i < n_first && j < n_second; n++)
    {
      uint32_t a = first[i], b = second[j];

      i += a <= b;
      j += b <= a;
    }
  return n + (uint32_t) (n_first - i + n_second - j);
}

static bool
count_documents (GfPlanner *planner, const char *const terms[2], uint32_t *frequency_out)
{
  size_t n[2];
  g_autofree uint32_t *first = xc_database_list_docids (
      planner->db, terms[0], 0, MAX_COUNTED, &n[0], planner->error);
  g_autofree uint32_t *second
      = first != NULL ? xc_database_list_docids (planner->db, terms[1], 0, MAX_COUNTED,
                                                 &n[1], planner->error)
                      : NULL;

  if (second != NULL)
    *frequency_out = count_either (first, n[0], second, n[1]);
  return second != NULL;
}

/* Either of @n, where @n_documents is all there are. */
static uint32_t
estimate (const uint32_t n[2], uint32_t n_documents)
{
  double both = (double) n[0] * n[1] / MAX (n_documents, 1u);

  return (uint32_t) (n[0] + (double) n[1] - both);
}

bool
gf_root_get_frequency (GfPlanner *planner, GfField field, const char *root,
                       uint32_t *frequency_out)
{
  const GfFieldInfo *info = gf_field_info (field);
  g_autofree char *as_root = g_strconcat (info->root_prefix, root, NULL);
  g_autofree char *as_word = g_strconcat (info->exact_prefix, root, NULL);
  const char *const terms[] = { as_root, as_word };
  uint32_t n[2] = { 0, 0 }, n_documents;

  if (!xc_database_get_term_frequency (planner->db, as_root, &n[0], planner->error)
      || (is_own_root (planner->index, root)
          && !xc_database_get_term_frequency (planner->db, as_word, &n[1],
                                              planner->error)))
    return false;
  *frequency_out = MAX (n[0], n[1]);
  if (n[0] == 0 || n[1] == 0)
    return true;
  if (*frequency_out <= MAX_COUNTED)
    return count_documents (planner, terms, frequency_out);
  if (!xc_database_get_doc_count (planner->db, &n_documents, planner->error))
    return false;
  *frequency_out = estimate (n, n_documents);
  return true;
}

static bool
has_term (XcDatabase *db, const char *prefix, const char *root, bool *known_out,
          GError **error)
{
  g_autofree char *term = g_strconcat (prefix, root, NULL);

  return xc_database_has_term (db, term, known_out, error);
}

bool
gf_root_is_known (GfIndex *index, XcDatabase *db, GfField field, const char *root,
                  bool *known_out, GError **error)
{
  const GfFieldInfo *info = gf_field_info (field);

  if (!has_term (db, info->root_prefix, root, known_out, error))
    return false;
  return *known_out || !is_own_root (index, root)
         || has_term (db, info->exact_prefix, root, known_out, error);
}
