/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run-end.c: what is left of a run once every file was gone through: pages that are read
 * again, files that are gone, the words; see run-private.h.
 */
#include <string.h>

#include "indexer/run-private.h"

/* Of a page in one run: one that changes all the time is left to the next. */
#define MAX_READINGS 3

static bool
is_known_content (gpointer user_data, const char *sha256)
{
  return gf_files_find_content (user_data, sha256) != NULL;
}

/* What is about to be read again: should the run be killed, some of them were and some
   not, and only the index knew which. */
static void
note_doubts (GfRun *run, const GPtrArray *outdated)
{
  g_autoptr (GError) error = NULL;
  const GfFiles *files = gf_store_get_files (run->store);

  for (unsigned i = 0; i < outdated->len; i++)
    {
      const GfFile *page = g_ptr_array_index (outdated, i);
      const GfFile *known = gf_files_find_path (files, page->path);

      gf_edges_doubt (run->edges, known->sha256);
    }
  if (!gf_edges_save (run->edges, gf_edges_get_commit (run->edges), &error))
    gf_progress_warn (run->progress, "cannot keep what web pages repeat: %s",
                      error->message);
}

bool
gf_run_find_doubtful (GfRun *run, GError **error)
{
  const GfFiles *files = gf_store_get_files (run->store);

  if (gf_edges_get_commit (run->edges) == gf_store_get_commit (run->store))
    return true;

  g_autoptr (GPtrArray) ids = gf_store_list_format (run->store, "text/html", error);
  for (unsigned i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GPtrArray) places
          = gf_files_list_document (files, g_ptr_array_index (ids, i));
      const GfFile *page = places->len > 0 ? g_ptr_array_index (places, 0) : NULL;

      if (page != NULL && page->container == NULL
          && !gf_edges_has (run->edges, page->sha256))
        gf_edges_doubt (run->edges, page->sha256);
    }
  return ids != NULL;
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

      /* What failed is not tried again for this; what is gone may have moved, and is seen
         to once that is known. */
      if (known == NULL || known->container != NULL || known->status == GF_READ_NOT
          || g_hash_table_contains (run->gone, known->path))
        continue;
      g_hash_table_add (run->outdated, g_strdup (known->sha256));
      g_ptr_array_add (outdated, gf_file_new (known->path, known->shown));
    }
  return outdated;
}

/* Workers anew, since they are told at their start.  One that has gone meanwhile is seen
   to by the next run. */
static bool
read_once (GfRun *run, GPtrArray *outdated, GError **error)
{
  note_doubts (run, outdated);
  g_clear_pointer (&run->pool, gf_pool_free);
  g_clear_pointer (&run->repeated, g_variant_unref);
  for (unsigned i = 0; i < outdated->len; i++)
    if (!gf_run_take_file (run, g_steal_pointer (&g_ptr_array_index (outdated, i)),
                           error))
      return false;
  return gf_run_finish_reading (run, error);
}

/* A second time where pages were in doubt: only then it is known what these repeat. */
bool
gf_run_read_outdated (GfRun *run, GError **error)
{
  gf_edges_sweep (run->edges, is_known_content, gf_store_get_files (run->store));
  for (unsigned i = 0; i < MAX_READINGS; i++)
    {
      g_autoptr (GPtrArray) outdated = list_outdated (run);

      if (outdated->len == 0)
        return true;
      if (!read_once (run, outdated, error))
        return false;
    }
  return true;
}

/* What the container at @path holds, and what that holds in turn. */
static void
note_members (GfRun *run, const char *path)
{
  g_autoptr (GPtrArray) members
      = gf_files_list_members (gf_store_get_files (run->store), path);

  for (unsigned i = 0; i < members->len; i++)
    {
      const GfFile *member = g_ptr_array_index (members, i);

      if (member->sha256 != NULL)
        g_hash_table_add (run->outdated, g_strdup (member->sha256));
      if (member->n_members > 0)
        note_members (run, member->path);
    }
}

void
gf_run_note_stated (GfRun *run, const GfCrawl *crawl)
{
  const GfFiles *files = gf_store_get_files (run->store);

  for (unsigned i = 0; gf_stated_has_any_changed (run->stated) && i < crawl->files->len;
       i++)
    {
      const GfFile *file = g_ptr_array_index (crawl->files, i);
      const GfFile *known = gf_files_find_path (files, file->path);

      if (known == NULL || known->sha256 == NULL
          || !gf_stated_has_changed (run->stated, file->path))
        continue;
      g_hash_table_add (run->outdated, g_strdup (known->sha256));
      note_members (run, known->path);
    }
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
void
gf_run_find_gone (GfRun *run, const GfCrawl *crawl)
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
bool
gf_run_remove_gone (GfRun *run, GError **error)
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
      if (!gf_store_remove_file (run->store, path, error)
          || !gf_run_commit_at_times (run, error))
        return false;
    }
  return true;
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
bool
gf_run_write_words (GfRun *run, GError **error)
{
  if (!gf_vocabulary_is_due (run->store, run->lexicon))
    return true;
  if (!gf_run_ensure_analyst (run, error)
      || !gf_vocabulary_write (run->store, run->lexicon, run->table, run->analyst, error))
    return false;
  warn_of_words (run);
  return true;
}

void
gf_run_keep (GfRun *run)
{
  g_autoptr (GError) error = NULL;

  gf_recognised_sweep (run->recognised, is_known_content,
                       gf_store_get_files (run->store));
  if (!gf_edges_save (run->edges, gf_store_get_commit (run->store), &error))
    gf_progress_warn (run->progress, "cannot keep what web pages repeat: %s",
                      error->message);
  g_clear_error (&error);
  if (!gf_stated_save (run->stated, &error))
    gf_progress_warn (run->progress, "cannot keep what folders state: %s",
                      error->message);
}
