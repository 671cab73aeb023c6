/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * furniture.h: what is repeated at the top and the foot of pages, and page numbers, set
 * aside. Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

/* gf_furniture_set_aside: lines of repeated heads and feet, as HEADER and FOOTER; blocks
 * that came as such, too. */
void gf_furniture_set_aside (GfLines *lines);

/*
 * gf_furniture_number_pages: a text without pages whose lines hold a page each, beginning
 * with the page's number: gives the lines their pages. Returns: number of pages; 0 where
 * the text is no such.
 */
uint32_t gf_furniture_number_pages (GfLines *lines);
