/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/legacy/rtf.h"

static uint8_t
peek (const GfRtfToken *token)
{
  return gf_span_u8 (token->span, token->at);
}

static void
take_number (GfRtfToken *token)
{
  bool is_negative = peek (token) == '-';
  int64_t number = 0;

  token->at += is_negative;
  for (; g_ascii_isdigit (peek (token)); token->at++)
    number = MIN (number * 10 + g_ascii_digit_value ((char) peek (token)), G_MAXINT32);
  token->has_number = true;
  token->number = (int32_t) (is_negative ? -number : number);
}

static void
take_word (GfRtfToken *token)
{
  size_t length = 0;
  uint8_t next;

  for (; g_ascii_isalpha (peek (token)); token->at++)
    if (length + 1 < sizeof token->word)
      token->word[length++] = (char) peek (token);
  token->word[length] = '\0';
  token->kind = GF_RTF_WORD;
  next = gf_span_u8 (token->span, token->at + 1);
  if (g_ascii_isdigit (peek (token)) || (peek (token) == '-' && g_ascii_isdigit (next)))
    take_number (token);
  token->at += peek (token) == ' ' && token->at < token->span.length;
  if (strcmp (token->word, "bin") == 0 && token->number > 0)
    token->at += MIN ((size_t) token->number, token->span.length - token->at);
}

static void
take_symbol (GfRtfToken *token)
{
  token->byte = peek (token);
  token->at++;
  token->kind = GF_RTF_SYMBOL;
  if (token->byte != '\'')
    return;

  int high = g_ascii_xdigit_value ((char) peek (token));
  int low = g_ascii_xdigit_value ((char) gf_span_u8 (token->span, token->at + 1));
  if (high < 0 || low < 0)
    return;
  token->kind = GF_RTF_BYTE;
  token->byte = (uint8_t) (high << 4 | low);
  token->at += 2;
}

void
gf_rtf_next (GfRtfToken *token)
{
  token->has_number = false;
  token->number = 0;
  /* Lines are there for those who read the file, and mean nothing. */
  while (token->at < token->span.length
         && (peek (token) == '\r' || peek (token) == '\n' || peek (token) == '\0'))
    token->at++;
  if (token->at >= token->span.length)
    {
      token->kind = GF_RTF_END;
      return;
    }

  uint8_t byte = peek (token);
  token->at++;
  token->kind = byte == '{' ? GF_RTF_OPEN : byte == '}' ? GF_RTF_CLOSE : GF_RTF_BYTE;
  token->byte = byte;
  if (byte != '\\')
    return;
  if (g_ascii_isalpha (peek (token)))
    take_word (token);
  else
    take_symbol (token);
}
