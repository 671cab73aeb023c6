/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_LEVEL "public"
/* Measured: a page takes some 5 ms, the heaviest real file 27 s; see doc/design.md. */
#define DEFAULT_SECONDS_A_FILE 30
#define MAX_SECONDS_A_FILE 86400
#define MAX_JOBS 256
#define NOT_GIVEN G_MININT
/* Small runs are quicker than large: 0.63 of the CPU at 500 to 1,000 units
 * (shared/bench). */
#define DEFAULT_UNITS_A_COMMIT 1000
#define MAX_UNITS_A_COMMIT 1000000

G_DEFINE_QUARK (gf_options_error, gf_options_error)

/* As they come from the command line. */
typedef struct
{
  char *index, *config, *level;
  int n_jobs;
  gboolean quiet, version;
  GStrv paths;
} Raw;

static void
clear_raw (Raw *raw)
{
  g_free (raw->index);
  g_free (raw->config);
  g_free (raw->level);
  g_strfreev (raw->paths);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Raw, clear_raw)

static bool fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static bool
fail (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, GF_OPTIONS_ERROR, GF_OPTIONS_ERROR_USAGE, message);
  return false;
}

static bool
parse_command_line (int argc, char **argv, Raw *raw, GError **error)
{
  const GOptionEntry entries[] = {
    { "index", 0, 0, G_OPTION_ARG_FILENAME, &raw->index,
      "the index, made where there is none", "DIR" },
    { "config", 0, 0, G_OPTION_ARG_FILENAME, &raw->config,
      "settings; see gjenfinn-indexer(1)", "FILE" },
    { "jobs", 0, 0, G_OPTION_ARG_INT, &raw->n_jobs,
      "files read side by side (default: one a processor)", "N" },
    { "level", 0, 0, G_OPTION_ARG_STRING, &raw->level,
      "access level: public (default) or internal", "LEVEL" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &raw->quiet, "say only what could not be read",
      NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &raw->version, "print the version", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->paths, NULL,
      "PATH..." },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) cause = NULL;

  g_option_context_set_summary (
      context,
      "Reads the documents at each PATH into the index: new and changed ones are read,\n"
      "gone ones taken out, the rest left alone.");
  g_option_context_set_description (
      context,
      "Exit status: 0 all read or unchanged; 1 some files could not be read, each named\n"
      "on stderr with its reason; 2 usage; 3 trouble with the index.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &cause))
    return fail (error, "%s", cause->message);
  return true;
}

/* Unknown keys are refused: a misspelled limit must not be no limit. */
static bool
check_keys (GKeyFile *config, const char *file, GError **error)
{
  static const char *const known[]
      = { "index", "level", "jobs", "seconds-a-file", "units-a-commit", NULL };
  g_auto (GStrv) keys = g_key_file_get_keys (config, "indexer", NULL, NULL);

  for (size_t i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      return fail (error, "'%s': unknown key '%s' in [indexer]", file, keys[i]);
  return true;
}

static bool
get_number (GKeyFile *config, const char *file, const char *key, unsigned max,
            unsigned *number_out, GError **error)
{
  g_autofree char *text = g_key_file_get_string (config, "indexer", key, NULL);
  guint64 number;

  if (text == NULL)
    return true;
  if (!g_ascii_string_to_unsigned (text, 10, 1, max, &number, NULL))
    return fail (error, "'%s': '%s' in [indexer] must be a number from 1 to %u, not '%s'",
                 file, key, max, text);
  *number_out = (unsigned) number;
  return true;
}

static bool
read_config (const char *file, GfOptions *options, GError **error)
{
  g_autoptr (GKeyFile) config = g_key_file_new ();
  g_autoptr (GError) cause = NULL;

  if (!g_key_file_load_from_file (config, file, G_KEY_FILE_NONE, &cause))
    return fail (error, "cannot read the settings in '%s': %s", file, cause->message);
  if (!check_keys (config, file, error))
    return false;
  options->index = g_key_file_get_string (config, "indexer", "index", NULL);
  options->level = g_key_file_get_string (config, "indexer", "level", NULL);
  return get_number (config, file, "jobs", MAX_JOBS, &options->n_jobs, error)
         && get_number (config, file, "seconds-a-file", MAX_SECONDS_A_FILE,
                        &options->seconds_a_file, error)
         && get_number (config, file, "units-a-commit", MAX_UNITS_A_COMMIT,
                        &options->units_a_commit, error);
}

static void
prefer (char **field, char **given)
{
  if (*given == NULL)
    return;
  g_free (*field);
  *field = g_steal_pointer (given);
}

static bool
check (const GfOptions *options, GError **error)
{
  if (options->index == NULL)
    return fail (error, "which index? Give --index DIR");
  if (strcmp (options->level, "public") != 0 && strcmp (options->level, "internal") != 0)
    return fail (error, "'--level' must be public or internal, not '%s'", options->level);
  if (options->n_jobs < 1 || options->n_jobs > MAX_JOBS)
    return fail (error, "'--jobs' must be from 1 to %d", MAX_JOBS);
  if (options->paths == NULL)
    return fail (error, "which documents? Name at least one folder or file");
  return true;
}

GfOptions *
gf_options_parse (int argc, char **argv, GError **error)
{
  g_auto (Raw) raw = { .n_jobs = NOT_GIVEN };
  g_autoptr (GfOptions) options = g_new0 (GfOptions, 1);

  options->n_jobs = MIN (g_get_num_processors (), MAX_JOBS);
  options->seconds_a_file = DEFAULT_SECONDS_A_FILE;
  options->units_a_commit = DEFAULT_UNITS_A_COMMIT;
  if (!parse_command_line (argc, argv, &raw, error))
    return NULL;
  if (raw.version)
    {
      puts (PACKAGE_STRING);
      g_set_error_literal (error, GF_OPTIONS_ERROR, GF_OPTIONS_ERROR_ENOUGH, "");
      return NULL;
    }
  if (raw.config != NULL && !read_config (raw.config, options, error))
    return NULL;

  prefer (&options->index, &raw.index);
  prefer (&options->level, &raw.level);
  if (options->level == NULL)
    options->level = g_strdup (DEFAULT_LEVEL);
  if (raw.n_jobs != NOT_GIVEN)
    options->n_jobs = (unsigned) raw.n_jobs;
  options->quiet = raw.quiet;
  options->paths = g_steal_pointer (&raw.paths);
  return check (options, error) ? g_steal_pointer (&options) : NULL;
}

void
gf_options_free (GfOptions *options)
{
  if (options == NULL)
    return;
  g_free (options->index);
  g_free (options->level);
  g_strfreev (options->paths);
  g_free (options);
}
