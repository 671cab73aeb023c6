/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx.c: workbooks of Office Open XML (ECMA-376, part 1, 18), in the order of their
 * tabs.  sheet.h says what becomes of a sheet, number-format.h of its numbers; of a
 * formula the value that was last reckoned is read.
 */
#include "config.h"

#include <string.h>

#include "common/schema.h"
#include "indexer/extract/office/drawing.h"
#include "indexer/extract/office/office.h"
#include "indexer/extract/office/xlsx-sheet.h"

/* Nobody leafs through more tabs. */
#define MAX_SHEETS 4096
#define RELATIONSHIPS "/relationships"

typedef struct
{
  char *name;
  char *id; /* of the relation to its part */
  bool is_hidden;
} Tab;

typedef struct
{
  GfReading *reading;
  GArray *tabs; /* of Tab */
  bool is_1904;
} Workbook;

static void
clear_tab (gpointer data)
{
  g_free (((Tab *) data)->name);
  g_free (((Tab *) data)->id);
}

static bool
start_workbook (void *data, const char *uri, const char *name,
                const GfXmlElement *element)
{
  Workbook *workbook = data;

  (void) uri;
  if (strcmp (name, "workbookPr") == 0)
    workbook->is_1904 = gf_xml_flag (element, "date1904", false);
  else if (strcmp (name, "sheet") == 0 && workbook->tabs->len >= MAX_SHEETS)
    gf_reading_cut (workbook->reading, "more than %d sheets", MAX_SHEETS);
  else if (strcmp (name, "sheet") == 0)
    {
      Tab tab = { .name = gf_xml_dup_attribute (element, "name"),
                  .id = gf_xml_dup_attribute_of (element, RELATIONSHIPS, "id"),
                  .is_hidden = gf_xml_attribute_is (element, "state", "hidden")
                               || gf_xml_attribute_is (element, "state", "veryHidden") };
      g_array_append_val (workbook->tabs, tab);
    }
  return true;
}

static bool
take_note (void *sheet, const char *paragraph)
{
  gf_sheet_add_note (sheet, paragraph);
  return true;
}

/* Comments of any age: a note (comments1.xml) is "text" with runs, one in a thread
   (threadedComment1.xml) "text" alone.  Beside a thread stands a note for older programs
   that says the same, of the author "tc={...}". */
typedef struct
{
  GfSheet *sheet;
  GString *text;       /* NULL outside of a comment's text */
  GByteArray *is_copy; /* by the number of the author: he writes only such notes */
  GString *author;     /* NULL outside of a name */
  bool is_left_out;
} Comments;

static bool
start_comment (void *data, const char *uri, const char *name, const GfXmlElement *element)
{
  Comments *comments = data;

  (void) uri;
  if (strcmp (name, "author") == 0 && comments->author == NULL)
    comments->author = g_string_new (NULL);
  else if (strcmp (name, "comment") == 0)
    {
      int64_t author = gf_xml_number (element, "authorId", 0, G_MAXINT32, G_MAXINT32);
      comments->is_left_out
          = author < comments->is_copy->len && comments->is_copy->data[author];
    }
  else if (strcmp (name, "text") == 0 && comments->text == NULL)
    comments->text = g_string_new (NULL);
  return strcmp (name, "rPh") != 0 && strcmp (name, "mentions") != 0;
}

static void
end_author (Comments *comments)
{
  uint8_t is_copy = g_str_has_prefix (comments->author->str, "tc=");

  g_byte_array_append (comments->is_copy, &is_copy, 1);
  g_string_free (g_steal_pointer (&comments->author), TRUE);
}

static void
end_comment (void *data, const char *uri, const char *name)
{
  Comments *comments = data;

  (void) uri;
  if (strcmp (name, "author") == 0 && comments->author != NULL)
    end_author (comments);
  if (strcmp (name, "text") != 0 || comments->text == NULL)
    return;
  if (!comments->is_left_out)
    gf_sheet_add_note (comments->sheet, g_strstrip (comments->text->str));
  g_string_free (g_steal_pointer (&comments->text), TRUE);
}

static bool
text_of_comment (void *data, const char *string)
{
  Comments *comments = data;

  if (comments->text != NULL)
    g_string_append (comments->text, string);
  else if (comments->author != NULL)
    g_string_append (comments->author, string);
  return true;
}

static void
read_comments (const GfXlsxContext *context, GfSheet *sheet, GPtrArray *parts)
{
  static const GfXmlHandler handler = { start_comment, end_comment, text_of_comment };

  for (guint i = 0; i < parts->len; i++)
    {
      g_autoptr (GByteArray) is_copy = g_byte_array_new ();
      Comments comments = { .sheet = sheet, .is_copy = is_copy };

      gf_office_walk_part (context->reading, context->zip, g_ptr_array_index (parts, i),
                           &handler, &comments);
      if (comments.text != NULL)
        g_string_free (comments.text, TRUE);
      if (comments.author != NULL)
        g_string_free (comments.author, TRUE);
    }
}

/* Comments and shapes. */
static void
read_around (const GfXlsxContext *context, GfSheet *sheet, const char *part)
{
  g_autoptr (GfRelations) relations = gf_relations_read (context->zip, part);
  g_autoptr (GPtrArray) notes = gf_relations_list (relations, "comments");
  g_autoptr (GPtrArray) threads = gf_relations_list (relations, "threadedComment");
  g_autoptr (GPtrArray) drawings = gf_relations_list (relations, "drawing");

  read_comments (context, sheet, notes);
  read_comments (context, sheet, threads);
  for (guint i = 0; i < drawings->len; i++)
    gf_drawing_read (context->reading, context->zip, g_ptr_array_index (drawings, i),
                     take_note, sheet);
}

static bool
read_tab (const GfXlsxContext *context, GfSheet *sheet, const Tab *tab, const char *part)
{
  gf_sheet_begin (sheet, tab->name != NULL ? tab->name : "", tab->is_hidden);
  bool goes_on = gf_xlsx_sheet_read (context, sheet, part);
  if (goes_on)
    read_around (context, sheet, part);
  return gf_sheet_end (sheet) && goes_on;
}

static void
read_tabs (const GfXlsxContext *context, const GfRelations *relations, GArray *tabs)
{
  g_autoptr (GfSheet) sheet = gf_sheet_new (context->reading);

  for (guint i = 0; i < tabs->len; i++)
    {
      const Tab *tab = &g_array_index (tabs, Tab, i);
      const char *part = gf_relations_find (relations, tab->id);

      if (part == NULL || !gf_zip_has (context->zip, part))
        gf_reading_lack (context->reading, GF_REASON_DAMAGED, "the sheet '%s' is missing",
                         tab->name != NULL ? tab->name : "");
      else if (!read_tab (context, sheet, tab, part))
        return;
    }
}

static GBytes *
load_part (GfZip *zip, const GfRelations *relations, const char *kind)
{
  const char *part = gf_relations_first (relations, kind);

  return part != NULL ? gf_zip_load (zip, part) : NULL;
}

bool
gf_xlsx_read (GfReading *reading, GfZip *zip, const char *main_part, GError **error)
{
  static const GfXmlHandler handler = { start_workbook, NULL, NULL };
  g_autoptr (GBytes) bytes = gf_zip_load (zip, main_part);
  g_autoptr (GArray) tabs = g_array_new (FALSE, FALSE, sizeof (Tab));
  Workbook workbook = { .reading = reading, .tabs = tabs };

  g_array_set_clear_func (tabs, clear_tab);
  GfXmlEnd ended
      = bytes != NULL ? gf_xml_walk (bytes, &handler, &workbook) : GF_XML_BROKEN;
  g_autoptr (GfRelations) relations = gf_relations_read (zip, main_part);
  g_autoptr (GBytes) style_bytes = load_part (zip, relations, "styles");
  g_autoptr (GfXlsxStyles) styles = gf_xlsx_styles_new (style_bytes);
  g_autoptr (GfXlsxStrings) strings = gf_xlsx_strings_new (
      reading, zip, gf_relations_first (relations, "sharedStrings"));
  GfXlsxContext context = { .reading = reading,
                            .zip = zip,
                            .strings = strings,
                            .styles = styles,
                            .is_1904 = workbook.is_1904 };
  read_tabs (&context, relations, tabs);
  return gf_office_end_walk (reading, ended, main_part, error);
}
