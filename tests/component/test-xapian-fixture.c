/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/component/test-xapian-fixture.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *folder;

void
fixture_setup (void)
{
  folder = g_dir_make_tmp ("test-xapian-XXXXXX", NULL);
  ck_assert_ptr_nonnull (folder);
}

static int
remove_one (const char *path, const struct stat *status, int type, struct FTW *where)
{
  (void) status;
  (void) type;
  (void) where;
  return remove (path);
}

void
fixture_teardown (void)
{
  nftw (folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  g_clear_pointer (&folder, g_free);
}

char *
fixture_path (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
add_words (XcDocument *document, const char *words)
{
  g_auto (GStrv) split = g_strsplit (words, " ", -1);

  for (uint32_t i = 0; split[i] != NULL; i++)
    if (*split[i] != '\0')
      ck_assert (xc_document_add_posting (document, split[i], i + 1, 1, NULL));
}

static void
add_value (XcDocument *document, const char *value)
{
  char *bytes;
  uint32_t slot = (uint32_t) strtoul (value, &bytes, 10);

  ck_assert_int_eq (*bytes, '=');
  ck_assert (xc_document_set_value (document, slot, bytes + 1, strlen (bytes + 1), NULL));
}

XcDocument *
fixture_document (const FixtureDocument *from)
{
  g_autoptr (XcDocument) document = xc_document_new (NULL);
  g_autofree char *unique = g_strconcat ("Q", from->id, NULL);

  ck_assert (xc_document_add_boolean_term (document, unique, NULL));
  ck_assert (xc_document_set_data (document, from->id, strlen (from->id), NULL));
  add_words (document, from->words);
  for (size_t i = 0; i < G_N_ELEMENTS (from->values) && from->values[i] != NULL; i++)
    add_value (document, from->values[i]);
  return g_steal_pointer (&document);
}

void
fixture_write (const char *path, const FixtureDocument *documents, size_t n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = xc_writer_open (path, XC_WRITER_CREATE, &error);

  assert_ok (writer != NULL, error);
  for (size_t i = 0; i < n; i++)
    {
      g_autoptr (XcDocument) document = fixture_document (&documents[i]);

      assert_ok (xc_writer_add_document (writer, document, NULL, &error), error);
    }
  assert_ok (xc_writer_close (writer, &error), error);
}

char *
fixture_ids (const XcResults *results)
{
  GString *ids = g_string_new (NULL);
  size_t n;
  const XcHit *hits = xc_results_get_hits (results, &n);

  for (size_t i = 0; i < n; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", hits[i].data.data);
  return g_string_free (ids, FALSE);
}

TCase *
fixture_tcase (const char *name)
{
  TCase *tcase = tcase_create (name);

  tcase_add_checked_fixture (tcase, fixture_setup, fixture_teardown);
  tcase_set_timeout (tcase, 60);
  return tcase;
}

int
fixture_run (Suite *suite)
{
  SRunner *runner = srunner_create (suite);

  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  srunner_set_tap (runner, "-");
  srunner_run_all (runner, CK_SILENT);

  int failed = srunner_ntests_failed (runner);
  srunner_free (runner);
  return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
