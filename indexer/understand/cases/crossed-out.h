/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * crossed-out.h: cases that keep their number in a list, or a heading in the minutes, and
 * are marked as taken off: "Trekt av søkjaren." right below, "- UTGÅR" in the title.
 *
 * Private to understand.
 */
#pragma once

#include "indexer/understand/cases/passages.h"

/* gf_crossed_out_find: the line of a case without any proposal, of which little is told,
 * that says that the case is withdrawn.  Returns: (transfer full) (nullable). */
GfDecision *gf_crossed_out_find (GfPassages *passages);

/* gf_crossed_out_find_told: the last line of what was said at the meeting that mentions,
 * in whatever clause, that the case was taken back; for a case of which nothing else
 * became.  NULL where a vote is told of.  Returns: (transfer full) (nullable). */
GfDecision *gf_crossed_out_find_told (GfPassages *passages);

/* gf_crossed_out_new: WITHDRAWN, as the @length bytes of @text on @page say.  Returns:
 * (transfer full). */
GfDecision *gf_crossed_out_new (const char *text, size_t length, uint32_t page);

/*
 * gf_crossed_out_read_title: what a mark in @title (nullable), which stands on @page,
 * says: alone, in brackets, behind a dash, before a colon, or as a last word in capitals.
 * "Trukket kabel i Storgata" is no mark.  Returns: (transfer full) (nullable): WITHDRAWN,
 * its text the mark as written.
 */
GfDecision *gf_crossed_out_read_title (const GfRegisters *registers, const char *title,
                                       uint32_t page);
