/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks: what a file says, sheet by sheet and row by row. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "indexer/extract/office/number-format.h"
#include "tests/component/extract-fixture.h"
#include "tests/tap.h"

#define S "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define O "urn:oasis:names:tc:opendocument:xmlns:"

/* A number, as a format code shows it. */
static const struct
{
  const char *code;
  double value;
  const char *shown;
} numbers[] = {
  { NULL, 42, "42" },
  { NULL, 0.1 + 0.2, "0,3" },
  { NULL, 12345678901, "12345678901" },
  { NULL, 1e21, "1e+21" },
  { "General", -1.5, "-1,5" },
  { "0", 2.5, "3" },
  { "0.00", 1.005, "1,01" },
  { "#,##0", 1234567, "1\302\240234\302\240567" },
  { "#,##0", 12, "12" },
  { "#,##0.00", -1234.5, "-1\302\240234,50" },
  { "0000", 7, "0007" },
  { "#.##", 0.5, ",5" },
  { "0.0#", 1.25, "1,25" },
  { "0.0#", 1.2, "1,2" },
  { "0%", 0.125, "13%" },
  { "0.0 %", 0.125, "12,5 %" },
  { "0.00E+00", 12345, "1,23E+04" },
  { "#,##0,", 1234567, "1\302\240235" },
  { "\"kr\" #,##0", 1500, "kr 1\302\240500" },
  { "[$kr-414]\\ #,##0.00", 1500, "kr 1\302\240500,00" },
  { "## ## ## ##", 73526100, "73 52 61 00" },
  { "000000 00000", 12345678901, "123456 78901" },
  { "0;[Red]\\(0\\)", -5, "(5)" },
  { "0;-0;\"null\"", 0, "null" },
  { ";;;", 5, "" },
  { "[>=100]\"mange\";0", 150, "mange" },
  { "[>=100]\"mange\";0", 50, "50" },
  { "_-* #,##0_-;-* #,##0_-;_-* \"-\"_-;_-@_-", 1200, "1\302\240200" },
  { "@", 3, "3" },
  { "# ?/?", 0.5, "0,5" },
  { "dd.mm.yyyy", 45429, "17.05.2024" },
  { "d. mmmm yyyy", 45429, "17. mai 2024" },
  { "[$-414]dddd d. mmm yy", 45429, "fredag 17. mai 24" },
  { "yyyy\\-mm\\-dd hh:mm:ss", 45429.5, "2024-05-17 12:00:00" },
  { "h:mm", 0.604166666666667, "14:30" },
  { "h:mm AM/PM", 0.604166666666667, "2:30 PM" },
  { "mm:ss", 0.0007291666666667, "01:03" },
  { "[h]:mm", 1.5, "36:00" },
  { "dd.mm.yyyy", 59, "28.02.1900" },
  { "dd.mm.yyyy", 61, "01.03.1900" },
  { "dd.mm.yyyy", -1, "-1" },
  { "dd.mm.yyyy", 1e9, "1000000000" },
  { "\"aldri lukket", 4, "aldri lukket" },
  { "\\", 4, "" },
};

START_TEST (number)
{
  g_autoptr (GfNumberFormat) format = gf_number_format_new (numbers[_i].code);
  g_autofree char *shown = gf_number_format_write (format, numbers[_i].value, false);

  ck_assert_msg (strcmp (shown, numbers[_i].shown) == 0, "%s: '%s', not '%s'",
                 numbers[_i].code ? numbers[_i].code : "General", shown,
                 numbers[_i].shown);
}
END_TEST

START_TEST (days_may_be_counted_from_1904)
{
  g_autoptr (GfNumberFormat) format = gf_number_format_new ("dd.mm.yyyy");
  g_autofree char *shown = gf_number_format_write (format, 43967, true);

  ck_assert_str_eq (shown, "17.05.2024");
}
END_TEST

#define RELATION(id, kind, target)                                                       \
  "<Relationship Id='" id "' Type='" R "/" kind "' Target='" target "'/>"
#define RELATIONS(inner)                                                                 \
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"                \
  "relationships'>" inner "</Relationships>"
#define SHEET(inner) "<worksheet xmlns='" S "'>" inner "</worksheet>"
#define ROOT_RELATIONS                                                                   \
  "_rels/.rels", RELATIONS (RELATION ("r", "officeDocument", "xl/workbook.xml"))

/* A workbook of one sheet, "Ark". */
static int
make_xlsx (const char *sheet)
{
  return make_zip (
      ROOT_RELATIONS, "xl/workbook.xml",
      "<workbook xmlns='" S "' xmlns:r='" R "'><sheets>"
      "<sheet name='Ark' sheetId='1' r:id='a'/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels",
      RELATIONS (RELATION ("a", "worksheet", "worksheets/sheet1.xml")
                     RELATION ("s", "sharedStrings", "sharedStrings.xml")
                         RELATION ("t", "styles", "styles.xml")),
      "xl/worksheets/sheet1.xml", sheet, "xl/sharedStrings.xml",
      "<sst xmlns='" S "'><si><t>Post</t></si><si><r><t>Ferje</t></r><r><t>drift</t></r>"
      "<rPh><t>bort</t></rPh></si><si/></sst>",
      "xl/styles.xml",
      "<styleSheet xmlns='" S "'><numFmts><numFmt numFmtId='164' formatCode='0.0%'/>"
      "</numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
      "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs>"
      "</styleSheet>",
      NULL);
}

static const struct
{
  const char *name;
  const char *sheet;
  const char *lines;
} sheets[] = {
  { "values of every kind",
    SHEET ("<sheetData><row><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
           "<c r='C1' t='inlineStr'><is><r><t>inn</t></r><r><t>i</t></r></is></c>"
           "<c r='D1' t='b'><v>1</v></c><c r='E1' s='1'><v>45429</v></c>"
           "<c r='F1' s='2'><v>0.125</v></c><c r='G1'><f>1+1</f><v>2</v></c>"
           "<c r='H1' t='str'><f>A1</f><v>Post</v></c><c r='I1' t='e'><v>#N/A</v></c>"
           "<c r='J1' s='1' t='d'><v>2024-05-17T00:00:00</v></c></row></sheetData>"),
    "heading 0 1 Ark\ntable-row 0 0 Post\\tFerjedrift\\tinni\\tSANN\\t17.05.2024\\t"
    "12,5%\\t2\\tPost\\t#N/A\\t17.05.2024\n" },
  { "strings that are not there",
    SHEET ("<sheetData><row><c t='s'><v>2</v></c><c t='s'><v>99</v></c>"
           "<c t='s'><v>-1</v></c><c><v>1</v></c></row></sheetData>"),
    "heading 0 1 Ark\ntable-row 0 0 1\n" },
  { "empty cells keep their places, a long run does not",
    SHEET ("<sheetData><row><c r='C1'><v>3</v></c><c r='E1'><v>5</v></c>"
           "<c r='XFD1'><v>9</v></c></row></sheetData>"),
    "heading 0 1 Ark\ntable-row 0 0 3\\t\\t5"
    "\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t\\t9\n" },
  { "cells without addresses, or out of order",
    SHEET ("<sheetData><row><c><v>1</v></c><c><v>2</v></c><c r='A1'><v>3</v></c>"
           "</row></sheetData>"),
    "heading 0 1 Ark\ntable-row 0 0 1\\t2\\t3\n" },
  { "lines and tabs in a cell",
    SHEET ("<sheetData><row><c t='inlineStr'><is><t>a\nb&#9;c</t></is></c><c><v>1</v></c>"
           "</row></sheetData>"),
    "heading 0 1 Ark\ntable-row 0 0 a\\nb c\\t1\n" },
  { "hidden rows and columns",
    SHEET ("<cols><col min='2' max='2' hidden='1'/></cols><sheetData>"
           "<row><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='C1'><v>3</v></c></row>"
           "<row hidden='1'><c r='A2'><v>4</v></c></row></sheetData>"),
    "heading 0 1 Ark\ntable-row 0 0 1\\t\\t3\nhidden 0 0 2\nhidden 0 0 4\n" },
  { "rows that a filter hides are seen without it",
    SHEET ("<sheetPr filterMode='1'/><sheetData><row hidden='1'><c><v>4</v></c></row>"
           "</sheetData>"),
    "heading 0 1 Ark\ntable-row 0 0 4\n" },
};

START_TEST (sheet)
{
  g_auto (Reading) reading = read_file (make_xlsx (sheets[_i].sheet));

  ck_assert_msg (strcmp (reading.lines, sheets[_i].lines) == 0, "%s: %s%s",
                 sheets[_i].name, reading.lines,
                 reading.error ? reading.error->message : "");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT),
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}
END_TEST

#define CELL(text)                                                                       \
  SHEET ("<sheetData><row><c t='inlineStr'><is><t>" text "</t></is></c></row>"           \
         "</sheetData>")

START_TEST (sheets_in_the_order_of_their_tabs)
{
  g_auto (Reading) reading = read_file (make_zip (
      ROOT_RELATIONS, "xl/workbook.xml",
      "<workbook xmlns='" S "' xmlns:r='" R "'><workbookPr date1904='1'/><sheets>"
      "<sheet name='Siste' sheetId='3' r:id='c'/><sheet name='Tomt' r:id='d'/>"
      "<sheet name='Løynd' sheetId='1' state='veryHidden' r:id='a'/>"
      "<sheet name='Bort' r:id='x'/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels",
      RELATIONS (RELATION ("a", "worksheet", "/xl/worksheets/sheet1.xml")
                     RELATION ("c", "worksheet", "worksheets/sheet3.xml")
                         RELATION ("d", "worksheet", "worksheets/sheet4.xml")),
      "xl/worksheets/sheet1.xml", CELL ("gøymt"), "xl/worksheets/sheet4.xml",
      SHEET ("<sheetData/>"), "xl/worksheets/sheet3.xml", CELL ("synleg"),
      "xl/worksheets/_rels/sheet3.xml.rels",
      RELATIONS (RELATION ("n", "comments", "../comments1.xml")
                     RELATION ("t", "threadedComment", "../threads.xml")
                         RELATION ("w", "drawing", "../drawings/drawing1.xml")),
      "xl/comments1.xml",
      "<comments xmlns='" S "'><authors><author>Kari</author><author>tc={1}</author>"
      "</authors><commentList><comment ref='A1' authorId='0'><text><r><t>Kari: </t></r>"
      "<r><t>sjekk</t></r></text></comment><comment authorId='1'><text><t>kopi</t></text>"
      "</comment></commentList></comments>",
      "xl/threads.xml",
      "<ThreadedComments xmlns='x'><threadedComment><text>tråd</text></threadedComment>"
      "</ThreadedComments>",
      "xl/drawings/drawing1.xml",
      "<d xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:p><a:r>"
      "<a:t>figur</a:t></a:r></a:p></d>",
      NULL));

  ck_assert_str_eq (reading.lines,
                    "heading 0 1 Siste\ntable-row 0 0 synleg\nparagraph 0 0 Kari: sjekk\n"
                    "paragraph 0 0 tråd\nparagraph 0 0 figur\nhidden 0 0 Løynd\n"
                    "hidden 0 0 gøymt\n");
  ck_assert_str_eq (reading_reason (&reading), "damaged");
}
END_TEST

static char *
repeat (const char *what, size_t n_times)
{
  GString *string = g_string_sized_new (strlen (what) * n_times + 1);

  for (size_t i = 0; i < n_times; i++)
    g_string_append (string, what);
  return g_string_free (string, FALSE);
}

/* Shared strings make rows cheap to write and dear to keep. */
START_TEST (text_over_the_limit_is_cut)
{
  g_autofree char *rows
      = repeat ("<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>", 100);
  g_autofree char *many = repeat (rows, 60);
  g_autofree char *part = g_strconcat ("<worksheet xmlns='" S "'><sheetData>", many,
                                       "</sheetData></worksheet>", NULL);
  g_autofree char *long_text = repeat ("tekst ", 1000);
  g_autofree char *strings = g_strconcat ("<sst xmlns='" S "'><si><t>", long_text,
                                          "</t></si><si><t>b</t></si>", "</sst>", NULL);
  g_auto (Reading) reading = read_file (
      make_zip (ROOT_RELATIONS, "xl/workbook.xml",
                "<workbook xmlns='" S "' xmlns:r='" R "'><sheets>"
                "<sheet name='Ark' r:id='a'/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                RELATIONS (RELATION ("a", "worksheet", "worksheets/sheet1.xml")
                               RELATION ("s", "sharedStrings", "sharedStrings.xml")),
                "xl/worksheets/sheet1.xml", part, "xl/sharedStrings.xml", strings, NULL));

  ck_assert_str_eq (reading_reason (&reading), "limit");
  ck_assert (g_str_has_prefix (reading.lines, "heading 0 1 Ark\ntable-row 0 0 tekst"));
}
END_TEST

START_TEST (binary_workbooks_are_not_read)
{
  g_auto (Reading) reading = read_file (make_zip (
      "[Content_Types].xml",
      "<Types><Override PartName='/xl/workbook.bin' "
      "ContentType='application/vnd.ms-excel."
      "sheet.binary.macroEnabled.main'/></Types>",
      "_rels/.rels", RELATIONS (RELATION ("r", "officeDocument", "xl/workbook.bin")),
      "xl/workbook.bin", "bin", NULL));

  ck_assert_str_eq (reading_reason (&reading), "unsupported");
}
END_TEST

#define ODS_MIMETYPE "mimetype", "application/vnd.oasis.opendocument.spreadsheet"
#define ODS_BEGIN                                                                        \
  "<d xmlns:text='" O "text:1.0' xmlns:table='" O "table:1.0' xmlns:office='" O          \
  "office:1.0' xmlns:style='" O "style:1.0' xmlns:draw='" O "drawing:1.0' "              \
  "xmlns:dc='http://purl.org/dc/elements/1.1/'>"                                         \
  "<style:style style:name='h'><style:table-properties table:display='false'/>"          \
  "</style:style><office:spreadsheet>"
#define ODS_END "</office:spreadsheet></d>"
#define P(string) "<text:p>" string "</text:p>"
#define C(string) "<table:table-cell>" P (string) "</table:table-cell>"
#define ROW(inner) "<table:table-row>" inner "</table:table-row>"
#define TABLE(name, inner) "<table:table table:name='" name "'>" inner "</table:table>"

static const struct
{
  const char *name;
  const char *content;
  const char *lines;
} workbooks[] = {
  { "text of cells",
    TABLE ("Ark", ROW (C ("En  <text:s text:c='2'/>to") "<table:table-cell>" P ("a")
                           P ("b") "</table:table-cell>" C ("c"))),
    "heading 0 1 Ark\ntable-row 0 0 En   to\\ta\\nb\\tc\n" },
  { "repeated cells and rows are bounded",
    TABLE ("Ark",
           "<table:table-row table:number-rows-repeated='1048576'>"
           "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
           "<table:table-row table:number-rows-repeated='2'><table:table-cell "
           "table:number-columns-repeated='3'>" P (
               "x") "</table:table-cell>"
                    "<table:table-cell table:number-columns-repeated='2'/>" C (
                        "y") "</table:table-row>"),
    "heading 0 1 Ark\ntable-row 0 0 x\\tx\\tx\\t\\t\\ty\n"
    "table-row 0 0 x\\tx\\tx\\t\\t\\ty\n" },
  { "a value without text",
    TABLE ("Ark", ROW ("<table:table-cell office:value-type='float' office:value='1.5'/>"
                       "<table:table-cell office:date-value='2024-05-17'/>")),
    "heading 0 1 Ark\ntable-row 0 0 1,5\\t2024-05-17\n" },
  { "hidden sheets, rows and columns",
    TABLE ("Ark", "<table:table-column/><table:table-column "
                  "table:visibility='collapse'/>" ROW (C ("a") C (
                      "b")) "<table:table-row "
                            "table:visibility='"
                            "collapse'>" C (
                                "c") "</table:table-row><table:table-row "
                                     "table:visibility='filter'>" C (
                                         "d") "</"
                                              "table:"
                                              "table-"
                                              "row>") "<t"
                                                      "ab"
                                                      "le"
                                                      ":t"
                                                      "ab"
                                                      "le"
                                                      " t"
                                                      "ab"
                                                      "le"
                                                      ":n"
                                                      "am"
                                                      "e="
                                                      "'L"
                                                      "øy"
                                                      "nd"
                                                      "' "
                                                      "ta"
                                                      "bl"
                                                      "e:"
                                                      "st"
                                                      "yl"
                                                      "e-"
                                                      "na"
                                                      "me"
                                                      "='"
                                                      "h'"
                                                      ">" ROW (C ("e")) "</table:table>",
    "heading 0 1 Ark\ntable-row 0 0 a\nhidden 0 0 b\nhidden 0 0 c\ntable-row 0 0 d\n"
    "hidden 0 0 Løynd\nhidden 0 0 e\n" },
  { "comments and shapes after the rows",
    TABLE ("Ark",
           "<table:shapes><draw:frame><draw:text-box>" P (
               "boks") "</draw:text-box></"
                       "draw:frame></"
                       "table:shapes>" ROW (
                           "<table:table-cell><"
                           "office:annotation><"
                           "dc:creator>Kari"
                           "</dc:creator>" P (
                               "me"
                               "r"
                               "k") "</office:annotation>" P ("a") "</"
                                                                   "table:table-"
                                                                   "cell>" C ("b"))),
    "heading 0 1 Ark\ntable-row 0 0 a\\tb\nparagraph 0 0 boks\nparagraph 0 0 merk\n" },
  { "what was there before changes",
    "<table:tracked-changes>" C ("før") "</table:tracked-changes>" TABLE ("Ark",
                                                                          ROW (C ("nå"))),
    "heading 0 1 Ark\ntable-row 0 0 nå\n" },
};

START_TEST (open_workbook)
{
  g_autofree char *content
      = g_strconcat (ODS_BEGIN, workbooks[_i].content, ODS_END, NULL);
  g_auto (Reading) reading
      = read_file (make_zip (ODS_MIMETYPE, "content.xml", content, NULL));

  ck_assert_msg (strcmp (reading.lines, workbooks[_i].lines) == 0, "%s: %s%s",
                 workbooks[_i].name, reading.lines,
                 reading.error ? reading.error->message : "");
}
END_TEST

START_TEST (a_million_times_the_same_is_not_written_so_often)
{
  g_autofree char *content = g_strconcat (
      ODS_BEGIN,
      TABLE ("Ark", "<table:table-row table:number-rows-repeated='1048576'>"
                    "<table:table-cell table:number-columns-repeated='16384'>" P (
                        "bombe") "</table:table-cell></table:table-row>"),
      ODS_END, NULL);
  g_auto (Reading) reading
      = read_file (make_zip (ODS_MIMETYPE, "content.xml", content, NULL));

  ck_assert_uint_lt (strlen (reading.lines), 16 * 64 * 8 + 1000);
  ck_assert_uint_gt (strlen (reading.lines), 5);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-sheets");
  TCase *tests = tcase_create ("extract-sheets");

  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, number, 0, G_N_ELEMENTS (numbers));
  tcase_add_test (tests, days_may_be_counted_from_1904);
  tcase_add_loop_test (tests, sheet, 0, G_N_ELEMENTS (sheets));
  tcase_add_test (tests, sheets_in_the_order_of_their_tabs);
  tcase_add_test (tests, text_over_the_limit_is_cut);
  tcase_add_test (tests, binary_workbooks_are_not_read);
  tcase_add_loop_test (tests, open_workbook, 0, G_N_ELEMENTS (workbooks));
  tcase_add_test (tests, a_million_times_the_same_is_not_written_so_often);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
