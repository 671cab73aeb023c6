/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/progress.h"

#include <stdio.h>
#include <unistd.h>

#define BAR_CELLS 30
#define REDRAW_US (G_USEC_PER_SEC / 10)

struct GfProgress
{
  bool draws; /* a bar */
  bool sums;  /* a summary */
  unsigned n_files, n_done;
  unsigned n_read, n_partly, n_unread, n_unchanged, n_same, n_gone;
  uint64_t pages, bytes;
  int64_t started_us, drawn_us;
};

GfProgress *
gf_progress_new (GfProgressMode mode)
{
  GfProgress *progress = g_new0 (GfProgress, 1);

  progress->sums = mode == GF_PROGRESS_SHOWN;
  progress->draws = progress->sums && isatty (STDERR_FILENO);
  progress->started_us = g_get_monotonic_time ();
  return progress;
}

void
gf_progress_free (GfProgress *progress)
{
  g_free (progress);
}

static double
seconds_since_start (const GfProgress *progress)
{
  return (double) (g_get_monotonic_time () - progress->started_us) / G_USEC_PER_SEC;
}

static void
draw_bar (GfProgress *progress)
{
  unsigned cells
      = progress->n_files > 0
            ? (unsigned) ((uint64_t) BAR_CELLS * progress->n_done / progress->n_files)
            : BAR_CELLS;
  double seconds = seconds_since_start (progress);

  fprintf (stderr,
           "\r[%.*s%*s] %u/%u files, %" G_GUINT64_FORMAT " pages, %.1f MB/s\033[K",
           (int) cells, "##############################", (int) (BAR_CELLS - cells), "",
           progress->n_done, progress->n_files, progress->pages,
           seconds > 0 ? (double) progress->bytes / 1e6 / seconds : 0.0);
  fflush (stderr);
}

static void
draw (GfProgress *progress)
{
  int64_t now = g_get_monotonic_time ();

  if (!progress->draws || now - progress->drawn_us < REDRAW_US)
    return;
  progress->drawn_us = now;
  draw_bar (progress);
}

static void
clear_bar (GfProgress *progress)
{
  if (progress->draws)
    fputs ("\r\033[K", stderr);
}

void
gf_progress_start (GfProgress *progress, unsigned n_files)
{
  progress->n_files = n_files;
  draw (progress);
}

static void
count (GfProgress *progress, unsigned *counter)
{
  (*counter)++;
  progress->n_done++;
  draw (progress);
}

void
gf_progress_count_unchanged (GfProgress *progress)
{
  count (progress, &progress->n_unchanged);
}

void
gf_progress_count_same (GfProgress *progress)
{
  count (progress, &progress->n_same);
}

void
gf_progress_count_gone (GfProgress *progress)
{
  progress->n_gone++;
}

/* @text with control characters as '?'.  Returns: (transfer full). */
static char *
dup_printable (const char *text)
{
  GString *printable = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (printable, g_unichar_iscntrl (c) ? '?' : c);
    }
  return g_string_free (printable, FALSE);
}

static void
say_failure (GfProgress *progress, const GfFile *file)
{
  g_autofree char *shown = dup_printable (file->shown);
  g_autofree char *detail = dup_printable (file->detail != NULL ? file->detail : "");

  clear_bar (progress);
  fprintf (stderr, "gjenfinn-indexer: %s '%s': %s%s%s\n",
           file->status == GF_READ_PARTLY ? "read only part of" : "could not read", shown,
           file->reason, *detail != '\0' ? ": " : "", detail);
}

void
gf_progress_count_file (GfProgress *progress, const GfFile *file, uint32_t pages)
{
  progress->pages += pages;
  progress->bytes += file->size;
  if (file->status != GF_READ_WHOLE)
    say_failure (progress, file);
  if (file->status == GF_READ_WHOLE)
    count (progress, &progress->n_read);
  else if (file->status == GF_READ_PARTLY)
    count (progress, &progress->n_partly);
  else
    count (progress, &progress->n_unread);
}

void
gf_progress_warn (GfProgress *progress, const char *format, ...)
{
  va_list arguments;

  clear_bar (progress);
  fputs ("gjenfinn-indexer: ", stderr);
  va_start (arguments, format);
  vfprintf (stderr, format, arguments);
  va_end (arguments);
  fputc ('\n', stderr);
}

unsigned
gf_progress_get_failures (const GfProgress *progress)
{
  return progress->n_partly + progress->n_unread;
}

void
gf_progress_finish (GfProgress *progress, unsigned n_unread)
{
  clear_bar (progress);
  if (!progress->sums)
    return;
  fprintf (
      stderr,
      "gjenfinn-indexer: %u files: %u read, %u read in part, %u not read, %u unchanged, "
      "%u moved or copied, %u gone; %" G_GUINT64_FORMAT " pages, %.1f MB in %.1f s\n",
      progress->n_files, progress->n_read, progress->n_partly, progress->n_unread,
      progress->n_unchanged, progress->n_same, progress->n_gone, progress->pages,
      (double) progress->bytes / 1e6, seconds_since_start (progress));
  if (n_unread > 0)
    fprintf (stderr,
             "gjenfinn-indexer: %u files in the index are not read, or only in part: "
             "'gjenfinn-query --index DIR unread' lists them\n",
             n_unread);
}
