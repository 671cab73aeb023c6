/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * rtf-private.h: an RTF file while it is read; between rtf.c, which follows its groups,
 * and rtf-words.c, which knows what its words do.
 */
#pragma once

#include "indexer/extract/prose.h"
#include "indexer/extract/legacy/rtf.h"

/* The code page of fonts of symbols, as Windows numbers it. */
#define GF_RTF_CODEPAGE_SYMBOL 42

/* Where text goes. */
typedef enum
{
  TARGET_TEXT,
  TARGET_NOWHERE,
  TARGET_SHAPE, /* nowhere, but for the text box in it */
  TARGET_FONTS,
  TARGET_STYLES,
  TARGET_INFO,
  TARGET_TITLE,
  TARGET_AUTHOR,
  TARGET_CREATED,
  TARGET_LIST_NUMBER,
  TARGET_HTML /* what is not for a program that knows RTF only */
} GfRtfTarget;

/* What a group begins with, and ends with the group. */
typedef struct
{
  GfRtfTarget target;
  bool opens_inset;
  bool opens_value; /* title, author, list number, row of a table of the head */
  bool is_hidden;
  bool is_deleted;
  bool is_rtf_only;    /* of a page of HTML: what stands in for it */
  unsigned codepage;   /* of the font; 0: the document's */
  int32_t n_fallbacks; /* characters after \u that stand for it */
  bool in_table;
  bool has_outline;
  uint8_t outline;
  bool is_list_item;
  int32_t style;
} GfRtfState;

typedef struct
{
  GfReading *reading;
  GfRtfToken token;
  GfProse *prose;
  GfRtfTables *tables;
  GArray *states;      /* of GfRtfState, the innermost last */
  unsigned n_too_deep; /* groups within the innermost that are not followed */
  unsigned codepage;   /* the document's */
  int32_t default_font;
  bool is_starred;   /* \* stood before */
  int32_t n_skipped; /* characters to come that stand for the one before */
  gunichar high;     /* first half of a pair */
  GString *value;
  int32_t row;         /* of the font or style that is told of */
  uint8_t row_outline; /* of that style */
  bool row_is_list;
  bool has_list_number;
  bool section_breaks; /* a section begins, on a new page unless it says otherwise */
  int32_t year;
  int32_t month;
  int32_t n_pages;
  GString *html; /* the page that is wrapped in the file; NULL where it is none */
  bool is_stopped;
} GfRtf;

static inline GfRtfState *
gf_rtf_state (const GfRtf *rtf)
{
  return &g_array_index (rtf->states, GfRtfState, rtf->states->len - 1);
}

/* A character of the text, to where text goes now. */
void gf_rtf_put (GfRtf *rtf, gunichar c);

/* The mark of a paragraph was met, or of a line in what is no text. */
void gf_rtf_end_paragraph (GfRtf *rtf);

/* gf_rtf_do_word: what the word of the token does, and whether "\\*" stood before it. */
void gf_rtf_do_word (GfRtf *rtf, bool is_starred);
