/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/batch.h"

#include "common/schema.h"
#include "indexer/folder.h"
#include "indexer/runs.h"

/* What makes a run, as workers send it: some 700,000 postings.  Measured over 600 files:
   smaller ones take as long, and more disk (doc/performance.md). */
#define RUN_BYTES ((size_t) 16 << 20)
/* What may wait; as libxapian's objects it takes some five times this. */
#define MAX_WAITING_BYTES ((size_t) 16 << 20)

struct GfBatch
{
  char *folder;
  unsigned units_a_run;
  GThread *thread; /* NULL once it was joined */

  GMutex lock;
  GCond changed;
  GQueue waiting; /* of GfBatchEntry; guarded by lock, as are the next four */
  size_t n_waiting_bytes;
  bool is_ending;    /* nothing more will be added */
  bool is_abandoned; /* nothing that waits matters any more */
  GError *failure;

  /* The thread's own. */
  XcWriter *units;
  XcWriter *documents;
  size_t n_bytes; /* in the run under way */
  unsigned n_units;
  unsigned n_runs;
};

void
gf_batch_entry_free (GfBatchEntry *entry)
{
  if (entry == NULL)
    return;
  if (entry->units != NULL)
    g_ptr_array_unref (entry->units);
  xc_document_free (entry->document);
  g_free (entry->row_key);
  if (entry->row != NULL)
    g_variant_unref (entry->row);
  g_free (entry);
}

static XcWriter *
create (const char *run, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (run, name, NULL);

  return xc_writer_open (path, XC_WRITER_CREATE_UNSYNCED, error);
}

static bool
begin_run (GfBatch *batch, GError **error)
{
  g_autofree char *path = gf_runs_path (batch->folder, batch->n_runs, true);

  batch->n_bytes = 0;
  batch->n_units = 0;
  if (!gf_folder_make (path, error))
    return false;
  batch->units = create (path, GF_UNITS_FOLDER, error);
  batch->documents
      = batch->units != NULL ? create (path, GF_DOCUMENTS_FOLDER, error) : NULL;
  return batch->documents != NULL;
}

static bool
write_entry (GfBatch *batch, const GfBatchEntry *entry, GError **error)
{
  for (unsigned i = 0; i < entry->units->len; i++)
    if (!xc_writer_add_document (batch->units, g_ptr_array_index (entry->units, i), NULL,
                                 error))
      return false;
  batch->n_bytes += entry->n_bytes;
  batch->n_units += entry->units->len;
  return xc_writer_add_document (batch->documents, entry->document, NULL, error)
         && xc_writer_set_metadata (batch->documents, entry->row_key,
                                    g_variant_get_data (entry->row),
                                    g_variant_get_size (entry->row), error);
}

static bool
close_writer (XcWriter **writer, GError **error)
{
  bool is_closed = xc_writer_set_metadata (*writer, GF_META_SCHEMA, GF_SCHEMA_VERSION,
                                           sizeof GF_SCHEMA_VERSION - 1, error)
                   && xc_writer_close (*writer, error);

  g_clear_pointer (writer, xc_writer_free);
  return is_closed;
}

static bool
end_run (GfBatch *batch, GError **error)
{
  g_autofree char *part = gf_runs_path (batch->folder, batch->n_runs, true);
  g_autofree char *whole = gf_runs_path (batch->folder, batch->n_runs, false);

  if (batch->documents == NULL)
    return true;
  batch->n_runs++;
  return close_writer (&batch->units, error) && close_writer (&batch->documents, error)
         && gf_folder_sync (part, error) && gf_folder_move (part, whole, error)
         && gf_runs_thin_out (batch->folder, error);
}

static bool
take_in (GfBatch *batch, const GfBatchEntry *entry, GError **error)
{
  if (batch->documents == NULL && !begin_run (batch, error))
    return false;
  if (!write_entry (batch, entry, error))
    return false;
  return (batch->n_bytes < RUN_BYTES && batch->n_units < batch->units_a_run)
         || end_run (batch, error);
}

/* (transfer full) (nullable): NULL at the end. */
static GfBatchEntry *
wait_for_entry (GfBatch *batch)
{
  g_mutex_lock (&batch->lock);
  while (!batch->is_ending && !batch->is_abandoned && g_queue_is_empty (&batch->waiting))
    g_cond_wait (&batch->changed, &batch->lock);

  GfBatchEntry *entry = batch->is_abandoned ? NULL : g_queue_pop_head (&batch->waiting);
  if (entry != NULL)
    batch->n_waiting_bytes -= entry->n_bytes;
  g_cond_broadcast (&batch->changed);
  g_mutex_unlock (&batch->lock);
  return entry;
}

static bool
write_all (GfBatch *batch, GError **error)
{
  for (;;)
    {
      g_autoptr (GfBatchEntry) entry = wait_for_entry (batch);

      if (entry == NULL)
        return batch->is_abandoned || end_run (batch, error);
      if (!take_in (batch, entry, error))
        return false;
    }
}

static gpointer
run_thread (gpointer data)
{
  GfBatch *batch = data;
  GError *failure = NULL;

  write_all (batch, &failure);
  g_clear_pointer (&batch->units, xc_writer_free);
  g_clear_pointer (&batch->documents, xc_writer_free);
  g_mutex_lock (&batch->lock);
  batch->failure = failure;
  g_cond_broadcast (&batch->changed);
  g_mutex_unlock (&batch->lock);
  return NULL;
}

GfBatch *
gf_batch_new (const char *folder, unsigned units_a_run, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (!gf_folder_make (parent, error) || !gf_folder_make (folder, error))
    return NULL;

  GfBatch *batch = g_new0 (GfBatch, 1);
  batch->folder = g_strdup (folder);
  batch->units_a_run = units_a_run;
  g_mutex_init (&batch->lock);
  g_cond_init (&batch->changed);
  g_queue_init (&batch->waiting);
  batch->thread = g_thread_new ("batch", run_thread, batch);
  return batch;
}

bool
gf_batch_add (GfBatch *batch, GfBatchEntry *entry, GError **error)
{
  g_autoptr (GfBatchEntry) owned = entry;

  g_mutex_lock (&batch->lock);
  while (batch->failure == NULL && batch->n_waiting_bytes > MAX_WAITING_BYTES)
    g_cond_wait (&batch->changed, &batch->lock);
  bool is_sound = batch->failure == NULL;
  if (is_sound)
    {
      batch->n_waiting_bytes += owned->n_bytes;
      g_queue_push_tail (&batch->waiting, g_steal_pointer (&owned));
      g_cond_broadcast (&batch->changed);
    }
  else if (error != NULL)
    *error = g_error_copy (batch->failure);
  g_mutex_unlock (&batch->lock);
  return is_sound;
}

/* @how: is_ending or is_abandoned */
static void
join (GfBatch *batch, bool *how)
{
  if (batch->thread == NULL)
    return;
  g_mutex_lock (&batch->lock);
  *how = true;
  g_cond_broadcast (&batch->changed);
  g_mutex_unlock (&batch->lock);
  g_thread_join (g_steal_pointer (&batch->thread));
}

bool
gf_batch_finish (GfBatch *batch, GError **error)
{
  join (batch, &batch->is_ending);
  if (batch->failure != NULL && error != NULL)
    *error = g_error_copy (batch->failure);
  return batch->failure == NULL;
}

void
gf_batch_free (GfBatch *batch)
{
  if (batch == NULL)
    return;
  join (batch, &batch->is_abandoned);

  g_autofree char *part = gf_runs_path (batch->folder, batch->n_runs, true);
  gf_folder_remove (part);
  g_queue_clear_full (&batch->waiting, (GDestroyNotify) gf_batch_entry_free);
  g_clear_error (&batch->failure);
  g_mutex_clear (&batch->lock);
  g_cond_clear (&batch->changed);
  g_free (batch->folder);
  g_free (batch);
}
