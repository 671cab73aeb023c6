/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Records to variants.  An absent string is packed as "": no field of a record is
 * meaningfully empty.
 */
#include "common/record.h"

#include "common/schema.h"

static const char *
or_empty (const char *string)
{
  return string != NULL ? string : "";
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
      NULL,
      g_variant_new (GF_DECISION_TYPE, decision->outcome, or_empty (decision->evidence),
                     or_empty (decision->label), or_empty (decision->text),
                     decision->page, decision->votes_for, decision->votes_against));
}

static GVariant *
pack_span (GfTextSpan span)
{
  return g_variant_new (GF_SPAN_TYPE, span.start, span.length, span.page);
}

static GVariant *
pack_part (const void *item)
{
  const GfCasePart *part = item;

  return g_variant_new ("(ys@" GF_SPAN_TYPE ")", part->kind, or_empty (part->label),
                        pack_span (part->span));
}

static GVariant *
pack_reference (const void *item)
{
  const GfReference *reference = item;

  return g_variant_new ("(y@" GF_SPAN_TYPE "ssss)", reference->kind,
                        pack_span (reference->span), or_empty (reference->case_number),
                        or_empty (reference->case_prefix), or_empty (reference->body),
                        or_empty (reference->date));
}

static GVariant *
pack_follow_up (const void *item)
{
  const GfFollowUp *follow_up = item;

  return g_variant_new ("(@" GF_SPAN_TYPE "s)", pack_span (follow_up->span),
                        or_empty (follow_up->due));
}

static GVariant *
pack_person (const void *item)
{
  const GfPerson *person = item;

  return g_variant_new (GF_PERSON_TYPE, person->name, or_empty (person->role),
                        or_empty (person->organisation), person->presence);
}

/* @type: of an item.  @pack: a floating variant of an item */
static GVariant *
pack_items (const GPtrArray *items, const char *type, GVariant *(*pack) (const void *) )
{
  g_autoptr (GVariantType) array = g_variant_type_new_array (G_VARIANT_TYPE (type));
  GVariantBuilder builder;

  g_variant_builder_init (&builder, array);
  for (unsigned i = 0; i < items->len; i++)
    g_variant_builder_add_value (&builder, pack (g_ptr_array_index (items, i)));
  return g_variant_builder_end (&builder);
}

static GVariant *
pack_strv (const GStrv strings)
{
  static const char *const none[] = { NULL };

  return g_variant_new_strv (strings != NULL ? (const char *const *) strings : none, -1);
}

GVariant *
gf_unit_pack (const GfUnit *unit)
{
  GVariant *children[] = {
    g_variant_new_byte (unit->kind),
    g_variant_new_uint32 (unit->ordinal),
    g_variant_new_string (or_empty (unit->case_number)),
    g_variant_new_string (or_empty (unit->case_prefix)),
    g_variant_new_string (or_empty (unit->archive_number)),
    g_variant_new_string (or_empty (unit->title)),
    pack_strv (unit->heading_path),
    g_variant_new_string (or_empty (unit->language)),
    g_variant_new_uint32 (unit->page),
    g_variant_new_uint32 (unit->page_last),
    g_variant_new_string (or_empty (unit->page_label)),
    pack_blocks (unit->blocks),
    pack_decision (unit->decision),
    pack_items (unit->parts, GF_PART_TYPE, pack_part),
    pack_items (unit->references, GF_REFERENCE_TYPE, pack_reference),
    pack_items (unit->follow_ups, GF_FOLLOW_UP_TYPE, pack_follow_up),
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

static GVariant *
pack_details (const GfDetails *details)
{
  GVariant *children[] = {
    g_variant_new_string (or_empty (details->type_evidence)),
    pack_strv (details->municipalities),
    pack_strv (details->counties),
    g_variant_new_string (or_empty (details->published)),
    g_variant_new_string (or_empty (details->period_from)),
    g_variant_new_string (or_empty (details->period_to)),
    g_variant_new_string (or_empty (details->meeting_number)),
    g_variant_new_string (or_empty (details->meeting_place)),
    g_variant_new_string (or_empty (details->case_worker)),
    g_variant_new_string (or_empty (details->archive_reference)),
    pack_items (details->people, GF_PERSON_TYPE, pack_person),
  };

  return g_variant_new_tuple (children, G_N_ELEMENTS (children));
}

static GVariant *
pack_signature (GBytes *signature)
{
  gsize size = 0;
  const void *data = signature != NULL ? g_bytes_get_data (signature, &size) : NULL;

  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, data, size, 1);
}

GVariant *
gf_document_pack (const GfDocument *document)
{
  GVariant *children[] = {
    pack_head (document),
    pack_blocks (document->set_aside),
    pack_details (&document->details),
    pack_signature (document->signature),
  };

  return g_variant_ref_sink (g_variant_new_tuple (children, G_N_ELEMENTS (children)));
}
