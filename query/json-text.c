/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/json.h"

#include <glib.h>
#include <string.h>

/* Enough for any number that jansson writes. */
#define NUMBER_BYTES 64

static void append_value (GString *out, const json_t *value);

/* What stands after the backslash for @byte; 0 where it stands as it is, 'u' where its
   number is told. */
static char
escape (unsigned char byte)
{
  switch (byte)
    {
    case '"':
    case '\\':
      return (char) byte;
    case '\b':
      return 'b';
    case '\f':
      return 'f';
    case '\n':
      return 'n';
    case '\r':
      return 'r';
    case '\t':
      return 't';
    default:
      return byte < 0x20 ? 'u' : '\0';
    }
}

static void
append_text (GString *out, const char *text, size_t length)
{
  const char *end = text + length;
  const char *plain = text;

  g_string_append_c (out, '"');
  for (const char *p = text; p < end; p++)
    {
      char escaped = escape ((unsigned char) *p);

      if (escaped == '\0')
        continue;
      g_string_append_len (out, plain, p - plain);
      plain = p + 1;
      if (escaped == 'u')
        g_string_append_printf (out, "\\u%04X", (unsigned) *p);
      else
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, escaped);
        }
    }
  g_string_append_len (out, plain, end - plain);
  g_string_append_c (out, '"');
}

static void
append_object (GString *out, const json_t *object)
{
  const char *key, *separator = "";
  json_t *value;

  g_string_append_c (out, '{');
  json_object_foreach ((json_t *) object, key, value)
  {
    g_string_append (out, separator);
    append_text (out, key, strlen (key));
    g_string_append_c (out, ':');
    append_value (out, value);
    separator = ",";
  }
  g_string_append_c (out, '}');
}

static void
append_array (GString *out, const json_t *array)
{
  size_t i;
  json_t *value;

  g_string_append_c (out, '[');
  json_array_foreach ((json_t *) array, i, value)
  {
    if (i > 0)
      g_string_append_c (out, ',');
    append_value (out, value);
  }
  g_string_append_c (out, ']');
}

/* Numbers, true, false and null, as jansson writes them. */
static void
append_other (GString *out, const json_t *value)
{
  char text[NUMBER_BYTES];
  size_t length = json_dumpb (value, text, sizeof text, JSON_ENCODE_ANY | JSON_COMPACT);

  g_string_append_len (out, text, (gssize) MIN (length, sizeof text));
}

static void
append_value (GString *out, const json_t *value)
{
  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      append_object (out, value);
      break;
    case JSON_ARRAY:
      append_array (out, value);
      break;
    case JSON_STRING:
      append_text (out, json_string_value (value), json_string_length (value));
      break;
    default:
      append_other (out, value);
      break;
    }
}

char *
gf_json_dup_text (const json_t *value, size_t *length_out)
{
  GString *out = g_string_sized_new (16384);

  append_value (out, value);
  *length_out = out->len;
  return g_string_free (out, FALSE);
}
