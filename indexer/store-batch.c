/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The store's large batches: new documents go into runs, which a commit merges with the
 * databases into a new generation.  Whatever else happens to files meanwhile is noted,
 * and done in the new databases before they become current.
 */
#include <string.h>

#include "common/generation.h"
#include "common/schema.h"
#include "indexer/folder.h"
#include "indexer/runs.h"
#include "indexer/store-private.h"

/* Fewer new documents than this, or than so large a part of the index, are not worth a
   merge, which reads and writes all of it. */
#define FEWEST_NEW 64u
#define SMALLEST_PART 4u
/* What is written bit by bit takes three times the room, and what is taken out leaves its
   words in the lists: where it is so many units, and so large a part, all is merged. */
#define FEWEST_LOOSE 2000u
/* A batch is merged, so that it is found, after this time, and each time after so many
   times as long: the merging takes a small part of the time, however large it grows. */
#define FIRST_MERGE_US (15 * G_USEC_PER_SEC)
#define MERGE_GROWTH 4
#define DEFAULT_UNITS_A_RUN 16000

/* Where the runs lie that the next generation will be made of: those of another have gone
   into it, or the generation that they were made for is gone.  Returns: (transfer full).
 */
static char *
runs_folder (const GfStore *store)
{
  g_autofree char *name = gf_generation_name (store->generation + 1);

  return g_build_filename (store->folder, GF_BATCH_FOLDER, name, NULL);
}

/* The commit is the state that the runs add to. */
static bool
begin_batch (GfStore *store, GError **error)
{
  g_autofree char *folder = runs_folder (store);
  unsigned units_a_run
      = store->units_a_run > 0 ? store->units_a_run : DEFAULT_UNITS_A_RUN;

  if (store->n_pending > 0
      && (!gf_store_commit_databases (store, error) || !gf_store_begin (store, error)))
    return false;
  if (store->batch_interval_us == 0)
    store->batch_interval_us = FIRST_MERGE_US;
  store->batch
      = gf_batch_new (folder, units_a_run, store->units, store->documents, error);
  return store->batch != NULL;
}

bool
gf_store_may_batch (GfStore *store, GError **error)
{
  if (store->batch != NULL)
    return true;
  store->n_new++;
  return store->n_new <= MAX (FEWEST_NEW, store->n_files / SMALLEST_PART)
         || begin_batch (store, error);
}

static bool
write_row (GfStore *store, const char *key, GBytes *row, GError **error)
{
  return xc_writer_set_metadata (store->documents, key, g_bytes_get_data (row, NULL),
                                 g_bytes_get_size (row), error);
}

bool
gf_store_put_row (GfStore *store, const char *key, GVariant *row, GError **error)
{
  g_autoptr (GBytes) bytes
      = row != NULL ? g_variant_get_data_as_bytes (row) : g_bytes_new (NULL, 0);

  if (store->batch == NULL)
    return write_row (store, key, bytes, error);
  g_hash_table_replace (store->rows, g_strdup (key), g_steal_pointer (&bytes));
  return true;
}

static bool
write_rows (GfStore *store, GError **error)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, store->rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    if (!write_row (store, key, row, error))
      return false;
  g_hash_table_remove_all (store->rows);
  return true;
}

static void
remove_generation (const GfStore *store, uint64_t generation)
{
  g_autofree char *folder = gf_generation_path (store->folder, generation);
  g_autofree char *units = g_build_filename (folder, GF_UNITS_FOLDER, NULL);
  g_autofree char *documents = g_build_filename (folder, GF_DOCUMENTS_FOLDER, NULL);

  gf_folder_remove (units);
  gf_folder_remove (documents);
  if (generation > 0)
    gf_folder_remove (folder);
}

static void
remove_batches (const GfStore *store)
{
  g_autofree char *folder = g_build_filename (store->folder, GF_BATCH_FOLDER, NULL);

  gf_folder_remove (folder);
}

/* The databases that are open, with @runs, as those of the next generation. */
static bool
merge (GfStore *store, const GPtrArray *runs, GError **error)
{
  g_autofree char *before = gf_generation_path (store->folder, store->generation);
  g_autofree char *destination
      = gf_generation_path (store->folder, store->generation + 1);

  /* Left by a kill, or a full disk. */
  gf_folder_remove (destination);
  if (gf_runs_merge (runs, before, destination, store->keeps_positions, error))
    return gf_store_open_databases (store, store->generation + 1, error)
           && gf_store_begin (store, error);
  gf_folder_remove (destination);
  return false;
}

/* The databases that are open are whole, and become current. */
static bool
make_current (GfStore *store, GError **error)
{
  g_autofree char *name = gf_generation_name (store->generation);

  if (!gf_folder_link (store->folder, GF_CURRENT_LINK, name, error))
    return false;
  remove_generation (store, store->generation - 1);
  remove_batches (store);
  return gf_store_begin (store, error);
}

bool
gf_store_end_batch (GfStore *store, GError **error)
{
  g_autofree char *folder = runs_folder (store);

  if (store->batch == NULL)
    return true;

  bool is_finished = gf_batch_finish (store->batch, error);
  g_clear_pointer (&store->batch, gf_batch_free);
  store->batch_interval_us *= MERGE_GROWTH;
  if (!is_finished)
    return false;

  g_autoptr (GPtrArray) runs = gf_runs_list (folder);
  return merge (store, runs, error) && write_rows (store, error)
         && gf_store_commit_databases (store, error) && make_current (store, error);
}

bool
gf_store_is_loose (GfStore *store, bool *is_loose_out, GError **error)
{
  XcDatabase *units = xc_writer_get_database (store->units);
  uint32_t n_added, n_gone, n_units;

  *is_loose_out = false;
  if (store->cannot_merge)
    return true;
  if (!xc_database_get_unmerged (units, &n_added, &n_gone, error)
      || !xc_database_get_doc_count (units, &n_units, error))
    return false;

  uint32_t n_loose = n_gone + (store->keeps_positions ? 0 : n_added);
  *is_loose_out = n_loose >= FEWEST_LOOSE && n_loose >= n_units / SMALLEST_PART;
  return true;
}

/* What is committed stays as it is where there is no room for another of its kind; it is
   tried again when the index is opened the next time. */
bool
gf_store_merge (GfStore *store, GError **error)
{
  g_autoptr (GPtrArray) no_runs = g_ptr_array_new ();
  g_autoptr (GError) cause = NULL;
  uint64_t generation = store->generation;

  if (merge (store, no_runs, &cause))
    return gf_store_commit_databases (store, error) && make_current (store, error);
  if (store->generation != generation)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return false;
    }
  g_printerr ("gjenfinn-indexer: the index in '%s' takes more room than it has to: it "
              "cannot be merged: %s\n",
              store->folder, cause->message);
  store->cannot_merge = true;
  return gf_store_begin (store, error);
}

/* Of this version, and to be opened at all. */
static bool
is_sound (const char *run)
{
  g_autofree char *path = g_build_filename (run, GF_DOCUMENTS_FOLDER, NULL);
  g_autoptr (XcDatabase) documents = xc_database_open (path, NULL);
  g_autoptr (GBytes) schema = NULL;

  if (documents == NULL
      || !xc_database_dup_metadata (documents, GF_META_SCHEMA, &schema, NULL)
      || schema == NULL)
    return false;

  gsize size;
  const char *version = g_bytes_get_data (schema, &size);
  return size == strlen (GF_SCHEMA_VERSION)
         && memcmp (version, GF_SCHEMA_VERSION, size) == 0;
}

/* (transfer full) (element-type filename) */
static GPtrArray *
list_sound_runs (const GfStore *store)
{
  g_autofree char *folder = runs_folder (store);
  GPtrArray *runs = gf_runs_list (folder);

  for (unsigned i = 0; i < runs->len;)
    if (is_sound (g_ptr_array_index (runs, i)))
      i++;
    else
      g_ptr_array_remove_index (runs, i);
  return runs;
}

/* What was noted of other files went with the indexer that was killed, so they are looked
   at again; a document whose row was overtaken goes. */
static bool
take_in (GfStore *store, const GPtrArray *runs, GError **error)
{
  if (store->n_pending > 0
      && (!gf_store_commit_databases (store, error) || !gf_store_begin (store, error)))
    return false;
  return merge (store, runs, error) && gf_store_load_files (store, error)
         && gf_store_mend (store, error) && gf_store_commit_databases (store, error)
         && make_current (store, error);
}

static void
remove_other_generations (const GfStore *store)
{
  g_autoptr (GDir) dir = g_dir_open (store->folder, 0, NULL);
  const char *name;
  uint64_t generation;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (gf_generation_parse (name, &generation) && generation != store->generation)
      remove_generation (store, generation);
  if (store->generation > 0)
    remove_generation (store, 0);
}

bool
gf_store_tidy (GfStore *store, GError **error)
{
  g_autoptr (GPtrArray) runs = list_sound_runs (store);

  if (runs->len > 0 && !take_in (store, runs, error))
    return false;
  remove_other_generations (store);
  remove_batches (store);
  store->n_files = gf_files_count (store->files).files;
  return true;
}
