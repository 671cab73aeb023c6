/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/access-token.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

/* A line's end, and one byte more, by which what is too long is known. */
#define ROOM (GF_ACCESS_TOKEN_MAX_BYTES + 3)

bool
gf_access_token_is_good (const char *token)
{
  size_t length = strnlen (token, GF_ACCESS_TOKEN_MAX_BYTES + 1);

  for (size_t i = 0; i < length; i++)
    if (!g_ascii_isgraph (token[i]))
      return false;
  return length >= GF_ACCESS_TOKEN_MIN_BYTES && length <= GF_ACCESS_TOKEN_MAX_BYTES;
}

/* Returns: how many bytes stand in @bytes, which has room for ROOM; -1 on error. */
static ssize_t
read_bytes (int fd, char *bytes, GError **error)
{
  size_t length = 0;

  while (length < ROOM)
    {
      ssize_t n = read (fd, bytes + length, ROOM - length);

      if (n == 0)
        break;
      if (n < 0 && errno != EINTR)
        {
          int saved = errno;

          g_set_error_literal (error, G_IO_ERROR, (int) g_io_error_from_errno (saved),
                               g_strerror (saved));
          return -1;
        }
      length += n > 0 ? (size_t) n : 0;
    }
  return (ssize_t) length;
}

/* Takes one line's end off the end of @bytes.  Returns: the length without it. */
static size_t
chomp (const char *bytes, size_t length)
{
  if (length > 0 && bytes[length - 1] == '\n')
    length--;
  if (length > 0 && bytes[length - 1] == '\r')
    length--;
  return length;
}

char *
gf_access_token_read (int fd, GError **error)
{
  char bytes[ROOM];
  ssize_t n = read_bytes (fd, bytes, error);

  if (n < 0)
    return NULL;

  size_t length = chomp (bytes, (size_t) n);
  char *token = g_strndup (bytes, length);

  explicit_bzero (bytes, sizeof bytes);
  if (strlen (token) == length && gf_access_token_is_good (token))
    return token;
  gf_access_token_free (token);
  g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
      "a token is one line of %d to %d letters, digits and signs, without blanks",
      GF_ACCESS_TOKEN_MIN_BYTES, GF_ACCESS_TOKEN_MAX_BYTES);
  return NULL;
}

void
gf_access_token_free (char *token)
{
  if (token != NULL)
    explicit_bzero (token, strlen (token));
  g_free (token);
}
