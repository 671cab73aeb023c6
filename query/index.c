/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/index-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "common/generation.h"
#include "common/schema.h"

/* How long a reader waits for the second of the indexer's two commits: 100 ms in all. */
#define STEP_TRIES 20
#define STEP_WAIT_US (5 * 1000)
/* How long a reader waits for an index that is being made: 1 s in all. */
#define OPEN_TRIES 20
#define OPEN_WAIT_US (50 * 1000)
/* How many generations may become current one after the other while one is opened, or
   read.  Each takes the indexer seconds. */
#define MAX_GENERATIONS 20

void
gf_index_fail (GError **error, const GfIndex *index, const char *what)
{
  g_set_error (
      error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
      "cannot read the index '%s': %s: move the folder away and build it again with "
      "gjenfinn-indexer",
      index->folder, what);
}

void
gf_index_close (GfIndex *index)
{
  if (index == NULL)
    return;
  xc_database_free (index->units);
  xc_database_free (index->documents);
  gf_roots_free (index->roots);
  gf_lexicon_unref (index->lexicon);
  gf_stemmer_free (index->stemmer);
  gf_word_data_unref (index->data);
  g_free (index->folder);
  g_free (index->level);
  g_free (index);
}

static char *
level_path (const GfIndex *index, const char *name)
{
  return g_build_filename (index->folder, index->level, name, NULL);
}

static uint64_t
current_generation (const GfIndex *index)
{
  g_autofree char *level = level_path (index, NULL);

  return gf_generation_read (level);
}

/* In the generation that is open, or about to be. */
static char *
database_path (const GfIndex *index, const char *name)
{
  g_autofree char *level = level_path (index, NULL);
  g_autofree char *folder = gf_generation_path (level, index->generation);

  return g_build_filename (folder, name, NULL);
}

static bool
check_schema (GfIndex *index, XcDatabase *db, GError **error)
{
  g_autoptr (GBytes) value = NULL;

  if (!xc_database_dup_metadata (db, GF_META_SCHEMA, &value, error))
    return false;
  if (value == NULL)
    {
      index->unfinished = true;
      gf_index_fail (error, index, "it is not an index of gjenfinn");
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
  gf_index_fail (error, index, what);
  return false;
}

/* No database at the path: whether the index, the level or the program is at fault. */
static void
explain_missing (const GfIndex *index, GError **error)
{
  g_autofree char *level = level_path (index, NULL);
  const char *what = !g_file_test (index->folder, G_FILE_TEST_IS_DIR)
                         ? "there is no such folder"
                         : "there is no index in it";

  if (g_file_test (index->folder, G_FILE_TEST_IS_DIR)
      && !g_file_test (level, G_FILE_TEST_IS_DIR))
    what = "it has nothing of this access level";
  g_clear_error (error);
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
               "cannot open the index '%s' (%s): %s: make it with gjenfinn-indexer "
               "--index '%s' --level %s FOLDER",
               index->folder, index->level, what, index->folder, index->level);
}

static bool
is_forbidden (const char *folder)
{
  return access (folder, R_OK | X_OK) != 0 && errno == EACCES;
}

/* The outermost of the index's folders that may not be opened, down to @path; or NULL. */
static char *
forbidden_folder (const GfIndex *index, const char *path)
{
  g_autofree char *level = g_build_filename (index->folder, index->level, NULL);

  if (is_forbidden (index->folder))
    return g_strdup (index->folder);
  if (is_forbidden (level))
    return g_steal_pointer (&level);
  return is_forbidden (path) ? g_strdup (path) : NULL;
}

/* Why there is no database to open at @path: @error as index.h says it. */
static void
explain_unopened (GfIndex *index, const char *path, GError **error)
{
  g_autofree char *level = g_build_filename (index->folder, index->level, NULL);
  g_autofree char *forbidden = forbidden_folder (index, path);

  if (forbidden != NULL)
    {
      g_clear_error (error);
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX,
                   "cannot open the index '%s' (%s): permission denied: '%s'",
                   index->folder, index->level, forbidden);
      return;
    }
  index->unfinished = g_file_test (level, G_FILE_TEST_IS_DIR)
                      && !g_error_matches (*error, XC_ERROR, XC_ERROR_CORRUPT);
  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    explain_missing (index, error);
}

/* @error: never NULL */
static XcDatabase *
open_database (GfIndex *index, const char *name, struct stat *stat_out, GError **error)
{
  g_autofree char *path = database_path (index, name);
  g_autoptr (XcDatabase) db = xc_database_open (path, error);

  if (db == NULL)
    {
      explain_unopened (index, path, error);
      return NULL;
    }
  if (stat (path, stat_out) != 0)
    memset (stat_out, 0, sizeof *stat_out);
  return check_schema (index, db, error) ? g_steal_pointer (&db) : NULL;
}

/* What the shim says, as index.h says it. */
static bool
convert_error (const GfIndex *index, GError **error)
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
                 index->folder);
  else
    gf_index_fail (error, index, cause->message);
  return false;
}

/* @error: never NULL */
static bool
open_generation (GfIndex *index, GError **error)
{
  struct stat units_stat, documents_stat;
  g_autoptr (XcDatabase) units
      = open_database (index, GF_UNITS_FOLDER, &units_stat, error);
  if (units == NULL)
    return false;

  g_autoptr (XcDatabase) documents
      = open_database (index, GF_DOCUMENTS_FOLDER, &documents_stat, error);
  if (documents == NULL)
    return false;

  xc_database_free (index->units);
  xc_database_free (index->documents);
  index->units = g_steal_pointer (&units);
  index->documents = g_steal_pointer (&documents);
  index->units_stat = units_stat;
  index->documents_stat = documents_stat;
  return true;
}

/* Opens the current generation anew; one that gave way to the next, or a commit to the
   next two, before it was open is passed over.  @error: never NULL */
static bool
open_databases (GfIndex *index, GError **error)
{
  for (int i = 1;; i++)
    {
      index->generation = current_generation (index);
      if (open_generation (index, error))
        return true;
      if (i == MAX_GENERATIONS
          || (current_generation (index) == index->generation
              && !g_error_matches (*error, XC_ERROR, XC_ERROR_MODIFIED)))
        return convert_error (index, error);
      g_clear_error (error);
    }
}

/* Whether both databases are of one commit, as far as that can be told. */
static bool
is_in_step (GfIndex *index)
{
  g_autoptr (GBytes) of_units = NULL;
  g_autoptr (GBytes) of_documents = NULL;

  if (!xc_database_dup_metadata (index->units, GF_META_COMMIT, &of_units, NULL)
      || !xc_database_dup_metadata (index->documents, GF_META_COMMIT, &of_documents, NULL)
      || of_units == NULL || of_documents == NULL)
    return true;
  return g_bytes_equal (of_units, of_documents);
}

/* Between its two commits the indexer leaves units whose document is not there yet.  That
   takes it some milliseconds; after a kill in between it lasts until the next run, and
   reading what there is beats waiting. */
static bool
wait_for_step (GfIndex *index, GError **error)
{
  for (int i = 0; i < STEP_TRIES && !is_in_step (index); i++)
    {
      g_usleep (STEP_WAIT_US);
      if (current_generation (index) != index->generation)
        return open_databases (index, error);
      if (!xc_database_reopen (index->units, NULL, error)
          || !xc_database_reopen (index->documents, NULL, error))
        return convert_error (index, error);
    }
  return true;
}

/* The indexer makes the two databases one after the other, and what is in them after
 * that. */
static bool
open_when_there (GfIndex *index, GError **error)
{
  for (int i = 1;; i++)
    {
      GError *cause = NULL;

      index->unfinished = false;
      if (open_databases (index, &cause))
        return true;
      if (!index->unfinished || i == OPEN_TRIES)
        {
          g_propagate_error (error, cause);
          return false;
        }
      g_error_free (cause);
      g_usleep (OPEN_WAIT_US);
    }
}

/* Takes up the lexicon that stands there, if it is another than the one that is open. */
static void
refresh_lexicon (GfIndex *index)
{
  g_autofree char *path = level_path (index, GF_WORDS_FILE);
  struct stat now;

  if (stat (path, &now) != 0)
    memset (&now, 0, sizeof now);
  if (now.st_ino == index->lexicon_stat.st_ino && now.st_dev == index->lexicon_stat.st_dev
      && now.st_size == index->lexicon_stat.st_size
      && memcmp (&now.st_mtim, &index->lexicon_stat.st_mtim, sizeof now.st_mtim) == 0)
    return;
  index->lexicon_stat = now;
  gf_lexicon_unref (index->lexicon);
  /* Missing or damaged: words are analysed anew, and the next run writes it. */
  index->lexicon = gf_lexicon_open (path, NULL);
  gf_roots_set_lexicon (index->roots, index->lexicon);
}

static GfIndex *
open_checked (const char *folder, const char *level, GfWordData *data, GError **error)
{
  g_autoptr (GfIndex) index = g_new0 (GfIndex, 1);

  index->folder = g_strdup (folder);
  index->level = g_strdup (level);
  index->data = data != NULL ? gf_word_data_ref (data) : gf_word_data_new (error);
  if (index->data == NULL)
    return NULL;
  index->stop_words = index->data->stop_words;
  index->stemmer = gf_stemmer_new ();
  index->roots = gf_roots_new (NULL, index->data->analysis);
  if (!open_when_there (index, error) || !wait_for_step (index, error))
    return NULL;
  refresh_lexicon (index);
  return g_steal_pointer (&index);
}

GfIndex *
gf_index_open (const char *folder, const char *level, GfWordData *data, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (strcmp (level, "public") != 0 && strcmp (level, "internal") != 0)
    {
      g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER,
                   "'level': may be public or internal, not '%s'", level);
      return NULL;
    }

  GfIndex *index = open_checked (folder, level, data, &cause);
  if (index == NULL && cause->domain != GF_QUERY_ERROR)
    g_set_error_literal (error, GF_QUERY_ERROR, GF_QUERY_ERROR_INDEX, cause->message);
  else if (index == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return index;
}

/* Whether another folder stands where the open database's was: a new inode, since moving
   a database into place keeps its revision. */
static bool
is_replaced (const GfIndex *index, const char *name, const struct stat *opened)
{
  g_autofree char *path = database_path (index, name);
  struct stat now;

  return stat (path, &now) != 0 || now.st_ino != opened->st_ino
         || now.st_dev != opened->st_dev;
}

/* Of a generation that has gone, what is open can be read but not reopened. */
static bool
reopen_databases (GfIndex *index, bool *changed_out, GError **error)
{
  bool units_changed = false, documents_changed = false;

  if (!xc_database_reopen (index->units, &units_changed, error)
      || !xc_database_reopen (index->documents, &documents_changed, error))
    return false;
  *changed_out = units_changed || documents_changed;
  return true;
}

/* @error: never NULL */
static bool
refresh_databases (GfIndex *index, GError **error)
{
  bool changed = false;

  if (current_generation (index) != index->generation
      || is_replaced (index, GF_UNITS_FOLDER, &index->units_stat)
      || is_replaced (index, GF_DOCUMENTS_FOLDER, &index->documents_stat))
    return open_databases (index, error) && wait_for_step (index, error);
  if (reopen_databases (index, &changed, error))
    return !changed || wait_for_step (index, error);
  if (current_generation (index) == index->generation)
    return convert_error (index, error);
  g_clear_error (error);
  return open_databases (index, error) && wait_for_step (index, error);
}

bool
gf_index_refresh (GfIndex *index, GError **error)
{
  GError *cause = NULL;

  if (!refresh_databases (index, &cause))
    {
      g_propagate_error (error, cause);
      return false;
    }
  refresh_lexicon (index);
  return true;
}

/* After the reader met blocks that were used again: whether it may start again, with the
   newest commit. */
static bool
recover (GfIndex *index, unsigned *attempts, GError **cause)
{
  if (xc_database_recover (index->units, &attempts[0], cause)
      || xc_database_recover (index->documents, &attempts[1], cause))
    return true;
  if ((*cause)->domain != XC_ERROR || current_generation (index) == index->generation)
    return false;
  g_clear_error (cause);
  return open_databases (index, cause);
}

bool
gf_index_read (GfIndex *index, GfIndexReader reader, void *data, GError **error)
{
  unsigned attempts[] = { 0, 0 };
  unsigned n_generations = 0;
  g_autoptr (GError) cause = NULL;
  bool ok;

  do
    ok = reader (index, data, &cause);
  while (!ok && n_generations++ < MAX_GENERATIONS && recover (index, attempts, &cause));
  if (ok)
    return true;
  convert_error (index, &cause);
  g_propagate_error (error, g_steal_pointer (&cause));
  return false;
}

bool
gf_index_has_its_words (GfIndex *index)
{
  g_autoptr (GBytes) commit = NULL;

  if (index->lexicon == NULL)
    return false;
  if (!xc_database_dup_metadata (index->units, GF_META_COMMIT, &commit, NULL)
      || commit == NULL)
    return true;

  g_autofree char *expected
      = g_strdup_printf ("%" G_GUINT64_FORMAT, gf_lexicon_get_commit (index->lexicon));
  gsize size;
  const char *number = g_bytes_get_data (commit, &size);
  return size == strlen (expected) && memcmp (number, expected, size) == 0;
}

char *
gf_index_snapshot (GfIndex *index, GError **error)
{
  uint64_t units_revision, documents_revision;
  g_autofree char *uuid = xc_database_dup_uuid (index->units, error);

  if (uuid == NULL || !xc_database_get_revision (index->units, &units_revision, error)
      || !xc_database_get_revision (index->documents, &documents_revision, error))
    return NULL;
  /* Hits hang on the lexicon too: another one is another state. */
  return g_strdup_printf (
      "%s:%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT, uuid,
      units_revision, documents_revision,
      index->lexicon != NULL ? gf_lexicon_get_commit (index->lexicon) : 0);
}

static bool
read_snapshot (GfIndex *index, void *data, GError **error)
{
  char **snapshot_out = data;

  *snapshot_out = gf_index_snapshot (index, error);
  return *snapshot_out != NULL;
}

char *
gf_index_dup_snapshot (GfIndex *index, GError **error)
{
  char *snapshot = NULL;

  return gf_index_read (index, read_snapshot, &snapshot, error) ? snapshot : NULL;
}

json_t *
gf_index_coverage (GfIndex *index, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  uint32_t files = 0, read = 0, partly_read = 0, unread = 0;
  uint32_t members = 0, members_partly = 0, members_unread = 0;

  if (!xc_database_dup_metadata (index->documents, GF_META_COVERAGE, &bytes, error))
    return NULL;
  if (bytes != NULL)
    {
      gsize size;
      const void *data = g_bytes_get_data (bytes, &size);
      g_autoptr (GVariant) coverage = gf_record_from_bytes (GF_COVERAGE_TYPE, data, size);

      g_variant_get (coverage, GF_COVERAGE_TYPE, &files, &read, &partly_read, &unread,
                     &members, &members_partly, &members_unread);
    }

  json_t *json
      = json_pack ("{s:I, s:I, s:I, s:I, s:I}", "files", (json_int_t) files, "read",
                   (json_int_t) read, "partly_read", (json_int_t) partly_read, "unread",
                   (json_int_t) unread, "members", (json_int_t) members);
  if (members_partly > 0)
    json_object_set_new (json, "members_partly_read", json_integer (members_partly));
  if (members_unread > 0)
    json_object_set_new (json, "members_unread", json_integer (members_unread));
  return json;
}
