/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/commands.h"

#include <stdlib.h>
#include <string.h>

#include "query/csv.h"
#include "query/search.h"
#include "query/text.h"

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

static json_t *
ask_search (GfIndex *index, const GfOptions *options, GError **error)
{
  g_autoptr (GfRequest) request = gf_request_new ();
  g_autofree char *question = g_strjoinv (" ", options->words);

  if (!gf_request_set (request, "q", question, error)
      || !set_if_given (request, "unit", options->unit, error)
      || !set_if_given (request, "match", options->match, error)
      || !set_if_given (request, "limit", options->limit, error)
      || !set_if_given (request, "offset", options->offset, error)
      || !set_if_given (request, "sort", options->sort, error)
      || !set_if_given (request, "facets", options->facets ? "true" : NULL, error)
      || !set_if_given (request, "explain", options->explain ? "true" : NULL, error))
    return NULL;
  return gf_search (index, request, error);
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

char *
gf_command_run (GfIndex *index, const GfOptions *options, bool is_terminal,
                GError **error)
{
  const Command *command = find_command (options->command);
  GfTextStyle style = { is_terminal, options->index, options->level, options->explain };
  json_t *answer = command->ask (index, options, error);
  char *written;

  if (answer == NULL)
    return NULL;
  if (options->format == GF_FORMAT_JSON)
    written = to_json (answer);
  else if (options->format == GF_FORMAT_CSV && command->to_csv != NULL)
    written = command->to_csv (answer);
  else
    written = command->to_text (answer, &style);
  json_decref (answer);
  return written;
}
