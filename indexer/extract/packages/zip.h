/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * zip.h: members of a zip container, by name and in any order, read from its descriptor.
 *
 * Made for Office files, whose parts point to each other: the directory is read once, a
 * member costs only itself.  All that is unpacked is counted against the limits
 * unpacked-mb and ratio, however often a member is read, members against members: here
 * and nowhere else.  Names are looked up, never used as paths; in ASCII they are alike
 * whatever their case, and "\" is "/", as Office has it.
 */
#pragma once

#include "indexer/extract/reading.h"

typedef struct GfZip GfZip;
typedef struct GfZipStream GfZipStream;

/* Where the name of the first member stands, in a file that begins with a member. */
#define GF_ZIP_LOCAL_HEADER_BYTES 30

/*
 * gf_zip_open: reads the directory, not the members.
 * Errors: DAMAGED, where there is none or it holds nothing.
 */
GfZip *gf_zip_open (GfReading *reading, GError **error);
/*
 * gf_zip_salvage: the members of one that has lost its directory, as far as they go; the
 * last may be cut.  Returns: (nullable): NULL where there are none.
 */
GfZip *gf_zip_salvage (GfReading *reading);
void gf_zip_free (GfZip *zip);

/* Whether the directory was read to its end: false where it breaks off, or there are more
 * members than allowed (over_out): the rest is not known. */
bool gf_zip_is_whole (const GfZip *zip, bool *over_out);

bool gf_zip_has (const GfZip *zip, const char *name);
/* Whether the member is there and needs a password. */
bool gf_zip_is_encrypted (const GfZip *zip, const char *name);

/* The names that begin with @prefix, sorted, folders left out; (transfer container). */
GPtrArray *gf_zip_list (const GfZip *zip, const char *prefix);

/*
 * gf_zip_load: a member in memory.
 * Returns: (transfer full) (nullable): NULL where it is missing; and where it is over
 * GF_LIMIT_HELD_MEMBER_BYTES, damaged or over a limit, which is noted.
 */
GBytes *gf_zip_load (GfZip *zip, const char *name);

/*
 * gf_zip_open_member: to be read bit by bit; several may be open.  @zip outlives it.
 * Errors: DAMAGED, where it is missing; ENCRYPTED; UNSUPPORTED: a way of packing that no
 * Office program uses.
 */
GfZipStream *gf_zip_open_member (GfZip *zip, const char *name, GError **error);
void gf_zip_stream_free (GfZipStream *stream);

/* The next bytes; a GfXmlRead with the GfZipStream as its context.
   Returns: their count, 0 at the end, -1 where it is broken or over a limit, that of
   time too (noted as cut). */
int gf_zip_stream_read (void *stream, char *buffer, int size);

/*
 * gf_zip_resolve: the name of the member that @address, found in the member @base, leads
 * to: relative to the folder of @base, or from the root after "/"; without what follows
 * "#"; "%20" read where the container has the name only so.
 */
char *gf_zip_resolve (const GfZip *zip, const char *base, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfZip, gf_zip_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfZipStream, gf_zip_stream_free)
