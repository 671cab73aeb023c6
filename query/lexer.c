/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/lexer.h"

#include <string.h>

/* A field's name is at least this long, so that "C:\" and "a:b" stay words. */
#define MIN_NAME_LETTERS 2

void
gf_lexer_init (GfLexer *lexer, const char *text, bool plain)
{
  *lexer = (GfLexer){ .text = text, .p = text, .plain = plain };
}

unsigned
gf_lexer_character (const GfLexer *lexer, const char *at)
{
  return (unsigned) g_utf8_pointer_to_offset (lexer->text, at) + 1;
}

static bool
is_quote (const char *p)
{
  switch (g_utf8_get_char (p))
    {
    case '"':
    case 0x201c: /* “ */
    case 0x201d: /* ” */
    case 0x201e: /* „ */
    case 0x00ab: /* « */
    case 0x00bb: /* » */
      return true;
    default:
      return false;
    }
}

static bool
is_space (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return c != 0 && (g_unichar_isspace (c) || g_unichar_iscntrl (c));
}

/* Where a word that begins at @p ends.  A parenthesis that opens inside it closes in it.
 */
static const char *
word_end (const GfLexer *lexer, const char *p)
{
  unsigned inside = 0;

  for (; *p != '\0' && !is_space (p) && !is_quote (p); p = g_utf8_next_char (p))
    {
      if (*p == '(')
        inside++;
      if (*p != ')')
        continue;
      if (inside > 0)
        inside--;
      else if (lexer->depth > 0)
        break;
    }
  return p;
}

static GfLexeme
lexeme (GfLexemeKind kind, const char *at, const char *start, const char *end)
{
  return (GfLexeme){
    .kind = kind, .at = at, .start = start, .length = (size_t) (end - start)
  };
}

static GfLexeme
read_quoted (GfLexer *lexer)
{
  const char *at = lexer->p;
  const char *start = g_utf8_next_char (at);
  const char *end = start;

  while (*end != '\0' && !is_quote (end))
    end = g_utf8_next_char (end);

  GfLexeme quoted = lexeme (GF_LEXEME_QUOTED, at, start, end);
  quoted.unclosed = *end == '\0';
  lexer->p = quoted.unclosed ? end : g_utf8_next_char (end);
  return quoted;
}

static bool
is_word (const GfLexeme *word, const char *expected)
{
  return word->length == strlen (expected)
         && strncmp (word->start, expected, word->length) == 0;
}

/* "NÆR", "NEAR", or with a number of words: "NÆR/5". */
static bool
read_near (GfLexeme *word)
{
  g_autofree char *text = g_strndup (word->start, word->length);
  char *slash = strchr (text, '/');
  guint64 window = GF_NEAR_WINDOW;

  if (slash != NULL)
    {
      *slash = '\0';
      if (!g_ascii_string_to_unsigned (slash + 1, 10, 1, GF_NEAR_MAX_WINDOW, &window,
                                       NULL))
        return false;
    }
  if (strcmp (text, "NÆR") != 0 && strcmp (text, "NEAR") != 0)
    return false;
  word->kind = GF_LEXEME_NEAR;
  word->window = (unsigned) window;
  return true;
}

static void
read_operator (GfLexeme *word)
{
  static const struct
  {
    const char *word;
    GfLexemeKind kind;
  } operators[] = {
    { "OG", GF_LEXEME_AND },  { "AND", GF_LEXEME_AND },  { "ELLER", GF_LEXEME_OR },
    { "OR", GF_LEXEME_OR },   { "IKKE", GF_LEXEME_NOT }, { "IKKJE", GF_LEXEME_NOT },
    { "NOT", GF_LEXEME_NOT },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (operators); i++)
    if (is_word (word, operators[i].word))
      {
        word->kind = operators[i].kind;
        return;
      }
  read_near (word);
}

/* The length of the letters at @p, where a colon follows them; else 0. */
static size_t
name_length (const char *p)
{
  const char *start = p;
  unsigned letters = 0;

  for (; g_unichar_isalpha (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    letters++;
  return *p == ':' && letters >= MIN_NAME_LETTERS ? (size_t) (p - start) : 0;
}

/* "http://", "Sak: ..." and "12:30" are no fields: a value follows the colon at once. */
static bool
has_value (const char *p)
{
  return *p != '\0' && *p != '/' && *p != ')' && *p != ':' && !is_space (p);
}

static bool
read_field (GfLexer *lexer, GfLexeme *field_out)
{
  const char *start = lexer->p;
  size_t length = name_length (start);

  if (length == 0 || !has_value (start + length + 1))
    return false;
  *field_out = lexeme (GF_LEXEME_UNKNOWN, start, start, start + length);
  if (gf_field_from_name (start, length, &field_out->field))
    field_out->kind = GF_LEXEME_FIELD;
  lexer->p = start + length + 1;
  lexer->want_value = true;
  return true;
}

static GfLexeme
read_sign (GfLexer *lexer, GfLexemeKind kind)
{
  const char *at = lexer->p++;

  return lexeme (kind, at, at, lexer->p);
}

static bool
is_minus (const char *p)
{
  return *p == '-' && p[1] != '\0' && p[1] != '-' && !is_space (p + 1);
}

static GfLexeme
read_word (GfLexer *lexer, bool as_value)
{
  const char *start = lexer->p;
  GfLexeme word;

  if (!as_value && read_field (lexer, &word))
    return word;
  lexer->p = word_end (lexer, start);
  word = lexeme (GF_LEXEME_WORD, start, start, lexer->p);
  if (!as_value && !lexer->plain)
    read_operator (&word);
  return word;
}

GfLexeme
gf_lexer_next (GfLexer *lexer)
{
  bool as_value = lexer->want_value;

  lexer->want_value = false;
  while (is_space (lexer->p))
    lexer->p = g_utf8_next_char (lexer->p);

  if (*lexer->p == '\0')
    return lexeme (GF_LEXEME_END, lexer->p, lexer->p, lexer->p);
  if (is_quote (lexer->p))
    return read_quoted (lexer);
  if (*lexer->p == '(')
    {
      lexer->depth++;
      return read_sign (lexer, GF_LEXEME_OPEN);
    }
  if (*lexer->p == ')')
    {
      lexer->depth -= lexer->depth > 0;
      return read_sign (lexer, GF_LEXEME_CLOSE);
    }
  if (!as_value && is_minus (lexer->p))
    return read_sign (lexer, GF_LEXEME_NOT);
  return read_word (lexer, as_value);
}
