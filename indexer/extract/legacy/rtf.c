/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rtf.c: the groups of RTF, and where its text goes.
 *
 * Text that is hidden or deleted is a block of its own (prose.h).  The numbers of lists
 * are kept where they are numbers: "14.2" may be what a decision is called by.  A page of
 * HTML that Outlook wrapped in RTF is unwrapped ([MS-OXRTFEX]) and read as one: other
 * programs put all its text where RTF does not show it.
 */
#include "config.h"

#include "indexer/extract/legacy/rtf-private.h"

#include "common/schema.h"
#include "indexer/extract/legacy/codepage.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/office/office.h"

/* Of a title, an author, the name of a style, the number of a list. */
#define MAX_VALUE_BYTES 4096
/* Tokens between two looks at the clock. */
#define TOKENS_A_LOOK 65536

static void
begin_section (GfRtf *rtf)
{
  if (rtf->section_breaks)
    gf_prose_break_page (rtf->prose);
  rtf->section_breaks = false;
}

void
gf_rtf_put (GfRtf *rtf, gunichar c)
{
  const GfRtfState *state = gf_rtf_state (rtf);
  bool is_html = state->target == TARGET_TEXT || state->target == TARGET_HTML;

  if (rtf->html != NULL && is_html)
    {
      if (!state->is_rtf_only)
        g_string_append_unichar (rtf->html, c);
    }
  else if (state->target == TARGET_TEXT)
    {
      begin_section (rtf);
      gf_prose_add (rtf->prose, c, state->is_hidden || state->is_deleted);
    }
  else if (state->target >= TARGET_STYLES && state->target != TARGET_HTML
           && rtf->value->len < MAX_VALUE_BYTES)
    g_string_append_unichar (rtf->value, c);
}

static void
take_byte (GfRtf *rtf, uint8_t byte)
{
  unsigned codepage = gf_rtf_state (rtf)->codepage;

  if (rtf->n_skipped > 0)
    {
      rtf->n_skipped--;
      return;
    }
  if (codepage == 0)
    codepage = rtf->codepage;
  if (codepage == GF_RTF_CODEPAGE_SYMBOL && byte >= 0x80)
    gf_rtf_put (rtf, byte == 0xb7 ? 0x2022 : 0xf000u + byte);
  else
    gf_rtf_put (rtf, gf_codepage_char (codepage, byte));
}

static void
take_word (GfRtf *rtf)
{
  bool is_starred = rtf->is_starred;

  rtf->is_starred = false;
  gf_rtf_do_word (rtf, is_starred);
}

static void
take_symbol (GfRtf *rtf)
{
  uint8_t byte = rtf->token.byte;

  rtf->is_starred = byte == '*';
  if (byte == '~')
    gf_rtf_put (rtf, 0xa0);
  else if (byte == '_')
    gf_rtf_put (rtf, '-');
  else if (byte == '\r' || byte == '\n')
    gf_rtf_end_paragraph (rtf);
  else if (byte == '\t')
    gf_rtf_put (rtf, '\t');
  else if (byte == '\\' || byte == '{' || byte == '}')
    take_byte (rtf, byte);
}

static void
open_group (GfRtf *rtf)
{
  GfRtfState state = *gf_rtf_state (rtf);

  rtf->n_skipped = 0;
  if (rtf->states->len >= GF_LIMIT_DEPTH)
    {
      rtf->n_too_deep++;
      gf_reading_cut (rtf->reading, "nests deeper than %d: what lies deeper was left",
                      GF_LIMIT_DEPTH);
      return;
    }
  state.opens_inset = state.opens_value = false;
  g_array_append_val (rtf->states, state);
  /* A row of the table of styles. */
  if (state.target == TARGET_STYLES)
    {
      g_string_truncate (rtf->value, 0);
      rtf->row = 0;
      rtf->row_outline = 0;
      rtf->row_is_list = false;
      gf_rtf_state (rtf)->opens_value = true;
    }
}

static void
end_style (GfRtf *rtf)
{
  GfRtfStyle style = { .level = rtf->row_outline, .is_list_item = rtf->row_is_list };
  char *end = strchr (rtf->value->str, ';');

  if (end != NULL)
    g_string_truncate (rtf->value, (gsize) (end - rtf->value->str));
  if (style.level == 0)
    style.level = gf_office_level_of_style (rtf->value->str);
  gf_rtf_tables_set_style (rtf->tables, rtf->row, style);
}

/* Bullets are left out: that it is an item the block says. */
static void
end_list_number (GfRtf *rtf)
{
  const char *number = g_strstrip (rtf->value->str);

  rtf->has_list_number = true;
  if (strpbrk (number, "0123456789") == NULL)
    return;
  for (const char *p = number; *p != '\0'; p = g_utf8_next_char (p))
    gf_prose_add (rtf->prose, g_utf8_get_char (p), false);
  gf_prose_add (rtf->prose, ' ', false);
}

static void
end_value (GfRtf *rtf, GfRtfTarget target)
{
  if (target == TARGET_STYLES)
    end_style (rtf);
  else if (target == TARGET_TITLE)
    gf_text_set (rtf->reading->text, GF_TEXT_TITLE, rtf->value->str);
  else if (target == TARGET_AUTHOR)
    gf_text_set (rtf->reading->text, GF_TEXT_AUTHOR, rtf->value->str);
  else if (target == TARGET_LIST_NUMBER)
    end_list_number (rtf);
  g_string_truncate (rtf->value, 0);
}

static void
close_group (GfRtf *rtf)
{
  GfRtfState state = *gf_rtf_state (rtf);

  rtf->n_skipped = 0;
  rtf->is_starred = false;
  if (rtf->n_too_deep > 0)
    {
      rtf->n_too_deep--;
      return;
    }
  if (state.opens_inset)
    gf_prose_end_inset (rtf->prose);
  g_array_set_size (rtf->states, rtf->states->len - 1);
  if (state.opens_value)
    end_value (rtf, state.target);
}

static void
take_token (GfRtf *rtf)
{
  if (rtf->token.kind == GF_RTF_OPEN)
    open_group (rtf);
  else if (rtf->token.kind == GF_RTF_CLOSE)
    close_group (rtf);
  else if (rtf->n_too_deep > 0)
    return;
  else if (rtf->token.kind == GF_RTF_WORD)
    take_word (rtf);
  else if (rtf->token.kind == GF_RTF_SYMBOL)
    take_symbol (rtf);
  else
    take_byte (rtf, rtf->token.byte);
}

static bool
may_go_on (GfRtf *rtf, size_t n_tokens)
{
  if (gf_prose_is_full (rtf->prose))
    return false;
  if (n_tokens % TOKENS_A_LOOK != 0 || !gf_reading_is_late (rtf->reading))
    return true;
  gf_reading_cut (rtf->reading, "takes too much time: stopped after %zu bytes",
                  rtf->token.at);
  rtf->is_stopped = true;
  return false;
}

static void
walk (GfRtf *rtf)
{
  for (size_t n = 1; may_go_on (rtf, n); n++)
    {
      gf_rtf_next (&rtf->token);
      if (rtf->token.kind == GF_RTF_END)
        {
          gf_reading_lack (rtf->reading, GF_REASON_DAMAGED,
                           "the document breaks off: a group is not closed");
          return;
        }
      /* What follows the last brace is no part of the document. */
      if (rtf->token.kind == GF_RTF_CLOSE && rtf->states->len <= 2
          && rtf->n_too_deep == 0)
        return;
      take_token (rtf);
    }
}

static bool
read_html (GfRtf *rtf)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (rtf->html);

  rtf->html = NULL;
  return gf_html_read_bytes (rtf->reading, bytes, NULL);
}

bool
gf_rtf_read_span (GfReading *reading, GfSpan span)
{
  g_autoptr (GfProse) prose = gf_prose_new (reading);
  g_autoptr (GfRtfTables) tables = gf_rtf_tables_new ();
  g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (GfRtfState));
  g_autoptr (GString) value = g_string_new (NULL);
  GfRtfState state = { .n_fallbacks = 1 };
  GfRtf rtf = { .reading = reading,
                .token = { .span = span },
                .prose = prose,
                .tables = tables,
                .states = states,
                .codepage = GF_CODEPAGE_WESTERN,
                .value = value };

  g_array_append_val (states, state);
  walk (&rtf);
  if (rtf.html != NULL)
    return read_html (&rtf);
  /* Insets that a broken file leaves open end with it. */
  while (states->len > 1)
    close_group (&rtf);
  gf_rtf_end_paragraph (&rtf);
  gf_prose_end_row (prose);
  gf_prose_number_pages (prose, (uint32_t) MAX (rtf.n_pages, 0));
  return !gf_prose_is_full (prose) && !rtf.is_stopped;
}

bool
gf_rtf_read (GfReading *reading, GError **error)
{
  g_autoptr (GBytes) source = gf_reading_load (reading, error);

  if (source == NULL)
    return false;
  gf_rtf_read_span (reading, gf_span_of (source));
  return true;
}
