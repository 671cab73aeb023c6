/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case or section, whole: its parts, references and promises; see show-private.h. */
#include "query/show/show-private.h"

#include "query/answers/hit.h"
#include "query/json.h"

static void
set_span (json_t *json, const char *text, const GfTextSpan *span)
{
  json_object_set_new (json, "text", json_stringn (text + span->start, span->length));
  gf_json_set_number (json, "page", span->page);
}

static void
set_parts (json_t *json, const GfUnit *unit, const char *text)
{
  json_t *parts = json_array ();

  for (unsigned i = 0; i < unit->parts->len; i++)
    {
      const GfCasePart *part = g_ptr_array_index (unit->parts, i);
      json_t *one = json_object ();

      gf_json_set_string (one, "kind", gf_case_part_kind_name (part->kind));
      gf_json_set_string (one, "label", part->label);
      set_span (one, text, &part->span);
      json_array_append_new (parts, one);
    }
  if (json_array_size (parts) > 0)
    json_object_set (json, "parts", parts);
  json_decref (parts);
}

static void
set_follow_ups (json_t *json, const GfUnit *unit, const char *text)
{
  json_t *follow_ups = json_array ();

  for (unsigned i = 0; i < unit->follow_ups->len; i++)
    {
      const GfFollowUp *follow_up = g_ptr_array_index (unit->follow_ups, i);
      json_t *one = json_object ();

      set_span (one, text, &follow_up->span);
      gf_json_set_string (one, "due", follow_up->due);
      json_array_append_new (follow_ups, one);
    }
  if (json_array_size (follow_ups) > 0)
    json_object_set (json, "follow_ups", follow_ups);
  json_decref (follow_ups);
}

static void
set_decision (json_t *json, const GfDecision *decision)
{
  if (decision == NULL)
    return;

  json_t *one = gf_hit_decision (decision, SIZE_MAX - 1);
  gf_json_set_string (one, "evidence", decision->evidence);
  json_object_set_new (json, "decision", one);
}

static bool
set_references (json_t *json, GfResolver *resolver, const GfDocument *head,
                const GfUnit *unit, const char *text, GError **error)
{
  json_t *references = json_array ();
  bool ok = true;

  for (unsigned i = 0; ok && i < unit->references->len; i++)
    {
      const GfReference *reference = g_ptr_array_index (unit->references, i);
      json_t *one = gf_resolver_reference (resolver, head, unit, reference, text, error);

      ok = one != NULL && json_array_append_new (references, one) == 0;
    }
  if (ok && json_array_size (references) > 0)
    json_object_set (json, "references", references);
  json_decref (references);
  return ok;
}

static bool
set_referred_by (json_t *json, GfResolver *resolver, const GfDocument *head,
                 const GfUnit *unit, GError **error)
{
  if (unit->kind != GF_UNIT_CASE)
    return true;

  json_t *referred_by = gf_resolver_referring (resolver, head, unit, error);
  if (referred_by == NULL)
    return false;
  if (json_array_size (referred_by) > 0)
    json_object_set (json, "referred_by", referred_by);
  json_decref (referred_by);
  return true;
}

json_t *
gf_show_unit_json (GfResolver *resolver, const GfDocument *head, const GfUnit *unit,
                   GError **error)
{
  json_t *json = gf_hit_unit (head, unit);
  g_autofree char *text = gf_unit_dup_text (unit);

  json_object_set_new (json, "text", json_string (text));
  gf_json_set_string (json, "archive", unit->archive_number);
  set_decision (json, unit->decision);
  set_parts (json, unit, text);
  set_follow_ups (json, unit, text);
  if (set_references (json, resolver, head, unit, text, error)
      && set_referred_by (json, resolver, head, unit, error))
    return json;
  json_decref (json);
  return NULL;
}
