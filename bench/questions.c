/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench/questions.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

GPtrArray *
questions_read (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *questions = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_get_contents (path, &text, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      exit (2);
    }

  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      const char *tab = strchr (*line, '\t');

      if (tab != NULL)
        g_ptr_array_add (questions, g_strdup (tab + 1));
    }
  if (questions->len == 0)
    {
      g_printerr ("%s: no questions\n", path);
      exit (2);
    }
  return questions;
}

static int64_t
microseconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (int64_t) now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t
questions_wall_us (void)
{
  return microseconds (CLOCK_MONOTONIC);
}

int64_t
questions_cpu_us (void)
{
  return microseconds (CLOCK_THREAD_CPUTIME_ID);
}

void
questions_print (const Measured *measured, unsigned n, int64_t elapsed_us)
{
  for (unsigned i = 0; i < n; i++)
    g_print ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
             measured[i].wall_us, measured[i].cpu_us, measured[i].total);
  g_print ("%.6f\n", (double) elapsed_us / 1e6);
}
