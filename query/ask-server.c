/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/ask-server.h"

#include <string.h>
#include <unistd.h>

#include "query/answers/all-hits.h"
#include "query/cursor.h"
#include "query/input.h"
#include "query/json.h"
#include "query/parameters.h"
#include "query/request.h"
#include "query/show/show-private.h"

#define SEARCH "/api/v1/search"
#define LIKE "/api/v1/like"
#define SUGGEST "/api/v1/suggest"
#define DOCUMENTS "/api/v1/documents"
#define STATUS "/api/v1/status"
#define UNREAD "/api/v1/unread"

/* Of a text on standard input: with it the address is as long as a server takes, where
   each letter of it is escaped. */
#define MAX_TEXT 2500

/* A list of hits, page by page. */
typedef struct
{
  GfServer *server;
  const char *route;
  const GPtrArray *parameters;
  unsigned first;
  bool has_cursors; /* the route does */
  char *cursor;     /* of the next page; NULL where there is none */
} Pages;

static void
add (GPtrArray *parameters, const char *name, const char *value)
{
  g_ptr_array_add (parameters, g_strdup (name));
  g_ptr_array_add (parameters, g_strdup (value));
}

/* Without the offset, in place of which comes what says where the page begins. */
static GPtrArray *
new_page_parameters (const Pages *pages, unsigned offset, unsigned limit)
{
  GPtrArray *parameters = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *from = g_strdup_printf ("%u", offset);
  g_autofree char *size = g_strdup_printf ("%u", limit);

  for (guint i = 0; i + 1 < pages->parameters->len; i += 2)
    if (strcmp (g_ptr_array_index (pages->parameters, i), "offset") != 0)
      add (parameters, g_ptr_array_index (pages->parameters, i),
           g_ptr_array_index (pages->parameters, i + 1));
  add (parameters, "limit", size);
  if (pages->cursor != NULL)
    add (parameters, "cursor", pages->cursor);
  else
    add (parameters, "offset", from);
  return parameters;
}

/* An offset goes so far only; a cursor reaches every hit, and begins at the first. */
static json_t *
ask_page (void *closure, unsigned offset, unsigned limit, GError **error)
{
  Pages *pages = closure;

  if (offset == 0 && pages->has_cursors)
    {
      g_free (pages->cursor);
      pages->cursor = g_strdup (GF_CURSOR_FIRST);
    }
  else if (offset == pages->first)
    g_clear_pointer (&pages->cursor, g_free);

  g_autoptr (GPtrArray) parameters = new_page_parameters (pages, offset, limit);
  json_t *page = gf_server_ask (pages->server, pages->route, parameters, "hits", error);

  g_free (pages->cursor);
  pages->cursor = g_strdup (gf_json_string (page, "next_cursor"));
  if (page != NULL)
    json_object_del (page, "next_cursor");
  return page;
}

/* @parameters: those of the options, checked here as an index would, and what else
 * @route takes. */
static json_t *
ask_for_hits (GfServer *server, const GfOptions *options, const char *route,
              const GPtrArray *parameters, unsigned first, GError **error)
{
  if (!gf_parameters_are_all (options))
    return gf_server_ask (server, route, parameters, "hits", error);

  bool has_cursors = strcmp (route, SEARCH) == 0;
  Pages pages = { server, route, parameters, first, has_cursors, NULL };
  json_t *answer = gf_all_hits (ask_page, &pages, first, error);

  g_free (pages.cursor);
  return answer;
}

/* *first_out: the hits to pass over. */
static bool
check (const GPtrArray *parameters, unsigned *first_out, GError **error)
{
  g_autoptr (GfRequest) request = gf_parameters_make_request (parameters, error);

  if (request != NULL)
    *first_out = request->offset;
  return request != NULL;
}

json_t *
gf_ask_server_search (GfServer *server, const GfOptions *options, GError **error)
{
  g_autoptr (GPtrArray) parameters = gf_parameters_list (options, options->words);
  unsigned first;

  if (!check (parameters, &first, error))
    return NULL;
  return ask_for_hits (server, options, SEARCH, parameters, first, error);
}

static void
fail_not_found (const char *name, GError **error)
{
  g_clear_error (error);
  gf_show_fail_not_found (error, name);
}

/* The id of what is shown as @name.  Returns: (transfer full): NULL on error. */
static char *
find_id (GfServer *server, const char *name, GError **error)
{
  g_autofree char *digits = gf_show_id_in_name (name);

  if (digits != NULL)
    return g_strdup (name);
  if (!g_utf8_validate (name, -1, NULL))
    return fail_not_found (name, error), NULL;

  g_autoptr (GPtrArray) parameters = g_ptr_array_new_with_free_func (g_free);
  add (parameters, "path", name);
  json_t *answer = gf_server_ask (server, DOCUMENTS, parameters, "documents", error);
  const json_t *document = json_array_get (json_object_get (answer, "documents"), 0);
  char *id = g_strdup (gf_json_string (document, "id"));

  if (answer != NULL && (id == NULL || (digits = gf_show_id_in_name (id)) == NULL))
    {
      g_clear_pointer (&id, g_free);
      gf_show_fail_not_found (error, name);
    }
  json_decref (answer);
  return id;
}

/* Adds what is to be like: a text, or a document. */
static bool
add_model (GfServer *server, GPtrArray *parameters, const char *name, GError **error)
{
  bool is_input = strcmp (name, GF_INPUT_NAME) == 0;
  g_autofree char *value = is_input ? gf_input_read (STDIN_FILENO, MAX_TEXT + 1, error)
                                    : find_id (server, name, error);

  if (value == NULL)
    return false;
  if (is_input && strlen (value) > MAX_TEXT)
    {
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER,
                   "'-': a server takes a text of at most %d bytes; ask the index "
                   "itself, or give less of it",
                   MAX_TEXT);
      return false;
    }
  add (parameters, is_input ? "text" : "id", value);
  return true;
}

json_t *
gf_ask_server_like (GfServer *server, const GfOptions *options, GError **error)
{
  const char *name = options->words[0];
  g_autoptr (GPtrArray) parameters = gf_parameters_list (options, options->words + 1);
  unsigned first;

  if (!check (parameters, &first, error) || !add_model (server, parameters, name, error))
    return NULL;

  json_t *answer = ask_for_hits (server, options, LIKE, parameters, first, error);
  if (answer == NULL && error != NULL
      && g_error_matches (*error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND))
    fail_not_found (name, error);
  return answer;
}

json_t *
gf_ask_server_suggest (GfServer *server, const GfOptions *options, GError **error)
{
  g_autoptr (GPtrArray) parameters = gf_parameters_list (options, options->words);
  unsigned first;

  if (!check (parameters, &first, error))
    return NULL;
  return gf_server_ask (server, SUGGEST, parameters, "suggestions", error);
}

json_t *
gf_ask_server_show (GfServer *server, const GfOptions *options, GError **error)
{
  const char *name = options->words[0];
  g_autofree char *id = find_id (server, name, error);

  if (id == NULL)
    return NULL;

  g_autofree char *route = g_strconcat (DOCUMENTS "/", id, NULL);
  json_t *answer = gf_server_ask (server, route, NULL, "document", error);

  if (answer == NULL && error != NULL
      && g_error_matches (*error, GF_QUERY_ERROR, GF_QUERY_ERROR_NOT_FOUND))
    fail_not_found (name, error);
  return answer;
}

json_t *
gf_ask_server_status (GfServer *server, const GfOptions *options, GError **error)
{
  (void) options;
  return gf_server_ask (server, STATUS, NULL, "documents", error);
}

json_t *
gf_ask_server_unread (GfServer *server, const GfOptions *options, GError **error)
{
  (void) options;
  return gf_server_ask (server, UNREAD, NULL, "files", error);
}
