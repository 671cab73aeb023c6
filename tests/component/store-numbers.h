/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * store-numbers.h: an index of documents that are numbers, each with a word of its own.
 * Aborts on error, but where it may fail.
 */
#pragma once

#include "tests/component/store-fixture.h"
#include "xapian-c/xapian-c.h"

#define LEVEL "index/public"
/* Each run that small, so that there are several. */
#define UNITS_A_RUN 16u

/* Document @number's content, path and word.  Returns: (transfer full). */
char *sha_of (unsigned number);
char *path_of (unsigned number);
char *word_of (unsigned number);

/* Errors: gf_store_put_document (). */
bool try_to_put_number (GfStore *store, unsigned number, GError **error);
void put_number (GfStore *store, unsigned number);

/* From @from to before @to, committed as they come. */
void put_numbers (GfStore *store, unsigned from, unsigned to);

/* Of the current generation, "units" or "documents".  Returns: (transfer full). */
XcDatabase *open_database (const char *name);
uint32_t frequency (const char *name, const char *term);

bool exists (const char *path);

/* Each of the numbers is there once, with its row, and nothing else is. */
void check_numbers (unsigned from, unsigned to);
