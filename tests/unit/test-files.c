/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <unistd.h>

#include "indexer/files.h"
#include "tests/tap.h"

#define CONTENT_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0000000000000000000000000000000a"
#define CONTENT_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb0000000000000000000000000000000b"
/* The same document id as CONTENT_A, another digest. */
#define CONTENT_A2 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0000000000000000000000000000000c"

static GfFile *
new_file (const char *path, const char *sha256, GfReadStatus status)
{
  GfFile *file = gf_file_new (path, path + 1);

  gf_file_set_content (file, sha256);
  gf_file_set_outcome (file, status, status == GF_READ_WHOLE ? NULL : GF_REASON_DAMAGED,
                       NULL);
  if (status != GF_READ_NOT)
    file->document_id = gf_file_dup_document_id (sha256);
  return file;
}

START_TEST (found_by_path_and_content)
{
  g_autoptr (GfFiles) files = gf_files_new ();

  gf_files_put (files, new_file ("/c/a", CONTENT_A, GF_READ_WHOLE));
  ck_assert_ptr_nonnull (gf_files_find_path (files, "/c/a"));
  ck_assert_ptr_null (gf_files_find_path (files, "/c"));
  ck_assert_ptr_nonnull (gf_files_find_content (files, CONTENT_A));
  ck_assert_ptr_null (gf_files_find_content (files, CONTENT_A2));
  ck_assert_ptr_null (gf_files_find_content (files, CONTENT_B));
}
END_TEST

START_TEST (one_document_in_two_places)
{
  g_autoptr (GfFiles) files = gf_files_new ();
  g_autofree char *id = gf_file_dup_document_id (CONTENT_A);

  gf_files_put (files, new_file ("/c/z", CONTENT_A, GF_READ_WHOLE));
  gf_files_put (files, new_file ("/c/a", CONTENT_A, GF_READ_WHOLE));
  gf_files_put (files, new_file ("/c/b", CONTENT_B, GF_READ_NOT));

  g_autoptr (GPtrArray) both = gf_files_list_document (files, id);
  ck_assert_uint_eq (both->len, 2);
  ck_assert_str_eq (((GfFile *) g_ptr_array_index (both, 0))->path, "/c/a");
  gf_files_remove (files, "/c/a");
  g_autoptr (GPtrArray) one = gf_files_list_document (files, id);
  ck_assert_uint_eq (one->len, 1);
  gf_files_remove (files, "/c/z");
  g_autoptr (GPtrArray) none = gf_files_list_document (files, id);
  ck_assert_uint_eq (none->len, 0);
}
END_TEST

START_TEST (counts_follow)
{
  g_autoptr (GfFiles) files = gf_files_new ();

  gf_files_put (files, new_file ("/c/a", CONTENT_A, GF_READ_WHOLE));
  gf_files_put (files, new_file ("/c/b", CONTENT_B, GF_READ_NOT));
  gf_files_put (files, new_file ("/c/a", CONTENT_B, GF_READ_PARTLY));
  gf_files_remove (files, "/c/none");

  GfFilesCount count = gf_files_count (files);
  ck_assert_uint_eq (count.files, 2);
  ck_assert_uint_eq (count.by_status[GF_READ_WHOLE], 0);
  ck_assert_uint_eq (count.by_status[GF_READ_PARTLY], 1);
  ck_assert_uint_eq (count.by_status[GF_READ_NOT], 1);
}
END_TEST

/* @name within @container, which is put. */
static const GfFile *
put_member (GfFiles *files, const GfFile *container, const char *name, const char *sha256,
            GfReadStatus status, uint32_t n_members)
{
  GfFile *file = gf_file_new_member (container, name);

  gf_file_set_content (file, sha256);
  gf_file_set_outcome (file, status, status == GF_READ_WHOLE ? NULL : GF_REASON_DAMAGED,
                       NULL);
  file->n_members = n_members;
  gf_files_put (files, file);
  return file;
}

static const GfFile *
put_archive (GfFiles *files, const char *path, uint32_t n_members)
{
  GfFile *file = new_file (path, CONTENT_A2, GF_READ_WHOLE);

  file->n_members = n_members;
  gf_files_put (files, file);
  return file;
}

START_TEST (members_lie_in_files)
{
  g_autoptr (GfFiles) files = gf_files_new ();
  const GfFile *outer = put_archive (files, "/c/a.zip", 2);
  const GfFile *inner
      = put_member (files, outer, "b/in\xffner.zip", CONTENT_B, GF_READ_WHOLE, 1);
  const GfFile *deep = put_member (files, inner, "x", CONTENT_A, GF_READ_WHOLE, 0);

  ck_assert_str_eq (deep->path, "/c/a.zip/b/in\xffner.zip/x");
  ck_assert_str_eq (deep->shown, "c/a.zip/b/in\xef\xbf\xbdner.zip/x");
  ck_assert_uint_eq (gf_files_get_depth (files, outer), 0);
  ck_assert_uint_eq (gf_files_get_depth (files, deep), 2);
  ck_assert_str_eq (gf_files_get_outermost (files, deep), "/c/a.zip");
  ck_assert_str_eq (gf_files_get_outermost (files, outer), "/c/a.zip");
  ck_assert (!gf_files_is_complete (files, outer));

  put_member (files, outer, "a", CONTENT_A, GF_READ_WHOLE, 0);
  ck_assert (gf_files_is_complete (files, outer));
  ck_assert (gf_files_is_read (files, outer));
  g_autoptr (GPtrArray) direct = gf_files_list_members (files, "/c/a.zip");
  ck_assert_uint_eq (direct->len, 2);
  ck_assert_str_eq (((GfFile *) g_ptr_array_index (direct, 0))->path, "/c/a.zip/a");

  GfFilesCount count = gf_files_count (files);
  ck_assert_uint_eq (count.files, 1);
  ck_assert_uint_eq (count.members, 3);

  put_member (files, inner, "x", CONTENT_A, GF_READ_NOT, 0);
  ck_assert (gf_files_is_complete (files, outer));
  ck_assert (!gf_files_is_read (files, outer));
  gf_files_remove (files, "/c/a.zip/b/in\xffner.zip/x");
  ck_assert (!gf_files_is_complete (files, outer));
  gf_files_remove (files, "/c/a.zip");
  ck_assert_str_eq (gf_files_get_outermost (files, inner), "/c/a.zip");
  count = gf_files_count (files);
  ck_assert_uint_eq (count.files, 0);
  ck_assert_uint_eq (count.members, 2);
}
END_TEST

/* More in it than it holds: some of it is of an older content. */
START_TEST (too_many_members_are_not_complete)
{
  g_autoptr (GfFiles) files = gf_files_new ();
  const GfFile *archive = put_archive (files, "/c/a.zip", 0);

  ck_assert (gf_files_is_complete (files, archive));
  put_member (files, archive, "a", CONTENT_A, GF_READ_WHOLE, 0);
  ck_assert (!gf_files_is_complete (files, archive));
}
END_TEST

/* An archive that changed is in the table before what lies in it now is: as many of what
   lay in it before are none of that, should the run be ended in between. */
START_TEST (members_of_an_older_content_are_not_complete)
{
  g_autoptr (GfFiles) files = gf_files_new ();
  const GfFile *archive = put_archive (files, "/c/a.zip", 1);
  GfFile *changed = new_file ("/c/a.zip", CONTENT_B, GF_READ_WHOLE);

  put_member (files, archive, "a", CONTENT_A, GF_READ_WHOLE, 0);
  ck_assert (gf_files_is_complete (files, archive));

  changed->n_members = 1;
  changed->mtime_ns = archive->mtime_ns + 1;
  gf_files_put (files, changed);
  ck_assert (!gf_files_is_complete (files, changed));
  put_member (files, changed, "a", CONTENT_B, GF_READ_WHOLE, 0);
  ck_assert (gf_files_is_complete (files, changed));
}
END_TEST

/* What was read is what another file with the content is. */
START_TEST (the_best_of_the_same_content_is_found)
{
  g_autoptr (GfFiles) files = gf_files_new ();

  gf_files_put (files, new_file ("/c/a", CONTENT_A, GF_READ_NOT));
  gf_files_put (files, new_file ("/c/b", CONTENT_A, GF_READ_WHOLE));
  gf_files_put (files, new_file ("/c/c", CONTENT_A, GF_READ_PARTLY));
  ck_assert_str_eq (gf_files_find_content (files, CONTENT_A)->path, "/c/b");
}
END_TEST

START_TEST (row_comes_back_whole)
{
  g_autoptr (GfFile) file = gf_file_new ("/c/bad \xff name\n", "c/bad name");

  file->size = 12345678901;
  file->mtime_ns = 1700000000123456789;
  file->since_us = 42;
  gf_file_set_content (file, CONTENT_A);
  gf_file_set_outcome (file, GF_READ_NOT, GF_REASON_ENCRYPTED, "needs a password");

  g_autoptr (GVariant) packed = gf_file_pack (file);
  g_autoptr (GfFile) again = gf_file_unpack (packed);
  ck_assert_ptr_nonnull (again);
  ck_assert_str_eq (again->path, file->path);
  ck_assert_uint_eq (again->size, file->size);
  ck_assert_int_eq (again->mtime_ns, file->mtime_ns);
  ck_assert_str_eq (again->reason, GF_REASON_ENCRYPTED);
  ck_assert_ptr_null (again->document_id);
  ck_assert (gf_file_looks_unchanged (file, again));
  ck_assert_ptr_null (again->container);

  g_autoptr (GfFile) member = gf_file_new_member (file, "in/it");
  member->n_members = 7;
  g_autoptr (GVariant) packed_member = gf_file_pack (member);
  g_autoptr (GfFile) same = gf_file_unpack (packed_member);
  ck_assert_ptr_nonnull (same);
  ck_assert_str_eq (same->container, file->path);
  ck_assert_uint_eq (same->n_members, 7);
  ck_assert_int_eq (same->mtime_ns, file->mtime_ns);
}
END_TEST

START_TEST (other_rows_are_refused)
{
  g_autoptr (GVariant) other = g_variant_ref_sink (g_variant_new ("(s)", "x"));
  g_autoptr (GfFile) file = gf_file_new ("/c/a", "c/a");

  file->status = 7;
  g_autoptr (GVariant) bad_status = gf_file_pack (file);
  ck_assert_ptr_null (gf_file_unpack (other));
  ck_assert_ptr_null (gf_file_unpack (bad_status));
  /* A file that lies in itself, or elsewhere, would lie in files without end. */
  static const char *const containers[] = { "/c/a", "/c/ab", "/c/a/b", "/other" };
  for (size_t i = 0; i < G_N_ELEMENTS (containers); i++)
    {
      g_autoptr (GfFile) lost = gf_file_new ("/c/a", "c/a");
      lost->container = g_strdup (containers[i]);
      g_autoptr (GVariant) row = gf_file_pack (lost);
      ck_assert_ptr_null (gf_file_unpack (row));
    }
}
END_TEST

/* It is emptied and written anew at the moment it is read, and has its size again after.
 */
START_TEST (a_file_that_has_less_than_its_size)
{
  g_autofree char *folder = g_get_current_dir ();
  g_autofree char *path = g_build_filename (folder, "shrinking.txt", NULL);

  ck_assert (g_file_set_contents (path, "one", 3, NULL));
  g_autoptr (GfFile) file = gf_file_new (path, "shrinking");
  int fd = gf_file_open (file);
  ck_assert_int_eq (truncate (path, 0), 0);
  g_autofree char *sha256 = gf_file_digest (file, fd);
  close (fd);
  ck_assert_ptr_null (sha256);
  ck_assert_str_eq (file->reason, "io");
  ck_assert_str_eq (file->detail, "it changed while it was read");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("files");
  TCase *tests = tcase_create ("files");

  tcase_add_test (tests, found_by_path_and_content);
  tcase_add_test (tests, one_document_in_two_places);
  tcase_add_test (tests, counts_follow);
  tcase_add_test (tests, members_lie_in_files);
  tcase_add_test (tests, too_many_members_are_not_complete);
  tcase_add_test (tests, members_of_an_older_content_are_not_complete);
  tcase_add_test (tests, the_best_of_the_same_content_is_found);
  tcase_add_test (tests, row_comes_back_whole);
  tcase_add_test (tests, other_rows_are_refused);
  tcase_add_test (tests, a_file_that_has_less_than_its_size);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
