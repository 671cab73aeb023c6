/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ole.h: the compound files ([MS-CFB], "OLE2") that the old formats of Office lie in.
 *
 * Our own, since libgsf 1.14 lists a directory by recursion and by sorted insertion (a
 * file of 5 MB overruns the stack), and refuses a file whole where one chain of it is
 * broken.  Here nothing recurses, every chain ends by the size of the file, and what is
 * left of a damaged file is read.  Reads from the descriptor as it goes: a large file
 * costs 4 bytes of memory a sector.
 */
#pragma once

#include "indexer/extract/reading.h"

#define GF_OLE_TYPE "application/x-ole-storage"

typedef struct GfOle GfOle;

/* A stream or a storage; valid while the container is. */
typedef uint32_t GfOleEntry;
#define GF_OLE_ROOT ((GfOleEntry) 0)
#define GF_OLE_NONE ((GfOleEntry) -1)

/*
 * gf_ole_open: the container behind @reading, which outlives it.
 * Errors: DAMAGED, where there is no directory; LIMIT, for want of memory.
 */
GfOle *gf_ole_open (GfReading *reading, GError **error);
void gf_ole_free (GfOle *ole);

/* The entry of that name (letter case aside) right within @storage, or GF_OLE_NONE. */
GfOleEntry gf_ole_find (const GfOle *ole, GfOleEntry storage, const char *name);

/* The storages right within @storage whose names begin with @prefix, sorted by name:
 * (transfer full), of GfOleEntry. */
GArray *gf_ole_list (const GfOle *ole, GfOleEntry storage, const char *prefix);

/*
 * gf_ole_load: the bytes of the stream @entry, at most GF_LIMIT_SOURCE_BYTES of them.
 * What is missing, by a limit or since the file is damaged, is noted in the reading.
 * Returns: (transfer full): NULL where @entry is no stream.
 */
GBytes *gf_ole_load (GfOle *ole, GfOleEntry entry);
/* How many bytes the stream says it has. */
uint64_t gf_ole_size (const GfOle *ole, GfOleEntry entry);
/* The same as load, of the stream of that name in @storage. */
GBytes *gf_ole_load_named (GfOle *ole, GfOleEntry storage, const char *name);

/*
 * gf_ole_read_summary: title, author and date of creation out of the property set of
 * [MS-OLEPS], into the reading's text.
 * Returns: the number of pages as last counted by the program that saved the file; 0
 * where it does not say.
 */
uint32_t gf_ole_read_summary (GfOle *ole, GfReading *reading);

/* gf_ole_dup_date: hundreds of nanoseconds since 1601 as an ISO 8601 timestamp: (transfer
 * full), NULL before 1970 and beyond 9999. */
char *gf_ole_dup_date (uint64_t time);

/* The readers of what lies in a container, each in a file of its own. */
bool gf_doc_read (GfReading *reading, GfOle *ole, GError **error);
bool gf_xls_read (GfReading *reading, GfOle *ole, GError **error);
bool gf_ppt_read (GfReading *reading, GfOle *ole, GError **error);
bool gf_msg_read (GfReading *reading, GfOle *ole, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfOle, gf_ole_free)
