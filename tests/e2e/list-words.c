/* SPDX-License-Identifier: GPL-3.0-or-later */
/* list-words FILE: what a lexicon says, without the number of its commit, which may
   differ between two indexes of the same files. */
#include <stdio.h>
#include <string.h>

#include "common/lexicon.h"

static void
print_list (GfRootList list)
{
  for (const char *root = list; *root != '\0'; root += strlen (root) + 1)
    printf (" %s", root);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfLexicon) lexicon = argc == 2 ? gf_lexicon_open (argv[1], &error) : NULL;

  if (lexicon == NULL || !gf_lexicon_verify (lexicon, &error))
    {
      fprintf (stderr, "list-words: %s\n",
               error != NULL ? error->message : "which file?");
      return 1;
    }
  printf ("stamp %s, %u units\n", gf_lexicon_get_stamp (lexicon),
          gf_lexicon_get_n_units (lexicon));
  for (uint32_t i = 0; i < gf_lexicon_get_n_words (lexicon); i++)
    {
      GfLexiconWord word;

      gf_lexicon_get (lexicon, i, &word);
      printf ("%s %u%s", word.word, word.n_units, word.analysed ? ":" : "?");
      print_list (word.roots.lemmas);
      fputs (" /", stdout);
      print_list (word.roots.parts);
      putchar ('\n');
    }
  return 0;
}
