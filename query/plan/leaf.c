/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The leaves of a plan; see plan-private.h. */
#include "query/plan/plan-private.h"

#include <math.h>
#include <string.h>

#include "common/schema.h"
#include "query/plan/root.h"
#include "query/plan/words.h"

/* Terms that one star may stand for: the most frequent ones. */
#define MAX_TERMS_PER_STAR 1000
/* However many stars there are before it (GF_TREE_MAX_STARS at most). */
#define MIN_TERMS_PER_STAR 100
/* Years with documents; the calendar has no more. */
#define MAX_YEARS 10000

bool
gf_leaf_ranks (const GfPlanner *planner, const GfNode *node)
{
  return planner->negations == 0 && gf_field_info (node->field)->kind == GF_FIELD_WORDS;
}

void
gf_leaf_rank (GfPlanner *planner, const GfNode *node, const XcQuery *query)
{
  XcQuery *const parts[] = { (XcQuery *) query };

  if (!gf_leaf_ranks (planner, node) || query == NULL)
    return;
  g_ptr_array_add (planner->ranking, xc_query_new_or (parts, 1, planner->error));
}

/* How much a text gains by a word that @frequency of @n_documents have. */
static double
rarity (uint32_t frequency, uint32_t n_documents)
{
  return log (1.0 + (double) n_documents / (1.0 + frequency));
}

bool
gf_leaf_mark (GfPlanner *planner, const GfNode *node, const char *form,
              unsigned *word_out)
{
  uint32_t frequency, n_documents;
  GfWordRoots roots;

  if (!gf_leaf_ranks (planner, node) || *planner->error != NULL)
    return false;

  gf_roots_find (planner->index->roots, form, &roots);
  g_autofree char *root = g_strdup (roots.lemmas);
  if (!gf_root_get_frequency (planner, node->field, root, &frequency)
      || !xc_database_get_doc_count (planner->db, &n_documents, planner->error))
    return false;
  *word_out = gf_marks_add_word (planner->plan->marks, rarity (frequency, n_documents));
  return true;
}

XcQuery *
gf_leaf_term (GfPlanner *planner, GfField field, const char *form)
{
  g_autofree char *term = g_strconcat (gf_field_info (field)->exact_prefix, form, NULL);

  return xc_query_new_term (term, 1, planner->error);
}

XcQuery *
gf_leaf_all_terms (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  for (unsigned i = 0; i < node->forms->len; i++)
    g_ptr_array_add (parts, gf_leaf_term (planner, node->field, gf_node_form (node, i)));
  return gf_queries_and (parts, planner->error);
}

static XcQuery *
plan_word (GfPlanner *planner, const GfNode *node)
{
  const char *form = gf_node_form (node, 0);

  if (strlen (form) > GF_WORD_MAX_BYTES)
    gf_planner_note (planner, "Et ord på over %d byte står aldri i indeksen.",
                     GF_WORD_MAX_BYTES);
  return gf_leaf_marked_word (planner, node, form);
}

/* A single word in quotes: the exact form alone. */
static XcQuery *
plan_exact (GfPlanner *planner, const GfNode *node)
{
  const char *form = gf_node_form (node, 0);
  unsigned word;

  if (gf_leaf_mark (planner, node, form, &word))
    gf_marks_add_form (planner->plan->marks, word, form);

  XcQuery *query = gf_leaf_term (planner, node->field, form);
  gf_leaf_rank (planner, node, query);
  return query;
}

/* How many terms @term* may stand for, with a note where it stands for more. */
static bool
count_wildcards (GfPlanner *planner, const GfNode *node, const char *term,
                 unsigned *n_out)
{
  unsigned most = CLAMP (planner->n_wildcards, MIN_TERMS_PER_STAR, MAX_TERMS_PER_STAR);

  g_autoptr (XcList) list
      = xc_database_list_terms (planner->db, term, most, planner->error);
  size_t n;

  if (list == NULL)
    return false;
  xc_list_get_entries (list, &n);
  if (xc_list_is_truncated (list))
    gf_planner_note (planner, "«%s» står for flere enn %u ord; bare de vanligste er med.",
                     node->text, most);
  planner->n_wildcards -= (unsigned) MIN (n, planner->n_wildcards);
  *n_out = most;
  return true;
}

static XcQuery *
plan_prefix (GfPlanner *planner, const GfNode *node)
{
  const char *form = gf_node_form (node, 0);
  g_autofree char *term
      = g_strconcat (gf_field_info (node->field)->exact_prefix, form, NULL);
  unsigned most, word;

  if (!count_wildcards (planner, node, term, &most))
    return NULL;
  if (gf_leaf_mark (planner, node, form, &word))
    gf_marks_add_prefix (planner->plan->marks, word, form);

  XcQuery *query
      = xc_query_new_wildcard (term, most, XC_WILDCARD_MOST_FREQUENT, planner->error);
  gf_leaf_rank (planner, node, query);
  return query;
}

/* "PS 5/18": that very case where the index has it; else the number alone. */
static char *
case_term (GfPlanner *planner, const GfNode *node)
{
  bool exists = false;

  if (node->prefix != NULL)
    {
      g_autofree char *whole = g_strdup_printf ("%s %s", node->prefix, node->text);
      g_autofree char *term = gf_schema_filter_term (GF_TERM_CASE_PREFIX, whole);

      if (!xc_database_has_term (planner->db, term, &exists, planner->error))
        return NULL;
      if (exists)
        return g_steal_pointer (&term);
      gf_planner_note (planner, "Ingen sak heter «%s»; alle med nummer %s er tatt med.",
                       whole, node->text);
    }
  return gf_schema_filter_term (GF_TERM_CASE, node->text);
}

XcQuery *
gf_leaf_case (GfPlanner *planner, const GfNode *node)
{
  g_autofree char *term = case_term (planner, node);

  return term != NULL ? xc_query_new_term (term, 1, planner->error) : NULL;
}

/* What concerns the municipality, by its document's body and its members, or says its
 * name. */
static XcQuery *
plan_municipality (GfPlanner *planner, const GfNode *node, XcQuery *listed)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  g_ptr_array_add (parts, listed);
  if (node->forms->len > 0 && listed != NULL)
    g_ptr_array_add (parts, gf_order_plan (planner, node));
  return gf_queries_or (parts, planner->error);
}

static XcQuery *
plan_value (GfPlanner *planner, const GfNode *node)
{
  if (node->field == GF_FIELD_CASE)
    return gf_leaf_case (planner, node);

  g_autofree char *term
      = gf_schema_filter_term (gf_field_info (node->field)->filter_prefix, node->text);
  XcQuery *query = xc_query_new_term (term, 1, planner->error);
  if (node->field != GF_FIELD_MUNICIPALITY)
    return query;
  return plan_municipality (planner, node, query);
}

static GArray *
read_years (GfPlanner *planner, const char *prefix)
{
  size_t skip = strlen (prefix);
  g_autoptr (XcList) list
      = xc_database_list_terms (planner->db, prefix, MAX_YEARS, planner->error);
  size_t n;

  if (list == NULL)
    return NULL;

  GArray *years = g_array_new (FALSE, FALSE, sizeof (unsigned));
  const XcEntry *entries = xc_list_get_entries (list, &n);
  for (size_t i = 0; i < n; i++)
    {
      guint64 number;

      if (!g_ascii_string_to_unsigned (entries[i].name.data + skip, 10, 0, 9999, &number,
                                       NULL))
        continue;
      unsigned year = (unsigned) number;
      g_array_append_val (years, year);
    }
  return years;
}

/* The years that the terms of @prefix name: libxapian passes all postings of each to list
 * them, so they are remembered.  Returns: (transfer full): NULL on error. */
static GArray *
list_years (GfPlanner *planner, const char *prefix)
{
  bool is_of_units = planner->db == planner->index->units;
  g_autofree char *key
      = g_strconcat (is_of_units ? "units " : "documents ", prefix, NULL);
  GfMemory *memory;

  if (!gf_index_get_memory (planner->index, &memory, planner->error))
    return NULL;

  GArray *years = memory != NULL ? gf_memory_find_years (memory, key) : NULL;
  if (years != NULL)
    return years;
  years = read_years (planner, prefix);
  if (years != NULL && memory != NULL)
    gf_memory_keep_years (memory, key, years);
  return years;
}

static XcQuery *
plan_period (GfPlanner *planner, const GfNode *node)
{
  const GfPeriodPrefixes *prefixes
      = node->field == GF_FIELD_DUE ? &gf_period_due : &gf_period_date;
  g_autoptr (GArray) years = list_years (planner, prefixes->year);
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  if (years == NULL)
    return NULL;

  g_autoptr (GPtrArray) terms = gf_period_terms (
      &node->period, prefixes, (const unsigned *) (const void *) years->data, years->len);
  for (unsigned i = 0; i < terms->len; i++)
    g_ptr_array_add (parts,
                     xc_query_new_term (g_ptr_array_index (terms, i), 1, planner->error));
  return gf_queries_or (parts, planner->error);
}

/* What another name says of @node's brother, in the documents of its time. */
static XcQuery *
plan_other_name (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (XcQuery) name = gf_leaf_name (planner, node);

  if (name == NULL || !node->limited)
    return g_steal_pointer (&name);

  g_autoptr (XcQuery) period = plan_period (planner, node);
  return xc_query_new_filter (name, period, planner->error);
}

static XcQuery *
plan_leaf (GfPlanner *planner, const GfNode *node)
{
  switch (node->kind)
    {
    case GF_NODE_NAME:
      return plan_other_name (planner, node);
    case GF_NODE_VALUE:
      return plan_value (planner, node);
    case GF_NODE_PERIOD:
      return plan_period (planner, node);
    case GF_NODE_NEAR:
    case GF_NODE_CASE:
      return gf_order_plan (planner, node);
    default:
      break;
    }
  if (node->forms->len > 1)
    return gf_order_plan (planner, node);
  if (node->kind == GF_NODE_PHRASE)
    return plan_exact (planner, node);
  return node->kind == GF_NODE_PREFIX ? plan_prefix (planner, node)
                                      : plan_word (planner, node);
}

/* Whether the index has @node, the name of a region or a body, at all. */
static bool
is_known_name (GfPlanner *planner, const GfNode *node)
{
  const GfFieldInfo *info = gf_field_info (node->field);
  bool known = true;

  if (node->kind == GF_NODE_VALUE)
    {
      g_autofree char *term = gf_schema_filter_term (info->filter_prefix, node->text);

      return xc_database_has_term (planner->db, term, &known, planner->error) && known;
    }
  for (unsigned i = 0; i < node->forms->len && known; i++)
    {
      g_autoptr (GfWord) word = gf_word_new (planner->index, gf_node_form (node, i));

      if (!gf_word_is_known (word, planner->index, node->field, planner->db, &known,
                             planner->error))
        return false;
    }
  return known;
}

static void
note_unknown_name (GfPlanner *planner, const GfNode *node)
{
  if (node->kind == GF_NODE_PREFIX || is_known_name (planner, node)
      || *planner->error != NULL)
    return;

  g_autofree char *lower = g_utf8_strdown (node->text, -1);
  gf_planner_note (planner, "Ingen dokumenter har %s: %s.",
                   gf_field_info (node->field)->norwegian,
                   node->kind == GF_NODE_VALUE ? node->text : lower);
}

/* Words glued together, and not the parts of a number or a date. */
static bool
has_letters (const GfNode *node)
{
  for (unsigned i = 0; i < node->forms->len && node->forms->len > 1; i++)
    if (!g_ascii_isdigit (*gf_node_form (node, i)))
      return true;
  return false;
}

/* A phrase, words glued together, or a NEAR, which any of its words may stand for. */
static bool
is_loose (const GfPlanner *planner, const GfNode *node)
{
  bool together = node->kind == GF_NODE_NEAR
                  || (node->kind == GF_NODE_PHRASE && node->forms->len > 1)
                  || (node->kind == GF_NODE_WORD && has_letters (node));

  return together && planner->options->match_any && gf_leaf_ranks (planner, node);
}

/* A stop word, or the s of "NATO's", says nothing by itself. */
static bool
says_little (const GfPlanner *planner, const GfNode *node, const char *form)
{
  return gf_stop_words_has (planner->index->stop_words, form)
         || (node->kind == GF_NODE_WORD && form[1] == '\0');
}

/* The words of @node that say something, or all where none does. */
static void
add_words_of_phrase (GfPlanner *planner, const GfNode *node, GPtrArray *parts)
{
  bool all = true;

  for (unsigned i = 0; i < node->forms->len; i++)
    all = all && says_little (planner, node, gf_node_form (node, i));
  for (unsigned i = 0; i < node->forms->len && *planner->error == NULL; i++)
    if (all || !says_little (planner, node, gf_node_form (node, i)))
      g_ptr_array_add (parts,
                       gf_leaf_marked_word (planner, node, gf_node_form (node, i)));
}

static void
add_loose_words (GfPlanner *planner, const GfNode *node, GPtrArray *parts)
{
  if (*planner->error != NULL)
    return;
  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    add_loose_words (planner, gf_node_child (node, i), parts);
  if (gf_node_n_children (node) == 0 && node->forms->len > 1)
    add_words_of_phrase (planner, node, parts);
  else if (gf_node_n_children (node) == 0)
    g_ptr_array_add (parts, plan_leaf (planner, node));
}

/* The words of @node one by one, and @together (transfer full): a phrase in quotes beside
   them, what hyphens tie only where not all of them are, or it would count twice. */
static XcQuery *
loosen (GfPlanner *planner, const GfNode *node, XcQuery *together)
{
  g_autoptr (XcQuery) owned = together;
  g_autoptr (GPtrArray) words = gf_queries_new ();
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  add_loose_words (planner, node, words);
  g_ptr_array_add (parts, gf_queries_or (words, planner->error));
  if (node->kind == GF_NODE_WORD)
    {
      g_autoptr (XcQuery) all = gf_queries_and (words, planner->error);

      g_ptr_array_add (parts, xc_query_new_and_not (owned, all, planner->error));
    }
  else
    g_ptr_array_add (parts, g_steal_pointer (&owned));
  return gf_queries_or (parts, planner->error);
}

XcQuery *
gf_leaf_plan (GfPlanner *planner, const GfNode *node)
{
  bool is_phrase = node->kind == GF_NODE_PHRASE;

  if (node->kind != GF_NODE_NEAR && node->kind != GF_NODE_NAME
      && gf_leaf_ranks (planner, node))
    planner->plan->n_words += is_phrase ? node->forms->len : 1;
  if (gf_field_info (node->field)->kind == GF_FIELD_NAME)
    note_unknown_name (planner, node);

  XcQuery *query = *planner->error == NULL ? plan_leaf (planner, node) : NULL;
  return query != NULL && is_loose (planner, node) ? loosen (planner, node, query)
                                                   : query;
}
