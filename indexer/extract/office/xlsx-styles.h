/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * xlsx-styles.h: the number formats of the cells of a workbook (styles.xml).
 */
#pragma once

#include "indexer/extract/office/number-format.h"

typedef struct GfXlsxStyles GfXlsxStyles;

/* @bytes: (nullable); a broken one gives what came before the fault. */
GfXlsxStyles *gf_xlsx_styles_new (GBytes *bytes);
void gf_xlsx_styles_free (GfXlsxStyles *styles);

/* The format of the cell style @number; (transfer none) (nullable): NULL is General. */
const GfNumberFormat *gf_xlsx_styles_get (const GfXlsxStyles *styles, gint64 number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfXlsxStyles, gf_xlsx_styles_free)
