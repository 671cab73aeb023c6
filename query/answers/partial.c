/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/answers/partial.h"

#include <glib.h>

/* In the order of GfPartial. */
static const struct
{
  const char *name;
  const char *norwegian;
} parts[] = {
  { "total", "tallet på treff (det kan være flere)" },
  { "facets", "fasettene" },
  { "order", "rekkefølgen (andre treff kan høre hjemme først)" },
  { "snippets", "utdragene" },
  { "suggestion", "hva som finnes i stedet" },
  { "versions", "andre versjoner av dokumentene" },
};

bool
gf_partial_is_late (const GfRequest *request)
{
  return request->deadline_us > 0 && g_get_monotonic_time () >= request->deadline_us;
}

static void
add_note (json_t *answer, const char *note)
{
  json_t *query = json_object_get (answer, "query");
  json_t *notes = json_object_get (query, "notes");

  if (notes == NULL)
    {
      notes = json_array ();
      json_object_set_new (query, "notes", notes);
    }
  json_array_append_new (notes, json_string (note));
}

void
gf_partial_tell (json_t *answer, unsigned partial)
{
  g_autoptr (GString) note = g_string_new ("Tida gikk ut før svaret var ferdig. Ikke "
                                           "helt er ");
  json_t *names = json_array ();

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if ((partial & 1u << i) == 0)
        continue;
      if (json_array_size (names) > 0)
        g_string_append (note, ", ");
      json_array_append_new (names, json_string (parts[i].name));
      g_string_append (note, parts[i].norwegian);
    }
  g_string_append_c (note, '.');
  if (partial != 0)
    {
      json_object_set (answer, "partial", names);
      add_note (answer, note->str);
    }
  json_decref (names);
}
