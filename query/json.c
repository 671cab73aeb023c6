/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/json.h"

#include <glib.h>
#include <stddef.h>

void
gf_json_set_string (json_t *object, const char *key, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_new (object, key, json_string (value));
}

void
gf_json_set_number (json_t *object, const char *key, uint32_t value)
{
  if (value != 0)
    json_object_set_new (object, key, json_integer (value));
}

void
gf_json_set_strings (json_t *object, const char *key, char *const *values)
{
  if (values == NULL || values[0] == NULL)
    return;

  json_t *array = json_array ();
  for (size_t i = 0; values[i] != NULL; i++)
    json_array_append_new (array, json_string (values[i]));
  json_object_set_new (object, key, array);
}

const char *
gf_json_string (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

json_int_t
gf_json_number (const json_t *object, const char *key)
{
  json_int_t number = json_integer_value (json_object_get (object, key));

  return CLAMP (number, -GF_JSON_NUMBER_MAX, GF_JSON_NUMBER_MAX);
}
