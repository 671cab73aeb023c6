/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/http/range.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* The digits at *@text, which moves past them; a number too large is the largest there
 * is. */
static bool
read_number (const char **text, uint64_t *number_out)
{
  const char *at = *text;
  uint64_t number = 0;

  for (; g_ascii_isdigit (*at); at++)
    {
      uint64_t digit = (uint64_t) (*at - '0');

      number = number > (UINT64_MAX - digit) / 10 ? UINT64_MAX : number * 10 + digit;
    }

  bool any = at != *text;
  *text = at;
  *number_out = number;
  return any;
}

static GfRange
part (uint64_t first, uint64_t last, uint64_t size, uint64_t *offset_out,
      uint64_t *length_out)
{
  if (first >= size)
    return GF_RANGE_UNSATISFIABLE;

  *offset_out = first;
  *length_out = MIN (last, size - 1) - first + 1;
  return GF_RANGE_PART;
}

static GfRange
suffix (uint64_t count, uint64_t size, uint64_t *offset_out, uint64_t *length_out)
{
  if (count == 0 || size == 0)
    return GF_RANGE_UNSATISFIABLE;

  *length_out = MIN (count, size);
  *offset_out = size - *length_out;
  return GF_RANGE_PART;
}

GfRange
gf_range_parse (const char *header, uint64_t size, uint64_t *offset_out,
                uint64_t *length_out)
{
  const char *at = header;
  uint64_t first = 0;
  uint64_t last = 0;

  if (g_ascii_strncasecmp (at, "bytes=", strlen ("bytes=")) != 0)
    return GF_RANGE_WHOLE;
  at += strlen ("bytes=");

  bool has_first = read_number (&at, &first);
  if (*at != '-')
    return GF_RANGE_WHOLE;
  at++;
  bool has_last = read_number (&at, &last);

  if (*at != '\0' || (!has_first && !has_last) || (has_first && has_last && last < first))
    return GF_RANGE_WHOLE;
  if (!has_first)
    return suffix (last, size, offset_out, length_out);
  return part (first, has_last ? last : UINT64_MAX, size, offset_out, length_out);
}
