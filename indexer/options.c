/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/options.h"

#include <stdio.h>
#include <string.h>

#include "indexer/settings.h"

#define DEFAULT_LEVEL "public"
#define NOT_GIVEN G_MININT
/* Small runs are quicker than large: 0.63 of the CPU at 500 to 1,000 units
 * (shared/bench). */
#define DEFAULT_UNITS_A_COMMIT 1000

G_DEFINE_QUARK (gf_options_error, gf_options_error)

/* As they come from the command line. */
typedef struct
{
  char *index, *config, *level;
  int n_jobs;
  gboolean quiet, retry_failed, version, watch;
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

bool
gf_options_fail (GError **error, const char *format, ...)
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
    { "retry-failed", 0, 0, G_OPTION_ARG_NONE, &raw->retry_failed,
      "try again what could not be read, or only in part", NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &raw->quiet, "say only what could not be read",
      NULL },
    { "watch", 0, 0, G_OPTION_ARG_NONE, &raw->watch,
      "go on: what changes is read within seconds, until the program is ended", NULL },
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
    return gf_options_fail (error, "%s", cause->message);
  return true;
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
    return gf_options_fail (error, "which index? Give --index DIR");
  if (strcmp (options->level, "public") != 0 && strcmp (options->level, "internal") != 0)
    return gf_options_fail (error, "'--level' must be public or internal, not '%s'",
                            options->level);
  if (options->n_jobs < 1 || options->n_jobs > GF_SETTINGS_MAX_JOBS)
    return gf_options_fail (error, "'--jobs' must be from 1 to %d", GF_SETTINGS_MAX_JOBS);
  if (options->paths == NULL)
    return gf_options_fail (error, "which documents? Name at least one folder or file");
  return true;
}

GfOptions *
gf_options_parse (int argc, char **argv, GError **error)
{
  g_auto (Raw) raw = { .n_jobs = NOT_GIVEN };
  g_autoptr (GfOptions) options = g_new0 (GfOptions, 1);

  options->n_jobs = MIN (g_get_num_processors (), GF_SETTINGS_MAX_JOBS);
  gf_limits_init (&options->limits);
  options->units_a_commit = DEFAULT_UNITS_A_COMMIT;
  if (!parse_command_line (argc, argv, &raw, error))
    return NULL;
  if (raw.version)
    {
      puts (PACKAGE_STRING);
      g_set_error_literal (error, GF_OPTIONS_ERROR, GF_OPTIONS_ERROR_ENOUGH, "");
      return NULL;
    }
  if (raw.config != NULL && !gf_settings_read (raw.config, options, error))
    return NULL;

  prefer (&options->index, &raw.index);
  prefer (&options->level, &raw.level);
  if (options->level == NULL)
    options->level = g_strdup (DEFAULT_LEVEL);
  if (raw.n_jobs != NOT_GIVEN)
    options->n_jobs = (unsigned) raw.n_jobs;
  options->quiet = raw.quiet;
  options->retry_failed = raw.retry_failed;
  options->watch = raw.watch;
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
  g_strfreev (options->passwords);
  g_strfreev (options->languages);
  g_strfreev (options->paths);
  g_free (options);
}
