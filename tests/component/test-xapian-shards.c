/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same documents in one database, and spread over two and four, here and behind
   servers: whatever is asked, the answer is the same. */
#include "tests/component/test-xapian-fixture.h"
#include "tests/component/xapian-servers.h"
#include "xapian-c/xc-testing.h"

#include <stdlib.h>
#include <string.h>

#define N_DOCUMENTS 400
#define N_QUESTIONS 120
#define N_WORDS 40
#define MAX_SHARDS 4

/* Slots of the documents. */
enum
{
  ORDER,
  DATE,
  FACET,
  KEY,
  RANK
};

#define GONE "Xgone"

typedef struct
{
  unsigned n_shards;
  bool remote;
  bool has_gone; /* lists that have documents that are gone */
} Spread;

static const Spread spreads[] = {
  { 1, true, false }, { 2, false, false }, { 4, false, false }, { 2, true, false },
  { 4, true, false }, { 3, false, true },  { 3, true, true },
};

static XcDatabase *whole;
static XcDatabase *parts[MAX_SHARDS];
static XcDatabase *shards;
static Servers *servers;

static void
set_value (XcDocument *document, uint32_t slot, const char *value)
{
  ck_assert (xc_document_set_value (document, slot, value, strlen (value), NULL));
}

static void
set_number (XcDocument *document, uint32_t slot, const char *letters, int number)
{
  g_autofree char *value = g_strdup_printf ("%s%02d", letters, number);

  set_value (document, slot, value);
}

/* Small numbers are likelier. */
static int
skewed (GRand *rand, int end)
{
  double share = g_rand_double (rand);

  return (int) (share * share * end);
}

static XcDocument *
make_document (GRand *rand, int i)
{
  XcDocument *document = xc_document_new (NULL);
  int n_words = g_rand_int_range (rand, 3, 40);
  g_autofree char *id = g_strdup_printf ("d%04d", (i * 7919) % 10007);

  for (int at = 1; at <= n_words; at++)
    {
      g_autofree char *word = g_strdup_printf ("w%02d", skewed (rand, N_WORDS));

      ck_assert (xc_document_add_posting (document, word, (uint32_t) at, 1, NULL));
    }
  ck_assert (xc_document_set_data (document, id, strlen (id), NULL));
  set_value (document, ORDER, id);
  if (g_rand_int_range (rand, 0, 4) > 0)
    set_number (document, DATE, "2023", g_rand_int_range (rand, 1, 13));
  if (g_rand_int_range (rand, 0, 5) > 0)
    set_number (document, FACET, "f", g_rand_int_range (rand, 0, 6));
  if (g_rand_int_range (rand, 0, 2) > 0)
    {
      set_number (document, KEY, "k", g_rand_int_range (rand, 0, 60));
      set_number (document, RANK, "r", g_rand_int_range (rand, 0, 3));
    }
  return document;
}

static XcWriter *
new_writer (const char *name, XcWriterMode mode)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (name);
  XcWriter *writer = xc_writer_open (path, mode, &error);

  assert_ok (writer != NULL, error);
  return writer;
}

static char *
shard_path (unsigned i)
{
  g_autofree char *name = g_strdup_printf ("shard%u", i);

  return fixture_path (name);
}

/* Closes what has been written, and takes out again what is to be gone. */
static void
finish (XcWriter *written, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcWriter) writer = written;

  assert_ok (xc_writer_close (writer, &error), error);
  g_clear_pointer (&writer, xc_writer_free);
  writer = new_writer (name, XC_WRITER_OPEN);
  assert_ok (xc_writer_delete_documents (writer, GONE, &error), error);
  assert_ok (xc_writer_close (writer, &error), error);
}

static char *
name_of (unsigned writer)
{
  return writer == 0 ? g_strdup ("whole") : g_strdup_printf ("shard%u", writer - 1);
}

/* The documents, in one database and in shards; the first shard has the most. */
static void
write_all (const Spread *spread)
{
  XcWriter *writers[MAX_SHARDS + 1];
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GRand) where = g_rand_new_with_seed (spread->n_shards);
  g_autoptr (GRand) of_gone = g_rand_new_with_seed (8);

  for (unsigned i = 0; i <= spread->n_shards; i++)
    {
      g_autofree char *name = name_of (i);

      writers[i] = new_writer (name, spread->has_gone ? XC_WRITER_CREATE_BULK_UNLISTED
                                                      : XC_WRITER_CREATE);
    }
  for (int i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (XcDocument) document = make_document (rand, i);
      g_autoptr (XcDocument) gone = make_document (of_gone, i);
      int shard = skewed (where, (int) spread->n_shards);

      ck_assert (xc_document_add_boolean_term (gone, GONE, NULL));
      for (unsigned n = 0; n < 2; n++)
        {
          XcWriter *writer = writers[n == 0 ? 0 : shard + 1];

          ck_assert (xc_writer_add_document (writer, document, NULL, NULL));
          if (spread->has_gone && i % 3 == 0)
            ck_assert (xc_writer_add_document (writer, gone, NULL, NULL));
        }
    }
  for (unsigned i = 0; i <= spread->n_shards; i++)
    {
      g_autofree char *name = name_of (i);

      finish (writers[i], name);
    }
}

static XcDatabase *
open_shard (unsigned i, bool remote)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = shard_path (i);
  XcDatabase *db = NULL;

  if (remote)
    {
      uint16_t port = servers_start (servers, path);

      db = xc_database_open_remote ("127.0.0.1", port, 5000, 2000, &error);
    }
  else
    db = xc_database_open (path, &error);
  assert_ok (db != NULL, error);
  return db;
}

static void
setup (const Spread *spread)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path ("whole");

  servers = servers_new ();
  write_all (spread);
  whole = xc_database_open (path, &error);
  assert_ok (whole != NULL, error);
  /* libxapian counts those that are gone, where it weighs. */
  xc_testing_set_plain (whole, spread->has_gone);
  for (unsigned i = 0; i < spread->n_shards; i++)
    parts[i] = open_shard (i, spread->remote);
  shards = xc_database_join (parts, spread->n_shards, &error);
  assert_ok (shards != NULL, error);
}

static void
teardown (void)
{
  g_clear_pointer (&whole, xc_database_free);
  g_clear_pointer (&shards, xc_database_free);
  for (unsigned i = 0; i < MAX_SHARDS; i++)
    g_clear_pointer (&parts[i], xc_database_free);
  g_clear_pointer (&servers, servers_free);
}

static XcQuery *
random_term (GRand *rand)
{
  g_autofree char *word = g_strdup_printf ("w%02d", skewed (rand, N_WORDS));

  return xc_query_new_term (word, 1, NULL);
}

static XcQuery *
random_query (GRand *rand, int depth)
{
  XcQuery *children[3];
  size_t n = (size_t) g_rand_int_range (rand, 2, 4);
  XcQuery *query = NULL;

  if (depth == 0)
    return random_term (rand);
  for (size_t i = 0; i < n; i++)
    children[i] = random_query (rand, depth - 1);
  switch (g_rand_int_range (rand, 0, 5))
    {
    case 0:
      query = xc_query_new_and (children, n, NULL);
      break;
    case 1:
      query = xc_query_new_synonym (children, n, NULL);
      break;
    case 2:
      query = xc_query_new_and_maybe (children[0], children[1], NULL);
      break;
    case 3:
      query = xc_query_new_and_not (children[0], children[1], NULL);
      break;
    default:
      query = xc_query_new_or (children, n, NULL);
    }
  for (size_t i = 0; i < n; i++)
    xc_query_free (children[i]);
  return query;
}

static char *
answer (XcDatabase *db, const XcSearch *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcResults) results = xc_search (db, request, &error);
  GString *said = g_string_new (NULL);

  assert_ok (results != NULL, error);
  const XcTotal *total = xc_results_get_total (results);
  size_t n;
  const XcHit *hits = xc_results_get_hits (results, &n);
  if (request->exact_total)
    g_string_append_printf (said, "%u %u %u:", total->lower, total->upper,
                            total->n_collapsed);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf (said, " %s/%u/%s/%.3f", hits[i].data.data,
                            hits[i].n_collapsed, hits[i].values[0].data, hits[i].weight);
  for (size_t slot = 0; slot < request->n_count_slots; slot++)
    {
      const XcEntry *entries = xc_results_get_counts (results, slot, &n);

      for (size_t i = 0; i < n; i++)
        g_string_append_printf (said, " %s=%u", entries[i].name.data, entries[i].count);
    }
  return g_string_free (said, FALSE);
}

static const uint32_t date_slot[] = { DATE };
static const uint32_t facet_slot[] = { FACET };

static XcSearch
random_search (GRand *rand, XcSortKey *by_date)
{
  XcSearch search = XC_SEARCH_INIT;

  search.tie_slot = ORDER;
  search.offset
      = (uint32_t) (g_rand_boolean (rand) ? 0 : g_rand_int_range (rand, 0, 200));
  search.limit = (uint32_t) g_rand_int_range (rand, 0, 60);
  search.value_slots = date_slot;
  search.n_value_slots = 1;
  search.exact_total = g_rand_boolean (rand);
  if (g_rand_boolean (rand))
    {
      search.count_slots = facet_slot;
      search.n_count_slots = 1;
    }
  if (g_rand_boolean (rand))
    {
      search.collapse_slot = KEY;
      search.prefer_slot = RANK;
    }
  if (g_rand_boolean (rand))
    {
      *by_date = (XcSortKey){ DATE, g_rand_boolean (rand) };
      search.sort_keys = by_date;
      search.n_sort_keys = 1;
      search.weighting = XC_WEIGHTING_NONE;
    }
  return search;
}

static void
compare (GRand *rand, int i)
{
  XcSortKey by_date;
  XcSearch search = random_search (rand, &by_date);
  g_autoptr (XcQuery) query = random_query (rand, i % 3);

  search.query = query;
  g_autofree char *expected = answer (whole, &search);
  g_autofree char *actual = answer (shards, &search);
  g_autofree char *said = xc_query_dup_description (query, NULL);
  ck_assert_msg (strcmp (expected, actual) == 0,
                 "question %d, %s (collapse %d, by date %d, facets %d, %u+%u)\none:  %s\n"
                 "many: %s",
                 i, said, search.collapse_slot == KEY, search.n_sort_keys > 0,
                 search.n_count_slots > 0, search.offset, search.limit, expected, actual);
}

START_TEST (any_question_has_the_same_answer)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  if (spreads[_i].remote && !servers_are_there ())
    return;
  setup (&spreads[_i]);
  for (int i = 0; i < N_QUESTIONS; i++)
    compare (rand, i);
  teardown ();
}
END_TEST

START_TEST (what_is_known_is_of_all)
{
  uint32_t n[2], values[2];
  double lengths[2];

  if (spreads[_i].remote && !servers_are_there ())
    return;
  setup (&spreads[_i]);
  for (int i = 0; i < 2; i++)
    {
      XcDatabase *db = i == 0 ? whole : shards;
      g_autoptr (XcList) terms = xc_database_list_terms (db, "w0", 100, NULL);
      size_t n_terms, n_docids;
      g_autofree uint32_t *docids
          = xc_database_list_docids (db, "w00", 0, 1000, &n_docids, NULL);
      ck_assert_ptr_nonnull (docids);

      xc_list_get_entries (terms, &n_terms);
      ck_assert_uint_eq (n_terms, 10);
      ck_assert (xc_database_get_doc_count (db, &n[i], NULL));
      ck_assert_uint_eq (n[i], N_DOCUMENTS);
      ck_assert (xc_database_get_term_frequency (db, "w00", &n[i], NULL));
      ck_assert_uint_eq (n[i], n_docids);
      ck_assert (xc_database_get_value_count (db, KEY, &values[i], NULL));
      ck_assert (xc_database_get_average_length (db, &lengths[i], NULL));
    }
  ck_assert_uint_eq (n[0], n[1]);
  ck_assert_uint_eq (values[0], values[1]);
  ck_assert_double_eq (lengths[0], lengths[1]);
  teardown ();
}
END_TEST

/* A number is of a document in one of them, and of another in the next. */
START_TEST (numbers_are_of_one_database)
{
  static const uint32_t among[] = { 1, 2 };
  g_autoptr (XcQuery) word = xc_query_new_term ("w00", 1, NULL);
  g_autoptr (GError) error = NULL;
  XcSearch search = XC_SEARCH_INIT;

  setup (&(Spread){ 2, false, false });
  search.query = word;
  search.among = among;
  search.n_among = G_N_ELEMENTS (among);
  ck_assert_ptr_null (xc_search (shards, &search, &error));
  ck_assert (g_error_matches (error, XC_ERROR, XC_ERROR_QUERY));
  teardown ();
}
END_TEST

START_TEST (a_server_that_is_not_there)
{
  g_autoptr (GError) error = NULL;
  XcDatabase *db = NULL;

  servers = servers_new ();
  db = xc_database_open_remote ("127.0.0.1", servers_free_port (), 500, 500, &error);
  assert_fails (db != NULL, error, XC_ERROR_NETWORK);
  g_clear_pointer (&servers, servers_free);
}
END_TEST

START_TEST (a_server_that_goes_away)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query = xc_query_new_term ("w00", 1, NULL);
  XcSearch search = XC_SEARCH_INIT;

  if (!servers_are_there ())
    return;
  setup (&(Spread){ 2, true, false });
  search.query = query;
  servers_kill (servers, 1);
  XcResults *results = xc_search (shards, &search, &error);
  assert_fails (results != NULL, error, XC_ERROR_NETWORK);
  teardown ();
}
END_TEST

START_TEST (a_server_that_hangs_is_waited_for_as_long_as_was_said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query = xc_query_new_term ("w00", 1, NULL);
  XcSearch search = XC_SEARCH_INIT;

  if (!servers_are_there ())
    return;
  setup (&(Spread){ 1, true, false });
  g_clear_pointer (&shards, xc_database_free);
  g_clear_pointer (&parts[0], xc_database_free);
  parts[0] = xc_database_open_remote ("127.0.0.1", servers_get_port (servers, 0), 300,
                                      300, NULL);
  ck_assert_ptr_nonnull (parts[0]);
  search.query = query;
  servers_hold (servers, 0);
  gint64 begun = g_get_monotonic_time ();
  XcResults *results = xc_search (parts[0], &search, &error);
  assert_fails (results != NULL, error, XC_ERROR_NETWORK);
  ck_assert_int_lt (g_get_monotonic_time () - begun, 10 * G_USEC_PER_SEC);
  teardown ();
}
END_TEST

static unsigned
n_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  unsigned n = 0;

  while (g_dir_read_name (tasks) != NULL)
    n++;
  return n;
}

/* The timer of libxapian's own limit of time has a thread that writes to the stack of a
   search, also of one that is over. */
START_TEST (a_deadline_takes_no_thread)
{
  static const uint32_t slots[] = { FACET };
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query = xc_query_new_term ("w00", 1, NULL);
  XcSearch search = XC_SEARCH_INIT;
  unsigned before = n_threads ();

  setup (&spreads[_i]);
  search.query = query;
  search.exact_total = true;
  search.count_slots = slots;
  search.n_count_slots = 1;
  for (int64_t left_us = 0; left_us < 60 * G_USEC_PER_SEC; left_us = left_us * 4 + 1000)
    {
      search.deadline_us = g_get_monotonic_time () + left_us;
      g_autoptr (XcResults) results = xc_search (shards, &search, &error);
      size_t n;

      assert_ok (results != NULL, error);
      xc_results_get_hits (results, &n);
      ck_assert_uint_eq (n, search.limit);
      ck_assert (left_us > 0 || xc_results_get_total (results)->cut_short);
      ck_assert_uint_eq (n_threads (), before);
    }
  teardown ();
}
END_TEST

/* Where nothing was counted there are hits all the same, though in no order. */
START_TEST (a_sorted_page_after_the_deadline)
{
  static const XcSortKey by_date = { DATE, true };
  g_autoptr (GError) error = NULL;
  g_autoptr (XcQuery) query = xc_query_new_term ("w00", 1, NULL);
  XcSearch search = XC_SEARCH_INIT;
  size_t n;

  setup (&spreads[_i]);
  search.query = query;
  search.weighting = XC_WEIGHTING_NONE;
  search.sort_keys = &by_date;
  search.n_sort_keys = 1;
  search.exact_total = true;
  search.offset = 5;
  search.limit = 100;
  search.deadline_us = g_get_monotonic_time ();
  g_autoptr (XcResults) results = xc_search (shards, &search, &error);
  assert_ok (results != NULL, error);
  ck_assert (xc_results_get_total (results)->cut_short);
  ck_assert (xc_results_get_total (results)->order_cut);
  xc_results_get_hits (results, &n);
  ck_assert_uint_eq (n, search.limit);
  teardown ();
}
END_TEST

/* libxapian tells answers apart by their kind alone. */
START_TEST (an_answer_that_comes_late_is_not_that_to_the_next_question)
{
  g_autoptr (GError) error = NULL;
  uint32_t count;

  if (!servers_are_there ())
    return;
  setup (&(Spread){ 2, true, false });
  g_clear_pointer (&shards, xc_database_free);
  for (unsigned i = 0; i < 2; i++)
    {
      xc_database_free (parts[i]);
      parts[i] = xc_database_open_remote ("127.0.0.1", servers_get_port (servers, i), 300,
                                          300, NULL);
      ck_assert_ptr_nonnull (parts[i]);
    }
  shards = xc_database_join (parts, 2, &error);
  assert_ok (shards != NULL, error);

  servers_hold (servers, 0);
  bool ok = xc_database_get_term_frequency (shards, "w00", &count, &error);
  assert_fails (ok, error, XC_ERROR_NETWORK);
  servers_let_go (servers, 0);
  for (unsigned i = 0; i < 2; i++)
    {
      ok = xc_database_get_term_frequency (parts[i], "nowhere", &count, &error);
      assert_fails (ok, error, XC_ERROR_NETWORK);
      ok = xc_database_reopen (parts[i], NULL, &error);
      assert_fails (ok, error, XC_ERROR_NETWORK);
    }
  teardown ();
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("xapian-shards");
  TCase *tcase = fixture_tcase ("shards");

  tcase_set_timeout (tcase, 120);
  tcase_add_loop_test (tcase, any_question_has_the_same_answer, 0,
                       (int) G_N_ELEMENTS (spreads));
  tcase_add_loop_test (tcase, what_is_known_is_of_all, 0, (int) G_N_ELEMENTS (spreads));
  tcase_add_test (tcase, numbers_are_of_one_database);
  tcase_add_test (tcase, a_server_that_is_not_there);
  tcase_add_test (tcase, a_server_that_goes_away);
  tcase_add_test (tcase, a_server_that_hangs_is_waited_for_as_long_as_was_said);
  tcase_add_loop_test (tcase, a_deadline_takes_no_thread, 0,
                       (int) G_N_ELEMENTS (spreads));
  tcase_add_loop_test (tcase, a_sorted_page_after_the_deadline, 0,
                       (int) G_N_ELEMENTS (spreads));
  tcase_add_test (tcase, an_answer_that_comes_late_is_not_that_to_the_next_question);
  suite_add_tcase (suite, tcase);
  return fixture_run (suite);
}
