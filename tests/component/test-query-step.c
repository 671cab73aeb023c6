/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two databases of an index are committed one after the other: what a reader sees who
   comes in between. */
#include <string.h>
#include <unistd.h>

#include "common/schema.h"
#include "tests/component/query-fixture.h"
#include "tests/tap.h"

static Fixture *fixture;

static void
setup (void)
{
  fixture = fixture_new_councils ();
}

static void
teardown (void)
{
  fixture_free (fixture);
}

static void
commit_with_number (XcWriter *writer, const char *number)
{
  ck_assert (
      xc_writer_set_metadata (writer, GF_META_COMMIT, number, strlen (number), NULL));
  ck_assert (xc_writer_commit (writer, NULL));
}

static gpointer
commit_documents_later (gpointer data)
{
  (void) data;
  g_usleep (30 * 1000);
  commit_with_number (fixture->documents, "2");
  return NULL;
}

/* The indexer commits units and then documents: who comes in between waits for the
 * second. */
START_TEST (test_between_two_commits)
{
  GError *error = NULL;

  commit_with_number (fixture->units, "1");
  commit_with_number (fixture->documents, "1");
  g_autoptr (GfIndex) index = fixture_open ();

  commit_with_number (fixture->units, "2");
  GThread *writer = g_thread_new ("writer", commit_documents_later, NULL);
  assert_ok (gf_index_refresh (index, &error), error);
  g_autofree char *waited = gf_index_dup_snapshot (index, &error);
  g_thread_join (writer);
  assert_ok (gf_index_refresh (index, &error), error);
  g_autofree char *after = gf_index_dup_snapshot (index, &error);
  ck_assert_str_eq (waited, after);
}
END_TEST

/* After a kill in between, what there is is read all the same. */
START_TEST (test_torn_commit)
{
  GError *error = NULL;

  commit_with_number (fixture->units, "2");
  commit_with_number (fixture->documents, "1");
  g_autoptr (GfIndex) index = fixture_open ();
  g_autofree char *snapshot = gf_index_dup_snapshot (index, &error);
  assert_ok (snapshot != NULL, error);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-step");
  TCase *tests = tcase_create ("step");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_add_test (tests, test_between_two_commits);
  tcase_add_test (tests, test_torn_commit);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
