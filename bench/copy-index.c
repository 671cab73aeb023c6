/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * copy-index INDEX COPY: the public level of an index with positions as libxapian keeps
 * them, of the words that have places: what bare libxapian is to be asked of, which would
 * find no phrase in an index that was merged.  COPY is made.
 */
#include <stdlib.h>

#include "common/generation.h"
#include "common/schema.h"
#include "xapian-c/xapian-c.h"

#define LEVEL "public"
#define WORDS "words"

static void
fail (const char *what, const char *why)
{
  g_printerr ("copy-index: %s: %s\n", what, why);
  exit (2);
}

static void
copy_database (const char *from, const char *to, const char *name)
{
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *destination = g_build_filename (to, name, NULL);
  const char *sources[] = { source };
  g_autoptr (GError) error = NULL;

  if (!xc_compact (sources, 1, destination, XC_LIST_FILTERS, &error))
    fail (name, error->message);
}

/* The lexicon, which is of the same commit. */
static void
copy_words (const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (from, WORDS, NULL);
  g_autofree char *destination = g_build_filename (to, WORDS, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (source, &bytes, &size, &error)
      || !g_file_set_contents (destination, bytes, (gssize) size, &error))
    fail (WORDS, error->message);
}

int
main (int argc, char **argv)
{
  if (argc != 3)
    fail ("usage", "copy-index INDEX COPY");

  g_autofree char *level = g_build_filename (argv[1], LEVEL, NULL);
  g_autofree char *copy = g_build_filename (argv[2], LEVEL, NULL);
  g_autofree char *current = gf_generation_path (level, gf_generation_read (level));

  if (g_mkdir_with_parents (copy, 0755) != 0)
    fail (copy, "cannot be made");
  copy_database (current, copy, GF_UNITS_FOLDER);
  copy_database (current, copy, GF_DOCUMENTS_FOLDER);
  copy_words (level, copy);
  return 0;
}
