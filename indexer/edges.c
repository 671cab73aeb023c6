/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/edges.h"

#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/message.h"
#include "common/schema.h"
#include "indexer/folder.h"

/* In how many pages a block stands that belongs to none of them. */
#define MANY 5
/* Numbers of one page; a worker that sends more is heard so far. */
#define MAX_NUMBERS (2 * GF_EDGE_MAX_BLOCKS)
/* A hundred thousand pages. */
#define MAX_BYTES ((gsize) 128 << 20)

/* content, its numbers, how much of them was known to be repeated when it was read */
#define PAGE_TYPE "(satu)"
/* format, commit of the index, pages */
#define EDGES_TYPE "(tta" PAGE_TYPE ")"
#define FORMAT 2
/* Where the commit stands, which is written alone where nothing else has changed. */
#define COMMIT_OFFSET ((off_t) sizeof (uint64_t))
/* No page was told so much. */
#define IN_DOUBT UINT_MAX

typedef struct
{
  uint64_t *numbers;
  unsigned n;
  unsigned n_told; /* of them, that it was told are repeated; or IN_DOUBT */
} Page;

struct GfEdges
{
  char *path;
  GHashTable *pages;  /* SHA-256 to Page */
  GHashTable *counts; /* number to how many pages have it */
  uint64_t commit;    /* that the file was saved for */
  bool is_changed;
};

static void
free_page (gpointer data)
{
  Page *page = data;

  g_free (page->numbers);
  g_free (page);
}

static unsigned
get_count (const GfEdges *edges, uint64_t number)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (edges->counts, &number));
}

static void
change_count (GfEdges *edges, uint64_t number, int change)
{
  unsigned count = get_count (edges, number) + (unsigned) change;

  if (count == 0)
    g_hash_table_remove (edges->counts, &number);
  else
    g_hash_table_insert (edges->counts, g_memdup2 (&number, sizeof number),
                         GUINT_TO_POINTER (count));
}

static void
forget (GfEdges *edges, const char *sha256)
{
  const Page *page = g_hash_table_lookup (edges->pages, sha256);

  for (unsigned i = 0; page != NULL && i < page->n; i++)
    change_count (edges, page->numbers[i], -1);
  g_hash_table_remove (edges->pages, sha256);
}

static int
compare (const void *a, const void *b)
{
  uint64_t left = *(const uint64_t *) a, right = *(const uint64_t *) b;

  return (left > right) - (left < right);
}

/* Each once, rising. */
static Page *
new_page (const uint64_t *numbers, size_t n)
{
  Page *page = g_new0 (Page, 1);

  page->numbers = g_new (uint64_t, MAX (n, 1));
  if (n == 0)
    return page;
  memcpy (page->numbers, numbers, n * sizeof *numbers);
  qsort (page->numbers, n, sizeof *numbers, compare);
  for (size_t i = 0; i < n; i++)
    if (i == 0 || page->numbers[i] != page->numbers[i - 1])
      page->numbers[page->n++] = page->numbers[i];
  return page;
}

/* @page (transfer full) */
static void
add_page (GfEdges *edges, const char *sha256, Page *page)
{
  forget (edges, sha256);
  g_hash_table_insert (edges->pages, g_strdup (sha256), page);
  for (unsigned i = 0; i < page->n; i++)
    change_count (edges, page->numbers[i], +1);
}

static void
take_saved (GfEdges *edges, GVariant *saved)
{
  GVariantIter iter;
  const char *sha256;
  GVariant *numbers;
  guint32 n_told;

  g_variant_iter_init (&iter, saved);
  while (g_variant_iter_next (&iter, "(&s@atu)", &sha256, &numbers, &n_told))
    {
      gsize n;
      const uint64_t *values = g_variant_get_fixed_array (numbers, &n, sizeof *values);

      if (gf_file_is_digest (sha256) && n <= MAX_NUMBERS)
        {
          Page *page = new_page (values, n);

          page->n_told = n_told;
          add_page (edges, sha256, page);
        }
      g_variant_unref (numbers);
    }
}

/* Left by a kill. */
static void
remove_unfinished (const char *path)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);

  (void) unlink (fresh);
}

GfEdges *
gf_edges_load (const char *level_folder)
{
  GfEdges *edges = g_new0 (GfEdges, 1);
  g_autoptr (GMappedFile) file = NULL;

  edges->path = g_build_filename (level_folder, GF_EDGES_FILE, NULL);
  remove_unfinished (edges->path);
  edges->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_page);
  edges->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  file = g_mapped_file_new (edges->path, FALSE, NULL);
  if (file == NULL || g_mapped_file_get_length (file) > MAX_BYTES)
    return edges;

  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_autoptr (GVariant) saved = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (EDGES_TYPE), bytes, FALSE));
  g_autoptr (GVariant) pages = NULL;
  uint64_t format, commit;
  if (!g_variant_is_normal_form (saved))
    return edges;
  g_variant_get (saved, "(tt@a" PAGE_TYPE ")", &format, &commit, &pages);
  if (format != FORMAT)
    return edges;
  take_saved (edges, pages);
  edges->commit = commit;
  return edges;
}

void
gf_edges_free (GfEdges *edges)
{
  if (edges == NULL)
    return;
  g_free (edges->path);
  g_hash_table_unref (edges->pages);
  g_hash_table_unref (edges->counts);
  g_free (edges);
}

GVariant *
gf_edges_dup_repeated (const GfEdges *edges)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (uint64_t));
  GHashTableIter iter;
  gpointer number, count;

  g_hash_table_iter_init (&iter, edges->counts);
  while (g_hash_table_iter_next (&iter, &number, &count))
    if (GPOINTER_TO_UINT (count) >= MANY)
      g_array_append_vals (numbers, number, 1);
  if (numbers->len > 0)
    qsort (numbers->data, numbers->len, sizeof (uint64_t), compare);
  return g_variant_ref_sink (g_variant_new_fixed_array (
      G_VARIANT_TYPE_UINT64, numbers->data, numbers->len, sizeof (uint64_t)));
}

void
gf_edges_put (GfEdges *edges, const char *sha256, GVariant *numbers, GVariant *told)
{
  gsize n, n_known;
  const uint64_t *values = g_variant_get_fixed_array (numbers, &n, sizeof *values);
  const uint64_t *known = g_variant_get_fixed_array (told, &n_known, sizeof *known);
  Page *page = new_page (values, MIN (n, MAX_NUMBERS));

  for (unsigned i = 0; i < page->n && n_known > 0; i++)
    page->n_told
        += bsearch (&page->numbers[i], known, n_known, sizeof *known, compare) != NULL;
  add_page (edges, sha256, page);
  edges->is_changed = true;
}

bool
gf_edges_has (const GfEdges *edges, const char *sha256)
{
  return g_hash_table_contains (edges->pages, sha256);
}

void
gf_edges_doubt (GfEdges *edges, const char *sha256)
{
  Page *page = g_hash_table_lookup (edges->pages, sha256);

  if (page == NULL)
    {
      page = new_page (NULL, 0);
      add_page (edges, sha256, page);
    }
  page->n_told = IN_DOUBT;
  edges->is_changed = true;
}

static bool
is_outdated (const GfEdges *edges, const Page *page)
{
  unsigned n_repeated = 0;

  for (unsigned i = 0; i < page->n; i++)
    n_repeated += get_count (edges, page->numbers[i]) >= MANY;
  return n_repeated != page->n_told;
}

GPtrArray *
gf_edges_list_outdated (const GfEdges *edges)
{
  GPtrArray *outdated = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer sha256, page;

  g_hash_table_iter_init (&iter, edges->pages);
  while (g_hash_table_iter_next (&iter, &sha256, &page))
    if (is_outdated (edges, page))
      g_ptr_array_add (outdated, sha256);
  return outdated;
}

void
gf_edges_sweep (GfEdges *edges, GfFileIsUsed is_used, gpointer user_data)
{
  g_autoptr (GPtrArray) unused = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer sha256;

  g_hash_table_iter_init (&iter, edges->pages);
  while (g_hash_table_iter_next (&iter, &sha256, NULL))
    if (!is_used (user_data, sha256))
      g_ptr_array_add (unused, g_strdup (sha256));
  for (unsigned i = 0; i < unused->len; i++)
    forget (edges, g_ptr_array_index (unused, i));
  edges->is_changed = edges->is_changed || unused->len > 0;
}

static GVariant *
pack (const GfEdges *edges, uint64_t commit)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer sha256, data;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" PAGE_TYPE));
  g_hash_table_iter_init (&iter, edges->pages);
  while (g_hash_table_iter_next (&iter, &sha256, &data))
    {
      const Page *page = data;

      g_variant_builder_add (&builder, "(s@atu)", sha256,
                             g_variant_new_fixed_array (G_VARIANT_TYPE_UINT64,
                                                        page->numbers, page->n,
                                                        sizeof (uint64_t)),
                             page->n_told);
    }
  return g_variant_ref_sink (g_variant_new ("(tt@a" PAGE_TYPE ")", (guint64) FORMAT,
                                            (guint64) commit,
                                            g_variant_builder_end (&builder)));
}

uint64_t
gf_edges_get_commit (const GfEdges *edges)
{
  return edges->commit;
}

/* Where that fails the file is behind the index, which costs a look the next time. */
static void
save_commit (GfEdges *edges, uint64_t commit)
{
  gf_autofd fd = open (edges->path, O_WRONLY | O_CLOEXEC);

  if (edges->commit == 0 || fd < 0)
    return;
  if (pwrite (fd, &commit, sizeof commit, COMMIT_OFFSET) == sizeof commit)
    edges->commit = commit;
}

bool
gf_edges_save (GfEdges *edges, uint64_t commit, GError **error)
{
  if (!edges->is_changed)
    {
      if (edges->commit != commit)
        save_commit (edges, commit);
      return true;
    }

  g_autoptr (GVariant) packed = pack (edges, commit);
  edges->is_changed = false;
  edges->commit = commit;
  return gf_folder_write (edges->path, g_variant_get_data (packed),
                          g_variant_get_size (packed), error);
}
