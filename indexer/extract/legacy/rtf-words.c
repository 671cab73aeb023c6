/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rtf-words.c: what the words of RTF do.
 */
#include "config.h"

#include "indexer/extract/legacy/rtf-private.h"

#include <stdlib.h>

#include "indexer/extract/legacy/codepage.h"

#define BODY_LEVEL 9
#define CHARSET_SYMBOL 2

static GfProseFormat
format_of (const GfRtf *rtf)
{
  const GfRtfState *state = gf_rtf_state (rtf);
  GfRtfStyle style = gf_rtf_tables_get_style (rtf->tables, state->style);
  GfProseFormat format = { .level = state->has_outline ? state->outline : style.level,
                           .in_table = state->in_table,
                           .is_list_item = state->is_list_item || style.is_list_item
                                           || rtf->has_list_number };

  return format;
}

/* \u is signed, and of two halves where the character is beyond 16 bits. */
static void
take_unicode (GfRtf *rtf, int32_t number)
{
  gunichar c = (gunichar) number & 0xffff;
  gunichar high = rtf->high;

  rtf->high = 0;
  rtf->n_skipped = gf_rtf_state (rtf)->n_fallbacks;
  if (number > 0xffff)
    c = g_unichar_validate ((gunichar) number) ? (gunichar) number : 0xfffd;
  if (c >= 0xd800 && c < 0xdc00)
    rtf->high = c;
  else if (c >= 0xdc00 && c < 0xe000)
    gf_rtf_put (rtf,
                high != 0 ? 0x10000 + ((high - 0xd800) << 10) + (c - 0xdc00) : 0xfffd);
  else if (c >= 0x20)
    gf_rtf_put (rtf, c);
}

/* Whether marks of paragraphs and tables mean something here: not in a page of HTML, and
   not in what is no text. */
static bool
is_text (const GfRtf *rtf)
{
  return rtf->html == NULL && gf_rtf_state (rtf)->target == TARGET_TEXT;
}

void
gf_rtf_end_paragraph (GfRtf *rtf)
{
  if (!is_text (rtf))
    {
      gf_rtf_put (rtf, '\n');
      return;
    }
  gf_prose_end_paragraph (rtf->prose, format_of (rtf));
  rtf->has_list_number = false;
}

/* What a word does; @number as in the table of words, or as in the file. */
typedef void (*Action) (GfRtf *rtf, int32_t number);

static void
do_paragraph (GfRtf *rtf, int32_t number)
{
  (void) number;
  gf_rtf_end_paragraph (rtf);
}

static void
do_cell (GfRtf *rtf, int32_t number)
{
  (void) number;
  if (!is_text (rtf))
    return;
  gf_prose_end_cell (rtf->prose, format_of (rtf));
  rtf->has_list_number = false;
}

static void
do_row (GfRtf *rtf, int32_t number)
{
  (void) number;
  if (is_text (rtf))
    gf_prose_end_row (rtf->prose);
}

/* A cell within a cell, and a row, are lines of the outer cell. */
static void
do_inner_cell (GfRtf *rtf, int32_t number)
{
  (void) number;
  gf_rtf_put (rtf, '\t');
}

static void
do_section (GfRtf *rtf, int32_t number)
{
  (void) number;
  do_paragraph (rtf, 0);
  rtf->section_breaks = true;
}

static void
do_section_without_break (GfRtf *rtf, int32_t number)
{
  (void) number;
  rtf->section_breaks = false;
}

static void
do_page (GfRtf *rtf, int32_t number)
{
  (void) number;
  if (is_text (rtf))
    gf_prose_break_page (rtf->prose);
}

static void
do_page_before (GfRtf *rtf, int32_t number)
{
  if (number != 0 && !gf_prose_has_text (rtf->prose))
    do_page (rtf, 0);
}

static void
do_character (GfRtf *rtf, int32_t number)
{
  gf_rtf_put (rtf, (gunichar) number);
}

static void
do_unicode (GfRtf *rtf, int32_t number)
{
  take_unicode (rtf, number);
}

static void
do_fallbacks (GfRtf *rtf, int32_t number)
{
  gf_rtf_state (rtf)->n_fallbacks = CLAMP (number, 0, 16);
}

static void
do_codepage (GfRtf *rtf, int32_t number)
{
  rtf->codepage = (unsigned) MAX (number, 0);
}

static void
do_default_font (GfRtf *rtf, int32_t number)
{
  rtf->default_font = number;
}

static void
do_font (GfRtf *rtf, int32_t number)
{
  GfRtfState *state = gf_rtf_state (rtf);

  if (state->target == TARGET_FONTS)
    rtf->row = number;
  else
    state->codepage = gf_rtf_tables_get_font (rtf->tables, number);
}

static void
do_charset (GfRtf *rtf, int32_t number)
{
  unsigned codepage = number == CHARSET_SYMBOL
                          ? GF_RTF_CODEPAGE_SYMBOL
                          : gf_codepage_of_charset ((unsigned) MAX (number, 0));

  if (gf_rtf_state (rtf)->target == TARGET_FONTS && codepage != 0)
    gf_rtf_tables_set_font (rtf->tables, rtf->row, codepage);
}

static void
do_font_codepage (GfRtf *rtf, int32_t number)
{
  if (gf_rtf_state (rtf)->target == TARGET_FONTS && number > 0)
    gf_rtf_tables_set_font (rtf->tables, rtf->row, (unsigned) number);
}

static void
do_plain (GfRtf *rtf, int32_t number)
{
  GfRtfState *state = gf_rtf_state (rtf);

  (void) number;
  state->is_hidden = state->is_deleted = false;
  if (state->target != TARGET_FONTS)
    state->codepage = gf_rtf_tables_get_font (rtf->tables, rtf->default_font);
}

static void
do_plain_paragraph (GfRtf *rtf, int32_t number)
{
  GfRtfState *state = gf_rtf_state (rtf);

  (void) number;
  state->in_table = state->has_outline = state->is_list_item = false;
  state->style = 0;
}

static void
do_in_table (GfRtf *rtf, int32_t number)
{
  gf_rtf_state (rtf)->in_table = number != 0;
}

static void
do_hidden (GfRtf *rtf, int32_t number)
{
  gf_rtf_state (rtf)->is_hidden = number != 0;
}

static void
do_deleted (GfRtf *rtf, int32_t number)
{
  gf_rtf_state (rtf)->is_deleted = number != 0;
}

static void
do_style (GfRtf *rtf, int32_t number)
{
  if (gf_rtf_state (rtf)->target == TARGET_STYLES)
    rtf->row = number;
  else
    gf_rtf_state (rtf)->style = number;
}

static void
do_outline (GfRtf *rtf, int32_t number)
{
  GfRtfState *state = gf_rtf_state (rtf);
  uint8_t level = number >= 0 && number < BODY_LEVEL ? (uint8_t) (number + 1) : 0;

  if (state->target == TARGET_STYLES)
    rtf->row_outline = level;
  state->has_outline = true;
  state->outline = level;
}

static void
do_list (GfRtf *rtf, int32_t number)
{
  if (gf_rtf_state (rtf)->target == TARGET_STYLES)
    rtf->row_is_list = number > 0;
  gf_rtf_state (rtf)->is_list_item = number > 0;
}

static void
do_year (GfRtf *rtf, int32_t number)
{
  rtf->year = number;
}

static void
do_month (GfRtf *rtf, int32_t number)
{
  rtf->month = number;
}

static void
do_day (GfRtf *rtf, int32_t number)
{
  g_autofree char *date
      = g_strdup_printf ("%04d-%02d-%02d", CLAMP (rtf->year, 0, 9999),
                         CLAMP (rtf->month, 0, 99), CLAMP (number, 0, 99));

  if (gf_rtf_state (rtf)->target == TARGET_CREATED
      && g_date_valid_dmy ((GDateDay) CLAMP (number, 0, 99),
                           (GDateMonth) CLAMP (rtf->month, 0, 12),
                           (GDateYear) CLAMP (rtf->year, 0, 9999)))
    gf_reading_set_date (rtf->reading, date);
}

static void
do_n_pages (GfRtf *rtf, int32_t number)
{
  rtf->n_pages = number;
}

static void
do_target (GfRtf *rtf, int32_t number)
{
  GfRtfState *state = gf_rtf_state (rtf);

  /* What lies in something that is passed over is passed over too. */
  if (state->target == TARGET_NOWHERE || state->target == TARGET_SHAPE)
    return;
  state->target = (GfRtfTarget) number;
  state->opens_value
      = number == TARGET_TITLE || number == TARGET_AUTHOR || number == TARGET_LIST_NUMBER;
  if (state->opens_value)
    g_string_truncate (rtf->value, 0);
}

static void
do_inset (GfRtf *rtf, int32_t number)
{
  GfRtfState *state = gf_rtf_state (rtf);

  if (state->target != TARGET_TEXT && state->target != TARGET_SHAPE)
    return;
  state->target = TARGET_TEXT;
  state->opens_inset = true;
  state->in_table = state->has_outline = state->is_list_item = false;
  gf_prose_begin_inset (rtf->prose, (GfBlockKind) number);
}

static void
do_html (GfRtf *rtf, int32_t number)
{
  if (number != 0 && rtf->html == NULL)
    rtf->html = g_string_new (NULL);
}

static void
do_rtf_only (GfRtf *rtf, int32_t number)
{
  gf_rtf_state (rtf)->is_rtf_only = number != 0;
}

static void
do_nothing (GfRtf *rtf, int32_t number)
{
  (void) rtf;
  (void) number;
}

typedef enum
{
  NUMBER_OF_TABLE, /* of the table of words, whatever the file says */
  NUMBER_OF_FILE,  /* of the file, or of the table where it has none */
  DESTINATION      /* a number of the table; known with \* before it too */
} Use;

typedef struct
{
  const char *name;
  Use use;
  int32_t number;
  Action action;
} Word;

/* In the order of strcmp (). */
static const Word words[] = {
  { "annotation", DESTINATION, GF_BLOCK_PARAGRAPH, do_inset },
  { "ansicpg", NUMBER_OF_FILE, GF_CODEPAGE_WESTERN, do_codepage },
  { "author", DESTINATION, TARGET_AUTHOR, do_target },
  { "bullet", NUMBER_OF_TABLE, 0x2022, do_character },
  { "cell", NUMBER_OF_TABLE, 0, do_cell },
  { "colortbl", DESTINATION, TARGET_NOWHERE, do_target },
  { "column", NUMBER_OF_TABLE, '\n', do_character },
  { "cpg", NUMBER_OF_FILE, 0, do_font_codepage },
  { "creatim", DESTINATION, TARGET_CREATED, do_target },
  { "deff", NUMBER_OF_FILE, 0, do_default_font },
  { "deleted", NUMBER_OF_FILE, 1, do_deleted },
  { "do", DESTINATION, TARGET_SHAPE, do_target },
  { "dptxbxtext", DESTINATION, GF_BLOCK_PARAGRAPH, do_inset },
  { "dy", NUMBER_OF_FILE, 0, do_day },
  { "emdash", NUMBER_OF_TABLE, 0x2014, do_character },
  { "emspace", NUMBER_OF_TABLE, 0x2003, do_character },
  { "endash", NUMBER_OF_TABLE, 0x2013, do_character },
  { "enspace", NUMBER_OF_TABLE, 0x2002, do_character },
  { "f", NUMBER_OF_FILE, 0, do_font },
  { "fcharset", NUMBER_OF_FILE, 0, do_charset },
  { "filetbl", DESTINATION, TARGET_NOWHERE, do_target },
  { "fldinst", DESTINATION, TARGET_NOWHERE, do_target },
  { "fonttbl", DESTINATION, TARGET_FONTS, do_target },
  { "footer", DESTINATION, GF_BLOCK_FOOTER, do_inset },
  { "footerf", DESTINATION, GF_BLOCK_FOOTER, do_inset },
  { "footerl", DESTINATION, GF_BLOCK_FOOTER, do_inset },
  { "footerr", DESTINATION, GF_BLOCK_FOOTER, do_inset },
  { "footnote", DESTINATION, GF_BLOCK_PARAGRAPH, do_inset },
  { "fromhtml", NUMBER_OF_FILE, 1, do_html },
  { "header", DESTINATION, GF_BLOCK_HEADER, do_inset },
  { "headerf", DESTINATION, GF_BLOCK_HEADER, do_inset },
  { "headerl", DESTINATION, GF_BLOCK_HEADER, do_inset },
  { "headerr", DESTINATION, GF_BLOCK_HEADER, do_inset },
  { "htmlrtf", NUMBER_OF_FILE, 1, do_rtf_only },
  { "htmltag", DESTINATION, TARGET_HTML, do_target },
  { "info", DESTINATION, TARGET_INFO, do_target },
  { "intbl", NUMBER_OF_FILE, 1, do_in_table },
  { "ldblquote", NUMBER_OF_TABLE, 0x201c, do_character },
  { "line", NUMBER_OF_TABLE, '\n', do_character },
  { "listtext", DESTINATION, TARGET_LIST_NUMBER, do_target },
  { "lquote", NUMBER_OF_TABLE, 0x2018, do_character },
  { "ls", NUMBER_OF_FILE, 0, do_list },
  { "mac", NUMBER_OF_TABLE, GF_CODEPAGE_MAC, do_codepage },
  { "mo", NUMBER_OF_FILE, 0, do_month },
  { "nestcell", NUMBER_OF_TABLE, 0, do_inner_cell },
  { "nestrow", NUMBER_OF_TABLE, 0, do_paragraph },
  { "nesttableprops", DESTINATION, 0, do_nothing },
  { "nofpages", NUMBER_OF_FILE, 0, do_n_pages },
  { "nonesttables", DESTINATION, TARGET_NOWHERE, do_target },
  { "nonshppict", DESTINATION, TARGET_NOWHERE, do_target },
  { "objdata", DESTINATION, TARGET_NOWHERE, do_target },
  { "outlinelevel", NUMBER_OF_FILE, BODY_LEVEL, do_outline },
  { "page", NUMBER_OF_TABLE, 0, do_page },
  { "pagebb", NUMBER_OF_FILE, 1, do_page_before },
  { "par", NUMBER_OF_TABLE, 0, do_paragraph },
  { "pard", NUMBER_OF_TABLE, 0, do_plain_paragraph },
  { "pc", NUMBER_OF_TABLE, 437, do_codepage },
  { "pca", NUMBER_OF_TABLE, 850, do_codepage },
  { "pict", DESTINATION, TARGET_NOWHERE, do_target },
  { "plain", NUMBER_OF_TABLE, 0, do_plain },
  { "pntext", DESTINATION, TARGET_LIST_NUMBER, do_target },
  { "pntxta", DESTINATION, TARGET_NOWHERE, do_target },
  { "pntxtb", DESTINATION, TARGET_NOWHERE, do_target },
  { "qmspace", NUMBER_OF_TABLE, 0x2005, do_character },
  { "rdblquote", NUMBER_OF_TABLE, 0x201d, do_character },
  { "revtbl", DESTINATION, TARGET_NOWHERE, do_target },
  { "row", NUMBER_OF_TABLE, 0, do_row },
  { "rquote", NUMBER_OF_TABLE, 0x2019, do_character },
  { "rxe", DESTINATION, TARGET_NOWHERE, do_target },
  { "s", NUMBER_OF_FILE, 0, do_style },
  { "sbkcol", NUMBER_OF_TABLE, 0, do_section_without_break },
  { "sbknone", NUMBER_OF_TABLE, 0, do_section_without_break },
  { "sect", NUMBER_OF_TABLE, 0, do_section },
  { "shpinst", DESTINATION, TARGET_SHAPE, do_target },
  { "shprslt", DESTINATION, TARGET_NOWHERE, do_target },
  { "shptxt", DESTINATION, GF_BLOCK_PARAGRAPH, do_inset },
  { "softline", NUMBER_OF_TABLE, ' ', do_character },
  { "stylesheet", DESTINATION, TARGET_STYLES, do_target },
  { "tab", NUMBER_OF_TABLE, '\t', do_character },
  { "tc", DESTINATION, TARGET_NOWHERE, do_target },
  { "template", DESTINATION, TARGET_NOWHERE, do_target },
  { "title", DESTINATION, TARGET_TITLE, do_target },
  { "txe", DESTINATION, TARGET_NOWHERE, do_target },
  { "u", NUMBER_OF_FILE, 0, do_unicode },
  { "uc", NUMBER_OF_FILE, 1, do_fallbacks },
  { "v", NUMBER_OF_FILE, 1, do_hidden },
  { "xe", DESTINATION, TARGET_NOWHERE, do_target },
  { "yr", NUMBER_OF_FILE, 0, do_year },
  { "zwj", NUMBER_OF_TABLE, 0x200d, do_character },
  { "zwnj", NUMBER_OF_TABLE, 0x200c, do_character },
};

static int
compare_words (const void *name, const void *word)
{
  return strcmp (name, ((const Word *) word)->name);
}

void
gf_rtf_do_word (GfRtf *rtf, bool is_starred)
{
  const Word *word = bsearch (rtf->token.word, words, G_N_ELEMENTS (words),
                              sizeof words[0], compare_words);

  /* Words that are not known are nothing, and with \* neither is what follows them. */
  if (is_starred && (word == NULL || word->use != DESTINATION))
    gf_rtf_state (rtf)->target = TARGET_NOWHERE;
  if (word == NULL)
    return;
  if (word->action == do_character && rtf->n_skipped > 0)
    {
      rtf->n_skipped--;
      return;
    }
  bool is_of_file = word->use == NUMBER_OF_FILE && rtf->token.has_number;
  word->action (rtf, is_of_file ? rtf->token.number : word->number);
}
