/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * version-marks.h: the marks of a group (versions.h) on a document and on its units.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/sketch.h"
#include "xapian-c/xapian-c.h"

/* A document where it stands. */
typedef struct
{
  XcWriter *documents;
  XcWriter *units;
  uint32_t docid;
  const GfSketch *sketch;
  bool is_alone; /* of its kind: no other minutes of its meeting that may say other things
                  */
} GfMarked;

/* gf_marks_read: the key of the group that a document is marked with.  *key_out:
   (transfer full): NULL for none.  Errors: the shim's. */
bool gf_marks_read (XcDatabase *documents, uint32_t docid, char **key_out,
                    GError **error);

/* gf_marks_are_written: whether the document is marked with @key and as it would be now;
   then its units are too.  Errors: the shim's. */
bool gf_marks_are_written (const GfMarked *marked, const char *key, bool *are_out,
                           GError **error);

/*
 * gf_marks_write: marks it and its units with @key, or unmarks them where that is NULL;
 * what is marked so already is left alone.
 * Errors: the shim's.
 */
bool gf_marks_write (const GfMarked *marked, const char *key, GError **error);
