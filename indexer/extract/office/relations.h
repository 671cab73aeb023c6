/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * relations.h: how the parts of an Office Open XML package point to each other (ECMA-376,
 * part 2, "Relationships").
 */
#pragma once

#include "indexer/extract/packages/zip.h"

typedef struct GfRelations GfRelations;

/*
 * gf_relations_read: of the part @part; "" for those of the package.  What points out of
 * the package is left out; where nothing is said there are none.
 * A kind is the last part of a type, which the strict and the transitional standard have
 * in common: "worksheet"; a target is the name of a member.
 */
GfRelations *gf_relations_read (GfZip *zip, const char *part);
void gf_relations_free (GfRelations *relations);

/* The target of the relation that its part calls @id, and of the first of a kind;
 * (transfer none) (nullable). */
const char *gf_relations_find (const GfRelations *relations, const char *id);
const char *gf_relations_first (const GfRelations *relations, const char *kind);

/* The targets of a kind, in the order they stand; (transfer container). */
GPtrArray *gf_relations_list (const GfRelations *relations, const char *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfRelations, gf_relations_free)
