/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "searchd/settings.h"

#include <stdlib.h>

#include "searchd/http/listen.h"

#define GROUP "searchd"
#define DEFAULT_LISTEN "127.0.0.1:8080"
#define DEFAULT_LEVEL "public"

static const char *const keys[] = { "index", "level", "listen", NULL };
static const char *const groups[]
    = { "searchd", "indexer", "limits", "files", "ocr", "query", NULL };

/* As given, NULL where not. */
typedef struct
{
  char *index;
  char *config;
  char *listen;
  char *level;
  gboolean version;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->index);
  g_free (options->config);
  g_free (options->listen);
  g_free (options->level);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

void
gf_settings_free (GfSettings *settings)
{
  if (settings == NULL)
    return;

  g_free (settings->index);
  g_free (settings->listen);
  g_free (settings->level);
  g_free (settings);
}

static GOptionContext *
new_context (Options *options)
{
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &options->index, "The index to answer from",
      "DIR" },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &options->config,
      "Settings, group [searchd]", "FILE" },
    { "listen", 0, 0, G_OPTION_ARG_STRING, &options->listen,
      "Where to listen; port 0 takes a free one (default: " DEFAULT_LISTEN ")",
      "ADDRESS:PORT" },
    { "level", 0, 0, G_OPTION_ARG_STRING, &options->level,
      "Access level: public or internal (default: " DEFAULT_LEVEL ")", "LEVEL" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version", NULL },
    { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, "Answers questions about an index over HTTP, and serves the web page.");
  g_option_context_add_main_entries (context, entries, NULL);
  return context;
}

static bool
read_options (char **arguments, Options *options, GError **error)
{
  g_autoptr (GOptionContext) context = new_context (options);
  g_auto (GStrv) left = arguments;

  if (!g_option_context_parse_strv (context, &left, error))
    return false;
  if (options->version)
    {
      g_print ("gjenfinn-searchd %s\n", PACKAGE_VERSION);
      exit (EXIT_SUCCESS);
    }
  if (left != NULL && left[0] != NULL && left[1] != NULL)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   "unexpected argument '%s'", left[1]);
      return false;
    }
  return true;
}

static bool
check_names (char **names, const char *const *known, const char *what, GError **error)
{
  for (size_t i = 0; names != NULL && names[i] != NULL; i++)
    if (!g_strv_contains (known, names[i]))
      {
        g_autofree char *all = g_strjoinv (", ", (char **) known);

        g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
                     "unknown %s '%s'; known are: %s", what, names[i], all);
        return false;
      }
  return true;
}

static bool
load_config (GKeyFile *config, const char *file, GError **error)
{
  if (!g_key_file_load_from_file (config, file, G_KEY_FILE_NONE, error))
    return false;

  g_auto (GStrv) found_groups = g_key_file_get_groups (config, NULL);
  g_auto (GStrv) found_keys = g_key_file_get_keys (config, GROUP, NULL, NULL);

  return check_names (found_groups, groups, "group", error)
         && check_names (found_keys, keys, "key in [" GROUP "]", error);
}

/* @option, else what the config says, else @fallback. */
static char *
choose (const char *option, GKeyFile *config, const char *key, const char *fallback)
{
  g_autofree char *value = g_key_file_get_string (config, GROUP, key, NULL);

  return g_strdup (option != NULL ? option : value != NULL ? value : fallback);
}

static bool
check_settings (const GfSettings *settings, GError **error)
{
  const char *const levels[] = { "public", "internal", NULL };

  if (settings->index == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           "no index: give --index DIR");
      return false;
    }
  if (!g_strv_contains (levels, settings->level))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   "unknown level '%s': give public or internal", settings->level);
      return false;
    }
  return gf_listen_check (settings->listen, error);
}

GfSettings *
gf_settings_read (char **arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GKeyFile) config = g_key_file_new ();

  if (!read_options (arguments, &options, error))
    return NULL;
  if (options.config != NULL && !load_config (config, options.config, error))
    {
      g_prefix_error (error, "cannot use the config '%s': ", options.config);
      return NULL;
    }

  g_autoptr (GfSettings) settings = g_new0 (GfSettings, 1);
  settings->index = choose (options.index, config, "index", NULL);
  settings->listen = choose (options.listen, config, "listen", DEFAULT_LISTEN);
  settings->level = choose (options.level, config, "level", DEFAULT_LEVEL);
  return check_settings (settings, error) ? g_steal_pointer (&settings) : NULL;
}
