/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is known of a document as a whole; see show-private.h. */
#include "query/show/show-private.h"

#include "query/answers/hit.h"
#include "query/json.h"

/* An object with the two, left out where neither is known. */
static void
set_pair (json_t *json, const char *key, const char *name, const char *value,
          const char *other_name, const char *other_value)
{
  json_t *pair = json_object ();

  gf_json_set_string (pair, name, value);
  gf_json_set_string (pair, other_name, other_value);
  if (json_object_size (pair) > 0)
    json_object_set (json, key, pair);
  json_decref (pair);
}

static void
set_people (json_t *json, const GPtrArray *people)
{
  if (people == NULL || people->len == 0)
    return;

  json_t *array = json_array ();
  for (unsigned i = 0; i < people->len; i++)
    {
      const GfPerson *person = g_ptr_array_index (people, i);
      json_t *one = json_object ();

      gf_json_set_string (one, "name", person->name);
      gf_json_set_string (one, "role", person->role);
      gf_json_set_string (one, "organisation", person->organisation);
      gf_json_set_string (one, "presence", gf_presence_name (person->presence));
      json_array_append_new (array, one);
    }
  json_object_set_new (json, "people", array);
}

static void
set_details (json_t *json, const GfDetails *details)
{
  gf_json_set_string (json, "type_evidence", details->type_evidence);
  gf_json_set_strings (json, "municipalities", details->municipalities);
  gf_json_set_strings (json, "counties", details->counties);
  gf_json_set_string (json, "published", details->published);
  set_pair (json, "period", "from", details->period_from, "to", details->period_to);
  set_pair (json, "meeting", "number", details->meeting_number, "place",
            details->meeting_place);
  gf_json_set_string (json, "case_worker", details->case_worker);
  gf_json_set_string (json, "archive_reference", details->archive_reference);
  set_people (json, details->people);
}

json_t *
gf_show_document_json (GfResolver *resolver, const GfDocument *document, GError **error)
{
  json_t *referred_by = gf_resolver_referring (resolver, document, NULL, error);

  if (referred_by == NULL)
    return NULL;
  json_t *json = gf_hit_document (document);
  set_details (json, &document->details);
  if (json_array_size (referred_by) > 0)
    json_object_set (json, "referred_by", referred_by);
  json_decref (referred_by);
  return json;
}
