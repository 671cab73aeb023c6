/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/search.h"

#include <math.h>

#include "common/schema.h"
#include "query/describe.h"
#include "query/facet.h"
#include "query/hit.h"
#include "query/index-private.h"
#include "query/json.h"
#include "query/parse.h"
#include "query/plan.h"
#include "query/request.h"
#include "query/snippet.h"

/* Text looked through for all the snippets of one answer: some 0.3 s. */
#define SNIPPET_BUDGET ((size_t) 16 << 20)

/* shared/RELEVANCE.md, "The scheme", 4: for units and for whole documents. */
static const XcBm25 short_bm25 = { .k1 = 0.7, .k3 = 1, .b = 0.4, .min_normlen = 0.5 };
static const XcBm25 long_bm25 = { .k1 = 1.2, .k3 = 1, .b = 0.75, .min_normlen = 0 };

/* A case asked for by its number has no weight of its own for that. */
#define FIRST_BONUS 100.0

typedef struct
{
  const GfRequest *request;
  const GfNode *tree;     /* the question and the filters; NULL for everything */
  const GPtrArray *notes; /* the parser's */
  json_t *answer;
} Question;

/* One answer while it is made, from one commit. */
typedef struct
{
  GfIndex *index;
  const GfRequest *request;
  const GfPlan *plan;
  size_t snippet_budget;
  double bonus; /* added to the score of the hits that are being made */
  GError **error;
} Answer;

static bool
is_over_documents (const GfRequest *request)
{
  return request->units == GF_UNITS_DOCUMENTS;
}

/* Without words there is nothing to rank by: the newest first. */
static GfSort
effective_sort (const GfRequest *request, const GfPlan *plan)
{
  if (request->sort == GF_SORT_RELEVANCE && plan->n_words == 0)
    return GF_SORT_DATE_DESCENDING;
  return request->sort;
}

static GfPlan *
make_plan (GfIndex *index, const Question *question, bool match_any, GError **error)
{
  GfPlanOptions options
      = { .documents = is_over_documents (question->request), .match_any = match_any };

  if (question->request->units == GF_UNITS_CASES)
    options.kind = gf_unit_kind_name (GF_UNIT_CASE);
  if (question->request->units == GF_UNITS_SECTIONS)
    options.kind = gf_unit_kind_name (GF_UNIT_SECTION);
  return gf_plan_new (index, question->tree, &options, error);
}

static XcDatabase *
database (const Answer *answer)
{
  return is_over_documents (answer->request) ? answer->index->documents
                                             : answer->index->units;
}

static XcResults *
run_search (const Answer *answer, const XcQuery *query, unsigned offset, unsigned limit)
{
  static const uint32_t count_slots[] = { GF_SLOT_FACETS };
  const GfRequest *request = answer->request;
  GfSort sort = effective_sort (request, answer->plan);
  XcSortKey by_date = { GF_SLOT_DATE, sort == GF_SORT_DATE_DESCENDING };
  XcSearch search = XC_SEARCH_INIT;

  search.query = query;
  search.offset = offset;
  search.limit = limit;
  search.bm25 = is_over_documents (request) ? long_bm25 : short_bm25;
  search.tie_slot = GF_SLOT_ORDER;
  search.exact_total = true;
  if (sort != GF_SORT_RELEVANCE)
    {
      search.weighting = XC_WEIGHTING_NONE;
      search.sort_keys = &by_date;
      search.n_sort_keys = 1;
    }
  if (request->facets)
    {
      search.count_slots = count_slots;
      search.n_count_slots = G_N_ELEMENTS (count_slots);
    }
  return xc_search (database (answer), &search, answer->error);
}

static void
set_snippet (Answer *answer, json_t *hit, const GfUnit *unit)
{
  uint32_t page;
  g_autofree char *snippet = gf_snippet_new (answer->plan->marks, answer->index->stemmer,
                                             unit, &answer->snippet_budget, &page);

  gf_json_set_string (hit, "snippet", snippet);
  gf_json_set_number (hit, "snippet_page", page);
}

static void
set_score (json_t *hit, const XcHit *found, double bonus)
{
  double score = round ((found->weight + bonus) * 1000) / 1000;

  if (score > 0)
    json_object_set_new (hit, "score", json_real (score));
}

static json_t *
unit_hit (Answer *answer, const XcHit *found)
{
  g_autoptr (GfDocument) head = NULL;
  g_autoptr (GfUnit) unit = NULL;

  if (!gf_record_read_unit (&found->data, &head, &unit, answer->error))
    return NULL;

  json_t *hit = gf_hit_unit (head, unit);
  json_object_set_new (hit, "document", gf_hit_document (head));
  if (unit->decision != NULL)
    json_object_set_new (hit, "decision",
                         gf_hit_decision (unit->decision, GF_HIT_DECISION_CHARACTERS));
  set_snippet (answer, hit, unit);
  set_score (hit, found, answer->bonus);
  return hit;
}

/* The unit of document @id that holds most of the question; none in one without text. */
static XcResults *
find_best_unit (const Answer *answer, const char *id)
{
  g_autofree char *term = gf_schema_filter_term (GF_TERM_DOCUMENT, id);
  g_autoptr (XcQuery) of_document = xc_query_new_term (term, 1, answer->error);
  XcSearch search = XC_SEARCH_INIT;

  if (of_document == NULL)
    return NULL;

  /* Words may stand in the document's title alone: then its first unit will do. */
  g_autoptr (XcQuery) query
      = answer->plan->ranking != NULL
            ? xc_query_new_and_maybe (of_document, answer->plan->ranking, answer->error)
            : xc_query_new_or (&of_document, 1, answer->error);
  if (query == NULL)
    return NULL;
  search.query = query;
  search.limit = 1;
  search.bm25 = short_bm25;
  search.tie_slot = GF_SLOT_ORDER;
  return xc_search (answer->index->units, &search, answer->error);
}

static bool
set_best_unit (Answer *answer, json_t *hit, const char *id)
{
  g_autoptr (XcResults) results = find_best_unit (answer, id);
  g_autoptr (GfDocument) head = NULL;
  g_autoptr (GfUnit) unit = NULL;
  size_t n;

  if (results == NULL)
    return false;
  const XcHit *found = xc_results_get_hits (results, &n);
  if (n == 0)
    return true;
  if (!gf_record_read_unit (&found->data, &head, &unit, answer->error))
    return false;
  json_object_set_new (hit, "best_unit", gf_hit_unit (head, unit));
  gf_json_set_number (hit, "page", unit->page);
  set_snippet (answer, hit, unit);
  return true;
}

static json_t *
document_hit (Answer *answer, const XcHit *found)
{
  g_autoptr (GfDocument) head = gf_record_read_document (&found->data, answer->error);

  if (head == NULL)
    return NULL;

  json_t *hit = json_object ();
  gf_json_set_string (hit, "id", head->id);
  gf_json_set_string (hit, "unit", gf_unit_kind_name (GF_UNIT_DOCUMENT));
  gf_json_set_string (hit, "title", head->title);
  json_object_set_new (hit, "document", gf_hit_document (head));
  set_score (hit, found, answer->bonus);
  if (head->id != NULL && !set_best_unit (answer, hit, head->id))
    {
      json_decref (hit);
      return NULL;
    }
  return hit;
}

static bool
add_hits (Answer *answer, const XcResults *results, json_t *hits)
{
  size_t n;
  const XcHit *found = xc_results_get_hits (results, &n);

  for (size_t i = 0; i < n; i++)
    {
      json_t *hit = is_over_documents (answer->request) ? document_hit (answer, &found[i])
                                                        : unit_hit (answer, &found[i]);

      if (hit == NULL)
        return false;
      json_array_append_new (hits, hit);
    }
  return true;
}

/* Whether some hits come before all others: in order of relevance only. */
static bool
has_first (const Answer *answer)
{
  return answer->plan->first != NULL
         && effective_sort (answer->request, answer->plan) == GF_SORT_RELEVANCE;
}

/* The page as two: what stands in it of plan->first, then the others. */
static bool
add_hits_in_two (Answer *answer, json_t *hits)
{
  const GfPlan *plan = answer->plan;
  unsigned offset = answer->request->offset;
  unsigned limit = answer->request->limit;
  g_autoptr (XcQuery) ahead
      = xc_query_new_filter (plan->query, plan->first, answer->error);
  g_autoptr (XcQuery) others
      = xc_query_new_and_not (plan->query, plan->first, answer->error);
  if (ahead == NULL || others == NULL)
    return false;

  g_autoptr (XcResults) first = run_search (answer, ahead, offset, limit);
  if (first == NULL)
    return false;
  answer->bonus = FIRST_BONUS;
  if (!add_hits (answer, first, hits))
    return false;
  answer->bonus = 0;

  unsigned n_first = xc_results_get_total (first)->lower;
  g_autoptr (XcResults) rest
      = run_search (answer, others, offset > n_first ? offset - n_first : 0,
                    limit - (unsigned) json_array_size (hits));
  return rest != NULL && add_hits (answer, rest, hits);
}

static json_t *
make_hits (Answer *answer, const XcResults *results)
{
  json_t *hits = json_array ();

  if (has_first (answer) ? add_hits_in_two (answer, hits)
                         : add_hits (answer, results, hits))
    return hits;
  json_decref (hits);
  return NULL;
}

static json_t *
notes_json (const Question *question, const GfPlan *plan)
{
  const GPtrArray *both[] = { question->notes, plan->notes };
  json_t *notes = json_array ();

  for (size_t i = 0; i < G_N_ELEMENTS (both); i++)
    for (unsigned j = 0; j < both[i]->len; j++)
      json_array_append_new (notes, json_string (g_ptr_array_index (both[i], j)));
  return notes;
}

static char *
plan_in_words (const Answer *answer, const Question *question, const json_t *notes)
{
  g_autofree char *words
      = gf_describe (question->tree, answer->index->stemmer, answer->request->match_any);
  GString *plan = g_string_new (words);
  size_t i;
  json_t *note;

  if (answer->request->sort == GF_SORT_RELEVANCE && answer->plan->n_words == 0)
    g_string_append (plan, " Uten ord å rangere etter: de nyeste først.");
  json_array_foreach ((json_t *) notes, i, note)
      g_string_append_printf (plan, " %s", json_string_value (note));
  return g_string_free (plan, FALSE);
}

static json_t *
query_json (const Answer *answer, const Question *question)
{
  json_t *query = json_object ();
  json_t *notes = notes_json (question, answer->plan);
  g_autofree char *plan = plan_in_words (answer, question, notes);

  json_object_set_new (query, "text", json_string (answer->request->question));
  json_object_set_new (query, "plan", json_string (plan));
  if (json_array_size (notes) > 0)
    json_object_set (query, "notes", notes);
  json_decref (notes);
  if (answer->request->explain)
    {
      g_autofree char *xapian
          = xc_query_dup_description (answer->plan->query, answer->error);

      gf_json_set_string (query, "xapian", xapian);
    }
  return query;
}

/* How many hits have any of the words: asked where none has all of them. */
static bool
count_any (const Answer *answer, const Question *question, uint32_t *total_out)
{
  XcSearch search = XC_SEARCH_INIT;
  g_autoptr (GfPlan) plan = make_plan (answer->index, question, true, answer->error);

  if (plan == NULL)
    return false;
  search.query = plan->query;
  search.limit = 0;
  search.weighting = XC_WEIGHTING_NONE;
  search.exact_total = true;

  g_autoptr (XcResults) results = xc_search (database (answer), &search, answer->error);
  if (results == NULL)
    return false;
  *total_out = xc_results_get_total (results)->lower;
  return true;
}

static bool
set_suggestion (const Answer *answer, const Question *question, json_t *object)
{
  uint32_t any = 0;

  if (!count_any (answer, question, &any))
    return false;

  g_autofree char *suggestion
      = any > 0 ? g_strdup_printf ("Ingenting har alle ordene sammen. Søk med minst ett "
                                   "av ordene gir %u treff.",
                                   any)
                : g_strdup ("Ingenting har noen av ordene.");
  gf_json_set_string (object, "suggestion", suggestion);
  json_object_set_new (object, "match_any_total", json_integer (any));
  return true;
}

static bool
set_index_state (const Answer *answer, json_t *object)
{
  json_t *coverage = gf_index_coverage (answer->index, answer->error);

  if (coverage == NULL)
    return false;
  json_object_set_new (object, "coverage", coverage);

  g_autofree char *snapshot = gf_index_snapshot (answer->index, answer->error);
  gf_json_set_string (object, "snapshot", snapshot);
  return snapshot != NULL;
}

static void
set_facets (const XcResults *results, json_t *object)
{
  json_t *cut;

  json_object_set_new (object, "facets",
                       gf_facets (results, 0, GF_FACET_MAX_VALUES, &cut));
  if (cut != NULL)
    json_object_set_new (object, "facets_cut", cut);
}

static bool
fill_answer (Answer *answer, const Question *question, json_t *object)
{
  g_autoptr (XcResults) results
      = run_search (answer, answer->plan->query, answer->request->offset,
                    has_first (answer) ? 0 : answer->request->limit);
  if (results == NULL)
    return false;

  uint32_t total = xc_results_get_total (results)->lower;
  json_object_set_new (object, "query", query_json (answer, question));
  json_object_set_new (object, "total", json_integer (total));
  json_object_set_new (object, "offset", json_integer (answer->request->offset));
  if (!set_index_state (answer, object))
    return false;
  if (total == 0 && !answer->request->match_any && answer->plan->n_words > 1
      && !set_suggestion (answer, question, object))
    return false;

  json_t *hits = make_hits (answer, results);
  if (hits == NULL)
    return false;
  json_object_set_new (object, "hits", hits);
  if (answer->request->facets)
    set_facets (results, object);
  return true;
}

static bool
answer_question (GfIndex *index, void *data, GError **error)
{
  Question *question = data;
  g_autoptr (GfPlan) plan
      = make_plan (index, question, question->request->match_any, error);
  if (plan == NULL)
    return false;

  Answer answer = { .index = index,
                    .request = question->request,
                    .plan = plan,
                    .snippet_budget = SNIPPET_BUDGET,
                    .error = error };
  json_t *object = json_object ();

  if (fill_answer (&answer, question, object))
    {
      question->answer = object;
      return true;
    }
  json_decref (object);
  return false;
}

/* The question and the request's filters under one AND, which borrows them both. */
static GfNode *
with_filters (const GfRequest *request, GfNode *tree)
{
  GfNode *all = gf_node_new (GF_NODE_AND, GF_FIELD_TEXT);

  g_ptr_array_set_free_func (all->children, NULL);
  if (tree != NULL)
    g_ptr_array_add (all->children, tree);
  for (GfField field = 0; field < GF_N_FIELDS; field++)
    if (request->filters[field] != NULL)
      g_ptr_array_add (all->children, request->filters[field]);
  return all;
}

json_t *
gf_search (GfIndex *index, const GfRequest *request, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  Question question = { .request = request, .notes = notes };

  if (!gf_parse (request->question, notes, &tree, error))
    return NULL;
  if (tree != NULL)
    gf_stop_words_mark (index->stop_words, tree);

  g_autoptr (GfNode) all = with_filters (request, tree);
  question.tree = gf_node_n_children (all) > 0 ? all : NULL;
  return gf_index_read (index, answer_question, &question, error) ? question.answer
                                                                  : NULL;
}
