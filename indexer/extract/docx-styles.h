/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * docx-styles.h: what the paragraph styles of a DOCX say of its paragraphs.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct
{
  uint8_t level; /* of a heading, from 1; 0 for none */
  bool is_list_item;
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfDocxStyles, gf_docx_styles_free)
