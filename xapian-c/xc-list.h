/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XcList: what the listing functions return. Names in ascending order of bytes, each with
 * a count or with bytes, all of it in memory that belongs to the list and does not
 * change.
 */
#ifndef XC_LIST_H
#define XC_LIST_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

G_BEGIN_DECLS

typedef struct XcList XcList;

/**
 * XcBytes:
 * @data: never NULL; followed by a zero byte that @size does not count
 * @size: in bytes; 0 means empty, which for slots and metadata is the same as absent
 */
typedef struct
{
  const char *data;
  size_t size;
} XcBytes;

/**
 * XcEntry:
 * @name: a term, a metadata key or a slot's value, according to the function that made
 * the list
 * @value: the bytes that belong to a metadata key; empty otherwise
 * @count: documents with the term or the value, or occurrences in one document; 0 for
 * metadata
 */
typedef struct
{
  XcBytes name;
  XcBytes value;
  uint32_t count;
} XcEntry;

/**
 * xc_list_get_entries:
 * @n_out: (out): how many there are
 *
 * Returns: (transfer none): the entries, alive as long as @list; unspecified when there
 * are none.
 */
const XcEntry *xc_list_get_entries (const XcList *list, size_t *n_out);

/** xc_list_is_truncated: whether there was more than the caller's maximum. */
bool xc_list_is_truncated (const XcList *list);

void xc_list_free (XcList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (XcList, xc_list_free)

G_END_DECLS

#endif
