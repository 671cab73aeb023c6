/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/commands.h"

#include <stdlib.h>
#include <string.h>

#include "query/ask-index.h"
#include "query/ask-server.h"
#include "query/print/csv.h"
#include "query/json.h"
#include "query/print/text-private.h"

/* What each command asks, and how its answer is written; no csv where that is NULL. */
typedef struct
{
  const char *name;
  json_t *(*ask_index) (GfIndex *index, const GfOptions *options, GError **error);
  json_t *(*ask_server) (GfServer *server, const GfOptions *options, GError **error);
  char *(*to_text) (const json_t *answer, const GfTextStyle *style);
  char *(*to_csv) (const json_t *answer);
} Command;

static const Command commands[] = {
  { "search", gf_ask_index_search, gf_ask_server_search, gf_text_search, gf_csv_search },
  { "like", gf_ask_index_like, gf_ask_server_like, gf_text_search, gf_csv_search },
  { "suggest", gf_ask_index_suggest, gf_ask_server_suggest, gf_text_suggest, NULL },
  { "show", gf_ask_index_show, gf_ask_server_show, gf_text_show, NULL },
  { "status", gf_ask_index_status, gf_ask_server_status, gf_text_status, gf_csv_status },
  { "unread", gf_ask_index_unread, gf_ask_server_unread, gf_text_unread, gf_csv_unread },
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

static json_t *
ask_server (const Command *command, const GfOptions *options, GError **error)
{
  const GfServerOptions how = { .url = options->server,
                                .token_file = options->token_file,
                                .ca_file = options->ca_file,
                                .timeout = options->timeout };
  g_autoptr (GfServer) server = gf_server_new (&how, error);

  return server != NULL ? command->ask_server (server, options, error) : NULL;
}

static json_t *
ask_index (const Command *command, const GfOptions *options, GError **error)
{
  g_autoptr (GfIndex) index = gf_index_open (options->index, options->level, NULL, error);

  return index != NULL ? command->ask_index (index, options, error) : NULL;
}

static char *
write_answer (const Command *command, const GfOptions *options, const json_t *answer,
              const GfTextStyle *style)
{
  if (options->format == GF_FORMAT_JSON)
    return to_json (answer);
  if (options->format == GF_FORMAT_CSV && command->to_csv != NULL)
    return command->to_csv (answer);
  return command->to_text (answer, style);
}

char *
gf_command_run (const GfOptions *options, bool is_terminal, char **remark_out,
                GError **error)
{
  const Command *command = find_command (options->command);
  bool is_remote = options->server != NULL;
  const GfTextStyle style = { is_terminal, is_remote ? options->server : options->index,
                              options->level, options->explain, is_remote };
  json_t *answer = is_remote ? ask_server (command, options, error)
                             : ask_index (command, options, error);

  *remark_out = NULL;
  if (answer == NULL)
    return NULL;
  if (options->format == GF_FORMAT_CSV)
    *remark_out = coverage_remark (answer, &style);

  char *written = write_answer (command, options, answer, &style);

  json_decref (answer);
  return written;
}
