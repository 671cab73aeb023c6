/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of versions in the store: the same whatever order documents come in; kept up as
   they go; not for what is made on a template; mended after a kill. */
#include "indexer/versions.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/generation.h"
#include "common/message.h"
#include "common/posted-words.h"
#include "common/record.h"
#include "common/signature.h"
#include "tests/component/store-fixture.h"
#include "tests/tap.h"

typedef struct
{
  char digit; /* its id is that, 32 times */
  GfDocumentType type;
  const char *date;
  GfStage stage;
  const char *period;
  unsigned n_alike; /* values that it has in common with all others */
} Made;

/* A strategy in three versions, reports for two years on one template, an agenda and
   minutes, and minutes of another day. */
static const Made made[] = {
  { 'a', GF_TYPE_STRATEGY, "2022-01-03", GF_STAGE_DRAFT, "2023 2030", 100 },
  { 'b', GF_TYPE_STRATEGY, "2022-06-15", GF_STAGE_HEARING, "2023 2030", 100 },
  { 'c', GF_TYPE_STRATEGY, "2022-12-15", GF_STAGE_ADOPTED, "2023 2030", 100 },
  { 'd', GF_TYPE_REPORT, "2022-02-01", GF_STAGE_UNKNOWN, "2021", 120 },
  { 'e', GF_TYPE_REPORT, "2023-02-01", GF_STAGE_UNKNOWN, "2022", 120 },
  { '1', GF_TYPE_AGENDA, "2021-03-03", GF_STAGE_UNKNOWN, "", 10 },
  { '2', GF_TYPE_MINUTES, "2021-03-03", GF_STAGE_UNKNOWN, "", 10 },
  { '3', GF_TYPE_MINUTES, "2021-06-02", GF_STAGE_UNKNOWN, "", 120 },
};

static GBytes *
sign (const Made *one)
{
  GfSignature signature = { .stage = one->stage,
                            .is_named = one->stage != GF_STAGE_UNKNOWN,
                            .name = (char *) "noe felles",
                            .period = (char *) one->period,
                            .has_values = true };

  for (unsigned i = 0; i < GF_SIGNATURE_VALUES; i++)
    signature.values[i]
        = (uint16_t) (i < one->n_alike ? i : (unsigned) one->digit * 200 + i);
  return gf_signature_pack (&signature);
}

/* One case, and one section with a heading. */
static GPtrArray *
list_units (GVariant *head, const char *id)
{
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autofree char *document_term = g_strconcat (GF_TERM_DOCUMENT, id, NULL);

  for (unsigned i = 1; i <= 2; i++)
    {
      g_autoptr (GfUnit) unit = gf_unit_new (i == 1 ? GF_UNIT_CASE : GF_UNIT_SECTION);
      g_autofree char *term = g_strdup_printf (GF_TERM_ID "%s.%u", id, i);

      unit->ordinal = i;
      unit->case_number = i == 1 ? g_strdup ("1/21") : NULL;
      unit->title = g_strdup (i == 1 ? "Legevakt" : "Innledning");
      g_autoptr (GVariant) packed = gf_unit_pack (unit);
      GVariant *both[] = { head, packed };
      g_ptr_array_add (
          units, analysed (g_variant_new_tuple (both, 2), "ord", term, document_term));
    }
  return units;
}

static void
put_as (GfStore *store, const Made *one, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfDocument) document = gf_document_new ();
  g_autofree char *sha256 = g_strconcat (id, "00000000000000000000000000000000", NULL);
  g_autofree char *path = g_strconcat ("/c/", id, NULL);
  g_autofree char *id_term = g_strconcat (GF_TERM_ID, id, NULL);

  document->id = g_strdup (id);
  document->path = g_strdup (path + 1);
  document->type = one->type;
  document->region = g_strdup ("Fjordane");
  document->body = g_strdup ("Regionrådet");
  document->date = g_strdup (one->date);
  document->signature = sign (one);
  g_autoptr (GVariant) record = gf_document_pack (document);
  g_autoptr (GVariant) head = g_variant_get_child_value (record, 0);
  g_autoptr (GPtrArray) units = list_units (head, id);
  g_autoptr (GVariant) whole = analysed (record, "ord", id_term, NULL);
  bool is_put
      = gf_store_put_document (store, new_file (path, sha256), units, whole, &error);
  ck_assert_msg (is_put, "%s", error ? error->message : "");
}

static void
put_made (GfStore *store, const Made *one)
{
  g_autofree char *id = g_strnfill (32, one->digit);

  put_as (store, one, id);
}

static XcDatabase *
open_database (const char *name)
{
  g_autofree char *folder
      = gf_generation_path ("index/public", gf_generation_read ("index/public"));
  g_autofree char *path = g_build_filename (folder, name, NULL);
  XcDatabase *db = xc_database_open (path, NULL);

  ck_assert_ptr_nonnull (db);
  return db;
}

static char *
dup_value (XcDatabase *db, const char *term, uint32_t slot)
{
  size_t n;
  g_autofree uint32_t *docids = xc_database_list_docids (db, term, 0, 2, &n, NULL);

  if (n == 0)
    return g_strdup ("-");
  g_autoptr (GBytes) value = xc_database_dup_document_value (db, docids[0], slot, NULL);
  return g_strndup (g_bytes_get_data (value, NULL), g_bytes_get_size (value));
}

/* For each of "abcde123" the first with the same key, "." for none: of documents, cases
   and sections in that order. */
static char *
dup_groups (void)
{
  g_autoptr (XcDatabase) documents = open_database (GF_DOCUMENTS_FOLDER);
  g_autoptr (XcDatabase) units = open_database (GF_UNITS_FOLDER);
  GString *groups = g_string_new (NULL);

  for (unsigned which = 0; which < 3; which++)
    {
      g_autoptr (GHashTable) first
          = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      g_string_append (groups, which > 0 ? " " : "");
      for (size_t i = 0; i < G_N_ELEMENTS (made); i++)
        {
          g_autofree char *id = g_strnfill (32, made[i].digit);
          g_autofree char *suffix
              = which > 0 ? g_strdup_printf (".%u", which) : g_strdup ("");
          g_autofree char *term = g_strconcat (GF_TERM_ID, id, suffix, NULL);
          char *key = dup_value (which > 0 ? units : documents, term, GF_SLOT_VERSIONS);

          if (strlen (key) < 2)
            g_string_append_c (groups, *key != '\0' ? '-' : '.');
          else if (g_hash_table_contains (first, key))
            g_string_append_c (groups,
                               (char) GPOINTER_TO_INT (g_hash_table_lookup (first, key)));
          else
            g_string_append_c (groups, made[i].digit);
          if (!g_hash_table_contains (first, key))
            g_hash_table_insert (first, key, GINT_TO_POINTER ((int) made[i].digit));
          else
            g_free (key);
        }
    }
  return g_string_free (groups, FALSE);
}

static void
assert_groups (const char *expected)
{
  g_autofree char *groups = dup_groups ();

  ck_assert_str_eq (groups, expected);
}

#define ALL "aaa..11. aaa..11. aaa..11."

static const char *const orders[] = { "abcde123", "321edcba", "c1a2b3ed", "bac21ed3" };

/* Commits after each, after some, and once. */
START_TEST (the_order_does_not_matter)
{
  const char *order = orders[_i / 3];
  unsigned often = _i % 3 == 0 ? 1 : _i % 3 == 1 ? 3 : 100;
  g_autoptr (GfStore) store = open_store ();

  for (unsigned i = 0; order[i] != '\0'; i++)
    {
      for (size_t j = 0; j < G_N_ELEMENTS (made); j++)
        if (made[j].digit == order[i])
          put_made (store, &made[j]);
      if (i % often == 0)
        commit (store);
    }
  commit (store);
  assert_groups (ALL);
}
END_TEST

static GfStore *
fill (void)
{
  GfStore *store = open_store ();

  for (size_t i = 0; i < G_N_ELEMENTS (made); i++)
    put_made (store, &made[i]);
  commit (store);
  return store;
}

static void
take_out (GfStore *store, char digit)
{
  g_autofree char *id = g_strnfill (32, digit);
  g_autofree char *path = g_strconcat ("/c/", id, NULL);

  ck_assert (gf_store_remove_file (store, path, NULL));
}

static const struct
{
  const char *gone;
  const char *left;
} removals[] = {
  { "a", "-bb..11. -bb..11. -bb..11." },  { "c", "aa-..11. aa-..11. aa-..11." },
  { "ab", "--...11. --...11. --...11." }, { "1", "aaa..-.. aaa..-.. aaa..-.." },
  { "2", "aaa...-. aaa...-. aaa...-." },  { "de3", "aaa--11- aaa--11- aaa--11-" },
};

/* Whichever goes, the rest keep together; what is left alone is marked no more. */
START_TEST (the_rest_keep_together)
{
  g_autoptr (GfStore) store = fill ();

  for (const char *digit = removals[_i].gone; *digit != '\0'; digit++)
    take_out (store, *digit);
  commit (store);
  assert_groups (removals[_i].left);
}
END_TEST

START_TEST (what_comes_back_is_found_again)
{
  g_autoptr (GfStore) store = fill ();

  take_out (store, 'a');
  take_out (store, '2');
  commit (store);
  put_made (store, &made[0]);
  put_made (store, &made[6]);
  commit (store);
  assert_groups (ALL);
}
END_TEST

START_TEST (read_again_is_the_same)
{
  g_autoptr (GfStore) store = fill ();

  put_made (store, &made[1]);
  commit (store);
  assert_groups (ALL);
}
END_TEST

START_TEST (the_newest_has_the_greatest_rank)
{
  gf_store_free (fill ());

  g_autoptr (XcDatabase) units = open_database (GF_UNITS_FOLDER);
  g_autofree char *before = g_strdup ("");

  for (unsigned i = 0; i < 3; i++)
    {
      g_autofree char *id = g_strnfill (32, made[i].digit);
      g_autofree char *term = g_strconcat (GF_TERM_ID, id, ".1", NULL);
      char *rank = dup_value (units, term, GF_SLOT_RANK);

      ck_assert_int_lt (strcmp (before, rank), 0);
      g_free (before);
      before = rank;
    }
}
END_TEST

/* Nothing is marked in an index without versions, so that questions need not look. */
START_TEST (nothing_is_marked_for_nothing)
{
  g_autoptr (GfStore) store = open_store ();
  uint32_t n;

  put_made (store, &made[3]);
  put_made (store, &made[4]);
  put_made (store, &made[7]);
  commit (store);
  g_autoptr (XcDatabase) units = open_database (GF_UNITS_FOLDER);
  ck_assert (xc_database_get_value_count (units, GF_SLOT_RANK, &n, NULL));
  ck_assert_uint_eq (n, 0);
}
END_TEST

/* One more than a group may have, of one period and all alike: a form and no versions. */
START_TEST (many_alike_are_a_template)
{
  g_autoptr (GfStore) store = open_store ();
  uint32_t n;

  for (unsigned i = 0; i <= GF_VERSIONS_MAX_GROUP + 40 * (unsigned) _i; i++)
    {
      g_autofree char *id = g_strdup_printf ("%032x", i);

      put_as (store, &made[0], id);
      if (i % 10 == 0)
        commit (store);
    }
  commit (store);
  g_autoptr (XcDatabase) units = open_database (GF_UNITS_FOLDER);
  ck_assert (xc_database_get_value_count (units, GF_SLOT_RANK, &n, NULL));
  ck_assert_uint_eq (n, 0);
}
END_TEST

/* The units were committed and the documents were not: a database as it was before. */
START_TEST (mended_after_a_kill)
{
  g_autoptr (GfStore) store = open_store ();

  for (size_t i = 0; i < 2; i++)
    put_made (store, &made[i]);
  commit (store);
  ck_assert_int_eq (system ("cp -r index/public/documents before"), 0);
  for (size_t i = 2; i < G_N_ELEMENTS (made); i++)
    put_made (store, &made[i]);
  take_out (store, 'a');
  commit (store);
  g_clear_pointer (&store, gf_store_free);
  ck_assert_int_eq (
      system ("rm -r index/public/documents && mv before index/public/documents"), 0);

  store = open_store ();
  commit (store);
  for (size_t i = 0; i < G_N_ELEMENTS (made); i++)
    put_made (store, &made[i]);
  commit (store);
  assert_groups (ALL);
}
END_TEST

/* Each in a folder of its own. */
static void
setup (void)
{
  char name[] = "versions-XXXXXX";

  ck_assert_ptr_nonnull (g_mkdtemp (name));
  ck_assert_int_eq (chdir (name), 0);
}

int
main (void)
{
  Suite *suite = suite_create ("versions");
  TCase *tcase = tcase_create ("versions");

  tcase_add_checked_fixture (tcase, setup, NULL);
  tcase_set_timeout (tcase, 120);
  tcase_add_loop_test (tcase, the_order_does_not_matter, 0,
                       3 * (int) G_N_ELEMENTS (orders));
  tcase_add_loop_test (tcase, the_rest_keep_together, 0, G_N_ELEMENTS (removals));
  tcase_add_test (tcase, what_comes_back_is_found_again);
  tcase_add_test (tcase, read_again_is_the_same);
  tcase_add_test (tcase, the_newest_has_the_greatest_rank);
  tcase_add_test (tcase, nothing_is_marked_for_nothing);
  tcase_add_loop_test (tcase, many_alike_are_a_template, 0, 2);
  tcase_add_test (tcase, mended_after_a_kill);
  suite_add_tcase (suite, tcase);
  return gf_tap_run (suite);
}
