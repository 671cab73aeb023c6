/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/batch.h"

#include "common/schema.h"
#include "indexer/folder.h"
#include "indexer/runs.h"

/* What makes a run, as workers send it: some 700,000 postings.  Measured over 600 files:
   smaller ones take as long. */
#define RUN_BYTES ((size_t) 16 << 20)
/* What may wait, or be half written; as libxapian's objects it takes some five times
   this. */
#define MAX_WAITING_BYTES ((size_t) 16 << 20)

/* An entry on its way, or nothing but the end of a run. */
typedef struct
{
  GfBatchEntry *entry; /* NULL for none */
  bool ends_run;
  unsigned n_left; /* lanes that have not done with it; guarded by the batch's lock */
} Job;

/* One of the two databases of each run, and the thread that writes it. */
typedef struct
{
  GfBatch *batch;
  const char *name;
  XcWriterMode mode;
  bool (*write) (XcWriter *writer, GfBatchEntry *entry, GError **error);
  GThread *thread;    /* NULL once it was joined */
  GQueue waiting;     /* of Job; guarded by the batch's lock, as is the next */
  unsigned n_closed;  /* runs; changed by the thread alone */
  XcWriter *writer;   /* the thread's own, as is the next; NULL between two runs */
  GBytes *dictionary; /* of the data in all runs; NULL until there is one */
} Lane;

enum
{
  UNITS,
  DOCUMENTS,
  N_LANES
};

struct GfBatch
{
  char *folder;
  unsigned units_a_run;
  Lane lanes[N_LANES];

  /* Whoever adds decides where runs end, so that the lanes agree. */
  size_t n_bytes; /* in the run under way */
  unsigned n_units;
  bool is_run_open;

  GMutex lock;
  GCond changed;
  size_t n_waiting_bytes; /* guarded by lock, as are the next three */
  bool is_ending;         /* nothing more will be added */
  bool is_abandoned;      /* nothing that waits matters any more */
  GError *failure;        /* the first */
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
create (const char *run, const Lane *lane, GError **error)
{
  g_autofree char *path = g_build_filename (run, lane->name, NULL);

  return xc_writer_open (path, lane->mode, error);
}

static bool
begin_run (Lane *lane, GError **error)
{
  g_autofree char *path = gf_runs_path (lane->batch->folder, lane->n_closed, true);

  if (!gf_folder_make (path, error))
    return false;
  lane->writer = create (path, lane, error);
  return lane->writer != NULL
         && (lane->dictionary == NULL
             || xc_writer_set_dictionary (lane->writer, lane->dictionary, error));
}

/* What was written is freed at once. */
static bool
write_units (XcWriter *writer, GfBatchEntry *entry, GError **error)
{
  for (unsigned i = 0; i < entry->units->len; i++)
    if (!xc_writer_add_document (writer, g_ptr_array_index (entry->units, i), NULL,
                                 error))
      return false;
  g_ptr_array_set_size (entry->units, 0);
  return true;
}

static bool
write_document (XcWriter *writer, GfBatchEntry *entry, GError **error)
{
  return xc_writer_add_document (writer, entry->document, NULL, error)
         && xc_writer_set_metadata (writer, entry->row_key,
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

/* Both of its databases are closed. */
static bool
complete_run (GfBatch *batch, unsigned number, GError **error)
{
  g_autofree char *part = gf_runs_path (batch->folder, number, true);
  g_autofree char *whole = gf_runs_path (batch->folder, number, false);

  return gf_folder_sync (part, error) && gf_folder_move (part, whole, error)
         && gf_runs_thin_out (batch->folder, error);
}

/*
 * The lane that closes a run last completes it, and closes none meanwhile: so runs are
 * completed one at a time, in their order.
 */
static bool
end_run (Lane *lane, GError **error)
{
  GfBatch *batch = lane->batch;
  bool is_whole = true;

  if (lane->writer == NULL)
    return true;
  if ((lane->dictionary == NULL
       && !xc_writer_dup_dictionary (lane->writer, &lane->dictionary, error))
      || !close_writer (&lane->writer, error))
    return false;
  g_mutex_lock (&batch->lock);
  lane->n_closed++;
  for (unsigned i = 0; i < N_LANES; i++)
    is_whole = is_whole && batch->lanes[i].n_closed >= lane->n_closed;
  g_mutex_unlock (&batch->lock);
  return !is_whole || complete_run (batch, lane->n_closed - 1, error);
}

static bool
take_in (Lane *lane, const Job *job, GError **error)
{
  if (job->entry != NULL
      && ((lane->writer == NULL && !begin_run (lane, error))
          || !lane->write (lane->writer, job->entry, error)))
    return false;
  return !job->ends_run || end_run (lane, error);
}

static void
let_go (GfBatch *batch, Job *job)
{
  g_mutex_lock (&batch->lock);
  bool is_done = --job->n_left == 0;
  if (is_done && job->entry != NULL)
    batch->n_waiting_bytes -= job->entry->n_bytes;
  g_cond_broadcast (&batch->changed);
  g_mutex_unlock (&batch->lock);
  if (!is_done)
    return;
  gf_batch_entry_free (job->entry);
  g_free (job);
}

/* (nullable): NULL at the end. */
static Job *
wait_for_job (Lane *lane)
{
  GfBatch *batch = lane->batch;

  g_mutex_lock (&batch->lock);
  while (!batch->is_ending && !batch->is_abandoned && g_queue_is_empty (&lane->waiting))
    g_cond_wait (&batch->changed, &batch->lock);

  Job *job = batch->is_abandoned ? NULL : g_queue_pop_head (&lane->waiting);
  g_mutex_unlock (&batch->lock);
  return job;
}

/* @failure (transfer full): the other lane ends too. */
static void
give_up (GfBatch *batch, GError *failure)
{
  g_mutex_lock (&batch->lock);
  if (batch->failure == NULL)
    batch->failure = failure;
  else
    g_error_free (failure);
  batch->is_abandoned = true;
  g_cond_broadcast (&batch->changed);
  g_mutex_unlock (&batch->lock);
}

static gpointer
run_lane (gpointer data)
{
  Lane *lane = data;
  GError *failure = NULL;
  Job *job;

  while (failure == NULL && (job = wait_for_job (lane)) != NULL)
    {
      take_in (lane, job, &failure);
      let_go (lane->batch, job);
    }
  g_clear_pointer (&lane->writer, xc_writer_free);
  if (failure != NULL)
    give_up (lane->batch, failure);
  return NULL;
}

GfBatch *
gf_batch_new (const char *folder, unsigned units_a_run, XcWriter *units,
              XcWriter *documents, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autoptr (GBytes) of_units = NULL;
  g_autoptr (GBytes) of_documents = NULL;

  if (!gf_folder_make (parent, error) || !gf_folder_make (folder, error)
      || !xc_writer_dup_dictionary (units, &of_units, error)
      || !xc_writer_dup_dictionary (documents, &of_documents, error))
    return NULL;

  GfBatch *batch = g_new0 (GfBatch, 1);
  batch->folder = g_strdup (folder);
  batch->units_a_run = units_a_run;
  g_mutex_init (&batch->lock);
  g_cond_init (&batch->changed);
  batch->lanes[UNITS] = (Lane){ .name = GF_UNITS_FOLDER,
                                .mode = XC_WRITER_CREATE_BULK_UNLISTED,
                                .write = write_units,
                                .dictionary = g_steal_pointer (&of_units) };
  batch->lanes[DOCUMENTS] = (Lane){ .name = GF_DOCUMENTS_FOLDER,
                                    .mode = XC_WRITER_CREATE_BULK,
                                    .write = write_document,
                                    .dictionary = g_steal_pointer (&of_documents) };
  for (unsigned i = 0; i < N_LANES; i++)
    {
      Lane *lane = &batch->lanes[i];

      lane->batch = batch;
      g_queue_init (&lane->waiting);
      lane->thread = g_thread_new (lane->name, run_lane, lane);
    }
  return batch;
}

/* Locked.  @entry (transfer full) (nullable) */
static void
push (GfBatch *batch, GfBatchEntry *entry, bool ends_run)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ .entry = entry, .ends_run = ends_run, .n_left = N_LANES };
  for (unsigned i = 0; i < N_LANES; i++)
    g_queue_push_tail (&batch->lanes[i].waiting, job);
  batch->is_run_open = !ends_run;
  g_cond_broadcast (&batch->changed);
}

/* Locked.  @entry (transfer full) */
static void
push_entry (GfBatch *batch, GfBatchEntry *entry)
{
  batch->n_waiting_bytes += entry->n_bytes;
  batch->n_bytes += entry->n_bytes;
  batch->n_units += entry->units->len;

  bool ends_run = batch->n_bytes >= RUN_BYTES || batch->n_units >= batch->units_a_run;
  push (batch, entry, ends_run);
  if (!ends_run)
    return;
  batch->n_bytes = 0;
  batch->n_units = 0;
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
    push_entry (batch, g_steal_pointer (&owned));
  else if (error != NULL)
    *error = g_error_copy (batch->failure);
  g_mutex_unlock (&batch->lock);
  return is_sound;
}

/* @how: is_ending or is_abandoned */
static void
join (GfBatch *batch, bool *how)
{
  g_mutex_lock (&batch->lock);
  *how = true;
  g_cond_broadcast (&batch->changed);
  g_mutex_unlock (&batch->lock);
  for (unsigned i = 0; i < N_LANES; i++)
    if (batch->lanes[i].thread != NULL)
      g_thread_join (g_steal_pointer (&batch->lanes[i].thread));
}

bool
gf_batch_finish (GfBatch *batch, GError **error)
{
  g_mutex_lock (&batch->lock);
  if (batch->is_run_open)
    push (batch, NULL, true);
  g_mutex_unlock (&batch->lock);
  join (batch, &batch->is_ending);
  if (batch->failure != NULL && error != NULL)
    *error = g_error_copy (batch->failure);
  return batch->failure == NULL;
}

/* One lane may be some runs ahead of the other. */
static void
remove_parts (const GfBatch *batch)
{
  unsigned first = batch->lanes[UNITS].n_closed;
  unsigned last = batch->lanes[DOCUMENTS].n_closed;

  for (unsigned i = MIN (first, last); i <= MAX (first, last); i++)
    {
      g_autofree char *part = gf_runs_path (batch->folder, i, true);

      gf_folder_remove (part);
    }
}

void
gf_batch_free (GfBatch *batch)
{
  Job *job;

  if (batch == NULL)
    return;
  join (batch, &batch->is_abandoned);
  remove_parts (batch);
  for (unsigned i = 0; i < N_LANES; i++)
    {
      while ((job = g_queue_pop_head (&batch->lanes[i].waiting)) != NULL)
        let_go (batch, job);
      g_bytes_unref (batch->lanes[i].dictionary);
    }
  g_clear_error (&batch->failure);
  g_mutex_clear (&batch->lock);
  g_cond_clear (&batch->changed);
  g_free (batch->folder);
  g_free (batch);
}
