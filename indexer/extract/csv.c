/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv.c: tables as text: a row a block, its cells apart by tabs.  RFC 4180, with the
 * semicolon that Norwegian spreadsheets write.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/csv.h"
#include "indexer/extract/reading.h"

/* Rows looked at, and how many there must be to tell a table by. */
#define MAX_ROWS_TOLD 50
#define MIN_ROWS 4
/* Commas stand in prose too. */
#define MIN_ROWS_WITH_COMMAS 8
#define MIN_COMMAS 3

/* The cell at @text, unquoted, to @cell (nullable).  Returns: what follows it: a
 * separator, a line's end, or the end. */
static const char *
read_cell (const char *text, char separator, GString *cell)
{
  bool quoted = *text == '"';

  for (text += quoted; *text != '\0'; text++)
    {
      if (quoted && *text == '"' && text[1] == '"')
        text++;
      else if (quoted && *text == '"')
        {
          quoted = false;
          continue;
        }
      else if (!quoted && (*text == separator || *text == '\n' || *text == '\r'))
        return text;
      if (cell != NULL)
        g_string_append_c (cell,
                           *text == '\t' || *text == '\r' || *text == '\n' ? ' ' : *text);
    }
  return text;
}

static const char *
skip_line_end (const char *text)
{
  return text + (text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0');
}

/* Returns: whether @separator parts all rows from @text into the same number of cells. */
static bool
is_separated (const char *text, char separator, unsigned min_rows,
              unsigned min_separators)
{
  unsigned n_rows = 0;
  unsigned expected = 0;

  while (*text != '\0' && n_rows < MAX_ROWS_TOLD)
    {
      unsigned n = 0;

      while (*(text = read_cell (text, separator, NULL)) == separator)
        {
          n++;
          text++;
        }
      /* What is given may break off within the last row. */
      if (*text == '\0' && n_rows >= min_rows)
        return true;
      if (n < min_separators || (n_rows > 0 && n != expected))
        return false;
      expected = n;
      n_rows++;
      text = skip_line_end (text);
    }
  return n_rows >= min_rows;
}

char
gf_csv_find_separator (const char *text)
{
  if (is_separated (text, ';', MIN_ROWS, 1))
    return ';';
  if (is_separated (text, '\t', MIN_ROWS, 1))
    return '\t';
  if (is_separated (text, ',', MIN_ROWS_WITH_COMMAS, MIN_COMMAS))
    return ',';
  return '\0';
}

static bool
add_rows (GfReading *reading, const char *text, char separator)
{
  g_autoptr (GString) row = g_string_new (NULL);
  bool more = true;

  while (*text != '\0' && more)
    {
      g_string_truncate (row, 0);
      while (*(text = read_cell (text, separator, row)) == separator)
        {
          g_string_append_c (row, '\t');
          text++;
        }
      text = skip_line_end (text);
      more = gf_reading_add (reading, GF_BLOCK_TABLE_ROW, 0, 0, row->str);
    }
  return more;
}

bool
gf_csv_read (GfReading *reading, GError **error)
{
  g_autofree char *text = gf_reading_load_text (reading, error);
  if (text == NULL)
    return false;

  char separator = gf_csv_find_separator (text);

  if (separator != '\0')
    add_rows (reading, text, separator);
  else
    gf_plain_add (reading, text);
  return true;
}
