/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/web/html-about.h"

#include <string.h>

#include "indexer/extract/web/html-hints.h"
#include "indexer/extract/web/html-survey.h"

/* Of the title, and of one piece of JSON-LD. */
#define MAX_SAID_BYTES ((size_t) 64 << 10)
/* What surrounds the page has said it already. */
#define RANK_GIVEN 100

struct GfHtmlAbout
{
  GfReading *reading;
  GString *title;
  GString *said; /* JSON-LD */
  char *site;
  bool in_title;
  bool in_said;
  int date_rank;
};

GfHtmlAbout *
gf_html_about_new (GfReading *reading)
{
  GfHtmlAbout *about = g_new0 (GfHtmlAbout, 1);

  about->reading = reading;
  about->title = g_string_new (NULL);
  about->said = g_string_new (NULL);
  if (gf_text_get (reading->text, GF_TEXT_DATE) != NULL)
    about->date_rank = RANK_GIVEN;
  return about;
}

void
gf_html_about_free (GfHtmlAbout *about)
{
  if (about == NULL)
    return;
  g_string_free (about->title, TRUE);
  g_string_free (about->said, TRUE);
  g_free (about->site);
  g_free (about);
}

static void
set_date (GfHtmlAbout *about, const char *value, int rank)
{
  if (value == NULL || rank <= about->date_rank)
    return;
  gf_reading_set_date (about->reading, value);
  if (gf_text_get (about->reading->text, GF_TEXT_DATE) != NULL)
    about->date_rank = rank;
}

static void
set_property (GfHtmlAbout *about, GfTextProperty property, const char *value)
{
  if (value != NULL && gf_text_get (about->reading->text, property) == NULL)
    gf_text_set (about->reading->text, property, value);
}

static void
take_meta (GfHtmlAbout *about, const xmlChar **attributes)
{
  static const char *const names[] = { "name", "property", "itemprop" };
  const char *content = gf_html_get_attribute (attributes, "content");
  const char *name = NULL;
  GfTextProperty property;
  int rank;

  for (size_t i = 0; i < G_N_ELEMENTS (names) && name == NULL; i++)
    name = gf_html_get_attribute (attributes, names[i]);
  if (name == NULL || content == NULL)
    return;
  if (g_ascii_strcasecmp (name, "og:site_name") == 0 && about->site == NULL)
    about->site = g_strdup (content);
  else if (!gf_html_meta_property (name, &property, &rank))
    return;
  else if (property == GF_TEXT_DATE)
    set_date (about, content, rank);
  else
    set_property (about, property, content);
}

/* <time> says when the meeting is, mostly; where it is the page's own it says so too. */
static void
take_time (GfHtmlAbout *about, const xmlChar **attributes)
{
  const char *date = gf_html_get_attribute (attributes, "datetime");
  const char *item = gf_html_get_attribute (attributes, "itemprop");
  const char *classes = gf_html_get_attribute (attributes, "class");

  if (gf_html_get_attribute (attributes, "pubdate") != NULL
      || (item != NULL && g_ascii_strcasecmp (item, "datePublished") == 0)
      || (classes != NULL
          && (strstr (classes, "publish") != NULL || strstr (classes, "publisert") != NULL
              || strstr (classes, "entry-date") != NULL)))
    set_date (about, date, GF_HTML_RANK_PUBLISHED - 1);
}

/* "datePublished": "2024-03-05T10:00:00+01:00" */
static void
take_said (GfHtmlAbout *about)
{
  static const char key[] = "\"datePublished\"";
  const char *value = strstr (about->said->str, key);

  if (value != NULL)
    {
      value += sizeof key - 1;
      set_date (about, value + strspn (value, " \t\r\n:\""), GF_HTML_RANK_PUBLISHED);
    }
  g_string_truncate (about->said, 0);
}

void
gf_html_about_start (GfHtmlAbout *about, const char *name, const xmlChar **attributes)
{
  const char *type = gf_html_get_attribute (attributes, "type");

  if (strcmp (name, "html") == 0)
    {
      set_property (about, GF_TEXT_LANGUAGE, gf_html_get_attribute (attributes, "lang"));
      set_property (about, GF_TEXT_LANGUAGE,
                    gf_html_get_attribute (attributes, "xml:lang"));
    }
  else if (strcmp (name, "meta") == 0)
    take_meta (about, attributes);
  else if (strcmp (name, "time") == 0)
    take_time (about, attributes);
  else if (strcmp (name, "title") == 0)
    about->in_title = about->title->len == 0;
  else if (strcmp (name, "script") == 0)
    about->in_said = g_strcmp0 (type, "application/ld+json") == 0;
}

void
gf_html_about_end (GfHtmlAbout *about, const char *name)
{
  if (strcmp (name, "title") == 0)
    about->in_title = false;
  else if (strcmp (name, "script") == 0 && about->in_said)
    {
      about->in_said = false;
      take_said (about);
    }
}

bool
gf_html_about_add (GfHtmlAbout *about, const char *text)
{
  GString *title = about->title;

  if (about->in_title && title->len < MAX_SAID_BYTES)
    gf_html_append_collapsed (title, title->len > 0 ? title->str[title->len - 1] : '\0',
                              text);
  else if (about->in_said && about->said->len < MAX_SAID_BYTES)
    g_string_append (about->said, text);
  return about->in_title || about->in_said;
}

static const char *
find_heading (GPtrArray *blocks, guint first)
{
  for (guint i = first; i < blocks->len; i++)
    {
      const GfBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind == GF_BLOCK_HEADING && block->level == 1)
        return block->text;
    }
  return NULL;
}

void
gf_html_about_set_title (GfHtmlAbout *about, guint first_block)
{
  GPtrArray *blocks = gf_text_get_blocks (about->reading->text);

  g_strchomp (about->title->str);
  if (*about->title->str == '\0')
    return;
  g_autofree char *title = gf_html_clean_title (about->title->str, about->site,
                                                find_heading (blocks, first_block));
  set_property (about, GF_TEXT_TITLE, title);
}
