/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/run.h"

#include <string.h>

#include "common/autofd.h"
#include "common/paths.h"
#include "indexer/analyst.h"
#include "indexer/crawl.h"
#include "indexer/pool.h"
#include "indexer/progress.h"
#include "indexer/store.h"
#include "indexer/vocabulary.h"

/* What is read is found within this time, also where files are slow. */
#define COMMIT_INTERVAL_US (10 * G_USEC_PER_SEC)
/* What a run keeps of the words it learns; beyond, they are asked about again in the end.
   The vocabulary of the largest collections is some hundred thousand words. */
#define MAX_LEARNT_WORDS ((size_t) 2 * 1000 * 1000)
#define MAX_LEARNT_BYTES ((size_t) 128 << 20)
/* A question takes a tenth of one at most; see GF_WORDS_CPU_MS for a word. */
#define SECONDS_A_QUESTION 60

typedef struct
{
  const GfOptions *options;
  GfStore *store;
  GfLexicon *lexicon; /* the words of the index before this run; NULL for none */
  GfWordTable *table; /* what this run learns of words */
  GfAnalyst *analyst; /* made for the pool, or for the lexicon */
  GfPool *pool;       /* started for the first file that must be read */
  GfProgress *progress;
  int64_t committed_us;
} Run;

static void
clear_run (Run *run)
{
  gf_pool_free (run->pool);
  gf_analyst_free (run->analyst);
  gf_word_table_free (run->table);
  if (run->lexicon != NULL)
    gf_lexicon_unref (run->lexicon);
  gf_store_free (run->store);
  gf_progress_free (run->progress);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

static bool
commit (Run *run, GError **error)
{
  run->committed_us = g_get_monotonic_time ();
  return gf_store_commit (run->store, error);
}

static bool
commit_if_due (Run *run, GError **error)
{
  unsigned n_pending = gf_store_count_pending (run->store);

  if (n_pending == 0)
    return true;
  if (n_pending < run->options->units_a_commit
      && g_get_monotonic_time () - run->committed_us < COMMIT_INTERVAL_US)
    return true;
  return commit (run, error);
}

/* @file (transfer full): its outcome is set. */
static bool
put_unread (Run *run, GfFile *file, GError **error)
{
  gf_progress_count_file (run->progress, file, 0);
  return gf_store_put_unread (run->store, file, error) && commit_if_due (run, error);
}

/* A worker that sends nonsense in good form is as good as crashed; the run goes on. */
static bool
put_document (Run *run, GfFile *file, const GfReadResult *result, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (gf_store_put_document (run->store, file, result->units, result->document, &cause))
    {
      /* The table of files has it now, and keeps it. */
      gf_progress_count_file (run->progress, file, result->pages);
      return commit_if_due (run, error);
    }
  if (!g_error_matches (cause, GF_STORE_ERROR, GF_STORE_ERROR_ENTRY))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return false;
    }
  gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_CRASHED, cause->message);
  return put_unread (run, file, error);
}

static bool
take_result (gpointer user_data, GfFile *file, const GfReadResult *result, GError **error)
{
  Run *run = user_data;

  gf_file_set_outcome (file, result->status, result->reason, result->detail);
  if (result->document == NULL)
    return put_unread (run, file, error);
  return put_document (run, file, result, error);
}

static bool
ensure_analyst (Run *run, GError **error)
{
  if (run->analyst != NULL)
    return true;

  g_autofree char *program = gf_paths_find_program ("gjenfinn-words", error);
  g_autofree char *registers
      = program != NULL ? gf_paths_find_data ("registers", error) : NULL;
  if (registers == NULL)
    return false;

  run->table = gf_word_table_new (MAX_LEARNT_WORDS, MAX_LEARNT_BYTES);
  const GfAnalystOptions options = { .program = program,
                                     .registers = registers,
                                     .table = run->table,
                                     .seconds_a_try = SECONDS_A_QUESTION };
  run->analyst = gf_analyst_new (&options);
  return true;
}

static bool
ensure_pool (Run *run, GError **error)
{
  if (run->pool != NULL)
    return true;

  g_autofree char *program = gf_paths_find_program ("gjenfinn-extract", error);
  g_autofree char *registers
      = program != NULL ? gf_paths_find_data ("registers", error) : NULL;
  g_autofree char *words = gf_store_dup_path (run->store, GF_WORDS_FILE);
  if (registers == NULL || !ensure_analyst (run, error))
    return false;

  GfPoolOptions options = { .n_workers = run->options->n_jobs,
                            .seconds_a_file = run->options->seconds_a_file,
                            .program = program,
                            .registers = registers,
                            .words = run->lexicon != NULL ? words : NULL,
                            .analyst = run->analyst };
  run->pool = gf_pool_new (&options, take_result, run, error);
  return run->pool != NULL;
}

/* The same content was gone through before, here or elsewhere: nothing is read again.
   What could not be read there cannot be read here, and is said of this file too. */
static bool
put_same (Run *run, GfFile *file, GError **error)
{
  if (!gf_store_put_same (run->store, file, error))
    return false;
  /* The table of files has it now, and keeps it. */
  if (file->status == GF_READ_WHOLE)
    gf_progress_count_same (run->progress);
  else
    gf_progress_count_file (run->progress, file, 0);
  return commit_if_due (run, error);
}

/* @file (transfer full): new or changed. */
static bool
take_file (Run *run, GfFile *file, GError **error)
{
  gf_autofd fd = gf_file_open (file);
  g_autofree char *sha256 = fd >= 0 ? gf_file_digest (file, fd) : NULL;

  if (sha256 == NULL)
    return put_unread (run, file, error);
  gf_file_set_content (file, sha256);
  if (gf_files_find_content (gf_store_get_files (run->store), sha256) != NULL)
    return put_same (run, file, error);
  if (file->size == 0)
    {
      gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_EMPTY, "the file has no bytes");
      return put_unread (run, file, error);
    }
  if (ensure_pool (run, error))
    return gf_pool_submit (run->pool, file, gf_steal_fd (&fd), error);
  gf_file_free (file);
  return false;
}

static bool
take_or_pass (Run *run, GPtrArray *files, unsigned which, GError **error)
{
  GfFile *file = g_ptr_array_index (files, which);
  const GfFile *known = gf_files_find_path (gf_store_get_files (run->store), file->path);

  if (known != NULL && known->sha256 != NULL && gf_file_looks_unchanged (file, known))
    {
      gf_progress_count_unchanged (run->progress);
      return true;
    }
  g_ptr_array_index (files, which) = NULL;
  return take_file (run, file, error);
}

static bool
take_all (Run *run, GfCrawl *crawl, GError **error)
{
  gf_progress_start (run->progress, crawl->files->len + crawl->closed->len);
  for (unsigned i = 0; i < crawl->files->len; i++)
    if (!take_or_pass (run, crawl->files, i, error))
      return false;
  for (unsigned i = 0; i < crawl->closed->len; i++)
    {
      GfFile *folder = g_ptr_array_index (crawl->closed, i);

      g_ptr_array_index (crawl->closed, i) = NULL;
      if (!put_unread (run, folder, error))
        return false;
    }
  return run->pool == NULL || gf_pool_finish (run->pool, error);
}

/* What was met now, by path. */
static GHashTable *
index_paths (const GfCrawl *crawl)
{
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (unsigned i = 0; i < crawl->files->len; i++)
    g_hash_table_add (paths,
                      g_strdup (((GfFile *) g_ptr_array_index (crawl->files, i))->path));
  for (unsigned i = 0; i < crawl->closed->len; i++)
    g_hash_table_add (paths,
                      g_strdup (((GfFile *) g_ptr_array_index (crawl->closed, i))->path));
  return paths;
}

/* Paths of the index that lie in the collection and were not met: (transfer full). */
static GPtrArray *
list_gone (Run *run, const GfCrawl *crawl)
{
  g_autoptr (GHashTable) met = index_paths (crawl);
  g_autoptr (GPtrArray) known = gf_files_list (gf_store_get_files (run->store));
  GPtrArray *gone = g_ptr_array_new_with_free_func (g_free);

  for (unsigned i = 0; i < known->len; i++)
    {
      const GfFile *file = g_ptr_array_index (known, i);

      if (!g_hash_table_contains (met, file->path) && gf_crawl_covers (crawl, file->path))
        g_ptr_array_add (gone, g_strdup (file->path));
    }
  return gone;
}

/* After the new ones, so that a moved file finds its content still there. */
static bool
remove_gone (Run *run, GPtrArray *gone, GError **error)
{
  for (unsigned i = 0; i < gone->len; i++)
    {
      gf_progress_count_gone (run->progress);
      if (!gf_store_remove_file (run->store, g_ptr_array_index (gone, i), error)
          || !commit_if_due (run, error))
        return false;
    }
  return true;
}

static unsigned
count_unread (Run *run)
{
  GfFilesCount count = gf_files_count (gf_store_get_files (run->store));

  return count.by_status[GF_READ_PARTLY] + count.by_status[GF_READ_NOT];
}

static void
warn_of_words (Run *run)
{
  const char *stamp = gf_analyst_get_stamp (run->analyst);
  unsigned n_deaths = gf_analyst_count_deaths (run->analyst);

  if (n_deaths > 0)
    gf_progress_warn (run->progress,
                      "gjenfinn-words failed %u times; the words that it was asked about "
                      "then are found by their stem only",
                      n_deaths);
  if (stamp != NULL && run->lexicon != NULL && gf_lexicon_get_n_words (run->lexicon) > 0
      && strcmp (stamp, gf_lexicon_get_stamp (run->lexicon)) != 0)
    gf_progress_warn (run->progress,
                      "the dictionaries have changed since the index was built: words "
                      "that it had already are read as before; build it anew to have all "
                      "words read alike");
}

/* After the last commit: what readers know of words is brought up to it. */
static bool
write_words (Run *run, GError **error)
{
  if (!gf_vocabulary_is_due (run->store, run->lexicon))
    return true;
  if (!ensure_analyst (run, error)
      || !gf_vocabulary_write (run->store, run->lexicon, run->table, run->analyst, error))
    return false;
  warn_of_words (run);
  return true;
}

bool
gf_run (const GfOptions *options, unsigned *n_failures_out, GError **error)
{
  g_auto (Run) run = { .options = options, .committed_us = g_get_monotonic_time () };
  g_autoptr (GfCrawl) crawl = gf_crawl ((const char *const *) options->paths, error);

  if (crawl == NULL)
    return false;
  run.store = gf_store_open (options->index, options->level, error);
  if (run.store == NULL)
    return false;
  run.lexicon = gf_vocabulary_open (run.store);
  gf_crawl_name_apart (crawl, gf_store_get_files (run.store));
  run.progress = gf_progress_new (options->quiet ? GF_PROGRESS_QUIET : GF_PROGRESS_SHOWN);

  g_autoptr (GPtrArray) gone = list_gone (&run, crawl);
  if (!take_all (&run, crawl, error) || !remove_gone (&run, gone, error))
    return false;
  if (gf_store_count_pending (run.store) > 0 && !commit (&run, error))
    return false;
  if (!write_words (&run, error))
    return false;
  gf_progress_finish (run.progress, count_unread (&run));
  *n_failures_out = gf_progress_get_failures (run.progress);
  return true;
}
