/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sketch.h: what is known of a stored document that tells whether another is a version of
 * it.
 *
 * Papers of a meeting (minutes, agenda, case papers) belong together by region, body and
 * day.  Other documents of one region do where their texts resemble each other
 * (common/signature.h), they are for the same period, as far as they say, and something
 * says that they are versions: the same period in both titles, a word like "utkast", or
 * the same day.  Reports for different years and minutes of different meetings, made on
 * one template, are never versions of each other, however alike.
 *
 * Measured (doc/design.md has the numbers): strategies and reports of one region that are
 * not versions of each other have under 0.05 of their runs of three words in common;
 * versions have 0.9 where little was changed, 0.5 where every third paragraph was, 0.25
 * where half of all was written anew.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "common/record.h"
#include "common/signature.h"

typedef struct
{
  char *id;
  GfDocumentType type;
  char *region; /* "" where not known, as the next two */
  char *body;
  char *date;
  char *meeting;          /* the key of its meeting; NULL for what is no paper of one, or
                             does not say of which */
  GfSignature *signature; /* NULL for none */
} GfSketch;

/* gf_sketch_new: of @stored, a GF_STORED_DOCUMENT_TYPE.  Returns: (transfer full). */
GfSketch *gf_sketch_new (GVariant *stored);
void gf_sketch_free (GfSketch *sketch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfSketch, gf_sketch_free)

/* gf_sketch_list_terms: terms of which a version of it has at least one too, but for one
   in five where a version has 0.4 of the text and another title, one in twenty-five where
   it has half.  Returns: (transfer full) (element-type utf8). */
GPtrArray *gf_sketch_list_terms (const GfSketch *sketch);

/* Whether the two are versions of each other: the same whichever comes first. Not for
   papers of a meeting that say which. */
bool gf_sketch_is_version (const GfSketch *one, const GfSketch *other);

/* gf_sketch_dup_rank: of versions of each other, the one with the greatest is the newest:
   minutes before the agenda, adopted before hearing before draft, then by date, then by
   number.  Returns: (transfer full). */
char *gf_sketch_dup_rank (const GfSketch *sketch);

/* Whether it takes the place of others whole: of papers of a meeting, minutes and agendas
   do; a case paper has much that they have not. */
bool gf_sketch_stands_for_others (const GfSketch *sketch);
