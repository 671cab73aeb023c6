/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list-index LEVEL: all that the current databases of INDEX/LEVEL hold, as lines of words
 * apart by tabs, for the tests that compare two indexes or ask what a kill left:
 *
 *   commit   number in units, number in documents
 *   units    how many; documents likewise
 *   unit     id, digest of its record, terms and values; document likewise
 *   term     database, term, how many have it: the words and ids only
 *   terms    database, digest of all terms with how many have each
 *   file     path, and its row but for when it was first seen
 *   coverage as it is stored
 *
 * Numbers of entries are left out, so two indexes of the same files say the same but for
 * "commit", once the lines are sorted.
 */
#include <stdio.h>
#include <string.h>

#include "common/generation.h"
#include "common/schema.h"
#include "xapian-c/xapian-c.h"
#include "xapian-c/xc-testing.h"

#define MANY ((size_t) 10 * 1000 * 1000)
#define N_SLOTS 8

static void
fail (const char *doing, const GError *error)
{
  fprintf (stderr, "list-index: %s: %s\n", doing,
           error != NULL ? error->message : "there is none");
  exit (1);
}

static void
add (GChecksum *sum, const void *data, size_t size)
{
  uint64_t length = size;

  g_checksum_update (sum, (const guchar *) &length, sizeof length);
  g_checksum_update (sum, data, (gssize) size);
}

/* Returns: the id that the terms have. */
static char *
add_terms (const XcList *terms, GChecksum *sum)
{
  char *id = NULL;
  size_t n;
  const XcEntry *entries = xc_list_get_entries (terms, &n);

  for (size_t i = 0; i < n; i++)
    {
      add (sum, entries[i].name.data, entries[i].name.size);
      add (sum, &entries[i].count, sizeof entries[i].count);
      if (id == NULL && g_str_has_prefix (entries[i].name.data, GF_TERM_ID))
        id = g_strdup (entries[i].name.data + strlen (GF_TERM_ID));
    }
  return id != NULL ? id : g_strdup ("-");
}

static void
print_entry (XcDatabase *db, uint32_t docid, const XcList *terms, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *id = add_terms (terms, sum);
  g_autoptr (GBytes) record = xc_database_dup_document_data (db, docid, &error);

  if (record == NULL)
    fail ("record", error);
  add (sum, g_bytes_get_data (record, NULL), g_bytes_get_size (record));
  for (uint32_t slot = 0; slot < N_SLOTS; slot++)
    {
      g_autoptr (GBytes) value = xc_database_dup_document_value (db, docid, slot, &error);

      if (value == NULL)
        fail ("value", error);
      add (sum, g_bytes_get_data (value, NULL), g_bytes_get_size (value));
    }
  printf ("%s\t%s\t%.16s\n", what, id, g_checksum_get_string (sum));
}

static void
print_terms (XcDatabase *db, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (XcList) terms = xc_database_list_terms (db, "", MANY, &error);
  size_t n;

  if (terms == NULL)
    fail ("all terms", error);
  const XcEntry *entries = xc_list_get_entries (terms, &n);
  for (size_t i = 0; i < n; i++)
    {
      const char *term = entries[i].name.data;

      add (sum, term, entries[i].name.size);
      add (sum, &entries[i].count, sizeof entries[i].count);
      if (!g_ascii_isupper (*term) || g_str_has_prefix (term, GF_TERM_ID)
          || g_str_has_prefix (term, GF_TERM_DOCUMENT))
        printf ("term\t%s\t%s\t%u\n", name, term, entries[i].count);
    }
  printf ("terms\t%s\t%zu\t%s\n", name, n, g_checksum_get_string (sum));
}

static void
print_database (XcDatabase *db, const char *name, const char *entry)
{
  g_autoptr (GError) error = NULL;
  size_t n;
  g_autofree uint32_t *docids = xc_database_list_docids (db, "", 0, MANY, &n, &error);

  g_autoptr (GPtrArray) terms = xc_testing_list_terms (db, &error);

  if (docids == NULL || terms == NULL)
    fail (name, error);
  printf ("%s\t%zu\n", name, n);
  for (size_t i = 0; i < n; i++)
    print_entry (db, docids[i], g_ptr_array_index (terms, docids[i]), entry);
  print_terms (db, name);
}

/* @value: a row, without the time at which its state was first seen. */
static void
print_file (const XcBytes *value)
{
  g_autoptr (GVariant) row = g_variant_ref_sink (g_variant_new_from_data (
      G_VARIANT_TYPE (GF_FILE_TYPE), value->data, value->size, FALSE, NULL, NULL));
  const char *path, *shown, *sha256, *document_id, *reason, *detail, *container;
  guint64 size;
  gint64 mtime_ns, since_us;
  guint32 n_members;
  guint8 status;

  g_variant_get (row, "(^&ay&stx&s&sy&s&sx^&ayu)", &path, &shown, &size, &mtime_ns,
                 &sha256, &document_id, &status, &reason, &detail, &since_us, &container,
                 &n_members);
  g_autofree char *escaped = g_strescape (path, NULL);
  g_autofree char *within = g_strescape (container, NULL);
  printf ("file\t%s\t%s\t%" G_GUINT64_FORMAT "\t%" G_GINT64_FORMAT
          "\t%s\t%s\t%u\t%s\t%s\t%s\t%u\n",
          escaped, shown, size, mtime_ns, sha256, document_id, status, reason, detail,
          within, n_members);
}

static void
print_files (XcDatabase *documents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcList) rows
      = xc_database_list_metadata (documents, GF_META_FILE_PREFIX, MANY, &error);
  g_autoptr (GBytes) coverage = NULL;
  size_t n;

  if (rows == NULL
      || !xc_database_dup_metadata (documents, GF_META_COVERAGE, &coverage, &error))
    fail ("the table of files", error);
  const XcEntry *entries = xc_list_get_entries (rows, &n);
  for (size_t i = 0; i < n; i++)
    print_file (&entries[i].value);
  if (coverage == NULL)
    return;

  g_autoptr (GVariant) counts = g_variant_ref_sink (
      g_variant_new_from_bytes (G_VARIANT_TYPE (GF_COVERAGE_TYPE), coverage, FALSE));
  g_autofree char *shown = g_variant_print (counts, FALSE);
  printf ("coverage\t%s\n", shown);
}

static XcDatabase *
open_one (const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);
  XcDatabase *db = xc_database_open (path, &error);

  if (db == NULL)
    fail (path, error);
  return db;
}

static char *
dup_commit (XcDatabase *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) value = NULL;

  if (!xc_database_dup_metadata (db, GF_META_COMMIT, &value, &error))
    fail ("commit", error);
  return value != NULL
             ? g_strndup (g_bytes_get_data (value, NULL), g_bytes_get_size (value))
             : g_strdup ("-");
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    fail ("which folder?", NULL);

  g_autofree char *folder = gf_generation_path (argv[1], gf_generation_read (argv[1]));
  g_autoptr (XcDatabase) units = open_one (folder, GF_UNITS_FOLDER);
  g_autoptr (XcDatabase) documents = open_one (folder, GF_DOCUMENTS_FOLDER);
  g_autofree char *of_units = dup_commit (units);
  g_autofree char *of_documents = dup_commit (documents);

  printf ("commit\t%s\t%s\n", of_units, of_documents);
  print_database (units, GF_UNITS_FOLDER, "unit");
  print_database (documents, GF_DOCUMENTS_FOLDER, "document");
  print_files (documents);
  return 0;
}
