/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said about a question; see parse-private.h. */
#include "query/question/parse-private.h"

#include "query/question/trouble.h"

/* Notes of one question: what is pasted may be odd in a hundred places. */
#define MAX_NOTES 10
/* Characters of the question that a message repeats. */
#define MAX_SHOWN 60

char *
gf_parser_dup_shown (const char *start, size_t length)
{
  g_autofree char *text = g_strndup (start, length);

  if (g_utf8_strlen (text, -1) <= MAX_SHOWN)
    return g_steal_pointer (&text);

  g_autofree char *beginning = g_utf8_substring (text, 0, MAX_SHOWN);
  return g_strconcat (beginning, "…", NULL);
}

void
gf_parser_note (GfParser *parser, const char *format, ...)
{
  GPtrArray *notes = parser->notes;
  va_list args;

  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);
  if (notes->len > MAX_NOTES
      || g_ptr_array_find_with_equal_func (notes, text, g_str_equal, NULL))
    return;
  if (notes->len < MAX_NOTES)
    g_ptr_array_add (notes, g_steal_pointer (&text));
  else
    g_ptr_array_add (notes, g_strdup ("Mer i spørsmålet er lest på annen måte enn det er "
                                      "skrevet."));
}

void
gf_parser_refuse (GfParser *parser, const char *at, const char *reason, char *english,
                  char *norwegian)
{
  if (parser->error == NULL)
    {
      gf_trouble_set (&parser->error, reason, gf_lexer_character (&parser->lexer, at),
                      english, norwegian);
      return;
    }
  g_free (english);
  g_free (norwegian);
}
