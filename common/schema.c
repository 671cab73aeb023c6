/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/schema.h"

#include <string.h>

/* A filter term is cut here, so that prefix, "#" and half a digest still fit. */
#define CUT_VALUE_BYTES 160
#define DIGEST_DIGITS 32

/* Lower case, NFC, runs of white space as one space, none at the ends. */
static char *
normalise_value (const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);
  g_autofree char *lower = g_utf8_strdown (valid, -1);
  g_autofree char *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *result = g_string_new (NULL);

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (result, c);
      else if (result->len > 0 && result->str[result->len - 1] != ' ')
        g_string_append_c (result, ' ');
    }
  if (result->len > 0 && result->str[result->len - 1] == ' ')
    g_string_truncate (result, result->len - 1);
  return g_string_free (result, FALSE);
}

static char *
cut_and_sign (const char *prefix, const char *value)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, value, -1);
  const char *end = g_utf8_find_prev_char (value, value + CUT_VALUE_BYTES + 1);

  return g_strdup_printf ("%s%.*s#%.*s", prefix, (int) (end - value), value,
                          DIGEST_DIGITS, digest);
}

char *
gf_schema_filter_term (const char *prefix, const char *value)
{
  g_autofree char *normal = normalise_value (value);

  if (strlen (prefix) + strlen (normal) > GF_TERM_MAX_BYTES)
    return cut_and_sign (prefix, normal);
  return g_strconcat (prefix, normal, NULL);
}

char *
gf_schema_order_key (const char *document_id, uint32_t ordinal)
{
  return g_strdup_printf ("%s%06u", document_id, ordinal);
}

char *
gf_schema_order_id (const char *order_key, size_t size)
{
  return g_strndup (order_key, MIN (size, GF_DOCUMENT_ID_DIGITS));
}

char *
gf_schema_unit_id (const char *document_id, uint32_t ordinal)
{
  return g_strdup_printf ("%s.%u", document_id, ordinal);
}

char *
gf_schema_file_key (const char *path)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_strconcat (GF_META_FILE_PREFIX, digest, NULL);
}
