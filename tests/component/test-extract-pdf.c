/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What PDF has beside lines of text: turned pages, cells that wrap, what is hidden, hung
   on a page, or said of the file. */
#include "config.h"

#include <check.h>
#include <string.h>

#include "tests/component/members-fixture.h"
#include "tests/tap.h"

#define MAX_PARTS 12

/* A PDF of A4 pages.  Objects: 1 the catalogue, 2 the tree of pages, 3 Helvetica, 4 the
   same bold, then two for each page, then @objects. */
typedef struct
{
  const char *catalog; /* entries beside /Pages */
  const char *page;    /* entries of every page */
  const char *trailer;
  const char *pages[MAX_PARTS]; /* their content, Latin-1 */
  const char *objects[MAX_PARTS];
} Parts;

static void add_object (GString *pdf, GArray *offsets, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
add_object (GString *pdf, GArray *offsets, const char *format, ...)
{
  size_t offset = pdf->len;
  va_list arguments;

  g_array_append_val (offsets, offset);
  g_string_append_printf (pdf, "%u 0 obj\n", offsets->len);
  va_start (arguments, format);
  g_string_append_vprintf (pdf, format, arguments);
  va_end (arguments);
  g_string_append (pdf, "\nendobj\n");
}

static void
add_pages (GString *pdf, GArray *offsets, const Parts *parts)
{
  g_autoptr (GString) kids = g_string_new (NULL);
  int n_pages = 0;

  for (; n_pages < MAX_PARTS && parts->pages[n_pages] != NULL; n_pages++)
    g_string_append_printf (kids, "%d 0 R ", 5 + 2 * n_pages);
  add_object (pdf, offsets, "<< /Type /Pages /Kids [%s] /Count %d >>", kids->str,
              n_pages);
  for (int i = 0; i < 2; i++)
    add_object (pdf, offsets,
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica%s /Encoding "
                "/WinAnsiEncoding >>",
                i == 0 ? "" : "-Bold");
  for (int i = 0; i < n_pages; i++)
    {
      add_object (pdf, offsets,
                  "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                  "/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> %s >>",
                  6 + 2 * i, parts->page ? parts->page : "");
      add_object (pdf, offsets, "<< /Length %zu >>\nstream\n%s\nendstream",
                  strlen (parts->pages[i]), parts->pages[i]);
    }
}

static int
make_parts (const Parts *parts)
{
  g_autoptr (GString) pdf = g_string_new ("%PDF-1.7\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (size_t));

  add_object (pdf, offsets, "<< /Type /Catalog /Pages 2 0 R %s >>",
              parts->catalog ? parts->catalog : "");
  add_pages (pdf, offsets, parts);
  for (int i = 0; i < MAX_PARTS && parts->objects[i] != NULL; i++)
    add_object (pdf, offsets, "%s", parts->objects[i]);
  size_t start = pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", offsets->len + 1);
  for (guint i = 0; i < offsets->len; i++)
    g_string_append_printf (pdf, "%010zu 00000 n \n", g_array_index (offsets, size_t, i));
  g_string_append_printf (
      pdf, "trailer << /Size %u /Root 1 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n",
      offsets->len + 1, parts->trailer ? parts->trailer : "", start);
  return make_file (pdf->str, (gssize) pdf->len);
}

static const struct
{
  const char *page;
  const char *matrix; /* of a line that begins where the next two numbers say */
  const char *starts[2];
} turns[] = {
  { "/Rotate 90", "1 0 0 1", { "60 700", "60 688" } },
  { "/Rotate 180", "1 0 0 1", { "60 700", "60 688" } },
  { "/Rotate 270", "1 0 0 1", { "60 700", "60 688" } },
  { "", "0 1 -1 0", { "200 60", "212 60" } },
  { "/Rotate 90", "0 1 -1 0", { "200 60", "212 60" } },
  { "", "-1 0 0 -1", { "500 200", "500 212" } },
};

/* Whichever way the page and its text lie. */
START_TEST (turned_pages)
{
  g_autofree char *content = g_strdup_printf (
      "BT /F1 10 Tf %s %s Tm (Rassikring p\345 fylkesvei 40 gjennom dalen er) Tj ET "
      "BT /F1 10 Tf %s %s Tm (utsatt, og midlene er flyttet til 2026.) Tj ET",
      turns[_i].matrix, turns[_i].starts[0], turns[_i].matrix, turns[_i].starts[1]);
  const Parts parts = { .page = turns[_i].page, .pages = { content } };
  g_auto (Reading) reading = read_file (make_parts (&parts));

  ck_assert_str_eq (reading.lines,
                    "paragraph 1 0 Rassikring på fylkesvei 40 gjennom dalen er utsatt, "
                    "og midlene er flyttet til 2026.\n");
}
END_TEST

/* Three columns.  @apart: more between rows than between lines. */
static Reading
read_table (double apart)
{
  static const char *const cells[][3] = {
    { "Nr", "Tiltak", "Ansvar" },
    { "1", "Ny rasteplass ved elva, med", "Fylket og alle de" },
    { "", "bord, benker og et toalett", "tre kommunene" },
    { "", "som er \345pent hele \345ret", "" },
    { "2", "Buss", "Skyss" },
    { "3", "Gang- og sykkelvei langs den", "Vegvesenet" },
    { "", "gamle veien til stasjonen", "" },
  };
  static const double columns[] = { 60, 80, 230 };
  Piece pieces[21];
  size_t n = 0;
  double y = 100;

  for (size_t i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      y += *cells[i][0] != '\0' ? 12 + apart : 12;
      for (size_t j = 0; j < 3; j++)
        if (*cells[i][j] != '\0')
          pieces[n++] = (Piece){ 1, columns[j], y, 10, false, cells[i][j] };
    }
  return read_file (make_pdf (pieces, n, 1));
}

static const double distances[] = { 0, 3, 8 };

START_TEST (cells_that_wrap)
{
  g_auto (Reading) reading = read_table (distances[_i]);

  ck_assert_str_eq (
      reading.lines,
      "table-row 1 0 Nr\\tTiltak\\tAnsvar\n"
      "table-row 1 0 1\\tNy rasteplass ved elva, med bord, benker og et toalett som er "
      "åpent hele året\\tFylket og alle de tre kommunene\n"
      "table-row 1 0 2\\tBuss\\tSkyss\n"
      "table-row 1 0 3\\tGang- og sykkelvei langs den gamle veien til "
      "stasjonen\\tVegvesenet\n");
}
END_TEST

/* The number of a row stands beside the middle of its text. */
START_TEST (cells_in_the_middle)
{
  static const Piece pieces[] = {
    { 1, 60, 100, 10, false, "Sak" },
    { 1, 110, 100, 10, false, "Vedtak" },
    { 1, 320, 100, 10, false, "Frist" },
    { 1, 110, 120, 10, false, "R\345det ber om at saken blir lagt fram" },
    { 1, 60, 126, 10, false, "1/24" },
    { 1, 320, 126, 10, false, "1. mai" },
    { 1, 110, 132, 10, false, "p\345 nytt i m\370tet etter sommerferien" },
    { 1, 60, 152, 10, false, "2/24" },
    { 1, 110, 152, 10, false, "Vedtatt" },
    { 1, 320, 152, 10, false, "1. juni" },
  };
  g_auto (Reading) reading = read_file (make_pdf (pieces, G_N_ELEMENTS (pieces), 1));

  ck_assert_str_eq (
      reading.lines,
      "table-row 1 0 Sak\\tVedtak\\tFrist\n"
      "table-row 1 0 1/24\\tRådet ber om at saken blir lagt fram på nytt i møtet etter "
      "sommerferien\\t1. mai\n"
      "table-row 1 0 2/24\\tVedtatt\\t1. juni\n");
}
END_TEST

/* Numbers fill their cells and do not wrap; groups of rows are not one row each. */
START_TEST (numbers_do_not_wrap)
{
  static const Piece pieces[] = {
    { 1, 60, 100, 10, false, "L\370nn" },    { 1, 200, 100, 10, false, "1 200 300" },
    { 1, 260, 100, 10, false, "1 300 400" }, { 1, 60, 112, 10, false, "Husleie" },
    { 1, 200, 112, 10, false, "2 210 310" }, { 1, 260, 112, 10, false, "1 310 410" },
    { 1, 60, 140, 10, false, "Tilskudd" },   { 1, 200, 140, 10, false, "3 220 320" },
    { 1, 260, 140, 10, false, "1 320 420" }, { 1, 60, 152, 10, false, "Gaver" },
    { 1, 200, 152, 10, false, "4 230 330" }, { 1, 260, 152, 10, false, "1 330 430" },
  };
  g_auto (Reading) reading = read_file (make_pdf (pieces, G_N_ELEMENTS (pieces), 1));

  ck_assert_str_eq (reading.lines, "table-row 1 0 Lønn\\t1 200 300\\t1 300 400\n"
                                   "table-row 1 0 Husleie\\t2 210 310\\t1 310 410\n"
                                   "table-row 1 0 Tilskudd\\t3 220 320\\t1 320 420\n"
                                   "table-row 1 0 Gaver\\t4 230 330\\t1 330 430\n");
}
END_TEST

START_TEST (roman_page_numbers)
{
  static const Piece pieces[] = {
    { 1, 60, 200, 10, false, "Forord" },    { 1, 290, 810, 14, false, "iii" },
    { 2, 60, 200, 10, false, "Innhold" },   { 2, 290, 810, 14, false, "iv" },
    { 3, 60, 200, 10, false, "Innsats" },   { 3, 290, 810, 14, false, "- v -" },
    { 3, 60, 800, 10, false, "vi er her" },
  };
  g_auto (Reading) reading = read_file (make_pdf (pieces, G_N_ELEMENTS (pieces), 3));

  ck_assert_str_eq (reading.lines, "paragraph 1 0 Forord\nfooter 1 0 iii\n"
                                   "paragraph 2 0 Innhold\nfooter 2 0 iv\n"
                                   "paragraph 3 0 Innsats\nparagraph 3 0 vi er her\n"
                                   "footer 3 0 - v -\n");
}
END_TEST

/* Cases that begin a page each are no head of the pages; numbers that follow the pages
   are alike. */
START_TEST (headings_at_the_top)
{
  Piece pieces[12];
  char heads[4][16];
  char feet[4][24];

  for (int page = 1; page <= 4; page++)
    {
      g_snprintf (heads[page - 1], sizeof heads[0], "Sak %d/19", page);
      g_snprintf (feet[page - 1], sizeof feet[0], "Heia 2019 | %d", page + 6);
      pieces[3 * page - 3] = (Piece){ page, 60, 60, 14, true, heads[page - 1] };
      pieces[3 * page - 2] = (Piece){ page, 60, 200, 10, false, "Tekst til saka" };
      pieces[3 * page - 1] = (Piece){ page, 60, 810, 10, false, feet[page - 1] };
    }
  g_auto (Reading) reading = read_file (make_pdf (pieces, 12, 4));

  ck_assert (g_str_has_prefix (reading.lines,
                               "heading 1 1 Sak 1/19\nparagraph 1 0 Tekst til saka\n"
                               "footer 1 0 Heia 2019 | 7\nheading 2 1 Sak 2/19\n"));
}
END_TEST

#define LINE(y, text) "BT /F1 10 Tf 1 0 0 1 60 " #y " Tm (" text ") Tj ET\n"

/* Titles that stand on the page they lead to, with other blanks; the last entry is its
   own child and its own next. */
START_TEST (outline_tells_headings)
{
  const Parts parts
      = { .catalog = "/Outlines 9 0 R",
          .pages = { LINE (760, "1.  Innledning")
                         LINE (730, "Dette er teksten p\345 siden.") LINE (700, "Tiltak"),
                     LINE (760, "1.1 Bakgrunn") LINE (730, "Mer tekst st\345r her.")
                         LINE (700, "Tiltak") },
          .objects
          = { "<< /First 10 0 R /Last 12 0 R /Count 3 >>",
              "<< /Title (1. Innledning) /Parent 9 0 R /Next 12 0 R /First 11 0 R /Last "
              "11 0 R /Count 1 /Dest [5 0 R /Fit] >>",
              "<< /Title (Bakgrunn) /Parent 10 0 R /Dest [7 0 R /XYZ 0 770 0] >>",
              "<< /Title (TILTAK) /Parent 9 0 R /Next 12 0 R /First 12 0 R /Dest [7 0 R "
              "/Fit] >>" } };
  g_auto (Reading) reading = read_file (make_parts (&parts));

  ck_assert_str_eq (
      reading.lines,
      "heading 1 1 1. Innledning\nparagraph 1 0 Dette er teksten på siden.\n"
      "paragraph 1 0 Tiltak\nheading 2 2 1.1 Bakgrunn\n"
      "paragraph 2 0 Mer tekst står her.\nheading 2 1 Tiltak\n");
}
END_TEST

START_TEST (comments_and_fields)
{
  const Parts parts = {
    .catalog = "/AcroForm << /Fields [10 0 R 11 0 R] >>",
    .page = "/Annots [7 0 R 8 0 R 9 0 R 10 0 R 11 0 R 12 0 R]",
    .pages = { LINE (
        760, "S\370knad om tilskudd") "BT /F1 10 Tf 1 0 0 1 105 645 Tm (Skien) Tj ET" },
    .objects
    = { "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (Hvor "
        "mye?) >>",
        "<< /Type /Annot /Subtype /Text /F 2 /Rect [10 40 30 60] /Contents (Ikke "
        "vis) >>",
        "<< /Type /Annot /Subtype /Link /Rect [10 70 30 90] /Contents (Lenke) /A << "
        "/S /URI /URI (http://example.org/) >> >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (navn) /TU (Navn) /V (Ada "
        "Berg) /Rect [100 600 300 620] >>",
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (kommune) /V (Skien) /Rect "
        "[100 640 300 660] >>",
        "<< /Type /Annot /Subtype /Highlight /Rect [60 750 200 770] /QuadPoints [60 "
        "770 200 770 60 750 200 750] /Contents (Se sak 3) >>" }
  };
  g_auto (Reading) reading = read_file (make_parts (&parts));

  ck_assert_str_eq (reading.lines,
                    "paragraph 1 0 Søknad om tilskudd\nparagraph 1 0 Skien\n"
                    "paragraph 1 0 Ada Berg\n"
                    "paragraph 1 0 Hvor mye?\nhidden 1 0 Ikke vis\n"
                    "paragraph 1 0 Se sak 3\n");
}
END_TEST

#define STREAM(entries, length, bytes)                                                   \
  "<< " entries " /Length " #length " >>\nstream\n" bytes "\nendstream"

START_TEST (attached_files)
{
  const Parts parts
      = { .catalog = "/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>",
          .page = "/Annots [9 0 R]",
          .pages = { LINE (760, "Se vedlegg") },
          .objects
          = { "<< /Type /Filespec /F (budsjett.txt) /EF << /F 8 0 R >> >>",
              STREAM ("/Type /EmbeddedFile", 9, "Ni kroner"),
              "<< /Type /Annot /Subtype /FileAttachment /Rect [9 9 30 30] /FS 10 "
              "0 R >>",
              "<< /Type /Filespec /F (../kart.txt) /EF << /F 11 0 R >> >>",
              STREAM ("/Type /EmbeddedFile", 10, "Et lite ka") } };
  g_auto (Container) container = read_container (make_parts (&parts), NULL, NULL);

  ck_assert_str_eq (container.reading.lines, "paragraph 1 0 Se vedlegg\n");
  ck_assert_str_eq (container.list, "kart.txt: 10 bytes\nbudsjett.txt: 9 bytes\n");
  ck_assert_str_eq (member_text (&container, 1), "Ni kroner");
  /* Nobody hears of members: the text is read all the same. */
  g_auto (Reading) reading = read_file (make_parts (&parts));
  ck_assert_str_eq (reading.lines, "paragraph 1 0 Se vedlegg\n");
}
END_TEST

/* One that unpacks to too much is cut off, and the text is kept. */
START_TEST (attached_bomb)
{
  g_autofree char *filling = g_strnfill (3 << 20, 'x');
  g_autofree char *file = g_strdup_printf (
      "<< /Type /EmbeddedFile /Length %d >>\nstream\n%s\nendstream", 3 << 20, filling);
  const Parts parts
      = { .catalog = "/Names << /EmbeddedFiles << /Names [(a) 7 0 R] >> >>",
          .pages = { LINE (760, "Se vedlegg") },
          .objects
          = { "<< /Type /Filespec /F (budsjett.txt) /EF << /F 8 0 R >> >>", file } };
  GfExtractOptions options = { 0 };

  gf_limits_init (&options.limits);
  options.limits.unpacked_mb = 1;
  g_auto (Container) container = read_container (make_parts (&parts), NULL, &options);
  ck_assert_str_eq (container.reading.lines, "paragraph 1 0 Se vedlegg\n");
  ck_assert_str_eq (container.list, "budsjett.txt: limit\n");
  ck_assert_str_eq (reading_reason (&container.reading), GF_REASON_LIMIT);
}
END_TEST

START_TEST (more_comments_than_are_read)
{
  g_autoptr (GString) page = g_string_new ("/Annots [");

  for (int i = 0; i < 2001; i++)
    g_string_append (page, "7 0 R ");
  g_string_append (page, "]");
  const Parts parts = { .page = page->str,
                        .pages = { LINE (760, "Se under") },
                        .objects = { "<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] "
                                     "/Contents (Hvor mye?) >>" } };
  g_auto (Reading) reading = read_file (make_parts (&parts));
  ck_assert_str_eq (reading_reason (&reading), GF_REASON_LIMIT);
  ck_assert_ptr_nonnull (strstr (reading.lines, "Hvor mye?"));
}
END_TEST

#define RDF                                                                              \
  "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "                                        \
  "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "                             \
  "xmlns:dc='http://purl.org/dc/elements/1.1/' "                                         \
  "xmlns:xmp='http://ns.adobe.com/xap/1.0/'>"
#define XMP                                                                              \
  RDF "<rdf:Description "                                                                \
      "xmp:CreateDate='2021-03-04T10:00:00Z'><dc:title><rdf:Alt><rdf:li "                \
      "xml:lang='x-default'>Fra pakken</rdf:li><rdf:li xml:lang='en'>From it</rdf:li></" \
      "rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Ada</rdf:li><rdf:li>Bo</"         \
      "rdf:li></"                                                                        \
      "rdf:Seq></dc:creator><dc:language><rdf:Bag><rdf:li>nn-NO</rdf:li></rdf:Bag></"    \
      "dc:language></rdf:Description></rdf:RDF></x:xmpmeta>"

static Reading
read_with_metadata (const char *trailer, const char *info, const char *xmp)
{
  g_autofree char *stream
      = g_strdup_printf ("<< /Type /Metadata /Subtype /XML /Length %zu "
                         ">>\nstream\n%s\nendstream",
                         strlen (xmp), xmp);
  const Parts parts = { .catalog = "/Metadata 7 0 R",
                        .trailer = trailer,
                        .pages = { LINE (760, "Tekst") },
                        .objects = { stream, info } };

  return read_file (make_parts (&parts));
}

START_TEST (metadata)
{
  g_auto (Reading) packet = read_with_metadata ("", "null", XMP);
  g_auto (Reading) both = read_with_metadata (
      "/Info 8 0 R", "<< /Title (Fra info) /CreationDate (D:20190506120000Z) >>", XMP);
  g_auto (Reading) bomb = read_with_metadata (
      "", "null", "<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a><title>&b;</title></a>");

  ck_assert_str_eq (gf_text_get (packet.text, GF_TEXT_TITLE), "Fra pakken");
  ck_assert_str_eq (gf_text_get (packet.text, GF_TEXT_AUTHOR), "Ada, Bo");
  ck_assert_str_eq (gf_text_get (packet.text, GF_TEXT_LANGUAGE), "nn-NO");
  ck_assert_str_eq (gf_text_get (packet.text, GF_TEXT_DATE), "2021-03-04");
  ck_assert_str_eq (gf_text_get (both.text, GF_TEXT_TITLE), "Fra info");
  ck_assert_str_eq (gf_text_get (both.text, GF_TEXT_AUTHOR), "Ada, Bo");
  ck_assert_str_eq (gf_text_get (both.text, GF_TEXT_DATE), "2019-05-06");
  ck_assert_ptr_null (gf_text_get (bomb.text, GF_TEXT_TITLE));
  ck_assert_str_eq (bomb.lines, "paragraph 1 0 Tekst\n");
}
END_TEST

START_TEST (page_labels)
{
  const Parts parts = {
    .catalog = "/PageLabels << /Nums [0 << /S /r /St 3 >> 2 << /S /D /St 3 >> 3 << /P "
               "(A-) /S /D >>] >>",
    .pages = { LINE (760, "en"), LINE (760, "to"), LINE (760, "tre"), LINE (760, "fire") }
  };
  g_auto (Reading) reading = read_file (make_parts (&parts));

  ck_assert_str_eq (gf_text_get_page_label (reading.text, 1), "iii");
  ck_assert_str_eq (gf_text_get_page_label (reading.text, 2), "iv");
  ck_assert_ptr_null (gf_text_get_page_label (reading.text, 3));
  ck_assert_str_eq (gf_text_get_page_label (reading.text, 4), "A-1");
  ck_assert_ptr_null (gf_text_get_page_label (reading.text, 5));
}
END_TEST

/* White on white, white on blue, type of half a point. */
START_TEST (hidden_text)
{
  const Parts parts
      = { .pages
          = { "0 0 1 rg 50 690 300 20 re f 0 g " LINE (760, "Synlig linje") "1 g " LINE (
              730, "Hemmelig linje")
                  LINE (696, "Overskrift") "0 g "
                                           "BT /F1 0.5 Tf 1 0 0 1 60 650 Tm (bitte "
                                           "liten) Tj ET\n" LINE (600, "Slutt") } };
  g_auto (Reading) reading = read_file (make_parts (&parts));

  ck_assert_str_eq (reading.lines,
                    "paragraph 1 0 Synlig linje\nparagraph 1 0 Overskrift\n"
                    "paragraph 1 0 Slutt\nhidden 1 0 Hemmelig linje\n"
                    "hidden 1 0 bitte liten\n");
}
END_TEST

/* A word under a black box, of a file that says that something is withheld. */
START_TEST (covered_text)
{
  const Parts parts
      = { .pages = { LINE (760, "Unntatt offentlighet, jf. offl. \247 13")
                         LINE (730, "Brevet er til") LINE (
                             700, "Ada Berg") "0 g 55 696 100 14 re f 1 0 0 1 0 0 cm "
                                              "BT /F1 10 Tf 1 0 0 1 60 670 Tm (Ola ) Tj "
                                              "(Dal bor her) Tj ET "
                                              "58 666 20 14 re f" } };
  g_auto (Reading) reading = read_file (make_parts (&parts));

  ck_assert_str_eq (reading.lines,
                    "paragraph 1 0 Unntatt offentlighet, jf. offl. § 13\n"
                    "paragraph 1 0 Brevet er til\nparagraph 1 0 Dal bor her\n"
                    "hidden 1 0 Ada Berg\nhidden 1 0 Ola\n");
}
END_TEST

START_TEST (passwords)
{
  static const char *const right[] = { "feil", "hemmelig", NULL };
  static const char *const wrong[] = { "feil", NULL };
  g_autofree char *path = g_build_filename (
      g_getenv ("GF_TOP_SRCDIR"), "corpus/damaged/encrypted-user-password.pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  GfExtractOptions options = { .passwords = right };

  gf_limits_init (&options.limits);
  ck_assert (g_file_get_contents (path, &bytes, &length, NULL));
  g_auto (Container) open
      = read_container (make_file (bytes, (gssize) length), NULL, &options);
  ck_assert_msg (open.reading.error == NULL, "%s",
                 open.reading.error ? open.reading.error->message : "");
  ck_assert_ptr_nonnull (strstr (open.reading.lines, "paragraph 1 0 "));

  options.passwords = wrong;
  g_auto (Container) closed
      = read_container (make_file (bytes, (gssize) length), NULL, &options);
  ck_assert_str_eq (reading_reason (&closed.reading), "encrypted");
  ck_assert_ptr_nonnull (strstr (closed.reading.error->message, "password"));
}
END_TEST

int
main (void)
{
  Suite *suite = suite_create ("extract-pdf");
  TCase *tests = tcase_create ("extract-pdf");

  tcase_set_timeout (tests, 60);
  tcase_add_loop_test (tests, turned_pages, 0, G_N_ELEMENTS (turns));
  tcase_add_loop_test (tests, cells_that_wrap, 0, G_N_ELEMENTS (distances));
  tcase_add_test (tests, cells_in_the_middle);
  tcase_add_test (tests, numbers_do_not_wrap);
  tcase_add_test (tests, roman_page_numbers);
  tcase_add_test (tests, headings_at_the_top);
  tcase_add_test (tests, outline_tells_headings);
  tcase_add_test (tests, comments_and_fields);
  tcase_add_test (tests, attached_files);
  tcase_add_test (tests, attached_bomb);
  tcase_add_test (tests, more_comments_than_are_read);
  tcase_add_test (tests, metadata);
  tcase_add_test (tests, page_labels);
  tcase_add_test (tests, hidden_text);
  tcase_add_test (tests, covered_text);
  tcase_add_test (tests, passwords);
  suite_add_tcase (suite, tests);
  return gf_tap_run (suite);
}
