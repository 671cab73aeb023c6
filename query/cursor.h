/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cursor.h: how far in a list of hits somebody is: text that an answer hands out and the
 * next question gives back, so that every hit of any list is reached.
 *
 * Nothing is kept between the two.  A cursor holds the place, of which question it is,
 * and of which commit: of an unchanged index the pages are one list, each hit once.
 * Where the index has changed since, the answer goes on at the same place of the new
 * list, where a hit may be missing or stand twice, and says so.
 */
#pragma once

#include <jansson.h>

#include "query/request.h"

/* What begins a list. */
#define GF_CURSOR_FIRST "*"

/*
 * gf_cursor_set: @request goes on where @value, which is GF_CURSOR_FIRST or what
 * gf_cursor_finish () gave, stands.
 * Errors: PARAMETER.
 */
bool gf_cursor_set (GfRequest *request, const char *value, GError **error);

/* gf_cursor_note: @name and @value are part of what @request asks. */
void gf_cursor_note (GfRequest *request, const char *name, const char *value);

/* gf_cursor_check: whether the cursor, if there is one, is of this question.
   Errors: PARAMETER. */
bool gf_cursor_check (const GfRequest *request, GError **error);

/*
 * gf_cursor_finish: where @request has a cursor, sets in @answer, of a search,
 * "next_cursor" unless this was the end (an answer cut short never is), and
 * "changed_since" (the snapshot that the cursor is of), with a note for people, where
 * that is not the answer's.
 */
void gf_cursor_finish (const GfRequest *request, json_t *answer);
