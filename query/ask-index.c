/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/ask-index.h"

#include <string.h>
#include <unistd.h>

#include "query/answers/all-hits.h"
#include "query/input.h"
#include "query/plan/like.h"
#include "query/parameters.h"
#include "query/request.h"

/* A search, or what is like something. */
typedef struct
{
  GfIndex *index;
  GfRequest *request;
  const GfLike *like; /* NULL for a search */
} Search;

static json_t *
ask_page (void *closure, unsigned offset, unsigned limit, GError **error)
{
  const Search *search = closure;

  search->request->offset = offset;
  search->request->limit = limit;
  return gf_search_like (search->index, search->request, search->like, error);
}

static GfRequest *
new_request (const GfOptions *options, char *const *words, GError **error)
{
  g_autoptr (GPtrArray) parameters = gf_parameters_list (options, words);

  return gf_parameters_make_request (parameters, error);
}

/* What @like (nullable) and @words ask for together. */
static json_t *
run_search (GfIndex *index, const GfOptions *options, const GfLike *like,
            char *const *words, GError **error)
{
  g_autoptr (GfRequest) request = new_request (options, words, error);
  Search search = { index, request, like };

  if (request == NULL)
    return NULL;
  return gf_parameters_are_all (options)
             ? gf_all_hits (ask_page, &search, request->offset, error)
             : gf_search_like (index, request, like, error);
}

json_t *
gf_ask_index_search (GfIndex *index, const GfOptions *options, GError **error)
{
  return run_search (index, options, NULL, options->words, error);
}

static GfLike *
like_standard_input (GfIndex *index, GError **error)
{
  g_autofree char *text = gf_input_read (STDIN_FILENO, GF_LIKE_MAX_BYTES, error);

  return text != NULL ? gf_like_from_text (index, text) : NULL;
}

json_t *
gf_ask_index_like (GfIndex *index, const GfOptions *options, GError **error)
{
  const char *name = options->words[0];
  g_autoptr (GfLike) like = strcmp (name, GF_INPUT_NAME) == 0
                                ? like_standard_input (index, error)
                                : gf_like_from_document (index, name, error);

  return like != NULL ? run_search (index, options, like, options->words + 1, error)
                      : NULL;
}

json_t *
gf_ask_index_suggest (GfIndex *index, const GfOptions *options, GError **error)
{
  g_autoptr (GfRequest) request = new_request (options, options->words, error);

  return request != NULL ? gf_index_suggest (index, request->question) : NULL;
}

json_t *
gf_ask_index_show (GfIndex *index, const GfOptions *options, GError **error)
{
  return gf_index_show (index, options->words[0], error);
}

json_t *
gf_ask_index_status (GfIndex *index, const GfOptions *options, GError **error)
{
  (void) options;
  return gf_index_status (index, error);
}

json_t *
gf_ask_index_unread (GfIndex *index, const GfOptions *options, GError **error)
{
  (void) options;
  return gf_index_unread (index, error);
}
