/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/options.h"

#include <string.h>

static const char *const commands[]
    = { "search", "like", "suggest", "show", "status", "unread", NULL };
/* Of the contract, and not there yet: no question may come to depend on them. */
static const char *const later_commands[]
    = { "timeline", "compare", "kwic", "innsyn", NULL };

/* What GOption fills in; it wants gboolean and its own strings. */
typedef struct
{
  char *format;
  gboolean facets;
  gboolean explain;
  gboolean recency;
  gboolean no_names;
  gboolean help;
  gboolean version;
  char **rest;
} Raw;

static void
raw_clear (Raw *raw)
{
  g_free (raw->format);
  g_strfreev (raw->rest);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raw, raw_clear)

void
gf_options_free (GfOptions *options)
{
  if (options == NULL)
    return;
  g_free (options->index);
  g_free (options->server);
  g_free (options->token_file);
  g_free (options->ca_file);
  g_free (options->timeout);
  g_free (options->level);
  g_free (options->unit);
  g_free (options->match);
  g_free (options->limit);
  g_free (options->offset);
  g_free (options->sort);
  g_free (options->versions);
  g_strfreev (options->without);
  g_free (options->command);
  g_strfreev (options->words);
  g_free (options);
}

static G_GNUC_PRINTF (2, 3) bool fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *shown = g_utf8_make_valid (message, -1);
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, shown);
  return false;
}

/* "-word" may have been meant as a part of the question. */
static bool
explain_unknown (char **argv, GError **error)
{
  if (!g_error_matches (*error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
    return false;
  for (char **word = argv + 1; *word != NULL; word++)
    if (**word == '-' && g_str_has_suffix ((*error)->message, *word))
      {
        g_autofree char *shown = g_utf8_make_valid (*word, -1);
        g_autofree char *what = g_steal_pointer (&(*error)->message);

        (*error)->message
            = g_strdup_printf ("%s: to search for %s write: -- %s", what, shown, shown);
        return false;
      }
  return false;
}

/* @error: never NULL */
static bool
parse_raw (char **argv, GfOptions *options, Raw *raw, GError **error)
{
  const GOptionEntry entries[]
      = { { "index", 'i', 0, G_OPTION_ARG_FILENAME, &options->index, NULL, NULL },
          { "server", 's', 0, G_OPTION_ARG_STRING, &options->server, NULL, NULL },
          { "token-file", 0, 0, G_OPTION_ARG_FILENAME, &options->token_file, NULL, NULL },
          { "ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options->ca_file, NULL, NULL },
          { "timeout", 0, 0, G_OPTION_ARG_STRING, &options->timeout, NULL, NULL },
          { "level", 0, 0, G_OPTION_ARG_STRING, &options->level, NULL, NULL },
          { "format", 'f', 0, G_OPTION_ARG_STRING, &raw->format, NULL, NULL },
          { "unit", 0, 0, G_OPTION_ARG_STRING, &options->unit, NULL, NULL },
          { "match", 0, 0, G_OPTION_ARG_STRING, &options->match, NULL, NULL },
          { "limit", 'n', 0, G_OPTION_ARG_STRING, &options->limit, NULL, NULL },
          { "offset", 0, 0, G_OPTION_ARG_STRING, &options->offset, NULL, NULL },
          { "sort", 0, 0, G_OPTION_ARG_STRING, &options->sort, NULL, NULL },
          { "versions", 0, 0, G_OPTION_ARG_STRING, &options->versions, NULL, NULL },
          { "facets", 0, 0, G_OPTION_ARG_NONE, &raw->facets, NULL, NULL },
          { "explain", 0, 0, G_OPTION_ARG_NONE, &raw->explain, NULL, NULL },
          { "recency", 0, 0, G_OPTION_ARG_NONE, &raw->recency, NULL, NULL },
          { "no-names", 0, 0, G_OPTION_ARG_NONE, &raw->no_names, NULL, NULL },
          { "without", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->without, NULL, NULL },
          { "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help, NULL, NULL },
          { "version", 'V', 0, G_OPTION_ARG_NONE, &raw->version, NULL, NULL },
          { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->rest, NULL,
            NULL },
          { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) arguments = g_strdupv (argv);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse_strv (context, &arguments, error)
         || explain_unknown (argv, error);
}

static bool
set_format (GfOptions *options, const char *format, GError **error)
{
  static const char *const formats[] = { "text", "json", "csv" };

  if (format == NULL)
    return true;
  for (size_t i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (format, formats[i]) == 0)
      {
        options->format = (GfFormat) i;
        return true;
      }
  return fail (error, "'format': may be text, json or csv, not '%s'", format);
}

/* The first word is a command if it is the name of one. */
static void
set_words (GfOptions *options, char **rest)
{
  static char *const nothing[] = { NULL };
  char *const *words = rest != NULL ? rest : nothing;
  bool is_named = words[0] != NULL && g_strv_contains (commands, words[0]);

  options->command = g_strdup (is_named ? words[0] : "search");
  options->is_bare = !is_named;
  options->words = g_strdupv ((char **) words + is_named);
}

static bool
is_command (const GfOptions *options, const char *name)
{
  return strcmp (options->command, name) == 0;
}

/* What must follow each command, and what must not. */
static bool
check_words (const GfOptions *options, GError **error)
{
  guint n = g_strv_length (options->words);

  if (is_command (options, "search"))
    return n > 0 || fail (error, "'q': say what to search for ('' lists everything)");
  if (is_command (options, "show"))
    return n == 1 || fail (error, "show wants one document: an id or a path");
  if (is_command (options, "like"))
    return n > 0
           || fail (error, "like wants a document, an id or a path, or - for a text on "
                           "standard input; to search for the word: search like");
  if (is_command (options, "suggest"))
    return n > 0
           || fail (error, "suggest wants the beginning of a question; to search for the "
                           "word: search suggest");
  return n == 0 || fail (error, "'%s' is one word too many", options->words[0]);
}

static bool
check_search_options (const GfOptions *options, GError **error)
{
  bool narrows = options->unit || options->limit || options->offset || options->facets
                 || options->explain || options->recency || options->no_names
                 || options->without || options->versions;
  bool orders = options->match || options->sort;

  if (is_command (options, "search"))
    return true;
  if (is_command (options, "like"))
    return !orders
           || fail (error, "like takes no --match and no --sort: what is most like it "
                           "comes first");
  return (!narrows && !orders)
         || fail (error, "%s takes no options of a search", options->command);
}

static bool
check_format (const GfOptions *options, GError **error)
{
  bool has_csv = is_command (options, "search") || is_command (options, "like")
                 || is_command (options, "unread") || is_command (options, "status");

  return has_csv || options->format != GF_FORMAT_CSV
         || fail (error, "'format': %s has no csv", options->command);
}

/* What is asked, and nothing that goes with the other. */
static bool
check_source (const GfOptions *options, GError **error)
{
  bool connects = options->token_file || options->ca_file || options->timeout;

  if (options->index == NULL && options->server == NULL)
    return fail (error, "'index': say which index to ask: --index DIR, or --server URL");
  if (options->index != NULL && options->server != NULL)
    return fail (error, "'server': ask an index or a server, not both");
  if (options->server != NULL && options->level != NULL)
    return fail (error, "'level': a server answers from the level it was started with");
  return options->server != NULL || !connects
         || fail (error, "--token-file, --ca-file and --timeout go with --server");
}

static bool
check (const GfOptions *options, GError **error)
{
  if (options->help || options->version)
    return true;
  if (options->words[0] != NULL && options->is_bare
      && g_strv_contains (later_commands, options->words[0]))
    return fail (error, "%s is not there yet; to search for the word: search %s",
                 options->words[0], options->words[0]);
  return check_source (options, error) && check_words (options, error)
         && check_search_options (options, error) && check_format (options, error);
}

GfOptions *
gf_options_parse (char **argv, GError **error)
{
  g_autoptr (GfOptions) options = g_new0 (GfOptions, 1);
  g_auto (Raw) raw = { 0 };

  if (!parse_raw (argv, options, &raw, error))
    return NULL;
  options->facets = raw.facets;
  options->explain = raw.explain;
  options->recency = raw.recency;
  options->no_names = raw.no_names;
  options->help = raw.help;
  options->version = raw.version;
  set_words (options, raw.rest);
  if (!set_format (options, raw.format, error) || !check (options, error))
    return NULL;
  if (options->level == NULL)
    options->level = g_strdup ("public");
  return g_steal_pointer (&options);
}

const char *
gf_options_help (const char *command)
{
  if (g_strcmp0 (command, "show") == 0)
    return "gjenfinn-query --index DIR show [--format text|json] ID|PATH\n"
           "\n"
           "A document as it was understood: what it is, its cases or sections with "
           "their\n"
           "text and decisions, and what was set aside.  ID is that of a hit or its\n"
           "document; PATH is the file's, or the path that a hit shows.\n";
  if (g_strcmp0 (command, "status") == 0)
    return "gjenfinn-query --index DIR status [--format text|json|csv]\n"
           "\n"
           "What the index holds: files read and not, and documents, cases and sections\n"
           "by type, region, body, year, language and format.\n";
  if (g_strcmp0 (command, "unread") == 0)
    return "gjenfinn-query --index DIR unread [--format text|json|csv]\n"
           "\n"
           "The files that could not be read, or only partly, each with the reason.\n";
  if (g_strcmp0 (command, "like") == 0)
    return "gjenfinn-query --index DIR like [OPTIONS] ID|PATH|- [QUERY...]\n"
           "\n"
           "What is most like a document, a case or a section; or, with -, like the text "
           "on\n"
           "standard input.  ID and PATH are as for show.  QUERY narrows what is "
           "searched.\n"
           "The options are those of a search, without --match and --sort.\n";
  if (g_strcmp0 (command, "suggest") == 0)
    return "gjenfinn-query --index DIR suggest [--format text|json] TEXT...\n"
           "\n"
           "How the last word of TEXT may go on, by the words of the index: eight ways "
           "at\n"
           "most, the most frequent first, each on a line with what stands before it.\n";
  return "gjenfinn-query --index DIR [OPTIONS] QUERY...      search\n"
         "gjenfinn-query --index DIR like ID|PATH|-          more like it\n"
         "gjenfinn-query --index DIR suggest TEXT            how a word may go on\n"
         "gjenfinn-query --index DIR show ID|PATH            a document as understood\n"
         "gjenfinn-query --index DIR status                  what the index holds\n"
         "gjenfinn-query --index DIR unread                  files it could not read\n"
         "\n"
         "  -i, --index DIR            the index (made by gjenfinn-indexer)\n"
         "      --level LEVEL          public (default) or internal\n"
         "  -s, --server URL           a gjenfinn-searchd, in the place of an index;\n"
         "      --token-file FILE      what it wants to see; --ca-file, --timeout\n"
         "  -f, --format FORMAT        text (default), json or csv\n"
         "      --unit UNIT            case, section or document; default: cases and\n"
         "                             sections\n"
         "      --match all|any        all words must be there (default), or the more\n"
         "                             the better\n"
         "      --sort ORDER           relevance (default), date or -date (newest "
         "first)\n"
         "  -n, --limit N              hits shown: 0 to 1000, or all; default 10\n"
         "      --offset N             hits passed over first\n"
         "      --versions newest|all  the newest of several versions (default), or "
         "each\n"
         "      --recency              newer documents a little before older ones\n"
         "      --no-names             not by older and newer names of the same\n"
         "      --without PART         for who measures: see the manual\n"
         "      --facets               how the hits spread over region, type, year ...\n"
         "      --explain              how the question was understood\n"
         "  -h, --help    -V, --version\n"
         "\n"
         "QUERY: words, \"exact phrase\", OG ELLER IKKE NÆR (AND OR NOT NEAR), -word,\n"
         "(...), begin*, =exactly, and fields: tittel: vedtak: region: organ: kommune: "
         "type: sak:\n"
         "utfall: år: dato: frist: språk: -- as in\n"
         "  gjenfinn-query --index X 'jernbane utfall:vedtatt år:2019..2023'\n"
         "A word that is also a command: gjenfinn-query --index X search status\n"
         "\n"
         "Exit status: 0 answered (also with no hits), 2 wrong usage or question,\n"
         "3 trouble with the index.  Manual: man gjenfinn-query\n";
}
