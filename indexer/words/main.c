/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "indexer/sandbox/sandbox.h"
#include "indexer/words/limits.h"
#include "indexer/words/serve.h"

#ifdef GF_SANITIZERS
/* Leak detection traces the process at its end, which the sandbox forbids; the unit tests
   look for leaks in the same code outside it. */
int __lsan_is_turned_off (void);

__attribute__ ((visibility ("default"))) int
__lsan_is_turned_off (void)
{
  return 1;
}
#endif

enum
{
  EXIT_BROKEN = 1,
  EXIT_USAGE = 2
};

typedef struct
{
  int socket;
  char *registers;
  gboolean version;
} Options;

static bool
parse_options (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[]
      = { { "socket", 0, 0, G_OPTION_ARG_INT, &options->socket,
            "serve over the socket that is open as descriptor FD", "FD" },
          { "registers", 0, 0, G_OPTION_ARG_FILENAME, &options->registers,
            "folder of the registers (words, names of places)", "DIR" },
          { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "print the version",
            NULL },
          G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, "Analyses words for gjenfinn-indexer, which starts it, inside a sandbox.");
  g_option_context_set_description (
      context, "Exit status: 0 done, 1 the conversation broke, 2 usage or set-up,\n"
               "3 no sandbox (nothing was analysed), 4 out of memory.\n");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return false;
  if (*argc == 1
      && (options->version || (options->socket >= 0 && options->registers != NULL)))
    return true;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               "needs --socket and --registers; see --help");
  return false;
}

static int
complain (int status, const char *what, const GError *error)
{
  fprintf (stderr, "gjenfinn-words: %s%s\n", what, error->message);
  return status;
}

static bool
close_standard_streams (GError **error)
{
  int nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);

  if (nothing >= 0 && dup2 (nothing, STDIN_FILENO) >= 0
      && dup2 (nothing, STDOUT_FILENO) >= 0)
    return true;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "cannot open /dev/null");
  return false;
}

/* Inside the sandbox it has nothing to say to people, whoever makes it speak.  A
 * sanitizer's report is another matter. */
static void
fall_silent (void)
{
#ifndef GF_SANITIZERS
  (void) !dup2 (STDIN_FILENO, STDERR_FILENO);
#endif
}

static int
serve (const Options *options, GError **error)
{
  GfGuard guard;
  g_autoptr (GfAnalysis) analysis = gf_analysis_new (options->registers, error);
  const GfSandboxRules rules
      = { .kept_fd = options->socket, .max_memory_bytes = GF_WORDS_ADDRESS_SPACE };

  if (analysis == NULL || !gf_guard_init (&guard, error)
      || !close_standard_streams (error))
    return EXIT_USAGE;
  if (!gf_sandbox_enter (&rules, error))
    return GF_SANDBOX_EXIT_REFUSED;
  fall_silent ();

  g_autoptr (GfRoots) roots = gf_roots_new (NULL, analysis);
  const GfWordServer server = {
    .socket = options->socket, .analysis = analysis, .roots = roots, .guard = &guard
  };
  return gf_word_server_run (&server, error) ? EXIT_SUCCESS : EXIT_BROKEN;
}

int
main (int argc, char **argv)
{
  Options options = { .socket = -1 };
  g_autoptr (GError) error = NULL;

  if (!parse_options (&argc, &argv, &options, &error))
    return complain (EXIT_USAGE, "", error);
  if (options.version)
    {
      puts (PACKAGE_STRING);
      return EXIT_SUCCESS;
    }

  int status = serve (&options, &error);
  g_free (options.registers);
  if (error == NULL)
    return status;
  return complain (status,
                   status == GF_SANDBOX_EXIT_REFUSED ? "cannot enter the sandbox: " : "",
                   error);
}
