/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A reader that takes so long to open a commit that a writer gets two commits on, and
 * uses blocks of what is being opened again.  libxapian 1.4 then takes a root block that
 * has become a leaf for damage: it looks at the level before it looks at the revision.
 */
#include "tests/component/test-xapian-fixture.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Enough for the tables to have more than one level. */
#define N_DOCUMENTS 400
#define N_WORDS 40

static char *path;
static XcWriter *writer;

static XcDocument *
make_document (unsigned number, unsigned round)
{
  XcDocument *document = xc_document_new (NULL);

  for (unsigned i = 0; i < N_WORDS; i++)
    {
      g_autofree char *word = g_strdup_printf ("word%u.%u", number * N_WORDS + i, round);

      ck_assert (xc_document_add_posting (document, word, i + 1, 1, NULL));
    }
  return document;
}

static void
write_all (void)
{
  for (unsigned number = 0; number < N_DOCUMENTS; number++)
    {
      g_autofree char *id = g_strdup_printf ("Q%u", number);
      g_autoptr (XcDocument) document = make_document (number, 0);

      ck_assert (xc_document_add_boolean_term (document, id, NULL));
      ck_assert (xc_writer_replace_document (writer, id, document, NULL, NULL));
    }
  ck_assert (xc_writer_commit (writer, NULL));
}

/* More and fewer blocks by turns, so that roots and leaves change places. */
static void
change_some (unsigned round)
{
  for (unsigned i = 0; i < 1 + round % 3; i++)
    {
      unsigned number = (round * 101 + i * 211) % N_DOCUMENTS;
      g_autofree char *id = g_strdup_printf ("Q%u", number);
      g_autoptr (XcDocument) document = make_document (number, round);

      ck_assert (xc_document_add_boolean_term (document, id, NULL));
      ck_assert (xc_writer_replace_document (writer, id, document, NULL, NULL));
    }
  ck_assert (xc_writer_commit (writer, NULL));
}

/* What libxapian opens, in its order: docdata, spelling, synonym, termlist, position,
   postlist.  A pipe in the place of one that the database does not use stops it there. */
static char *
gate_path (const char *table)
{
  return g_strconcat (path, "/", table, ".glass", NULL);
}

static void
make_gate (const char *table)
{
  g_autofree char *gate = gate_path (table);

  ck_assert_int_eq (mkfifo (gate, 0600), 0);
}

/* Waits for who opens the gate's other end. */
static void
pass_gate (const char *table)
{
  g_autofree char *gate = gate_path (table);
  int fd = open (gate, O_WRONLY | O_CLOEXEC);

  ck_assert_int_ge (fd, 0);
  close (fd);
}

/* The gates are no pipes any more for who comes next. */
static void
remove_gate (const char *table)
{
  g_autofree char *gate = gate_path (table);

  ck_assert_int_eq (unlink (gate), 0);
}

static gpointer
write_meanwhile (gpointer data)
{
  unsigned n_commits = GPOINTER_TO_UINT (data);

  pass_gate ("spelling");
  for (unsigned i = 0; i < n_commits; i++)
    change_some (i);
  remove_gate ("spelling");
  pass_gate ("synonym");
  remove_gate ("synonym");
  return NULL;
}

static void
setup (void)
{
  fixture_setup ();
  path = fixture_path ("db");
  writer = xc_writer_open (path, XC_WRITER_CREATE, NULL);
  ck_assert_ptr_nonnull (writer);
  write_all ();
}

static void
teardown (void)
{
  xc_writer_free (writer);
  g_clear_pointer (&path, g_free);
  fixture_teardown ();
}

static GThread *
hold_up (unsigned n_commits)
{
  make_gate ("spelling");
  make_gate ("synonym");
  return g_thread_new ("writer", write_meanwhile, GUINT_TO_POINTER (n_commits));
}

static void
check_newest (XcDatabase *reader)
{
  g_autoptr (GError) error = NULL;
  uint64_t newest = 0, shown = 0;

  assert_ok (xc_database_get_revision (xc_writer_get_database (writer), &newest, &error),
             error);
  assert_ok (xc_database_get_revision (reader, &shown, &error), error);
  ck_assert_uint_eq (shown, newest);
  g_autoptr (XcList) terms = xc_database_list_terms (reader, "word", 100000, &error);
  assert_ok (terms != NULL, error);
}

/* How many commits come between decides what the root's block is used for. */
START_TEST (opening)
{
  g_autoptr (GError) error = NULL;
  GThread *thread = hold_up ((unsigned) _i);
  g_autoptr (XcDatabase) reader = xc_database_open (path, &error);
  g_thread_join (thread);
  assert_ok (reader != NULL, error);
  check_newest (reader);
}
END_TEST

START_TEST (reopening)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) reader = xc_database_open (path, &error);
  bool changed = false;

  assert_ok (reader != NULL, error);
  change_some (100);
  GThread *thread = hold_up ((unsigned) _i);
  bool ok = xc_database_reopen (reader, &changed, &error);
  g_thread_join (thread);
  assert_ok (ok, error);
  ck_assert (changed);
  check_newest (reader);
}
END_TEST

#define BLOCK_SIZE 8192
#define LEVEL_AT 4

/* Every block of the postings says that it is @n levels higher in the tree. */
static void
lift (int n)
{
  g_autofree char *file = gate_path ("postlist");
  int fd = open (file, O_RDWR | O_CLOEXEC);
  unsigned char level;

  ck_assert_int_ge (fd, 0);
  for (off_t at = LEVEL_AT; pread (fd, &level, 1, at) == 1; at += BLOCK_SIZE)
    {
      level = (unsigned char) (level + n);
      ck_assert_int_eq (pwrite (fd, &level, 1, at), 1);
    }
  close (fd);
}

/* What looks the same again is damage, and is told as it was. */
START_TEST (damage_stays_damage)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) reader = xc_database_open (path, &error);

  assert_ok (reader != NULL, error);
  change_some (100);
  lift (5);
  bool ok = xc_database_reopen (reader, NULL, &error);
  ck_assert (!ok && error != NULL);
  ck_assert_msg (strstr (error->message, "to be level") != NULL, "%s", error->message);
  assert_fails (ok, error, XC_ERROR_CORRUPT);
  XcDatabase *opened = xc_database_open (path, &error);
  assert_fails (opened != NULL, error, XC_ERROR_CORRUPT);
}
END_TEST

static bool
list_words (XcDatabase *reader, GError **error)
{
  g_autoptr (XcList) terms = xc_database_list_terms (reader, "word", 100000, error);

  return terms != NULL;
}

/* A block that is read while it is written has a part of each. */
START_TEST (damage_is_looked_at_again_where_there_is_more)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcDatabase) reader = xc_database_open (path, &error);
  unsigned attempts = 0;

  assert_ok (reader != NULL, error);
  lift (5);
  ck_assert (!list_words (reader, &error));
  ck_assert (!xc_database_recover (reader, &attempts, &error));
  ck_assert_msg (strstr (error->message, "to be level") != NULL, "%s", error->message);
  g_clear_error (&error);

  ck_assert (!list_words (reader, &error));
  lift (-5);
  change_some (100);
  ck_assert (xc_database_recover (reader, &attempts, &error));
  assert_ok (list_words (reader, &error), error);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-overtaken");
  TCase *tcase = tcase_create ("overtaken");

  tcase_add_checked_fixture (tcase, setup, teardown);
  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, opening, 2, 12);
  tcase_add_loop_test (tcase, reopening, 2, 12);
  tcase_add_test (tcase, damage_stays_damage);
  tcase_add_test (tcase, damage_is_looked_at_again_where_there_is_more);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
