/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * bodies.h: which organ a document is of, and which region: by the registers, and for
 * those they do not know by how such names are made.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef struct
{
  char *body;    /* NULL where not found */
  char *region;  /* NULL where not found */
  char *council; /* the region's council as the text names it; NULL where it does not */
} GfBelonging;

/* gf_belonging_find: @head: of gf_lines_new_head (); @title: (nullable); @owner:
 * (nullable): the municipality or county that made it, gf_owners_find () */
GfBelonging *gf_belonging_find (const GfLines *lines, const GfLines *head,
                                GfDocumentType type, const char *title,
                                const char *owner);
void gf_belonging_free (GfBelonging *belonging);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfBelonging, gf_belonging_free)
