/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/nearest.h"

#include <string.h>

/* Optimal string alignment; @at: rows of the two bytes before, and of this one. */
static unsigned
distance (const char *a, size_t a_length, const char *b, size_t b_length)
{
  unsigned rows[3][GF_NEAREST_MAX_BYTES + 1];

  for (size_t j = 0; j <= b_length; j++)
    rows[0][j] = (unsigned) j;
  for (size_t i = 1; i <= a_length; i++)
    {
      unsigned *row = rows[i % 3];
      const unsigned *last = rows[(i + 2) % 3];
      const unsigned *last_but_one = rows[(i + 1) % 3];

      row[0] = (unsigned) i;
      for (size_t j = 1; j <= b_length; j++)
        {
          unsigned change = last[j - 1] + (a[i - 1] != b[j - 1]);

          row[j] = MIN (MIN (last[j], row[j - 1]) + 1, change);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], last_but_one[j - 2] + 1);
        }
    }
  return rows[a_length % 3][b_length];
}

const char *
gf_nearest (const char *name, const char *const *known)
{
  size_t length = strlen (name);
  unsigned least = (unsigned) (length / 3);
  const char *nearest = NULL;

  for (size_t i = 0; known[i] != NULL && length <= GF_NEAREST_MAX_BYTES; i++)
    {
      size_t known_length = strlen (known[i]);

      if (known_length > GF_NEAREST_MAX_BYTES)
        continue;

      unsigned d = distance (name, length, known[i], known_length);
      if (d > least || (nearest != NULL && d == least))
        continue;
      least = d;
      nearest = known[i];
    }
  return nearest;
}
