/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/progress.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define BAR_CELLS 20
#define REDRAW_US (G_USEC_PER_SEC / 10)
/* Before this the time left is guesswork. */
#define MIN_GUESS_SECONDS 3
/* More workers than this are not shown one by one. */
#define MAX_SHOWN_WORKERS 16
#define STANDARD_COLUMNS 80
#define STANDARD_ROWS 24

typedef struct
{
  char *shown; /* printable; NULL while it has nothing */
  uint32_t page;
} Held;

typedef struct
{
  unsigned n_read, n_partly, n_unread, n_same, n_gone;
} Counts;

struct GfProgress
{
  bool draws; /* a bar */
  bool sums;  /* a summary, and on the way */
  unsigned n_files, n_done, n_unchanged;
  Counts files, members;
  uint64_t pages, bytes; /* of files of the disk */
  uint64_t due_bytes;
  Held *held;
  unsigned n_held, n_drawn_lines;
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

static void
free_held (GfProgress *progress)
{
  for (unsigned i = 0; i < progress->n_held; i++)
    g_free (progress->held[i].shown);
  g_clear_pointer (&progress->held, g_free);
}

void
gf_progress_free (GfProgress *progress)
{
  if (progress == NULL)
    return;
  free_held (progress);
  g_free (progress);
}

static double
seconds_since_start (const GfProgress *progress)
{
  return (double) (g_get_monotonic_time () - progress->started_us) / G_USEC_PER_SEC;
}

/* Also what turns the direction of writing, or hides. */
static bool
is_printable (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type != G_UNICODE_CONTROL && type != G_UNICODE_FORMAT
         && type != G_UNICODE_LINE_SEPARATOR && type != G_UNICODE_PARAGRAPH_SEPARATOR
         && type != G_UNICODE_SURROGATE;
}

/* @text, UTF-8, with control characters as '?'.  Returns: (transfer full). */
static char *
dup_printable (const char *text)
{
  GString *printable = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (printable, is_printable (c) ? c : '?');
    }
  return g_string_free (printable, FALSE);
}

static unsigned
width_of (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* The end of @text that has room in @n_columns. */
static const char *
end_that_fits (const char *text, unsigned n_columns)
{
  const char *p = text + strlen (text);
  unsigned used = 0;

  while (p > text)
    {
      const char *before = g_utf8_prev_char (p);

      used += width_of (g_utf8_get_char (before));
      if (used > n_columns)
        break;
      p = before;
    }
  return p;
}

/* "3 min", for what is left of the time; NULL where nothing can be said.  Bytes tell more
   than files, which differ a thousandfold. */
static char *
dup_time_left (const GfProgress *progress)
{
  double seconds = seconds_since_start (progress);

  if (seconds < MIN_GUESS_SECONDS || progress->bytes == 0
      || progress->bytes >= progress->due_bytes)
    return NULL;

  double left = seconds * (double) (progress->due_bytes - progress->bytes)
                / (double) progress->bytes;
  if (left < 1)
    return NULL;
  if (left < 60)
    return g_strdup_printf ("%.0f s", left);
  if (left < 3600)
    return g_strdup_printf ("%.0f min", left / 60);
  return g_strdup_printf ("%.1f h", left / 3600);
}

/* "12 of 300 files, 834 pages, 1.2 MB/s, about 3 min left" */
static char *
dup_state (const GfProgress *progress)
{
  double seconds = seconds_since_start (progress);
  g_autofree char *left = dup_time_left (progress);

  return g_strdup_printf ("%u of %u files, %" G_GUINT64_FORMAT " pages, %.1f MB/s%s%s%s",
                          progress->n_done, progress->n_files, progress->pages,
                          seconds > 0 ? (double) progress->bytes / 1e6 / seconds : 0.0,
                          left != NULL ? ", about " : "", left != NULL ? left : "",
                          left != NULL ? " left" : "");
}

static void
clear_drawing (GfProgress *progress)
{
  if (progress->n_drawn_lines > 0)
    fprintf (stderr, "\r\033[%uA\033[J", progress->n_drawn_lines);
  progress->n_drawn_lines = 0;
}

static void
get_terminal (unsigned *columns_out, unsigned *rows_out)
{
  struct winsize size;
  bool is_known = ioctl (STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0
                  && size.ws_row > 0;

  *columns_out = is_known ? size.ws_col : STANDARD_COLUMNS;
  *rows_out = is_known ? size.ws_row : STANDARD_ROWS;
}

static void
draw_worker (GfProgress *progress, unsigned which, unsigned n_columns)
{
  const Held *held = &progress->held[which];
  g_autofree char *page
      = held->page > 0 ? g_strdup_printf (", page %u", held->page) : g_strdup ("");
  unsigned room = n_columns - MIN (n_columns, 6 + (unsigned) strlen (page));
  const char *end = held->shown != NULL ? end_that_fits (held->shown, room) : "";
  bool is_cut = held->shown != NULL && end > held->shown;

  fprintf (stderr, "%3u %s%s%s\n", which + 1, is_cut ? "\xe2\x80\xa6" : "", end,
           held->shown != NULL ? page : "-");
  progress->n_drawn_lines++;
}

static void
draw_all (GfProgress *progress)
{
  unsigned n_cells
      = progress->n_files > 0
            ? (unsigned) ((uint64_t) BAR_CELLS * progress->n_done / progress->n_files)
            : BAR_CELLS;
  g_autofree char *state = dup_state (progress);
  g_autofree char *line
      = g_strdup_printf ("[%.*s%*s] %s", (int) n_cells, "####################",
                         (int) (BAR_CELLS - n_cells), "", state);
  unsigned n_columns, n_rows;

  get_terminal (&n_columns, &n_rows);
  clear_drawing (progress);
  fprintf (stderr, "%.*s\n", (int) n_columns - 1, line);
  progress->n_drawn_lines = 1;
  for (unsigned i = 0; i < MIN (progress->n_held, MAX_SHOWN_WORKERS); i++)
    if (progress->n_drawn_lines + 1 < n_rows)
      draw_worker (progress, i, n_columns - 1);
  fflush (stderr);
}

static void
say_state (GfProgress *progress)
{
  g_autofree char *state = dup_state (progress);

  fprintf (stderr, "gjenfinn-indexer: %s\n", state);
}

/* Draws anew, or says a line, where it is time to. */
static void
show (GfProgress *progress)
{
  int64_t now = g_get_monotonic_time ();
  int64_t interval_us
      = progress->draws ? REDRAW_US : GF_PROGRESS_LINE_SECONDS * G_USEC_PER_SEC;

  if (!progress->sums || progress->n_done == progress->n_files
      || now - progress->drawn_us < interval_us)
    return;
  progress->drawn_us = now;
  if (progress->draws)
    draw_all (progress);
  else
    say_state (progress);
}

void
gf_progress_start (GfProgress *progress, unsigned n_files, uint64_t n_bytes,
                   unsigned n_workers)
{
  free_held (progress);
  progress->n_files = n_files;
  progress->due_bytes = n_bytes;
  progress->n_held = n_workers;
  progress->held = g_new0 (Held, n_workers);
  progress->started_us = g_get_monotonic_time ();
  /* A log hears nothing of a run that is over before it is time for a line. */
  progress->drawn_us = progress->draws ? 0 : progress->started_us;
  show (progress);
}

void
gf_progress_hold (GfProgress *progress, unsigned worker, const GfFile *file,
                  uint32_t page)
{
  if (worker >= progress->n_held)
    return;

  Held *held = &progress->held[worker];
  g_clear_pointer (&held->shown, g_free);
  held->shown = file != NULL ? dup_printable (file->shown) : NULL;
  held->page = page;
  show (progress);
}

void
gf_progress_count_unchanged (GfProgress *progress)
{
  progress->n_unchanged++;
  progress->n_done++;
  show (progress);
}

static Counts *
counts_of (GfProgress *progress, const GfFile *file)
{
  return file->container != NULL ? &progress->members : &progress->files;
}

/* @counter: of those of @file. */
static void
count (GfProgress *progress, const GfFile *file, unsigned *counter)
{
  (*counter)++;
  if (file->container == NULL)
    {
      progress->n_done++;
      progress->bytes += file->size;
    }
  show (progress);
}

void
gf_progress_count_same (GfProgress *progress, const GfFile *file)
{
  count (progress, file, &counts_of (progress, file)->n_same);
}

void
gf_progress_count_gone (GfProgress *progress, const GfFile *file)
{
  counts_of (progress, file)->n_gone++;
}

static void
say_failure (GfProgress *progress, const GfFile *file)
{
  g_autofree char *shown = dup_printable (file->shown);
  g_autofree char *detail = dup_printable (file->detail != NULL ? file->detail : "");

  clear_drawing (progress);
  fprintf (stderr, "gjenfinn-indexer: %s '%s': %s%s%s\n",
           file->status == GF_READ_PARTLY ? "read only part of" : "could not read", shown,
           file->reason, *detail != '\0' ? ": " : "", detail);
}

void
gf_progress_count_file (GfProgress *progress, const GfFile *file, uint32_t pages)
{
  Counts *counts = counts_of (progress, file);

  progress->pages += pages;
  if (file->status != GF_READ_WHOLE)
    say_failure (progress, file);
  if (file->status == GF_READ_WHOLE)
    count (progress, file, &counts->n_read);
  else if (file->status == GF_READ_PARTLY)
    count (progress, file, &counts->n_partly);
  else
    count (progress, file, &counts->n_unread);
}

void
gf_progress_warn (GfProgress *progress, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  /* It may have a name of a file in it. */
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *printable = dup_printable (valid);

  clear_drawing (progress);
  fprintf (stderr, "gjenfinn-indexer: %s\n", printable);
}

unsigned
gf_progress_get_failures (const GfProgress *progress)
{
  return progress->files.n_partly + progress->files.n_unread + progress->members.n_partly
         + progress->members.n_unread;
}

static void
say_members (const Counts *members)
{
  unsigned n_met
      = members->n_read + members->n_partly + members->n_unread + members->n_same;

  if (n_met + members->n_gone > 0)
    fprintf (stderr,
             "gjenfinn-indexer: %u files within those: %u read, %u read in part, %u not "
             "read, %u moved or copied, %u gone\n",
             n_met, members->n_read, members->n_partly, members->n_unread,
             members->n_same, members->n_gone);
}

void
gf_progress_finish (GfProgress *progress, unsigned n_unread)
{
  const Counts *files = &progress->files;

  clear_drawing (progress);
  if (!progress->sums)
    return;
  fprintf (
      stderr,
      "gjenfinn-indexer: %u files: %u read, %u read in part, %u not read, %u unchanged, "
      "%u moved or copied, %u gone; %" G_GUINT64_FORMAT " pages, %.1f MB in %.1f s\n",
      progress->n_files, files->n_read, files->n_partly, files->n_unread,
      progress->n_unchanged, files->n_same, files->n_gone, progress->pages,
      (double) progress->bytes / 1e6, seconds_since_start (progress));
  say_members (&progress->members);
  if (n_unread > 0)
    fprintf (stderr,
             "gjenfinn-indexer: %u files in the index are not read, or only in part: "
             "'gjenfinn-query --index DIR unread' lists them\n",
             n_unread);
}
