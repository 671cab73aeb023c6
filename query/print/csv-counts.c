/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts as CSV: of a status, of a search's facets; see csv.h. */
#include "query/print/csv.h"

/* One row: what it is about, of which of its kinds, how many. */
static void
put_row (GString *out, const char *const *names, json_int_t count)
{
  for (; *names != NULL; names++)
    {
      gf_csv_cell (out, *names);
      g_string_append_c (out, ',');
    }
  g_string_append_printf (out, "%" JSON_INTEGER_FORMAT "\r\n", count);
}

/* @facet: [[value, count], ...] */
static void
put_facet (GString *out, const char *of, const char *name, const json_t *facet)
{
  size_t i;
  json_t *pair;

  json_array_foreach ((json_t *) facet, i, pair)
  {
    const char *value = json_string_value (json_array_get (pair, 0));
    const char *const with[] = { of, name, value != NULL ? value : "", NULL };

    put_row (out, of != NULL ? with : with + 1,
             json_integer_value (json_array_get (pair, 1)));
  }
}

char *
gf_csv_facets (const json_t *answer)
{
  GString *out = g_string_new ("facet,value,count\r\n");
  const char *name;
  json_t *facet;

  json_object_foreach (json_object_get (answer, "facets"), name, facet)
      put_facet (out, NULL, name, facet);
  return g_string_free (out, FALSE);
}

/* @counts: numbers, and facets. */
static void
put_counts (GString *out, const char *of, json_t *counts)
{
  const char *name;
  json_t *value;

  json_object_foreach (counts, name, value)
  {
    const char *const names[] = { of, name, "", NULL };

    if (json_is_integer (value))
      put_row (out, names, json_integer_value (value));
    else
      put_facet (out, of, name, value);
  }
}

char *
gf_csv_status (const json_t *answer)
{
  static const char *const parts[] = { "coverage", "documents", "units" };
  GString *out = g_string_new ("of,facet,value,count\r\n");

  for (size_t i = 0; i < G_N_ELEMENTS (parts); i++)
    put_counts (out, parts[i], json_object_get (answer, parts[i]));
  return g_string_free (out, FALSE);
}
