/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * people-unmarked.h: lists of people that no key stands above: a table headed "Navn",
 * rows of first name, last name and municipality, "Til stades var Kari Nordmann og ...".
 *
 * Only what can be nothing else.  Linear in the head.  Private to understand.
 */
#pragma once

#include "indexer/understand/head/fields.h"

/* gf_people_find_unmarked: @head: of gf_lines_new_head ().
 * Returns: (transfer full): of GfField, of those present and those absent */
GArray *gf_people_find_unmarked (const GfLines *head);
