/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * versions.h: which documents of the index are versions of one, or of one meeting, kept
 * up to date as documents come and go.
 *
 * Documents are linked by what sketch.h says of each two of them; what is linked, over
 * however many steps, is a group, but for more than GF_VERSIONS_MAX_GROUP: so many that
 * are alike are copies of a template, and versions of nothing.  A group is a function of
 * the documents that are there, whatever order they came in, except where one shares a
 * term with more than GF_VERSIONS_MAX_ALIKE others, of which the first are looked at.
 * Its key is made of its meeting, or of the least of its documents' ids, so that a worker
 * cannot choose it.
 *
 * Only documents that share a group, and their units, are marked (GF_SLOT_VERSIONS,
 * GF_SLOT_RANK, GF_TERM_VERSIONS): an index in which nothing is a version of anything has
 * none of it.  A case has the key of its group, its number and its title, or its title
 * alone where the number is its place in a list; a section that of its group and its
 * headings.  Two minutes of one body and day may be of two meetings, or of two bodies of
 * one name: neither stands for the other.
 *
 * Part of the store: within its transaction, before each commit.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "xapian-c/xapian-c.h"

#define GF_VERSIONS_MAX_GROUP 32u
#define GF_VERSIONS_MAX_ALIKE 64u

typedef struct GfVersions GfVersions;

GfVersions *gf_versions_new (void);
void gf_versions_free (GfVersions *versions);

/* gf_versions_note_new: document @id was written since the last settling. */
void gf_versions_note_new (GfVersions *versions, const char *id);

/* gf_versions_note_all: it is not known what was settled, after a kill. */
void gf_versions_note_all (GfVersions *versions);

/*
 * gf_versions_note_gone: the document is about to be taken out of @documents: what it
 * shared a group with is looked at anew.  Errors: the shim's.
 */
bool gf_versions_note_gone (GfVersions *versions, XcDatabase *documents, const char *id,
                            GError **error);

/* gf_versions_describe: adds to @entry, a document about to be written, the terms that
   versions of it are found by.  @stored: its record.  Errors: the shim's. */
bool gf_versions_describe (XcDocument *entry, GVariant *stored, GError **error);

/* gf_versions_settle: marks what has come to share a group, and unmarks what no longer
   does.  Errors: the shim's. */
bool gf_versions_settle (GfVersions *versions, XcWriter *documents, XcWriter *units,
                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GfVersions, gf_versions_free)
