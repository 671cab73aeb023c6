/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/print/text-private.h"

#include <string.h>

#include "query/question/fields.h"
#include "query/json.h"

#define BOLD "\033[1m"
#define PLAIN "\033[0m"

static bool
is_unprintable (gunichar c)
{
  return g_unichar_iscntrl (c) || g_unichar_type (c) == G_UNICODE_FORMAT;
}

static const char *
put_character (GString *out, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (g_unichar_isspace (c))
    g_string_append_c (out, ' ');
  else if (!is_unprintable (c))
    g_string_append_unichar (out, c);
  return g_utf8_next_char (p);
}

void
gf_text_put (GString *out, const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0';)
    p = put_character (out, p);
}

void
gf_text_put_beginning (GString *out, const char *text, size_t max_characters)
{
  for (; *text != '\0' && max_characters > 0; max_characters--)
    text = put_character (out, text);
  if (*text != '\0')
    g_string_append (out, "…");
}

void
gf_text_put_lines (GString *out, const char *text, const char *indent)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_string_append (out, indent);
      gf_text_put (out, *line);
      g_string_append_c (out, '\n');
    }
}

void
gf_text_put_snippet (GString *out, const char *html, bool is_terminal)
{
  static const struct
  {
    const char *html;
    const char *terminal;
    const char *plain;
  } signs[] = {
    { "<mark>", BOLD, "" }, { "</mark>", PLAIN, "" }, { "&lt;", "<", "<" },
    { "&gt;", ">", ">" },   { "&amp;", "&", "&" },
  };

  while (html != NULL && *html != '\0')
    {
      const char *before = html;

      for (size_t i = 0; i < G_N_ELEMENTS (signs) && html == before; i++)
        if (g_str_has_prefix (html, signs[i].html))
          {
            g_string_append (out, is_terminal ? signs[i].terminal : signs[i].plain);
            html += strlen (signs[i].html);
          }
      if (html == before)
        html = put_character (out, html);
    }
}

void
gf_text_put_date (GString *out, const char *date)
{
  g_auto (GStrv) parts = g_strsplit (date, "-", 3);

  for (guint i = g_strv_length (parts); i > 0; i--)
    {
      gf_text_put (out, parts[i - 1]);
      g_string_append (out, i > 1 ? "." : "");
    }
}

void
gf_text_put_item (GString *out, bool *is_first, const char *text)
{
  if (text == NULL)
    return;
  g_string_append (out, *is_first ? "" : " · ");
  gf_text_put (out, text);
  *is_first = false;
}

void
gf_text_put_origin (GString *out, bool *is_first, const json_t *document)
{
  const char *type = gf_json_string (document, "type");
  const char *body = gf_json_string (document, "body");
  const char *region = gf_json_string (document, "region");
  const char *date = gf_json_string (document, "date");

  if (type != NULL && strcmp (type, "other") != 0)
    gf_text_put_item (out, is_first, gf_field_value_label (GF_FIELD_TYPE, type));
  gf_text_put_item (out, is_first, body);
  /* A council without organs of its own is both. */
  if (g_strcmp0 (region, body) != 0)
    gf_text_put_item (out, is_first, region);
  if (date == NULL)
    return;
  gf_text_put_item (out, is_first, "");
  gf_text_put_date (out, date);
}

void
gf_text_put_case (GString *out, const json_t *unit, const char *fallback)
{
  const char *number = gf_json_string (unit, "case");
  const char *prefix = gf_json_string (unit, "case_prefix");
  const char *title = gf_json_string (unit, "title");
  const json_t *path = json_object_get (unit, "heading_path");

  if (title == NULL && number == NULL && json_array_size (path) > 0)
    title = json_string_value (json_array_get (path, json_array_size (path) - 1));
  if (number != NULL)
    {
      g_string_append (out, "Sak ");
      gf_text_put (out, prefix);
      g_string_append (out, prefix != NULL ? " " : "");
      gf_text_put (out, number);
      g_string_append (out, title != NULL ? " " : "");
    }
  if (title == NULL && number == NULL)
    title = fallback != NULL ? fallback : "(uten tittel)";
  gf_text_put (out, title);
}

void
gf_text_put_outcome (GString *out, bool *is_first, const json_t *decision)
{
  const char *outcome = gf_json_string (decision, "outcome");

  if (outcome != NULL && strcmp (outcome, "unknown") != 0)
    gf_text_put_item (out, is_first, gf_field_value_label (GF_FIELD_OUTCOME, outcome));
}

static void
put_command (GString *out, const GfTextStyle *style, const char *command)
{
  g_autofree char *quoted = g_shell_quote (style->index);
  bool is_plain = strpbrk (style->index, " \t\n'\"\\$`*?[]()<>|&;#~!{}") == NULL;

  g_string_append_printf (out, "gjenfinn-query --%s ",
                          style->is_server ? "server" : "index");
  gf_text_put (out, is_plain ? style->index : quoted);
  if (!style->is_server && strcmp (style->level, "public") != 0)
    g_string_append_printf (out, " --level %s", style->level);
  g_string_append_printf (out, " %s", command);
}

void
gf_text_put_missing (GString *out, const json_t *coverage)
{
  const json_t *missing = json_object_get (coverage, "shards_missing");
  size_t i;
  json_t *name;

  if (json_array_size (missing) == 0)
    return;
  g_string_append (out, "Svarer ikke, og er ikke med her: ");
  json_array_foreach ((json_t *) missing, i, name)
  {
    g_string_append (out, i > 0 ? ", " : "");
    gf_text_put (out, json_string_value (name));
  }
  g_string_append (out, ".\n");
}

void
gf_text_put_coverage (GString *out, const json_t *coverage, const GfTextStyle *style)
{
  gf_text_put_missing (out, coverage);

  long long files = gf_json_number (coverage, "files");
  long long unread = gf_json_number (coverage, "unread");
  long long partly = gf_json_number (coverage, "partly_read");

  long long members = gf_json_number (coverage, "members");
  long long members_unread = gf_json_number (coverage, "members_unread")
                             + gf_json_number (coverage, "members_partly_read");

  if (unread == 0 && partly == 0 && members_unread == 0)
    {
      if (files > 0 && members > 0)
        g_string_append_printf (out, "Alle filer er lest: %lld, og %lld inni dem.\n",
                                files, members);
      else if (files > 0)
        g_string_append_printf (out, "Alle filer er lest: %lld.\n", files);
      else
        g_string_append (out, "Indeksen har ingen filer.\n");
      return;
    }
  if (unread > 0)
    g_string_append_printf (out, "%lld av %lld filer kunne ikke leses", unread, files);
  if (unread > 0 && partly > 0)
    g_string_append_printf (out, ", og %lld ble bare delvis lest", partly);
  else if (partly > 0)
    g_string_append_printf (out, "%lld av %lld filer ble bare delvis lest", partly,
                            files);
  if (members_unread > 0)
    g_string_append_printf (
        out, "%s%lld av %lld filer inni andre ble ikke lest, eller bare delvis",
        unread > 0 || partly > 0 ? "; " : "", members_unread, members);
  g_string_append (out, ": ");
  put_command (out, style, "unread");
  g_string_append_c (out, '\n');
}

static const char *
label_of (const char *facet, const char *value)
{
  GfField field;

  if (gf_field_from_name (facet, strlen (facet), &field))
    return gf_field_value_label (field, value);
  if (strcmp (facet, "unit") == 0)
    return strcmp (value, "case") == 0 ? "saker" : "avsnitt";
  return value;
}

static void
put_facet (GString *out, const char *facet, const json_t *rows)
{
  size_t i;
  json_t *row;

  json_array_foreach ((json_t *) rows, i, row)
  {
    const char *value = json_string_value (json_array_get (row, 0));

    g_string_append (out, i > 0 ? ", " : " ");
    gf_text_put (out, value != NULL ? label_of (facet, value) : "?");
    g_string_append_printf (out, " %" JSON_INTEGER_FORMAT,
                            json_integer_value (json_array_get (row, 1)));
  }
}

void
gf_text_put_facets (GString *out, const json_t *facets, const char *indent)
{
  const char *facet;
  json_t *rows;
  GfField field;

  json_object_foreach ((json_t *) facets, facet, rows)
  {
    if (!json_is_array (rows) || json_array_size (rows) == 0)
      continue;
    const char *name = facet;
    if (gf_field_from_name (facet, strlen (facet), &field))
      name = gf_field_info (field)->norwegian;
    else if (strcmp (facet, "unit") == 0)
      name = "enhet";
    g_string_append (out, indent);
    gf_text_put (out, name);
    g_string_append_c (out, ':');
    put_facet (out, facet, rows);
    g_string_append_c (out, '\n');
  }
}
