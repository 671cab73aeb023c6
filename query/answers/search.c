/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/search-private.h"

#include "common/schema.h"
#include "query/answers/answer.h"
#include "query/cursor.h"
#include "query/question/describe.h"
#include "query/answers/facet.h"
#include "query/json.h"
#include "query/plan/names.h"
#include "query/question/parse.h"
#include "query/answers/partial.h"

typedef struct
{
  const GfRequest *request;
  const GfNode *tree;     /* the question and the filters; NULL for everything */
  const GPtrArray *notes; /* the parser's */
  const GfLike *like;     /* NULL where the question says what is wanted */
  json_t *answer;
  GfPage *page; /* what to fill in the place of answer; NULL where an answer is wanted */
} Question;

/* How much of the question a hit has to have. */
typedef enum
{
  MATCH_ALL,
  MATCH_ALL_BUT_ONE,
  MATCH_ANY
} Match;

static GfPlan *
make_plan (GfIndex *index, const Question *question, Match match, GError **error)
{
  GfPlanOptions options = { .documents = gf_answer_is_over_documents (question->request),
                            .match_any = match == MATCH_ANY,
                            .all_but_one = match == MATCH_ALL_BUT_ONE,
                            .without = question->request->without,
                            .like = question->like };

  if (question->request->units == GF_UNITS_CASES)
    options.kind = gf_unit_kind_name (GF_UNIT_CASE);
  if (question->request->units == GF_UNITS_SECTIONS)
    options.kind = gf_unit_kind_name (GF_UNIT_SECTION);
  return gf_plan_new (index, question->tree, &options, error);
}

/* What documents are weighed by as the context of their units; NULL, and no error, where
   nothing is to be. */
static GfPlan *
make_context (GfIndex *index, const Question *question, GError **error)
{
  GfPlanOptions options = { .documents = true,
                            .match_any = true,
                            .is_context = true,
                            .without = question->request->without,
                            .like = question->like };

  if (gf_answer_is_over_documents (question->request)
      || question->request->sort != GF_SORT_RELEVANCE
      || !gf_request_has (question->request, GF_PART_CONTEXT))
    return NULL;
  return gf_plan_new (index, question->tree, &options, error);
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

static void
append_readings (GString *plan, const GPtrArray *readings)
{
  for (unsigned i = 0; i < readings->len; i++)
    {
      g_autofree char *sentence = gf_reading_sentence (g_ptr_array_index (readings, i));

      g_string_append_printf (plan, " %s", sentence);
    }
}

static json_t *
readings_json (const GPtrArray *readings)
{
  json_t *words = json_array ();

  for (unsigned i = 0; i < readings->len; i++)
    json_array_append_new (words, gf_reading_json (g_ptr_array_index (readings, i)));
  return words;
}

/* Nothing is put behind anything in silence. */
static void
append_versions (GString *plan, const GfAnswer *answer)
{
  if (answer->n_older > 0)
    g_string_append_printf (plan,
                            " Eldre versjoner av det samme, og innkallingens utgave av "
                            "en sak i protokollen, står bak den nyeste: %u treff "
                            "(--versions all viser hvert for seg).",
                            answer->n_older);
}

static char *
plan_in_words (const GfAnswer *answer, const Question *question, const json_t *notes)
{
  g_autofree char *words = gf_describe (question->tree, answer->request->match_any);
  GString *plan = g_string_new (words);
  size_t i;
  json_t *note;

  if (answer->request->sort == GF_SORT_RELEVANCE && answer->plan->n_words == 0)
    g_string_append (plan, " Uten ord å rangere etter: de nyeste først.");
  json_array_foreach ((json_t *) notes, i, note)
      g_string_append_printf (plan, " %s", json_string_value (note));
  append_readings (plan, answer->plan->readings);
  append_versions (plan, answer);
  return g_string_free (plan, FALSE);
}

static json_t *
query_json (const GfAnswer *answer, const Question *question)
{
  json_t *query = json_object ();
  json_t *notes = notes_json (question, answer->plan);
  g_autofree char *plan = plan_in_words (answer, question, notes);

  json_object_set_new (query, "text", json_string (answer->request->question));
  json_object_set_new (query, "plan", json_string (plan));
  if (json_array_size (notes) > 0)
    json_object_set (query, "notes", notes);
  json_decref (notes);
  if (answer->plan->readings->len > 0)
    json_object_set_new (query, "words", readings_json (answer->plan->readings));
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
count_any (GfAnswer *answer, const Question *question, uint32_t *total_out)
{
  XcSearch search = XC_SEARCH_INIT;
  g_autoptr (GfPlan) plan = make_plan (answer->index, question, MATCH_ANY, answer->error);

  if (plan == NULL)
    return false;
  search.query = plan->query;
  search.limit = 0;
  search.weighting = XC_WEIGHTING_NONE;
  search.exact_total = true;
  search.deadline_us = answer->request->deadline_us;
  search.tie_slot = GF_SLOT_ORDER;
  gf_answer_collapse (answer, &search);
  g_autoptr (XcResults) results
      = xc_search (gf_answer_database (answer), &search, answer->error);
  if (results == NULL)
    return false;
  *total_out = xc_results_get_total (results)->lower;
  if (xc_results_get_total (results)->cut_short)
    answer->partial |= GF_PARTIAL_SUGGESTION;
  return true;
}

static bool
set_suggestion (GfAnswer *answer, const Question *question, json_t *object)
{
  uint32_t any = 0;

  if (!count_any (answer, question, &any))
    return false;
  /* Nothing is not said of what was not looked at. */
  if (any == 0 && (answer->partial & GF_PARTIAL_SUGGESTION) != 0)
    return true;

  g_autofree char *suggestion
      = any > 0 ? g_strdup_printf ("Ingenting har alle ordene sammen. Søk med minst ett "
                                   "av ordene gir %u treff.",
                                   any)
                : g_strdup ("Ingenting har noen av ordene.");
  gf_json_set_string (object, "suggestion", suggestion);
  json_object_set_new (object, "match_any_total", json_integer (any));
  return true;
}

/* What has all of the question but one word, beside an answer that is empty. */
static bool
set_relaxed (GfAnswer *answer, const Question *question, json_t *object)
{
  g_autoptr (GfPlan) plan
      = make_plan (answer->index, question, MATCH_ALL_BUT_ONE, answer->error);
  g_auto (GfAnswer) relaxed = { 0 };
  g_auto (GfPage) page = { 0 };
  json_t *hits;

  if (plan == NULL
      || !gf_answer_init (&relaxed, answer->index, answer->request, plan, NULL,
                          answer->error)
      || !gf_answer_search (&relaxed, plan->query, 0, answer->request->limit, &page))
    return false;
  relaxed.offset = 0;
  hits = gf_answer_hits (&relaxed, &page);
  answer->partial |= relaxed.partial != 0 ? GF_PARTIAL_SUGGESTION : 0;
  if (hits == NULL)
    return false;

  json_object_set_new (
      object, "relaxed",
      json_pack ("{s:I, s:o}", "total", (json_int_t) relaxed.total, "hits", hits));
  return true;
}

/* What there is instead, where nothing has all of the question. */
static bool
set_instead (GfAnswer *answer, const Question *question, json_t *object)
{
  if (gf_partial_is_late (answer->request))
    {
      answer->partial |= GF_PARTIAL_SUGGESTION;
      return true;
    }
  if (!set_suggestion (answer, question, object))
    return false;
  return !gf_request_has (answer->request, GF_PART_RELAX)
         || json_integer_value (json_object_get (object, "match_any_total")) == 0
         || set_relaxed (answer, question, object);
}

static bool
set_index_state (const GfAnswer *answer, json_t *object)
{
  json_t *coverage = gf_index_coverage (answer->index, answer->error);

  if (coverage == NULL)
    return false;
  json_object_set_new (object, "coverage", coverage);
  gf_index_set_missing (answer->index, object);

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
fill_answer (GfAnswer *answer, const Question *question, json_t *object)
{
  g_auto (GfPage) page = { 0 };
  if (!gf_answer_search (answer, answer->plan->query, answer->request->offset,
                         gf_answer_has_first (answer) ? 0 : answer->request->limit,
                         &page))
    return false;

  json_t *hits = gf_answer_hits (answer, &page);
  if (hits == NULL)
    return false;
  json_object_set_new (object, "query", query_json (answer, question));
  json_object_set_new (object, "total", json_integer (answer->total));
  gf_json_set_number (object, "older_versions", answer->n_older);
  json_object_set_new (object, "offset", json_integer (answer->request->offset));
  json_object_set_new (object, "hits", hits);
  if (!set_index_state (answer, object))
    return false;
  if (answer->total == 0 && !answer->request->match_any && question->like == NULL
      && answer->plan->n_words > 1 && !set_instead (answer, question, object))
    return false;

  if (answer->request->facets)
    set_facets (page.results, object);
  gf_partial_tell (object, answer->partial);
  return true;
}

static bool
fill_page (GfAnswer *answer, GfPage *page)
{
  gf_page_clear (page);
  *page = (GfPage){ 0 };
  return gf_answer_search (answer, answer->plan->query, answer->request->offset,
                           answer->request->limit, page);
}

static bool
answer_question (GfIndex *index, void *data, GError **error)
{
  Question *question = data;
  g_autoptr (GfPlan) plan = make_plan (
      index, question, question->request->match_any ? MATCH_ANY : MATCH_ALL, error);
  if (plan == NULL)
    return false;

  g_autoptr (GError) cause = NULL;
  g_autoptr (GfPlan) context = make_context (index, question, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return false;
    }

  g_auto (GfAnswer) answer = { 0 };
  if (!gf_answer_init (&answer, index, question->request, plan, context, error))
    return false;
  if (question->page != NULL)
    return fill_page (&answer, question->page);

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

/* "tar -Z": an option of a program and no exclusion, in a sentence. */
static bool
is_option (const GfNode *node)
{
  if (node->kind != GF_NODE_NOT || !node->minus)
    return false;

  const GfNode *word = gf_node_child (node, 0);
  return word->kind == GF_NODE_WORD && word->forms->len == 1
         && g_ascii_isalpha (*gf_node_form (word, 0))
         && gf_node_form (word, 0)[1] == '\0';
}

static void
read_options (GfNode *tree, GPtrArray *notes)
{
  for (unsigned i = 0; tree->kind == GF_NODE_JOIN && i < tree->children->len; i++)
    {
      GfNode *child = gf_node_child (tree, i);

      if (!is_option (child))
        continue;
      tree->children->pdata[i] = g_ptr_array_steal_index (child->children, 0);
      gf_node_free (child);
      g_ptr_array_add (notes,
                       g_strdup_printf ("«-%s» er lest som et ord, ikke som noe som "
                                        "skal bort.",
                                        gf_node_child (tree, i)->text));
    }
}

/* What is known of words without looking into the databases. */
static bool
prepare_tree (GfIndex *index, const GfRequest *request, GPtrArray *notes, GfNode **tree,
              GError **error)
{
  if (*tree == NULL)
    return true;
  if (request->match_any)
    read_options (*tree, notes);
  gf_stop_words_mark (index->stop_words, *tree);
  if (!gf_request_has (request, GF_PART_NAMES))
    return true;

  const GfRenames *renames = gf_word_data_get_renames (index->data, error);
  if (renames == NULL)
    return false;
  *tree = gf_names_add (renames, index->roots, *tree);
  return true;
}

/* Answers @question, of which the tree and the notes are still to be made. */
static bool
read_and_answer (GfIndex *index, Question *question, GError **error)
{
  const GfRequest *request = question->request;
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;

  if (!gf_parse (request->question, notes, &tree, error)
      || !prepare_tree (index, request, notes, &tree, error))
    return false;

  g_autoptr (GfNode) all = with_filters (request, tree);
  question->notes = notes;
  question->tree = gf_node_n_children (all) > 0 ? all : NULL;
  return gf_index_read (index, answer_question, question, error);
}

json_t *
gf_search_like (GfIndex *index, const GfRequest *request, const GfLike *like,
                GError **error)
{
  Question question = { .request = request, .like = like };

  if (!gf_cursor_check (request, error) || !read_and_answer (index, &question, error))
    return NULL;
  gf_cursor_finish (request, question.answer);
  return question.answer;
}

bool
gf_search_page (GfIndex *index, const GfRequest *request, GfPage *page_out,
                GError **error)
{
  Question question = { .request = request, .page = page_out };

  *page_out = (GfPage){ 0 };
  return read_and_answer (index, &question, error);
}

GfPlan *
gf_search_plan (GfIndex *index, const GfRequest *request, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GfNode) tree = NULL;
  Question question = { .request = request, .notes = notes };

  if (!gf_parse (request->question, notes, &tree, error)
      || !prepare_tree (index, request, notes, &tree, error))
    return NULL;

  g_autoptr (GfNode) all = with_filters (request, tree);
  question.tree = gf_node_n_children (all) > 0 ? all : NULL;
  return make_plan (index, &question, request->match_any ? MATCH_ANY : MATCH_ALL, error);
}

json_t *
gf_search (GfIndex *index, const GfRequest *request, GError **error)
{
  return gf_search_like (index, request, NULL, error);
}
