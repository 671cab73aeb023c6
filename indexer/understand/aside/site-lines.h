/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * site-lines.h: single lines that a web site or a mail program put beside a text, and
 * that no markup told from it: "Hopp til innholdet", the way to a page, a disclaimer.
 *
 * Only what the registers have word for word, or what repeats the title right below it.
 * Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_site_lines_set_aside: as boilerplate. */
void gf_site_lines_set_aside (GfLines *lines);
