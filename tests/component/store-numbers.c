/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/component/store-numbers.h"

#include <check.h>
#include <string.h>

#include "common/generation.h"
#include "common/schema.h"

char *
sha_of (unsigned number)
{
  return g_strdup_printf ("%08x%056x", number + 1, 0);
}

char *
path_of (unsigned number)
{
  return g_strdup_printf ("/c/%u", number);
}

char *
word_of (unsigned number)
{
  return g_strdup_printf ("ord%u", number);
}

bool
try_to_put_number (GfStore *store, unsigned number, GError **error)
{
  g_autofree char *sha = sha_of (number);
  g_autofree char *path = path_of (number);
  g_autofree char *word = word_of (number);

  return try_to_put (store, path, sha, word, error);
}

void
put_number (GfStore *store, unsigned number)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (try_to_put_number (store, number, &error), "%s",
                 error ? error->message : "");
}

void
put_numbers (GfStore *store, unsigned from, unsigned to)
{
  for (unsigned i = from; i < to; i++)
    {
      put_number (store, i);
      ck_assert (gf_store_commit_if_due (store, UNITS_A_RUN, NULL));
    }
}

XcDatabase *
open_database (const char *name)
{
  g_autofree char *folder = gf_generation_path (LEVEL, gf_generation_read (LEVEL));
  g_autofree char *path = g_build_filename (folder, name, NULL);
  XcDatabase *db = xc_database_open (path, NULL);

  ck_assert_msg (db != NULL, "%s", path);
  return db;
}

uint32_t
frequency (const char *name, const char *term)
{
  g_autoptr (XcDatabase) db = open_database (name);
  uint32_t count = 0;

  ck_assert (xc_database_get_term_frequency (db, term, &count, NULL));
  return count;
}

static char *
dup_commit (const char *name)
{
  g_autoptr (XcDatabase) db = open_database (name);
  g_autoptr (GBytes) value = NULL;

  ck_assert (xc_database_dup_metadata (db, GF_META_COMMIT, &value, NULL));
  ck_assert_ptr_nonnull (value);
  return g_strndup (g_bytes_get_data (value, NULL), g_bytes_get_size (value));
}

bool
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

void
check_numbers (unsigned from, unsigned to)
{
  g_autoptr (GfStore) store = open_store ();
  GfFilesCount count = gf_files_count (gf_store_get_files (store));
  g_autofree char *of_units = dup_commit ("units");
  g_autofree char *of_documents = dup_commit ("documents");
  uint32_t n_units;

  ck_assert_str_eq (of_units, of_documents);
  ck_assert_uint_eq (count.files, to - from);
  ck_assert (gf_store_count_units (store, &n_units, NULL));
  ck_assert_uint_eq (n_units, to - from);
  for (unsigned i = from; i < to; i++)
    {
      g_autofree char *word = word_of (i);
      g_autofree char *path = path_of (i);

      ck_assert_uint_eq (frequency ("units", word), 1);
      ck_assert_uint_eq (frequency ("documents", word), 1);
      ck_assert_ptr_nonnull (gf_files_find_path (gf_store_get_files (store), path));
    }
}
