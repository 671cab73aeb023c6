/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The types that are read here are those of schema.h, member by member. */
#include "common/record-view.h"

#include "common/packed.h"

/* Of every tuple of a record: numbers of 32 bits are in it. */
#define ALIGNMENT 4

static char *
string_or_null (GfPackedTuple *tuple)
{
  const char *text = gf_packed_tuple_string (tuple);

  return *text != '\0' ? (char *) text : NULL;
}

static bool
read_head (GfPacked packed, GfDocument *head, GError **error)
{
  GfPackedTuple tuple;

  gf_packed_tuple_begin (&tuple, packed);
  head->id = string_or_null (&tuple);
  head->path = string_or_null (&tuple);
  head->title = string_or_null (&tuple);
  uint8_t type = gf_packed_tuple_byte (&tuple);
  head->body = string_or_null (&tuple);
  head->region = string_or_null (&tuple);
  head->date = string_or_null (&tuple);
  head->language = string_or_null (&tuple);
  head->format = string_or_null (&tuple);
  head->pages = gf_packed_tuple_uint32 (&tuple);
  if (tuple.failed || type > GF_TYPE_LAST)
    return gf_record_fail (error, "the head");
  head->type = type;
  return true;
}

static bool
read_block (GfPacked packed, GfBlock *block)
{
  GfPackedTuple tuple;

  gf_packed_tuple_begin (&tuple, packed);
  uint8_t kind = gf_packed_tuple_byte (&tuple);
  block->level = gf_packed_tuple_byte (&tuple);
  block->page = gf_packed_tuple_uint32 (&tuple);
  block->text = (char *) gf_packed_tuple_last_string (&tuple);
  block->kind = kind;
  return !tuple.failed && kind <= GF_BLOCK_LAST;
}

static bool
read_blocks (GfPacked packed, GfUnitView *view, GError **error)
{
  size_t n;

  if (!gf_packed_array_length (packed, &n) || n > UINT_MAX)
    return gf_record_fail (error, "its blocks");
  view->blocks = g_new (GfBlock, n);
  view->unit.blocks = g_ptr_array_sized_new ((guint) n);
  for (size_t i = 0; i < n; i++)
    {
      GfPacked block;

      if (!gf_packed_array_element (packed, ALIGNMENT, i, &block)
          || !read_block (block, &view->blocks[i]))
        return gf_record_fail (error, "a block");
      g_ptr_array_add (view->unit.blocks, &view->blocks[i]);
    }
  return true;
}

static bool
read_heading_path (GfPacked packed, GfUnitView *view, GError **error)
{
  size_t n;

  if (!gf_packed_array_length (packed, &n))
    return gf_record_fail (error, "its heading path");
  view->heading_path = g_new0 (char *, n + 1);
  view->unit.heading_path = view->heading_path;
  for (size_t i = 0; i < n; i++)
    {
      GfPacked heading;

      if (!gf_packed_array_element (packed, 1, i, &heading)
          || gf_packed_string (heading) == NULL)
        return gf_record_fail (error, "a heading");
      view->heading_path[i] = (char *) gf_packed_string (heading);
    }
  return true;
}

static bool
read_decision (GfPacked packed, GfUnitView *view, GError **error)
{
  GfDecision *decision = &view->decision;
  GfPackedTuple tuple;

  if (!gf_packed_maybe (packed, &packed))
    return true;
  gf_packed_tuple_begin (&tuple, packed);
  uint8_t outcome = gf_packed_tuple_byte (&tuple);
  decision->evidence = string_or_null (&tuple);
  decision->label = string_or_null (&tuple);
  decision->text = (char *) gf_packed_tuple_string (&tuple);
  decision->page = gf_packed_tuple_uint32 (&tuple);
  decision->votes_for = (int32_t) gf_packed_tuple_uint32 (&tuple);
  decision->votes_against = (int32_t) gf_packed_tuple_uint32 (&tuple);
  if (tuple.failed || outcome > GF_OUTCOME_LAST)
    return gf_record_fail (error, "its decision");
  decision->outcome = outcome;
  view->unit.decision = decision;
  return true;
}

static bool
read_unit (GfPacked packed, GfUnitView *view, GError **error)
{
  GfUnit *unit = &view->unit;
  GfPackedTuple tuple;

  gf_packed_tuple_begin (&tuple, packed);
  uint8_t kind = gf_packed_tuple_byte (&tuple);
  unit->ordinal = gf_packed_tuple_uint32 (&tuple);
  unit->case_number = string_or_null (&tuple);
  unit->case_prefix = string_or_null (&tuple);
  unit->archive_number = string_or_null (&tuple);
  unit->title = string_or_null (&tuple);
  GfPacked heading_path = gf_packed_tuple_member (&tuple, 1);
  unit->language = string_or_null (&tuple);
  unit->page = gf_packed_tuple_uint32 (&tuple);
  unit->page_last = gf_packed_tuple_uint32 (&tuple);
  unit->page_label = string_or_null (&tuple);
  GfPacked blocks = gf_packed_tuple_member (&tuple, ALIGNMENT);
  GfPacked decision = gf_packed_tuple_member (&tuple, ALIGNMENT);
  if (tuple.failed || (kind != GF_UNIT_CASE && kind != GF_UNIT_SECTION))
    return gf_record_fail (error, "the unit");
  unit->kind = kind;
  return read_heading_path (heading_path, view, error)
         && read_blocks (blocks, view, error) && read_decision (decision, view, error);
}

bool
gf_unit_view_read (GfUnitView *view_out, const void *data, size_t size, GError **error)
{
  GfPackedTuple stored;

  *view_out = (GfUnitView){ 0 };
  gf_packed_tuple_begin (&stored, (GfPacked){ data, size });
  GfPacked head = gf_packed_tuple_member (&stored, ALIGNMENT);
  GfPacked unit = gf_packed_tuple_last (&stored, ALIGNMENT);
  if (stored.failed)
    return gf_record_fail (error, "what is stored");
  return read_head (head, &view_out->head, error) && read_unit (unit, view_out, error);
}

void
gf_unit_view_clear (GfUnitView *view)
{
  g_clear_pointer (&view->unit.blocks, g_ptr_array_unref);
  g_clear_pointer (&view->blocks, g_free);
  g_clear_pointer (&view->heading_path, g_free);
}

bool
gf_head_view_read (GfDocument *head_out, const void *data, size_t size, GError **error)
{
  GfPackedTuple stored;

  *head_out = (GfDocument){ 0 };
  gf_packed_tuple_begin (&stored, (GfPacked){ data, size });
  GfPacked head = gf_packed_tuple_member (&stored, ALIGNMENT);
  if (stored.failed)
    return gf_record_fail (error, "what is stored");
  return read_head (head, head_out, error);
}
