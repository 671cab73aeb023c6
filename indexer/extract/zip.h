/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zip.h: members of a zip container, read from its descriptor: some held, one streamed.
 *
 * Counts what it unpacks against the limits unpacked-mb and ratio, members against
 * members.  Names are looked up, never used as paths.
 */
#pragma once

#include "indexer/extract/reading.h"

typedef struct GfZip GfZip;

/*
 * gf_zip_open: goes through the members, and holds those that @is_wanted says by name.
 * A member over GF_LIMIT_HELD_MEMBER_BYTES is not held, and a cut noted.
 * Errors: ENCRYPTED, where a wanted member is; DAMAGED, where no member could be found.
 */
GfZip *gf_zip_open (GfReading *reading, bool (*is_wanted) (const char *name),
                    GError **error);
void gf_zip_free (GfZip *zip);

bool gf_zip_has (const GfZip *zip, const char *name);

/* A held member; (transfer none) (nullable). */
GBytes *gf_zip_get (const GfZip *zip, const char *name);

/* The names of the held members that begin with @prefix, sorted; (transfer container). */
GPtrArray *gf_zip_list (const GfZip *zip, const char *prefix);

/* gf_zip_begin_stream: makes gf_zip_read () read member @name, held or not. */
bool gf_zip_begin_stream (GfZip *zip, const char *name, GError **error);

/* The next bytes of the stream; an xmlInputReadCallback with the GfZip as its context.
   Returns: their count, 0 at the end, -1 where it is broken or over a limit (noted as
   cut). */
int gf_zip_read (void *zip, char *buffer, int size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfZip, gf_zip_free)
