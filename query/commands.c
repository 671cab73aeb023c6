/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/commands.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "query/csv.h"
#include "query/input.h"
#include "query/json.h"
#include "query/like.h"
#include "query/request.h"
#include "query/text-private.h"

/* Hits asked for at a time where all are wanted. */
#define PAGE 500
/* Times that all hits are asked for again, since the index has changed between pages. */
#define MAX_TRIES 10

/* Words after "like" that mean standard input. */
#define STANDARD_INPUT "-"

/* What each command asks, and how its answer is written; no csv where that is NULL. */
typedef struct
{
  const char *name;
  json_t *(*ask) (GfIndex *index, const GfOptions *options, GError **error);
  char *(*to_text) (const json_t *answer, const GfTextStyle *style);
  char *(*to_csv) (const json_t *answer);
} Command;

/* A search, or what is like something. */
typedef struct
{
  GfIndex *index;
  GfRequest *request;
  const GfLike *like; /* NULL for a search */
} Search;

static bool
set_if_given (GfRequest *request, const char *name, const char *value, GError **error)
{
  return value == NULL || gf_request_set (request, name, value, error);
}

/* Adds the pages after @answer, which is the first, to it.  *moved_out: they are of
 * another commit. */
static bool
add_pages (const Search *search, json_t *answer, bool *moved_out, GError **error)
{
  GfRequest *request = search->request;
  json_t *hits = json_object_get (answer, "hits");
  json_int_t end = gf_json_number (answer, "total") - request->offset;
  unsigned first = request->offset;

  *moved_out = false;
  while ((json_int_t) json_array_size (hits) < end)
    {
      request->offset = first + (unsigned) json_array_size (hits);
      json_t *page = gf_search_like (search->index, request, search->like, error);

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
ask_all (const Search *search, GError **error)
{
  GfRequest *request = search->request;
  unsigned first = request->offset;

  request->limit = PAGE;
  for (unsigned i = 0; i < MAX_TRIES; i++)
    {
      bool moved;

      request->offset = first;
      json_t *answer = gf_search_like (search->index, request, search->like, error);
      if (answer == NULL || add_pages (search, answer, &moved, error))
        return answer;
      json_decref (answer);
      if (!moved)
        return NULL;
    }
  g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                       "the index changes faster than all hits can be read: try again");
  return NULL;
}

static bool
add_without (GfRequest *request, char *const *parts, GError **error)
{
  for (; parts != NULL && *parts != NULL; parts++)
    if (!gf_request_set (request, "without", *parts, error))
      return false;
  return true;
}

static bool
is_all (const GfOptions *options)
{
  return g_strcmp0 (options->limit, "all") == 0;
}

/* The request of the options, with @words as its question.  Returns: (transfer full). */
static GfRequest *
new_request (const GfOptions *options, char *const *words, GError **error)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  g_autofree char *question = g_strjoinv (" ", (char **) words);

  if (!gf_request_set (request, "q", question, error)
      || !set_if_given (request, "unit", options->unit, error)
      || !set_if_given (request, "match", options->match, error)
      || !set_if_given (request, "limit", is_all (options) ? NULL : options->limit, error)
      || !set_if_given (request, "offset", options->offset, error)
      || !set_if_given (request, "sort", options->sort, error)
      || !set_if_given (request, "versions", options->versions, error)
      || !set_if_given (request, "facets", options->facets ? "true" : NULL, error)
      || !set_if_given (request, "explain", options->explain ? "true" : NULL, error)
      || !set_if_given (request, "recency", options->recency ? "true" : NULL, error)
      || !set_if_given (request, "names", options->no_names ? "false" : NULL, error)
      || !add_without (request, options->without, error))
    return NULL;
  return g_steal_pointer (&request);
}

/* What @like (nullable) and @words ask for together. */
static json_t *
run_search (GfIndex *index, const GfOptions *options, const GfLike *like,
            char *const *words, GError **error)
{
  g_autoptr (GfRequest) request = new_request (options, words, error);
  const Search search = { index, request, like };

  if (request == NULL)
    return NULL;
  return is_all (options) ? ask_all (&search, error)
                          : gf_search_like (index, request, like, error);
}

static json_t *
ask_search (GfIndex *index, const GfOptions *options, GError **error)
{
  return run_search (index, options, NULL, options->words, error);
}

static GfLike *
like_standard_input (GfIndex *index, GError **error)
{
  g_autofree char *text = gf_input_read (STDIN_FILENO, GF_LIKE_MAX_BYTES, error);

  return text != NULL ? gf_like_from_text (index, text) : NULL;
}

static json_t *
ask_like (GfIndex *index, const GfOptions *options, GError **error)
{
  const char *name = options->words[0];
  g_autoptr (GfLike) like = strcmp (name, STANDARD_INPUT) == 0
                                ? like_standard_input (index, error)
                                : gf_like_from_document (index, name, error);

  return like != NULL ? run_search (index, options, like, options->words + 1, error)
                      : NULL;
}

static json_t *
ask_suggest (GfIndex *index, const GfOptions *options, GError **error)
{
  g_autoptr (GfRequest) request = new_request (options, options->words, error);

  return request != NULL ? gf_index_suggest (index, request->question) : NULL;
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
  { "like", ask_like, gf_text_search, gf_csv_search },
  { "suggest", ask_suggest, gf_text_suggest, NULL },
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
                 + gf_json_number (coverage, "members_unread")
                 + gf_json_number (coverage, "members_partly_read")
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
