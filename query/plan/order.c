/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words in a certain order or near each other; see plan-private.h. */
#include "query/plan/plan-private.h"

#include <string.h>

#include "common/schema.h"
#include "query/question/case-words.h"
#include "norsk/tokens.h"
#include "query/plan/words.h"

/* Forms of one word that may stand in its place where positions count. */
#define MAX_FORMS 32
/* The same for a word with a star. */
#define MAX_STAR_FORMS 100

/* Places in a row, each a list of forms any of which may stand there. */
typedef struct
{
  GPtrArray *places;  /* of GPtrArray of char * */
  GPtrArray *phrases; /* XcQuery *: parts that must stand side by side themselves */
  unsigned window;
} Order;

static void
order_clear (Order *order)
{
  g_ptr_array_unref (order->places);
  g_ptr_array_unref (order->phrases);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static GPtrArray *
places_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

static bool
has_positions (GfField field)
{
  return field == GF_FIELD_TEXT;
}

static GPtrArray *
one_form (const char *form)
{
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (forms, g_strdup (form));
  return forms;
}

static GPtrArray *
forms_of_word (GfPlanner *planner, const char *form)
{
  g_autoptr (GfWord) word = gf_word_new (planner->index, form);
  GPtrArray *forms = gf_word_forms (word, planner->index, MAX_FORMS, NULL);

  /* Without a lexicon the form asked for is all that is known. */
  if (!g_ptr_array_find_with_equal_func (forms, form, g_str_equal, NULL))
    g_ptr_array_add (forms, g_strdup (form));
  return forms;
}

static GPtrArray *
forms_of_star (GfPlanner *planner, const GfNode *node, const char *form)
{
  g_autoptr (XcList) list = xc_database_list_terms (planner->index->units, form,
                                                    MAX_STAR_FORMS, planner->error);
  size_t n;

  if (list == NULL)
    return NULL;
  if (xc_list_is_truncated (list))
    gf_planner_note (planner,
                     "«%s» står for flere enn %d ord; i en bestemt rekkefølge er bare "
                     "de første av dem med.",
                     node->text, MAX_STAR_FORMS);

  const XcEntry *entries = xc_list_get_entries (list, &n);
  GPtrArray *forms = g_ptr_array_new_with_free_func (g_free);
  for (size_t i = 0; i < n; i++)
    g_ptr_array_add (forms, g_strdup (entries[i].name.data));
  return forms;
}

static XcQuery *
plan_place (GfPlanner *planner, const GPtrArray *forms)
{
  g_autoptr (GPtrArray) terms = gf_queries_new ();

  for (unsigned i = 0; i < forms->len; i++)
    g_ptr_array_add (terms,
                     gf_leaf_term (planner, GF_FIELD_TEXT, g_ptr_array_index (forms, i)));
  if (terms->len == 1)
    return g_ptr_array_steal_index (terms, 0);
  return gf_queries_or (terms, planner->error);
}

/* The parts of a phrase or a NEAR over units: NULL where a place has no form at all, and
 * on error. */
static GPtrArray *
plan_places (GfPlanner *planner, const GPtrArray *places)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  for (unsigned i = 0; i < places->len; i++)
    {
      const GPtrArray *forms = g_ptr_array_index (places, i);

      if (forms->len == 0)
        return NULL;
      g_ptr_array_add (parts, plan_place (planner, forms));
    }
  return g_steal_pointer (&parts);
}

static XcQuery *
phrase_of (GfPlanner *planner, const GPtrArray *places)
{
  g_autoptr (GPtrArray) parts = plan_places (planner, places);

  if (parts == NULL)
    return xc_query_new_nothing (planner->error);
  return xc_query_new_phrase ((XcQuery *const *) parts->pdata, parts->len, 0,
                              planner->error);
}

/* The words of @places, anywhere: for what has no positions. */
static XcQuery *
words_of (GfPlanner *planner, const GPtrArray *places)
{
  g_autoptr (GPtrArray) parts = plan_places (planner, places);

  if (parts == NULL)
    return xc_query_new_nothing (planner->error);
  return gf_queries_and (parts, planner->error);
}

/* @query (transfer full), which is over units, as it is among what is planned for. */
static XcQuery *
settle (GfPlanner *planner, const GfNode *node, XcQuery *query, const GPtrArray *places)
{
  g_autoptr (XcQuery) over_units = query;

  gf_leaf_rank (planner, node, over_units);
  if (!planner->options->documents || over_units == NULL)
    return g_steal_pointer (&over_units);

  g_autoptr (XcQuery) words = words_of (planner, places);
  return gf_locate (planner, over_units, NULL, words);
}

static bool
add_place (GPtrArray *places, GPtrArray *forms)
{
  if (forms == NULL)
    return false;
  g_ptr_array_add (places, forms);
  return true;
}

/* The forms of @node in order; the last of glued words also in its other forms, since
 * "27-samarbeid" is inflected there. */
static bool
fill_places (GfPlanner *planner, const GfNode *node, GPtrArray *places)
{
  for (unsigned i = 0; i < node->forms->len; i++)
    {
      const char *form = gf_node_form (node, i);
      bool is_last = i + 1 == node->forms->len;
      GPtrArray *forms;

      if (is_last && node->kind == GF_NODE_WORD)
        forms = forms_of_word (planner, form);
      else if (is_last && node->kind == GF_NODE_PREFIX)
        forms = forms_of_star (planner, node, form);
      else
        forms = one_form (form);
      if (!add_place (places, forms))
        return false;
    }
  return true;
}

/* A phrase for the snippet, once for each form that its last word may have. */
static void
mark_phrases (GfPlanner *planner, const GfNode *node, const GPtrArray *last)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new ();
  unsigned n = node->forms->len;
  unsigned word;

  if (!gf_leaf_mark (planner, node, gf_node_form (node, n - 1), &word))
    return;
  for (unsigned i = 0; i < n; i++)
    g_ptr_array_add (forms, (gpointer) gf_node_form (node, i));
  for (unsigned i = 0; i < last->len; i++)
    {
      forms->pdata[n - 1] = g_ptr_array_index (last, i);
      gf_marks_add_phrase (planner->plan->marks, word, (const char *const *) forms->pdata,
                           n);
    }
}

static XcQuery *
plan_in_order (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (GPtrArray) places = places_new ();

  if (!fill_places (planner, node, places))
    return NULL;
  mark_phrases (planner, node, g_ptr_array_index (places, places->len - 1));
  return settle (planner, node, phrase_of (planner, places), places);
}

/* A phrase in a field without positions.  Names of bodies and regions are short: there
 * all the words will do. */
static XcQuery *
plan_in_field (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (XcQuery) words = gf_leaf_all_terms (planner, node);

  if (gf_field_info (node->field)->kind != GF_FIELD_WORDS)
    return g_steal_pointer (&words);

  const char *form = gf_node_form (node, node->forms->len - 1);
  g_autoptr (GPtrArray) last = one_form (form);
  mark_phrases (planner, node, last);
  gf_leaf_rank (planner, node, words);
  return gf_locate (planner, words, node, words);
}

/* "e-helse" is in the index as "ehelse" too, in every way to set the hyphens. */
static XcQuery *
plan_joined (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (unsigned i = 0; i < node->forms->len; i++)
    g_string_append (joined, gf_node_form (node, i));
  return gf_leaf_joined_word (planner, node, joined->str);
}

/* "14/23" may be said in a text, and is a case. */
static XcQuery *
plan_case_number (GfPlanner *planner, const char *number)
{
  g_autofree char *term = gf_schema_filter_term (GF_TERM_CASE, number);

  return xc_query_new_term (term, 1, planner->error);
}

static XcQuery *
plan_glued (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();
  g_autofree char *prefix = NULL;
  g_autofree char *number
      = node->field == GF_FIELD_TEXT ? gf_schema_case_number (node->text, &prefix) : NULL;

  g_ptr_array_add (parts, has_positions (node->field) ? plan_in_order (planner, node)
                                                      : plan_in_field (planner, node));
  if (node->hyphened && *planner->error == NULL)
    g_ptr_array_add (parts, plan_joined (planner, node));
  if (number != NULL && prefix == NULL && *planner->error == NULL)
    g_ptr_array_add (parts, plan_case_number (planner, number));
  return gf_queries_or (parts, planner->error);
}

static GPtrArray *
places_of (const char *const *forms)
{
  GPtrArray *places = places_new ();

  for (; *forms != NULL; forms++)
    g_ptr_array_add (places, one_form (*forms));
  return places;
}

/* The number of the case @node, however a text spells it. */
static XcQuery *
plan_mentions (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (GPtrArray) spellings = gf_case_spellings (node);
  g_autoptr (GPtrArray) phrases = gf_queries_new ();
  g_autoptr (GPtrArray) loose = gf_queries_new ();
  unsigned word;
  bool marked = gf_leaf_mark (planner, node, gf_node_form (node, 0), &word);

  for (unsigned i = 0; i < spellings->len && *planner->error == NULL; i++)
    {
      const char *const *forms = g_ptr_array_index (spellings, i);
      g_autoptr (GPtrArray) places = places_of (forms);

      g_ptr_array_add (phrases, phrase_of (planner, places));
      g_ptr_array_add (loose, words_of (planner, places));
      if (marked)
        gf_marks_add_phrase (planner->plan->marks, word, forms, places->len);
    }

  g_autoptr (XcQuery) mentions = gf_queries_or (phrases, planner->error);
  gf_leaf_rank (planner, node, mentions);
  if (!planner->options->documents || mentions == NULL)
    return g_steal_pointer (&mentions);

  g_autoptr (XcQuery) words = gf_queries_or (loose, planner->error);
  return gf_locate (planner, mentions, NULL, words);
}

/* The letters before the number weigh, but the number alone will do. */
static XcQuery *
prefer_prefix (GfPlanner *planner, const GfNode *node, XcQuery *query)
{
  g_autoptr (XcQuery) number = query;
  g_autofree char *form = gf_tokens_fold (node->prefix);
  g_autoptr (XcQuery) prefix = gf_leaf_word (planner, GF_FIELD_TEXT, form);

  return xc_query_new_and_maybe (number, prefix, planner->error);
}

/* "PS 14/23": a case, and whatever says its number.  The case has no weight by that: it
 * is put first. */
static XcQuery *
plan_case (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (GPtrArray) parts = gf_queries_new ();

  g_ptr_array_add (parts, plan_mentions (planner, node));
  if (*planner->error == NULL)
    g_ptr_array_add (parts, plan_case_number (planner, node->text));
  if (*planner->error == NULL && gf_leaf_ranks (planner, node))
    g_ptr_array_add (planner->first, gf_leaf_case (planner, node));

  XcQuery *query = *planner->error == NULL ? gf_queries_or (parts, planner->error) : NULL;
  return query != NULL && node->prefix != NULL ? prefer_prefix (planner, node, query)
                                               : query;
}

/* The name of a municipality, in order, as a filter. */
static XcQuery *
plan_name (GfPlanner *planner, const GfNode *node)
{
  g_autoptr (GPtrArray) places = places_new ();

  if (!fill_places (planner, node, places))
    return NULL;
  return settle (planner, node, phrase_of (planner, places), places);
}

/* Adds what @node puts near something: false where it cannot stand in a NEAR. */
static bool add_to_order (GfPlanner *planner, Order *order, const GfNode *node);

static bool
add_phrase_to_order (GfPlanner *planner, Order *order, const GfNode *node)
{
  g_autoptr (GPtrArray) places = places_new ();

  if (!fill_places (planner, node, places))
    return false;
  g_ptr_array_add (order->phrases, phrase_of (planner, places));
  mark_phrases (planner, node, g_ptr_array_index (places, places->len - 1));
  for (unsigned i = 0; i < places->len; i++)
    add_place (order->places, g_ptr_array_ref (g_ptr_array_index (places, i)));
  order->window += places->len - 1;
  return true;
}

static bool
add_word_to_order (GfPlanner *planner, Order *order, const GfNode *node)
{
  const char *form = gf_node_form (node, 0);
  g_autoptr (GPtrArray) forms = NULL;
  unsigned word;

  if (node->kind == GF_NODE_PREFIX)
    forms = forms_of_star (planner, node, form);
  else
    forms = node->kind == GF_NODE_WORD ? forms_of_word (planner, form) : one_form (form);
  if (forms == NULL)
    return false;

  if (gf_leaf_mark (planner, node, form, &word))
    for (unsigned i = 0; i < forms->len; i++)
      gf_marks_add_form (planner->plan->marks, word, g_ptr_array_index (forms, i));
  return add_place (order->places, g_steal_pointer (&forms));
}

/* (a ELLER b): the forms of all of them in one place. */
static bool
add_choice_to_order (GfPlanner *planner, Order *order, const GfNode *node)
{
  g_auto (Order) each = { places_new (), gf_queries_new (), 0 };
  GPtrArray *choice = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (order->places, choice);
  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    if (!add_to_order (planner, &each, gf_node_child (node, i)))
      return false;
  for (unsigned i = 0; i < each.places->len; i++)
    {
      const GPtrArray *forms = g_ptr_array_index (each.places, i);

      for (unsigned j = 0; j < forms->len; j++)
        g_ptr_array_add (choice, g_strdup (g_ptr_array_index (forms, j)));
    }
  return each.phrases->len == 0;
}

static bool
add_to_order (GfPlanner *planner, Order *order, const GfNode *node)
{
  switch (node->kind)
    {
    case GF_NODE_WORD:
    case GF_NODE_PHRASE:
    case GF_NODE_PREFIX:
    case GF_NODE_CASE:
      if (!has_positions (node->field))
        return false;
      return node->forms->len > 1 ? add_phrase_to_order (planner, order, node)
                                  : add_word_to_order (planner, order, node);
    case GF_NODE_OR:
      return add_choice_to_order (planner, order, node);
    default:
      return false;
    }
}

static XcQuery *
near_of (GfPlanner *planner, const Order *order)
{
  g_autoptr (GPtrArray) parts = plan_places (planner, order->places);

  if (parts == NULL)
    return xc_query_new_nothing (planner->error);

  g_autoptr (XcQuery) near = xc_query_new_near (
      (XcQuery *const *) parts->pdata, parts->len, order->window, planner->error);
  if (order->phrases->len == 0)
    return g_steal_pointer (&near);

  g_autoptr (XcQuery) phrases = gf_queries_and (order->phrases, planner->error);
  return xc_query_new_filter (near, phrases, planner->error);
}

static XcQuery *
plan_near (GfPlanner *planner, const GfNode *node)
{
  g_auto (Order) order = { places_new (), gf_queries_new (), node->window };

  for (unsigned i = 0; i < gf_node_n_children (node); i++)
    if (!add_to_order (planner, &order, gf_node_child (node, i)))
      {
        /* Nothing else is in a NÆR: gf_node_may_be_near (). */
        g_assert (*planner->error != NULL);
        return NULL;
      }
  planner->plan->n_words += gf_leaf_ranks (planner, node) ? gf_node_n_children (node) : 0;
  return settle (planner, node, near_of (planner, &order), order.places);
}

XcQuery *
gf_order_plan (GfPlanner *planner, const GfNode *node)
{
  if (node->kind == GF_NODE_NEAR)
    return plan_near (planner, node);
  if (node->kind == GF_NODE_CASE)
    return plan_case (planner, node);
  if (node->kind == GF_NODE_VALUE
      || (node->kind == GF_NODE_NAME && node->field == GF_FIELD_MUNICIPALITY))
    return plan_name (planner, node);
  if (node->kind == GF_NODE_WORD)
    return plan_glued (planner, node);
  /* The parser has read a star after several words of a field as something else. */
  g_assert (node->kind != GF_NODE_PREFIX || has_positions (node->field));
  return has_positions (node->field) ? plan_in_order (planner, node)
                                     : plan_in_field (planner, node);
}
