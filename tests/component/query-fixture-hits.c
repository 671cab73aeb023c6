/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an answer of the fixture's index holds; see query-fixture.h. */
#include "tests/component/query-fixture.h"

#include <stdlib.h>
#include <string.h>

const char *
get_string (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

json_t *
hit_at (const json_t *answer, size_t i)
{
  return json_array_get (json_object_get (answer, "hits"), i);
}

/* The ids of the hits, the digits of their documents alone: "a.2 b.1". */
char *
hit_ids (const json_t *answer)
{
  GString *ids = g_string_new (NULL);
  size_t i;
  json_t *hit;

  json_array_foreach (json_object_get (answer, "hits"), i, hit)
  {
    const char *id = get_string (hit, "id");
    const char *dot = strchr (id, '.');

    g_string_append_printf (ids, "%s%c%s", i > 0 ? " " : "", id[0],
                            dot != NULL ? dot : "");
  }
  return g_string_free (ids, FALSE);
}

static int
compare_strings (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

char *
sorted_ids (const json_t *answer)
{
  g_autofree char *ids = hit_ids (answer);
  g_auto (GStrv) parts = g_strsplit (ids, " ", -1);

  qsort (parts, g_strv_length (parts), sizeof *parts, compare_strings);
  return g_strjoinv (" ", parts);
}
