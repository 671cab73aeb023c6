/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/extract/dump.h"
#include "indexer/extract/pages/ocr.h"
#include "indexer/extract/worker.h"
#include "indexer/sandbox/sandbox.h"

#ifdef GF_SANITIZERS
/* Leak detection traces the process at its end, which the sandbox forbids; the unit and
   component tests look for leaks in the same code outside it. */
int __lsan_is_turned_off (void);

__attribute__ ((visibility ("default"))) int
__lsan_is_turned_off (void)
{
  return 1;
}
#endif

/* Words and their roots that are kept from file to file: some 200,000.  What is forgotten
   is asked for again. */
#define MAX_ROOTS_BYTES ((size_t) 32 << 20)

enum
{
  EXIT_UNREAD = 1,
  EXIT_USAGE = 2
};

typedef struct
{
  int socket;
  char *registers;
  char *words;
  GStrv limits; /* "name=value" */
  GStrv passwords;
  GStrv languages;
  gboolean dump;
  gboolean version;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->registers);
  g_free (options->words);
  g_strfreev (options->limits);
  g_strfreev (options->passwords);
  g_strfreev (options->languages);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static bool
parse_options (int *argc, char ***argv, Options *options, GError **error)
{
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_INT, &options->socket,
      "serve over the socket that is open as descriptor FD", "FD" },
    { "registers", 0, 0, G_OPTION_ARG_FILENAME, &options->registers,
      "folder of the registers (bodies, regions, words)", "DIR" },
    { "words", 0, 0, G_OPTION_ARG_FILENAME, &options->words,
      "the words of the index, where they were gathered before", "FILE" },
    { "dump", 0, 0, G_OPTION_ARG_NONE, &options->dump,
      "read one file from standard input and print its blocks", NULL },
    { "limit", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->limits,
      "with --dump: a limit of gjenfinn-indexer(1); may be given again", "NAME=VALUE" },
    { "password", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->passwords,
      "with --dump: to try on an encrypted file; may be given again", "WORD" },
    { "language", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->languages,
      "with --dump: of text in images (default: nor); 'none' leaves images alone; may be "
      "given again",
      "NAME" },
    { "version", 0, 0, G_OPTION_ARG_NONE, &options->version, "print the version", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context,
      "Reads documents for gjenfinn-indexer, which starts it, inside a sandbox.");
  g_option_context_set_description (
      context,
      "With --dump: gjenfinn-extract --dump < FILE prints one line for each block:\n"
      "kind, page, level and text apart by tabs, after lines that begin with @ for\n"
      "what the file says of itself, and before @status.\n\n"
      "Exit status: 0 done, 1 the file was not read or the conversation broke, 2 usage\n"
      "or set-up, 3 no sandbox (nothing was read), 4 out of memory.\n");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return false;

  bool serve = options->socket >= 0 && options->registers != NULL;
  bool is_dump_told = options->limits != NULL || options->passwords != NULL
                      || options->languages != NULL;
  if (*argc == 1
      && (options->version || (options->dump != serve && !(serve && is_dump_told))))
    return true;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               "needs --dump, or --socket and --registers; see --help");
  return false;
}

static int
complain (int status, const char *what, const GError *error)
{
  fprintf (stderr, "gjenfinn-extract: %s%s\n", what, error->message);
  return status;
}

static int
open_nothing (void)
{
  int nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);

  if (nothing < 0)
    fprintf (stderr, "gjenfinn-extract: cannot open /dev/null: %s\n", g_strerror (errno));
  return nothing;
}

/*
 * @nothing: /dev/null, which becomes stderr once the sandbox has closed: poppler writes
 * what it thinks of a file there, and what people need to know of it goes elsewhere.  A
 * sanitizer's report is another matter.  @more_bytes: of address space, for what is
 * mapped.
 */
static int
enter (int kept_fd, int nothing, const GfLimits *limits, uint64_t more_bytes)
{
  g_autoptr (GError) error = NULL;
  /* The character maps of CJK fonts and the letters of text in images, where those
     packages are installed. */
  const char *const readable[] = { "/usr/share/poppler", gf_ocr_folder (), NULL };
  const GfSandboxRules rules
      = { .kept_fd = kept_fd,
          .max_memory_bytes = (limits->memory_mb << 20) + more_bytes,
          .readable = readable };

  if (!gf_sandbox_enter (&rules, &error))
    {
      fprintf (stderr,
               "gjenfinn-extract: cannot enter the sandbox: %s; refusing to read files\n",
               error->message);
      return GF_SANDBOX_EXIT_REFUSED;
    }
#ifdef GF_SANITIZERS
  (void) nothing;
#else
  if (dup2 (nothing, STDERR_FILENO) < 0)
    return EXIT_USAGE;
#endif
  return EXIT_SUCCESS;
}

/* Inside the sandbox no file may grow, standard output neither. */
static bool
is_stdout_a_file (void)
{
  struct stat status;

  return fstat (STDOUT_FILENO, &status) == 0 && S_ISREG (status.st_mode);
}

/* "pages=10" */
static bool
set_limit (GfLimits *limits, const char *setting, GError **error)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *name
      = equals != NULL ? g_strndup (setting, (gsize) (equals - setting)) : NULL;
  guint64 value;

  if (name != NULL
      && g_ascii_string_to_unsigned (equals + 1, 10, 0, G_MAXUINT64, &value, NULL)
      && gf_limits_set (limits, name, value))
    return true;

  g_autofree char *names = g_strjoinv (", ", (char **) gf_limits_names ());
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               "'--limit %s' is no limit, or too high; there are: %s", setting, names);
  return false;
}

static bool
set_up_dump (const Options *options, GfExtractOptions *extract, GError **error)
{
  static const char *const no_languages[] = { NULL };

  gf_limits_init (&extract->limits);
  extract->passwords = (const char *const *) options->passwords;
  extract->languages = (const char *const *) options->languages;
  if (options->languages != NULL && strcmp (options->languages[0], "none") == 0)
    extract->languages = no_languages;
  for (size_t i = 0; options->limits != NULL && options->limits[i] != NULL; i++)
    if (!set_limit (&extract->limits, options->limits[i], error))
      return false;
  return true;
}

static int
dump (const Options *options, const GfGuard *guard)
{
  g_autoptr (GError) error = NULL;
  GfExtractOptions extract = { 0 };
  g_autoptr (GfExtractor) extractor = set_up_dump (options, &extract, &error)
                                          ? gf_extractor_new (&extract, &error)
                                          : NULL;

  if (extractor == NULL)
    return complain (EXIT_USAGE, "", error);
  if (is_stdout_a_file ())
    {
      fputs ("gjenfinn-extract: --dump cannot write to a file: use '| cat > FILE'\n",
             stderr);
      return EXIT_USAGE;
    }

  int nothing = open_nothing ();
  int status = nothing < 0 ? EXIT_USAGE : enter (nothing, nothing, &extract.limits, 0);

  if (status != EXIT_SUCCESS)
    return status;
  gf_guard_arm (guard, (uint32_t) extract.limits.cpu_seconds * 1000);
  status = gf_dump (extractor, &extract.limits, guard, STDIN_FILENO, stdout)
               ? EXIT_SUCCESS
               : EXIT_UNREAD;
  return fflush (stdout) == 0 ? status : EXIT_UNREAD;
}

/* Without it, and where it is damaged, every word is asked about. */
static GfLexicon *
open_words (const char *path, uint64_t *size_out)
{
  struct stat status;
  GfLexicon *lexicon = path != NULL ? gf_lexicon_open (path, NULL) : NULL;

  *size_out
      = lexicon != NULL && stat (path, &status) == 0 ? (uint64_t) status.st_size : 0;
  return lexicon;
}

/* Standard input and output become /dev/null.  Returns: whether they did. */
static bool
close_standard_streams (void)
{
  int nothing = open_nothing ();

  return nothing >= 0 && dup2 (nothing, STDIN_FILENO) >= 0
         && dup2 (nothing, STDOUT_FILENO) >= 0;
}

static int
serve (const Options *options, GfGuard *guard)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfRegisters) registers = gf_registers_load (options->registers, &error);

  if (registers == NULL)
    return complain (EXIT_USAGE, "cannot load the registers: ", error);

  g_auto (GfSetup) setup = { 0 };
  if (!gf_setup_receive (&setup, options->socket, &error))
    return complain (EXIT_USAGE, "", error);
  g_autoptr (GfExtractor) extractor = gf_extractor_new (&setup.options, &error);
  if (extractor == NULL)
    return complain (EXIT_USAGE, "", error);

  uint64_t mapped_bytes;
  g_autoptr (GfLexicon) lexicon = open_words (options->words, &mapped_bytes);
  g_autoptr (GfRoots) roots = gf_roots_new (lexicon, NULL);
  gf_roots_set_max_bytes (roots, MAX_ROOTS_BYTES);
  g_autoptr (GfInquiry) inquiry = gf_inquiry_new (options->socket, roots);
  g_autoptr (GfAnalyser) analyser = gf_analyser_new (roots, inquiry);
  if (!close_standard_streams ())
    return EXIT_USAGE;
  int status = enter (options->socket, STDIN_FILENO, &setup.options.limits, mapped_bytes);
  if (status != EXIT_SUCCESS)
    return status;

  GfWorker worker = { .socket = options->socket,
                      .extractor = extractor,
                      .registers = registers,
                      .inquiry = inquiry,
                      .analyser = analyser,
                      .guard = guard,
                      .setup = &setup };
  if (!gf_worker_run (&worker, &error))
    return complain (EXIT_UNREAD, "", error);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  g_auto (Options) options = { .socket = -1 };
  g_autoptr (GError) error = NULL;

  if (!parse_options (&argc, &argv, &options, &error))
    return complain (EXIT_USAGE, "", error);
  if (options.version)
    {
      puts (PACKAGE_STRING);
      return EXIT_SUCCESS;
    }

  GfGuard guard;
  if (!gf_guard_init (&guard, &error))
    return complain (EXIT_USAGE, "", error);
  return options.dump ? dump (&options, &guard) : serve (&options, &guard);
}
