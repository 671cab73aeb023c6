/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common/table.h"

#include <string.h>

/* The project's own files; more than this is not one of them. */
#define MAX_FILE_BYTES ((size_t) 4 << 20)

struct GfTable
{
  char *file;
  char *text;
  char *rest; /* what is not read yet */
  unsigned line;
  const char *const *columns;
  unsigned n_columns, n_needed;
  unsigned n_cells; /* that the head has, and each line must; 0: no head yet */
  int place_of[GF_TABLE_MAX_COLUMNS]; /* of each column wanted; -1: not there */
};

bool
gf_table_fail (const GfTable *table, const char *fault, const char *what, GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "%s line %u: %s '%s'",
               table->file, table->line, fault, what != NULL ? what : "");
  return false;
}

GfTable *
gf_table_open (const char *folder, const char *file, const char *const *columns,
               unsigned n_columns, unsigned n_needed, GError **error)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GfTable) table = g_new0 (GfTable, 1);
  size_t length;

  g_assert (n_columns <= GF_TABLE_MAX_COLUMNS && n_needed <= n_columns);
  table->file = g_strdup (file);
  table->columns = columns;
  table->n_columns = n_columns;
  table->n_needed = n_needed;
  if (!g_file_get_contents (path, &table->text, &length, error))
    return NULL;
  if (length > MAX_FILE_BYTES || !g_utf8_validate (table->text, (gssize) length, NULL))
    {
      gf_table_fail (table, "too long, or not UTF-8:", path, error);
      return NULL;
    }
  table->rest = table->text;
  return g_steal_pointer (&table);
}

void
gf_table_free (GfTable *table)
{
  if (table == NULL)
    return;
  g_free (table->text);
  g_free (table->file);
  g_free (table);
}

void
gf_table_digest (const GfTable *table, GChecksum *checksum)
{
  g_assert (table->line == 0);
  g_checksum_update (checksum, (const guchar *) table->text, -1);
}

char *
gf_table_steal_text (GfTable *table)
{
  table->rest = NULL;
  return g_steal_pointer (&table->text);
}

/* Cuts @line at tabs; counts one more than there is room for where it has more. */
static unsigned
cut (char *line, const char **cells)
{
  unsigned n = 0;

  for (char *at = line; at != NULL; n++)
    {
      if (n == GF_TABLE_MAX_COLUMNS)
        return n + 1;
      cells[n] = at;
      at = strchr (at, '\t');
      if (at != NULL)
        *at++ = '\0';
    }
  return n;
}

/* The next line that is not a comment; NULL at the end. */
static char *
next_line (GfTable *table)
{
  while (table->rest != NULL && *table->rest != '\0')
    {
      char *line = table->rest;

      table->rest = strchr (line, '\n');
      if (table->rest != NULL)
        *table->rest++ = '\0';
      table->line++;
      if (*line != '\0' && *line != '#')
        return line;
    }
  return NULL;
}

static int
find_column (const char *name, const char *const *cells, unsigned n_cells)
{
  for (unsigned i = 0; i < n_cells; i++)
    if (strcmp (cells[i], name) == 0)
      return (int) i;
  return -1;
}

static bool
read_head (GfTable *table, char *line, GError **error)
{
  const char *cells[GF_TABLE_MAX_COLUMNS];

  table->n_cells = cut (line, cells);
  if (table->n_cells > GF_TABLE_MAX_COLUMNS)
    return gf_table_fail (table, "too many columns after", cells[0], error);
  for (unsigned i = 0; i < table->n_columns; i++)
    {
      table->place_of[i] = find_column (table->columns[i], cells, table->n_cells);
      if (table->place_of[i] < 0 && i < table->n_needed)
        return gf_table_fail (table, "no column", table->columns[i], error);
    }
  return true;
}

bool
gf_table_next (GfTable *table, const char **cells_out, bool *more_out, GError **error)
{
  const char *cells[GF_TABLE_MAX_COLUMNS];
  char *line = next_line (table);

  if (line != NULL && table->n_cells == 0)
    {
      if (!read_head (table, line, error))
        return false;
      line = next_line (table);
    }
  *more_out = line != NULL;
  if (line == NULL)
    return true;
  if (cut (line, cells) != table->n_cells)
    return gf_table_fail (table, "wrong number of cells after", cells[0], error);
  for (unsigned i = 0; i < table->n_columns; i++)
    {
      const char *cell = table->place_of[i] >= 0 ? cells[table->place_of[i]] : "";

      cells_out[i] = *cell != '\0' ? cell : NULL;
    }
  return true;
}
