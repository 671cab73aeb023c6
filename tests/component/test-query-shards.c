/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index of several shards, of which one gets commits while it is asked. */
#include <stdio.h>
#include <string.h>

#include "common/schema.h"
#include "query/index/index-private.h"
#include "tests/component/query-fixture.h"
#include "tests/component/xapian-servers.h"
#include "tests/tap.h"

#define N_SHARDS 3
/* Enough for more blocks than a reader has in memory. */
#define N_DOCUMENTS 100
#define N_CASES 6
#define N_WORDS 30
#define N_ALL (N_SHARDS * N_DOCUMENTS * N_CASES)
#define N_COMMITS 5
#define PATIENCE_MS 30000
#define IMPATIENCE_MS 1500

static const char *const names[N_SHARDS] = { "nord", "midt", "sor" };
static char *folder;
static Fixture *shards[N_SHARDS];
static Servers *servers;
static unsigned n_added;

static void
add_documents (Fixture *fixture, unsigned n, const char *words)
{
  for (unsigned i = 0; i < n; i++, n_added++)
    {
      g_autofree char *path = g_strdup_printf ("samling/%u.txt", n_added);
      g_autoptr (GfDocument) document = fixture_document (
          'a', path, GF_TYPE_MINUTES, "Fjordregionen", NULL, "2023-02-28");

      g_free (document->id);
      document->id = g_strdup_printf ("%032x", n_added);
      for (unsigned j = 0; j < N_CASES; j++)
        {
          g_autofree char *number = g_strdup_printf ("%u/23", j + 1);
          g_autoptr (GString) text = g_string_new (words);

          for (unsigned k = 0; k < N_WORDS; k++)
            g_string_append_printf (text, " ord%ux%ux%u", n_added, j, k);
          fixture_case (document, number, NULL, text->str, GF_OUTCOME_ADOPTED,
                        "Vedtatt.");
        }
      fixture_add (fixture, document, path);
    }
  fixture_commit (fixture);
}

static void
add_server (FILE *file, const char *name, const char *key, const char *database)
{
  g_autofree char *path = g_build_filename (folder, name, "public", database, NULL);

  fprintf (file, "%s=tcp:127.0.0.1:%u\n", key, servers_start (servers, path));
}

/* @n_remote of them are behind servers: the last. */
static void
write_places (unsigned n_remote, unsigned timeout_ms)
{
  ck_assert_int_eq (g_mkdir_with_parents ("alle/public", 0700), 0);
  FILE *file = fopen ("alle/public/shards", "w");

  ck_assert_ptr_nonnull (file);
  fprintf (file, "[shards]\nmissing=answer\ntimeout_ms=%u\n", timeout_ms);
  for (unsigned i = 0; i < N_SHARDS; i++)
    {
      fprintf (file, "[shard %s]\n", names[i]);
      if (i < N_SHARDS - n_remote)
        {
          fprintf (file, "index=%s/%s\n", folder, names[i]);
          continue;
        }
      add_server (file, names[i], "units", GF_UNITS_FOLDER);
      add_server (file, names[i], "documents", GF_DOCUMENTS_FOLDER);
      fprintf (file, "words=%s/%s/public/words\n", folder, names[i]);
    }
  fclose (file);
}

static void
setup (void)
{
  councils_setup ();
  folder = g_get_current_dir ();
  n_added = 0;
  servers = servers_new ();
  for (unsigned i = 0; i < N_SHARDS; i++)
    {
      shards[i] = fixture_new (names[i], "public");
      add_documents (shards[i], N_DOCUMENTS, "Felles legevakt");
    }
}

static void
teardown (void)
{
  servers_free (servers);
  for (unsigned i = 0; i < N_SHARDS; i++)
    fixture_free (shards[i]);
  g_clear_pointer (&folder, g_free);
  councils_teardown ();
}

/* Which of the shards lie behind servers, and which one changes. */
static const struct
{
  unsigned n_remote, changing;
} changes[] = { { 0, 0 }, { 0, 2 }, { 2, 0 }, { 2, 1 }, { 3, 0 }, { 3, 1 }, { 3, 2 } };

/* Asks for what no look at a term was needed for. */
static bool
count (GfIndex *index, void *data, GError **error)
{
  static const uint32_t slots[] = { GF_SLOT_FACETS };
  uint32_t *n_found = data;
  g_autoptr (XcQuery) query = xc_query_new_all (error);
  XcSearch search = XC_SEARCH_INIT;

  search.query = query;
  search.exact_total = true;
  search.count_slots = slots;
  search.n_count_slots = 1;
  g_autoptr (XcResults) results = xc_search (index->units, &search, error);
  if (results == NULL)
    return false;
  *n_found = xc_results_get_total (results)->lower;
  return true;
}

/* Of the servers that were asked beside the one that has to begin anew, answers are under
   way. */
START_TEST (test_commits_under_a_question)
{
  GError *error = NULL;
  uint32_t n_found = 0;

  if (changes[_i].n_remote > 0 && !servers_are_there ())
    return;
  write_places (changes[_i].n_remote, PATIENCE_MS);
  g_autoptr (GfIndex) index = gf_index_open ("alle", "public", NULL, &error);
  assert_ok (index != NULL, error);
  assert_ok (gf_index_read (index, count, &n_found, &error), error);
  ck_assert_uint_eq (n_found, N_ALL);
  for (unsigned i = 0; i < N_COMMITS; i++)
    add_documents (shards[changes[_i].changing], 1, "Noe annet");
  unsigned n, n_missing;

  assert_ok (gf_index_read (index, count, &n_found, &error), error);
  gf_index_count_shards (index, &n, &n_missing);
  ck_assert_uint_eq (n_missing, 0);
  ck_assert_uint_eq (n_found, N_ALL + N_COMMITS * N_CASES);
}
END_TEST

/* The first shard is looked into before the others are. */
static bool
look_and_count (GfIndex *index, void *data, GError **error)
{
  bool exists;

  return xc_database_has_term (index->units, "felles", &exists, error)
         && count (index, data, error);
}

/* What begins anew because of one shard meets another that has gone. */
START_TEST (test_a_server_goes_under_a_commit)
{
  GError *error = NULL;
  uint32_t n_found = 0;
  unsigned n, n_missing;

  if (!servers_are_there ())
    return;
  write_places (2, PATIENCE_MS);
  g_autoptr (GfIndex) index = gf_index_open ("alle", "public", NULL, &error);
  assert_ok (index != NULL, error);
  for (unsigned i = 0; i < N_COMMITS; i++)
    add_documents (shards[0], 1, "Felles legevakt");
  servers_kill (servers, 0);
  assert_ok (gf_index_read (index, look_and_count, &n_found, &error), error);
  gf_index_count_shards (index, &n, &n_missing);
  ck_assert_uint_eq (n_missing, 1);
  ck_assert_uint_eq (n_found, N_ALL / N_SHARDS * 2 + N_COMMITS * N_CASES);
}
END_TEST

typedef struct
{
  uint32_t n_found;
  unsigned n_times;
} Tries;

/* A server that answers whoever connects, and no search. */
static bool
count_while_one_hangs (GfIndex *index, void *data, GError **error)
{
  Tries *tries = data;

  tries->n_times++;
  servers_hold (servers, 0);
  bool ok = count (index, &tries->n_found, error);
  servers_let_go (servers, 0);
  return ok;
}

START_TEST (test_a_server_too_slow_for_the_question)
{
  GError *error = NULL;
  Tries tries = { 0, 0 };
  unsigned n, n_missing;

  if (!servers_are_there ())
    return;
  write_places (2, IMPATIENCE_MS);
  g_autoptr (GfIndex) index = gf_index_open ("alle", "public", NULL, &error);
  assert_ok (index != NULL, error);
  assert_ok (gf_index_read (index, count_while_one_hangs, &tries, &error), error);
  gf_index_count_shards (index, &n, &n_missing);
  ck_assert_uint_eq (n_missing, 1);
  ck_assert_uint_eq (tries.n_found, N_ALL / N_SHARDS * 2);
  ck_assert_uint_le (tries.n_times, 3);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("query-shards");
  TCase *tests = tcase_create ("shards");

  tcase_add_checked_fixture (tests, setup, teardown);
  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, test_commits_under_a_question, 0,
                       (int) G_N_ELEMENTS (changes));
  tcase_add_test (tests, test_a_server_goes_under_a_commit);
  tcase_add_test (tests, test_a_server_too_slow_for_the_question);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
