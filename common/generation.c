/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/generation.h"

#include <string.h>
#include <unistd.h>

/* "g" and a number of 64 bits. */
#define MAX_NAME_BYTES 21

uint64_t
gf_generation_read (const char *level)
{
  g_autofree char *link = g_build_filename (level, GF_CURRENT_LINK, NULL);
  char name[MAX_NAME_BYTES + 1];
  ssize_t length = readlink (link, name, sizeof name - 1);
  uint64_t number;

  if (length < 0)
    return 0;
  name[length] = '\0';
  return gf_generation_parse (name, &number) ? number : 0;
}

bool
gf_generation_parse (const char *name, uint64_t *number_out)
{
  guint64 number;

  /* One spelling for each: no leading zero. */
  if (name[0] != 'g' || name[1] == '0'
      || !g_ascii_string_to_unsigned (name + 1, 10, 1, G_MAXUINT64, &number, NULL))
    return false;
  *number_out = number;
  return true;
}

char *
gf_generation_name (uint64_t number)
{
  return g_strdup_printf ("g%" G_GUINT64_FORMAT, number);
}

char *
gf_generation_path (const char *level, uint64_t number)
{
  if (number == 0)
    return g_strdup (level);

  g_autofree char *name = gf_generation_name (number);
  return g_build_filename (level, name, NULL);
}
