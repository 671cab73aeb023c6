/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/commands.h"

#include <stdlib.h>
#include <string.h>

#include "query/csv.h"
#include "query/json.h"
#include "query/request.h"
#include "query/text-private.h"

/* Hits asked for at a time where all are wanted. */
#define PAGE 500
/* Times that all hits are asked for again, since the index has changed between pages. */
#define MAX_TRIES 10

/* What each command asks, and how its answer is written; no csv where that is NULL. */
typedef struct
{
  const char *name;
  json_t *(*ask) (GfIndex *index, const GfOptions *options, GError **error);
  char *(*to_text) (const json_t *answer, const GfTextStyle *style);
  char *(*to_csv) (const json_t *answer);
} Command;

static bool
set_if_given (GfRequest *request, const char *name, const char *value, GError **error)
{
  return value == NULL || gf_request_set (request, name, value, error);
}

/* Adds the pages after @answer, which is the first, to it.  *moved_out: they are of
 * another commit. */
static bool
add_pages (GfIndex *index, GfRequest *request, json_t *answer, bool *moved_out,
           GError **error)
{
  json_t *hits = json_object_get (answer, "hits");
  json_int_t end = gf_json_number (answer, "total") - request->offset;
  unsigned first = request->offset;

  *moved_out = false;
  while ((json_int_t) json_array_size (hits) < end)
    {
      request->offset = first + (unsigned) json_array_size (hits);
      json_t *page = gf_search (index, request, error);

      *moved_out = page != NULL
                   && (g_strcmp0 (gf_json_string (page, "snapshot"),
                                  gf_json_string (answer, "snapshot"))
                           != 0
                       || json_array_size (json_object_get (page, "hits")) == 0);
      bool ok = page != NULL && !*moved_out;
      if (ok)
        json_array_extend (hits, json_object_get (page, "hits"));
      json_decref (page);
      if (!ok)
        return false;
    }
  return true;
}

/* Every hit from the request's offset on, of one commit. */
static json_t *
ask_all (GfIndex *index, GfRequest *request, GError **error)
{
  unsigned first = request->offset;

  request->limit = PAGE;
  for (unsigned i = 0; i < MAX_TRIES; i++)
    {
      bool moved;

      request->offset = first;
      json_t *answer = gf_search (index, request, error);
      if (answer == NULL || add_pages (index, request, answer, &moved, error))
        return answer;
      json_decref (answer);
      if (!moved)
        return NULL;
    }
  g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                       "the index changes faster than all hits can be read: try again");
  return NULL;
}

static json_t *
ask_search (GfIndex *index, const GfOptions *options, GError **error)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  g_autofree char *question = g_strjoinv (" ", options->words);
  bool all = g_strcmp0 (options->limit, "all") == 0;

  if (!gf_request_set (request, "q", question, error)
      || !set_if_given (request, "unit", options->unit, error)
      || !set_if_given (request, "match", options->match, error)
      || !set_if_given (request, "limit", all ? NULL : options->limit, error)
      || !set_if_given (request, "offset", options->offset, error)
      || !set_if_given (request, "sort", options->sort, error)
      || !set_if_given (request, "facets", options->facets ? "true" : NULL, error)
      || !set_if_given (request, "explain", options->explain ? "true" : NULL, error))
    return NULL;
  return all ? ask_all (index, request, error) : gf_search (index, request, error);
}

static json_t *
ask_show (GfIndex *index, const GfOptions *options, GError **error)
{
  return gf_index_show (index, options->words[0], error);
}

static json_t *
ask_status (GfIndex *index, const GfOptions *options, GError **error)
{
  (void) options;
  return gf_index_status (index, error);
}

static json_t *
ask_unread (GfIndex *index, const GfOptions *options, GError **error)
{
  (void) options;
  return gf_index_unread (index, error);
}

static const Command commands[] = {
  { "search", ask_search, gf_text_search, gf_csv_search },
  { "show", ask_show, gf_text_show, NULL },
  { "status", ask_status, gf_text_status, NULL },
  { "unread", ask_unread, gf_text_unread, gf_csv_unread },
};

static const Command *
find_command (const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  g_assert_not_reached ();
}

static char *
to_json (const json_t *answer)
{
  char *dumped = json_dumps (answer, JSON_INDENT (2) | JSON_REAL_PRECISION (9));
  char *text = g_strconcat (dumped, "\n", NULL);

  free (dumped);
  return text;
}

/* What a list of hits in CSV cannot say: that files are missing from it. */
static char *
coverage_remark (const json_t *answer, const GfTextStyle *style)
{
  const json_t *coverage = json_object_get (answer, "coverage");
  g_autoptr (GString) out = g_string_new (NULL);

  if (json_object_get (answer, "hits") == NULL
      || gf_json_number (coverage, "unread") + gf_json_number (coverage, "partly_read")
             == 0)
    return NULL;
  gf_text_put_coverage (out, coverage, style);
  return g_strdup (out->str);
}

char *
gf_command_run (GfIndex *index, const GfOptions *options, bool is_terminal,
                char **remark_out, GError **error)
{
  const Command *command = find_command (options->command);
  GfTextStyle style = { is_terminal, options->index, options->level, options->explain };
  json_t *answer = command->ask (index, options, error);
  char *written;

  *remark_out = NULL;
  if (answer == NULL)
    return NULL;
  if (options->format == GF_FORMAT_CSV)
    *remark_out = coverage_remark (answer, &style);
  if (options->format == GF_FORMAT_JSON)
    written = to_json (answer);
  else if (options->format == GF_FORMAT_CSV && command->to_csv != NULL)
    written = command->to_csv (answer);
  else
    written = command->to_text (answer, &style);
  json_decref (answer);
  return written;
}
