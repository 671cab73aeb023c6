/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/request.h"

#include <string.h>

G_DEFINE_QUARK (gf_http_error, gf_http_error)

static void
field_free (void *data)
{
  GfHttpField *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

static void
take_field (GPtrArray *fields, char *name, char *value)
{
  GfHttpField *field = g_new (GfHttpField, 1);

  field->name = name;
  field->value = value;
  g_ptr_array_add (fields, field);
}

GfHttpRequest *
gf_http_request_new (const char *method, const char *target)
{
  GfHttpRequest *request = g_new0 (GfHttpRequest, 1);

  request->method = g_strdup (method);
  request->target = g_strdup (target);
  request->parameters = g_ptr_array_new_with_free_func (field_free);
  request->headers = g_ptr_array_new_with_free_func (field_free);
  return request;
}

void
gf_http_request_free (GfHttpRequest *request)
{
  if (request == NULL)
    return;

  g_free (request->method);
  g_free (request->client);
  g_free (request->target);
  g_free (request->path);
  g_ptr_array_unref (request->parameters);
  g_ptr_array_unref (request->headers);
  g_free (request);
}

void
gf_http_request_add_header (GfHttpRequest *request, const char *name, const char *value)
{
  take_field (request->headers, g_strdup (name), g_strdup (value != NULL ? value : ""));
}

const char *
gf_http_request_get_header (const GfHttpRequest *request, const char *name)
{
  for (guint i = 0; i < request->headers->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->headers, i);

      if (g_ascii_strcasecmp (field->name, name) == 0)
        return field->value;
    }
  return NULL;
}

const char *
gf_http_request_get_only_header (const GfHttpRequest *request, const char *name)
{
  const char *found = NULL;

  for (guint i = 0; i < request->headers->len; i++)
    {
      const GfHttpField *field = g_ptr_array_index (request->headers, i);

      if (g_ascii_strcasecmp (field->name, name) != 0)
        continue;
      if (found != NULL)
        return NULL;
      found = field->value;
    }
  return found;
}

static bool
malformed (const char *why, GError **error)
{
  g_set_error_literal (error, GF_HTTP_ERROR, GF_HTTP_ERROR_MALFORMED, why);
  return false;
}

/* One byte of @text at @at, which moves past it; -1 where a '%' is not followed by two
 * digits. */
static int
decode_byte (const char *text, size_t length, size_t *at)
{
  char byte = text[(*at)++];

  if (byte != '%')
    return (unsigned char) byte;
  if (length - *at < 2)
    return -1;

  int high = g_ascii_xdigit_value (text[*at]);
  int low = g_ascii_xdigit_value (text[*at + 1]);

  *at += 2;
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* @plus: what a '+' stands for: itself in a path, a blank in a parameter (HTML forms send
 * that). */
static char *
decode (const char *text, size_t length, char plus, GError **error)
{
  g_autoptr (GString) decoded = g_string_sized_new (length);

  for (size_t at = 0; at < length;)
    {
      bool is_plus = text[at] == '+';
      int byte = decode_byte (text, length, &at);

      if (byte < 0)
        return malformed ("a '%' in the address is not followed by two digits", error),
               NULL;
      if (byte == 0)
        return malformed ("the address holds a NUL", error), NULL;
      g_string_append_c (decoded, is_plus ? plus : (char) byte);
    }

  if (!g_utf8_validate (decoded->str, (gssize) decoded->len, NULL))
    return malformed ("the address is not UTF-8", error), NULL;
  return g_string_free (g_steal_pointer (&decoded), FALSE);
}

/* Before the message, as the query library does; a name with a quote in it could not be
   told from the rest. */
static bool
name_parameter (const char *name, GError **error)
{
  if (name[0] != '\0' && strchr (name, '\'') == NULL)
    g_prefix_error (error, "'%s': ", name);
  return false;
}

static bool
parse_parameter (GfHttpRequest *request, const char *text, size_t length, GError **error)
{
  const char *equals = memchr (text, '=', length);
  size_t name_length = equals != NULL ? (size_t) (equals - text) : length;
  const char *value = equals != NULL ? equals + 1 : text + length;

  g_autofree char *name = decode (text, name_length, ' ', error);
  if (name == NULL)
    return false;
  char *decoded = decode (value, (size_t) (text + length - value), ' ', error);
  if (decoded == NULL)
    return name_parameter (name, error);

  take_field (request->parameters, g_steal_pointer (&name), decoded);
  return true;
}

static bool
parse_parameters (GfHttpRequest *request, const char *text, GError **error)
{
  while (*text != '\0')
    {
      size_t length = strcspn (text, "&");

      if (length > 0 && !parse_parameter (request, text, length, error))
        return false;
      text += length + (text[length] == '&' ? 1 : 0);
    }
  return true;
}

bool
gf_http_request_parse (GfHttpRequest *request, GError **error)
{
  const char *target = request->target;

  if (strlen (target) > GF_TARGET_MAX_BYTES)
    {
      g_set_error (error, GF_HTTP_ERROR, GF_HTTP_ERROR_TOO_LONG,
                   "the address is longer than %d bytes", GF_TARGET_MAX_BYTES);
      return false;
    }
  if (target[0] != '/')
    return malformed ("the address does not begin with '/'", error);

  size_t path_length = strcspn (target, "?");

  g_clear_pointer (&request->path, g_free);
  g_ptr_array_set_size (request->parameters, 0);
  request->path = decode (target, path_length, '+', error);
  if (request->path == NULL)
    return false;
  return target[path_length] == '\0'
         || parse_parameters (request, target + path_length + 1, error);
}
