/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replays files against a fuzz target, without libFuzzer: each as it is, cut short, and
 * with bytes changed by a fixed series, so that make check goes a little further than the
 * seeds themselves. With libFuzzer: clang -fsanitize=fuzzer, and this file left out.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

#define N_VARIANTS 16
#define N_CHANGES 4

/* A copy of its exact size, so that a sanitizer sees a byte too many. */
static void
run_copy (const char *bytes, size_t size)
{
  g_autofree uint8_t *copy = g_memdup2 (bytes, MAX (size, 1));

  LLVMFuzzerTestOneInput (copy, size);
}

static void
run_variants (const char *bytes, size_t size)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) size);

  for (int i = 0; i < N_VARIANTS; i++)
    {
      g_autofree char *changed = g_memdup2 (bytes, size);

      run_copy (bytes, (size_t) g_rand_int_range (random, 0, (gint32) size));
      for (int j = 0; j < N_CHANGES; j++)
        changed[g_rand_int_range (random, 0, (gint32) size)] = (char) g_rand_int (random);
      run_copy (changed, size);
    }
}

int
main (int argc, char **argv)
{
  run_copy ("", 0);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;
      gsize size;

      if (!g_file_get_contents (argv[i], &bytes, &size, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return 1;
        }
      run_copy (bytes, size);
      if (size > 0 && size < G_MAXINT32)
        run_variants (bytes, size);
    }
  return 0;
}
