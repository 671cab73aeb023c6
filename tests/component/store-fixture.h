/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store-fixture.h: an index in the folder where the test is, written through the store.
 * Aborts on error, like everything here.
 */
#pragma once

#include "indexer/store.h"

#define SHA_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa00000000000000000000000000000001"
#define SHA_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb00000000000000000000000000000002"
#define ID_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

/* Goes to a fresh folder, for a checked fixture. */
void new_folder (void);

/* "index", public. */
GfStore *open_store (void);

/* A file that was read whole. */
GfFile *new_file (const char *path, const char *sha256);

/* What a worker sends for a record with one word and the ids given. */
GVariant *analysed (GVariant *record, const char *word, const char *id,
                    const char *document_term);

/* A document with one unit, of one word. */
void put (GfStore *store, const char *path, const char *sha256, const char *word);

/* The same, where it may fail.  Errors: gf_store_put_document (). */
bool try_to_put (GfStore *store, const char *path, const char *sha256, const char *word,
                 GError **error);

void commit (GfStore *store);
