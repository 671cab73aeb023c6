/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/question/case-words.h"

#include <string.h>

#include "common/schema.h"
#include "norsk/tokens.h"

/* "Sak nr. PS 59/13" has four. */
#define MAX_WORDS 4
#define MIN_LETTERS 2
#define MAX_LETTERS 4
#define FIRST_YEAR 1950
#define LAST_YEAR 2049

static bool
is_case_word (const char *word)
{
  static const char *const words[] = { "sak", "saknr", "saksnr", "saksnummer", "nr" };
  g_autofree char *lower = g_utf8_strdown (word, -1);

  lower[strcspn (lower, ".:")] = '\0';
  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (lower, words[i]) == 0)
      return true;
  return g_str_has_suffix (lower, "-sak");
}

/* "PS": capitals only, since "om 14/15" is no case called OM. */
static bool
is_prefix (const char *word)
{
  glong length = g_utf8_strlen (word, -1);

  if (length < MIN_LETTERS || length > MAX_LETTERS)
    return false;
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isupper (g_utf8_get_char (p)))
      return false;
  return true;
}

static bool
is_year (unsigned number)
{
  return number >= FIRST_YEAR && number <= LAST_YEAR;
}

/* "59/13" or "59/2013", and not "2013/2014". */
static bool
is_plain_number (const char *digits)
{
  size_t first = strspn (digits, "0123456789");
  const char *year = digits + first + 1;

  if (digits[first] != '/')
    return false;
  size_t length = strspn (year, "0123456789");
  if (year[length] != '\0')
    return false;
  if (length == 2)
    return true;
  return length == 4 && is_year ((unsigned) g_ascii_strtoull (year, NULL, 10))
         && !(first == 4 && is_year ((unsigned) g_ascii_strtoull (digits, NULL, 10)));
}

/* @word is the number, after @before; NULL where they are no case. */
static GfNode *
new_case (const GString *before, const char *word, bool said)
{
  g_autoptr (GfNode) node = gf_node_new (GF_NODE_CASE, GF_FIELD_TEXT);
  const char *digits = strpbrk (word, "0123456789");
  g_autofree char *whole = g_strconcat (before->str, word, NULL);
  g_autoptr (GfTokens) tokens = gf_tokens_new (digits, -1);
  GfToken token;

  if (!said && !is_plain_number (digits))
    return NULL;
  node->text = gf_schema_case_number (whole, &node->prefix);
  if (node->text == NULL)
    return NULL;
  while (gf_tokens_next (tokens, &token))
    g_ptr_array_add (node->forms, g_strdup (token.form));
  return g_steal_pointer (&node);
}

/* Without the full stop or the comma of the sentence that it ends. */
static void
cut_punctuation (char *word)
{
  size_t length = strlen (word);

  while (length > 0 && strchr (".,;:?!", word[length - 1]) != NULL)
    word[--length] = '\0';
}

GfNode *
gf_case_read (GfLexer *lexer, GfLexeme *now)
{
  GfLexer ahead = *lexer;
  GfLexeme next = *now;
  g_autoptr (GString) before = g_string_new (NULL);
  bool said = false;
  bool lettered = false;

  for (unsigned i = 0; i < MAX_WORDS && next.kind == GF_LEXEME_WORD; i++)
    {
      g_autofree char *word = g_strndup (next.start, next.length);

      next = gf_lexer_next (&ahead);
      if (strpbrk (word, "0123456789") != NULL)
        {
          cut_punctuation (word);
          GfNode *node = new_case (before, word, said);
          *lexer = node != NULL ? ahead : *lexer;
          *now = node != NULL ? next : *now;
          return node;
        }
      if (!is_case_word (word) && (lettered || !is_prefix (word)))
        return NULL;
      said = said || is_case_word (word);
      lettered = lettered || !is_case_word (word);
      g_string_append_printf (before, "%s ", word);
    }
  return NULL;
}

static void
add_spelling (GPtrArray *spellings, GStrv spelling)
{
  for (unsigned i = 0; i < spellings->len; i++)
    if (g_strv_equal (g_ptr_array_index (spellings, i), (const char *const *) spelling))
      {
        g_strfreev (spelling);
        return;
      }
  g_ptr_array_add (spellings, spelling);
}

static GStrv
as_written (const GfNode *node)
{
  GStrv forms = g_new0 (char *, node->forms->len + 1);

  for (unsigned i = 0; i < node->forms->len; i++)
    forms[i] = g_strdup (gf_node_form (node, i));
  return forms;
}

/* A number and a year of two digits, padded or not, in two digits or four. */
static void
add_spellings_of (GPtrArray *spellings, unsigned number, unsigned year)
{
  unsigned whole = year + (year >= FIRST_YEAR % 100 ? 1900 : 2000);

  for (int width = 1; width <= 3; width++)
    {
      g_autofree char *padded = g_strdup_printf ("%0*u", width, number);
      GStrv two_digits = g_new0 (char *, 3);
      GStrv four_digits = g_new0 (char *, 3);

      two_digits[0] = g_strdup (padded);
      two_digits[1] = g_strdup_printf ("%02u", year);
      four_digits[0] = g_strdup (padded);
      four_digits[1] = g_strdup_printf ("%u", whole);
      add_spelling (spellings, two_digits);
      add_spelling (spellings, four_digits);
    }
}

GPtrArray *
gf_case_spellings (const GfNode *node)
{
  GPtrArray *spellings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *slash = strchr (node->text, '/');

  add_spelling (spellings, as_written (node));
  if (slash != NULL && strlen (slash + 1) == 2 && strspn (slash + 1, "0123456789") == 2)
    add_spellings_of (spellings, (unsigned) g_ascii_strtoull (node->text, NULL, 10),
                      (unsigned) g_ascii_strtoull (slash + 1, NULL, 10));
  return spellings;
}
