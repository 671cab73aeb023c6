/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx-styles.h: what the styles of a DOCX say of its paragraphs and of stretches
 * of text.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  uint8_t level; /* of a heading, from 1; 0 for none */
  bool is_list_item;
  bool is_hidden;         /* its text is not shown */
  int list;               /* of numbering.xml; 0 for none */
  int list_level;         /* there, from 0; -1 where only the list says it */
  const char *list_style; /* the id of the style that says so; (transfer none) */
} GfDocxStyle;

typedef struct GfDocxStyles GfDocxStyles;

/* @bytes: (nullable): word/styles.xml; a broken one gives what came before the fault. */
GfDocxStyles *gf_docx_styles_new (GBytes *bytes);
void gf_docx_styles_free (GfDocxStyles *styles);

/*
 * gf_docx_styles_get: of the style with @id: its own outline level, else that its name
 * says, else those of the style it is based on.  A style that was not declared is judged
 * by its id, which programs that write no styles choose by the names Word gives
 * ("Overskrift1").
 */
GfDocxStyle gf_docx_styles_get (GfDocxStyles *styles, const char *id);

/* The same, of a style of characters: whether its text is hidden is all it says. */
bool gf_docx_styles_hides (GfDocxStyles *styles, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDocxStyles, gf_docx_styles_free)
