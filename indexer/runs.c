/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/runs.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "common/schema.h"
#include "indexer/folder.h"
#include "xapian-c/xapian-c.h"

#define PART_SUFFIX ".part"
/* Runs of one size that are merged to one; each takes ten descriptors. */
#define MOST_ALIKE 128u
#define FEWEST_ALIKE 8u
#define DESCRIPTORS_A_RUN 10u
/* Sizes of runs that there may be at once, each MOST_ALIKE times the one before. */
#define SIZES 3u

typedef struct
{
  unsigned first, last;
  char *path;
} Run;

static void
free_run (gpointer run)
{
  g_free (((Run *) run)->path);
  g_free (run);
}

static bool
parse_number (const char **at, unsigned *number_out)
{
  char *end;

  if (!g_ascii_isdigit (**at))
    return false;
  guint64 number = g_ascii_strtoull (*at, &end, 10);
  *at = end;
  *number_out = (unsigned) number;
  return number < G_MAXUINT32;
}

static bool
parse_name (const char *name, Run *run)
{
  if (!parse_number (&name, &run->first))
    return false;
  run->last = run->first;
  if (*name == '-' && name++ && !parse_number (&name, &run->last))
    return false;
  return *name == '\0' && run->last >= run->first;
}

/* By the first; of two that begin alike the larger one first. */
static gint
compare_runs (gconstpointer a, gconstpointer b)
{
  const Run *one = *(const Run *const *) a;
  const Run *other = *(const Run *const *) b;

  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;
  return one->last > other->last ? -1 : one->last < other->last;
}

static GPtrArray *
read_folder (const char *folder)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (free_run);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Run found;

      if (!parse_name (name, &found))
        continue;
      found.path = g_build_filename (folder, name, NULL);
      g_ptr_array_add (runs, g_memdup2 (&found, sizeof found));
    }
  g_ptr_array_sort (runs, compare_runs);
  return runs;
}

/* Those that others were not merged into: (transfer full), of Run. */
static GPtrArray *
list (const char *folder)
{
  GPtrArray *runs = read_folder (folder);
  unsigned n_covered = 0;

  for (unsigned i = 0; i < runs->len;)
    {
      const Run *run = g_ptr_array_index (runs, i);

      if (run->last < n_covered)
        g_ptr_array_remove_index (runs, i);
      else
        {
          n_covered = run->last + 1;
          i++;
        }
    }
  return runs;
}

GPtrArray *
gf_runs_list (const char *folder)
{
  g_autoptr (GPtrArray) runs = list (folder);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (unsigned i = 0; i < runs->len; i++)
    g_ptr_array_add (paths, g_strdup (((Run *) g_ptr_array_index (runs, i))->path));
  return paths;
}

char *
gf_runs_path (const char *folder, unsigned number, bool is_part)
{
  return g_strdup_printf ("%s/%u%s", folder, number, is_part ? PART_SUFFIX : "");
}

/* One of the two databases of each. */
typedef struct
{
  GPtrArray *sources;
  char *destination;
  XcListing listing;
  GError *error;
} Merging;

static void
begin_merging (Merging *merging, const GPtrArray *runs, const char *before,
               const char *destination, const char *name)
{
  merging->sources = g_ptr_array_new_with_free_func (g_free);
  merging->destination = g_build_filename (destination, name, NULL);
  for (unsigned i = 0; i < runs->len; i++)
    g_ptr_array_add (merging->sources,
                     g_build_filename (g_ptr_array_index (runs, i), name, NULL));
  if (before != NULL)
    g_ptr_array_add (merging->sources, g_build_filename (before, name, NULL));
}

static gpointer
merge (gpointer data)
{
  Merging *merging = data;

  xc_compact ((const char *const *) merging->sources->pdata, merging->sources->len,
              merging->destination, merging->listing, &merging->error);
  return NULL;
}

static bool
end_merging (Merging *merging, GError **error)
{
  bool is_merged = merging->error == NULL;

  g_ptr_array_unref (merging->sources);
  g_free (merging->destination);
  if (!is_merged)
    g_propagate_error (error, merging->error);
  return is_merged;
}

bool
gf_runs_merge (const GPtrArray *runs, const char *before, const char *destination,
               bool keeps_positions, GError **error)
{
  Merging units = { .listing = keeps_positions ? XC_LIST_FILTERS : XC_LIST_NOTHING };
  Merging documents = { .listing = XC_LIST_FILTERS };

  if (!gf_folder_make (destination, error))
    return false;
  begin_merging (&units, runs, before, destination, GF_UNITS_FOLDER);
  begin_merging (&documents, runs, before, destination, GF_DOCUMENTS_FOLDER);
  GThread *beside = g_thread_new ("merge", merge, &documents);
  merge (&units);
  g_thread_join (beside);

  bool is_merged = end_merging (&documents, error);
  return end_merging (&units, is_merged ? error : NULL) && is_merged
         && gf_folder_sync (destination, error);
}

static unsigned
most_alike (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return FEWEST_ALIKE;
  return CLAMP ((unsigned) MIN (limit.rlim_cur, G_MAXINT) / (DESCRIPTORS_A_RUN * SIZES),
                FEWEST_ALIKE, MOST_ALIKE);
}

/* From @first on, as many as are of its size. */
static unsigned
count_alike (const GPtrArray *runs, unsigned first, unsigned most)
{
  const Run *one = g_ptr_array_index (runs, first);
  unsigned size = one->last - one->first + 1, n = 1;

  for (unsigned i = first + 1; i < runs->len; i++, n++)
    {
      const Run *next = g_ptr_array_index (runs, i);
      unsigned next_size = next->last - next->first + 1;

      if (n == most || next_size > size || next_size <= size / 2)
        break;
    }
  return n;
}

static bool
merge_some (const char *folder, GPtrArray *runs, unsigned first, unsigned n,
            GError **error)
{
  const Run *begin = g_ptr_array_index (runs, first);
  const Run *end = g_ptr_array_index (runs, first + n - 1);
  g_autofree char *whole = g_strdup_printf ("%s/%u-%u", folder, begin->first, end->last);
  g_autofree char *part = g_strconcat (whole, PART_SUFFIX, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (unsigned i = 0; i < n; i++)
    g_ptr_array_add (paths, ((Run *) g_ptr_array_index (runs, first + i))->path);
  if (!gf_runs_merge (paths, NULL, part, true, error)
      || !gf_folder_move (part, whole, error))
    return false;
  for (unsigned i = 0; i < n; i++)
    gf_folder_remove (g_ptr_array_index (paths, i));
  return true;
}

bool
gf_runs_thin_out (const char *folder, GError **error)
{
  unsigned most = most_alike ();
  g_autoptr (GPtrArray) runs = list (folder);

  for (unsigned i = 0; i < runs->len;)
    {
      unsigned n = count_alike (runs, i, most);

      if (n >= most)
        return merge_some (folder, runs, i, n, error) && gf_runs_thin_out (folder, error);
      i += n;
    }
  return true;
}
