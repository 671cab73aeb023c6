/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Presentations and books; what Office files hold of other files, and their containers.
 */
#include "config.h"

#include <check.h>
#include <string.h>
#include <unistd.h>

#include "tests/component/extract-fixture.h"
#include "tests/tap.h"

#define P "http://schemas.openxmlformats.org/presentationml/2006/main"
#define A "http://schemas.openxmlformats.org/drawingml/2006/main"
#define R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define O "urn:oasis:names:tc:opendocument:xmlns:"

#define RELATION(id, kind, target)                                                       \
  "<Relationship Id='" id "' Type='" R "/" kind "' Target='" target "'/>"
#define RELATIONS(inner)                                                                 \
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"                \
  "relationships'>" inner "</Relationships>"
#define SLIDE(attributes, inner)                                                         \
  "<p:sld xmlns:p='" P "' xmlns:a='" A "' " attributes ">" inner "</p:sld>"
#define RUN(text) "<a:p><a:r><a:t>" text "</a:t></a:r></a:p>"
#define SHAPE(placeholder, inner)                                                        \
  "<p:sp><p:nvSpPr><p:nvPr>" placeholder "</p:nvPr></p:nvSpPr><p:txBody>" inner          \
  "</p:txBody></p:sp>"
#define PH(type) "<p:ph type='" type "'/>"

START_TEST (slides)
{
  g_auto (Reading) reading = read_file (make_zip (
      "_rels/.rels", RELATIONS (RELATION ("r", "officeDocument", "ppt/p.xml")),
      "ppt/p.xml",
      "<p:presentation xmlns:p='" P "' xmlns:r='" R "'><p:sldIdLst>"
      "<p:sldId id='256' r:id='b'/><p:sldId id='257' r:id='a'/><p:sldId id='258' "
      "r:id='c'/>"
      "</p:sldIdLst></p:presentation>",
      "ppt/_rels/p.xml.rels",
      RELATIONS (RELATION ("a", "slide", "slides/slide1.xml")
                     RELATION ("b", "slide", "slides/slide2.xml")),
      "ppt/slides/slide1.xml", SLIDE ("show='0'", SHAPE ("", RUN ("Gøymt"))),
      "ppt/slides/slide2.xml",
      SLIDE (
          "",
          SHAPE ("<p:ph idx='1'/>",
                 RUN ("Punkt") "<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>En</a:t></a:r>"
                               "<a:br/><a:r><a:t>to</a:t></a:r></a:p>")
              SHAPE (PH ("title"), RUN ("Ferjer")) SHAPE (PH ("ftr"), RUN ("Rådet"))
                  SHAPE (PH ("sldNum"),
                         RUN ("1")) "<p:graphicFrame><a:tbl><a:tr><a:tc><a:"
                                    "txBody>" RUN ("År") "</a:txBody></"
                                                         "a:tc><a:tc><a:"
                                                         "txBody>" RUN (
                                                             "Kr") "</"
                                                                   "a:"
                                                                   "txBod"
                                                                   "y></"
                                                                   "a:tc>"
                                                                   "</"
                                                                   "a:tr>"
                                                                   "</"
                                                                   "a:"
                                                                   "tbl><"
                                                                   "/p:"
                                                                   "graph"
                                                                   "icFra"
                                                                   "me"
                                                                   ">" SHAPE (
                                                                       "", RUN ("Boks"))),
      "ppt/slides/_rels/slide2.xml.rels",
      RELATIONS (RELATION ("n", "notesSlide", "../notes/n1.xml")
                     RELATION ("d", "diagramData", "../diagrams/data1.xml")
                         RELATION ("c", "comments", "../comments/c1.xml")),
      "ppt/notes/n1.xml",
      "<p:notes xmlns:p='" P "' xmlns:a='" A "'>" SHAPE (PH ("sldNum"), RUN ("1"))
          SHAPE (PH ("body"), RUN ("Hugs nattferja")) "</p:notes>",
      "ppt/diagrams/data1.xml", "<d xmlns:a='" A "'>" RUN ("Boble") "</d>",
      "ppt/comments/c1.xml",
      "<p:cmLst xmlns:p='" P "'><p:cm><p:text>sjekk</p:text></p:cm></p:cmLst>", NULL));

  ck_assert_str_eq (reading.lines,
                    "heading 1 1 Ferjer\nlist-item 1 0 Punkt\nparagraph 1 0 En\\nto\n"
                    "footer 1 0 Rådet\nfooter 1 0 1\ntable-row 1 0 År\\tKr\n"
                    "paragraph 1 0 Boks\nparagraph 1 0 Boble\n"
                    "paragraph 1 0 Hugs nattferja\nparagraph 1 0 sjekk\n"
                    "hidden 2 0 Gøymt\n");
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 3);
  ck_assert_str_eq (reading_reason (&reading), "damaged");
}
END_TEST

START_TEST (open_slides)
{
  g_auto (Reading) reading = read_file (make_zip (
      "mimetype", "application/vnd.oasis.opendocument.presentation", "content.xml",
      "<d xmlns:text='" O "text:1.0' xmlns:draw='" O "drawing:1.0' xmlns:style='" O
      "style:1.0' xmlns:presentation='" O "presentation:1.0' xmlns:table='" O
      "table:1.0'><style:style style:name='g'><style:drawing-page-properties "
      "presentation:visibility='hidden'/></style:style>"
      "<draw:page><draw:frame presentation:class='outline'><draw:text-box><text:list>"
      "<text:list-item><text:p>Punkt</text:p></text:list-item></text:list>"
      "</draw:text-box></draw:frame><draw:frame "
      "presentation:class='title'><draw:text-box>"
      "<text:p>Ferjer</text:p></draw:text-box></draw:frame>"
      "<draw:frame presentation:class='footer'><draw:text-box><text:p>Rådet</text:p>"
      "</draw:text-box></draw:frame><draw:frame presentation:class='subtitle' "
      "presentation:placeholder='true'><draw:text-box><text:p>Klikk her</text:p>"
      "</draw:text-box></draw:frame><draw:frame><table:table><table:table-row>"
      "<table:table-cell><text:p>År</text:p></table:table-cell><table:table-cell>"
      "<text:p>Kr</text:p></table:table-cell></table:table-row></table:table></"
      "draw:frame>"
      "<presentation:notes><draw:frame presentation:class='notes'><draw:text-box>"
      "<text:p>Hugs</text:p></draw:text-box></draw:frame></presentation:notes></"
      "draw:page>"
      "<draw:page draw:style-name='g'><draw:frame><draw:text-box><text:p>Gøymt</text:p>"
      "</draw:text-box></draw:frame></draw:page></d>",
      NULL));

  ck_assert_str_eq (reading.lines,
                    "heading 1 1 Ferjer\nlist-item 1 0 Punkt\nfooter 1 0 Rådet\n"
                    "table-row 1 0 År\\tKr\nparagraph 1 0 Hugs\nhidden 2 0 Gøymt\n");
  ck_assert_uint_eq (gf_text_get_pages (reading.text), 2);
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT),
                    "application/vnd.oasis.opendocument.presentation");
}
END_TEST

#define CONTAINER                                                                        \
  "META-INF/container.xml", "<container><rootfiles><rootfile full-path='b/p.opf'/>"      \
                            "</rootfiles></container>"
#define PACKAGE                                                                          \
  "b/p.opf", "<package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>"           \
             "<dc:title>Rådsboka</dc:title><dc:creator>Kari</dc:creator>"               \
             "<dc:language>nn</dc:language><dc:date>2020-02-03</dc:date></metadata>"     \
             "<manifest><item id='a' href='en%20del.xhtml' "                             \
             "media-type='application/xhtml+xml'/><item id='c' href='../to.xhtml' "      \
             "media-type='application/xhtml+xml'/><item id='s' href='s.css' "            \
             "media-type='text/css'/></manifest><spine><itemref idref='c'/>"             \
             "<itemref idref='a'/><itemref idref='s'/></spine></package>"
#define CHAPTER(text) "<html><head><title>x</title></head><body>" text "</body></html>"

START_TEST (book)
{
  g_auto (Reading) reading = read_file (make_zip (
      "mimetype", "application/epub+zip", CONTAINER, PACKAGE, "b/en del.xhtml",
      CHAPTER ("<p>Sist</p>"), "to.xhtml", CHAPTER ("<h1>Først</h1><p>Tekst</p>"), NULL));

  ck_assert_str_eq (reading.lines,
                    "heading 0 1 Først\nparagraph 0 0 Tekst\nparagraph 0 0 Sist\n");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_TITLE), "Rådsboka");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_AUTHOR), "Kari");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_LANGUAGE), "nn");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_DATE), "2020-02-03");
  ck_assert_str_eq (gf_text_get (reading.text, GF_TEXT_FORMAT), "application/epub+zip");
}
END_TEST

START_TEST (locked_book)
{
  g_auto (Reading) reading = read_file (make_zip (
      CONTAINER, PACKAGE, "b/en del.xhtml", "xxxx", "to.xhtml", "yyyy",
      "META-INF/encryption.xml",
      "<e><CipherReference URI='b/en%20del.xhtml'/><CipherReference URI='to.xhtml'/></e>",
      NULL));

  ck_assert_str_eq (reading_reason (&reading), "encrypted");
}
END_TEST

/* What the hooks heard. */
typedef struct
{
  GString *log;
} Members;

static bool
begin_member (void *data, const char *path)
{
  g_string_append_printf (((Members *) data)->log, "%s:", path);
  return true;
}

static bool
add_bytes (void *data, const void *bytes, size_t length)
{
  g_string_append_len (((Members *) data)->log, bytes, (gssize) length);
  return true;
}

static bool
end_member (void *data, GfReadStatus status, const char *reason, const char *detail)
{
  (void) detail;
  g_string_append_printf (((Members *) data)->log, ":%d:%s\n", (int) status,
                          reason ? reason : "");
  return true;
}

static char *
members_of (int fd)
{
  static const GfExtractHooks hooks = { .begin_member = begin_member,
                                        .add_bytes = add_bytes,
                                        .end_member = end_member };
  g_autoptr (GError) error = NULL;
  g_autoptr (GfExtractor) extractor = gf_extractor_new (NULL, &error);
  g_autoptr (GfText) text = gf_text_new ((size_t) 1 << 20);
  g_auto (GfShortfall) shortfall = { 0 };
  Members members = { .log = g_string_new (NULL) };
  GfExtractTask task = { .hooks = &hooks, .data = &members };

  ck_assert_msg (extractor != NULL, "%s", error ? error->message : "");
  ck_assert_msg (gf_extract (extractor, fd, &task, text, &shortfall, &error), "%s",
                 error ? error->message : "");
  close (fd);
  return g_string_free (members.log, FALSE);
}

#define BODY(inner) "<w:document xmlns:w='" W "'><w:body>" inner "</w:body></w:document>"
#define TEXT(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

START_TEST (embedded_files_are_members)
{
  g_autofree char *members = members_of (make_zip (
      "word/document.xml", BODY (TEXT ("Sak")), "word/_rels/document.xml.rels",
      RELATIONS (RELATION ("f", "aFChunk", "afchunk1.html")), "word/afchunk1.html",
      "<p>del</p>", "word/embeddings/oleObject1.bin", "ole", "word/embeddings/Ark.xlsx",
      "PK", "word/media/image1.png", "bilde", NULL));

  ck_assert_str_eq (
      members, "afchunk1.html:<p>del</p>:0:\nArk.xlsx:PK:0:\noleObject1.bin:ole:0:\n");
}
END_TEST

START_TEST (objects_of_open_documents)
{
  g_autofree char *members = members_of (make_zip (
      "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
      "<d xmlns:text='" O "text:1.0'><text:p>Sak</text:p></d>", "Object 1/content.xml",
      "<d/>", "Object 2", "ole", "ObjectReplacements/Object 2", "bilde", NULL));

  ck_assert_str_eq (members, "Object 2:ole:0:\n");
}
END_TEST

START_TEST (sheets_within_a_document_are_part_of_it)
{
  g_auto (Reading) reading = read_file (make_zip (
      "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
      "<d xmlns:text='" O "text:1.0'><text:p>Sak</text:p></d>", "Object 1/content.xml",
      "<d xmlns:text='" O "text:1.0' xmlns:table='" O "table:1.0' xmlns:office='" O
      "office:1.0'><office:spreadsheet><table:table table:name='Ark'><table:table-row>"
      "<table:table-cell><text:p>1</text:p></table:table-cell><table:table-cell>"
      "<text:p>2</text:p></table:table-cell></table:table-row></table:table>"
      "</office:spreadsheet></d>",
      NULL));

  ck_assert_str_eq (reading.lines,
                    "paragraph 0 0 Sak\nheading 0 1 Ark\ntable-row 0 0 1\\t2\n");
}
END_TEST

/* Parts are found by types and relations, whatever they are called. */
START_TEST (main_parts_by_other_names)
{
  g_auto (Reading) reading = read_file (make_zip (
      "[Content_Types].xml",
      "<Types><Override PartName='/x/Main.xml' ContentType='application/vnd.ms-word."
      "document.macroEnabled.main+xml'/></Types>",
      "_rels/.rels",
      "<Relationships><Relationship Id='a' "
      "Type='http://purl.oclc.org/ooxml/officeDocument"
      "/relationships/officeDocument' Target='x\\main.xml'/></Relationships>",
      "x/Main.xml",
      "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'>"
      "<w:p><w:r><w:t>Streng</w:t></w:r></w:p></w:document>",
      NULL));

  ck_assert_str_eq (reading.lines, "paragraph 0 0 Streng\n");
  ck_assert_str_eq (
      gf_text_get (reading.text, GF_TEXT_FORMAT),
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
}
END_TEST

START_TEST (other_office_files_are_not_read)
{
  g_auto (Reading) reading = read_file (make_zip (
      "[Content_Types].xml",
      "<Types><Override PartName='/visio/document.xml' ContentType='application/vnd."
      "ms-visio.drawing.main+xml'/></Types>",
      "_rels/.rels", RELATIONS (RELATION ("a", "officeDocument", "visio/document.xml")),
      "visio/document.xml", "<x/>", NULL));

  ck_assert_str_eq (reading_reason (&reading), "unsupported");
}
END_TEST

/* What was cut off: the directory, and the end of the text. */
START_TEST (truncated_container)
{
  static const double shares[] = { 0.98, 0.5 };
  g_autoptr (GString) body = g_string_new (NULL);

  for (int i = 0; i < 2000; i++)
    g_string_append_printf (body, "<w:p><w:r><w:t>Sak %d %x</w:t></w:r></w:p>", i,
                            (unsigned) i * 2654435761U);
  g_autofree char *document = g_strconcat ("<w:document xmlns:w='" W "'><w:body>",
                                           body->str, "</w:body></w:document>", NULL);
  int fd = make_zip ("[Content_Types].xml", "<Types/>", "word/document.xml", document,
                     "word/styles.xml", "<w:styles xmlns:w='" W "'/>", NULL);
  off_t size = lseek (fd, 0, SEEK_END);
  ck_assert_int_eq (ftruncate (fd, (off_t) ((double) size * shares[_i])), 0);
  g_auto (Reading) reading = read_file (fd);

  ck_assert_str_eq (reading_reason (&reading), "damaged");
  ck_assert_msg (g_str_has_prefix (reading.lines, "paragraph 0 0 Sak 0 0\n"), "%.100s%s",
                 reading.lines, reading.error ? reading.error->message : "");
  ck_assert_int_eq (strstr (reading.lines, "Sak 1999 ") != NULL, _i == 0);
}
END_TEST

/* A document and more members than are allowed: what was found is read. */
START_TEST (more_members_than_allowed)
{
  g_autoptr (GError) error = NULL;
  GfExtractOptions options = { 0 };
  g_autoptr (GfText) text = gf_text_new ((size_t) 1 << 20);
  g_auto (GfShortfall) shortfall = { 0 };
  int fd = make_zip ("word/document.xml", BODY (TEXT ("Sak")), "a", "", "b", "", NULL);

  gf_limits_init (&options.limits);
  ck_assert (gf_limits_set (&options.limits, "members", 2));
  g_autoptr (GfExtractor) extractor = gf_extractor_new (&options, &error);
  ck_assert (extractor != NULL);
  ck_assert (gf_extract (extractor, fd, NULL, text, &shortfall, &error));
  close (fd);
  ck_assert_str_eq (shortfall.reason, "limit");
}
END_TEST

/* Bytes of a container overwritten or cut off: whatever is read, nothing falls over. */
START_TEST (changed_container)
{
  int fd = make_zip (
      "_rels/.rels", RELATIONS (RELATION ("r", "officeDocument", "word/document.xml")),
      "word/document.xml", BODY (TEXT ("Sak 1") TEXT ("Sak 2")), "word/styles.xml", "",
      "word/numbering.xml", "<w:numbering xmlns:w='" W "'/>", NULL);
  off_t size = lseek (fd, 0, SEEK_END);
  g_autofree char *content = g_malloc ((gsize) size);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) _i);

  ck_assert_int_eq (pread (fd, content, (size_t) size, 0), size);
  close (fd);
  for (int i = 0; i < 1 + _i % 8; i++)
    content[g_rand_int_range (random, 4, (gint32) size)] = (char) g_rand_int (random);
  gssize length
      = _i % 4 == 0 ? g_rand_int_range (random, 4, (gint32) size) : (gssize) size;
  g_auto (Reading) reading = read_file (make_file (content, length));
  const char *reason = reading_reason (&reading);

  ck_assert_str_ne (reason, "io");
  ck_assert_msg (*reason != '\0' || strstr (reading.lines, "Sak") != NULL, "%s",
                 reading.lines);
}
END_TEST

#define HIDDEN_STYLE(name, more)                                                         \
  "<style:style style:name='" name "' " more "><style:text-properties "                  \
  "text:display='none'/></style:style>"

START_TEST (odt_hidden)
{
  static const struct
  {
    const char *name;
    const char *body;
    const char *lines;
  } cases[] = {
    { "spans",
      "<text:p>Vi <text:span text:style-name='T1'>skj<text:span>u</text:span>"
      "</text:span><text:span text:style-name='T1'>lt<text:s/>x</text:span> her"
      "</text:p><text:p>Ses</text:p>",
      "paragraph 0 0 Vi her\nhidden 0 0 skjult x\nparagraph 0 0 Ses\n" },
    { "by a style of the styles part",
      "<text:p><text:span text:style-name='T2'>a</text:span>b</text:p>"
      "<text:p text:style-name='Skjult'>c</text:p>",
      "paragraph 0 0 b\nhidden 0 0 a\nhidden 0 0 c\n" },
    { "a style of the body goes before one of the styles part",
      "<text:p><text:span text:style-name='T3'>a</text:span></text:p>",
      "paragraph 0 0 a\n" },
    { "paragraphs",
      "<text:p>a<text:hidden-paragraph text:condition='ooow:1' text:is-hidden='true'/>"
      "</text:p><text:p>b<text:hidden-paragraph text:is-hidden='false'/></text:p>"
      "<text:p>c<text:hidden-paragraph text:condition='ooow:TRUE'/></text:p>",
      "hidden 0 0 a\nparagraph 0 0 b\nhidden 0 0 c\n" },
    { "fields",
      "<text:p>a <text:hidden-text text:condition='ooow:1' text:string-value='x' "
      "text:is-hidden='true'/><text:hidden-text text:condition='ooow:0' "
      "text:string-value='y'>y</text:hidden-text></text:p>",
      "paragraph 0 0 a y\nhidden 0 0 x\n" },
    { "sections",
      "<text:section "
      "text:display='none'><text:h>a</text:h><text:section><text:p>b</text:p>"
      "</text:section><table:table><table:table-row><table:table-cell><text:p>c</text:p>"
      "</table:table-cell><table:table-cell><text:p>d</text:p></table:table-cell>"
      "</table:table-row></table:table></text:section><text:section "
      "text:display='condition' text:is-hidden='true'><text:p>e</text:p></text:section>"
      "<text:section text:display='condition'><text:p>f</text:p></text:section>",
      "hidden 0 0 a\nhidden 0 0 b\nhidden 0 0 c\nhidden 0 0 d\nhidden 0 0 e\n"
      "paragraph 0 0 f\n" },
    { "in a row, and with a note in it",
      "<table:table><table:table-row><table:table-cell><text:p>a<text:span "
      "text:style-name='T1'>x</text:span></text:p></table:table-cell><table:table-cell>"
      "<text:p>b</text:p></table:table-cell></table:table-row></table:table><text:p>c"
      "<text:span text:style-name='T1'>y<text:note><text:note-body><text:p>z</text:p>"
      "</text:note-body></text:note></text:span></text:p>",
      "table-row 0 0 a\\tb\nhidden 0 0 x\nparagraph 0 0 c\nhidden 0 0 z\nhidden 0 0 "
      "y\n" },
  };
  g_autofree char *content = g_strdup_printf (
      "<x:document xmlns:x='" O "office:1.0' xmlns:text='" O "text:1.0' xmlns:style='" O
      "style:1.0' xmlns:table='" O "table:1.0'><x:automatic-styles>" HIDDEN_STYLE (
          "T1", "style:family='text'") "<style:style style:name='T2' "
                                       "style:parent-style-name='Skjult'/><style:style "
                                       "style:name='T3'/>"
                                       "</x:automatic-styles><x:body><x:text>%s</"
                                       "x:text></x:body></x:document>",
      cases[_i].body);
  g_auto (Reading) reading = read_file (make_zip (
      "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content,
      "styles.xml",
      "<x:styles xmlns:x='" O "office:1.0' xmlns:text='" O "text:1.0' xmlns:style='" O
      "style:1.0'>" HIDDEN_STYLE ("Skjult", "") HIDDEN_STYLE ("T3", "") "</x:styles>",
      NULL));

  ck_assert_msg (strcmp (reading.lines, cases[_i].lines) == 0, "%s: %s", cases[_i].name,
                 reading.lines);
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-slides");
  TCase *tests = tcase_create ("extract-slides");

  tcase_set_timeout (tests, 60);
  tcase_add_test (tests, slides);
  tcase_add_test (tests, open_slides);
  tcase_add_test (tests, book);
  tcase_add_test (tests, locked_book);
  tcase_add_test (tests, embedded_files_are_members);
  tcase_add_test (tests, objects_of_open_documents);
  tcase_add_test (tests, sheets_within_a_document_are_part_of_it);
  tcase_add_test (tests, main_parts_by_other_names);
  tcase_add_test (tests, other_office_files_are_not_read);
  tcase_add_test (tests, more_members_than_allowed);
  tcase_add_loop_test (tests, truncated_container, 0, 2);
  tcase_add_loop_test (tests, changed_container, 0, 200);
  tcase_add_loop_test (tests, odt_hidden, 0, 7);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
