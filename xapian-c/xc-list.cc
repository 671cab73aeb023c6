/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "xapian-c/xc-private.hh"

const XcEntry *
xc_list_get_entries (const XcList *list, size_t *n_out)
{
  *n_out = list->entries.size ();
  return list->entries.data ();
}

bool
xc_list_is_truncated (const XcList *list)
{
  return list->truncated;
}

void
xc_list_free (XcList *list)
{
  delete list;
}
