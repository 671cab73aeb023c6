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
#define COPIES_INTERVAL_US (10 * G_USEC_PER_SEC)
/* A question takes a tenth of one at most; see GF_WORDS_CPU_MS for a word. */
#define SECONDS_A_QUESTION 60
/* After so many web pages, and each time after so many times as many, those are read
   again that were read before it was known what they repeat. */
#define FIRST_PAGES 64
#define PAGES_GROWTH 4

static void
clear_run (GfRun *run)
{
  gf_pool_free (run->pool);
  g_clear_pointer (&run->waiting, g_ptr_array_unref);
  g_clear_pointer (&run->gone, g_hash_table_unref);
  g_clear_pointer (&run->n_within, g_hash_table_unref);
  g_clear_pointer (&run->retried, g_hash_table_unref);
  g_clear_pointer (&run->outdated, g_hash_table_unref);
  g_clear_pointer (&run->repeated, g_variant_unref);
  gf_edges_free (run->edges);
  gf_stated_free (run->stated);
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
  if (!gf_store_commit_if_due (run->store, run->options->units_a_commit, error))
    return false;
  if (gf_store_count_pending (run->store) == 0)
    run->committed_us = g_get_monotonic_time ();
  return true;
}

/* A commit writes all the paths of a document anew where one came or went, and there may
   be a hundred thousand: such changes make it due by the time, not by their number. */
bool
gf_run_commit_at_times (GfRun *run, GError **error)
{
  return g_get_monotonic_time () - run->committed_us < COPIES_INTERVAL_US
         || commit_if_due (run, error);
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
  if (run->options->retry_failed)
    g_hash_table_add (run->retried, g_strdup (file->sha256));
  keep_recognised (run, file, result);
  if (result->edges != NULL)
    gf_edges_put (run->edges, file->sha256, result->edges, run->repeated);
  gf_run_limit_members (run, file, result->members);
  /* An archive, of which there was room for nothing. */
  if (result->document == NULL && file->n_members == 0)
    file->status = GF_READ_NOT;
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

static GVariant *
find_stated (gpointer user_data, const GfFile *file)
{
  const GfRun *run = user_data;

  return gf_stated_find (run->stated, file->path);
}

static void
warn_of_stated (gpointer user_data, const char *fault)
{
  GfRun *run = user_data;

  gf_progress_warn (run->progress, "%s", fault);
}

bool
gf_run_ensure_analyst (GfRun *run, GError **error)
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
  g_autofree char *folder
      = g_build_filename (run->options->index, run->options->level, NULL);
  if (registers == NULL || !gf_run_ensure_analyst (run, error))
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
                            .folder = folder,
                            .analyst = run->analyst,
                            .watch = show_worker,
                            .state = find_stated };
  run->pool = gf_pool_new (&options, take_result, run, error);
  return run->pool != NULL;
}

/* Whether the reading may go otherwise the next time though the file is the same. */
static bool
may_go_better (const GfFile *file)
{
  return g_strcmp0 (file->reason, GF_REASON_IO) == 0;
}

static bool
is_reading (const GfRun *run)
{
  return run->pool != NULL && gf_pool_is_busy (run->pool);
}

/* Whether what came of it is known: of a container, once nothing is under way that may
   lie in it. */
static bool
was_retried (GfRun *run, const GfFile *known)
{
  return g_hash_table_contains (run->retried, known->sha256)
         && (known->n_members == 0 || (run->waiting->len == 0 && !is_reading (run)));
}

/* Failures are tried again once a run, however many files have the content, but for those
   that come to their turn meanwhile. */
static bool
is_to_be_retried (GfRun *run, const GfFile *known)
{
  return run->options->retry_failed
         && !gf_files_is_read (gf_store_get_files (run->store), known)
         && !was_retried (run, known);
}

/* Whether it is to be read again; once, for then it is up to date. */
static bool
take_outdated (GfRun *run, const GfFile *known)
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
      || is_to_be_retried (run, known) || take_outdated (run, known))
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

/* Without its content, lest another file with the same be taken to fail too. */
static bool
put_beyond_limit (GfRun *run, GfFile *file, GError **error)
{
  g_clear_pointer (&file->sha256, g_free);
  gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_LIMIT,
                       "what lies in it is too much for the file that it lies in");
  return gf_run_put_unread (run, file, error);
}

/* The same content was gone through before, here or elsewhere: nothing is read again.
   What could not be read there cannot be read here, and is said of this file too. */
static bool
put_same (GfRun *run, GfFile *file, const GfFile *known, GError **error)
{
  g_autofree char *from = g_strdup (known->path);
  /* What lies in it has its time of change. */
  bool has_moved = !g_str_equal (from, file->path) || known->mtime_ns != file->mtime_ns;

  if (file->container != NULL && !gf_run_may_copy_members (run, file, known))
    return put_beyond_limit (run, file, error);
  g_hash_table_remove (run->gone, file->path);
  file->n_members = known->n_members;
  if (!gf_store_put_same (run->store, file, error))
    return false;
  /* The table of files has it now, and keeps it. */
  gf_run_count_same (run, file);
  if (has_moved && !gf_run_copy_members (run, from, file->path, error))
    return false;
  return gf_run_commit_at_times (run, error);
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
bool
gf_run_take_file (GfRun *run, GfFile *file, GError **error)
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
      || !gf_file_looks_unchanged (file, known) || may_go_better (known)
      || gf_stated_has_changed (run->stated, file->path))
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
  return gf_run_take_file (run, file, error);
}

/* Until every worker is idle and nothing waits. */
bool
gf_run_finish_reading (GfRun *run, GError **error)
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

/* By the name, which is only a hint: what a file is its content says. */
static bool
looks_like_page (const GfFile *file)
{
  static const char *const endings[] = { ".html", ".htm", ".xhtml" };
  const char *ending = strrchr (file->path, '.');

  for (size_t i = 0; ending != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (ending, endings[i]) == 0)
      return true;
  return false;
}

static bool
take_next (GfRun *run, GPtrArray *files, unsigned which, GError **error)
{
  return gf_run_take_members (run, error) && take_or_pass (run, files, which, error);
}

/*
 * Web pages come first: what they repeat is known early then, and those that were read
 * before are written again while there is little else in the index, where that is cheap.
 */
static bool
take_pages (GfRun *run, GPtrArray *files, GError **error)
{
  unsigned n_pages = 0, next = FIRST_PAGES;

  for (unsigned i = 0; i < files->len; i++)
    {
      if (!looks_like_page (g_ptr_array_index (files, i)))
        continue;
      if (!take_next (run, files, i, error))
        return false;
      if (++n_pages < next)
        continue;
      next *= PAGES_GROWTH;
      if (!gf_run_finish_reading (run, error) || !gf_run_read_outdated (run, error))
        return false;
    }
  return n_pages == 0
         || (gf_run_finish_reading (run, error) && gf_run_read_outdated (run, error));
}

static bool
take_others (GfRun *run, GPtrArray *files, GError **error)
{
  for (unsigned i = 0; i < files->len; i++)
    {
      const GfFile *file = g_ptr_array_index (files, i);

      if (file != NULL && !looks_like_page (file) && !take_next (run, files, i, error))
        return false;
    }
  return true;
}

static bool
take_all (GfRun *run, GfCrawl *crawl, GError **error)
{
  gf_progress_start (run->progress, crawl->files->len + crawl->closed->len,
                     count_due_bytes (run, crawl), run->options->n_jobs);
  if (!take_pages (run, crawl->files, error) || !take_others (run, crawl->files, error))
    return false;
  for (unsigned i = 0; i < crawl->closed->len; i++)
    {
      GfFile *folder = g_ptr_array_index (crawl->closed, i);

      g_ptr_array_index (crawl->closed, i) = NULL;
      if (!gf_run_put_unread (run, folder, error))
        return false;
    }
  return gf_run_finish_reading (run, error);
}

static unsigned
count_unread (GfRun *run)
{
  GfFilesCount count = gf_files_count (gf_store_get_files (run->store));

  return count.by_status[GF_READ_PARTLY] + count.by_status[GF_READ_NOT]
         + count.members_by_status[GF_READ_PARTLY] + count.members_by_status[GF_READ_NOT];
}

/* What is kept by content, from one run to the next. */
static bool
open_kept (GfRun *run, GError **error)
{
  const GfOptions *options = run->options;
  g_autofree char *folder = g_build_filename (options->index, options->level, NULL);

  run->recognised = gf_recognised_new (folder, (const char *const *) options->languages);
  run->edges = gf_edges_load (folder);
  return gf_run_find_doubtful (run, error);
}

static void
read_stated (GfRun *run, GfCrawl *crawl)
{
  g_autofree char *folder
      = g_build_filename (run->options->index, run->options->level, NULL);

  run->stated = gf_stated_load (folder, crawl, warn_of_stated, run);
}

bool
gf_run (const GfOptions *options, GfRunOutcome *outcome_out, GError **error)
{
  g_auto (GfRun) run
      = { .options = options,
          .committed_us = g_get_monotonic_time (),
          .waiting = gf_run_new_waiting (),
          .n_within = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
          .gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
          .retried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
          .outdated = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  g_autoptr (GfCrawl) crawl = gf_crawl ((const char *const *) options->paths, error);

  if (crawl == NULL)
    return false;
  run.store = gf_store_open (options->index, options->level, error);
  if (run.store == NULL
      || (options->positions && !gf_store_keep_positions (run.store, error)))
    return false;
  run.lexicon = gf_vocabulary_open (run.store);
  if (!open_kept (&run, error))
    return false;
  gf_crawl_name_apart (crawl, gf_store_get_files (run.store));
  run.progress = gf_progress_new (options->quiet ? GF_PROGRESS_QUIET : GF_PROGRESS_SHOWN);
  read_stated (&run, crawl);
  gf_run_find_gone (&run, crawl);
  gf_run_note_stated (&run, crawl);
  if (!take_all (&run, crawl, error) || !gf_run_remove_gone (&run, error)
      || !gf_run_read_outdated (&run, error))
    return false;
  if (gf_store_count_pending (run.store) > 0 && !gf_store_commit (run.store, error))
    return false;
  if (!gf_run_write_words (&run, error))
    return false;
  gf_run_keep (&run);
  gf_progress_finish (run.progress, count_unread (&run));
  outcome_out->n_failures = gf_progress_get_failures (run.progress);
  outcome_out->n_restless = run.n_restless;
  return true;
}
