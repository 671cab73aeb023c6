/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/json.h"

#include <glib.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

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

/* An answer of ten hits takes half of it. */
#define TEXT_BYTES 16384

static void append_value (GString *text, const json_t *value);

static void
append_escape (GString *text, unsigned char c)
{
  static const char escaped[] = "\"\\\b\f\n\r\t";
  static const char names[] = "\"\\bfnrt";
  const char *found = memchr (escaped, c, sizeof escaped - 1);

  if (found != NULL)
    g_string_append_printf (text, "\\%c", names[found - escaped]);
  else
    g_string_append_printf (text, "\\u%04X", c);
}

static void
append_string (GString *text, const char *string, size_t size)
{
  const char *end = string + size;

  g_string_append_c (text, '"');
  for (const char *p = string; p < end; p++)
    {
      const char *begun = p;

      while (p < end && (unsigned char) *p >= ' ' && *p != '"' && *p != '\\')
        p++;
      g_string_append_len (text, begun, p - begun);
      if (p < end)
        append_escape (text, (unsigned char) *p);
    }
  g_string_append_c (text, '"');
}

static void
append_object (GString *text, const json_t *object)
{
  const char *key;
  json_t *value;
  char before = '{';

  json_object_foreach ((json_t *) object, key, value)
  {
    g_string_append_c (text, before);
    append_string (text, key, strlen (key));
    g_string_append_c (text, ':');
    append_value (text, value);
    before = ',';
  }
  g_string_append (text, before == '{' ? "{}" : "}");
}

static void
append_array (GString *text, const json_t *array)
{
  size_t n = json_array_size (array);

  g_string_append_c (text, '[');
  for (size_t i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_value (text, json_array_get (array, i));
    }
  g_string_append_c (text, ']');
}

/* What has one way to be written, which jansson knows. */
static void
append_scalar (GString *text, const json_t *value)
{
  char *written = json_dumps (value, JSON_COMPACT | JSON_ENCODE_ANY);

  g_string_append (text, written);
  free (written);
}

static void
append_value (GString *text, const json_t *value)
{
  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      append_object (text, value);
      break;
    case JSON_ARRAY:
      append_array (text, value);
      break;
    case JSON_STRING:
      append_string (text, json_string_value (value), json_string_length (value));
      break;
    case JSON_INTEGER:
      g_string_append_printf (text, "%" JSON_INTEGER_FORMAT, json_integer_value (value));
      break;
    default:
      append_scalar (text, value);
      break;
    }
}

char *
gf_json_dup_text (const json_t *value, size_t *size_out)
{
  GString *text = g_string_sized_new (TEXT_BYTES);

  append_value (text, value);
  *size_out = text->len;
  return g_string_free (text, FALSE);
}
