/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/answer.h"

#include <math.h>

#include "common/record-view.h"
#include "common/schema.h"
#include "query/answers/hit.h"
#include "query/json.h"
#include "query/answers/partial.h"
#include "query/answers/snippet.h"
#include "query/answers/versions.h"

/* Text looked through for all the snippets of one answer: some 0.3 s. */
#define SNIPPET_BUDGET ((size_t) 16 << 20)

/* A case asked for by its number has no weight of its own for that. */
#define FIRST_BONUS 100.0

/* Pieces of words tell which of the first hits has the words as they are asked. Of whole
   documents that have all of them they tell nothing (doc/relevance.md). */
static GfGrams *
make_grams (const GfAnswer *answer)
{
  const GfLexicon *lexicon = answer->index->lexicon;

  if (lexicon == NULL || answer->plan->words->len == 0
      || !gf_request_has (answer->request, GF_PART_GRAMS)
      || gf_answer_sort (answer) != GF_SORT_RELEVANCE
      || (gf_answer_is_over_documents (answer->request) && !answer->request->match_any))
    return NULL;
  return gf_grams_new (lexicon, answer->plan->words);
}

bool
gf_answer_init (GfAnswer *answer_out, GfIndex *index, const GfRequest *request,
                const GfPlan *plan, const GfPlan *context, GError **error)
{
  *answer_out = (GfAnswer){ .index = index,
                            .request = request,
                            .plan = plan,
                            .offset = request->offset,
                            .snippet_budget = SNIPPET_BUDGET,
                            .groups = gf_versions_new_groups (),
                            .error = error };
  answer_out->grams = make_grams (answer_out);
  answer_out->context.documents = index->documents;
  answer_out->context.deadline_us = request->deadline_us;
  answer_out->context.query = context != NULL ? context->query : NULL;
  if (!gf_versions_are_there (index, &answer_out->has_versions, error)
      || !gf_index_get_memory (index, &answer_out->memory, error))
    return false;
  answer_out->collapses = answer_out->has_versions && !request->all_versions;
  return gf_rank_bm25 (gf_answer_database (answer_out), &answer_out->bm25, error);
}

void
gf_answer_clear (GfAnswer *answer)
{
  gf_grams_free (answer->grams);
  g_clear_pointer (&answer->groups, g_hash_table_unref);
}

bool
gf_answer_is_over_documents (const GfRequest *request)
{
  return request->units == GF_UNITS_DOCUMENTS;
}

GfSort
gf_answer_sort (const GfAnswer *answer)
{
  if (answer->request->sort == GF_SORT_RELEVANCE && answer->plan->n_words == 0)
    return GF_SORT_DATE_DESCENDING;
  return answer->request->sort;
}

XcDatabase *
gf_answer_database (const GfAnswer *answer)
{
  return gf_answer_is_over_documents (answer->request) ? answer->index->documents
                                                       : answer->index->units;
}

void
gf_answer_collapse (const GfAnswer *answer, XcSearch *search)
{
  if (!answer->collapses)
    return;
  search->collapse_slot = GF_SLOT_VERSIONS;
  search->prefer_slot = GF_SLOT_RANK;
}

/* What of @page the deadline left out. */
static void
note_partial (GfAnswer *answer, const GfPage *page)
{
  const XcTotal *total = xc_results_get_total (page->results);

  if (total->cut_short)
    answer->partial |= GF_PARTIAL_TOTAL;
  if (total->cut_short && answer->request->facets)
    answer->partial |= GF_PARTIAL_FACETS;
  if (total->order_cut || page->order_cut)
    answer->partial |= GF_PARTIAL_ORDER;
}

static bool
fail_as_dear (const GfRequest *request, uint64_t needed, GError **error)
{
  if (request->needed_out != NULL)
    *request->needed_out = needed;
  g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_DEAR,
                       "there is more to go through than the question may take");
  return false;
}

/* What the hits leave of the budget. */
static bool
set_budget (const GfRequest *request, XcSearch *search, GError **error)
{
  uint32_t for_hits = request->limit * GF_POSTINGS_PER_HIT;

  if (request->most_postings == 0)
    return true;
  if (for_hits >= request->most_postings)
    return fail_as_dear (request, for_hits, error);
  search->most_postings = request->most_postings - for_hits;
  return true;
}

bool
gf_answer_search (GfAnswer *answer, const XcQuery *query, unsigned offset, unsigned limit,
                  GfPage *page_out)
{
  static const uint32_t count_slots[] = { GF_SLOT_FACETS };
  const GfRequest *request = answer->request;
  GfSort sort = gf_answer_sort (answer);
  XcSortKey by_date = { GF_SLOT_DATE, sort == GF_SORT_DATE_DESCENDING };
  XcSearch search = XC_SEARCH_INIT;

  search.query = query;
  search.offset = offset;
  search.limit = limit;
  search.bm25 = answer->bm25;
  search.tie_slot = GF_SLOT_ORDER;
  search.exact_total = true;
  search.deadline_us = request->deadline_us;
  gf_answer_collapse (answer, &search);
  if (!set_budget (request, &search, answer->error))
    return false;
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
  GfReorder reorder
      = { .grams = answer->grams,
          .words
          = { answer->index->units, answer->memory,
              gf_answer_is_over_documents (request) ? answer->index->documents : NULL },
          .context = answer->context.query != NULL ? &answer->context : NULL,
          .recency = request->recency };
  bool by_relevance = sort == GF_SORT_RELEVANCE
                      && (reorder.grams || reorder.context || reorder.recency);
  if (!gf_rank_page (gf_answer_database (answer), &search, by_relevance ? &reorder : NULL,
                     page_out, answer->error))
    return false;

  uint64_t needed = xc_results_get_total (page_out->results)->too_dear;

  if (needed > 0)
    return fail_as_dear (
        request, needed + (uint64_t) request->limit * GF_POSTINGS_PER_HIT, answer->error);
  note_partial (answer, page_out);
  return true;
}

static void
set_snippet (GfAnswer *answer, json_t *hit, const GfUnit *unit)
{
  uint32_t page;

  if (gf_partial_is_late (answer->request))
    {
      answer->partial |= GF_PARTIAL_SNIPPETS;
      return;
    }

  g_autofree char *snippet = gf_snippet_new (answer->plan->marks, answer->index->roots,
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

/* What stands behind a hit, and the other versions of its document. */
static bool
set_versions (GfAnswer *answer, json_t *hit, json_t *document, const char *id,
              uint32_t n_behind)
{
  json_t *versions = NULL;

  gf_json_set_number (hit, "versions", n_behind);
  if (!answer->has_versions || id == NULL)
    return true;
  if (gf_partial_is_late (answer->request))
    {
      answer->partial |= GF_PARTIAL_VERSIONS;
      return true;
    }
  if (!gf_versions_json (answer->index, answer->groups, id, &versions, answer->error))
    return false;
  if (versions != NULL)
    json_object_set_new (document, "versions", versions);
  return true;
}

static json_t *
unit_hit (GfAnswer *answer, const XcHit *found)
{
  g_auto (GfUnitView) view = { 0 };
  const GfUnit *unit = &view.unit;

  if (!gf_unit_view_read (&view, found->data.data, found->data.size, answer->error))
    return NULL;

  json_t *hit = gf_hit_unit (&view.head, unit);
  json_t *document = gf_hit_document (&view.head);
  json_object_set_new (hit, "document", document);
  if (!set_versions (answer, hit, document, view.head.id, found->n_collapsed))
    {
      json_decref (hit);
      return NULL;
    }
  if (unit->decision != NULL)
    json_object_set_new (hit, "decision",
                         gf_hit_decision (unit->decision, GF_HIT_DECISION_CHARACTERS));
  set_snippet (answer, hit, unit);
  set_score (hit, found, answer->bonus);
  return hit;
}

/* The unit of document @id that holds most of the question; none in one without text. */
static XcResults *
find_best_unit (const GfAnswer *answer, const char *id)
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
  if (!gf_rank_bm25 (answer->index->units, &search.bm25, answer->error))
    return NULL;
  search.tie_slot = GF_SLOT_ORDER;
  search.deadline_us = answer->request->deadline_us;
  return xc_search (answer->index->units, &search, answer->error);
}

static bool
set_best_unit (GfAnswer *answer, json_t *hit, const char *id)
{
  g_auto (GfUnitView) view = { 0 };
  size_t n;

  if (gf_partial_is_late (answer->request))
    {
      answer->partial |= GF_PARTIAL_SNIPPETS;
      return true;
    }

  g_autoptr (XcResults) results = find_best_unit (answer, id);
  if (results == NULL)
    return false;
  const XcHit *found = xc_results_get_hits (results, &n);
  if (n == 0)
    return true;
  if (!gf_unit_view_read (&view, found->data.data, found->data.size, answer->error))
    return false;
  json_object_set_new (hit, "best_unit", gf_hit_unit (&view.head, &view.unit));
  gf_json_set_number (hit, "page", view.unit.page);
  gf_json_set_string (hit, "page_label", view.unit.page_label);
  set_snippet (answer, hit, &view.unit);
  return true;
}

static json_t *
document_hit (GfAnswer *answer, const XcHit *found)
{
  GfDocument head;

  if (!gf_head_view_read (&head, found->data.data, found->data.size, answer->error))
    return NULL;

  json_t *hit = json_object ();
  json_t *document = gf_hit_document (&head);
  gf_json_set_string (hit, "id", head.id);
  gf_json_set_string (hit, "unit", gf_unit_kind_name (GF_UNIT_DOCUMENT));
  gf_json_set_string (hit, "title", head.title);
  json_object_set_new (hit, "document", document);
  set_score (hit, found, answer->bonus);
  if (!set_versions (answer, hit, document, head.id, found->n_collapsed)
      || (head.id != NULL && !set_best_unit (answer, hit, head.id)))
    {
      json_decref (hit);
      return NULL;
    }
  return hit;
}

static bool
add_hits (GfAnswer *answer, const GfPage *page, json_t *hits)
{
  if (page->hits->len > 0 && gf_index_has_its_words (answer->index))
    gf_marks_learn (answer->plan->marks, answer->index->lexicon);
  for (unsigned i = 0; i < page->hits->len; i++)
    {
      const XcHit *found = &g_array_index (page->hits, XcHit, i);
      json_t *hit = gf_answer_is_over_documents (answer->request)
                        ? document_hit (answer, found)
                        : unit_hit (answer, found);

      if (hit == NULL)
        return false;
      json_array_append_new (hits, hit);
    }
  return true;
}

/* Whether some hits come before all others: in order of relevance only. */
bool
gf_answer_has_first (const GfAnswer *answer)
{
  return answer->plan->first != NULL && gf_answer_sort (answer) == GF_SORT_RELEVANCE;
}

static void
add_total (GfAnswer *answer, const GfPage *page)
{
  const XcTotal *total = xc_results_get_total (page->results);

  answer->total += total->lower;
  answer->n_older += total->n_collapsed;
}

/* The page as two: what stands in it of plan->first, then the others. */
static bool
add_hits_in_two (GfAnswer *answer, json_t *hits)
{
  const GfPlan *plan = answer->plan;
  unsigned offset = answer->offset;
  unsigned limit = answer->request->limit;
  g_autoptr (XcQuery) ahead
      = xc_query_new_filter (plan->query, plan->first, answer->error);
  g_autoptr (XcQuery) others
      = xc_query_new_and_not (plan->query, plan->first, answer->error);
  if (ahead == NULL || others == NULL)
    return false;

  g_auto (GfPage) first = { 0 };
  if (!gf_answer_search (answer, ahead, offset, limit, &first))
    return false;
  answer->bonus = FIRST_BONUS;
  if (!add_hits (answer, &first, hits))
    return false;
  answer->bonus = 0;

  unsigned n_first = xc_results_get_total (first.results)->lower;
  g_auto (GfPage) rest = { 0 };
  if (!gf_answer_search (answer, others, offset > n_first ? offset - n_first : 0,
                         limit - (unsigned) json_array_size (hits), &rest))
    return false;
  add_total (answer, &first);
  add_total (answer, &rest);
  return add_hits (answer, &rest, hits);
}

json_t *
gf_answer_hits (GfAnswer *answer, const GfPage *page)
{
  json_t *hits = json_array ();
  bool is_in_two = gf_answer_has_first (answer);

  answer->total = 0;
  answer->n_older = 0;
  if (!is_in_two)
    add_total (answer, page);
  if (is_in_two ? add_hits_in_two (answer, hits) : add_hits (answer, page, hits))
    return hits;
  json_decref (hits);
  return NULL;
}
