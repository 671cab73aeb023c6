/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * text.h: what was read out of a file: blocks in reading order, and what the file says of
 * itself.
 *
 * Between extract, which fills it in, and understand, which reads it.  Holds a budget of
 * bytes: once it is spent, further blocks are refused and the text is marked as cut, so
 * that no format can fill the memory.  Block text is made valid UTF-8 in NFC, stripped of
 * control characters (tab and newline stay), soft hyphens and outer white space; an empty
 * block is dropped.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/record.h"

typedef struct GfText GfText;

/* @max_bytes: cap on the sum of the blocks' text, in bytes of UTF-8. */
GfText *gf_text_new (size_t max_bytes);
void gf_text_free (GfText *text);

/*
 * gf_text_add: appends a block; @text is copied.
 * @page: physical, from 1; 0 in a format without pages.  @level: of a heading, else 0
 * Returns: false once the budget is spent: the caller stops reading.  A block is cut
 * between characters, never dropped in silence.
 */
bool gf_text_add (GfText *text, GfBlockKind kind, uint8_t level, uint32_t page,
                  const char *string);

/* Whether the budget is of blocks, not of bytes: no file of people's has so many. */
bool gf_text_has_too_many_blocks (const GfText *text);

/* The blocks, of GfBlock, in order (transfer none); understand may change their kind. */
GPtrArray *gf_text_get_blocks (GfText *text);

/* Whether the budget was spent, and something cut. */
bool gf_text_is_cut (const GfText *text);

/* What the file says of itself; each a copy, NULL where it says nothing.  An empty one is
 * NULL. */
typedef enum
{
  GF_TEXT_TITLE,
  GF_TEXT_AUTHOR,
  GF_TEXT_DATE, /* created or published: ISO 8601 date, or the date of an ISO timestamp */
  GF_TEXT_LANGUAGE,    /* as declared: "nb-NO" */
  GF_TEXT_FORMAT,      /* media type as found from the content */
  GF_TEXT_PATH,        /* the path as shown */
  GF_TEXT_STATED_TYPE, /* what the gjenfinn.conf of its folder states: a type's name */
  GF_TEXT_STATED_BODY,
  GF_TEXT_STATED_REGION,
  GF_TEXT_STATED_MUNICIPALITIES, /* apart by GF_STATED_SEPARATOR, common/schema.h */
  GF_TEXT_STATED_COUNTIES,       /* the same */
  GF_TEXT_STATED_LANGUAGE,
  GF_TEXT_STATED_DATE,
  GF_TEXT_STATED_TITLE,
  GF_TEXT_N_PROPERTIES
} GfTextProperty;
void gf_text_set (GfText *text, GfTextProperty property, const char *value);
const char *gf_text_get (const GfText *text, GfTextProperty property);

/* gf_text_state: sets the GF_TEXT_STATED_* that common/message.h calls @key; a key that
   is none of them is passed over. */
void gf_text_state (GfText *text, const char *key, const char *value);

/* Number of pages; 0 in a format without. */
void gf_text_set_pages (GfText *text, uint32_t pages);
uint32_t gf_text_get_pages (const GfText *text);

/* gf_text_set_page_label: page @page, from 1, is called @label ("iv") by the file; not to
   be called where that is its number. */
void gf_text_set_page_label (GfText *text, uint32_t page, const char *label);
/* (transfer none): NULL where the page has no other name than its number. */
const char *gf_text_get_page_label (const GfText *text, uint32_t page);

/* gf_text_note_page_without_text: page @page holds an image and no text of its own. */
void gf_text_note_page_without_text (GfText *text, uint32_t page);
/* How many such pages, and the first and last of them (optional). */
uint32_t gf_text_get_pages_without_text (const GfText *text, uint32_t *first_out,
                                         uint32_t *last_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfText, gf_text_free)
