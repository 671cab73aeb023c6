/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mail-words.c: the values of mail headers as text.  GMime would ask iconv, see mail.h.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/mail/mail.h"

/* Longer than any charset's name. */
#define MAX_CHARSET_BYTES 40
/* Of a header's value; what is longer is cut. */
#define MAX_VALUE_BYTES ((size_t) 256 << 10)
/* Pieces of one parameter. */
#define MAX_PIECES 100

#define BLANKS " \t\r\n"

/* Text as it comes together: bytes of one charset that are not yet decoded. */
typedef struct
{
  GString *text;
  GString *bytes;
  char charset[MAX_CHARSET_BYTES + 1]; /* "" for what stood unencoded */
} Words;

static void
flush (Words *words)
{
  const char *label = *words->charset != '\0' ? words->charset : NULL;
  g_autofree char *decoded = gf_charset_decode_as (
      label, (const uint8_t *) words->bytes->str, words->bytes->len);

  g_string_append (words->text, decoded);
  g_string_truncate (words->bytes, 0);
}

/* A character may be cut by the end of a word: words of one charset are decoded as one.
 */
static void
use_charset (Words *words, const char *charset, size_t length)
{
  if (strlen (words->charset) == length
      && g_ascii_strncasecmp (words->charset, charset, length) == 0)
    return;
  flush (words);
  memcpy (words->charset, charset, length);
  words->charset[length] = '\0';
}

static void
add_q (GString *bytes, const char *text, size_t length)
{
  for (size_t i = 0; i < length; i++)
    if (text[i] == '=' && i + 2 < length && g_ascii_isxdigit (text[i + 1])
        && g_ascii_isxdigit (text[i + 2]))
      {
        g_string_append_c (bytes, (char) (g_ascii_xdigit_value (text[i + 1]) << 4
                                          | g_ascii_xdigit_value (text[i + 2])));
        i += 2;
      }
    else
      g_string_append_c (bytes, text[i] == '_' ? ' ' : text[i]);
}

static void
add_b (GString *bytes, const char *text, size_t length)
{
  g_autofree guchar *out = g_malloc (length + 3);
  int state = 0;
  guint save = 0;
  gsize n = g_base64_decode_step (text, length, out, &state, &save);

  g_string_append_len (bytes, (const char *) out, (gssize) n);
}

/* An encoded word at @text: adds it.  Returns: what follows it, or NULL where it is none.
 */
static const char *
take_word (Words *words, const char *text)
{
  const char *charset = text + 2;
  if (!g_str_has_prefix (text, "=?"))
    return NULL;
  size_t charset_length = strcspn (charset, "?" BLANKS);
  const char *coding = charset + charset_length;
  if (coding[0] != '?' || coding[1] == '\0' || coding[2] != '?')
    return NULL;
  const char *body = coding + 3;
  const char *end = strstr (body, "?=");
  size_t label_length = strcspn (charset, "*?"); /* RFC 2231: "utf-8*nb" */

  if (end == NULL || label_length == 0 || label_length > MAX_CHARSET_BYTES
      || strchr ("BbQq", coding[1]) == NULL || memchr (body, '\n', end - body) != NULL)
    return NULL;
  use_charset (words, charset, label_length);
  if (g_ascii_tolower (coding[1]) == 'q')
    add_q (words->bytes, body, end - body);
  else
    add_b (words->bytes, body, end - body);
  return end + 2;
}

char *
gf_mail_dup_words (const char *raw)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) bytes = g_string_new (NULL);
  Words words = { .text = text, .bytes = bytes };
  g_autofree char *value = raw != NULL ? g_strndup (raw, MAX_VALUE_BYTES) : NULL;
  bool after_word = false;

  for (const char *p = value; p != NULL && *p != '\0';)
    {
      size_t n_blanks = strspn (p, BLANKS);
      const char *next = take_word (&words, after_word ? p + n_blanks : p);

      after_word = next != NULL;
      if (after_word)
        {
          p = next;
          continue;
        }
      use_charset (&words, "", 0);
      g_string_append_c (bytes, n_blanks > 0 ? ' ' : *p);
      p += MAX (n_blanks, 1);
    }
  flush (&words);
  g_strstrip (text->str);
  return *text->str != '\0' ? g_strdup (text->str) : NULL;
}

typedef struct
{
  GString *value;
  bool is_encoded; /* "%E6", and the charset before the first */
} Piece;

static void
clear_piece (gpointer piece)
{
  if (((Piece *) piece)->value != NULL)
    g_string_free (((Piece *) piece)->value, TRUE);
}

/* A value, quoted or not; @p_inout is moved past it. */
static GString *
take_value (const char **p_inout)
{
  GString *value = g_string_new (NULL);
  const char *p = *p_inout;

  if (*p != '"')
    {
      size_t length = strcspn (p, ";\r\n");

      g_string_append_len (value, p, (gssize) length);
      *p_inout = p + length;
      g_strchomp (value->str);
      value->len = strlen (value->str);
      return value;
    }
  for (p++; *p != '\0' && *p != '"'; p++)
    {
      /* Programs that write file names with "\" do not double it. */
      p += p[0] == '\\' && (p[1] == '"' || p[1] == '\\');
      if (*p != '\r' && *p != '\n')
        g_string_append_c (value, *p);
    }
  *p_inout = p + (*p == '"');
  return value;
}

/* "*0*=", "*1=", "*=", "=" after the name: which piece it is; -1 for none of them. */
static int
take_piece_mark (const char **p_inout, bool *encoded_out)
{
  const char *p = *p_inout;
  int number = 0;

  if (p[0] == '*' && g_ascii_isdigit (p[1]))
    for (p++; g_ascii_isdigit (*p) && number < MAX_PIECES; p++)
      number = 10 * number + *p - '0';
  *encoded_out = *p == '*';
  p += *encoded_out;
  p += strspn (p, BLANKS);
  if (*p != '=' || number >= MAX_PIECES)
    return -1;
  *p_inout = p + 1 + strspn (p + 1, BLANKS);
  return number;
}

static void
take_parameter (GArray *pieces, const char **p_inout, const char *name)
{
  size_t length = strlen (name);
  bool encoded;

  if (g_ascii_strncasecmp (*p_inout, name, length) != 0)
    return;
  const char *p = *p_inout + length;
  int number = take_piece_mark (&p, &encoded);
  if (number < 0)
    return;

  if ((guint) number >= pieces->len)
    g_array_set_size (pieces, (guint) number + 1);
  Piece *piece = &g_array_index (pieces, Piece, number);
  GString *value = take_value (&p);
  *p_inout = p;
  if (piece->value != NULL)
    g_string_free (value, TRUE);
  else
    *piece = (Piece){ .value = value, .is_encoded = encoded };
}

static void
add_percent (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '%' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]))
      {
        g_string_append_c (out, (char) (g_ascii_xdigit_value (text[1]) << 4
                                        | g_ascii_xdigit_value (text[2])));
        text += 2;
      }
    else
      g_string_append_c (out, *text);
}

/* "utf-8'nb'%E6": what comes after the charset, which goes to @charset. */
static const char *
skip_charset (const char *value, GString *charset)
{
  const char *first = strchr (value, '\'');
  const char *second = first != NULL ? strchr (first + 1, '\'') : NULL;

  if (second == NULL)
    return value;
  g_string_append_len (charset, value, first - value);
  return second + 1;
}

static char *
join_pieces (const GArray *pieces)
{
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (GString) charset = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      if (piece->value == NULL)
        break;
      if (piece->is_encoded)
        add_percent (bytes, i == 0 ? skip_charset (piece->value->str, charset)
                                   : piece->value->str);
      else
        g_string_append (bytes, piece->value->str);
    }
  if (pieces->len > 0 && !g_array_index (pieces, Piece, 0).is_encoded)
    return gf_mail_dup_words (bytes->str);
  char *value = gf_charset_decode_as (charset->len > 0 ? charset->str : NULL,
                                      (const uint8_t *) bytes->str, bytes->len);
  if (*value == '\0')
    g_clear_pointer (&value, g_free);
  return value;
}

/* To the ";" that ends what is here; quotes are gone past. */
static const char *
skip_parameter (const char *p)
{
  while (*p != '\0' && *p != ';')
    if (*p == '"')
      {
        g_string_free (take_value (&p), TRUE);
      }
    else
      p++;
  return p;
}

char *
gf_mail_dup_parameter (const char *raw, const char *name)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_autofree char *value = raw != NULL ? g_strndup (raw, MAX_VALUE_BYTES) : g_strdup ("");

  g_array_set_clear_func (pieces, clear_piece);
  for (const char *p = skip_parameter (value); *p == ';'; p = skip_parameter (p))
    {
      p++;
      p += strspn (p, BLANKS);
      take_parameter (pieces, &p, name);
    }
  return join_pieces (pieces);
}
