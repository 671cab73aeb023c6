/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/trouble.h"

typedef struct
{
  const char *reason;
  unsigned character;
  char *norwegian;
} GfQueryErrorPrivate;

static void
gf_query_error_private_init (GfQueryErrorPrivate *trouble)
{
  *trouble = (GfQueryErrorPrivate){ 0 };
}

static void
gf_query_error_private_copy (const GfQueryErrorPrivate *from, GfQueryErrorPrivate *to)
{
  *to = *from;
  to->norwegian = g_strdup (from->norwegian);
}

static void
gf_query_error_private_clear (GfQueryErrorPrivate *trouble)
{
  g_free (trouble->norwegian);
}

G_DEFINE_EXTENDED_ERROR (GfQueryError, gf_query_error)

static GError *
new_error (const char *english, unsigned character)
{
  if (character == 0)
    return g_error_new (GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER, "'q': %s", english);
  return g_error_new (GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER,
                      "'q': at character %u: %s", character, english);
}

void
gf_trouble_set (GError **error, const char *reason, unsigned character, char *english,
                char *norwegian)
{
  GError *made = new_error (english, character);
  GfQueryErrorPrivate *trouble = gf_query_error_get_private (made);

  *trouble = (GfQueryErrorPrivate){ reason, character, norwegian };
  g_free (english);
  g_propagate_error (error, made);
}

static const GfQueryErrorPrivate *
find_trouble (const GError *error)
{
  return error != NULL && error->domain == GF_QUERY_ERROR
             ? gf_query_error_get_private (error)
             : NULL;
}

const char *
gf_trouble_get_reason (const GError *error)
{
  const GfQueryErrorPrivate *trouble = find_trouble (error);

  return trouble != NULL ? trouble->reason : NULL;
}

unsigned
gf_trouble_get_character (const GError *error)
{
  const GfQueryErrorPrivate *trouble = find_trouble (error);

  return trouble != NULL ? trouble->character : 0;
}

const char *
gf_trouble_get_norwegian (const GError *error)
{
  const GfQueryErrorPrivate *trouble = find_trouble (error);

  return trouble != NULL ? trouble->norwegian : NULL;
}
