/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/web/html-survey.h"

#include <string.h>

#include "indexer/extract/web/html-hints.h"
#include "indexer/extract/limits.h"

/* What comes after so many elements is not looked at. */
#define MAX_ELEMENTS 200000
/* A page with less than this beside its links is a page of links, and they are its text.
 */
#define MIN_PROSE_BYTES 300
#define MIN_LINKS 3
/* A cell like this is a column of a page, in a table of this many rows at most. */
#define MIN_COLUMN_BYTES 400
#define MIN_COLUMN_BLOCKS 3
#define MAX_LAYOUT_ROWS 4

typedef struct
{
  uint32_t parent; /* its index; of the first, itself */
  uint32_t table;  /* the one around it, or itself; 0 for none */
  uint8_t role;
  uint8_t found;
  bool in_article;
  bool is_table;
  bool is_marked; /* a table that says what it is: th, caption, or a role */
  bool has_column;
  char *id; /* only of what is hidden */
  uint32_t n_rows;
  /* Of all within. */
  uint32_t text; /* bytes that are not blank */
  uint32_t linked;
  uint32_t n_links;
  uint32_t n_inner; /* to a place on the page */
  uint32_t n_sharing;
  uint32_t n_blocks;
} Element;

struct GfHtmlSurvey
{
  htmlParserCtxtPtr context;
  GArray *elements;
  GHashTable *opened; /* of id: what something on the page shows and hides */
  uint32_t open;      /* index of the innermost */
  unsigned depth;
  unsigned n_untracked; /* open beyond MAX_ELEMENTS */
  unsigned n_links;     /* open */
  unsigned n_skipped;
  bool has_article;
};

static Element *
element_at (const GfHtmlSurvey *survey, uint32_t index)
{
  return &g_array_index (survey->elements, Element, index);
}

static void
clear_element (gpointer element)
{
  g_free (((Element *) element)->id);
}

const char *
gf_html_get_attribute (const xmlChar **attributes, const char *name)
{
  for (size_t i = 0; attributes != NULL && attributes[i] != NULL; i += 2)
    if (strcmp ((const char *) attributes[i], name) == 0)
      return attributes[i + 1] != NULL ? (const char *) attributes[i + 1] : "";
  return NULL;
}

/* "display: none; margin: 0" */
static bool
is_style_hiding (const char *style)
{
  g_autofree char *plain = g_ascii_strdown (style, -1);
  char *to = plain;

  for (const char *from = plain; *from != '\0'; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  *to = '\0';
  return strstr (plain, "display:none") != NULL
         || strstr (plain, "visibility:hidden") != NULL;
}

static bool
is_hidden (const xmlChar **attributes)
{
  const char *style = gf_html_get_attribute (attributes, "style");
  const char *aria = gf_html_get_attribute (attributes, "aria-hidden");

  return gf_html_get_attribute (attributes, "hidden") != NULL
         || (aria != NULL && g_ascii_strcasecmp (aria, "true") == 0)
         || (style != NULL && is_style_hiding (style));
}

/* What a button or a link opens is read by whoever presses it. */
static void
note_opened (GfHtmlSurvey *survey, const xmlChar **attributes)
{
  static const char *const names[]
      = { "aria-controls", "data-target", "data-bs-target", "href" };

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = gf_html_get_attribute (attributes, names[i]);

      if (value != NULL && (*value == '#' || i == 0)
          && g_hash_table_size (survey->opened) < MAX_ELEMENTS)
        g_hash_table_add (survey->opened, g_strdup (value + (*value == '#')));
    }
}

static bool
is_sharing (const char *href)
{
  static const char *const places[]
      = { "facebook.com/shar", "twitter.com/intent", "twitter.com/share",
          "x.com/intent",      "linkedin.com/shar",  "mailto:?" };

  for (size_t i = 0; i < G_N_ELEMENTS (places); i++)
    if (strstr (href, places[i]) != NULL)
      return true;
  return false;
}

static void
begin_link (GfHtmlSurvey *survey, Element *element, const char *href)
{
  survey->n_links++;
  element->n_links++;
  element->n_inner += *href == '#';
  element->n_sharing += is_sharing (href);
}

static void
note_table (GfHtmlSurvey *survey, Element *element, const char *name,
            const xmlChar **attributes)
{
  const char *role = gf_html_get_attribute (attributes, "role");

  if (strcmp (name, "table") == 0)
    {
      element->is_table = true;
      element->table = survey->elements->len;
      element->has_column
          = role != NULL
            && (strcmp (role, "presentation") == 0 || strcmp (role, "none") == 0);
    }
  else if (element->table > 0)
    {
      Element *table = element_at (survey, element->table);

      table->n_rows += strcmp (name, "tr") == 0;
      table->is_marked |= strcmp (name, "th") == 0 || strcmp (name, "caption") == 0;
    }
}

static void
start (void *data, const xmlChar *xml_name, const xmlChar **attributes)
{
  GfHtmlSurvey *survey = data;
  const char *name = (const char *) xml_name;
  const char *href = gf_html_get_attribute (attributes, "href");

  if (++survey->depth > GF_LIMIT_HTML_DEPTH)
    xmlStopParser (survey->context);
  note_opened (survey, attributes);
  if (survey->n_untracked > 0 || survey->elements->len >= MAX_ELEMENTS)
    {
      survey->n_untracked++;
      return;
    }

  bool is_first = survey->elements->len == 0;
  const Element *parent = is_first ? NULL : element_at (survey, survey->open);
  const char *aria_role = gf_html_get_attribute (attributes, "role");
  Element element = { .parent = survey->open,
                      .role = gf_html_role (name),
                      .table = is_first ? 0 : parent->table,
                      .in_article = !is_first && parent->in_article };

  if (element.role == GF_HTML_ARTICLE || g_strcmp0 (aria_role, "main") == 0)
    element.in_article = survey->has_article = true;
  survey->n_skipped += element.role == GF_HTML_SKIPPED;
  if (is_hidden (attributes))
    {
      element.found = GF_HTML_IS_HIDDEN;
      element.id = g_strdup (gf_html_get_attribute (attributes, "id"));
    }
  note_table (survey, &element, name, attributes);
  if (strcmp (name, "a") == 0 && href != NULL)
    begin_link (survey, &element, href);
  survey->open = survey->elements->len;
  g_array_append_val (survey->elements, element);
}

/* To the element around it goes what stood within. */
static void
add_up (const GfHtmlSurvey *survey, const Element *element)
{
  Element *parent = element_at (survey, element->parent);

  parent->text += element->text;
  parent->linked += element->linked;
  parent->n_links += element->n_links;
  parent->n_inner += element->n_inner;
  parent->n_sharing += element->n_sharing;
  parent->n_blocks += element->n_blocks
                      + (element->text > 0 && element->role != GF_HTML_INLINE
                         && element->role != GF_HTML_BREAK);
}

static void
end (void *data, const xmlChar *name)
{
  GfHtmlSurvey *survey = data;

  survey->depth--;
  if (survey->n_untracked > 0)
    {
      survey->n_untracked--;
      return;
    }
  if (survey->elements->len == 0)
    return;

  uint32_t index = survey->open;
  const Element *element = element_at (survey, index);
  survey->n_skipped -= element->role == GF_HTML_SKIPPED && survey->n_skipped > 0;
  if (strcmp ((const char *) name, "a") == 0 && element->n_links > 0)
    survey->n_links -= survey->n_links > 0;
  if (element->role == GF_HTML_CELL && element->table > 0
      && element->text >= MIN_COLUMN_BYTES && element->n_blocks >= MIN_COLUMN_BLOCKS)
    element_at (survey, element->table)->has_column = true;
  survey->open = element->parent;
  if (element->parent != index)
    add_up (survey, element);
}

static void
characters (void *data, const xmlChar *bytes, int length)
{
  GfHtmlSurvey *survey = data;
  uint32_t n = 0;

  if (survey->n_skipped > 0 || survey->elements->len == 0)
    return;
  for (int i = 0; i < length; i++)
    n += !g_ascii_isspace (bytes[i]);
  Element *element = element_at (survey, survey->open);
  if (element->role == GF_HTML_TITLE)
    return;
  element->text += n;
  element->linked += survey->n_links > 0 ? n : 0;
}

static bool
is_nearly_links (const Element *element, unsigned percent)
{
  return (uint64_t) element->linked * 100 >= (uint64_t) element->text * percent
         && element->linked > 0;
}

/* Links outside the article are menus; within it they are what the page is about, but
   for those to places on the page itself, and those to share it by. */
static bool
is_links (const GfHtmlSurvey *survey, const Element *element, bool is_page_of_links)
{
  bool are_inner = element->n_inner == element->n_links;

  if (element->n_links == 0 || element->role == GF_HTML_BODY
      || element->role == GF_HTML_ARTICLE)
    return false;
  /* "Hopp til innhold", before all else; within a text such a link leads to a note. */
  if (element->role == GF_HTML_INLINE)
    return are_inner && !element->in_article
           && element_at (survey, element->parent)->role == GF_HTML_BODY;
  if (element->n_sharing * 2 > element->n_links && is_nearly_links (element, 60))
    return true;
  if (are_inner && is_nearly_links (element, 60)
      && (element->n_links >= MIN_LINKS || !element->in_article))
    return true;
  if (element->in_article)
    return element->role == GF_HTML_MARGIN && element->n_links > 1
           && is_nearly_links (element, 60);
  return element->n_links >= MIN_LINKS && is_nearly_links (element, 70)
         && (survey->has_article || !is_page_of_links);
}

static void
judge (GfHtmlSurvey *survey)
{
  bool is_page_of_links = false;

  for (guint i = 0; i < survey->elements->len; i++)
    {
      Element *element = element_at (survey, i);

      if (i == 0)
        is_page_of_links
            = element->text - element->linked < MIN (MIN_PROSE_BYTES, element->linked);
      if (element->id != NULL && g_hash_table_contains (survey->opened, element->id))
        element->found &= ~GF_HTML_IS_HIDDEN;
      if (element->n_links > 0)
        element->found |= GF_HTML_HAS_LINKS;
      if (is_links (survey, element, is_page_of_links))
        element->found |= GF_HTML_IS_LINKS;
      if (element->is_table && element->has_column && !element->is_marked
          && element->n_rows <= MAX_LAYOUT_ROWS)
        element->found |= GF_HTML_IS_LAYOUT;
    }
}

bool
gf_html_parse (const char *text, const xmlSAXHandler *handler, void *data,
               htmlParserCtxtPtr *context_out)
{
  htmlParserCtxtPtr context = htmlNewParserCtxt ();

  *context_out = context;
  if (context == NULL)
    return false;
  *context->sax = *handler;
  context->userData = data;
  htmlCtxtReadMemory (context, text, (int) MIN (strlen (text), G_MAXINT), NULL, "UTF-8",
                      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                          | HTML_PARSE_NONET | HTML_PARSE_NOIMPLIED
                          | HTML_PARSE_IGNORE_ENC);
  /* libxml2 says no more than this of memory that it was not given. */
  bool is_whole = context->input != NULL && context->errNo != XML_ERR_NO_MEMORY;
  *context_out = NULL;
  htmlFreeParserCtxt (context);
  return is_whole;
}

GfHtmlSurvey *
gf_html_survey_new (const char *text)
{
  static const xmlSAXHandler handler = { .startElement = start,
                                         .endElement = end,
                                         .characters = characters,
                                         .cdataBlock = characters,
                                         .ignorableWhitespace = characters };
  GfHtmlSurvey *survey = g_new0 (GfHtmlSurvey, 1);

  survey->elements = g_array_new (FALSE, FALSE, sizeof (Element));
  g_array_set_clear_func (survey->elements, clear_element);
  survey->opened = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gf_html_parse (text, &handler, survey, &survey->context);
  /* What was never closed is closed now. */
  while (survey->elements->len > 0 && survey->open > 0)
    end (survey, (const xmlChar *) "");
  judge (survey);
  return survey;
}

void
gf_html_survey_free (GfHtmlSurvey *survey)
{
  if (survey == NULL)
    return;
  g_array_unref (survey->elements);
  g_hash_table_unref (survey->opened);
  g_free (survey);
}

unsigned
gf_html_survey_get (const GfHtmlSurvey *survey, size_t index)
{
  return index < survey->elements->len ? element_at (survey, (uint32_t) index)->found : 0;
}
