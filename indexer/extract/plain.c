/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * plain.c: plain text: a block ends at a blank line, a page at a form feed.  Nothing is
 * taken for markup: asterisks and brackets that a converter left behind stay as they are.
 */
#include "config.h"

#include <string.h>

#include "indexer/extract/reading.h"

/* Lines without a blank one between are a list of something, not a paragraph: what is
   understood of it is in proportion to a block, and kept by blocks. */
#define MAX_BLOCK_BYTES ((size_t) 64 << 10)

typedef struct
{
  GfReading *reading;
  GString *block;
  uint32_t page; /* 0 in a text without form feeds */
} Splitter;

static bool
end_block (Splitter *splitter)
{
  bool more = splitter->block->len == 0
              || gf_reading_add (splitter->reading, GF_BLOCK_PARAGRAPH, 0, splitter->page,
                                 splitter->block->str);

  g_string_truncate (splitter->block, 0);
  return more;
}

static bool
is_blank (const char *line, size_t length)
{
  return strspn (line, " \t\v") >= length;
}

/* A line without its end; one form feed or more may stand in it. */
static bool
take_line (Splitter *splitter, const char *line, size_t length)
{
  const char *feed;

  while ((feed = memchr (line, '\f', length)) != NULL)
    {
      size_t before = feed - line;

      if (!is_blank (line, before))
        g_string_append_len (splitter->block, line, before);
      if (!end_block (splitter))
        return false;
      splitter->page++;
      line = feed + 1;
      length -= before + 1;
    }

  if (is_blank (line, length))
    return end_block (splitter);
  if (splitter->block->len > MAX_BLOCK_BYTES && !end_block (splitter))
    return false;
  if (splitter->block->len > 0)
    g_string_append_c (splitter->block, '\n');
  g_string_append_len (splitter->block, line, length);
  return true;
}

static bool
split (Splitter *splitter, const char *text)
{
  while (*text != '\0')
    {
      size_t length = strcspn (text, "\r\n");

      if (!take_line (splitter, text, length))
        return false;
      text += length;
      text += text[0] == '\r' && text[1] == '\n' ? 2 : *text != '\0';
    }
  return end_block (splitter);
}

/* A form feed that ends the text begins no page. */
static uint32_t
count_pages (const char *text)
{
  size_t end = strlen (text);
  uint32_t n_pages = 1;

  while (end > 0 && strchr (" \t\r\n\f", text[end - 1]) != NULL)
    end--;
  for (size_t i = 0; i < end; i++)
    n_pages += text[i] == '\f';
  return n_pages;
}

bool
gf_plain_add (GfReading *reading, const char *text)
{
  g_autoptr (GString) block = g_string_new (NULL);
  Splitter splitter = { .reading = reading, .block = block };
  g_autofree char *lines = g_strdelimit (g_strdup (text), "\f", '\n');

  return split (&splitter, lines);
}

bool
gf_plain_read (GfReading *reading, GError **error)
{
  g_autofree char *text = gf_reading_load_text (reading, error);
  if (text == NULL)
    return false;

  g_autoptr (GString) block = g_string_new (NULL);
  bool has_pages = strchr (text, '\f') != NULL;
  Splitter splitter = { .reading = reading, .block = block, .page = has_pages };

  if (has_pages)
    gf_text_set_pages (reading->text, count_pages (text));
  split (&splitter, text);
  return true;
}
