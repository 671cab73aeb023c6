/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/hit.h"

#include <string.h>

#include "common/schema.h"
#include "query/json.h"

json_t *
gf_hit_document (const GfDocument *head)
{
  json_t *json = json_object ();

  gf_json_set_string (json, "id", head->id);
  gf_json_set_string (json, "path", head->path);
  gf_json_set_string (json, "title", head->title);
  gf_json_set_string (json, "type", gf_document_type_name (head->type));
  gf_json_set_string (json, "body", head->body);
  gf_json_set_string (json, "region", head->region);
  gf_json_set_string (json, "date", head->date);
  gf_json_set_string (json, "language", head->language);
  gf_json_set_string (json, "format", head->format);
  gf_json_set_number (json, "pages", head->pages);
  return json;
}

static void
set_text (json_t *json, const char *text, size_t max_characters)
{
  /* Bytes are never fewer than characters, and cheaper to count. */
  if (strnlen (text, max_characters + 1) <= max_characters
      || (size_t) g_utf8_strlen (text, -1) <= max_characters)
    {
      json_object_set_new (json, "text", json_string (text));
      return;
    }

  const char *end = g_utf8_offset_to_pointer (text, (glong) max_characters);
  g_autofree char *cut = g_strdup_printf ("%.*s…", (int) (end - text), text);
  json_object_set_new (json, "text", json_string (cut));
  json_object_set_new (json, "cut", json_true ());
}

static void
set_votes (json_t *json, const GfDecision *decision)
{
  if (decision->votes_for < 0 && decision->votes_against < 0)
    return;

  json_t *votes = json_object ();
  if (decision->votes_for >= 0)
    json_object_set_new (votes, "for", json_integer (decision->votes_for));
  if (decision->votes_against >= 0)
    json_object_set_new (votes, "against", json_integer (decision->votes_against));
  json_object_set_new (json, "votes", votes);
}

json_t *
gf_hit_decision (const GfDecision *decision, size_t max_characters)
{
  json_t *json = json_object ();

  gf_json_set_string (json, "outcome", gf_outcome_name (decision->outcome));
  gf_json_set_string (json, "label", decision->label);
  set_text (json, decision->text, max_characters);
  gf_json_set_number (json, "page", decision->page);
  set_votes (json, decision);
  return json;
}

json_t *
gf_hit_unit (const GfDocument *head, const GfUnit *unit)
{
  json_t *json = json_object ();
  g_autofree char *id
      = gf_schema_unit_id (head->id != NULL ? head->id : "", unit->ordinal);

  gf_json_set_string (json, "id", id);
  gf_json_set_string (json, "unit", gf_unit_kind_name (unit->kind));
  gf_json_set_string (json, "title", unit->title);
  gf_json_set_string (json, "case", unit->case_number);
  gf_json_set_string (json, "case_prefix", unit->case_prefix);
  gf_json_set_number (json, "page", unit->page);
  gf_json_set_number (json, "page_last", unit->page_last);
  gf_json_set_string (json, "page_label", unit->page_label);
  gf_json_set_strings (json, "heading_path", unit->heading_path);
  gf_json_set_string (json, "language", unit->language);
  return json;
}
