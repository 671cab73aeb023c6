/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ods.c: workbooks of OpenDocument (ISO/IEC 26300).
 *
 * The file has the text of each cell as it is shown, beside its value, so numbers need no
 * formats here.  Cells and rows say how often they stand there, up to a million times: a
 * cell with text is written MAX_REPEATS times at most, a row as sheet.h says.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/office/number-format.h"
#include "indexer/extract/office/odf-text.h"
#include "indexer/extract/office/office.h"
#include "indexer/extract/office/sheet.h"

/* Columns up to XFD, and rows of today's largest sheets. */
#define MAX_COLUMNS 16384
#define MAX_ROWS (1 << 20)
#define MAX_REPEATS 64
#define MAX_BLANKS 100
/* No cell that people see holds more. */
#define MAX_CELL_BYTES ((size_t) 1 << 20)

typedef struct
{
  GfReading *reading;
  GfSheet *sheet;
  GHashTable *hiding; /* names of styles that hide a sheet */
  char *style;        /* that is being read */
  int n_workbooks;    /* office:spreadsheet that are open */
  int n_tables;       /* table:table likewise */
  int n_shapes;       /* comments and drawings, whose text is no cell's */
  int n_paragraphs;
  uint8_t hidden_columns[MAX_COLUMNS / 8];
  uint32_t n_columns; /* declared */
  bool hides_row;
  uint32_t n_rows;  /* times that the row stands there */
  uint32_t column;  /* of the cell, from 0 */
  uint32_t n_cells; /* times that the cell does */
  GString *cell;
  GString *shape;
  char *value; /* of a cell whose text is missing */
  bool is_over;
} Walk;

static void
begin_table (Walk *walk, const GfXmlElement *element)
{
  g_autofree char *name = gf_xml_dup_attribute (element, "name");
  g_autofree char *style = gf_xml_dup_attribute (element, "style-name");

  if (walk->n_tables++ > 0)
    return;
  memset (walk->hidden_columns, 0, sizeof walk->hidden_columns);
  walk->n_columns = 0;
  gf_sheet_begin (walk->sheet, name != NULL ? name : "",
                  style != NULL && g_hash_table_contains (walk->hiding, style));
}

static void
end_table (Walk *walk)
{
  if (walk->n_tables == 0 || --walk->n_tables > 0)
    return;
  walk->is_over = !gf_sheet_end (walk->sheet) || walk->is_over;
}

static void
take_columns (Walk *walk, const GfXmlElement *element)
{
  uint32_t n_times
      = (uint32_t) gf_xml_number (element, "number-columns-repeated", 1, MAX_COLUMNS, 1);
  bool is_hidden = gf_xml_attribute_is (element, "visibility", "collapse");

  for (uint32_t i = 0; i < n_times && walk->n_columns < MAX_COLUMNS; i++)
    {
      if (is_hidden)
        walk->hidden_columns[walk->n_columns / 8]
            |= (uint8_t) (1U << walk->n_columns % 8);
      walk->n_columns++;
    }
}

static void
begin_row (Walk *walk, const GfXmlElement *element)
{
  walk->n_rows
      = (uint32_t) gf_xml_number (element, "number-rows-repeated", 1, MAX_ROWS, 1);
  /* Rows that a filter hides, which the reader can take away, are "filter". */
  walk->hides_row = gf_xml_attribute_is (element, "visibility", "collapse");
  walk->column = 0;
}

static void
begin_cell (Walk *walk, const GfXmlElement *element)
{
  static const char *const values[]
      = { "string-value", "date-value", "time-value", "boolean-value", "value" };

  walk->n_cells
      = (uint32_t) gf_xml_number (element, "number-columns-repeated", 1, MAX_COLUMNS, 1);
  g_string_truncate (walk->cell, 0);
  g_clear_pointer (&walk->value, g_free);
  for (size_t i = 0; i < G_N_ELEMENTS (values) && walk->value == NULL; i++)
    walk->value = gf_xml_dup_attribute (element, values[i]);
}

/* LibreOffice shows a number without text by its own formats; so plain as here others
 * do. */
static void
use_value (Walk *walk)
{
  char *end;
  double number = g_ascii_strtod (walk->value, &end);
  g_autofree char *general = *end == '\0' && end != walk->value
                                 ? gf_number_format_write (NULL, number, false)
                                 : NULL;

  g_string_assign (walk->cell, general != NULL ? general : walk->value);
}

static void
end_cell (Walk *walk)
{
  if (walk->cell->len == 0 && walk->value != NULL)
    use_value (walk);
  g_strstrip (walk->cell->str);
  for (uint32_t i = 0; *walk->cell->str != '\0' && i < MIN (walk->n_cells, MAX_REPEATS);
       i++)
    {
      uint32_t column = walk->column + i;
      bool is_hidden
          = column < MAX_COLUMNS && (walk->hidden_columns[column / 8] >> column % 8 & 1);

      gf_sheet_add_cell (walk->sheet, column, walk->cell->str, is_hidden);
    }
  walk->column = MIN (walk->column + walk->n_cells, MAX_COLUMNS);
  g_string_truncate (walk->cell, 0);
  g_clear_pointer (&walk->value, g_free);
}

static bool
is_cell (const char *name)
{
  return strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0;
}

/* Returns: false to skip the element. */
static bool
start_table (Walk *walk, const char *name, const GfXmlElement *element)
{
  /* What was in cells before changes, and what was taken over from other files. */
  if (strcmp (name, "tracked-changes") == 0 || strcmp (name, "dde-link") == 0
      || strcmp (name, "cell-range-source") == 0)
    return false;
  if (strcmp (name, "table") == 0)
    begin_table (walk, element);
  else if (walk->n_tables != 1)
    return true;
  else if (strcmp (name, "table-column") == 0)
    take_columns (walk, element);
  else if (strcmp (name, "table-row") == 0)
    begin_row (walk, element);
  else if (is_cell (name))
    begin_cell (walk, element);
  return true;
}

static void
append (Walk *walk, const char *string)
{
  GString *out = walk->n_shapes > 0 ? walk->shape : walk->cell;

  if (walk->n_paragraphs > 0 && out->len < MAX_CELL_BYTES)
    g_string_append (out, string);
  else if (walk->n_paragraphs > 0)
    gf_reading_cut (walk->reading, "a cell of more than %zu MB", MAX_CELL_BYTES >> 20);
}

static void
start_text (Walk *walk, const char *name, const GfXmlElement *element)
{
  GString *out = walk->n_shapes > 0 ? walk->shape : walk->cell;

  if (strcmp (name, "p") == 0)
    {
      walk->n_paragraphs++;
      if (out->len > 0)
        append (walk, "\n");
    }
  else if (strcmp (name, "s") == 0)
    for (int64_t i = gf_xml_number (element, "c", 0, MAX_BLANKS, 1); i > 0; i--)
      append (walk, " ");
  else if (strcmp (name, "tab") == 0)
    append (walk, " ");
  else if (strcmp (name, "line-break") == 0)
    append (walk, "\n");
}

static void
start_style (Walk *walk, const char *name, const GfXmlElement *element)
{
  if (strcmp (name, "style") == 0)
    {
      g_free (walk->style);
      walk->style = gf_xml_dup_attribute (element, "name");
    }
  else if (strcmp (name, "table-properties") == 0 && walk->style != NULL
           && gf_xml_attribute_is (element, "display", "false"))
    g_hash_table_add (walk->hiding, g_strdup (walk->style));
}

static bool
is_shape (const char *uri, const char *name)
{
  return gf_odf_is_of (uri, "drawing:")
         || (gf_odf_is_of (uri, "office:") && strcmp (name, "annotation") == 0);
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Walk *walk = data;

  if (gf_odf_is_of (uri, "office:") && strcmp (name, "spreadsheet") == 0)
    walk->n_workbooks++;
  if (gf_odf_is_of (uri, "style:"))
    start_style (walk, name, element);
  if (walk->n_workbooks == 0)
    return true;
  if (strstr (uri, "purl.org/dc/") != NULL || gf_odf_is_of (uri, "meta:")
      || gf_odf_is_of (uri, "svg") || strcmp (name, "forms") == 0
      || strcmp (name, "ruby-text") == 0)
    return false;
  if (is_shape (uri, name))
    walk->n_shapes++;
  else if (gf_odf_is_of (uri, "text:"))
    start_text (walk, name, element);
  return !gf_odf_is_of (uri, "table:") || start_table (walk, name, element);
}

static void
end_shape (Walk *walk)
{
  if (walk->n_shapes == 0 || --walk->n_shapes > 0)
    return;
  g_strstrip (walk->shape->str);
  if (walk->n_tables > 0)
    gf_sheet_add_note (walk->sheet, walk->shape->str);
  g_string_truncate (walk->shape, 0);
}

static void
end (void *data, const char *uri, const char *name)
{
  Walk *walk = data;

  if (walk->n_workbooks == 0)
    return;
  if (gf_odf_is_of (uri, "office:") && strcmp (name, "spreadsheet") == 0)
    walk->n_workbooks--;
  if (is_shape (uri, name))
    end_shape (walk);
  else if (gf_odf_is_of (uri, "text:") && strcmp (name, "p") == 0
           && walk->n_paragraphs > 0)
    walk->n_paragraphs--;
  if (!gf_odf_is_of (uri, "table:"))
    return;
  if (strcmp (name, "table") == 0)
    end_table (walk);
  else if (walk->n_tables == 1 && is_cell (name))
    end_cell (walk);
  else if (walk->n_tables == 1 && strcmp (name, "table-row") == 0)
    walk->is_over
        = !gf_sheet_end_row (walk->sheet, walk->hides_row, walk->n_rows) || walk->is_over;
}

static bool
take_text (void *data, const char *string)
{
  Walk *walk = data;
  GString *out = walk->n_shapes > 0 ? walk->shape : walk->cell;
  g_autoptr (GString) collapsed = g_string_new (NULL);

  if (walk->n_paragraphs > 0)
    {
      gf_odf_append (collapsed, out->len > 0 ? out->str[out->len - 1] : '\0', string);
      append (walk, collapsed->str);
    }
  return !walk->is_over;
}

static const GfXmlHandler handler = { start, end, take_text };

static void
walk_init (Walk *walk, GfReading *reading)
{
  *walk = (Walk){ .reading = reading,
                  .sheet = gf_sheet_new (reading),
                  .hiding = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                  .cell = g_string_new (NULL),
                  .shape = g_string_new (NULL) };
}

/* A workbook that breaks off keeps the sheet it broke off in. */
static void
walk_clear (Walk *walk)
{
  if (walk->n_tables > 0)
    gf_sheet_end (walk->sheet);
  gf_sheet_free (walk->sheet);
  g_hash_table_unref (walk->hiding);
  g_string_free (walk->cell, TRUE);
  g_string_free (walk->shape, TRUE);
  g_free (walk->style);
  g_free (walk->value);
}

void
gf_ods_read_object (GfReading *reading, GfZip *zip, const char *name)
{
  Walk walk;

  walk_init (&walk, reading);
  gf_office_walk_part (reading, zip, name, &handler, &walk);
  walk_clear (&walk);
}

bool
gf_ods_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  g_autoptr (GfZipStream) stream = gf_zip_open_member (zip, main_part, error);
  Walk walk;

  if (stream == NULL)
    return false;
  walk_init (&walk, reading);
  GfXmlEnd ended = gf_xml_walk_stream (gf_zip_stream_read, stream, &handler, &walk);
  walk_clear (&walk);
  return gf_office_end_walk (reading, ended, main_part, error);
}
