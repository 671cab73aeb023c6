/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Word keeps outside of the text: numbers, notes, changes, hidden text. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "tests/component/extract-fixture.h"
#include "tests/tap.h"

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MC "http://schemas.openxmlformats.org/markup-compatibility/2006"

#define LEVEL(level, format, text, more)                                                 \
  "<w:lvl w:ilvl='" level "'><w:start w:val='1'/><w:numFmt w:val='" format "'/>" more    \
  "<w:lvlText w:val='" text "'/><w:rPr><w:start w:val='9'/></w:rPr></w:lvl>"
#define NUM(id, abstract, more)                                                          \
  "<w:num w:numId='" id "'><w:abstractNumId w:val='" abstract "'/>" more "</w:num>"

static const char numbering[]
    = "<w:numbering xmlns:w='" W "'>"
      "<w:abstractNum w:abstractNumId='0'>" LEVEL ("0", "decimal", "%1.", "") LEVEL ("1", "decimal", "%1.%2", "") LEVEL (
          "2", "lowerLetter", "%3)",
          "") "</w:abstractNum>"
              "<w:abstractNum w:abstractNumId='1'>" LEVEL (
                  "0", "decimal", "Sak %1/24",
                  "<w:pStyle w:val='Saksoverskrift'/>") "</w:abstractNum>"
                                                        "<w:abstractNum "
                                                        "w:abstractNumId='2'>" LEVEL (
                                                            "0", "bullet", "\302\267",
                                                            "") "</w:abstractNum>"
                                                                "<w:abstractNum "
                                                                "w:abstractNumId='3'"
                                                                ">" LEVEL ("0", "upperRoman", "%1", "") LEVEL (
                                                                    "1",
                                                                    "decimalZe"
                                                                    "ro",
                                                                    "%1-%2",
                                                                    "<w:isLgl/"
                                                                    ">") "</"
                                                                         "w:"
                                                                         "abst"
                                                                         "ract"
                                                                         "Num>"
                                                                         "<w:"
                                                                         "abst"
                                                                         "ract"
                                                                         "Num "
                                                                         "w:"
                                                                         "abst"
                                                                         "ract"
                                                                         "NumI"
                                                                         "d='"
                                                                         "4'><"
                                                                         "w:"
                                                                         "numS"
                                                                         "tyle"
                                                                         "Link"
                                                                         " w:"
                                                                         "val="
                                                                         "'Lis"
                                                                         "te'/"
                                                                         "></"
                                                                         "w:"
                                                                         "abst"
                                                                         "ract"
                                                                         "Num>"
                                                                         "<w:"
                                                                         "abst"
                                                                         "ract"
                                                                         "Num "
                                                                         "w:"
                                                                         "abst"
                                                                         "ract"
                                                                         "NumI"
                                                                         "d='"
                                                                         "5'><"
                                                                         "w:"
                                                                         "styl"
                                                                         "eLin"
                                                                         "k "
                                                                         "w:"
                                                                         "val="
                                                                         "'Lis"
                                                                         "te'/"
                                                                         ">" LEVEL ("0", "ordinal", "%1", "") "</w:abstractNum>" NUM (
                                                                             "1", "0",
                                                                             "") NUM ("2",
                                                                                      "1",
                                                                                      "")
                                                                             NUM (
                                                                                 "3", "2",
                                                                                 "") NUM ("4",
                                                                                          "3",
                                                                                          "")
                                                                                 NUM (
                                                                                     "5",
                                                                                     "0",
                                                                                     "<w:"
                                                                                     "lvl"
                                                                                     "Ove"
                                                                                     "rri"
                                                                                     "de "
                                                                                     "w:"
                                                                                     "ilv"
                                                                                     "l='"
                                                                                     "0'>"
                                                                                     "<w:"
                                                                                     "sta"
                                                                                     "rtO"
                                                                                     "ver"
                                                                                     "rid"
                                                                                     "e "
                                                                                     "w:"
                                                                                     "val"
                                                                                     "='"
                                                                                     "7'/"
                                                                                     ">"
                                                                                     "</"
                                                                                     "w:"
                                                                                     "lvl"
                                                                                     "Ove"
                                                                                     "rri"
                                                                                     "de"
                                                                                     ">")
                                                                                     NUM (
                                                                                         "6",
                                                                                         "4",
                                                                                         "")
                                                                                         NUM (
                                                                                             "7",
                                                                                             "99",
                                                                                             "") "</w:numbering>";

static const char styles[]
    = "<w:styles xmlns:w='" W "'>"
      "<w:style w:type='paragraph' w:styleId='Saksoverskrift'><w:name w:val='heading 1'/>"
      "<w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr></w:style>"
      "<w:style w:type='paragraph' w:styleId='Under'><w:name w:val='Under'/>"
      "<w:basedOn w:val='Saksoverskrift'/></w:style>"
      "<w:style w:type='character' "
      "w:styleId='Skjult'><w:rPr><w:vanish/></w:rPr></w:style>"
      "<w:style w:type='paragraph' w:styleId='SkjultAvsnitt'><w:name w:val='x'/><w:rPr>"
      "<w:vanish/></w:rPr></w:style></w:styles>";

#define ITEM(level, list, text)                                                          \
  "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" list                \
  "'/></w:numPr>"                                                                        \
  "</w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define STYLED(style, text)                                                              \
  "<w:p><w:pPr><w:pStyle w:val='" style "'/></w:pPr><w:r><w:t>" text "</w:t></w:r></"    \
  "w:p>"
#define RUN(properties, text)                                                            \
  "<w:r><w:rPr>" properties "</w:rPr><w:t>" text "</w:t></w:r>"

static const struct
{
  const char *name;
  const char *body;
  const char *lines;
} bodies[] = {
  { "levels count below each other",
    ITEM ("0", "1", "a") ITEM ("1", "1", "b") ITEM ("1", "1", "c") ITEM ("2", "1", "d")
        ITEM ("0", "1", "e") ITEM ("1", "1", "f"),
    "list-item 0 0 1. a\nlist-item 0 0 1.1 b\nlist-item 0 0 1.2 c\nlist-item 0 0 a) d\n"
    "list-item 0 0 2. e\nlist-item 0 0 2.1 f\n" },
  { "case numbers of a style",
    STYLED ("Saksoverskrift", "Godkjenning") STYLED ("Under", "Referat"),
    "heading 0 1 Sak 1/24 Godkjenning\nheading 0 1 Sak 2/24 Referat\n" },
  { "bullets, lists that are not there",
    ITEM ("0", "3", "a") ITEM ("0", "7", "b") ITEM ("0", "88", "c"),
    "list-item 0 0 a\nlist-item 0 0 b\nlist-item 0 0 c\n" },
  { "roman, and in decimal where the law says so",
    ITEM ("0", "4", "a") ITEM ("0", "4", "b") ITEM ("1", "4", "c"),
    "list-item 0 0 I a\nlist-item 0 0 II b\nlist-item 0 0 2-1 c\n" },
  { "two lists of one kind go on, or begin where they say",
    ITEM ("0", "1", "a") ITEM ("0", "5", "b") ITEM ("0", "5", "c"),
    "list-item 0 0 1. a\nlist-item 0 0 7. b\nlist-item 0 0 8. c\n" },
  { "lists by way of a style", ITEM ("0", "6", "a"), "list-item 0 0 1. a\n" },
  { "properties in another order",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val='2'/><w:numId w:val='1'/></w:numPr><w:pStyle "
    "w:val='Saksoverskrift'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    "heading 0 1 a) a\n" },
  { "an empty paragraph counts and says nothing",
    ITEM ("0", "1", "") ITEM ("0", "1", "b"), "list-item 0 0 2. b\n" },
  { "a deleted paragraph does not count",
    "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>"
    "<w:del><w:r><w:delText>bort</w:delText></w:r></w:del></w:p>" ITEM ("0", "1", "b"),
    "hidden 0 0 bort\nlist-item 0 0 1. b\n" },
  { "hidden runs, by themselves and by style",
    "<w:p>" RUN ("", "a ") RUN ("<w:vanish/>", "x") RUN ("", "b ")
        RUN ("<w:rStyle w:val='Skjult'/>", "y")
            RUN ("<w:rStyle w:val='Skjult'/><w:vanish w:val='0'/>",
                 "c") "</w:p>" STYLED ("SkjultAvsnitt", "z"),
    "paragraph 0 0 a b c\nhidden 0 0 x y\nhidden 0 0 z\n" },
  { "the mark of a paragraph may be hidden, its text is not",
    "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    "paragraph 0 0 a\n" },
  { "what is deleted in a row stands outside it",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>x</w:delText>"
    "</w:r></w:del></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr>"
    "</w:tbl>",
    "table-row 0 0 a\\tb\nhidden 0 0 x\n" },
  { "moved text is where it was moved to",
    "<w:p><w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>b</w:t>"
    "</w:r></w:moveTo></w:p>",
    "paragraph 0 0 b\n" },
  { "the first of alternatives",
    "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice><mc:Choice>"
    "<w:t>b</w:t></mc:Choice><mc:Fallback><w:t>c</w:t></mc:Fallback>"
    "</mc:AlternateContent><mc:AlternateContent><mc:Fallback><w:t>d</w:t></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>",
    "paragraph 0 0 ad\n" },
  { "links, controls and placeholders",
    "<w:p><w:hyperlink><w:r><w:t>lenke</w:t></w:r></w:hyperlink><w:sdt><w:sdtPr/>"
    "<w:sdtContent><w:r><w:t> felt</w:t></w:r></w:sdtContent></w:sdt><w:sdt><w:sdtPr>"
    "<w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Klikk her</w:t></w:r>"
    "</w:sdtContent></w:sdt></w:p>",
    "paragraph 0 0 lenke felt\n" },
};

static int
make_docx (const char *body)
{
  g_autofree char *document = g_strdup_printf ("<w:document xmlns:w='" W "' xmlns:mc='" MC
                                               "'><w:body>%s</w:body></w:document>",
                                               body);

  return make_zip ("word/document.xml", document, "word/styles.xml", styles,
                   "word/numbering.xml", numbering, "word/glossary/document.xml",
                   "<w:document xmlns:w='" W "'><w:p><w:r><w:t>mal</w:t></w:r></w:p>"
                   "</w:document>",
                   NULL);
}

START_TEST (body)
{
  g_auto (Reading) reading = read_file (make_docx (bodies[_i].body));

  ck_assert_msg (strcmp (reading.lines, bodies[_i].lines) == 0, "%s: %s%s",
                 bodies[_i].name, reading.lines,
                 reading.error ? reading.error->message : "");
}
END_TEST

START_TEST (notes_follow_the_paragraph_of_their_mark)
{
  g_auto (Reading) reading = read_file (make_zip (
      "word/document.xml",
      "<w:document xmlns:w='" W "'><w:p><w:r><w:t>En</w:t></w:r><w:r>"
      "<w:footnoteReference w:id='2'/></w:r><w:r><w:t> to</w:t></w:r><w:r>"
      "<w:footnoteReference w:id='2'/><w:commentReference w:id='2'/></w:r></w:p>"
      "<w:p><w:r><w:t>Tre</w:t></w:r></w:p></w:document>",
      "word/footnotes.xml",
      "<w:footnotes xmlns:w='" W "'><w:footnote w:type='separator' w:id='0'><w:p><w:r>"
      "<w:separator/></w:r></w:p></w:footnote><w:footnote w:id='2'><w:p><w:pPr><w:tabs>"
      "<w:tab/></w:tabs></w:pPr><w:r><w:t>Note</w:t></w:r></w:p><w:p><w:r><w:t>mer</w:t>"
      "</w:r></w:p></w:footnote><w:footnote w:id='3'><w:p><w:r><w:t>Løs</w:t></w:r></w:p>"
      "</w:footnote></w:footnotes>",
      "word/comments.xml",
      "<w:comments xmlns:w='" W "'><w:comment w:id='2' w:author='Kari'><w:p><w:r>"
      "<w:t>Sjekk</w:t></w:r></w:p></w:comment></w:comments>",
      NULL));

  ck_assert_str_eq (reading.lines,
                    "paragraph 0 0 En to\nparagraph 0 0 Note\\nmer\n"
                    "paragraph 0 0 Kari: Sjekk\nparagraph 0 0 Tre\nparagraph 0 0 Løs\n");
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-word");
  TCase *tests = tcase_create ("extract-word");

  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, body, 0, G_N_ELEMENTS (bodies));
  tcase_add_test (tests, notes_follow_the_paragraph_of_their_mark);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
