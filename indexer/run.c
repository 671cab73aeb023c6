/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "indexer/run.h"

#include <string.h>

#include "common/autofd.h"
#include "common/paths.h"
#include "indexer/crawl.h"
#include "indexer/run-private.h"

/* What a run keeps of the words it learns; beyond, they are asked about again in the end.
   The vocabulary of the largest collections is some hundred thousand words. */
#define MAX_LEARNT_WORDS ((size_t) 2 * 1000 * 1000)
#define MAX_LEARNT_BYTES ((size_t) 128 << 20)
/* A question takes a tenth of one at most; see GF_WORDS_CPU_MS for a word. */
#define SECONDS_A_QUESTION 60

static void
clear_run (GfRun *run)
{
  gf_pool_free (run->pool);
  g_clear_pointer (&run->waiting, g_ptr_array_unref);
  g_clear_pointer (&run->gone, g_hash_table_unref);
  g_clear_pointer (&run->retried, g_hash_table_unref);
  g_clear_pointer (&run->outdated, g_hash_table_unref);
  g_clear_pointer (&run->repeated, g_variant_unref);
  gf_edges_free (run->edges);
  gf_analyst_free (run->analyst);
  gf_word_table_free (run->table);
  if (run->lexicon != NULL)
    gf_lexicon_unref (run->lexicon);
  gf_store_free (run->store);
  gf_progress_free (run->progress);
  gf_recognised_free (run->recognised);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GfRun, clear_run)

static bool
commit_if_due (GfRun *run, GError **error)
{
  return gf_store_commit_if_due (run->store, run->options->units_a_commit, error);
}

/* @result: NULL where nobody was asked. */
static bool
put_without_document (GfRun *run, GfFile *file, const GfReadResult *result,
                      GError **error)
{
  g_autofree char *path = g_strdup (file->path);

  g_hash_table_remove (run->gone, path);
  gf_progress_count_file (run->progress, file, result != NULL ? result->pages : 0);
  if (!gf_store_put_unread (run->store, file, error))
    return false;
  gf_run_await_members (run, path, result != NULL ? result->members : NULL);
  return commit_if_due (run, error);
}

bool
gf_run_put_unread (GfRun *run, GfFile *file, GError **error)
{
  return put_without_document (run, file, NULL, error);
}

/* A worker that sends nonsense in good form is as good as crashed; the run goes on. */
static bool
put_document (GfRun *run, GfFile *file, const GfReadResult *result, GError **error)
{
  g_autoptr (GError) cause = NULL;

  g_hash_table_remove (run->gone, file->path);
  if (gf_store_put_document (run->store, file, result->units, result->document, &cause))
    {
      /* The table of files has it now, and keeps it. */
      gf_progress_count_file (run->progress, file, result->pages);
      gf_run_await_members (run, file->path, result->members);
      return commit_if_due (run, error);
    }
  if (!g_error_matches (cause, GF_STORE_ERROR, GF_STORE_ERROR_ENTRY))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return false;
    }
  gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_CRASHED, cause->message);
  return put_without_document (run, file, result, error);
}

/* What is not kept is seen again another time: a run does not fail of it. */
static void
keep_recognised (GfRun *run, const GfFile *file, const GfReadResult *result)
{
  g_autoptr (GError) error = NULL;

  if (result->recognised != NULL
      && !gf_recognised_add (run->recognised, file->sha256, result->recognised, &error))
    gf_progress_warn (run->progress,
                      "cannot keep the text seen in the images of '%s': %s", file->shown,
                      error->message);
}

static bool
take_result (gpointer user_data, GfFile *file, const GfReadResult *result, GError **error)
{
  GfRun *run = user_data;

  gf_file_set_outcome (file, result->status, result->reason, result->detail);
  keep_recognised (run, file, result);
  if (result->edges != NULL)
    gf_edges_put (run->edges, file->sha256, result->edges, run->repeated);
  file->n_members = result->members != NULL ? gf_spool_count (result->members) : 0;
  if (result->document == NULL)
    return put_without_document (run, file, result, error);
  return put_document (run, file, result, error);
}

static void
show_worker (gpointer user_data, unsigned worker, const GfFile *file, uint32_t page)
{
  GfRun *run = user_data;

  gf_progress_hold (run->progress, worker, file, page);
}

static bool
ensure_analyst (GfRun *run, GError **error)
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
ensure_pool (GfRun *run, GError **error)
{
  if (run->pool != NULL)
    return true;

  g_autofree char *program = gf_paths_find_program ("gjenfinn-extract", error);
  g_autofree char *registers
      = program != NULL ? gf_paths_find_data ("registers", error) : NULL;
  g_autofree char *words = gf_store_dup_path (run->store, GF_WORDS_FILE);
  if (registers == NULL || !ensure_analyst (run, error))
    return false;

  run->repeated = gf_edges_dup_repeated (run->edges);
  GfPoolOptions options = { .n_workers = run->options->n_jobs,
                            .limits = &run->options->limits,
                            .passwords = (const char *const *) run->options->passwords,
                            .languages = (const char *const *) run->options->languages,
                            .repeated = run->repeated,
                            .program = program,
                            .registers = registers,
                            .words = run->lexicon != NULL ? words : NULL,
                            .folder = run->options->index,
                            .analyst = run->analyst,
                            .watch = show_worker };
  run->pool = gf_pool_new (&options, take_result, run, error);
  return run->pool != NULL;
}

/* Whether the reading may go otherwise the next time though the file is the same. */
static bool
may_go_better (const GfFile *file)
{
  return g_strcmp0 (file->reason, GF_REASON_IO) == 0;
}

/* Failures are tried again once a run, however many files have the content. */
static bool
is_to_be_retried (GfRun *run, const GfFile *known)
{
  return run->options->retry_failed
         && !gf_files_is_read (gf_store_get_files (run->store), known)
         && !g_hash_table_contains (run->retried, known->sha256);
}

/* Once: what is read again is up to date. */
static bool
is_outdated (GfRun *run, const GfFile *known)
{
  return g_hash_table_remove (run->outdated, known->sha256);
}

/*
 * A file that what is known of holds of @file too; NULL for none.  What lies in archives
 * may have been left because it lies so deep.
 */
static const GfFile *
find_same (GfRun *run, const GfFile *file)
{
  const GfFiles *files = gf_store_get_files (run->store);
  const GfFile *known = gf_files_find_content (files, file->sha256);

  if (known == NULL || may_go_better (known) || !gf_files_is_complete (files, known)
      || is_to_be_retried (run, known) || is_outdated (run, known))
    return NULL;
  if (gf_files_get_depth (files, known) > gf_files_get_depth (files, file)
      && !gf_files_is_read (files, known))
    return NULL;
  return known;
}

void
gf_run_count_same (GfRun *run, const GfFile *file)
{
  if (file->status == GF_READ_WHOLE)
    gf_progress_count_same (run->progress, file);
  else
    gf_progress_count_file (run->progress, file, 0);
}

/* The same content was gone through before, here or elsewhere: nothing is read again.
   What could not be read there cannot be read here, and is said of this file too. */
static bool
put_same (GfRun *run, GfFile *file, const GfFile *known, GError **error)
{
  g_autofree char *from = g_strdup (known->path);

  g_hash_table_remove (run->gone, file->path);
  file->n_members = known->n_members;
  if (!gf_store_put_same (run->store, file, error))
    return false;
  /* The table of files has it now, and keeps it. */
  gf_run_count_same (run, file);
  if (!g_str_equal (from, file->path)
      && !gf_run_copy_members (run, from, file->path, error))
    return false;
  return commit_if_due (run, error);
}

bool
gf_run_take (GfRun *run, GfFile *file, GfRunOpen open_file, gpointer data, GError **error)
{
  const GfFile *known = find_same (run, file);

  if (known != NULL)
    return put_same (run, file, known, error);
  if (file->size == 0)
    {
      gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_EMPTY, "the file has no bytes");
      return gf_run_put_unread (run, file, error);
    }

  gf_autofd fd = open_file (data, file);
  if (fd < 0)
    return gf_run_put_unread (run, file, error);
  if (run->options->retry_failed)
    g_hash_table_add (run->retried, g_strdup (file->sha256));
  g_autoptr (GVariant) recognised = gf_recognised_load (run->recognised, file->sha256);
  if (ensure_pool (run, error))
    return gf_pool_submit (run->pool, file, gf_steal_fd (&fd),
                           gf_files_get_depth (gf_store_get_files (run->store), file),
                           recognised, error);
  gf_file_free (file);
  return false;
}

/* @data: the descriptor it was digested by. */
static int
hand_over (gpointer data, GfFile *file)
{
  (void) file;
  return gf_steal_fd (data);
}

/* @file (transfer full): new or changed. */
static bool
take_file (GfRun *run, GfFile *file, GError **error)
{
  gf_autofd fd = gf_file_open (file);
  g_autofree char *sha256 = fd >= 0 ? gf_file_digest (file, fd) : NULL;

  if (sha256 == NULL)
    return gf_run_put_unread (run, file, error);
  gf_file_set_content (file, sha256);
  return gf_run_take (run, file, hand_over, &fd, error);
}

static bool
is_up_to_date (GfRun *run, const GfFile *file)
{
  const GfFiles *files = gf_store_get_files (run->store);
  const GfFile *known = gf_files_find_path (files, file->path);

  if (known == NULL || known->container != NULL || known->sha256 == NULL
      || !gf_file_looks_unchanged (file, known) || may_go_better (known))
    return false;
  return gf_files_is_complete (files, known)
         && (!run->options->retry_failed || gf_files_is_read (files, known));
}

/* A time to come is a clock that was wrong, and no sign of writing. */
static bool
is_restless (const GfFile *file)
{
  int64_t age_us = g_get_real_time () - file->mtime_ns / 1000;

  return age_us >= 0 && age_us < GF_RUN_REST_SECONDS * G_USEC_PER_SEC;
}

static bool
take_or_pass (GfRun *run, GPtrArray *files, unsigned which, GError **error)
{
  GfFile *file = g_ptr_array_index (files, which);

  if (is_up_to_date (run, file))
    {
      gf_progress_count_unchanged (run->progress);
      return true;
    }
  if (run->options->watch && is_restless (file))
    {
      run->n_restless++;
      return true;
    }
  g_ptr_array_index (files, which) = NULL;
  return take_file (run, file, error);
}

static bool
is_reading (const GfRun *run)
{
  return run->pool != NULL && gf_pool_is_busy (run->pool);
}

/* Until every worker is idle and nothing waits. */
static bool
finish_reading (GfRun *run, GError **error)
{
  while (run->waiting->len > 0 || is_reading (run))
    if (!gf_run_take_members (run, error)
        || (is_reading (run) && !gf_pool_step (run->pool, error)))
      return false;
  return true;
}

/* Bytes of the files that are to be read, as far as can be told by now. */
static uint64_t
count_due_bytes (GfRun *run, const GfCrawl *crawl)
{
  uint64_t n_bytes = 0;

  for (unsigned i = 0; i < crawl->files->len; i++)
    {
      const GfFile *file = g_ptr_array_index (crawl->files, i);

      n_bytes += is_up_to_date (run, file) ? 0 : file->size;
    }
  return n_bytes;
}

static bool
take_all (GfRun *run, GfCrawl *crawl, GError **error)
{
  gf_progress_start (run->progress, crawl->files->len + crawl->closed->len,
                     count_due_bytes (run, crawl), run->options->n_jobs);
  for (unsigned i = 0; i < crawl->files->len; i++)
    if (!gf_run_take_members (run, error) || !take_or_pass (run, crawl->files, i, error))
      return false;
  for (unsigned i = 0; i < crawl->closed->len; i++)
    {
      GfFile *folder = g_ptr_array_index (crawl->closed, i);

      g_ptr_array_index (crawl->closed, i) = NULL;
      if (!gf_run_put_unread (run, folder, error))
        return false;
    }
  return finish_reading (run, error);
}

static bool
is_known_content (gpointer user_data, const char *sha256)
{
  return gf_files_find_content (user_data, sha256) != NULL;
}

/* Of the web pages that were read before it was known what they repeat: a copy of each
   row that lies in no archive.  Returns: (transfer full). */
static GPtrArray *
list_outdated (GfRun *run)
{
  const GfFiles *files = gf_store_get_files (run->store);
  g_autoptr (GPtrArray) contents = gf_edges_list_outdated (run->edges);
  GPtrArray *outdated = g_ptr_array_new_with_free_func ((GDestroyNotify) gf_file_free);

  for (unsigned i = 0; i < contents->len; i++)
    {
      const GfFile *known
          = gf_files_find_content (files, g_ptr_array_index (contents, i));

      if (known == NULL || known->container != NULL)
        continue;
      g_hash_table_add (run->outdated, g_strdup (known->sha256));
      g_ptr_array_add (outdated, gf_file_new (known->path, known->shown));
    }
  return outdated;
}

/* Workers anew, since they are told at their start.  One that has gone meanwhile is seen
   to by the next run. */
static bool
read_outdated (GfRun *run, GError **error)
{
  gf_edges_sweep (run->edges, is_known_content, gf_store_get_files (run->store));
  g_autoptr (GPtrArray) outdated = list_outdated (run);

  if (outdated->len == 0)
    return true;
  g_clear_pointer (&run->pool, gf_pool_free);
  g_clear_pointer (&run->repeated, g_variant_unref);
  for (unsigned i = 0; i < outdated->len; i++)
    if (!take_file (run, g_steal_pointer (&g_ptr_array_index (outdated, i)), error))
      return false;
  return finish_reading (run, error);
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

/* Adds the paths of the index that lie in the collection and were not met; what lies in
 * a file goes with it. */
static void
find_gone (GfRun *run, const GfCrawl *crawl)
{
  const GfFiles *files = gf_store_get_files (run->store);
  g_autoptr (GHashTable) met = index_paths (crawl);
  g_autoptr (GPtrArray) known = gf_files_list (files);

  for (unsigned i = 0; i < known->len; i++)
    {
      const GfFile *file = g_ptr_array_index (known, i);
      const char *outermost = gf_files_get_outermost (files, file);

      if (!g_hash_table_contains (met, outermost) && gf_crawl_covers (crawl, outermost))
        g_hash_table_add (run->gone, g_strdup (file->path));
    }
}

/* After the new ones, so that a moved file finds its content still there. */
static bool
remove_gone (GfRun *run, GError **error)
{
  const GfFiles *files = gf_store_get_files (run->store);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, run->gone);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      const GfFile *file = gf_files_find_path (files, path);

      if (file == NULL)
        continue;
      gf_progress_count_gone (run->progress, file);
      if (!gf_store_remove_file (run->store, path, error) || !commit_if_due (run, error))
        return false;
    }
  return true;
}

static unsigned
count_unread (GfRun *run)
{
  GfFilesCount count = gf_files_count (gf_store_get_files (run->store));

  return count.by_status[GF_READ_PARTLY] + count.by_status[GF_READ_NOT]
         + count.members_by_status[GF_READ_PARTLY] + count.members_by_status[GF_READ_NOT];
}

static void
warn_of_words (GfRun *run)
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
write_words (GfRun *run, GError **error)
{
  if (!gf_vocabulary_is_due (run->store, run->lexicon))
    return true;
  if (!ensure_analyst (run, error)
      || !gf_vocabulary_write (run->store, run->lexicon, run->table, run->analyst, error))
    return false;
  warn_of_words (run);
  return true;
}

static GfRecognised *
open_recognised (const GfOptions *options)
{
  g_autofree char *folder = g_build_filename (options->index, options->level, NULL);

  return gf_recognised_new (folder, (const char *const *) options->languages);
}

static GfEdges *
open_edges (const GfOptions *options)
{
  g_autofree char *folder = g_build_filename (options->index, options->level, NULL);

  return gf_edges_load (folder);
}

/* What is not kept is counted anew as pages change. */
static void
keep_edges (GfRun *run)
{
  g_autoptr (GError) error = NULL;

  if (!gf_edges_save (run->edges, &error))
    gf_progress_warn (run->progress, "cannot keep what web pages repeat: %s",
                      error->message);
}

bool
gf_run (const GfOptions *options, GfRunOutcome *outcome_out, GError **error)
{
  g_auto (GfRun) run
      = { .options = options,
          .waiting = gf_run_new_waiting (),
          .gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
          .retried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
          .outdated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  g_autoptr (GfCrawl) crawl = gf_crawl ((const char *const *) options->paths, error);

  if (crawl == NULL)
    return false;
  run.store = gf_store_open (options->index, options->level, error);
  if (run.store == NULL)
    return false;
  run.lexicon = gf_vocabulary_open (run.store);
  run.recognised = open_recognised (options);
  run.edges = open_edges (options);
  gf_crawl_name_apart (crawl, gf_store_get_files (run.store));
  run.progress = gf_progress_new (options->quiet ? GF_PROGRESS_QUIET : GF_PROGRESS_SHOWN);

  find_gone (&run, crawl);
  if (!take_all (&run, crawl, error) || !remove_gone (&run, error)
      || !read_outdated (&run, error))
    return false;
  if (gf_store_count_pending (run.store) > 0 && !gf_store_commit (run.store, error))
    return false;
  if (!write_words (&run, error))
    return false;
  gf_recognised_sweep (run.recognised, is_known_content,
                       (gpointer) gf_store_get_files (run.store));
  keep_edges (&run);
  gf_progress_finish (run.progress, count_unread (&run));
  outcome_out->n_failures = gf_progress_get_failures (run.progress);
  outcome_out->n_restless = run.n_restless;
  return true;
}
