/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/xml.h"

#include <stdarg.h>
#include <stdbool.h>

static bool
is_xml (gunichar character)
{
  if (character < 0x20)
    return character == '\t' || character == '\n' || character == '\r';
  return character != 0xFFFE && character != 0xFFFF;
}

/* NULL for what stands for itself. */
static const char *
entity (gunichar character)
{
  switch (character)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\r':
      return "&#13;";
    default:
      return NULL;
    }
}

void
gf_xml_text (GString *out, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar character = g_utf8_get_char (text);
      const char *escaped = entity (character);

      if (escaped != NULL)
        g_string_append (out, escaped);
      else
        g_string_append_unichar (out, is_xml (character) ? character : 0xFFFD);
    }
}

void
gf_xml_element (GString *out, const char *name, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, "<%s>", name);
  gf_xml_text (out, text);
  g_string_append_printf (out, "</%s>\n", name);
}

void
gf_xml_empty (GString *out, const char *name, ...)
{
  va_list attributes;

  g_string_append_printf (out, "<%s", name);
  va_start (attributes, name);
  for (const char *key = va_arg (attributes, const char *); key != NULL;
       key = va_arg (attributes, const char *))
    {
      const char *value = va_arg (attributes, const char *);

      if (value == NULL)
        continue;
      g_string_append_printf (out, " %s=\"", key);
      gf_xml_text (out, value);
      g_string_append_c (out, '"');
    }
  va_end (attributes);
  g_string_append (out, "/>\n");
}
