/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html.c: web pages through libxml2's HTML parser, as a stream of events: no tree is
 * built, so a page that nests without end costs no stack.  Menus and their like are kept,
 * marked BOILERPLATE.
 */
#include "config.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/flow.h"
#include "indexer/extract/html-hints.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/reading.h"

typedef htmlParserCtxt HtmlContext;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HtmlContext, htmlFreeParserCtxt)

/* What an element does, and what it leaves to be undone at its end. */
typedef struct
{
  GfHtmlRole role;
  bool was_boilerplate;
} Element;

typedef struct
{
  GfReading *reading;
  HtmlContext *context;
  GfFlow *flow;
  GArray *elements; /* of Element, down to GF_LIMIT_DEPTH */
  GString *title;
  unsigned depth; /* of all elements */
  unsigned n_skipped;
  unsigned n_preformatted;
  unsigned n_items;
  unsigned n_articles;
  bool in_paragraph;
  bool in_title;
  bool is_boilerplate;
  uint8_t level; /* of the heading that is open, or 0 */
  size_t article_bytes;
  size_t boilerplate_bytes;
} Html;

static void
end_paragraph (Html *html)
{
  GfBlockKind kind = GF_BLOCK_PARAGRAPH;

  if (!html->in_paragraph)
    return;
  html->in_paragraph = false;
  if (html->is_boilerplate)
    kind = GF_BLOCK_BOILERPLATE;
  else if (html->level > 0)
    kind = GF_BLOCK_HEADING;
  else if (html->n_items > 0)
    kind = GF_BLOCK_LIST_ITEM;
  gf_flow_end_paragraph (html->flow, kind, kind == GF_BLOCK_HEADING ? html->level : 0);
}

static void
stop (Html *html)
{
  xmlStopParser (html->context);
}

static void
set_property (Html *html, GfTextProperty property, const char *value)
{
  if (value == NULL || gf_text_get (html->reading->text, property) != NULL)
    return;
  if (property == GF_TEXT_DATE)
    gf_reading_set_date (html->reading, value);
  else
    gf_text_set (html->reading->text, property, value);
}

static const char *
get_attribute (const xmlChar **attributes, const char *name)
{
  for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp ((const char *) attributes[i], name) == 0)
      return (const char *) attributes[i + 1];
  return NULL;
}

static void
take_meta (Html *html, const xmlChar **attributes)
{
  const char *name = get_attribute (attributes, "name");
  const char *content = get_attribute (attributes, "content");
  GfTextProperty property;

  if (name == NULL)
    name = get_attribute (attributes, "property");
  if (name != NULL && gf_html_meta_property (name, &property))
    set_property (html, property, content);
}

/* What an element says by its attributes comes before what it says by its name. */
static bool
is_boilerplate (const Html *html, const char *name, GfHtmlRole role,
                const xmlChar **attributes)
{
  const char *aria_role = get_attribute (attributes, "role");

  if (role == GF_HTML_ARTICLE || g_strcmp0 (aria_role, "main") == 0)
    return false;
  if (html->is_boilerplate || role == GF_HTML_BODY)
    return html->is_boilerplate;
  /* A header or footer within the article is the article's own. */
  if (role == GF_HTML_MARGIN)
    return html->n_articles == 0;
  return role == GF_HTML_BOILERPLATE
         || gf_html_hints_boilerplate (name, aria_role,
                                       get_attribute (attributes, "class"),
                                       get_attribute (attributes, "id"))
         || get_attribute (attributes, "hidden") != NULL;
}

static void
begin (Html *html, const char *name, GfHtmlRole role)
{
  switch (role)
    {
    case GF_HTML_SKIPPED:
      html->n_skipped++;
      return;
    case GF_HTML_TITLE:
      html->in_title = html->title->len == 0;
      return;
    case GF_HTML_BREAK:
      if (html->in_paragraph)
        gf_flow_add (html->flow, "\n");
      return;
    case GF_HTML_PREFORMATTED:
      html->n_preformatted++;
      return;
    case GF_HTML_ITEM:
      html->n_items++;
      return;
    case GF_HTML_HEADING:
      html->level = name[1] - '0';
      return;
    case GF_HTML_ROW:
      gf_flow_begin_row (html->flow);
      return;
    case GF_HTML_CELL:
      gf_flow_begin_cell (html->flow);
      return;
    case GF_HTML_ARTICLE:
      html->n_articles++;
      return;
    default:
      return;
    }
}

static void
end_role (Html *html, GfHtmlRole role)
{
  switch (role)
    {
    case GF_HTML_SKIPPED:
      html->n_skipped--;
      return;
    case GF_HTML_TITLE:
      html->in_title = false;
      return;
    case GF_HTML_PREFORMATTED:
      html->n_preformatted--;
      return;
    case GF_HTML_ITEM:
      html->n_items--;
      return;
    case GF_HTML_HEADING:
      html->level = 0;
      return;
    case GF_HTML_ROW:
      gf_flow_end_row (html->flow,
                       html->is_boilerplate ? GF_BLOCK_BOILERPLATE : GF_BLOCK_TABLE_ROW);
      return;
    case GF_HTML_ARTICLE:
      html->n_articles--;
      return;
    default:
      return;
    }
}

static void
start (void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
  Html *html = data;
  const char *name = (const char *) xml_name;

  if (++html->depth > GF_LIMIT_HTML_DEPTH)
    {
      gf_reading_cut (html->reading, "elements nest deeper than %d", GF_LIMIT_HTML_DEPTH);
      stop (html);
      return;
    }
  /* Deeper than this an element is a stretch of text of the last one that was followed.
   */
  if (html->depth > GF_LIMIT_DEPTH)
    return;

  Element element
      = { .role = gf_html_role (name), .was_boilerplate = html->is_boilerplate };
  if (strcmp (name, "html") == 0)
    set_property (html, GF_TEXT_LANGUAGE, get_attribute (attributes, "lang"));
  if (strcmp (name, "meta") == 0)
    take_meta (html, attributes);
  if (element.role != GF_HTML_INLINE && element.role != GF_HTML_BREAK)
    {
      end_paragraph (html);
      html->is_boilerplate = is_boilerplate (html, name, element.role, attributes);
    }
  begin (html, name, element.role);
  g_array_append_val (html->elements, element);
}

static void
end (void *data, const xmlChar *name)
{
  Html *html = data;

  (void) name;
  if (html->depth-- > GF_LIMIT_DEPTH || html->elements->len == 0)
    return;
  Element element = g_array_index (html->elements, Element, html->elements->len - 1);
  g_array_set_size (html->elements, html->elements->len - 1);
  if (element.role != GF_HTML_INLINE && element.role != GF_HTML_BREAK)
    end_paragraph (html);
  end_role (html, element.role);
  html->is_boilerplate = element.was_boilerplate;
}

/* Runs of white space are one blank, and none where a block begins. */
static void
append_collapsed (GString *out, char last, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      bool is_blank = strchr (" \t\r\n\f", *p) != NULL;

      if (!is_blank || (last != '\0' && last != ' ' && last != '\n'))
        g_string_append_c (out, is_blank ? ' ' : *p);
      last = is_blank && (last == '\0' || last == '\n') ? last : is_blank ? ' ' : *p;
    }
}

static void
add_text (Html *html, const char *text)
{
  g_autoptr (GString) collapsed = g_string_new (NULL);
  bool is_preformatted = html->n_preformatted > 0;

  append_collapsed (collapsed, gf_flow_last (html->flow), text);
  if (!html->in_paragraph && collapsed->len == 0)
    return;
  if (!html->in_paragraph)
    {
      gf_flow_begin_paragraph (html->flow);
      html->in_paragraph = true;
    }
  *(html->is_boilerplate ? &html->boilerplate_bytes : &html->article_bytes)
      += collapsed->len;
  gf_flow_add (html->flow, is_preformatted ? text : collapsed->str);
  if (gf_flow_is_full (html->flow))
    stop (html);
}

static void
characters (void *data, const xmlChar *bytes, int length)
{
  Html *html = data;
  g_autofree char *text = g_strndup ((const char *) bytes, length);

  if (html->in_title)
    append_collapsed (
        html->title, html->title->len > 0 ? html->title->str[html->title->len - 1] : '\0',
        text);
  else if (html->n_skipped == 0)
    add_text (html, text);
}

/* Where nearly all was taken for boilerplate, the hints were wrong about this page. */
static void
doubt_boilerplate (Html *html)
{
  GPtrArray *blocks = gf_text_get_blocks (html->reading->text);

  if (html->article_bytes * 20 > html->boilerplate_bytes)
    return;
  for (guint i = 0; i < blocks->len; i++)
    {
      GfBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == GF_BLOCK_BOILERPLATE)
        block->kind = GF_BLOCK_PARAGRAPH;
    }
}

static void
parse (Html *html, const char *text)
{
  static const xmlSAXHandler handler = { .startElement = start,
                                         .endElement = end,
                                         .characters = characters,
                                         .cdataBlock = characters,
                                         .ignorableWhitespace = characters };

  *html->context->sax = handler;
  html->context->userData = html;
  htmlCtxtReadMemory (
      html->context, text, (int) MIN (strlen (text), G_MAXINT), NULL, "UTF-8",
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET
          | HTML_PARSE_NOIMPLIED | HTML_PARSE_IGNORE_ENC);
  end_paragraph (html);
}

bool
gf_html_read (GfReading *reading, GError **error)
{
  g_autoptr (GBytes) source = gf_reading_load (reading, error);
  g_autoptr (HtmlContext) context = htmlNewParserCtxt ();
  if (source == NULL || context == NULL)
    return false;

  size_t length;
  const uint8_t *bytes = g_bytes_get_data (source, &length);
  g_autofree char *text = gf_charset_decode (bytes, length);
  g_autoptr (GArray) elements = g_array_new (FALSE, FALSE, sizeof (Element));
  g_autoptr (GString) title = g_string_new (NULL);
  Html html = { .reading = reading,
                .context = context,
                .flow = gf_flow_new (reading),
                .elements = elements,
                .title = title };

  gf_flow_unroll_nested (html.flow);
  parse (&html, text);
  gf_flow_free (html.flow);
  doubt_boilerplate (&html);
  set_property (&html, GF_TEXT_TITLE, title->str);
  return true;
}
