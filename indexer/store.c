/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "common/autofd.h"
#include "common/generation.h"
#include "indexer/folder.h"
#include "indexer/store-private.h"
#include "indexer/versions.h"

/* What is read is found within this time, also where files are slow. */
#define COMMIT_INTERVAL_US (10 * G_USEC_PER_SEC)

/* A run of a batch is found with the whole of it, so it may have more units than are
   committed at once: the fewer there are, the fewer lists of a word the merge goes
   through.  But not where little at once is asked for. */
#define COMMITS_A_RUN 16u
#define FEW_UNITS 1000u

/* libxapian's own, in each database. */
#define LOCK_FILE "flintlock"

/* How long another's lock is waited for: a second. */
#define LOCK_TRIES 20u
#define LOCK_PAUSE_US 50000

/* Of an index that is being made, beside its place. */
#define NEW_PREFIX ".new-"

G_DEFINE_QUARK (gf_store_error, gf_store_error)

bool
gf_store_fail (const GfStore *store, GError **error, GError *cause, const char *doing)
{
  /* Said already. */
  if (cause->domain == GF_STORE_ERROR)
    {
      g_propagate_error (error, cause);
      return false;
    }

  int code = g_error_matches (cause, XC_ERROR, XC_ERROR_LOCKED) ? GF_STORE_ERROR_LOCKED
                                                                : GF_STORE_ERROR_INDEX;

  const char *advice = "";

  if (code == GF_STORE_ERROR_LOCKED)
    advice = " (another gjenfinn-indexer is at work on it)";
  else if (g_error_matches (cause, XC_ERROR, XC_ERROR_CORRUPT))
    advice
        = " (the index is damaged: move its folder away and run gjenfinn-indexer again)";
  bool says_where = strstr (cause->message, store->folder) != NULL;
  g_autofree char *where
      = says_where ? g_strdup ("") : g_strdup_printf ("'%s': ", store->folder);
  g_set_error (error, GF_STORE_ERROR, code, "cannot %s: %s%s%s", doing, where,
               cause->message, advice);
  g_error_free (cause);
  return false;
}

static bool
get_number (XcWriter *writer, const char *key, uint64_t *number_out, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  *number_out = 0;
  if (!xc_database_dup_metadata (xc_writer_get_database (writer), key, &bytes, error))
    return false;
  if (bytes != NULL)
    *number_out = g_ascii_strtoull (g_bytes_get_data (bytes, NULL), NULL, 10);
  return true;
}

static bool
set_text (XcWriter *writer, const char *key, const char *text, GError **error)
{
  return xc_writer_set_metadata (writer, key, text, strlen (text), error);
}

static bool
check_schema (GfStore *store, XcWriter *writer, GError **error)
{
  g_autoptr (GBytes) version = NULL;
  GError *cause = NULL;
  uint32_t n_entries = 0;

  if (!xc_database_dup_metadata (xc_writer_get_database (writer), GF_META_SCHEMA,
                                 &version, &cause)
      || !xc_database_get_doc_count (xc_writer_get_database (writer), &n_entries, &cause))
    return gf_store_fail (store, error, cause, "read the index");
  if (version == NULL && n_entries == 0)
    return true;

  const char *found = version != NULL ? g_bytes_get_data (version, NULL) : "0";
  if (strcmp (found, GF_SCHEMA_VERSION) == 0)
    return true;
  g_set_error (
      error, GF_STORE_ERROR, GF_STORE_ERROR_SCHEMA,
      "the index in '%s' is of version %s and this program writes version %s: move "
      "that folder away and run gjenfinn-indexer again to build it anew",
      store->folder, found, GF_SCHEMA_VERSION);
  return false;
}

/* libxapian takes a file it cannot open for one that another has locked. */
static bool
check_can_write (const char *path, GError **error)
{
  if (faccessat (AT_FDCWD, path, W_OK, AT_EACCESS) == 0 || errno == ENOENT)
    return true;
  g_set_error (error, GF_STORE_ERROR, GF_STORE_ERROR_INDEX,
               "cannot write to the index: '%s': %s", path, g_strerror (errno));
  return false;
}

static XcWriter *
open_database (GfStore *store, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *lock_file = g_build_filename (path, LOCK_FILE, NULL);
  GError *cause = NULL;

  if (!check_can_write (path, error) || !check_can_write (lock_file, error))
    return NULL;
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_OPEN_OR_CREATE, &cause);

  if (writer == NULL)
    {
      gf_store_fail (store, error, cause, "open the index");
      return NULL;
    }
  return check_schema (store, writer, error) ? g_steal_pointer (&writer) : NULL;
}

bool
gf_store_open_databases (GfStore *store, uint64_t generation, GError **error)
{
  g_autofree char *folder = gf_generation_path (store->folder, generation);
  g_autoptr (XcWriter) units = open_database (store, folder, GF_UNITS_FOLDER, error);
  g_autoptr (XcWriter) documents
      = units != NULL ? open_database (store, folder, GF_DOCUMENTS_FOLDER, error) : NULL;

  if (documents == NULL)
    return false;
  xc_writer_free (store->units);
  xc_writer_free (store->documents);
  store->units = g_steal_pointer (&units);
  store->documents = g_steal_pointer (&documents);
  store->generation = generation;
  return true;
}

bool
gf_store_load_files (GfStore *store, GError **error)
{
  g_autoptr (XcList) list
      = xc_database_list_metadata (xc_writer_get_database (store->documents),
                                   GF_META_FILE_PREFIX, GF_STORE_MAX_FILES, error);
  size_t n_entries;

  if (list == NULL)
    return false;
  const XcEntry *entries = xc_list_get_entries (list, &n_entries);
  for (size_t i = 0; i < n_entries; i++)
    {
      g_autoptr (GBytes) bytes
          = g_bytes_new (entries[i].value.data, entries[i].value.size);
      g_autoptr (GVariant) packed = g_variant_ref_sink (
          g_variant_new_from_bytes (G_VARIANT_TYPE (GF_FILE_TYPE), bytes, FALSE));
      GfFile *file = gf_file_unpack (packed);

      /* A row that cannot be read is as good as none: the file is read again. */
      if (file != NULL)
        gf_files_put (store->files, file);
    }
  return true;
}

bool
gf_store_begin (GfStore *store, GError **error)
{
  return xc_writer_begin_transaction (store->units, error)
         && xc_writer_begin_transaction (store->documents, error);
}

void
gf_store_free (GfStore *store)
{
  if (store == NULL)
    return;
  gf_batch_free (store->batch);
  xc_writer_free (store->units);
  xc_writer_free (store->documents);
  gf_close_fd (&store->lock_fd);
  g_hash_table_unref (store->rows);
  g_hash_table_unref (store->unsettled);
  gf_versions_free (store->versions);
  gf_files_free (store->files);
  g_free (store->folder);
  g_free (store);
}

GfFiles *
gf_store_get_files (GfStore *store)
{
  return store->files;
}

unsigned
gf_store_count_pending (const GfStore *store)
{
  return store->n_pending;
}

uint64_t
gf_store_get_commit (const GfStore *store)
{
  return store->commit;
}

char *
gf_store_dup_path (const GfStore *store, const char *name)
{
  return g_build_filename (store->folder, name, NULL);
}

bool
gf_store_count_units (GfStore *store, uint32_t *n_units_out, GError **error)
{
  GError *cause = NULL;

  return xc_database_get_doc_count (xc_writer_get_database (store->units), n_units_out,
                                    &cause)
         || gf_store_fail (store, error, cause, "read the index");
}

/* Digits come before the prefixes, letters behind. */
static const char *
pass_prefixes (const char *after)
{
  return g_ascii_isupper (*after) ? "Z\x7f" : after;
}

XcList *
gf_store_list_words (GfStore *store, const char *after, size_t max_words, GError **error)
{
  GError *cause = NULL;
  XcList *list = xc_database_list_terms_after (xc_writer_get_database (store->units),
                                               pass_prefixes (after), max_words, &cause);

  if (list == NULL)
    gf_store_fail (store, error, cause, "read the words of the index");
  return list;
}

/* Adds the id of an entry of the documents. */
static bool
add_id (XcDatabase *documents, uint32_t docid, GPtrArray *ids, GError **error)
{
  g_autoptr (XcList) terms
      = xc_database_list_document_terms (documents, docid, GF_TERM_ID, 1, error);
  size_t n_entries = 0;

  if (terms == NULL)
    return false;
  const XcEntry *entries = xc_list_get_entries (terms, &n_entries);
  if (n_entries > 0)
    g_ptr_array_add (ids, g_strdup (entries[0].name.data + strlen (GF_TERM_ID)));
  return true;
}

GPtrArray *
gf_store_list_format (GfStore *store, const char *media_type, GError **error)
{
  XcDatabase *documents = xc_writer_get_database (store->documents);
  g_autofree char *term = g_strconcat (GF_TERM_FORMAT, media_type, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GError *cause = NULL;
  size_t n;
  g_autofree uint32_t *docids
      = xc_database_list_docids (documents, term, 0, GF_STORE_MAX_FILES, &n, &cause);

  for (size_t i = 0; cause == NULL && i < n; i++)
    add_id (documents, docids[i], ids, &cause);
  if (cause == NULL)
    return g_steal_pointer (&ids);
  gf_store_fail (store, error, cause, "read the index");
  return NULL;
}

static bool
set_coverage (GfStore *store, GError **error)
{
  GfFilesCount count = gf_files_count (store->files);
  g_autoptr (GVariant) packed = g_variant_ref_sink (g_variant_new (
      GF_COVERAGE_TYPE, count.files, count.by_status[GF_READ_WHOLE],
      count.by_status[GF_READ_PARTLY], count.by_status[GF_READ_NOT], count.members,
      count.members_by_status[GF_READ_PARTLY], count.members_by_status[GF_READ_NOT]));

  return xc_writer_set_metadata (store->documents, GF_META_COVERAGE,
                                 g_variant_get_data (packed), g_variant_get_size (packed),
                                 error);
}

static bool
commit_one (XcWriter *writer, const char *number, GError **error)
{
  return set_text (writer, GF_META_SCHEMA, GF_SCHEMA_VERSION, error)
         && set_text (writer, GF_META_COMMIT, number, error)
         && xc_writer_commit_transaction (writer, error);
}

bool
gf_store_commit_databases (GfStore *store, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, ++store->commit);

  store->n_pending = 0;
  store->committed_us = g_get_monotonic_time ();
  return gf_store_settle (store, error)
         && gf_versions_settle (store->versions, store->documents, store->units, error)
         && set_coverage (store, error) && commit_one (store->units, number, error)
         && commit_one (store->documents, number, error);
}

static bool
commit (GfStore *store, GError **error)
{
  bool is_loose;

  if (store->batch != NULL)
    return gf_store_end_batch (store, error);
  if (!gf_store_commit_databases (store, error)
      || !gf_store_is_loose (store, &is_loose, error))
    return false;
  return is_loose ? gf_store_merge (store, error) : gf_store_begin (store, error);
}

bool
gf_store_commit (GfStore *store, GError **error)
{
  GError *cause = NULL;

  return commit (store, &cause)
         || gf_store_fail (store, error, cause, "commit to the index");
}

bool
gf_store_commit_if_due (GfStore *store, unsigned units_a_commit, GError **error)
{
  int64_t interval_us
      = store->batch != NULL ? store->batch_interval_us : COMMIT_INTERVAL_US;

  store->units_a_run
      = units_a_commit < FEW_UNITS ? units_a_commit : units_a_commit * COMMITS_A_RUN;
  if (store->n_pending == 0)
    return true;
  if ((store->batch != NULL || store->n_pending < units_a_commit)
      && g_get_monotonic_time () - store->committed_us < interval_us)
    return true;
  return gf_store_commit (store, error);
}

static bool
start (GfStore *store, GError **error)
{
  uint64_t of_units, of_documents;

  uint64_t positions;

  if (!gf_store_load_files (store, error)
      || !get_number (store->units, GF_META_POSITIONS, &positions, error)
      || !get_number (store->units, GF_META_COMMIT, &of_units, error)
      || !get_number (store->documents, GF_META_COMMIT, &of_documents, error)
      || !gf_store_begin (store, error))
    return false;
  store->keeps_positions = positions > 0;
  store->commit = MAX (of_units, of_documents);
  if (of_units != of_documents && !gf_store_mend (store, error))
    return false;
  /* A new index can be asked at once: it has nothing, which is an answer. */
  return store->commit > 0 || commit (store, error);
}

static GfStore *
new_store (const char *folder)
{
  GfStore *store = g_new0 (GfStore, 1);

  store->folder = g_strdup (folder);
  store->lock_fd = -1;
  store->files = gf_files_new ();
  store->unsettled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  store->versions = gf_versions_new ();
  store->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_bytes_unref);
  store->committed_us = g_get_monotonic_time ();
  return store;
}

/* Whether the lock on the folder is taken by another.  Its workers may end a moment after
   it did, and hold what they have inherited until then. */
static bool
is_taken_for_long (int fd)
{
  for (unsigned tries = 0; flock (fd, LOCK_EX | LOCK_NB) != 0; tries++)
    {
      if (errno != EWOULDBLOCK)
        return false;
      if (tries == LOCK_TRIES)
        return true;
      g_usleep (LOCK_PAUSE_US);
    }
  return false;
}

/* One that works on a generation must not meet another that makes the next.  Some file
   systems over a network cannot lock a folder: there libxapian's own locks are left. */
static bool
lock (GfStore *store, GError **error)
{
  store->lock_fd = open (store->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (store->lock_fd >= 0 && !is_taken_for_long (store->lock_fd))
    return true;

  bool is_taken = store->lock_fd >= 0;
  g_set_error (
      error, GF_STORE_ERROR, is_taken ? GF_STORE_ERROR_LOCKED : GF_STORE_ERROR_INDEX,
      "cannot open the index: '%s': %s", store->folder,
      is_taken ? "another gjenfinn-indexer is at work on it" : g_strerror (errno));
  return false;
}

/* @path: INDEX/LEVEL, which exists. */
static GfStore *
open_at (const char *path, GError **error)
{
  g_autoptr (GfStore) store = new_store (path);
  GError *cause = NULL;

  if (!lock (store, error) || !check_can_write (path, error)
      || !gf_store_open_databases (store, gf_generation_read (path), error))
    return NULL;
  if (!start (store, &cause) || !gf_store_tidy (store, &cause))
    {
      gf_store_fail (store, error, cause, "read the index");
      return NULL;
    }
  return g_steal_pointer (&store);
}

static bool
fail_to_make (const char *path, GError **error)
{
  g_set_error (error, GF_STORE_ERROR, GF_STORE_ERROR_INDEX,
               "cannot make the folder '%s': %s", path, g_strerror (errno));
  return false;
}

/* Puts @made at @path; where another indexer was quicker, its index is as good. */
static bool
put_in_place (const char *made, const char *path, GError **error)
{
  if (rename (made, path) == 0)
    return true;

  bool there_is_one = errno == EEXIST || errno == ENOTEMPTY;
  if (!there_is_one)
    fail_to_make (path, error);
  gf_folder_remove (made);
  return there_is_one;
}

/* An index appears whole: made beside its place, empty and ready to be asked, then
 * renamed. */
static bool
create (const char *folder, const char *path, int mode, GError **error)
{
  g_autofree char *made = g_build_filename (folder, NEW_PREFIX "XXXXXX", NULL);

  if (g_mkdir_with_parents (folder, 0755) != 0)
    return fail_to_make (folder, error);
  if (g_mkdtemp_full (made, mode) == NULL)
    return fail_to_make (path, error);

  GfStore *store = open_at (made, error);
  bool is_made = store != NULL;
  gf_store_free (store);
  if (!is_made)
    gf_folder_remove (made);
  return is_made && put_in_place (made, path, error);
}

/* Whether nobody is making an index there: who does has locked it. */
static bool
is_abandoned (const char *made)
{
  gf_autofd fd = open (made, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  return fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0;
}

/* What somebody who was killed did not put in its place. */
static void
remove_unfinished (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_prefix (name, NEW_PREFIX) && is_abandoned (path))
        gf_folder_remove (path);
    }
}

GfStore *
gf_store_open (const char *folder, const char *level, GError **error)
{
  g_autofree char *path = g_build_filename (folder, level, NULL);
  int mode = g_str_equal (level, "public") ? 0755 : 0750;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !create (folder, path, mode, error))
    return NULL;
  remove_unfinished (folder);
  return open_at (path, error);
}

bool
gf_store_keep_positions (GfStore *store, GError **error)
{
  GError *cause = NULL;
  uint32_t n_units;

  if (store->keeps_positions)
    return true;
  if (!gf_store_count_units (store, &n_units, error))
    return false;
  if (n_units > 0)
    {
      g_set_error (
          error, GF_STORE_ERROR, GF_STORE_ERROR_INDEX,
          "the index in '%s' was begun without 'positions': take that out of the "
          "settings, or move that folder away and run gjenfinn-indexer again",
          store->folder);
      return false;
    }
  store->keeps_positions = true;
  store->n_pending++;
  return set_text (store->units, GF_META_POSITIONS, "1", &cause)
         || gf_store_fail (store, error, cause, "write to the index");
}
