/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "searchd/answers/feed-entry.h"

#include <stdbool.h>
#include <string.h>

#include "searchd/answers/xml.h"

#define UNDATED "1970-01-01T00:00:00Z"
#define CATEGORY_SCHEME "urn:x-gjenfinn:"

static const char *
get_string (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

char *
gf_feed_id (const char *text)
{
  g_autofree char *hex = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  /* Version 8 and variant 10 where RFC 9562 wants them, 122 bits of the digest else. */
  hex[12] = '8';
  hex[16] = "89ab"[g_ascii_xdigit_value (hex[16]) & 3];
  return g_strdup_printf ("urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12,
                          hex + 16, hex + 20);
}

char *
gf_feed_time (const json_t *hit)
{
  const char *date = get_string (json_object_get (hit, "document"), "date");
  size_t length = date != NULL ? strlen (date) : 0;

  /* "2011", "2011-07", "2011-07-01": what is missing is the first. */
  if (length != 4 && length != 7 && length != 10)
    return g_strdup (UNDATED);

  g_autofree char *whole
      = g_strconcat (date, &"-01-01"[length - strlen ("2011")], "T00:00:00Z", NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (whole, NULL);
  return g_strdup (time != NULL ? whole : UNDATED);
}

/* "Sak KF 22/22 Title"; of a section its title; else the document's. */
static void
put_title (GString *out, const json_t *hit)
{
  const char *number = get_string (hit, "case");
  const char *prefix = get_string (hit, "case_prefix");
  const char *title = get_string (hit, "title");
  const json_t *document = json_object_get (hit, "document");
  g_autoptr (GString) all = g_string_new (NULL);

  if (number != NULL)
    g_string_append_printf (all, "Sak %s%s%s ", prefix != NULL ? prefix : "",
                            prefix != NULL ? " " : "", number);
  if (title == NULL)
    title = get_string (document, "title");
  if (title == NULL)
    title = get_string (document, "path");
  g_string_append (all, title != NULL ? title : "Uten tittel");
  gf_xml_element (out, "title", all->str);
}

/* To the page that shows it, at its unit; and to the file it was read from. */
static void
put_links (GString *out, const char *base, const json_t *hit)
{
  const json_t *document = json_object_get (hit, "document");
  const json_t *best = json_object_get (hit, "best_unit");
  const char *id = get_string (document, "id");
  const char *unit = get_string (best != NULL ? best : hit, "id");
  const char *dot = unit != NULL ? strchr (unit, '.') : NULL;

  if (id == NULL)
    return;
  g_autofree char *page
      = g_strconcat (base, "/?document=", id, dot != NULL ? "#unit-" : "",
                     dot != NULL ? dot + 1 : "", NULL);
  g_autofree char *file = g_strconcat (base, "/api/v1/documents/", id, "/file", NULL);

  gf_xml_empty (out, "link", "rel", "alternate", "type", "text/html", "href", page, NULL);
  gf_xml_empty (out, "link", "rel", "related", "type", get_string (document, "format"),
                "href", file, NULL);
}

static void
put_category (GString *out, const char *kind, const char *term)
{
  g_autofree char *scheme = g_strconcat (CATEGORY_SCHEME, kind, NULL);

  if (term != NULL)
    gf_xml_empty (out, "category", "scheme", scheme, "term", term, NULL);
}

static void
put_categories (GString *out, const json_t *hit)
{
  const json_t *document = json_object_get (hit, "document");

  put_category (out, "type", get_string (document, "type"));
  put_category (out, "region", get_string (document, "region"));
  put_category (out, "outcome",
                get_string (json_object_get (hit, "decision"), "outcome"));
}

/* Who it is by: the body, or where it is not known, the region. */
static void
put_author (GString *out, const json_t *document)
{
  const char *body = get_string (document, "body");
  const char *name = body != NULL ? body : get_string (document, "region");

  if (name == NULL)
    return;
  g_string_append (out, "<author>");
  gf_xml_element (out, "name", name);
  g_string_append (out, "</author>\n");
}

/* A snippet is HTML (query/search.h); as text within XML it is escaped once more. */
static void
put_summary (GString *out, const char *snippet)
{
  if (snippet == NULL)
    return;
  g_string_append (out, "<summary type=\"html\">");
  gf_xml_text (out, snippet);
  g_string_append (out, "</summary>\n");
}

void
gf_feed_put_entry (GString *out, const char *base, const json_t *hit)
{
  const char *own = get_string (hit, "id");
  g_autofree char *id = gf_feed_id (own != NULL ? own : "");
  g_autofree char *updated = gf_feed_time (hit);

  g_string_append (out, "<entry>\n");
  gf_xml_element (out, "id", id);
  put_title (out, hit);
  gf_xml_element (out, "updated", updated);
  put_author (out, json_object_get (hit, "document"));
  put_links (out, base, hit);
  put_categories (out, hit);
  put_summary (out, get_string (hit, "snippet"));
  g_string_append (out, "</entry>\n");
}
