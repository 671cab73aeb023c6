/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * html.c: web pages through libxml2's HTML parser, as a stream of events: no tree is
 * built, so a page that nests without end costs no stack.  Menus and their like are kept,
 * marked BOILERPLATE, and what nobody sees, marked HIDDEN.
 */
#include "config.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/flow.h"
#include "indexer/extract/web/html-about.h"
#include "indexer/extract/web/html-hints.h"
#include "indexer/extract/web/html-survey.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/reading.h"

/* libxml2 2.9 compares each attribute of an element with those before it: so many times
   at most, where an element has more than a few. */
#define MAX_COMPARISONS ((uint64_t) 100 * 1000 * 1000)
#define FEW_PARTS 100

/* What an element does, and what it leaves to be undone at its end. */
typedef struct
{
  GfHtmlRole role;
  bool was_boilerplate;
  bool was_margin;
  bool was_hidden;
  bool was_layout;
  bool is_row_open;    /* of a list of terms */
  bool has_definition; /* the row that is open */
  int was_terms;
} Element;

typedef struct
{
  GfReading *reading;
  htmlParserCtxtPtr context;
  const GfHtmlSurvey *survey;
  GfFlow *flow;
  GArray *elements; /* of Element, down to GF_LIMIT_DEPTH */
  GfHtmlAbout *about;
  size_t index;   /* of the next element, as the survey counts */
  unsigned depth; /* of all elements */
  unsigned n_skipped;
  unsigned n_preformatted;
  unsigned n_items;
  unsigned n_articles;
  int terms; /* the list of terms that is open, in elements; -1 for none */
  bool in_paragraph;
  bool is_paragraph_hidden;
  bool is_paragraph_boilerplate;
  bool after_link; /* with nothing between */
  bool is_boilerplate;
  bool is_margin; /* boilerplate only as the head or foot of the site */
  bool is_hidden;
  bool is_layout; /* the table around */
  uint8_t level;  /* of the heading that is open, or 0 */
  size_t article_bytes;
  size_t boilerplate_bytes;
  guint first_block; /* of the page, among those of the file */
} Html;

static GfBlockKind
mark (GfBlockKind kind, bool is_boilerplate, bool is_hidden)
{
  if (is_boilerplate)
    return GF_BLOCK_BOILERPLATE;
  return is_hidden ? GF_BLOCK_HIDDEN : kind;
}

static void
end_paragraph (Html *html)
{
  GfBlockKind kind = html->level > 0     ? GF_BLOCK_HEADING
                     : html->n_items > 0 ? GF_BLOCK_LIST_ITEM
                                         : GF_BLOCK_PARAGRAPH;

  if (!html->in_paragraph)
    return;
  html->in_paragraph = false;
  kind = mark (kind, html->is_paragraph_boilerplate, html->is_paragraph_hidden);
  gf_flow_end_paragraph (html->flow, kind, kind == GF_BLOCK_HEADING ? html->level : 0);
}

static void
stop (Html *html)
{
  xmlStopParser (html->context);
}

/* What an element says by its attributes comes before what it says by its name. */
static bool
is_boilerplate (const Html *html, const char *name, GfHtmlRole role, unsigned found,
                const xmlChar **attributes)
{
  const char *aria_role = gf_html_get_attribute (attributes, "role");

  if (role == GF_HTML_ARTICLE || g_strcmp0 (aria_role, "main") == 0)
    return false;
  /* The heading of the page may stand in its head; that of the site leads to its front.
   */
  if (html->is_margin && role == GF_HTML_HEADING && name[1] == '1')
    return (found & GF_HTML_HAS_LINKS) != 0;
  if (html->is_boilerplate || role == GF_HTML_BODY)
    return html->is_boilerplate;
  if ((found & GF_HTML_IS_LINKS) != 0)
    return true;
  /* A header or footer within the article is the article's own. */
  if (role == GF_HTML_MARGIN)
    return html->n_articles == 0;
  return role == GF_HTML_BOILERPLATE
         || gf_html_hints_boilerplate (name, aria_role,
                                       gf_html_get_attribute (attributes, "class"),
                                       gf_html_get_attribute (attributes, "id"));
}

/* "Hopp til innhold": no block of its own, but named for what it is. */
static bool
is_skip_link (const char *name, const xmlChar **attributes)
{
  const char *href = gf_html_get_attribute (attributes, "href");

  return strcmp (name, "a") == 0 && href != NULL && *href == '#'
         && gf_html_hints_boilerplate (name, NULL,
                                       gf_html_get_attribute (attributes, "class"), NULL);
}

/* Two breaks part paragraphs, on pages that know no other way. */
static void
break_line (Html *html)
{
  if (!html->in_paragraph)
    return;
  if (gf_flow_last (html->flow) == '\n' && html->level == 0 && html->n_preformatted == 0)
    end_paragraph (html);
  else
    gf_flow_add (html->flow, "\n");
}

static Element *
open_terms (const Html *html)
{
  return html->terms >= 0 ? &g_array_index (html->elements, Element, html->terms) : NULL;
}

static void
end_row (Html *html)
{
  gf_flow_end_row (html->flow,
                   mark (GF_BLOCK_TABLE_ROW, html->is_boilerplate, html->is_hidden));
}

/* A row for each term: "Saksnummer", a tab, "14/23". */
static void
begin_term (Html *html, GfHtmlRole role)
{
  Element *list = open_terms (html);

  if (list == NULL)
    return;
  if (list->is_row_open && list->has_definition && role == GF_HTML_TERM)
    {
      end_row (html);
      list->is_row_open = false;
    }
  if (!list->is_row_open)
    {
      gf_flow_begin_row (html->flow);
      list->is_row_open = true;
      list->has_definition = false;
    }
  gf_flow_begin_cell (html->flow);
  list->has_definition |= role == GF_HTML_DEFINITION;
}

static void
begin (Html *html, const char *name, GfHtmlRole role)
{
  switch (role)
    {
    case GF_HTML_SKIPPED:
      html->n_skipped++;
      return;
    case GF_HTML_BREAK:
      break_line (html);
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
    case GF_HTML_TERM:
    case GF_HTML_DEFINITION:
      begin_term (html, role);
      return;
    case GF_HTML_TERMS:
      /* The element is the next on the stack. */
      html->terms = (int) html->elements->len;
      return;
    default:
      return;
    }
}

static void
end_role (Html *html, const Element *element)
{
  switch (element->role)
    {
    case GF_HTML_SKIPPED:
      html->n_skipped--;
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
      end_row (html);
      return;
    case GF_HTML_TERMS:
      if (element->is_row_open)
        end_row (html);
      return;
    case GF_HTML_ARTICLE:
      html->n_articles--;
      return;
    default:
      return;
    }
}

static GfHtmlRole
role_of (const Html *html, const char *name)
{
  GfHtmlRole role = gf_html_role (name);

  return html->is_layout && (role == GF_HTML_ROW || role == GF_HTML_CELL) ? GF_HTML_BLOCK
                                                                          : role;
}

static void
start (void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
  Html *html = data;
  const char *name = (const char *) xml_name;
  unsigned found = gf_html_survey_get (html->survey, html->index++);

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

  Element element = { .role = role_of (html, name),
                      .was_boilerplate = html->is_boilerplate,
                      .was_margin = html->is_margin,
                      .was_hidden = html->is_hidden,
                      .was_layout = html->is_layout,
                      .was_terms = html->terms };
  gf_html_about_start (html->about, name, attributes);
  if (element.role != GF_HTML_INLINE && element.role != GF_HTML_BREAK)
    {
      end_paragraph (html);
      html->is_boilerplate = is_boilerplate (html, name, element.role, found, attributes);
      html->is_margin
          = html->is_boilerplate && (html->is_margin || element.role == GF_HTML_MARGIN);
    }
  else if ((found & GF_HTML_IS_LINKS) != 0 || is_skip_link (name, attributes))
    html->is_boilerplate = true;
  if (strcmp (name, "a") == 0 && html->after_link && html->in_paragraph)
    gf_flow_add (html->flow, " ");
  html->after_link = false;
  html->is_hidden |= (found & GF_HTML_IS_HIDDEN) != 0;
  if (strcmp (name, "table") == 0)
    html->is_layout = (found & GF_HTML_IS_LAYOUT) != 0;
  begin (html, name, element.role);
  g_array_append_val (html->elements, element);
}

static void
end (void *data, const xmlChar *name)
{
  Html *html = data;

  html->after_link = strcmp ((const char *) name, "a") == 0;
  if (html->depth-- > GF_LIMIT_DEPTH || html->elements->len == 0)
    return;
  Element element = g_array_index (html->elements, Element, html->elements->len - 1);
  if (element.role != GF_HTML_INLINE && element.role != GF_HTML_BREAK)
    end_paragraph (html);
  g_array_set_size (html->elements, html->elements->len - 1);
  end_role (html, &element);
  gf_html_about_end (html->about, (const char *) name);
  html->is_boilerplate = element.was_boilerplate;
  html->is_margin = element.was_margin;
  html->is_hidden = element.was_hidden;
  html->is_layout = element.was_layout;
  html->terms = element.was_terms;
}

void
gf_html_append_collapsed (GString *out, char last, const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      bool is_blank = strchr (" \t\r\n\f", *p) != NULL;

      if (!is_blank || (last != '\0' && last != ' ' && last != '\n'))
        g_string_append_c (out, is_blank ? ' ' : *p);
      last = is_blank && (last == '\0' || last == '\n') ? last : is_blank ? ' ' : *p;
    }
}

static bool
is_blank_text (const char *text)
{
  return text[strspn (text, " \t\r\n\f")] == '\0';
}

static void
add_text (Html *html, const char *text)
{
  g_autoptr (GString) collapsed = g_string_new (NULL);
  bool is_preformatted = html->n_preformatted > 0;

  html->after_link = false;
  if (html->in_paragraph && !is_blank_text (text)
      && (html->is_hidden != html->is_paragraph_hidden
          || html->is_boilerplate != html->is_paragraph_boilerplate))
    end_paragraph (html);
  gf_html_append_collapsed (collapsed,
                            html->in_paragraph ? gf_flow_last (html->flow) : '\0', text);
  if (!html->in_paragraph && collapsed->len == 0)
    return;
  if (!html->in_paragraph)
    {
      gf_flow_begin_paragraph (html->flow);
      html->in_paragraph = true;
      html->is_paragraph_hidden = html->is_hidden;
      html->is_paragraph_boilerplate = html->is_boilerplate;
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

  if (!gf_html_about_add (html->about, text) && html->n_skipped == 0)
    add_text (html, text);
}

/* Where nearly all was taken for boilerplate, the hints were wrong about this page. */
static void
doubt_boilerplate (Html *html)
{
  GPtrArray *blocks = gf_text_get_blocks (html->reading->text);

  if (html->article_bytes * 20 > html->boilerplate_bytes)
    return;
  for (guint i = html->first_block; i < blocks->len; i++)
    {
      GfBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == GF_BLOCK_BOILERPLATE)
        block->kind = GF_BLOCK_PARAGRAPH;
    }
}

static void
read_page (Html *html, const char *text)
{
  static const xmlSAXHandler handler = { .startElement = start,
                                         .endElement = end,
                                         .characters = characters,
                                         .cdataBlock = characters,
                                         .ignorableWhitespace = characters };
  g_autoptr (GfFlow) flow = gf_flow_new (html->reading);

  html->flow = flow;
  gf_flow_unroll_nested (flow);
  if (!gf_html_parse (text, &handler, html, &html->context))
    gf_reading_cut (html->reading, "no memory for all of a page");
  end_paragraph (html);
}

/* Of a page: where the first element begins with which there are too many attributes to
   be read in time; its end where there is none.  In a script anything may look like
   one. */
static char *
find_many_attributes (char *text)
{
  char *element = NULL; /* whose ">" has not come */
  uint64_t n_comparisons = 0;
  uint64_t n_parts = 0;
  char quote = '\0';
  char last = '\0'; /* but for blanks */
  char *p = text;

  for (; *p != '\0' && n_comparisons <= MAX_COMPARISONS; p++)
    {
      bool is_blank = g_ascii_isspace (*p);

      if (quote != '\0')
        quote = *p == quote ? '\0' : quote;
      else if (element == NULL && *p == '<' && g_ascii_isalpha (p[1]))
        {
          element = p;
          n_parts = 0;
        }
      else if (element != NULL && *p == '>')
        element = NULL;
      else if (element != NULL && (*p == '"' || *p == '\'') && last == '=')
        quote = *p;
      else if (element != NULL && (is_blank || strchr ("/=\"'", *p) != NULL)
               && ++n_parts > FEW_PARTS)
        n_comparisons += n_parts;
      last = is_blank ? last : *p;
    }
  return n_comparisons > MAX_COMPARISONS ? element : p;
}

static void
cut_at_many_attributes (GfReading *reading, char *text)
{
  char *end = find_many_attributes (text);

  if (*end != '\0')
    gf_reading_cut (reading, "an element of too many attributes: the rest was left");
  *end = '\0';
}

bool
gf_html_read_bytes (GfReading *reading, GBytes *bytes, GError **error)
{
  size_t length;
  const uint8_t *start_of_bytes = g_bytes_get_data (bytes, &length);
  g_autofree char *text = gf_charset_decode (start_of_bytes, length);
  cut_at_many_attributes (reading, text);
  g_autoptr (GfHtmlSurvey) survey = gf_html_survey_new (text);
  g_autoptr (GArray) elements = g_array_new (FALSE, FALSE, sizeof (Element));
  g_autoptr (GfHtmlAbout) about = gf_html_about_new (reading);
  Html html = { .reading = reading,
                .survey = survey,
                .elements = elements,
                .about = about,
                .terms = -1,
                .first_block = gf_text_get_blocks (reading->text)->len };

  (void) error;
  read_page (&html, text);
  doubt_boilerplate (&html);
  gf_html_about_set_title (about, html.first_block);
  return true;
}

bool
gf_html_read (GfReading *reading, GError **error)
{
  g_autoptr (GBytes) source = gf_reading_load (reading, error);

  return source != NULL && gf_html_read_bytes (reading, source, error);
}
