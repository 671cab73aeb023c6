/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds a phrase, where positions do not tell; see plan-private.h. */
#include "query/plan/plan-private.h"

#include <string.h>

#include "common/schema.h"

/* Units and documents that a phrase may be resolved to. */
#define MAX_LOCATED 20000
/* Titles and decisions that are read for a phrase. */
#define MAX_READ 2000

/* "ID000007" of GF_SLOT_ORDER as the identifying term of the unit or its document. */
static char *
term_from_order (const GfPlanner *planner, const XcBytes *order)
{
  g_autofree char *id = gf_schema_order_id (order->data, order->size);
  guint64 ordinal;

  if (planner->options->documents)
    return gf_schema_filter_term (GF_TERM_ID, id);
  if (order->size <= GF_DOCUMENT_ID_DIGITS
      || !g_ascii_string_to_unsigned (order->data + GF_DOCUMENT_ID_DIGITS, 10, 0,
                                      G_MAXUINT32, &ordinal, NULL))
    return NULL;

  g_autofree char *unit = gf_schema_unit_id (id, (uint32_t) ordinal);
  return gf_schema_filter_term (GF_TERM_ID, unit);
}

static void
add_term (const GfPlanner *planner, GHashTable *terms, const XcBytes *order)
{
  char *term = term_from_order (planner, order);

  if (term != NULL)
    g_hash_table_add (terms, term);
}

/* Where they stand in records: schema.h. */
enum
{
  HEAD_TITLE = 2,
  UNIT_TITLE = 5,
  UNIT_DECISION = 12,
  DECISION_TEXT = 3
};

/* The sub-strings of a stored unit that @field is about, read without unpacking it all.
 */
static unsigned
field_texts (const GfPlanner *planner, GfField field, GVariant *stored,
             GVariant *texts[static 2])
{
  g_autoptr (GVariant) head = g_variant_get_child_value (stored, 0);
  g_autoptr (GVariant) unit = g_variant_get_child_value (stored, 1);

  if (field == GF_FIELD_DECISION)
    {
      g_autoptr (GVariant) maybe = g_variant_get_child_value (unit, UNIT_DECISION);
      g_autoptr (GVariant) decision = g_variant_get_maybe (maybe);

      if (decision == NULL)
        return 0;
      texts[0] = g_variant_get_child_value (decision, DECISION_TEXT);
      return 1;
    }
  texts[0] = g_variant_get_child_value (head, HEAD_TITLE);
  if (planner->options->documents)
    return 1;
  texts[1] = g_variant_get_child_value (unit, UNIT_TITLE);
  return 2;
}

static bool
holds (const GfPlanner *planner, const GfMarks *phrase, GVariant *text)
{
  gsize length;
  const char *string = g_variant_get_string (text, &length);
  g_autoptr (GArray) matches
      = gf_marks_find (phrase, planner->index->roots, string, length, 1);

  return matches->len > 0;
}

static bool
field_holds (const GfPlanner *planner, GfField field, const GfMarks *phrase,
             const XcBytes *data)
{
  GVariant *texts[2];
  g_autoptr (GVariant) stored
      = gf_record_from_bytes (GF_STORED_UNIT_TYPE, data->data, data->size);
  unsigned n = field_texts (planner, field, stored, texts);
  bool found = false;

  for (unsigned i = 0; i < n; i++)
    {
      found = found || holds (planner, phrase, texts[i]);
      g_variant_unref (texts[i]);
    }
  return found;
}

static GfMarks *
marks_for (const GfNode *node)
{
  GfMarks *marks = gf_marks_new ();

  gf_marks_add_phrase (marks, gf_marks_add_word (marks, 1.0),
                       (const char *const *) node->forms->pdata, node->forms->len);
  return marks;
}

/* Candidates whose field holds the phrase of @node; false on error, and where there are
 * too many to be read (*too_many_out). */
static bool
read_candidates (GfPlanner *planner, const XcQuery *candidates, const GfNode *node,
                 GHashTable *terms, bool *too_many_out)
{
  static const uint32_t slots[] = { GF_SLOT_ORDER };
  XcSearch search = XC_SEARCH_INIT;

  search.query = candidates;
  search.limit = MAX_READ + 1;
  search.weighting = XC_WEIGHTING_NONE;
  search.value_slots = slots;
  search.n_value_slots = G_N_ELEMENTS (slots);

  g_autoptr (XcResults) results
      = xc_search (planner->index->units, &search, planner->error);
  g_autoptr (GfMarks) phrase = marks_for (node);
  size_t n;

  if (results == NULL)
    return false;
  const XcHit *hits = xc_results_get_hits (results, &n);
  *too_many_out = n > MAX_READ;
  for (size_t i = 0; i < n && !*too_many_out; i++)
    if (field_holds (planner, node->field, phrase, &hits[i].data))
      add_term (planner, terms, &hits[i].values[0]);
  return !*too_many_out;
}

/* All of @candidates. */
static bool
list_candidates (GfPlanner *planner, const XcQuery *candidates, GHashTable *terms,
                 bool *too_many_out)
{
  static const uint32_t slots[] = { GF_SLOT_ORDER };
  XcSearch search = XC_SEARCH_INIT;

  search.query = candidates;
  search.limit = 0;
  search.weighting = XC_WEIGHTING_NONE;
  search.count_slots = slots;
  search.n_count_slots = G_N_ELEMENTS (slots);

  g_autoptr (XcResults) results
      = xc_search (planner->index->units, &search, planner->error);
  size_t n;

  if (results == NULL)
    return false;
  const XcEntry *counts = xc_results_get_counts (results, 0, &n);
  for (size_t i = 0; i < n && g_hash_table_size (terms) <= MAX_LOCATED; i++)
    add_term (planner, terms, &counts[i].name);
  *too_many_out = g_hash_table_size (terms) > MAX_LOCATED;
  return !*too_many_out;
}

static XcQuery *
any_of (GfPlanner *planner, GHashTable *terms)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();
  GHashTableIter iter;
  gpointer term;

  g_hash_table_iter_init (&iter, terms);
  while (g_hash_table_iter_next (&iter, &term, NULL))
    g_ptr_array_add (parts, xc_query_new_term (term, 1, planner->error));
  return gf_queries_or (parts, planner->error);
}

XcQuery *
gf_locate (GfPlanner *planner, const XcQuery *candidates, const GfNode *node,
           const XcQuery *words)
{
  g_autoptr (GHashTable) terms
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  XcQuery *const both[] = { (XcQuery *) words };
  bool too_many = false;

  if (candidates == NULL || words == NULL)
    return NULL;
  if (planner->options->is_context)
    return xc_query_new_or (both, 1, planner->error);
  if (node != NULL ? read_candidates (planner, candidates, node, terms, &too_many)
                   : list_candidates (planner, candidates, terms, &too_many))
    {
      g_autoptr (XcQuery) located = any_of (planner, terms);

      return xc_query_new_filter (words, located, planner->error);
    }
  if (!too_many)
    return NULL;
  gf_planner_note (planner,
                   "Ordene som skulle stå i en bestemt rekkefølge, er så vanlige "
                   "at bare ordene er krevd, ikke rekkefølgen.");
  return xc_query_new_or (both, 1, planner->error);
}
