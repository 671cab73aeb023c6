/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/xlsx-sheet.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/office/office.h"

/* Excel has columns up to XFD. */
#define MAX_COLUMNS 16384
/* Longer is no number, date or error; Excel's strings have 32,767 characters. */
#define MAX_VALUE_BYTES ((size_t) 1 << 20)
/* 30 December 1899, day 0 from March 1900 on, as g_date counts. */
#define JULIAN_OF_DAY_0 693594

typedef enum
{
  NUMBER,
  SHARED,
  TEXT,
  BOOLEAN,
  DATE
} CellType;

typedef struct
{
  const GfXlsxContext *context;
  GfSheet *sheet;
  uint8_t hidden_columns[MAX_COLUMNS / 8];
  bool is_filtered; /* rows are hidden by a filter that the reader can take away */
  bool hides_row;
  uint32_t column; /* of the cell, or the next, from 0 */
  CellType type;
  int64_t style;
  GString *value;
  bool in_value;
  bool is_over;
} Walk;

static void
hide_columns (Walk *walk, const GfXmlElement *element)
{
  int64_t first = gf_xml_number (element, "min", 1, MAX_COLUMNS, 1);
  int64_t last = gf_xml_number (element, "max", 1, MAX_COLUMNS, first);

  if (!gf_xml_flag (element, "hidden", false))
    return;
  for (int64_t i = first - 1; i < last; i++)
    walk->hidden_columns[i / 8] |= (uint8_t) (1U << i % 8);
}

static bool
is_hidden_column (const Walk *walk, uint32_t column)
{
  return column < MAX_COLUMNS && (walk->hidden_columns[column / 8] >> column % 8 & 1);
}

/* "BC12": 54. */
static bool
column_of (const char *address, uint32_t *column_out)
{
  uint32_t column = 0;

  for (; g_ascii_isalpha (*address) && column < MAX_COLUMNS; address++)
    column = column * 26 + (uint32_t) (g_ascii_toupper (*address) - 'A' + 1);
  if (column == 0 || column > MAX_COLUMNS)
    return false;
  *column_out = column - 1;
  return true;
}

static CellType
type_of (const GfXmlElement *element)
{
  static const struct
  {
    const char *name;
    CellType type;
  } types[] = { { "s", SHARED },  { "str", TEXT }, { "inlineStr", TEXT },
                { "b", BOOLEAN }, { "e", TEXT },   { "d", DATE } };

  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (gf_xml_attribute_is (element, "t", types[i].name))
      return types[i].type;
  return NUMBER;
}

static void
begin_cell (Walk *walk, const GfXmlElement *element)
{
  g_autofree char *address = gf_xml_dup_attribute (element, "r");

  if (address != NULL)
    column_of (address, &walk->column);
  walk->type = type_of (element);
  walk->style = gf_xml_number (element, "s", 0, G_MAXINT32, -1);
  g_string_truncate (walk->value, 0);
}

static char *
write_number (const Walk *walk, double value)
{
  const GfNumberFormat *format = gf_xlsx_styles_get (walk->context->styles, walk->style);

  return gf_number_format_write (format, value, walk->context->is_1904);
}

/* "2024-05-17T12:30:00", as the strict standard has it: written by the cell's format
   where that is one of dates. */
static char *
write_date (const Walk *walk)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *whole = strchr (walk->value->str, 'T') != NULL
                               ? g_strdup (walk->value->str)
                               : g_strconcat (walk->value->str, "T00:00:00", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (whole, utc);
  const GfNumberFormat *format = gf_xlsx_styles_get (walk->context->styles, walk->style);

  if (date == NULL || !gf_number_format_is_date (format))
    return g_strdup (walk->value->str);
  GDate day;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay) g_date_time_get_day_of_month (date),
                  (GDateMonth) g_date_time_get_month (date),
                  (GDateYear) g_date_time_get_year (date));
  double value = (double) g_date_get_julian (&day) - JULIAN_OF_DAY_0
                 + (g_date_time_get_hour (date) * 3600
                    + g_date_time_get_minute (date) * 60 + g_date_time_get_seconds (date))
                       / 86400;
  return gf_number_format_write (format, value, false);
}

/* (transfer full): as it is shown. */
static char *
write_value (const Walk *walk)
{
  const char *value = walk->value->str;
  char *end;

  if (walk->type == SHARED)
    return g_strdup (
        gf_xlsx_strings_get (walk->context->strings, g_ascii_strtoull (value, NULL, 10)));
  if (walk->type == BOOLEAN)
    return g_strdup (strcmp (value, "1") == 0 || strcmp (value, "true") == 0 ? "SANN"
                                                                             : "USANN");
  if (walk->type == DATE)
    return write_date (walk);
  double number = walk->type == NUMBER ? g_ascii_strtod (value, &end) : 0;
  if (walk->type != NUMBER || end == value || !isfinite (number))
    return g_strdup (value);
  return write_number (walk, number);
}

static void
end_cell (Walk *walk)
{
  if (walk->value->len > 0)
    {
      g_autofree char *text = write_value (walk);
      gf_sheet_add_cell (walk->sheet, walk->column, g_strstrip (text),
                         is_hidden_column (walk, walk->column));
    }
  walk->column++;
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Walk *walk = data;

  (void) uri;
  if (strcmp (name, "c") == 0)
    begin_cell (walk, element);
  else if (strcmp (name, "row") == 0)
    {
      walk->hides_row = gf_xml_flag (element, "hidden", false) && !walk->is_filtered;
      walk->column = 0;
    }
  else if (strcmp (name, "col") == 0)
    hide_columns (walk, element);
  else if (strcmp (name, "sheetPr") == 0)
    walk->is_filtered = gf_xml_flag (element, "filterMode", false);
  walk->in_value = strcmp (name, "v") == 0 || strcmp (name, "t") == 0;
  /* The formula, a phonetic guide, and what only looks like cells. */
  return strcmp (name, "f") != 0 && strcmp (name, "rPh") != 0
         && strcmp (name, "extLst") != 0;
}

static void
end (void *data, const char *uri, const char *name)
{
  Walk *walk = data;

  (void) uri;
  walk->in_value = false;
  if (strcmp (name, "c") == 0)
    end_cell (walk);
  else if (strcmp (name, "row") == 0)
    walk->is_over = !gf_sheet_end_row (walk->sheet, walk->hides_row, 1) || walk->is_over;
}

static bool
text (void *data, const char *string)
{
  Walk *walk = data;

  if (walk->in_value && walk->value->len < MAX_VALUE_BYTES)
    g_string_append (walk->value, string);
  else if (walk->in_value)
    gf_reading_cut (walk->context->reading, "a cell of more than %zu MB",
                    MAX_VALUE_BYTES >> 20);
  return !walk->is_over;
}

bool
gf_xlsx_sheet_read (const GfXlsxContext *context, GfSheet *sheet, const char *name)
{
  static const GfXmlHandler handler = { start, end, text };
  g_autoptr (GString) value = g_string_new (NULL);
  Walk walk = { .context = context, .sheet = sheet, .value = value };

  gf_office_walk_part (context->reading, context->zip, name, &handler, &walk);
  return !walk.is_over;
}
