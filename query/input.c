/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/input.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "query/index.h"

#define BLOCK_BYTES 65536
/* A character has at most so many bytes after its first. */
#define MAX_TAIL 3

static bool
fail (GError **error, const char *what)
{
  g_set_error (error, GF_QUERY_ERROR, GF_QUERY_ERROR_PARAMETER, "'-': %s", what);
  return false;
}

static bool
read_bytes (int fd, size_t max_bytes, GByteArray *bytes, GError **error)
{
  guint8 block[BLOCK_BYTES];

  while (bytes->len < max_bytes)
    {
      ssize_t n = read (fd, block, MIN (sizeof block, max_bytes - bytes->len));

      if (n == 0)
        return true;
      if (n > 0)
        g_byte_array_append (bytes, block, (guint) n);
      else if (errno != EINTR)
        return fail (error, g_strerror (errno));
    }
  return true;
}

/* @bytes as text, without a character that was cut short at the end of what is read. */
static char *
dup_text (const GByteArray *bytes, size_t max_bytes)
{
  const char *start = (const char *) bytes->data;
  const char *end;
  bool is_cut = bytes->len == max_bytes;

  if (!g_utf8_validate_len (start, bytes->len, &end)
      && !(is_cut && start + bytes->len - end <= MAX_TAIL))
    return NULL;
  return g_strndup (start, (gsize) (end - start));
}

char *
gf_input_read (int fd, size_t max_bytes, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *text = NULL;

  if (!read_bytes (fd, max_bytes, bytes, error))
    return NULL;
  text = bytes->len > 0 ? dup_text (bytes, max_bytes) : g_strdup ("");
  if (text == NULL)
    fail (error, "the text on standard input is not valid UTF-8");
  else if (text[strspn (text, " \t\r\n")] == '\0')
    fail (error, "there is no text on standard input");
  else
    return g_steal_pointer (&text);
  return NULL;
}
