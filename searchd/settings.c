/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "searchd/http/tls.h"
#include "searchd/settings-table.h"

#include <stdlib.h>
#include <string.h>

#include "searchd/config-file.h"
#include "searchd/http/http.h"
#include "searchd/http/listen.h"
#include "searchd/http/proxies.h"
#include "searchd/nearest.h"

#define GROUP "searchd"
#define DEFAULT_LEVEL "public"
#define DEFAULT_DRAIN_SECONDS 10

static const char *const groups[]
    = { "searchd", "indexer", "limits", "files", "ocr", "query", NULL };

/* As given, NULL where not. */
typedef struct
{
  char *index;
  char *config;
  char **listen;
  char *level;
  gboolean check_config;
  gboolean hash_token;
  gboolean version;
} Options;

/* What is being read, and what is wrong with it so far. */
typedef struct
{
  const Options *options;
  GfSettings *settings;
  GPtrArray *troubles; /* of char * */
  GHashTable *lines;   /* by key: where in the config file it stands */
} Reading;

static void
options_clear (Options *options)
{
  g_free (options->index);
  g_free (options->config);
  g_strfreev (options->listen);
  g_free (options->level);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

GfSettings *
gf_settings_new (void)
{
  GfSettings *settings = g_new0 (GfSettings, 1);

  settings->level = g_strdup (DEFAULT_LEVEL);
  settings->drain_seconds = DEFAULT_DRAIN_SECONDS;
  settings->limits = (GfHttpLimits) GF_HTTP_LIMITS_INIT;
  settings->log = (GfLogOptions) GF_LOG_OPTIONS_INIT;
  return settings;
}

void
gf_settings_free (GfSettings *settings)
{
  if (settings == NULL)
    return;

  for (size_t i = 0; i < gf_settings_table_length; i++)
    gf_setting_clear (&gf_settings_table[i], settings);
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
    { "listen", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->listen,
      "Where to listen; port 0 takes a free one; may be repeated "
      "(default: " GF_DEFAULT_LISTEN ")",
      "ADDRESS:PORT" },
    { "level", 0, 0, G_OPTION_ARG_STRING, &options->level,
      "Access level: public or internal (default: " DEFAULT_LEVEL ")", "LEVEL" },
    { "check-config", 0, 0, G_OPTION_ARG_NONE, &options->check_config,
      "Say what is wrong with the settings, and end", NULL },
    { "hash-token", 0, 0, G_OPTION_ARG_NONE, &options->hash_token,
      "Read a token, print what the settings are to have of it, and end", NULL },
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

/* What is wrong with the setting of @key, at its line where the file has it. */
static void
add_trouble (Reading *reading, const char *key, const char *what)
{
  gpointer line = g_hash_table_lookup (reading->lines, key);

  if (line != NULL)
    gf_config_trouble (reading->troubles, reading->options->config,
                       GPOINTER_TO_UINT (line), "%s", what);
  else
    g_ptr_array_add (reading->troubles, g_strdup (what));
}

/* @what: begins with the key, in quotes, as the checks of other rooms say it. */
static void
add_named_trouble (Reading *reading, const char *what)
{
  g_autofree char *key
      = *what == '\'' ? g_strndup (what + 1, strcspn (what + 1, "'")) : g_strdup ("");

  add_trouble (reading, key, what);
}

static void
refuse_name (Reading *reading, unsigned line, const char *what, const char *name,
             const char *nearest)
{
  if (nearest != NULL)
    gf_config_trouble (reading->troubles, reading->options->config, line,
                       "unknown %s '%s': is it '%s'?", what, name, nearest);
  else
    gf_config_trouble (reading->troubles, reading->options->config, line,
                       "unknown %s '%s'", what, name);
}

static void
read_entry (Reading *reading, const GfConfigEntry *entry)
{
  g_autoptr (GError) error = NULL;
  bool is_ours = strcmp (entry->group, GROUP) == 0;

  if (entry->key == NULL && !g_strv_contains (groups, entry->group))
    refuse_name (reading, entry->line, "group", entry->group,
                 gf_nearest (entry->group, groups));
  if (entry->key == NULL || !is_ours)
    return;

  const GfSetting *setting = gf_setting_find (entry->key);
  if (setting == NULL)
    {
      refuse_name (reading, entry->line, "key in [" GROUP "]", entry->key,
                   gf_setting_nearest (entry->key));
      return;
    }
  g_hash_table_insert (reading->lines, (gpointer) setting->key,
                       GUINT_TO_POINTER (entry->line));
  if (!gf_setting_parse (setting, entry->value, reading->settings, &error))
    add_trouble (reading, setting->key, error->message);
}

static void
read_config (Reading *reading)
{
  g_autoptr (GPtrArray) entries
      = gf_config_read (reading->options->config, reading->troubles);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    read_entry (reading, g_ptr_array_index (entries, i));
}

/* The command line goes before the file, and is no line of it. */
static void
override (Reading *reading, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  g_hash_table_remove (reading->lines, key);
  if (!gf_setting_parse (gf_setting_find (key), value, reading->settings, &error))
    add_trouble (reading, key, error->message);
}

static void
read_overrides (Reading *reading)
{
  const Options *options = reading->options;

  if (options->index != NULL)
    override (reading, "index", options->index);
  if (options->level != NULL)
    override (reading, "level", options->level);
  if (options->listen == NULL)
    return;
  g_hash_table_remove (reading->lines, "listen");
  g_strfreev (reading->settings->listen);
  reading->settings->listen = g_strdupv (options->listen);
}

static void
check_listen (Reading *reading)
{
  if (reading->settings->listen != NULL
      && g_strv_length (reading->settings->listen) > GF_HTTP_MAX_LISTENERS)
    add_trouble (reading, "listen",
                 "'listen' may name " G_STRINGIFY (GF_HTTP_MAX_LISTENERS) " at most");
  for (size_t i = 0;
       reading->settings->listen != NULL && reading->settings->listen[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!gf_listen_check (reading->settings->listen[i], &error))
        add_trouble (reading, "listen", error->message);
    }
}

/* That it can be the beginning of links. */
static void
check_url (Reading *reading)
{
  const char *url = reading->settings->url;
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  if (url == NULL)
    return;
  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_query (uri) != NULL
      || g_uri_get_fragment (uri) != NULL || g_uri_get_userinfo (uri) != NULL
      || (strcmp (g_uri_get_scheme (uri), "http") != 0
          && strcmp (g_uri_get_scheme (uri), "https") != 0))
    add_trouble (reading, "url", "'url' may be as https://sok.example.org");
}

static void
check_proxies (Reading *reading)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfProxies) proxies
      = gf_proxies_new ((const char *const *) reading->settings->trusted_proxies,
                        reading->settings->proxy_header, &error);

  if (proxies == NULL)
    add_trouble (reading, "trusted-proxies", error->message);
}

/* What concerns more than one key, or what is behind them. */
static void
check_settings (Reading *reading)
{
  const GfSettings *settings = reading->settings;
  g_autoptr (GError) error = NULL;

  if (settings->index == NULL)
    add_trouble (reading, "index", "no index: give --index DIR");
  check_url (reading);
  check_listen (reading);
  check_proxies (reading);
  if ((settings->tls_certificate == NULL) != (settings->tls_key == NULL))
    add_trouble (reading, settings->tls_key == NULL ? "tls-certificate" : "tls-key",
                 "'tls-certificate' and 'tls-key' go together");
  else if (settings->tls_key != NULL
           && !gf_tls_check (settings->tls_certificate, settings->tls_key, &error))
    add_named_trouble (reading, error->message);
  g_clear_error (&error);
  if (!gf_access_rules_check (&settings->access, settings->level, &error))
    add_named_trouble (reading, error->message);
  if (settings->access.user_header != NULL && settings->trusted_proxies == NULL)
    add_trouble (reading, "user-header",
                 "'user-header': is believed of trusted-proxies only, and none is named");
}

static bool
has_no_trouble (const Reading *reading, GError **error)
{
  if (reading->troubles->len == 0)
    return true;

  g_ptr_array_add (reading->troubles, NULL);
  g_autofree char *all = g_strjoinv ("\n", (GStrv) reading->troubles->pdata);
  g_set_error_literal (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE, all);
  return false;
}

static bool
read_settings (const Options *options, GfSettings *settings, GError **error)
{
  g_autoptr (GPtrArray) troubles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);
  Reading reading = {
    .options = options, .settings = settings, .troubles = troubles, .lines = lines
  };

  if (options->config != NULL)
    read_config (&reading);
  read_overrides (&reading);
  check_settings (&reading);
  return has_no_trouble (&reading, error);
}

GfSettings *
gf_settings_read (char **arguments, GError **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GfSettings) settings = gf_settings_new ();

  if (!read_options (arguments, &options, error))
    return NULL;
  settings->command = options.hash_token     ? GF_COMMAND_HASH_TOKEN
                      : options.check_config ? GF_COMMAND_CHECK_CONFIG
                                             : GF_COMMAND_SERVE;
  if (settings->command != GF_COMMAND_HASH_TOKEN
      && !read_settings (&options, settings, error))
    return NULL;
  return g_steal_pointer (&settings);
}

GStrv
gf_settings_list_restarts (const GfSettings *running, const GfSettings *wanted)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  for (size_t i = 0; i < gf_settings_table_length; i++)
    {
      const GfSetting *setting = &gf_settings_table[i];
      g_autofree char *one = gf_setting_format (setting, running);
      g_autofree char *other = gf_setting_format (setting, wanted);

      if (!setting->reloads && g_strcmp0 (one, other) != 0)
        g_ptr_array_add (keys, g_strdup (setting->key));
    }
  g_ptr_array_add (keys, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}
