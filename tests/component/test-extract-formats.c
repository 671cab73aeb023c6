/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each format: what a file says, block by block. */
#include "config.h"

#include <check.h>
#include <string.h>
#include <unistd.h>

#include "tests/component/extract-fixture.h"
#include "tests/tap.h"

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define MC "http://schemas.openxmlformats.org/markup-compatibility/2006"
#define O "urn:oasis:names:tc:opendocument:xmlns:"

typedef struct
{
  const char *name;
  const char *bytes;
  gssize length; /* -1: up to the NUL */
  const char *lines;
} Case;

static const Case texts[] = {
  { "blank lines part blocks", "En\nto\n\n \t\ntre\n", -1,
    "paragraph 0 0 En\\nto\nparagraph 0 0 tre\n" },
  { "form feeds are pages", "En\n\fto\n\n\ftre\f", -1,
    "paragraph 1 0 En\nparagraph 2 0 to\nparagraph 3 0 tre\n" },
  { "line ends of every kind", "a\r\nb\r\rc\n", -1,
    "paragraph 0 0 a\\nb\nparagraph 0 0 c\n" },
  { "tabs within stay", "14/23\n\tReferater\tA\n", -1,
    "paragraph 0 0 14/23\\n\\tReferater\\tA\n" },
  { "what a converter left is text", "- 1. Godkjenning**\n*Tittel* [Sak](#)\n", -1,
    "paragraph 0 0 - 1. Godkjenning**\\n*Tittel* [Sak](#)\n" },
  { "UTF-8 with a mark",
    "\xef\xbb\xbf"
    "Bø",
    -1, "paragraph 0 0 Bø\n" },
  { "UTF-16, little end first, with a mark",
    "\xff\xfe"
    "B\0\xf8\0",
    6, "paragraph 0 0 Bø\n" },
  { "UTF-16, big end first, with a mark", "\xfe\xff\0B\0\xf8", 6, "paragraph 0 0 Bø\n" },
  { "UTF-16 without", "S\0a\0k\0 \0001\0 \0B\0\xf8\0", 16, "paragraph 0 0 Sak 1 Bø\n" },
  { "Latin-1", "\xc5rsm\xf8te p\xe5 B\xf8", -1, "paragraph 0 0 Årsmøte på Bø\n" },
  { "CP1252", "\x93Vedtak\x94 \x96 kr 5 \x80", -1, "paragraph 0 0 “Vedtak” – kr 5 €\n" },
  { "a stray byte in UTF-8", "Årsmøte på Bø i Østre Åsen \xf8 og Ål", -1,
    "paragraph 0 0 Årsmøte på Bø i Østre Åsen ø og Ål\n" },
  { "NULs are left out", "Sak 1\0 om vegen\nog meir tekst som står her\n", 45,
    "paragraph 0 0 Sak 1 om vegen\\nog meir tekst som står her\n" },
};

START_TEST (text)
{
  g_auto (Reading) reading = read_file (make_file (texts[_i].bytes, texts[_i].length));

  ck_assert_msg (strcmp (reading.lines, texts[_i].lines) == 0, "%s: %s%s", texts[_i].name,
                 reading.lines, reading.error ? reading.error->message : "");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT), "text/plain");
}
END_TEST

START_TEST (text_without_form_feeds_has_no_pages)
{
  g_auto (Reading) one = read_file (make_file ("En", -1));
  g_auto (Reading) three = read_file (make_file ("En\fto\ftre\f\n", -1));

  ck_assert_uint_eq (gf_text_get_pages (one.text), 0);
  ck_assert_uint_eq (gf_text_get_pages (three.text), 3);
}
END_TEST

START_TEST (markdown)
{
  g_auto (Reading) reading = read_file (
      make_file ("---\ntitle: Referat\ndate: 2023-02-28\n---\n\n# Referat\n\n"
                 "Tid: **nå**\nSted: [her](http://x.no)\n\n## Sak 1\n\n"
                 "- en\n- to\n\n| Kol A | Kol B |\n|---|---|\n| 1 | 2 |\n",
                 -1));

  ck_assert_str_eq (reading.lines, "heading 0 1 Referat\n"
                                   "paragraph 0 0 Tid: nå\\nSted: her\n"
                                   "heading 0 2 Sak 1\n"
                                   "list-item 0 0 en\n"
                                   "list-item 0 0 to\n"
                                   "table-row 0 0 Kol A\\tKol B\n"
                                   "table-row 0 0 1\\t2\n");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT), "text/markdown");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_TITLE), "Referat");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_DATE), "2023-02-28");
}
END_TEST

static const Case pages[] = {
  { "headings, lists, rows",
    "<html><body><h1>A</h1><h3>B <b>c</b></h3><p>En\n to<br>tre</p><ul><li>x<li>y</ul>"
    "<table><tr><th>1<th>2<tr><td>3<td>4</table></body></html>",
    -1,
    "heading 0 1 A\nheading 0 3 B c\nparagraph 0 0 En to\\ntre\nlist-item 0 0 x\n"
    "list-item 0 0 y\ntable-row 0 0 1\\t2\ntable-row 0 0 3\\t4\n" },
  { "menus are marked",
    "<html><body class='has-sidebar'><header>Topp</header><nav>Meny</nav><div "
    "role=search>Søk"
    "</div><div "
    "class='site-footer'>Bunn</div><main><header>Ingress</header><p>Sak</p></main>"
    "<aside>Sidestoff</aside></body></html>",
    -1,
    "boilerplate 0 0 Topp\nboilerplate 0 0 Meny\nboilerplate 0 0 Søk\nboilerplate 0 0 "
    "Bunn\n"
    "paragraph 0 0 Ingress\nparagraph 0 0 Sak\nboilerplate 0 0 Sidestoff\n" },
  { "a page that is all menu is read",
    "<html><body><nav><p>Vedtak i saken</p></nav></body></html>", -1,
    "paragraph 0 0 Vedtak i saken\n" },
  { "layout tables are not rows",
    "<html><body><table><tr><td><p>Sak 1</p></td></tr></table><table><tr><td>Ute"
    "<table><tr><td>a<td>b</table></td><td>Inne</td></tr></table></body></html>",
    -1,
    "paragraph 0 0 Sak 1\nparagraph 0 0 Ute\ntable-row 0 0 a\\tb\nparagraph 0 0 Inne\n" },
  { "scripts are no text",
    "<html><head><style>p{}</style></head><body><script>var x</script>Sak"
    "<select><option>1</select></body></html>",
    -1, "paragraph 0 0 Sak\n" },
  { "entities", "<!DOCTYPE html><p>R&aring;dmann &amp; &#229;r&nbsp;1</p>", -1,
    "paragraph 0 0 Rådmann & år\xc2\xa0"
    "1\n" },
  { "Latin-1", "<html><body><p>M\xf8te</p></body></html>", -1, "paragraph 0 0 Møte\n" },
  { "a false charset",
    "<html><head><meta charset='utf-8'></head><body>M\xf8te</body></html>", -1,
    "paragraph 0 0 Møte\n" },
  { "lines of pre stay", "<html><body><pre>a\n  b</pre></body></html>", -1,
    "paragraph 0 0 a\\n  b\n" },
};

START_TEST (html)
{
  g_auto (Reading) reading = read_file (make_file (pages[_i].bytes, pages[_i].length));

  ck_assert_msg (strcmp (reading.lines, pages[_i].lines) == 0, "%s: %s%s", pages[_i].name,
                 reading.lines, reading.error ? reading.error->message : "");
}
END_TEST

START_TEST (html_says_of_itself)
{
  g_auto (Reading) reading
      = read_file (make_file ("<html lang=nn><head><title> Referat\n frå  rådet</title>"
                              "<meta name=author content=Rådet><meta name='DC.date' "
                              "content='2021-02-05T10:00'></head><body>Sak</body></html>",
                              -1));

  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_TITLE), "Referat frå rådet");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_AUTHOR), "Rådet");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_DATE), "2021-02-05");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_LANGUAGE), "nn");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT), "text/html");
}
END_TEST

/* What stands in the body of a DOCX, and what is read of it. */
static const Case bodies[] = {
  { "styles by name",
    "<w:p><w:pPr><w:pStyle w:val='Overskrift2'/></w:pPr><w:r><w:t>Sak</w:t></w:r>"
    "</w:p><w:p><w:pPr><w:pStyle w:val='Listeavsnitt'/></w:pPr><w:r><w:t>a</w:t>"
    "</w:r></w:p><w:p><w:pPr><w:pStyle w:val='Tittel'/></w:pPr><w:r><w:t>T</w:t>"
    "</w:r></w:p>",
    -1, "heading 0 2 Sak\nlist-item 0 0 a\nheading 0 1 T\n" },
  { "tabs, breaks and runs",
    "<w:p><w:r><w:t>en </w:t></w:r><w:r><w:t>to</w:t><w:tab/><w:t>tre</w:t><w:br/>"
    "<w:t>fire</w:t></w:r></w:p>",
    -1, "paragraph 0 0 en to\\ttre\\nfire\n" },
  { "deleted out, inserted in",
    "<w:p><w:del><w:r><w:delText>bort</w:delText></w:r></w:del><w:ins><w:r><w:t>inn</"
    "w:t></w:r>"
    "</w:ins></w:p>",
    -1, "paragraph 0 0 inn\nhidden 0 0 bort\n" },
  { "the result of a field, not its code",
    "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>", -1,
    "paragraph 0 0 7\n" },
  { "rows",
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>14/23</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r>"
    "<w:t>Referater</w:t></w:r></w:p><w:p><w:r><w:t>Godkjent</w:t></w:r></w:p></w:tc>"
    "</w:tr></w:tbl>",
    -1, "table-row 0 0 14/23\\tReferater\\nGodkjent\n" },
  { "a text box once",
    "<w:p><w:r><w:t>Ute</w:t></"
    "w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r>"
    "<w:t>Boks</w:t></w:r></w:p></w:txbxContent></"
    "mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r>"
    "<w:t>Boks</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></"
    "w:r></w:p>",
    -1, "paragraph 0 0 Ute\nparagraph 0 0 Boks\n" },
  { "pages as Word laid them out",
    "<w:p><w:r><w:t>En</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>To</"
    "w:t></w:r>"
    "</w:p>",
    -1, "paragraph 1 0 En\nparagraph 2 0 To\n" },
  { "numbered by hand, and a number taken away",
    "<w:p><w:pPr><w:numPr><w:numId "
    "w:val='3'/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
    "<w:p><w:pPr><w:pStyle w:val='ListBullet'/><w:numPr><w:numId "
    "w:val='0'/></w:numPr></w:pPr>"
    "<w:r><w:t>b</w:t></w:r></w:p>",
    -1, "list-item 0 0 a\nparagraph 0 0 b\n" },
};

static int
make_docx (const char *body, const char *styles)
{
  g_autofree char *document = g_strdup_printf ("<w:document xmlns:w='" W "' xmlns:mc='" MC
                                               "'><w:body>%s</w:body></w:document>",
                                               body);

  return make_zip ("[Content_Types].xml", "<Types/>", "word/document.xml", document,
                   "word/styles.xml", styles, "docProps/core.xml",
                   "<c><title>Tittelen</title><creator>Kari</creator>"
                   "<created>2020-01-02T03:04:05Z</created></c>",
                   NULL);
}

START_TEST (docx)
{
  g_auto (Reading) reading
      = read_file (make_docx (bodies[_i].bytes, "<w:styles xmlns:w='" W "'/>"));

  ck_assert_msg (strcmp (reading.lines, bodies[_i].lines) == 0, "%s: %s%s",
                 bodies[_i].name, reading.lines,
                 reading.error ? reading.error->message : "");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_TITLE), "Tittelen");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_DATE), "2020-01-02");
}
END_TEST

START_TEST (docx_levels_come_from_styles)
{
  const char *styles
      = "<w:styles xmlns:w='" W "'>"
        "<w:style w:styleId='A'><w:name w:val='Saker'/><w:basedOn w:val='B'/></w:style>"
        "<w:style w:styleId='B'><w:name w:val='x'/><w:pPr><w:outlineLvl "
        "w:val='1'/></w:pPr>"
        "</w:style>"
        "<w:style w:styleId='C'><w:name w:val='y'/><w:basedOn "
        "w:val='C'/></w:style></w:styles>";
  g_auto (Reading) reading = read_file (make_docx (
      "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>Sak</w:t></w:r></w:p>"
      "<w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>Tekst</w:t></w:r></w:p>",
      styles));

  ck_assert_str_eq (reading.lines, "heading 0 2 Sak\nparagraph 0 0 Tekst\n");
}
END_TEST

START_TEST (docx_heads_feet_and_notes)
{
  g_auto (Reading) reading = read_file (make_zip (
      "word/document.xml",
      "<w:document xmlns:w='" W "'><w:body><w:p><w:r><w:t>Sak</w:t></w:r></w:p></w:body>"
      "</w:document>",
      "word/header1.xml",
      "<w:hdr xmlns:w='" W "'><w:p><w:r><w:t>Topp</w:t></w:r></w:p></w:hdr>",
      "word/footer1.xml",
      "<w:ftr xmlns:w='" W "'><w:p><w:r><w:t>Bunn</w:t></w:r></w:p></w:ftr>",
      "word/footnotes.xml",
      "<w:footnotes xmlns:w='" W "'><w:footnote><w:p><w:r><w:t>Note</w:t></w:r></w:p>"
      "</w:footnote></w:footnotes>",
      NULL));

  ck_assert_str_eq (reading.lines,
                    "header 0 0 Topp\nparagraph 0 0 Sak\nparagraph 0 0 Note\n"
                    "footer 0 0 Bunn\n");
}
END_TEST

START_TEST (odt)
{
  g_auto (Reading) reading = read_file (make_zip (
      "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
      "<d xmlns:text='" O "text:1.0' xmlns:table='" O "table:1.0' xmlns:office='" O
      "office:1.0'>"
      "<text:tracked-changes><text:p>bort</text:p></text:tracked-changes>"
      "<text:h text:outline-level='2'>Sak  1</text:h>"
      "<text:p>En<text:s text:c='2'/>to<text:tab/>tre<text:line-break/>fire"
      "<text:note><text:note-citation>1</"
      "text:note-citation><text:note-body><text:p>Note</text:p>"
      "</text:note-body></text:note><office:annotation><text:p>merk</text:p></"
      "office:annotation>"
      "</text:p><text:list><text:list-item><text:p>a</text:p></text:list-item></"
      "text:list>"
      "<text:p><text:soft-page-break/>Ny</text:p>"
      "<table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
      "<table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></d>",
      "styles.xml",
      "<d xmlns:text='" O "text:1.0' xmlns:style='" O
      "style:1.0'><style:header><text:p>Topp"
      "</text:p></style:header><text:p>mal</text:p></d>",
      "meta.xml",
      "<m><title>T</title><creation-date>2015-06-12T09:00:00</creation-date></m>", NULL));

  ck_assert_str_eq (
      reading.lines,
      "header 1 0 Topp\nheading 1 2 Sak 1\n"
      "paragraph 1 0 En  to\\ttre\\nfire\nparagraph 1 0 Note\n"
      "paragraph 1 0 merk\nlist-item 1 0 a\nparagraph 2 0 Ny\ntable-row 2 0 1\\t2\n");
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 2);
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_DATE), "2015-06-12");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT),
                    "application/vnd.oasis.opendocument.text");
}
END_TEST

START_TEST (pdf_paragraphs_headings_and_lists)
{
  static const Piece pieces[] = {
    { 1, 60, 80, 18, true, "Referat" },
    { 1, 60, 110, 10, false, "Arbeidsutvalget har fulgt opp saken om kommune-" },
    { 1, 60, 122, 10, false, "og fylkesvegar. Det er satt av midler til sam-" },
    { 1, 60, 134, 10, false, "arbeid om IKT-" },
    { 1, 60, 146, 10, false, "drift i hele regionen, og det er bra for alle." },
    { 1, 60, 170, 10, true, "Sak 14/23 Vegen" },
    { 1, 60, 190, 10, false, "\225" },
    { 1, 75, 190, 10, false, "Et punkt som er" },
    { 1, 75, 202, 10, false, "langt nok til to linjer" },
    { 1, 60, 214, 10, false, "\225" },
    { 1, 75, 214, 10, false, "Et annet punkt" },
    { 2, 60, 80, 10, false, "Neste side." },
  };
  g_auto (Reading) reading = read_file (make_pdf (pieces, G_N_ELEMENTS (pieces), 2));

  ck_assert_str_eq (
      reading.lines,
      "heading 1 1 Referat\n"
      "paragraph 1 0 Arbeidsutvalget har fulgt opp saken om kommune- og fylkesvegar. "
      "Det er satt av midler til samarbeid om IKT-drift i hele regionen, og det er "
      "bra for alle.\n"
      "heading 1 2 Sak 14/23 Vegen\n"
      "list-item 1 0 • Et punkt som er langt nok til to linjer\n"
      "list-item 1 0 • Et annet punkt\n"
      "paragraph 2 0 Neste side.\n");
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 2);
}
END_TEST

/* Cells that stand closer than poppler's plain text keeps apart. */
START_TEST (pdf_tables)
{
  static const Piece pieces[] = {
    { 1, 60, 100, 10, true, "Tiltak" },      { 1, 160, 100, 10, true, "Ansvar" },
    { 1, 260, 100, 10, true, "Frist" },      { 1, 60, 120, 10, false, "Ruteskifte buss" },
    { 1, 160, 120, 10, false, "Fylket" },    { 1, 260, 120, 10, false, "15.12.24" },
    { 1, 60, 132, 10, false, "og bane" },    { 1, 60, 152, 10, false, "Rassikring" },
    { 1, 160, 152, 10, false, "Kommunen" },  { 1, 260, 152, 10, false, "01.10.24" },
    { 1, 60, 172, 10, false, "Stasjonsby" }, { 1, 260, 172, 10, false, "31.12.25" },
  };
  g_auto (Reading) reading = read_file (make_pdf (pieces, G_N_ELEMENTS (pieces), 1));

  ck_assert_str_eq (reading.lines,
                    "table-row 1 0 Tiltak\\tAnsvar\\tFrist\n"
                    "table-row 1 0 Ruteskifte buss og bane\\tFylket\\t15.12.24\n"
                    "table-row 1 0 Rassikring\\tKommunen\\t01.10.24\n"
                    "table-row 1 0 Stasjonsby\\t\\t31.12.25\n");
}
END_TEST

/* Cells as wide as columns of prose, and of as many lines: read row by row. */
START_TEST (pdf_tables_of_prose)
{
  static const Piece pieces[] = {
    { 1, 60, 100, 10, false, "Kommunen skal ha ein samla plan for" },
    { 1, 300, 100, 10, false, "Planen er p\345 god veg, men to felt i" },
    { 1, 60, 112, 10, false, "alle hyttefelta der det finst vatn og" },
    { 1, 300, 112, 10, false, "Lognedal st\345r att, og dei er store." },
    { 1, 60, 124, 10, false, "avl\370p, og han skal vera ferdig i 2025." },
    { 1, 60, 146, 10, false, "Regionen skal ha buss fr\345 sentrum og" },
    { 1, 300, 146, 10, false, "Bussen gjekk i to vintrar, men det var" },
    { 1, 60, 158, 10, false, "til alle felt som har over 100 hytter." },
    { 1, 300, 158, 10, false, "for f\345 passasjerar til at han gjekk i" },
    { 1, 300, 170, 10, false, "hop, og ruta vart lagd ned i mars." },
    { 1, 60, 192, 10, false, "Legevakta skal ha to vaktlegar i p\345ska" },
    { 1, 300, 192, 10, false, "Det er gjort, og ordninga held fram" },
    { 1, 60, 204, 10, false, "og i vinterferien, og elles \351in lege." },
    { 1, 300, 204, 10, false, "s\345 lenge det er pengar til henne." },
  };
  g_auto (Reading) reading = read_file (make_pdf (pieces, G_N_ELEMENTS (pieces), 1));

  const char *first_right = strstr (reading.lines, "Planen er");
  const char *last_left = strstr (reading.lines, "Legevakta skal");

  ck_assert_ptr_nonnull (first_right);
  ck_assert_ptr_nonnull (last_left);
  ck_assert (first_right < last_left);
  ck_assert (g_str_has_prefix (reading.lines, "table-row 1 0 Kommunen skal"));
  ck_assert_ptr_null (strstr (reading.lines, "paragraph"));
}
END_TEST

START_TEST (pdf_columns)
{
  static const char *const left[]
      = { "Grenda har fleire hytter enn hus", "og det har ho hatt lenge nok til",
          "at folk er vane med det. No skal", "det likevel verta færre av dei og",
          "fleire hus, om planen held mål." };
  static const char *const right[]
      = { "Mobildata syner at ei hytte er i", "bruk to månader i året. Dei som",
          "har veg heile vinteren, er lenger", "på hytta enn dei andre, og handlar",
          "meir i butikken når dei er der." };
  Piece pieces[10];

  for (int i = 0; i < 5; i++)
    {
      pieces[2 * i] = (Piece){ 1, 60, 100 + 12 * i, 10, false, left[i] };
      pieces[2 * i + 1] = (Piece){ 1, 300, 104 + 12 * i, 10, false, right[i] };
    }
  g_auto (Reading) reading = read_file (make_pdf (pieces, 10, 1));
  const char *end_of_left = strstr (reading.lines, "om planen held");
  const char *start_of_right = strstr (reading.lines, "Mobildata syner");

  ck_assert_ptr_nonnull (end_of_left);
  ck_assert_ptr_nonnull (start_of_right);
  ck_assert (end_of_left < start_of_right);
  ck_assert_ptr_null (strstr (start_of_right + 1, "Mobildata syner"));
  ck_assert_ptr_null (strstr (reading.lines, "\\t"));
}
END_TEST

/* Columns that headings and paragraphs put half a line out of step: where gaps fall side
   by side in both, as those of a table's rows would.  The hyphens stand at the ends of
   line, column and page. */
START_TEST (pdf_columns_out_of_step)
{
  static const Piece pieces[] = {
    { 1, 60, 60, 18, true, "Fr\345segn om vindkraft" },
    { 1, 60, 90, 10, false,
      "Vedteken av regionr\345det 20. mai, mot ei r\370yst. Heile breidda p\345 sida, "
      "og" },
    { 1, 60, 104, 10, false, "eit stykke til." },
    { 1, 60, 144, 14, true, "Bakgrunn" },
    { 1, 60, 172, 10, false, "Departementet har sendt eit framlegg" },
    { 1, 60, 186, 10, false, "om at eit anlegg f\370rst skal ha konse-" },
    { 1, 60, 200, 10, false, "sjon n\345r kommunen har sagt ja til det." },
    { 1, 60, 224, 10, false, "Dei fire kommunane er ikkje samde no," },
    { 1, 60, 238, 10, false, "og tre av dei f\345r ikkje noko for det" },
    { 1, 60, 252, 10, false, "anlegget som st\345r p\345 fjellet i dag." },
    { 1, 60, 280, 14, true, "Avgjerda" },
    { 1, 60, 308, 10, false, "Regionr\345det vil at kommunen sj\370lv skal" },
    { 1, 60, 322, 10, false, "seia ja eller nei, og ber om at dei som" },
    { 1, 60, 336, 10, false, "bur n\346r, skal bli h\370yrde f\370r ein turbi-" },
    { 1, 300, 130, 10, false, "ne er synleg fr\345 der dei held til," },
    { 1, 300, 144, 10, false, "og elles." },
    { 1, 300, 172, 14, true, "Villrein" },
    { 1, 300, 200, 10, false, "Villreinen i heia er av ein stamme som" },
    { 1, 300, 214, 10, false, "er truga, og vegane har gjort det lett" },
    { 1, 300, 228, 10, false, "\345 koma med bil til tusen meter der." },
    { 1, 300, 256, 14, true, "Pengane" },
    { 1, 300, 280, 10, false, "Avgifta b\370r delast slik at ein tredel" },
    { 1, 300, 294, 10, false, "av ho g\345r til dei andre kommunane som" },
    { 1, 300, 308, 10, false, "ligg i omr\345det, og som no ikkje f\345r ei" },
    { 1, 300, 322, 10, false, "einaste krone for at dei har vindkraft" },
    { 1, 300, 336, 10, false, "og line i det fine utsynet til kvar-" },
    { 1, 480, 800, 8, false, "Side 1 av 2" },
    { 2, 60, 80, 10, false, "andre. Slutt." },
    { 2, 480, 800, 8, false, "Side 2 av 2" },
  };
  static const char *const expected[] = {
    "heading 1 1 Fråsegn om vindkraft",
    "paragraph 1 0 Vedteken av regionrådet 20. mai, mot ei røyst. Heile breidda på "
    "sida, og eit stykke til.",
    "heading 1 2 Bakgrunn",
    "paragraph 1 0 Departementet har sendt eit framlegg om at eit anlegg først skal ha "
    "konsesjon når kommunen har sagt ja til det.",
    "paragraph 1 0 Dei fire kommunane er ikkje samde no, og tre av dei får ikkje noko "
    "for det anlegget som står på fjellet i dag.",
    "heading 1 2 Avgjerda",
    "paragraph 1 0 Regionrådet vil at kommunen sjølv skal seia ja eller nei, og ber om "
    "at dei som bur nær, skal bli høyrde før ein turbine er synleg frå der dei held "
    "til, og elles.",
    "heading 1 2 Villrein",
    "paragraph 1 0 Villreinen i heia er av ein stamme som er truga, og vegane har gjort "
    "det lett å koma med bil til tusen meter der.",
    "heading 1 2 Pengane",
    "paragraph 1 0 Avgifta bør delast slik at ein tredel av ho går til dei andre "
    "kommunane som ligg i området, og som no ikkje får ei einaste krone for at dei har "
    "vindkraft og line i det fine utsynet til kvarandre.",
    "footer 1 0 Side 1 av 2",
    "paragraph 2 0 Slutt.",
    "footer 2 0 Side 2 av 2",
  };
  g_auto (Reading) reading = read_file (make_pdf (pieces, G_N_ELEMENTS (pieces), 2));
  g_auto (GStrv) lines = g_strsplit (reading.lines, "\n", -1);

  for (size_t i = 0; i < G_N_ELEMENTS (expected) && lines[i] != NULL; i++)
    ck_assert_str_eq (lines[i], expected[i]);
  ck_assert_uint_eq (g_strv_length (lines), G_N_ELEMENTS (expected) + 1);
}
END_TEST

START_TEST (pdf_furniture_is_marked)
{
  Piece pieces[12];
  char feet[4][16];

  for (int page = 1; page <= 4; page++)
    {
      g_snprintf (feet[page - 1], sizeof feet[0], "Side %d av 4", page);
      pieces[3 * page - 3] = (Piece){ page, 60, 40, 9, false, "Regionen" };
      pieces[3 * page - 2] = (Piece){ page, 60, 200, 10, false, "Tekst p\345 sida" };
      pieces[3 * page - 1] = (Piece){ page, 500, 810, 9, false, feet[page - 1] };
    }
  g_auto (Reading) reading = read_file (make_pdf (pieces, 12, 4));

  ck_assert (g_str_has_prefix (reading.lines,
                               "header 1 0 Regionen\nparagraph 1 0 Tekst på sida\n"
                               "footer 1 0 Side 1 av 4\nheader 2 0 Regionen\n"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-formats");
  TCase *tests = tcase_create ("extract-formats");

  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, text, 0, G_N_ELEMENTS (texts));
  tcase_add_test (tests, text_without_form_feeds_has_no_pages);
  tcase_add_test (tests, markdown);
  tcase_add_loop_test (tests, html, 0, G_N_ELEMENTS (pages));
  tcase_add_test (tests, html_says_of_itself);
  tcase_add_loop_test (tests, docx, 0, G_N_ELEMENTS (bodies));
  tcase_add_test (tests, docx_levels_come_from_styles);
  tcase_add_test (tests, docx_heads_feet_and_notes);
  tcase_add_test (tests, odt);
  tcase_add_test (tests, pdf_paragraphs_headings_and_lists);
  tcase_add_test (tests, pdf_tables);
  tcase_add_test (tests, pdf_tables_of_prose);
  tcase_add_test (tests, pdf_columns);
  tcase_add_test (tests, pdf_columns_out_of_step);
  tcase_add_test (tests, pdf_furniture_is_marked);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
