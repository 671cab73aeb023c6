/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/component/store-fixture.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/message.h"
#include "common/posted-words.h"
#include "common/record.h"

void
new_folder (void)
{
  char name[] = "store.XXXXXX";

  ck_assert_ptr_nonnull (mkdtemp (name));
  ck_assert_int_eq (chdir (name), 0);
}

GfStore *
open_store (void)
{
  g_autoptr (GError) error = NULL;
  GfStore *store = gf_store_open ("index", "public", &error);

  ck_assert_msg (store != NULL, "%s", error ? error->message : "");
  return store;
}

GfFile *
new_file (const char *path, const char *sha256)
{
  GfFile *file = gf_file_new (path, path + 1);

  gf_file_set_content (file, sha256);
  gf_file_set_outcome (file, GF_READ_WHOLE, NULL, NULL);
  return file;
}

GVariant *
analysed (GVariant *record, const char *word, const char *id, const char *document_term)
{
  const GfPostedCount count = { .wdf = 1, .n_positions = 1 };
  const uint32_t position = 1;
  GVariant *words
      = gf_posted_words_new (word, strlen (word) + 1, &count, 1, &position, 1);
  GVariantBuilder filters, values;

  g_variant_builder_init (&filters, G_VARIANT_TYPE ("as"));
  g_variant_builder_add (&filters, "s", id);
  if (document_term != NULL)
    g_variant_builder_add (&filters, "s", document_term);
  g_variant_builder_init (&values, G_VARIANT_TYPE ("a(us)"));
  g_variant_builder_add (&values, "(us)", GF_SLOT_DATE, "20230228");
  return g_variant_ref_sink (g_variant_new ("(v@" GF_POSTED_WORDS_TYPE "asa(us))", record,
                                            words, &filters, &values));
}

bool
try_to_put (GfStore *store, const char *path, const char *sha256, const char *word,
            GError **error)
{
  g_autoptr (GfDocument) document = gf_document_new ();
  g_autoptr (GfUnit) unit = gf_unit_new (GF_UNIT_SECTION);
  g_autoptr (GPtrArray) units
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autofree char *id = gf_file_dup_document_id (sha256);
  g_autofree char *id_term = g_strconcat (GF_TERM_ID, id, NULL);
  g_autofree char *unit_term = g_strconcat (GF_TERM_ID, id, ".1", NULL);
  g_autofree char *document_term = g_strconcat (GF_TERM_DOCUMENT, id, NULL);

  document->id = g_strdup (id);
  document->path = g_strdup (path + 1);
  g_autoptr (GVariant) record = gf_document_pack (document);
  g_autoptr (GVariant) head = g_variant_get_child_value (record, 0);
  g_autoptr (GVariant) packed = gf_unit_pack (unit);
  GVariant *both[] = { head, packed };

  g_ptr_array_add (
      units, analysed (g_variant_new_tuple (both, 2), word, unit_term, document_term));
  g_autoptr (GVariant) whole = analysed (record, word, id_term, NULL);
  return gf_store_put_document (store, new_file (path, sha256), units, whole, error);
}

void
put (GfStore *store, const char *path, const char *sha256, const char *word)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (try_to_put (store, path, sha256, word, &error), "%s",
                 error ? error->message : "");
}

void
commit (GfStore *store)
{
  g_autoptr (GError) error = NULL;

  ck_assert_msg (gf_store_commit (store, &error), "%s", error ? error->message : "");
}
