/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index/shard.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/generation.h"
#include "common/schema.h"
#include "query/index/record-words.h"

/* How long a reader waits for the second of the indexer's two commits. */
#define STEP_US (100 * 1000)
#define STEP_WAIT_US (5 * 1000)
/* How long a reader waits for an index that is being made: 1 s in all. */
#define OPEN_TRIES 20
#define OPEN_WAIT_US (50 * 1000)
/* How many generations may become current one after the other while one is opened.  Each
   takes the indexer seconds. */
#define MAX_GENERATIONS 20
/* How often servers are asked for what is new, and connected to anew. */
#define ASK_US G_USEC_PER_SEC
#define CONNECT_US (10 * G_USEC_PER_SEC)

GfShard *
gf_shard_new (const GfShards *shards, const GfShardPlace *place, const char *level)
{
  GfShard *shard = g_new0 (GfShard, 1);

  shard->shards = shards;
  shard->place = place;
  shard->level = level;
  return shard;
}

void
gf_shard_close (GfShard *shard)
{
  g_clear_pointer (&shard->units, xc_database_free);
  g_clear_pointer (&shard->documents, xc_database_free);
}

void
gf_shard_free (GfShard *shard)
{
  if (shard == NULL)
    return;
  gf_shard_close (shard);
  gf_lexicon_unref (shard->lexicon);
  g_free (shard);
}

bool
gf_shard_is_open (const GfShard *shard)
{
  return shard->units != NULL;
}

static bool
is_remote (const GfShard *shard)
{
  return gf_shard_place_is_remote (shard->place);
}

static const char *
folder_of (const GfShard *shard)
{
  return is_remote (shard) ? shard->place->name : shard->place->folder;
}

static void
fail (GError **error, const char *folder, const char *what)
{
  g_set_error (
      error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
      "cannot read the index '%s': %s: move the folder away and build it again with "
      "gjenfinn-indexer",
      folder, what);
}

static char *
level_path (const GfShard *shard, const char *name)
{
  return g_build_filename (shard->place->folder, shard->level, name, NULL);
}

static uint64_t
current_generation (const GfShard *shard)
{
  g_autofree char *level = level_path (shard, NULL);

  return gf_generation_read (level);
}

bool
gf_shard_is_outdated (const GfShard *shard)
{
  return !is_remote (shard) && current_generation (shard) != shard->generation;
}

/* In the generation that is open, or about to be. */
static char *
database_path (const GfShard *shard, const char *name)
{
  g_autofree char *level = level_path (shard, NULL);
  g_autofree char *folder = gf_generation_path (level, shard->generation);

  return g_build_filename (folder, name, NULL);
}

static bool
check_schema (GfShard *shard, XcDatabase *db, GError **error)
{
  g_autoptr (GBytes) value = NULL;

  if (!xc_database_dup_metadata (db, GF_META_SCHEMA, &value, error))
    return false;
  if (value == NULL)
    {
      shard->unfinished = true;
      fail (error, folder_of (shard), "it is not an index of gjenfinn");
      return false;
    }

  gsize size;
  const char *version = g_bytes_get_data (value, &size);
  if (size == strlen (GF_SCHEMA_VERSION)
      && memcmp (version, GF_SCHEMA_VERSION, size) == 0)
    return true;

  g_autofree char *shown = g_utf8_make_valid (version, (gssize) MIN (size, 20));
  g_autofree char *what = g_strdup_printf (
      "it is of version '%s' and this program reads version '" GF_SCHEMA_VERSION "'",
      shown);
  fail (error, folder_of (shard), what);
  return false;
}

/* No database at the path: whether the index, the level or the program is at fault. */
static void
explain_missing (const GfShard *shard, GError **error)
{
  const char *folder = shard->place->folder;
  g_autofree char *level = level_path (shard, NULL);
  const char *what = !g_file_test (folder, G_FILE_TEST_IS_DIR)
                         ? "there is no such folder"
                         : "there is no index in it";

  if (g_file_test (folder, G_FILE_TEST_IS_DIR)
      && !g_file_test (level, G_FILE_TEST_IS_DIR))
    what = "it has nothing of this access level";
  g_clear_error (error);
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
               "cannot open the index '%s' (%s): %s: make it with gjenfinn-indexer "
               "--index '%s' --level %s FOLDER",
               folder, shard->level, what, folder, shard->level);
}

static bool
is_forbidden (const char *folder)
{
  return access (folder, R_OK | X_OK) != 0 && errno == EACCES;
}

/* The outermost of the index's folders that may not be opened, down to @path; or NULL. */
static char *
forbidden_folder (const GfShard *shard, const char *path)
{
  g_autofree char *level = level_path (shard, NULL);

  if (is_forbidden (shard->place->folder))
    return g_strdup (shard->place->folder);
  if (is_forbidden (level))
    return g_steal_pointer (&level);
  return is_forbidden (path) ? g_strdup (path) : NULL;
}

/* Why there is no database to open at @path: @error as index.h says it. */
static void
explain_unopened (GfShard *shard, const char *path, GError **error)
{
  g_autofree char *level = level_path (shard, NULL);
  g_autofree char *forbidden = forbidden_folder (shard, path);

  if (forbidden != NULL)
    {
      g_clear_error (error);
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                   "cannot open the index '%s' (%s): permission denied: '%s'",
                   shard->place->folder, shard->level, forbidden);
      return;
    }
  shard->unfinished = g_file_test (level, G_FILE_TEST_IS_DIR)
                      && !g_error_matches (*error, XC_ERROR, XC_ERROR_CORRUPT);
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    explain_missing (shard, error);
}

static XcDatabase *
connect_to (GfShard *shard, const GfShardServer *server, GError **error)
{
  XcDatabase *db
      = xc_database_open_remote (server->host, server->port, shard->shards->timeout_ms,
                                 shard->shards->connect_ms, error);

  if (db == NULL)
    g_prefix_error (error, "no answer from '%s', port %u: ", server->host, server->port);
  return db;
}

/* @error: never NULL */
static XcDatabase *
open_database (GfShard *shard, const char *name, const GfShardServer *server,
               struct stat *stat_out, GError **error)
{
  g_autofree char *path = is_remote (shard) ? NULL : database_path (shard, name);
  g_autoptr (XcDatabase) db = is_remote (shard) ? connect_to (shard, server, error)
                                                : xc_database_open (path, error);

  memset (stat_out, 0, sizeof *stat_out);
  if (db == NULL)
    {
      if (path != NULL)
        explain_unopened (shard, path, error);
      return NULL;
    }
  if (path != NULL && stat (path, stat_out) != 0)
    memset (stat_out, 0, sizeof *stat_out);
  return check_schema (shard, db, error) ? g_steal_pointer (&db) : NULL;
}

bool
gf_shard_convert_error (const char *folder, GError **error)
{
  g_autoptr (GError) cause = error != NULL ? g_steal_pointer (error) : NULL;

  if (cause == NULL)
    return false;
  if (cause->domain == GF_QUERY_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (g_error_matches (cause, XC_ERROR, XC_ERROR_QUERY))
    g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER,
                 "'q': cannot be searched for: %s", cause->message);
  else if (g_error_matches (cause, XC_ERROR, XC_ERROR_MODIFIED))
    g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                 "cannot read the index '%s': it changes faster than it can be read: "
                 "try again",
                 folder);
  else if (g_error_matches (cause, XC_ERROR, XC_ERROR_NETWORK))
    g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                 "cannot read the index '%s': %s", folder, cause->message);
  else
    fail (error, folder, cause->message);
  return false;
}

/* @error: never NULL */
static bool
open_generation (GfShard *shard, GError **error)
{
  struct stat units_stat, documents_stat;
  g_autoptr (XcDatabase) units
      = open_database (shard, GF_UNITS_FOLDER, &shard->place->units, &units_stat, error);
  if (units == NULL)
    return false;

  g_autoptr (XcDatabase) documents = open_database (
      shard, GF_DOCUMENTS_FOLDER, &shard->place->documents, &documents_stat, error);
  if (documents == NULL)
    return false;

  xc_database_set_places (units, &gf_record_places);
  gf_shard_close (shard);
  shard->units = g_steal_pointer (&units);
  shard->documents = g_steal_pointer (&documents);
  shard->units_stat = units_stat;
  shard->documents_stat = documents_stat;
  shard->n_opened++;
  shard->opened_us = shard->asked_us = g_get_monotonic_time ();
  return true;
}

/* Opens the current generation anew; one that gave way to the next, or a commit to the
   next two, before it was open is passed over: libxapian takes most tables that are gone
   for empty ones.  @error: never NULL */
static bool
open_databases (GfShard *shard, GError **error)
{
  bool goes_on = true;

  for (int i = 0; goes_on && i < MAX_GENERATIONS; i++)
    {
      g_clear_error (error);
      shard->generation = is_remote (shard) ? 0 : current_generation (shard);
      bool is_open = open_generation (shard, error);
      bool is_outdated = gf_shard_is_outdated (shard);

      if (is_open && !is_outdated)
        return true;
      goes_on = is_outdated || g_error_matches (*error, XC_ERROR, XC_ERROR_MODIFIED);
    }
  if (*error == NULL)
    g_set_error_literal (error, XC_ERROR, XC_ERROR_MODIFIED, "one after the other");
  return gf_shard_convert_error (folder_of (shard), error);
}

/* Whether both databases are of one commit, as far as that can be told. */
static bool
is_in_step (GfShard *shard)
{
  g_autoptr (GBytes) of_units = NULL;
  g_autoptr (GBytes) of_documents = NULL;

  if (!xc_database_dup_metadata (shard->units, GF_META_COMMIT, &of_units, NULL)
      || !xc_database_dup_metadata (shard->documents, GF_META_COMMIT, &of_documents, NULL)
      || of_units == NULL || of_documents == NULL)
    return true;
  return g_bytes_equal (of_units, of_documents);
}

/* Of a generation that has gone, what is open can be read but not reopened; of servers
   that ended the connection, nothing. */
static bool
can_be_opened_anew (const GfShard *shard)
{
  return is_remote (shard) || gf_shard_is_outdated (shard);
}

/* Takes up the newest commit of the generation that is open; or the newest generation,
   if that one goes meanwhile: then it may have been half gone.  @error: never NULL */
static bool
reopen_databases (GfShard *shard, bool *changed_out, GError **error)
{
  bool units_changed = false, documents_changed = false;

  if (xc_database_reopen (shard->units, &units_changed, error)
      && xc_database_reopen (shard->documents, &documents_changed, error)
      && !gf_shard_is_outdated (shard))
    {
      *changed_out = units_changed || documents_changed;
      return true;
    }
  if (!can_be_opened_anew (shard))
    return gf_shard_convert_error (folder_of (shard), error);
  *changed_out = true;
  return open_databases (shard, error);
}

/* Between its two commits the indexer leaves units whose document is not there yet.  That
   takes it some milliseconds; after a kill in between it lasts until the next run, and
   reading what there is beats waiting. */
static bool
wait_for_step (GfShard *shard, GError **error)
{
  int64_t until_us = g_get_monotonic_time () + STEP_US;

  while (!is_in_step (shard) && g_get_monotonic_time () < until_us)
    {
      bool changed;

      g_usleep (STEP_WAIT_US);
      if (!reopen_databases (shard, &changed, error))
        return false;
    }
  return true;
}

/* The indexer makes the two databases one after the other, and what is in them after
 * that. */
static bool
open_when_there (GfShard *shard, GError **error)
{
  for (int i = 1;; i++)
    {
      GError *cause = NULL;

      shard->unfinished = false;
      if (open_databases (shard, &cause))
        return true;
      if (!shard->unfinished || i == OPEN_TRIES)
        {
          g_propagate_error (error, cause);
          return false;
        }
      g_error_free (cause);
      g_usleep (OPEN_WAIT_US);
    }
}

/* @error may be NULL in the public functions, never below. */
bool
gf_shard_open (GfShard *shard, GError **error)
{
  GError *cause = NULL;

  if (open_when_there (shard, &cause) && wait_for_step (shard, &cause))
    return true;
  gf_shard_close (shard);
  g_propagate_error (error, cause);
  return false;
}

bool
gf_shard_refresh_lexicon (GfShard *shard)
{
  g_autofree char *path = is_remote (shard) ? g_strdup (shard->place->words)
                                            : level_path (shard, GF_WORDS_FILE);
  struct stat now;

  if (path == NULL || stat (path, &now) != 0)
    memset (&now, 0, sizeof now);
  if (now.st_ino == shard->lexicon_stat.st_ino && now.st_dev == shard->lexicon_stat.st_dev
      && now.st_size == shard->lexicon_stat.st_size
      && memcmp (&now.st_mtim, &shard->lexicon_stat.st_mtim, sizeof now.st_mtim) == 0)
    return false;
  shard->lexicon_stat = now;
  gf_lexicon_unref (shard->lexicon);
  /* Missing or damaged: words are analysed anew, and the next run writes it. */
  shard->lexicon = path != NULL ? gf_lexicon_open (path, NULL) : NULL;
  return true;
}

/* Whether another folder stands where the open database's was: a new inode, since moving
   a database into place keeps its revision. */
static bool
is_replaced (const GfShard *shard, const char *name, const struct stat *opened)
{
  g_autofree char *path = database_path (shard, name);
  struct stat now;

  return stat (path, &now) != 0 || now.st_ino != opened->st_ino
         || now.st_dev != opened->st_dev;
}

static bool
must_be_opened_anew (const GfShard *shard)
{
  if (is_remote (shard))
    return g_get_monotonic_time () - shard->opened_us > CONNECT_US;
  return gf_shard_is_outdated (shard)
         || is_replaced (shard, GF_UNITS_FOLDER, &shard->units_stat)
         || is_replaced (shard, GF_DOCUMENTS_FOLDER, &shard->documents_stat);
}

static bool
is_fresh (const GfShard *shard)
{
  return is_remote (shard) && g_get_monotonic_time () - shard->asked_us < ASK_US;
}

/* @error: never NULL */
static bool
refresh (GfShard *shard, GError **error)
{
  bool changed = false;

  if (!must_be_opened_anew (shard))
    {
      if (is_fresh (shard))
        return true;
      if (!reopen_databases (shard, &changed, error))
        return false;
      shard->asked_us = g_get_monotonic_time ();
      return !changed || wait_for_step (shard, error);
    }
  return open_databases (shard, error) && wait_for_step (shard, error);
}

bool
gf_shard_refresh (GfShard *shard, bool *replaced_out, GError **error)
{
  GError *cause = NULL;
  unsigned before = shard->n_opened;
  bool ok = refresh (shard, &cause);

  *replaced_out = shard->n_opened != before;
  if (!ok)
    g_propagate_error (error, cause);
  return ok;
}

bool
gf_shard_has_its_words (GfShard *shard)
{
  g_autoptr (GBytes) commit = NULL;

  if (shard->lexicon == NULL)
    return false;
  if (!xc_database_dup_metadata (shard->units, GF_META_COMMIT, &commit, NULL)
      || commit == NULL)
    return true;

  g_autofree char *expected
      = g_strdup_printf ("%" G_GUINT64_FORMAT, gf_lexicon_get_commit (shard->lexicon));
  gsize size;
  const char *number = g_bytes_get_data (commit, &size);
  return size == strlen (expected) && memcmp (number, expected, size) == 0;
}

/* Servers do not tell the revision, but the number of the commit. */
static bool
read_number (GfShard *shard, XcDatabase *db, uint64_t *number_out, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!is_remote (shard))
    return xc_database_get_revision (db, number_out, error);
  if (!xc_database_dup_metadata (db, GF_META_COMMIT, &bytes, error))
    return false;
  g_autofree char *text = bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL),
                                                     g_bytes_get_size (bytes))
                                        : g_strdup ("0");
  *number_out = g_ascii_strtoull (text, NULL, 10);
  return true;
}

char *
gf_shard_dup_state (GfShard *shard, uint64_t *number_out, GError **error)
{
  uint64_t of_units, of_documents;
  g_autofree char *uuid = xc_database_dup_uuid (shard->units, error);

  if (uuid == NULL || !read_number (shard, shard->units, &of_units, error)
      || !read_number (shard, shard->documents, &of_documents, error))
    return NULL;
  *number_out = of_units;
  /* Hits hang on the lexicon too: another one is another state. */
  return g_strdup_printf (
      "%s:%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT, uuid, of_units,
      of_documents, shard->lexicon != NULL ? gf_lexicon_get_commit (shard->lexicon) : 0);
}
