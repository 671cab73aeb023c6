/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/plan/plan-private.h"

#include "common/schema.h"

/* Terms that all the stars of a question may stand for together. */
#define MAX_WILDCARDS 5000
/* Words of which one may be missing: the query has them squared. */
#define MAX_RELAXED 12

static XcQuery *plan_node (GfPlanner *planner, const GfNode *node);

GPtrArray *
gf_queries_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) xc_query_free);
}

XcQuery *
gf_queries_or (GPtrArray *queries, GError **error)
{
  return xc_query_new_or ((XcQuery *const *) queries->pdata, queries->len, error);
}

XcQuery *
gf_queries_and (GPtrArray *queries, GError **error)
{
  return xc_query_new_and ((XcQuery *const *) queries->pdata, queries->len, error);
}

bool
gf_planner_has (const GfPlanner *planner, GfPart part)
{
  return (planner->options->without & part) == 0;
}

void
gf_planner_note (GfPlanner *planner, const char *format, ...)
{
  GPtrArray *notes = planner->plan->notes;
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  if (!g_ptr_array_find_with_equal_func (notes, text, g_str_equal, NULL))
    g_ptr_array_add (notes, g_steal_pointer (&text));
}

/* What stands in a group, by its part in it.  Each is NULL-free unless something failed,
 * which the shim's constructors then pass on. */
typedef struct
{
  GPtrArray *wanted;
  GPtrArray *filters;
  GPtrArray *unwanted;
} Group;

static void
group_clear (Group *group)
{
  g_ptr_array_unref (group->wanted);
  g_ptr_array_unref (group->filters);
  g_ptr_array_unref (group->unwanted);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Group, group_clear)

static XcQuery *
plan_negated (GfPlanner *planner, const GfNode *node)
{
  planner->negations++;
  XcQuery *query = plan_node (planner, gf_node_child (node, 0));
  planner->negations--;
  return query;
}

static void
add_to_group (GfPlanner *planner, Group *group, const GfNode *child)
{
  if (child->optional)
    return;
  if (child->kind == GF_NODE_NOT)
    g_ptr_array_add (group->unwanted, plan_negated (planner, child));
  else if (gf_node_is_filter (child))
    g_ptr_array_add (group->filters, plan_node (planner, child));
  else
    g_ptr_array_add (group->wanted, plan_node (planner, child));
}

/* @wanted without the one at @missing. */
static XcQuery *
plan_without (GfPlanner *planner, const GPtrArray *wanted, unsigned missing)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (unsigned i = 0; i < wanted->len; i++)
    if (i != missing)
      g_ptr_array_add (others, g_ptr_array_index (wanted, i));
  return gf_queries_and (others, planner->error);
}

static XcQuery *
plan_all_but_one (GfPlanner *planner, const GPtrArray *wanted)
{
  g_autoptr (GPtrArray) ways = gf_queries_new ();

  for (unsigned i = 0; i < wanted->len; i++)
    g_ptr_array_add (ways, plan_without (planner, wanted, i));
  return gf_queries_or (ways, planner->error);
}

static XcQuery *
combine_wanted (GfPlanner *planner, const Group *group, bool any, bool relaxes)
{
  unsigned n = group->wanted->len;

  if (n == 0)
    return xc_query_new_all (planner->error);
  if (relaxes && n <= MAX_RELAXED)
    return plan_all_but_one (planner, group->wanted);
  return any ? gf_queries_or (group->wanted, planner->error)
             : gf_queries_and (group->wanted, planner->error);
}

static XcQuery *
combine_group (GfPlanner *planner, const Group *group, bool any, bool relaxes)
{
  g_autoptr (XcQuery) query = combine_wanted (planner, group, any, relaxes);

  if (group->filters->len > 0)
    {
      g_autoptr (XcQuery) filter = gf_queries_and (group->filters, planner->error);
      g_autoptr (XcQuery) words = g_steal_pointer (&query);

      query = xc_query_new_filter (words, filter, planner->error);
    }
  if (group->unwanted->len > 0)
    {
      g_autoptr (XcQuery) unwanted = gf_queries_or (group->unwanted, planner->error);
      g_autoptr (XcQuery) wanted = g_steal_pointer (&query);

      query = xc_query_new_and_not (wanted, unwanted, planner->error);
    }
  return g_steal_pointer (&query);
}

static unsigned
count_wanted (const GfNode *node)
{
  unsigned n = 0;

  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    {
      const GfNode *child = gf_node_child (node, i);

      n += !child->optional && child->kind != GF_NODE_NOT && !gf_node_is_filter (child);
    }
  return n;
}

/* AND, or side by side: there the words are what @any is about, never the filters. */
static XcQuery *
plan_group (GfPlanner *planner, const GfNode *node, bool any)
{
  g_auto (Group) group = { gf_queries_new (), gf_queries_new (), gf_queries_new () };
  bool relaxes = planner->options->all_but_one && !planner->is_relaxed
                 && planner->negations == 0 && count_wanted (node) > 1;

  planner->is_relaxed |= relaxes;
  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    add_to_group (planner, &group, gf_node_child (node, i));
  planner->is_relaxed &= !relaxes;
  return combine_group (planner, &group, any, relaxes);
}

static XcQuery *
plan_or (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    g_ptr_array_add (parts, plan_node (planner, gf_node_child (node, i)));
  return gf_queries_or (parts, planner->error);
}

static XcQuery *
plan_not (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (XcQuery) all = xc_query_new_all (planner->error);
  g_autoptr (XcQuery) unwanted = plan_negated (planner, node);

  return xc_query_new_and_not (all, unwanted, planner->error);
}

static XcQuery *
plan_node (GfPlanner *planner, const GfNode *node)
{
  if (*planner->error != NULL)
    return NULL;
  switch (node->kind)
    {
    case GF_NODE_ALL:
      return xc_query_new_all (planner->error);
    case GF_NODE_JOIN:
      return plan_group (planner, node, planner->options->match_any);
    case GF_NODE_AND:
      return plan_group (planner, node,
                         planner->options->match_any && planner->negations == 0);
    case GF_NODE_OR:
      return plan_or (planner, node);
    case GF_NODE_NOT:
      return plan_not (planner, node);
    default:
      return gf_leaf_plan (planner, node);
    }
}

static XcQuery *
plan_words (GfPlanner *planner, const GfNode *tree)
{
  const GfLike *like = planner->options->like;

  if (like == NULL)
    return tree != NULL ? plan_node (planner, tree) : xc_query_new_all (planner->error);

  g_autoptr (XcQuery) alike = gf_like_plan (planner, like);
  if (tree == NULL || alike == NULL)
    return g_steal_pointer (&alike);

  g_autoptr (XcQuery) filter = plan_node (planner, tree);
  return xc_query_new_filter (alike, filter, planner->error);
}

static XcQuery *
plan_tree (GfPlanner *planner, const GfNode *tree)
{
  const char *kind = planner->options->kind;
  g_autoptr (XcQuery) query = plan_words (planner, tree);

  if (query == NULL || kind == NULL || planner->options->documents)
    return g_steal_pointer (&query);

  g_autofree char *term = gf_schema_filter_term (GF_TERM_KIND, kind);
  g_autoptr (XcQuery) filter = xc_query_new_term (term, 1, planner->error);
  return xc_query_new_filter (query, filter, planner->error);
}

/* An OR of @parts; NULL, and no error, where there are none. */
static XcQuery *
any_of (GfPlanner *planner, GPtrArray *parts)
{
  return parts->len > 0 ? gf_queries_or (parts, planner->error) : NULL;
}

/* Words in titles: they put hits in order, and make nothing a hit. */
static XcQuery *
add_bonus (GfPlanner *planner, XcQuery *query)
{
  g_autoptr (XcQuery) wanted = query;

  if (query == NULL || planner->bonus->len == 0)
    return g_steal_pointer (&wanted);

  g_autoptr (XcQuery) bonus = gf_queries_or (planner->bonus, planner->error);
  return xc_query_new_and_maybe (wanted, bonus, planner->error);
}

static bool
fill_plan (GfPlanner *planner, const GfNode *tree)
{
  GfPlan *plan = planner->plan;

  if (tree != NULL && !gf_index_has_its_words (planner->index))
    gf_planner_note (planner, "Ordlista til indeksen er ikke ferdig; til det er den kan "
                              "bøyde former og sammensetninger mangle i svaret.");
  plan->query = add_bonus (planner, plan_tree (planner, tree));
  if (plan->query == NULL)
    return false;
  plan->ranking = any_of (planner, planner->ranking);
  plan->first = any_of (planner, planner->first);
  return *planner->error == NULL;
}

GfPlan *
gf_plan_new (GfIndex *index, const GfNode *tree, const GfPlanOptions *options,
             GError **error)
{
  g_autoptr (GfPlan) plan = g_new0 (GfPlan, 1);
  g_autoptr (GPtrArray) ranking = gf_queries_new ();
  g_autoptr (GPtrArray) first = gf_queries_new ();
  g_autoptr (GPtrArray) bonus = gf_queries_new ();
  g_autoptr (GError) cause = NULL;
  GfPlanner planner = { .index = index,
                        .db = options->documents ? index->documents : index->units,
                        .options = options,
                        .plan = plan,
                        .ranking = ranking,
                        .first = first,
                        .bonus = bonus,
                        .n_wildcards = MAX_WILDCARDS,
                        .error = &cause };

  plan->marks = gf_marks_new ();
  plan->notes = g_ptr_array_new_with_free_func (g_free);
  plan->readings = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_reading_free);
  plan->words = g_ptr_array_new_with_free_func (g_free);
  if (fill_plan (&planner, tree))
    return g_steal_pointer (&plan);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

void
gf_plan_free (GfPlan *plan)
{
  if (plan == NULL)
    return;
  xc_query_free (plan->query);
  xc_query_free (plan->ranking);
  xc_query_free (plan->first);
  gf_marks_free (plan->marks);
  g_ptr_array_unref (plan->notes);
  g_ptr_array_unref (plan->readings);
  g_ptr_array_unref (plan->words);
  g_free (plan);
}
