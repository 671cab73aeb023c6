/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meeting.h: single facts in the head of a document: number and place of the meeting,
 * case worker, reference in the archive, when it was published.  Private to understand.
 */
#pragma once

#include "indexer/understand/head/fields.h"

/* Each: (transfer full) (nullable): as written; NULL where not said, or where what stands
   there cannot be it.  @of_meeting: "Saksnr." is the number of a case there. */
char *gf_meeting_dup_number (const GfFields *fields);
char *gf_meeting_dup_place (const GfFields *fields);
char *gf_meeting_dup_case_worker (const GfFields *fields);
char *gf_meeting_dup_archive_reference (const GfFields *fields, bool of_meeting);

/* gf_meeting_dup_owner: the municipality whose town hall the meeting was held in, where
 * @body (nullable) is an organ that municipalities have: "Kommunestyresalen, Vadsø
 * rådhus".  (transfer full) (nullable) */
char *gf_meeting_dup_owner (const GfFields *fields, const char *body);

/* gf_meeting_dup_written: the day that minutes are dated, where that is after the meeting
   on @meeting (nullable). */
char *gf_meeting_dup_written (const GfFields *fields, const char *meeting);

/* gf_meeting_dup_published: @lines: all: a web page says it at its end.  ISO date. */
char *gf_meeting_dup_published (const GfLines *lines);
