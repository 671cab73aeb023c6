/* SPDX-License-Identifier: GPL-3.0-or-later */
/* gjenfinn-query: asks an index; see gjenfinn-query(1). */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "query/commands.h"
#include "query/index.h"

enum
{
  EXIT_ANSWERED = 0,
  EXIT_USAGE = 2,
  EXIT_INDEX = 3
};

static int
report (const GError *error)
{
  bool is_index = g_error_matches (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX);
  bool is_usage = error->domain == G_OPTION_ERROR;

  g_printerr ("gjenfinn-query: %s%s\n", error->message, is_usage ? " (see --help)" : "");
  return is_index ? EXIT_INDEX : EXIT_USAGE;
}

static int
print (const char *text)
{
  if (fputs (text, stdout) != EOF && fflush (stdout) == 0)
    return EXIT_ANSWERED;
  perror ("gjenfinn-query: cannot write the answer");
  return EXIT_INDEX;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfOptions) options = NULL;

  (void) argc;
  setlocale (LC_ALL, "");
  options = gf_options_parse (argv, &error);
  if (options == NULL)
    return report (error);
  if (options->help)
    return print (gf_options_help (options->command));
  if (options->version)
    return print (PACKAGE_NAME " " PACKAGE_VERSION "\n");

  g_autofree char *remark = NULL;
  g_autofree char *answer
      = gf_command_run (options, isatty (STDOUT_FILENO), &remark, &error);
  if (remark != NULL)
    fputs (remark, stderr);
  return answer != NULL ? print (answer) : report (error);
}
