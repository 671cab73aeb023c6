/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/operate/log-escape.h"

#include <stdbool.h>
#include <string.h>

#include "searchd/operate/log.h"

static bool
is_escaped (gunichar c)
{
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) /* controls */
         || c == 0x061c || c == 0x200e || c == 0x200f
         || (c >= 0x2028 && c <= 0x202e) /* separators, embeddings, overrides */
         || (c >= 0x2066 && c <= 0x2069) /* isolates */
         || c == 0xfeff || c == 0xfff9 || c == 0xfffa || c == 0xfffb;
}

static void
append_character (GString *line, gunichar c, bool quoted)
{
  if (is_escaped (c))
    g_string_append_printf (line, "\\u%04x", c);
  else if (quoted && (c == '"' || c == '\\'))
    g_string_append_printf (line, "\\%c", (char) c);
  else
    g_string_append_unichar (line, c);
}

/* How many bytes from @at to @end are as they are written: nearly all there ever are. */
static size_t
count_plain (const char *at, const char *end)
{
  const char *from = at;

  while (at < end && *at >= 0x20 && *at < 0x7f && *at != '"' && *at != '\\')
    at++;
  return (size_t) (at - from);
}

static void
append_escaped (GString *line, const char *value, size_t length, bool quoted)
{
  const char *end = value + MIN (length, (size_t) GF_LOG_VALUE_MAX_BYTES);

  for (const char *at = value; at < end;)
    {
      size_t plain = count_plain (at, end);

      g_string_append_len (line, at, (gssize) plain);
      at += plain;
      if (at == end)
        break;

      gunichar c = g_utf8_get_char_validated (at, end - at);
      bool bad = c == (gunichar) -1 || c == (gunichar) -2;

      append_character (line, bad ? 0xfffd : c, quoted);
      at = bad ? at + 1 : g_utf8_next_char (at);
    }
  if (length > GF_LOG_VALUE_MAX_BYTES)
    g_string_append (line, "…");
}

void
gf_log_append_quoted (GString *line, const char *value, gssize length)
{
  g_string_append_c (line, '"');
  append_escaped (line, value, length < 0 ? strlen (value) : (size_t) length, true);
  g_string_append_c (line, '"');
}

void
gf_log_append_plain (GString *line, const char *value)
{
  append_escaped (line, value, strlen (value), false);
}
