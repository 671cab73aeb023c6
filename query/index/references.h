/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * references.h: what a text points to, within the index, and what points to it.
 *
 * Nothing of this is stored: a reference is resolved when somebody asks, so it finds what
 * came into the index after it.  A case is found by its number; then by the letters
 * before it, or the body that the text names; else by the body that wrote the text; the
 * same region goes before others, which only count where the body's name tells the
 * region.  A number alone, in the papers of a body that numbers its cases so itself, is
 * of that body.  Of the papers of one case the minutes go before the agenda and the case
 * paper, and of several minutes the last that the text can know of.  Where cases of
 * different bodies fit equally well, the reference stays unresolved: never a guess.
 */
#pragma once

#include <jansson.h>

#include "query/index/index-private.h"

/* A resolver keeps what it has read, for one answer from one state of the index. */
typedef struct GfResolver GfResolver;

GfResolver *gf_resolver_new (GfIndex *index);
void gf_resolver_free (GfResolver *resolver);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfResolver, gf_resolver_free)

/*
 * gf_resolver_reference: @reference, which stands in @unit of the document with @head, as
 * the contract's object; with "document_id", "unit_id" (of a case) and "target" where it
 * is resolved.  @text: of the unit.
 * Returns: (transfer full): NULL on error.  Errors: those of reading the index.
 */
json_t *gf_resolver_reference (GfResolver *resolver, const GfDocument *head,
                               const GfUnit *unit, const GfReference *reference,
                               const char *text, GError **error);

/*
 * gf_resolver_referring: the units that point to @unit, a case of the document with
 * @head, or with NULL to the document's meeting: the contract's "referred_by".  At most
 * 100 of them.
 * Returns: (transfer full): often empty; NULL on error.
 */
json_t *gf_resolver_referring (GfResolver *resolver, const GfDocument *head,
                               const GfUnit *unit, GError **error);

/* Whether so much was asked of the resolver that it stopped reading: then references may
   be unresolved, and referring units missing, that are there. */
bool gf_resolver_is_cut (const GfResolver *resolver);
