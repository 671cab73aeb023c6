/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read where it lies is what unpacking gives, of any record and any bytes. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "common/record-view.h"
#include "common/schema.h"
#include "tests/tap.h"

/* Where the numbers that say where members end become wider. */
static const size_t lengths[] = { 0, 1, 40, 200, 254, 255, 256, 300, 65530, 70000 };

static char *
any_text (GRand *random, size_t length)
{
  static const char *const letters[] = { "a", "ø", "€", "\n", "z", " " };
  GString *text = g_string_new (NULL);

  while (text->len < length)
    g_string_append (text, letters[g_rand_int_range (random, 0, G_N_ELEMENTS (letters))]);
  return g_string_free (text, FALSE);
}

static char *
maybe_text (GRand *random)
{
  return g_rand_boolean (random)
             ? any_text (random, (size_t) g_rand_int_range (random, 1, 30))
             : NULL;
}

static GfUnit *
any_unit (GRand *random, size_t length)
{
  GfUnit *unit = gf_unit_new (g_rand_boolean (random) ? GF_UNIT_CASE : GF_UNIT_SECTION);
  unsigned n_headings = (unsigned) g_rand_int_range (random, 0, 4);

  unit->ordinal = g_rand_int (random);
  unit->case_number = maybe_text (random);
  unit->case_prefix = maybe_text (random);
  unit->archive_number = maybe_text (random);
  unit->title = maybe_text (random);
  unit->heading_path = g_new0 (char *, n_headings + 1);
  for (unsigned i = 0; i < n_headings; i++)
    unit->heading_path[i] = any_text (random, (size_t) g_rand_int_range (random, 0, 9));
  unit->language = maybe_text (random);
  unit->page = g_rand_int (random);
  unit->page_last = g_rand_int (random);
  unit->page_label = maybe_text (random);
  for (int i = g_rand_int_range (random, 0, 6); i > 0; i--)
    {
      g_autofree char *text
          = any_text (random, (size_t) g_rand_int_range (random, 1, 50) + length);

      g_ptr_array_add (unit->blocks, gf_block_new ((GfBlockKind) g_rand_int_range (
                                                       random, 0, GF_BLOCK_LAST + 1),
                                                   3, g_rand_int (random), text));
    }
  if (g_rand_boolean (random))
    {
      unit->decision = gf_decision_new ();
      unit->decision->outcome
          = (GfOutcome) g_rand_int_range (random, 0, GF_OUTCOME_LAST + 1);
      unit->decision->evidence = maybe_text (random);
      unit->decision->label = maybe_text (random);
      unit->decision->text = any_text (random, length);
      unit->decision->votes_for = g_rand_int_range (random, -1, 50);
    }
  if (g_rand_boolean (random))
    g_ptr_array_add (unit->follow_ups,
                     gf_follow_up_new ((GfTextSpan){ 0, 1, 2 }, "2023-06"));
  return unit;
}

static GfDocument *
any_document (GRand *random)
{
  GfDocument *document = gf_document_new ();

  document->id = g_strdup ("0123456789abcdef0123456789abcdef");
  document->path = maybe_text (random);
  document->title = maybe_text (random);
  document->type = (GfDocumentType) g_rand_int_range (random, 0, GF_TYPE_LAST + 1);
  document->body = maybe_text (random);
  document->region = maybe_text (random);
  document->date = maybe_text (random);
  document->language = maybe_text (random);
  document->format = maybe_text (random);
  document->pages = g_rand_int (random);
  return document;
}

/* As the indexer stores it: the head, and the unit. */
static GVariant *
store (const GfDocument *document, const GfUnit *unit)
{
  g_autoptr (GVariant) packed = gf_document_pack (document);
  GVariant *both[] = { g_variant_get_child_value (packed, 0), gf_unit_pack (unit) };
  GVariant *stored = g_variant_ref_sink (g_variant_new_tuple (both, 2));

  g_variant_unref (both[0]);
  g_variant_unref (both[1]);
  ck_assert (g_variant_is_of_type (stored, G_VARIANT_TYPE (GF_STORED_UNIT_TYPE)));
  return stored;
}

static void
compare_heads (const GfDocument *a, const GfDocument *b)
{
  ck_assert_pstr_eq (a->id, b->id);
  ck_assert_pstr_eq (a->path, b->path);
  ck_assert_pstr_eq (a->title, b->title);
  ck_assert_int_eq (a->type, b->type);
  ck_assert_pstr_eq (a->body, b->body);
  ck_assert_pstr_eq (a->region, b->region);
  ck_assert_pstr_eq (a->date, b->date);
  ck_assert_pstr_eq (a->language, b->language);
  ck_assert_pstr_eq (a->format, b->format);
  ck_assert_uint_eq (a->pages, b->pages);
}

static void
compare_decisions (const GfDecision *a, const GfDecision *b)
{
  ck_assert ((a == NULL) == (b == NULL));
  if (a == NULL)
    return;
  ck_assert_int_eq (a->outcome, b->outcome);
  ck_assert_pstr_eq (a->evidence, b->evidence);
  ck_assert_pstr_eq (a->label, b->label);
  ck_assert_str_eq (a->text, b->text);
  ck_assert_uint_eq (a->page, b->page);
  ck_assert_int_eq (a->votes_for, b->votes_for);
  ck_assert_int_eq (a->votes_against, b->votes_against);
}

static void
compare_units (const GfUnit *a, const GfUnit *b)
{
  ck_assert_int_eq (a->kind, b->kind);
  ck_assert_uint_eq (a->ordinal, b->ordinal);
  ck_assert_pstr_eq (a->case_number, b->case_number);
  ck_assert_pstr_eq (a->case_prefix, b->case_prefix);
  ck_assert_pstr_eq (a->archive_number, b->archive_number);
  ck_assert_pstr_eq (a->title, b->title);
  ck_assert_pstr_eq (a->language, b->language);
  ck_assert_uint_eq (a->page, b->page);
  ck_assert_uint_eq (a->page_last, b->page_last);
  ck_assert_pstr_eq (a->page_label, b->page_label);
  ck_assert (g_strv_equal ((const char *const *) a->heading_path,
                           (const char *const *) b->heading_path));
  ck_assert_uint_eq (a->blocks->len, b->blocks->len);
  for (unsigned i = 0; i < a->blocks->len; i++)
    {
      const GfBlock *first = g_ptr_array_index (a->blocks, i);
      const GfBlock *second = g_ptr_array_index (b->blocks, i);

      ck_assert_int_eq (first->kind, second->kind);
      ck_assert_uint_eq (first->level, second->level);
      ck_assert_uint_eq (first->page, second->page);
      ck_assert_str_eq (first->text, second->text);
    }
  compare_decisions (a->decision, b->decision);
}

START_TEST (a_view_is_what_unpacking_gives)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (815 + (guint32) _i);
  g_autoptr (GError) error = NULL;
  g_autoptr (GfDocument) document = any_document (random);
  g_autoptr (GfUnit) unit
      = any_unit (random, lengths[(size_t) _i % G_N_ELEMENTS (lengths)]);
  g_autoptr (GVariant) stored = store (document, unit);
  g_autoptr (GVariant) packed = g_variant_get_child_value (stored, 1);
  g_autoptr (GfUnit) unpacked = gf_unit_unpack (packed, NULL);
  g_auto (GfUnitView) view = { 0 };

  ck_assert_msg (gf_unit_view_read (&view, g_variant_get_data (stored),
                                    g_variant_get_size (stored), &error),
                 "%s", error ? error->message : "");
  compare_heads (&view.head, document);
  if (unpacked != NULL)
    compare_units (&view.unit, unpacked);
  else
    compare_units (&view.unit, unit);
}
END_TEST

START_TEST (the_head_of_a_document_is_read_alone)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4 + (guint32) _i);
  g_autoptr (GfDocument) document = any_document (random);
  g_autoptr (GVariant) packed = gf_document_pack (document);
  GfDocument head;

  ck_assert (gf_head_view_read (&head, g_variant_get_data (packed),
                                g_variant_get_size (packed), NULL));
  compare_heads (&head, document);
}
END_TEST

/* Bytes of the heap, as many as there are: a reader that goes outside is seen by the
   sanitizers. */
static bool
read_bytes (const guint8 *bytes, size_t size)
{
  g_autofree guint8 *copy = g_memdup2 (bytes, size);
  g_autoptr (GError) error = NULL;
  g_auto (GfUnitView) view = { 0 };
  bool read = gf_unit_view_read (&view, copy, size, &error);

  ck_assert (read == (error == NULL));
  for (unsigned i = 0; read && i < view.unit.blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (view.unit.blocks, i);

      ck_assert (g_utf8_validate (block->text, -1, NULL));
    }
  return read;
}

START_TEST (any_bytes_are_safe_to_view)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (93 + (guint32) _i);
  g_autoptr (GfDocument) document = any_document (random);
  g_autoptr (GfUnit) unit = any_unit (random, lengths[(size_t) _i % 8]);
  g_autoptr (GVariant) stored = store (document, unit);
  size_t size = g_variant_get_size (stored);
  g_autofree guint8 *bytes = g_memdup2 (g_variant_get_data (stored), size);

  for (int i = g_rand_int_range (random, 1, 8); i > 0; i--)
    bytes[g_rand_int_range (random, 0, (gint32) size)] = (guint8) g_rand_int (random);
  read_bytes (bytes, size);
  /* What says where members end stands last. */
  for (size_t i = MAX (size, 12) - 12; i < size; i++)
    bytes[i] = (guint8) g_rand_int (random);
  read_bytes (bytes, size);
}
END_TEST

START_TEST (what_is_cut_off_is_refused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autoptr (GfDocument) document = any_document (random);
  g_autoptr (GfUnit) unit = any_unit (random, 30);
  g_autoptr (GVariant) stored = store (document, unit);
  const guint8 *bytes = g_variant_get_data (stored);

  ck_assert (read_bytes (bytes, g_variant_get_size (stored)));
  ck_assert (!read_bytes (bytes, 0));
  for (size_t size = 1; size < g_variant_get_size (stored) / 2; size++)
    read_bytes (bytes, size);
}
END_TEST

/* Each changed so that one thing alone is wrong. */
START_TEST (what_is_outside_its_kind_is_refused)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (12);
  g_autoptr (GfDocument) document = any_document (random);
  g_autoptr (GfUnit) unit = any_unit (random, 30);

  if (_i == 0)
    document->type = GF_TYPE_LAST + 1;
  else if (_i == 1)
    unit->kind = GF_UNIT_DOCUMENT;
  else if (_i == 2)
    g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_LAST + 1, 0, 1, "a"));
  else
    {
      gf_decision_free (unit->decision);
      unit->decision = gf_decision_new ();
      unit->decision->outcome = GF_OUTCOME_LAST + 1;
    }

  g_autoptr (GVariant) stored = store (document, unit);
  ck_assert (!read_bytes (g_variant_get_data (stored), g_variant_get_size (stored)));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("record-view");
  TCase *tests = tcase_create ("record-view");

  tcase_add_loop_test (tests, a_view_is_what_unpacking_gives, 0, 200);
  tcase_add_loop_test (tests, the_head_of_a_document_is_read_alone, 0, 20);
  tcase_add_loop_test (tests, any_bytes_are_safe_to_view, 0, 800);
  tcase_add_test (tests, what_is_cut_off_is_refused);
  tcase_add_loop_test (tests, what_is_outside_its_kind_is_refused, 0, 4);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
