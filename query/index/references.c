/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/references.h"

#include <string.h>

#include "common/schema.h"
#include "query/json.h"
#include "query/index/reference-target.h"

/* Cases with one number, or documents of one day, that are looked at: of the region, and
   of others. */
#define MAX_LOCAL 150
#define MAX_OTHERS 50
/* Units that point to one case. */
#define MAX_REFERRING 100
/* Records read for one answer. */
#define MAX_READ 5000
/* Targets weighed for one answer, some 0.7 µs each: a document may point two hundred
   times from each of its cases to a number that two hundred cases have. */
#define MAX_WEIGHED 1000000

struct GfResolver
{
  GfIndex *index;
  GHashTable
      *targets; /* of what is asked for and where: GPtrArray of GfReferenceTarget */
  const GfRenames *renames; /* NULL until asked for */
  size_t n_read;
  size_t n_weighed;
  bool cut;
};

GfResolver *
gf_resolver_new (GfIndex *index)
{
  GfResolver *resolver = g_new0 (GfResolver, 1);

  resolver->index = index;
  resolver->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                             (GDestroyNotify) g_ptr_array_unref);
  return resolver;
}

void
gf_resolver_free (GfResolver *resolver)
{
  if (resolver == NULL)
    return;
  g_hash_table_unref (resolver->targets);
  g_free (resolver);
}

bool
gf_resolver_is_cut (const GfResolver *resolver)
{
  return resolver->cut;
}

/* How many more records may be read, at most @max. */
static unsigned
allowance (GfResolver *resolver, unsigned max)
{
  size_t left = MAX_READ - MIN (resolver->n_read, MAX_READ);

  if (left < max)
    resolver->cut = true;
  return (unsigned) MIN (left, max);
}

/* What has @term, in @database: of @region (nullable) first, then of all others. */
typedef struct
{
  XcDatabase *database;
  const char *term;
  const char *region;
} Source;

static XcQuery *
new_query (const Source *source, bool local, GError **error)
{
  g_autoptr (XcQuery) all = xc_query_new_term (source->term, 1, error);

  if (source->region == NULL)
    return g_steal_pointer (&all);
  g_autofree char *term = gf_schema_filter_term (GF_TERM_REGION, source->region);
  g_autoptr (XcQuery) of_region = xc_query_new_term (term, 1, error);
  return local ? xc_query_new_filter (all, of_region, error)
               : xc_query_new_and_not (all, of_region, error);
}

/* Called with each record that is found; false on error. */
typedef bool (*Visitor) (GfResolver *resolver, const XcHit *found, void *data,
                         GError **error);

static bool
visit_some (GfResolver *resolver, const Source *source, bool local, Visitor visit,
            void *data, GError **error)
{
  g_autoptr (XcQuery) query = new_query (source, local, error);
  XcSearch search = XC_SEARCH_INIT;
  XcSortKey newest = { GF_SLOT_DATE, true };
  size_t n;

  if (query == NULL)
    return false;
  search.query = query;
  search.limit = allowance (resolver, local ? MAX_LOCAL : MAX_OTHERS);
  search.weighting = XC_WEIGHTING_NONE;
  search.sort_keys = &newest;
  search.n_sort_keys = 1;
  search.tie_slot = GF_SLOT_ORDER;
  if (search.limit == 0)
    return true;
  g_autoptr (XcResults) results = xc_search (source->database, &search, error);
  if (results == NULL)
    return false;
  const XcHit *found = xc_results_get_hits (results, &n);
  resolver->n_read += n;
  if (n == (local ? MAX_LOCAL : MAX_OTHERS))
    resolver->cut = true;
  for (size_t i = 0; i < n; i++)
    if (!visit (resolver, &found[i], data, error))
      return false;
  return true;
}

static bool
visit_all (GfResolver *resolver, const Source *source, Visitor visit, void *data,
           GError **error)
{
  return (source->region == NULL
          || visit_some (resolver, source, true, visit, data, error))
         && visit_some (resolver, source, false, visit, data, error);
}

static GfReferenceTarget *
new_target (const GfDocument *head)
{
  GfReferenceTarget *target = g_new0 (GfReferenceTarget, 1);

  target->document_id = g_strdup (head->id != NULL ? head->id : "");
  target->document_title = g_strdup (head->title);
  target->path = g_strdup (head->path);
  target->body = g_strdup (head->body);
  target->region = g_strdup (head->region);
  target->date = g_strdup (head->date);
  target->language = g_strdup (head->language);
  target->type = head->type;
  return target;
}

static bool
add_case (GfResolver *resolver, const XcHit *found, void *data, GError **error)
{
  g_autoptr (GfDocument) head = NULL;
  g_autoptr (GfUnit) unit = NULL;
  GPtrArray *targets = data;

  (void) resolver;
  if (!gf_record_read_unit (&found->data, &head, &unit, error))
    return false;
  if (unit->kind != GF_UNIT_CASE)
    return true;

  GfReferenceTarget *target = new_target (head);
  target->unit_id = gf_schema_unit_id (target->document_id, unit->ordinal);
  target->prefix = g_strdup (unit->case_prefix);
  target->title = g_strdup (unit->title);
  g_ptr_array_add (targets, target);
  return true;
}

static bool
add_meeting (GfResolver *resolver, const XcHit *found, void *data, GError **error)
{
  g_autoptr (GfDocument) head = gf_record_read_document (&found->data, error);
  GPtrArray *targets = data;

  (void) resolver;
  if (head == NULL)
    return false;
  if (head->type == GF_TYPE_MINUTES || head->type == GF_TYPE_AGENDA)
    g_ptr_array_add (targets, new_target (head));
  return true;
}

/* "2022-11-07" as the term of that day; NULL for what is less exact. */
static char *
dup_day_term (const char *date)
{
  g_auto (GStrv) parts = g_strsplit (date != NULL ? date : "", "-", -1);

  if (g_strv_length (parts) != 3)
    return NULL;
  g_autofree char *digits = g_strjoinv ("", parts);
  return gf_schema_filter_term (GF_TERM_DAY, digits);
}

/* What @reference may mean, for one who writes in @region; (transfer none). */
static GPtrArray *
list_targets (GfResolver *resolver, const GfReference *reference, const char *region,
              GError **error)
{
  bool is_case = reference->kind == GF_REFERENCE_CASE;
  g_autofree char *term
      = is_case && reference->case_number != NULL
            ? gf_schema_filter_term (GF_TERM_CASE, reference->case_number)
            : NULL;
  if (!is_case)
    term = dup_day_term (reference->date);
  g_autofree char *key = g_strconcat (term != NULL ? term : "", "\n", region, NULL);
  GPtrArray *known = g_hash_table_lookup (resolver->targets, key);
  g_autoptr (GPtrArray) targets
      = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_reference_target_free);
  const Source source
      = { is_case ? resolver->index->units : resolver->index->documents, term, region };

  if (known != NULL)
    return known;
  if (term != NULL
      && !visit_all (resolver, &source, is_case ? add_case : add_meeting, targets, error))
    return NULL;
  known = g_steal_pointer (&targets);
  g_hash_table_insert (resolver->targets, g_steal_pointer (&key), known);
  return known;
}

static bool
load_renames (GfResolver *resolver, GError **error)
{
  if (resolver->renames == NULL)
    resolver->renames = gf_word_data_get_renames (resolver->index->data, error);
  return resolver->renames != NULL;
}

/* A body whose cases are numbered by year means its own by such a number. */
static bool
numbers_so (const GfDocument *head, const GfUnit *unit)
{
  return head->type == GF_TYPE_MINUTES || head->type == GF_TYPE_AGENDA
         || (unit->case_number != NULL && strchr (unit->case_number, '/') != NULL
             && head->type != GF_TYPE_CASE_PAPER);
}

/* *target_out: NULL where it is not resolved; kept by the resolver. */
static bool
resolve (GfResolver *resolver, const GfDocument *head, const GfUnit *unit,
         const GfReference *reference, const GfReferenceTarget **target_out,
         GError **error)
{
  g_autofree char *id
      = gf_schema_unit_id (head->id != NULL ? head->id : "", unit->ordinal);
  const GPtrArray *targets = list_targets (resolver, reference, head->region, error);

  *target_out = NULL;
  if (targets == NULL || !load_renames (resolver, error))
    return false;
  resolver->n_weighed += targets->len;
  if (resolver->n_weighed > MAX_WEIGHED)
    {
      resolver->cut = true;
      return true;
    }
  const GfReferenceQuestion question
      = { reference, head, id, numbers_so (head, unit), resolver->renames };
  *target_out = gf_reference_choose (&question, targets);
  return true;
}

static json_t *
target_json (const GfReferenceTarget *target)
{
  json_t *json = json_object ();

  gf_json_set_string (json, "title", target->title);
  gf_json_set_string (json, "document_title", target->document_title);
  gf_json_set_string (json, "body", target->body);
  gf_json_set_string (json, "date", target->date);
  gf_json_set_string (json, "path", target->path);
  gf_json_set_string (json, "language", target->language);
  return json;
}

static char *
dup_span (const char *text, const GfTextSpan *span)
{
  return g_strndup (text + span->start, span->length);
}

json_t *
gf_resolver_reference (GfResolver *resolver, const GfDocument *head, const GfUnit *unit,
                       const GfReference *reference, const char *text, GError **error)
{
  const GfReferenceTarget *target;
  g_autofree char *words = dup_span (text, &reference->span);

  if (!resolve (resolver, head, unit, reference, &target, error))
    return NULL;

  json_t *json = json_object ();
  gf_json_set_string (json, "text", words);
  gf_json_set_string (json, "kind", gf_reference_kind_name (reference->kind));
  gf_json_set_string (json, "case", reference->case_number);
  gf_json_set_string (json, "prefix", reference->case_prefix);
  gf_json_set_string (json, "body", reference->body);
  gf_json_set_string (json, "date", reference->date);
  gf_json_set_number (json, "page", reference->span.page);
  json_object_set_new (json, "resolved", json_boolean (target != NULL));
  if (target == NULL)
    return json;
  gf_json_set_string (json, "document_id", target->document_id);
  gf_json_set_string (json, "unit_id", target->unit_id);
  json_object_set_new (json, "target", target_json (target));
  return json;
}

/* What is pointed to: a case, or the meeting of a document. */
typedef struct
{
  const char *document_id;
  const char *unit_id; /* NULL for the meeting */
  const char *what;    /* the case's number, or the meeting's day */
  json_t *found;
} Pointed;

static bool
may_point (const GfReference *reference, const Pointed *pointed)
{
  if (pointed->unit_id == NULL)
    return reference->kind == GF_REFERENCE_MEETING
           && g_strcmp0 (reference->date, pointed->what) == 0;
  return reference->kind == GF_REFERENCE_CASE
         && g_strcmp0 (reference->case_number, pointed->what) == 0;
}

static void
add_referring (const GfDocument *head, const GfUnit *unit, const GfReference *reference,
               json_t *found)
{
  g_autofree char *text = gf_unit_dup_text (unit);
  g_autofree char *words = dup_span (text, &reference->span);
  g_autofree char *id
      = gf_schema_unit_id (head->id != NULL ? head->id : "", unit->ordinal);
  json_t *json = json_object ();

  gf_json_set_string (json, "unit_id", id);
  gf_json_set_string (json, "document_id", head->id);
  gf_json_set_string (json, "title", unit->title);
  gf_json_set_string (json, "case", unit->case_number);
  gf_json_set_string (json, "prefix", unit->case_prefix);
  gf_json_set_string (json, "date", head->date);
  gf_json_set_string (json, "body", head->body);
  gf_json_set_string (json, "document_title", head->title);
  gf_json_set_string (json, "language", head->language);
  gf_json_set_string (json, "text", words);
  gf_json_set_number (json, "page", reference->span.page);
  json_array_append_new (found, json);
}

/* The first reference in a unit that resolves to what is pointed to. */
static bool
visit_referring (GfResolver *resolver, const XcHit *found, void *data, GError **error)
{
  Pointed *pointed = data;
  g_autoptr (GfDocument) head = NULL;
  g_autoptr (GfUnit) unit = NULL;

  if (json_array_size (pointed->found) >= MAX_REFERRING)
    return true;
  if (!gf_record_read_unit (&found->data, &head, &unit, error))
    return false;
  for (unsigned i = 0; i < unit->references->len; i++)
    {
      const GfReference *reference = g_ptr_array_index (unit->references, i);
      const GfReferenceTarget *target;

      if (!may_point (reference, pointed))
        continue;
      if (!resolve (resolver, head, unit, reference, &target, error))
        return false;
      if (target == NULL || strcmp (target->document_id, pointed->document_id) != 0
          || g_strcmp0 (target->unit_id, pointed->unit_id) != 0)
        continue;
      add_referring (head, unit, reference, pointed->found);
      break;
    }
  return true;
}

json_t *
gf_resolver_referring (GfResolver *resolver, const GfDocument *head, const GfUnit *unit,
                       GError **error)
{
  const char *document_id = head->id != NULL ? head->id : "";
  const char *what = unit != NULL ? unit->case_number : head->date;
  g_autofree char *unit_id
      = unit != NULL ? gf_schema_unit_id (document_id, unit->ordinal) : NULL;
  Pointed pointed = { document_id, unit_id, what, json_array () };

  if (what == NULL || (unit == NULL && strlen (what) != strlen ("2022-11-07")))
    return pointed.found;
  g_autofree char *term = gf_schema_filter_term (GF_TERM_REFERENCE, what);
  const Source source = { resolver->index->units, term, head->region };
  if (visit_all (resolver, &source, visit_referring, &pointed, error))
    return pointed.found;
  json_decref (pointed.found);
  return NULL;
}
