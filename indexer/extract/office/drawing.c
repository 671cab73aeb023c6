/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/office/drawing.h"

#include <string.h>

#include "indexer/extract/office/office.h"

/* No paragraph of people is longer. */
#define MAX_PARAGRAPH_BYTES ((size_t) 1 << 20)

typedef struct
{
  GfReading *reading;
  GString *paragraph;
  bool in_text;
  GfDrawingTake take;
  void *data;
  bool is_over;
} Drawing;

static bool
is_ours (const char *uri)
{
  return strstr (uri, "/drawingml/") != NULL;
}

static bool
start (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Drawing *drawing = data;

  (void) element;
  if (strcmp (name, "Fallback") == 0)
    return false;
  if (is_ours (uri) && strcmp (name, "br") == 0)
    g_string_append_c (drawing->paragraph, '\n');
  drawing->in_text = is_ours (uri) && strcmp (name, "t") == 0;
  return true;
}

static void
end (void *data, const char *uri, const char *name)
{
  Drawing *drawing = data;

  drawing->in_text = false;
  if (!is_ours (uri) || strcmp (name, "p") != 0)
    return;
  g_strstrip (drawing->paragraph->str);
  if (*drawing->paragraph->str != '\0' && !drawing->is_over)
    drawing->is_over = !drawing->take (drawing->data, drawing->paragraph->str);
  g_string_truncate (drawing->paragraph, 0);
}

static bool
text (void *data, const char *string)
{
  Drawing *drawing = data;

  if (drawing->in_text && drawing->paragraph->len < MAX_PARAGRAPH_BYTES)
    g_string_append (drawing->paragraph, string);
  else if (drawing->in_text)
    gf_reading_cut (drawing->reading, "a paragraph of more than %zu MB",
                    MAX_PARAGRAPH_BYTES >> 20);
  return !drawing->is_over;
}

void
gf_drawing_read (GfReading *reading, GfZip *zip, const char *name, GfDrawingTake take,
                 void *data)
{
  static const GfXmlHandler handler = { start, end, text };
  g_autoptr (GString) paragraph = g_string_new (NULL);
  Drawing drawing
      = { .reading = reading, .paragraph = paragraph, .take = take, .data = data };

  gf_office_walk_part (reading, zip, name, &handler, &drawing);
}
