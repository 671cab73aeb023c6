/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * listed-places.h: municipalities that the head of a document names one after the other:
 * "Hole – Jevnaker – Ringerike" below a letterhead, "på vegne av Eidskog, Grue og Åsnes",
 * a line for each ("Karmøy kommune: ...").
 *
 * A list is of two at least in a title, of three elsewhere.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef struct
{
  GPtrArray *names; /* of char *, names of the register, borrowed from it */
  bool of_title;
  bool of_lines; /* one a line */
} GfPlaceList;

/* gf_listed_places_find: @head: of gf_lines_new_head (); @title: (nullable).  (transfer
 * full): of GfPlaceList. */
GPtrArray *gf_listed_places_find (const GfLines *head, const char *title);
