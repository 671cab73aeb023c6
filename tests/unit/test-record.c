/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "common/record.h"
#include "common/schema.h"
#include "tests/tap.h"

static GfUnit *
new_unit (void)
{
  static const char *const path[] = { "Satsingsområder", "Samferdsel", NULL };
  GfUnit *unit = gf_unit_new (GF_UNIT_CASE);

  unit->ordinal = 7;
  unit->case_number = g_strdup ("22/22");
  unit->case_prefix = g_strdup ("KF");
  unit->title = g_strdup ("Høring av jordvernstrategi");
  unit->heading_path = g_strdupv ((GStrv) path);
  unit->language = g_strdup ("nb");
  unit->page = 2;
  unit->page_last = 3;
  unit->page_label = g_strdup ("ii");
  g_ptr_array_add (unit->blocks,
                   gf_block_new (GF_BLOCK_PARAGRAPH, 0, 2, "Første avsnitt."));
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_TABLE_ROW, 0, 3, "a\tb"));
  unit->decision = gf_decision_new ();
  unit->decision->outcome = GF_OUTCOME_ADOPTED;
  unit->decision->evidence = g_strdup ("Godkjent.");
  unit->decision->label = g_strdup ("Vedtak");
  unit->decision->text = g_strdup ("Godkjent.");
  unit->decision->page = 3;
  unit->decision->votes_for = 8;
  unit->decision->votes_against = 3;
  unit->archive_number = g_strdup ("14/796-19");
  g_ptr_array_add (unit->parts,
                   gf_case_part_new (GF_CASE_PART_DISCUSSION, "Fra møtet",
                                     (GfTextSpan){ 0, strlen ("Første"), 2 }));
  GfReference *reference
      = gf_reference_new (GF_REFERENCE_CASE, (GfTextSpan){ 8, strlen ("avsnitt"), 2 });
  reference->case_number = g_strdup ("49/21");
  reference->case_prefix = g_strdup ("TR");
  g_ptr_array_add (unit->references, reference);
  g_ptr_array_add (
      unit->follow_ups,
      gf_follow_up_new ((GfTextSpan){ 8, strlen ("avsnitt."), 2 }, "2023-06"));
  return unit;
}

START_TEST (unit_comes_back_whole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GfUnit) unit = new_unit ();
  g_autoptr (GVariant) packed = gf_unit_pack (unit);
  g_autoptr (GfUnit) again = gf_unit_unpack (packed, &error);

  ck_assert_msg (again != NULL, "%s", error ? error->message : "");
  g_autoptr (GVariant) repacked = gf_unit_pack (again);
  ck_assert (g_variant_equal (packed, repacked));
  ck_assert_str_eq (again->heading_path[1], "Samferdsel");
  ck_assert_int_eq (again->decision->votes_against, 3);
  g_autofree char *text = gf_unit_dup_text (again);
  ck_assert_str_eq (text, "Første avsnitt.\na\tb");
  const GfReference *reference = g_ptr_array_index (again->references, 0);
  ck_assert_str_eq (reference->case_prefix, "TR");
  ck_assert_ptr_null (reference->date);
  const GfFollowUp *follow_up = g_ptr_array_index (again->follow_ups, 0);
  ck_assert_str_eq (follow_up->due, "2023-06");
}
END_TEST

START_TEST (what_is_not_known_stays_unknown)
{
  g_autoptr (GfUnit) unit = gf_unit_new (GF_UNIT_SECTION);
  g_autoptr (GVariant) packed = gf_unit_pack (unit);
  g_autoptr (GfUnit) again = gf_unit_unpack (packed, NULL);

  ck_assert_ptr_nonnull (again);
  ck_assert_ptr_null (again->title);
  ck_assert_ptr_null (again->case_number);
  ck_assert_ptr_null (again->language);
  ck_assert_ptr_null (again->decision);
  ck_assert_uint_eq (again->blocks->len, 0);
}
END_TEST

START_TEST (document_comes_back_whole)
{
  g_autoptr (GfDocument) document = gf_document_new ();

  document->id = g_strdup ("0123456789abcdef0123456789abcdef");
  document->path = g_strdup ("seeds/a.txt");
  document->type = GF_TYPE_MINUTES;
  document->date = g_strdup ("2023-02-28");
  document->pages = 3;
  g_ptr_array_add (document->set_aside,
                   gf_block_new (GF_BLOCK_BOILERPLATE, 0, 1, "Like dokumenter"));

  static const char *const names[] = { "Skien", "Siljan", NULL };
  GfPerson *person = gf_person_new ("Kari Nordmann", GF_ABSENT);
  person->role = g_strdup ("Kommunedirektør i Skien");
  g_ptr_array_add (document->details.people, person);
  document->details.municipalities = g_strdupv ((GStrv) names);
  document->details.meeting_number = g_strdup ("6/2014");
  document->signature = g_bytes_new ("abc", 3);

  g_autoptr (GVariant) packed = gf_document_pack (document);
  g_autoptr (GfDocument) again = gf_document_unpack (packed, NULL);
  ck_assert_ptr_nonnull (again);
  g_autoptr (GVariant) repacked = gf_document_pack (again);
  ck_assert (g_variant_equal (packed, repacked));
  ck_assert_str_eq (again->details.municipalities[1], "Siljan");
  ck_assert_str_eq (again->details.meeting_number, "6/2014");
  ck_assert_ptr_null (again->details.case_worker);
  person = g_ptr_array_index (again->details.people, 0);
  ck_assert_int_eq (person->presence, GF_ABSENT);
  ck_assert_ptr_null (person->organisation);
  ck_assert_uint_eq (g_bytes_get_size (again->signature), 3);
  ck_assert_int_eq (again->type, GF_TYPE_MINUTES);
  ck_assert_str_eq (again->date, "2023-02-28");
  ck_assert_ptr_null (again->region);
  const GfBlock *block = g_ptr_array_index (again->set_aside, 0);
  ck_assert_int_eq (block->kind, GF_BLOCK_BOILERPLATE);
}
END_TEST

/* Each is of the right type and wrong in one place, or of the wrong type. */
static GVariant *
malformed_unit (int which)
{
  g_autoptr (GfUnit) unit = new_unit ();
  GfBlock *block = g_ptr_array_index (unit->blocks, 0);

  switch (which)
    {
    case 0:
      unit->kind = 9;
      break;
    case 1:
      block->kind = 99;
      break;
    case 2:
      unit->decision->outcome = 99;
      break;
    case 3:
      return g_variant_ref_sink (g_variant_new ("(s)", "no unit"));
    case 4:
      ((GfCasePart *) g_ptr_array_index (unit->parts, 0))->kind = 99;
      break;
    case 5: /* past the end */
      ((GfCasePart *) g_ptr_array_index (unit->parts, 0))->span.length = 100;
      break;
    case 6: /* into the "ø" */
      ((GfCasePart *) g_ptr_array_index (unit->parts, 0))->span.length = 2;
      break;
    case 7:
      ((GfReference *) g_ptr_array_index (unit->references, 0))->kind = 99;
      break;
    case 8: /* its end is past the largest number */
      ((GfReference *) g_ptr_array_index (unit->references, 0))->span
          = (GfTextSpan){ 8, UINT32_MAX, 2 };
      break;
    case 9:
      ((GfFollowUp *) g_ptr_array_index (unit->follow_ups, 0))->span.length = 0;
      break;
    default:
      unit->kind = GF_UNIT_DOCUMENT;
      break;
    }
  return gf_unit_pack (unit);
}

START_TEST (malformed_units_are_refused)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) packed = malformed_unit (_i);

  ck_assert_ptr_null (gf_unit_unpack (packed, &error));
  ck_assert (g_error_matches (error, GF_RECORD_ERROR, GF_RECORD_ERROR_MALFORMED));
}
END_TEST

START_TEST (any_bytes_are_safe_to_unpack)
{
  guint32 seed = 4711 + (guint32) _i;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GfUnit) unit = new_unit ();
  g_autoptr (GVariant) good = gf_unit_pack (unit);
  gsize n_bytes = g_variant_get_size (good);
  guint8 *bytes = g_memdup2 (g_variant_get_data (good), n_bytes);

  for (int i = 0; i < 8; i++)
    bytes[g_rand_int_range (random, 0, (gint32) n_bytes)] = (guint8) g_rand_int (random);
  g_autoptr (GVariant) bad = g_variant_ref_sink (g_variant_new_from_data (
      G_VARIANT_TYPE (GF_UNIT_TYPE), bytes, n_bytes, FALSE, g_free, bytes));
  g_autoptr (GError) error = NULL;
  g_autoptr (GfUnit) unpacked = gf_unit_unpack (bad, &error);
  ck_assert ((unpacked == NULL) == (error != NULL));
}
END_TEST

START_TEST (names_go_both_ways)
{
  for (GfDocumentType type = 0; type <= GF_TYPE_LAST; type++)
    {
      GfDocumentType again = GF_TYPE_LAST + 1;
      ck_assert (gf_document_type_from_name (gf_document_type_name (type), &again));
      ck_assert_int_eq (again, type);
    }
  for (GfOutcome outcome = 0; outcome <= GF_OUTCOME_LAST; outcome++)
    {
      GfOutcome again = GF_OUTCOME_LAST + 1;
      ck_assert (gf_outcome_from_name (gf_outcome_name (outcome), &again));
      ck_assert_int_eq (again, outcome);
    }
  GfUnitKind kind;
  ck_assert (!gf_unit_kind_from_name ("paragraph", &kind));
  ck_assert (!gf_unit_kind_from_name ("", &kind));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("record");
  TCase *tests = tcase_create ("record");

  tcase_add_test (tests, unit_comes_back_whole);
  tcase_add_test (tests, what_is_not_known_stays_unknown);
  tcase_add_test (tests, document_comes_back_whole);
  tcase_add_loop_test (tests, malformed_units_are_refused, 0, 11);
  tcase_add_loop_test (tests, any_bytes_are_safe_to_unpack, 0, 500);
  tcase_add_test (tests, names_go_both_ways);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
