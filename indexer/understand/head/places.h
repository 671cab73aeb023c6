/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * places.h: which municipalities and counties a document concerns: those whose it is, or
 * the members of its region on the day that it is from, regions within regions followed,
 * and those that its head lists; each by the name that it had on that day.  Private to
 * understand.
 */
#pragma once

#include "indexer/understand/head/owners.h"

/*
 * gf_places_find: @head: of gf_lines_new_head (); @title: (nullable)
 * @region: (nullable) of the document; @date: (nullable) of it, as exact as is known:
 * where not known, as things are now
 * @municipalities_out, @counties_out: (transfer full) (nullable): in the order of the
 * registers; NULL for none
 */
void gf_places_find (const GfLines *head, const char *title, const GfOwners *owners,
                     const char *region, const char *date, GStrv *municipalities_out,
                     GStrv *counties_out);

/* gf_places_region_of_folder: the region or the municipality that a folder of @path
 * (nullable) is named after, in the register's words and no others, the innermost first:
 * "Hamarregionen", "Skien kommune".  For want of anything else.  (transfer full)
 * (nullable) */
char *gf_places_region_of_folder (const GfRegisters *registers, const char *path);
