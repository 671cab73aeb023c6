/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records to variants and back.  An absent string is packed as "": no field of a record
 * is meaningfully empty.
 */
#include "common/record.h"

#include "common/schema.h"

G_DEFINE_QUARK (gf_record_error, gf_record_error)

static const char *
or_empty (const char *string)
{
  return string != NULL ? string : "";
}

static char *
dup_or_null (const char *string)
{
  return *string != '\0' ? g_strdup (string) : NULL;
}

static GVariant *
pack_blocks (const GPtrArray *blocks)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a" GF_BLOCK_TYPE));
  for (unsigned i = 0; i < blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (blocks, i);

      g_variant_builder_add (&builder, GF_BLOCK_TYPE, block->kind, block->level,
                             block->page, block->text);
    }
  return g_variant_builder_end (&builder);
}

static GVariant *
pack_decision (const GfDecision *decision)
{
  if (decision == NULL)
    return g_variant_new_maybe (G_VARIANT_TYPE (GF_DECISION_TYPE), NULL);

  return g_variant_new_maybe (
      NULL, g_variant_new (GF_DECISION_TYPE, decision->outcome,
                           or_empty (decision->label), or_empty (decision->text),
                           decision->page, decision->votes_for, decision->votes_against));
}

GVariant *
gf_unit_pack (const GfUnit *unit)
{
  static const char *const no_path[] = { NULL };
  const char *const *path = (const char *const *) unit->heading_path;
  GVariant *children[] = {
    g_variant_new_byte (unit->kind),
    g_variant_new_uint32 (unit->ordinal),
    g_variant_new_string (or_empty (unit->case_number)),
    g_variant_new_string (or_empty (unit->case_prefix)),
    g_variant_new_string (or_empty (unit->title)),
    g_variant_new_strv (path != NULL ? path : no_path, -1),
    g_variant_new_string (or_empty (unit->language)),
    g_variant_new_uint32 (unit->page),
    g_variant_new_uint32 (unit->page_last),
    g_variant_new_string (or_empty (unit->page_label)),
    pack_blocks (unit->blocks),
    pack_decision (unit->decision),
  };

  return g_variant_ref_sink (g_variant_new_tuple (children, G_N_ELEMENTS (children)));
}

static GVariant *
pack_head (const GfDocument *document)
{
  return g_variant_new (GF_HEAD_TYPE, or_empty (document->id), or_empty (document->path),
                        or_empty (document->title), document->type,
                        or_empty (document->body), or_empty (document->region),
                        or_empty (document->date), or_empty (document->language),
                        or_empty (document->format), document->pages);
}

GVariant *
gf_document_pack (const GfDocument *document)
{
  GVariant *children[] = { pack_head (document), pack_blocks (document->set_aside) };

  return g_variant_ref_sink (g_variant_new_tuple (children, G_N_ELEMENTS (children)));
}

static bool
fail (GError **error, const char *what)
{
  g_set_error (error, GF_RECORD_ERROR, GF_RECORD_ERROR_MALFORMED, "malformed record: %s",
               what);
  return false;
}

static bool
check_form (GVariant *packed, const char *type, GError **error)
{
  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE (type)))
    return fail (error, "wrong type");
  if (!g_variant_is_normal_form (packed))
    return fail (error, "not in normal form");
  return true;
}

static bool
unpack_blocks (GVariant *packed, GPtrArray *blocks, GError **error)
{
  GVariantIter iter;
  uint8_t kind, level;
  uint32_t page;
  const char *text;

  g_variant_iter_init (&iter, packed);
  while (g_variant_iter_next (&iter, "(yyu&s)", &kind, &level, &page, &text))
    {
      if (kind > GF_BLOCK_LAST)
        return fail (error, "block kind");
      g_ptr_array_add (blocks, gf_block_new (kind, level, page, text));
    }
  return true;
}

static bool
unpack_decision (GVariant *maybe, GfDecision **decision_out, GError **error)
{
  g_autoptr (GVariant) packed = g_variant_get_maybe (maybe);
  if (packed == NULL)
    return true;

  g_autoptr (GfDecision) decision = gf_decision_new ();
  uint8_t outcome;
  const char *label, *text;

  g_variant_get (packed, "(y&s&suii)", &outcome, &label, &text, &decision->page,
                 &decision->votes_for, &decision->votes_against);
  if (outcome > GF_OUTCOME_LAST)
    return fail (error, "outcome");

  decision->outcome = outcome;
  decision->label = dup_or_null (label);
  decision->text = g_strdup (text);
  *decision_out = g_steal_pointer (&decision);
  return true;
}

static bool
unpack_unit_fields (GVariant *packed, GfUnit *unit, GError **error)
{
  g_autoptr (GVariant) blocks = NULL;
  g_autoptr (GVariant) decision = NULL;
  uint8_t kind;
  const char *number, *prefix, *title, *language, *page_label;

  g_variant_get (packed, "(yu&s&s&s^as&suu&s@a" GF_BLOCK_TYPE "@m" GF_DECISION_TYPE ")",
                 &kind, &unit->ordinal, &number, &prefix, &title, &unit->heading_path,
                 &language, &unit->page, &unit->page_last, &page_label, &blocks,
                 &decision);
  if (kind != GF_UNIT_CASE && kind != GF_UNIT_SECTION)
    return fail (error, "unit kind");

  unit->kind = kind;
  unit->case_number = dup_or_null (number);
  unit->case_prefix = dup_or_null (prefix);
  unit->title = dup_or_null (title);
  unit->language = dup_or_null (language);
  unit->page_label = dup_or_null (page_label);
  return unpack_blocks (blocks, unit->blocks, error)
         && unpack_decision (decision, &unit->decision, error);
}

GfUnit *
gf_unit_unpack (GVariant *packed, GError **error)
{
  g_autoptr (GfUnit) unit = gf_unit_new (GF_UNIT_SECTION);

  if (!check_form (packed, GF_UNIT_TYPE, error)
      || !unpack_unit_fields (packed, unit, error))
    return NULL;
  return g_steal_pointer (&unit);
}

static bool
unpack_head (GVariant *packed, GfDocument *document, GError **error)
{
  uint8_t type;
  const char *id, *path, *title, *body, *region, *date, *language, *format;

  g_variant_get (packed, "(&s&s&sy&s&s&s&s&su)", &id, &path, &title, &type, &body,
                 &region, &date, &language, &format, &document->pages);
  if (type > GF_TYPE_LAST)
    return fail (error, "document type");

  document->type = type;
  document->id = dup_or_null (id);
  document->path = dup_or_null (path);
  document->title = dup_or_null (title);
  document->body = dup_or_null (body);
  document->region = dup_or_null (region);
  document->date = dup_or_null (date);
  document->language = dup_or_null (language);
  document->format = dup_or_null (format);
  return true;
}

GfDocument *
gf_head_unpack (GVariant *packed, GError **error)
{
  g_autoptr (GfDocument) document = gf_document_new ();

  if (!check_form (packed, GF_HEAD_TYPE, error) || !unpack_head (packed, document, error))
    return NULL;
  return g_steal_pointer (&document);
}

GfDocument *
gf_document_unpack (GVariant *packed, GError **error)
{
  g_autoptr (GfDocument) document = gf_document_new ();

  if (!check_form (packed, GF_STORED_DOCUMENT_TYPE, error))
    return NULL;

  g_autoptr (GVariant) head = g_variant_get_child_value (packed, 0);
  g_autoptr (GVariant) set_aside = g_variant_get_child_value (packed, 1);
  if (!unpack_head (head, document, error)
      || !unpack_blocks (set_aside, document->set_aside, error))
    return NULL;
  return g_steal_pointer (&document);
}
