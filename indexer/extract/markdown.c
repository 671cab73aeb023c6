/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * markdown.c: Markdown through libcmark, which parses without recursion.  Tables, which
 * are no part of CommonMark, are paragraphs of lines with bars; they are told by their
 * second line.
 */
#include "config.h"

#include "indexer/extract/markdown.h"

#include <cmark.h>
#include <string.h>

#include "common/schema.h"
#include "indexer/extract/reading.h"

typedef cmark_node CmarkNode;
typedef cmark_iter CmarkIter;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CmarkNode, cmark_node_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CmarkIter, cmark_iter_free)

#define FENCE "---"

static bool
is_atx_heading (const char *line)
{
  size_t n_marks = strspn (line, "#");

  return n_marks >= 1 && n_marks <= 6 && line[n_marks] == ' '
         && line[n_marks + 1 + strspn (line + n_marks + 1, " ")] > ' ';
}

static const char *
next_line (const char *line)
{
  line += strcspn (line, "\n");
  return *line == '\n' ? line + 1 : line;
}

/* Past front matter: lines between two fences at the very start. */
static const char *
skip_front_matter (const char *text)
{
  if (!g_str_has_prefix (text, FENCE "\n") && !g_str_has_prefix (text, FENCE "\r\n"))
    return text;

  for (const char *line = next_line (text); *line != '\0'; line = next_line (line))
    if (strcmp (line, FENCE) == 0 || g_str_has_prefix (line, FENCE "\n")
        || g_str_has_prefix (line, FENCE "\r\n"))
      return next_line (line);
  return text;
}

bool
gf_markdown_is_likely (const char *text)
{
  const char *body = skip_front_matter (text);
  int n_headings = 0;

  body += strspn (body, " \t\r\n");
  if (is_atx_heading (body))
    return true;
  for (const char *line = body; *line != '\0' && n_headings < 2; line = next_line (line))
    n_headings += is_atx_heading (line);
  return n_headings >= 2;
}

/* "title: The title" and its like; what is more of YAML than that is let be. */
static void
read_front_matter (GfReading *reading, const char *text, const char *end)
{
  static const struct
  {
    const char *key;
    GfTextProperty property;
  } keys[] = { { "title:", GF_TEXT_TITLE },      { "tittel:", GF_TEXT_TITLE },
               { "author:", GF_TEXT_AUTHOR },    { "date:", GF_TEXT_DATE },
               { "dato:", GF_TEXT_DATE },        { "lang:", GF_TEXT_LANGUAGE },
               { "language:", GF_TEXT_LANGUAGE } };

  for (const char *line = text; line < end; line = next_line (line))
    for (size_t i = 0; i < G_N_ELEMENTS (keys); i++)
      {
        size_t length = strlen (keys[i].key);
        if (strncmp (line, keys[i].key, length) != 0)
          continue;
        g_autofree char *value
            = g_strndup (line + length, strcspn (line + length, "\r\n"));
        g_strstrip (value);
        g_strdelimit (value, "\"", ' ');
        if (keys[i].property == GF_TEXT_DATE)
          gf_reading_set_date (reading, g_strstrip (value));
        else
          gf_text_set (reading->text, keys[i].property, value);
      }
}

/* The text of a leaf; markup inside a line gives its words alone. */
static char *
dup_text (cmark_node *node)
{
  g_autoptr (CmarkIter) iter = cmark_iter_new (node);
  GString *text = g_string_new (NULL);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *leaf = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (leaf);

      if (event != CMARK_EVENT_ENTER)
        continue;
      if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        g_string_append_c (text, '\n');
      else if (type != CMARK_NODE_HTML_INLINE && cmark_node_get_literal (leaf) != NULL)
        g_string_append (text, cmark_node_get_literal (leaf));
    }
  return g_string_free (text, FALSE);
}

static bool
is_table (const char *text)
{
  const char *second = next_line (text);
  size_t length = strspn (second, "|-: \t");

  return strchr (text, '|') != NULL && strchr (text, '|') < second
         && (second[length] == '\n' || second[length] == '\0')
         && strchr (second, '-') != NULL;
}

static bool
add_row (GfReading *reading, char *line)
{
  g_strstrip (line);
  size_t length = strlen (line);
  if (length > 0 && line[length - 1] == '|')
    line[length - 1] = '\0';

  g_auto (GStrv) cells = g_strsplit (line + (line[0] == '|'), "|", -1);
  for (GStrv cell = cells; *cell != NULL; cell++)
    g_strstrip (*cell);
  g_autofree char *row = g_strjoinv ("\t", cells);
  return gf_reading_add (reading, GF_BLOCK_TABLE_ROW, 0, 0, row);
}

static bool
add_table (GfReading *reading, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (i != 1 && !add_row (reading, lines[i]))
      return false;
  return true;
}

/* The paragraphs of an item are items each; the item's own list is not marked. */
static bool
is_in_item (cmark_node *node)
{
  cmark_node *parent = cmark_node_parent (node);

  return parent != NULL && cmark_node_get_type (parent) == CMARK_NODE_ITEM;
}

static bool
add_paragraph (GfReading *reading, cmark_node *node)
{
  g_autofree char *text = dup_text (node);

  if (is_table (text))
    return add_table (reading, text);
  return gf_reading_add (
      reading, is_in_item (node) ? GF_BLOCK_LIST_ITEM : GF_BLOCK_PARAGRAPH, 0, 0, text);
}

static bool
add_node (GfReading *reading, cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_HEADING:
      {
        g_autofree char *text = dup_text (node);
        return gf_reading_add (reading, GF_BLOCK_HEADING,
                               cmark_node_get_heading_level (node), 0, text);
      }
    case CMARK_NODE_PARAGRAPH:
      return add_paragraph (reading, node);
    case CMARK_NODE_CODE_BLOCK:
      return gf_reading_add (reading, GF_BLOCK_PARAGRAPH, 0, 0,
                             cmark_node_get_literal (node));
    default:
      return true;
    }
}

static void
add_all (GfReading *reading, cmark_node *document)
{
  g_autoptr (CmarkIter) iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_ENTER && !add_node (reading, cmark_iter_get_node (iter)))
      return;
}

bool
gf_markdown_read (GfReading *reading, GError **error)
{
  g_autofree char *text = gf_reading_load_text (reading, error);
  if (text == NULL)
    return false;

  const char *body = skip_front_matter (text);
  g_autoptr (CmarkNode) document
      = cmark_parse_document (body, strlen (body), CMARK_OPT_DEFAULT);

  read_front_matter (reading, text, body);
  add_all (reading, document);
  return true;
}
