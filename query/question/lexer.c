/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/lexer.h"

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
is_guillemet (gunichar c)
{
  return c == 0x00ab || c == 0x00bb;
}

static bool
is_quote (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  /* Of the upper ones those for words alone: a single one is an apostrophe. */
  return c == '"' || (c >= 0x201c && c <= 0x201f) || is_guillemet (c);
}

static bool
is_space (const char *p)
{
  gunichar c = g_utf8_get_char (p);

  return c != 0 && (g_unichar_isspace (c) || g_unichar_iscntrl (c));
}

/* A comma or a semicolon, but not the comma of 1,5. */
static bool
parts_list (const GfLexer *lexer, const char *p)
{
  if (*p == ';')
    return true;
  return *p == ','
         && !(p > lexer->text && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]));
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

/* Whether the word before the sign at @p ends there: a value goes on after a comma,
 * unless another field's name does. */
static bool
ends_word (const GfLexer *lexer, const char *p, bool as_value)
{
  return parts_list (lexer, p) && (!as_value || name_length (p + 1) > 0);
}

/* Where a word that begins at @p ends.  A parenthesis that opens inside it closes in it.
 */
static const char *
word_end (const GfLexer *lexer, const char *p, bool as_value)
{
  unsigned inside = 0;

  for (; *p != '\0' && !is_space (p) && !is_quote (p); p = g_utf8_next_char (p))
    {
      if (*p == '(')
        inside++;
      if (inside == 0 && ends_word (lexer, p, as_value))
        break;
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
read_sign (GfLexer *lexer, GfLexemeKind kind)
{
  const char *at = lexer->p;

  lexer->p = g_utf8_next_char (at);
  return lexeme (kind, at, at, lexer->p);
}

static bool
closes (gunichar opening, gunichar c)
{
  if (opening == 0x00ab)
    return c == 0x00bb;
  return is_guillemet (opening) == is_guillemet (c);
}

/* The quote that closes @opening, which stands before @start; NULL where none does. */
static const char *
find_closing (gunichar opening, const char *start)
{
  const char *any = NULL;

  for (const char *p = start; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!is_quote (p))
        continue;
      if (closes (opening, g_utf8_get_char (p)))
        return p;
      any = any != NULL ? any : p;
    }
  return any;
}

static bool
has_letter (const char *p)
{
  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p != '\0';
}

static bool
is_after_word (const GfLexer *lexer, const char *p)
{
  return p > lexer->text && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

static GfLexeme
read_quoted (GfLexer *lexer)
{
  const char *at = lexer->p;
  const char *start = g_utf8_next_char (at);
  const char *end = find_closing (g_utf8_get_char (at), start);

  if (end == NULL && (is_after_word (lexer, at) || !has_letter (start)))
    return read_sign (lexer, GF_LEXEME_STRAY);

  GfLexeme quoted
      = lexeme (GF_LEXEME_QUOTED, at, start, end != NULL ? end : start + strlen (start));
  quoted.unclosed = end == NULL;
  lexer->p = end != NULL ? g_utf8_next_char (end) : start + quoted.length;
  return quoted;
}

/* "=word"; a star after it still begins a word. */
static GfLexeme
read_exact (GfLexer *lexer, const char *start, bool as_value)
{
  const char *at = lexer->p;

  lexer->p = word_end (lexer, start, as_value);
  return lexeme (lexer->p[-1] == '*' ? GF_LEXEME_WORD : GF_LEXEME_QUOTED, at, start,
                 lexer->p);
}

static bool
is_word (const GfLexeme *word, const char *expected)
{
  return word->length == strlen (expected)
         && strncmp (word->start, expected, word->length) == 0;
}

/* How far "/5" lets NÆR reach: as far as without it where it is no number. */
static unsigned
read_window (const char *digits, bool *odd_out)
{
  guint64 window;

  *odd_out
      = !g_ascii_string_to_unsigned (digits, 10, 1, GF_NEAR_MAX_WINDOW, &window, NULL);
  if (!*odd_out)
    return (unsigned) window;
  return *digits >= '1' && *digits <= '9' && strspn (digits, "0123456789") > 2
             ? GF_NEAR_MAX_WINDOW
             : GF_NEAR_WINDOW;
}

/* "NÆR", "NEAR", or with a number of words: "NÆR/5". */
static void
read_near (GfLexeme *word)
{
  g_autofree char *text = g_strndup (word->start, word->length);
  char *slash = strchr (text, '/');

  if (slash != NULL)
    *slash = '\0';
  if (strcmp (text, "NÆR") != 0 && strcmp (text, "NEAR") != 0)
    return;
  word->kind = GF_LEXEME_NEAR;
  word->window = slash != NULL ? read_window (slash + 1, &word->odd) : GF_NEAR_WINDOW;
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

/* "http://", "Sak: ..." and "12:30" are no fields: a value follows the colon at once. */
static bool
has_value (const char *p)
{
  return *p != '\0' && strchr ("/):,;", *p) == NULL && !is_space (p);
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
  lexer->p = word_end (lexer, start, as_value);
  word = lexeme (GF_LEXEME_WORD, start, start, lexer->p);
  if (!as_value && !lexer->plain)
    read_operator (&word);
  return word;
}

void
gf_lexer_skip_value (GfLexer *lexer)
{
  lexer->want_value = false;
  lexer->p += strspn (lexer->p, "-");
}

static void
skip_blanks (GfLexer *lexer)
{
  while (is_space (lexer->p) || parts_list (lexer, lexer->p))
    lexer->p = g_utf8_next_char (lexer->p);
}

static GfLexeme
read_parenthesis (GfLexer *lexer)
{
  if (*lexer->p == '(')
    {
      lexer->depth++;
      return read_sign (lexer, GF_LEXEME_OPEN);
    }
  lexer->depth -= lexer->depth > 0;
  return read_sign (lexer, GF_LEXEME_CLOSE);
}

GfLexeme
gf_lexer_next (GfLexer *lexer)
{
  bool as_value = lexer->want_value;

  lexer->want_value = false;
  skip_blanks (lexer);

  const char *after_equals = lexer->p + strspn (lexer->p, "=");
  if (after_equals > lexer->p && g_unichar_isalnum (g_utf8_get_char (after_equals)))
    return read_exact (lexer, after_equals, as_value);
  if (is_quote (after_equals))
    lexer->p = after_equals;

  if (*lexer->p == '\0')
    return lexeme (GF_LEXEME_END, lexer->p, lexer->p, lexer->p);
  if (is_quote (lexer->p))
    return read_quoted (lexer);
  if (*lexer->p == '(' || *lexer->p == ')')
    return read_parenthesis (lexer);
  if (!as_value && is_minus (lexer->p))
    return read_sign (lexer, GF_LEXEME_NOT);
  return read_word (lexer, as_value);
}
