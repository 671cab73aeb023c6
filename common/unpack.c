/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records from variants: nothing of them is trusted; see pack.c. */
#include <string.h>

#include "common/fail.h"
#include "common/record.h"
#include "common/schema.h"

G_DEFINE_QUARK (gf_record_error, gf_record_error)

bool
gf_record_fail (GError **error, const char *what)
{
  return gf_fail (error, GF_RECORD_ERROR, GF_RECORD_ERROR_MALFORMED,
                  "malformed record: %s", what);
}

static char *
dup_or_null (const char *string)
{
  return *string != '\0' ? g_strdup (string) : NULL;
}

static bool
check_form (GVariant *packed, const char *type, GError **error)
{
  if (!g_variant_is_of_type (packed, G_VARIANT_TYPE (type)))
    return gf_record_fail (error, "wrong type");
  if (!g_variant_is_normal_form (packed))
    return gf_record_fail (error, "not in normal form");
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
        return gf_record_fail (error, "block kind");
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
  const char *evidence, *label, *text;

  g_variant_get (packed, "(y&s&s&suii)", &outcome, &evidence, &label, &text,
                 &decision->page, &decision->votes_for, &decision->votes_against);
  if (outcome > GF_OUTCOME_LAST)
    return gf_record_fail (error, "outcome");

  decision->outcome = outcome;
  decision->evidence = dup_or_null (evidence);
  decision->label = dup_or_null (label);
  decision->text = g_strdup (text);
  *decision_out = g_steal_pointer (&decision);
  return true;
}

/* Where the parts of a unit stand in its record; references and follow-ups come next. */
#define UNIT_SPANS 13

/* What a span is checked against: the unit's text. */
typedef struct
{
  const char *text;
  size_t length;
} Whole;

static bool
is_character_start (const Whole *whole, size_t at)
{
  return at >= whole->length || ((unsigned char) whole->text[at] & 0xC0) != 0x80;
}

static bool
check_span (GfTextSpan span, const Whole *whole, GError **error)
{
  if (span.length == 0 || span.start > whole->length
      || span.length > whole->length - span.start)
    return gf_record_fail (error, "span outside the text");
  if (!is_character_start (whole, span.start)
      || !is_character_start (whole, span.start + span.length))
    return gf_record_fail (error, "span within a character");
  return true;
}

static bool
unpack_parts (GVariant *packed, const Whole *whole, GPtrArray *parts, GError **error)
{
  GVariantIter iter;
  uint8_t kind;
  const char *label;
  GfTextSpan span;

  g_variant_iter_init (&iter, packed);
  while (g_variant_iter_next (&iter, "(y&s(uuu))", &kind, &label, &span.start,
                              &span.length, &span.page))
    {
      if (kind > GF_CASE_PART_LAST)
        return gf_record_fail (error, "kind of a part");
      if (!check_span (span, whole, error))
        return false;
      g_ptr_array_add (parts,
                       gf_case_part_new (kind, *label != '\0' ? label : NULL, span));
    }
  return true;
}

static bool
unpack_references (GVariant *packed, const Whole *whole, GPtrArray *references,
                   GError **error)
{
  GVariantIter iter;
  uint8_t kind;
  GfTextSpan span;
  const char *number, *prefix, *body, *date;

  g_variant_iter_init (&iter, packed);
  while (g_variant_iter_next (&iter, "(y(uuu)&s&s&s&s)", &kind, &span.start, &span.length,
                              &span.page, &number, &prefix, &body, &date))
    {
      if (kind > GF_REFERENCE_LAST)
        return gf_record_fail (error, "kind of a reference");
      if (!check_span (span, whole, error))
        return false;

      GfReference *reference = gf_reference_new (kind, span);
      reference->case_number = dup_or_null (number);
      reference->case_prefix = dup_or_null (prefix);
      reference->body = dup_or_null (body);
      reference->date = dup_or_null (date);
      g_ptr_array_add (references, reference);
    }
  return true;
}

static bool
unpack_follow_ups (GVariant *packed, const Whole *whole, GPtrArray *follow_ups,
                   GError **error)
{
  GVariantIter iter;
  GfTextSpan span;
  const char *due;

  g_variant_iter_init (&iter, packed);
  while (g_variant_iter_next (&iter, "((uuu)&s)", &span.start, &span.length, &span.page,
                              &due))
    {
      if (!check_span (span, whole, error))
        return false;
      g_ptr_array_add (follow_ups, gf_follow_up_new (span, due));
    }
  return true;
}

/* What points into the unit's text: the last of @packed's children from @first on. */
static bool
unpack_spans (GVariant *packed, gsize first, GfUnit *unit, GError **error)
{
  g_autoptr (GVariant) parts = g_variant_get_child_value (packed, first);
  g_autoptr (GVariant) references = g_variant_get_child_value (packed, first + 1);
  g_autoptr (GVariant) follow_ups = g_variant_get_child_value (packed, first + 2);
  bool any = g_variant_n_children (parts) + g_variant_n_children (references)
                 + g_variant_n_children (follow_ups)
             > 0;
  g_autofree char *text = any ? gf_unit_dup_text (unit) : NULL;
  Whole whole = { text, any ? strlen (text) : 0 };

  return unpack_parts (parts, &whole, unit->parts, error)
         && unpack_references (references, &whole, unit->references, error)
         && unpack_follow_ups (follow_ups, &whole, unit->follow_ups, error);
}

static bool
unpack_unit_fields (GVariant *packed, GfUnit *unit, GError **error)
{
  g_autoptr (GVariant) blocks = NULL;
  g_autoptr (GVariant) decision = NULL;
  uint8_t kind;
  const char *number, *prefix, *archive, *title, *language, *page_label;

  g_variant_get (packed,
                 "(yu&s&s&s&s^as&suu&s@a" GF_BLOCK_TYPE "@m" GF_DECISION_TYPE
                 "@a" GF_PART_TYPE "@a" GF_REFERENCE_TYPE "@a" GF_FOLLOW_UP_TYPE ")",
                 &kind, &unit->ordinal, &number, &prefix, &archive, &title,
                 &unit->heading_path, &language, &unit->page, &unit->page_last,
                 &page_label, &blocks, &decision, NULL, NULL, NULL);
  if (kind != GF_UNIT_CASE && kind != GF_UNIT_SECTION)
    return gf_record_fail (error, "unit kind");

  unit->kind = kind;
  unit->case_number = dup_or_null (number);
  unit->case_prefix = dup_or_null (prefix);
  unit->archive_number = dup_or_null (archive);
  unit->title = dup_or_null (title);
  unit->language = dup_or_null (language);
  unit->page_label = dup_or_null (page_label);
  return unpack_blocks (blocks, unit->blocks, error)
         && unpack_decision (decision, &unit->decision, error)
         && unpack_spans (packed, UNIT_SPANS, unit, error);
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
    return gf_record_fail (error, "document type");

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

static bool
unpack_people (GVariant *packed, GPtrArray *people, GError **error)
{
  GVariantIter iter;
  uint8_t presence;
  const char *name, *role, *organisation;

  g_variant_iter_init (&iter, packed);
  while (g_variant_iter_next (&iter, "(&s&s&sy)", &name, &role, &organisation, &presence))
    {
      if (presence > GF_PRESENCE_LAST)
        return gf_record_fail (error, "presence");

      GfPerson *person = gf_person_new (name, presence);
      person->role = dup_or_null (role);
      person->organisation = dup_or_null (organisation);
      g_ptr_array_add (people, person);
    }
  return true;
}

static bool
unpack_details (GVariant *packed, GfDetails *details, GError **error)
{
  g_autoptr (GVariant) people = NULL;
  const char *evidence, *published, *from, *to, *number, *place, *worker, *reference;

  g_variant_get (packed, "(&s^as^as&s&s&s&s&s&s&s@a" GF_PERSON_TYPE ")", &evidence,
                 &details->municipalities, &details->counties, &published, &from, &to,
                 &number, &place, &worker, &reference, &people);
  details->type_evidence = dup_or_null (evidence);
  details->published = dup_or_null (published);
  details->period_from = dup_or_null (from);
  details->period_to = dup_or_null (to);
  details->meeting_number = dup_or_null (number);
  details->meeting_place = dup_or_null (place);
  details->case_worker = dup_or_null (worker);
  details->archive_reference = dup_or_null (reference);
  return unpack_people (people, details->people, error);
}

static GBytes *
unpack_signature (GVariant *packed)
{
  gsize size;
  const void *data = g_variant_get_fixed_array (packed, &size, 1);

  return size > 0 ? g_bytes_new (data, size) : NULL;
}

GfDocument *
gf_document_unpack (GVariant *packed, GError **error)
{
  g_autoptr (GfDocument) document = gf_document_new ();

  if (!check_form (packed, GF_STORED_DOCUMENT_TYPE, error))
    return NULL;

  g_autoptr (GVariant) head = g_variant_get_child_value (packed, 0);
  g_autoptr (GVariant) set_aside = g_variant_get_child_value (packed, 1);
  g_autoptr (GVariant) details = g_variant_get_child_value (packed, 2);
  g_autoptr (GVariant) signature = g_variant_get_child_value (packed, 3);
  if (!unpack_head (head, document, error)
      || !unpack_blocks (set_aside, document->set_aside, error)
      || !unpack_details (details, &document->details, error))
    return NULL;
  document->signature = unpack_signature (signature);
  return g_steal_pointer (&document);
}
