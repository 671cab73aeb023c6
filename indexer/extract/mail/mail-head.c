/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "indexer/extract/mail/mail-head.h"

/* Recipients of circulars come by the thousand; who finds a mail by the last of them? */
#define MAX_VALUE_BYTES 8192

static bool
add_line (GfReading *reading, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return true;
  g_autofree char *line = g_strdup_printf ("%s: %.*s", label, MAX_VALUE_BYTES, value);
  const char *end;

  if (!g_utf8_validate (line, -1, &end))
    line[end - line] = '\0';
  return gf_reading_add (reading, GF_BLOCK_PARAGRAPH, 0, 0, line);
}

static void
set_properties (GfReading *reading, const GfMailHead *head, const char *day)
{
  if (head->subject != NULL)
    gf_text_set (reading->text, GF_TEXT_TITLE, head->subject);
  if (head->from != NULL)
    gf_text_set (reading->text, GF_TEXT_AUTHOR, head->from);
  if (day != NULL)
    gf_reading_set_date (reading, day);
}

bool
gf_mail_head_add (GfReading *reading, const GfMailHead *head)
{
  g_autofree char *day
      = head->date != NULL ? g_date_time_format (head->date, "%Y-%m-%d") : NULL;
  g_autofree char *moment
      = head->date != NULL ? g_date_time_format (head->date, "%d.%m.%Y %H:%M") : NULL;

  set_properties (reading, head, day);
  return add_line (reading, "Fra", head->from) && add_line (reading, "Til", head->to)
         && add_line (reading, "Kopi", head->cc) && add_line (reading, "Dato", moment)
         && add_line (reading, "Emne", head->subject);
}
