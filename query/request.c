/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/request.h"

#include <string.h>

#include "query/cursor.h"
#include "query/question/trouble.h"

#define MAX_QUESTION_BYTES 2000
#define MAX_FILTER_BYTES 500
#define MAX_FILTERS 50
#define DEFAULT_LIMIT 10
#define MAX_LIMIT 1000
#define MAX_OFFSET 1000000

GfRequest *
gf_request_new (void)
{
  GfRequest *request = g_new0 (GfRequest, 1);

  request->question = g_strdup ("");
  request->limit = DEFAULT_LIMIT;
  return request;
}

void
gf_request_free (GfRequest *request)
{
  if (request == NULL)
    return;
  g_free (request->question);
  g_free (request->cursor_snapshot);
  for (size_t i = 0; i < GF_N_FIELDS; i++)
    gf_node_free (request->filters[i]);
  g_free (request);
}

void
gf_request_set_deadline (GfRequest *request, int64_t monotonic_us)
{
  request->deadline_us = monotonic_us;
}

void
gf_request_set_budget (GfRequest *request, uint32_t most_postings, uint64_t *needed_out)
{
  request->most_postings = most_postings;
  request->needed_out = needed_out;
}

static G_GNUC_PRINTF (3, 4) bool fail (GError **error, const char *name,
                                       const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER, "'%s': %s", name, what);
  return false;
}

static bool
set_question (GfRequest *request, const char *value, GError **error)
{
  size_t length = strlen (value);

  if (length > MAX_QUESTION_BYTES)
    {
      gf_trouble_set (
          error, GF_TROUBLE_TOO_LONG, 0,
          g_strdup_printf ("may be at most %d bytes long, and is %zu: use fewer words",
                           MAX_QUESTION_BYTES, length),
          g_strdup_printf ("Spørsmålet er for langt: %zu byte, og det kan være %d. Bruk "
                           "færre ord.",
                           length, MAX_QUESTION_BYTES));
      return false;
    }
  g_free (request->question);
  request->question = g_strdup (value);
  return true;
}

/* The number of @value among @words, which a NULL ends; -1 and @error for none of them.
 */
static int
choose (const char *name, const char *value, const char *const *words, GError **error)
{
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (value, words[i]) == 0)
      return i;

  g_autofree char *known = g_strjoinv (", ", (char **) words);
  fail (error, name, "may be %s, not '%s'", known, value);
  return -1;
}

static bool
set_units (GfRequest *request, const char *value, GError **error)
{
  static const char *const words[] = { "case", "section", "document", NULL };
  int chosen = choose ("unit", value, words, error);

  if (chosen >= 0)
    request->units = GF_UNITS_CASES + (GfUnits) chosen;
  return chosen >= 0;
}

static bool
set_match (GfRequest *request, const char *value, GError **error)
{
  static const char *const words[] = { "all", "any", NULL };
  int chosen = choose ("match", value, words, error);

  if (chosen >= 0)
    request->match_any = chosen == 1;
  return chosen >= 0;
}

static bool
set_versions (GfRequest *request, const char *value, GError **error)
{
  static const char *const words[] = { "newest", "all", NULL };
  int chosen = choose ("versions", value, words, error);

  if (chosen >= 0)
    request->all_versions = chosen == 1;
  return chosen >= 0;
}

static bool
set_sort (GfRequest *request, const char *value, GError **error)
{
  static const char *const words[] = { "relevance", "date", "-date", NULL };
  int chosen = choose ("sort", value, words, error);

  if (chosen >= 0)
    request->sort = (GfSort) chosen;
  return chosen >= 0;
}

static bool
set_flag (const char *name, const char *value, bool *flag, GError **error)
{
  static const char *const words[] = { "false", "true", NULL };
  int chosen = choose (name, value, words, error);

  if (chosen >= 0)
    *flag = chosen == 1;
  return chosen >= 0;
}

/* "names": on unless it is said otherwise. */
static bool
set_names (GfRequest *request, const char *value, GError **error)
{
  bool names = true;

  if (!set_flag ("names", value, &names, error))
    return false;
  request->without = names ? request->without & ~(unsigned) GF_PART_NAMES
                           : request->without | GF_PART_NAMES;
  return true;
}

static bool
add_without (GfRequest *request, const char *value, GError **error)
{
  /* In the order of GfPart. */
  static const char *const words[]
      = { "words", "stems", "lemmas", "parts",   "names", "spelling",
          "near",  "grams", "relax",  "context", NULL };
  int chosen = choose ("without", value, words, error);

  if (chosen >= 0)
    request->without |= 1u << chosen;
  return chosen >= 0;
}

bool
gf_request_has (const GfRequest *request, GfPart part)
{
  return (request->without & part) == 0;
}

static bool
set_number (const char *name, const char *value, unsigned max, unsigned *number,
            GError **error)
{
  guint64 parsed;

  if (!g_ascii_string_to_unsigned (value, 10, 0, max, &parsed, NULL))
    return fail (error, name, "may be a number from 0 to %u, not '%s'", max, value);
  *number = (unsigned) parsed;
  return true;
}

static GfNode *
new_filter (GfField field, const char *value, GError **error)
{
  const GfFieldInfo *info = gf_field_info (field);
  bool is_period = info->kind == GF_FIELD_PERIOD;
  g_autoptr (GfNode) node
      = gf_node_new (is_period ? GF_NODE_PERIOD : GF_NODE_VALUE, field);
  g_autofree char *values = gf_field_values (field);

  node->text = is_period ? g_strdup (value) : gf_field_value (field, value);
  if (node->text != NULL && (!is_period || gf_period_parse (value, &node->period)))
    return g_steal_pointer (&node);
  fail (error, info->english, "'%s' is no value of it%s%s%s", value,
        values != NULL ? "; it may be " : "", values != NULL ? values : "",
        is_period ? "; it may be 2023 or 2019..2022" : "");
  return NULL;
}

static bool
add_filter (GfRequest *request, GfField field, const char *value, GError **error)
{
  const char *name = gf_field_info (field)->english;
  GfNode **filter = &request->filters[field];

  if (strlen (value) > MAX_FILTER_BYTES)
    return fail (error, name, "may be at most %d bytes long", MAX_FILTER_BYTES);
  if (*filter != NULL && gf_node_n_children (*filter) >= MAX_FILTERS)
    return fail (error, name, "may be given at most %d times", MAX_FILTERS);

  GfNode *node = new_filter (field, value, error);
  if (node == NULL)
    return false;
  if (*filter == NULL)
    *filter = gf_node_new (GF_NODE_OR, GF_FIELD_TEXT);
  g_ptr_array_add ((*filter)->children, node);
  return true;
}

/* The fields that a facet can be clicked for. */
static bool
filter_from_name (const char *name, GfField *field_out)
{
  static const GfField fields[]
      = { GF_FIELD_REGION, GF_FIELD_TYPE,    GF_FIELD_BODY,
          GF_FIELD_YEAR,   GF_FIELD_OUTCOME, GF_FIELD_LANGUAGE };

  for (size_t i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (name, gf_field_info (fields[i])->english) == 0)
      {
        *field_out = fields[i];
        return true;
      }
  return false;
}

static bool
set_offset (GfRequest *request, const char *value, GError **error)
{
  if (request->has_cursor)
    return fail (error, "offset", "give a cursor or an offset");
  return set_number ("offset", value, MAX_OFFSET, &request->offset, error);
}

/* What says which part of a list is wanted, and not which list. */
static bool
is_about_page (const char *name)
{
  static const char *const names[]
      = { "limit", "offset", "cursor", "facets", "explain", NULL };

  return g_strv_contains (names, name);
}

static bool
set (GfRequest *request, const char *name, const char *value, GError **error)
{
  GfField field;

  if (strcmp (name, "q") == 0)
    return set_question (request, value, error);
  if (strcmp (name, "unit") == 0)
    return set_units (request, value, error);
  if (strcmp (name, "match") == 0)
    return set_match (request, value, error);
  if (strcmp (name, "sort") == 0)
    return set_sort (request, value, error);
  if (strcmp (name, "versions") == 0)
    return set_versions (request, value, error);
  if (strcmp (name, "limit") == 0)
    return set_number (name, value, MAX_LIMIT, &request->limit, error);
  if (strcmp (name, "offset") == 0)
    return set_offset (request, value, error);
  if (strcmp (name, "cursor") == 0)
    return gf_cursor_set (request, value, error);
  if (strcmp (name, "facets") == 0)
    return set_flag (name, value, &request->facets, error);
  if (strcmp (name, "explain") == 0)
    return set_flag (name, value, &request->explain, error);
  if (strcmp (name, "recency") == 0)
    return set_flag (name, value, &request->recency, error);
  if (strcmp (name, "names") == 0)
    return set_names (request, value, error);
  if (strcmp (name, "without") == 0)
    return add_without (request, value, error);
  if (filter_from_name (name, &field))
    return add_filter (request, field, value, error);
  return fail (error, name, "is no parameter of a search");
}

bool
gf_request_set (GfRequest *request, const char *name, const char *value, GError **error)
{
  if (!g_utf8_validate (value, -1, NULL))
    return fail (error, name, "is not valid UTF-8");
  if (!set (request, name, value, error))
    return false;
  if (!is_about_page (name))
    gf_cursor_note (request, name, value);
  return true;
}

const char *const *
gf_request_parameters (void)
{
  static const char *const parameters[]
      = { "q",      "unit",    "match",   "sort",     "limit",    "offset", "cursor",
          "facets", "explain", "recency", "names",    "without",  "region", "type",
          "body",   "year",    "outcome", "language", "versions", NULL };

  return parameters;
}
