/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/cursor.h"

#include <string.h>

#include "query/json.h"

/* Far more than the identities of a hundred databases take. */
#define MAX_BYTES 8000
/* No list is longer: libxapian counts documents in 32 bits. */
#define MAX_PLACE INT32_MAX
/* Place, question in hexadecimal digits, snapshot. */
#define FORMAT "1 %u %016" G_GINT64_MODIFIER "x %s"

static bool
fail (GError **error, const char *why)
{
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER, "'cursor': %s", why);
  return false;
}

/* base64url of RFC 4648, without padding: nothing in it is escaped in a URL. */
static char *
encode (const char *text)
{
  char *code = g_base64_encode ((const guchar *) text, strlen (text));

  g_strdelimit (code, "+", '-');
  g_strdelimit (code, "/", '_');
  code[strcspn (code, "=")] = '\0';
  return code;
}

/* Returns: (transfer full): NULL where @code is none, or holds a NUL. */
static char *
decode (const char *code)
{
  static const char *const padding[] = { "", NULL, "==", "=" };
  size_t length = strlen (code);
  size_t n;

  if (length > MAX_BYTES || padding[length % 4] == NULL)
    return NULL;

  g_autofree char *padded = g_strconcat (code, padding[length % 4], NULL);
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');

  g_autofree guchar *bytes = g_base64_decode (padded, &n);
  return memchr (bytes, '\0', n) == NULL ? g_strndup ((const char *) bytes, n) : NULL;
}

/* The three parts of @text, apart by blanks; the last has none. */
static bool
read_parts (GfRequest *request, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 5);
  guint64 place, question;

  if (g_strv_length (parts) != 4 || strcmp (parts[0], "1") != 0
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, MAX_PLACE, &place, NULL)
      || !g_ascii_string_to_unsigned (parts[2], 16, 0, G_MAXUINT64, &question, NULL)
      || *parts[3] == '\0' || !g_str_is_ascii (parts[3]))
    return false;

  request->offset = (unsigned) place;
  request->cursor_question = question;
  request->cursor_snapshot = g_strdup (parts[3]);
  return true;
}

bool
gf_cursor_set (GfRequest *request, const char *value, GError **error)
{
  if (request->has_cursor)
    return fail (error, "may be given once");
  if (request->offset != 0)
    return fail (error, "give a cursor or an offset");
  request->has_cursor = true;
  if (strcmp (value, GF_CURSOR_FIRST) == 0)
    return true;

  g_autofree char *text = decode (value);
  if (text == NULL || !read_parts (request, text))
    return fail (error,
                 "is none that an answer gave; '" GF_CURSOR_FIRST "' begins a list");
  return true;
}

void
gf_cursor_note (GfRequest *request, const char *name, const char *value)
{
  g_autofree char *both = g_strdup_printf ("%s=%s", name, value);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, both, -1);

  digest[16] = '\0';
  /* A sum, so that the order of the parameters does not matter. */
  request->question_sum += g_ascii_strtoull (digest, NULL, 16);
}

bool
gf_cursor_check (const GfRequest *request, GError **error)
{
  if (request->cursor_snapshot == NULL
      || request->cursor_question == request->question_sum)
    return true;
  return fail (error, "is of another question: the parameters must stay as they were");
}

/* What has to be known before the list is used for anything. */
static void
tell_change (const GfRequest *request, json_t *answer)
{
  json_t *query = json_object_get (answer, "query");
  json_t *notes = json_object_get (query, "notes");

  gf_json_set_string (answer, "changed_since", request->cursor_snapshot);
  if (notes == NULL)
    json_object_set_new (query, "notes", notes = json_array ());
  json_array_append_new (
      notes, json_string ("Indeksen er endret siden forrige side: treff kan mangle "
                          "eller stå to ganger. Begynn forfra for en hel liste."));
}

void
gf_cursor_finish (const GfRequest *request, json_t *answer)
{
  const char *snapshot = gf_json_string (answer, "snapshot");
  json_int_t total = gf_json_number (answer, "total");
  size_t n = json_array_size (json_object_get (answer, "hits"));

  if (!request->has_cursor || snapshot == NULL)
    return;
  if (request->cursor_snapshot != NULL
      && strcmp (snapshot, request->cursor_snapshot) != 0)
    tell_change (request, answer);
  /* What was cut short is no end: from there it is asked again. */
  if (json_object_get (answer, "partial") == NULL
      && (n == 0 || request->offset + (json_int_t) n >= total))
    return;

  g_autofree char *text = g_strdup_printf (FORMAT, request->offset + (unsigned) n,
                                           (gint64) request->question_sum, snapshot);
  g_autofree char *code = encode (text);
  gf_json_set_string (answer, "next_cursor", code);
}
