/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures: texts with a known share in common resemble each other by as much; what a
   title says of its version. */
#include "indexer/extract/signature.h"

#include <math.h>

#include "indexer/understand/head/version-words.h"
#include "tests/unit/test-understand.h"

static GfRegisters *registers;

/* @n words, each once, from "w@first" on, as a document of one unit. */
static GfDocument *
document_of_words (unsigned first, unsigned n)
{
  GfDocument *document = gf_document_new ();
  GfUnit *unit = gf_unit_new (GF_UNIT_SECTION);
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned i = 0; i < n; i++)
    g_string_append_printf (text, "Ord%u ", first + i);
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_PARAGRAPH, 0, 1, text->str));
  g_ptr_array_add (document->units, unit);
  return document;
}

static GfSignature *
sign (const GfDocument *document)
{
  return gf_signature_make (document, registers);
}

static const struct
{
  unsigned n_words; /* of each text */
  unsigned n_common;
} shares[] = { { 5000, 5000 }, { 5000, 4000 }, { 5000, 2500 }, { 5000, 500 },
               { 5000, 0 },    { 200, 150 },   { 100, 70 } };

/* Runs of three words: n - 2 of each text, and as many in common.  Five standard errors;
   the texts are the same in every run. */
START_TEST (resembles_by_what_is_common)
{
  unsigned n = shares[_i].n_words, n_common = shares[_i].n_common;
  g_autoptr (GfDocument) one = document_of_words (0, n);
  g_autoptr (GfDocument) other = document_of_words (n - n_common, n);
  g_autoptr (GfSignature) first = sign (one);
  g_autoptr (GfSignature) second = sign (other);
  double common = n_common > 2 ? n_common - 2 : 0;
  double expected = common / (2.0 * (n - 2) - common);
  double error = sqrt (expected * (1 - expected) / GF_SIGNATURE_VALUES);
  double found = gf_signature_resemblance (first, second);

  ck_assert (first->has_values && second->has_values);
  ck_assert_msg (fabs (found - expected) <= 5 * error + 1e-9, "%f, not %f", found,
                 expected);
}
END_TEST

START_TEST (case_and_blocks_do_not_matter)
{
  g_autoptr (GfDocument) one = document_of_words (0, 300);
  g_autoptr (GfDocument) other = document_of_words (0, 100);
  g_autoptr (GfDocument) rest = document_of_words (100, 200);
  GfUnit *unit = g_ptr_array_index (rest->units, 0);
  GfBlock *block = g_ptr_array_index (unit->blocks, 0);

  g_autofree char *lower = block->text;
  block->text = g_utf8_strup (lower, -1);
  g_ptr_array_add (other->units, g_ptr_array_steal_index (rest->units, 0));
  g_autoptr (GfSignature) first = sign (one);
  g_autoptr (GfSignature) second = sign (other);
  ck_assert_double_eq (gf_signature_resemblance (first, second), 1);
}
END_TEST

START_TEST (what_was_set_aside_does_not_matter)
{
  g_autoptr (GfDocument) one = document_of_words (0, 300);
  g_autoptr (GfDocument) other = document_of_words (0, 300);

  g_ptr_array_add (other->set_aside,
                   gf_block_new (GF_BLOCK_BOILERPLATE, 0, 1, "Hopp til innholdet"));
  g_autoptr (GfSignature) first = sign (one);
  g_autoptr (GfSignature) second = sign (other);
  ck_assert_double_eq (gf_signature_resemblance (first, second), 1);
}
END_TEST

START_TEST (a_short_text_has_none)
{
  g_autoptr (GfDocument) document = document_of_words (0, GF_SIGNATURE_FEWEST_WORDS - 1);
  g_autoptr (GfSignature) signature = sign (document);

  ck_assert (!signature->has_values);
  ck_assert_double_eq (gf_signature_resemblance (signature, signature), 0);
}
END_TEST

START_TEST (one_word_over_and_over)
{
  g_autoptr (GfDocument) document = gf_document_new ();
  GfUnit *unit = gf_unit_new (GF_UNIT_SECTION);
  g_autoptr (GString) text = g_string_new (NULL);

  for (unsigned i = 0; i < 100; i++)
    g_string_append (text, "tall ");
  g_ptr_array_add (unit->blocks, gf_block_new (GF_BLOCK_PARAGRAPH, 0, 1, text->str));
  g_ptr_array_add (document->units, unit);
  g_autoptr (GfSignature) signature = sign (document);
  ck_assert_double_eq (gf_signature_resemblance (signature, signature), 1);
}
END_TEST

static const struct
{
  const char *title;
  GfStage stage;
  unsigned number;
  const char *name;
  const char *period;
} titles[] = {
  { "Klimastrategi 2023–2030", GF_STAGE_UNKNOWN, 0, "klimastrategi", "2023 2030" },
  { "Klimastrategi 2023–2030, utkast", GF_STAGE_DRAFT, 0, "klimastrategi", "2023 2030" },
  { "Høringsutkast: Klimastrategi 2023-2030", GF_STAGE_HEARING, 0, "klimastrategi",
    "2023 2030" },
  { "Klimastrategi 2023–2030 – høringsutgave juni 2022", GF_STAGE_HEARING, 0,
    "klimastrategi", "2023 2030" },
  { "Klimastrategi 2023–2030. Vedtatt 15. desember 2022", GF_STAGE_ADOPTED, 0,
    "klimastrategi", "2023 2030" },
  { "Klimastrategi 2023–2030. Vedtatt 15.12.2022", GF_STAGE_ADOPTED, 0, "klimastrategi",
    "2023 2030" },
  { "Energiplan, høyringsframlegg", GF_STAGE_HEARING, 0, "energiplan", "" },
  { "Energiplan, vedteken 3. mars 2021", GF_STAGE_ADOPTED, 0, "energiplan", "" },
  { "Energiplan – versjon 2.0", GF_STAGE_UNKNOWN, 2, "energiplan", "" },
  { "energiplan_v3_utkast.docx", GF_STAGE_DRAFT, 3, "energiplan docx", "" },
  /* An earlier stage than what is said of it. */
  { "Utkast til energiplan, vedtatt lagt ut på høring", GF_STAGE_DRAFT, 0,
    "til energiplan lagt", "" },
  /* What comes again is told apart. */
  { "Årsrapport 2022", GF_STAGE_UNKNOWN, 0, "årsrapport", "2022" },
  { "Årsrapport 2022 – utkast", GF_STAGE_DRAFT, 0, "årsrapport", "2022" },
  { "Økonomirapport mars 2023", GF_STAGE_UNKNOWN, 0, "økonomirapport", "3 2023" },
  { "Tertialrapport 2 2023", GF_STAGE_UNKNOWN, 0, "tertialrapport", "2 2023" },
  { "Første tertial 2023", GF_STAGE_UNKNOWN, 0, "tertial", "første 2023" },
  { "", GF_STAGE_UNKNOWN, 0, "", "" },
};

START_TEST (a_title_says_its_version)
{
  g_auto (GfVersionWords) words = { 0 };

  gf_version_words_read (registers, titles[_i].title, &words);
  ck_assert_int_eq (words.stage, titles[_i].stage);
  ck_assert_uint_eq (words.number, titles[_i].number);
  ck_assert_str_eq (words.name->str, titles[_i].name);
  ck_assert_str_eq (words.period->str, titles[_i].period);
}
END_TEST

START_TEST (a_title_without_end)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_auto (GfVersionWords) words = { 0 };

  for (unsigned i = 0; i < 100000; i++)
    g_string_append (title, "utkast 2022 v12 år ");
  gf_version_words_read (registers, title->str, &words);
  ck_assert_uint_le (words.name->len, GF_SIGNATURE_MAX_NAME);
  ck_assert_uint_le (words.period->len, GF_SIGNATURE_MAX_PERIOD);
}
END_TEST

START_TEST (packed_and_back)
{
  g_autoptr (GfDocument) document = document_of_words (0, 300);

  document->title = g_strdup ("Årsrapport 2022, utkast versjon 4");
  g_autoptr (GfSignature) made = sign (document);
  g_autoptr (GBytes) packed = gf_signature_pack (made);
  g_autoptr (GfSignature) read = gf_signature_unpack (packed);

  ck_assert_ptr_nonnull (read);
  ck_assert_int_eq (read->stage, GF_STAGE_DRAFT);
  ck_assert (read->is_named);
  ck_assert_uint_eq (read->number, 4);
  ck_assert_str_eq (read->name, "årsrapport");
  ck_assert_str_eq (read->period, "2022");
  ck_assert_double_eq (gf_signature_resemblance (made, read), 1);
}
END_TEST

/* It comes from a worker: cut anywhere, and with any byte changed, it is read or not. */
START_TEST (damaged)
{
  g_autoptr (GfDocument) document = document_of_words (0, 300);
  g_autoptr (GfSignature) made = sign (document);
  g_autoptr (GBytes) packed = gf_signature_pack (made);
  gsize size;
  const uint8_t *bytes = g_bytes_get_data (packed, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (bytes, i);
      g_autofree uint8_t *changed = g_memdup2 (bytes, size);
      g_autoptr (GfSignature) of_cut = gf_signature_unpack (cut);

      ck_assert (of_cut == NULL || of_cut->stage <= GF_STAGE_LAST);
      changed[i] ^= 0xff;
      g_autoptr (GBytes) other = g_bytes_new (changed, size);
      g_autoptr (GfSignature) of_changed = gf_signature_unpack (other);
      if (of_changed != NULL)
        ck_assert_int_le ((int) of_changed->stage, GF_STAGE_LAST);
    }
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("signature");
  TCase *tcase = tcase_create ("signature");

  registers = load_registers ();
  tcase_set_timeout (tcase, 60);
  tcase_add_loop_test (tcase, resembles_by_what_is_common, 0, G_N_ELEMENTS (shares));
  tcase_add_test (tcase, case_and_blocks_do_not_matter);
  tcase_add_test (tcase, what_was_set_aside_does_not_matter);
  tcase_add_test (tcase, a_short_text_has_none);
  tcase_add_test (tcase, one_word_over_and_over);
  tcase_add_loop_test (tcase, a_title_says_its_version, 0, G_N_ELEMENTS (titles));
  tcase_add_test (tcase, a_title_without_end);
  tcase_add_test (tcase, packed_and_back);
  tcase_add_test (tcase, damaged);
  suite_add_tcase (suite, tcase);
  int status = gf_tap_run (suite);
  gf_registers_free (registers);
  return status;
}
