/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdbool.h>
#include <string.h>

#include "indexer/extract/detect.h"

/* Lines of a head looked at. */
#define MAX_LINES 400

enum
{
  SAYS_SENDER = 1, /* from, to, subject, date: people write these too */
  SAYS_PROGRAM = 2,
  SAYS_RECIPIENT = 4, /* a saved web page has none */
  SAYS_RELATED = 8
};

typedef struct
{
  const char *name;
  unsigned says;
} Field;

static const Field fields[] = {
  { "from", SAYS_SENDER },
  { "to", SAYS_SENDER | SAYS_RECIPIENT },
  { "cc", SAYS_RECIPIENT },
  { "bcc", SAYS_RECIPIENT },
  { "subject", SAYS_SENDER },
  { "date", SAYS_SENDER },
  { "message-id", SAYS_PROGRAM },
  { "mime-version", SAYS_PROGRAM },
  { "received", SAYS_PROGRAM | SAYS_RECIPIENT },
  { "return-path", SAYS_PROGRAM | SAYS_RECIPIENT },
  { "delivered-to", SAYS_PROGRAM | SAYS_RECIPIENT },
};

/* The length of a field's name at the start of the line; 0 where there is none (RFC 5322,
   3.6.8). */
static size_t
name_length (const char *line, size_t length)
{
  size_t n = 0;

  while (n < length && line[n] > ' ' && line[n] < 0x7f && line[n] != ':')
    n++;
  size_t end = n;
  while (end < length && line[end] == ' ')
    end++;
  return n > 0 && end < length && line[end] == ':' ? n : 0;
}

static unsigned
field_says (const char *line, size_t length, size_t name)
{
  if (name == strlen ("content-type")
      && g_ascii_strncasecmp (line, "content-type", name) == 0)
    {
      g_autofree char *value = g_ascii_strdown (line, (gssize) length);

      return strstr (value, "multipart/related") != NULL ? SAYS_RELATED : 0;
    }
  for (size_t i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].name) == name
        && g_ascii_strncasecmp (line, fields[i].name, name) == 0)
      /* Programs that save pages sign with their name, no address. */
      return fields[i].says
             | (i == 0 && memchr (line, '@', length) != NULL ? SAYS_RECIPIENT : 0);
  return 0;
}

/* What the head at @text says; 0 where it is no head: a line in it is no field. */
static unsigned
read_head (const char *text, size_t length)
{
  unsigned says = 0;

  for (unsigned i = 0; i < MAX_LINES && length > 0; i++)
    {
      const char *end = memchr (text, '\n', length);
      size_t line = end != NULL ? (size_t) (end - text) : length;
      size_t bare = line > 0 && text[line - 1] == '\r' ? line - 1 : line;

      if (bare == 0)
        break;
      if (text[0] != ' ' && text[0] != '\t')
        {
          size_t name = name_length (text, bare);
          if (name == 0)
            return 0;
          says |= field_says (text, bare, name);
        }
      else if (i == 0)
        return 0;
      text += end != NULL ? line + 1 : length;
      length -= end != NULL ? line + 1 : length;
    }
  return says;
}

/* "From kari@varstad.example Tue Mar  5 14:22:03 2024", and a head below. */
static bool
is_mbox (const char *text, size_t length)
{
  const char *end
      = length > 5 && memcmp (text, "From ", 5) == 0 ? memchr (text, '\n', length) : NULL;

  return end != NULL && (size_t) (end - text) < 1000
         && memchr (text, ':', end - text) != NULL
         && (read_head (end + 1, length - (end + 1 - text)) & SAYS_SENDER) != 0;
}

const char *
gf_detect_mail (const uint8_t *bytes, size_t length)
{
  const char *text = (const char *) bytes;
  size_t start = length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (start < length && (bytes[start] == '\r' || bytes[start] == '\n'))
    start++;
  text += start;
  length -= start;
  if (is_mbox (text, length))
    return "application/mbox";
  unsigned says = read_head (text, length);
  if ((says & SAYS_PROGRAM) == 0)
    return NULL;
  if ((says & SAYS_RELATED) != 0 && (says & SAYS_RECIPIENT) == 0)
    return "multipart/related";
  return (says & SAYS_SENDER) != 0 ? "message/rfc822" : NULL;
}
