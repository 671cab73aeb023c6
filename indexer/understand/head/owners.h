/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * owners.h: the municipalities and counties whose document it is: in the letterhead
 * ("SKIEN KOMMUNE"), beside the name of an organ ("Skien formannskap", "kontrollutvalget
 * i Frøya kommune"), alone in the furniture of a page or a site, or as the sender of an
 * answer ("Rollag kommune gir følgende innspill").
 *
 * A name in running text owns nothing.  Private to understand.
 */
#pragma once

#include "indexer/understand/reading/lines.h"

typedef struct
{
  GPtrArray *municipalities; /* of char *, names of the register; owned */
  GPtrArray *counties;       /* the same */
  char *region; /* "Skien", "Hordaland fylkeskommune"; NULL where it is none or
                   several */
  char *author; /* whom the file calls its author, where it is one; NULL where @region is
                   known, and where the file says nothing.  The host of a secretariat may
                   be the author of what is another's. */
} GfOwners;

/* gf_owners_find: @lines: all; @head: of gf_lines_new_head (); @title: (nullable).
 * (transfer full) */
GfOwners *gf_owners_find (const GfLines *lines, const GfLines *head, GfDocumentType type,
                          const char *title);
void gf_owners_free (GfOwners *owners);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfOwners, gf_owners_free)
