/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "norsk/tokens.h"

#include <string.h>

#include "common/schema.h"

/* The most that one character can add to a form: a full decomposition, each part in
   UTF-8, the NUL after it. */
#define CHARACTER_MAX_BYTES (G_UNICHAR_MAX_DECOMPOSITION_LENGTH * 4 + 1)

#define RING_ABOVE 0x030a
/* Below this no character that is left once the accents are off can be composed or
   reordered: the letters of Latin, Greek and Cyrillic compose with accents only. */
#define FIRST_COMPOSABLE 0x0590

typedef enum
{
  CLASS_PARTS,  /* stands between words */
  CLASS_WORD,   /* a letter or a digit */
  CLASS_MARK,   /* belongs to the letter before it; begins no word */
  CLASS_PASSED, /* not there, for a reader of the text: soft hyphen, zero width */
} CharacterClass;

/* The folded form under way. */
typedef struct
{
  char *bytes;
  size_t length;
  size_t size;
  bool composable;
} Form;

struct GfTokens
{
  const char *text;
  const char *next;
  const char *end;
  bool begun;         /* a word has been given */
  size_t n_between;   /* characters since the last word; zero-width ones do not count */
  bool white_between; /* white space was among them */
  gunichar between;   /* the last of them */
  bool hyphenated;    /* a hyphen between letters was all there was */
  Form form;
};

static bool
is_ascii (char byte)
{
  return (unsigned char) byte < 0x80;
}

/* Variation selectors are marks by category, but change only how a character is drawn. */
static bool
is_variation_selector (gunichar c)
{
  return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

/* The blocks of combining marks that belong to no script of their own.  The vowel signs
   of other scripts are part of the word and stay. */
static bool
is_accent (gunichar c)
{
  return (c >= 0x0300 && c <= 0x036f) || (c >= 0x1ab0 && c <= 0x1aff)
         || (c >= 0x1dc0 && c <= 0x1dff) || (c >= 0x20d0 && c <= 0x20ff)
         || (c >= 0xfe20 && c <= 0xfe2f);
}

static CharacterClass
classify (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_LETTER_NUMBER:
    case G_UNICODE_OTHER_NUMBER:
      return CLASS_WORD;
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
      return is_variation_selector (c) ? CLASS_PASSED : CLASS_MARK;
    case G_UNICODE_FORMAT:
      return CLASS_PASSED;
    default:
      return CLASS_PARTS;
    }
}

static void
form_reserve (Form *form, size_t more)
{
  if (form->size - form->length >= more)
    return;
  form->size = MAX (form->size * 2, form->length + more + GF_WORD_MAX_BYTES);
  form->bytes = g_realloc (form->bytes, form->size);
}

/* One part of a decomposed character: accents go, but the ring of an å makes it a letter.
 */
static void
form_add_part (Form *form, gunichar c)
{
  bool after_a = form->length > 0 && form->bytes[form->length - 1] == 'a';

  if (c == RING_ABOVE && after_a)
    {
      memcpy (form->bytes + form->length - 1, "å", 2);
      form->length++;
      return;
    }
  if (is_accent (c) || is_variation_selector (c))
    return;
  form->composable |= c >= FIRST_COMPOSABLE;
  form->length += (size_t) g_unichar_to_utf8 (c, form->bytes + form->length);
}

/*
 * The compatibility decomposition resolves ligatures, superscripts and full-width
 * letters.  It is left alone where it would bring in what is no part of a word, as the
 * stroke in a half.
 */
static size_t
decompose (gunichar c, gunichar *parts)
{
  size_t n
      = g_unichar_fully_decompose (c, TRUE, parts, G_UNICHAR_MAX_DECOMPOSITION_LENGTH);

  for (size_t i = 0; i < n; i++)
    if (classify (parts[i]) == CLASS_PARTS)
      return g_unichar_fully_decompose (c, FALSE, parts,
                                        G_UNICHAR_MAX_DECOMPOSITION_LENGTH);
  return n;
}

static void
form_add (Form *form, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  size_t n = decompose (c, parts);

  form_reserve (form, CHARACTER_MAX_BYTES);
  /* Case comes last: a mathematical A is upper case only once it is decomposed. */
  for (size_t i = 0; i < n; i++)
    form_add_part (form, g_unichar_tolower (parts[i]));
}

/*
 * Ends the form: NUL, and NFC where decomposing took something apart that is no accent
 * (Hangul, vowel signs).  GLib's reordering is quadratic in a run of marks, so that a
 * form longer than any caller keeps is left as it is.
 */
static void
form_finish (Form *form)
{
  form_reserve (form, 1);
  form->bytes[form->length] = '\0';
  if (!form->composable || form->length > GF_WORD_MAX_BYTES)
    return;

  g_autofree char *composed
      = g_utf8_normalize (form->bytes, (gssize) form->length, G_NORMALIZE_NFC);
  size_t length = strlen (composed);

  form->length = 0;
  form_reserve (form, length + 1);
  memcpy (form->bytes, composed, length + 1);
  form->length = length;
}

/* æ, ø and å, in either case, are nearly all there is besides ASCII.  Returns: whether it
   was one of them. */
static bool
form_add_norwegian (Form *form, const char *at)
{
  unsigned char first = (unsigned char) at[0], second = (unsigned char) at[1];

  if (first != 0xc3)
    return false;
  second |= 0x20; /* upper to lower case, within this row */
  if (second != 0xa6 && second != 0xb8 && second != 0xa5)
    return false;
  form_reserve (form, 2);
  form->bytes[form->length++] = (char) first;
  form->bytes[form->length++] = (char) second;
  return true;
}

static bool
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0x2011;
}

static bool
ends_in_letter (const Form *form)
{
  const char *last = g_utf8_prev_char (form->bytes + form->length);

  return g_unichar_isalpha (g_utf8_get_char (last));
}

/* Moves on to the next word; false at the end of the text. */
static bool
find_word (GfTokens *tokens)
{
  tokens->n_between = 0;
  tokens->white_between = false;
  while (tokens->next < tokens->end)
    {
      bool ascii = is_ascii (*tokens->next);
      gunichar c = ascii ? (gunichar) *tokens->next : g_utf8_get_char (tokens->next);
      CharacterClass class = ascii ? CLASS_PARTS : classify (c);

      if (class == CLASS_WORD || (ascii && g_ascii_isalnum (c)))
        return true;
      tokens->next = g_utf8_next_char (tokens->next);
      if (class == CLASS_PASSED)
        continue;
      tokens->n_between++;
      tokens->between = c;
      tokens->white_between |= ascii ? g_ascii_isspace ((char) c) : g_unichar_isspace (c);
    }
  return false;
}

/* The run of ASCII letters and digits at @at, folded.  Returns: where it ends. */
static const char *
read_ascii (Form *form, const char *at, const char *end)
{
  for (; at < end && g_ascii_isalnum (*at); at++)
    {
      form_reserve (form, 1);
      /* Sets the bit of lower case in a letter; a digit has it. */
      form->bytes[form->length++] = *at | 0x20;
    }
  return at;
}

/* Reads the word that begins at the reader's place.  Returns: where it ends. */
static const char *
read_word (GfTokens *tokens)
{
  Form *form = &tokens->form;
  const char *end = tokens->next, *at = tokens->next;
  CharacterClass class = CLASS_WORD;

  form->length = 0;
  form->composable = false;
  while (class != CLASS_PARTS)
    {
      const char *run_end = read_ascii (form, at, tokens->end);

      if (run_end > at)
        end = at = run_end;
      if (at >= tokens->end || is_ascii (*at))
        break;
      if (form_add_norwegian (form, at))
        {
          end = at += 2;
          continue;
        }
      gunichar c = g_utf8_get_char (at);
      class = classify (c);
      if (class == CLASS_PARTS)
        break;
      at = g_utf8_next_char (at);
      if (class == CLASS_PASSED)
        continue;
      form_add (form, c);
      end = at;
    }
  form_finish (form);
  tokens->next = end;
  return end;
}

GfTokens *
gf_tokens_new (const char *text, gssize length)
{
  GfTokens *tokens = g_new0 (GfTokens, 1);

  tokens->text = text;
  tokens->next = text;
  tokens->end = text + (length < 0 ? strlen (text) : (size_t) length);
  return tokens;
}

void
gf_tokens_free (GfTokens *tokens)
{
  if (tokens == NULL)
    return;
  g_free (tokens->form.bytes);
  g_free (tokens);
}

bool
gf_tokens_next (GfTokens *tokens, GfToken *token_out)
{
  if (!find_word (tokens))
    return false;

  bool glued = tokens->begun && tokens->n_between == 1 && !tokens->white_between;
  bool hyphen = glued && is_hyphen (tokens->between) && ends_in_letter (&tokens->form);

  token_out->start = (size_t) (tokens->next - tokens->text);
  token_out->end = (size_t) (read_word (tokens) - tokens->text);
  token_out->glued = glued;
  token_out->form = tokens->form.bytes;
  tokens->begun = true;
  tokens->hyphenated = hyphen && g_unichar_isalpha (g_utf8_get_char (token_out->form));
  return true;
}

bool
gf_tokens_is_hyphenated (const GfTokens *tokens)
{
  return tokens->hyphenated;
}

char *
gf_tokens_fold (const char *word)
{
  Form form = { 0 };

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (classify (c) != CLASS_PASSED)
        form_add (&form, c);
    }
  form_finish (&form);
  return form.bytes;
}
